//! Reads a note over before it is sent: what would do harm, why, where it stands and how it is mended.
//!
//! Everything is worked out from the text and the user's own records, by word lists per language; nothing is guessed
//! where the records are silent. Precision goes before completeness: a reviewer that cries wolf is not read.

mod apology;
mod asking;
mod attached;
mod detail;
mod going;
mod greeting;
mod hint;
mod leaving;
mod lexicon;
mod likeness;
mod mend;
mod note;
mod others;
mod pattern;
mod people;
mod placeholder;
mod strangers;
mod substance;
mod text;
mod view;
mod wording;

pub use hint::{Field, Hint, HintKind, Mend, Place, Severity};
pub use likeness::{LIKENESS_WARNING, likeness};
pub use mend::apply;
pub use note::{Addressee, ColleagueNote, Contact, Context, KnownAddress, Language, Note, OtherPerson, Recipient};

use crate::model::Message;

/// Bytes of a text that are looked at.
pub const LONGEST: usize = 32_000;

/// What is to be said about the note, the gravest first, then in the order of the text. Texts longer than [`LONGEST`]
/// bytes are reviewed up to there, and a hint says so. Time is linear in the length of what is reviewed and in the number
/// of people, companies and colleagues' notes. A text without a word gets no hint but those about where it goes.
pub fn review(note: &Note, context: &Context) -> Vec<Hint> {
    let text = note.text.get(..note.text.floor_char_boundary(LONGEST)).unwrap_or(&note.text);
    let view = view::View::new(note, text, context);
    let mut hints = Vec::new();
    if text.len() < note.text.len() {
        let thousands = i64::try_from(LONGEST / 1000).unwrap_or(0);
        let message = Message::new("hint_partly_reviewed").count(thousands);
        hints.push(Hint::new(HintKind::PartlyReviewed, Severity::Note, None, message));
    }
    going::check(&view, &mut hints);
    if !view.parts.words.is_empty() {
        placeholder::check(&view, &mut hints);
        greeting::check(&view, &mut hints);
        others::check(&view, &mut hints);
        likeness::check(&view, &mut hints);
        wording::check(&view, &mut hints);
        substance::check(&view, &mut hints);
        substance::subject(&view, &mut hints);
    }
    hints.sort_by_key(|hint| (hint.severity, hint.place.as_ref().map(|place| (place.field, place.range.start))));
    hints
}
