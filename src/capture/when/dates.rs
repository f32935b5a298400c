//! Calendar dates as they are written: "2026-03-04", "4.3.2026", "Tuesday, March 4", "le 4 mars", "the 4th".

use super::{
    holidays,
    lexicon::{self, Spelling, Which},
    numbers, portions,
    reader::Reader,
    relative,
    spec::{DateSpec, Whole},
    token::Gap,
};

type Found = Option<(DateSpec, usize)>;

/// The date that begins at `at`.
pub fn date(r: &Reader, at: usize) -> Found {
    let (spec, next) = holidays::date(r, at)
        .or_else(|| portions::date(r, at))
        .or_else(|| relative::date(r, at))
        .or_else(|| numeric(r, at))
        .or_else(|| weekday_led(r, at))
        .or_else(|| calendar(r, at))
        .or_else(|| day_alone(r, at))?;
    relative::shifted(r, spec, next)
}

/// A date that does not count from the reference: what "two days after …" may count from.
pub fn without_relative(r: &Reader, at: usize) -> Found {
    holidays::date(r, at).or_else(|| weekday_led(r, at)).or_else(|| calendar(r, at))
}

/// A date without a weekday.
fn calendar(r: &Reader, at: usize) -> Found {
    day_month(r, at).or_else(|| month_day(r, at)).or_else(|| month_alone(r, at))
}

/// Three or two numbers with one sort of mark between.
pub fn numeric(r: &Reader, at: usize) -> Found {
    let first = r.number(at)?;
    if r.glued(at) && (matches!(r.mark_before(at), Some('$' | '€' | '£' | '#' | '\\')) || is_word_before(r, at)) {
        return None;
    }
    if first.1 == 8 {
        return compact(first.0).filter(|_| !r.glued(at + 1) || !r.is_number(at + 1)).map(|spec| (spec, at + 1));
    }
    if first.1 == 4 && first.0 >= 1000 {
        return year_first(r, at, first.0 as i16);
    }
    if first.1 > 2 {
        return None;
    }
    let mark = r.mark(at + 1).filter(|mark| matches!(mark, '/' | '.' | '-'))?;
    if !r.glued(at + 1) {
        return None;
    }
    // "4. 3. 2026" and "4.3."
    let spaced = mark == '.' && r.gap(at + 2) == Gap::Space && r.mark(at + 3) == Some('.');
    if !r.glued(at + 2) && !spaced {
        return None;
    }
    let second = r.number(at + 2)?;
    if r.mark(at + 3) == Some(mark) && r.glued(at + 3) && (r.glued(at + 4) || spaced) && r.is_number(at + 4) {
        return three_numbers(r, at, mark, first, second);
    }
    two_numbers(r, at, mark, first, second)
}

fn is_word_before(r: &Reader, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| !r.word(before).is_empty())
}

/// More of a number follows, so that what was read is only a piece of something else.
fn goes_on(r: &Reader, at: usize) -> bool {
    if !r.glued(at) {
        return false;
    }
    if r.is_number(at) || r.mark(at) == Some('%') {
        return true;
    }
    match r.mark(at) {
        Some('/' | '.' | ',' | '-') if r.glued(at + 1) && r.is_number(at + 1) => {
            // A time or the other end of a range may follow.
            !(r.mark(at + 2) == Some(':') || r.mark(at) == Some('-') && matches!(r.mark(at + 2), Some('/' | '.')))
        }
        _ => false,
    }
}

fn compact(digits: u32) -> Option<DateSpec> {
    let (year, month, day) = (digits / 10_000, digits / 100 % 100, digits % 100);
    if !(1900..=2199).contains(&year) {
        return None;
    }
    full(year as i16, month, day)
}

fn full(year: i16, month: u32, day: u32) -> Option<DateSpec> {
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    jiff::civil::Date::new(year, month, day).ok()?;
    Some(DateSpec { year: Some(year), month: Some(month), day: Some(day), ..DateSpec::default() })
}

