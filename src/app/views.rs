//! What a surface shows, ready to be drawn.

mod steps;
mod templates;

pub use steps::{CallView, RemovalView, ReplyView, SnoozeView, VoicemailView};
pub use templates::{TemplatePreview, TemplateView};

use super::forms::CalendarStamp;
use crate::capture::invite::{Part, Participation};
use crate::capture::reading::{Certainty, NothingReason, PersonReading};
use crate::capture::twins::Sign;
use crate::draft::review::{Field, HintKind, Severity};
use crate::followup::StepState;
use crate::model::{
    Channel, Document, FollowUpId, FollowUpKind, Impression, Interview, InterviewKind, Message, Opportunity,
    OpportunityId, Person, PersonId, Role, Rule, Stage,
};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
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
    /// Something was recorded as of then, and by this machine's clock that is more than a day ahead: the clock is wrong
    /// now, or it was.
    #[serde(default)]
    pub ahead: Option<Timestamp>,
    /// Time to suggest saving a backup.
    #[serde(default)]
    pub backup_due: bool,
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
    /// Until when it costs nothing to wait, as things stand now.
    #[serde(default)]
    pub act_by: Option<Timestamp>,
    pub person: Option<PersonBrief>,
    pub opportunity: Option<OpportunityBrief>,
    /// Nothing is known to reach the person by on this channel (rules N2, T12).
    #[serde(default)]
    pub lacks_address: bool,
    /// Rule F3: a new fact has to be noted first.
    #[serde(default)]
    pub needs_new_fact: bool,
    /// How it was done, where the user said so.
    #[serde(default)]
    pub went_by: Option<Channel>,
    /// Why it was skipped, in the user's words; may be empty.
    #[serde(default)]
    pub skip_reason: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PersonBrief {
    pub id: PersonId,
    pub name: String,
    pub title: String,
    pub company: String,
    pub email: Option<String>,
    pub linkedin_url: Option<String>,
    #[serde(default)]
    pub postal_address: String,
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
    /// Rule N4, by kind and name.
    #[serde(default)]
    pub documents: Vec<Document>,
    /// Rule F3, the latest last.
    #[serde(default)]
    pub new_facts: Vec<String>,
    /// The latest first.
    #[serde(default)]
    pub replies: Vec<ReplyView>,
    /// Rule F7: the opportunity's own.
    #[serde(default)]
    pub references: Vec<PersonBrief>,
    /// Those of the settings, who are asked where the opportunity has none of its own.
    #[serde(default)]
    pub usual_references: Vec<PersonBrief>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InterviewView {
    pub interview: Interview,
    pub cancelled: bool,
    pub people: Vec<(PersonBrief, Role)>,
    pub has_notes: bool,
    #[serde(default)]
    pub impression: Option<Impression>,
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
    /// Who may be the same person; filled in only where one person is asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub twins: Vec<TwinView>,
}

/// What a search has found, the likeliest first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FoundView {
    pub people: Vec<PersonBrief>,
    pub opportunities: Vec<OpportunityBrief>,
    /// More than are listed.
    pub left_out: usize,
}

/// Somebody known who may be the same person, with what speaks for it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TwinView {
    pub person: Person,
    pub signs: Vec<Sign>,
    pub interviews: Vec<InterviewView>,
}

/// Somebody whom an invite, a card or an open mail names.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MetView {
    pub reading: PersonReading,
    /// Surely the same person.
    pub known: Option<Person>,
    /// Who may be the same person.
    pub twins: Vec<TwinView>,
    /// What they are to the opportunity, where that is known.
    pub role: Role,
    /// Of an invite.
    pub part: Option<Part>,
    pub status: Option<Participation>,
    /// The user has not said which address is theirs, and this may be it.
    pub perhaps_user: bool,
}

/// What a file or a pasted text holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum ImportView {
    /// Those to come first, soonest first; then the past ones, latest first. `left_out`: more than are shown.
    Invites {
        invites: Vec<InviteView>,
        left_out: usize,
    },
    Cards {
        people: Vec<MetView>,
    },
}

