//! What is known about each thing, as [`History`](super::History) holds it.

use super::{Document, DocumentId, Impression, Interview, Notes, Opportunity, Person, PersonId, Stage};
use jiff::Timestamp;
use std::collections::BTreeMap;

#[derive(Clone, Debug, PartialEq)]
pub struct PersonRecord {
    pub person: Person,
    pub saved_at: Timestamp,
    pub connected: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub struct OpportunityRecord {
    pub opportunity: Opportunity,
    pub saved_at: Timestamp,
    pub stage: Stage,
    /// When the stage was last changed.
    pub stage_since: Timestamp,
    /// When the opportunity was last open again after it had ended.
    pub reopened_at: Option<Timestamp>,
    /// Since when references are wanted.
    pub references_wanted_at: Option<Timestamp>,
    pub replies: Vec<(Timestamp, Option<PersonId>)>,
    pub new_facts: Vec<String>,
    /// Rule N4.
    pub documents: BTreeMap<DocumentId, Document>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct InterviewRecord {
    pub interview: Interview,
    pub cancelled: bool,
    pub impression: Option<Impression>,
    /// When the impression was last given.
    pub impression_at: Option<Timestamp>,
    /// About the whole interview.
    pub notes: Notes,
    /// When notes of any kind were last saved.
    pub notes_at: Option<Timestamp>,
    pub notes_by_person: BTreeMap<PersonId, Notes>,
}

/// What the hint to save a backup follows from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BackupRecord {
    /// Since when there is something to lose.
    pub first_at: Option<Timestamp>,
    pub saved_at: Option<Timestamp>,
    pub dismissed_at: Option<Timestamp>,
    /// Something was recorded since the last backup.
    pub is_behind: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Skipped {
    pub at: Timestamp,
    pub reason: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct SavedDraft {
    pub subject: String,
    pub text: String,
}

impl InterviewRecord {
    /// The end, also where it was entered as before the start.
    pub fn ended_at(&self) -> Timestamp {
        self.interview.end.max(self.interview.start)
    }

    /// What was noted for one person, completed by what was noted for all.
    pub fn notes_for(&self, person: PersonId) -> Notes {
        self.notes_by_person.get(&person).map_or_else(|| self.notes.clone(), |own| own.or(&self.notes))
    }
}
