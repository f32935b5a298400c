//! Recurrence rules (RFC 5545 §3.3.10) as far as interviews and time zones need them: days by frequency, interval, month,
//! weekday and day of the month. Rules by hour, week number or day of the year are told apart and not evaluated.

use jiff::civil::{Date, DateTime, Weekday};
use jiff::{Span, Timestamp};

/// So many periods in a row without a match end the search: enough for a daily rule held to one month, and for a yearly
/// one on February 29.
const MAX_EMPTY: i64 = 400;
const MAX_EMPTY_YEARS: i64 = 40;
const MAX_PERIODS: i64 = 2_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Frequency {
    Daily,
    Weekly,
    Monthly,
    Yearly,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Until {
    Instant(Timestamp),
    /// Local time in the zone of the start; a date alone means the whole day.
    Local(DateTime),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    pub frequency: Frequency,
    pub interval: i64,
    pub count: Option<usize>,
    pub until: Option<Until>,
    months: Vec<i8>,
    month_days: Vec<i8>,
    /// With the ordinal (`-1` last), zero for every such day.
    week_days: Vec<(i32, Weekday)>,
    positions: Vec<i32>,
    week_start: Weekday,
}

impl Rule {
    /// Nothing for a rule that is malformed or beyond this module.
    pub fn parse(text: &str) -> Option<Self> {
        let mut rule = Self {
            frequency: Frequency::Daily,
            interval: 1,
            count: None,
            until: None,
            months: Vec::new(),
            month_days: Vec::new(),
            week_days: Vec::new(),
            positions: Vec::new(),
            week_start: Weekday::Monday,
        };
        let mut frequency = None;
        for part in text.split(';').filter(|part| !part.trim().is_empty()) {
            let (name, value) = part.split_once('=')?;
            let value = value.trim();
            match name.trim().to_ascii_uppercase().as_str() {
                "FREQ" => {
                    frequency = Some(match value.to_ascii_uppercase().as_str() {
                        "DAILY" => Frequency::Daily,
                        "WEEKLY" => Frequency::Weekly,
                        "MONTHLY" => Frequency::Monthly,
                        "YEARLY" => Frequency::Yearly,
                        _ => return None,
                    });
                }
                "INTERVAL" => rule.interval = value.parse().ok().filter(|n| (1..=10_000).contains(n))?,
                "COUNT" => rule.count = Some(value.parse().ok()?),
                "UNTIL" => rule.until = Some(until(value)?),
                "WKST" => rule.week_start = week_day(value)?,
                "BYMONTH" => rule.months = numbers(value, 1, 12)?,
                "BYMONTHDAY" => rule.month_days = numbers(value, -31, 31)?,
                "BYSETPOS" => rule.positions = numbers(value, -366, 366)?,
                "BYDAY" => rule.week_days = value.split(',').take(400).map(nth_week_day).collect::<Option<_>>()?,
                name if name.starts_with("X-") => {}
                _ => return None,
            }
        }
        rule.frequency = frequency?;
        Some(rule)
    }

    /// Starts of the instances from period `first` on (0 is that of `start`), in order and none before `start`. The
    /// number of periods looked at is bounded, so that the iterator always ends. `until` and `count` are the caller's
    /// affair.
    pub fn instances(&self, start: DateTime, first: i64) -> impl Iterator<Item = DateTime> {
        let mut period = first;
        let mut empty = 0;
        let most = if self.frequency == Frequency::Yearly { MAX_EMPTY_YEARS } else { MAX_EMPTY };
        let mut ready = Vec::new().into_iter();
        std::iter::from_fn(move || {
            loop {
                if let Some(date) = ready.next() {
                    let instance = DateTime::from_parts(date, start.time());
                    if instance >= start {
                        return Some(instance);
                    }
                    continue;
                }
                if empty > most || period - first > MAX_PERIODS {
                    return None;
                }
                let dates = self.dates(start.date(), period)?;
                period = period.checked_add(1)?;
                empty = if dates.is_empty() { empty + 1 } else { 0 };
                ready = dates.into_iter();
            }
        })
    }

    /// The number of a period that is surely not after `target`.
    pub fn period_before(&self, start: DateTime, target: DateTime) -> i64 {
        let longest = match self.frequency {
            Frequency::Daily => 1,
            Frequency::Weekly => 7,
            Frequency::Monthly => 31,
            Frequency::Yearly => 366,
        };
        (days_between(start, target) / (longest * self.interval) - 2).max(0)
    }

    /// The instances of a yearly rule in one calendar year; none for other rules, or when the year is not theirs.
    /// `until` and `count` are the caller's affair.
    pub fn in_calendar_year(&self, start: DateTime, year: i16) -> Vec<DateTime> {
        let years = i64::from(year) - i64::from(start.year());
        if self.frequency != Frequency::Yearly || years < 0 || years % self.interval != 0 {
            return Vec::new();
        }
        let dates = self.dates(start.date(), years / self.interval).unwrap_or_default();
        dates.into_iter().map(|date| DateTime::from_parts(date, start.time())).filter(|at| *at >= start).collect()
    }

    /// Sorted days of one period; nothing beyond the calendar's end.
    fn dates(&self, start: Date, period: i64) -> Option<Vec<Date>> {
        let steps = period.checked_mul(self.interval)?;
        let mut dates = match self.frequency {
            Frequency::Daily => {
                let date = start.checked_add(Span::new().try_days(steps).ok()?).ok()?;
                let fits = self.fits_month(date) && self.fits_month_day(date) && self.fits_week_day(date);
                if fits { vec![date] } else { Vec::new() }
            }
            Frequency::Weekly => self.in_week(start, steps)?,
            Frequency::Monthly => {
                let month = start.first_of_month().checked_add(Span::new().try_months(steps).ok()?).ok()?;
                if self.fits_month(month) { self.in_month(month, start.day()) } else { Vec::new() }
            }
            Frequency::Yearly => {
                self.in_year(i16::try_from(i64::from(start.year()).checked_add(steps)?).ok()?, start)?
            }
        };
        dates.sort_unstable();
        dates.dedup();
        if !self.positions.is_empty() {
            let size = i32::try_from(dates.len()).ok()?;
            let wanted: Vec<i32> = self.positions.iter().map(|p| if *p < 0 { size + p } else { p - 1 }).collect();
            let mut at = 0;
            dates.retain(|_| {
                at += 1;
                wanted.contains(&(at - 1))
            });
        }
        Some(dates)
    }

    fn in_week(&self, start: Date, steps: i64) -> Option<Vec<Date>> {
        let back = i64::from(start.weekday().since(self.week_start));
        let offset = steps.checked_mul(7)?.checked_sub(back)?;
        let monday = start.checked_add(Span::new().try_days(offset).ok()?).ok()?;
        let days = (0..7).filter_map(|n| monday.checked_add(Span::new().days(n)).ok());
        let wanted = |date: &Date| {
            if self.week_days.is_empty() { date.weekday() == start.weekday() } else { self.fits_week_day(*date) }
        };
        Some(days.filter(|date| wanted(date) && self.fits_month(*date)).collect())
    }

    fn in_month(&self, month: Date, day: i8) -> Vec<Date> {
        let all = (1..=month.days_in_month()).filter_map(|d| Date::new(month.year(), month.month(), d).ok());
        if self.month_days.is_empty() && self.week_days.is_empty() {
            return all.filter(|date| date.day() == day).collect();
        }
        let last = month.days_in_month();
        let nth = |date: &Date| {
            self.week_days.is_empty()
                || self.week_days.iter().any(|(n, wanted)| {
                    let forward = i32::from((date.day() - 1) / 7 + 1);
                    let backward = -i32::from((last - date.day()) / 7 + 1);
                    *wanted == date.weekday() && (*n == 0 || *n == forward || *n == backward)
                })
        };
        all.filter(|date| self.fits_month_day(*date) && nth(date)).collect()
    }

    fn in_year(&self, year: i16, start: Date) -> Option<Vec<Date>> {
        let january = Date::new(year, 1, 1).ok()?;
        if !self.months.is_empty() || !self.month_days.is_empty() {
            let months: Vec<i8> = if self.months.is_empty() { (1..=12).collect() } else { self.months.clone() };
            let firsts = months.into_iter().filter_map(|month| Date::new(year, month, 1).ok());
            return Some(firsts.flat_map(|first| self.in_month(first, start.day())).collect());
        }
        if self.week_days.is_empty() {
            return Some(Date::new(year, start.month(), start.day()).into_iter().collect());
        }
        let length = i32::from(january.days_in_year());
        let all = (0..length).filter_map(|n| Some((n, january.checked_add(Span::new().days(n)).ok()?)));
        let nth = |(n, date): &(i32, Date)| {
            self.week_days.iter().any(|(wanted, week_day)| {
                *week_day == date.weekday()
                    && (*wanted == 0 || *wanted == n / 7 + 1 || *wanted == -((length - 1 - n) / 7 + 1))
            })
        };
        Some(all.filter(nth).map(|(_, date)| date).collect())
    }

    fn fits_month(&self, date: Date) -> bool {
        self.months.is_empty() || self.months.contains(&date.month())
    }

    fn fits_month_day(&self, date: Date) -> bool {
        let from_end = date.day() - date.days_in_month() - 1;
        self.month_days.is_empty() || self.month_days.iter().any(|d| *d == date.day() || *d == from_end)
    }

    fn fits_week_day(&self, date: Date) -> bool {
        self.week_days.is_empty() || self.week_days.iter().any(|(_, week_day)| *week_day == date.weekday())
    }
}

fn days_between(start: DateTime, target: DateTime) -> i64 {
    (target.date().duration_since(start.date()).as_hours() / 24).max(0)
}

fn until(value: &str) -> Option<Until> {
    let (local, utc) = super::time::civil(value)?;
    match local {
        super::time::Civil::Day(date) => Some(Until::Local(date.to_datetime(jiff::civil::time(23, 59, 59, 0)))),
        super::time::Civil::Time(at) if utc => {
            at.to_zoned(jiff::tz::TimeZone::UTC).ok().map(|z| Until::Instant(z.timestamp()))
        }
        super::time::Civil::Time(at) => Some(Until::Local(at)),
    }
}

fn numbers<T: TryFrom<i32>>(value: &str, low: i32, high: i32) -> Option<Vec<T>> {
    let number = |part: &str| {
        let n: i32 = part.trim().parse().ok()?;
        (n != 0 && (low..=high).contains(&n)).then(|| T::try_from(n).ok())?
    };
    value.split(',').take(400).map(number).collect()
}

fn nth_week_day(part: &str) -> Option<(i32, Weekday)> {
    let part = part.trim();
    let split = part.len().checked_sub(2)?;
    let (nth, day) = (part.get(..split)?, part.get(split..)?);
    let nth = if nth.is_empty() { 0 } else { nth.parse().ok().filter(|n| (-53..=53).contains(n))? };
    Some((nth, week_day(day)?))
}

fn week_day(text: &str) -> Option<Weekday> {
    Some(match text.to_ascii_uppercase().as_str() {
        "MO" => Weekday::Monday,
        "TU" => Weekday::Tuesday,
        "WE" => Weekday::Wednesday,
        "TH" => Weekday::Thursday,
        "FR" => Weekday::Friday,
        "SA" => Weekday::Saturday,
        "SU" => Weekday::Sunday,
        _ => return None,
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn first(rule: &str, start: DateTime, n: usize) -> Vec<String> {
        Rule::parse(rule).unwrap().instances(start, 0).take(n).map(|at| at.date().to_string()).collect()
    }

    #[test]
    fn common_rules_give_their_days() {
        let start = jiff::civil::datetime(2026, 1, 6, 9, 0, 0, 0);
        assert_eq!(first("FREQ=WEEKLY;BYDAY=TU,TH", start, 3), ["2026-01-06", "2026-01-08", "2026-01-13"]);
        assert_eq!(first("FREQ=WEEKLY;INTERVAL=2", start, 2), ["2026-01-06", "2026-01-20"]);
        assert_eq!(first("FREQ=MONTHLY;BYDAY=1TU", start, 2), ["2026-01-06", "2026-02-03"]);
        assert_eq!(first("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", start, 2), ["2026-01-30", "2026-02-27"]);
        assert_eq!(first("FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", start, 2), ["2026-03-29", "2027-03-28"]);
        assert_eq!(first("FREQ=MONTHLY;BYMONTHDAY=31", start, 3), ["2026-01-31", "2026-03-31", "2026-05-31"]);
        assert_eq!(first("FREQ=DAILY;INTERVAL=10", start, 2), ["2026-01-06", "2026-01-16"]);
        assert!(Rule::parse("FREQ=HOURLY").is_none());
        assert!(Rule::parse("FREQ=DAILY;BYHOUR=9").is_none());
    }

    #[test]
    fn a_rule_without_any_day_ends() {
        let start = jiff::civil::datetime(2026, 1, 6, 9, 0, 0, 0);
        assert!(first("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", start, 1).is_empty());
    }

    #[test]
    fn the_start_of_a_search_is_never_late() {
        let start = jiff::civil::datetime(1990, 1, 31, 9, 0, 0, 0);
        let target = jiff::civil::datetime(2026, 7, 1, 0, 0, 0, 0);
        for text in
            ["FREQ=DAILY", "FREQ=DAILY;INTERVAL=3", "FREQ=WEEKLY;BYDAY=WE", "FREQ=MONTHLY;BYMONTHDAY=-1", "FREQ=YEARLY"]
        {
            let rule = Rule::parse(text).unwrap();
            let slow = rule.instances(start, 0).find(|at| *at >= target);
            let fast = rule.instances(start, rule.period_before(start, target)).find(|at| *at >= target);
            if let Some(slow) = slow {
                assert_eq!(Some(slow), fast, "{text}");
            }
            assert!(fast.is_some(), "{text}");
        }
    }
}
