//! Dates, times and zones that stand together are one moment; two moments with "to" between are a stretch.

use super::{
    DayPart, counted, dates, lexicon, numbers,
    reader::Reader,
    relative,
    spec::DateSpec,
    times::{self, TimeSpec},
    token::Gap,
    weekdays,
    zones::{self, Meaning},
};

/// A moment as written; at least a date or a time.
#[derive(Clone, Copy, Debug, Default)]
pub struct Point {
    pub date: Option<DateSpec>,
    pub time: Option<TimeSpec>,
    /// With the tokens that name it.
    pub zone: Option<(Meaning, usize, usize)>,
}

/// Tokens `from..to`.
#[derive(Clone, Copy, Debug)]
pub struct Expression {
    pub first: Point,
    pub last: Option<Point>,
    pub from: usize,
    pub to: usize,
    /// Where the first moment ends.
    pub between: usize,
    /// A part was taken over from another expression.
    pub inferred: bool,
}

/// The expression that begins at `at`.
pub fn expression(r: &Reader, at: usize) -> Option<Expression> {
    if r.mark(at).is_some_and(|mark| !matches!(mark, '+' | '-' | '@' | '~' | '½')) {
        return None;
    }
    let (first, to) = point(r, at)?;
    let mut found = Expression { first, last: None, from: at, to, between: to, inferred: false };
    if let Some((last, end)) = labelled_end(r, &first, to) {
        found.first.date = first.date.or(last.date);
        found.last = Some(last);
        found.to = end;
        return Some(found);
    }
    if let Some((last, end)) = range_end(r, at, &first, to) {
        found.last = Some(last);
        found.to = end;
    }
    Some(found)
}

fn range_end(r: &Reader, from: usize, first: &Point, at: usize) -> Option<(Point, usize)> {
    let between = r.is_after(from, BETWEEN) || r.is(from, BETWEEN);
    let connector = matches!(r.mark(at), Some('-' | '~'))
        || lexicon::is_until(r.word(at))
        || between && r.is(at, &["and", "und", "et"]);
    if !connector || r.mark(at) == Some('-') && r.gap(at) >= Gap::Line || r.gap(at + 1) >= Gap::Paragraph {
        return None;
    }
    if first.date.is_some_and(|date| date.until.is_some()) || first.time.is_some_and(|time| time.end.is_some()) {
        return None;
    }
    let mut start = at + 1;
    if r.is(at, &["jusqu"]) && r.mark(start) == Some('\'') {
        start += 1;
    }
    if r.is(start, &["au", "à", "zum", "on", "the"]) && dates::date(r, start).is_none() {
        start += 1;
    }
    let (last, end) = point(r, start).or_else(|| day_only(r, first, start))?;
    let dates = first.date.is_some() && last.date.is_some();
    let timed = |point: &Point| {
        point.time.is_some() || point.date.and_then(|date| date.fixed).is_some_and(|fixed| fixed.time.is_some())
    };
    let times = timed(first) && timed(&last);
    // A second date of another make is the next of a list and not the end of a stretch.
    (dates || times).then_some((last, end))
}

/// "Start: 2 pm ⏎ End: 3 pm ⏎ Date: …": an end with a line and a label of its own.
fn labelled_end(r: &Reader, first: &Point, at: usize) -> Option<(Point, usize)> {
    let timed = first.time.is_some_and(|time| time.start.is_some() && time.end.is_none());
    if !timed || r.gap(at) < Gap::Line || !r.is(at, &["end", "ends", "ende", "fin", "bis"]) {
        return None;
    }
    let label = at + 1 + usize::from(r.is(at + 1, &["time", "date"]));
    if r.mark(label) != Some(':') {
        return None;
    }
    point(r, label + 1).filter(|(last, _)| last.time.is_some_and(|time| time.start.is_some()))
}

const BETWEEN: &[&str] = &["between", "zwischen", "entre"];

/// "April the ninth till the seventeenth": the end is only a day.
fn day_only(r: &Reader, first: &Point, at: usize) -> Option<(Point, usize)> {
    let date = first.date?;
    date.month?;
    let start = if r.is(at, &["the"]) { at + 1 } else { at };
    let (day, ordinal, next) = numbers::day(r, start)?;
    let spec = DateSpec { day: Some(day), month: None, ..DateSpec::default() };
    ordinal.then_some((Point { date: Some(spec), ..Point::default() }, next))
}

/// The parts of one moment from `at` on, in any order, with what may stand between them.
fn point(r: &Reader, at: usize) -> Option<(Point, usize)> {
    let (mut point, mut end) = first_part(r, at)?;
    // Date, time, zone, part of the day, weekday, year.
    for _ in 0..6 {
        let Some((next_point, next)) = further_part(r, &point, end) else { break };
        point = next_point;
        end = next;
    }
    Some((point, end))
}

