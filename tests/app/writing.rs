//! Drafts, their review and their wording, as the surfaces ask for them.

use super::desk::{AFTER, BEFORE, Desk, nora};
use afterword::app::AppError;
use afterword::app::forms::{CaptureForm, InterviewChoice, OpportunityChoice, PersonForm};
use afterword::app::protocol::{ContentRequest, PageRequest, Response, Written};
use afterword::app::views::{DraftView, HintView, TemplatePreview};
use afterword::draft::review::HintKind;
use afterword::model::{Channel, FollowUpId, FollowUpKind, TemplateKey, TemplateKind};

const TO_NORA: &str = "Nora Lindqvist <nora@brightwell.example>";

fn draft(desk: &mut Desk, follow_up: FollowUpId) -> DraftView {
    match desk.ask(PageRequest::Draft { follow_up }).unwrap() {
        Response::Draft { draft } => draft,
        other => panic!("{other:?}"),
    }
}

fn review(desk: &mut Desk, follow_up: FollowUpId, text: &str) -> Vec<HintView> {
    let written = Written {
        channel: Channel::Email,
        subject: "Thank you: Data Engineer".into(),
        text: text.into(),
        recipients: Vec::new(),
        attachments: None,
    };
    match desk.ask(PageRequest::Review { follow_up, written: Box::new(written) }).unwrap() {
        Response::Review { hints } => hints,
        other => panic!("{other:?}"),
    }
}

fn find(hints: &[HintView], kind: HintKind) -> Option<&HintView> {
    hints.iter().find(|hint| hint.kind == kind)
}

fn thank_you(desk: &mut Desk, name: &str) -> FollowUpId {
    let due = desk.agenda().due;
    let named = |step: &&afterword::app::views::StepView| {
        step.kind == FollowUpKind::ThankYou && step.person.as_ref().is_some_and(|person| person.name == name)
    };
    due.iter().find(named).unwrap().id
}

/// Nora, and Tomas who sat beside her.
fn panel_of_two() -> Desk {
    let mut desk = Desk::at(BEFORE);
    desk.save(nora()).unwrap();
    let interview = *desk.app.history().interviews.keys().next().unwrap();
    let opportunity = *desk.app.history().opportunities.keys().next().unwrap();
    desk.save(CaptureForm {
        person: PersonForm {
            name: "Tomas Reiter".into(),
            company: "Brightwell".into(),
            email: "tomas@brightwell.example".into(),
            ..PersonForm::default()
        },
        opportunity: Some(OpportunityChoice::Existing { id: opportunity }),
        interview: Some(InterviewChoice::Existing { id: interview }),
        ..CaptureForm::default()
    })
    .unwrap();
    desk.clock(AFTER);
    desk
}

const LETTER: &str = "Dear Nora,\n\nThank you for walking me through the night batch on Tuesday. Your remark that nobody \
                      reads its log any more stayed with me, and I sketched a check that would tell the two failures \
                      apart.\n\nKind regards,\nRobin Ashdown\nrobin@ashdown.example";

#[test]
fn a_wrong_name_is_found_where_it_stands_and_mended() {
    let mut desk = panel_of_two();
    let id = thank_you(&mut desk, "Nora Lindqvist");
    assert!(find(&review(&mut desk, id, LETTER), HintKind::WrongName).is_none());

    // A sign of two UTF-16 units before it, as text fields count.
    let slip = format!("🙂 {}", LETTER.replace("Dear Nora", "Dear Norah"));
    let hints = review(&mut desk, id, &slip);
    let hint = find(&hints, HintKind::WrongName).unwrap();
    let mend = hint.mend.as_ref().unwrap();
    let units: Vec<u16> = slip.encode_utf16().collect();
    assert_eq!(String::from_utf16_lossy(&units[mend.place.start..mend.place.end]), mend.place.words);
    let mended =
        [&units[..mend.place.start], &mend.replacement.encode_utf16().collect::<Vec<_>>(), &units[mend.place.end..]];
    assert_eq!(String::from_utf16_lossy(&mended.concat()), format!("🙂 {LETTER}"));
}

#[test]
fn t4_a_colleagues_letter_is_recognised_and_the_webmail_is_not_told_whose() {
    let mut desk = panel_of_two();
    let nora = thank_you(&mut desk, "Nora Lindqvist");
    let tomas = thank_you(&mut desk, "Tomas Reiter");
    let kept = PageRequest::SaveDraft { follow_up: nora, subject: "Thanks".into(), text: LETTER.into() };
    assert!(matches!(desk.ask(kept).unwrap(), Response::Done));

    let copy = LETTER.replace("Nora", "Tomas");
    let hints = review(&mut desk, tomas, &copy);
    let hint = find(&hints, HintKind::Likeness).unwrap();
    assert!(!hint.shared.is_empty());
    assert!(serde_json::to_string(&hint.message).unwrap().contains("Nora Lindqvist"));

    let asked = ContentRequest::Review {
        follow_up: tomas,
        recipients: vec!["tomas@brightwell.example".into()],
        subject: "Thanks".into(),
        text: copy,
        attachments: None,
    };
    let Response::Review { hints } = desk.ask_from_webmail(asked).unwrap() else { panic!() };
    assert!(find(&hints, HintKind::Likeness).is_some());
    assert!(!serde_json::to_string(&hints).unwrap().contains("Nora"));

    let strangers = ContentRequest::Review {
        follow_up: tomas,
        recipients: vec!["somebody@else.example".into()],
        subject: String::new(),
        text: String::new(),
        attachments: None,
    };
    assert_eq!(desk.ask_from_webmail(strangers).unwrap_err(), AppError::NotAllowed);
}

