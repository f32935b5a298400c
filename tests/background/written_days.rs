//! A day written down, played once for each place at which something can go wrong.

use crate::chance::Chance;
use crate::desk::{Desk, message};
use crate::user;
use afterword::app::forms::{
    CaptureForm, InterviewChoice, InterviewForm, OpportunityChoice, ParticipantForm, PersonForm,
};
use afterword::app::protocol::PageRequest;
use afterword::background::{Event, Host};
use afterword::followup::{SnoozeChoice, Step};
use afterword::model::{Channel, FollowUpId, FollowUpKind, Notes, Role};
use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};

const SEED: u64 = 7;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn person(name: &str, email: &str) -> PersonForm {
    PersonForm { name: name.into(), email: email.into(), ..PersonForm::default() }
}

/// On Monday 23 March 2026, ten to a quarter to eleven in Berlin, with two people.
fn panel_of_two() -> PageRequest {
    let interview = InterviewForm {
        id: None,
        kind: Default::default(),
        start: date(2026, 3, 23).at(10, 0, 0, 0),
        end: date(2026, 3, 23).at(10, 45, 0, 0),
        zone: "Europe/Berlin".into(),
        place: String::new(),
    };
    PageRequest::SaveCapture {
        form: Box::new(CaptureForm {
            person: person("Mara Lindqvist", "mara@kestrel.example"),
            role: Role::HiringManager,
            opportunity: Some(OpportunityChoice::New { company: "Kestrel".into(), job_title: "Engineer".into() }),
            interview: Some(InterviewChoice::New { interview }),
            others: vec![ParticipantForm { person: person("Jo Achterberg", "jo@kestrel.example"), role: Role::Peer }],
        }),
    }
}

fn due(desk: &Desk, kind: FollowUpKind) -> Option<Step> {
    let (now, zone) = (desk.machine.now(), desk.machine.zone());
    desk.known().with_index(now, &zone, |index| index.due().find(|step| step.id.kind == kind).cloned())
}

fn done(follow_up: FollowUpId) -> PageRequest {
    PageRequest::MarkDone { follow_up, channel: Some(Channel::Email), subject: "Thanks".into(), text: "Thanks!".into() }
}

/// From the installation to the second week: a panel, notes, two thanks at once, a snooze, an undo.
fn play(desk: &mut Desk, chance: &mut Chance) {
    desk.start(Event::Installed { reason: "install".into() });
    desk.finish(chance);
    desk.ask(&panel_of_two());
    desk.finish(chance);
    desk.wait_until(at("2026-03-23T09:50:00Z"), chance);
    let interview = desk.known().history().interviews.keys().next().copied();
    if let Some(interview) = interview {
        let notes = Box::new(Notes { question: "How do you release?".into(), ..Notes::default() });
        desk.ask(&PageRequest::SaveNotes { interview, person: None, notes });
        desk.finish(chance);
    }
    let (now, zone) = (desk.machine.now(), desk.machine.zone());
    let mail = user::in_webmail(&desk.known(), now, &zone, chance);
    let thanks = due(desk, FollowUpKind::ThankYou).map(|step| message(&done(step.id)));
    for event in mail.into_iter().chain(thanks) {
        desk.start(event);
    }
    desk.finish(chance);
    desk.wait_until(at("2026-03-27T12:00:00Z"), chance);
    if let Some(step) = due(desk, FollowUpKind::Connect) {
        desk.ask(&PageRequest::Snooze { follow_up: step.id, choice: SnoozeChoice::Monday });
        desk.finish(chance);
    }
    if let Some(action) = desk.last {
        desk.ask(&PageRequest::Undo { action });
        desk.finish(chance);
    }
    desk.wait_until(at("2026-04-03T12:00:00Z"), chance);
}

fn settle(desk: &mut Desk) {
    desk.machine.change().failing_write = None;
    desk.happens_now(Event::Startup);
    desk.check();
    desk.check_memory();
}

#[test]
fn stopped_at_every_single_await_of_a_day() {
    let mut whole = Desk::new("2026-03-23T08:00:00Z");
    play(&mut whole, &mut Chance::new(SEED));
    settle(&mut whole);
    assert!(whole.told.len() >= 5, "the day is no day: {:?}", whole.told);
    let steps = whole.steps;
    for place in 0..steps {
        let mut desk = Desk::new("2026-03-23T08:00:00Z");
        desk.kill_after = Some(place);
        play(&mut desk, &mut Chance::new(SEED));
        settle(&mut desk);
    }
    println!("a day of {steps} steps, stopped at each");
}

