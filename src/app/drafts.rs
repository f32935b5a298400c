//! Draft for a follow-up, from what is known.

use super::views::DraftView;
use super::{AppError, Context};
use crate::capture::name;
use crate::draft::{Brief, DraftError, compose};
use crate::model::{FollowUpId, FollowUpKind, History, InterviewRecord, Person, PersonId, Role};
use jiff::Timestamp;

pub fn draft_view(history: &History, follow_up: FollowUpId, ctx: &Context) -> Result<DraftView, AppError> {
    let person = follow_up.person.ok_or(AppError::NothingToWrite)?;
    let person = history.people.get(&person).ok_or(AppError::Gone)?;
    let interview = interview_for(history, follow_up, person.person.id, ctx.now);
    let opportunity = follow_up
        .opportunity
        .or(interview.map(|record| record.interview.opportunity))
        .and_then(|id| history.opportunities.get(&id));
    let limit = (follow_up.kind == FollowUpKind::Connect).then_some(history.settings.connect_note_length);
    let chosen = opportunity.map_or("", |record| record.opportunity.language.as_str());
    let language = [chosen, history.settings.language.as_str()].into_iter().find(|l| !l.is_empty());
    let language = language.unwrap_or(ctx.language).split(['-', '_']).next().unwrap_or_default();
    let brief = Brief {
        follow_up: &follow_up,
        person: &person.person,
        greeting: greeting(&person.person),
        role: interview.map_or(Role::Other, |record| role_in(record, person.person.id)),
        opportunity: opportunity.map(|record| &record.opportunity),
        interview: interview.map(|record| &record.interview),
        impression: interview.and_then(|record| record.impression),
        notes: interview.map(|record| record.notes_for(person.person.id)).unwrap_or_default(),
        language,
        new_fact: opportunity.and_then(|record| record.new_facts.last()).map_or("", String::as_str),
        applicant: &history.settings.applicant,
        limit: limit.and_then(|limit| usize::try_from(limit).ok()),
    };
    let draft = compose(&brief).map_err(|error| match error {
        DraftError::NoTemplate => AppError::NothingToWrite,
        DraftError::Template { .. } => AppError::Internal(error.to_string()),
    })?;
    let saved = history.drafts.get(&follow_up).filter(|saved| !saved.text.trim().is_empty());
    Ok(DraftView {
        follow_up,
        to: person.person.email().map(str::to_owned),
        subject: saved.map_or(draft.subject, |saved| saved.subject.clone()),
        text: saved.map_or(draft.text, |saved| saved.text.clone()),
        missing: draft.missing.into_iter().map(|missing| missing.message()).collect(),
        limit,
        saved: saved.is_some(),
    })
}

/// The interview that the follow-up belongs to; for one that belongs to none, the latest one with that person.
pub(super) fn interview_for(
    history: &History,
    follow_up: FollowUpId,
    person: PersonId,
    now: Timestamp,
) -> Option<&InterviewRecord> {
    match follow_up.interview {
        Some(id) => history.interviews.get(&id),
        None => history
            .interviews
            .values()
            .filter(|r| !r.cancelled && r.interview.end <= now)
            .filter(|r| follow_up.opportunity.is_none_or(|id| r.interview.opportunity == id))
            .filter(|r| r.interview.participants.iter().any(|p| p.person == person))
            .max_by_key(|r| r.interview.end),
    }
}

pub(super) fn role_in(record: &InterviewRecord, person: PersonId) -> Role {
    record.interview.participants.iter().find(|p| p.person == person).map_or(Role::Other, |p| p.role)
}

/// The user's own wording, else as the name says.
pub fn greeting(person: &Person) -> String {
    match person.greeting.trim() {
        "" => name::greeting(&name::parse(&person.name), name::Formality::Casual),
        own => own.to_owned(),
    }
}