fn first_part(r: &Reader, at: usize) -> Option<(Point, usize)> {
    if let Some((date, part, next)) = relative::day_with_part(r, at) {
        let time = TimeSpec { part: Some(part), ..TimeSpec::default() };
        return Some((Point { date: Some(date), time: Some(time), zone: None }, next));
    }
    if let Some((weekday, part)) = lexicon::weekday_with_part(r.word(at)) {
        let time = TimeSpec { part: Some(part), ..TimeSpec::default() };
        return Some((Point { date: Some(DateSpec::weekday(weekday)), time: Some(time), zone: None }, at + 1));
    }
    let date = dates::date(r, at);
    let time = times::time(r, at, false);
    match (date, time) {
        // "8:00", "10 - 11 at night" against "10 - 11 May": what reads on further is meant.
        (Some((_, after_date)), Some((time, after_time))) if after_time > after_date => {
            Some((Point { time: Some(time), ..Point::default() }, after_time))
        }
        (Some((date, next)), _) => Some((Point { date: Some(date), ..Point::default() }, next)),
        (None, Some((time, next))) => Some((Point { time: Some(time), ..Point::default() }, next)),
        (None, None) => bare_hours(r, at),
    }
}

/// "6-8 next Monday", "11 tonight": numbers that are hours because a day follows.
fn bare_hours(r: &Reader, at: usize) -> Option<(Point, usize)> {
    if !r.is_number(at) {
        return None;
    }
    let (time, next) = times::time(r, at, true).or_else(|| times::lone_hour(r, at))?;
    let follows = if r.mark(next) == Some(',') { next + 1 } else { next };
    let follows = if r.is(follows, &["on"]) && time.end.is_some() { follows + 1 } else { follows };
    let near = relative::day_with_part(r, follows).is_some()
        || r.is(follows, &["today", "tomorrow", "heute", "morgen", "demain"])
        || time.end.is_some()
            && (lexicon::which(r.word(follows)).is_some() || lexicon::weekday(r.word(follows)).is_some());
    near.then_some((Point { time: Some(time), ..Point::default() }, next))
}

fn further_part(r: &Reader, point: &Point, end: usize) -> Option<(Point, usize)> {
    let mut at = end;
    let mut dash = false;
    for _ in 0..5 {
        if r.gap(at) >= Gap::Paragraph && !is_label(r, at) {
            return None;
        }
        if let Some(found) = part(r, point, at, dash) {
            return Some(found);
        }
        if is_label(r, at) {
            at += 2;
            continue;
        }
        // A list's next item.
        if r.gap(at) >= Gap::Line && r.mark(at).is_some() {
            return None;
        }
        match r.mark(at) {
            Some('-') => dash = true,
            Some(':') if point.date.is_some() && point.time.is_none() => {}
            Some('.' | ':') if r.glued(at) && r.glued(at + 1) && r.is_number(at + 1) => {}
            Some(',' | '(' | ')' | '·' | '@' | '/' | '[' | ']' | '*' | '"' | '\'') => {}
            _ if r.is(at, GLUE) => {}
            // ISO 8601: "2026-03-04T14:00"
            _ if r.word(at) == "t" && r.glued(at) && r.glued(at + 1) && r.is_number(at + 1) => {}
            _ => return None,
        }
        at += 1;
    }
    None
}

const GLUE: &[&str] = &[
    "at",
    "on",
    "um",
    "à",
    "for",
    "the",
    "from",
    "of",
    "am",
    "le",
    "den",
    "dem",
    "von",
    "ab",
    "starting",
    "beginning",
    "in",
    "des",
    "de",
    "sometime",
    "around",
];

/// "Time:", "Uhrzeit:" between a date and its time.
fn is_label(r: &Reader, at: usize) -> bool {
    r.is(
        at,
        &[
            "time", "uhrzeit", "heure", "horaire", "date", "datum", "zeit", "start", "beginn", "timezone", "zeitzone",
            "day", "tag",
        ],
    ) && r.mark(at + 1) == Some(':')
}

