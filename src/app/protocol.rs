//! What the surfaces may ask of the background, and what it answers. One pair per direction: a content script cannot
//! even express what only our own pages may ask.

use super::cadences::{CadencePreview, CadenceView};
use super::forms::{CalendarStamp, CaptureForm, DocumentForm, FileBytes, GroupForm, InterviewForm, OpportunityForm};
use super::insights::InsightsView;
use super::views::{
    AgendaView, DraftView, FoundView, HintView, ImportView, OpportunityView, PanelView, PersonView, RemovalView,
    SnoozeView, TabView, TemplatePreview, TemplateView,
};
use crate::capture::snapshot::Snapshot;
use crate::followup::{ConnectBudget, SnoozeChoice};
use crate::model::{
    ActionId, Cadence, CadenceId, Channel, DocumentId, FollowUpId, Impression, InterviewId, Message, Notes,
    OpportunityId, PersonId, Settings, Stage, TemplateKey,
};
use crate::store::{ErrorCode, ErrorEntry, RestoreMode, RestorePreview};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
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
    /// People and opportunities by what the user remembers of them. Answer: `Found`.
    Search { text: String },
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
    /// What the reviewer says of a text for a follow-up as it stands now. Answer: `Review`.
    Review { follow_up: FollowUpId, written: Box<Written> },
    /// Keeps what the user made of a draft. Answer: `Done`. An empty text goes back to the template's. Answer: `Saved`, where
    /// there was one.
    SaveDraft { follow_up: FollowUpId, subject: String, text: String },
    /// The wording in force for a template. Answer: `Template`.
    Template { key: TemplateKey },
    /// What a wording would give; nothing is stored. Answer: `TemplatePreview`.
    PreviewTemplate { key: TemplateKey, source: String },
    /// The user's own wording; `source` absent: back to the built-in one. Answer: `Saved`.
    SaveTemplate { key: TemplateKey, source: Option<String> },
    /// Fills in what a draft lacks, under the name that its view gave (`notes.question`). Answer: `Saved`.
    Complete { follow_up: FollowUpId, field: String, text: String },
    /// Answer: `Saved`. Done by the user: sent, posted, called, invited.
    MarkDone { follow_up: FollowUpId, channel: Option<Channel>, subject: String, text: String },
    /// Answer: `Saved`.
    Skip { follow_up: FollowUpId, reason: String },
    /// Answer: `Saved`.
    Snooze { follow_up: FollowUpId, choice: SnoozeChoice },
    /// What each snooze would come to, and one until `date`. Answer: `Snoozes`.
    Snoozes { follow_up: FollowUpId, date: Option<Date> },
    /// Answer: `Saved`. Done by other means than those here. `at`: in the user's zone; absent: now.
    DoneElsewhere {
        follow_up: FollowUpId,
        channel: Channel,
        #[serde(default)]
        at: Option<DateTime>,
    },
    /// Answer: `Saved`. How this one goes out, whatever the plan says.
    ChooseChannel { follow_up: FollowUpId, channel: Channel },
    /// Answer: `Saved`. Rule T12: a note by hand beside each thank-you of this opportunity.
    AlsoByHand { opportunity: OpportunityId },
    /// Answer: `Saved`.
    MarkConnected { person: PersonId },
    /// Answer: `Saved`.
    RemovePerson { person: PersonId },
    /// Answer: `Saved`.
    RemoveOpportunity { opportunity: OpportunityId },
    /// Answer: `Saved`. Several at once, as one action.
    SetStages { opportunities: Vec<OpportunityId>, stage: Stage },
    /// Answer: `Saved`. Several at once, as one action.
    RemoveSeveral { people: Vec<PersonId>, opportunities: Vec<OpportunityId> },
    /// Erases everything that is stored, for good. Answer: `Erased`.
    EraseEverything,
    /// What the user's record says of their follow-up. Answer: `Insights`.
    Insights,
    /// What would go with it, and what speaks against it. Answer: `Removal`.
    Removal { target: RemovalTarget },
    /// Answer: `Saved`. After a job was accepted: what is no longer needed goes in one action.
    CleanUp {
        accepted: OpportunityId,
        which: CleanUp,
        /// Those too whom the user met nowhere else.
        people: bool,
    },
    /// Rule N4. Answer: `Saved`.
    SaveDocument { opportunity: OpportunityId, document: Box<DocumentForm> },
    /// Answer: `Saved`.
    RemoveDocument { opportunity: OpportunityId, document: DocumentId },
    /// Answer: `Saved`. Takes back a whole action.
    Undo { action: ActionId },
    /// All cadences, the built-in ones first. Answer: `Cadences`.
    Cadences,
    /// What a cadence of the user's would change if it were saved as `edited`, or removed where that is absent; nothing
    /// is stored. Answer: `CadencePreview`.
    PreviewCadence { cadence: CadenceId, edited: Option<Box<Cadence>> },
    /// A copy to edit, under this name or one like it. Answer: `Saved`, with the copy's id.
    CopyCadence { cadence: CadenceId, name: String },
    /// One of the user's own. Answer: `Saved`.
    SaveCadence { cadence: Box<Cadence> },
    /// One of the user's own; whatever follows it goes on with Considerate. Answer: `Saved`.
    RemoveCadence { cadence: CadenceId },
    /// Answer: `Settings`.
    Settings,
    /// Answer: `Saved`.
    SaveSettings { settings: Box<Settings> },
    /// All facts as a JSON file, or with a passphrase as one in the age format. Answer: `File`.
    Backup {
        #[serde(default)]
        passphrase: Option<String>,
    },
    /// What a backup with a passphrase holds. Answer: `File`, as it is without one.
    /// `key`: the text of the key file, for one that was saved automatically; absent: this browser's own.
    UnlockBackup {
        text: String,
        passphrase: String,
        #[serde(default)]
        key: Option<String>,
    },
    /// How backups are saved automatically. Answer: `AutoBackup`.
    AutoBackup,
    /// Saves backups automatically from now on, and one at once; `every` absent: no longer. An empty passphrase is none.
    /// Answer: `AutoBackup`.
    SetAutoBackup {
        every: Option<Rhythm>,
        #[serde(default)]
        passphrase: String,
    },
    /// Saves one now. Answer: `AutoBackup`.
    AutoBackupNow,
    /// The user has a backup in hand. Answer: `Done`.
    BackupKept,
    /// No word of backups for now. Answer: `Done`.
    DismissBackupHint,
    /// What a backup would change; nothing is stored. Answer: `Restore`.
    PreviewRestore {
        text: String,
        #[serde(default = "merging")]
        mode: RestoreMode,
    },
    /// Takes in a backup. Answer: `Restored`.
    Restore {
        text: String,
        #[serde(default = "merging")]
        mode: RestoreMode,
    },
    /// Takes back a restore: all the actions that it named. Answer: `Saved`.
    UndoRestore { actions: Vec<ActionId> },
    /// A file for another program. Answer: `File`.
    Export { what: Export },
    /// What went wrong so far. Answer: `Errors`.
    Errors,
    /// Answer: `Done`.
    ForgetErrors,
    /// A page has met an error. `place`: as `store::Place` reads it. Answer: `Done`.
    ReportError { code: ErrorCode, place: String },
    /// The practice build only: the background breaks, with these words in its error. No answer.
    Break { how: Breakage, words: String },
    /// The practice build only: now is the real time plus this many milliseconds. Answer: `Done`.
    SetClock { offset_ms: i64 },
    /// The practice build only. Answer: `Clock`.
    Clock,
}

