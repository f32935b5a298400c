//! Who may ask what: every request from every kind of sender.

use crate::chance::Chance;
use crate::desk::Desk;
use afterword::app::protocol::{ContentRequest, PageRequest};
use afterword::background::{Event, Reply, Sender};
use serde_json::{Value, json};
use std::collections::BTreeSet;

const ID: &str = "00000000-0000-0000-0000-00000000002a";

fn sender(id: &str, url: &str, tab_url: Option<&str>) -> Sender {
    let tab_url = tab_url.map(str::to_owned);
    Sender { id: Some(id.into()), url: Some(url.into()), tab_url, tab: Some(1), frame: Some(0) }
}

fn own_pages() -> Vec<Sender> {
    ["popup.html", "sidebar.html", "dashboard.html#people"]
        .map(|page| sender("afterword", &format!("extension://afterword/{page}"), None))
        .into()
}

fn content_scripts() -> Vec<Sender> {
    vec![
        sender("afterword", "https://mail.example/inbox", Some("https://mail.example/inbox")),
        sender("afterword", "http://localhost:8080/roundcube/", None),
        // An editor's frame has no address of its own.
        sender("afterword", "about:blank", Some("https://mail.example/inbox")),
        sender("afterword", "about:srcdoc", Some("https://mail.example/inbox")),
    ]
}

fn strangers() -> Vec<Sender> {
    vec![
        // Another extension, whatever page it says it is on.
        sender("another", "extension://afterword/dashboard.html", None),
        sender("another", "https://mail.example/", None),
        Sender { id: None, url: Some("extension://afterword/dashboard.html".into()), ..Sender::default() },
        Sender::default(),
        // Addresses that only begin like ours, and frames that nobody is around.
        sender("afterword", "extension://afterword.evil/dashboard.html", None),
        sender("afterword", "file:///home/jane/page.html", None),
        sender("afterword", "data:text/html,hello", None),
        sender("afterword", "about:blank", None),
        sender("afterword", "javascript:0", Some("file:///home/jane/page.html")),
        // Nothing of ours ever asks from there.
        sender("afterword", "https://www.linkedin.com/in/jane-roe/", None),
        sender("afterword", "https://de.linkedin.com:443/feed", None),
        sender("afterword", "about:blank", Some("https://www.linkedin.com/in/jane-roe/")),
    ]
}

fn follow_up() -> Value {
    json!({ "kind": "connect", "person": ID })
}

