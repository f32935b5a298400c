//! Which days are marked on an axis of time.

use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};

/// At even distances that people count in.
#[derive(Clone, Copy)]
enum Step {
    Days(i64),
    /// From a Monday.
    Weeks(i64),
    /// From the first of a month.
    Months(i64),
}

const STEPS: [Step; 14] = [
    Step::Days(1),
    Step::Days(2),
    Step::Days(3),
    Step::Weeks(1),
    Step::Weeks(2),
    Step::Months(1),
    Step::Months(2),
    Step::Months(3),
    Step::Months(6),
    Step::Months(12),
    Step::Months(24),
    Step::Months(60),
    Step::Months(120),
    Step::Months(600),
];

/// The days to mark between two, both included: as many as `most` allows, at even distances. Always one at least; where even
/// the widest distance gives more than `most`, the first of them.
pub fn marked(first: Date, last: Date, most: usize) -> Vec<Date> {
    let most = most.max(1);
    let fitting = STEPS.into_iter().map(|step| days(step, first, last, most.saturating_add(1)));
    let mut found = fitting.fold(None, |found: Option<Vec<Date>>, days| match found {
        Some(found) if found.len() <= most => Some(found),
        _ => Some(days),
    });
    if let Some(days) = &mut found {
        days.truncate(most);
    }
    found.filter(|days| !days.is_empty()).unwrap_or_else(|| vec![first])
}

/// No more than `enough` of them.
fn days(step: Step, first: Date, last: Date, enough: usize) -> Vec<Date> {
    let start = match step {
        Step::Days(_) => Some(first),
        Step::Weeks(_) if first.weekday() == Weekday::Monday => Some(first),
        Step::Weeks(_) => first.nth_weekday(1, Weekday::Monday).ok(),
        Step::Months(months) => first_of_month(first, months),
    };
    let next = |day: &Date| {
        let span = match step {
            Step::Days(days) => days.days(),
            Step::Weeks(weeks) => weeks.weeks(),
            Step::Months(months) => months.months(),
        };
        day.checked_add(span).ok()
    };
    std::iter::successors(start, next).take_while(|day| *day <= last).take(enough).collect()
}

/// The first of a month, from `day` on; of every second month, third and so on they are those that a year begins with.
fn first_of_month(day: Date, every: i64) -> Option<Date> {
    let this = i64::from(day.year()) * 12 + i64::from(day.month()) - 1;
    let from = if day.day() == 1 { this } else { this + 1 };
    let on = from + (every - from.rem_euclid(every)) % every;
    Date::new(i16::try_from(on.div_euclid(12)).ok()?, i8::try_from(on.rem_euclid(12)).ok()? + 1, 1).ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use jiff::civil::date;

    fn told(first: Date, last: Date) -> Vec<String> {
        marked(first, last, 6).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn some_days_some_weeks_some_months() {
        assert_eq!(told(date(2027, 2, 23), date(2027, 2, 25)), ["2027-02-23", "2027-02-24", "2027-02-25"]);
        assert_eq!(told(date(2027, 2, 23), date(2027, 3, 17)), ["2027-03-01", "2027-03-08", "2027-03-15"]);
        assert_eq!(told(date(2027, 2, 1), date(2027, 4, 20)).len(), 6, "every second Monday");
        assert_eq!(
            told(date(2026, 12, 15), date(2027, 4, 3)),
            ["2027-01-01", "2027-02-01", "2027-03-01", "2027-04-01"]
        );
        let quarters = told(date(2026, 2, 2), date(2027, 4, 3));
        assert_eq!(quarters, ["2026-04-01", "2026-07-01", "2026-10-01", "2027-01-01", "2027-04-01"]);
    }

    #[test]
    fn never_none_and_never_too_many() {
        assert_eq!(told(date(2027, 2, 24), date(2027, 2, 24)), ["2027-02-24"]);
        for days in 0..4_000 {
            let first = date(2026, 5, 13);
            let count = told(first, first.checked_add(days.days()).unwrap()).len();
            assert!((1..=6).contains(&count), "{count} in {days} days");
            assert!(days < 2 || count >= 2, "one alone says no distance: {days} days");
        }
        assert!((1..=6).contains(&told(Date::MIN, Date::MAX).len()));
        assert_eq!(told(Date::MAX, Date::MAX).len(), 1);
        assert_eq!(told(Date::MAX, Date::MIN).len(), 1, "upside down");
    }
}
