//! Saving, prompting and undoing.

use super::desk::{AFTER, BEFORE, Desk, nora};
use afterword::app::forms::{CaptureForm, InterviewChoice, OpportunityChoice};
use afterword::app::protocol::{ContentRequest, PageRequest, Response};
use afterword::app::{App, AppError};
use afterword::followup::StepState;
use afterword::model::{FollowUpId, FollowUpKind, Notes};
use afterword::store;

#[test]
fn the_main_job_from_capture_to_the_invitation() {
    let mut desk = Desk::at(BEFORE);
    let (_, person, said) = desk.save(nora()).unwrap();
    assert_eq!(said, "saved_person");
    assert!(desk.due().is_empty(), "nothing is due before the interview");

    let early = desk.panel(&["Nora Lindqvist <nora@brightwell.example>"]).unwrap();
    assert!(!early.can_insert);
    assert_eq!(early.warning.unwrap().key, "panel_too_early");

    desk.clock(AFTER);
    let due = desk.due();
    assert!(due.contains(&FollowUpKind::Notes) && due.contains(&FollowUpKind::ThankYou), "{due:?}");
    let interview = *desk.app.history().interviews.keys().next().unwrap();
    let notes = Notes { question: "how we would split the billing monolith".into(), ..Notes::default() };
    desk.ask(PageRequest::SaveNotes { interview, person: None, notes: Box::new(notes) }).unwrap();
    assert_eq!(desk.due(), [FollowUpKind::ThankYou]);

    let panel = desk.panel(&["NORA@brightwell.example"]).unwrap();
    assert!(panel.can_insert);
    let recipients = vec!["nora@brightwell.example".to_owned()];
    let inserted = desk
        .ask_from_webmail(ContentRequest::InsertDraft {
            follow_up: panel.follow_up,
            recipients: recipients.clone(),
            plain: false,
        })
        .unwrap();
    let Response::Draft { draft } = inserted else { panic!("{inserted:?}") };
    assert!(draft.text.starts_with("Dear Nora,"), "{}", draft.text);
    assert!(draft.text.contains("split the billing monolith"));
    assert!(draft.subject.contains("Data Engineer"));

    let sent = ContentRequest::Sent {
        follow_up: panel.follow_up,
        recipients: recipients.clone(),
        subject: draft.subject,
        text: draft.text,
    };
    let Response::Sent { action } = desk.ask_from_webmail(sent.clone()).unwrap() else { panic!() };
    assert!(desk.due().is_empty());
    assert!(matches!(desk.ask_from_webmail(sent).unwrap(), Response::Done), "sent is recorded once");

    desk.ask_from_webmail(ContentRequest::Undo { action }).unwrap();
    assert_eq!(desk.due(), [FollowUpKind::ThankYou], "undo brings it back");
    desk.ask(PageRequest::MarkDone {
        follow_up: panel.follow_up,
        channel: None,
        subject: String::new(),
        text: String::new(),
    })
    .unwrap();

    desk.clock("2026-03-05T14:05:00Z");
    assert!(!desk.due().contains(&FollowUpKind::Connect), "not before three days are over");
    desk.clock("2026-03-07T14:05:00Z");
    assert!(desk.due().contains(&FollowUpKind::Connect), "{:?}", desk.agenda());
    let follow_up = FollowUpId::connect(person);
    let Response::Draft { draft } = desk.ask(PageRequest::Draft { follow_up }).unwrap() else { panic!() };
    assert!(draft.text.chars().count() <= 200, "{}", draft.text);
    assert!(draft.text.contains("billing monolith"));
}

#[test]
fn the_same_person_twice_is_one_person() {
    let mut desk = Desk::at(BEFORE);
    let (_, first, _) = desk.save(nora()).unwrap();
    let facts = desk.app.facts().len();
    let (_, second, said) = desk.save(nora()).unwrap();
    assert_eq!((first, said.as_str()), (second, "saved_unchanged"));
    assert_eq!(desk.app.facts().len(), facts, "a double click stores nothing twice");

    let mut by_address = nora();
    by_address.person.linkedin = String::new();
    by_address.person.title = "VP Platform".into();
    let (_, third, said) = desk.save(by_address).unwrap();
    assert_eq!((first, said.as_str()), (third, "saved_updated"));
    assert_eq!(desk.app.history().people.len(), 1);
    assert_eq!(desk.app.history().interviews.len(), 1);
    let kept = &desk.app.history().people[&first].person;
    assert_eq!(kept.linkedin.as_ref().unwrap().as_str(), "nora-lindqvist", "what was known stays known");
}

