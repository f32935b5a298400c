//! The confirm form: what a page says about a person, for the user to correct and save.

mod card;
mod cards;
mod intake;
mod interview;
mod invite;
mod kept;
mod mail;
mod met;
mod panel;
mod reading_field;
mod state;
mod twins;

pub use card::CaptureCard;
pub use intake::{Intake, IntakeArea};
pub use mail::MailInvites;
pub use state::{Subject, person_memory};
pub use twins::KnownTwins;
