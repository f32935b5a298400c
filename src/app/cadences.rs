//! The cadences: which there are, who follows them, the user's own ones copied, edited and removed, and what that changes.

use super::present::opportunity_brief;
use super::protocol::{PageRequest, Response};
use super::save::SavePlan;
use super::views::OpportunityBrief;
use super::{Answer, App, AppError, Context, present, record};
use crate::followup::{self, PlanChanges, Step};
use crate::model::{
    Cadence, CadenceId, FactId, FieldProblem, Happening, History, Message, OpportunityId, Origin, Stage,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use uuid::Uuid;

/// A cadence as the user meets it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CadenceView {
    pub cadence: Cadence,
    /// Comes with the product, and never changes.
    pub built_in: bool,
    /// Followed by every opportunity that names none.
    pub is_default: bool,
    /// Opportunities in the running that follow it, by company.
    pub followers: Vec<OpportunityBrief>,
}

/// What saving or removing a cadence would do; nothing is stored.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CadencePreview {
    /// Why it cannot be saved; empty: it can. Then all else is empty.
    pub problems: Vec<FieldProblem>,
    /// Open follow-ups that get another time.
    pub moved: Vec<StepChange>,
    /// Follow-ups that are planned anew.
    pub added: Vec<StepChange>,
    /// Open follow-ups that are dropped.
    pub removed: Vec<StepChange>,
    /// What is done already, and stays so.
    pub done: usize,
}

/// One follow-up that changes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StepChange {
    /// "Thank Jane Roe".
    pub title: Message,
    pub opportunity: Option<OpportunityBrief>,
    /// When it is due now; absent: it is not planned now.
    pub before: Option<Timestamp>,
    /// When it would be due.
    pub after: Option<Timestamp>,
}

/// Longer than any name that one reads in a list.
const LONGEST_NAME: usize = 60;

/// # Errors
/// What is asked for is gone, built in, or does not hold the rules.
pub fn answer(app: &App, request: PageRequest, ctx: &mut Context) -> Result<Answer, AppError> {
    let history = app.history();
    let (plan, cadence) = match request {
        PageRequest::Cadences => return Ok(Answer::only(Response::Cadences { cadences: all(history) })),
        PageRequest::PreviewCadence { cadence, edited } => {
            let preview = preview(history, &cadence, edited.as_deref(), ctx.now)?;
            return Ok(Answer::only(Response::CadencePreview { preview: Box::new(preview) }));
        }
        PageRequest::CopyCadence { cadence, name } => {
            let copy = copied(history, &cadence, &name, CadenceId((ctx.new_id)().to_string()))?;
            let id = copy.id.clone();
            let message = Message::new("saved_cadence_copied").text(&copy.name);
            (plan_of(Happening::CadenceSaved { cadence: copy }, message), Some(id))
        }
        PageRequest::SaveCadence { cadence } => {
            let cadence = trimmed(*cadence);
            own(history, &cadence.id)?;
            if let Some(problem) = problems(history, &cadence).into_iter().next() {
                return Err(AppError::Cadence(problem.message));
            }
            let message = Message::new("saved_cadence").text(&cadence.name);
            let id = cadence.id.clone();
            (plan_of(Happening::CadenceSaved { cadence }, message), Some(id))
        }
        PageRequest::RemoveCadence { cadence } => (removal(history, cadence)?, None),
        _ => return Err(AppError::NotAllowed),
    };
    let (action, facts) = record(history, Origin::Page, plan.what, ctx);
    let response = Response::Saved { action, message: plan.message, person: None, opportunity: None, cadence };
    Ok(Answer { facts, response })
}

/// The built-in ones first, then the user's by name.
fn all(history: &History) -> Vec<CadenceView> {
    let mut own: Vec<&Cadence> = history.cadences.values().filter(|cadence| !is_built_in(&cadence.id)).collect();
    own.sort_by_key(|cadence| (cadence.name.to_lowercase(), cadence.id.clone()));
    let default = followup::default_cadence(history).map(|cadence| &cadence.id);
    followup::builtin_cadences()
        .iter()
        .chain(own)
        .map(|cadence| {
            let running = |id: &OpportunityId| {
                let record = history.opportunities.get(id)?;
                let running = matches!(record.stage, Stage::Open | Stage::Offered);
                running.then(|| opportunity_brief(&record.opportunity))
            };
            let mut followers: Vec<_> = followers(history, &cadence.id).iter().filter_map(running).collect();
            followers.sort_by_key(|brief| (brief.company.to_lowercase(), brief.id));
            CadenceView {
                cadence: cadence.clone(),
                built_in: is_built_in(&cadence.id),
                is_default: default == Some(&cadence.id),
                followers,
            }
        })
        .collect()
}

fn is_built_in(id: &CadenceId) -> bool {
    followup::builtin_cadences().iter().any(|cadence| cadence.id == *id)
}

