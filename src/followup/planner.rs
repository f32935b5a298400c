use super::{
    OpportunityPlan, Reason, Step, StepState, agenda, cadences::cadence_of, channel, connect, reason, reason::Why,
    standing, window::Counting, window::Window, window::state_at,
};
use crate::model::{
    Cadence, Channel, Condition, FollowUpId, FollowUpKind, History, Impression, Interview, InterviewRecord,
    OpportunityId, OpportunityRecord, Participant, PersonId, Role, Stage, StepRule,
};
use jiff::Timestamp;
use std::collections::BTreeSet;

/// What is to be followed up for one opportunity. `None`: there is no such opportunity.
///
/// Costs as much as the opportunity and its people have interviews and replies, however many others there are.
pub fn plan(history: &History, opportunity: OpportunityId, now: Timestamp) -> Option<OpportunityPlan> {
    let mut planner = Planner::new(history, opportunity, now)?;
    planner.per_interview();
    planner.withdrawals();
    planner.rejection_reply();
    planner.references();
    planner.connects();
    planner.pursuit();
    planner.settled_before();
    let mut steps = std::mem::take(&mut planner.steps);
    steps.sort_by_key(|step| (step.opens, step.due, step.id));
    agenda::set_deadlines(&mut steps);
    let standing = standing::standing(&planner, &steps);
    Some(OpportunityPlan { opportunity, steps, standing, changes_at: planner.changes_at })
}

/// The step of this id, as it stands now. For one that belongs to no opportunity (rule L1), any of its person's will do.
pub fn step(history: &History, id: FollowUpId, now: Timestamp) -> Option<Step> {
    let theirs = || id.person.into_iter().flat_map(|person| history.interviews_with(person));
    let opportunity = id.opportunity.or_else(|| theirs().last().map(|record| record.interview.opportunity))?;
    plan(history, opportunity, now)?.steps.into_iter().find(|step| step.id == id)
}

/// What the opportunity as a whole allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phase {
    /// In the running.
    Running,
    /// In the running, but the last interview went badly: thanks, then wait (rule T13).
    WentBadly,
    /// Not for the user: a withdrawal and nothing more (rule T14).
    Withdrawing,
    /// They made an offer: nothing to pursue.
    Offered,
    /// Rejected: a note of thanks (rule T11).
    Rejected,
    /// Accepted, withdrawn or let go.
    Ended,
}

pub(super) struct Planner<'a> {
    pub history: &'a History,
    pub opportunity: OpportunityId,
    pub record: &'a OpportunityRecord,
    pub cadence: &'a Cadence,
    /// All of the opportunity, earliest first, the cancelled ones too.
    pub interviews: Vec<&'a InterviewRecord>,
    pub phase: Phase,
    pub now: Timestamp,
    steps: Vec<Step>,
    changes_at: Option<Timestamp>,
}

/// What a step is about, besides its window.
#[derive(Clone, Copy)]
pub(super) struct About<'a> {
    pub rule: &'a StepRule,
    pub person: Option<PersonId>,
    pub interview: Option<&'a Interview>,
    pub why: Why,
}

impl<'a> Planner<'a> {
    fn new(history: &'a History, opportunity: OpportunityId, now: Timestamp) -> Option<Self> {
        let record = history.opportunities.get(&opportunity)?;
        let interviews = history.interviews_of(opportunity);
        let cadence = cadence_of(history, opportunity)?;
        let phase = phase(record, &interviews, now);
        let mut planner =
            Self { history, opportunity, record, cadence, interviews, phase, now, steps: Vec::new(), changes_at: None };
        for at in planner.standing_interviews().map(InterviewRecord::ended_at).collect::<Vec<_>>() {
            planner.changes(at);
        }
        Some(planner)
    }

