//! Invites beside what is stored: a new interview, a moved one, one that was called off (RFC 5546 §2.1.4).

use super::forms::CalendarStamp;
use super::import::met;
use super::present::{interview_view, person_brief};
use super::views::{ImportView, InviteStanding, InviteView, MetView};
use super::{AppError, Context, company, error};
use crate::capture::address::is_of_nobody;
use crate::capture::invite::{
    self, Invite, Method, Moment, Part, ProposedInterview, Supersession, ZoneName, interview_of, supersedes,
};
use crate::capture::name::same_person_likely;
use crate::model::{History, InterviewKind, InterviewRecord, PersonId};
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{ToSpan as _, Zoned};

/// A whole exported calendar is no invite; its next events are shown.
const MOST_INVITES: usize = 50;

/// The user's zone; UTC where its name is unknown.
pub fn home(ctx: &Context) -> TimeZone {
    TimeZone::get(ctx.zone).unwrap_or(TimeZone::UTC)
}

/// # Errors
/// As [`invite::read`].
pub fn read_invites(history: &History, bytes: &[u8], ctx: &Context) -> Result<ImportView, AppError> {
    let now: Zoned = ctx.now.to_zoned(home(ctx));
    let mut invites = invite::read(bytes, &now)?;
    let place = |invite: &Invite| invite.start.as_ref().map(|start| start.local().duration_since(now.datetime()));
    invites.sort_by_key(|invite| match place(invite) {
        Some(ahead) if !ahead.is_negative() => (0, ahead),
        Some(past) => (1, past.abs()),
        None => (2, jiff::SignedDuration::ZERO),
    });
    let left_out = invites.len().saturating_sub(MOST_INVITES);
    let invites = invites.iter().take(MOST_INVITES).map(|invite| invite_view(history, invite, ctx)).collect();
    Ok(ImportView::Invites { invites, left_out })
}

fn invite_view(history: &History, invite: &Invite, ctx: &Context) -> InviteView {
    let applicant = &history.settings.applicant;
    let own: Vec<String> =
        Some(applicant.email.clone()).filter(|address| !address.trim().is_empty()).into_iter().collect();
    let proposal = interview_of(invite, &own);
    let mut people: Vec<MetView> = proposal
        .people
        .iter()
        .map(|invited| MetView {
            part: Some(invited.part),
            status: Some(invited.status),
            ..met(history, invited.person.clone())
        })
        .collect();
    if own.is_empty() {
        find_user(&mut people, &applicant.name);
    }
    let organiser = invite.organiser.as_ref().map(|party| party.address.as_str()).unwrap_or_default();
    let company = company::company_of(organiser).unwrap_or_default();
    let known = known_interview(history, invite);
    let ids: Vec<PersonId> = people.iter().filter_map(|met| met.known.as_ref()).map(|person| person.id).collect();
    let (start, end, zone, all_day) = times(&proposal, ctx);
    let place = place(&proposal);
    let not_invited = known.into_iter().flat_map(|record| &record.interview.participants);
    let not_invited = not_invited.filter(|place| !ids.contains(&place.person));
    let not_invited =
        not_invited.filter_map(|place| history.people.get(&place.person)).map(|r| person_brief(&r.person));
    let mut view = InviteView {
        standing: InviteStanding::New,
        interview_kind: known.map_or_else(|| kind_of(&proposal.title), |record| record.interview.kind),
        start,
        end,
        zone,
        all_day,
        recurs: invite.recurs,
        place,
        calendar: CalendarStamp {
            uid: proposal.uid,
            sequence: proposal.sequence,
            made: invite.made,
            instance: proposal.recurrence_id.as_ref().map(instance).unwrap_or_default(),
        },
        known: known.map(|record| interview_view(history, record)),
        not_invited: not_invited.collect(),
        opportunity: known
            .map(|record| record.interview.opportunity)
            .or_else(|| company::opportunity_for(history, &ids, &company, &proposal.title)),
        company,
        problem: invite.problem.as_ref().map(error::invite_message),
        title: proposal.title,
        people,
    };
    view.standing = standing(invite, known, &view, ctx);
    view
}

/// Who of the invited is the user, as far as that shows: somebody of the user's name, else the only one with a private
/// mailbox, else the only one who was asked.
fn find_user(people: &mut [MetView], name: &str) {
    let private = |met: &MetView| {
        met.reading.email.value().and_then(|a| a.rsplit_once('@')).is_some_and(|(_, host)| is_of_nobody(host))
    };
    let named = |met: &MetView| {
        !name.trim().is_empty() && met.reading.name.value().is_some_and(|other| same_person_likely(name, other))
    };
    let only = |fits: &dyn Fn(&MetView) -> bool| {
        let mut found = people
            .iter()
            .enumerate()
            .filter(|(_, met)| met.part != Some(Part::Organiser) && met.known.is_none() && fits(met));
        found.next().filter(|_| found.next().is_none()).map(|(place, _)| place)
    };
    let place = only(&named).or_else(|| only(&private)).or_else(|| only(&|_| true));
    if let Some(met) = place.and_then(|place| people.get_mut(place)) {
        met.perhaps_user = true;
    }
}

