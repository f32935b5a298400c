//! Calendar dates as they are written: "2026-03-04", "4.3.2026", "Tuesday, March 4", "le 4 mars", "the 4th".

use super::{
    counted, holidays, lexicon, numbers, numeric, portions,
    reader::Reader,
    relative,
    spec::{DateSpec, Whole},
    token::Gap,
    weekdays,
};

type Found = Option<(DateSpec, usize)>;

/// The date that begins at `at`.
pub fn date(r: &Reader, at: usize) -> Found {
    let (spec, next) = holidays::date(r, at)
        .or_else(|| portions::date(r, at))
        .or_else(|| relative::date(r, at))
        .or_else(|| numeric::numeric(r, at))
        .or_else(|| weekdays::weekday_led(r, at))
        .or_else(|| calendar(r, at))
        .or_else(|| day_alone(r, at))?;
    counted::shifted(r, spec, next)
}

/// A date that does not count from the reference: what "two days after …" may count from.
pub fn without_relative(r: &Reader, at: usize) -> Found {
    holidays::date(r, at).or_else(|| weekdays::weekday_led(r, at)).or_else(|| calendar(r, at))
}

/// A date without a weekday.
pub fn calendar(r: &Reader, at: usize) -> Found {
    day_month(r, at).or_else(|| month_day(r, at)).or_else(|| month_alone(r, at))
}

/// "10 August 2012", "the 4th of May", "10 - 22 August", "15SEP", "23/Sep/2020", "le 1er mars", "4. März".
pub fn day_month(r: &Reader, at: usize) -> Found {
    let start = if r.is(at, &["the", "den", "dem", "des", "le", "der"]) { at + 1 } else { at };
    if matches!(r.mark_before(start), Some('$' | '€' | '£' | '#'))
        || r.glued(start) && matches!(r.mark_before(start), Some('.' | ':'))
    {
        return None;
    }
    let (day, ordinal, mut next) = numbers::day_beside_month(r, start)?;
    let mut until = None;
    if let Some((last, end)) = day_range_end(r, next) {
        if month_name(r, end).is_some() {
            until = Some((None, last));
            next = end;
        } else {
            return None;
        }
    }
    // "23-2020-September"
    if let (Some('-'), Some((year, 4)), Some('-')) = (r.mark(next), r.number(next + 1), r.mark(next + 2))
        && r.glued(next)
        && let Some((month, _)) = lexicon::month(r.word(next + 3))
    {
        return Some((valid_date(year as i16, month, day as u32)?, next + 4));
    }
    let (month, after) = month_name(r, next)?;
    // "2 may": a number before a word that is only sometimes a month.
    if !ordinal && r.is(after - 1, &["may", "mar"]) && !r.token(after - 1).is_some_and(|t| t.capital) && !r.glued(next)
    {
        let stated = numbers::year(r, after).is_some() || numbers::ends_clause(r, after) || at != start;
        if !stated && !r.is(after, &["at", "from"]) {
            return None;
        }
    }
    // "174 November 1, 2001": the number belongs to something else.
    if !ordinal && numbers::day(r, after).is_some_and(|(_, _, end)| numbers::year(r, end).is_some()) {
        return None;
    }
    let mut spec = DateSpec { month: Some(month), day: Some(day), until, ..DateSpec::default() };
    let mut end = after;
    if let Some((year, after)) = numbers::year(r, end) {
        spec.year = Some(year);
        end = after;
    }
    Some((valid(spec), end))
}

/// The month's name at `at`, with "of", "day of", "." or a mark before it.
fn month_name(r: &Reader, at: usize) -> Option<(i8, usize)> {
    let mut start = at;
    if matches!(r.mark(start), Some('.' | '-' | '/')) && r.glued(start) {
        start += 1;
    }
    if r.is(start, &["day"]) && r.is(start + 1, &["of"]) {
        start += 1;
    }
    if r.is(start, &["of", "de"]) {
        start += 1;
    }
    if r.gap(start) == Gap::Paragraph {
        return None;
    }
    let (month, full) = lexicon::month(r.word(start))?;
    let stop = !full && r.mark(start + 1) == Some('.') && r.glued(start + 1);
    Some((month, if stop { start + 2 } else { start + 1 }))
}

