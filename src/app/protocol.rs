//! What the surfaces may ask of the background, and what it answers. One pair per direction: a content script cannot
//! even express what only our own pages may ask.

use super::forms::{CalendarStamp, CaptureForm, FileBytes, GroupForm, InterviewForm, OpportunityForm};
use super::views::{AgendaView, DraftView, ImportView, OpportunityView, PanelView, PersonView, TabView};
use crate::capture::snapshot::Snapshot;
use crate::followup::SnoozeChoice;
use crate::model::{
    ActionId, Channel, FollowUpId, Impression, InterviewId, Message, Notes, OpportunityId, PersonId, Settings, Stage,
};
use serde::{Deserialize, Serialize};

/// From the popup, the sidebar and the dashboard.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum PageRequest {
    /// What is due, next and waited for. Answer: `Agenda`.
    Agenda,
    /// All opportunities with their steps. Answer: `Opportunities`.
    Opportunities,
    /// Everybody, by name. Answer: `People`.
    People,
    /// Answer: `Person`.
    Person { person: PersonId },
    /// What the tab in front shows; the background takes the snapshot. Answer: `Tab`.
    ReadTab { tab: i32 },
    /// Reads a snapshot that was taken already. Answer: `Tab`.
    ReadSnapshot { snapshot: Box<Snapshot> },
    /// Answer: `Saved`.
    SaveCapture { form: Box<CaptureForm> },
    /// Answer: `Saved`.
    SaveOpportunity { form: Box<OpportunityForm> },
    /// Answer: `Saved`. Changes time, place or kind of an interview.
    SaveInterview { form: Box<InterviewForm> },
    /// What a calendar file or contact cards hold; nothing is stored. Answer: `Import`.
    ReadFile { bytes: FileBytes },
    /// Several people, and the interview with them, in one action. Answer: `Saved`.
    SaveGroup { form: Box<GroupForm> },
    /// Answer: `Saved`. `calendar`: the event that called it off.
    CancelInterview {
        interview: InterviewId,
        #[serde(default)]
        calendar: Option<CalendarStamp>,
    },
    /// Two who look alike are one: `gone` becomes `kept`. Answer: `Saved`.
    MergePeople { kept: PersonId, gone: PersonId },
    /// Two who look alike are two. Answer: `Saved`.
    TellApart { one: PersonId, other: PersonId },
    /// Answer: `Notes`.
    Notes { interview: InterviewId, person: Option<PersonId> },
    /// Answer: `Saved`.
    SaveNotes { interview: InterviewId, person: Option<PersonId>, notes: Box<Notes> },
    /// Answer: `Saved`.
    GiveImpression { interview: InterviewId, impression: Impression },
    /// Answer: `Saved`.
    SetStage { opportunity: OpportunityId, stage: Stage },
    /// Answer: `Saved`.
    RecordReply { opportunity: OpportunityId, person: Option<PersonId> },
    /// Answer: `Draft`.
    Draft { follow_up: FollowUpId },
    /// Answer: `Saved`. Done by the user: sent, posted, called, invited.
    MarkDone { follow_up: FollowUpId, channel: Option<Channel>, subject: String, text: String },
    /// Answer: `Saved`.
    Skip { follow_up: FollowUpId, reason: String },
    /// Answer: `Saved`.
    Snooze { follow_up: FollowUpId, choice: SnoozeChoice },
    /// Answer: `Saved`.
    MarkConnected { person: PersonId },
    /// Answer: `Saved`.
    RemovePerson { person: PersonId },
    /// Answer: `Saved`.
    RemoveOpportunity { opportunity: OpportunityId },
    /// Answer: `Saved`. Takes back a whole action.
    Undo { action: ActionId },
    /// Answer: `Settings`.
    Settings,
    /// Answer: `Saved`.
    SaveSettings { settings: Box<Settings> },
    /// All facts as a JSON file. Answer: `File`.
    Backup,
    /// What a backup would change; nothing is stored. Answer: `Restore`.
    PreviewRestore { text: String },
    /// Adds the facts of a backup to what is stored. Answer: `Saved`.
    Restore { text: String },
    /// The practice build only: now is the real time plus this many milliseconds. Answer: `Done`.
    SetClock { offset_ms: i64 },
    /// The practice build only. Answer: `Clock`.
    Clock,
}

/// From `compose.js`, on a webmail that the user enabled.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum ContentRequest {
    /// On start: what to look for on this site, and the texts of the panel. Answer: `Site`.
    Site,
    /// A compose window has these recipients now. Answer: `Panel`.
    Compose { recipients: Vec<String> },
    /// Answer: `Draft`.
    InsertDraft { follow_up: FollowUpId, recipients: Vec<String> },
    /// The mail was sent. Answer: `Sent`.
    Sent { follow_up: FollowUpId, recipients: Vec<String>, subject: String, text: String },
    /// Answer: `Done`.
    Undo { action: ActionId },
    /// Answer: `Done`.
    Snooze { follow_up: FollowUpId, choice: SnoozeChoice, recipients: Vec<String> },
    /// Done by other means. Answer: `Sent`.
    AlreadyDone { follow_up: FollowUpId, recipients: Vec<String> },
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Response {
    Done,
    Saved {
        action: ActionId,
        /// What happened, in a sentence.
        message: Message,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        person: Option<PersonId>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        opportunity: Option<OpportunityId>,
    },
    Agenda {
        agenda: AgendaView,
    },
    Opportunities {
        opportunities: Vec<OpportunityView>,
    },
    People {
        people: Vec<PersonView>,
    },
    Person {
        person: Box<PersonView>,
    },
    Tab {
        tab: Box<TabView>,
    },
    Import {
        import: Box<ImportView>,
    },
    Notes {
        notes: Box<Notes>,
    },
    Draft {
        draft: DraftView,
    },
    Settings {
        settings: Box<Settings>,
    },
    File {
        name: String,
        text: String,
    },
    Restore {
        new_facts: usize,
        known_facts: usize,
    },
    Clock {
        offset_ms: i64,
    },
    /// `None`: nobody known is written to, so there is nothing to show.
    Panel {
        panel: Option<Box<PanelView>>,
    },
    Sent {
        action: ActionId,
    },
}