/// How often a backup is saved automatically, if anything was recorded since the last one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rhythm {
    Day,
    Week,
}

/// What the user is told of the automatic backup.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AutoBackupView {
    /// `None`: it is off.
    pub every: Option<Rhythm>,
    /// With a passphrase.
    #[serde(default)]
    pub locked: bool,
    /// When the last one was saved, and under which name.
    #[serde(default)]
    pub saved: Option<(Timestamp, String)>,
    /// Why the last one was not.
    #[serde(default)]
    pub failed: Option<Message>,
}

/// What can happen to a program, to see what becomes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Breakage {
    Panic,
    OutOfMemory,
    StackOverflow,
    /// Thrown through WebAssembly, which is left as it stood at that moment.
    Exception,
}

/// What the user thinks of removing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum RemovalTarget {
    Person { person: PersonId },
    Opportunity { opportunity: OpportunityId },
    Several { people: Vec<PersonId>, opportunities: Vec<OpportunityId> },
    Everything,
}

/// What is cleared away once a job was accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CleanUp {
    /// The accepted opportunity.
    This,
    /// All but the accepted one.
    Others,
}

fn merging() -> RestoreMode {
    RestoreMode::Merge
}

/// What other programs can read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Export {
    /// Everybody, as CSV.
    PeopleTable,
    /// Everybody, as vCard.
    PeopleCards,
    /// All follow-ups, as CSV.
    FollowUpsTable,
    PersonCard {
        person: PersonId,
    },
    /// These, as vCard.
    SeveralCards {
        people: Vec<PersonId>,
    },
    /// The follow-ups of all opportunities, as iCalendar.
    Calendar,
    OpportunityCalendar {
        opportunity: OpportunityId,
    },
    /// A single event.
    StepCalendar {
        follow_up: FollowUpId,
    },
}

