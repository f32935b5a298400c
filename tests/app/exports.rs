//! What other programs get: tables, contact cards, calendars.

use crate::desk::{AFTER, BEFORE, Desk, nora, say};
use afterword::app::protocol::{Export, PageRequest, Response};
use afterword::app::{AppError, export};
use afterword::model::{FollowUpKind, PersonId};
use uuid::Uuid;

fn file(desk: &Desk, what: Export) -> Result<(String, String, String), AppError> {
    match export(&desk.app, what, desk.now, "Europe/Berlin", &say)? {
        Response::File { name, media_type, text } => Ok((name, media_type, text)),
        other => panic!("{other:?}"),
    }
}

#[test]
fn people_go_to_a_spreadsheet_and_an_address_book() {
    let mut desk = Desk::at(BEFORE);
    let (_, person, _) = desk.save(nora()).unwrap();
    let (name, kind, table) = file(&desk, Export::PeopleTable).unwrap();
    assert_eq!((name.as_str(), kind.as_str()), ("afterword-people-2026-03-03.csv", "text/csv"));
    assert!(table.lines().nth(1).unwrap().starts_with("Nora Lindqvist,Head of Platform,Brightwell,"), "{table}");
    let (name, kind, cards) = file(&desk, Export::PeopleCards).unwrap();
    assert_eq!((name.as_str(), kind.as_str()), ("afterword-people-2026-03-03.vcf", "text/vcard"));
    let (name, _, card) = file(&desk, Export::PersonCard { person }).unwrap();
    assert_eq!(name, "afterword-nora-lindqvist-2026-03-03.vcf");
    assert_eq!(card, cards);
    assert!(card.contains("EMAIL:nora@brightwell.example\r\n"));
}

#[test]
fn follow_ups_go_to_a_spreadsheet_with_what_became_of_them() {
    let mut desk = Desk::at(BEFORE);
    desk.save(nora()).unwrap();
    desk.clock(AFTER);
    let thanks = desk.agenda().due.into_iter().find(|step| step.kind == FollowUpKind::ThankYou).unwrap();
    let done = PageRequest::MarkDone {
        follow_up: thanks.id,
        channel: Some(thanks.channel),
        subject: "Thank you".into(),
        text: String::new(),
    };
    desk.ask(done).unwrap();
    let (name, _, table) = file(&desk, Export::FollowUpsTable).unwrap();
    assert_eq!(name, "afterword-follow-ups-2026-03-03.csv");
    let rows: Vec<&str> = table.lines().filter(|row| row.starts_with("thank-you,")).collect();
    assert_eq!(rows.len(), 1, "{table}");
    for part in
        ["Brightwell", "Data Engineer", "Nora Lindqvist", ",done,", "2026-03-03T14:05:00Z", "email", "Thank you"]
    {
        assert!(rows[0].contains(part), "{part}: {}", rows[0]);
    }
    assert!(table.lines().any(|row| row.starts_with("check-in,1,") && row.contains(",upcoming,")), "{table}");
}

#[test]
fn the_plan_goes_to_a_calendar_whole_in_part_and_one_by_one() {
    let mut desk = Desk::at(BEFORE);
    desk.save(nora()).unwrap();
    desk.clock(AFTER);
    let step = desk.agenda().due.into_iter().find(|step| step.kind == FollowUpKind::ThankYou).unwrap();
    let events = |text: &str| text.matches("BEGIN:VEVENT").count();
    let uids = |text: &str| text.lines().filter(|line| line.starts_with("UID:")).map(str::to_owned).collect::<Vec<_>>();
    let (name, kind, all) = file(&desk, Export::Calendar).unwrap();
    assert_eq!((name.as_str(), kind.as_str()), ("afterword-2026-03-03.ics", "text/calendar"));
    let opportunity = step.opportunity.as_ref().unwrap().id;
    let (name, _, part) = file(&desk, Export::OpportunityCalendar { opportunity }).unwrap();
    assert_eq!(name, "afterword-brightwell-2026-03-03.ics");
    assert_eq!(events(&all), events(&part));
    let (name, _, one) = file(&desk, Export::StepCalendar { follow_up: step.id }).unwrap();
    assert_eq!(name, "afterword-nora-lindqvist-2026-03-03.ics");
    assert_eq!(events(&one), 1);
    assert!(one.contains("Nora Lindqvist"));
    assert!(uids(&all).contains(&uids(&one)[0]), "a second import updates the event of the first");
}

#[test]
fn the_day_in_a_files_name_is_the_users_own() {
    let mut desk = Desk::at(BEFORE);
    desk.save(nora()).unwrap();
    desk.clock("2026-03-03T23:30:00Z");
    assert_eq!(file(&desk, Export::PeopleTable).unwrap().0, "afterword-people-2026-03-04.csv");
}

#[test]
fn somebody_removed_in_the_meantime_has_no_card() {
    let desk = Desk::at(BEFORE);
    let nobody = Export::PersonCard { person: PersonId(Uuid::from_u128(9)) };
    assert_eq!(file(&desk, nobody).unwrap_err(), AppError::Gone);
}