#[test]
fn what_the_user_made_of_a_draft_stays_until_they_start_over() {
    let mut desk = panel_of_two();
    let id = thank_you(&mut desk, "Nora Lindqvist");
    let drafted = draft(&mut desk, id);
    assert!(!drafted.saved);
    desk.ask(PageRequest::SaveDraft { follow_up: id, subject: "Mine".into(), text: LETTER.into() }).unwrap();
    let own = draft(&mut desk, id);
    assert!(own.saved && own.text == LETTER && own.subject == "Mine");
    let start_over = PageRequest::SaveDraft { follow_up: id, subject: String::new(), text: String::new() };
    let Response::Saved { action, .. } = desk.ask(start_over.clone()).unwrap() else { panic!("there is a way back") };
    assert_eq!(draft(&mut desk, id), drafted);
    desk.undo(action);
    assert_eq!(draft(&mut desk, id), own);
    desk.ask(start_over.clone()).unwrap();
    assert!(matches!(desk.ask(start_over).unwrap(), Response::Done), "nothing of the user's goes");
}

#[test]
fn t8_what_a_draft_lacks_is_filled_in_beside_it() {
    let mut desk = panel_of_two();
    let id = thank_you(&mut desk, "Nora Lindqvist");
    let lacking = draft(&mut desk, id).missing_fields;
    assert!(lacking.contains(&"notes.challenges".to_owned()), "{lacking:?}");
    let text = "the night batch fails twice a week".to_owned();
    desk.ask(PageRequest::Complete { follow_up: id, field: "notes.challenges".into(), text }).unwrap();
    desk.ask(PageRequest::Complete { follow_up: id, field: "applicant.email".into(), text: "me@robin.example".into() })
        .unwrap();
    let completed = draft(&mut desk, id);
    assert!(completed.text.contains("the night batch fails twice a week"), "{}", completed.text);
    assert!(completed.text.contains("me@robin.example"));
    assert_eq!(completed.missing_fields, [""; 0]);
    let foreign = PageRequest::Complete { follow_up: id, field: "settings.cadence".into(), text: "x".into() };
    assert!(matches!(desk.ask(foreign).unwrap_err(), AppError::Malformed(_)));
}

#[test]
fn a_template_with_a_mistake_is_named_and_not_kept() {
    let mut desk = panel_of_two();
    let id = thank_you(&mut desk, "Nora Lindqvist");
    let drafted = draft(&mut desk, id);
    let key = TemplateKey::new(TemplateKind::ThankYou, "en");
    let broken = "Subject: Hello\n\nDear {{ somebody }},".to_owned();
    let preview = desk.ask(PageRequest::PreviewTemplate { key: key.clone(), source: broken.clone() }).unwrap();
    let Response::TemplatePreview { preview: TemplatePreview::Problem { line, message } } = preview else { panic!() };
    assert_eq!(line, 3);
    assert!(serde_json::to_string(&message).unwrap().contains("somebody"));
    let refused = desk.ask(PageRequest::SaveTemplate { key: key.clone(), source: Some(broken) }).unwrap_err();
    assert_eq!(refused.code(), "template");
    assert_eq!(draft(&mut desk, id), drafted);

    let own = "Subject: Hello from me\n\nWell met, {{ job }}!\n".to_owned();
    desk.ask(PageRequest::SaveTemplate { key: key.clone(), source: Some(own) }).unwrap();
    assert!(draft(&mut desk, id).text.starts_with("Well met, Data Engineer!"));
    desk.ask(PageRequest::SaveTemplate { key, source: None }).unwrap();
    assert_eq!(draft(&mut desk, id), drafted);
}

#[test]
fn f2_a_check_in_can_be_written_in_the_webmail() {
    let mut desk = Desk::at(BEFORE);
    desk.save(nora()).unwrap();
    desk.clock(AFTER);
    let follow_up = thank_you(&mut desk, "Nora Lindqvist");
    desk.ask(PageRequest::MarkDone { follow_up, channel: None, subject: String::new(), text: String::new() }).unwrap();
    desk.clock("2026-03-11T10:00:00Z");
    let panel = desk.panel(&[TO_NORA]).unwrap();
    assert_eq!(panel.follow_up.kind, FollowUpKind::CheckIn);
    let recipients = vec![TO_NORA.to_owned()];
    let insert =
        ContentRequest::InsertDraft { follow_up: panel.follow_up, recipients: recipients.clone(), plain: false };
    let Response::Draft { draft } = desk.ask_from_webmail(insert).unwrap() else { panic!() };
    assert!(draft.text.starts_with("Dear Nora,"), "{}", draft.text);
    let sent =
        ContentRequest::Sent { follow_up: panel.follow_up, recipients, subject: draft.subject, text: draft.text };
    assert!(matches!(desk.ask_from_webmail(sent).unwrap(), Response::Sent { .. }));
    assert!(!desk.due().contains(&FollowUpKind::CheckIn));
}
