//! Facts become a text: a draft for one follow-up to one person, from the user's own notes.

mod brief;
mod compose;
pub mod review;

pub use brief::Brief;
pub use compose::{Draft, DraftError, Missing, compose};
