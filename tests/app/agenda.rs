//! What is shown is kept up to date bit by bit; it is what one would work out from the beginning.

use crate::desk::{BEFORE, Desk, nora};
use afterword::app::forms::{CaptureForm, InterviewChoice, OpportunityChoice, PersonForm};
use afterword::app::protocol::{PageRequest, Response};
use afterword::app::{App, agenda_view};
use afterword::followup::{self, Index, SnoozeChoice};
use afterword::model::{FollowUpKind, Notes, Stage};
use afterword::store::RestoreMode;

const ZONE: &str = "Europe/Berlin";

fn as_worked_out_anew(desk: &mut Desk, after: &str) {
    let kept = desk.agenda();
    let anew = App::open(desk.app.facts().to_vec());
    assert_eq!(kept, agenda_view(&anew, desk.now, ZONE), "after {after}");
    let whole = followup::overview(anew.history(), desk.now, ZONE);
    assert_eq!(desk.app.with_index(desk.now, ZONE, Index::overview), whole, "after {after}");
    let ids = |steps: &[followup::Step]| steps.iter().map(|step| step.id).collect::<Vec<_>>();
    assert_eq!(kept.due.iter().map(|step| step.id).collect::<Vec<_>>(), ids(&whole.agenda.due), "after {after}");
    assert_eq!(kept.next.iter().map(|step| step.id).collect::<Vec<_>>(), ids(&whole.agenda.next), "after {after}");
}

#[test]
fn a_day_of_mixed_actions_ends_with_the_right_agenda() {
    let mut desk = Desk::at(BEFORE);
    as_worked_out_anew(&mut desk, "nothing");
    let (first, person, _) = desk.save(nora()).unwrap();
    as_worked_out_anew(&mut desk, "a capture");
    let second = CaptureForm {
        person: PersonForm { name: "Ivo Marten".into(), company: "Quillfeather".into(), ..PersonForm::default() },
        opportunity: Some(OpportunityChoice::New { company: "Quillfeather".into(), job_title: "Editor".into() }),
        ..nora()
    };
    let (_, ivo, _) = desk.save(second).unwrap();
    as_worked_out_anew(&mut desk, "a second capture");
    desk.clock("2026-03-03T14:05:00Z");
    as_worked_out_anew(&mut desk, "the interviews");
    assert!(desk.due().contains(&FollowUpKind::ThankYou));
    let steps = desk.agenda().due;
    let thanks = |id| steps.iter().find(|step| step.kind == FollowUpKind::ThankYou && step.id.person == Some(id));
    let (to_nora, to_ivo) = (thanks(person).unwrap().id, thanks(ivo).unwrap().id);
    let interview = to_nora.interview.unwrap();
    let notes = Box::new(Notes { question: "Which queue do you use?".into(), ..Notes::default() });
    let done =
        |follow_up| PageRequest::MarkDone { follow_up, channel: None, subject: String::new(), text: String::new() };
    let mut settings = desk.app.history().settings.clone();
    settings.references.push(ivo);
    let opportunity = to_ivo.opportunity.unwrap();
    let day = [
        ("2026-03-03T14:10:00Z", "notes", PageRequest::SaveNotes { interview, person: None, notes }),
        ("2026-03-03T14:30:00Z", "thanks", done(to_nora)),
        (
            "2026-03-03T14:31:00Z",
            "a snooze",
            PageRequest::Snooze { follow_up: to_ivo, choice: SnoozeChoice::InTwoHours },
        ),
        ("2026-03-03T16:40:00Z", "connecting", PageRequest::MarkConnected { person }),
        ("2026-03-03T17:00:00Z", "a reference", PageRequest::SaveSettings { settings: Box::new(settings) }),
        ("2026-03-04T09:00:00Z", "a reply", PageRequest::RecordReply { opportunity, person: Some(ivo) }),
        ("2026-03-04T09:01:00Z", "an offer", PageRequest::SetStage { opportunity, stage: Stage::Offered }),
        ("2026-03-04T09:02:00Z", "a skip", PageRequest::Skip { follow_up: to_ivo, reason: "by post".into() }),
        // The clock is set back.
        ("2026-03-04T08:00:00Z", "an hour back", PageRequest::CancelInterview { interview, calendar: None }),
        ("2026-03-04T10:00:00Z", "an undo", PageRequest::Undo { action: first }),
    ];
    for (at, after, request) in day {
        desk.clock(at);
        as_worked_out_anew(&mut desk, at);
        desk.ask(request).unwrap();
        as_worked_out_anew(&mut desk, after);
    }
    let Response::File { text, .. } = desk.ask(PageRequest::Backup { passphrase: None }).unwrap() else { panic!() };
    desk.ask(PageRequest::RemovePerson { person: ivo }).unwrap();
    as_worked_out_anew(&mut desk, "a removal");
    desk.ask(PageRequest::Restore { text, mode: RestoreMode::Replace }).unwrap();
    as_worked_out_anew(&mut desk, "a restore");
    desk.clock("2026-04-20T10:00:00Z");
    as_worked_out_anew(&mut desk, "weeks");
}

