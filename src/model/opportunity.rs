use super::{CadenceId, DocumentId, OpportunityId, PersonId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One job the user is in the running for. Texts may be empty: unknown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opportunity {
    pub id: OpportunityId,
    pub company: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub job_title: String,
    /// Rule T5: the one thing that all of them should remember.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub overriding_message: String,
    /// Rule N3: the day on which they said they would decide.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision_date: Option<Date>,
    /// Rule C2: a firm of the old school; paper and the telephone suit it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub traditional: bool,
    /// Rule C2: the résumé went to them by e-mail, so that e-mail suits.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub resume_by_email: bool,
    /// Rule C2: a high-tech firm; e-mail suits it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub high_tech: bool,
    /// Rule F7: references were asked for, or the user wants to brief them now.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub references_wanted: bool,
    /// Rule F7: who vouches for the user here. Empty: the user's usual references.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub references: Vec<PersonId>,
    /// Rule T12 in the considerate cadence: the user asked for handwritten notes too.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub handwritten_notes: bool,
    /// BCP 47 language of drafts: "en", "de", "fr". Empty: the user's default.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub language: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cadence: Option<CadenceId>,
}

impl Opportunity {
    pub fn new(id: OpportunityId, company: impl Into<String>, job_title: impl Into<String>) -> Self {
        Self {
            id,
            company: company.into(),
            job_title: job_title.into(),
            overriding_message: String::new(),
            decision_date: None,
            traditional: false,
            resume_by_email: false,
            high_tech: false,
            references_wanted: false,
            references: Vec::new(),
            handwritten_notes: false,
            language: String::new(),
            cadence: None,
        }
    }
}

/// Where an opportunity stands. All but `Open` and `Offered` end its prompts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    #[default]
    Open,
    Offered,
    /// Offered and accepted (rules N4, W3).
    Accepted,
    Rejected,
    /// The user is no longer interested (rule T14).
    Withdrawn,
    /// The user let go (rule W2).
    LetGo,
}

impl Stage {
    /// Nothing is asked any more; a rejection still has its answer (rule T11).
    pub const fn is_closed(self) -> bool {
        matches!(self, Self::Accepted | Self::Withdrawn | Self::LetGo)
    }
}

/// Rule N4: something to keep with an opportunity until a job was offered and accepted. It is kept as text or as a link;
/// files stay where they are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    pub id: DocumentId,
    #[serde(default)]
    pub kind: DocumentKind,
    pub name: String,
    /// Where it is to be found: an address or a path, as the user wrote it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub link: String,
    /// The text itself, such as that of an advertisement which will soon be taken down.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DocumentKind {
    JobDescription,
    Resume,
    Notes,
    BusinessCard,
    #[default]
    Other,
}