    /// Those not cancelled.
    pub fn standing_interviews(&self) -> impl Iterator<Item = &'a InterviewRecord> + use<'a, '_> {
        self.interviews.iter().copied().filter(|record| !record.cancelled)
    }

    pub fn held_interviews(&self) -> impl Iterator<Item = &'a InterviewRecord> + use<'a, '_> {
        let now = self.now;
        self.standing_interviews().filter(move |record| record.ended_at() <= now)
    }

    /// The one that ends last, held or not.
    pub fn last_interview(&self) -> Option<&'a InterviewRecord> {
        self.standing_interviews().max_by_key(|record| record.ended_at())
    }

    /// Remembers that the plan may differ from `at` on.
    pub fn changes(&mut self, at: Timestamp) {
        if at > self.now && self.changes_at.is_none_or(|next| at < next) {
            self.changes_at = Some(at);
        }
    }

    /// Adds a step, if `allowed`; a step that is done or skipped already is kept to be looked at.
    pub fn add(&mut self, id: FollowUpId, about: About<'_>, window: Window, allowed: bool) {
        let state = if let Some(done) = self.history.done.get(&id) {
            StepState::Done { at: done.at }
        } else if self.history.skipped.contains_key(&id) {
            StepState::Skipped
        } else if !allowed {
            return;
        } else {
            let (state, changes) = state_at(&window, self.history.snoozed.get(&id).copied(), self.now);
            for at in changes {
                self.changes(at);
            }
            state
        };
        let needs_new_fact = id.kind == FollowUpKind::Letter && !self.has_new_fact();
        let (channel, channel_reason) = channel::channel(self, &id, &about);
        let reason = reason::reason(self, &id, &about, &window, state, needs_new_fact);
        let over = matches!(state, StepState::Done { .. } | StepState::Skipped | StepState::Expired);
        self.steps.push(Step {
            id,
            opportunity: Some(self.opportunity),
            person: about.person,
            interview: about.interview.map(|interview| interview.id),
            opens: window.opens,
            due: window.due,
            last_call: window.last_call,
            closes: window.closes,
            act_by: None,
            state,
            channel,
            reason,
            channel_reason,
            needs_new_fact: needs_new_fact && !over,
            lacks_address: !over && self.lacks_address(about.person, channel, id.kind),
        });
    }

    /// Rules N2, T12: whether nothing is known to reach the person by on that channel.
    fn lacks_address(&self, person: Option<PersonId>, channel: Channel, kind: FollowUpKind) -> bool {
        let person = person.and_then(|person| self.history.people.get(&person)).map(|record| &record.person);
        let Some(person) = person.filter(|_| !matches!(kind, FollowUpKind::Notes | FollowUpKind::LetGo)) else {
            return false;
        };
        match channel {
            Channel::Email => person.email().is_none_or(|address| address.trim().is_empty()),
            Channel::Letter => person.postal_address.trim().is_empty(),
            Channel::Telephone => person.phones.iter().all(|number| number.trim().is_empty()),
            Channel::Linkedin => person.linkedin.is_none(),
            Channel::InPerson => false,
        }
    }

    /// Rule F3: each letter takes a new fact of its own.
    fn has_new_fact(&self) -> bool {
        let letters = self.cadence.steps.iter().filter(|rule| rule.kind == FollowUpKind::Letter);
        let written = letters.filter(|rule| self.history.done.contains_key(&self.pursuit_id(rule))).count();
        self.record.new_facts.len() > written
    }

    pub fn pursuit_id(&self, rule: &StepRule) -> FollowUpId {
        FollowUpId::per_opportunity(rule.kind, self.opportunity, None, rule.number)
    }

    pub fn is_known(&self, person: PersonId) -> bool {
        self.history.people.contains_key(&person)
    }

    /// Rules N1, T1–T3, T12.
    fn per_interview(&mut self) {
        for record in self.interviews.clone() {
            let interview = &record.interview;
            let allowed = !record.cancelled && matches!(self.phase, Phase::Running | Phase::WentBadly | Phase::Offered);
            let counting = Counting::in_zone(&interview.zone, &self.history.settings);
            for rule in &self.cadence.steps {
                match rule.kind {
                    FollowUpKind::Notes => {
                        let id = FollowUpId::notes(self.opportunity, interview.id);
                        let window = counting.window(&rule.timing, record.ended_at());
                        let about = About { rule, person: None, interview: Some(interview), why: Why::Kind };
                        self.add(id, about, window, allowed && record.notes_at.is_none());
                    }
                    FollowUpKind::ThankYou | FollowUpKind::HandwrittenNote => {
                        let wanted = rule.only_if != Some(Condition::HandwrittenNotes)
                            || self.record.opportunity.handwritten_notes;
                        let window = counting.window(&rule.timing, record.ended_at());
                        let why = Why::of_thanks(record);
                        for participant in distinct(&interview.participants) {
                            let person = participant.person;
                            let addressed = rule.roles.is_empty() || rule.roles.contains(&participant.role);
                            if !self.is_known(person) || !addressed {
                                continue;
                            }
                            let id = FollowUpId::per_participant(rule.kind, self.opportunity, interview.id, person);
                            let about = About { rule, person: Some(person), interview: Some(interview), why };
                            self.add(id, about, window, allowed && wanted);
                        }
                    }
                    _ => {}
                }
            }
        }
    }

    /// Rule T14: one note for each of the rule's roles; where nobody of these was met, one to somebody who was.
    fn withdrawals(&mut self) {
        let Some(rule) = self.cadence.rule(FollowUpKind::Withdrawal) else { return };
        let Some(last) = self.held_interviews().max_by_key(|record| record.ended_at()) else { return };
        let allowed = self.phase == Phase::Withdrawing;
        let decided = last.impression_at.map_or(last.ended_at(), |at| at.max(last.ended_at()));
        let counting = Counting::in_zone(&last.interview.zone, &self.history.settings);
        let window = counting.window(&rule.timing, decided);
        let mut people: Vec<PersonId> = Vec::new();
        for role in &rule.roles {
            people.extend(self.to_withdraw_from(*role));
        }
        if people.is_empty() {
            let others = [Role::Recruiter, Role::HiringManager, Role::Other, Role::Executive, Role::Peer];
            people.extend(others.iter().find_map(|role| self.to_withdraw_from(*role)));
        }
        for person in people.iter().copied().collect::<BTreeSet<_>>() {
            let id = FollowUpId::per_opportunity(rule.kind, self.opportunity, Some(person), 0);
            let about = About { rule, person: Some(person), interview: Some(&last.interview), why: Why::Kind };
            self.add(id, about, window, allowed);
        }
    }

    /// Rule T11: one gracious answer to somebody whom the user met; opened again and rejected again, it is not repeated.
    fn rejection_reply(&mut self) {
        let Some(rule) = self.cadence.rule(FollowUpKind::RejectionReply) else { return };
        let first = FollowUpId::per_opportunity(rule.kind, self.opportunity, None, 0);
        let ours = |id: &&FollowUpId| (id.kind, id.opportunity) == (first.kind, first.opportunity);
        let done = self.history.done.range(first..).map(|(id, _)| id).take_while(ours).last();
        let skipped = self.history.skipped.range(first..).map(|(id, _)| id).take_while(ours).last();
        let settled = done.or(skipped).copied();
        let person = match settled {
            Some(id) => id.person,
            None => rule.roles.iter().find_map(|role| self.met_by(self.record.stage_since, *role).next()),
        };
        // An interview that is held all the same changes nothing about who is answered.
        let held = self.held_interviews().filter(|record| record.ended_at() <= self.record.stage_since);
        let last = held.max_by_key(|record| record.ended_at()).map(|record| &record.interview);
        let (Some(person), Some(last)) = (person, last) else { return };
        let counting = Counting::in_zone(&last.zone, &self.history.settings);
        let window = counting.window(&rule.timing, self.record.stage_since);
        let id = FollowUpId { person: Some(person), ..first };
        let about = About { rule, person: Some(person), interview: Some(last), why: Why::Kind };
        self.add(id, about, window, self.phase == Phase::Rejected);
    }

    /// Whoever of that role was told already, else who was met last.
    fn to_withdraw_from(&self, role: Role) -> Option<PersonId> {
        let met: Vec<PersonId> = self.met(role).collect();
        let told = |person: &&PersonId| {
            let id = FollowUpId::per_opportunity(FollowUpKind::Withdrawal, self.opportunity, Some(**person), 0);
            self.history.done.contains_key(&id) || self.history.skipped.contains_key(&id)
        };
        met.iter().find(told).or(met.first()).copied()
    }

    /// People of that role in held interviews, who was met last first.
    fn met(&self, role: Role) -> impl Iterator<Item = PersonId> + use<'a, '_> {
        self.met_by(self.now, role)
    }

    fn met_by(&self, at: Timestamp, role: Role) -> impl Iterator<Item = PersonId> + use<'a, '_> {
        let held: Vec<_> = self.held_interviews().filter(|record| record.ended_at() <= at).collect();
        held.into_iter()
            .rev()
            .flat_map(|record| record.interview.participants.iter())
            .filter(move |participant| participant.role == role && self.is_known(participant.person))
            .map(|participant| participant.person)
    }

    /// The one person whom a step of the opportunity goes to: the first role that was there. Before any interview, who
    /// is expected.
    pub fn contact(&self, roles: &[Role]) -> Option<PersonId> {
        let expected = |role: Role| {
            let participants = self.standing_interviews().flat_map(|record| record.interview.participants.iter());
            participants.into_iter().find(|p| p.role == role && self.is_known(p.person)).map(|p| p.person)
        };
        roles.iter().find_map(|role| self.met(*role).next()).or_else(|| roles.iter().find_map(|role| expected(*role)))
    }

    /// Rule F7.
    fn references(&mut self) {
        let Some(rule) = self.cadence.rule(FollowUpKind::Reference) else { return };
        let wanted = self.record.references_wanted_at;
        let held = self.held_interviews().map(InterviewRecord::ended_at).max();
        let from = if rule.only_if == Some(Condition::ReferencesWanted) { wanted } else { held.or(wanted) };
        let Some(from) = from else { return };
        let zone = self.last_interview().map_or("UTC", |record| record.interview.zone.as_str());
        let window = Counting::in_zone(zone, &self.history.settings).window(&rule.timing, from);
        let allowed = matches!(self.phase, Phase::Running | Phase::WentBadly | Phase::Offered);
        let of = |person| FollowUpId::per_opportunity(FollowUpKind::Reference, self.opportunity, person, 0);
        let all = of(None);
        let all_over = self.history.done.contains_key(&all) || self.history.skipped.contains_key(&all);
        let own = &self.record.opportunity.references;
        let listed = if own.is_empty() { &self.history.settings.references } else { own };
        let known: BTreeSet<PersonId> = listed.iter().copied().filter(|person| self.is_known(*person)).collect();
        let about = |person| About { rule, person, interview: None, why: Why::Kind };
        if known.is_empty() || all_over {
            self.add(all, about(None), window, allowed);
        }
        for person in known {
            let id = FollowUpId::per_opportunity(FollowUpKind::Reference, self.opportunity, Some(person), 0);
            self.add(id, about(Some(person)), window, allowed && !all_over);
        }
    }

    /// Rule L1.
    fn connects(&mut self) {
        let Some(rule) = self.cadence.rule(FollowUpKind::Connect) else { return };
        let participants = self.held_interviews().flat_map(|record| record.interview.participants.iter());
        let eligible = |p: &&Participant| connect::is_eligible(rule, p.role) && self.is_known(p.person);
        let people: BTreeSet<PersonId> = participants.filter(eligible).map(|p| p.person).collect();
        for person in people {
            let Some(occasion) = connect::occasion(self.history, person, self.now) else { continue };
            for at in &occasion.changes {
                self.changes(*at);
            }
            let id = FollowUpId::connect(person);
            let about = About { rule, person: Some(person), interview: Some(occasion.interview), why: Why::Kind };
            let connected = self.history.people.get(&person).is_some_and(|record| record.connected);
            let here = occasion.interview.opportunity == self.opportunity;
            self.add(id, about, occasion.window, here && !connected);
        }
    }
}

