//! The confirm form: what a page says about a person, for the user to correct and save.

mod card;
mod interview;
mod reading_field;
mod state;

pub use card::CaptureCard;
pub use state::Subject;