/// From the content scripts, on a webmail that the user enabled.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum ContentRequest {
    /// On start: what to look for on this site. Answer: `Site`.
    Site,
    /// A message is being written: brings the scripts that deal with it. Answer: `Scripts`, with the panel's texts, once they
    /// are there.
    Scripts,
    /// A compose window has these recipients now, each an address or `Name <address>`. `site`: the key of the site's
    /// data. Answer: `Panel`.
    Compose {
        recipients: Vec<String>,
        #[serde(default)]
        site: String,
    },
    /// The user takes up the offer of a window without recipients. Answer: `Addressee`.
    Addressee { follow_up: FollowUpId },
    /// The only recipient is the person asked about. Answer: `Sent`.
    SamePerson { recipients: Vec<String> },
    /// The only recipient is not the person asked about, whose name they bear. Answer: `Sent`.
    NotSamePerson { recipients: Vec<String> },
    /// A page has begun on a site that leaves the compose window's page after sending. Answer: `Sent` with what was
    /// recorded a moment ago, else `Done`.
    JustSent,
    /// The panel is to be small on this site, or no longer. Answer: `Done`.
    Fold { site: String, folded: bool },
    /// Answer: `Draft`.
    /// `plain`: the field takes plain text only, so that the lines are broken here (rule T10).
    InsertDraft {
        follow_up: FollowUpId,
        recipients: Vec<String>,
        #[serde(default)]
        plain: bool,
    },
    /// The text as it stands now. Answer: `Review`.
    Review {
        follow_up: FollowUpId,
        recipients: Vec<String>,
        subject: String,
        text: String,
        /// Number of attached files; absent: not known.
        #[serde(default)]
        attachments: Option<usize>,
    },
    /// The mail was sent. Answer: `Sent`.
    Sent { follow_up: FollowUpId, recipients: Vec<String>, subject: String, text: String },
    /// Answer: `Done`.
    Undo { action: ActionId },
    /// Answer: `Done`.
    Snooze { follow_up: FollowUpId, choice: SnoozeChoice, recipients: Vec<String> },
    /// Done by other means. Answer: `Sent`.
    AlreadyDone { follow_up: FollowUpId, recipients: Vec<String> },
}

/// A text that is being written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    pub channel: Channel,
    pub subject: String,
    pub text: String,
    /// As the compose window shows them; empty: not known.
    #[serde(default)]
    pub recipients: Vec<String>,
    /// `None`: not known.
    #[serde(default)]
    pub attachments: Option<usize>,
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
        #[serde(default, skip_serializing_if = "Option::is_none")]
        cadence: Option<CadenceId>,
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
    Found {
        found: FoundView,
    },
    Tab {
        tab: Box<TabView>,
    },
    Import {
        import: Box<ImportView>,
    },
    Notes {
        notes: Box<Notes>,
        #[serde(default)]
        impression: Option<Impression>,
    },
    /// Those whose moment is over are left out.
    Snoozes {
        snoozes: Vec<SnoozeView>,
    },
    Removal {
        removal: RemovalView,
    },
    /// Nothing is stored any more. `backup`: what it was, as a backup file; whoever asked holds the only copy.
    Erased {
        backup: String,
    },
    Insights {
        insights: InsightsView,
    },
    Draft {
        draft: DraftView,
    },
    /// The gravest first.
    Review {
        hints: Vec<HintView>,
    },
    Template {
        template: Box<TemplateView>,
    },
    TemplatePreview {
        preview: TemplatePreview,
    },
    Settings {
        settings: Box<Settings>,
        /// Rule L1: of the current month.
        notes: ConnectBudget,
    },
    Cadences {
        cadences: Vec<CadenceView>,
    },
    CadencePreview {
        preview: Box<CadencePreview>,
    },
    File {
        name: String,
        /// RFC 6838.
        media_type: String,
        text: String,
    },
    Restore {
        preview: Box<RestorePreview>,
    },
    Restored {
        /// Those that `UndoRestore` takes back.
        actions: Vec<ActionId>,
        message: Message,
    },
    AutoBackup {
        auto: AutoBackupView,
    },
    Clock {
        offset_ms: i64,
    },
    Errors {
        /// The latest first.
        errors: Vec<ErrorEntry>,
        /// The same for a report, a line each.
        text: String,
    },
    /// `None`: nobody known is written to, so there is nothing to show.
    Panel {
        panel: Option<Box<PanelView>>,
    },
    /// Whom to write to.
    Addressee {
        name: String,
        address: String,
    },
    Sent {
        action: ActionId,
    },
}
