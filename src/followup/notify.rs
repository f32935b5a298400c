use super::{OpportunityPlan, Step, StepState, agenda::overview, window::add};
use crate::model::{FollowUpKind, History, QuietHours, Settings};
use jiff::{SignedDuration, Timestamp, Zoned, civil::Time, tz::TimeZone};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A notification to show now. Once shown, a `Notified` fact with `step.id` and `at` keeps it from being shown again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Notice {
    pub step: Step,
    /// The moment that the notification is for; not when it is shown.
    pub at: Timestamp,
}

/// What has to be shown now and was not shown yet: at most one notice a step, however many moments were missed while the
/// browser was closed. `zone` is the IANA name of the user's own.
///
/// A step announces itself when it opens (or when a snooze ends), and again before it falls due and before its last call.
/// In quiet hours, and on days off unless the step is one of hours, an opening waits and a deadline is announced earlier,
/// but neither leaves its window.
pub fn to_notify(history: &History, now: Timestamp, zone: &str) -> Vec<Notice> {
    overview(history, now, zone).notices
}

/// The earliest moment after `now` at which the agenda changes or a notification has to be shown. `zone` as in
/// [`to_notify`].
pub fn next_wakeup(history: &History, now: Timestamp, zone: &str) -> Option<Timestamp> {
    overview(history, now, zone).next_wakeup
}

pub(super) fn notices(history: &History, plans: &[OpportunityPlan], now: Timestamp, zone: &TimeZone) -> Vec<Notice> {
    let mut seen = BTreeSet::new();
    let mut found: Vec<Notice> = plans
        .iter()
        .flat_map(|plan| &plan.steps)
        .filter(|step| step.is_actionable() && seen.insert(step.id))
        .filter_map(|step| match Announcements::of(history, step, zone).at(now) {
            Announcement::Now(at) => Some(Notice { step: step.clone(), at }),
            _ => None,
        })
        .collect();
    found.sort_by_key(|notice| (notice.step.due, notice.step.id));
    found
}

pub(super) fn wakeup(
    history: &History,
    plans: &[OpportunityPlan],
    now: Timestamp,
    zone: &TimeZone,
) -> Option<Timestamp> {
    let changes = plans.iter().filter_map(|plan| plan.changes_at);
    let steps = plans.iter().flat_map(|plan| &plan.steps).filter(|step| !step.is_over());
    let shown = steps.filter_map(|step| Announcements::of(history, step, zone).next(now));
    changes.chain(shown).filter(|at| *at > now).min()
}

enum Announcement {
    Nothing,
    /// For this moment.
    Now(Timestamp),
    /// Quiet until then.
    Later(Timestamp),
}

/// One moment worth a notification.
#[derive(Clone, Copy, Debug)]
struct Moment {
    at: Timestamp,
    /// When it is best shown.
    shown: Timestamp,
    /// Until when it can wait for quiet hours to end; none: it can't.
    until: Option<Timestamp>,
}

struct Announcements<'a> {
    history: &'a History,
    step: &'a Step,
    quiet: Quiet<'a>,
    /// Earliest first.
    moments: Vec<Moment>,
}

/// Steps of hours warn that long before a deadline.
const AHEAD: SignedDuration = SignedDuration::from_hours(2);

impl<'a> Announcements<'a> {
    fn of(history: &'a History, step: &'a Step, zone: &'a TimeZone) -> Self {
        let hurried = matches!(
            step.id.kind,
            FollowUpKind::Notes
                | FollowUpKind::ThankYou
                | FollowUpKind::HandwrittenNote
                | FollowUpKind::Withdrawal
                | FollowUpKind::Reference
        );
        let quiet = Quiet { settings: &history.settings, zone, days_off: !hurried };
        let end = step.last_call.or(step.closes).unwrap_or(Timestamp::MAX);
        let mut moments = Vec::new();
        let snoozed = history.snoozed.get(&step.id).copied().filter(|until| *until > step.opens);
        match snoozed {
            // The user asked for that very moment.
            Some(until) => moments.push(Moment { at: until, shown: until, until: None }),
            None => {
                let limit = if step.due > step.opens { step.due } else { end };
                let shown = quiet.first_open(step.opens).filter(|at| *at <= limit).unwrap_or(step.opens);
                moments.push(Moment { at: step.opens, shown, until: Some(limit) });
            }
        }
        let mut earliest = step.opens;
        for deadline in [Some(step.due), step.last_call].into_iter().flatten() {
            if deadline > earliest && snoozed.is_none_or(|until| until < deadline) {
                let ahead = if hurried { AHEAD } else { SignedDuration::ZERO };
                let best = add(deadline, -ahead).max(earliest).max(snoozed.unwrap_or(earliest));
                let shown = quiet.within(best, earliest, deadline);
                let until = if deadline == step.due { end } else { step.closes.unwrap_or(Timestamp::MAX) };
                moments.push(Moment { at: deadline, shown, until: Some(until) });
            }
            earliest = deadline;
        }
        moments.sort_by_key(|moment| moment.at);
        Self { history, step, quiet, moments }
    }

