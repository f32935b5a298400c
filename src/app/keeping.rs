//! What is kept with an opportunity, and what goes when it does (rule N4).

use super::forms::DocumentForm;
use super::protocol::{CleanUp, PageRequest, RemovalTarget};
use super::requests::{exists, simple};
use super::save::{SavePlan, one_line};
use super::views::RemovalView;
use super::{AppError, Context, bulk, present};
use crate::followup;
use crate::model::{
    Document, DocumentId, Happening, History, InterviewRecord, Message, OpportunityId, PersonId, Stage,
};
use jiff::Timestamp;
use std::collections::BTreeSet;

/// An advertisement is some pages long; storage is shared with everything else.
const LONGEST_TEXT: usize = 100_000;
/// A name is made of this many characters of the text, where it has none.
const NAME_LENGTH: usize = 60;

/// # Errors
/// What it is about is gone, or the document is empty or too long.
pub fn change(history: &History, request: PageRequest, ctx: &mut Context) -> Result<SavePlan, AppError> {
    match request {
        PageRequest::RemovePerson { person } => {
            exists(history.people.contains_key(&person))?;
            simple("saved_removed", Happening::PersonRemoved { person })
        }
        PageRequest::RemoveOpportunity { opportunity } => {
            exists(history.opportunities.contains_key(&opportunity))?;
            simple("saved_removed", Happening::OpportunityRemoved { opportunity })
        }
        PageRequest::CleanUp { accepted, which, people } => clean_up(history, accepted, which, people),
        PageRequest::SaveDocument { opportunity, document } => {
            exists(history.opportunities.contains_key(&opportunity))?;
            let document = document_of(&document, ctx)?;
            let message = Message::new("saved_document").text(&document.name);
            let what = vec![Happening::DocumentSaved { opportunity, document }];
            Ok(SavePlan { what, message, person: None, opportunity: Some(opportunity) })
        }
        PageRequest::RemoveDocument { opportunity, document } => {
            let record = history.opportunities.get(&opportunity).ok_or(AppError::Gone)?;
            exists(record.documents.contains_key(&document))?;
            simple("saved_removed", Happening::DocumentRemoved { opportunity, document })
        }
        _ => Err(AppError::NotAllowed),
    }
}

fn document_of(form: &DocumentForm, ctx: &mut Context) -> Result<Document, AppError> {
    let (name, link, text) = (one_line(&form.name), one_line(&form.link), form.text.trim());
    if text.chars().count() > LONGEST_TEXT {
        return Err(AppError::DocumentTooLong(LONGEST_TEXT));
    }
    let first = |text: &str| one_line(text).chars().take(NAME_LENGTH).collect::<String>();
    let name = [name, first(&link), first(text)].into_iter().find(|name| !name.is_empty());
    Ok(Document {
        id: form.id.unwrap_or_else(|| DocumentId((ctx.new_id)())),
        kind: form.kind,
        name: name.ok_or(AppError::DocumentEmpty)?,
        link,
        text: text.to_owned(),
    })
}

/// Rule N4: only once a job was accepted is there an end to keeping.
fn clean_up(history: &History, accepted: OpportunityId, which: CleanUp, people: bool) -> Result<SavePlan, AppError> {
    let record = history.opportunities.get(&accepted).ok_or(AppError::Gone)?;
    if record.stage != Stage::Accepted {
        return Err(AppError::NotAllowed);
    }
    let goes = |id: &OpportunityId| (*id == accepted) == (which == CleanUp::This);
    let gone: BTreeSet<OpportunityId> = history.opportunities.keys().copied().filter(goes).collect();
    if gone.is_empty() {
        return Err(AppError::Gone);
    }
    let mut what: Vec<Happening> =
        gone.iter().map(|opportunity| Happening::OpportunityRemoved { opportunity: *opportunity }).collect();
    if people {
        let people = met_only_in(history, &gone);
        what.extend(people.into_iter().map(|person| Happening::PersonRemoved { person }));
    }
    let message = Message::new("saved_cleaned_up").count(count(gone.len()));
    Ok(SavePlan { what, message, person: None, opportunity: None })
}

/// Those met for these opportunities and for no other, who vouch for the user nowhere else.
fn met_only_in(history: &History, gone: &BTreeSet<OpportunityId>) -> Vec<PersonId> {
    let stays = history.opportunities.iter().filter(|(id, _)| !gone.contains(id));
    let references: BTreeSet<PersonId> = stays
        .flat_map(|(_, record)| &record.opportunity.references)
        .chain(&history.settings.references)
        .copied()
        .collect();
    let only_there = |person: &&PersonId| {
        let met = history.interviews_with(**person);
        !met.is_empty() && met.iter().all(|record| gone.contains(&record.interview.opportunity))
    };
    history.people.keys().filter(|person| !references.contains(person)).filter(only_there).copied().collect()
}

