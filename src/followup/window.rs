use super::StepState;
use crate::model::{DecisionTiming, Offset, Settings, StepTiming};
use jiff::{SignedDuration, Timestamp, ToSpan, civil::Date, civil::Time, tz::TimeZone};

/// When a step opens, falls due, still counts and closes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Window {
    pub opens: Timestamp,
    pub due: Timestamp,
    pub last_call: Option<Timestamp>,
    pub closes: Option<Timestamp>,
}

impl Window {
    pub fn ordered(opens: Timestamp, due: Timestamp, last_call: Option<Timestamp>, closes: Option<Timestamp>) -> Self {
        let due = due.max(opens);
        let last_call = last_call.map(|at| at.max(due));
        let closes = closes.map(|at| at.max(last_call.unwrap_or(due)));
        Self { opens, due, last_call, closes }
    }

    /// The same window, moved as a whole so that it opens no earlier than `floor`.
    pub fn not_before(self, floor: Timestamp) -> Self {
        let by = floor.duration_since(self.opens);
        if by <= SignedDuration::ZERO {
            return self;
        }
        let moved = |at: Timestamp| at.saturating_add(by).unwrap_or(at);
        Self {
            opens: moved(self.opens),
            due: moved(self.due),
            last_call: self.last_call.map(moved),
            closes: self.closes.map(moved),
        }
    }
}

/// How long a step that was snoozed beyond its window stays after it came back.
const GRACE_AFTER_SNOOZE: SignedDuration = SignedDuration::from_hours(72);

/// Where a step stands that is neither done nor skipped, and every moment at which that changes.
pub(super) fn state_at(window: &Window, snoozed: Option<Timestamp>, now: Timestamp) -> (StepState, Vec<Timestamp>) {
    // A snooze that ends before the window opens was meant for an earlier window.
    let until = snoozed.filter(|until| *until > window.opens);
    let beyond = until.filter(|until| window.closes.is_some_and(|closes| *until >= closes));
    let closes = beyond.map_or(window.closes, |until| Some(add(until, GRACE_AFTER_SNOOZE)));
    let changes = [Some(window.opens), Some(window.due), window.last_call, window.closes, closes, until];
    let changes = changes.into_iter().flatten().collect();
    let past = |at: Option<Timestamp>| at.is_some_and(|at| at <= now);
    let state = if let Some(until) = until.filter(|until| *until > now) {
        StepState::Snoozed { until }
    } else if past(closes) {
        StepState::Expired
    } else if beyond.is_some() || past(window.last_call) {
        StepState::Late
    } else if window.due <= now {
        if window.last_call.is_some() { StepState::LastCall } else { StepState::Due }
    } else if window.opens <= now {
        StepState::Open
    } else {
        StepState::Upcoming
    };
    (state, changes)
}

/// Counts offsets in a zone, with the user's working days.
pub(super) struct Counting<'a> {
    pub zone: TimeZone,
    pub settings: &'a Settings,
}

/// Business hours begin: the time of day of a moment that is known as a date only.
const MORNING: Time = Time::constant(9, 0, 0, 0);

impl<'a> Counting<'a> {
    /// In the zone of that IANA name; UTC where it is unknown.
    pub fn in_zone(name: &str, settings: &'a Settings) -> Self {
        Self { zone: TimeZone::get(name).unwrap_or(TimeZone::UTC), settings }
    }

    pub fn window(&self, timing: &StepTiming, from: Timestamp) -> Window {
        let at = |offset: Offset| self.after(from, offset);
        Window::ordered(at(timing.opens), at(timing.due), timing.last_call.map(at), timing.closes.map(at))
    }

    pub fn decision_window(&self, timing: &DecisionTiming, date: Date) -> Window {
        let from = self.morning_of(date);
        let at = |offset: Offset| self.after(from, offset);
        Window::ordered(at(timing.opens), at(timing.due), None, timing.closes.map(at))
    }

    pub fn date_of(&self, at: Timestamp) -> Date {
        at.to_zoned(self.zone.clone()).date()
    }

    fn morning_of(&self, date: Date) -> Timestamp {
        date.to_datetime(MORNING).to_zoned(self.zone.clone()).map_or(Timestamp::MAX, |zoned| zoned.timestamp())
    }

    /// Hours are elapsed time; days keep the time of day in the zone, whatever its clocks do (at a gap, the time after it).
    pub fn after(&self, from: Timestamp, offset: Offset) -> Timestamp {
        let local = || from.to_zoned(self.zone.clone());
        let later = match offset {
            Offset::Hours(hours) => return add(from, SignedDuration::from_hours(i64::from(hours))),
            Offset::Days(days) => local().checked_add(i64::from(days).days()),
            Offset::WorkingDays(days) => local().checked_add(self.calendar_days(local().date(), days).days()),
            Offset::EndOfDay(days) => {
                local().checked_add((i64::from(days) + 1).days()).and_then(|zoned| zoned.start_of_day())
            }
        };
        later.map_or(Timestamp::MAX, |zoned| zoned.timestamp())
    }

    /// How many calendar days `count` working days after `date` are. Where no day is a working day, all are.
    fn calendar_days(&self, date: Date, count: u16) -> i64 {
        let mut left = count;
        let mut days = 0;
        let furthest = i64::from(count) * 7 + 400;
        let mut day = date;
        while left > 0 {
            let Ok(next) = day.tomorrow() else { break };
            day = next;
            days += 1;
            if days > furthest {
                return i64::from(count);
            }
            if self.settings.is_working_day(day) {
                left -= 1;
            }
        }
        days
    }
}

pub(super) fn add(at: Timestamp, by: SignedDuration) -> Timestamp {
    at.saturating_add(by).unwrap_or(at)
}
