//! Invented messages in the build of several webmails.

mod known;
mod lists;
mod unknown;

pub use known::known;
pub use lists::lists;
pub use unknown::unknown;

pub struct Mail {
    pub what: &'static str,
    pub url: &'static str,
    pub html: String,
    /// `Name <address>`.
    pub sender: &'static str,
    /// Direct recipients and copies, joined by commas.
    pub recipients: &'static str,
    pub subject: &'static str,
    /// Empty where the page's words leave it open.
    pub date: &'static str,
    /// The writer's own lines, joined by " / "; empty where the text is in a frame.
    pub body: &'static str,
}
