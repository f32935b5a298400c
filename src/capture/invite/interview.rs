//! The interview that an invite makes, and what a newer version of it means.

use serde::{Deserialize, Serialize};

use super::{Invite, Method, Moment, Participation, Party, PartyKind, Role};
use crate::capture::address::{is_machine, mailbox};
use crate::capture::reading::{Certainty, Field, PersonReading, Source};

/// In which capacity somebody is invited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    Organiser,
    Required,
    Optional,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitedPerson {
    pub person: PersonReading,
    pub part: Part,
    pub status: Participation,
}

/// What the user is asked to confirm.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ProposedInterview {
    pub uid: String,
    pub sequence: u32,
    pub recurrence_id: Option<Moment>,
    pub cancelled: bool,
    pub title: String,
    pub start: Option<Moment>,
    pub end: Option<Moment>,
    pub place: String,
    pub link: Option<String>,
    /// Everybody but the user, rooms, resources, groups and machines: those who must come first, then the others. The
    /// organiser is among them.
    pub people: Vec<InvitedPerson>,
}

/// `own_addresses`: the user's; spellings that reach the same mailbox count.
pub fn interview_of(invite: &Invite, own_addresses: &[String]) -> ProposedInterview {
    let own: Vec<String> = own_addresses.iter().map(|address| mailbox(address)).collect();
    let organiser = invite.organiser.as_ref().map(|party| (party, true));
    let mut people: Vec<(InvitedPerson, String)> = Vec::new();
    let mut places = std::collections::HashMap::new();
    for (party, organises) in organiser.into_iter().chain(invite.attendees.iter().map(|party| (party, false))) {
        if !is_somebody(party) || own.contains(&mailbox(&party.address)) {
            continue;
        }
        let key = if party.address.is_empty() { party.name.to_lowercase() } else { mailbox(&party.address) };
        if let Some(known) = places.get(&key).and_then(|place: &usize| people.get_mut(*place)) {
            // The organiser stands among the attendees as well, sometimes with a fuller name.
            if known.0.person.name.is_empty() {
                known.0.person.name = name_field(party);
            }
            known.0.status = party.status;
            continue;
        }
        let part = match party.role {
            _ if organises => Part::Organiser,
            Role::Optional | Role::NonParticipant => Part::Optional,
            Role::Chair | Role::Required => Part::Required,
        };
        places.insert(key.clone(), people.len());
        people.push((InvitedPerson { person: reading(party), part, status: party.status }, key));
    }
    let mut people: Vec<InvitedPerson> = people.into_iter().map(|(person, _)| person).collect();
    people.retain(|person| person.status != Participation::Declined);
    people.sort_by_key(|person| person.part == Part::Optional);
    ProposedInterview {
        uid: invite.uid.clone(),
        sequence: invite.sequence,
        recurrence_id: invite.recurrence_id.clone(),
        cancelled: invite.cancelled,
        title: invite.summary.clone(),
        start: invite.start.clone(),
        end: invite.end.clone(),
        place: invite.location.clone(),
        link: invite.meeting_link.clone(),
        people,
    }
}

fn is_somebody(party: &Party) -> bool {
    party.kind == PartyKind::Person
        && !(party.name.is_empty() && party.address.is_empty())
        && !is_machine(&party.address)
}

fn name_field(party: &Party) -> Field {
    Field::of(party.name.as_str(), Source::Invite, Certainty::Likely)
}

fn reading(party: &Party) -> PersonReading {
    PersonReading {
        name: name_field(party),
        email: Field::of(party.address.as_str(), Source::Invite, Certainty::Sure),
        ..PersonReading::default()
    }
}

/// What a newly read invite does to one that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Supersession {
    /// Another event, another instance of the series, or an answer to the organiser.
    Unrelated,
    /// The known one is as new or newer.
    Stale,
    /// Replaces the known one: time, place or people may have changed.
    Updates,
    Cancels,
}

/// RFC 5546 §2.1.4: the higher `SEQUENCE` wins, and at equal ones the later `DTSTAMP`. Cancelling a whole series cancels
/// each of its instances.
pub fn supersedes(known: &Invite, new: &Invite) -> Supersession {
    let same = !new.uid.is_empty() && known.uid == new.uid;
    let instance = known.recurrence_id == new.recurrence_id || (new.cancelled && new.recurrence_id.is_none());
    if !same || !instance || matches!(new.method, Method::Reply | Method::Counter | Method::Other) {
        return Supersession::Unrelated;
    }
    if new.sequence < known.sequence {
        return Supersession::Stale;
    }
    if new.cancelled {
        return if known.cancelled { Supersession::Stale } else { Supersession::Cancels };
    }
    let later = new.sequence > known.sequence || matches!((known.made, new.made), (Some(old), Some(new)) if new > old);
    if later { Supersession::Updates } else { Supersession::Stale }
}
