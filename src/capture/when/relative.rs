//! Dates that count from another: "tomorrow", "in two days", "next week", "3 days after Friday".

use jiff::{
    Span,
    civil::{Date, DateTime, Weekday},
};

use super::{
    DayPart, Precision, counted, dates,
    lexicon::{self, Spelling, Unit, Which},
    numbers::{self, Length},
    numeric,
    reader::Reader,
    spec::{DateSpec, Fixed, Whole},
};

type Found = Option<(DateSpec, usize)>;

pub fn date(r: &Reader, at: usize) -> Found {
    counted::by_length(r, at).or_else(|| named(r, at))
}

fn days_from_now(r: &Reader, days: i32) -> Option<DateSpec> {
    let date = r.now.date().checked_add(Span::new().days(days)).ok()?;
    Some(DateSpec::fixed_day(date))
}

pub fn named(r: &Reader, at: usize) -> Found {
    let start = if r.is(at, &["the", "am", "le"]) { at + 1 } else { at };
    for (phrase, days) in PHRASES {
        if let Some(next) = r.phrase(start, phrase) {
            let stands = start == at && days.abs() != 1 || start == at + 1 || r.is(at, &["next", "last", "following"]);
            if !stands || r.is(next, &["day"]) || numbers::count(r, next).is_some() && *days == 1 {
                continue;
            }
            return Some((days_from_now(r, *days)?, next));
        }
    }
    // "day after day" and "from day to day" are none.
    if start == at + 1 && r.is(at, &["the"]) && r.is(start, &["day"]) && numbers::ends_clause(r, start + 2) {
        match r.word(start + 1) {
            "after" => return Some((days_from_now(r, 1)?, start + 2)),
            "before" => return Some((days_from_now(r, -1)?, start + 2)),
            _ => {}
        }
    }
    let days = match r.word(at) {
        "today" | "heute" => 0,
        "aujourd" if r.mark(at + 1) == Some('\'') && r.is(at + 2, &["hui"]) => {
            return Some((days_from_now(r, 0)?, at + 3));
        }
        "tomorrow" | "tomorow" | "tommorow" | "tommorrow" | "tmr" | "tmrw" | "demain" => 1,
        "morgen" if is_tomorrow(r, at) => 1,
        "lendemain" => 1,
        "overmorrow" | "ubermorgen" | "uebermorgen" => 2,
        "apres" if r.mark(at + 1) == Some('-') && r.is(at + 2, &["demain"]) => {
            return Some((days_from_now(r, 2)?, at + 3));
        }
        "avant" if r.mark(at + 1) == Some('-') && r.is(at + 2, &["hier"]) => {
            return Some((days_from_now(r, -2)?, at + 3));
        }
        "yesterday" | "gestern" | "hier" if !r.is(at, &["hier"]) || is_french_hier(r, at) => -1,
        "vorgestern" => -2,
        "now" | "jetzt" | "maintenant" => return now(r, at),
        _ => return unit_of_time(r, at),
    };
    Some((days_from_now(r, days)?, at + 1))
}

const PHRASES: &[(&[&str], i32)] = &[
    (&["day", "after", "tomorrow"], 2),
    (&["day", "before", "yesterday"], -2),
    (&["next", "day"], 1),
    (&["following", "day"], 1),
    (&["nachsten", "tag"], 1),
    (&["jour", "suivant"], 1),
];

/// German "morgen" also means morning: "am Morgen", "heute Morgen", "guten Morgen", "Dienstag Morgen".
fn is_tomorrow(r: &Reader, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return true };
    !(r.is(
        before,
        &["am", "jeden", "heute", "gestern", "guten", "diesen", "dem", "der", "den", "ubermorgen", "frohen"],
    ) || lexicon::is_greeting(r.word(before))
        || lexicon::weekday(r.word(before)).is_some() && r.token(at).is_some_and(|token| token.capital))
}

/// German "hier" is "here".
fn is_french_hier(r: &Reader, at: usize) -> bool {
    !r.german && (at == 0 || !r.is_after(at, &["ist", "sind", "wir", "ich", "sie"]))
}

/// "now" as a moment, and not as the filler that it mostly is.
fn now(r: &Reader, at: usize) -> Found {
    let next = at + 1;
    let stands = numbers::ends_clause(r, next) && !r.is_after(at, &["by"])
        || matches!(r.mark(next), Some('+' | '-'))
        || lexicon::is_until(r.word(next))
        || r.is_after(at, &["between", "and", "until", "till", "right"]);
    stands.then(|| (moment(r.now, false), next))
}

pub fn moment(at: DateTime, abbreviated: bool) -> DateSpec {
    let date = at.date();
    DateSpec::fixed(Fixed { first: date, last: date, time: Some(at.time()), precision: Precision::Minute, abbreviated })
}

