//! The agenda and the next wake-up of many opportunities without planning them all anew.
//!
//! Kept by whoever keeps the [`History`]; disposable like everything that follows from facts. What it says equals
//! [`overview`](super::overview) over everything; only what new facts touch, and what time has come for, is planned anew.

use super::{
    Agenda, OpportunityPlan, Overview, Step,
    agenda::{List, Place, listed},
    notify::{self, Notice},
    planner::plan,
    settled::settled,
};
use crate::model::{Fact, Happening, History, InterviewId, OpportunityId, PersonId, Settings, Stage};
use jiff::{Timestamp, tz::TimeZone};
use std::collections::{BTreeMap, BTreeSet};

/// The plans of all opportunities, as of a moment and in the user's zone.
#[derive(Clone, Debug)]
pub struct Index {
    now: Timestamp,
    zone_name: String,
    zone: TimeZone,
    entries: BTreeMap<OpportunityId, Entry>,
    /// When to look at an opportunity again.
    wakes: BTreeSet<(Timestamp, OpportunityId)>,
    /// In the agenda's order; with the place in the opportunity's plan.
    due: BTreeMap<Place, (OpportunityId, usize)>,
    next: BTreeMap<Place, (OpportunityId, usize)>,
    waiting: BTreeSet<OpportunityId>,
    /// What is to be shown; whether it still is may change with every minute (quiet hours).
    notices: BTreeMap<OpportunityId, Vec<Notice>>,
    by_person: BTreeMap<PersonId, BTreeSet<OpportunityId>>,
    by_interview: BTreeMap<InterviewId, OpportunityId>,
    /// Whom every opportunity may ask to vouch (rule F7).
    references: BTreeSet<PersonId>,
    /// With which the plans were made.
    settings: Settings,
    planned: u64,
}

/// What is remembered about one opportunity.
#[derive(Clone, Debug)]
struct Entry {
    /// `None`: it has ended and asks for nothing.
    plan: Option<OpportunityPlan>,
    wakes_at: Option<Timestamp>,
    /// Whom its plan depends on.
    people: BTreeSet<PersonId>,
    interviews: Vec<InterviewId>,
}

/// What facts touch.
#[derive(Default)]
struct Touched {
    everything: bool,
    opportunities: BTreeSet<OpportunityId>,
    people: BTreeSet<PersonId>,
}

impl Index {
    /// Plans everything. `zone`: the IANA name of the user's own.
    pub fn rebuild(history: &History, now: Timestamp, zone: &str) -> Self {
        let mut index = Self {
            now,
            zone_name: zone.to_owned(),
            zone: TimeZone::get(zone).unwrap_or(TimeZone::UTC),
            entries: BTreeMap::new(),
            wakes: BTreeSet::new(),
            due: BTreeMap::new(),
            next: BTreeMap::new(),
            waiting: BTreeSet::new(),
            notices: BTreeMap::new(),
            by_person: BTreeMap::new(),
            by_interview: BTreeMap::new(),
            references: history.settings.references.iter().copied().collect(),
            settings: planning(&history.settings),
            planned: 0,
        };
        for opportunity in history.opportunities.keys() {
            index.replan(history, *opportunity);
        }
        index
    }

    /// Takes in facts that `history` holds already; costs as much as the opportunities that they touch.
    pub fn apply(&mut self, history: &History, facts: &[Fact], now: Timestamp) {
        let touched = self.touched(history, facts);
        if touched.everything || now < self.now {
            *self = Self::rebuild(history, now, &self.zone_name).counting(self.planned);
            return;
        }
        self.now = now;
        for opportunity in self.neighbours(history, touched) {
            self.replan(history, opportunity);
        }
        self.come_due(history);
    }

    /// Time has passed, or the user has travelled: plans anew what changes by now. A clock that was set back costs a
    /// rebuild.
    pub fn advance(&mut self, history: &History, now: Timestamp, zone: &str) {
        if now < self.now || zone != self.zone_name {
            *self = Self::rebuild(history, now, zone).counting(self.planned);
            return;
        }
        self.now = now;
        self.come_due(history);
    }

    /// The moment as of which the plans are.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// What can be done now, soonest due first.
    pub fn due(&self) -> impl Iterator<Item = &Step> {
        self.due.values().filter_map(|place| self.step(*place))
    }

    pub fn due_count(&self) -> usize {
        self.due.len()
    }

    /// What opens later or was snoozed, soonest first.
    pub fn next(&self) -> impl Iterator<Item = &Step> {
        self.next.values().filter_map(|place| self.step(*place))
    }

    /// Opportunities in the running for which there is nothing to do now.
    pub fn waiting(&self) -> impl Iterator<Item = &OpportunityPlan> {
        self.waiting.iter().filter_map(|opportunity| self.plan(*opportunity))
    }

    /// `None`: there is no such opportunity, or it has ended and asks for nothing.
    pub fn plan(&self, opportunity: OpportunityId) -> Option<&OpportunityPlan> {
        self.entries.get(&opportunity)?.plan.as_ref()
    }

