//! Backup, restore and what is handed over to other programs.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod random_history;

use afterword::capture::vcard;
use afterword::model::*;
use afterword::store::{self, BackupError, ConflictKind, Kept, RestoreMode, restore};
use jiff::Timestamp;
use proptest::prelude::*;
use random_history::{Event, Life, event};
use uuid::Uuid;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

struct Desk {
    facts: Vec<Fact>,
    ids: u128,
}

impl Desk {
    /// Identities of different desks differ.
    fn new(number: u128) -> Self {
        Self { facts: Vec::new(), ids: number << 64 }
    }

    fn id(&mut self) -> Uuid {
        self.ids += 1;
        Uuid::from_u128(self.ids)
    }

    fn record(&mut self, when: &str, what: Happening) {
        let (id, action) = (FactId(self.id()), ActionId(self.id()));
        let seq = self.facts.iter().map(|fact| fact.seq).max().unwrap_or(0) + 1;
        self.facts.push(Fact { id, seq, action, at: at(when), origin: Origin::Page, what });
    }

    fn person(&mut self, when: &str, id: u128, name: &str) {
        self.record(when, Happening::PersonSaved { person: Person::new(PersonId(Uuid::from_u128(id)), name) });
    }

    fn backup(&self) -> String {
        store::write_backup(&self.facts, at("2026-03-05T10:00:00Z")).unwrap()
    }

    fn restore(&mut self, text: &str, mode: RestoreMode) -> store::RestorePreview {
        let mut ids = self.ids;
        let mut new_id = || {
            ids += 1;
            Uuid::from_u128(ids)
        };
        let plan = restore(&self.facts, text, mode, at("2026-03-05T11:00:00Z"), &mut new_id).unwrap();
        self.ids = ids;
        self.facts.extend(plan.write);
        plan.preview
    }

    fn names(&self) -> Vec<String> {
        History::from_facts(&self.facts).people.values().map(|record| record.person.name.clone()).collect()
    }
}

fn names(items: &[store::Item]) -> Vec<&str> {
    items.iter().map(|item| item.name.as_str()).collect()
}

#[test]
fn a_merge_keeps_what_is_here_and_adds_what_is_there() {
    let (mut here, mut there) = (Desk::new(1), Desk::new(2));
    here.person("2026-03-01T09:00:00Z", 1, "Jane Roe");
    there.person("2026-03-01T09:00:00Z", 2, "Bob Poe");
    let preview = here.restore(&there.backup(), RestoreMode::Merge);
    assert_eq!(names(&preview.people.added), ["Bob Poe"]);
    assert!(preview.people.changed.is_empty() && preview.people.removed.is_empty() && preview.conflicts.is_empty());
    assert_eq!((preview.new_facts, preview.known_facts), (1, 0));
    assert_eq!(here.names(), ["Jane Roe", "Bob Poe"]);
    // The same file once more.
    let again = here.restore(&there.backup(), RestoreMode::Merge);
    assert!(again.is_nothing(), "{again:?}");
    assert_eq!(here.facts.len(), 2);
}

#[test]
fn of_what_both_changed_the_later_one_holds_and_is_named() {
    let mut here = Desk::new(1);
    here.person("2026-03-01T09:00:00Z", 1, "Jane");
    here.person("2026-03-01T09:00:00Z", 2, "Bob");
    let mut there = Desk::new(2);
    there.facts.clone_from(&here.facts);
    here.person("2026-03-02T09:00:00Z", 1, "Jane Here");
    there.person("2026-03-03T09:00:00Z", 1, "Jane There");
    there.person("2026-03-03T09:00:00Z", 2, "Bob There");
    here.person("2026-03-04T09:00:00Z", 2, "Bob Here");
    let preview = here.restore(&there.backup(), RestoreMode::Merge);
    let conflicts: Vec<_> = preview.conflicts.iter().map(|c| (c.what, c.name.as_str(), c.kept)).collect();
    assert_eq!(
        conflicts,
        [(ConflictKind::Person, "Jane Here", Kept::File), (ConflictKind::Person, "Bob Here", Kept::Here)]
    );
    assert_eq!(names(&preview.people.changed), ["Jane There"]);
    assert_eq!(here.names(), ["Jane There", "Bob Here"]);
}

