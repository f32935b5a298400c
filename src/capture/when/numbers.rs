//! Numbers in digits and words: amounts, ordinals, years, lengths of time.

use super::{
    lexicon::{self, Unit},
    reader::Reader,
    token::Gap,
};

/// A counting number up to 9999 in digits, or up to 99 in words.
pub fn count(r: &Reader, at: usize) -> Option<(u32, usize)> {
    if let Some((value, digits)) = r.number(at) {
        return (digits <= 4).then_some((value, at + 1));
    }
    let value = lexicon::cardinal(r.word(at))?;
    if matches!(value, 20 | 30 | 40 | 50 | 60 | 70 | 80 | 90) {
        let next = if r.mark(at + 1) == Some('-') && r.glued(at + 1) { at + 2 } else { at + 1 };
        if let Some(one @ 1..=9) = lexicon::cardinal(r.word(next)) {
            return Some((value + one, next + 1));
        }
    }
    Some((value, at + 1))
}

/// An ordinal as a day of the month: "4th", "the fourth", "twenty-fourth", German "4.". With whether it is written as
/// an ordinal; a plain number is none.
pub fn day(r: &Reader, at: usize) -> Option<(i8, bool, usize)> {
    let (value, ordinal, next) = match r.number(at) {
        Some((value, digits)) if digits <= 2 => {
            let suffix = r.glued(at + 1) && lexicon::is_ordinal_suffix(r.word(at + 1));
            // French "2e", but not "2e" in a code.
            let suffix = suffix || (r.glued(at + 1) && r.is(at + 1, &["e"]) && r.gap(at + 2) != Gap::None);
            (value, suffix, if suffix { at + 2 } else { at + 1 })
        }
        Some(_) => return None,
        None => ordinal_words(r, at)?,
    };
    (1..=31).contains(&value).then_some((value as i8, ordinal, next))
}

fn ordinal_words(r: &Reader, at: usize) -> Option<(u32, bool, usize)> {
    if let Some(value) = lexicon::ordinal(r.word(at)) {
        return Some((value, true, at + 1));
    }
    let tens = lexicon::cardinal(r.word(at)).filter(|tens| matches!(tens, 20 | 30))?;
    let next = if r.mark(at + 1) == Some('-') { at + 2 } else { at + 1 };
    let one = lexicon::ordinal(r.word(next)).filter(|one| *one <= 9)?;
    Some((tens + one, true, next + 1))
}

/// A day of the month beside a month's name, where plain number words count too: "May twenty nine".
pub fn day_beside_month(r: &Reader, at: usize) -> Option<(i8, bool, usize)> {
    day(r, at).or_else(|| match count(r, at)? {
        // "Cinq-Mars" is a name.
        (value @ 1..=31, next)
            if !r.is_number(at) && r.mark(next) != Some('-') && !r.is(at, &["un", "une", "ein", "eine", "sept"]) =>
        {
            Some((value as i8, false, next))
        }
        _ => None,
    })
}

/// A year after a month or a day and month, with the comma or "of" before it.
pub fn year(r: &Reader, at: usize) -> Option<(i16, usize)> {
    let mut start = at;
    if matches!(r.mark(start), Some(',' | '.' | '-' | '/')) || r.is(start, &["of", "in", "de"]) {
        start += 1;
    }
    let glued_by_mark = start > at && r.glued(at) && r.glued(start) && matches!(r.mark(at), Some('-' | '/'));
    if matches!(r.mark(at), Some('-' | '/')) && !glued_by_mark {
        return None;
    }
    let apostrophe = r.mark(start) == Some('\'') && r.glued(start + 1);
    let at_number = if apostrophe { start + 1 } else { start };
    if r.gap(at_number) == Gap::Paragraph {
        return None;
    }
    if let Some(year) = year_in_words(r, start) {
        return Some(year);
    }
    let (value, digits) = r.number(at_number)?;
    let next = at_number + 1;
    if let Some(era) = era(r, next) {
        let value = i16::try_from(value).ok().filter(|value| (1..=9999).contains(value))?;
        return Some((era.apply(value), next + 1));
    }
    if is_clock_ahead(r, next) && !glued_by_mark {
        return None;
    }
    match digits {
        4 if (1000..=3999).contains(&value) => Some((value as i16, next)),
        2 if apostrophe || glued_by_mark || value > 31 || ends_clause(r, next) && start == at => {
            Some((two_digit_year(value), next))
        }
        _ => None,
    }
}

