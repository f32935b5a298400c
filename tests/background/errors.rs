//! The log of what went wrong: it says what and where, and nothing of what the user has stored.

use crate::chance::Chance;
use crate::desk::{Desk, message};
use crate::hostile::HOSTILE;
use afterword::app::forms::{CaptureForm, OpportunityChoice, PersonForm};
use afterword::app::protocol::{PageRequest, Response};
use afterword::background::{Answered, Event, Reply};
use afterword::store::{ERRORS_KEY, ErrorCode, ErrorEntry, MOST_ERRORS};
use serde_json::{Value, json};
use std::collections::BTreeMap;

fn desk() -> Desk {
    let mut desk = Desk::new("2026-03-23T08:00:00Z");
    desk.happens_now(Event::Installed { reason: "install".into() });
    desk
}

fn capture(text: &str) -> PageRequest {
    let person = PersonForm {
        name: "Mara Lindqvist".into(),
        title: text.into(),
        company: text.into(),
        location: text.into(),
        ..PersonForm::default()
    };
    let opportunity = Some(OpportunityChoice::New { company: text.into(), job_title: text.into() });
    PageRequest::SaveCapture { form: Box::new(CaptureForm { person, opportunity, ..CaptureForm::default() }) }
}

/// As the settings show it, and as it would be copied.
fn log(desk: &mut Desk) -> (Vec<ErrorEntry>, String) {
    desk.do_now(&PageRequest::Errors);
    match desk.latest.take() {
        Some(Reply::Page(Answered::Ok(Response::Errors { errors, text }))) => (errors, text),
        other => panic!("{other:?}"),
    }
}

fn counts(desk: &mut Desk) -> BTreeMap<ErrorCode, u32> {
    log(desk).0.into_iter().map(|entry| (entry.code, entry.count)).collect()
}

fn failed(place: &str) -> Event {
    serde_json::from_value(json!({ "kind": "failed", "code": "panic", "place": place, "during": "alarm" })).unwrap()
}

fn kept(desk: &Desk) -> String {
    desk.machine.look().storage.get(ERRORS_KEY).map(Value::to_string).unwrap_or_default()
}

#[test]
fn nothing_went_wrong_and_nothing_is_stored_of_it() {
    let mut desk = desk();
    desk.do_now(&capture("Engineer"));
    assert_eq!(log(&mut desk), (Vec::new(), String::new()));
    assert_eq!(kept(&desk), "");
}

#[test]
fn what_the_browser_refuses_is_kept_with_its_place_and_outlives_the_background() {
    let mut desk = desk();
    desk.machine.change().failing_write = Some(1);
    desk.do_now(&capture("Engineer"));
    assert_eq!(desk.refused, 1);
    desk.machine.change().no_alarms = true;
    desk.happens_now(Event::Alarm);
    desk.machine.change().no_alarms = false;
    desk.happens_now(failed("src/app/mod.rs:40:9"));
    desk.kill();
    let (errors, text) = log(&mut desk);
    let codes: Vec<ErrorCode> = errors.iter().map(|entry| entry.code).collect();
    assert_eq!(codes, [ErrorCode::Panic, ErrorCode::AlarmNotSet, ErrorCode::WriteRefused], "the latest first");
    assert!(errors.iter().all(|entry| entry.place.as_str().starts_with("src/")), "{text}");
    assert_eq!(text.lines().count(), 3);
    assert!(text.starts_with("panic, src/app/mod.rs:40:9, alarm, 1x, 2026-03-23T08:00:00Z"), "{text}");
}

#[test]
fn storage_that_is_out_of_reach_is_noted_once_it_is_back_and_loses_no_older_entry() {
    let mut desk = desk();
    desk.happens_now(failed("src/app/mod.rs:40:9"));
    desk.kill();
    desk.machine.change().unreadable = true;
    desk.happens_now(Event::Alarm);
    desk.machine.change().unreadable = false;
    desk.happens_now(Event::Alarm);
    assert_eq!(counts(&mut desk), BTreeMap::from([(ErrorCode::Panic, 1), (ErrorCode::StorageUnread, 2)]));
    assert!(kept(&desk).contains("panic"), "{}", kept(&desk));
}

