//! The user's own cadence: what it changes before and after it is saved, and the way back.

use crate::desk::{AFTER, BEFORE, Desk, nora};
use afterword::app::AppError;
use afterword::app::cadences::{CadencePreview, CadenceView};
use afterword::app::forms::{CaptureForm, OpportunityChoice, OpportunityForm};
use afterword::app::protocol::{PageRequest, Response};
use afterword::followup::StepState;
use afterword::model::{
    ActionId, Cadence, CadenceId, FollowUpId, FollowUpKind, Holiday, Offset, OpportunityId, Settings,
};
use jiff::Timestamp;
use jiff::civil::date;

/// Nora was met, and thanked five minutes after the interview.
fn thanked() -> (Desk, FollowUpId) {
    let mut desk = Desk::at(BEFORE);
    desk.save(nora()).unwrap();
    desk.clock(AFTER);
    let thanks = desk.agenda().due.iter().find(|step| step.kind == FollowUpKind::ThankYou).unwrap().id;
    done(&mut desk, thanks);
    (desk, thanks)
}

fn done(desk: &mut Desk, follow_up: FollowUpId) {
    let request = PageRequest::MarkDone { follow_up, channel: None, subject: String::new(), text: "Thanks".into() };
    desk.ask(request).unwrap();
}

fn all(desk: &mut Desk) -> Vec<CadenceView> {
    match desk.ask(PageRequest::Cadences).unwrap() {
        Response::Cadences { cadences } => cadences,
        other => panic!("{other:?}"),
    }
}

fn view(desk: &mut Desk, id: &CadenceId) -> CadenceView {
    all(desk).into_iter().find(|view| view.cadence.id == *id).unwrap()
}

fn saved(answer: Response) -> (ActionId, Option<CadenceId>, String) {
    match answer {
        Response::Saved { action, cadence, message, .. } => (action, cadence, message.key.into_owned()),
        other => panic!("{other:?}"),
    }
}

/// A copy of Considerate that Brightwell follows.
fn followed(desk: &mut Desk) -> Cadence {
    let request = PageRequest::CopyCadence { cadence: CadenceId::considerate(), name: "Mine".into() };
    let id = saved(desk.ask(request).unwrap()).1.unwrap();
    follow(desk, 0, &id.0);
    view(desk, &id).cadence
}

fn follow(desk: &mut Desk, nth: usize, cadence: &str) {
    let record = desk.app.history().opportunities.values().nth(nth).unwrap().opportunity.clone();
    let form = OpportunityForm {
        id: Some(record.id),
        company: record.company,
        job_title: record.job_title,
        cadence: cadence.into(),
        ..OpportunityForm::default()
    };
    desk.ask(PageRequest::SaveOpportunity { form: Box::new(form) }).unwrap();
}

fn preview(desk: &mut Desk, cadence: &CadenceId, edited: Option<&Cadence>) -> CadencePreview {
    let edited = edited.cloned().map(Box::new);
    match desk.ask(PageRequest::PreviewCadence { cadence: cadence.clone(), edited }).unwrap() {
        Response::CadencePreview { preview } => *preview,
        other => panic!("{other:?}"),
    }
}

fn save(desk: &mut Desk, cadence: &Cadence) -> Result<ActionId, AppError> {
    desk.ask(PageRequest::SaveCadence { cadence: Box::new(cadence.clone()) }).map(|answer| saved(answer).0)
}

/// When the agenda says that this comes: its window's beginning.
fn opens(desk: &mut Desk, kind: FollowUpKind, number: u8) -> Option<Timestamp> {
    let agenda = desk.agenda();
    let mut steps = agenda.due.iter().chain(&agenda.next);
    steps.find(|step| (step.id.kind, step.id.number) == (kind, number)).map(|step| step.opens)
}

fn at(text: &str) -> Option<Timestamp> {
    Some(text.parse().unwrap())
}

/// The rule of a kind's step with that number.
fn step(cadence: &mut Cadence, kind: FollowUpKind, number: u8) -> &mut afterword::model::StepRule {
    cadence.steps.iter_mut().find(|rule| (rule.kind, rule.number) == (kind, number)).unwrap()
}

