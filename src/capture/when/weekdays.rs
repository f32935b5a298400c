//! Dates that begin with a weekday: "Tuesday, March 4", "Friday the 26th", "next Monday", "Thursday of next week".

use super::{
    dates::calendar,
    lexicon::{self, Spelling, Which},
    numbers::{self, Length},
    numeric::numeric,
    reader::Reader,
    relative,
    spec::DateSpec,
    token::Gap,
};

type Found = Option<(DateSpec, usize)>;

/// "Tuesday, March 4", "Friday the 26th", "next Friday", "Monday of next week", "Dienstag, den 4.3.".
pub fn weekday_led(r: &Reader, at: usize) -> Found {
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
            if r.mark(start) == Some(',') {
                start += 1;
            }
            if r.is(start, &["on", "am"]) {
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
    let dash = r.mark(after) == Some('-') && r.glued(after) && r.glued(after + 1);
    if r.mark(after) == Some(',') || dash && lexicon::month(r.word(after + 1)).is_some() {
        after += 1;
    }
    if r.is(after, &["the", "den", "dem", "le"]) {
        after += 1;
    }
    if r.gap(after) != Gap::Paragraph && week.is_none() {
        let dated = numeric(r, after).or_else(|| calendar(r, after).filter(|(spec, _)| spec.day.is_some()));
        if let Some((spec, end)) = dated.filter(|(spec, _)| spec.fixed.is_none()) {
            return Some((DateSpec { weekday: Some(weekday), weak: false, ..spec }, end));
        }
    }
    if spelling == Spelling::Weak
        || spelling == Spelling::Short && r.is(start, &["sun", "sat", "wed", "mon"]) && !weak_ok(r, start, next)
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
    // "Thursday week", "lundi en huit", "Montag in einer Woche": so many weeks after the next such day.
    if which.is_none()
        && week.is_none()
        && let Some((weeks, end)) = weeks_on(r, next)
    {
        let shift = Some(Length { days: weeks * 7, ..Length::default() });
        return Some((
            DateSpec { weekday: Some(weekday), which: Some(Which::Coming), shift, ..DateSpec::default() },
            end,
        ));
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

fn weeks_on(r: &Reader, at: usize) -> Option<(i32, usize)> {
    if !matches!(r.word(at), "week" | "en" | "in" | "dans") {
        return None;
    }
    if r.is(at, &["week"]) && (numbers::ends_clause(r, at + 1) || r.is(at + 1, &["at", "from", "between", "works"])) {
        return Some((1, at + 1));
    }
    for (phrase, weeks) in [(&["en", "huit"][..], 1), (&["en", "quinze"], 2)] {
        if let Some(next) = r.phrase(at, phrase) {
            return Some((weeks, next));
        }
    }
    let led = r.word(at) == "in" && r.german || r.word(at) == "dans";
    let (length, next) = if led { numbers::length(r, at + 1)? } else { return None };
    let whole = length.months == 0 && length.weekdays == 0 && length.seconds == 0 && length.days % 7 == 0;
    (whole && length.days > 0).then_some((length.days / 7, next))
}

const FRENCH_WHICH: &[&str] = &["prochain", "prochaine", "dernier", "derniere", "passe", "passee"];

/// "nächsten Dienstag" and "mardi prochain" are the next to come; "next Tuesday" is next week's.
fn by_language(which: Which, english: bool) -> Which {
    match which {
        Which::Next if !english => Which::Coming,
        other => other,
    }
}

/// "Sat", "Sun", "wed" and French "mon" are also words and names: they need a preposition, or a date, a time or the
/// clause's end beside them.
fn weak_ok(r: &Reader, at: usize, next: usize) -> bool {
    let follows = numbers::ends_clause(r, next)
        || matches!(r.mark(next), Some('-' | '/' | '@' | '(' | ':'))
        || lexicon::is_until(r.word(next))
        || lexicon::day_part(r.word(next)).is_some()
        || r.is(
            next,
            &["at", "from", "between", "or", "and", "next", "this", "works", "before", "after", "around", "noon"],
        );
    r.is_after(at, &["on", "next", "this", "last", "or", "by", "until", "to"])
        || r.is_number(next)
        || follows && r.token(at).is_some_and(|token| token.capital)
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
