use super::{Reason, Step};
use crate::model::{Message, Settings};
use jiff::{
    SignedDuration, Timestamp, ToSpan,
    civil::{Date, Time, Weekday},
    tz::TimeZone,
};
use serde::{Deserialize, Serialize};

/// What the user can ask for instead of a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum SnoozeChoice {
    InTwoHours,
    TomorrowMorning,
    /// The next Monday that is not today.
    Monday,
    /// The morning of that day.
    On {
        date: Date,
    },
}

/// When the day begins, unless quiet hours last longer.
const MORNING: Time = Time::constant(9, 0, 0, 0);

/// The moment meant by a choice in the user's zone (an IANA name): always after `now`. A morning is nine o'clock, or
/// when quiet hours end if that is later. `None`: an unknown zone, a date that is over or out of range.
pub fn snooze_until(choice: SnoozeChoice, now: Timestamp, zone: &str, settings: &Settings) -> Option<Timestamp> {
    let zone = TimeZone::get(zone).ok()?;
    let today = now.to_zoned(zone.clone()).date();
    let date = match choice {
        SnoozeChoice::InTwoHours => return now.checked_add(SignedDuration::from_hours(2)).ok(),
        SnoozeChoice::TomorrowMorning => today.tomorrow().ok()?,
        SnoozeChoice::Monday => {
            let days = i64::from(today.weekday().until(Weekday::Monday));
            today.checked_add(if days == 0 { 7 } else { days }.days()).ok()?
        }
        SnoozeChoice::On { date } => date,
    };
    let morning = match settings.quiet_hours {
        // Quiet hours that end after noon are somebody's night shift; their morning is not for us to guess.
        Some(quiet) if quiet.until > MORNING && quiet.until.hour() < 12 => quiet.until,
        _ => MORNING,
    };
    let until = date.to_datetime(morning).to_zoned(zone).ok()?.timestamp();
    (until > now).then_some(until)
}

/// What to tell somebody who puts a step off beyond its window. `None`: it comes back in time.
pub fn snooze_warning(step: &Step, until: Timestamp) -> Option<Reason> {
    let end = step.last_call.or(step.closes)?;
    (until > end)
        .then(|| Reason { rule: step.reason.rule, message: Message::new("reason_snooze_past_window").moment(end) })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::model::QuietHours;

    fn at(now: &str, choice: SnoozeChoice) -> Option<String> {
        let until = snooze_until(choice, now.parse().unwrap(), "Europe/Berlin", &Settings::default())?;
        Some(until.to_zoned(TimeZone::get("Europe/Berlin").unwrap()).datetime().to_string())
    }

    #[test]
    fn choices_mean_what_a_person_means_by_them() {
        // A Tuesday, half past three in the afternoon in Berlin.
        let now = "2026-03-03T14:30:00Z";
        assert_eq!(at(now, SnoozeChoice::InTwoHours).unwrap(), "2026-03-03T17:30:00");
        assert_eq!(at(now, SnoozeChoice::TomorrowMorning).unwrap(), "2026-03-04T09:00:00");
        assert_eq!(at(now, SnoozeChoice::Monday).unwrap(), "2026-03-09T09:00:00");
        let date = "2026-04-01".parse().unwrap();
        assert_eq!(at(now, SnoozeChoice::On { date }).unwrap(), "2026-04-01T09:00:00");
    }

    #[test]
    fn monday_on_a_monday_is_the_next_one() {
        assert_eq!(at("2026-03-09T07:00:00Z", SnoozeChoice::Monday).unwrap(), "2026-03-16T09:00:00");
    }

    #[test]
    fn just_after_midnight_tomorrow_is_the_day_after() {
        assert_eq!(at("2026-03-03T23:10:00Z", SnoozeChoice::TomorrowMorning).unwrap(), "2026-03-05T09:00:00");
    }

    #[test]
    fn two_hours_are_two_hours_across_a_clock_change() {
        // At 01:30 local the clocks of Berlin are about to go from 02:00 to 03:00.
        assert_eq!(at("2026-03-29T00:30:00Z", SnoozeChoice::InTwoHours).unwrap(), "2026-03-29T04:30:00");
    }

    #[test]
    fn what_is_over_or_nowhere_is_refused() {
        let date = "2026-03-03".parse().unwrap();
        assert_eq!(at("2026-03-03T14:30:00Z", SnoozeChoice::On { date }), None);
        let now = "2026-03-03T14:30:00Z".parse().unwrap();
        assert_eq!(snooze_until(SnoozeChoice::Monday, now, "Mars/Olympus", &Settings::default()), None);
    }

    #[test]
    fn late_risers_have_a_later_morning() {
        let quiet = QuietHours { from: Time::constant(23, 0, 0, 0), until: Time::constant(10, 30, 0, 0) };
        let settings = Settings { quiet_hours: Some(quiet), ..Settings::default() };
        let now = "2026-03-03T14:30:00Z".parse().unwrap();
        let until = snooze_until(SnoozeChoice::TomorrowMorning, now, "Europe/Berlin", &settings).unwrap();
        assert_eq!(until.to_string(), "2026-03-04T09:30:00Z");
    }
}