#[test]
fn bad_input_says_what_is_wrong_and_stores_nothing() {
    let mut desk = Desk::at(BEFORE);
    type Spoil = fn(&mut CaptureForm);
    let cases: [(Spoil, &str); 7] = [
        (|form| form.person.name = "  ".into(), "name-missing"),
        (|form| form.person.name = "<b>Nora</b>".into(), "name-has-markup"),
        (|form| form.person.email = "nora at brightwell".into(), "email-malformed"),
        (|form| form.person.linkedin = "https://example.com/in/nora".into(), "linkedin-malformed"),
        (|form| form.opportunity = None, "opportunity-missing"),
        (
            |form| form.opportunity = Some(OpportunityChoice::New { company: " ".into(), job_title: "x".into() }),
            "company-missing",
        ),
        (
            |form| {
                if let Some(InterviewChoice::New { interview }) = &mut form.interview {
                    std::mem::swap(&mut interview.start, &mut interview.end);
                }
            },
            "ends-before-start",
        ),
    ];
    for (spoil, code) in cases {
        let mut form = nora();
        spoil(&mut form);
        assert_eq!(desk.save(form).unwrap_err().code(), code);
    }
    assert!(desk.app.facts().is_empty());
}

#[test]
fn an_interview_in_the_past_is_late_but_still_worth_a_note() {
    let mut desk = Desk::at("2026-03-06T15:00:00Z");
    desk.save(nora()).unwrap();
    let thanks = desk.agenda().due.into_iter().find(|step| step.kind == FollowUpKind::ThankYou).unwrap();
    assert_eq!(thanks.state, StepState::Late);
}

#[test]
fn a_webmail_hears_only_of_whom_it_shows() {
    let mut desk = Desk::at(BEFORE);
    desk.save(nora()).unwrap();
    desk.clock(AFTER);
    assert!(desk.panel(&["somebody@else.example"]).is_none());
    let follow_up = desk.panel(&["nora@brightwell.example"]).unwrap().follow_up;
    let elsewhere = vec!["somebody@else.example".to_owned()];
    let request = ContentRequest::InsertDraft { follow_up, recipients: elsewhere.clone(), plain: false };
    assert_eq!(desk.ask_from_webmail(request).unwrap_err(), AppError::NotAllowed);
    let swapped =
        ContentRequest::Sent { follow_up, recipients: elsewhere, subject: String::new(), text: String::new() };
    assert_eq!(desk.ask_from_webmail(swapped).unwrap_err(), AppError::NotAllowed);
}

#[test]
fn a_webmail_cannot_undo_what_the_user_did_elsewhere() {
    let mut desk = Desk::at(BEFORE);
    let (action, ..) = desk.save(nora()).unwrap();
    assert_eq!(desk.ask_from_webmail(ContentRequest::Undo { action }).unwrap_err(), AppError::NotAllowed);
    assert_eq!(desk.app.history().people.len(), 1);
    desk.ask(PageRequest::Undo { action }).unwrap();
    assert!(desk.app.history().people.is_empty(), "undo takes back the whole capture");
    assert!(desk.app.history().opportunities.is_empty());
    assert_eq!(desk.ask(PageRequest::Undo { action }).unwrap_err(), AppError::NothingToUndo);
}

#[test]
fn what_is_stored_gives_the_same_agenda_after_a_restart() {
    let mut desk = Desk::at(BEFORE);
    desk.save(nora()).unwrap();
    desk.clock(AFTER);
    let mut records = store::records_of(desk.app.facts()).unwrap();
    records.reverse();
    let mut restarted =
        Desk { app: App::open(store::read_records(records).unwrap().facts), now: desk.now, ids: desk.ids };
    assert_eq!(restarted.agenda(), desk.agenda());
}
