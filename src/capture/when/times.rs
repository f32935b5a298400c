//! Times of day as they are written: "2:30 pm", "14 Uhr", "14h30", "half past eight", "2–3 pm", "noon".

use jiff::civil::Time;

use super::{DayPart, lexicon, numbers, reader::Reader, token::Gap};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Half {
    Am,
    Pm,
}

/// An hour and minute as written, on a clock of 12 or 24 hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    pub hour: i8,
    pub minute: i8,
    pub second: i8,
    pub half: Option<Half>,
    /// On the 24-hour clock beyond doubt: "09:00", "14:30", "8:15:30", "noon".
    pub exact: bool,
    pub midnight: bool,
}

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

/// How much of a time the words are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Form {
    /// A number alone.
    Bare,
    /// "2.30", "1430", "two thirty", "14h": a time only where the words around say so.
    Weak,
    Full,
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

/// The words before a time, and how strongly they ask for one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Lead {
    None,
    /// "around", "by", "from".
    Some,
    /// "at", "um", "à".
    At,
    /// "between".
    Between,
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
    if r.is(start, &["early", "late", "later"]) {
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
    let clocks = clocks(r, start, lead, lead > Lead::None).filter(|(spec, _)| spec.part.is_none());
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
    let seconds = at >= 4 && r.mark(at - 2) == Some(':') && r.mark(at - 4) == Some(':')
        || at >= 2 && r.mark(at - 2) == Some('.') && r.number(at - 1).is_some_and(|(_, digits)| digits >= 3);
    seconds && r.mark(at + 2) == Some(':') && r.mark(at + 4) != Some(':')
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

fn exactly(hour: i8, midnight: bool) -> Clock {
    Clock { hour, minute: 0, second: 0, half: None, exact: true, midnight }
}

/// One time of day.
fn clock(r: &Reader, at: usize, lead: Lead) -> Option<(Clock, Form, usize)> {
    match r.word(at) {
        "noon" | "midday" | "mittag" | "mittags" => return Some((exactly(12, false), Form::Full, at + 1)),
        "midi" if !r.is_after(at, &["apres"]) && r.mark_before(at) != Some('-') => {
            let (minute, next) = french_tail(r, at + 1);
            return Some((Clock { minute, ..exactly(12, false) }, Form::Full, next));
        }
        "midnight" | "mitternacht" | "minuit" => return Some((exactly(0, true), Form::Full, at + 1)),
        "mid" if r.is(at + 1, &["night"]) => return Some((exactly(0, true), Form::Full, at + 2)),
        _ => {}
    }
    spoken(r, at).or_else(|| digits(r, at, lead)).or_else(|| hour_word(r, at))
}

/// "half past eight", "20 minutes past 9", "quarter to five", "halb drei", "Viertel nach 3".
fn spoken(r: &Reader, at: usize) -> Option<(Clock, Form, usize)> {
    let start = if r.is(at, &["a"]) { at + 1 } else { at };
    let (minutes, mut next) = match r.word(start) {
        "half" => (30, start + 1),
        "quarter" | "viertel" => (15, start + 1),
        "dreiviertel" => {
            let (clock, next) = hour_after(r, start + 1)?;
            return Some((before(clock, 15), Form::Full, next));
        }
        "halb" => {
            let (clock, next) = hour_after(r, start + 1)?;
            return Some((before(clock, 30), Form::Full, next));
        }
        _ => {
            let (minutes, next) = numbers::count(r, start).filter(|(minutes, _)| (1..=59).contains(minutes))?;
            (minutes as i8, next)
        }
    };
    if r.is(next, &["min", "mins", "minute", "minutes", "minuten"]) {
        next += 1;
    }
    let past = match r.word(next) {
        "past" | "nach" => true,
        "after" if minutes == 15 => true,
        "to" | "vor" | "till" | "of" if matches!(minutes, 5 | 10 | 15 | 20 | 25) && !r.is_number(start) => false,
        _ => return None,
    };
    let (clock, next) = hour_after(r, next + 1)?;
    let clock = if past { Clock { minute: minutes, ..clock } } else { before(clock, minutes) };
    Some((clock, Form::Full, next))
}

fn before(clock: Clock, minutes: i8) -> Clock {
    let hour = if clock.hour > 1 { clock.hour - 1 } else { clock.hour + 11 };
    Clock { hour, minute: 60 - minutes, ..clock }
}

/// The hour that "half past" and the like count from.
fn hour_after(r: &Reader, at: usize) -> Option<(Clock, usize)> {
    let (hour, mut next) = numbers::count(r, at)?;
    if !(1..=24).contains(&hour) {
        return None;
    }
    let mut clock = Clock { hour: hour as i8, minute: 0, second: 0, half: None, exact: hour > 12, midnight: false };
    if let Some(end) = oclock(r, next) {
        next = end;
    }
    if let Some((half, end)) = half(r, next) {
        clock.half = half;
        next = end;
    }
    Some((clock, next))
}

fn oclock(r: &Reader, at: usize) -> Option<usize> {
    if r.is(at, &["oclock", "uhr"]) {
        return Some(at + 1);
    }
    if !r.is(at, &["o"]) {
        return None;
    }
    let next = if r.mark(at + 1) == Some('\'') { at + 2 } else { at + 1 };
    r.is(next, &["clock"]).then_some(next + 1)
}

/// "am", "p.m.", "p . m .", "a m", and "a" or "p" that touch the number. `None` inside for "ampm".
fn half(r: &Reader, at: usize) -> Option<(Option<Half>, usize)> {
    if r.gap(at) >= Gap::Paragraph {
        return None;
    }
    let half = match r.word(at) {
        // German "14 Uhr am Dienstag", "9 am 4. März"
        "am" if r.german && !r.glued(at) && (r.is_number(at + 1) || lexicon::weekday(r.word(at + 1)).is_some()) => {
            return None;
        }
        // "3am3io" is no time.
        "am" | "pm" if r.is_number(at + 1) && r.glued(at + 1) => return None,
        "am" => return Some((Some(Half::Am), stop(r, at + 1))),
        "pm" => return Some((Some(Half::Pm), stop(r, at + 1))),
        "ampm" => return Some((None, at + 1)),
        "a" => Half::Am,
        "p" => Half::Pm,
        _ => return None,
    };
    let dot = r.mark(at + 1) == Some('.') && r.gap(at + 1) <= Gap::Space;
    let m = if dot { at + 2 } else { at + 1 };
    if r.is(m, &["m"]) && r.gap(m) <= Gap::Space {
        return Some((Some(half), if dot && r.mark(m + 1) == Some('.') { m + 2 } else { m + 1 }));
    }
    (r.glued(at) && !r.glued(at + 1) || r.glued(at) && r.word(at + 1).is_empty() && !r.is_number(at + 1))
        .then_some((Some(half), at + 1))
}

/// Past the stop of "am." where the clause goes on.
fn stop(r: &Reader, at: usize) -> usize {
    let goes_on =
        r.mark(at) == Some('.') && r.glued(at) && r.token(at + 1).is_some_and(|t| !t.capital && t.gap == Gap::Space);
    if goes_on { at + 1 } else { at }
}

fn digits(r: &Reader, at: usize, lead: Lead) -> Option<(Clock, Form, usize)> {
    let (value, count) = r.number(at)?;
    if r.glued(at)
        && (matches!(r.mark_before(at), Some('$' | '€' | '£' | '#' | '+' | '%' | '=' | '&' | '_' | '~'))
            || at > 0 && is_code(r, at))
    {
        return None;
    }
    // ISO 8601 without marks: "20260310T140000Z"
    if count == 6 && r.glued(at) && r.is_after(at, &["t"]) {
        let (hour, minute, second) = (value / 10_000, value / 100 % 100, value % 100);
        let valid = hour < 24 && minute < 60 && second < 60;
        let clock = Clock { minute: minute as i8, second: second as i8, ..exactly(hour as i8, false) };
        return valid.then_some((clock, Form::Full, at + 1));
    }
    if count > 2 {
        return packed(r, at, value, count, lead);
    }
    let mut clock = Clock {
        hour: i8::try_from(value).ok().filter(|hour| *hour <= 24)?,
        minute: 0,
        second: 0,
        half: None,
        exact: value > 12 || count == 2 && value < 10,
        midnight: false,
    };
    let mut next = at + 1;
    let mut form = Form::Bare;
    if let (Some(mark @ (':' | '.')), true) = (r.mark(next), r.glued(next) && r.glued(next + 1))
        && let Some((minute, digits)) = r.number(next + 1)
    {
        if digits != 2 || minute > 59 {
            return None;
        }
        clock.minute = minute as i8;
        next += 2;
        form = if mark == ':' { Form::Full } else { Form::Weak };
        if r.mark(next) == Some(mark) && r.glued(next) && r.glued(next + 1) {
            let (second, 2) = r.number(next + 1)? else { return None };
            clock.second = i8::try_from(second).ok().filter(|second| *second <= 59)?;
            clock.exact = true;
            if mark == '.' {
                return None;
            }
            next += 2;
            // A fraction of a second is of no use here.
            if matches!(r.mark(next), Some('.' | ',')) && r.glued(next) && r.glued(next + 1) && r.is_number(next + 1) {
                next += 2;
            }
        } else if r.mark(next) == Some('.') && r.glued(next) && r.glued(next + 1) && r.is_number(next + 1) {
            return None;
        }
        if r.glued(next)
            && (r.is_number(next) || matches!(r.mark(next), Some('/' | '%' | '°')))
            && !is_zone_slash(r, next)
        {
            return None;
        }
    } else if let Some((hours, end)) = french_hour(r, next) {
        clock.minute = hours.unwrap_or(0);
        next = end;
        form = if hours.is_some() || r.is(end - 1, &["heures", "heure"]) && lead >= Lead::At {
            Form::Full
        } else {
            Form::Weak
        };
        if hours.is_none() {
            let (minute, end) = french_tail(r, next);
            if end != next {
                clock.minute = minute;
                form = Form::Full;
                next = end;
            }
        }
    } else if r.glued(next)
        && (r.is_number(next) || matches!(r.mark(next), Some('/' | '%' | ':' | '°' | '.')) && !r.gap_after(next))
    {
        return None;
    }
    if let Some(end) = oclock(r, next) {
        form = Form::Full;
        next = end;
        if r.is(end - 1, &["uhr"])
            && let Some((minute @ 0..=59, 2)) = r.number(end)
            && r.gap(end) == Gap::Space
            && !numbers::is_clock_ahead(r, end + 1)
        {
            clock.minute = minute as i8;
            next = end + 1;
        }
    }
    if let Some((half, end)) = half(r, next) {
        if clock.hour > 12 && clock.minute == 0 && half.is_some() || clock.hour == 0 && half == Some(Half::Pm) {
            return None;
        }
        clock.half = if clock.hour > 12 { None } else { half };
        form = Form::Full;
        next = end;
    }
    if form == Form::Bare && (is_unit_ahead(r, next) || r.glued(next) && is_code_after(r, next)) {
        return None;
    }
    if clock.hour == 24 {
        clock = Clock { hour: 0, midnight: clock.minute == 0, ..clock };
    }
    Some((clock, form, next))
}

/// "1:30PM/2:30CST": a slash before another time.
fn is_zone_slash(r: &Reader, at: usize) -> bool {
    r.mark(at) == Some('/') && r.is_number(at + 1) && r.mark(at + 2) == Some(':')
}

/// The number is a piece of a longer one, or of a code.
fn is_code(r: &Reader, at: usize) -> bool {
    let before = at - 1;
    match r.mark(before) {
        Some('.' | ',' | '/' | ':') => {
            r.glued(before) && before.checked_sub(1).is_some_and(|at| r.is_number(at)) && !r.time_may_follow(before)
        }
        _ => {
            !r.word(before).is_empty()
                && lexicon::month(r.word(before)).is_none()
                && !r.is(before, &["t", "h", "utc", "gmt"])
        }
    }
}

fn is_code_after(r: &Reader, at: usize) -> bool {
    !r.word(at).is_empty() || r.mark(at) == Some('%') || r.mark(at) == Some('/')
}

/// A unit after the number makes it an amount.
fn is_unit_ahead(r: &Reader, at: usize) -> bool {
    lexicon::unit(r.word(at)).is_some()
        || r.is(
            at,
            &[
                "percent",
                "people",
                "points",
                "pages",
                "years",
                "of",
                "times",
                "x",
                "kilometers",
                "miles",
                "prozent",
                "euro",
                "participants",
                "interviews",
                "interviewers",
                "rounds",
                "steps",
                "parts",
                "st",
                "nd",
                "rd",
                "th",
            ],
        )
        || matches!(r.mark(at), Some('%' | '€' | '$' | '£' | '+'))
}

/// "1140 a.m.", "0730-0930": hours and minutes without a mark.
fn packed(r: &Reader, at: usize, value: u32, count: u8, lead: Lead) -> Option<(Clock, Form, usize)> {
    let (hour, minute) = (value / 100, value % 100);
    if count > 4 || hour > 23 || minute > 59 {
        return None;
    }
    let mut clock = Clock {
        hour: hour as i8,
        minute: minute as i8,
        second: 0,
        half: None,
        exact: hour > 12 || hour < 10 && count == 4,
        midnight: false,
    };
    if let Some((half, next)) = half(r, at + 1) {
        clock.half = if hour > 12 { None } else { half };
        return Some((clock, Form::Full, next));
    }
    if let Some(next) = oclock(r, at + 1).or_else(|| r.is(at + 1, &["hrs", "hours"]).then_some(at + 2)) {
        return (count == 4).then_some((clock, Form::Full, next));
    }
    let between = lead == Lead::Between
        || lead == Lead::At && r.is_after(at, &["to", "till", "until", "and"])
        || r.mark_before(at) == Some('-') && lead == Lead::At;
    (count == 4 && between && minute % 5 == 0).then_some((clock, Form::Weak, at + 1))
}

/// "h", "h30", "heures 30": French, and how the Germans write it at times. The minutes, where they stand there.
fn french_hour(r: &Reader, at: usize) -> Option<(Option<i8>, usize)> {
    let letter = r.is(at, &["h"]) && r.gap(at) <= Gap::Space;
    if !letter && !(r.is(at, &["heures", "heure"]) && r.gap(at) <= Gap::Space) {
        return None;
    }
    let next = at + 1;
    let near = r.glued(next) && letter || r.gap(next) == Gap::Space && r.gap(at) == Gap::Space;
    if near && let Some((minute @ 0..=59, 2)) = r.number(next) {
        return Some((Some(minute as i8), next + 1));
    }
    Some((None, next))
}

/// "et quart", "et demie", "moins le quart".
fn french_tail(r: &Reader, at: usize) -> (i8, usize) {
    for (phrase, minute) in [(&["et", "quart"][..], 15), (&["et", "demie"], 30), (&["et", "demi"], 30)] {
        if let Some(next) = r.phrase(at, phrase) {
            return (minute, next);
        }
    }
    (0, at)
}

/// "eight o'clock", "one thirty p m", "seven in the evening", "neuf heures".
fn hour_word(r: &Reader, at: usize) -> Option<(Clock, Form, usize)> {
    let hour = lexicon::cardinal(r.word(at)).filter(|hour| (1..=12).contains(hour))?;
    if r.is(at, &["sept"]) && !r.is(at + 1, &["heures"])
        || r.is(at, &["un", "une", "ein", "eine"]) && !r.is(at + 1, &["uhr", "heure"])
    {
        return None;
    }
    let mut clock = Clock { hour: hour as i8, minute: 0, second: 0, half: None, exact: false, midnight: false };
    let mut next = at + 1;
    let mut form = Form::Bare;
    if let Some((minute @ (10..=59), end)) = numbers::count(r, next).filter(|_| !r.is_number(next)) {
        clock.minute = minute as i8;
        form = Form::Weak;
        next = if r.is(end, &["minutes"]) { end + 1 } else { end };
    }
    if let Some(end) = oclock(r, next) {
        form = Form::Full;
        next = end;
    } else if r.is(next, &["heures", "heure"]) {
        let (minute, end) = french_tail(r, next + 1);
        clock.minute = minute;
        form = Form::Weak;
        next = end;
    }
    if let Some((half, end)) =
        half(r, next).filter(|_| !r.is(next, &["a"]) || r.is(next + 1, &["m"]) || r.mark(next + 1) == Some('.'))
    {
        clock.half = half;
        form = Form::Full;
        next = end;
    }
    if form == Form::Bare && is_unit_ahead(r, next) {
        return None;
    }
    Some((clock, form, next))
}

/// A time as it is on the clock of 24 hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settled {
    pub start: Time,
    pub end: Option<Time>,
    /// The end is on the day after the start's.
    pub overnight: bool,
    /// The start could as well be twelve hours from there.
    pub other: Option<Time>,
    pub midnight: bool,
    /// Morning or afternoon was stated.
    pub stated: bool,
}

