//! What is kept with an opportunity, and what goes when it does.

use super::desk::{AFTER, BEFORE, Desk, nora};
use afterword::app::AppError;
use afterword::app::forms::{DocumentForm, OpportunityChoice};
use afterword::app::protocol::{CleanUp, PageRequest, RemovalTarget, Response};
use afterword::app::views::{OpportunityView, RemovalView};
use afterword::model::{ActionId, Arg, DocumentKind, Notes, OpportunityId, Stage};

fn saved(desk: &mut Desk, request: PageRequest) -> Result<ActionId, AppError> {
    match desk.ask(request)? {
        Response::Saved { action, .. } => Ok(action),
        other => panic!("{other:?}"),
    }
}

fn opportunities(desk: &mut Desk) -> Vec<OpportunityView> {
    match desk.ask(PageRequest::Opportunities).unwrap() {
        Response::Opportunities { opportunities } => opportunities,
        other => panic!("{other:?}"),
    }
}

fn company(desk: &mut Desk, name: &str) -> OpportunityId {
    opportunities(desk).iter().find(|view| view.opportunity.company == name).unwrap().opportunity.id
}

fn removal(desk: &mut Desk, target: RemovalTarget) -> RemovalView {
    match desk.ask(PageRequest::Removal { target }).unwrap() {
        Response::Removal { removal } => removal,
        other => panic!("{other:?}"),
    }
}

/// ("gone_interviews", 1), …
fn counted(view: &RemovalView) -> Vec<(&str, i64)> {
    let count = |args: &[Arg]| match args {
        [Arg::Count { count }] => *count,
        other => panic!("{other:?}"),
    };
    view.goes.iter().map(|message| (message.key.as_ref(), count(&message.args))).collect()
}

/// Brightwell and Quillfeather, where Ivo was met; Nora was met at both.
fn two_firms() -> Desk {
    let mut desk = Desk::at(BEFORE);
    desk.save(nora()).unwrap();
    let mut second = nora();
    second.opportunity =
        Some(OpportunityChoice::New { company: "Quillfeather".into(), job_title: "Data Engineer".into() });
    desk.save(second.clone()).unwrap();
    (second.person.name, second.person.email) = ("Ivo Marten".into(), "ivo@quillfeather.example".into());
    second.person.linkedin = String::new();
    desk.save(second).unwrap();
    desk.clock(AFTER);
    desk
}

fn document(name: &str, link: &str, text: &str) -> Box<DocumentForm> {
    Box::new(DocumentForm {
        kind: DocumentKind::JobDescription,
        name: name.into(),
        link: link.into(),
        text: text.into(),
        ..DocumentForm::default()
    })
}

#[test]
fn a_document_is_kept_changed_and_taken_off() {
    let mut desk = two_firms();
    let opportunity = company(&mut desk, "Brightwell");
    let keep = |document| PageRequest::SaveDocument { opportunity, document };
    assert_eq!(saved(&mut desk, keep(document(" ", "", "\n"))).unwrap_err(), AppError::DocumentEmpty);
    let long = "x".repeat(100_001);
    assert_eq!(saved(&mut desk, keep(document("Ad", "", &long))).unwrap_err().code(), "document-too-long");
    saved(&mut desk, keep(document("", "", "Data Engineer wanted.\nNights included."))).unwrap();
    let kept = |desk: &mut Desk| {
        let all = opportunities(desk);
        all.into_iter().find(|view| view.opportunity.id == opportunity).unwrap().documents
    };
    let first = kept(&mut desk).pop().unwrap();
    assert_eq!(first.name, "Data Engineer wanted. Nights included.", "named by what it says");
    let changed = DocumentForm { id: Some(first.id), name: "The advertisement".into(), ..*document("", "", "Wanted.") };
    saved(&mut desk, keep(Box::new(changed))).unwrap();
    assert_eq!(kept(&mut desk).iter().map(|d| d.name.as_str()).collect::<Vec<_>>(), ["The advertisement"]);
    let action = saved(&mut desk, PageRequest::RemoveDocument { opportunity, document: first.id }).unwrap();
    assert!(kept(&mut desk).is_empty());
    desk.undo(action);
    assert_eq!(kept(&mut desk).len(), 1);
}

