//! Reads a note over before it is sent: what would do harm, why, where it stands and how it is mended.
//!
//! Everything is worked out from the text and the user's own records, by word lists per language; nothing is guessed
//! where the records are silent. Precision goes before completeness: a reviewer that cries wolf is not read.

mod hint;
mod likeness;
mod mend;
mod note;

pub use hint::{Field, Hint, HintKind, Mend, Place, Severity};
pub use likeness::{LIKENESS_WARNING, likeness};
pub use mend::apply;
pub use note::{Addressee, ColleagueNote, Contact, Context, KnownAddress, Language, Note, OtherPerson, Recipient};

use crate::model::{Channel, Message, Rule};

/// What is to be said about the note, the gravest first, then in the order of the text. Texts longer than
/// [`LONGEST`] bytes are reviewed up to there, and a hint says so. Time is linear in the length of what is reviewed
/// and in the number of people, companies and colleagues' notes.
pub fn review(note: &Note, context: &Context) -> Vec<Hint> {
    let mut hints = Vec::new();
    if note.text.len() > LONGEST {
        hints.push(Hint::new(
            HintKind::PartlyReviewed,
            Severity::Note,
            None,
            Message::new("hint_partly_reviewed").count(i64::try_from(LONGEST / 1000).unwrap_or(0)),
        ));
    }
    if note.channel == Channel::Email && note.subject.trim().is_empty() {
        let hint =
            Hint::new(HintKind::EmptySubject, Severity::Warn, Some(Rule::T10), Message::new("hint_empty_subject"));
        hints.push(hint.at(Place::subject(0..note.subject.len())));
    }
    if let (Some(at), Some(end)) = (&note.at, context.interview_end)
        && at.timestamp() < end
    {
        let message = Message::new("hint_too_early").moment(end);
        hints.push(Hint::new(HintKind::TooEarly, Severity::Stop, Some(Rule::T3), message));
    }
    hints.sort_by_key(|hint| hint.severity);
    hints
}

/// Bytes of a text that are looked at.
pub const LONGEST: usize = 32_000;
