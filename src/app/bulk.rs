//! One action on several things that the user selected: one write, one undo.

use super::save::SavePlan;
use super::{AppError, keeping};
use crate::model::{Happening, History, Message, OpportunityId, PersonId, Stage};
use std::collections::BTreeSet;

/// More than this at once is no selection that anybody has looked at.
const MOST: usize = 5_000;

/// Those that stand there already are left alone.
///
/// # Errors
/// One of them is gone, or they are too many.
pub fn set_stages(history: &History, opportunities: &[OpportunityId], stage: Stage) -> Result<SavePlan, AppError> {
    let chosen = once(opportunities)?;
    let mut what = Vec::new();
    for opportunity in &chosen {
        let record = history.opportunities.get(opportunity).ok_or(AppError::Gone)?;
        if record.stage != stage {
            what.push(Happening::StageChanged { opportunity: *opportunity, stage });
        }
    }
    let message = if what.is_empty() {
        Message::new("saved_nothing_new")
    } else {
        Message::new("saved_stages").count(keeping::count(what.len()))
    };
    Ok(SavePlan { what, message, person: None, opportunity: None })
}

/// # Errors
/// One of them is gone, there is nothing to remove, or they are too many.
pub fn remove(history: &History, people: &[PersonId], opportunities: &[OpportunityId]) -> Result<SavePlan, AppError> {
    let (people, opportunities) = (once(people)?, once(opportunities)?);
    let all_there = people.iter().all(|person| history.people.contains_key(person))
        && opportunities.iter().all(|id| history.opportunities.contains_key(id));
    if !all_there || (people.is_empty() && opportunities.is_empty()) {
        return Err(AppError::Gone);
    }
    let number = people.len() + opportunities.len();
    let mut what: Vec<Happening> =
        opportunities.into_iter().map(|opportunity| Happening::OpportunityRemoved { opportunity }).collect();
    what.extend(people.into_iter().map(|person| Happening::PersonRemoved { person }));
    let message = Message::new("saved_removed_several").count(keeping::count(number));
    Ok(SavePlan { what, message, person: None, opportunity: None })
}

/// Each of them once.
///
/// # Errors
/// They are too many.
pub fn once<T: Ord + Copy>(chosen: &[T]) -> Result<BTreeSet<T>, AppError> {
    let chosen: BTreeSet<T> = chosen.iter().copied().collect();
    if chosen.len() > MOST { Err(AppError::TooMany(MOST)) } else { Ok(chosen) }
}
