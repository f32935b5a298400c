//! Many applications at once: opening what is stored, the agenda, the next wake-up.

use super::Case;
use afterword::followup;
use afterword::model::{
    ActionId, Fact, FactId, Happening, History, Interview, InterviewId, InterviewKind, Opportunity, OpportunityId,
    Origin, Participant, Person, PersonId, Role,
};
use jiff::{SignedDuration, Timestamp};
use std::hint::black_box;
use uuid::Uuid;

pub fn cases() -> Vec<Case> {
    vec![
        Case {
            name: "facts of n opportunities into a history",
            size: 250,
            make: |n| {
                let facts = facts(n);
                Box::new(move || {
                    black_box(History::from_facts(&facts));
                })
            },
        },
        Case {
            name: "agenda, notices and wake-up over n",
            size: 250,
            make: |n| {
                let history = History::from_facts(&facts(n));
                Box::new(move || {
                    black_box(followup::overview(&history, start(n), "Europe/Berlin"));
                })
            },
        },
        Case {
            name: "plan of one opportunity among n",
            size: 250,
            make: |n| {
                let history = History::from_facts(&facts(n));
                Box::new(move || {
                    black_box(followup::plan(&history, OpportunityId(Uuid::from_u128(1)), start(n)));
                })
            },
        },
    ]
}

fn start(n: usize) -> Timestamp {
    let hours = i64::try_from(n).unwrap_or(i64::MAX / 3600);
    Timestamp::UNIX_EPOCH.checked_add(SignedDuration::from_hours(hours)).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// One opportunity with one interviewer and one interview each, an hour apart.
fn facts(n: usize) -> Vec<Fact> {
    let what = (0..n).flat_map(|i| {
        let id = Uuid::from_u128(i as u128 + 1);
        let (person, opportunity) = (PersonId(id), OpportunityId(id));
        let (from, until) = (start(i), start(i + 1));
        let interview = Interview {
            id: InterviewId(id),
            opportunity,
            kind: InterviewKind::Interview,
            start: from,
            end: until,
            zone: "Europe/Berlin".into(),
            place: String::new(),
            participants: vec![Participant { person, role: Role::HiringManager }],
            calendar_uid: String::new(),
            calendar_sequence: 0,
            calendar_made: None,
            calendar_instance: String::new(),
        };
        [
            Happening::PersonSaved { person: Person::new(person, format!("Person {i}")) },
            Happening::OpportunitySaved { opportunity: Opportunity::new(opportunity, format!("Company {i}"), "Job") },
            Happening::InterviewSaved { interview },
        ]
    });
    (1..)
        .zip(what)
        .map(|(seq, what)| Fact {
            id: FactId(Uuid::from_u128(u128::from(seq))),
            seq,
            action: ActionId(Uuid::from_u128(u128::from(seq))),
            at: Timestamp::UNIX_EPOCH,
            origin: Origin::Page,
            what,
        })
        .collect()
}
