//! A copy out, and a copy back in.

use crate::desk::{AFTER, BEFORE, Desk, nora};
use afterword::app::AppError;
use afterword::app::forms::{CaptureForm, PersonForm};
use afterword::app::protocol::{PageRequest, Response};
use afterword::model::{ActionId, FollowUpKind};
use afterword::store::{BackupError, Item, RestoreMode, RestorePreview};

fn backup(desk: &mut Desk) -> String {
    let Response::File { name, media_type, text } = desk.ask(PageRequest::Backup { passphrase: None }).unwrap() else {
        panic!()
    };
    assert_eq!((name.as_str(), media_type.as_str()), ("afterword-2026-03-03.json", "application/json"));
    text
}

fn preview(desk: &mut Desk, text: &str, mode: RestoreMode) -> RestorePreview {
    let before = desk.app.facts().to_vec();
    let answer = desk.ask(PageRequest::PreviewRestore { text: text.to_owned(), mode }).unwrap();
    assert_eq!(desk.app.facts(), before, "looking changes nothing");
    let Response::Restore { preview } = answer else { panic!("{answer:?}") };
    *preview
}

fn restore(desk: &mut Desk, text: &str, mode: RestoreMode) -> Vec<ActionId> {
    let answer = desk.ask(PageRequest::Restore { text: text.to_owned(), mode }).unwrap();
    let Response::Restored { actions, .. } = answer else { panic!("{answer:?}") };
    actions
}

fn named(name: &str) -> CaptureForm {
    let person = PersonForm { name: name.into(), company: "Quillfeather".into(), ..PersonForm::default() };
    CaptureForm { person, opportunity: None, interview: None, ..nora() }
}

fn names(items: &[Item]) -> Vec<&str> {
    items.iter().map(|item| item.name.as_str()).collect()
}

#[test]
fn a_backup_brings_everything_to_another_machine() {
    let mut desk = Desk::at(BEFORE);
    desk.save(nora()).unwrap();
    let text = backup(&mut desk);
    let mut other = Desk::at(AFTER);
    assert_eq!(names(&preview(&mut other, &text, RestoreMode::Merge).people.added), ["Nora Lindqvist"]);
    restore(&mut other, &text, RestoreMode::Merge);
    assert_eq!(other.app.history().people, desk.app.history().people);
    assert!(other.due().contains(&FollowUpKind::ThankYou), "what was restored is prompted");
    assert!(preview(&mut other, &text, RestoreMode::Merge).is_nothing(), "a second time brings nothing");
}

#[test]
fn merging_keeps_what_is_here_and_can_be_taken_back() {
    let mut desk = Desk::at(BEFORE);
    desk.save(nora()).unwrap();
    let text = backup(&mut desk);
    let mut other = Desk::at(AFTER);
    other.ids = 1 << 64;
    other.save(named("Ivo Marten")).unwrap();
    let before = other.agenda();
    let found = preview(&mut other, &text, RestoreMode::Merge);
    assert_eq!(names(&found.people.added), ["Nora Lindqvist"]);
    assert_eq!(names(&found.opportunities.added), ["Brightwell"]);
    assert_eq!(found.interviews.added.len(), 1);
    assert!(found.people.removed.is_empty() && found.conflicts.is_empty());
    let actions = restore(&mut other, &text, RestoreMode::Merge);
    assert_eq!(other.names(), ["Ivo Marten", "Nora Lindqvist"]);
    let answer = other.ask(PageRequest::UndoRestore { actions: actions.clone() }).unwrap();
    let Response::Saved { action, .. } = answer else { panic!("{answer:?}") };
    assert_eq!(other.names(), ["Ivo Marten"]);
    assert_eq!(other.agenda(), before);
    assert_eq!(other.ask(PageRequest::UndoRestore { actions }).unwrap_err(), AppError::NothingToUndo);
    other.undo(action);
    assert_eq!(other.names(), ["Ivo Marten", "Nora Lindqvist"], "taken back once too often");
}

