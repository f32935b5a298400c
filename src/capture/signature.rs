//! The signature at the end of a mail: which lines it is, and the person it describes.
//!
//! Input is plain text. A mail in HTML arrives as the lines that a reader sees, one block or line break a line.

mod address;
mod block;
mod contact;
mod fields;
mod line;
mod phone;
mod pieces;
mod quote;
mod words;

pub use contact::{Found, emails, urls};
pub use phone::{Phone, PhoneKind, phones};
pub use quote::{own_lines, own_text};

use super::reading::PersonReading;

/// Who sent the mail, as its header says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sender {
    /// Displayed name; may be empty.
    pub name: String,
    /// Address; may be empty.
    pub address: String,
}

/// What was read off the end of a mail. Nothing when the mail has no signature.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SignatureReading {
    /// Which lines of `body.split('\n')` are the signature, from 0, closing words included, blank lines not.
    pub lines: Vec<usize>,
    pub person: PersonReading,
    /// All numbers in order, faxes included; `person.phone` has those that can be called.
    pub phones: Vec<Phone>,
}

/// More lines than these are not looked at: a signature stands at the end.
const LONGEST_BODY: usize = 400;

/// Finds the signature of a mail's own text (quoted replies and disclaimers are no part of it) and reads the person.
pub fn read(body: &str, sender: Option<&Sender>) -> SignatureReading {
    let lines: Vec<&str> = body.split('\n').map(|line| line.trim_end_matches('\r')).collect();
    let own: Vec<usize> = own_lines(body);
    let own = own.get(own.len().saturating_sub(LONGEST_BODY)..).unwrap_or_default();
    let found = block::find(&lines, own, sender);
    let text: Vec<&str> = found.iter().filter_map(|index| lines.get(*index).copied()).collect();
    let mut reading = fields::read(&text, sender);
    reading.lines = found;
    reading
}

#[cfg(test)]
mod forms;
#[cfg(test)]
mod tests;
