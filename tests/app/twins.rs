//! The same person from two sources: one by itself, or offered, merged, told apart, and taken back.

use super::desk::{AFTER, BEFORE, Desk, nora};
use afterword::app::AppError;
use afterword::app::forms::{CaptureForm, PersonForm};
use afterword::app::protocol::{PageRequest, Response};
use afterword::capture::twins::Sign;
use afterword::model::{ActionId, FollowUpId, FollowUpKind, Notes, PersonId, Role};

/// As a mail shows her: another address, no profile.
fn nora_by_mail() -> CaptureForm {
    let mut form = nora();
    form.person = PersonForm {
        name: "Lindqvist, Nora".into(),
        company: "Brightwell AB".into(),
        email: "n.lindqvist@brightwell.example".into(),
        phone: "+46 8 123".into(),
        ..PersonForm::default()
    };
    form.role = Role::Other;
    form
}

fn two() -> (Desk, PersonId, PersonId) {
    let mut desk = Desk::at(BEFORE);
    let (_, first, _) = desk.save(nora()).unwrap();
    let mut second = nora_by_mail();
    if let Some(afterword::app::forms::InterviewChoice::New { interview }) = &mut second.interview {
        interview.start = "2026-03-04T14:00".parse().unwrap();
        interview.end = "2026-03-04T15:00".parse().unwrap();
    }
    let (_, second, _) = desk.save(second).unwrap();
    assert_ne!(first, second, "alike is not the same");
    (desk, first, second)
}

fn act(desk: &mut Desk, request: PageRequest) -> ActionId {
    match desk.ask(request).unwrap() {
        Response::Saved { action, .. } => action,
        other => panic!("{other:?}"),
    }
}

#[test]
fn two_who_look_alike_are_offered_from_both_sides() {
    let (mut desk, first, second) = two();
    let twins = desk.person(first).twins;
    assert_eq!(twins.iter().map(|twin| twin.person.id).collect::<Vec<_>>(), [second]);
    assert!(twins[0].signs.contains(&Sign::LikeName) && twins[0].signs.contains(&Sign::SameCompany));
    assert_eq!(twins[0].interviews.len(), 1, "with what is known of them");
    assert_eq!(desk.person(second).twins[0].person.id, first);
}

#[test]
fn merged_they_keep_what_either_had_and_undo_parts_them() {
    let (mut desk, kept, gone) = two();
    desk.clock("2026-03-04T15:00:00Z");
    let interview = |desk: &Desk, person| desk.app.history().interviews_with(person)[0].interview.id;
    let (first, second) = (interview(&desk, kept), interview(&desk, gone));
    let note = |text: &str| Box::new(Notes { question: text.into(), ..Notes::default() });
    desk.ask(PageRequest::SaveNotes { interview: first, person: Some(kept), notes: note("kilns") }).unwrap();
    desk.ask(PageRequest::SaveNotes { interview: second, person: Some(gone), notes: note("glazes") }).unwrap();
    let opportunity = *desk.app.history().opportunities.keys().next().unwrap();
    let thanks = FollowUpId::per_participant(FollowUpKind::ThankYou, opportunity, second, gone);
    desk.ask(PageRequest::MarkDone { follow_up: thanks, channel: None, subject: String::new(), text: "Thanks".into() })
        .unwrap();
    desk.ask(PageRequest::RecordReply { opportunity, person: Some(gone) }).unwrap();
    let before = desk.app.history().clone();

    let action = act(&mut desk, PageRequest::MergePeople { kept, gone });
    let view = desk.person(kept);
    assert_eq!(desk.names(), ["Nora Lindqvist"]);
    assert_eq!(view.interviews.len(), 2);
    assert!(
        view.person.has_address("nora@brightwell.example") && view.person.has_address("n.lindqvist@brightwell.example")
    );
    assert_eq!(view.person.phones, ["+46 8 123"]);
    assert_eq!(view.person.linkedin.as_ref().unwrap().as_str(), "nora-lindqvist");
    assert!(view.twins.is_empty());
    let history = desk.app.history();
    assert_eq!(history.interviews[&first].notes_for(kept).question, "kilns");
    assert_eq!(history.interviews[&second].notes_for(kept).question, "glazes");
    assert!(
        history.done.contains_key(&FollowUpId::per_participant(FollowUpKind::ThankYou, opportunity, second, kept)),
        "nobody is thanked twice"
    );
    assert_eq!(history.opportunities[&opportunity].replies[0].1, Some(kept));
    assert_eq!(desk.ask(PageRequest::Person { person: gone }).unwrap_err(), AppError::Gone);
    assert!(desk.panel(&["n.lindqvist@brightwell.example"]).is_none_or(|panel| panel.follow_up.person == Some(kept)));

    desk.undo(action);
    let mut after = desk.app.history().clone();
    (after.last_seq, after.undone) = (before.last_seq, before.undone.clone());
    assert_eq!(after, before, "exactly as it was");
}