/// One more part of a moment, where it has none of its kind yet.
fn part(r: &Reader, point: &Point, at: usize, dash: bool) -> Option<(Point, usize)> {
    if let Some(date) = point.date {
        if let Some((merged, next)) = more_date(r, &date, point.time.is_some(), at, dash) {
            return Some((Point { date: Some(merged), ..*point }, next));
        }
    } else {
        if let Some((date, part, next)) = relative::day_with_part(r, at) {
            let time = point.time.map(|time| TimeSpec { part: time.part.or(Some(part)), ..time });
            return Some((Point { date: Some(date), time, ..*point }, next));
        }
        // "for 2 weeks" is no date, and neither is the "in 5 minutes" that follows a time.
        let date = dates::date(r, at).filter(|(spec, _)| !(dash && r.is_number(at) || spec.weak && spec.day.is_none()));
        if let Some((date, next)) = date.filter(|(_, next)| !is_apart(r, at) || !begins_another(r, *next)) {
            return Some((Point { date: Some(date), ..*point }, next));
        }
    }
    // "10 am tomorrow for 90 minutes"
    if let Some(time) = point.time {
        let (longer, next) = times::with_length(r, time, at);
        if next > at {
            return Some((Point { time: Some(longer), ..*point }, next));
        }
    }
    match point.time {
        None => {
            // "tomorrow am"
            let half = match r.word(at) {
                "am" if !r.german => Some(DayPart::Morning),
                "pm" => Some(DayPart::Afternoon),
                _ => None,
            };
            if let Some(part) = half.filter(|_| !r.is_number(at + 1)) {
                let time = TimeSpec { part: Some(part), ..TimeSpec::default() };
                return Some((Point { time: Some(time), ..*point }, at + 1));
            }
            if let Some((time, next)) = times::time(r, at, true).filter(|(time, _)| !(dash && time.bare)) {
                return Some((Point { time: Some(time), ..*point }, next));
            }
        }
        Some(time) if time.start.is_none() => {
            // "Tuesday morning, 9:30"
            if let Some((clock, next)) = times::time(r, at, true).filter(|(clock, _)| clock.start.is_some()) {
                let time = TimeSpec { part: time.part.or(clock.part), ..clock };
                return Some((Point { time: Some(time), ..*point }, next));
            }
        }
        Some(time) if time.part.is_none() => {
            if let Some((part, next)) = times::day_part(r, at) {
                return Some((Point { time: Some(TimeSpec { part: Some(part), ..time }), ..*point }, next));
            }
        }
        Some(_) => {}
    }
    if point.zone.is_none() && !(dash && r.is_number(at)) {
        let timed = point.time.is_some_and(|time| time.start.is_some());
        if let Some((meaning, next)) =
            zones::zone(&r.tokens, at, timed).filter(|_| timed || r.token(at).is_some_and(|t| t.upper || t.capital))
        {
            return Some((Point { zone: Some((meaning, at, next)), ..*point }, next));
        }
    }
    None
}

/// A comma or a new line stands before `at`.
fn is_apart(r: &Reader, at: usize) -> bool {
    r.mark_before(at) == Some(',') || r.gap(at) >= Gap::Line
}

/// The date before `at`, after a time and a comma, is the next in a list and not that time's: "2–3 pm, Tuesday 4 pm".
fn begins_another(r: &Reader, at: usize) -> bool {
    // "Tuesday: 7:30 - 5:00 ⏎ Wednesday: 9:00 - 5:00"
    if r.mark(at) == Some(':') {
        return true;
    }
    let listed = r.is(at, &["or", "and", "oder", "und", "ou", "et"]) || matches!(r.mark(at), Some(',' | '/'));
    times::time(r, at, true).is_some_and(|(time, _)| time.start.is_some())
        || listed && lexicon::weekday(r.word(at + 1)).is_some_and(|(_, spelling)| spelling != lexicon::Spelling::Weak)
}

/// What may be added to a date that is there already: its weekday, its year, the length of time it counts from.
fn more_date(r: &Reader, date: &DateSpec, timed: bool, at: usize, dash: bool) -> Option<(DateSpec, usize)> {
    // "Oct 26 11:00:09 2023"
    if timed
        && date.month.is_some()
        && date.year.is_none()
        && !dash
        && let Some((year @ 1900..=2199, 4)) = r.number(at)
        && !numbers::is_clock_ahead(r, at + 1)
    {
        return Some((DateSpec { year: Some(year as i16), ..*date }, at + 1));
    }
    if date.in_week.is_some() {
        return None;
    }
    let only_weekday = date.weekday.is_some() && date.day.is_none() && date.week.is_none() && date.fixed.is_none();
    if only_weekday {
        // "Monday two weeks from now", "2 pm on Monday, March 4"
        if let Some((spec, next)) = counted::by_length(r, at) {
            return Some((DateSpec { in_week: date.weekday, ..spec }, next));
        }
        if let Some((spec, next)) =
            dates::without_relative(r, at).filter(|(spec, _)| spec.day.is_some() && spec.weekday.is_none())
        {
            return (!dash).then_some((DateSpec { weekday: date.weekday, ..spec }, next));
        }
        if timed && let Some((week, next)) = weekdays::week_after(r, at) {
            return Some((DateSpec { week: Some(week), ..*date }, next));
        }
        return None;
    }
    let touching = r.mark_before(at) == Some('-') && r.glued(at) && r.glued(at.saturating_sub(1));
    if date.weekday.is_none() && (!dash || touching && date.day.is_some()) {
        let (weekday, spelling) = lexicon::weekday(r.word(at))?;
        let bracket = r.mark_before(at) == Some('(');
        let stands = spelling == lexicon::Spelling::Full
            || bracket
            || touching
            || spelling == lexicon::Spelling::Short && r.mark_before(at) == Some(',');
        // "July 4, Friday the 11th" begins another date.
        if !stands
            || numbers::day(r, at + 1).is_some()
            || lexicon::month(r.word(at + 1)).is_some()
            || r.mark(at + 1) == Some(',') && numbers::day(r, at + 2).is_some()
        {
            return None;
        }
        let by_length = date.fixed.is_some() && date.shift.is_none();
        if by_length && !r.is_after(at, &["on", "am"]) && !bracket {
            return None;
        }
        let counted = date.fixed.is_some() || date.shift.is_some();
        let merged = if counted {
            DateSpec { in_week: Some(weekday), ..*date }
        } else {
            DateSpec { weekday: Some(weekday), ..*date }
        };
        return Some((merged, at + 1));
    }
    None
}
