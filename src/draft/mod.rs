//! Facts become a text: a draft for one follow-up to one person, from the user's own notes.

mod brief;
mod built_in;
mod compose;
mod language;
mod material;
mod missing;
mod notes;
mod preview;
pub mod review;
mod source;
mod subject;
mod text;

pub use brief::{Address, Brief, Place};
pub use built_in::built_in;
pub use compose::{Draft, DraftError, Overrides, compose, compose_as};
pub use missing::{Missing, NoteField};
pub use preview::preview;
pub use source::{FIELDS, Problem, TemplateError, check};
pub use text::{reading_seconds, wrap72};
