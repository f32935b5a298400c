//! Several at once: one action, one undo.

use super::desk::{AFTER, BEFORE, Desk, nora, say};
use afterword::app::AppError;
use afterword::app::export;
use afterword::app::forms::OpportunityChoice;
use afterword::app::protocol::{Export, PageRequest, RemovalTarget, Response};
use afterword::model::{ActionId, Arg, Notes, OpportunityId, PersonId, Stage};
use uuid::Uuid;

/// Three firms, at each of which Nora and one more were met.
fn three_firms() -> Desk {
    let mut desk = Desk::at(BEFORE);
    for (company, name) in [("Brightwell", "Ana Lund"), ("Quillfeather", "Ivo Marten"), ("Tidewater", "Zoë Okafor")] {
        let mut form = nora();
        let choice = OpportunityChoice::New { company: company.into(), job_title: "Data Engineer".into() };
        form.opportunity = Some(choice);
        desk.save(form.clone()).unwrap();
        form.person.name = name.into();
        form.person.email = format!("{}@firm.example", name.split(' ').next().unwrap().to_lowercase());
        form.person.linkedin = String::new();
        desk.save(form).unwrap();
    }
    desk.clock(AFTER);
    desk
}

fn opportunities(desk: &Desk) -> Vec<OpportunityId> {
    desk.app.history().opportunities.keys().copied().collect()
}

fn person(desk: &Desk, name: &str) -> PersonId {
    *desk.app.history().people.iter().find(|(_, record)| record.person.name == name).unwrap().0
}

fn stages(desk: &Desk) -> Vec<Stage> {
    desk.app.history().opportunities.values().map(|record| record.stage).collect()
}

fn saved(desk: &mut Desk, request: PageRequest) -> Result<(ActionId, String), AppError> {
    match desk.ask(request)? {
        Response::Saved { action, message, .. } => Ok((action, message.key.into_owned())),
        other => panic!("{other:?}"),
    }
}

#[test]
fn several_opportunities_are_let_go_and_brought_back_together() {
    let mut desk = three_firms();
    let all = opportunities(&desk);
    saved(&mut desk, PageRequest::SetStage { opportunity: all[0], stage: Stage::LetGo }).unwrap();
    let facts = desk.app.facts().len();
    let request = PageRequest::SetStages { opportunities: vec![all[0], all[1], all[1], all[2]], stage: Stage::LetGo };
    let (action, said) = saved(&mut desk, request.clone()).unwrap();
    assert_eq!(said, "saved_stages");
    assert_eq!(desk.app.facts().len(), facts + 2, "the one that was let go before is left alone, no one is told twice");
    assert_eq!(stages(&desk), [Stage::LetGo; 3]);
    assert_eq!(saved(&mut desk, request).unwrap().1, "saved_nothing_new");
    desk.undo(action);
    assert_eq!(stages(&desk), [Stage::LetGo, Stage::Open, Stage::Open]);
}

#[test]
fn nothing_changes_where_one_of_them_is_gone() {
    let mut desk = three_firms();
    let mut all = opportunities(&desk);
    saved(&mut desk, PageRequest::RemoveOpportunity { opportunity: all[0] }).unwrap();
    let stage = PageRequest::SetStages { opportunities: all.clone(), stage: Stage::Rejected };
    assert_eq!(saved(&mut desk, stage).unwrap_err(), AppError::Gone);
    let remove = |people, opportunities| PageRequest::RemoveSeveral { people, opportunities };
    assert_eq!(saved(&mut desk, remove(Vec::new(), all.clone())).unwrap_err(), AppError::Gone);
    assert_eq!(saved(&mut desk, remove(Vec::new(), Vec::new())).unwrap_err(), AppError::Gone);
    all.remove(0);
    assert_eq!(stages(&desk), [Stage::Open, Stage::Open]);
}

#[test]
fn before_several_go_it_is_said_what_goes_with_all_of_them() {
    let mut desk = three_firms();
    let all = opportunities(&desk);
    let people = vec![person(&desk, "Ana Lund"), person(&desk, "Ivo Marten")];
    let target = RemovalTarget::Several { people: people.clone(), opportunities: all[..2].to_vec() };
    let Response::Removal { removal } = desk.ask(PageRequest::Removal { target }).unwrap() else { panic!() };
    let goes: Vec<String> = removal.goes.iter().map(|message| format!("{:?}", (&message.key, &message.args))).collect();
    assert!(goes[0].contains("gone_opportunities") && goes[0].contains('2'), "{goes:?}");
    assert!(goes[1].contains("gone_people") && goes[1].contains('2'), "{goes:?}");
    assert!(goes.iter().any(|line| line.contains("gone_interviews") && line.contains('2')), "{goes:?}");

    let interview = desk.app.history().interviews_of(all[0])[0].interview.id;
    let notes = Box::new(Notes { question: "How do you plan?".into(), ..Notes::default() });
    saved(&mut desk, PageRequest::SaveNotes { interview, person: None, notes }).unwrap();
    let target = RemovalTarget::Several { people: Vec::new(), opportunities: all.clone() };
    let Response::Removal { removal } = desk.ask(PageRequest::Removal { target }).unwrap() else { panic!() };
    let guard = removal.guard.unwrap();
    assert_eq!((guard.key.as_ref(), guard.args), ("gone_guarded", vec![Arg::Count { count: 1 }]), "rule N4");

    let (action, _) =
        saved(&mut desk, PageRequest::RemoveSeveral { people, opportunities: all[..2].to_vec() }).unwrap();
    assert_eq!((desk.names(), opportunities(&desk).len()), (vec!["Nora Lindqvist", "Zoë Okafor"], 1));
    desk.undo(action);
    assert_eq!((desk.names().len(), opportunities(&desk).len()), (4, 3));
}

#[test]
fn the_cards_of_those_selected_are_one_file() {
    let desk = three_firms();
    let file = |people| export(&desk.app, Export::SeveralCards { people }, desk.now, "Europe/Berlin", &say);
    let two = vec![person(&desk, "Zoë Okafor"), person(&desk, "Ana Lund"), PersonId(Uuid::from_u128(9_999))];
    let Ok(Response::File { name, text, .. }) = file(two) else { panic!() };
    assert_eq!((name.as_str(), text.matches("BEGIN:VCARD").count()), ("afterword-people-2026-03-03.vcf", 2));
    assert!(text.contains("Zoë Okafor") && text.contains("Ana Lund") && !text.contains("Ivo"), "{text}");
    assert_eq!(file(Vec::new()).unwrap_err(), AppError::Gone);
}
