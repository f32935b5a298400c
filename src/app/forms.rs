//! What the user filled in.

use crate::model::{
    Channel, DocumentId, DocumentKind, InterviewId, InterviewKind, Motivator, OpportunityId, PersonId, Role,
};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

/// The confirm form: a person, and optionally the interview in which the user meets them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct CaptureForm {
    pub person: PersonForm,
    pub role: Role,
    pub opportunity: Option<OpportunityChoice>,
    pub interview: Option<InterviewChoice>,
    /// Further people of the same conversation.
    pub others: Vec<ParticipantForm>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ParticipantForm {
    pub person: PersonForm,
    pub role: Role,
}

/// Several people at once: those of an invite, or of a file of cards.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GroupForm {
    pub people: Vec<ParticipantForm>,
    pub opportunity: Option<OpportunityChoice>,
    /// A new one with the id of a known one changes it.
    pub interview: Option<InterviewChoice>,
    /// Known participants who do not take part any more.
    pub leave: Vec<PersonId>,
    /// The calendar event that the interview stands for.
    pub calendar: Option<CalendarStamp>,
}

/// Which version of which calendar event (RFC 5545 `UID`, `SEQUENCE`, `DTSTAMP`, `RECURRENCE-ID`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CalendarStamp {
    pub uid: String,
    pub sequence: u32,
    pub made: Option<Timestamp>,
    pub instance: String,
}

/// A file as it travels between two contexts: a text of which each character, U+0000 to U+00FF, is one byte. Cards may
/// be in any character set, and only their reader knows which.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct FileBytes(pub Vec<u8>);

impl From<FileBytes> for String {
    fn from(bytes: FileBytes) -> Self {
        bytes.0.into_iter().map(char::from).collect()
    }
}

impl TryFrom<String> for FileBytes {
    type Error = std::num::TryFromIntError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.chars().map(|c| u32::from(c).try_into()).collect::<Result<_, _>>().map(Self)
    }
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PersonForm {
    /// Set when an already known person is edited.
    pub id: Option<PersonId>,
    /// The user says that this is somebody known: what the form holds is added to them.
    pub same_as: Option<PersonId>,
    /// Known people who look alike, of whom the user says that they are others.
    pub not_same: Vec<PersonId>,
    pub name: String,
    pub greeting: String,
    pub title: String,
    pub company: String,
    pub location: String,
    pub email: String,
    /// Rule N2.
    pub email_checked: bool,
    pub other_emails: Vec<String>,
    pub phone: String,
    pub other_phones: Vec<String>,
    /// A slug or any address of the profile.
    pub linkedin: String,
    pub postal_address: String,
    pub website: String,
    pub motivator: Option<Motivator>,
    /// The profile shows that they are connected already.
    pub connected: bool,
    /// Rule C1: how they asked to be reached.
    pub preferred_channel: Option<Channel>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum OpportunityChoice {
    Existing { id: OpportunityId },
    New { company: String, job_title: String },
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum InterviewChoice {
    Existing { id: InterviewId },
    New { interview: InterviewForm },
}

/// Times are local to `zone`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InterviewForm {
    /// Set when an interview is changed.
    #[serde(default)]
    pub id: Option<InterviewId>,
    #[serde(default)]
    pub kind: InterviewKind,
    pub start: DateTime,
    pub end: DateTime,
    /// IANA name; empty: the user's own zone.
    #[serde(default)]
    pub zone: String,
    #[serde(default)]
    pub place: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct OpportunityForm {
    pub id: Option<OpportunityId>,
    pub company: String,
    pub job_title: String,
    pub overriding_message: String,
    pub decision_date: Option<Date>,
    /// Rule F3: something new since the last letter; kept beside those noted before.
    pub new_fact: String,
    pub language: String,
    /// `considerate`, `persistent` or the user's own; empty: as in the settings.
    pub cadence: String,
    /// Rule C2.
    pub resume_by_email: bool,
    /// Rule C2.
    pub high_tech: bool,
    /// Rule C2.
    pub traditional: bool,
    /// Rule F7.
    pub references_wanted: bool,
    /// Rule F7: empty: the user's usual ones.
    pub references: Vec<PersonId>,
    /// Rule T12.
    pub handwritten_notes: bool,
}

/// Rule N4.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DocumentForm {
    /// Set when one is changed.
    pub id: Option<DocumentId>,
    pub kind: DocumentKind,
    pub name: String,
    pub link: String,
    pub text: String,
}