/// One of each that our own pages ask.
fn page_requests() -> Vec<Value> {
    let key = json!({ "kind": "thank-you", "language": "en" });
    let interview = json!({ "start": "2026-03-23T10:00:00", "end": "2026-03-23T11:00:00" });
    let written = json!({ "channel": "email", "subject": "", "text": "" });
    let snapshot = json!({ "url": "https://mail.example/", "title": "", "lang": "", "nodes": [] });
    let mut cadence = serde_json::to_value(&afterword::followup::builtin_cadences()[0]).unwrap();
    cadence["id"] = json!("mine");
    vec![
        json!({ "kind": "agenda" }),
        json!({ "kind": "opportunities" }),
        json!({ "kind": "people" }),
        json!({ "kind": "person", "person": ID }),
        json!({ "kind": "search", "text": "jane" }),
        json!({ "kind": "read-tab", "tab": 1 }),
        json!({ "kind": "read-snapshot", "snapshot": snapshot }),
        json!({ "kind": "save-capture", "form": { "person": { "name": "Jane Roe" } } }),
        json!({ "kind": "save-opportunity", "form": { "company": "Kestrel" } }),
        json!({ "kind": "save-interview", "form": interview }),
        json!({ "kind": "read-file", "bytes": "BEGIN:VCARD" }),
        json!({ "kind": "save-group", "form": {} }),
        json!({ "kind": "cancel-interview", "interview": ID }),
        json!({ "kind": "merge-people", "kept": ID, "gone": ID }),
        json!({ "kind": "tell-apart", "one": ID, "other": ID }),
        json!({ "kind": "notes", "interview": ID, "person": null }),
        json!({ "kind": "save-notes", "interview": ID, "person": null, "notes": {} }),
        json!({ "kind": "give-impression", "interview": ID, "impression": "well" }),
        json!({ "kind": "set-stage", "opportunity": ID, "stage": "open" }),
        json!({ "kind": "record-reply", "opportunity": ID, "person": null }),
        json!({ "kind": "draft", "follow_up": follow_up() }),
        json!({ "kind": "review", "follow_up": follow_up(), "written": written }),
        json!({ "kind": "save-draft", "follow_up": follow_up(), "subject": "", "text": "" }),
        json!({ "kind": "template", "key": key }),
        json!({ "kind": "preview-template", "key": key, "source": "" }),
        json!({ "kind": "save-template", "key": key, "source": null }),
        json!({ "kind": "complete", "follow_up": follow_up(), "field": "notes.question", "text": "" }),
        json!({ "kind": "mark-done", "follow_up": follow_up(), "channel": null, "subject": "", "text": "" }),
        json!({ "kind": "skip", "follow_up": follow_up(), "reason": "" }),
        json!({ "kind": "snooze", "follow_up": follow_up(), "choice": { "kind": "monday" } }),
        json!({ "kind": "snoozes", "follow_up": follow_up(), "date": null }),
        json!({ "kind": "done-elsewhere", "follow_up": follow_up(), "channel": "letter" }),
        json!({ "kind": "choose-channel", "follow_up": follow_up(), "channel": "linkedin" }),
        json!({ "kind": "also-by-hand", "opportunity": ID }),
        json!({ "kind": "mark-connected", "person": ID }),
        json!({ "kind": "remove-person", "person": ID }),
        json!({ "kind": "remove-opportunity", "opportunity": ID }),
        json!({ "kind": "set-stages", "opportunities": [ID], "stage": "let-go" }),
        json!({ "kind": "remove-several", "people": [ID], "opportunities": [] }),
        json!({ "kind": "erase-everything" }),
        json!({ "kind": "insights" }),
        json!({ "kind": "removal", "target": { "kind": "person", "person": ID } }),
        json!({ "kind": "clean-up", "accepted": ID, "which": "others", "people": true }),
        json!({ "kind": "save-document", "opportunity": ID, "document": { "name": "Advertisement" } }),
        json!({ "kind": "remove-document", "opportunity": ID, "document": ID }),
        json!({ "kind": "undo", "action": ID }),
        json!({ "kind": "cadences" }),
        json!({ "kind": "preview-cadence", "cadence": "mine" }),
        json!({ "kind": "copy-cadence", "cadence": "considerate", "name": "Mine" }),
        json!({ "kind": "save-cadence", "cadence": cadence }),
        json!({ "kind": "remove-cadence", "cadence": "mine" }),
        json!({ "kind": "settings" }),
        json!({ "kind": "save-settings", "settings": afterword::model::Settings::default() }),
        json!({ "kind": "backup" }),
        json!({ "kind": "unlock-backup", "text": "", "passphrase": "" }),
        json!({ "kind": "auto-backup" }),
        json!({ "kind": "set-auto-backup", "every": "day" }),
        json!({ "kind": "auto-backup-now" }),
        json!({ "kind": "backup-kept" }),
        json!({ "kind": "dismiss-backup-hint" }),
        json!({ "kind": "preview-restore", "text": "" }),
        json!({ "kind": "restore", "text": "" }),
        json!({ "kind": "undo-restore", "actions": [] }),
        json!({ "kind": "export", "what": { "kind": "calendar" } }),
        json!({ "kind": "errors" }),
        json!({ "kind": "forget-errors" }),
        json!({ "kind": "report-error", "code": "page-stopped", "place": "src/ui/mod.rs:1:1" }),
        json!({ "kind": "break", "how": "panic", "words": "" }),
        json!({ "kind": "set-clock", "offset_ms": 1 }),
        json!({ "kind": "clock" }),
    ]
}

/// One of each that a content script asks.
fn content_requests() -> Vec<Value> {
    let recipients = json!(["jane@kestrel.example"]);
    vec![
        json!({ "kind": "site" }),
        json!({ "kind": "scripts" }),
        json!({ "kind": "compose", "recipients": recipients }),
        json!({ "kind": "addressee", "follow_up": follow_up() }),
        json!({ "kind": "same-person", "recipients": recipients }),
        json!({ "kind": "not-same-person", "recipients": recipients }),
        json!({ "kind": "just-sent" }),
        json!({ "kind": "fold", "site": "gmail", "folded": false }),
        json!({ "kind": "insert-draft", "follow_up": follow_up(), "recipients": recipients }),
        json!({ "kind": "review", "follow_up": follow_up(), "recipients": recipients, "subject": "", "text": "" }),
        json!({ "kind": "sent", "follow_up": follow_up(), "recipients": recipients, "subject": "", "text": "" }),
        json!({ "kind": "undo", "action": ID }),
        json!({ "kind": "snooze", "follow_up": follow_up(), "choice": { "kind": "monday" }, "recipients": recipients }),
        json!({ "kind": "already-done", "follow_up": follow_up(), "recipients": recipients }),
    ]
}

