//! Pieces of weeks and months: "early next week", "end of March", "the first Monday of June", "Anfang Mai".

use jiff::{
    Span,
    civil::{Date, Weekday},
};

use super::{
    Precision,
    lexicon::{self, Spelling},
    numbers,
    reader::Reader,
    relative::{self, steps},
    spec::{DateSpec, Fixed},
};

type Found = Option<(DateSpec, usize)>;

pub fn date(r: &Reader, at: usize) -> Found {
    let start = if r.is(at, &["the", "am", "le", "la"]) { at + 1 } else { at };
    portion(r, start).or_else(|| nth(r, start))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Piece {
    Early,
    Mid,
    Late,
    Rest,
}

/// "early", "later in", "end of", "Mitte", "fin" at `at`.
fn piece(r: &Reader, at: usize) -> Option<(Piece, usize)> {
    let piece = match r.word(at) {
        "early" | "earlier" | "beginning" | "start" | "anfang" | "debut" => Piece::Early,
        "mid" | "middle" | "mitte" | "mi" | "milieu" => Piece::Mid,
        "late" | "later" | "end" | "ende" | "fin" | "spater" => Piece::Late,
        "rest" | "remainder" | "remaining" => Piece::Rest,
        _ => return None,
    };
    let mut next = at + 1;
    if r.mark(next) == Some('-') && r.glued(next) {
        next += 1;
    }
    if r.is(next, &["of", "in", "de"]) {
        next += 1;
    }
    if r.is(next, &["the", "der", "des", "la", "du"]) {
        next += 1;
    }
    Some((piece, next))
}

fn portion(r: &Reader, at: usize) -> Found {
    let (piece, start) = piece(r, at)?;
    let today = r.now.date();
    let days = |first: Date, from: i32, to: i32| -> Option<(Date, Date)> {
        Some((first.checked_add(Span::new().days(from)).ok()?, first.checked_add(Span::new().days(to)).ok()?))
    };
    if let Some((monday, next)) = week(r, start) {
        let (first, last) = match piece {
            Piece::Early => days(monday, 0, 2)?,
            Piece::Mid => days(monday, 1, 3)?,
            Piece::Late => days(monday, 3, 6)?,
            Piece::Rest => (today.max(monday), monday.checked_add(Span::new().days(6)).ok()?),
        };
        return Some((stretch(first, last), next));
    }
    let (month, next) = month(r, start)?;
    let (first, last) = match piece {
        Piece::Early => days(month, 0, 9)?,
        Piece::Mid => days(month, 10, 19)?,
        Piece::Late => (days(month, 20, 20)?.0, month.last_of_month()),
        Piece::Rest => (today.max(month), month.last_of_month()),
    };
    Some((stretch(first, last), next))
}

fn stretch(first: Date, last: Date) -> DateSpec {
    DateSpec::fixed(Fixed { first, last, time: None, precision: Precision::Week, abbreviated: false })
}

/// The Monday of "this week", "the week", "nächster Woche", "la semaine prochaine".
fn week(r: &Reader, at: usize) -> Option<(Date, usize)> {
    let today = r.now.date();
    if r.is(at, &["week", "woche", "semaine"]) {
        let after = lexicon::which(r.word(at + 1)).filter(|_| r.is(at, &["semaine"]));
        return Some((relative::monday(today, after.map_or(0, steps))?, at + 1 + usize::from(after.is_some())));
    }
    let which = lexicon::which(r.word(at))?;
    r.is(at + 1, &["week", "woche", "semaine"]).then_some(())?;
    Some((relative::monday(today, steps(which))?, at + 2))
}

/// The first day of "next month", "the month", "March", "Dec 2016".
fn month(r: &Reader, at: usize) -> Option<(Date, usize)> {
    let this = r.now.date().first_of_month();
    let plus = |months: i32| this.checked_add(Span::new().months(months)).ok();
    if r.is(at, &["month", "monats", "mois"]) {
        return Some((this, at + 1));
    }
    if let Some(which) = lexicon::which(r.word(at))
        && r.is(at + 1, &["month", "monat", "monats", "mois"])
    {
        return Some((plus(steps(which))?, at + 2));
    }
    let (number, full) = lexicon::month(r.word(at))?;
    let next = if !full && r.mark(at + 1) == Some('.') && r.glued(at + 1) { at + 2 } else { at + 1 };
    if let Some((year, next)) = numbers::year(r, next) {
        return Some((Date::new(year, number, 1).ok()?, next));
    }
    let ahead = (number - this.month()).rem_euclid(12);
    let months = if !r.forward && ahead > 6 { i32::from(ahead) - 12 } else { i32::from(ahead) };
    Some((plus(months)?, next))
}

/// "first Monday of next month", "last Friday in March", "third week of January", "first week of 2027".
fn nth(r: &Reader, at: usize) -> Found {
    let (count, next) = if r.is(at, &["last", "letzte", "letzten", "letzter", "dernier", "derniere"]) {
        (-1, at + 1)
    } else {
        let (value, ordinal, next) = numbers::day(r, at)?;
        (ordinal && (1..=5).contains(&value)).then_some((value, next))?
    };
    let weekday = lexicon::weekday(r.word(next)).filter(|(_, spelling)| *spelling != Spelling::Weak);
    let is_week = r.is(next, &["week", "woche", "semaine"]);
    if weekday.is_none() && !is_week {
        return None;
    }
    let joined = next + 1;
    let start = if r.is(joined, &["of", "in", "im", "de", "du", "des"]) { joined + 1 } else { joined };
    if start == joined && !r.german {
        return None;
    }
    let start = if r.is(start, &["the"]) { start + 1 } else { start };
    if let Some((weekday, _)) = weekday {
        let (month, next) = month(r, start)?;
        return Some((DateSpec::fixed_day(month.nth_weekday_of_month(count, weekday).ok()?), next));
    }
    // A week belongs to the month, or year, that its Thursday is in (ISO 8601).
    let (thursday, next) = match month(r, start) {
        Some((month, next)) => (month.nth_weekday_of_month(count, Weekday::Thursday).ok()?, next),
        None => {
            let (year, 4) = r.number(start)? else { return None };
            let month = if count < 0 { 12 } else { 1 };
            let first = Date::new(i16::try_from(year).ok()?, month, 1).ok()?;
            (first.nth_weekday_of_month(count, Weekday::Thursday).ok()?, start + 1)
        }
    };
    let monday = relative::monday(thursday, 0)?;
    Some((stretch(monday, monday.checked_add(Span::new().days(6)).ok()?), next))
}
