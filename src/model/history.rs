use super::{
    ActionId, BackupRecord, Cadence, CadenceId, Channel, Done, Fact, FollowUpId, FollowUpKind, Happening, Interview,
    InterviewId, InterviewRecord, Notes, Opportunity, OpportunityId, OpportunityRecord, Participant, Person, PersonId,
    PersonRecord, Role, SavedDraft, Settings, Skipped, Stage, TemplateKey,
};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// What all the facts add up to. The same facts in the same order give the same history.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    pub people: BTreeMap<PersonId, PersonRecord>,
    pub opportunities: BTreeMap<OpportunityId, OpportunityRecord>,
    pub interviews: BTreeMap<InterviewId, InterviewRecord>,
    pub done: BTreeMap<FollowUpId, Done>,
    pub skipped: BTreeMap<FollowUpId, Skipped>,
    pub snoozed: BTreeMap<FollowUpId, Timestamp>,
    pub channels: BTreeMap<FollowUpId, Channel>,
    pub drafts: BTreeMap<FollowUpId, SavedDraft>,
    /// The due moments for which a notification was shown already.
    pub notified: BTreeSet<(FollowUpId, Timestamp)>,
    pub cadences: BTreeMap<CadenceId, Cadence>,
    pub settings: Settings,
    /// The user's own templates, as they wrote them.
    pub templates: BTreeMap<TemplateKey, String>,
    pub undone: BTreeSet<ActionId>,
    pub backup: BackupRecord,
    /// Pairs that the user told apart, the smaller id first.
    told_apart: BTreeSet<(PersonId, PersonId)>,
    /// Addresses, in lower case, that the user said are not this person's.
    not_theirs: BTreeSet<(PersonId, String)>,
    /// Index over `interviews`.
    by_opportunity: BTreeMap<OpportunityId, BTreeSet<InterviewId>>,
    /// Index over the participants of `interviews`.
    by_person: BTreeMap<PersonId, BTreeSet<InterviewId>>,
    /// `seq` of the latest fact.
    pub last_seq: u64,
}

