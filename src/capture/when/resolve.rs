//! From words to days: the missing year, month and day follow from the reference.

use jiff::{
    Span,
    civil::{Date, Time, Weekday},
};

use super::{
    DayPart, Moment, Precision, When, counted,
    lexicon::Which,
    point::{Expression, Point},
    reader::Reader,
    relative,
    settle::{Settled, settle},
    spec::{DateSpec, Whole},
    times::TimeSpec,
    zones,
};
use crate::capture::reading::Certainty;

/// A date that has become a day, or a stretch of days.
#[derive(Clone, Debug)]
struct Days {
    first: Date,
    last: Option<Date>,
    /// Where the words themselves name a moment: "in two hours".
    time: Option<Time>,
    precision: Precision,
    certainty: Certainty,
    /// Other days that the words could mean, the likelier first.
    others: Vec<Date>,
}

/// What an expression means: the likeliest reading first, then the others.
pub fn whens(r: &Reader, found: &Expression) -> Vec<When> {
    let span = r.span(found.from..found.to);
    let Some(text) = r.text.get(span.clone()) else { return Vec::new() };
    let Expression { mut first, mut last, .. } = *found;
    if let Some(last) = &mut last {
        share_years(&mut first, last);
    }
    let settled = first.time.as_ref().and_then(|time| settle(time, r.forward));
    let part = first.time.and_then(|time| time.part);
    let Some(days) = days(r, first.date.as_ref(), settled.as_ref(), part) else { return Vec::new() };
    let zone = first.zone.or(last.and_then(|last| last.zone));
    let zone = zone.and_then(|(meaning, from, to)| zones::name(&r.tokens, meaning, from, to));

    let time = settled.map(|settled| settled.start).or(days.time);
    let precision = match (time, part) {
        (Some(_), _) => Precision::Minute,
        (None, Some(_)) if days.precision <= Precision::Day => Precision::DayPart,
        _ => days.precision,
    };
    let certainty = match (&first.date, settled) {
        _ if found.inferred => days.certainty.min(Certainty::Likely),
        (None, _) => Certainty::Doubtful,
        (_, Some(settled)) if !settled.stated => days.certainty.min(Certainty::Likely),
        _ => days.certainty,
    };
    let end_of = |start: Date| -> Option<Moment> {
        if let Some(last) = &last {
            return end_point(r, start, &days, last, time);
        }
        if let Some(settled) = settled
            && let Some(end) = settled.end
        {
            let date = days.last.unwrap_or(start);
            let date = if settled.overnight { date.tomorrow().ok()? } else { date };
            return Some(Moment { date, time: Some(end) });
        }
        days.last.map(|last| Moment { date: last, time: time.filter(|_| precision == Precision::Minute) })
    };
    let when = |date: Date, time: Option<Time>, end: Option<Moment>, certainty: Certainty| When {
        start: Moment { date, time },
        end,
        part: part.filter(|_| time.is_none()),
        zone: zone.clone(),
        precision,
        certainty,
        dated: first.date.is_some(),
        span: span.clone(),
        text: text.to_owned(),
    };
    let mut found = vec![when(days.first, time, end_of(days.first), certainty)];
    let meant = time.and_then(|time| zone.as_ref()?.as_meant(days.first.to_datetime(time)));
    if meant.is_some() {
        found.extend(found.first().cloned().map(|when| When { zone: meant, certainty: Certainty::Doubtful, ..when }));
    }
    if let Some(other) = settled.and_then(|settled| settled.other) {
        found.push(when(days.first, Some(other), None, Certainty::Doubtful));
    }
    found.extend(
        days.others
            .iter()
            .map(|day| when(*day, time, if days.last.is_none() { end_of(*day) } else { None }, Certainty::Doubtful)),
    );
    found
}

