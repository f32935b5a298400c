//! What is reviewed, and all that is known about it.

use crate::model::{Channel, FollowUpKind, Role};
use jiff::{Timestamp, Zoned};
use serde::{Deserialize, Serialize};

/// The languages that the word lists are written for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Language {
    #[default]
    En,
    De,
    Fr,
}

impl Language {
    pub const ALL: [Self; 3] = [Self::En, Self::De, Self::Fr];

    /// By BCP 47 tag (`de`, `de-AT`); `None` for any other language.
    pub fn from_tag(tag: &str) -> Option<Self> {
        match tag.split(['-', '_']).next()?.to_ascii_lowercase().as_str() {
            "en" => Some(Self::En),
            "de" => Some(Self::De),
            "fr" => Some(Self::Fr),
            _ => None,
        }
    }
}

/// A text as it stands in the editor or in the compose window.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Note {
    #[serde(default)]
    pub subject: String,
    /// Plain text, lines ended by `\n` or `\r\n`. May quote the mail that it answers.
    pub text: String,
    pub kind: FollowUpKind,
    pub channel: Channel,
    /// `None`: found out from the text itself, English when it cannot be told.
    #[serde(default)]
    pub language: Option<Language>,
    /// To whom it goes, as far as the window shows; empty: not known, nothing is said about it.
    #[serde(default)]
    pub recipients: Vec<Recipient>,
    /// Number of attached files; `None`: not known.
    #[serde(default)]
    pub attachments: Option<usize>,
    /// The present moment, in the zone of the one who receives it (or of the interview); `None`: not known.
    #[serde(default)]
    pub at: Option<Zoned>,
}

impl Note {
    pub fn new(kind: FollowUpKind, channel: Channel, text: impl Into<String>) -> Self {
        Self {
            subject: String::new(),
            text: text.into(),
            kind,
            channel,
            language: None,
            recipients: Vec::new(),
            attachments: None,
            at: None,
        }
    }
}

/// One address of the To or Cc line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Recipient {
    pub address: String,
    /// Display name; may be empty.
    pub name: String,
}

/// Everything the user's own records say that matters for one note. Made once; the note is reviewed against it at each
/// keystroke. All texts may be empty: unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Context {
    pub addressee: Addressee,
    pub applicant: Contact,
    pub company: String,
    pub job_title: String,
    /// End of the interview that the note is about (rule T3).
    pub interview_end: Option<Timestamp>,
    /// The user felt that it went badly (rule T13).
    pub went_badly: bool,
    /// The cadence in force allows no letter after the thank-you (rule F1).
    pub considerate: bool,
    /// Thank-yous for this interview and letters about this opportunity that this person already got.
    pub letters_sent: usize,
    /// Everybody else of the user's records.
    pub people: Vec<OtherPerson>,
    /// Companies of the user's other opportunities.
    pub companies: Vec<String>,
    /// What the user noted about the conversation, one entry a field (rule T8).
    pub notes: Vec<String>,
    /// Notes sent to or drafted for others of the same opportunity (rule T4).
    pub colleagues: Vec<ColleagueNote>,
}

/// Who the note is meant for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Addressee {
    /// As said in full: `Dr. Jane van der Berg`.
    pub name: String,
    pub given: String,
    pub middle: String,
    /// With its particle: `van der Berg`.
    pub family: String,
    pub nickname: String,
    /// What the user chose to stand behind "Dear".
    pub greeting: String,
    pub addresses: Vec<KnownAddress>,
    pub role: Role,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct KnownAddress {
    pub address: String,
    /// Rule N2: the user compared it with the card.
    pub checked: bool,
}

/// The user's own name and contact details.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Contact {
    pub name: String,
    pub email: String,
    pub phone: String,
    /// Further lines of the contact block.
    pub lines: Vec<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OtherPerson {
    pub name: String,
    pub company: String,
    /// Took part in the same opportunity: naming them in the text is no slip.
    pub colleague: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ColleagueNote {
    /// Who it went to.
    pub person: String,
    pub text: String,
    /// Sent, not only drafted.
    pub sent: bool,
}