#[test]
fn the_built_in_ones_are_listed_with_who_follows_them() {
    let (mut desk, _) = thanked();
    let own = followed(&mut desk);
    let views = all(&mut desk);
    let names: Vec<_> = views.iter().map(|view| (view.cadence.name.as_str(), view.built_in, view.is_default)).collect();
    assert_eq!(names, [("Considerate", true, true), ("Persistent", true, false), ("Mine", false, false)]);
    let companies: Vec<Vec<_>> =
        views.iter().map(|view| view.followers.iter().map(|brief| brief.company.as_str()).collect()).collect();
    assert_eq!(companies, [vec![], vec![], vec!["Brightwell"]]);
    let settings = Settings { cadence: own.id, ..Settings::default() };
    desk.ask(PageRequest::SaveSettings { settings: Box::new(settings) }).unwrap();
    assert_eq!(all(&mut desk).iter().map(|view| view.is_default).collect::<Vec<_>>(), [false, false, true]);
}

#[test]
fn an_edit_says_what_it_will_move_and_then_moves_just_that() {
    let (mut desk, thanks) = thanked();
    let mut own = followed(&mut desk);
    assert_eq!(opens(&mut desk, FollowUpKind::CheckIn, 1), at("2026-03-10T14:00:00Z"));

    step(&mut own, FollowUpKind::CheckIn, 1).timing.opens = Offset::Days(5);
    step(&mut own, FollowUpKind::CheckIn, 1).timing.due = Offset::Days(6);
    own.steps.retain(|rule| rule.kind != FollowUpKind::Connect);
    let before = desk.app.facts().len();
    let said = preview(&mut desk, &own.id.clone(), Some(&own));
    assert_eq!(desk.app.facts().len(), before, "a preview stores nothing");
    assert_eq!(said.problems, []);
    // The second check-in and letting go count from the first one.
    let moved: Vec<_> =
        said.moved.iter().map(|change| (change.title.key.as_ref(), change.before, change.after)).collect();
    assert_eq!(moved[0], ("title_first", at("2026-03-10T14:00:00Z"), at("2026-03-09T14:00:00Z")));
    assert_eq!(moved.len(), 3);
    assert_eq!(said.removed.len(), 1);
    assert_eq!(said.removed[0].title.key, "title_connect");
    assert_eq!(said.added, []);
    assert_eq!(said.done, 1);

    let action = save(&mut desk, &own).unwrap();
    assert_eq!(opens(&mut desk, FollowUpKind::CheckIn, 1), at("2026-03-08T14:00:00Z"));
    assert_eq!(opens(&mut desk, FollowUpKind::Connect, 0), None);
    assert!(desk.app.history().done.contains_key(&thanks));
    assert!(!desk.due().contains(&FollowUpKind::ThankYou), "who was thanked is not thanked again");

    desk.undo(action);
    assert_eq!(opens(&mut desk, FollowUpKind::CheckIn, 1), at("2026-03-10T14:00:00Z"));
    assert_eq!(opens(&mut desk, FollowUpKind::Connect, 0), at("2026-03-06T14:05:00Z"));
}

#[test]
fn what_is_done_never_comes_back() {
    let (mut desk, _) = thanked();
    let mut own = followed(&mut desk);
    desk.clock("2026-03-10T15:00:00Z");
    let first = desk.agenda().due.iter().find(|step| step.kind == FollowUpKind::CheckIn).unwrap().id;
    done(&mut desk, first);
    // Later, earlier, or once only: what was asked once is not asked again.
    let edits: [fn(&mut Cadence); 3] = [
        |own| {
            step(own, FollowUpKind::CheckIn, 1).timing.due = Offset::Days(12);
            step(own, FollowUpKind::CheckIn, 1).timing.opens = Offset::Days(12);
        },
        |own| {
            step(own, FollowUpKind::CheckIn, 1).timing.opens = Offset::Days(1);
        },
        |own| {
            let first = own.steps.iter().position(|rule| rule.kind == FollowUpKind::CheckIn).unwrap();
            own.steps.remove(first);
            step(own, FollowUpKind::CheckIn, 2).number = 1;
        },
    ];
    for edit in edits {
        edit(&mut own);
        let said = preview(&mut desk, &own.id.clone(), Some(&own));
        assert!(said.problems.is_empty(), "{:?}", said.problems);
        assert_eq!(said.done, 2);
        save(&mut desk, &own).unwrap();
        assert_eq!(opens(&mut desk, FollowUpKind::CheckIn, 1), None);
        assert!(!desk.due().contains(&FollowUpKind::ThankYou));
    }
}

