//! A panel of five: whoever is saved right after somebody else of the same firm most likely sat in the same interview,
//! so that only a look and one key are left to do.

use crate::app::views::OpportunityView;
use crate::model::{InterviewId, OpportunityId, PersonId, Stage};
use crate::ui::remember;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

const LATEST: &str = "capture/latest";
/// As long as somebody may need for going through the profiles of a panel.
const TOGETHER: SignedDuration = SignedDuration::from_mins(30);

/// Who was saved last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Latest {
    person: PersonId,
    opportunity: OpportunityId,
    at: Timestamp,
}

pub fn note_saved(person: Option<PersonId>, opportunity: Option<OpportunityId>, now: Timestamp) {
    if let Some((person, opportunity)) = person.zip(opportunity) {
        remember::put(LATEST, &Latest { person, opportunity, at: now });
    } else {
        remember::forget(LATEST);
    }
}

/// The opportunity of whoever was saved just before, and the newest interview with them in which `person` is not yet.
/// Nothing where `same_firm` says no to the opportunity's company.
pub fn same_panel(
    opportunities: &[OpportunityView],
    person: Option<PersonId>,
    now: Timestamp,
    same_firm: impl Fn(&str) -> bool,
) -> Option<(OpportunityId, Option<InterviewId>)> {
    let latest = remember::get::<Latest>(LATEST)?;
    if now.duration_since(latest.at).abs() > TOGETHER || person == Some(latest.person) {
        return None;
    }
    let view = opportunities
        .iter()
        .filter(|view| view.stage == Stage::Open && view.opportunity.id == latest.opportunity)
        .find(|view| same_firm(&view.opportunity.company))?;
    let has = |held: &&crate::app::views::InterviewView, who: PersonId| {
        held.interview.participants.iter().any(|participant| participant.person == who)
    };
    let interview = view
        .interviews
        .iter()
        .filter(|held| !held.cancelled && has(held, latest.person))
        .filter(|held| person.is_none_or(|person| !has(held, person)))
        // The ids of later ones are greater (RFC 9562, version 7).
        .max_by_key(|held| held.interview.id);
    Some((view.opportunity.id, interview.map(|held| held.interview.id)))
}
