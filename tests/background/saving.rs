//! The automatic backup: saved when it is due, whatever stops it, and the user is told where it cannot be.

use crate::chance::Chance;
use crate::desk::{Desk, message};
use afterword::app::forms::OpportunityForm;
use afterword::app::protocol::{AutoBackupView, PageRequest, Rhythm};
use afterword::background::{Event, Reply, SaveError};
use afterword::model::Happening;
use afterword::store::{self, is_locked};
use jiff::Timestamp;
use serde_json::Value;

const START: &str = "2026-03-23T08:00:00Z";
const PASSPHRASE: &str = "nine quiet herons";

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn know_company(desk: &mut Desk, company: &str) {
    let form = OpportunityForm { company: company.into(), ..OpportunityForm::default() };
    desk.do_now(&PageRequest::SaveOpportunity { form: Box::new(form) });
}

fn answer(desk: &mut Desk, request: &PageRequest) -> Value {
    desk.do_now(request);
    let reply: &Reply = desk.latest.as_ref().unwrap();
    serde_json::to_value(reply).unwrap()
}

fn view(desk: &mut Desk, request: &PageRequest) -> AutoBackupView {
    let answer = answer(desk, request);
    serde_json::from_value(answer["ok"]["auto"].clone()).unwrap_or_else(|error| panic!("{error}: {answer}"))
}

fn switch_on(desk: &mut Desk, every: Rhythm, passphrase: &str) -> AutoBackupView {
    view(desk, &PageRequest::SetAutoBackup { every: Some(every), passphrase: passphrase.into() })
}

fn names(desk: &Desk) -> Vec<String> {
    desk.machine.look().files.keys().cloned().collect()
}

/// The companies in a saved file, which is opened as a restore opens it.
fn companies(desk: &Desk, name: &str) -> Vec<String> {
    let state = desk.machine.look();
    let facts = store::read_backup(&state.files[name]).unwrap();
    let company = |what: &Happening| match what {
        Happening::OpportunitySaved { opportunity } => Some(opportunity.company.clone()),
        _ => None,
    };
    facts.iter().filter_map(|fact| company(&fact.what)).collect()
}

fn with_kestrel(every: Rhythm) -> Desk {
    let mut desk = Desk::new(START);
    desk.happens_now(Event::Started);
    know_company(&mut desk, "Kestrel");
    let view = switch_on(&mut desk, every, "");
    assert_eq!((view.every, view.locked, view.failed), (Some(every), false, None));
    assert_eq!(view.saved, Some((at(START), "afterword-backup-2026-03-23.json".into())));
    desk
}

#[test]
fn one_is_saved_at_once_and_then_each_day_on_which_something_was_recorded() {
    let mut desk = with_kestrel(Rhythm::Day);
    assert_eq!(companies(&desk, "Afterword/afterword-backup-2026-03-23.json"), ["Kestrel"]);
    let mut chance = Chance::new(0);
    desk.wait_until(at("2026-03-26T08:00:00Z"), &mut chance);
    assert_eq!(names(&desk), ["Afterword/afterword-backup-2026-03-23.json"], "nothing was recorded since");
    know_company(&mut desk, "Brightwell");
    assert_eq!(names(&desk).len(), 1, "not while it is being typed");
    desk.wait_until(at("2026-03-26T08:06:00Z"), &mut chance);
    assert_eq!(companies(&desk, "Afterword/afterword-backup-2026-03-26.json"), ["Kestrel", "Brightwell"]);
    know_company(&mut desk, "Harbour");
    desk.wait_until(at("2026-03-27T08:00:00Z"), &mut chance);
    assert_eq!(names(&desk).len(), 2, "a day is not over");
    desk.wait_until(at("2026-03-27T09:00:00Z"), &mut chance);
    assert_eq!(names(&desk).len(), 3);
    desk.check();
}

#[test]
fn each_week_means_each_week() {
    let mut desk = with_kestrel(Rhythm::Week);
    know_company(&mut desk, "Brightwell");
    let mut chance = Chance::new(0);
    desk.wait_until(at("2026-03-30T07:59:00Z"), &mut chance);
    assert_eq!(names(&desk).len(), 1);
    desk.wait_until(at("2026-03-30T08:01:00Z"), &mut chance);
    assert_eq!(companies(&desk, "Afterword/afterword-backup-2026-03-30.json"), ["Kestrel", "Brightwell"]);
}

#[test]
fn switched_off_none_is_saved() {
    let mut desk = with_kestrel(Rhythm::Day);
    let off = PageRequest::SetAutoBackup { every: None, passphrase: String::new() };
    assert_eq!(view(&mut desk, &off), AutoBackupView::default());
    know_company(&mut desk, "Brightwell");
    desk.kill();
    desk.happens_now(Event::Startup);
    desk.wait_until(at("2026-04-23T08:00:00Z"), &mut Chance::new(0));
    assert_eq!(names(&desk).len(), 1);
    desk.check();
}

