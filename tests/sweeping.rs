//! What was removed goes for good, and nothing else changes by it.
//!
//! A longer run: `PROPTEST_CASES=60000 cargo test --test sweeping`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, dead_code)]

mod random_history;

use afterword::model::*;
use afterword::store::sweep;
use jiff::SignedDuration;
use proptest::prelude::*;
use random_history::{Event, Life, ZONES, event, interview_id, opportunity_id, person_id};

fn hours(hours: i64) -> SignedDuration {
    SignedDuration::from_hours(hours)
}

/// A whole history is too long to be read in a failure.
fn first_difference(after: &History, before: &History) -> String {
    let (after, before) = (format!("{after:#?}"), format!("{before:#?}"));
    let pairs = after.lines().zip(before.lines()).enumerate();
    let place = pairs.into_iter().find(|(_, (after, before))| after != before).map_or(0, |(place, _)| place);
    let part = |text: &str| text.lines().skip(place.saturating_sub(12)).take(24).collect::<Vec<_>>().join("\n");
    format!("after:\n{}\nbefore:\n{}", part(&after), part(&before))
}

/// Of nobody who was removed or merged away is anything recorded again: whoever comes anew has an id of their own.
fn is_possible(event: &Event, history: &History) -> bool {
    let is_known = |person: u8| history.people.contains_key(&person_id(person));
    match event {
        Event::PersonSaved(person, _) | Event::PersonRemoved(person) | Event::AddressToldApart(person) => {
            is_known(*person)
        }
        Event::PeopleMerged(kept, gone) => kept != gone && is_known(*kept) && is_known(*gone),
        _ => true,
    }
}

fn config() -> ProptestConfig {
    let cases = if std::env::var_os("PROPTEST_CASES").is_some() { ProptestConfig::default().cases } else { 1024 };
    ProptestConfig { cases, max_shrink_iters: 40_000, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn no_answer_changes(
        zone in prop::sample::select(ZONES.to_vec()),
        events in prop::collection::vec(event(), 1..=120),
        later in 0..100i64,
    ) {
        let mut life = Life::new(zone);
        for event in &events {
            if is_possible(event, &life.history) {
                life.happen(event);
            }
        }
        let now = life.now + hours(later);
        let history = History::from_facts(&life.facts);
        let done = sweep(&life.facts, &history, now);
        let left = done.apply(life.facts);
        let after = History::from_facts(&left);
        prop_assert!(after == history, "{}", first_difference(&after, &history));
        // Once is enough.
        prop_assert!(sweep(&left, &history, now).is_empty());
    }
}

/// Mara of Kestrel, met once, thanked; noted, drafted, told apart from another address.
fn met() -> Life {
    let mut life = Life {
        facts: Vec::new(),
        history: History::default(),
        now: "2026-03-02T12:00:00Z".parse().unwrap(),
        zone: "UTC".into(),
    };
    let mut mara = Person::new(person_id(0), "Mara Lindqvist");
    mara.emails = vec![EmailAddress { address: "mara@kestrel.example".into(), checked: true }];
    life.record(Happening::PersonSaved { person: mara });
    life.record(Happening::PersonSaved { person: Person::new(person_id(1), "M. Lindqvist, Kestrel") });
    life.record(Happening::PeopleMerged { kept: person_id(0), gone: person_id(1) });
    life.record(Happening::AddressToldApart { person: person_id(0), address: "ml@elsewhere.example".into() });
    life.record(Happening::OpportunitySaved { opportunity: Opportunity::new(opportunity_id(0), "Kestrel", "Clerk") });
    let mut interview = Interview::new(interview_id(0), opportunity_id(0), life.now, life.now + hours(1), "UTC");
    interview.participants = vec![Participant { person: person_id(0), role: Role::Peer }];
    life.record(Happening::InterviewSaved { interview });
    life.now += hours(1);
    let notes = Notes { question: "How do falcons hover?".into(), ..Notes::default() };
    life.record(Happening::NotesSaved { interview: interview_id(0), person: Some(person_id(0)), notes });
    let follow_up =
        FollowUpId::per_participant(FollowUpKind::ThankYou, opportunity_id(0), interview_id(0), person_id(0));
    let text = "Dear Mara".to_owned();
    life.record(Happening::DraftSaved { follow_up, subject: "Falcons".into(), text: text.clone() });
    let done = Done { at: life.now, channel: Some(Channel::Email), subject: "Falcons".into(), text };
    life.record(Happening::FollowUpDone { follow_up, done });
    life
}

/// What storage says of all this, a while after the latest fact.
fn stored(life: &Life, later: SignedDuration) -> String {
    let done = sweep(&life.facts, &History::from_facts(&life.facts), life.now + later);
    serde_json::to_string(&done.apply(life.facts.clone())).unwrap()
}

#[test]
fn a_day_after_nothing_of_a_removed_person_can_be_read() {
    let mut life = met();
    life.record(Happening::PersonRemoved { person: person_id(0) });
    let soon = stored(&life, hours(23));
    let late = stored(&life, hours(24));
    for word in ["Mara", "Lindqvist", "mara@", "ml@", "falcons", "Falcons"] {
        assert!(soon.contains(word), "{word} could not come back");
        assert!(!late.contains(word), "{word} is still there: {late}");
    }
    assert!(late.contains("Kestrel"), "the opportunity stays");
    assert!(late.contains("follow-up-done"), "that somebody was thanked still counts");
}

#[test]
fn a_day_after_nothing_of_a_removed_opportunity_can_be_read() {
    let mut life = met();
    life.record(Happening::NewFactNoted { opportunity: opportunity_id(0), text: "A prize".into() });
    life.record(Happening::OpportunityRemoved { opportunity: opportunity_id(0) });
    let late = stored(&life, hours(24));
    for word in ["Clerk", "falcons", "Falcons", "prize", "Dear"] {
        assert!(!late.contains(word), "{word} is still there: {late}");
    }
    assert!(late.contains("Mara Lindqvist"), "people stay");
}

#[test]
fn what_was_undone_goes_and_what_was_asked_back_stays() {
    let mut life = met();
    let saved = life.facts[0].action;
    life.record(Happening::Undone { action: saved });
    assert!(stored(&life, hours(23)).contains("mara@"));
    assert!(!stored(&life, hours(24)).contains("mara@"));
    let taken_back = life.facts.last().unwrap().action;
    life.record(Happening::Undone { action: taken_back });
    assert!(stored(&life, hours(100)).contains("mara@"));
}

#[test]
fn a_clock_that_was_set_back_erases_nothing() {
    let mut life = met();
    life.record(Happening::PersonRemoved { person: person_id(0) });
    life.now += hours(90);
    life.record(Happening::BackupSaved);
    assert!(stored(&life, hours(-1)).contains("Mara"));
}
