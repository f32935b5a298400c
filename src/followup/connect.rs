use super::{
    cadences::cadence_of,
    planner::{Phase, phase},
    window::{Counting, Window},
};
use crate::model::{FollowUpId, FollowUpKind, History, Impression, Interview, PersonId, Role, StepRule};
use jiff::{Timestamp, tz::TimeZone};
use uuid::Uuid;

/// The thank-you that an invitation to connect follows.
pub(super) struct Occasion<'a> {
    pub interview: &'a Interview,
    pub window: Window,
    pub changes: Vec<Timestamp>,
}

pub(super) fn is_eligible(rule: &StepRule, role: Role) -> bool {
    rule.roles.is_empty() || rule.roles.contains(&role)
}

/// Rule L1: over all opportunities that are still in the running, the earliest thank-you sent whose window is not over;
/// else the latest one.
pub(super) fn occasion(history: &History, person: PersonId, now: Timestamp) -> Option<Occasion<'_>> {
    let mut found: Vec<(Timestamp, Occasion)> = Vec::new();
    for record in history.interviews_with(person) {
        let interview = &record.interview;
        if record.cancelled || record.ended_at() > now || record.impression == Some(Impression::Badly) {
            continue;
        }
        let thanks = FollowUpId::per_participant(FollowUpKind::ThankYou, interview.opportunity, interview.id, person);
        let Some(sent) = history.done.get(&thanks).map(|done| done.at) else { continue };
        let Some(opportunity) = history.opportunities.get(&interview.opportunity) else { continue };
        let phase = phase(opportunity, &history.interviews_of(interview.opportunity), now);
        let rule = cadence_of(history, interview.opportunity).and_then(|cadence| cadence.rule(FollowUpKind::Connect));
        let role = interview.participants.iter().find(|p| p.person == person).map(|p| p.role);
        let (Some(rule), Some(role)) = (rule, role) else { continue };
        if is_eligible(rule, role) && matches!(phase, Phase::Running | Phase::WentBadly | Phase::Offered) {
            let window = Counting::in_zone(&interview.zone, &history.settings).window(&rule.timing, sent);
            found.push((sent, Occasion { interview, window, changes: Vec::new() }));
        }
    }
    found.sort_by_key(|(sent, occasion)| (*sent, occasion.interview.id));
    let changes: Vec<Timestamp> = found.iter().filter_map(|(_, occasion)| occasion.window.closes).collect();
    let open = found.iter().position(|(_, occasion)| occasion.window.closes.is_none_or(|closes| closes > now));
    let chosen = open.or(found.len().checked_sub(1))?;
    let (_, occasion) = found.into_iter().nth(chosen)?;
    Some(Occasion { changes, ..occasion })
}

/// Rule L1: personalised notes of the current month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ConnectBudget {
    pub used: u32,
    /// As the settings say.
    pub of: u32,
}

impl ConnectBudget {
    pub const fn left(&self) -> u32 {
        self.of.saturating_sub(self.used)
    }
}

/// Invitations sent with a note in the calendar month of `now`, as the user's zone has it.
pub fn connect_budget(history: &History, now: Timestamp, zone: &str) -> ConnectBudget {
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    let month = |at: Timestamp| at.to_zoned(zone.clone()).date().first_of_month();
    let first = FollowUpId { person: None, ..FollowUpId::connect(PersonId(Uuid::nil())) };
    let sent = history.done.range(first..).take_while(|(id, _)| id.kind == FollowUpKind::Connect);
    let used = sent.filter(|(_, done)| !done.text.trim().is_empty() && month(done.at) == month(now)).count();
    ConnectBudget { used: u32::try_from(used).unwrap_or(u32::MAX), of: history.settings.connect_notes_per_month }
}
