//! What was removed or taken back goes for good once nobody can ask for it back.

use super::records::key_of;
use crate::model::{
    ActionId, DocumentId, Fact, FactId, FollowUpId, Happening, History, Interview, InterviewId, Notes, OpportunityId,
    Person, PersonId,
};
use jiff::{SignedDuration, Timestamp};
use std::collections::{BTreeMap, BTreeSet};

/// For so long a removal, and whatever was undone, can be taken back.
const KEPT: SignedDuration = SignedDuration::from_hours(24);

/// What is to be done in storage. No answer that a history gives changes by it.
#[derive(Debug, Default, PartialEq)]
pub struct Sweep {
    pub erase: Vec<Fact>,
    /// The same facts without their words.
    pub rewrite: Vec<Fact>,
}

impl Sweep {
    /// The storage keys of what is to be erased.
    pub fn keys(&self) -> Vec<String> {
        self.erase.iter().map(|fact| key_of(fact.id)).collect()
    }

    /// What is left of the same facts once it is done.
    pub fn apply(self, mut facts: Vec<Fact>) -> Vec<Fact> {
        let erased: BTreeSet<FactId> = self.erase.iter().map(|fact| fact.id).collect();
        let mut rewritten: BTreeMap<FactId, Fact> = self.rewrite.into_iter().map(|fact| (fact.id, fact)).collect();
        facts.retain(|fact| !erased.contains(&fact.id));
        for fact in &mut facts {
            if let Some(now) = rewritten.remove(&fact.id) {
                *fact = now;
            }
        }
        facts
    }

    pub fn is_empty(&self) -> bool {
        self.erase.is_empty() && self.rewrite.is_empty()
    }
}

/// It can no longer be taken back: its words may be gone.
pub fn is_final(fact: &Fact, now: Timestamp) -> bool {
    let takes_away = matches!(
        fact.what,
        Happening::PersonRemoved { .. }
            | Happening::OpportunityRemoved { .. }
            | Happening::DocumentRemoved { .. }
            | Happening::Undone { .. }
    );
    takes_away && is_late(fact, now)
}

fn is_late(fact: &Fact, now: Timestamp) -> bool {
    now.duration_since(fact.at) >= KEPT
}

/// What can be swept of these facts, which add up to this history.
pub fn sweep(facts: &[Fact], history: &History, now: Timestamp) -> Sweep {
    // A clock that was set back says nothing about how long ago something was.
    let is_set_back = facts.iter().any(|fact| fact.at > now);
    if is_set_back || !facts.iter().any(|fact| is_final(fact, now)) {
        return Sweep::default();
    }
    let gone = Gone::of(facts, history, now);
    let mut sweep = Sweep::default();
    for fact in facts {
        if history.undone.contains(&fact.action) {
            // That it was undone stays, so that an older file does not bring it back when it is merged.
            if gone.actions.contains(&fact.action) && !matches!(fact.what, Happening::Undone { .. }) {
                sweep.erase.push(fact.clone());
            }
        } else if gone.holds(fact) {
            match gone.bare(&fact.what, history) {
                None => sweep.erase.push(fact.clone()),
                Some(bare) if bare != fact.what => sweep.rewrite.push(Fact { what: bare, ..fact.clone() }),
                Some(_) => {}
            }
        }
    }
    sweep
}

/// What is gone, with the `seq` of what took it away: only what came before that went with it.
#[derive(Default)]
struct Gone {
    actions: BTreeSet<ActionId>,
    people: BTreeMap<PersonId, u64>,
    opportunities: BTreeMap<OpportunityId, u64>,
    interviews: BTreeMap<InterviewId, u64>,
    documents: BTreeMap<(OpportunityId, DocumentId), u64>,
    /// Whoever was merged, on either side.
    merged: BTreeSet<PersonId>,
    /// Interviews that were of another opportunity once.
    moved: BTreeSet<InterviewId>,
}