/// Only in the practice build.
const PRACTICE: [&str; 3] = ["break", "set-clock", "clock"];

/// The names of all requests of a type, as its reader tells them when it meets an unknown one.
fn kinds<T: serde::de::DeserializeOwned>() -> BTreeSet<String> {
    let error = serde_json::from_value::<T>(json!({ "kind": "?" })).err().unwrap().to_string();
    let (_, list) = error.split_once("expected one of ").unwrap();
    list.split(", ").map(|name| name.trim_matches('`').to_owned()).collect()
}

fn kind(request: &Value) -> &str {
    request["kind"].as_str().unwrap()
}

/// The error's code, if it was refused; and whether anything was stored.
fn ask(request: &Value, sender: &Sender) -> (Option<String>, bool) {
    let mut desk = Desk::new("2026-03-23T08:00:00Z");
    desk.happens_now(Event::Started);
    let before = desk.stored().len();
    desk.start(Event::Message { message: request.clone(), sender: sender.clone() });
    desk.finish(&mut Chance::new(0));
    let reply: &Reply = desk.latest.as_ref().unwrap();
    let reply = serde_json::to_value(reply).unwrap();
    (reply["error"]["code"].as_str().map(str::to_owned), desk.stored().len() > before)
}

fn is_barred(code: Option<&str>) -> bool {
    matches!(code, Some("not-allowed" | "malformed"))
}

#[test]
fn the_table_is_complete() {
    let table = |rows: Vec<Value>| rows.iter().map(|row| kind(row).to_owned()).collect::<BTreeSet<_>>();
    assert_eq!(table(page_requests()), kinds::<PageRequest>());
    assert_eq!(table(content_requests()), kinds::<ContentRequest>());
}

#[test]
fn our_own_pages_may_ask_what_is_theirs() {
    for request in page_requests() {
        for sender in own_pages() {
            let (code, _) = ask(&request, &sender);
            let expected = PRACTICE.contains(&kind(&request)) && !cfg!(feature = "practice");
            assert_eq!(is_barred(code.as_deref()), expected, "{request} from {sender:?}: {code:?}");
        }
    }
}

#[test]
fn a_content_script_can_ask_nothing_that_only_a_page_may() {
    for request in page_requests() {
        for sender in content_scripts() {
            let (code, stored) = ask(&request, &sender);
            // To take back an action is both's, but only of one's own actions.
            let shared = kind(&request) == "undo";
            assert!(is_barred(code.as_deref()) || (shared && code.is_some()), "{request} from {sender:?}: {code:?}");
            assert!(!stored, "{request} from {sender:?} stored something");
        }
    }
}

#[test]
fn a_content_script_hears_of_nobody_whose_address_it_does_not_show() {
    for request in content_requests() {
        for sender in content_scripts() {
            let (code, stored) = ask(&request, &sender);
            let about_nobody = ["site", "scripts", "compose", "just-sent", "fold"].contains(&kind(&request));
            assert_eq!(code.is_none(), about_nobody, "{request} from {sender:?}: {code:?}");
            assert!(!stored, "{request} from {sender:?} stored something");
        }
    }
}

#[test]
fn strangers_are_refused_whatever_they_ask() {
    for request in page_requests().into_iter().chain(content_requests()) {
        for sender in strangers() {
            let (code, stored) = ask(&request, &sender);
            assert_eq!(code.as_deref(), Some("not-allowed"), "{request} from {sender:?}");
            assert!(!stored, "{request} from {sender:?} stored something");
        }
    }
}

#[test]
fn what_is_no_request_is_refused_with_words() {
    let odd = [json!(null), json!(7), json!("agenda"), json!([]), json!({}), json!({ "kind": "no-such" })];
    for message in odd.into_iter().chain([json!({ "kind": "person", "person": "no id" })]) {
        for sender in own_pages().into_iter().chain(content_scripts()) {
            let (code, stored) = ask(&message, &sender);
            assert_eq!((code.as_deref(), stored), (Some("malformed"), false), "{message}");
        }
    }
}
