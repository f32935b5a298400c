//! Dates in numbers: "2026-03-04", "4.3.2026", "3/4", "20260304".

use super::{
    dates::{valid, valid_date},
    lexicon, numbers,
    reader::Reader,
    spec::{DateSpec, Whole},
    token::Gap,
};

type Found = Option<(DateSpec, usize)>;

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
    let dotted_end =
        mark == '.' && r.mark(next) == Some('.') && r.glued(next) && !(r.is_number(next + 1) && r.glued(next + 1));
    // "18.3. 14:00": the stop ends no sentence.
    let stop = dotted_end && (r.german || r.is_number(next + 1) && r.gap(next + 1) == Gap::Space);
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
        next += usize::from(stop);
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