#[test]
fn what_was_done_stays_to_be_looked_at_when_its_step_is_gone() {
    let (mut desk, _) = thanked();
    let mut own = followed(&mut desk);
    desk.clock("2026-03-10T15:00:00Z");
    let first = desk.agenda().due.iter().find(|step| step.kind == FollowUpKind::CheckIn).unwrap().id;
    done(&mut desk, first);
    own.steps.retain(|rule| rule.kind != FollowUpKind::CheckIn);
    save(&mut desk, &own).unwrap();
    let Response::Opportunities { opportunities } = desk.ask(PageRequest::Opportunities).unwrap() else { panic!() };
    let steps = &opportunities[0].steps;
    let check_ins: Vec<_> = steps.iter().filter(|step| step.kind == FollowUpKind::CheckIn).collect();
    assert_eq!(check_ins.len(), 1, "{steps:?}");
    assert_eq!(check_ins[0].state, StepState::Done { at: desk.now });
    assert_eq!(check_ins[0].person.as_ref().unwrap().name, "Nora Lindqvist");
}

#[test]
fn removed_its_followers_go_on_with_considerate() {
    let (mut desk, _) = thanked();
    let mut own = followed(&mut desk);
    let timing = &mut step(&mut own, FollowUpKind::CheckIn, 1).timing;
    (timing.opens, timing.due) = (Offset::Days(9), Offset::Days(10));
    save(&mut desk, &own).unwrap();
    assert_eq!(opens(&mut desk, FollowUpKind::CheckIn, 1), at("2026-03-12T14:00:00Z"));

    let said = preview(&mut desk, &own.id, None);
    assert_eq!(said.moved[0].after, at("2026-03-10T14:00:00Z"));
    let (action, _, message) = saved(desk.ask(PageRequest::RemoveCadence { cadence: own.id.clone() }).unwrap());
    assert_eq!(message, "saved_cadence_removed_followed");
    assert_eq!(opens(&mut desk, FollowUpKind::CheckIn, 1), at("2026-03-10T14:00:00Z"));
    assert_eq!(view(&mut desk, &CadenceId::considerate()).followers.len(), 1);
    assert_eq!(desk.ask(PageRequest::RemoveCadence { cadence: own.id.clone() }).unwrap_err(), AppError::Gone);

    desk.undo(action);
    assert_eq!(view(&mut desk, &own.id).followers.len(), 1);
    assert_eq!(opens(&mut desk, FollowUpKind::CheckIn, 1), at("2026-03-12T14:00:00Z"));
}

#[test]
fn one_that_does_not_hold_the_rules_is_refused_with_every_problem_at_its_field() {
    let (mut desk, _) = thanked();
    let sound = followed(&mut desk);
    let mut wrong = sound.clone();
    wrong.name = " persistent ".into();
    step(&mut wrong, FollowUpKind::ThankYou, 0).timing.due = Offset::Hours(72);
    step(&mut wrong, FollowUpKind::Connect, 0).timing.due = Offset::Days(1);
    let said = preview(&mut desk, &sound.id, Some(&wrong));
    let found: Vec<_> =
        said.problems.iter().map(|problem| (problem.path.as_str(), problem.message.key.as_ref())).collect();
    assert_eq!(
        found,
        [
            ("name", "error_cadence_name_taken"),
            ("steps[1].timing.last_call", "cadence_error_order"),
            ("steps[1].timing.due", "cadence_error_thanks"),
            ("steps[6].timing.due", "cadence_error_order"),
        ],
    );
    assert_eq!((said.moved, said.added, said.removed), (vec![], vec![], vec![]));
    let refused = save(&mut desk, &wrong).unwrap_err();
    assert_eq!((refused.code(), refused.view().message.key.as_ref()), ("cadence", "error_cadence_name_taken"));
    assert_eq!(view(&mut desk, &sound.id).cadence, sound);
}

