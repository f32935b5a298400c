//! Reviewing a note over its length, over the people and companies on record, and over colleagues' notes.

use super::Case;
use afterword::draft::review::{Addressee, ColleagueNote, Contact, Context, Note, OtherPerson, review};
use afterword::model::{Channel, FollowUpKind};
use std::hint::black_box;

pub fn cases() -> Vec<Case> {
    vec![
        Case { name: "review of a note of n characters", size: 2_000, make: |n| over(note(n), context(5, 2)) },
        Case { name: "review of a paste of n × 100 kB", size: 1, make: |n| over(note(n * 100_000), context(5, 2)) },
        Case {
            name: "review of hostile brackets, n characters",
            size: 2_000,
            make: |n| over(hostile(n), context(5, 2)),
        },
        Case { name: "review against n people and companies", size: 500, make: |n| over(note(2_000), context(n, 2)) },
        Case { name: "review against n colleagues' notes", size: 25, make: |n| over(note(2_000), context(5, n)) },
    ]
}

fn over(note: Note, context: Context) -> Box<dyn Fn()> {
    Box::new(move || {
        black_box(review(&note, &context));
    })
}

const SENTENCES: [&str; 4] = [
    "Your question about the pump that fails on Sundays followed me home, and I believe the bearing log would show it. ",
    "Thank you for the tour past line 4, where three people do what twelve did in my last plant. ",
    "When you described the handover, I thought of the board that we hung beside the door in Kiel. ",
    "I would start with the two valves, measure for a month, and only then order what is missing. ",
];

fn note(length: usize) -> Note {
    let mut text = String::from("Dear Jane,\n\n");
    for sentence in SENTENCES.iter().cycle() {
        if text.len() >= length {
            break;
        }
        text.push_str(sentence);
    }
    text.push_str("\n\nKind regards,\nIda Sorrel\nida@sorrel.example\n");
    Note { subject: "Thank you: Engineer".into(), ..Note::new(FollowUpKind::ThankYou, Channel::Email, text) }
}

fn hostile(length: usize) -> Note {
    let pieces = ["[[{{<(%«", "when i i i i i ", "____", "@@..", "have you the the the "];
    let text: String = pieces.iter().cycle().flat_map(|piece| piece.chars()).take(length).collect();
    Note::new(FollowUpKind::ThankYou, Channel::Email, text)
}

fn context(people: usize, colleagues: usize) -> Context {
    Context {
        addressee: Addressee {
            name: "Jane Okafor".into(),
            given: "Jane".into(),
            family: "Okafor".into(),
            ..Addressee::default()
        },
        applicant: Contact { name: "Ida Sorrel".into(), email: "ida@sorrel.example".into(), ..Contact::default() },
        company: "Tidewell Robotics".into(),
        job_title: "Engineer".into(),
        went_badly: true,
        people: (0..people)
            .map(|i| OtherPerson {
                name: format!("Given{i} Family{i}"),
                company: format!("Company{i} Ltd"),
                colleague: i % 2 == 0,
            })
            .collect(),
        companies: (0..people).map(|i| format!("House{i} & Sons")).collect(),
        colleagues: (0..colleagues)
            .map(|i| ColleagueNote { person: format!("Given{i} Family{i}"), text: note(1_000).text, sent: true })
            .collect(),
        ..Context::default()
    }
}