/// The stored interview that an invite is about: the same instance of the same event. Of a series that was stored as
/// one, the one that stands at the instance's place; what calls a whole series off concerns whatever is stored of it.
fn known_interview<'h>(history: &'h History, invite: &Invite) -> Option<&'h InterviewRecord> {
    if invite.uid.is_empty() {
        return None;
    }
    let stored: Vec<&InterviewRecord> =
        history.interviews.values().filter(|record| record.interview.calendar_uid == invite.uid).collect();
    let wanted = invite.recurrence_id.as_ref().map(instance).unwrap_or_default();
    let at = invite.recurrence_id.as_ref().and_then(Moment::instant);
    stored
        .iter()
        .find(|record| record.interview.calendar_instance == wanted)
        .or_else(|| stored.iter().find(|record| at.is_some() && Some(record.interview.start) == at))
        .or_else(|| stored.first().filter(|_| invite.cancelled && wanted.is_empty()))
        .copied()
}

fn standing(invite: &Invite, known: Option<&InterviewRecord>, view: &InviteView, ctx: &Context) -> InviteStanding {
    if matches!(invite.method, Method::Reply | Method::Counter | Method::Other) {
        return InviteStanding::Reply;
    }
    if invite.problem.is_some() || (invite.start.is_none() && !invite.cancelled) {
        return InviteStanding::Unreadable;
    }
    let Some(record) = known else {
        return if invite.cancelled { InviteStanding::CancelledUnknown } else { InviteStanding::New };
    };
    let stored = Invite {
        uid: invite.uid.clone(),
        recurrence_id: invite.recurrence_id.clone(),
        sequence: record.interview.calendar_sequence,
        made: record.interview.calendar_made,
        cancelled: record.cancelled,
        ..Invite::default()
    };
    let moves = moves(view, record, ctx);
    match supersedes(&stored, invite) {
        Supersession::Cancels => InviteStanding::Cancels,
        Supersession::Updates if moves || brings(view, record) => InviteStanding::Updates,
        Supersession::Updates => InviteStanding::Known,
        Supersession::Stale | Supersession::Unrelated => {
            if invite.sequence < stored.sequence {
                return InviteStanding::Outdated;
            }
            match (stored.made, invite.made) {
                (Some(stored), Some(read)) if read < stored => InviteStanding::Outdated,
                (Some(_), Some(_)) => InviteStanding::Known,
                // Nothing tells which of the two is the later: the user sees both.
                _ if moves && !invite.cancelled => InviteStanding::Updates,
                _ => InviteStanding::Known,
            }
        }
    }
}

/// Whether time or place would be others than are stored.
fn moves(view: &InviteView, record: &InterviewRecord, ctx: &Context) -> bool {
    let stored = &record.interview;
    let tz = TimeZone::get(&view.zone).unwrap_or_else(|_| home(ctx));
    let instant = |local: DateTime| tz.to_ambiguous_zoned(local).compatible().map(|at| at.timestamp()).ok();
    let moved = !view.all_day
        && (view.start.and_then(instant) != Some(stored.start) || view.end.and_then(instant) != Some(stored.end));
    let elsewhere = !view.place.is_empty() && view.place != stored.place;
    moved || elsewhere || record.cancelled
}

/// Whether somebody is invited who does not take part as it is stored.
fn brings(view: &InviteView, record: &InterviewRecord) -> bool {
    let takes_part = |id: PersonId| record.interview.participants.iter().any(|place| place.person == id);
    view.people.iter().any(|met| !met.perhaps_user && !met.known.as_ref().is_some_and(|person| takes_part(person.id)))
}

/// Start and end in the zone in which it was arranged; the user's own where the file names none that we know.
fn times(proposal: &ProposedInterview, ctx: &Context) -> (Option<DateTime>, Option<DateTime>, String, bool) {
    let zone = match &proposal.start {
        Some(Moment::Instant { zone: ZoneName::Iana(name), .. }) if TimeZone::get(name).is_ok() => name.clone(),
        _ => ctx.zone.to_owned(),
    };
    let tz = TimeZone::get(&zone).unwrap_or(TimeZone::UTC);
    let local = |moment: &Moment| moment.instant().map_or_else(|| moment.local(), |at| tz.to_datetime(at));
    let all_day = matches!(proposal.start, Some(Moment::Day { .. }));
    let start = proposal.start.as_ref().map(local);
    let hour = || start.and_then(|start| start.checked_add(1.hour()).ok());
    let end = proposal.end.as_ref().map(local).filter(|end| !all_day && Some(*end) > start).or_else(hour);
    (start, end, zone, all_day)
}

/// The location and the link to join by, in one line.
fn place(proposal: &ProposedInterview) -> String {
    let location = proposal.place.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(", ");
    match &proposal.link {
        Some(link) if location.is_empty() => link.clone(),
        Some(link) if !location.contains(link.as_str()) => format!("{location} · {link}"),
        _ => location,
    }
}

fn instance(moment: &Moment) -> String {
    match moment {
        Moment::Instant { at, .. } => at.to_string(),
        Moment::Floating { at } => at.to_string(),
        Moment::Day { date } => date.to_string(),
    }
}

/// What the title calls it.
fn kind_of(title: &str) -> InterviewKind {
    const PHONE: [&str; 7] = ["phone", "telefon", "téléphon", "telephone", "screening", "recruiter call", "intro call"];
    const INFORMAL: [&str; 5] = ["informational", "coffee chat", "kaffee", "networking", "kennenlernen"];
    let title = title.to_lowercase();
    let names = |words: &[&str]| words.iter().any(|word| title.contains(word));
    if names(&PHONE) {
        InterviewKind::PhoneScreen
    } else if names(&INFORMAL) {
        InterviewKind::Informational
    } else {
        InterviewKind::Interview
    }
}