/// "nineteen eighty six", "two thousand and fifteen", "nineteen hundred ninety three".
fn year_in_words(r: &Reader, at: usize) -> Option<(i16, usize)> {
    if r.is_number(at) {
        return None;
    }
    let (high, mut next) = count(r, at)?;
    let base = match (high, r.word(next)) {
        (1..=3, "thousand") => high * 1000,
        (11..=21, "hundred") => high * 100,
        (17..=20, _) => match count(r, next) {
            Some((low @ 10..=99, next)) if !r.is_number(next - 1) => return Some(((high * 100 + low) as i16, next)),
            _ => return None,
        },
        _ => return None,
    };
    next += 1;
    let after_and = if r.is(next, &["and"]) { next + 1 } else { next };
    match count(r, after_and) {
        Some((low @ 1..=99, end)) if !r.is_number(after_and) => Some(((base + low) as i16, end)),
        _ => Some((base as i16, next)),
    }
}

/// The year in the hundred years around our own: until 50 in this century.
pub fn two_digit_year(value: u32) -> i16 {
    (if value <= 50 { 2000 + value } else { 1900 + value }) as i16
}

enum Era {
    Before,
    Common,
    Buddhist,
}

impl Era {
    fn apply(&self, year: i16) -> i16 {
        match self {
            Self::Before => -year,
            Self::Common => year,
            Self::Buddhist => year - 543,
        }
    }
}

fn era(r: &Reader, at: usize) -> Option<Era> {
    if !r.token(at).is_some_and(|token| token.upper) {
        return None;
    }
    match r.word(at) {
        "bc" | "bce" => Some(Era::Before),
        "ad" | "ce" => Some(Era::Common),
        "be" => Some(Era::Buddhist),
        _ => None,
    }
}

/// The number before `at` is an hour: ":30", "h30", "am", "uhr", "o'clock" or a unit follows.
pub fn is_clock_ahead(r: &Reader, at: usize) -> bool {
    if r.mark(at) == Some(':') && r.glued(at) && r.glued(at + 1) && r.is_number(at + 1) {
        return true;
    }
    r.is(at, &["am", "pm", "a", "p", "h", "hr", "hrs", "uhr", "o", "oclock", "heures", "heure"])
        || lexicon::unit(r.word(at)).is_some_and(|(unit, _)| unit.is_clock())
}

/// Nothing more of the clause follows.
pub fn ends_clause(r: &Reader, at: usize) -> bool {
    r.gap(at) >= Gap::Line || matches!(r.mark(at), Some('.' | ',' | ';' | ')' | '!' | '?' | ']' | '"' | '·'))
}

/// A sentence or paragraph ends before `at`.
pub fn is_sentence_end(r: &Reader, at: usize) -> bool {
    r.gap(at) >= Gap::Paragraph || matches!(r.mark(at), Some('!' | '?')) || r.mark(at) == Some('.') && r.gap_after(at)
}

/// A length of time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Length {
    pub months: i32,
    pub days: i32,
    pub weekdays: i32,
    pub seconds: i64,
    /// Some unit was only a letter or two.
    pub abbreviated: bool,
}

impl Length {
    pub fn is_clock(self) -> bool {
        self.seconds != 0
    }

    pub fn negated(self) -> Self {
        Self {
            months: -self.months,
            days: -self.days,
            weekdays: -self.weekdays,
            seconds: -self.seconds,
            abbreviated: self.abbreviated,
        }
    }

    pub fn of(amount: f64, unit: Unit) -> Self {
        let mut length = Self::default();
        let whole = amount as i32;
        match unit {
            Unit::Second => length.seconds = amount as i64,
            Unit::Minute => length.seconds = (amount * 60.0) as i64,
            Unit::Hour => length.seconds = (amount * 3600.0) as i64,
            Unit::Day => {
                length.days = whole;
                length.seconds = (amount.fract() * 86_400.0) as i64;
            }
            Unit::Weekday => length.weekdays = whole,
            Unit::Week => length.days = (amount * 7.0) as i32,
            Unit::Fortnight => length.days = (amount * 14.0) as i32,
            Unit::Month => length.months = whole,
            Unit::Quarter => length.months = whole * 3,
            Unit::Year => length.months = (amount * 12.0) as i32,
        }
        length
    }

    fn plus(self, other: Self) -> Self {
        Self {
            months: self.months.saturating_add(other.months),
            days: self.days.saturating_add(other.days),
            weekdays: self.weekdays.saturating_add(other.weekdays),
            seconds: self.seconds.saturating_add(other.seconds),
            abbreviated: self.abbreviated || other.abbreviated,
        }
    }
}