/// What would go with it, and what speaks against it.
///
/// # Errors
/// It is gone already.
pub fn removal(history: &History, target: &RemovalTarget, now: Timestamp) -> Result<RemovalView, AppError> {
    let (goes, guard) = match target {
        RemovalTarget::Person { person } => {
            let guard = followup::person_removal_guard(history, *person).map(|reason| reason.message);
            (with_person(history, *person, now)?, guard)
        }
        RemovalTarget::Opportunity { opportunity } => {
            let guard = followup::removal_guard(history, *opportunity).map(|reason| reason.message);
            (with_opportunity(history, *opportunity, now)?, guard)
        }
        RemovalTarget::Several { people, opportunities } => with_several(history, people, opportunities, now)?,
        RemovalTarget::Everything => (with_everything(history), None),
    };
    let said = goes.into_iter().filter(|(_, number)| *number > 0);
    let goes = said.map(|(key, number)| Message::new(key).count(count(number))).collect();
    Ok(RemovalView { goes, guard })
}

/// Together, and for how many of them it is too early (rule N4).
fn with_several(
    history: &History,
    people: &[PersonId],
    opportunities: &[OpportunityId],
    now: Timestamp,
) -> Result<(Counted, Option<Message>), AppError> {
    let (people, opportunities) = (bulk::once(people)?, bulk::once(opportunities)?);
    let mut all: Counted = vec![("gone_opportunities", opportunities.len()), ("gone_people", people.len())];
    let mut guarded = 0;
    for opportunity in opportunities {
        add(&mut all, with_opportunity(history, opportunity, now)?);
        guarded += usize::from(followup::removal_guard(history, opportunity).is_some());
    }
    for person in people {
        add(&mut all, with_person(history, person, now)?);
        guarded += usize::from(followup::person_removal_guard(history, person).is_some());
    }
    Ok((all, (guarded > 0).then(|| Message::new("gone_guarded").count(count(guarded)))))
}

fn add(all: &mut Counted, more: Counted) {
    for (key, number) in more {
        match all.iter_mut().find(|(known, _)| *known == key) {
            Some((_, sum)) => *sum += number,
            None => all.push((key, number)),
        }
    }
}

fn with_everything(history: &History) -> Counted {
    let documents = history.opportunities.values().map(|record| record.documents.len()).sum();
    vec![
        ("gone_opportunities", history.opportunities.len()),
        ("gone_people", history.people.len()),
        ("gone_interviews", history.interviews.len()),
        ("gone_notes", history.interviews.values().filter(|record| has_notes(record)).count()),
        ("gone_documents", documents),
        ("gone_done", history.done.len()),
        ("gone_cadences", history.cadences.len()),
        ("gone_templates", history.templates.len()),
    ]
}

type Counted = Vec<(&'static str, usize)>;

fn with_opportunity(history: &History, id: OpportunityId, now: Timestamp) -> Result<Counted, AppError> {
    let record = history.opportunities.get(&id).ok_or(AppError::Gone)?;
    let interviews = history.interviews_of(id);
    let planned = followup::plan(history, id, now).map(|plan| plan.steps).unwrap_or_default();
    let done = history.done.keys().filter(|done| done.opportunity == Some(id)).count();
    Ok(vec![
        ("gone_interviews", interviews.len()),
        ("gone_notes", interviews.iter().filter(|record| has_notes(record)).count()),
        ("gone_documents", record.documents.len()),
        ("gone_planned", planned.iter().filter(|step| !step.is_over()).count()),
        ("gone_done", done),
    ])
}

fn with_person(history: &History, id: PersonId, now: Timestamp) -> Result<Counted, AppError> {
    let person = &history.people.get(&id).ok_or(AppError::Gone)?.person;
    let cards = person.emails.len()
        + person.phones.len()
        + usize::from(!person.postal_address.trim().is_empty())
        + usize::from(person.linkedin.is_some());
    let met = history.interviews_with(id);
    let notes = met.iter().filter(|record| record.notes_by_person.get(&id).is_some_and(|notes| !notes.is_empty()));
    let done = history.done.keys().filter(|done| done.person == Some(id)).count();
    let planned = present::person_view(history, id, now).map(|view| view.steps).unwrap_or_default();
    let to_them = planned.iter().filter(|step| step.person.as_ref().is_some_and(|person| person.id == id));
    Ok(vec![
        ("gone_addresses", cards),
        ("gone_places", met.len()),
        ("gone_notes", notes.count()),
        ("gone_planned", to_them.count()),
        ("gone_done", done),
    ])
}

fn has_notes(record: &InterviewRecord) -> bool {
    !record.notes.is_empty() || record.notes_by_person.values().any(|notes| !notes.is_empty())
}

pub(super) fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
