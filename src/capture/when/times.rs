//! Times of day as they are written: "2:30 pm", "14 Uhr", "14h30", "half past eight", "2–3 pm", "noon".

use super::{
    DayPart,
    clock::{Clock, Form, Lead, clock, digits},
    dates, lexicon, numbers,
    reader::Reader,
    token::Gap,
};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TimeSpec {
    pub start: Option<Clock>,
    pub end: Option<Clock>,
    pub part: Option<DayPart>,
    /// Seconds from start to end, where the length was named.
    pub length: Option<i64>,
    /// Only a number, which needs a date beside it to be a time.
    pub bare: bool,
}

type Found = Option<(TimeSpec, usize)>;

/// The time that begins at `at`. `attached`: it stands beside a date, so that a bare number may be an hour.
pub fn time(r: &Reader, at: usize, attached: bool) -> Found {
    // "for 3 hours from 10 am"
    if r.is(at, &["for", "fur", "pendant"])
        && let Some((length, next)) = numbers::length(r, at + 1)
        && length.is_clock()
        && r.is(next, &["from", "at", "starting", "ab", "um", "à"])
    {
        let (start, lead) = lead_in(r, next);
        let (spec, end) = clocks(r, start, lead, true).filter(|(spec, _)| spec.end.is_none())?;
        return Some((TimeSpec { length: Some(length.seconds), bare: false, ..spec }, end));
    }
    // "après-midi" begins with a word that leads in a time.
    if let Some(found) = part_first(r, at, Lead::None) {
        return Some(found);
    }
    let (start, lead) = lead_in(r, at);
    if let Some(found) = part_first(r, start, lead) {
        return Some(found);
    }
    let (spec, next) = clocks(r, start, lead, attached)?;
    Some(with_length(r, spec, next))
}

fn lead_in(r: &Reader, at: usize) -> (usize, Lead) {
    let mut start = at;
    let mut lead = Lead::None;
    for _ in 0..3 {
        let (found, length) = match r.word(start) {
            "at" | "um" | "à" => (Lead::At, 1),
            "between" | "zwischen" | "entre" => (Lead::Between, 1),
            "from" | "by" | "before" | "after" | "until" | "till" | "around" | "about" | "approximately" | "circa"
            | "ca" | "starting" | "beginning" | "von" | "ab" | "gegen" | "vor" | "nach" | "bis" | "vers" | "de"
            | "des" | "des." | "apres" | "avant" | "start" | "starts" | "begins" | "ungefahr" | "environ" => {
                (Lead::Some, 1)
            }
            "later" | "earlier" if r.is(start + 1, &["than"]) => (Lead::Some, 2),
            _ if r.mark(start) == Some('@') && r.gap(start + 1) <= Gap::Space => (Lead::At, 1),
            _ if r.mark(start) == Some('~') && lead > Lead::None => (lead, 1),
            _ => break,
        };
        lead = lead.max(found);
        start += length;
        if r.mark(start) == Some('.') && r.is(start - 1, &["ca"]) {
            start += 1;
        }
        if r.gap(start) == Gap::Paragraph {
            break;
        }
    }
    (start, lead)
}

/// The part of the day at `at`, with "in the", "am", "dans l'" before it.
pub fn day_part(r: &Reader, at: usize) -> Option<(DayPart, usize)> {
    let mut start = at;
    let mut led = true;
    if let Some(next) = r.phrase(at, &["in", "the"]).or_else(|| r.phrase(at, &["during", "the"])) {
        start = next;
    } else if let Some(next) = r.phrase(at, &["dans", "l", "'"]).or_else(|| r.phrase(at, &["de", "l", "'"])) {
        start = next;
    } else if let Some(next) = r.phrase(at, &["dans", "la"]) {
        start = next;
    } else if r.is(at, &["at", "am", "in", "du", "le", "au", "der", "vor"]) {
        start = at + 1;
    } else {
        led = false;
    }
    // "at EOD", "by the end of the day"
    let end_of_day = r.is(start, &["eod", "cob"]).then_some(start + 1).or_else(|| {
        let start = if r.is(start, &["the"]) { start + 1 } else { start };
        if r.is(start, &["eod"]) {
            return Some(start + 1);
        }
        let of = r.phrase(start, &["end", "of"]).or_else(|| r.phrase(start, &["close", "of"]))?;
        let of = if r.is(of, &["the"]) { of + 1 } else { of };
        if r.is(of, &["day", "business"]) {
            return Some(of + 1);
        }
        // "end of tomorrow": the day itself stays to be read.
        (r.is(of, &["today", "tomorrow"])
            || lexicon::weekday(r.word(of)).is_some()
            || lexicon::which(r.word(of)).is_some() && lexicon::weekday(r.word(of + 1)).is_some())
        .then_some(of)
    });
    if let Some(next) = end_of_day {
        return Some((DayPart::EndOfDay, next));
    }
    // "en fin de journée", "en début d'après-midi", "en matinée"
    if let Some(found) = french_part(r, start) {
        return Some(found);
    }
    // "am späten Nachmittag", "mid-morning"
    let mid =
        r.word(start) == "mid" && r.mark(start + 1) == Some('-') && lexicon::day_part(r.word(start + 2)).is_some();
    if mid {
        start += 2;
    }
    if r.is(start, &["early", "late", "later", "fruhen", "spaten"]) {
        start += 1;
        if let Some(next) = r.phrase(start, &["in", "the"]) {
            start = next;
        }
    }
    if let Some(next) = r.phrase(start, &["apres", "-", "midi"]) {
        return Some((DayPart::Afternoon, next));
    }
    // "am Morgen", "Dienstag Morgen"
    if r.is(start, &["morgen"])
        && (led && r.is_after(start, &["am"])
            || r.token(start).is_some_and(|t| t.capital) && start > 0 && r.glued_day_before(start))
    {
        return Some((DayPart::Morning, start + 1));
    }
    let part = lexicon::day_part(r.word(start))?;
    if lexicon::is_greeting(r.word(start.checked_sub(1).unwrap_or(usize::MAX))) {
        return None;
    }
    if part == DayPart::Noon && !led && !r.is(start, &["lunchtime", "mittagszeit"]) {
        return None;
    }
    let next = start + 1;
    let next = if r.mark(next) == Some('-') && r.is(next + 1, &["time"]) { next + 2 } else { next };
    Some((part, next))
}