/// The last day of "10 - 22", "ninth till seventeenth", "9 and 17" after "between".
fn day_range_end(r: &Reader, at: usize) -> Option<(i8, usize)> {
    // German "9. bis 11. März"
    let at = if r.mark(at) == Some('.') && r.glued(at) { at + 1 } else { at };
    let connector =
        matches!(r.mark(at), Some('-' | '~')) || lexicon::is_until(r.word(at)) || r.is(at, &["and", "und", "et"]);
    if !connector || r.gap(at) >= Gap::Line {
        return None;
    }
    let start = if r.is(at + 1, &["the", "den", "le"]) { at + 2 } else { at + 1 };
    let (day, _, next) = numbers::day(r, start)?;
    Some((day, next))
}

/// "August 10, 2012", "May twenty-fourth", "Aug 10 - 22", "Sep-23-2020", "April the ninth".
fn month_day(r: &Reader, at: usize) -> Found {
    let (month, full) = lexicon::month(r.word(at))?;
    let mut next = at + 1;
    if r.mark(next) == Some('.') && !full && (r.glued(next) || r.gap(next) == Gap::Space) {
        next += 1;
    }
    if matches!(r.mark(next), Some('-' | '/')) && r.glued(next) && r.glued(next + 1) {
        return month_marked(r, month, next);
    }
    if r.mark(next) == Some(',') {
        next += 1;
    }
    if r.is(next, &["the"]) {
        next += 1;
    }
    if r.gap(next) == Gap::Paragraph {
        return None;
    }
    let (day, ordinal, mut next) = match numbers::day_beside_month(r, next) {
        Some(found) => found,
        None => {
            // "August 32": neither a day nor a year, and so no August either.
            let number = r.number(next).filter(|(value, digits)| *digits <= 2 && *value > 31)?;
            return numbers::year(r, next)
                .is_none_or(|_| number.0 < 40)
                .then_some((DateSpec { impossible: true, ..DateSpec::default() }, next + 1));
        }
    };
    // "May two thousand and fifteen", "October 20:30"
    if !ordinal
        && (r.is(next, &["thousand", "hundred"]) || numbers::year(r, next - 1).is_some_and(|_| !r.is_number(next - 1)))
    {
        return None;
    }
    if !ordinal && numbers::is_clock_ahead(r, next) || r.glued(next) && r.is_number(next) {
        return None;
    }
    let mut spec = DateSpec { month: Some(month), day: Some(day), ..DateSpec::default() };
    if let Some((last, end)) = day_range_end(r, next)
        && !r.is(next, &["and", "und", "et"])
        && !numbers::is_clock_ahead(r, end)
        && (lexicon::month(r.word(end)).is_none() || r.is(end, &["may"]))
    {
        let month_of_last = (last < day).then(|| month % 12 + 1);
        spec.until = Some((month_of_last, last));
        next = end;
    }
    let mut end = next;
    if let Some((year, after)) = numbers::year(r, end) {
        spec.year = Some(year);
        end = after;
    }
    Some((valid(spec), end))
}

/// "Sep-2012", "Dec/2018", "Oct/2", "Sep-23-2020", "September-2020-23"; `at` is the mark.
fn month_marked(r: &Reader, month: i8, at: usize) -> Found {
    let (first, digits) = r.number(at + 1)?;
    let second =
        (r.mark(at + 2) == r.mark(at) && r.glued(at + 2) && r.glued(at + 3)).then(|| r.number(at + 3)).flatten();
    let spec = match (digits, second) {
        (4, Some((day, 1 | 2))) => return Some((valid_date(first as i16, month, day)?, at + 4)),
        (1 | 2, Some((year, 4))) => return Some((valid_date(year as i16, month, first)?, at + 4)),
        (4, None) if (1000..=3999).contains(&first) => {
            DateSpec { year: Some(first as i16), month: Some(month), whole: Whole::Month, ..DateSpec::default() }
        }
        (1 | 2, None) => DateSpec { month: Some(month), day: Some(i8::try_from(first).ok()?), ..DateSpec::default() },
        _ => return None,
    };
    Some((valid(spec), at + 2))
}