#[test]
fn copies_have_names_of_their_own_and_built_in_ones_stay() {
    let mut desk = Desk::at(BEFORE);
    for name in ["Mine", "mine", "Considerate"] {
        desk.ask(PageRequest::CopyCadence { cadence: CadenceId::persistent(), name: name.into() }).unwrap();
    }
    let names: Vec<String> = all(&mut desk).into_iter().map(|view| view.cadence.name).collect();
    assert_eq!(names, ["Considerate", "Persistent", "Considerate 2", "Mine", "mine 2"]);
    let mut built_in = view(&mut desk, &CadenceId::considerate()).cadence;
    built_in.steps.truncate(2);
    assert_eq!(save(&mut desk, &built_in).unwrap_err(), AppError::NotAllowed);
    let removal = PageRequest::RemoveCadence { cadence: CadenceId::persistent() };
    assert_eq!(desk.ask(removal).unwrap_err(), AppError::NotAllowed);
}

/// Rule L1: an invitation to connect belongs to a person, whichever opportunity shows it.
#[test]
fn a_preview_sees_the_invitation_that_another_opportunity_takes_over() {
    let (mut desk, _) = thanked();
    let mut own = followed(&mut desk);
    let mut again: CaptureForm = nora();
    again.opportunity = Some(OpportunityChoice::New { company: "Harrow & Pike".into(), job_title: "Lead".into() });
    desk.save(again).unwrap();
    let second: OpportunityId = desk
        .app
        .history()
        .opportunities
        .values()
        .find(|record| record.opportunity.company == "Harrow & Pike")
        .unwrap()
        .opportunity
        .id;
    let due = desk.agenda().due;
    let is_theirs = |id: &FollowUpId| id.opportunity == Some(second) && id.kind == FollowUpKind::ThankYou;
    let thanks = due.iter().map(|step| step.id).find(is_theirs).unwrap();
    desk.clock("2026-03-03T18:00:00Z");
    done(&mut desk, thanks);
    own.steps.retain(|rule| rule.kind != FollowUpKind::Connect);
    let said = preview(&mut desk, &own.id.clone(), Some(&own));
    assert_eq!(said.removed, [], "it moves to the other opportunity");
    assert_eq!(said.moved.len(), 1);
    assert_eq!(said.moved[0].opportunity.as_ref().unwrap().company, "Harrow & Pike");
}

#[test]
fn holidays_are_kept_and_settings_that_cannot_be_meant_are_not() {
    let mut desk = Desk::at(BEFORE);
    let holiday = Holiday { date: date(2026, 5, 1), name: "Labour Day".into(), yearly: true };
    let good = Settings { holidays: vec![holiday.clone()], connect_notes_per_month: 3, ..Settings::default() };
    desk.ask(PageRequest::SaveSettings { settings: Box::new(good.clone()) }).unwrap();
    let wrong = Settings { holidays: vec![holiday.clone(), holiday], ..good.clone() };
    let refused = desk.ask(PageRequest::SaveSettings { settings: Box::new(wrong) }).unwrap_err();
    assert_eq!((refused.code(), refused.view().message.key.as_ref()), ("settings", "error_holiday_twice"));
    let Response::Settings { settings, notes } = desk.ask(PageRequest::Settings).unwrap() else { panic!() };
    assert_eq!(*settings, good);
    assert_eq!((notes.used, notes.left()), (0, 3));
}

/// Rule L1: a note that was sent counts, an invitation without one does not.
#[test]
fn the_settings_say_how_many_notes_are_left_this_month() {
    let (mut desk, _) = thanked();
    desk.clock("2026-03-07T10:00:00Z");
    let connect = desk.agenda().due.iter().find(|step| step.kind == FollowUpKind::Connect).unwrap().id;
    let left = |desk: &mut Desk| match desk.ask(PageRequest::Settings).unwrap() {
        Response::Settings { notes, .. } => notes.left(),
        other => panic!("{other:?}"),
    };
    assert_eq!(left(&mut desk), 5);
    done(&mut desk, connect);
    assert_eq!(left(&mut desk), 4);
    desk.clock("2026-04-01T10:00:00Z");
    assert_eq!(left(&mut desk), 5);
}