impl History {
    /// Folds facts, in whatever order they come; they are applied in the order of `seq`.
    pub fn from_facts<'a>(facts: impl IntoIterator<Item = &'a Fact>) -> Self {
        let mut facts: Vec<&Fact> = facts.into_iter().collect();
        facts.sort_by_key(|fact| (fact.seq, fact.id));
        let undone = undone_actions(&facts);
        let mut history = Self { undone, ..Self::default() };
        for fact in facts {
            history.last_seq = history.last_seq.max(fact.seq);
            if !history.undone.contains(&fact.action) {
                history.apply(fact);
            }
        }
        history
    }

    /// Adds a newer fact. An [`Happening::Undone`] needs [`History::from_facts`] instead: it takes back older ones.
    pub fn apply(&mut self, fact: &Fact) {
        self.last_seq = self.last_seq.max(fact.seq);
        match &fact.what {
            Happening::PersonSaved { person } => self.save_person(person, fact.at),
            Happening::PersonRemoved { person } => self.remove_person(*person),
            Happening::PeopleMerged { kept, gone } => self.merge_people(*kept, *gone),
            Happening::PeopleToldApart { one, other } => {
                self.told_apart.insert(pair(*one, *other));
            }
            Happening::AddressToldApart { person, address } => {
                self.not_theirs.insert((*person, address.trim().to_lowercase()));
            }
            Happening::OpportunitySaved { opportunity } => self.save_opportunity(opportunity, fact.at),
            Happening::OpportunityRemoved { opportunity } => self.remove_opportunity(*opportunity),
            Happening::DocumentSaved { opportunity, document } => {
                if let Some(record) = self.opportunities.get_mut(opportunity) {
                    record.documents.insert(document.id, document.clone());
                }
            }
            Happening::DocumentRemoved { opportunity, document } => {
                if let Some(record) = self.opportunities.get_mut(opportunity) {
                    record.documents.remove(document);
                }
            }
            Happening::StageChanged { opportunity, stage } => {
                if let Some(record) = self.opportunities.get_mut(opportunity) {
                    if *stage == Stage::Open && record.stage != Stage::Open {
                        record.reopened_at = Some(fact.at);
                    }
                    record.stage = *stage;
                    record.stage_since = fact.at;
                }
            }
            Happening::InterviewSaved { interview } => self.save_interview(interview),
            Happening::InterviewCancelled { interview } => {
                if let Some(record) = self.interviews.get_mut(interview) {
                    record.cancelled = true;
                }
            }
            Happening::ImpressionGiven { interview, impression } => {
                if let Some(record) = self.interviews.get_mut(interview) {
                    record.impression = Some(*impression);
                    record.impression_at = Some(fact.at);
                }
            }
            Happening::NotesSaved { interview, person, notes } => {
                if let Some(record) = self.interviews.get_mut(interview) {
                    record.notes_at = Some(fact.at);
                    match person {
                        Some(person) => {
                            record.notes_by_person.insert(*person, notes.clone());
                        }
                        None => record.notes = notes.clone(),
                    }
                }
            }
            Happening::FollowUpDone { follow_up, done } => {
                self.done.insert(*follow_up, done.clone());
                self.snoozed.remove(follow_up);
            }
            Happening::FollowUpSkipped { follow_up, reason } => {
                self.skipped.insert(*follow_up, Skipped { at: fact.at, reason: reason.clone() });
                self.snoozed.remove(follow_up);
            }
            Happening::FollowUpSnoozed { follow_up, until } => {
                self.snoozed.insert(*follow_up, *until);
            }
            Happening::ChannelChosen { follow_up, channel } => {
                self.channels.insert(*follow_up, *channel);
            }
            Happening::DraftSaved { follow_up, subject, text } => {
                self.drafts.insert(*follow_up, SavedDraft { subject: subject.clone(), text: text.clone() });
            }
            Happening::NewFactNoted { opportunity, text } => {
                if let Some(record) = self.opportunities.get_mut(opportunity) {
                    record.new_facts.push(text.clone());
                }
            }
            Happening::ReplyReceived { opportunity, person, at } => {
                if let Some(record) = self.opportunities.get_mut(opportunity) {
                    record.replies.push((*at, *person));
                }
            }
            Happening::Connected { person } => {
                if let Some(record) = self.people.get_mut(person) {
                    record.connected = true;
                }
            }
            Happening::Notified { follow_up, due } => {
                self.notified.insert((*follow_up, *due));
            }
            Happening::CadenceSaved { cadence } => {
                self.cadences.insert(cadence.id.clone(), cadence.clone());
            }
            Happening::CadenceRemoved { cadence } => drop(self.cadences.remove(cadence)),
            Happening::SettingsSaved { settings } => self.settings = settings.clone(),
            Happening::TemplateSaved { key, source: Some(source) } => {
                self.templates.insert(key.clone(), source.clone());
            }
            Happening::TemplateSaved { key, source: None } => {
                self.templates.remove(key);
            }
            Happening::BackupSaved => self.backup.saved_at = Some(fact.at),
            Happening::BackupHintDismissed => self.backup.dismissed_at = Some(fact.at),
            Happening::Undone { .. } => {}
        }
        match &fact.what {
            Happening::BackupSaved => self.backup.is_behind = false,
            Happening::BackupHintDismissed | Happening::Notified { .. } => {}
            _ => {
                self.backup.is_behind = true;
                self.backup.first_at.get_or_insert(fact.at);
            }
        }
    }

    /// Interviews of an opportunity, earliest first.
    pub fn interviews_of(&self, opportunity: OpportunityId) -> Vec<&InterviewRecord> {
        self.earliest_first(self.by_opportunity.get(&opportunity))
    }

    /// Interviews in which somebody takes part, earliest first.
    pub fn interviews_with(&self, person: PersonId) -> Vec<&InterviewRecord> {
        self.earliest_first(self.by_person.get(&person))
    }

    /// Whether the user said that these two are two people.
    pub fn are_told_apart(&self, one: PersonId, other: PersonId) -> bool {
        self.told_apart.contains(&pair(one, other))
    }

    /// Whether the user said that this address is not this person's.
    pub fn is_not_theirs(&self, person: PersonId, address: &str) -> bool {
        self.not_theirs.contains(&(person, address.trim().to_lowercase()))
    }

    fn earliest_first(&self, ids: Option<&BTreeSet<InterviewId>>) -> Vec<&InterviewRecord> {
        let mut found: Vec<_> = ids.into_iter().flatten().filter_map(|id| self.interviews.get(id)).collect();
        found.sort_by_key(|record| (record.interview.start, record.interview.id));
        found
    }

    fn index(&mut self, interview: &Interview) {
        self.by_opportunity.entry(interview.opportunity).or_default().insert(interview.id);
        for participant in &interview.participants {
            self.by_person.entry(participant.person).or_default().insert(interview.id);
        }
    }

    fn unindex(&mut self, interview: &Interview) {
        remove_from(&mut self.by_opportunity, interview.opportunity, interview.id);
        for participant in &interview.participants {
            remove_from(&mut self.by_person, participant.person, interview.id);
        }
    }

    fn save_person(&mut self, person: &Person, at: Timestamp) {
        self.people
            .entry(person.id)
            .and_modify(|record| record.person = person.clone())
            .or_insert_with(|| PersonRecord { person: person.clone(), saved_at: at, connected: false });
    }

    fn remove_person(&mut self, person: PersonId) {
        self.people.remove(&person);
        self.forget_words_about(|id| id.person == Some(person));
        self.not_theirs.retain(|(whose, _)| *whose != person);
        self.settings.references.retain(|reference| *reference != person);
        for id in self.by_person.remove(&person).unwrap_or_default() {
            if let Some(record) = self.interviews.get_mut(&id) {
                record.interview.participants.retain(|p| p.person != person);
            }
        }
        // Of somebody who was taken off an interview the notes stay with it until now.
        for record in self.interviews.values_mut() {
            record.notes_by_person.remove(&person);
        }
    }

    /// What was sent still counts (rule L1); what was written or said about it goes.
    fn forget_words_about(&mut self, is_gone: impl Fn(&FollowUpId) -> bool) {
        self.drafts.retain(|id, _| !is_gone(id));
        for (_, skipped) in self.skipped.iter_mut().filter(|(id, _)| is_gone(id)) {
            skipped.reason.clear();
        }
        for (_, done) in self.done.iter_mut().filter(|(id, _)| is_gone(id)) {
            done.leave_out_words();
        }
    }

    fn merge_people(&mut self, kept: PersonId, gone: PersonId) {
        if kept == gone || !self.people.contains_key(&kept) {
            return;
        }
        let Some(other) = self.people.remove(&gone) else { return };
        if let Some(record) = self.people.get_mut(&kept) {
            record.connected |= other.connected;
            record.person.complete_from(&other.person);
        }
        let told_apart = std::mem::take(&mut self.told_apart);
        let one_now = |id: PersonId| if id == gone { kept } else { id };
        self.told_apart =
            told_apart.into_iter().map(|(a, b)| pair(one_now(a), one_now(b))).filter(|(a, b)| a != b).collect();
        let not_theirs = std::mem::take(&mut self.not_theirs);
        self.not_theirs = not_theirs.into_iter().map(|(person, address)| (one_now(person), address)).collect();
        for record in self.opportunities.values_mut() {
            for (_, from) in &mut record.replies {
                *from = from.map(one_now);
            }
        }
        for reference in &mut self.settings.references {
            if *reference == gone {
                *reference = kept;
            }
        }
        for record in self.opportunities.values_mut() {
            let references = &mut record.opportunity.references;
            let already = references.contains(&kept);
            references.retain(|reference| !(already && *reference == gone));
            for reference in references.iter_mut().filter(|reference| **reference == gone) {
                *reference = kept;
            }
        }
        for id in self.by_person.remove(&gone).unwrap_or_default() {
            self.by_person.entry(kept).or_default().insert(id);
            let Some(record) = self.interviews.get_mut(&id) else { continue };
            let participants = &mut record.interview.participants;
            // What either record says of their part; the kept one's word first.
            let role_as = |who| participants.iter().find(|p| p.person == who && p.role != Role::Other).map(|p| p.role);
            let role = role_as(kept).or_else(|| role_as(gone)).unwrap_or_default();
            let one = Participant { person: kept, role };
            let mut placed = false;
            participants.retain_mut(|place| {
                if place.person != kept && place.person != gone {
                    return true;
                }
                *place = one;
                !std::mem::replace(&mut placed, true)
            });
        }
        // Also where they were taken off the interview since.
        for record in self.interviews.values_mut() {
            if let Some(notes) = record.notes_by_person.remove(&gone) {
                let merged = record.notes_by_person.get(&kept).map_or_else(|| notes.clone(), |own| own.or(&notes));
                record.notes_by_person.insert(kept, merged);
            }
        }
        rename_keys(&mut self.done, kept, gone);
        rename_keys(&mut self.skipped, kept, gone);
        rename_keys(&mut self.snoozed, kept, gone);
        rename_keys(&mut self.channels, kept, gone);
        rename_keys(&mut self.drafts, kept, gone);
        let notified = std::mem::take(&mut self.notified);
        self.notified = notified.into_iter().map(|(id, due)| (renamed(id, kept, gone), due)).collect();
    }

    fn save_opportunity(&mut self, opportunity: &Opportunity, at: Timestamp) {
        let wanted_at = opportunity.references_wanted.then_some(at);
        self.opportunities
            .entry(opportunity.id)
            .and_modify(|record| {
                record.opportunity = opportunity.clone();
                record.references_wanted_at = wanted_at.map(|at| record.references_wanted_at.unwrap_or(at));
            })
            .or_insert_with(|| OpportunityRecord {
                opportunity: opportunity.clone(),
                saved_at: at,
                stage: Stage::Open,
                stage_since: at,
                reopened_at: None,
                references_wanted_at: wanted_at,
                replies: Vec::new(),
                new_facts: Vec::new(),
                documents: BTreeMap::new(),
            });
    }

    fn remove_opportunity(&mut self, opportunity: OpportunityId) {
        self.opportunities.remove(&opportunity);
        let interviews = self.by_opportunity.remove(&opportunity).unwrap_or_default();
        self.forget_words_about(|id| match id.interview {
            Some(interview) => interviews.contains(&interview),
            None => id.opportunity == Some(opportunity),
        });
        for id in interviews {
            if let Some(record) = self.interviews.remove(&id) {
                self.unindex(&record.interview);
            }
        }
    }

    /// An interview turned out to belong to another opportunity: what was done about it stays done.
    fn move_follow_ups(&mut self, interview: &Interview, to: OpportunityId) {
        move_keys(&mut self.done, interview, to);
        move_keys(&mut self.skipped, interview, to);
        move_keys(&mut self.snoozed, interview, to);
        move_keys(&mut self.channels, interview, to);
        move_keys(&mut self.drafts, interview, to);
        for kind in OF_INTERVIEW {
            let first = FollowUpId { kind, ..FollowUpId::notes(interview.opportunity, interview.id) };
            let ours = |(id, _): &(FollowUpId, Timestamp)| {
                (id.kind, id.opportunity, id.interview) == (kind, first.opportunity, first.interview)
            };
            let told: Vec<_> = self.notified.range((first, Timestamp::MIN)..).copied().take_while(ours).collect();
            for (id, due) in told {
                self.notified.remove(&(id, due));
                self.notified.insert((FollowUpId { opportunity: Some(to), ..id }, due));
            }
        }
    }

    fn save_interview(&mut self, interview: &Interview) {
        if let Some(old) = self.interviews.get(&interview.id).map(|record| record.interview.clone()) {
            self.unindex(&old);
            if old.opportunity != interview.opportunity {
                self.move_follow_ups(&old, interview.opportunity);
            }
        }
        self.index(interview);
        self.interviews
            .entry(interview.id)
            .and_modify(|record| {
                record.interview = interview.clone();
                // A cancelled interview that is saved again has been arranged anew.
                record.cancelled = false;
            })
            .or_insert_with(|| InterviewRecord {
                interview: interview.clone(),
                cancelled: false,
                impression: None,
                impression_at: None,
                notes: Notes::default(),
                notes_at: None,
                notes_by_person: BTreeMap::new(),
            });
    }
}

