//! The nouns: who interviewed the user, for which job, when, and everything that happened since.
//!
//! What happened is stored as [`Fact`]s and never changed; [`History`] is what the facts add up to.

mod applicant;
mod cadence;
mod cadence_check;
pub mod content_line;
mod fact;
mod followup;
mod history;
mod ids;
mod interview;
mod message;
mod opportunity;
mod person;
mod record;
mod rule;
mod settings_check;
mod template;

pub use applicant::{Applicant, Holiday, QuietHours, Settings};
pub use cadence::{Anchor, Cadence, CadenceId, Condition, DecisionTiming, Offset, OffsetError, StepRule, StepTiming};
pub use fact::{Fact, Happening, Origin};
pub use followup::{Done, FollowUpId, FollowUpKind};
pub use history::History;
pub use ids::{ActionId, DocumentId, FactId, InterviewId, OpportunityId, PersonId};
pub use interview::{Impression, Interview, InterviewKind, Notes, Participant};
pub use message::{Arg, FieldProblem, Message};
pub use opportunity::{Document, DocumentKind, Opportunity, Stage};
pub use person::{Channel, EmailAddress, Motivator, Person, ProfileSlug, Role};
pub use record::{BackupRecord, InterviewRecord, OpportunityRecord, PersonRecord, SavedDraft, Skipped};
pub use rule::Rule;
pub use template::{TemplateKey, TemplateKind};