/// "this morning", "tonight", "last night", "next evening", "heute Abend", "ce soir": a day with its part.
pub fn day_with_part(r: &Reader, at: usize) -> Option<(DateSpec, DayPart, usize)> {
    if r.is(at, &["tonight", "tonite", "2nite"]) {
        return Some((days_from_now(r, 0)?, DayPart::Night, at + 1));
    }
    let which = lexicon::which(r.word(at))?;
    let mut next = at + 1;
    if r.is(next, &["early", "late"]) {
        next += 1;
    }
    let (part, next) = if let Some(end) = r.phrase(next, &["apres", "-", "midi"]) {
        (DayPart::Afternoon, end)
    } else {
        (lexicon::day_part(r.word(next)).or_else(|| r.is(next, &["morgen"]).then_some(DayPart::Morning))?, next + 1)
    };
    Some((days_from_now(r, steps(which))?, part, next))
}

/// "next week", "this month", "last two weeks", "nächste Woche", "la semaine prochaine", "weekend".
fn unit_of_time(r: &Reader, at: usize) -> Found {
    // "the week after next"
    if let Some(next) = r.phrase(at, &["week", "after", "next"]) {
        return Some((week(r.now.date(), 2)?, next));
    }
    if let Some(found) = week_of(r, at) {
        return Some(found);
    }
    if r.is(at, &["semaine", "mois", "trimestre", "annee"])
        && let Some(which) = lexicon::which(r.word(at + 1)).filter(|which| *which != Which::This)
    {
        let (unit, _) = lexicon::unit(r.word(at))?;
        return Some((whole_unit(r.now, unit, which)?, at + 2));
    }
    // "over the weekend", but not "have a great weekend"
    let weekend_at = if r.is(at, &["the"]) { at + 1 } else { at };
    if r.is(weekend_at, &["weekend", "wochenende"]) && r.is_after(at, &["at", "on", "over", "during", "for", "am"]) {
        return Some((weekend(r.now.date(), Which::This)?, weekend_at + 1));
    }
    // "lastmonth", "nextweek": a slip of the space bar.
    for (prefix, which) in [("next", Which::Next), ("last", Which::Last), ("this", Which::This)] {
        if let Some((unit, true)) = r.word(at).strip_prefix(prefix).and_then(lexicon::unit) {
            return Some((whole_unit(r.now, unit, which)?, at + 1));
        }
    }
    let which = lexicon::which(r.word(at))?;
    let next = at + 1;
    let working = r
        .is(next, &["workweek"])
        .then_some(next + 1)
        .or_else(|| (r.is(next, &["working", "work", "business"]) && r.is(next + 1, &["week"])).then_some(next + 2));
    if let Some(end) = working {
        let first = monday(r.now.date(), steps(which))?;
        return Some((stretch(first, first.checked_add(Span::new().days(4)).ok()?, Precision::Week), end));
    }
    if r.is(next, &["weekend", "wochenende"])
        || r.is(next, &["week"]) && r.mark(next + 1) == Some('-') && r.is(next + 2, &["end"])
    {
        let end = if r.is(next, &["week"]) { next + 3 } else { next + 1 };
        return Some((weekend(r.now.date(), which)?, end));
    }
    if let Some((unit, full)) = lexicon::unit(r.word(next)) {
        // "next week Monday"
        let day = if r.mark(next + 1) == Some(',') { next + 2 } else { next + 1 };
        let day = if r.is(day, &["on", "am"]) { day + 1 } else { day };
        if unit == Unit::Week && lexicon::weekday(r.word(day)).is_some_and(|(_, spelling)| spelling != Spelling::Weak) {
            return None;
        }
        if !full && !r.is(next, &["qtr", "wk", "min", "hr"]) {
            return None;
        }
        // "next month" after "after": the one that follows it.
        let which = if r.is_after(at, &["after"]) && which == Which::This { Which::Next } else { which };
        return Some((whole_unit(r.now, unit, which)?, next + 1));
    }
    if which == Which::This {
        return None;
    }
    let (length, end) = numbers::length(r, next)?;
    // "It will last two hours."
    if r.is(end, &["ago"]) || length.is_clock() && r.is(at, &["last"]) && !r.is_after(at, &["the", "in"]) {
        return None;
    }
    let ahead = matches!(which, Which::Next | Which::Coming);
    let far = counted::shift(r.now, if ahead { length } else { length.negated() })?;
    if length.is_clock() {
        return Some((moment(far, length.abbreviated), end));
    }
    let day = r.now.date();
    let (first, last) = if ahead { (day.tomorrow().ok()?, far.date()) } else { (far.date(), day.yesterday().ok()?) };
    Some((DateSpec::fixed(Fixed { first, last, time: None, precision: Precision::Week, abbreviated: false }), end))
}