#[test]
fn each_single_write_of_a_day_failing() {
    let mut failing = 1;
    loop {
        let mut desk = Desk::new("2026-03-23T08:00:00Z");
        desk.machine.change().failing_write = Some(failing);
        play(&mut desk, &mut Chance::new(SEED));
        if desk.machine.look().failing_write.is_some() {
            break;
        }
        settle(&mut desk);
        failing += 1;
    }
    assert!(failing > 8, "a day of {failing} writes");
}

/// An hour before the interview's end, with everything in order.
fn before_the_end() -> Desk {
    let mut desk = Desk::new("2026-03-23T08:00:00Z");
    desk.happens_now(Event::Installed { reason: "install".into() });
    desk.do_now(&panel_of_two());
    desk
}

const END: &str = "2026-03-23T09:45:00Z";

#[test]
fn stopped_while_it_shows_a_reminder_it_is_back_within_minutes() {
    let mut whole = before_the_end();
    let before = whole.steps;
    whole.wait_until(at(END), &mut Chance::new(SEED));
    // Before the second step not even a new alarm was asked for: nobody can do anything about that.
    for place in 2..whole.steps - before {
        let mut desk = before_the_end();
        desk.kill_after = Some(place);
        desk.wait_until(at(END) + SignedDuration::from_mins(6), &mut Chance::new(SEED));
        desk.check();
    }
}

#[test]
fn a_reminder_that_could_not_be_remembered_is_tried_again_within_minutes() {
    for failing in 1..=2 {
        let mut desk = before_the_end();
        desk.machine.change().failing_write = Some(failing);
        desk.wait_until(at(END) + SignedDuration::from_mins(6), &mut Chance::new(SEED));
        assert_eq!(desk.machine.look().failing_write, None, "no write failed");
        desk.check();
    }
}

#[test]
fn a_reminder_wiped_away_right_after_a_stop_does_not_come_again() {
    let mut whole = before_the_end();
    let before = whole.steps;
    whole.wait_until(at(END), &mut Chance::new(SEED));
    let mut wiped = 0;
    for place in 0..whole.steps - before {
        let mut desk = before_the_end();
        desk.kill_after = Some(place);
        desk.wait_until(at(END), &mut Chance::new(SEED));
        let shown = desk.machine.look().tray.first().cloned();
        if let Some(id) = shown {
            desk.machine.change().tray.clear();
            desk.happens_now(Event::NotificationClosed { id });
            wiped += 1;
        }
        settle(&mut desk);
    }
    assert!(wiped > 0);
}

#[test]
fn what_fell_due_while_the_browser_was_closed_is_summed_up_in_one_notification() {
    let mut desk = before_the_end();
    desk.restart(&mut Chance::new(SEED));
    desk.machine.change().now = at("2026-03-25T09:00:00Z");
    desk.happens_now(Event::Startup);
    assert_eq!(desk.machine.look().came_up, 1);
    assert!(desk.machine.look().shown.len() >= 3, "notes and two thanks: {:?}", desk.machine.look().shown);
    desk.check();
    // Once more, and nothing is new.
    desk.kill();
    desk.happens_now(Event::Startup);
    assert_eq!(desk.machine.look().came_up, 1);
}

#[test]
fn a_full_disk_keeps_what_was_stored_and_rings_no_storm() {
    let mut desk = before_the_end();
    let told = desk.told.clone();
    desk.machine.change().disk_full = true;
    desk.wait_until(at(END), &mut Chance::new(SEED));
    let step = due(&desk, FollowUpKind::ThankYou).unwrap();
    desk.do_now(&done(step.id));
    assert_eq!((desk.told.clone(), desk.refused), (told, 1), "the user was told that it could not be stored");
    for _ in 0..20 {
        desk.kill();
        desk.happens_now(Event::Startup);
    }
    assert_eq!(desk.machine.look().came_up, 0, "nothing comes up that could not be remembered");
    assert_ne!(desk.machine.look().badge, "", "the badge says it all the same");
    desk.machine.change().disk_full = false;
    desk.wait_until(at(END) + SignedDuration::from_mins(6), &mut Chance::new(SEED));
    assert_eq!(desk.machine.look().came_up, 1);
    desk.check();
}