    /// All of it, copied; a surface that shows the first few takes them from [`Index::due`].
    pub fn agenda(&self) -> Agenda {
        Agenda {
            due: self.due().cloned().collect(),
            next: self.next().cloned().collect(),
            waiting: self.waiting().cloned().collect(),
        }
    }

    /// As [`to_notify`](super::to_notify).
    pub fn notices(&self) -> Vec<Notice> {
        let mut notices: Vec<Notice> = self.notices.values().flatten().cloned().collect();
        notices.sort_by_key(|notice| (notice.step.due, notice.step.id));
        notices
    }

    /// As [`next_wakeup`](super::next_wakeup).
    pub fn next_wakeup(&self) -> Option<Timestamp> {
        self.wakes.first().map(|(at, _)| *at)
    }

    pub fn overview(&self) -> Overview {
        Overview { agenda: self.agenda(), notices: self.notices(), next_wakeup: self.next_wakeup() }
    }

    /// How many times an opportunity was planned since the first [`Index::rebuild`]: what the work is measured by.
    pub fn planned(&self) -> u64 {
        self.planned
    }

    fn counting(mut self, before: u64) -> Self {
        self.planned += before;
        self
    }

    fn step(&self, (opportunity, place): (OpportunityId, usize)) -> Option<&Step> {
        self.plan(opportunity)?.steps.get(place)
    }

    fn come_due(&mut self, history: &History) {
        let come = self.wakes.iter().take_while(|(at, _)| *at <= self.now).map(|(_, opportunity)| *opportunity);
        let touched = Touched { opportunities: come.collect(), ..Touched::default() };
        if !touched.opportunities.is_empty() {
            for opportunity in self.neighbours(history, touched) {
                self.replan(history, opportunity);
            }
        }
        for opportunity in self.notices.keys().copied().collect::<Vec<_>>() {
            self.announce(history, opportunity);
        }
    }

    fn replan(&mut self, history: &History, opportunity: OpportunityId) {
        self.forget(opportunity);
        let Some(record) = history.opportunities.get(&opportunity) else { return };
        let interviews = history.interviews_of(opportunity);
        let mut people: BTreeSet<PersonId> = record.opportunity.references.iter().copied().collect();
        people.extend(interviews.iter().flat_map(|record| &record.interview.participants).map(|p| p.person));
        let interviews: Vec<InterviewId> = interviews.iter().map(|record| record.interview.id).collect();
        // Most of what is remembered is closed, and costs no planning when a background starts.
        let planned = if record.stage.is_closed() { None } else { plan(history, opportunity, self.now) };
        people.extend(planned.iter().flat_map(|plan| &plan.steps).filter_map(|step| step.person));
        // Somebody who was removed and is saved again brings back what was done about them.
        people.extend(settled(history, opportunity).into_iter().filter_map(|(id, _)| id.person));
        for person in &people {
            self.by_person.entry(*person).or_default().insert(opportunity);
        }
        for interview in &interviews {
            self.by_interview.insert(*interview, opportunity);
        }
        let Some(plan) = planned else {
            self.entries.insert(opportunity, Entry { plan: None, wakes_at: None, people, interviews });
            return;
        };
        self.planned += 1;
        for (place, step) in plan.steps.iter().enumerate().filter(|(_, step)| !step.is_over()) {
            let (list, key) = listed(step);
            let list = if list == List::Due { &mut self.due } else { &mut self.next };
            list.insert(key, (opportunity, place));
        }
        let running = matches!(record.stage, Stage::Open | Stage::Offered);
        if running && !plan.steps.iter().any(Step::is_actionable) {
            self.waiting.insert(opportunity);
        }
        let kept = running || plan.steps.iter().any(|step| !step.is_over());
        let entry = Entry { wakes_at: plan.changes_at, plan: Some(plan), people, interviews };
        self.wakes.extend(entry.wakes_at.map(|at| (at, opportunity)));
        self.entries.insert(opportunity, entry);
        self.announce(history, opportunity);
        if let Some(entry) = self.entries.get_mut(&opportunity).filter(|_| !kept) {
            entry.plan = None;
        }
    }

    /// Works out what is to be shown now for one opportunity, and when to look again.
    fn announce(&mut self, history: &History, opportunity: OpportunityId) {
        let Some(entry) = self.entries.get_mut(&opportunity) else { return };
        let Some(plan) = &entry.plan else { return };
        let plans = std::slice::from_ref(plan);
        let wakes_at = notify::wakeup(history, plans, self.now, &self.zone);
        let notices = notify::notices(history, plans, self.now, &self.zone);
        if let Some(at) = entry.wakes_at {
            self.wakes.remove(&(at, opportunity));
        }
        entry.wakes_at = wakes_at;
        self.wakes.extend(wakes_at.map(|at| (at, opportunity)));
        if notices.is_empty() {
            self.notices.remove(&opportunity);
        } else {
            self.notices.insert(opportunity, notices);
        }
    }