fn french_part(r: &Reader, at: usize) -> Option<(DayPart, usize)> {
    if !matches!(r.word(at), "en" | "debut" | "milieu" | "fin") {
        return None;
    }
    let led = r.is(at, &["en"]);
    let at = if led { at + 1 } else { at };
    let (piece, start) = if r.is(at, &["debut", "milieu", "fin"]) { (r.word(at), at + 1) } else { ("", at) };
    let start = match r.phrase(start, &["d", "'"]) {
        Some(next) if !piece.is_empty() => next,
        _ if !piece.is_empty() && r.is(start, &["de"]) => start + 1,
        _ if led && piece.is_empty() => start,
        _ => return None,
    };
    if r.is(start, &["journee"]) {
        return (piece == "fin").then_some((DayPart::EndOfDay, start + 1));
    }
    if let Some(next) = r.phrase(start, &["apres", "-", "midi"]) {
        return Some((DayPart::Afternoon, next));
    }
    r.is(start, &["matinee", "soiree"]).then(|| lexicon::day_part(r.word(start)).map(|part| (part, start + 1)))?
}

/// "in the afternoon at 7", "morning from 10 to 12", "evening".
fn part_first(r: &Reader, at: usize, lead: Lead) -> Found {
    let from = if lead > Lead::None && r.is_after(at, &["at", "vor", "de"]) && day_part(r, at).is_none() {
        at - 1
    } else {
        at
    };
    let (part, next) = day_part(r, from)?;
    let only = TimeSpec { part: Some(part), ..TimeSpec::default() };
    if r.gap(next) >= Gap::Paragraph {
        return Some((only, next));
    }
    let comma = if r.mark(next) == Some(',') { next + 1 } else { next };
    let (start, lead) = lead_in(r, comma);
    // "am Nachmittag des 12. März"
    let day_follows = r.is_number(start) && dates::day_month(r, start).is_some();
    let clocks = clocks(r, start, lead, lead > Lead::None).filter(|(spec, _)| spec.part.is_none() && !day_follows);
    let Some((spec, end)) = clocks else {
        return Some((only, next));
    };
    Some(with_length(r, TimeSpec { part: Some(part), bare: false, ..spec }, end))
}

/// One time, or two with a range between, and the part of the day that follows.
fn clocks(r: &Reader, at: usize, lead: Lead, attached: bool) -> Found {
    let (start, start_form, next) = clock(r, at, lead)?;
    let next = past_repeat(r, next);
    let mut spec = TimeSpec { start: Some(start), ..TimeSpec::default() };
    let mut form = start_form;
    let mut end = next;
    if let Some((last, last_form, after)) = range_end(r, next, lead) {
        let part_follows = day_part(r, after).is_some_and(|(part, _)| part != DayPart::EndOfDay) && is_led(r, after);
        let whole_text = at == 0 && after >= r.len() && start.hour < last.hour && r.gap(next) == Gap::Space;
        let fits = start_form == Form::Full
            || last_form == Form::Full
            || lead > Lead::None
            || attached
            || part_follows
            || whole_text;
        if fits {
            spec.end = Some(last);
            form = form.max(last_form);
            end = past_repeat(r, after);
        }
    }
    if let Some((part, after)) = day_part(r, end).filter(|_| r.gap(end) <= Gap::Line)
        && part != DayPart::EndOfDay
        && (form > Form::Bare || attached || is_led(r, end))
    {
        spec.part = Some(part);
        return Some((spec, after));
    }
    let stands = match form {
        Form::Full => true,
        // "environ 1h" is how long it takes.
        Form::Weak if lead == Lead::Some && !attached && r.is_after(at, &["environ", "ungefahr"]) => false,
        Form::Weak => {
            attached
                || lead >= Lead::Some && r.french
                || lead >= Lead::Some && numbers::ends_clause(r, end)
                || lead >= Lead::At
                || spec.end.is_some()
        }
        Form::Bare => {
            let range = spec.end.is_some();
            lead == Lead::Between && range
                || range && at == 0 && end >= r.len()
                || with_length(r, spec, end).0.length.is_some() && lead > Lead::None
                || attached && (lead > Lead::None || range)
                || lead == Lead::At
                || lead == Lead::Some && range
        }
    };
    if !stands {
        return None;
    }
    spec.bare = form == Form::Bare || form == Form::Weak && spec.end.is_none() && !start.exact;
    // "I'm at 10 - 20", "at 101 points": a bare number must end what it is in.
    let firm = lead == Lead::Between && spec.end.is_some() || with_length(r, spec, end).0.length.is_some();
    if spec.bare && !attached && form == Form::Bare && !firm && !bare_ends(r, end) {
        return None;
    }
    Some((spec, end))
}