#[test]
fn before_removing_it_is_said_what_goes_and_why_to_keep_it() {
    let mut desk = two_firms();
    let opportunity = company(&mut desk, "Brightwell");
    let target = RemovalTarget::Opportunity { opportunity };
    let bare = removal(&mut desk, target.clone());
    assert_eq!(bare.guard, None, "there is nothing to keep yet");
    assert_eq!(counted(&bare)[0], ("gone_interviews", 1));

    let interview = desk.app.history().interviews_of(opportunity)[0].interview.id;
    let notes = Box::new(Notes { question: "How do you plan?".into(), ..Notes::default() });
    saved(&mut desk, PageRequest::SaveNotes { interview, person: None, notes }).unwrap();
    saved(&mut desk, PageRequest::SaveDocument { opportunity, document: document("Ad", "", "Wanted.") }).unwrap();
    let full = removal(&mut desk, target.clone());
    assert_eq!(full.guard.as_ref().unwrap().key, "reason_N4_keep");
    let goes = counted(&full);
    assert!(goes.contains(&("gone_notes", 1)) && goes.contains(&("gone_documents", 1)), "{goes:?}");
    assert!(goes.contains(&("gone_done", 1)), "the notes were a step: {goes:?}");

    let nora = *desk.app.history().people.keys().next().unwrap();
    let person = RemovalTarget::Person { person: nora };
    let card = removal(&mut desk, person.clone());
    assert_eq!(card.guard.as_ref().unwrap().key, "reason_N4_keep_person");
    let goes = counted(&card);
    assert_eq!(goes[..2], [("gone_addresses", 2), ("gone_places", 2)]);
    assert!(goes.iter().any(|(what, number)| *what == "gone_planned" && 2 <= *number), "two thank-yous: {goes:?}");

    saved(&mut desk, PageRequest::SetStage { opportunity, stage: Stage::Accepted }).unwrap();
    assert_eq!(removal(&mut desk, target.clone()).guard, None);
    assert_eq!(removal(&mut desk, person.clone()).guard, None);

    let action = saved(&mut desk, PageRequest::RemoveOpportunity { opportunity }).unwrap();
    assert_eq!(opportunities(&mut desk).len(), 1);
    desk.undo(action);
    assert_eq!(
        removal(&mut desk, target.clone()).goes,
        full.goes.into_iter().filter(|m| m.key != "gone_planned").collect::<Vec<_>>()
    );
}

#[test]
fn once_a_job_is_accepted_the_rest_goes_in_one_action() {
    let mut desk = two_firms();
    let accepted = company(&mut desk, "Brightwell");
    let clean = |which, people| PageRequest::CleanUp { accepted, which, people };
    assert_eq!(saved(&mut desk, clean(CleanUp::Others, true)).unwrap_err(), AppError::NotAllowed);
    saved(&mut desk, PageRequest::SetStage { opportunity: accepted, stage: Stage::Accepted }).unwrap();

    let action = saved(&mut desk, clean(CleanUp::Others, false)).unwrap();
    assert_eq!(opportunities(&mut desk).len(), 1);
    assert_eq!(desk.names(), ["Ivo Marten", "Nora Lindqvist"], "people stay unless they are to go too");
    assert_eq!(saved(&mut desk, clean(CleanUp::Others, false)).unwrap_err(), AppError::Gone);
    desk.undo(action);

    let action = saved(&mut desk, clean(CleanUp::Others, true)).unwrap();
    assert_eq!(desk.names(), ["Nora Lindqvist"], "she was met at the firm that stays");
    desk.undo(action);
    assert_eq!(opportunities(&mut desk).len(), 2);
    assert_eq!(desk.names(), ["Ivo Marten", "Nora Lindqvist"]);

    let mut settings = desk.app.history().settings.clone();
    settings.references = desk.app.history().people.keys().copied().collect();
    saved(&mut desk, PageRequest::SaveSettings { settings: Box::new(settings) }).unwrap();
    saved(&mut desk, clean(CleanUp::Others, true)).unwrap();
    assert_eq!(desk.names(), ["Ivo Marten", "Nora Lindqvist"], "who vouches for the user stays");
    saved(&mut desk, clean(CleanUp::This, false)).unwrap();
    assert!(opportunities(&mut desk).is_empty());
}

/// A page that was left open sends what was typed there after the person was removed in another one.
#[test]
fn a_page_left_open_brings_back_no_words_about_somebody_who_was_removed() {
    let mut desk = two_firms();
    let opportunity = company(&mut desk, "Brightwell");
    let interview = desk.app.history().interviews_of(opportunity)[0].interview.id;
    let nora = *desk.app.history().people.keys().next().unwrap();
    let notes = || Box::new(Notes { question: "How do you plan?".into(), ..Notes::default() });
    let about_nora = PageRequest::SaveNotes { interview, person: Some(nora), notes: notes() };
    let action = saved(&mut desk, PageRequest::RemovePerson { person: nora }).unwrap();
    assert_eq!(saved(&mut desk, about_nora.clone()), Err(AppError::Gone));
    desk.undo(action);
    saved(&mut desk, about_nora).unwrap();
}