fn year_first(r: &Reader, at: usize, year: i16) -> Found {
    // "2024 AD August"
    let era = if r.token(at + 1).is_some_and(|token| token.upper) && r.is(at + 1, &["ad", "ce"]) { 1 } else { 0 };
    let at = at + era;
    let mark = r.mark(at + 1);
    let (second_at, third_sep) = match mark {
        Some('-' | '/' | '.') if r.glued(at + 1) && r.glued(at + 2) => (at + 2, mark),
        _ if mark.is_none() && r.gap(at + 1) == Gap::Space => (at + 1, None),
        _ => return None,
    };
    let third_at = if third_sep.is_some() { second_at + 2 } else { second_at + 1 };
    let third = match third_sep {
        Some(mark) if r.mark(second_at + 1) != Some(mark) || !r.glued(second_at + 1) || !r.glued(third_at) => None,
        _ => r.number(third_at).filter(|(_, digits)| *digits <= 2).filter(|_| !goes_on_time(r, third_at)),
    };
    if let Some((month, _)) = lexicon::month(r.word(second_at)) {
        let spec = DateSpec { year: Some(year), month: Some(month), ..DateSpec::default() };
        if let Some((day @ 1..=31, _)) = third {
            return Some((valid(DateSpec { day: Some(day as i8), ..spec }), third_at + 1));
        }
        return Some((DateSpec { whole: Whole::Month, ..spec }, second_at + 1));
    }
    let (second, second_digits) = r.number(second_at)?;
    // "2020/23/Sep"
    if let (Some((month, _)), Some(_)) = (lexicon::month(r.word(third_at)), third_sep) {
        return Some((valid_date(year, month, second)?, third_at + 1));
    }
    let (third, third_digits) = third?;
    if third_sep.is_none() && (second_digits, third_digits) != (2, 2) || goes_on(r, third_at + 1) {
        return None;
    }
    if let Some(spec) = full(year, second, third) {
        return Some((spec, third_at + 1));
    }
    // Year, day, month is nobody's custom, but no other reading is left.
    let spec =
        full(year, third, second).filter(|_| second > 12 && second_digits == 2 && third_digits == 1 || second == 13)?;
    Some((DateSpec { weak: true, ..spec }, third_at + 1))
}

/// The number at `at` belongs to a time of day.
fn goes_on_time(r: &Reader, at: usize) -> bool {
    r.mark(at + 1) == Some(':') && r.glued(at + 1) && r.is_number(at + 2) && r.gap(at) != Gap::None
}

fn three_numbers(r: &Reader, at: usize, mark: char, first: (u32, u8), second: (u32, u8)) -> Found {
    let (third, digits) = r.number(at + 4)?;
    let next = at + 5;
    let year = match digits {
        4 if third >= 1000 => third as i16,
        // Version numbers look the same: a dotted date with a short year has both its noughts.
        2 if mark != '.' || r.german || first.1 == 2 && second.1 == 2 => numbers::two_digit_year(third),
        _ => return None,
    };
    if second.1 > 2 || goes_on(r, next) {
        return None;
    }
    let spec = numeric_order(r, mark, first.0, second.0, Some(year))?;
    jiff::civil::Date::new(year, spec.month?, spec.day?).ok()?;
    Some((spec, next))
}

/// Which of two numbers is the day: the other one cannot be a month, or the mark or the writer's custom tells.
fn numeric_order(r: &Reader, mark: char, a: u32, b: u32, year: Option<i16>) -> Option<DateSpec> {
    if a == 0 || b == 0 || a > 31 || b > 31 || a > 12 && b > 12 {
        return None;
    }
    let day_first = a > 12 || b <= 12 && (r.day_first || mark == '.' && !r.order_known);
    let (day, month) = if day_first { (a, b) } else { (b, a) };
    let swappable = a <= 12 && b <= 12 && a != b && !r.order_known;
    let spec = DateSpec { year, month: Some(month as i8), day: Some(day as i8), swappable, ..DateSpec::default() };
    Some(valid(spec)).filter(|spec| !spec.impossible)
}

