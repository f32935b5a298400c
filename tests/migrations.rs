//! Data of every schema that was ever released still opens, and means what it meant: `tests/migrations/schema-<n>.json`,
//! each with every kind of fact that its schema knew. Once a schema is released its file only ever gains kinds.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use afterword::followup::{self, StepState};
use afterword::model::*;
use afterword::store;
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

/// Every kind of fact under the name by which it is stored. A new kind fails to compile here: add it, and add one to the
/// sample of the current schema.
const fn kind(what: &Happening) -> &'static str {
    match what {
        Happening::PersonSaved { .. } => "person-saved",
        Happening::PersonRemoved { .. } => "person-removed",
        Happening::PeopleMerged { .. } => "people-merged",
        Happening::OpportunitySaved { .. } => "opportunity-saved",
        Happening::OpportunityRemoved { .. } => "opportunity-removed",
        Happening::DocumentSaved { .. } => "document-saved",
        Happening::DocumentRemoved { .. } => "document-removed",
        Happening::StageChanged { .. } => "stage-changed",
        Happening::InterviewSaved { .. } => "interview-saved",
        Happening::InterviewCancelled { .. } => "interview-cancelled",
        Happening::ImpressionGiven { .. } => "impression-given",
        Happening::NotesSaved { .. } => "notes-saved",
        Happening::FollowUpDone { .. } => "follow-up-done",
        Happening::FollowUpSkipped { .. } => "follow-up-skipped",
        Happening::FollowUpSnoozed { .. } => "follow-up-snoozed",
        Happening::ChannelChosen { .. } => "channel-chosen",
        Happening::DraftSaved { .. } => "draft-saved",
        Happening::NewFactNoted { .. } => "new-fact-noted",
        Happening::ReplyReceived { .. } => "reply-received",
        Happening::Connected { .. } => "connected",
        Happening::Notified { .. } => "notified",
        Happening::CadenceSaved { .. } => "cadence-saved",
        Happening::CadenceRemoved { .. } => "cadence-removed",
        Happening::TemplateSaved { .. } => "template-saved",
        Happening::PeopleToldApart { .. } => "people-told-apart",
        Happening::AddressToldApart { .. } => "address-told-apart",
        Happening::BackupSaved => "backup-saved",
        Happening::BackupHintDismissed => "backup-hint-dismissed",
        Happening::SettingsSaved { .. } => "settings-saved",
        Happening::Undone { .. } => "undone",
    }
}

const KINDS: usize = 30;

fn sample(schema: u32) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("tests/migrations/schema-{schema}.json"));
    fs::read_to_string(path).unwrap()
}

#[test]
fn there_is_a_sample_of_every_schema() {
    for schema in 1..=store::SCHEMA {
        let text = sample(schema);
        assert!(text.contains(&format!("\"schema\": {schema},")));
        store::read_backup(&text).unwrap();
    }
}

#[test]
fn the_sample_has_every_kind_of_fact() {
    let facts = store::read_backup(&sample(store::SCHEMA)).unwrap();
    let kinds: BTreeSet<&str> = facts.iter().map(|fact| kind(&fact.what)).collect();
    assert_eq!(kinds.len(), KINDS, "{kinds:?}");
    // Stored under that very name.
    for fact in &facts {
        assert_eq!(serde_json::to_value(&fact.what).unwrap()["kind"], kind(&fact.what));
    }
}

#[test]
fn data_of_schema_1_means_what_it_meant() {
    let facts = store::read_backup(&sample(1)).unwrap();
    let history = History::from_facts(&facts);
    let person = |name: &str| history.people.values().find(|record| record.person.name == name);
    let (jane, bob) = (person("Jane Roe").unwrap(), person("Bob Poe").unwrap());
    assert!(person("J. Roe").is_none() && person("Tom May").is_none());
    assert_eq!(jane.person.email(), Some("jane@acme.example"));
    assert_eq!(jane.person.motivator, Some(Motivator::SaveMoney));
    assert!(jane.connected && history.are_told_apart(bob.person.id, jane.person.id));
    assert!(history.is_not_theirs(jane.person.id, "j.roe@elsewhere.example"));

    assert_eq!(history.opportunities.len(), 1);
    let acme = history.opportunities.values().next().unwrap();
    assert_eq!((acme.stage, acme.opportunity.company.as_str()), (Stage::Open, "Acme"));
    assert_eq!(acme.opportunity.decision_date, Some("2026-03-20".parse().unwrap()));
    assert_eq!(acme.new_facts, ["I passed my exam"]);
    assert_eq!(acme.replies.len(), 1);
    let documents: Vec<_> = acme.documents.values().map(|document| document.name.as_str()).collect();
    assert_eq!(documents, ["Advertisement"]);

    assert_eq!(history.interviews.len(), 1);
    let interview = history.interviews.values().next().unwrap();
    let roles: Vec<_> = interview.interview.participants.iter().map(|p| (p.person, p.role)).collect();
    assert_eq!(roles, [(jane.person.id, Role::HiringManager), (bob.person.id, Role::Recruiter)]);
    assert_eq!(interview.impression, Some(Impression::Well));
    assert_eq!(interview.notes_for(jane.person.id).common_ground, "chess");
    assert_eq!(interview.notes_for(bob.person.id).common_ground, "sailing");
    assert_eq!(history.settings.holidays, [Holiday::on("2026-04-03".parse().unwrap())]);
    assert!(history.settings.references.is_empty());
    assert_eq!(history.settings.applicant.headline_facts, ["6 yrs in sales"]);

    let plan = followup::plan(&history, acme.opportunity.id, "2026-03-05T10:00:00Z".parse().unwrap()).unwrap();
    let state = |kind: FollowUpKind, person: Option<PersonId>, number: u8| {
        let mut found =
            plan.steps.iter().filter(|step| (step.id.kind, step.id.person, step.id.number) == (kind, person, number));
        found.next().map(|step| (step.state, step.channel))
    };
    let (jane, bob) = (Some(jane.person.id), Some(bob.person.id));
    let sent = "2026-03-03T15:00:00Z".parse().unwrap();
    assert_eq!(state(FollowUpKind::ThankYou, jane, 0), Some((StepState::Done { at: sent }, Channel::Email)));
    assert_eq!(state(FollowUpKind::ThankYou, bob, 0), Some((StepState::LastCall, Channel::Telephone)));
    assert_eq!(state(FollowUpKind::HandwrittenNote, bob, 0), Some((StepState::Skipped, Channel::Letter)));
    let check_in = plan.steps.iter().find(|step| step.id.kind == FollowUpKind::CheckIn).unwrap();
    assert_eq!(check_in.opens, "2026-03-23T08:00:00Z".parse().unwrap());
    assert_eq!(check_in.reason.rule, Rule::N3);
}

/// What this version writes is what it reads, and what stands in storage is read as well.
#[test]
fn what_is_written_is_the_sample_again() {
    let facts = store::read_backup(&sample(store::SCHEMA)).unwrap();
    let written = store::write_backup(&facts, "2026-03-05T10:00:00Z".parse().unwrap()).unwrap();
    assert_eq!(store::read_backup(&written).unwrap(), facts);
    let loaded = store::read_records(store::records_of(&facts).unwrap()).unwrap();
    assert_eq!(loaded.facts, facts);
    assert!(loaded.unreadable.is_empty() && loaded.migrated.is_empty());
}
