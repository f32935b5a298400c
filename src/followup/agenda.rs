use super::{
    OpportunityPlan, Step, StepState,
    notify::{self, Notice},
    planner::plan,
};
use crate::model::{FollowUpId, FollowUpKind, History, InterviewId, Stage};
use jiff::{Timestamp, tz::TimeZone};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What the user sees first, over all opportunities.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Agenda {
    /// What can be done now, what costs most to put off first.
    pub due: Vec<Step>,
    /// What opens later or was snoozed, soonest first.
    pub next: Vec<Step>,
    /// Opportunities in the running for which there is nothing to do now.
    pub waiting: Vec<OpportunityPlan>,
}

/// All that the background asks for at a wake-up, from one round of planning.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Overview {
    pub agenda: Agenda,
    pub notices: Vec<Notice>,
    pub next_wakeup: Option<Timestamp>,
}

pub fn agenda(history: &History, now: Timestamp) -> Agenda {
    let plans: Vec<_> = plans(history, now).collect();
    from_plans(history, &plans)
}

/// `zone` is the IANA name of the user's own, for quiet hours and days off.
pub fn overview(history: &History, now: Timestamp, zone: &str) -> Overview {
    let zone = &TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    let running = history.opportunities.iter().filter(|(_, record)| !record.stage.is_closed());
    let plans: Vec<_> = running.filter_map(|(id, _)| plan(history, *id, now)).collect();
    Overview {
        agenda: from_plans(history, &plans),
        notices: notify::notices(history, &plans, now, zone),
        next_wakeup: notify::wakeup(history, &plans, now, zone),
    }
}

pub(super) fn plans(history: &History, now: Timestamp) -> impl Iterator<Item = OpportunityPlan> {
    history.opportunities.keys().filter_map(move |opportunity| plan(history, *opportunity, now))
}

fn from_plans(history: &History, plans: &[OpportunityPlan]) -> Agenda {
    let mut lists: [BTreeMap<Place, &Step>; 2] = Default::default();
    let mut waiting = Vec::new();
    // A connect step belongs to a person; two opportunities may show the same one.
    let mut seen = BTreeSet::new();
    for plan in plans {
        for step in plan.steps.iter().filter(|step| !step.is_over()) {
            if seen.insert(step.id) {
                let (list, place) = listed(step);
                let [due, next] = &mut lists;
                if list == List::Due { due } else { next }.insert(place, step);
            }
        }
        let stage = history.opportunities.get(&plan.opportunity).map(|record| record.stage);
        let running = matches!(stage, Some(Stage::Open | Stage::Offered));
        if running && !plan.steps.iter().any(Step::is_actionable) {
            waiting.push(plan.clone());
        }
    }
    let [due, next] = lists.map(|list| list.into_values().cloned().collect());
    Agenda { due, next, waiting }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum List {
    Due,
    Next,
}

/// Where a step stands on its list.
pub(super) type Place = (Timestamp, Rank, FollowUpId);

/// Between steps of one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    First,
    Usual,
}

pub(super) fn listed(step: &Step) -> (List, Place) {
    match step.state {
        StepState::Snoozed { until } => (List::Next, (until, Rank::Usual, step.id)),
        _ if step.is_actionable() => (List::Due, urgency(step)),
        _ => (List::Next, (step.opens, Rank::Usual, step.id)),
    }
}

/// The place among what can be done now.
pub(super) fn urgency(step: &Step) -> Place {
    let rank = if step.id.kind == FollowUpKind::Notes { Rank::First } else { Rank::Usual };
    (step.act_by.unwrap_or(Timestamp::MAX), rank, step.id)
}

/// Sets [`Step::act_by`] of all steps of one opportunity. A thank-you is made of notes (rules N1, T8), so notes have to
/// be there before it.
pub(super) fn set_deadlines(steps: &mut [Step]) {
    let mut thanks: BTreeMap<Option<InterviewId>, Timestamp> = BTreeMap::new();
    for step in &mut *steps {
        step.act_by = deadline(step);
        if let Some(by) = step.act_by.filter(|_| step.id.kind == FollowUpKind::ThankYou) {
            thanks.entry(step.interview).and_modify(|first| *first = by.min(*first)).or_insert(by);
        }
    }
    for step in steps.iter_mut().filter(|step| step.id.kind == FollowUpKind::Notes && step.is_actionable()) {
        step.act_by = step.act_by.into_iter().chain(thanks.get(&step.interview).copied()).min();
    }
}

fn deadline(step: &Step) -> Option<Timestamp> {
    match step.state {
        _ if !step.is_actionable() => None,
        // Without a last call it is only better by then.
        StepState::Open if step.last_call.is_some() => Some(step.due),
        StepState::LastCall => step.last_call,
        _ => step.closes,
    }
}
