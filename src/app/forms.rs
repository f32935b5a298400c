//! What the user filled in.

use crate::model::{InterviewId, InterviewKind, Motivator, OpportunityId, PersonId, Role};
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
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PersonForm {
    /// Set when an already known person is edited.
    pub id: Option<PersonId>,
    pub name: String,
    pub greeting: String,
    pub title: String,
    pub company: String,
    pub location: String,
    pub email: String,
    /// Rule N2.
    pub email_checked: bool,
    pub phone: String,
    /// A slug or any address of the profile.
    pub linkedin: String,
    pub postal_address: String,
    pub motivator: Option<Motivator>,
    /// The profile shows that they are connected already.
    pub connected: bool,
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
}
