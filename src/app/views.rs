//! What a surface shows, ready to be drawn.

use crate::capture::reading::{NothingReason, PersonReading};
use crate::draft::review::{Field, HintKind, Severity};
use crate::followup::StepState;
use crate::model::{
    Channel, FollowUpId, FollowUpKind, Interview, Message, Opportunity, OpportunityId, Person, PersonId, Role, Rule,
    Stage, TemplateKey,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AgendaView {
    pub now: Timestamp,
    /// To be done now, most urgent first.
    pub due: Vec<StepView>,
    /// What comes next, soonest first.
    pub next: Vec<StepView>,
    /// Opportunities in which it is their turn.
    pub waiting: Vec<StandingView>,
    /// Nothing was ever saved.
    pub empty: bool,
}

/// One follow-up as shown anywhere.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StepView {
    pub id: FollowUpId,
    pub kind: FollowUpKind,
    pub state: StepState,
    /// "Thank Jane Roe".
    pub title: Message,
    /// Why now, in a sentence that names its source.
    pub reason: Message,
    pub rule: Rule,
    pub channel: Channel,
    pub channel_reason: Option<Message>,
    pub opens: Timestamp,
    pub due: Timestamp,
    pub closes: Option<Timestamp>,
    pub person: Option<PersonBrief>,
    pub opportunity: Option<OpportunityBrief>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PersonBrief {
    pub id: PersonId,
    pub name: String,
    pub title: String,
    pub company: String,
    pub email: Option<String>,
    pub linkedin_url: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OpportunityBrief {
    pub id: OpportunityId,
    pub company: String,
    pub job_title: String,
}

/// Why an opportunity has no step now (rules W1, W3).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StandingView {
    pub opportunity: OpportunityBrief,
    pub message: Message,
    pub rule: Rule,
    /// Until then silence is normal.
    pub normal_until: Option<Timestamp>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OpportunityView {
    pub opportunity: Opportunity,
    pub stage: Stage,
    pub interviews: Vec<InterviewView>,
    pub steps: Vec<StepView>,
    pub standing: StandingView,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InterviewView {
    pub interview: Interview,
    pub cancelled: bool,
    pub people: Vec<(PersonBrief, Role)>,
    pub has_notes: bool,
}

/// A known person with what is planned and what was done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PersonView {
    pub person: Person,
    pub connected: bool,
    pub opportunities: Vec<OpportunityBrief>,
    pub interviews: Vec<InterviewView>,
    /// Open and coming ones, soonest first; done ones are in `history`.
    pub steps: Vec<StepView>,
    /// Done and skipped ones, latest first.
    pub history: Vec<StepView>,
}

/// What the tab in front holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum TabView {
    /// A person who can be saved; `known` when they are saved already.
    Person { reading: Box<PersonReading>, known: Option<Box<PersonView>> },
    /// The page has not shown the person yet.
    Loading,
    /// No person to read here.
    Nothing { reason: NothingReason },
    /// The browser does not let us read this page: not enabled, or a page of the browser itself.
    NotAllowed,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DraftView {
    pub follow_up: FollowUpId,
    pub to: Option<String>,
    pub subject: String,
    pub text: String,
    /// What would make it better, as sentences; a thank-you without one specific is not ready (rule T8).
    pub missing: Vec<Message>,
    /// For each of `missing`, the field that would complete it: `notes.question`, `applicant.email` …
    #[serde(default)]
    pub missing_fields: Vec<String>,
    /// The user's own template could not be used; the built-in one was.
    #[serde(default)]
    pub notice: Option<Message>,
    /// Characters at most, where the channel has a limit.
    pub limit: Option<u32>,
    /// The text is the user's own, kept from before; it replaces the template's.
    pub saved: bool,
}

/// A template as it is in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateView {
    pub key: TemplateKey,
    pub source: String,
    /// The user's own wording, not the built-in one.
    pub is_own: bool,
    /// The other templates that the user rewrote.
    pub others: Vec<TemplateKey>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum TemplatePreview {
    Draft {
        subject: String,
        text: String,
    },
    /// `line` counts from 1.
    Problem {
        line: usize,
        message: Message,
    },
}

/// What the reviewer says. `T` as in [`PanelView`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HintView<T = Message> {
    pub kind: HintKind,
    pub severity: Severity,
    /// What is amiss and why it matters.
    pub message: T,
    pub place: Option<PlaceView>,
    pub mend: Option<MendView<T>>,
    /// Sentences that a colleague's note has too.
    pub shared: Vec<String>,
}

/// A stretch of the subject or the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceView {
    pub field: Field,
    /// In UTF-16 code units, as text fields count.
    pub start: usize,
    pub end: usize,
    /// What stands there; empty where something is missing.
    pub words: String,
    /// How often the same words stand before it: an editor of rich text has no offsets to go by.
    pub nth: usize,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MendView<T = Message> {
    pub place: PlaceView,
    pub replacement: String,
    pub label: T,
}

impl HintView {
    pub fn resolve(&self, text: impl Fn(&Message) -> String) -> HintView<String> {
        HintView {
            kind: self.kind,
            severity: self.severity,
            message: text(&self.message),
            place: self.place.clone(),
            mend: self.mend.as_ref().map(|mend| MendView {
                place: mend.place.clone(),
                replacement: mend.replacement.clone(),
                label: text(&mend.label),
            }),
            shared: self.shared.clone(),
        }
    }
}

/// The inline prompt beside a compose window. `T` is [`Message`] here and `String` once the background has put it into
/// the user's language: a content script holds no catalogue.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PanelView<T = Message> {
    pub follow_up: FollowUpId,
    /// "Thank Jane Roe".
    pub title: T,
    /// "Interview on Tuesday at 14:00, Acme".
    pub detail: T,
    /// Why now.
    pub reason: T,
    /// Whether a draft may be inserted: never before the interview is over (rule T3).
    pub can_insert: bool,
    /// A guard's words, for instance that it is too early.
    pub warning: Option<T>,
    /// What would make the draft better.
    pub hints: Vec<T>,
}

impl PanelView {
    pub fn resolve(&self, text: impl Fn(&Message) -> String) -> PanelView<String> {
        PanelView {
            follow_up: self.follow_up,
            title: text(&self.title),
            detail: text(&self.detail),
            reason: text(&self.reason),
            can_insert: self.can_insert,
            warning: self.warning.as_ref().map(&text),
            hints: self.hints.iter().map(&text).collect(),
        }
    }
}