/// "week of the 18th", "w/c Feb 4", "week commencing 4 May", "KW 12", "semaine du 4 mai".
fn week_of(r: &Reader, at: usize) -> Found {
    if r.is(at, &["kw", "cw"])
        && let Some((number @ 1..=53, next)) = numbers::count(r, at + 1)
    {
        return iso_week(r, number, next);
    }
    // "in week 12", and not "week 1 of your first month"
    if r.word(at) == "week"
        && r.is_after(at, &["in", "the"])
        && let Some((number @ 1..=53, next)) = numbers::count(r, at + 1).filter(|_| r.is_number(at + 1))
        && numbers::ends_clause(r, next)
    {
        return iso_week(r, number, next);
    }
    let start = if let Some(next) = r.phrase(at, &["w", "/", "c"]) {
        next
    } else if r.is(at, &["week", "semaine", "woche"])
        && r.is(at + 1, &["of", "beginning", "commencing", "starting", "du", "vom"])
    {
        at + 2
    } else {
        return None;
    };
    let start = if r.is(start, &["on", "the"]) { start + 1 } else { start };
    let start = if r.is(start, &["the"]) { start + 1 } else { start };
    let (spec, next) = match dates::without_relative(r, start).or_else(|| numeric::numeric(r, start)) {
        Some(found) => found,
        None => {
            let (day, _, next) = numbers::day(r, start)?;
            (DateSpec { day: Some(day), ..DateSpec::default() }, next)
        }
    };
    spec.day.is_some().then_some((DateSpec { whole: Whole::Week, ..spec }, next))
}

fn iso_week(r: &Reader, number: u32, next: usize) -> Found {
    let number = i8::try_from(number).ok()?;
    let this = r.now.date().iso_week_date();
    let of = |year: i16| jiff::civil::ISOWeekDate::new(year, number, Weekday::Monday).ok().map(|date| date.date());
    let mut first = of(this.year())?;
    if r.forward && first < monday(r.now.date(), 0)? {
        first = of(this.year().checked_add(1)?)?;
    }
    Some((stretch(first, first.checked_add(Span::new().days(6)).ok()?, Precision::Week), next))
}

/// How many units from this one.
pub fn steps(which: Which) -> i32 {
    match which {
        Which::This => 0,
        Which::Next | Which::Coming => 1,
        Which::Last | Which::Past => -1,
    }
}

fn whole_unit(now: DateTime, unit: Unit, which: Which) -> Option<DateSpec> {
    let steps = steps(which);
    let day = now.date();
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => {
            Some(moment(counted::shift(now, Length::of(f64::from(steps), unit))?, false))
        }
        Unit::Day => day.checked_add(Span::new().days(steps)).ok().map(DateSpec::fixed_day).filter(|_| steps != 0),
        Unit::Weekday => counted::add_weekdays(day, steps).map(DateSpec::fixed_day).filter(|_| steps != 0),
        Unit::Week => week(day, steps),
        Unit::Fortnight => {
            let first = monday(day, steps * 2)?;
            Some(stretch(first, first.checked_add(Span::new().days(13)).ok()?, Precision::Week))
        }
        Unit::Month => {
            let first = day.first_of_month().checked_add(Span::new().months(steps)).ok()?;
            Some(stretch(first, first.last_of_month(), Precision::Month))
        }
        Unit::Quarter => {
            let first = Date::new(day.year(), (day.month() - 1) / 3 * 3 + 1, 1).ok()?;
            let first = first.checked_add(Span::new().months(steps * 3)).ok()?;
            let last = first.checked_add(Span::new().months(2)).ok()?.last_of_month();
            Some(stretch(first, last, Precision::Longer))
        }
        Unit::Year => {
            let first = day.first_of_year().checked_add(Span::new().years(steps)).ok()?;
            Some(stretch(first, first.last_of_year(), Precision::Longer))
        }
    }
}

fn stretch(first: Date, last: Date, precision: Precision) -> DateSpec {
    DateSpec::fixed(Fixed { first, last, time: None, precision, abbreviated: false })
}

/// The Monday of the week that is `weeks` from the one of `day`.
pub fn monday(day: Date, weeks: i32) -> Option<Date> {
    let back = i32::from(day.weekday().to_monday_zero_offset());
    day.checked_add(Span::new().days(weeks.checked_mul(7)? - back)).ok()
}

fn week(day: Date, weeks: i32) -> Option<DateSpec> {
    let first = monday(day, weeks)?;
    Some(stretch(first, first.checked_add(Span::new().days(6)).ok()?, Precision::Week))
}

fn weekend(day: Date, which: Which) -> Option<DateSpec> {
    let weeks = match which {
        Which::This => 0,
        Which::Next => 1,
        Which::Coming => i32::from(matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)),
        Which::Last | Which::Past => -1,
    };
    let first = monday(day, weeks)?.checked_add(Span::new().days(5)).ok()?;
    Some(stretch(first, first.tomorrow().ok()?, Precision::Week))
}