impl Gone {
    /// Lives through it all again, since what went with an opportunity or a person depends on what was theirs by then.
    fn of(facts: &[Fact], history: &History, now: Timestamp) -> Self {
        let mut gone = Self::default();
        let mut so_far = History::default();
        let mut merges = Vec::new();
        let mut facts: Vec<&Fact> = facts.iter().filter(|fact| !history.undone.contains(&fact.action)).collect();
        facts.sort_by_key(|fact| (fact.seq, fact.id));
        for fact in facts {
            let is_late = is_late(fact, now);
            match &fact.what {
                // The latest word on an action counts.
                Happening::Undone { action } if !(is_late && history.undone.contains(action)) => {
                    gone.actions.remove(action);
                }
                Happening::Undone { action } => drop(gone.actions.insert(*action)),
                Happening::PersonRemoved { person } if is_late => drop(gone.people.insert(*person, fact.seq)),
                Happening::OpportunityRemoved { opportunity } if is_late => {
                    let interviews = so_far.interviews_of(*opportunity);
                    gone.interviews.extend(interviews.iter().map(|record| (record.interview.id, fact.seq)));
                    gone.opportunities.insert(*opportunity, fact.seq);
                }
                Happening::DocumentRemoved { opportunity, document } if is_late => {
                    gone.documents.insert((*opportunity, *document), fact.seq);
                }
                Happening::PeopleMerged { kept, gone: merged }
                    if [kept, merged].into_iter().all(|id| so_far.people.contains_key(id)) =>
                {
                    gone.merged.extend([*kept, *merged]);
                    merges.push((*kept, *merged, fact.seq));
                }
                Happening::InterviewSaved { interview } => {
                    let before = so_far.interviews.get(&interview.id);
                    if before.is_some_and(|before| before.interview.opportunity != interview.opportunity) {
                        gone.moved.insert(interview.id);
                    }
                }
                _ => {}
            }
            so_far.apply(fact);
        }
        gone.follow_merges(&merges);
        gone
    }

    /// Who was merged into somebody goes with them, with what came before the two were one.
    fn follow_merges(&mut self, merges: &[(PersonId, PersonId, u64)]) {
        for (kept, merged, seq) in merges.iter().rev() {
            if self.people.get(kept).is_some_and(|taken_at| seq < taken_at) {
                self.people.entry(*merged).or_insert(*seq);
            }
        }
    }

    /// What a fact still says without its words, where something else rests on it; `None`: nothing does.
    fn bare(&self, what: &Happening, history: &History) -> Option<Happening> {
        Some(match what {
            Happening::FollowUpDone { follow_up, done } => {
                let mut done = done.clone();
                done.leave_out_words();
                Happening::FollowUpDone { follow_up: *follow_up, done }
            }
            Happening::FollowUpSkipped { follow_up, .. } => {
                Happening::FollowUpSkipped { follow_up: *follow_up, reason: String::new() }
            }
            // Without either of the two there is no merging, and who was merged away would be back.
            Happening::PersonSaved { person } if self.merged.contains(&person.id) => {
                Happening::PersonSaved { person: Person::new(person.id, "") }
            }
            // That something was noted counts for the interview (rule N1).
            Happening::NotesSaved { interview, person, .. } if history.interviews.contains_key(interview) => {
                Happening::NotesSaved { interview: *interview, person: *person, notes: Notes::default() }
            }
            // What was done about it moved along with it.
            Happening::InterviewSaved { interview } if self.moved.contains(&interview.id) => {
                let Interview { id, opportunity, start, end, .. } = interview;
                Happening::InterviewSaved { interview: Interview::new(*id, *opportunity, *start, *end, "UTC") }
            }
            _ => return None,
        })
    }

    /// It holds words about what is gone, not only its id.
    fn holds(&self, Fact { seq, what, .. }: &Fact) -> bool {
        let before = |taken_at: Option<&u64>| taken_at.is_some_and(|taken_at| seq < taken_at);
        match what {
            Happening::PersonSaved { person } => before(self.people.get(&person.id)),
            Happening::AddressToldApart { person, .. } => before(self.people.get(person)),
            Happening::OpportunitySaved { opportunity } => before(self.opportunities.get(&opportunity.id)),
            Happening::NewFactNoted { opportunity, .. } => before(self.opportunities.get(opportunity)),
            Happening::DocumentSaved { opportunity, document } => {
                before(self.opportunities.get(opportunity)) || before(self.documents.get(&(*opportunity, document.id)))
            }
            Happening::InterviewSaved { interview } => before(self.interviews.get(&interview.id)),
            Happening::ImpressionGiven { interview, .. } => before(self.interviews.get(interview)),
            Happening::NotesSaved { interview, person, .. } => {
                before(self.interviews.get(interview)) || before(person.and_then(|person| self.people.get(&person)))
            }
            Happening::DraftSaved { follow_up, .. }
            | Happening::FollowUpSkipped { follow_up, .. }
            | Happening::FollowUpDone { follow_up, .. } => {
                let FollowUpId { person, interview, opportunity, .. } = follow_up;
                let whole = match interview {
                    // It may have moved to another opportunity since, and its steps with it.
                    Some(interview) => self.interviews.get(interview),
                    None => opportunity.and_then(|opportunity| self.opportunities.get(&opportunity)),
                };
                before(whole) || before(person.and_then(|person| self.people.get(&person)))
            }
            _ => false,
        }
    }
}