#[test]
fn what_costs_most_to_put_off_comes_first() {
    let at = |name: &str, start: &str, end: &str| {
        let mut form = nora();
        form.person =
            PersonForm { name: name.into(), email: format!("{name}@quillfeather.example"), ..PersonForm::default() };
        form.opportunity =
            Some(OpportunityChoice::New { company: format!("Firm of {name}"), job_title: "Editor".into() });
        let Some(InterviewChoice::New { interview }) = &mut form.interview else { panic!() };
        (interview.start, interview.end) = (start.parse().unwrap(), end.parse().unwrap());
        form
    };
    let mut desk = Desk::at("2026-02-23T07:00:00Z");
    for (name, start, end) in [
        ("Ivo", "2026-02-26T09:00", "2026-02-26T10:00"),
        ("Uma", "2026-03-02T10:00", "2026-03-02T11:00"),
        ("Nora", "2026-03-03T14:00", "2026-03-03T15:00"),
    ] {
        desk.save(at(name, start, end)).unwrap();
    }
    // The invitation is best sent five hours from now, and may wait for weeks.
    desk.clock("2026-02-26T18:00:00Z");
    let thanks = desk.agenda().due.iter().find(|step| step.kind == FollowUpKind::ThankYou).unwrap().id;
    let (subject, text) = (String::new(), String::new());
    desk.ask(PageRequest::MarkDone { follow_up: thanks, channel: None, subject, text }).unwrap();
    desk.clock("2026-03-03T14:05:00Z");
    let due: Vec<_> =
        desk.agenda().due.iter().map(|step| (step.kind, step.person.as_ref().map(|p| p.name.clone()))).collect();
    let place = |kind, name: Option<&str>| {
        due.iter().position(|(k, who)| *k == kind && (name.is_none() || who.as_deref() == name)).unwrap()
    };
    let late = place(FollowUpKind::ThankYou, Some("Uma"));
    let fresh = place(FollowUpKind::ThankYou, Some("Nora"));
    let connect = place(FollowUpKind::Connect, Some("Ivo"));
    assert!(late < fresh && fresh < connect, "{due:?}");
    // Rule N1: each note-taking right before the thanks that are made of it.
    assert_eq!(due[late - 1].0, FollowUpKind::Notes, "{due:?}");
    assert_eq!(due[fresh - 1].0, FollowUpKind::Notes, "{due:?}");
}

#[test]
fn a_restore_brings_back_nothing_that_was_undone_here() {
    let mut desk = Desk::at(BEFORE);
    let (action, ..) = desk.save(nora()).unwrap();
    let Response::File { text, .. } = desk.ask(PageRequest::Backup { passphrase: None }).unwrap() else { panic!() };
    desk.undo(action);
    desk.ask(PageRequest::Restore { text, mode: RestoreMode::Merge }).unwrap();
    assert!(desk.names().is_empty());
    as_worked_out_anew(&mut desk, "a restore");
}

#[test]
fn a_clock_behind_what_was_recorded_is_told() {
    let mut desk = Desk::at(BEFORE);
    let (action, ..) = desk.save(nora()).unwrap();
    assert_eq!(desk.agenda().ahead, None);
    desk.clock("2026-03-02T13:00:00Z");
    assert_eq!(desk.agenda().ahead, None, "less than a day is a journey or a wrong hour");
    desk.clock("2025-03-03T12:00:00Z");
    assert_eq!(desk.agenda().ahead, Some(BEFORE.parse().unwrap()));
    desk.undo(action);
    assert_eq!(desk.agenda().ahead, None, "what was taken back says nothing");
}

#[test]
fn notes_wait_no_longer_than_the_thanks_they_are_for() {
    let mut desk = Desk::at(BEFORE);
    desk.save(nora()).unwrap();
    desk.clock("2026-03-03T14:05:00Z");
    let agenda = desk.agenda();
    let of = |kind| agenda.due.iter().find(|step| step.kind == kind).unwrap();
    let (notes, thanks) = (of(FollowUpKind::Notes), of(FollowUpKind::ThankYou));
    assert_eq!(thanks.act_by, Some("2026-03-04T14:00:00Z".parse().unwrap()), "24 hours after the end");
    assert_eq!(notes.act_by, thanks.act_by);
    assert!(notes.closes > notes.act_by, "they can still be written later");
    let opportunity = notes.id.opportunity.unwrap();
    let standing = followup::plan(desk.app.history(), opportunity, desk.now).unwrap().standing.message;
    assert_eq!(standing.key, "standing_W3_now_then", "notes, then thanks: {standing:?}");

    // Once the 24 hours are over, 48 still count (rule T2).
    desk.clock("2026-03-04T15:00:00Z");
    let thanks = desk.agenda().due.into_iter().find(|step| step.kind == FollowUpKind::ThankYou).unwrap();
    assert_eq!(thanks.act_by, Some("2026-03-05T14:00:00Z".parse().unwrap()));
}
