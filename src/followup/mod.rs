//! From facts and `now` to what is to be followed up, when, how and why.
//!
//! A plan is made anew from the facts each time; nothing of it is stored. Windows are moments on the world's clock; only
//! notifications know the user's zone, quiet hours and days off ([`to_notify`], [`next_wakeup`]).

mod agenda;
mod backup_hint;
mod cadences;
pub mod calendar;
mod call;
mod changes;
mod channel;
mod connect;
mod guard;
mod index;
mod notify;
mod planner;
mod pursuit;
mod reason;
mod settled;
mod snooze;
mod standing;
mod window;

pub use agenda::{Agenda, Overview, agenda, overview};
pub use backup_hint::backup_is_due;
pub use cadences::{builtin_cadences, cadence_of, default_cadence, rules_of};
pub use call::{CallCard, Opener, OpenerKind, VOICEMAIL_SECONDS, Voicemail, call_card};
pub use changes::{PlanChanges, plan_changes};
pub use channel::channels_for;
pub use connect::{ConnectBudget, connect_budget};
pub use guard::{person_removal_guard, removal_guard, writing_guards};
pub use index::Index;
pub use notify::{Notice, next_wakeup, to_notify};
pub use planner::{plan, step};
pub use snooze::{SnoozeChoice, snooze_until, snooze_warning};
pub use standing::step_name;

use crate::model::{Channel, FollowUpId, InterviewId, Message, OpportunityId, PersonId, Rule};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// One follow-up with its window: opens ≤ due ≤ last call ≤ closes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Step {
    pub id: FollowUpId,
    pub opportunity: Option<OpportunityId>,
    /// Whom it goes to. None: nobody known.
    pub person: Option<PersonId>,
    pub interview: Option<InterviewId>,
    pub opens: Timestamp,
    pub due: Timestamp,
    /// Until when it still counts although it is overdue.
    pub last_call: Option<Timestamp>,
    /// From when on it is no longer prompted for.
    pub closes: Option<Timestamp>,
    /// Until when it costs nothing to wait, as things stand now; what can be done now is ranked by it.
    #[serde(default)]
    pub act_by: Option<Timestamp>,
    pub state: StepState,
    pub channel: Channel,
    pub reason: Reason,
    pub channel_reason: Option<Reason>,
    /// Rule F3: a new fact has to be noted before this one can be written.
    #[serde(default)]
    pub needs_new_fact: bool,
    /// Rules N2, T12: the person's record has no e-mail address, postal address, telephone number or profile, whichever
    /// the channel takes.
    #[serde(default)]
    pub lacks_address: bool,
}

impl Step {
    /// Something that the user can do now.
    pub const fn is_actionable(&self) -> bool {
        matches!(self.state, StepState::Open | StepState::Due | StepState::LastCall | StepState::Late)
    }

    /// Nothing will be asked any more.
    pub const fn is_over(&self) -> bool {
        matches!(self.state, StepState::Done { .. } | StepState::Skipped | StepState::Expired)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum StepState {
    /// Not open yet.
    Upcoming,
    /// Open, and in time.
    Open,
    /// The due moment is here; there is no last call.
    Due,
    /// Overdue, but still counts.
    LastCall,
    /// After the last call, or brought back by a snooze after its window: late, still worth doing.
    Late,
    Snoozed {
        until: Timestamp,
    },
    Done {
        at: Timestamp,
    },
    Skipped,
    /// Closed without having been done.
    Expired,
}

impl StepState {
    /// The name under which it is stored and exported: `last-call`.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Upcoming => "upcoming",
            Self::Open => "open",
            Self::Due => "due",
            Self::LastCall => "last-call",
            Self::Late => "late",
            Self::Snoozed { .. } => "snoozed",
            Self::Done { .. } => "done",
            Self::Skipped => "skipped",
            Self::Expired => "expired",
        }
    }
}

/// Why something is prompted (or not), and the rule it stands on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reason {
    pub rule: Rule,
    pub message: Message,
}

/// Everything about one opportunity, in the order of the windows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OpportunityPlan {
    pub opportunity: OpportunityId,
    pub steps: Vec<Step>,
    pub standing: Standing,
    /// The next moment at which this plan will differ although no fact was added.
    pub changes_at: Option<Timestamp>,
}

/// Rule W3: the next step, or the reason for having none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Standing {
    pub message: Message,
    pub rule: Rule,
    /// Rule W1: until when it is normal to hear nothing.
    pub normal_until: Option<Timestamp>,
}
