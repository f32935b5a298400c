use super::{
    OpportunityPlan, Step, StepState,
    notify::{self, Notice},
    planner::plan,
};
use crate::model::{History, Stage};
use jiff::{Timestamp, tz::TimeZone};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What the user sees first, over all opportunities.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Agenda {
    /// What can be done now, soonest due first.
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
    let mut agenda = Agenda::default();
    // A connect step belongs to a person; two opportunities may show the same one.
    let mut seen = BTreeSet::new();
    for plan in plans {
        for step in plan.steps.iter().filter(|step| !step.is_over()) {
            if seen.insert(step.id) {
                if step.is_actionable() { &mut agenda.due } else { &mut agenda.next }.push(step.clone());
            }
        }
        let stage = history.opportunities.get(&plan.opportunity).map(|record| record.stage);
        let running = matches!(stage, Some(Stage::Open | Stage::Offered));
        if running && !plan.steps.iter().any(Step::is_actionable) {
            agenda.waiting.push(plan.clone());
        }
    }
    agenda.due.sort_by_key(|step| (step.due, step.id));
    agenda.next.sort_by_key(|step| match step.state {
        StepState::Snoozed { until } => (until, step.id),
        _ => (step.opens, step.id),
    });
    agenda
}
