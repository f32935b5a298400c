use super::{Channel, InterviewId, OpportunityId, PersonId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FollowUpKind {
    /// Rule N1: write down what was said.
    Notes,
    /// Rules T1, T2.
    ThankYou,
    /// Rule T12.
    HandwrittenNote,
    /// Rule L1.
    Connect,
    /// Rule F2.
    CheckIn,
    /// Rule F3: a further letter with a new fact.
    Letter,
    /// Rule F3: a relevant clipping.
    Clipping,
    /// Rule F4.
    Call,
    /// Rule F7.
    Reference,
    /// Rule T14.
    Withdrawal,
    /// Rule T11: thanks after a rejection.
    RejectionReply,
    /// Rule W2.
    LetGo,
}

impl FollowUpKind {
    /// Can occur several times in one cadence, told apart by its number.
    pub const fn repeats(self) -> bool {
        matches!(self, Self::CheckIn | Self::Letter | Self::Call)
    }

    /// What is done because they have not answered yet; an answer ends it.
    pub const fn is_pursuit(self) -> bool {
        matches!(self, Self::CheckIn | Self::Letter | Self::Clipping | Self::Call | Self::LetGo)
    }
}

/// Which follow-up, the same for ever: what is done, skipped or snoozed is remembered under it, and a plan made anew
/// from the facts gives the same ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FollowUpId {
    pub kind: FollowUpKind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opportunity: Option<OpportunityId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interview: Option<InterviewId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    /// Counts from 1 where a kind repeats (check-ins, letters, calls); else 0.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub number: u8,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
fn is_zero(number: &u8) -> bool {
    *number == 0
}

impl FollowUpId {
    const fn bare(kind: FollowUpKind) -> Self {
        Self { kind, opportunity: None, interview: None, person: None, number: 0 }
    }

    /// One per interview.
    pub const fn notes(opportunity: OpportunityId, interview: InterviewId) -> Self {
        Self { opportunity: Some(opportunity), interview: Some(interview), ..Self::bare(FollowUpKind::Notes) }
    }

    /// One per person and interview (thank-you, handwritten note).
    pub const fn per_participant(
        kind: FollowUpKind,
        opportunity: OpportunityId,
        interview: InterviewId,
        person: PersonId,
    ) -> Self {
        Self { opportunity: Some(opportunity), interview: Some(interview), person: Some(person), ..Self::bare(kind) }
    }

    /// Once per person ever, whatever the opportunity (rule L1).
    pub const fn connect(person: PersonId) -> Self {
        Self { person: Some(person), ..Self::bare(FollowUpKind::Connect) }
    }

    /// One per opportunity, person and number (check-ins, letters, calls, withdrawal …).
    pub const fn per_opportunity(
        kind: FollowUpKind,
        opportunity: OpportunityId,
        person: Option<PersonId>,
        number: u8,
    ) -> Self {
        Self { opportunity: Some(opportunity), person, number, ..Self::bare(kind) }
    }
}

/// How a follow-up was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    pub at: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<Channel>,
    /// Plain text as it was sent; empty when done elsewhere.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub subject: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
}

impl Done {
    /// Stands for a text that is left out: rule L1 counts the notes that had one.
    const LEFT_OUT: &str = "…";

    /// Who it went to was removed: that it went stays, not what it said.
    pub fn leave_out_words(&mut self) {
        self.subject.clear();
        if !self.text.is_empty() {
            Self::LEFT_OUT.clone_into(&mut self.text);
        }
    }
}