/// "From December to May 2022": a year said once holds for both ends, as far as it can.
fn share_years(first: &mut Point, last: &mut Point) {
    let (Some(from), Some(to)) = (&mut first.date, &mut last.date) else { return };
    if to.month.is_none() && to.day.is_some() && to.weekday.is_none() && to.fixed.is_none() {
        // "April 27 to the third"
        to.month = from.month.map(|month| if to.day < from.day { month % 12 + 1 } else { month });
        to.year = from.year;
    }
    if from.month.is_none()
        && from.day.is_some()
        && from.fixed.is_none()
        && to.fixed.is_none()
        && from.weekday.is_none()
        && from.day > to.day
    {
        return;
    }
    let (Some(from_month), Some(to_month)) = (from.month, to.month) else { return };
    let wraps = (from_month, from.day.unwrap_or(1)) > (to_month, to.day.unwrap_or(1));
    match (from.year, to.year) {
        (None, Some(year)) => from.year = if wraps { year.checked_sub(1) } else { Some(year) },
        (Some(year), None) => to.year = if wraps { year.checked_add(1) } else { Some(year) },
        _ => {}
    }
}

fn end_point(r: &Reader, start: Date, days: &Days, last: &Point, start_time: Option<Time>) -> Option<Moment> {
    let settled = last.time.as_ref().and_then(|time| settle(time, r.forward));
    let part = last.time.and_then(|time| time.part);
    let time = settled.map(|settled| settled.end.unwrap_or(settled.start));
    let Some(spec) = last.date else {
        let mut time = time?;
        let unstated = settled.is_some_and(|settled| !settled.stated);
        if unstated && time.hour() < 12 && start_time.is_some_and(|start| time < start) {
            time = Time::new(time.hour() + 12, time.minute(), 0, 0).ok()?;
        }
        let date = if start_time.is_some_and(|start| time < start) { start.tomorrow().ok()? } else { start };
        return Some(Moment { date, time: Some(time) });
    };
    let found = self::days(r, Some(&spec), settled.as_ref(), part)?;
    let mut date = found.last.unwrap_or(found.first);
    // "Friday to Monday", "28 December to 3 January": the end comes after the start.
    if date < start && spec.year.is_none() && spec.fixed.is_none() {
        date = if spec.month.is_some() {
            date.checked_add(Span::new().years(1)).ok()?
        } else if spec.weekday.is_some() {
            let ahead =
                (start.weekday().to_monday_zero_offset() - date.weekday().to_monday_zero_offset()).rem_euclid(7);
            start.checked_add(Span::new().days(i64::from((7 - ahead) % 7))).ok()?
        } else {
            date.checked_add(Span::new().months(1)).ok()?
        };
    } else if spec.weekday.is_some()
        && spec.day.is_none()
        && spec.week.is_none()
        && spec.which.is_none()
        && spec.fixed.is_none()
    {
        // The first such day after the start.
        let start = days.last.unwrap_or(start);
        let ahead = (date.weekday().to_monday_zero_offset() - start.weekday().to_monday_zero_offset()).rem_euclid(7);
        date = start.checked_add(Span::new().days(i64::from(ahead))).ok()?;
    }
    let time = time.or(found.time);
    // "22 to 23 February at 7 pm"
    Some(Moment { date, time })
}

