//! Two records of one person become one: nothing that either held is lost, and undo gives exactly what was before.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, dead_code)]

mod random_history;

use afterword::model::*;
use proptest::prelude::*;
use random_history::{Event, Life, ZONES, event, person_id};
use std::collections::BTreeSet;

const PEOPLE: u8 = 5;

fn with_addresses(life: &mut Life) {
    for which in 0..PEOPLE {
        if let Some(record) = life.history.people.get(&person_id(which)) {
            let mut person = record.person.clone();
            person.emails = vec![EmailAddress { address: format!("p{which}@acme.example"), checked: which % 2 == 0 }];
            person.phones = vec![format!("+49 30 {which}")];
            life.record(Happening::PersonSaved { person });
        }
    }
}

fn now_kept(id: FollowUpId, kept: PersonId, gone: PersonId) -> FollowUpId {
    if id.person == Some(gone) { FollowUpId { person: Some(kept), ..id } } else { id }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn merging_loses_nothing_and_undo_restores(
        zone in prop::sample::select(ZONES.to_vec()),
        events in prop::collection::vec(event(), 1..=80),
        pair in (0..PEOPLE, 0..PEOPLE),
    ) {
        let mut life = Life::new(zone);
        for event in &events {
            // Whom an earlier merging took is known no more.
            if !matches!(event, Event::PeopleMerged(..)) {
                life.happen(event);
            }
        }
        with_addresses(&mut life);
        let (kept, gone) = (person_id(pair.0), person_id(pair.1));
        let both = kept != gone && life.history.people.contains_key(&kept) && life.history.people.contains_key(&gone);
        prop_assume!(both);
        let before = life.history.clone();
        life.record(Happening::PeopleMerged { kept, gone });
        let after = &life.history;

        prop_assert!(!after.people.contains_key(&gone));
        let person = &after.people[&kept].person;
        for old in [kept, gone] {
            let old = &before.people[&old].person;
            prop_assert!(old.emails.iter().all(|email| person.emails.contains(email)));
            prop_assert!(old.phones.iter().all(|phone| person.phones.contains(phone)));
        }
        prop_assert_eq!(after.people[&kept].connected, before.people[&kept].connected || before.people[&gone].connected);

        let ids = |history: &History, person| -> BTreeSet<InterviewId> {
            history.interviews_with(person).into_iter().map(|record| record.interview.id).collect()
        };
        let expected: BTreeSet<_> = ids(&before, kept).union(&ids(&before, gone)).copied().collect();
        prop_assert_eq!(ids(after, kept), expected.clone());
        prop_assert!(ids(after, gone).is_empty());
        for id in &expected {
            let (old, new) = (&before.interviews[id], &after.interviews[id]);
            let times = |p: PersonId| new.interview.participants.iter().filter(|place| place.person == p).count();
            prop_assert_eq!(times(gone), 0);
            let noted = old.notes_by_person.contains_key(&kept) || old.notes_by_person.contains_key(&gone);
            let took_part = old.interview.participants.iter().any(|place| place.person == gone);
            prop_assert!(!took_part || times(kept) == 1);
            prop_assert!(!took_part || new.notes_by_person.contains_key(&kept) == noted);
        }
        let renamed: BTreeSet<_> = before.done.keys().map(|id| now_kept(*id, kept, gone)).collect();
        prop_assert_eq!(after.done.keys().copied().collect::<BTreeSet<_>>(), renamed);
        let renamed: BTreeSet<_> = before.skipped.keys().map(|id| now_kept(*id, kept, gone)).collect();
        prop_assert_eq!(after.skipped.keys().copied().collect::<BTreeSet<_>>(), renamed);
        let replied = after.opportunities.values().flat_map(|record| &record.replies);
        prop_assert!(replied.into_iter().all(|(_, from)| *from != Some(gone)));

        let action = life.facts.last().unwrap().action;
        life.record(Happening::Undone { action });
        let mut undone = life.history.clone();
        (undone.last_seq, undone.undone) = (before.last_seq, before.undone.clone());
        prop_assert_eq!(undone, before);
    }
}
