//! What is shown when a step is opened, put off or taken away with what it belongs to.

use crate::followup::{CallCard, SnoozeChoice};
use crate::model::Message;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Somebody of the company wrote or called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplyView {
    pub at: Timestamp,
    /// Empty: it is not known who.
    pub from: String,
}

/// Rules F5, F6: a call card, with the voicemail's words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CallView {
    pub card: CallCard,
    /// The title of the step by which they last heard from the user.
    pub last_contact: Option<Message>,
    pub voicemail: Option<VoicemailView>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoicemailView {
    pub text: String,
    /// How long it takes to say.
    pub seconds: u32,
}

/// What a snooze would come to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SnoozeView {
    pub choice: SnoozeChoice,
    pub until: Timestamp,
    /// It leaves the time that is right for the step.
    pub warning: Option<Message>,
}

/// What would go with a person or an opportunity.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RemovalView {
    /// "2 interviews", "1 document", …
    pub goes: Vec<Message>,
    /// Rule N4: why to keep it for now.
    pub guard: Option<Message>,
}