fn days(r: &Reader, spec: Option<&DateSpec>, settled: Option<&Settled>, part: Option<DayPart>) -> Option<Days> {
    let Some(spec) = spec else { return time_alone(r, settled, part) };
    if spec.impossible {
        return None;
    }
    // The moment at which the day is over, as far as the words tell.
    let over = settled.map(|settled| settled.start).or(part.map(|part| part.hours().1));
    let mut days = if let Some(fixed) = spec.fixed {
        Days {
            first: fixed.first,
            last: (fixed.last != fixed.first).then_some(fixed.last),
            time: fixed.time,
            precision: fixed.precision,
            certainty: if fixed.precision > Precision::Day || fixed.abbreviated {
                Certainty::Doubtful
            } else {
                Certainty::Sure
            },
            others: Vec::new(),
        }
    } else if spec.month.is_some() {
        by_month(r, spec)?
    } else if spec.weekday.is_some() && spec.day.is_none() {
        by_weekday(r, spec, over)?
    } else {
        by_day(r, spec)?
    };
    // "Tuesday, March 5" where the fifth is a Thursday: one of the two is a slip.
    if spec.day.is_some() && spec.weekday.is_some_and(|weekday| weekday != days.first.weekday()) {
        days.certainty = Certainty::Doubtful;
    }
    if spec.weak {
        days.certainty = days.certainty.min(Certainty::Doubtful);
    }
    if spec.whole == Whole::Week {
        days.first = relative::monday(days.first, 0)?;
        days.last = days.first.checked_add(Span::new().days(6)).ok();
        days.precision = Precision::Week;
        days.others.clear();
    }
    if let Some(length) = spec.shift {
        let base = days.first.to_datetime(days.time.unwrap_or(if spec.fixed.is_some() {
            r.now.time()
        } else {
            Time::midnight()
        }));
        let moved = counted::shift(base, length)?;
        days.first = moved.date();
        days.time = length.is_clock().then(|| moved.time());
        days.last = None;
        days.precision = if length.is_clock() { Precision::Minute } else { Precision::Day };
        days.others.clear();
    }
    if let Some(weekday) = spec.in_week.filter(|_| days.precision <= Precision::Day) {
        days.first = in_week_of(days.first, weekday, 0)?;
    }
    Some(days)
}

/// A time without a date: today, or tomorrow where that is over.
fn time_alone(r: &Reader, settled: Option<&Settled>, part: Option<DayPart>) -> Option<Days> {
    let today = r.now.date();
    let midnight = settled.is_some_and(|settled| settled.midnight);
    let start = settled.map(|settled| settled.start).or(part.map(|part| part.hours().1))?;
    let over = start < r.now.time() && !midnight;
    let night = midnight && (r.forward || r.now.hour() > 2);
    let first = if over && r.forward || night { today.tomorrow().ok()? } else { today };
    Some(Days {
        first,
        last: None,
        time: None,
        precision: Precision::Day,
        certainty: Certainty::Doubtful,
        others: Vec::new(),
    })
}

fn by_month(r: &Reader, spec: &DateSpec) -> Option<Days> {
    let month = spec.month?;
    let day = spec.day.unwrap_or(1);
    let whole_month = spec.whole == Whole::Month;
    let (first, mut others) = match spec.year {
        Some(year) => (Date::new(year, month, day).ok()?, Vec::new()),
        None => nearest_year(r, month, day, whole_month, spec.which)?,
    };
    if spec.swappable
        && let Ok(swapped) = Date::new(first.year(), day, month)
    {
        let swapped = match spec.year {
            Some(_) => Some(swapped),
            None => nearest_year(r, day, month, false, None).map(|(date, _)| date),
        };
        others.splice(0..0, swapped);
    }
    let last = match spec.until {
        Some((other, last)) => {
            let month = other.unwrap_or(month);
            let year = if month < first.month() { first.year().checked_add(1)? } else { first.year() };
            Some(Date::new(year, month, last).ok()?)
        }
        None if whole_month => Some(first.last_of_month()),
        None => None,
    };
    let certainty = match (whole_month, spec.swappable, spec.year) {
        (true, ..) | (_, true, _) => Certainty::Doubtful,
        (.., Some(_)) => Certainty::Sure,
        _ => Certainty::Likely,
    };
    let precision = if whole_month { Precision::Month } else { Precision::Day };
    Some(Days { first, last, time: None, precision, certainty, others })
}