#[test]
fn a_replacement_is_what_the_file_says() {
    let mut here = Desk::new(1);
    here.person("2026-03-01T09:00:00Z", 1, "Jane Roe");
    let early = here.backup();
    here.person("2026-03-02T09:00:00Z", 1, "Jane Doe");
    here.person("2026-03-02T09:00:00Z", 2, "Bob Poe");
    let preview = here.restore(&early, RestoreMode::Replace);
    assert_eq!(names(&preview.people.changed), ["Jane Roe"]);
    assert_eq!(names(&preview.people.removed), ["Bob Poe"]);
    assert_eq!(here.names(), ["Jane Roe"]);
    // Nothing was erased: the one action that took it back can be taken back.
    let action = here.facts.last().unwrap().action;
    here.record("2026-03-05T12:00:00Z", Happening::Undone { action });
    assert_eq!(here.names(), ["Jane Doe", "Bob Poe"]);
}

#[test]
fn a_merge_taken_back_can_be_made_again_and_once_only() {
    let (mut here, mut there) = (Desk::new(1), Desk::new(2));
    here.person("2026-03-01T09:00:00Z", 1, "Jane Roe");
    there.person("2026-03-01T09:00:00Z", 2, "Bob Poe");
    let file = there.backup();
    here.restore(&file, RestoreMode::Merge);
    let action = here.facts.last().unwrap().action;
    here.record("2026-03-05T12:00:00Z", Happening::Undone { action });
    here.facts.last_mut().unwrap().origin = Origin::Import;
    assert_eq!(here.names(), ["Jane Roe"]);
    assert_eq!(names(&here.restore(&file, RestoreMode::Merge).people.added), ["Bob Poe"]);
    assert_eq!(here.names(), ["Jane Roe", "Bob Poe"]);
    let facts = here.facts.len();
    assert!(here.restore(&file, RestoreMode::Merge).is_nothing());
    assert_eq!(here.facts.len(), facts);
}

#[test]
fn what_a_replacement_took_away_a_merge_brings_back_but_not_what_the_user_took_back() {
    let mut here = Desk::new(1);
    here.person("2026-03-01T09:00:00Z", 1, "Jane Roe");
    let empty = Desk::new(2).backup();
    here.person("2026-03-01T10:00:00Z", 2, "Bob Poe");
    let full = here.backup();
    let action = here.facts.last().unwrap().action;
    here.record("2026-03-02T09:00:00Z", Happening::Undone { action });
    here.restore(&empty, RestoreMode::Replace);
    assert!(here.names().is_empty());
    here.restore(&full, RestoreMode::Merge);
    assert_eq!(here.names(), ["Jane Roe"]);
}

#[test]
fn a_replacement_that_changes_only_a_snooze_changes_something() {
    let mut here = Desk::new(1);
    here.person("2026-03-01T09:00:00Z", 1, "Jane Roe");
    let early = here.backup();
    let follow_up = FollowUpId::connect(PersonId(Uuid::from_u128(1)));
    let until = at("2026-03-09T09:00:00Z");
    here.record("2026-03-02T09:00:00Z", Happening::FollowUpSnoozed { follow_up, until });
    assert!(!here.restore(&early, RestoreMode::Replace).is_nothing());
    assert!(History::from_facts(&here.facts).snoozed.is_empty());
}