fn two_numbers(r: &Reader, at: usize, mark: char, first: (u32, u8), second: (u32, u8)) -> Found {
    let mut next = at + 3;
    // "9/2012", "12-2015"
    if second.1 == 4 && mark != '.' && (1..=12).contains(&first.0) && (1900..=2199).contains(&second.0) {
        if goes_on(r, next) || r.mark(next) == Some('-') && r.glued(next) {
            return None;
        }
        let spec = DateSpec {
            year: Some(second.0 as i16),
            month: Some(first.0 as i8),
            whole: Whole::Month,
            ..DateSpec::default()
        };
        return Some((spec, next));
    }
    if second.1 > 2 || first.0 == 24 && second.0 == 7 {
        return None;
    }
    let dotted_end = mark == '.' && r.mark(next) == Some('.') && r.glued(next) && !r.is_number(next + 1);
    match mark {
        '/' => {}
        // "4.3." is a day; "10.1" is one only where nothing else is likely, and a time after "at".
        '.' if r.german || dotted_end && second.0 <= 12 => {}
        '.' if r.is_after(at, &["on", "am", "le", "vom", "zum", "den", "dem"]) => {}
        _ => return None,
    }
    if goes_on(r, next) || lexicon::unit(r.word(next)).is_some() || r.is(next, &["of", "inch", "cup"]) {
        return None;
    }
    let mut spec = numeric_order(r, mark, first.0, second.0, None)?;
    if mark == '.' {
        // With the closing stop it is German, where the day always comes first.
        if dotted_end && r.german && second.0 > 12 {
            return None;
        }
        if !dotted_end && !r.german && second.0 <= 12 && first.0 <= 12 {
            (spec.month, spec.day) = (Some(first.0 as i8), Some(second.0 as i8));
        }
        next += usize::from(dotted_end && r.german);
    }
    if r.mark(next) == Some(',')
        && let Some((year, 4)) = r.number(next + 1)
        && (1900..=2199).contains(&year)
    {
        spec.year = Some(year as i16);
        next += 2;
    }
    Some((DateSpec { weak: mark == '.', ..spec }, next))
}

/// "10 August 2012", "the 4th of May", "10 - 22 August", "15SEP", "23/Sep/2020", "le 1er mars", "4. März".
fn day_month(r: &Reader, at: usize) -> Found {
    let start = if r.is(at, &["the", "den", "dem", "le", "der"]) { at + 1 } else { at };
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
        && !(lexicon::month(r.word(end)).is_some() && !r.is(end, &["may"]))
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
    let plain = full && !lexicon::is_common_word(word) && !r.is(at, &["mars"]);
    (introduced && (full || !r.is(at, &["mar"])) || range_ahead || plain || whole_text).then_some((spec, next))
}

/// "Tuesday, March 4", "Friday the 26th", "next Friday", "Monday of next week", "Dienstag, den 4.3.".
fn weekday_led(r: &Reader, at: usize) -> Found {
    let mut start = at;
    let mut which = None;
    let mut week = None;
    let mut english = false;
    if let Some(found) = lexicon::which(r.word(start)) {
        english = r.is(start, &["next", "following"]);
        which = Some(found);
        start += 1;
        // "next week Monday", "this week Monday"
        if r.is(start, &["week", "woche"]) {
            week = Some(relative::steps(found));
            start += 1;
            if r.is(start, &["on"]) {
                start += 1;
            }
        }
    }
    let (weekday, spelling) = lexicon::weekday(r.word(start))?;
    let mut next = start + 1;
    let dotted = r.mark(next) == Some('.') && r.glued(next) && spelling != Spelling::Full;
    if dotted {
        next += 1;
    }
    let mut after = next;
    if r.mark(after) == Some(',') {
        after += 1;
    }
    if r.is(after, &["the", "den", "dem", "le"]) {
        after += 1;
    }
    if r.gap(after) != Gap::Paragraph && week.is_none() {
        let dated = numeric(r, after).or_else(|| calendar(r, after).filter(|(spec, _)| spec.day.is_some()));
        if let Some((spec, end)) = dated {
            if spec.fixed.is_none() {
                return Some((DateSpec { weekday: Some(weekday), weak: false, ..spec }, end));
            }
        }
    }
    if spelling == Spelling::Weak
        || spelling == Spelling::Short && r.is(start, &["sun", "sat", "wed"]) && !weak_ok(r, start, next)
    {
        return None;
    }
    if week.is_none()
        && let Some((day, ordinal, end)) = numbers::day(r, after)
        && (ordinal || !numbers::is_clock_ahead(r, end) && !is_range_ahead(r, end) && r.gap(after) < Gap::Line)
        && !(r.mark(end) == Some('.') && r.glued(end) && r.glued(end + 1) && r.is_number(end + 1))
        && !(r.glued(end) && (r.is_number(end) || matches!(r.mark(end), Some('/' | '%'))))
        && (ordinal || r.is_number(after) && lexicon::unit(r.word(end)).is_none())
    {
        let dotted_day = r.mark(end) == Some('.') && r.german && !numbers::ends_clause(r, end + 1);
        return Some((
            DateSpec { weekday: Some(weekday), day: Some(day), ..DateSpec::default() },
            end + usize::from(dotted_day),
        ));
    }
    // "mardi prochain"
    if which.is_none()
        && let Some(found) = lexicon::which(r.word(next)).filter(|_| r.is(next, FRENCH_WHICH))
    {
        which = Some(found);
        next += 1;
    }
    let mut spec = DateSpec {
        weekday: Some(weekday),
        which: which.map(|which| by_language(which, english)),
        week,
        ..DateSpec::default()
    };
    if spec.week.is_none()
        && let Some((named, end)) = week_after(r, next)
    {
        spec.week = Some(named);
        next = end;
    }
    Some((spec, next))
}

