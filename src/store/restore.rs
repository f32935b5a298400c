//! A backup back into what is stored: what it will change, and the facts to write.

use super::backup::{BackupError, open_backup};
use crate::model::{ActionId, Fact, FactId, FollowUpId, FollowUpKind, Happening, History, Origin};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RestoreMode {
    /// What is here and what is in the file; of what both changed, what was saved last.
    Merge,
    /// What is in the file and nothing else.
    Replace,
}

/// A restore, not carried out yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Restore {
    pub preview: RestorePreview,
    /// The facts to write, behind all that is stored; nothing stored is changed or removed.
    pub write: Vec<Fact>,
}

/// What a restore will change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RestorePreview {
    pub saved_at: Timestamp,
    /// Facts of the file that are new here.
    pub new_facts: usize,
    pub known_facts: usize,
    pub people: Changes,
    pub opportunities: Changes,
    pub interviews: Changes,
    /// Follow-ups that are done or skipped.
    pub follow_ups: Changes,
    pub cadences: Changes,
    /// Templates in the user's own words.
    pub templates: Changes,
    pub settings_change: bool,
    /// Whether anything changes at all: also what no list names, a snooze or a draft.
    pub changes_something: bool,
    pub conflicts: Vec<Conflict>,
}

impl RestorePreview {
    pub fn is_nothing(&self) -> bool {
        !self.changes_something
    }
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Changes {
    pub added: Vec<Item>,
    pub changed: Vec<Item>,
    pub removed: Vec<Item>,
}

/// Something, as the user knows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// Of the person, the company or the cadence.
    pub name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follow_up: Option<FollowUpKind>,
}

