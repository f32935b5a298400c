//! What a change of the rules does to what is planned.

use super::{Step, plan};
use crate::model::{FollowUpId, History, OpportunityId};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// How the open follow-ups of some opportunities differ between two histories, each list in the order of its ids.
///
/// What is done or skipped is never among them: it stays so under its id, whatever the cadence says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlanChanges {
    /// Open before and after, with another window: as it was, as it will be.
    pub moved: Vec<(Step, Step)>,
    /// Open only after.
    pub added: Vec<Step>,
    /// Open only before.
    pub removed: Vec<Step>,
    /// How many follow-ups of these opportunities are done by now; they stay done.
    pub done: usize,
}

/// Plans each of the opportunities with both histories, and those that share a person with them: an invitation to connect
/// belongs to a person (rule L1). Costs two plans for each.
pub fn plan_changes(
    before: &History,
    after: &History,
    opportunities: &BTreeSet<OpportunityId>,
    now: Timestamp,
) -> PlanChanges {
    let mut all = opportunities.clone();
    for opportunity in opportunities {
        let interviews = before.interviews_of(*opportunity).into_iter();
        let people = interviews.flat_map(|record| &record.interview.participants).map(|p| p.person);
        for person in people.collect::<BTreeSet<_>>() {
            all.extend(before.interviews_with(person).iter().map(|record| record.interview.opportunity));
        }
    }
    let mut was = open_steps(before, &all, now);
    let mut changes = PlanChanges::default();
    for (id, step) in open_steps(after, &all, now) {
        match was.remove(&id) {
            None => changes.added.push(step),
            Some(old) if window(&old) != window(&step) => changes.moved.push((old, step)),
            Some(_) => {}
        }
    }
    changes.removed = was.into_values().collect();
    let theirs = |id: &&FollowUpId| id.opportunity.is_some_and(|opportunity| opportunities.contains(&opportunity));
    changes.done = before.done.keys().filter(theirs).count();
    changes
}

fn open_steps(history: &History, of: &BTreeSet<OpportunityId>, now: Timestamp) -> BTreeMap<FollowUpId, Step> {
    let plans = of.iter().filter_map(|opportunity| plan(history, *opportunity, now));
    plans.flat_map(|plan| plan.steps).filter(|step| !step.is_over()).map(|step| (step.id, step)).collect()
}

fn window(step: &Step) -> (Timestamp, Timestamp, Option<Timestamp>, Option<Timestamp>) {
    (step.opens, step.due, step.last_call, step.closes)
}