/// "September 2012", "in June of 2022", "in August".
fn month_alone(r: &Reader, at: usize) -> Found {
    let word = r.word(at);
    let (month, full) = lexicon::month(word)?;
    let stop = !full && r.mark(at + 1) == Some('.') && r.glued(at + 1);
    let next = if stop { at + 2 } else { at + 1 };
    let spec = DateSpec { month: Some(month), whole: Whole::Month, ..DateSpec::default() };
    if let Some((year, end)) = numbers::year(r, next).filter(|(_, end)| !numbers::is_clock_ahead(r, *end)) {
        return Some((DateSpec { year: Some(year), ..spec }, end));
    }
    if r.glued(at) && matches!(r.mark_before(at), Some('$' | '#' | '@' | '\'')) {
        return None;
    }
    let introduced = r.is_after(
        at,
        &[
            "in", "im", "en", "of", "since", "until", "till", "by", "from", "this", "next", "last", "through", "to",
            "mid", "ab", "seit", "bis", "before", "after", "between", "early", "late",
        ],
    );
    let range_ahead =
        (lexicon::is_until(r.word(next)) || r.mark(next) == Some('-')) && lexicon::month(r.word(next + 1)).is_some();
    let whole_text = r.len() == 1 && full;
    // "April Johnson", "avenue du Maréchal Juin"
    let near_name =
        |at: usize, gap: Gap| gap == Gap::Space && r.token(at).is_some_and(|token| token.capital && !token.upper);
    let named = near_name(next, r.gap(next))
        || at > 0 && near_name(at - 1, r.gap(at)) && lexicon::weekday(r.word(at - 1)).is_none();
    let plain = full && !lexicon::is_common_word(word) && !r.is(at, &["mars"]) && !named;
    (introduced && (full || !r.is(at, &["mar"])) || range_ahead || plain || whole_text).then_some((spec, next))
}

/// "the 4th", "on the 18th", "am 4.", "le 4": a day of a month that is not named.
fn day_alone(r: &Reader, at: usize) -> Found {
    let article = r.is(at, &["the", "den", "dem", "le"]);
    let start = if article { at + 1 } else { at };
    let (day, ordinal, next) = numbers::day(r, start)?;
    let spec = DateSpec { day: Some(day), weak: true, ..DateSpec::default() };
    // "the second round", "a second wave", "the 21st century", "the 4th floor"
    let followed = numbers::ends_clause(r, next)
        || r.is(
            next,
            &[
                "at", "from", "between", "around", "before", "after", "or", "and", "to", "until", "works", "is", "um",
                "à", "works", "if", "in",
            ],
        )
        || lexicon::is_until(r.word(next))
        || matches!(r.mark(next), Some('-' | '@'));
    let digits = r.is_number(start);
    if article
        && ordinal
        && followed
        && (digits || r.is_after(at, &["on", "until", "by", "between", "and", "till", "to", "for", "from"]))
    {
        return Some((spec, next));
    }
    if !article && ordinal && digits && r.is_after(at, &["on", "by", "until"]) && followed {
        return Some((spec, next));
    }
    // "on the 17 from 2pm"
    if article && digits && r.is_after(at, &["on"]) && r.is(next, &["at", "from", "between"]) {
        return Some((spec, next));
    }
    // German "am 4. um 14 Uhr"
    let german = r.is_after(at, &["am", "vom", "zum", "den", "dem"]) || article && r.is(at, &["den", "dem"]);
    if german && digits && r.mark(next) == Some('.') && r.glued(next) && !r.glued(next + 1) {
        return Some((spec, next + 1));
    }
    // "am Zwölften um 10 Uhr", and not "am zweiten Standort"
    let noun = !digits && ordinal && r.token(start).is_some_and(|token| token.capital);
    if german && noun && (numbers::ends_clause(r, next) || r.is(next, &["um", "ab", "von", "zwischen", "gegen"])) {
        return Some((spec, next));
    }
    // French "le 4 à 14h"
    if r.is(at, &["le"]) && digits && (r.is(next, &["à"]) || numbers::ends_clause(r, next)) {
        return Some((spec, next));
    }
    None
}

pub fn valid_date(year: i16, month: i8, day: u32) -> Option<DateSpec> {
    let day = i8::try_from(day).ok()?;
    Some(valid(DateSpec { year: Some(year), month: Some(month), day: Some(day), ..DateSpec::default() }))
}

/// Marks a date that no calendar has.
pub fn valid(spec: DateSpec) -> DateSpec {
    // A leap year stands in where the year is not named.
    let exists = |month: i8, day: i8| jiff::civil::Date::new(spec.year.unwrap_or(2024), month, day).is_ok();
    let (Some(month), Some(day)) = (spec.month, spec.day) else { return spec };
    let last = spec.until.is_none_or(|(other, last)| exists(other.unwrap_or(month), last));
    DateSpec { impossible: !exists(month, day) || !last, ..spec }
}
