//! Draft for a follow-up, from what is known.

use super::save::SavePlan;
use super::views::{CallView, DraftView, VoicemailView};
use super::{AppError, Context, present, steps};
use crate::capture::name;
use crate::draft::{Address, Brief, Draft, DraftError, Place, Problem, TemplateError, compose, compose_as};
use crate::followup::{self, Step};
use crate::model::{
    Channel, FollowUpId, FollowUpKind, Happening, History, InterviewRecord, Message, Notes, OpportunityRecord, Person,
    PersonId, Role, TemplateKind,
};
use jiff::Timestamp;

/// `channel`: where it is being written; absent: as planned.
pub fn draft_view(
    history: &History,
    follow_up: FollowUpId,
    channel: Option<Channel>,
    ctx: &Context,
) -> Result<DraftView, AppError> {
    let step = followup::step(history, follow_up, ctx.now);
    let person = follow_up.person.or(step.as_ref().and_then(|step| step.person)).ok_or(AppError::NothingToWrite)?;
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
    let (notes, shared_notes) = interview.map_or_else(Default::default, |record| {
        let own = record.notes_by_person.get(&person.person.id).cloned().unwrap_or_default();
        // Rule F7: who vouches for the user hears what mattered to anybody.
        let others = record.notes_by_person.values().filter(|_| follow_up.kind == FollowUpKind::Reference);
        (own, others.fold(record.notes.clone(), |all, one| all.or(one)))
    });
    let brief = Brief {
        follow_up: &follow_up,
        person: &person.person,
        address: address(&person.person),
        role: interview.map_or(Role::Other, |record| role_in(record, person.person.id)),
        channel: channel.or(step.as_ref().map(|step| step.channel)).unwrap_or(Channel::Email),
        opportunity: opportunity.map(|record| &record.opportunity),
        interview: interview.map(|record| &record.interview),
        impression: interview.and_then(|record| record.impression),
        notes: &notes,
        shared_notes: &shared_notes,
        place: place(history, interview, person.person.id),
        language,
        new_fact: opportunity.and_then(|record| unsent(history, record, person.person.id)).unwrap_or_default(),
        applicant: &history.settings.applicant,
        limit: limit.and_then(|limit| usize::try_from(limit).ok()),
    };
    let draft = compose(&brief, &history.templates).map_err(|error| match error {
        DraftError::NoTemplate => AppError::NothingToWrite,
        DraftError::Template(_) => AppError::Internal(error.to_string()),
    })?;
    let call = step.filter(|_| brief.channel == Channel::Telephone).and_then(|step| {
        let script = compose_as(TemplateKind::Voicemail, &brief, &history.templates).ok();
        call_view(history, &step, script)
    });
    let saved = history.drafts.get(&follow_up).filter(|saved| !saved.text.trim().is_empty());
    let text = saved.map_or(draft.text, |saved| saved.text.clone());
    Ok(DraftView {
        follow_up,
        to: person.person.email().map(str::to_owned),
        subject: saved.map_or(draft.subject, |saved| saved.subject.clone()),
        call: call.map(Box::new),
        text,
        missing_fields: draft.missing.iter().map(|missing| missing.field().to_owned()).collect(),
        missing: draft.missing.into_iter().map(|missing| missing.message()).collect(),
        notice: draft.refused.map(|(_, error)| template_notice(&error)),
        limit,
        saved: saved.is_some(),
    })
}

/// Rules F5, F6.
fn call_view(history: &History, step: &Step, script: Option<Draft>) -> Option<CallView> {
    let card = followup::call_card(history, step)?;
    let person = step.person.and_then(|id| history.people.get(&id)).map(|record| present::person_brief(&record.person));
    let opportunity = step.opportunity.and_then(|id| history.opportunities.get(&id));
    let opportunity = opportunity.map(|record| present::opportunity_brief(&record.opportunity));
    Some(CallView {
        last_contact: card
            .last_contact
            .map(|(_, kind)| present::kind_title(kind, person.as_ref(), opportunity.as_ref())),
        voicemail: script
            .map(|script| VoicemailView { seconds: script.reading_seconds.unwrap_or_default(), text: script.text }),
        card,
    })
}

/// Whom a follow-up goes to; a check-in goes to whoever is the opportunity's contact by now.
pub(super) fn addressee_of(history: &History, follow_up: FollowUpId, now: Timestamp) -> Option<PersonId> {
    follow_up.person.or_else(|| followup::step(history, follow_up, now)?.person)
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
            .filter(|r| {
                let took_part = r.interview.participants.iter().any(|p| p.person == person);
                took_part || follow_up.kind == FollowUpKind::Reference
            })
            .max_by_key(|r| r.interview.end),
    }
}

