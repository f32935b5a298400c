//! Five people of one conversation compare what they got (rule T4).
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::expect_used)]

mod draft_case;

use afterword::draft::Place;
use afterword::model::{Interview, InterviewId, OpportunityId, Participant, PersonId, Role, TemplateKind};
use draft_case::{Case, LANGUAGES, likeness, sentences};
use jiff::Timestamp;
use std::collections::BTreeSet;
use uuid::Uuid;

/// What two people who compare notes would call the same letter.
const ALIKE: f64 = 0.35;

fn compare(panel: &[Case], what: &str) {
    let texts: Vec<String> = panel.iter().map(|case| case.draft().text).collect();
    // What the user noted may be in several letters, word for word.
    let mut facts: Vec<String> = Vec::new();
    for case in panel {
        for notes in [&case.notes, &case.shared] {
            facts.extend(
                [&notes.question, &notes.afterthought, &notes.challenges]
                    .map(|note| note.trim_end_matches(['.', '?', ' ']).to_lowercase()),
            );
        }
    }
    let mut row = Vec::new();
    for (i, one) in texts.iter().enumerate() {
        for (j, other) in texts.iter().enumerate().skip(i + 1) {
            let likeness = likeness(one, other);
            row.push(format!("{}-{} {likeness:.2}", i + 1, j + 1));
            assert!(likeness < ALIKE, "{what}: {likeness:.2}\n{one}\n\n{other}");
            for shared in sentences(one).into_iter().filter(|s| sentences(other).contains(s)) {
                let long = shared.split_whitespace().count() > 6;
                assert!(!long || facts.contains(&shared), "{what}: both say {shared:?}\n{one}\n\n{other}");
            }
        }
    }
    eprintln!("{what}: {}", row.join("  "));
}

#[test]
fn t4_five_drafts_from_the_same_notes_are_five_letters() {
    for language in LANGUAGES {
        let panel = Case::panel(language);
        compare(&panel, language);
        // The hardest panel: five of the same role who want the same thing.
        for role in draft_case::ROLES {
            let alike: Vec<Case> =
                panel.iter().map(|case| Case { role, motivator: panel[0].motivator, ..case.clone() }).collect();
            compare(&alike, &format!("{language}, all {role:?}"));
        }
    }
}

#[test]
fn t4_six_drafts_of_every_kind_for_a_panel_differ() {
    let kinds = [TemplateKind::ThankYouBadly, TemplateKind::HandwrittenNote];
    for kind in kinds {
        for language in LANGUAGES {
            let panel: Vec<Case> = Case::panel(language).into_iter().map(|case| Case { kind, ..case }).collect();
            let texts: Vec<String> = panel.iter().map(|case| case.draft().text).collect();
            for (i, one) in texts.iter().enumerate() {
                for other in &texts[i + 1..] {
                    assert!(likeness(one, other) < 0.5, "{kind:?} {language}:\n{one}\n\n{other}");
                }
            }
        }
    }
}

#[test]
fn t4_with_nothing_noted_the_letters_still_differ() {
    for language in LANGUAGES {
        let panel: Vec<Case> = Case::panel(language)
            .into_iter()
            .map(|case| Case { shared: afterword::model::Notes::default(), message: String::new(), ..case })
            .collect();
        compare(&panel, &format!("{language}, no notes"));
    }
}

#[test]
fn t4_what_was_noted_about_one_person_goes_to_that_person() {
    let mut panel = Case::panel("en");
    panel[2].notes.question = "whether I had ever stopped a line myself".into();
    let texts: Vec<String> = panel.iter().map(|case| case.draft().text).collect();
    for (i, text) in texts.iter().enumerate() {
        assert_eq!(text.contains("ever stopped a line myself"), i == 2, "{text}");
    }
    assert!(texts[2].contains("your question about whether"), "{}", texts[2]);
    for (i, text) in texts.iter().enumerate().filter(|(i, _)| *i != 2) {
        assert!(!text.contains("our question"), "nobody knows that {i} asked it:\n{text}");
    }
    assert!(!texts[2].contains("three in the morning"), "the own question replaces the shared one:\n{}", texts[2]);
}

fn interview(number: u128, people: &[u128]) -> Interview {
    Interview {
        participants: people
            .iter()
            .map(|id| Participant { person: PersonId(Uuid::from_u128(*id)), role: Role::Peer })
            .collect(),
        ..Interview::new(
            InterviewId(Uuid::from_u128(number)),
            OpportunityId(Uuid::from_u128(9)),
            Timestamp::UNIX_EPOCH,
            Timestamp::UNIX_EPOCH,
            "UTC",
        )
    }
}

#[test]
fn no_two_of_a_panel_get_the_same_wording_and_nobody_gets_another_one_tomorrow() {
    let opportunity = Some(OpportunityId(Uuid::from_u128(9)));
    for seed in 0..50_u128 {
        let people: Vec<u128> = (0..6).map(|n| seed * 1_000_003 + n * 77 + 1).collect();
        let here = interview(1, &people);
        let mut turned = people.clone();
        turned.reverse();
        let there = interview(1, &turned);
        let pick = |interview: &Interview, id: u128| {
            Place::in_panel(PersonId(Uuid::from_u128(id)), opportunity, &[interview]).pick(6)
        };
        let picks: BTreeSet<usize> = people.iter().map(|id| pick(&here, *id)).collect();
        assert_eq!(picks.len(), 6);
        for id in &people {
            assert_eq!(pick(&here, *id), pick(&there, *id), "the order in which they were entered does not matter");
        }
    }
}

#[test]
fn the_same_person_reads_other_words_after_the_second_interview() {
    let opportunity = Some(OpportunityId(Uuid::from_u128(9)));
    let (first, second) = (interview(1, &[3]), interview(2, &[3]));
    let id = PersonId(Uuid::from_u128(3));
    let after = |interviews: &[&Interview]| Place::in_panel(id, opportunity, interviews).pick(6);
    assert_ne!(after(&[&first]), after(&[&first, &second]));
}