#[test]
fn a_full_disk_is_noted_when_there_is_room_again_and_counts_itself_not() {
    let mut desk = desk();
    desk.machine.change().disk_full = true;
    for _ in 0..5 {
        desk.do_now(&capture("Engineer"));
    }
    assert_eq!(kept(&desk), "");
    desk.machine.change().disk_full = false;
    desk.happens_now(Event::Alarm);
    assert_eq!(counts(&mut desk), BTreeMap::from([(ErrorCode::WriteRefused, 5)]));
}

#[test]
fn a_damaged_record_is_noted_and_data_of_a_newer_version_is_left_alone() {
    let mut desk = desk();
    desk.do_now(&capture("Engineer"));
    desk.kill();
    desk.machine.change().storage.insert("fact/broken".into(), json!({ "seq": "x" }));
    assert_eq!(counts(&mut desk), BTreeMap::from([(ErrorCode::RecordsUnreadable, 1)]));
    desk.kill();
    desk.machine.change().storage.insert("schema".into(), json!(999));
    let before = desk.machine.look().storage.clone();
    desk.happens_now(failed("src/app/mod.rs:40:9"));
    assert_eq!(desk.machine.look().storage, before);
}

#[test]
fn the_user_deletes_it() {
    let mut desk = desk();
    desk.happens_now(failed("src/app/mod.rs:40:9"));
    assert!(kept(&desk).contains("src/app"));
    desk.do_now(&PageRequest::ForgetErrors);
    assert_eq!(kept(&desk), "[]");
    assert_eq!(log(&mut desk), (Vec::new(), String::new()));
    desk.kill();
    assert_eq!(log(&mut desk), (Vec::new(), String::new()));
}

/// A hundred thousand of them take no more room than a hundred.
#[test]
fn it_stays_small_however_much_goes_wrong() {
    let mut desk = desk();
    for line in 0..3_000 {
        desk.happens_now(failed(&format!("src/app/mod.rs:{}:9", line % 700)));
    }
    assert_eq!(log(&mut desk).0.len(), MOST_ERRORS);
    assert!(kept(&desk).len() < 25_000, "{}", kept(&desk).len());
}

/// Every way in which words come near it: what is stored, what is asked, what an error says, where it says that it was.
#[test]
fn no_word_of_anybody_gets_into_it_or_it_into_a_backup() {
    for text in HOSTILE.into_iter().chain(["Zzyzx Quentham", "zzyzx@quentham.example", "src/Zzyzx.rs", "Zzyzx.js:1:2"])
    {
        let mut desk = desk();
        desk.do_now(&capture(text));
        desk.machine.change().failing_write = Some(1);
        desk.do_now(&capture(text));
        let odd = json!({ "kind": "report-error", "code": "page-exception", "place": text });
        let Event::Message { sender, .. } = message(&PageRequest::Agenda) else { panic!() };
        for message in [odd, json!({ "kind": text }), json!({ "kind": "report-error", "code": text, "place": text })] {
            desk.start(Event::Message { message, sender: sender.clone() });
            desk.finish(&mut Chance::new(0));
        }
        desk.happens_now(failed(text));
        desk.machine.change().storage.insert(format!("fact/{text}"), json!({ "seq": text }));
        desk.kill();
        let (errors, copied) = log(&mut desk);
        assert!(errors.len() >= 4, "{text:?}: {errors:?}");
        for told in [kept(&desk), copied, serde_json::to_string(&errors).unwrap()] {
            let quoted = serde_json::to_string(text).unwrap();
            // A sign alone is in any JSON.
            let holds = |part: &str| part.len() > 2 && told.contains(part);
            assert!(!holds(text) && !holds(quoted.trim_matches('"')), "{text:?}: {told}");
            assert!(!told.contains("Zzyzx") && !told.contains("Quentham") && !told.contains("Mara"), "{told}");
        }
        desk.do_now(&PageRequest::Backup { passphrase: None });
        let Some(Reply::Page(Answered::Ok(Response::File { text: backup, .. }))) = desk.latest.take() else { panic!() };
        assert!(!backup.contains("page-exception") && !backup.contains("src/background"), "{backup}");
    }
}