/// Past the same time on the other clock: "3:15 PM (15:15)".
fn past_repeat(r: &Reader, at: usize) -> usize {
    match clock(r, at + 1, Lead::None) {
        Some((_, Form::Full, next)) if r.mark(at) == Some('(') && r.mark(next) == Some(')') => next + 1,
        _ => at,
    }
}

/// "in the morning" and not the "morning" of "two morning sessions".
fn is_led(r: &Reader, at: usize) -> bool {
    r.is(at, &["in", "at", "am", "du", "de", "dans", "vormittags", "nachmittags", "abends", "morgens", "nachts"])
}

/// What may follow a bare hour.
fn bare_ends(r: &Reader, at: usize) -> bool {
    numbers::ends_clause(r, at)
        || r.is(
            at,
            &[
                "on",
                "in",
                "this",
                "next",
                "today",
                "tomorrow",
                "tonight",
                "yesterday",
                "last",
                "am",
                "and",
                "or",
                "if",
                "works",
                "would",
                "le",
                "heute",
                "morgen",
                "demain",
                "sharp",
                "local",
                "your",
                "my",
            ],
        )
        || r.mark(at) == Some('(')
        || lexicon::weekday(r.word(at)).is_some()
        || lexicon::month(r.word(at)).is_some()
        || r.token(at).is_some_and(|token| token.upper)
}

fn range_end(r: &Reader, at: usize, lead: Lead) -> Option<(Clock, Form, usize)> {
    let connector = matches!(r.mark(at), Some('-' | '~'))
        || lexicon::is_until(r.word(at))
        || lead == Lead::Between && r.is(at, &["and", "und", "et"]);
    if !connector || r.mark(at) == Some('-') && r.gap(at) >= Gap::Line {
        return None;
    }
    // ISO 8601: "08:15:30-05:30" ends with the offset from UTC.
    if r.mark(at) == Some('-') && r.glued(at) && r.glued(at + 1) && is_iso_offset(r, at) {
        return None;
    }
    let start = if r.is(at, &["jusqu"]) && r.mark(at + 1) == Some('\'') { at + 2 } else { at + 1 };
    let (start, _) = lead_in(r, start);
    if r.gap(start) >= Gap::Paragraph {
        return None;
    }
    let found = clock(r, start, Lead::At)?;
    // The number goes on as a date.
    if found.1 == Form::Bare && (lexicon::month(r.word(found.2)).is_some() || !bare_range_ends(r, found.2)) {
        return None;
    }
    Some(found)
}

/// Hours and minutes after a time to the second, whose other end would have seconds too.
fn is_iso_offset(r: &Reader, at: usize) -> bool {
    r.ends_iso_time(at) && r.mark(at + 2) == Some(':') && r.mark(at + 4) != Some(':')
}

fn bare_range_ends(r: &Reader, at: usize) -> bool {
    !(r.glued(at) && (!r.word(at).is_empty() || matches!(r.mark(at), Some('/' | '%')) || r.is_number(at)))
}

/// A number alone that could be an hour: the caller knows that a day follows.
pub fn lone_hour(r: &Reader, at: usize) -> Found {
    let (start, _, next) = digits(r, at, Lead::None)?;
    Some((TimeSpec { start: Some(start), bare: true, ..TimeSpec::default() }, next))
}

/// "for 3 hours", "(45 min)" after a time.
pub fn with_length(r: &Reader, spec: TimeSpec, at: usize) -> (TimeSpec, usize) {
    if spec.start.is_none() || spec.end.is_some() || r.gap(at) >= Gap::Line {
        return (spec, at);
    }
    let bracket = r.mark(at) == Some('(');
    let start = if bracket || r.is(at, &["for", "fur", "pendant", "pour"]) || r.mark(at) == Some(',') {
        at + 1
    } else {
        return (spec, at);
    };
    let start = if r.is(start, &["for", "about", "around"]) { start + 1 } else { start };
    match numbers::length(r, start) {
        Some((length, next)) if length.is_clock() && length.days == 0 && length.months == 0 => {
            let next = if bracket && r.mark(next) == Some(')') { next + 1 } else { next };
            (TimeSpec { length: Some(length.seconds), ..spec }, next)
        }
        _ => (spec, at),
    }
}