    /// Of all moments that have come, only the last one matters: those before it were missed.
    fn at(&self, now: Timestamp) -> Announcement {
        let Some(moment) = self.moments.iter().rev().find(|moment| moment.shown <= now) else {
            return Announcement::Nothing;
        };
        if self.history.notified.contains(&(self.step.id, moment.at)) {
            return Announcement::Nothing;
        }
        // What still has to be said before a deadline can wait until that deadline; what was missed, to the window's end.
        let limit = if now <= moment.at { Some(moment.at) } else { moment.until };
        match (self.quiet.first_open(now), limit) {
            (Some(at), Some(limit)) if at > now && at <= limit => Announcement::Later(at),
            _ => Announcement::Now(moment.at),
        }
    }

    fn next(&self, now: Timestamp) -> Option<Timestamp> {
        let later = match self.at(now) {
            Announcement::Later(at) if self.step.is_actionable() => Some(at),
            _ => None,
        };
        let ahead = self.moments.iter().map(|moment| moment.shown).filter(|at| *at > now);
        let snoozed = match self.step.state {
            StepState::Snoozed { until } => Some(until),
            _ => None,
        };
        ahead.chain(later).chain(snoozed).min()
    }
}

/// When the user wants to be left alone.
struct Quiet<'a> {
    settings: &'a Settings,
    zone: &'a TimeZone,
    /// Whether days off are quiet too.
    days_off: bool,
}

/// Enough for a month of holidays with a night each.
const MOST_JUMPS: usize = 80;

impl Quiet<'_> {
    /// The first moment from `at` on that is not quiet.
    fn first_open(&self, at: Timestamp) -> Option<Timestamp> {
        let mut local = at.to_zoned(self.zone.clone());
        for _ in 0..MOST_JUMPS {
            let later = if self.is_off(&local) {
                local.tomorrow().and_then(|day| day.start_of_day())
            } else {
                match self.hours().filter(|hours| contains(hours, local.time())) {
                    None => return Some(local.timestamp()),
                    Some(hours) => {
                        let day = if local.time() < hours.until { Ok(local.clone()) } else { local.tomorrow() };
                        day.and_then(|day| day.date().to_datetime(hours.until).to_zoned(self.zone.clone()))
                    }
                }
            };
            local = later.ok().filter(|later| *later > local)?;
        }
        None
    }

    /// The last moment up to `at` that is not quiet.
    fn last_open(&self, at: Timestamp) -> Option<Timestamp> {
        let mut local = at.to_zoned(self.zone.clone());
        for _ in 0..MOST_JUMPS {
            let earlier = if self.is_off(&local) {
                local.start_of_day()
            } else {
                match self.hours().filter(|hours| contains(hours, local.time())) {
                    None => return Some(local.timestamp()),
                    Some(hours) => {
                        let day = if local.time() >= hours.from { Ok(local.clone()) } else { local.yesterday() };
                        day.and_then(|day| day.date().to_datetime(hours.from).to_zoned(self.zone.clone()))
                    }
                }
            };
            let before = earlier.ok()?.timestamp().saturating_add(SignedDuration::from_secs(-1)).ok()?;
            local = before.to_zoned(self.zone.clone());
        }
        None
    }

    /// The moment nearest to `best` that is not quiet: before the deadline, else earlier but not before `earliest`.
    fn within(&self, best: Timestamp, earliest: Timestamp, deadline: Timestamp) -> Timestamp {
        let later = self.first_open(best).filter(|at| *at <= deadline);
        later.or_else(|| self.last_open(best).filter(|at| *at >= earliest)).unwrap_or(best)
    }

    fn hours(&self) -> Option<QuietHours> {
        self.settings.quiet_hours.filter(|hours| hours.from != hours.until)
    }

    fn is_off(&self, local: &Zoned) -> bool {
        self.days_off && !self.settings.is_working_day(local.date())
    }
}

fn contains(hours: &QuietHours, time: Time) -> bool {
    if hours.from < hours.until {
        hours.from <= time && time < hours.until
    } else {
        hours.from <= time || time < hours.until
    }
}
