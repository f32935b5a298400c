//! Saving what the user filled in: checked, matched with what is known, never twice.

mod interview;
mod opportunity;
mod person;

pub use interview::{cancel_interview, save_interview};
pub use opportunity::save_opportunity;
pub use person::{looks_like_address, slug_of, twins_of_known, twins_of_reading};

use super::forms::{CaptureForm, GroupForm, ParticipantForm};
use super::{AppError, Context};
use crate::model::{Happening, History, Message, OpportunityId, Participant, PersonId};

/// More people than this are no panel; a whole address book is not what this is for.
const MOST_PEOPLE: usize = 500;

/// What saving a form comes to.
pub struct SavePlan {
    pub what: Vec<Happening>,
    pub message: Message,
    pub person: Option<PersonId>,
    pub opportunity: Option<OpportunityId>,
}

pub fn save_capture(history: &History, form: &CaptureForm, ctx: &mut Context) -> Result<SavePlan, AppError> {
    let first = ParticipantForm { person: form.person.clone(), role: form.role };
    let group = GroupForm {
        people: std::iter::once(first).chain(form.others.iter().cloned()).collect(),
        opportunity: form.opportunity.clone(),
        interview: form.interview.clone(),
        ..GroupForm::default()
    };
    save_group(history, &group, ctx)
}

/// Several people at once, with the interview in which the user meets all of them: all of it or nothing.
pub fn save_group(history: &History, form: &GroupForm, ctx: &mut Context) -> Result<SavePlan, AppError> {
    if form.people.len() > MOST_PEOPLE {
        return Err(AppError::TooMany(MOST_PEOPLE));
    }
    let mut what = Vec::new();
    let mut known = person::everybody(history);
    let mut places: Vec<Participant> = Vec::new();
    let (mut new, mut names) = (0, Vec::new());
    for participant in &form.people {
        let form = &participant.person;
        let (person, met) = person::person_of(history, &known, form, ctx)?;
        if !met {
            new += 1;
        }
        match known.iter_mut().find(|known| known.id == person.id) {
            Some(same) if *same == person => {}
            Some(same) => {
                same.clone_from(&person);
                what.push(Happening::PersonSaved { person: person.clone() });
            }
            None => {
                known.push(person.clone());
                what.push(Happening::PersonSaved { person: person.clone() });
            }
        }
        if form.connected && !history.people.get(&person.id).is_some_and(|record| record.connected) {
            what.push(Happening::Connected { person: person.id });
        }
        for other in form.not_same.iter().filter(|other| **other != person.id) {
            if !history.are_told_apart(person.id, *other) {
                what.push(Happening::PeopleToldApart { one: person.id, other: *other });
            }
        }
        if places.iter().all(|place| place.person != person.id) {
            places.push(Participant { person: person.id, role: participant.role });
            names.push(person.name);
        }
    }
    let opportunity = match &form.opportunity {
        None => None,
        Some(choice) => Some(opportunity::opportunity_of(history, choice, &mut what, ctx)?),
    };
    if let Some(choice) = &form.interview {
        let opportunity = opportunity.ok_or(AppError::OpportunityMissing)?;
        let mut interview = interview::interview_of(history, opportunity, choice, ctx)?;
        interview.participants.retain(|p| !form.leave.contains(&p.person));
        for place in &places {
            match interview.participants.iter_mut().find(|p| p.person == place.person) {
                Some(participant) => *participant = *place,
                None => interview.participants.push(*place),
            }
        }
        if let Some(stamp) = &form.calendar {
            interview::stamp(&mut interview, stamp);
        }
        if history.interviews.get(&interview.id).is_none_or(|known| known.interview != interview || known.cancelled) {
            what.push(Happening::InterviewSaved { interview });
        }
    }
    let message = said(form, new, what.is_empty(), &names);
    Ok(SavePlan { what, message, person: places.first().map(|place| place.person), opportunity })
}

fn said(form: &GroupForm, new: usize, unchanged: bool, names: &[String]) -> Message {
    let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    match (names, form.interview.is_some()) {
        ([], _) if unchanged => Message::new("saved_nothing_new"),
        ([], _) => Message::new("saved_interview"),
        (names, _) if unchanged && names.len() > 1 => Message::new("saved_nothing_new"),
        ([name], _) if unchanged => Message::new("saved_unchanged").text(name),
        ([name], _) if new == 0 => Message::new("saved_updated").text(name),
        ([name], _) => Message::new("saved_person").text(name),
        (names, true) => Message::new("saved_interview_with").count(count(names.len())),
        (names, false) => Message::new("saved_people").count(count(names.len())),
    }
}

/// Forms are single lines; a pasted line break or control character is white space.
pub(super) fn one_line(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|s| !s.is_empty()).collect::<Vec<_>>().join(" ")
}