fn own<'a>(history: &'a History, id: &CadenceId) -> Result<&'a Cadence, AppError> {
    if is_built_in(id) {
        return Err(AppError::NotAllowed);
    }
    history.cadences.get(id).ok_or(AppError::Gone)
}

fn followers(history: &History, id: &CadenceId) -> BTreeSet<OpportunityId> {
    let follows = |opportunity: &&OpportunityId| {
        followup::cadence_of(history, **opportunity).is_some_and(|cadence| cadence.id == *id)
    };
    history.opportunities.keys().filter(follows).copied().collect()
}

fn trimmed(mut cadence: Cadence) -> Cadence {
    cadence.name = cadence.name.split_whitespace().collect::<Vec<_>>().join(" ");
    cadence
}

/// What [`Cadence::validate`] finds, and what only the other cadences tell.
fn problems(history: &History, cadence: &Cadence) -> Vec<FieldProblem> {
    let mut problems = cadence.validate();
    let mut say = |message| problems.insert(0, FieldProblem { path: "name".into(), message });
    if is_taken(history, &cadence.name, &cadence.id) {
        say(Message::new("error_cadence_name_taken").text(&cadence.name));
    }
    if cadence.name.chars().count() > LONGEST_NAME {
        say(Message::new("error_cadence_name_long").text(LONGEST_NAME.to_string()));
    }
    problems
}

fn is_taken(history: &History, name: &str, by_other_than: &CadenceId) -> bool {
    let name = name.to_lowercase();
    let mut others = followup::builtin_cadences().iter().chain(history.cadences.values());
    others.any(|other| other.id != *by_other_than && other.name.to_lowercase() == name)
}

/// Under a name that is still free: the one wished for, else with a number.
fn copied(history: &History, id: &CadenceId, name: &str, copy: CadenceId) -> Result<Cadence, AppError> {
    let original = followup::builtin_cadences().iter().find(|cadence| cadence.id == *id);
    let original = original.or_else(|| history.cadences.get(id)).ok_or(AppError::Gone)?;
    let wished = if name.trim().is_empty() { &original.name } else { name };
    let wished: String = wished.trim().chars().take(LONGEST_NAME - 4).collect();
    let numbered = (2..).map(|number| format!("{wished} {number}"));
    let free = std::iter::once(wished.clone()).chain(numbered).find(|name| !is_taken(history, name, &copy));
    let cadence = trimmed(original.copied(copy, free.unwrap_or(wished)));
    match cadence.validate().into_iter().next() {
        Some(problem) => Err(AppError::Cadence(problem.message)),
        None => Ok(cadence),
    }
}

fn removal(history: &History, id: CadenceId) -> Result<SavePlan, AppError> {
    let name = own(history, &id)?.name.clone();
    let count = followers(history, &id).len();
    let message = if count == 0 {
        Message::new("saved_cadence_removed").text(name)
    } else {
        Message::new("saved_cadence_removed_followed").text(name).count(i64::try_from(count).unwrap_or(i64::MAX))
    };
    Ok(plan_of(Happening::CadenceRemoved { cadence: id }, message))
}

fn plan_of(what: Happening, message: Message) -> SavePlan {
    SavePlan { what: vec![what], message, person: None, opportunity: None }
}

/// `edited` absent: it is removed.
fn preview(
    history: &History,
    id: &CadenceId,
    edited: Option<&Cadence>,
    now: Timestamp,
) -> Result<CadencePreview, AppError> {
    own(history, id)?;
    let what = match edited {
        Some(edited) => {
            let cadence = trimmed(Cadence { id: id.clone(), ..edited.clone() });
            let problems = problems(history, &cadence);
            if !problems.is_empty() {
                return Ok(CadencePreview { problems, ..CadencePreview::default() });
            }
            Happening::CadenceSaved { cadence }
        }
        None => Happening::CadenceRemoved { cadence: id.clone() },
    };
    let mut after = history.clone();
    after.apply(&crate::model::Fact {
        id: FactId(Uuid::nil()),
        seq: history.last_seq + 1,
        action: crate::model::ActionId(Uuid::nil()),
        at: now,
        origin: Origin::Page,
        what,
    });
    // One that did not hold the rules is followed by nobody until it does.
    let concerned = &followers(history, id) | &followers(&after, id);
    let PlanChanges { moved, added, removed, done } = followup::plan_changes(history, &after, &concerned, now);
    let change = |step: &Step, before: Option<Timestamp>, after: Option<Timestamp>| {
        let view = present::step_view(history, step);
        StepChange { title: view.title, opportunity: view.opportunity, before, after }
    };
    Ok(CadencePreview {
        problems: Vec::new(),
        moved: moved.iter().map(|(old, new)| change(new, Some(old.due), Some(new.due))).collect(),
        added: added.iter().map(|step| change(step, None, Some(step.due))).collect(),
        removed: removed.iter().map(|step| change(step, Some(step.due), None)).collect(),
        done,
    })
}