#[test]
fn a_clock_set_back_repeats_nothing_and_one_set_right_again_loses_nothing() {
    let mut desk = before_the_end();
    desk.wait_until(at("2026-03-24T12:00:00Z"), &mut Chance::new(SEED));
    let before = desk.machine.look().came_up;
    desk.machine.change().now = at("2025-03-24T12:00:00Z");
    desk.happens_now(Event::Startup);
    desk.wait_until(at("2025-04-24T12:00:00Z"), &mut Chance::new(SEED));
    assert_eq!(desk.machine.look().came_up, before);
    desk.machine.change().now = at("2026-04-01T12:00:00Z");
    desk.happens_now(Event::Startup);
    desk.check();
}

const WELCOME: &str = "dashboard.html#welcome";

/// As in an address (RFC 3986).
fn percent(text: &str) -> String {
    let unreserved = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    let escaped = |byte: u8| if unreserved(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    text.bytes().map(escaped).collect()
}

#[test]
fn whoever_installs_it_is_greeted_once() {
    let mut desk = Desk::new("2026-03-23T08:00:00Z");
    desk.happens_now(Event::Installed { reason: "install".into() });
    assert_eq!(desk.machine.look().opened, [WELCOME]);
    for reason in ["update", "browser_update", "chrome_update", "shared_module_update"] {
        desk.happens_now(Event::Installed { reason: reason.into() });
    }
    desk.do_now(&panel_of_two());
    // As over a profile that was kept.
    desk.happens_now(Event::Installed { reason: "install".into() });
    desk.happens_now(Event::Startup);
    assert_eq!(desk.machine.look().opened, [WELCOME]);
}

/// With one thank-you as the only thing to come, whose notification is before the user.
fn one_reminder() -> (Desk, FollowUpId) {
    let mut desk = before_the_end();
    let (now, zone) = (desk.machine.now(), desk.machine.zone());
    let planned: Vec<FollowUpId> =
        desk.known().with_index(now, &zone, |index| index.next().map(|step| step.id).collect());
    let kept = *planned.iter().find(|id| id.kind == FollowUpKind::ThankYou).unwrap();
    for id in planned.into_iter().filter(|id| *id != kept) {
        desk.do_now(&PageRequest::Skip { follow_up: id, reason: String::new() });
    }
    desk.wait_until(at(END), &mut Chance::new(SEED));
    assert_eq!(desk.machine.look().tray.len(), 1);
    (desk, kept)
}

#[test]
fn a_click_leads_to_the_opportunity_and_takes_the_notification_away() {
    let (mut desk, kept) = one_reminder();
    let id = desk.machine.look().tray.first().cloned().unwrap();
    desk.happens_now(Event::NotificationClicked { id });
    let opportunity = kept.opportunity.unwrap();
    let step = percent(&serde_json::to_string(&kept).unwrap());
    let expected = format!("dashboard.html?step={step}#opportunity/{opportunity}");
    assert_eq!(desk.machine.look().opened, [WELCOME.to_owned(), expected]);
    assert!(desk.machine.look().tray.is_empty());
}

#[test]
fn a_reminder_goes_away_when_what_it_asks_for_is_done() {
    let (mut desk, kept) = one_reminder();
    desk.do_now(&done(kept));
    assert!(desk.machine.look().tray.is_empty());
    desk.check();
}

#[test]
fn its_button_puts_it_off_for_two_hours_and_then_it_comes_once_more() {
    let (mut desk, kept) = one_reminder();
    let id = desk.machine.look().tray.first().cloned().unwrap();
    desk.happens_now(Event::NotificationButton { id });
    assert!(desk.machine.look().tray.is_empty());
    assert_eq!(desk.known().history().snoozed.get(&kept), Some(&at("2026-03-23T11:45:00Z")));
    desk.wait_until(at("2026-03-23T11:44:00Z"), &mut Chance::new(SEED));
    assert_eq!(desk.machine.look().came_up, 1);
    desk.wait_until(at("2026-03-23T12:00:00Z"), &mut Chance::new(SEED));
    assert_eq!(desk.machine.look().came_up, 2);
    desk.check_prompts(&desk.stored());
}