/// Turns what was written into hours of the day. `None` where only a part of the day was named.
pub fn settle(spec: &TimeSpec) -> Option<Settled> {
    let start = spec.start?;
    let half = start.half.or_else(|| spec.part.and_then(|part| half_of(part, start)));
    let mut hour = to_hour(start, half);
    let mut guessed = false;
    let mut end_hour = None;
    if half.is_none() && !start.exact {
        let end_half = spec
            .end
            .and_then(|end| end.half.or_else(|| spec.part.and_then(|part| half_of(part, end))).map(|half| (end, half)));
        if let Some((end, half)) = end_half {
            let last = to_hour(end, Some(half));
            let (same, other) = (to_hour(start, Some(half)), to_hour(start, Some(opposite(half))));
            let minutes = |hour: i8, clock: Clock| i32::from(hour) * 60 + i32::from(clock.minute);
            hour = if minutes(same, start) < minutes(last, end) { same } else { other };
            end_hour = Some(last);
        } else {
            guessed = true;
            // Nobody is interviewed before seven in the morning.
            if (1..=6).contains(&start.hour) {
                hour = start.hour + 12;
            }
        }
    }
    let time = |hour: i8, clock: Clock| Time::new(hour, clock.minute, clock.second, 0).ok();
    let first = time(hour, start)?;
    let mut settled = Settled {
        start: first,
        end: None,
        overnight: false,
        other: guessed.then(|| time((hour + 12) % 24, start)).flatten().filter(|_| start.hour <= 6),
        midnight: start.midnight,
        stated: !guessed,
    };
    if let Some(end) = spec.end {
        let half = end.half.or_else(|| spec.part.and_then(|part| half_of(part, end)));
        let mut last = end_hour.unwrap_or_else(|| to_hour(end, half));
        let later = |hour: i8| {
            i32::from(hour) * 60 + i32::from(end.minute) > i32::from(first.hour()) * 60 + i32::from(first.minute())
        };
        if half.is_none() && !end.exact && last < 12 && !later(last) && later(last + 12) {
            last += 12;
        }
        settled.end = time(last, end);
        settled.overnight = !later(last);
    } else if let Some(length) = spec.length {
        settled.end = Some(first.wrapping_add(jiff::Span::new().try_seconds(length).ok()?));
        settled.overnight = settled.end <= Some(first);
    }
    Some(settled)
}

fn opposite(half: Half) -> Half {
    if half == Half::Am { Half::Pm } else { Half::Am }
}

fn to_hour(clock: Clock, half: Option<Half>) -> i8 {
    match half {
        Some(Half::Am) if clock.hour == 12 => 0,
        Some(Half::Pm) if clock.hour < 12 => clock.hour + 12,
        _ => clock.hour,
    }
}

/// What the part of the day says of an hour on the clock of twelve.
fn half_of(part: DayPart, clock: Clock) -> Option<Half> {
    if clock.hour > 12 || clock.hour == 0 {
        return None;
    }
    Some(match part {
        DayPart::Morning => Half::Am,
        DayPart::Noon if clock.hour >= 10 && clock.hour < 12 => Half::Am,
        DayPart::Noon | DayPart::Afternoon | DayPart::Evening | DayPart::EndOfDay => Half::Pm,
        DayPart::Night if clock.hour == 12 || clock.hour < 6 => Half::Am,
        DayPart::Night => Half::Pm,
    })
}