#[test]
fn wherever_the_background_is_stopped_the_backup_is_there_in_the_end() {
    let mut places = 0;
    for kill_after in 0.. {
        let mut desk = with_kestrel(Rhythm::Day);
        know_company(&mut desk, "Brightwell");
        desk.kill();
        let mut chance = Chance::new(kill_after);
        desk.kill_after = Some(usize::try_from(kill_after).unwrap());
        desk.wait_until(at("2026-03-24T08:01:00Z"), &mut chance);
        let was_stopped = desk.kills > 0;
        desk.kill_after = None;
        desk.happens_now(Event::Started);
        desk.wait_until(at("2026-03-24T09:30:00Z"), &mut chance);
        let name = "Afterword/afterword-backup-2026-03-24.json";
        assert_eq!(companies(&desk, name), ["Kestrel", "Brightwell"], "stopped after {kill_after} steps");
        let saved = desk.stored().iter().filter(|fact| fact.what == Happening::BackupSaved).count();
        assert_eq!(saved, 2, "stopped after {kill_after} steps");
        desk.check();
        places += 1;
        if !was_stopped {
            break;
        }
    }
    assert!(places > 10, "only {places} places");
}

#[test]
fn what_stands_in_the_way_is_told_once_and_it_is_tried_again() {
    let mut desk = with_kestrel(Rhythm::Day);
    know_company(&mut desk, "Brightwell");
    desk.machine.change().no_files = Some(SaveError::Full);
    let mut chance = Chance::new(0);
    desk.wait_until(at("2026-03-24T20:00:00Z"), &mut chance);
    let told: Vec<String> = desk.machine.look().told.iter().map(|(_, text)| text.clone()).collect();
    assert!(matches!(told.as_slice(), [only] if only.contains("auto_backup_full")), "{told:?}");
    let failed = view(&mut desk, &PageRequest::AutoBackup).failed.unwrap();
    assert_eq!(failed.key, "auto_backup_full");
    desk.happens_now(Event::NotificationClicked { id: "auto-backup".into() });
    assert_eq!(desk.machine.look().opened, ["dashboard.html#backup"]);
    desk.machine.change().no_files = None;
    desk.wait_until(at("2026-03-24T21:30:00Z"), &mut chance);
    assert_eq!(companies(&desk, "Afterword/afterword-backup-2026-03-24.json"), ["Kestrel", "Brightwell"]);
    assert_eq!(view(&mut desk, &PageRequest::AutoBackup).failed, None);
    assert!(desk.machine.look().told.len() == 1 && desk.machine.look().tray.is_empty());
    desk.check();
}

#[test]
fn a_permission_that_is_withdrawn_is_told_at_once_and_given_back_is_used_at_once() {
    let mut desk = with_kestrel(Rhythm::Week);
    know_company(&mut desk, "Brightwell");
    desk.happens_now(Event::PermissionsChanged);
    assert_eq!(desk.machine.look().told.len(), 0, "another one was changed");
    desk.machine.change().no_files = Some(SaveError::NotAllowed);
    desk.happens_now(Event::PermissionsChanged);
    assert!(desk.machine.look().told[0].1.contains("auto_backup_not_allowed"));
    desk.machine.change().no_files = None;
    desk.happens_now(Event::PermissionsChanged);
    assert_eq!(companies(&desk, "Afterword/afterword-backup-2026-03-23.json"), ["Kestrel", "Brightwell"]);
    assert!(desk.machine.look().tray.is_empty());
}

#[test]
fn a_disk_that_takes_not_even_the_note_of_it_does_not_keep_the_alarm_ringing() {
    let mut desk = with_kestrel(Rhythm::Day);
    know_company(&mut desk, "Brightwell");
    desk.machine.change().no_files = Some(SaveError::Full);
    desk.machine.change().disk_full = true;
    let wakes = desk.wait_until(at("2026-03-25T08:00:00Z"), &mut Chance::new(0));
    assert!(wakes < 60, "woken {wakes} times in two days");
}

#[test]
fn with_a_passphrase_nothing_is_in_plain_words_and_the_key_file_lies_beside() {
    let mut desk = Desk::new(START);
    desk.happens_now(Event::Started);
    know_company(&mut desk, "Kestrel");
    assert!(switch_on(&mut desk, Rhythm::Day, PASSPHRASE).locked);
    let (key, file) = ("Afterword/afterword-backup-key.age", "Afterword/afterword-backup-2026-03-23.json.age");
    assert_eq!(names(&desk), [file, key]);
    let (key, file) = (desk.machine.look().files[key].clone(), desk.machine.look().files[file].clone());
    assert!(is_locked(&key) && is_locked(&file));
    for (name, value) in &desk.machine.look().storage {
        let value = value.to_string();
        assert!(!value.contains(PASSPHRASE) && !value.contains("AGE-SECRET-KEY"), "{name} gives the secret away");
    }
    let ask = |text: &str, key: Option<&str>| PageRequest::UnlockBackup {
        text: text.into(),
        passphrase: PASSPHRASE.into(),
        key: key.map(str::to_owned),
    };
    // Here the key is known; elsewhere it is asked for.
    let here = answer(&mut desk, &ask(&file, None));
    assert!(here["ok"]["text"].as_str().unwrap().contains("Kestrel"), "{here}");
    let mut other = Desk::new(START);
    other.start(message(&ask(&file, None)));
    other.finish(&mut Chance::new(0));
    let refused = serde_json::to_value(other.latest.as_ref().unwrap()).unwrap();
    assert_eq!(refused["error"]["code"], "backup-key-missing");
    let there = answer(&mut other, &ask(&file, Some(&key)));
    assert!(there["ok"]["text"].as_str().unwrap().contains("Kestrel"), "{there}");
}
