//! The nouns: who interviewed the user, for which job, when, and everything that happened since.
//!
//! What happened is stored as [`Fact`]s and never changed; [`History`] is what the facts add up to.

mod applicant;
mod cadence;
mod fact;
mod followup;
mod history;
mod ids;
mod interview;
mod message;
mod opportunity;
mod person;
mod rule;
mod template;

pub use applicant::{Applicant, QuietHours, Settings};
pub use cadence::{Anchor, Cadence, CadenceError, CadenceId, Condition, DecisionTiming, Offset, StepRule, StepTiming};
pub use fact::{Fact, Happening, Origin};
pub use followup::{Done, FollowUpId, FollowUpKind};
pub use history::{History, InterviewRecord, OpportunityRecord, PersonRecord, SavedDraft, Skipped};
pub use ids::{ActionId, FactId, InterviewId, OpportunityId, PersonId};
pub use interview::{Impression, Interview, InterviewKind, Notes, Participant};
pub use message::{Arg, Message};
pub use opportunity::{Opportunity, Stage};
pub use person::{Channel, EmailAddress, Motivator, Person, ProfileSlug, Role};
pub use rule::Rule;
pub use template::{TemplateKey, TemplateKind};
