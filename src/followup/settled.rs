use super::{
    cadences::builtin_cadences,
    planner::{About, Planner},
    reason::Why,
    window::Window,
};
use crate::model::{FollowUpId, FollowUpKind, History, OpportunityId};
use jiff::Timestamp;
use std::collections::BTreeSet;

impl Planner<'_> {
    /// What was done or skipped while the opportunity followed another cadence, and has no place in this one: kept to be
    /// looked at.
    pub(super) fn settled_before(&mut self) {
        let history = self.history;
        let known = |id: &FollowUpId| {
            self.cadence.steps.iter().any(|rule| (rule.kind, rule.number) == (id.kind, id.number))
                || id.person.is_some_and(|person| !self.is_known(person))
        };
        let rules = || builtin_cadences().iter().flat_map(|cadence| &cadence.steps);
        let mut left = settled(history, self.opportunity);
        left.retain(|(id, _)| !known(id));
        left.sort_unstable();
        left.dedup_by_key(|(id, _)| *id);
        for (id, at) in left {
            let mut alike = rules().filter(|rule| rule.kind == id.kind);
            let same = alike.clone().find(|rule| rule.number == id.number).or_else(|| alike.next());
            let Some(rule) = same else { continue };
            let interview = id.interview.and_then(|id| history.interviews.get(&id)).map(|record| &record.interview);
            let interview = interview.filter(|interview| interview.opportunity == self.opportunity);
            let person = id.person.or_else(|| if id.kind.is_pursuit() { self.contact(&rule.roles) } else { None });
            let about = About { rule, person, interview, why: Why::Kind };
            self.add(id, about, Window::ordered(at, at, None, None), false);
        }
    }
}

/// What was done or skipped about an opportunity, and when; without invitations to connect, which belong to a person.
pub(super) fn settled(history: &History, opportunity: OpportunityId) -> Vec<(FollowUpId, Timestamp)> {
    let mut settled = Vec::new();
    let rules = builtin_cadences().iter().flat_map(|cadence| &cadence.steps);
    for kind in rules.map(|rule| rule.kind).collect::<BTreeSet<_>>() {
        if kind == FollowUpKind::Connect {
            continue;
        }
        let first = FollowUpId::per_opportunity(kind, opportunity, None, 0);
        let ours = |id: &FollowUpId| (id.kind, id.opportunity) == (first.kind, first.opportunity);
        let done = history.done.range(first..).map(|(id, done)| (*id, done.at)).take_while(|(id, _)| ours(id));
        let skipped = history.skipped.range(first..).map(|(id, skipped)| (*id, skipped.at));
        settled.extend(done.chain(skipped.take_while(|(id, _)| ours(id))));
    }
    settled
}
