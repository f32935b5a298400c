//! A week of use, event after event, in one background and in many: beside the facts nothing grows, neither in storage
//! nor in memory.
//!
//! `AFTERWORD_WEEK_EVENTS=100000` makes it a long week.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, dead_code)]

#[path = "background/chance.rs"]
mod chance;
#[path = "background/desk.rs"]
mod desk;
#[path = "background/machine.rs"]
mod machine;
#[path = "background/user.rs"]
mod user;

use afterword::app::protocol::{ContentRequest, PageRequest};
use afterword::background::{Event, Host, Sender};
use afterword::model::{Happening, Origin, Person};
use chance::Chance;
use desk::Desk;
use jiff::SignedDuration;
use peak_alloc::PeakAlloc;
use serde_json::{Value, json};
use std::time::Instant;

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

const SEED: u64 = 20_260_323;
const WEEK_SECONDS: i64 = 7 * 24 * 3_600;

fn events() -> usize {
    std::env::var("AFTERWORD_WEEK_EVENTS").ok().and_then(|n| n.parse().ok()).unwrap_or(4_000)
}

/// Bytes of storage beside the facts, by key.
fn beside(desk: &Desk) -> Vec<(String, usize)> {
    let state = desk.machine.look();
    let other = state.storage.iter().filter(|(key, _)| !key.starts_with("fact/"));
    other.map(|(key, value)| (key.clone(), key.len() + value.to_string().len())).collect()
}

fn from_webmail(request: ContentRequest) -> Event {
    let sender = Sender {
        id: Some("afterword".into()),
        url: Some("https://mail.example/".into()),
        tab_url: None,
        tab: None,
        frame: None,
    };
    Event::Message { message: serde_json::to_value(request).unwrap(), sender }
}

/// What happens all day without the user having said anything: looks, letters to others, alarms, notifications wiped away,
/// and now and then a browser that refuses something.
fn event(desk: &Desk, people: &[Person], chance: &mut Chance) -> Event {
    let person = chance.pick(people).unwrap();
    let ask = |request: PageRequest| desk::message(&request);
    match chance.below(20) {
        0..4 => ask(PageRequest::Agenda),
        4 => ask(PageRequest::Opportunities),
        5 => ask(PageRequest::Search { text: person.name.clone() }),
        6 => ask(PageRequest::Person { person: person.id }),
        7 => ask(PageRequest::Settings),
        8..11 => {
            let recipients = vec![person.email().unwrap_or("somebody@else.example").to_owned()];
            from_webmail(ContentRequest::Compose { recipients, site: "gmail".into() })
        }
        11 => from_webmail(ContentRequest::Compose { recipients: vec!["a@else.example".into()], site: String::new() }),
        12 => from_webmail(ContentRequest::JustSent),
        13 => from_webmail(ContentRequest::Site),
        14 => {
            desk.machine.change().failing_write = Some(1 + chance.below(2));
            Event::Alarm
        }
        15 => Event::PermissionsChanged,
        16 => Event::Startup,
        17 => {
            let id = desk
                .machine
                .look()
                .tray
                .first()
                .cloned()
                .unwrap_or_else(|| format!("several/{}", chance.below(1 << 40)));
            desk.machine.change().tray.remove(&id);
            Event::NotificationClosed { id }
        }
        18 => {
            let place = format!("src/app/mod.rs:{}:9", chance.below(5_000));
            serde_json::from_value(json!({ "kind": "failed", "code": "panic", "place": place, "during": null }))
                .unwrap()
        }
        _ => Event::Message { message: json!({ "kind": format!("odd {}", chance.below(1 << 40)) }), sender: page() },
    }
}

fn page() -> Sender {
    let url = Some("extension://afterword/dashboard.html".into());
    Sender { id: Some("afterword".into()), url, tab_url: None, tab: None, frame: None }
}

/// What the background holds in memory: what is free when it is gone.
fn held(desk: &mut Desk) -> usize {
    desk.latest = None;
    let with = ALLOCATOR.current_usage();
    desk.kill();
    with - ALLOCATOR.current_usage()
}

#[test]
fn beside_the_facts_nothing_grows() {
    let mut chance = Chance::new(SEED);
    let mut desk = Desk::new("2026-03-23T08:00:00Z");
    desk.happens_now(Event::Installed { reason: "install".into() });
    for _ in 0..30 {
        let request = user::capture(desk.machine.now(), "Europe/Berlin", &mut chance);
        desk.do_now(&request);
    }
    desk.do_now(&PageRequest::Agenda);
    let people: Vec<Person> = desk.known().history().people.values().map(|known| known.person.clone()).collect();
    let users_facts = |desk: &Desk| desk.stored().iter().filter(|fact| fact.origin != Origin::Background).count();
    let (before, started) = (users_facts(&desk), Instant::now());
    let events = events();
    let pause = SignedDuration::from_millis(WEEK_SECONDS * 1_000 / i64::try_from(events).unwrap());
    let mut largest = 0;
    for number in 0..events {
        let next = event(&desk, &people, &mut chance);
        desk.start(next);
        desk.finish(&mut chance);
        let end = desk.machine.now() + pause;
        desk.wait_until(end, &mut chance);
        // What the machine itself remembers for other tests.
        desk.machine.change().opened.clear();
        if number % 50 == 0 {
            largest = largest.max(beside(&desk).iter().map(|(_, bytes)| bytes).sum::<usize>());
        }
        // One background for the first half, as where a page keeps it awake; then it is stopped every hundred events.
        if number > events / 2 && number % 100 == 0 {
            desk.kill();
        }
        if number == events / 2 {
            let old = held(&mut desk);
            desk.do_now(&PageRequest::Agenda);
            let fresh = held(&mut desk);
            println!("after {number} events the background holds {old} bytes, a fresh one {fresh}");
            assert!(old <= fresh + fresh / 10 + 32 * 1024, "{old} bytes after {number} events, {fresh} afresh");
        }
    }
    desk.machine.change().failing_write = None;
    desk.happens_now(Event::Startup);

    assert_eq!(users_facts(&desk), before, "nobody has said anything");
    let stored = desk.stored();
    let notified: Vec<Value> = stored
        .iter()
        .filter(|fact| matches!(fact.what, Happening::Notified { .. }))
        .map(|fact| serde_json::to_value(&fact.what).unwrap())
        .collect();
    let mut once = notified.clone();
    once.sort_by_key(ToString::to_string);
    once.dedup();
    assert_eq!(once.len(), notified.len(), "a moment is noted as shown once");
    let beside = beside(&desk);
    let keys: Vec<&str> = beside.iter().map(|(key, _)| key.as_str()).collect();
    assert_eq!(keys, ["errors", "schema", "showing"], "nothing else is ever stored");
    assert!(largest < 30_000, "{largest} bytes beside the facts at most: {beside:?}");
    println!(
        "{events} events in {:?}: {} facts, {} of them notifications; beside them never more than {largest} bytes: {beside:?}",
        started.elapsed(),
        stored.len(),
        notified.len(),
    );
}