/// Saved here and in the file, each without the other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Conflict {
    pub what: ConflictKind,
    pub name: String,
    pub here_at: Timestamp,
    pub file_at: Timestamp,
    /// Which one will hold.
    pub kept: Kept,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ConflictKind {
    Person,
    Opportunity,
    Interview,
    Cadence,
    Template,
    Settings,
    /// A fact with the same identity says another thing: one of the two files was changed by hand.
    Fact,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kept {
    Here,
    File,
}

/// What a backup's text would do to the stored facts. The caller shows the preview, writes `write` in one go, and opens
/// the history anew.
///
/// # Errors
/// A damaged, foreign or newer file: where it is wrong. Then nothing is to be written.
pub fn restore(
    stored: &[Fact],
    text: &str,
    mode: RestoreMode,
    now: Timestamp,
    new_id: &mut dyn FnMut() -> Uuid,
) -> Result<Restore, BackupError> {
    let file = open_backup(text)?;
    let known: BTreeMap<FactId, &Fact> = stored.iter().map(|fact| (fact.id, fact)).collect();
    let before = History::from_facts(stored);
    let mut fresh: Vec<Fact> = file.facts.iter().filter(|fact| !known.contains_key(&fact.id)).cloned().collect();
    let known_facts = file.facts.len() - fresh.len();
    let new_facts = fresh.len();
    in_sequence(&mut fresh, before.last_seq);
    let mut conflicts: Vec<Conflict> = file
        .facts
        .iter()
        .filter_map(|fact| known.get(&fact.id).filter(|own| own.what != fact.what).map(|own| (*own, fact)))
        .map(|(own, other)| Conflict {
            what: ConflictKind::Fact,
            name: subject(&own.what).map(|(_, name)| name).unwrap_or_default(),
            here_at: own.at,
            file_at: other.at,
            kept: if mode == RestoreMode::Merge { Kept::Here } else { Kept::File },
        })
        .collect();
    let write = match mode {
        RestoreMode::Merge => merge(stored, &file.facts, fresh, &mut conflicts, now, new_id),
        RestoreMode::Replace => replace(stored, &file.facts, fresh, now, new_id),
    };
    let after = History::from_facts(stored.iter().chain(&write));
    let preview = preview(&before, &after, file.saved_at, (new_facts, known_facts), conflicts);
    Ok(Restore { preview, write })
}

/// In the order of the file, behind all that is stored.
fn in_sequence(facts: &mut [Fact], last_seq: u64) {
    facts.sort_by_key(|fact| (fact.seq, fact.id));
    for (fact, seq) in facts.iter_mut().zip(last_seq.saturating_add(1)..) {
        fact.seq = seq;
        fact.origin = Origin::Import;
    }
}

fn merge(
    stored: &[Fact],
    file: &[Fact],
    mut fresh: Vec<Fact>,
    conflicts: &mut Vec<Conflict>,
    now: Timestamp,
    new_id: &mut dyn FnMut() -> Uuid,
) -> Vec<Fact> {
    let missing = taken_back_by_a_restore(stored, file);
    let again: BTreeSet<FactId> = missing.iter().map(|fact| fact.id).collect();
    fresh.retain(|fact| !again.contains(&fact.id));
    fresh.extend(anew(missing, last_seq(fresh.iter().chain(stored)), new_id));
    let in_file: BTreeSet<FactId> = file.iter().map(|fact| fact.id).collect();
    let here = latest(stored.iter().filter(|fact| !in_file.contains(&fact.id)), &History::from_facts(stored));
    let theirs = latest(fresh.iter(), &History::from_facts(file));
    let action = ActionId(new_id());
    let mut again = Vec::new();
    for (subject, (name, own)) in here {
        let Some((_, other)) = theirs.get(&subject).filter(|(_, other)| other.what != own.what) else { continue };
        let kept = if own.at > other.at { Kept::Here } else { Kept::File };
        conflicts.push(Conflict { what: subject.0, name, here_at: own.at, file_at: other.at, kept });
        if kept == Kept::Here {
            again.push(own.what.clone());
        }
    }
    let last = fresh.last().map_or(0, |fact| fact.seq);
    for (what, seq) in again.into_iter().zip(last.saturating_add(1)..) {
        fresh.push(Fact { id: FactId(new_id()), seq, action, at: now, origin: Origin::Import, what });
    }
    fresh
}

/// What the file holds and an earlier restore, or its undo, took away here: who merges the file wants it back. What the
/// user took back by hand stays so.
fn taken_back_by_a_restore(stored: &[Fact], file: &[Fact]) -> Vec<Fact> {
    let (undone, undone_there) = (History::from_facts(stored).undone, History::from_facts(file).undone);
    let live = |fact: &&Fact| !undone.contains(&fact.action);
    let by_hand = History::from_facts(stored.iter().filter(|fact| fact.origin != Origin::Import)).undone;
    let mut taken = BTreeSet::new();
    let mut there: BTreeMap<Timestamp, Vec<&Happening>> = BTreeMap::new();
    for fact in stored.iter().filter(live) {
        there.entry(fact.at).or_default().push(&fact.what);
        if let Happening::Undone { action } = fact.what {
            taken.insert(action);
        }
    }
    let is_missing = |fact: &&Fact| {
        let is_there = there.get(&fact.at).is_some_and(|here| here.contains(&&fact.what));
        let was_taken = taken.contains(&fact.action) && !by_hand.contains(&fact.action);
        was_taken && !undone_there.contains(&fact.action) && !is_there
    };
    file.iter().filter(is_missing).cloned().collect()
}

/// The same facts with identities of their own, behind all that is stored.
fn anew(mut facts: Vec<Fact>, last_seq: u64, new_id: &mut dyn FnMut() -> Uuid) -> Vec<Fact> {
    in_sequence(&mut facts, last_seq);
    let mut actions: BTreeMap<ActionId, ActionId> = BTreeMap::new();
    for fact in &mut facts {
        fact.id = FactId(new_id());
        fact.action = *actions.entry(fact.action).or_insert_with(|| ActionId(new_id()));
    }
    for fact in &mut facts {
        if let Happening::Undone { action } = &mut fact.what {
            *action = actions.get(action).copied().unwrap_or(*action);
        }
    }
    facts
}

/// Of what kind, and which.
type Subject = (ConflictKind, String);

/// The last save of each thing that was not taken back.
fn latest<'a>(facts: impl Iterator<Item = &'a Fact>, history: &History) -> BTreeMap<Subject, (String, &'a Fact)> {
    let mut found: BTreeMap<Subject, (String, &Fact)> = BTreeMap::new();
    for fact in facts.filter(|fact| !history.undone.contains(&fact.action)) {
        let Some((subject, name)) = subject(&fact.what) else { continue };
        let later = |(_, other): &(String, &Fact)| (other.seq, other.id) > (fact.seq, fact.id);
        if !found.get(&subject).is_some_and(later) {
            found.insert(subject, (name, fact));
        }
    }
    found
}

fn subject(what: &Happening) -> Option<(Subject, String)> {
    match what {
        Happening::PersonSaved { person } => Some(((ConflictKind::Person, person.id.to_string()), person.name.clone())),
        Happening::OpportunitySaved { opportunity } => {
            Some(((ConflictKind::Opportunity, opportunity.id.to_string()), opportunity.company.clone()))
        }
        Happening::InterviewSaved { interview } => {
            Some(((ConflictKind::Interview, interview.id.to_string()), interview.start.to_string()))
        }
        Happening::CadenceSaved { cadence } => {
            Some(((ConflictKind::Cadence, cadence.id.0.clone()), cadence.name.clone()))
        }
        Happening::TemplateSaved { key, .. } => {
            Some(((ConflictKind::Template, format!("{key:?}")), key.kind.slug().to_owned()))
        }
        Happening::SettingsSaved { .. } => Some(((ConflictKind::Settings, String::new()), String::new())),
        _ => None,
    }
}

