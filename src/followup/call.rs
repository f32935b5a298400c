//! What to have before one's eyes when the telephone is in one's hand (rules F5, F6).

use super::Step;
use crate::model::{FollowUpKind, History, Notes, OpportunityId, PersonId, Rule};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Rule F5: what a message on somebody's voicemail may take.
pub const VOICEMAIL_SECONDS: u32 = 30;

/// Facts for a call; the words are the draft's. Texts may be empty: unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallCard {
    pub person: Option<PersonId>,
    pub name: String,
    pub company: String,
    pub phones: Vec<String>,
    /// Rule F6, in the order in which they are best used.
    pub openers: Vec<Opener>,
    /// Rule F5.
    pub voicemail: Voicemail,
    /// When they were last written to or called, and how.
    pub last_contact: Option<(Timestamp, FollowUpKind)>,
}

/// A line that begins a call or keeps it going.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opener {
    pub about: OpenerKind,
    pub text: String,
    pub rule: Rule,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OpenerKind {
    /// What is new since they last heard from the user.
    News,
    /// What is special about the user.
    Special,
    CommonGround,
    /// A question of theirs that interested the user too, or the user's afterthought.
    SharedInterest,
}

/// Name, job, one intriguing facet, number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Voicemail {
    pub name: String,
    pub job: String,
    pub facet: String,
    pub number: String,
    pub rule: Rule,
    pub at_most_seconds: u32,
}

impl Default for Voicemail {
    fn default() -> Self {
        let text = String::new;
        let (name, job, facet, number) = (text(), text(), text(), text());
        Self { name, job, facet, number, rule: Rule::F5, at_most_seconds: VOICEMAIL_SECONDS }
    }
}

/// The card for a step, whatever its channel. `None`: it goes to nobody.
pub fn call_card(history: &History, step: &Step) -> Option<CallCard> {
    let person = step.person.and_then(|id| history.people.get(&id)).map(|record| &record.person)?;
    let opportunity = step.opportunity.and_then(|id| history.opportunities.get(&id));
    let applicant = &history.settings.applicant;
    // What was noted last comes first.
    let notes = history
        .interviews_with(person.id)
        .into_iter()
        .filter(|record| !record.cancelled && step.opportunity.is_none_or(|id| record.interview.opportunity == id))
        .fold(Notes::default(), |earlier, record| record.notes_for(person.id).or(&earlier));
    let news = opportunity.and_then(|record| record.new_facts.last()).cloned().unwrap_or_default();
    let special = opportunity.map(|record| record.opportunity.overriding_message.clone()).unwrap_or_default();
    let special = if special.trim().is_empty() { applicant.headline_facts.join(", ") } else { special };
    let lines = [
        (OpenerKind::News, news),
        (OpenerKind::Special, special),
        (OpenerKind::CommonGround, notes.common_ground),
        (OpenerKind::SharedInterest, notes.question),
        (OpenerKind::SharedInterest, notes.afterthought),
    ];
    let openers: Vec<Opener> = lines
        .into_iter()
        .filter(|(_, text)| !text.trim().is_empty())
        .map(|(about, text)| Opener { about, text, rule: Rule::F6 })
        .collect();
    let facet = applicant.headline_facts.first().cloned().or_else(|| openers.first().map(|line| line.text.clone()));
    let voicemail = Voicemail {
        name: applicant.name.clone(),
        job: opportunity.map(|record| record.opportunity.job_title.clone()).unwrap_or_default(),
        facet: facet.unwrap_or_default(),
        number: applicant.phone.clone(),
        ..Voicemail::default()
    };
    Some(CallCard {
        person: Some(person.id),
        name: person.name.clone(),
        company: opportunity.map_or(&person.company, |record| &record.opportunity.company).clone(),
        phones: person.phones.clone(),
        openers,
        voicemail,
        last_contact: last_contact(history, person.id, step.opportunity),
    })
}

/// Also by a letter or a call about the opportunity, which names nobody.
fn last_contact(
    history: &History,
    person: PersonId,
    opportunity: Option<OpportunityId>,
) -> Option<(Timestamp, FollowUpKind)> {
    let theirs = history.done.iter().filter(|(id, _)| match id.person {
        Some(to) => to == person && id.kind != FollowUpKind::Reference,
        None => id.kind.is_pursuit() && id.opportunity.is_some() && id.opportunity == opportunity,
    });
    theirs.map(|(id, done)| (done.at, id.kind)).max()
}
