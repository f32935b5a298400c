//! Applying what a hint offers.

use super::hint::{Field, Mend};
use super::note::Note;

/// The note with the change made. A place that is no longer in the text, because it was edited since, leaves the note
/// as it is.
pub fn apply(note: &Note, mend: &Mend) -> Note {
    let mut note = note.clone();
    let target = match mend.place.field {
        Field::Subject => &mut note.subject,
        Field::Text => &mut note.text,
    };
    if target.get(mend.place.range.clone()).is_some() {
        target.replace_range(mend.place.range.clone(), &mend.replacement);
    }
    note
}