#[test]
fn a_bad_file_changes_nothing_and_says_where_it_is_wrong() {
    let mut here = Desk::new(1);
    here.person("2026-03-01T09:00:00Z", 1, "Jane Roe");
    here.person("2026-03-01T09:00:00Z", 2, "Bob Poe");
    let good = here.backup();
    let wrong = |text: &str| {
        let mut ids = || Uuid::nil();
        restore(&here.facts, text, RestoreMode::Replace, at("2026-03-05T11:00:00Z"), &mut ids).unwrap_err()
    };
    assert!(matches!(wrong(&good[..good.len() / 2]), BackupError::NotJson { line, .. } if line > 5));
    assert_eq!(wrong("{}"), BackupError::Foreign);
    assert_eq!(wrong("[1, 2]"), BackupError::Foreign);
    assert!(matches!(wrong(&good.replace("\"schema\": 1", "\"schema\": 9")), BackupError::Newer { found: 9 }));
    let damaged = good.replace("person-saved", "person-sold");
    let BackupError::Entry { number: 1, line: Some(line), detail } = wrong(&damaged) else { panic!() };
    let first = damaged.lines().position(|line| line.contains("person-sold")).unwrap() + 1;
    assert!((first..first + 12).contains(&line), "line {line}, {first}");
    assert!(detail.contains("person-sold"), "{detail}");
    let twice = here.facts[1].id.to_string();
    let twice = good.replace(&twice, &here.facts[0].id.to_string());
    assert!(matches!(wrong(&twice), BackupError::Entry { number: 2, .. }));
}

#[test]
fn people_go_to_a_spreadsheet_as_text() {
    let mut here = Desk::new(1);
    let mut person = Person::new(PersonId(Uuid::from_u128(1)), "=HYPERLINK(\"evil\")");
    person.phones = vec!["+49 30 901820".into()];
    person.postal_address = "1 Main Street\nSpringfield".into();
    person.title = "Head, \"Sales\"".into();
    here.record("2026-03-01T09:00:00Z", Happening::PersonSaved { person });
    here.person("2026-03-01T09:00:00Z", 2, "Åse Ørn");
    let text = store::people_csv(&History::from_facts(&here.facts));
    assert!(text.starts_with("\u{feff}name,title,company,"));
    assert!(text.contains("\"'=HYPERLINK(\"\"evil\"\")\",\"Head, \"\"Sales\"\"\","));
    assert!(text.contains(",\"'+49 30 901820\","));
    assert!(text.contains("\"1 Main Street\nSpringfield\""));
    assert!(text.contains("\r\nÅse Ørn,"));
    assert!(text.ends_with("\r\n"));
}

#[test]
fn follow_ups_go_to_a_spreadsheet() {
    let row = store::FollowUpRow {
        kind: FollowUpKind::CheckIn,
        number: 1,
        company: "Acme, Inc.".into(),
        job_title: "Clerk".into(),
        person: "Bob Poe".into(),
        opens: at("2026-03-10T14:00:00Z"),
        due: at("2026-03-10T14:00:00Z"),
        closes: None,
        state: "skipped".into(),
        done_at: None,
        channel: Some(Channel::Telephone),
        reason: "-".into(),
        subject: String::new(),
    };
    let text = store::follow_ups_csv(&[row]);
    let line = text.lines().nth(1).unwrap();
    assert_eq!(
        line,
        "check-in,1,\"Acme, Inc.\",Clerk,Bob Poe,2026-03-10T14:00:00Z,2026-03-10T14:00:00Z,,skipped,,telephone,\"'-\","
    );
}

/// Somebody with everything that a card can hold, and with characters that mean something to it.
fn full() -> Person {
    Person {
        title: "Head of Sales, EMEA; North".into(),
        company: "Köhler, Butter & Söhne".into(),
        emails: vec![
            EmailAddress { address: "jk@koehler.example".into(), checked: false },
            EmailAddress { address: "joerg.koehler@koehler.example".into(), checked: true },
        ],
        phones: vec!["+49 30 901820 ext. 7".into()],
        linkedin: ProfileSlug::new("joerg-koehler"),
        postal_address: "Hauptstraße 1\n12345 Bad Hall".into(),
        ..Person::new(PersonId(Uuid::from_u128(1)), "Dr. Jörg-Peter Köhler")
    }
}

