//! Everything is removed: nothing of it stays, and who asked can bring it back.

use crate::chance::Chance;
use crate::desk::{Desk, message};
use afterword::app::protocol::PageRequest;
use afterword::background::Event;
use afterword::store::RestoreMode;
use serde_json::{Value, json};

/// The answer, as it travels.
fn ask(desk: &mut Desk, request: &PageRequest) -> Value {
    desk.start(message(request));
    desk.finish(&mut Chance::new(3));
    serde_json::to_value(desk.latest.as_ref().unwrap()).unwrap()
}

#[test]
fn everything_is_erased_and_its_only_copy_brings_it_back() {
    let mut desk = Desk::new("2026-03-23T12:00:00Z");
    desk.happens_now(Event::Started);
    let form = json!({
        "person": { "name": "Mara Lindqvist", "email": "mara@kestrel.example" },
        "opportunity": { "kind": "new", "company": "Kestrel", "job_title": "Engineer" },
        "interview": { "kind": "new", "interview": { "start": "2026-03-23T10:00:00", "end": "2026-03-23T10:45:00" } },
    });
    let capture: PageRequest = serde_json::from_value(json!({ "kind": "save-capture", "form": form })).unwrap();
    ask(&mut desk, &capture);
    desk.machine.change().storage.insert("fact/broken".into(), json!({ "seq": "Mara" }));
    let agenda = ask(&mut desk, &PageRequest::Agenda);
    assert!(!desk.machine.look().tray.is_empty() && !desk.machine.look().badge.is_empty());

    let answer = ask(&mut desk, &PageRequest::EraseEverything);
    let left = serde_json::to_string(&desk.machine.look().storage).unwrap();
    assert!(!left.contains("fact/") && !left.contains("Mara"), "{left}");
    assert!(desk.machine.look().tray.is_empty() && desk.machine.look().badge.is_empty());
    assert_eq!(desk.machine.look().alarm, None);
    assert_eq!(ask(&mut desk, &PageRequest::Agenda)["ok"]["agenda"]["empty"], true);

    let text = answer["ok"]["backup"].as_str().unwrap().to_owned();
    ask(&mut desk, &PageRequest::Restore { text, mode: RestoreMode::Merge });
    assert_eq!(ask(&mut desk, &PageRequest::Agenda), agenda);
}

#[test]
fn what_was_removed_is_out_of_storage_a_day_later() {
    let mut desk = Desk::new("2026-03-23T12:00:00Z");
    desk.happens_now(Event::Started);
    let form = json!({
        "person": { "name": "Mara Lindqvist", "email": "mara@kestrel.example" },
        "opportunity": { "kind": "new", "company": "Kestrel", "job_title": "Engineer" },
    });
    let capture: PageRequest = serde_json::from_value(json!({ "kind": "save-capture", "form": form })).unwrap();
    let person = ask(&mut desk, &capture)["ok"]["person"].clone();
    let remove: PageRequest = serde_json::from_value(json!({ "kind": "remove-person", "person": person })).unwrap();
    let action = ask(&mut desk, &remove)["ok"]["action"].clone();
    let undo: PageRequest = serde_json::from_value(json!({ "kind": "undo", "action": action })).unwrap();
    let held = |desk: &Desk| serde_json::to_string(&desk.machine.look().storage).unwrap();

    // Another start within the day.
    desk.kill();
    desk.machine.change().now = "2026-03-24T11:59:00Z".parse().unwrap();
    desk.happens_now(Event::Started);
    assert!(held(&desk).contains("Mara"));

    desk.kill();
    desk.machine.change().now = "2026-03-24T12:00:00Z".parse().unwrap();
    desk.happens_now(Event::Started);
    assert!(!held(&desk).contains("Mara") && !held(&desk).contains("mara@"), "{}", held(&desk));
    assert!(held(&desk).contains("Kestrel"));
    // An old page still offers it: what is gone is not said to be back.
    assert_eq!(ask(&mut desk, &undo)["error"]["code"], "too-late-to-undo");
}