#[test]
fn replacing_leaves_what_the_file_says_and_can_be_taken_back() {
    let mut desk = Desk::at(BEFORE);
    desk.save(named("Ivo Marten")).unwrap();
    let early = backup(&mut desk);
    desk.save(nora()).unwrap();
    desk.clock(AFTER);
    let before = desk.agenda();
    assert!(!before.due.is_empty());
    let found = preview(&mut desk, &early, RestoreMode::Replace);
    assert_eq!(names(&found.people.removed), ["Nora Lindqvist"]);
    assert_eq!(names(&found.opportunities.removed), ["Brightwell"]);
    assert!(preview(&mut desk, &early, RestoreMode::Merge).is_nothing());
    let actions = restore(&mut desk, &early, RestoreMode::Replace);
    assert_eq!(desk.names(), ["Ivo Marten"]);
    assert!(desk.due().is_empty(), "what went asks for nothing");
    desk.ask(PageRequest::UndoRestore { actions }).unwrap();
    assert_eq!(desk.names(), ["Ivo Marten", "Nora Lindqvist"]);
    assert_eq!(desk.agenda(), before);
}

#[test]
fn replacing_by_another_machines_backup_can_be_taken_back() {
    let mut desk = Desk::at(BEFORE);
    desk.save(nora()).unwrap();
    let text = backup(&mut desk);
    let mut other = Desk::at(AFTER);
    other.ids = 1 << 64;
    other.save(named("Ivo Marten")).unwrap();
    let actions = restore(&mut other, &text, RestoreMode::Replace);
    assert_eq!(other.names(), ["Nora Lindqvist"]);
    other.ask(PageRequest::UndoRestore { actions }).unwrap();
    assert_eq!(other.names(), ["Ivo Marten"]);
}

#[test]
fn a_damaged_file_changes_nothing_and_names_the_line() {
    let mut desk = Desk::at(BEFORE);
    desk.save(nora()).unwrap();
    let before = desk.app.facts().to_vec();
    let text = backup(&mut desk).replace("interview-saved", "interview-sold");
    for mode in [RestoreMode::Merge, RestoreMode::Replace] {
        let asked = [
            PageRequest::PreviewRestore { text: text.clone(), mode },
            PageRequest::Restore { text: text.clone(), mode },
        ];
        for request in asked {
            let error = desk.ask(request).unwrap_err();
            let AppError::Backup(BackupError::Entry { line: Some(line), .. }) = &error else { panic!("{error:?}") };
            let first = text.lines().position(|line| line.contains("interview-sold")).unwrap();
            assert!((first..first + 30).contains(line), "line {line} for {first}");
            let view = error.view();
            assert_eq!(view.message.key, "error_backup_entry_line");
            assert_eq!(view.message.args.len(), 2);
        }
    }
    assert_eq!(desk.app.facts(), before);
    let foreign = PageRequest::Restore { text: "{}".into(), mode: RestoreMode::Merge };
    assert_eq!(desk.ask(foreign).unwrap_err(), AppError::Backup(BackupError::Foreign));
}

#[test]
fn a_page_that_names_no_mode_merges() {
    let request = serde_json::from_str(r#"{"kind": "restore", "text": ""}"#).unwrap();
    assert!(matches!(request, PageRequest::Restore { mode: RestoreMode::Merge, .. }));
}

#[test]
fn once_a_month_a_backup_is_suggested() {
    let mut desk = Desk::at(BEFORE);
    assert!(!desk.agenda().backup_due, "there is nothing to lose");
    desk.save(nora()).unwrap();
    assert!(!desk.agenda().backup_due);
    desk.clock("2026-04-04T12:00:00Z");
    assert!(desk.agenda().backup_due);
    let (action, ..) = desk.save(named("Ivo Marten")).unwrap();
    desk.ask(PageRequest::DismissBackupHint).unwrap();
    assert!(!desk.agenda().backup_due);
    desk.clock("2026-05-05T12:00:00Z");
    assert!(desk.agenda().backup_due, "not now is not never");
    desk.ask(PageRequest::Backup { passphrase: None }).unwrap();
    assert!(desk.agenda().backup_due, "the file may not have reached the disk");
    desk.ask(PageRequest::BackupKept).unwrap();
    assert!(!desk.agenda().backup_due);
    desk.clock("2026-08-01T12:00:00Z");
    assert!(!desk.agenda().backup_due, "all of it is in the backup");
    desk.undo(action);
    assert!(desk.agenda().backup_due);
}