/// "5 days", "an hour and a half", "1d 2hr 5min", "half an hour", "a couple of weeks", "deux heures et demie".
pub fn length(r: &Reader, at: usize) -> Option<(Length, usize)> {
    let (mut total, mut next) = one_length(r, at)?;
    // A handful of parts is all that occurs; the bound keeps hostile text linear.
    for _ in 0..5 {
        let mut after = next;
        if r.mark(after) == Some(',') {
            after += 1;
        }
        if r.is(after, &["and", "und", "et"]) {
            after += 1;
        }
        if r.gap(after) == Gap::Paragraph {
            break;
        }
        let Some((part, end)) = one_length(r, after) else { break };
        // "for the last 3 months and 2 days ago they …": the second amount belongs to what follows it.
        let joined = after > next && r.is(after - 1, &["and", "und", "et"]);
        if joined && total.months > 0 && part.months == 0 && r.is(end, &["ago", "later", "earlier", "before", "after"])
        {
            break;
        }
        total = total.plus(part);
        next = end;
    }
    Some((total, next))
}

fn one_length(r: &Reader, at: usize) -> Option<(Length, usize)> {
    let (amount, mut next) = amount(r, at)?;
    if r.mark(next) == Some('-') && r.glued(next) && r.glued(next + 1) {
        next += 1;
    }
    // "working days", "business days"
    let working = r.is(next, &["working", "business", "work"]);
    if working {
        next += 1;
    }
    let (unit, full) = lexicon::unit(r.word(next))?;
    // "5 m" could be metres; "5m" is minutes only where the words around say so, which the caller knows.
    if matches!(r.word(next), "mo" | "mon") && r.mark(next + 1) == Some('.') {
        return None;
    }
    next += 1;
    let unit = if working && unit == Unit::Day { Unit::Weekday } else { unit };
    let mut length = Length::of(amount, unit);
    if let Some(end) = half_after(r, next) {
        length = length.plus(Length::of(0.5, unit));
        next = end;
    }
    length.abbreviated = !full;
    Some((length, next))
}

/// "and a half", "und eine halbe", "et demie" after a unit.
fn half_after(r: &Reader, at: usize) -> Option<usize> {
    for phrase in [&["and", "a", "half"][..], &["and", "half"], &["et", "demie"], &["et", "demi"]] {
        if let Some(next) = r.phrase(at, phrase) {
            return Some(next);
        }
    }
    None
}

fn amount(r: &Reader, at: usize) -> Option<(f64, usize)> {
    if r.is(at, &["half", "halbe", "halben"]) {
        return Some((0.5, if r.is(at + 1, &["a", "an"]) { at + 2 } else { at + 1 }));
    }
    if r.mark(at) == Some('½') {
        return Some((0.5, at + 1));
    }
    if r.is(at, &["demi"]) && r.mark(at + 1) == Some('-') {
        return Some((0.5, at + 2));
    }
    let article = r.is(at, &["a", "an", "the", "une", "ein", "eine", "einer", "einem", "einen"]);
    let after = if article { at + 1 } else { at };
    if article && r.is(after, &["half", "halben", "halbe", "demi"]) {
        let next = if r.mark(after + 1) == Some('-') { after + 2 } else { after + 1 };
        return Some((0.5, next));
    }
    if r.is(after, &["couple"]) {
        return Some((2.0, if r.is(after + 1, &["of"]) { after + 2 } else { after + 1 }));
    }
    if r.is(after, &["few", "paar", "quelques", "einigen", "wenigen"]) {
        return Some((3.0, after + 1));
    }
    if r.is(at, &["several", "mehreren", "plusieurs"]) {
        return Some((7.0, at + 1));
    }
    if r.is(at, &["anderthalb", "eineinhalb"]) {
        return Some((1.5, at + 1));
    }
    if article {
        return Some((1.0, after));
    }
    let (value, next) = count(r, at)?;
    if r.is_number(at)
        && matches!(r.mark(next), Some('.' | ','))
        && r.glued(next)
        && r.glued(next + 1)
        && let Some((fraction, digits @ 1..=2)) = r.number(next + 1)
    {
        return Some((f64::from(value) + f64::from(fraction) / 10f64.powi(i32::from(digits)), next + 2));
    }
    if let Some(end) = half_after(r, next) {
        return Some((f64::from(value) + 0.5, end));
    }
    Some((f64::from(value), next))
}