    fn forget(&mut self, opportunity: OpportunityId) {
        let Some(entry) = self.entries.remove(&opportunity) else { return };
        for person in &entry.people {
            if let Some(theirs) = self.by_person.get_mut(person) {
                theirs.remove(&opportunity);
                if theirs.is_empty() {
                    self.by_person.remove(person);
                }
            }
        }
        for interview in &entry.interviews {
            if self.by_interview.get(interview) == Some(&opportunity) {
                self.by_interview.remove(interview);
            }
        }
        let steps = entry.plan.map(|plan| plan.steps).unwrap_or_default();
        for step in steps.iter().filter(|step| !step.is_over()) {
            let (list, key) = listed(step);
            let list = if list == List::Due { &mut self.due } else { &mut self.next };
            // Another opportunity may show the same invitation by now.
            if list.get(&key).is_some_and(|(holder, _)| *holder == opportunity) {
                list.remove(&key);
            }
        }
        if let Some(at) = entry.wakes_at {
            self.wakes.remove(&(at, opportunity));
        }
        self.waiting.remove(&opportunity);
        self.notices.remove(&opportunity);
    }

    fn touched(&self, history: &History, facts: &[Fact]) -> Touched {
        let mut touched = Touched::default();
        for fact in facts {
            match &fact.what {
                Happening::PersonSaved { person } => drop(touched.people.insert(person.id)),
                Happening::PersonRemoved { person } | Happening::Connected { person } => {
                    touched.people.insert(*person);
                }
                Happening::PeopleMerged { kept, gone } => touched.people.extend([*kept, *gone]),
                Happening::OpportunitySaved { opportunity } => drop(touched.opportunities.insert(opportunity.id)),
                Happening::OpportunityRemoved { opportunity }
                | Happening::StageChanged { opportunity, .. }
                | Happening::NewFactNoted { opportunity, .. }
                | Happening::ReplyReceived { opportunity, .. } => drop(touched.opportunities.insert(*opportunity)),
                Happening::InterviewSaved { interview } => {
                    touched.opportunities.insert(interview.opportunity);
                    touched.opportunities.extend(self.by_interview.get(&interview.id));
                }
                Happening::InterviewCancelled { interview }
                | Happening::ImpressionGiven { interview, .. }
                | Happening::NotesSaved { interview, .. } => {
                    touched.opportunities.extend(self.by_interview.get(interview));
                    let record = history.interviews.get(interview);
                    touched.opportunities.extend(record.map(|record| record.interview.opportunity));
                }
                Happening::FollowUpDone { follow_up, .. }
                | Happening::FollowUpSkipped { follow_up, .. }
                | Happening::FollowUpSnoozed { follow_up, .. }
                | Happening::ChannelChosen { follow_up, .. }
                | Happening::Notified { follow_up, .. } => {
                    touched.opportunities.extend(follow_up.opportunity);
                    touched.people.extend(follow_up.person);
                }
                // No plan depends on these.
                Happening::DraftSaved { .. }
                | Happening::DocumentSaved { .. }
                | Happening::DocumentRemoved { .. }
                | Happening::TemplateSaved { .. }
                | Happening::PeopleToldApart { .. }
                | Happening::AddressToldApart { .. }
                | Happening::BackupSaved
                | Happening::BackupHintDismissed => {}
                Happening::CadenceSaved { .. } | Happening::CadenceRemoved { .. } | Happening::Undone { .. } => {
                    touched.everything = true;
                }
                Happening::SettingsSaved { settings } => touched.everything |= planning(settings) != self.settings,
            }
        }
        let vouches = |person: &PersonId| {
            self.references.contains(person) || history.settings.references.iter().any(|known| known == person)
        };
        touched.everything |= touched.people.iter().any(vouches);
        touched
    }

    /// The opportunities to plan anew: those touched, those of people touched, and those that share a person with one
    /// touched, because an invitation to connect belongs to a person (rule L1).
    fn neighbours(&self, history: &History, touched: Touched) -> BTreeSet<OpportunityId> {
        let mut people = touched.people;
        for opportunity in &touched.opportunities {
            people.extend(self.entries.get(opportunity).into_iter().flat_map(|entry| &entry.people));
            let interviews = history.interviews_of(*opportunity);
            people.extend(interviews.iter().flat_map(|record| &record.interview.participants).map(|p| p.person));
        }
        let mut found = touched.opportunities;
        for person in people {
            found.extend(self.by_person.get(&person).into_iter().flatten());
            found.extend(history.interviews_with(person).iter().map(|record| record.interview.opportunity));
        }
        found
    }
}

/// The settings without what no plan depends on.
fn planning(settings: &Settings) -> Settings {
    Settings { folded_panels: BTreeSet::new(), language: String::new(), ..settings.clone() }
}
