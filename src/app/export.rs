//! What other programs read: tables, contact cards, calendars.

use super::backup::file_name;
use super::protocol::{Export, Response};
use super::{App, AppError, bulk};
use crate::followup::{self, Step, calendar};
use crate::model::{History, Message};
use crate::store::{self, FollowUpRow};
use jiff::Timestamp;
use std::collections::BTreeSet;

/// A file for another program. `say` puts messages into the user's words: a calendar holds sentences.
///
/// # Errors
/// What it is about was removed in the meantime.
pub fn export(
    app: &App,
    what: Export,
    now: Timestamp,
    zone: &str,
    say: &dyn Fn(&Message) -> String,
) -> Result<Response, AppError> {
    let history = app.history();
    let (about, ending, media_type, text) = match what {
        Export::PeopleTable => ("people".to_owned(), "csv", CSV, store::people_csv(history)),
        Export::PeopleCards => ("people".to_owned(), "vcf", VCARD, store::people_vcard(history)),
        Export::FollowUpsTable => ("follow-ups".to_owned(), "csv", CSV, store::follow_ups_csv(&rows(history, now))),
        Export::PersonCard { person } => {
            let person = &history.people.get(&person).ok_or(AppError::Gone)?.person;
            (person.name.clone(), "vcf", VCARD, store::person_vcard(person))
        }
        Export::SeveralCards { people } => {
            let cards = bulk::once(&people)?.into_iter().filter_map(|id| history.people.get(&id));
            let text: String = cards.map(|record| store::person_vcard(&record.person)).collect();
            if text.is_empty() {
                return Err(AppError::Gone);
            }
            ("people".to_owned(), "vcf", VCARD, text)
        }
        Export::Calendar => (String::new(), "ics", CALENDAR, calendar::of_all(history, now, say)),
        Export::OpportunityCalendar { opportunity } => {
            let text = calendar::of_opportunity(history, opportunity, now, say).ok_or(AppError::Gone)?;
            let company = history.opportunities.get(&opportunity).map(|record| record.opportunity.company.clone());
            (company.unwrap_or_default(), "ics", CALENDAR, text)
        }
        Export::StepCalendar { follow_up } => {
            let step = followup::step(history, follow_up, now).ok_or(AppError::Gone)?;
            let about = step.person.and_then(|id| history.people.get(&id)).map(|record| record.person.name.clone());
            let company = || {
                let record = step.opportunity.and_then(|id| history.opportunities.get(&id));
                record.map(|record| record.opportunity.company.clone())
            };
            let about = about.or_else(company).unwrap_or_default();
            (about, "ics", CALENDAR, calendar::of_step(history, &step, now, say))
        }
    };
    let name = file_name(&about, ending, now, zone);
    Ok(Response::File { name, media_type: media_type.to_owned(), text })
}

const CSV: &str = "text/csv";
const VCARD: &str = "text/vcard";
const CALENDAR: &str = "text/calendar";

/// Every planned follow-up, soonest due first.
fn rows(history: &History, now: Timestamp) -> Vec<FollowUpRow> {
    let plans = history.opportunities.keys().filter_map(|id| followup::plan(history, *id, now));
    let mut seen = BTreeSet::new();
    // The invitation to connect is one per person, however many opportunities plan it.
    let mut steps: Vec<Step> = plans.flat_map(|plan| plan.steps).filter(|step| seen.insert(step.id)).collect();
    steps.sort_by_key(|step| (step.due, step.id));
    steps.iter().map(|step| row(history, step)).collect()
}

fn row(history: &History, step: &Step) -> FollowUpRow {
    let opportunity = step.opportunity.and_then(|id| history.opportunities.get(&id)).map(|record| &record.opportunity);
    let person = step.person.and_then(|id| history.people.get(&id)).map(|record| &record.person);
    let done = history.done.get(&step.id);
    FollowUpRow {
        kind: step.id.kind,
        number: step.id.number,
        company: opportunity.map(|it| it.company.clone()).unwrap_or_default(),
        job_title: opportunity.map(|it| it.job_title.clone()).unwrap_or_default(),
        person: person.map(|it| it.name.clone()).unwrap_or_default(),
        opens: step.opens,
        due: step.due,
        closes: step.closes,
        state: step.state.name().to_owned(),
        done_at: done.map(|done| done.at),
        channel: done.map_or(Some(step.channel), |done| done.channel),
        reason: history.skipped.get(&step.id).map(|skipped| skipped.reason.clone()).unwrap_or_default(),
        subject: done.map(|done| done.subject.clone()).unwrap_or_default(),
    }
}
