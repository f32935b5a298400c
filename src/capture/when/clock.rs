//! One time of day as it is written: "2:30 pm", "14 Uhr", "14h30", "half past eight", "noon".

use super::{lexicon, numbers, reader::Reader, token::Gap};

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

/// How much of a time the words are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// A number alone.
    Bare,
    /// "2.30", "1430", "two thirty", "14h": a time only where the words around say so.
    Weak,
    Full,
}

/// The words before a time, and how strongly they ask for one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lead {
    None,
    /// "around", "by", "from".
    Some,
    /// "at", "um", "à".
    At,
    /// "between".
    Between,
}

fn exactly(hour: i8, midnight: bool) -> Clock {
    Clock { hour, minute: 0, second: 0, half: None, exact: true, midnight }
}

/// One time of day.
pub fn clock(r: &Reader, at: usize, lead: Lead) -> Option<(Clock, Form, usize)> {
    match r.word(at) {
        "noon" | "midday" | "mittag" | "mittags" => return Some((exactly(12, false), Form::Full, at + 1)),
        "midi" if !r.is_after(at, &["apres"]) && r.mark_before(at) != Some('-') => {
            let (clock, next) = french_tail(r, exactly(12, false), at + 1);
            return Some((clock, Form::Full, next));
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
        "dreiviertel" | "drei" if r.is(start, &["dreiviertel"]) || r.is(start + 1, &["viertel"]) => {
            let skip = if r.is(start, &["drei"]) { 2 } else { 1 };
            let (clock, next) = hour_after(r, start + skip)?;
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
    // "fünf vor halb drei"
    if r.is(next, &["vor", "nach"]) && r.is(next + 1, &["halb"]) && minutes <= 15 {
        let (clock, end) = hour_after(r, next + 2)?;
        let half = before(clock, 30);
        let minute = if r.is(next, &["vor"]) { half.minute - minutes } else { half.minute + minutes };
        return Some((Clock { minute, ..half }, Form::Full, end));
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

pub fn digits(r: &Reader, at: usize, lead: Lead) -> Option<(Clock, Form, usize)> {
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
            let (told, end) = french_tail(r, clock, next);
            if end != next {
                clock = told;
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
    // "9ish", "2-ish"
    if form <= Form::Weak && r.glued(next) && r.is(next, &["ish"]) {
        next += 1;
        form = Form::Weak;
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
    let word = r.is(at, &["heures", "heure"]) && r.gap(at) <= Gap::Space;
    if !letter && !word {
        return None;
    }
    let next = at + 1;
    let near = r.glued(next) && letter || r.gap(next) == Gap::Space && r.gap(at) == Gap::Space;
    if near && let Some((minute @ 0..=59, 2)) = r.number(next) {
        return Some((Some(minute as i8), next + 1));
    }
    Some((None, next))
}

/// "et quart", "et demie", "moins le quart", "moins dix", "trente" after an hour.
fn french_tail(r: &Reader, clock: Clock, at: usize) -> (Clock, usize) {
    for (phrase, minute) in [(&["et", "quart"][..], 15), (&["et", "demie"], 30), (&["et", "demi"], 30)] {
        if let Some(next) = r.phrase(at, phrase) {
            return (Clock { minute, ..clock }, next);
        }
    }
    if let Some(next) = r.phrase(at, &["moins", "le", "quart"]) {
        return (before(clock, 15), next);
    }
    let less = r.is(at, &["moins"]);
    match minutes_in_words(r, at + usize::from(less)) {
        Some((minutes @ 1..=29, next)) if less => (before(clock, minutes), next),
        Some((minute @ 5..=59, next)) if !less => (Clock { minute, ..clock }, next),
        _ => (clock, at),
    }
}

/// "trente", "fünfundvierzig" is beyond us, "quarante-cinq": minutes that are spelled out.
fn minutes_in_words(r: &Reader, at: usize) -> Option<(i8, usize)> {
    let (minutes, next) = numbers::count(r, at).filter(|_| !r.is_number(at) && r.gap(at) <= Gap::Space)?;
    Some((i8::try_from(minutes).ok()?, next))
}

/// "eight o'clock", "one thirty p m", "seven in the evening", "neuf heures", "quinze heures trente".
fn hour_word(r: &Reader, at: usize) -> Option<(Clock, Form, usize)> {
    let late = numbers::count(r, at)
        .filter(|(hour, next)| (13..=23).contains(hour) && r.is(*next, &["uhr", "heures"]) && !r.is_number(at));
    let (hour, mut next) = match late {
        Some(found) => found,
        None => (lexicon::cardinal(r.word(at)).filter(|hour| (1..=12).contains(hour))?, at + 1),
    };
    if r.is(at, &["sept"]) && !r.is(at + 1, &["heures"])
        || r.is(at, &["un", "une", "ein", "eine"]) && !r.is(at + 1, &["uhr", "heure"])
    {
        return None;
    }
    let mut clock =
        Clock { hour: hour as i8, minute: 0, second: 0, half: None, exact: late.is_some(), midnight: false };
    let mut form = Form::Bare;
    if let Some((minute @ (10..=59), end)) = numbers::count(r, next).filter(|_| !r.is_number(next)) {
        clock.minute = minute as i8;
        form = Form::Weak;
        next = if r.is(end, &["minutes"]) { end + 1 } else { end };
    }
    if let Some(end) = oclock(r, next) {
        form = Form::Full;
        next = end;
        if r.is(end - 1, &["uhr"])
            && let Some((minute @ 5..=59, end)) = minutes_in_words(r, end)
        {
            clock.minute = minute;
            next = end;
        }
    } else if r.is(next, &["heures", "heure"]) {
        (clock, next) = french_tail(r, clock, next + 1);
        form = if late.is_some() { Form::Full } else { Form::Weak };
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