/// What an invite does to what is stored (RFC 5546 §2.1.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum InviteStanding {
    New,
    /// This very version is stored.
    Known,
    /// A later version of the one that is stored.
    Updates,
    Cancels,
    /// A later version is stored.
    Outdated,
    /// Calls off an interview that is not stored.
    CancelledUnknown,
    /// An attendee's answer to the organiser.
    Reply,
    /// Its times cannot be read.
    Unreadable,
}

/// An invite, as it is to be confirmed. Times are local to `zone`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InviteView {
    pub standing: InviteStanding,
    pub title: String,
    pub interview_kind: InterviewKind,
    pub start: Option<DateTime>,
    pub end: Option<DateTime>,
    pub zone: String,
    /// Only the day is given; the user has to say the time.
    pub all_day: bool,
    pub recurs: bool,
    /// Where, and the link to join by.
    pub place: String,
    pub people: Vec<MetView>,
    pub calendar: CalendarStamp,
    /// The stored interview that it is about.
    pub known: Option<InterviewView>,
    /// Participants of the stored interview who are not invited here.
    pub not_invited: Vec<PersonBrief>,
    pub opportunity: Option<OpportunityId>,
    /// The organiser's, where the domain of the address is a company's own.
    pub company: String,
    pub problem: Option<Message>,
}

/// What the open mail tells beside its sender.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MailView {
    pub subject: String,
    /// Everybody else in it but the user.
    pub others: Vec<MetView>,
    /// Times named in its text, the likeliest of an interview first.
    pub times: Vec<TimeView>,
    /// Names of attached calendar files: what is in them cannot be reached from here.
    pub attached: Vec<String>,
    /// An invite that stands in the text itself.
    pub invite: Option<Box<InviteView>>,
}

/// A time that a text names, in the user's own zone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TimeView {
    /// The words it was read from.
    pub words: String,
    pub date: Date,
    pub time: Option<Time>,
    pub minutes: Option<i64>,
    pub certainty: Certainty,
}

/// What the tab in front holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum TabView {
    /// A person who can be saved; `known` when they are saved already.
    Person {
        reading: Box<PersonReading>,
        known: Option<Box<PersonView>>,
        /// Who else may be this person.
        #[serde(default)]
        twins: Vec<TwinView>,
        /// Where the page is an open mail.
        #[serde(default)]
        mail: Option<Box<MailView>>,
    },
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
    /// What to have at hand where it goes by telephone.
    #[serde(default)]
    pub call: Option<Box<CallView>>,
    /// The text is the user's own, kept from before; it replaces the template's.
    pub saved: bool,
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

/// What the inline prompt is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PanelAsk {
    /// The mail being written is a follow-up: a draft may be put in.
    #[default]
    Write,
    /// Nobody is written to yet: there is somebody to thank.
    Offer,
    /// The recipient may be somebody known under another address.
    SamePerson,
}

/// The inline prompt beside a compose window. `T` is [`Message`] here and `String` once the background has put it into
/// the user's language: a content script holds no catalogue.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PanelView<T = Message> {
    pub follow_up: FollowUpId,
    #[serde(default)]
    pub ask: PanelAsk,
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
    /// The user keeps it small on this site.
    #[serde(default)]
    pub folded: bool,
    /// Put off by the panel's own choice, the step would leave the time that is right for it.
    pub snooze_warning: Option<T>,
}

impl PanelView {
    pub fn resolve(&self, text: impl Fn(&Message) -> String) -> PanelView<String> {
        PanelView {
            follow_up: self.follow_up,
            ask: self.ask,
            title: text(&self.title),
            detail: text(&self.detail),
            reason: text(&self.reason),
            can_insert: self.can_insert,
            warning: self.warning.as_ref().map(&text),
            hints: self.hints.iter().map(&text).collect(),
            folded: self.folded,
            snooze_warning: self.snooze_warning.as_ref().map(&text),
        }
    }
}
