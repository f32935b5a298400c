use super::{
    ActionId, Cadence, CadenceId, Channel, Document, DocumentId, Done, FactId, FollowUpId, Impression, Interview,
    InterviewId, Notes, Opportunity, OpportunityId, Person, PersonId, Settings, Stage, TemplateKey,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Something that happened. Facts are only ever appended; a later fact about the same thing wins, in the order of
/// `seq`, which does not depend on any clock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    pub id: FactId,
    pub seq: u64,
    pub action: ActionId,
    /// When it was recorded. When it happened, if that differs, is part of the happening.
    pub at: Timestamp,
    pub origin: Origin,
    pub what: Happening,
}

/// Which surface recorded the fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// The user, on one of our own pages.
    Page,
    /// Seen in or done from a webmail's compose window.
    Webmail,
    /// From a backup or a calendar file.
    Import,
    /// The background, for what it showed.
    Background,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Happening {
    PersonSaved {
        person: Person,
    },
    /// The person goes, and with them what was planned for them.
    PersonRemoved {
        person: PersonId,
    },
    /// `gone` turned out to be `kept`.
    PeopleMerged {
        kept: PersonId,
        gone: PersonId,
    },
    /// The user looked at two who look alike: they are two people. Which is named first does not matter.
    PeopleToldApart {
        one: PersonId,
        other: PersonId,
    },
    /// The user looked at an address that bears somebody's name: it is not theirs.
    AddressToldApart {
        person: PersonId,
        address: String,
    },
    OpportunitySaved {
        opportunity: Opportunity,
    },
    OpportunityRemoved {
        opportunity: OpportunityId,
    },
    /// Rule N4. A document stays with its opportunity; one with the same id is replaced.
    DocumentSaved {
        opportunity: OpportunityId,
        document: Document,
    },
    DocumentRemoved {
        opportunity: OpportunityId,
        document: DocumentId,
    },
    StageChanged {
        opportunity: OpportunityId,
        stage: Stage,
    },
    InterviewSaved {
        interview: Interview,
    },
    InterviewCancelled {
        interview: InterviewId,
    },
    ImpressionGiven {
        interview: InterviewId,
        impression: Impression,
    },
    /// `person` absent: about the whole interview.
    NotesSaved {
        interview: InterviewId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        person: Option<PersonId>,
        notes: Notes,
    },
    FollowUpDone {
        follow_up: FollowUpId,
        done: Done,
    },
    FollowUpSkipped {
        follow_up: FollowUpId,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
    FollowUpSnoozed {
        follow_up: FollowUpId,
        until: Timestamp,
    },
    /// The user changed how this one goes out.
    ChannelChosen {
        follow_up: FollowUpId,
        channel: Channel,
    },
    DraftSaved {
        follow_up: FollowUpId,
        subject: String,
        text: String,
    },
    /// Rule F3: the fact that makes a further letter worth sending.
    NewFactNoted {
        opportunity: OpportunityId,
        text: String,
    },
    ReplyReceived {
        opportunity: OpportunityId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        person: Option<PersonId>,
        at: Timestamp,
    },
    /// Already connected on LinkedIn, as the user says or as the profile shows.
    Connected {
        person: PersonId,
    },
    /// A notification was shown for what stood due at `at`.
    Notified {
        follow_up: FollowUpId,
        due: Timestamp,
    },
    CadenceSaved {
        cadence: Cadence,
    },
    /// Whatever follows it goes on with Considerate.
    CadenceRemoved {
        cadence: CadenceId,
    },
    SettingsSaved {
        settings: Settings,
    },
    /// The user's own wording of a template; `source` absent: back to the built-in one.
    TemplateSaved {
        key: TemplateKey,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        source: Option<String>,
    },
    /// The user took a backup away.
    BackupSaved,
    /// The user does not want to hear of a backup for now.
    BackupHintDismissed,
    /// Takes back all facts of an action.
    Undone {
        action: ActionId,
    },
}
