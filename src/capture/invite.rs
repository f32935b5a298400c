//! Calendar invites (RFC 5545 iCalendar, RFC 5546 iTIP, and vCalendar 1.0 as far as it is the same).
//!
//! Own line reader and zones instead of a general calendar library: an error must name its line, and a second time
//! zone database would weigh more than this whole module.

mod calendar;
mod event;
mod interview;
mod link;
mod recur;
mod time;
mod zone;

use jiff::{Timestamp, Zoned};
use serde::{Deserialize, Serialize};

use super::content_lines::Line;
pub use interview::{InvitedPerson, Part, ProposedInterview, Supersession, interview_of, supersedes};
pub use time::{Moment, ZoneName};
pub use zone::{iana, windows};

/// What the sender wants (RFC 5546 §1.4); files without a method are published.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    #[default]
    Publish,
    Request,
    Cancel,
    /// An attendee's answer to the organiser.
    Reply,
    /// An attendee's proposal of another time.
    Counter,
    Other,
}

/// `CUTYPE` (RFC 5545 §3.2.3), and what mailboxes and words tell where senders leave it out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PartyKind {
    #[default]
    Person,
    Group,
    Resource,
    Room,
}

/// `ROLE` (RFC 5545 §3.2.16).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    Chair,
    #[default]
    Required,
    Optional,
    NonParticipant,
}

/// `PARTSTAT` (RFC 5545 §3.2.12).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Participation {
    #[default]
    NeedsAction,
    Accepted,
    Declined,
    Tentative,
    Delegated,
}

/// An organiser or attendee. Name and address may each be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Party {
    pub name: String,
    /// Lower case, without `mailto:`.
    pub address: String,
    pub kind: PartyKind,
    pub role: Role,
    pub status: Participation,
}

/// One event of a calendar file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Invite {
    /// Empty where the sender gave none.
    pub uid: String,
    pub sequence: u32,
    /// `DTSTAMP`: when this version was made.
    pub made: Option<Timestamp>,
    pub method: Method,
    /// `STATUS:CANCELLED` or `METHOD:CANCEL`.
    pub cancelled: bool,
    /// Which instance of a series this is about.
    pub recurrence_id: Option<Moment>,
    pub summary: String,
    pub organiser: Option<Party>,
    pub attendees: Vec<Party>,
    /// Of a series, the instance that is running or next at `now`; its first where the rule is beyond us or all is past.
    pub start: Option<Moment>,
    /// From `DTEND` or `DURATION`. For days, the day after the last.
    pub end: Option<Moment>,
    pub recurs: bool,
    pub location: String,
    /// An `https` or `http` link to join by.
    pub meeting_link: Option<String>,
    /// Plain text.
    pub description: String,
    /// 1-based line of the file at which the event begins.
    pub line: usize,
    /// A time of this event cannot be read, and is left out.
    pub problem: Option<InviteError>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "kebab-case")]
pub enum InviteError {
    #[error("this file is empty")]
    Empty,
    #[error("no calendar in these {lines} lines: one begins with BEGIN:VCALENDAR")]
    NotACalendar { lines: usize },
    #[error("line {line}: {component} begins here and never ends; the file may be cut short")]
    Unterminated { component: String, line: usize },
    #[error("line {line}: END:{found} where END:{expected} should be")]
    Mismatched { expected: String, found: String, line: usize },
    #[error("line {line}: {property} cannot be `{value}`")]
    BadValue { property: String, value: String, line: usize },
    #[error("{bytes} bytes are too many for an invite")]
    TooLarge { bytes: usize },
}

impl InviteError {
    fn bad(line: &Line) -> Self {
        Self::BadValue { property: line.name.clone(), value: shown(&line.value), line: line.number }
    }

    /// Stable, for messages and tests.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "invite-empty",
            Self::NotACalendar { .. } => "invite-not-a-calendar",
            Self::Unterminated { .. } => "invite-cut-short",
            Self::Mismatched { .. } => "invite-mismatched",
            Self::BadValue { .. } => "invite-bad-value",
            Self::TooLarge { .. } => "invite-too-large",
        }
    }
}

/// The beginning of a text out of a file, fit for a message.
fn shown(text: &str) -> String {
    text.chars().take(60).map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}

/// All events of a file, in order; none when it holds only tasks, journals or free times. `now` picks the instance of a
/// series, and its zone places floating times.
///
/// # Errors
/// When there is no calendar, when it is cut short, or when no event's start can be read; the message names the line. An
/// event of which some other time cannot be read, or that stands among readable ones, bears its `problem`.
pub fn read(bytes: &[u8], now: &Zoned) -> Result<Vec<Invite>, InviteError> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(InviteError::Empty);
    }
    let mut file = calendar::components(bytes)?;
    let events = std::mem::take(&mut file.events);
    let invites = event::read_all(&mut file, events, now);
    match invites.iter().find_map(|invite| invite.problem.clone()) {
        Some(problem) if invites.iter().all(|invite| invite.problem.is_some() && invite.start.is_none()) => {
            Err(problem)
        }
        _ => Ok(invites),
    }
}

#[cfg(test)]
mod programs;
#[cfg(test)]
mod tests;
