use super::{InterviewId, OpportunityId, PersonId, Role};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// One conversation with one or more people of the company.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interview {
    pub id: InterviewId,
    pub opportunity: OpportunityId,
    #[serde(default)]
    pub kind: InterviewKind,
    pub start: Timestamp,
    pub end: Timestamp,
    /// IANA name of the zone in which it was arranged; the day-counted rules count in it.
    pub zone: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub place: String,
    #[serde(default)]
    pub participants: Vec<Participant>,
    /// UID of the calendar event that it came from, so that an update moves it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub calendar_uid: String,
    #[serde(default)]
    pub calendar_sequence: u32,
    /// `DTSTAMP` of that event: which of two versions with one sequence is the later (RFC 5546 §2.1.4).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar_made: Option<Timestamp>,
    /// `RECURRENCE-ID`, where the event is one instance of a series: an instant, a local time or a date.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub calendar_instance: String,
}

impl Interview {
    /// With nobody in it yet, and of no calendar.
    pub fn new(
        id: InterviewId,
        opportunity: OpportunityId,
        start: Timestamp,
        end: Timestamp,
        zone: impl Into<String>,
    ) -> Self {
        Self {
            id,
            opportunity,
            kind: InterviewKind::default(),
            start,
            end,
            zone: zone.into(),
            place: String::new(),
            participants: Vec::new(),
            calendar_uid: String::new(),
            calendar_sequence: 0,
            calendar_made: None,
            calendar_instance: String::new(),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Participant {
    pub person: PersonId,
    #[serde(default)]
    pub role: Role,
}

/// Rule T1: a phone screen and a networking talk are thanked for too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum InterviewKind {
    #[default]
    Interview,
    PhoneScreen,
    Informational,
}

/// How it went, in the user's own view.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Impression {
    Well,
    /// Rule T13.
    Badly,
    /// Rule T14: leads to a withdrawal.
    NotForMe,
}

/// What the user noted right after (rules N1, T8, T9), about the whole interview or one person of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Notes {
    /// "The question I liked."
    pub question: String,
    /// "The thought I had on the way home."
    pub afterthought: String,
    pub challenges: String,
    pub success_in_90_days: String,
    pub success_in_a_year: String,
    /// Common ground, shared interests (rule F6).
    pub common_ground: String,
    pub other: String,
}

impl Notes {
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Rule T8: at least one thing that only this conversation could have given.
    pub fn has_specific(&self) -> bool {
        [&self.question, &self.afterthought, &self.challenges].iter().any(|s| !s.trim().is_empty())
    }

    /// These notes, completed by more general ones where a field is empty.
    pub fn or(&self, general: &Notes) -> Notes {
        let pick = |own: &String, other: &String| if own.trim().is_empty() { other.clone() } else { own.clone() };
        Notes {
            question: pick(&self.question, &general.question),
            afterthought: pick(&self.afterthought, &general.afterthought),
            challenges: pick(&self.challenges, &general.challenges),
            success_in_90_days: pick(&self.success_in_90_days, &general.success_in_90_days),
            success_in_a_year: pick(&self.success_in_a_year, &general.success_in_a_year),
            common_ground: pick(&self.common_ground, &general.common_ground),
            other: pick(&self.other, &general.other),
        }
    }
}