#[test]
fn cards_are_read_again_by_our_own_reader() {
    let text = store::person_vcard(&full());
    assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')));
    let people = vcard::read(text.as_bytes()).unwrap();
    assert_eq!(people.len(), 1);
    let (read, full) = (&people[0], full());
    assert_eq!(read.name.value(), Some(full.name.as_str()));
    assert_eq!(read.title.value(), Some(full.title.as_str()));
    assert_eq!(read.company.value(), Some(full.company.as_str()));
    assert_eq!(read.email.value(), full.email());
    assert_eq!(read.phone.value(), Some(full.phones[0].as_str()));
    assert_eq!(read.linkedin.value(), Some("joerg-koehler"));
    assert_eq!(read.postal_address.value(), Some(full.postal_address.as_str()));
}

#[test]
fn cards_are_read_by_others() {
    use calcard::vcard::{VCard, VCardProperty};
    let card = VCard::parse(store::person_vcard(&full())).unwrap();
    let value = |property: VCardProperty| {
        let entry = card.property(&property).unwrap();
        entry.values.iter().filter_map(|value| value.as_text()).collect::<Vec<_>>().join(";")
    };
    assert_eq!(value(VCardProperty::Fn), full().name);
    assert_eq!(value(VCardProperty::Title), full().title);
    assert_eq!(value(VCardProperty::Tel), full().phones[0]);
    assert_eq!(value(VCardProperty::Uid), format!("urn:uuid:{}", full().id));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// Two machines that lived on from the same data: a replacement gives the other's history, a merge is the same
    /// however often it is done, and brings everybody together.
    #[test]
    fn any_two_histories_can_be_brought_together(
        common in prop::collection::vec(event(), 0..30),
        mine in prop::collection::vec(event(), 0..30),
        theirs in prop::collection::vec(event(), 0..30),
    ) {
        let live = |own: &[Event], machine: u128| {
            let mut life = Life::new("Europe/Berlin");
            common.iter().for_each(|event| life.happen(event));
            let shared = life.facts.len();
            own.iter().for_each(|event| life.happen(event));
            // Identities are never the same on two machines.
            for fact in &mut life.facts[shared..] {
                fact.id = FactId(Uuid::from_u128(fact.id.0.as_u128() | machine << 64));
                fact.action = ActionId(Uuid::from_u128(fact.action.0.as_u128() | machine << 64));
            }
            life.facts
        };
        let (here, there) = (live(&mine, 1), live(&theirs, 2));
        let file = store::write_backup(&there, at("2026-03-05T10:00:00Z")).unwrap();
        let mut ids = 3 << 64;
        let mut new_id = || { ids += 1; Uuid::from_u128(ids) };
        let now = at("2027-03-05T10:00:00Z");
        let comparable = |facts: &[Fact]| {
            let mut history = History::from_facts(facts);
            (history.last_seq, history.undone) = (0, Default::default());
            history.backup = Default::default();
            history
        };

        let mut replaced = here.clone();
        replaced.extend(restore(&here, &file, RestoreMode::Replace, now, &mut new_id).unwrap().write);
        prop_assert_eq!(comparable(&replaced), comparable(&there));

        let mut merged = here.clone();
        merged.extend(restore(&here, &file, RestoreMode::Merge, now, &mut new_id).unwrap().write);
        let again = restore(&merged, &file, RestoreMode::Merge, now, &mut new_id).unwrap();
        prop_assert!(again.preview.is_nothing() && again.write.is_empty(), "{:?}", again.preview);
        for fact in here.iter().chain(&there) {
            prop_assert!(merged.iter().any(|found| found.id == fact.id && found.what == fact.what));
        }
        // Nothing that was stored is touched, and what is added comes behind.
        prop_assert_eq!(&merged[..here.len()], &here[..]);
        let last = here.iter().map(|fact| fact.seq).max().unwrap();
        prop_assert!(merged[here.len()..].iter().all(|fact| fact.seq > last));
    }
}