/// Kinds of follow-up that belong to one interview.
const OF_INTERVIEW: [FollowUpKind; 3] = [FollowUpKind::Notes, FollowUpKind::ThankYou, FollowUpKind::HandwrittenNote];

/// What a map holds under the follow-ups of one interview goes to the same ones under another opportunity.
fn move_keys<V>(map: &mut BTreeMap<FollowUpId, V>, interview: &Interview, to: OpportunityId) {
    for kind in OF_INTERVIEW {
        let first = FollowUpId { kind, ..FollowUpId::notes(interview.opportunity, interview.id) };
        let ours =
            |id: &FollowUpId| (id.kind, id.opportunity, id.interview) == (kind, first.opportunity, first.interview);
        let ids: Vec<FollowUpId> = map.range(first..).map(|(id, _)| *id).take_while(ours).collect();
        for id in ids {
            if let Some(value) = map.remove(&id) {
                map.insert(FollowUpId { opportunity: Some(to), ..id }, value);
            }
        }
    }
}

fn remove_from<K: Ord + Copy>(index: &mut BTreeMap<K, BTreeSet<InterviewId>>, key: K, id: InterviewId) {
    if let Some(ids) = index.get_mut(&key) {
        ids.remove(&id);
        if ids.is_empty() {
            index.remove(&key);
        }
    }
}

/// Undoing an undo brings the action back, so the latest word counts.
fn undone_actions(facts: &[&Fact]) -> BTreeSet<ActionId> {
    let mut undone = BTreeSet::new();
    for fact in facts.iter().rev() {
        if let Happening::Undone { action } = fact.what
            && !undone.contains(&fact.action)
        {
            undone.insert(action);
        }
    }
    undone
}

fn pair(one: PersonId, other: PersonId) -> (PersonId, PersonId) {
    (one.min(other), one.max(other))
}

fn renamed(mut id: FollowUpId, kept: PersonId, gone: PersonId) -> FollowUpId {
    if id.person == Some(gone) {
        id.person = Some(kept);
    }
    id
}

fn rename_keys<V>(map: &mut BTreeMap<FollowUpId, V>, kept: PersonId, gone: PersonId) {
    let old = std::mem::take(map);
    for (id, value) in old {
        map.entry(renamed(id, kept, gone)).or_insert(value);
    }
}