pub(super) fn phase(record: &OpportunityRecord, interviews: &[&InterviewRecord], now: Timestamp) -> Phase {
    let standing = || interviews.iter().filter(|record| !record.cancelled);
    let last_held = standing().filter(|record| record.ended_at() <= now).max_by_key(|record| record.ended_at());
    let last = standing().max_by_key(|record| record.ended_at());
    let impression = last_held.and_then(|record| record.impression);
    match record.stage {
        Stage::Accepted | Stage::Withdrawn | Stage::LetGo => Phase::Ended,
        Stage::Rejected => Phase::Rejected,
        _ if impression == Some(Impression::NotForMe) => Phase::Withdrawing,
        Stage::Offered => Phase::Offered,
        Stage::Open => {
            let ahead = last.map(|record| record.interview.id) != last_held.map(|record| record.interview.id);
            if impression == Some(Impression::Badly) && !ahead { Phase::WentBadly } else { Phase::Running }
        }
    }
}

fn distinct(participants: &[Participant]) -> impl Iterator<Item = &Participant> {
    let mut seen = BTreeSet::new();
    participants.iter().filter(move |participant| seen.insert(participant.person))
}

impl Reason {
    pub(super) fn new(rule: crate::model::Rule, message: crate::model::Message) -> Self {
        Self { rule, message }
    }
}