const FRENCH_WHICH: &[&str] = &["prochain", "prochaine", "dernier", "derniere", "passe", "passee"];

/// "nächsten Dienstag" and "mardi prochain" are the next to come; "next Tuesday" is next week's.
fn by_language(which: Which, english: bool) -> Which {
    match which {
        Which::Next if !english => Which::Coming,
        other => other,
    }
}

/// "Sat", "Sun" and "wed" are also words: they need a capital, or a date, time or mark beside them.
fn weak_ok(r: &Reader, at: usize, next: usize) -> bool {
    r.token(at).is_some_and(|token| token.capital)
        || r.is_after(at, &["on", "next", "this", "last"])
        || r.is_number(next)
        || r.mark(next) == Some(',') && r.is_number(next + 1)
}

fn is_range_ahead(r: &Reader, at: usize) -> bool {
    // French "vendredi 13 à 14 h": "à" leads in the hour.
    if r.is(at, &["à"]) && numbers::is_clock_ahead(r, at + 2) {
        return false;
    }
    (r.mark(at) == Some('-') || lexicon::is_until(r.word(at)))
        && (r.is_number(at + 1) || lexicon::cardinal(r.word(at + 1)).is_some())
}

/// "next week", "of next week", ", this week", "nächster Woche", "la semaine prochaine" after a weekday.
pub fn week_after(r: &Reader, at: usize) -> Option<(i32, usize)> {
    let mut start = at;
    if r.mark(start) == Some(',') {
        start += 1;
    }
    if r.is(start, &["of", "in", "de"]) {
        start += 1;
    }
    if r.is(start, &["the", "der", "la"]) {
        start += 1;
    }
    if r.gap(start) == Gap::Paragraph {
        return None;
    }
    if let Some(which) = lexicon::which(r.word(start))
        && r.is(start + 1, &["week", "woche", "semaine"])
    {
        return Some((relative::steps(which), start + 2));
    }
    if r.is(start, &["semaine"])
        && let Some(which) = lexicon::which(r.word(start + 1))
    {
        return Some((relative::steps(which), start + 2));
    }
    if r.is(start, &["week"]) && r.is(start + 1, &["after"]) && r.is(start + 2, &["next"]) {
        return Some((2, start + 3));
    }
    None
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
        || r.mark(next) == Some('-');
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
    // French "le 4 à 14h"
    if r.is(at, &["le"]) && digits && (r.is(next, &["à"]) || numbers::ends_clause(r, next)) {
        return Some((spec, next));
    }
    None
}

fn valid_date(year: i16, month: i8, day: u32) -> Option<DateSpec> {
    let day = i8::try_from(day).ok()?;
    Some(valid(DateSpec { year: Some(year), month: Some(month), day: Some(day), ..DateSpec::default() }))
}

/// Marks a date that no calendar has.
fn valid(spec: DateSpec) -> DateSpec {
    // A leap year stands in where the year is not named.
    let exists = |month: i8, day: i8| jiff::civil::Date::new(spec.year.unwrap_or(2024), month, day).is_ok();
    let (Some(month), Some(day)) = (spec.month, spec.day) else { return spec };
    let last = spec.until.is_none_or(|(other, last)| exists(other.unwrap_or(month), last));
    DateSpec { impossible: !exists(month, day) || !last, ..spec }
}