#[test]
fn in_one_interview_they_become_one_participant_with_the_role_that_was_said() {
    let mut desk = Desk::at(BEFORE);
    let (_, first, _) = desk.save(nora_by_mail()).unwrap();
    let (_, second, _) = desk.save(nora()).unwrap();
    assert_eq!(desk.app.history().interviews.len(), 1);
    act(&mut desk, PageRequest::MergePeople { kept: first, gone: second });
    let participants = &desk.app.history().interviews.values().next().unwrap().interview.participants;
    assert_eq!(participants.iter().map(|p| (p.person, p.role)).collect::<Vec<_>>(), [(first, Role::HiringManager)]);
    desk.clock(AFTER);
    let thanks = desk.agenda().due.into_iter().filter(|step| step.person.is_some()).count();
    assert_eq!(thanks, 1);
}

#[test]
fn told_apart_they_are_not_offered_again_until_undone() {
    let (mut desk, first, second) = two();
    let action = act(&mut desk, PageRequest::TellApart { one: second, other: first });
    assert!(desk.person(first).twins.is_empty() && desk.person(second).twins.is_empty());
    desk.undo(action);
    assert_eq!(desk.person(first).twins.len(), 1);
    let request = PageRequest::TellApart { one: first, other: first };
    assert_eq!(desk.ask(request).unwrap_err(), AppError::Gone);
    let request = PageRequest::MergePeople { kept: first, gone: first };
    assert_eq!(desk.ask(request).unwrap_err(), AppError::Gone);
}

#[test]
fn the_confirm_form_can_say_same_or_not_the_same() {
    let mut desk = Desk::at(BEFORE);
    let (_, known, _) = desk.save(nora()).unwrap();
    let mut same = nora_by_mail();
    same.person.same_as = Some(known);
    same.person.name = "Nora Lindqvist".into();
    let (action, saved, said) = desk.save(same).unwrap();
    assert_eq!((saved, said.as_str()), (known, "saved_updated"));
    let person = desk.person(known).person;
    assert_eq!((person.emails.len(), person.title.as_str()), (2, "Head of Platform"), "added, nothing lost");
    desk.undo(action);

    let mut other = nora_by_mail();
    other.person.not_same = vec![known];
    let (_, other, _) = desk.save(other).unwrap();
    assert_ne!(other, known);
    assert!(desk.person(other).twins.is_empty(), "what was said is remembered");
}

#[test]
fn a_mailbox_of_a_team_makes_nobody_the_same() {
    let mut desk = Desk::at(BEFORE);
    let person = |name: &str| CaptureForm {
        person: PersonForm { name: name.into(), email: "talent@brightwell.example".into(), ..PersonForm::default() },
        ..CaptureForm::default()
    };
    desk.save(person("Nora Lindqvist")).unwrap();
    desk.save(person("Bo Ekdal")).unwrap();
    assert_eq!(desk.names(), ["Bo Ekdal", "Nora Lindqvist"]);
}