pub(super) fn role_in(record: &InterviewRecord, person: PersonId) -> Role {
    record.interview.participants.iter().find(|p| p.person == person).map_or(Role::Other, |p| p.role)
}

/// Rule F3: the latest new fact that this person has not been written yet.
fn unsent<'a>(history: &History, opportunity: &'a OpportunityRecord, person: PersonId) -> Option<&'a str> {
    let sent: Vec<String> = history
        .done
        .iter()
        .filter(|(id, _)| id.opportunity == Some(opportunity.opportunity.id) && id.person.is_none_or(|to| to == person))
        .map(|(_, done)| done.text.to_lowercase())
        .collect();
    let is_new = |fact: &&str| {
        let fact = fact.trim().trim_end_matches('.').to_lowercase();
        !fact.is_empty() && !sent.iter().any(|text| text.contains(&fact))
    };
    opportunity.new_facts.iter().rev().map(String::as_str).find(is_new)
}

/// Where the person stands among all whom the opportunity's interviews brought, so that their drafts differ (rule T4).
fn place(history: &History, interview: Option<&InterviewRecord>, person: PersonId) -> Place {
    let Some(record) = interview else { return Place::in_panel(person, None, &[]) };
    let opportunity = record.interview.opportunity;
    let all = history.interviews_of(opportunity);
    let upto = all.iter().position(|other| other.interview.id == record.interview.id).unwrap_or_default();
    let interviews: Vec<_> =
        all.iter().take(upto + 1).filter(|r| !r.cancelled || r.interview.id == record.interview.id).collect();
    let interviews: Vec<_> = interviews.into_iter().map(|record| &record.interview).collect();
    Place::in_panel(person, Some(opportunity), &interviews)
}

/// The user's own wording, and what the name says.
pub(super) fn address(person: &Person) -> Address {
    let parsed = name::parse(&person.name);
    Address {
        own: person.greeting.trim().to_owned(),
        casual: name::greeting(&parsed, name::Formality::Casual),
        formal: name::greeting(&parsed, name::Formality::Formal),
    }
}

/// Why the built-in template was used, with line and field.
pub fn template_notice(error: &TemplateError) -> Message {
    Message::new("draft_template_refused").nested(template_problem(error))
}

/// What is wrong with a template, with line and field.
pub fn template_problem(error: &TemplateError) -> Message {
    let key = match &error.problem {
        Problem::UnknownField => "draft_template_unknown_field",
        Problem::UnknownValue => "draft_template_unknown_value",
        Problem::NotClosed => "draft_template_not_closed",
        Problem::NotUnderstood => "draft_template_not_understood",
        Problem::Conditions(_) => "draft_template_conditions",
        Problem::Empty => "draft_template_empty",
        Problem::TooLong => "draft_template_too_long",
    };
    let line = Message::new(key).text(error.line.to_string());
    if error.field.is_empty() { line } else { line.text(error.field.clone()) }
}

/// Stores what a draft lacked, where it belongs: with the notes about this person, the opportunity or the user.
pub fn complete(
    history: &History,
    follow_up: FollowUpId,
    field: &str,
    text: String,
    ctx: &Context,
) -> Result<SavePlan, AppError> {
    let person = addressee_of(history, follow_up, ctx.now);
    let interview = person.and_then(|person| interview_for(history, follow_up, person, ctx.now));
    let opportunity = follow_up.opportunity.or(interview.map(|record| record.interview.opportunity));
    let note = |set: fn(&mut Notes, String)| -> Result<Happening, AppError> {
        let record = interview.ok_or(AppError::Gone)?;
        let mut notes = person.and_then(|id| record.notes_by_person.get(&id).cloned()).unwrap_or_default();
        set(&mut notes, text.clone());
        Ok(Happening::NotesSaved { interview: record.interview.id, person, notes })
    };
    let what = match field {
        "notes.question" => note(|notes, text| notes.question = text)?,
        "notes.afterthought" => note(|notes, text| notes.afterthought = text)?,
        "notes.challenges" => note(|notes, text| notes.challenges = text)?,
        "opportunity.new_fact" => {
            Happening::NewFactNoted { opportunity: opportunity.ok_or(AppError::Gone)?, text: text.clone() }
        }
        "applicant.email" => {
            let mut settings = history.settings.clone();
            settings.applicant.email = text.trim().to_owned();
            Happening::SettingsSaved { settings }
        }
        other => {
            let what = steps::reach(history, person, other, &text)?;
            return Ok(SavePlan { what: vec![what], message: Message::new("saved_reach"), person, opportunity });
        }
    };
    Ok(SavePlan { what: vec![what], message: Message::new("saved_completed"), person, opportunity })
}