/// The day in the year that is meant: the next to come, or the nearest.
fn nearest_year(r: &Reader, month: i8, day: i8, whole_month: bool, which: Option<Which>) -> Option<(Date, Vec<Date>)> {
    let today = r.now.date();
    // A leap day needs up to eight years.
    let years =
        |step: i16| (0..=8).filter_map(move |n: i16| Date::new(today.year().checked_add(n * step)?, month, day).ok());
    let end = |date: &Date| if whole_month { date.last_of_month() } else { *date };
    let next = years(1).find(|date| end(date) >= today);
    let last = years(-1).find(|date| end(date) < today);
    let distance = |date: Date| (date - today).get_days().unsigned_abs();
    match (next, last) {
        (Some(next), _) if r.forward || which == Some(Which::Next) => {
            // A mail also looks back at what was only just.
            let recent = last.filter(|last| distance(*last) <= 45 && !whole_month);
            Some((next, recent.into_iter().collect()))
        }
        (Some(next), Some(last)) if distance(next) <= distance(last) => Some((next, Vec::new())),
        (_, Some(last)) => Some((last, Vec::new())),
        (Some(next), None) => Some((next, Vec::new())),
        (None, None) => None,
    }
}

fn in_week_of(day: Date, weekday: Weekday, weeks: i32) -> Option<Date> {
    relative::monday(day, weeks)?.checked_add(Span::new().days(i64::from(weekday.to_monday_zero_offset()))).ok()
}

fn by_weekday(r: &Reader, spec: &DateSpec, over: Option<Time>) -> Option<Days> {
    let weekday = spec.weekday?;
    let today = r.now.date();
    let ahead = i64::from((weekday.to_monday_zero_offset() - today.weekday().to_monday_zero_offset()).rem_euclid(7));
    let plus = |days: i64| today.checked_add(Span::new().days(days)).ok();
    let coming = if ahead == 0 { 7 } else { ahead };
    let mut others = Vec::new();
    let mut certainty = Certainty::Likely;
    let first = if let Some(week) = spec.week {
        certainty = Certainty::Sure;
        in_week_of(today, weekday, week)?
    } else {
        match spec.which {
            Some(Which::Next) => {
                let next = in_week_of(today, weekday, 1)?;
                others.extend(plus(coming).filter(|date| *date != next));
                next
            }
            Some(Which::Coming) => plus(coming)?,
            Some(Which::Last) => in_week_of(today, weekday, -1)?,
            Some(Which::Past) => plus(ahead - 7)?,
            Some(Which::This) => plus(ahead)?,
            None if r.forward => {
                let gone = ahead == 0 && over.is_some_and(|over| over <= r.now.time());
                if gone {
                    plus(7)?
                } else {
                    others.extend(plus(7).filter(|_| ahead == 0));
                    plus(ahead)?
                }
            }
            None => plus(if ahead > 3 { ahead - 7 } else { ahead })?,
        }
    };
    Some(Days { first, last: None, time: None, precision: Precision::Day, certainty, others })
}

/// "the 4th", "Friday the 26th": the month is the next, or the nearest, that has such a day.
fn by_day(r: &Reader, spec: &DateSpec) -> Option<Days> {
    let day = spec.day?;
    let today = r.now.date();
    let month = |step: i32| today.first_of_month().checked_add(Span::new().months(step)).ok();
    let fits = |date: &Date| spec.weekday.is_none_or(|weekday| date.weekday() == weekday);
    let at = |step: i32| month(step).and_then(|month| Date::new(month.year(), month.month(), day).ok()).filter(fits);
    // Each day of the month falls on each weekday within a year.
    let next = (0..=14).filter_map(at).find(|date| *date >= today);
    let last = (0..=14).filter_map(|step| at(-step)).find(|date| *date < today);
    let near = |date: Date| (date - today).get_days().unsigned_abs();
    let first = match (next, last) {
        (Some(next), Some(last)) if !r.forward && near(last) < near(next) => last,
        (Some(next), _) => next,
        (None, last) => last?,
    };
    let certainty = if spec.weekday.is_some() { Certainty::Likely } else { Certainty::Doubtful };
    Some(Days { first, last: None, time: None, precision: Precision::Day, certainty, others: Vec::new() })
}

/// Whether a time spec is only a part of the day.
pub fn is_part_only(time: Option<&TimeSpec>) -> bool {
    time.is_some_and(|time| time.start.is_none())
}