/// Takes back every action that the file does not know, and adds what it knows more. Where that does not give exactly
/// what the file says (it was made of facts that are here in another order), all of it is recorded anew.
fn replace(
    stored: &[Fact],
    file: &[Fact],
    fresh: Vec<Fact>,
    now: Timestamp,
    new_id: &mut dyn FnMut() -> Uuid,
) -> Vec<Fact> {
    let in_file: BTreeSet<ActionId> = file.iter().map(|fact| fact.action).collect();
    let wanted = comparable(History::from_facts(file));
    let foreign = |fact: &&Fact| !in_file.contains(&fact.action);
    let gone: BTreeSet<ActionId> = stored.iter().filter(foreign).map(|fact| fact.action).collect();
    let mut write = fresh;
    write.extend(take_back(last_seq(write.iter().chain(stored)), &gone, now, new_id));
    if comparable(History::from_facts(stored.iter().chain(&write))) == wanted {
        return write;
    }
    let gone: BTreeSet<ActionId> = stored.iter().map(|fact| fact.action).collect();
    let mut write = take_back(last_seq(stored), &gone, now, new_id);
    let again = anew(file.to_vec(), last_seq(write.iter().chain(stored)), new_id);
    write.extend(again);
    write
}

fn last_seq<'a>(facts: impl IntoIterator<Item = &'a Fact>) -> u64 {
    facts.into_iter().map(|fact| fact.seq).max().unwrap_or(0)
}

fn take_back(last_seq: u64, gone: &BTreeSet<ActionId>, now: Timestamp, new_id: &mut dyn FnMut() -> Uuid) -> Vec<Fact> {
    let action = ActionId(new_id());
    let what = gone.iter().map(|gone| Happening::Undone { action: *gone });
    (last_seq.saturating_add(1)..)
        .zip(what)
        .map(|(seq, what)| Fact { id: FactId(new_id()), seq, action, at: now, origin: Origin::Import, what })
        .collect()
}

/// What it comes to, without the way there.
fn comparable(mut history: History) -> History {
    history.undone.clear();
    history.last_seq = 0;
    history.backup = Default::default();
    history
}

fn preview(
    before: &History,
    after: &History,
    saved_at: Timestamp,
    (new_facts, known_facts): (usize, usize),
    conflicts: Vec<Conflict>,
) -> RestorePreview {
    let named = |name: &str| Item { name: name.to_owned(), at: None, follow_up: None };
    let compare = (before, after);
    RestorePreview {
        saved_at,
        new_facts,
        known_facts,
        people: changes(compare, |h| h.people.clone(), |_, _, record| named(&record.person.name)),
        opportunities: changes(compare, |h| h.opportunities.clone(), |_, _, record| named(&record.opportunity.company)),
        interviews: changes(
            compare,
            |h| h.interviews.clone(),
            |history, _, record| {
                let company = history.opportunities.get(&record.interview.opportunity);
                let name = company.map_or("", |record| &record.opportunity.company);
                Item { at: Some(record.interview.start), ..named(name) }
            },
        ),
        follow_ups: changes(compare, settled, |history, id, (at, _)| {
            let person = id.person.and_then(|id| history.people.get(&id)).map(|record| &record.person.name);
            let company = id.opportunity.and_then(|id| history.opportunities.get(&id));
            let company = company.map(|record| &record.opportunity.company);
            let name = person.or(company).map_or("", String::as_str);
            Item { at: Some(*at), follow_up: Some(id.kind), ..named(name) }
        }),
        cadences: changes(compare, |h| h.cadences.clone(), |_, _, cadence| named(&cadence.name)),
        templates: changes(compare, |h| h.templates.clone(), |_, key, _| named(key.kind.slug())),
        settings_change: before.settings != after.settings,
        changes_something: comparable(before.clone()) != comparable(after.clone()),
        conflicts,
    }
}

/// When, and in which words: as it was sent, or why it was skipped.
fn settled(history: &History) -> BTreeMap<FollowUpId, (Timestamp, String)> {
    let skipped = history.skipped.iter().map(|(id, skipped)| (*id, (skipped.at, skipped.reason.clone())));
    let done = history.done.iter().map(|(id, done)| (*id, (done.at, done.text.clone())));
    skipped.chain(done).collect()
}

fn changes<K: Ord, V: PartialEq>(
    (before, after): (&History, &History),
    of: impl Fn(&History) -> BTreeMap<K, V>,
    describe: impl Fn(&History, &K, &V) -> Item,
) -> Changes {
    let (old, new) = (of(before), of(after));
    let mut changes = Changes::default();
    for (key, value) in &new {
        match old.get(key) {
            None => changes.added.push(describe(after, key, value)),
            Some(was) if was != value => changes.changed.push(describe(after, key, value)),
            Some(_) => {}
        }
    }
    let gone = old.iter().filter(|(key, _)| !new.contains_key(key));
    changes.removed.extend(gone.map(|(key, value)| describe(before, key, value)));
    changes
}
