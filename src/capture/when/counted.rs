//! Dates that an amount leads to: "in two days", "3 hours ago", "two weeks after Friday", "+15 minutes".

use jiff::{
    Span,
    civil::{Date, DateTime, Weekday},
};

use super::{
    Precision, dates, lexicon,
    numbers::{self, Length},
    numeric::numeric,
    reader::Reader,
    relative::{moment, named},
    spec::{DateSpec, Fixed},
    token::Gap,
};

type Found = Option<(DateSpec, usize)>;

pub fn add_weekdays(mut day: Date, count: i32) -> Option<Date> {
    for _ in 0..count.unsigned_abs().min(1000) {
        loop {
            day = if count > 0 { day.tomorrow().ok()? } else { day.yesterday().ok()? };
            if !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
                break;
            }
        }
    }
    Some(day)
}

/// The moment a length of time after, or before, another.
pub fn shift(from: DateTime, length: Length) -> Option<DateTime> {
    let span =
        Span::new().try_months(length.months).ok()?.try_days(length.days).ok()?.try_seconds(length.seconds).ok()?;
    let moved = from.checked_add(span).ok()?;
    if length.weekdays == 0 {
        return Some(moved);
    }
    Some(add_weekdays(moved.date(), length.weekdays)?.to_datetime(moved.time()))
}

fn by(r: &Reader, length: Length) -> Option<DateSpec> {
    let to = shift(r.now, length)?;
    if length.is_clock() {
        return Some(moment(to, length.abbreviated));
    }
    let fixed = Fixed {
        first: to.date(),
        last: to.date(),
        time: None,
        precision: Precision::Day,
        abbreviated: length.abbreviated,
    };
    Some(DateSpec::fixed(fixed))
}

/// "in two days", "3 hours ago", "il y a 3 jours", "vor drei Tagen", "2 weeks after Friday", "+15 minutes".
pub fn by_length(r: &Reader, at: usize) -> Found {
    if let Some('+' | '-') = r.mark(at)
        && r.gap(at) != Gap::None
        && r.is_number(at + 1)
        && r.gap(at + 1) <= Gap::Space
    {
        let (length, next) = numbers::length(r, at + 1)?;
        let minus = r.mark(at) == Some('-');
        // A list's dash is no minus sign.
        if minus && (!r.glued(at + 1) || !length.abbreviated && r.gap(at) >= Gap::Line && r.len() > 6) {
            return None;
        }
        return Some((by(r, if minus { length.negated() } else { length })?, next));
    }
    if let Some(start) = ahead(r, at) {
        let (length, next) = numbers::length(r, start)?;
        // "after 10 years of work"
        if r.is(at, &["after"]) && r.is(next, &["of"]) {
            return None;
        }
        if r.is(next, &["per"]) {
            return None;
        }
        return Some((by(r, length)?, next));
    }
    if let Some(start) = back(r, at) {
        let (length, next) = numbers::length(r, start)?;
        return Some((by(r, length.negated())?, next));
    }
    let (length, next) = numbers::length(r, at)?;
    if r.gap(next) == Gap::Paragraph {
        // A field that holds nothing but a length of time means the moment after it.
        return (at == 0 && next >= r.len() && r.forward && !length.abbreviated)
            .then(|| by(r, length))
            .flatten()
            .map(|s| (s, next));
    }
    if let Some((spec, next)) = from_anchor(r, length, next) {
        return Some((spec, next));
    }
    match r.word(next) {
        "ago" | "earlier" => Some((by(r, length.negated())?, next + 1)),
        "before" => Some((by(r, length.negated())?, next + 1)).filter(|_| numbers::ends_clause(r, next + 1)),
        "later" if lexicon::which(r.word(next + 1)).is_some() || r.is(next + 1, &["in", "than", "on", "today"]) => None,
        "later" | "hence" => Some((by(r, length)?, next + 1)),
        "out" | "after" => Some((by(r, length)?, next + 1)).filter(|_| numbers::ends_clause(r, next + 1)),
        "from" if r.is(next + 1, &["now", "today"]) => Some((by(r, length)?, next + 2)),
        "plus" if r.is(next + 1, &["tard"]) => Some((by(r, length)?, next + 2)),
        _ => None,
    }
}

/// "two weeks after yesterday", "3 days before January 12th", "three weeks from tomorrow".
fn from_anchor(r: &Reader, length: Length, at: usize) -> Found {
    let length = match r.word(at) {
        "after" | "from" | "since" | "nach" | "apres" => length,
        // "a week on Monday"
        "on" if length.days % 7 == 0 && length.days > 0 && lexicon::weekday(r.word(at + 1)).is_some() => length,
        "before" | "prior" | "vor" | "avant" => length.negated(),
        _ => return None,
    };
    let start = if r.is(at + 1, &["to"]) { at + 2 } else { at + 1 };
    if r.is(start, &["now"]) {
        return Some((by(r, length)?, start + 1));
    }
    let (spec, next) = anchor(r, start)?;
    Some((DateSpec { shift: Some(length), ..spec }, next))
}

/// The place of the amount after words that look ahead.
fn ahead(r: &Reader, at: usize) -> Option<usize> {
    let mut start = match r.word(at) {
        "in" | "within" | "after" | "dans" | "binnen" | "innerhalb" => at + 1,
        // A timer, not the length of a meeting.
        "for" if r.is_after(at, &["timer", "wait", "snooze", "alarm"]) => at + 1,
        "give" if r.is(at + 1, &["it", "me", "us"]) => at + 2,
        "d" if r.mark(at + 1) == Some('\'') && r.is(at + 2, &["ici"]) => at + 3,
        _ => return None,
    };
    for _ in 0..3 {
        if r.is(
            start,
            &["about", "around", "approximately", "roughly", "circa", "ca", "etwa", "ungefahr", "environ", "von"],
        ) || r.mark(start) == Some('~')
        {
            start += 1;
        }
    }
    // "in the morning", "after the week"
    (!r.is(start, &["the"])).then_some(start)
}

/// The place of the amount after words that look back.
fn back(r: &Reader, at: usize) -> Option<usize> {
    if r.is(at, &["vor"]) && (r.is_number(at + 1) || !r.word(at + 1).is_empty()) {
        return Some(at + 1);
    }
    r.phrase(at, &["il", "y", "a"])
}

/// A date with an amount after it: "next Tuesday +10 days", "now + 40 minutes".
pub fn shifted(r: &Reader, spec: DateSpec, at: usize) -> Found {
    let sign = match r.mark(at) {
        Some('+') => 1,
        Some('-') if r.gap(at) == Gap::Space && r.glued(at + 1) => -1,
        _ => return Some((spec, at)),
    };
    if spec.shift.is_some() || !r.is_number(at + 1) {
        return Some((spec, at));
    }
    match numbers::length(r, at + 1) {
        Some((length, next)) => {
            let length = if sign < 0 { length.negated() } else { length };
            Some((DateSpec { shift: Some(length), ..spec }, next))
        }
        None => Some((spec, at)),
    }
}

/// A date that needs no amount: the anchor of "two days after …" too.
fn anchor(r: &Reader, at: usize) -> Found {
    let start = if r.is(at, &["the"]) && lexicon::which(r.word(at + 1)).is_some() { at + 1 } else { at };
    named(r, start).or_else(|| numeric(r, start)).or_else(|| dates::without_relative(r, start))
}
