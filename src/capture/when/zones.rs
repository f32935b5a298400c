//! Time zones as people write them: "EST", "(GMT+2)", "Pacific Time", "heure de Paris", "Berlin time", "+02:00".

use std::sync::OnceLock;

use jiff::{
    Zoned,
    civil::DateTime,
    tz::{Offset, TimeZone},
};

use super::{
    lexicon,
    token::{Gap, Tokens},
    zone_names::{ABBREVIATIONS, PLACES, REGIONS},
};

/// A time zone that a text names: a place's rules where it names a place or a zone without saying whether summer time
/// holds ("PT", "Berlin time"), a fixed offset otherwise ("PST", "GMT+2").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone {
    /// As written.
    pub name: String,
    pub rule: Rule,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rule {
    Fixed(Offset),
    /// A name in the time zone database.
    Iana(String),
}

impl Zone {
    /// `None`: the database doesn't know the name.
    pub fn time_zone(&self) -> Option<TimeZone> {
        match &self.rule {
            Rule::Fixed(offset) => Some(TimeZone::fixed(*offset)),
            Rule::Iana(name) => TimeZone::get(name).ok(),
        }
    }

    /// The offset from UTC at that moment of the zone's own clock, in minutes.
    pub fn offset_minutes(&self, at: DateTime) -> Option<i32> {
        let zoned: Zoned = at.to_zoned(self.time_zone()?).ok()?;
        Some(zoned.offset().seconds() / 60)
    }
}

impl Zone {
    /// The place's own time, where winter time is named for a day on which summer time holds there: "EST" in July is
    /// mostly written by people who mean New York's time.
    pub(super) fn as_meant(&self, at: DateTime) -> Option<Self> {
        let place = match self.name.to_lowercase().as_str() {
            "est" => "America/New_York",
            "cst" => "America/Chicago",
            "mst" => "America/Denver",
            "pst" => "America/Los_Angeles",
            "gmt" => "Europe/London",
            _ => return None,
        };
        let meant = Self { rule: Rule::Iana(place.to_owned()), ..self.clone() };
        (meant.offset_minutes(at)? != self.offset_minutes(at)?).then_some(meant)
    }
}

/// What a zone's words mean, before they are copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    Minutes(i32),
    Iana(&'static str),
}

impl Meaning {
    fn rule(self) -> Option<Rule> {
        match self {
            Self::Minutes(minutes) => Offset::from_seconds(minutes * 60).ok().map(Rule::Fixed),
            Self::Iana(name) => Some(Rule::Iana(name.to_owned())),
        }
    }
}

pub fn name(r: &Tokens, meaning: Meaning, from: usize, to: usize) -> Option<Zone> {
    let name = r.text.get(r.span(from..to))?.trim_matches(['(', ')', ' ']).to_owned();
    Some(Zone { name, rule: meaning.rule()? })
}

/// Every zone that the text names, with the bytes it stands in. An abbreviation that is also a word must be in capitals.
pub fn all(text: &str) -> Vec<(Zone, std::ops::Range<usize>)> {
    let tokens = Tokens::new(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match zone(&tokens, at, false) {
            Some((meaning, next)) if next > at => {
                found.extend(name(&tokens, meaning, at, next).map(|zone| (zone, tokens.span(at..next))));
                at = next;
            }
            _ => at += 1,
        }
    }
    found
}

/// The zone that begins at `at`. `after_time`: a bare offset ("+02:00") counts too.
pub fn zone(r: &Tokens, at: usize, after_time: bool) -> Option<(Meaning, usize)> {
    if r.mark(at) == Some('(') {
        let (meaning, next) = plain(r, at + 1, after_time)?;
        // "(CET, Berlin)" goes on; the bracket's end is not needed to trust the zone.
        return Some((meaning, if r.mark(next) == Some(')') { next + 1 } else { next }));
    }
    let (meaning, next) = plain(r, at, after_time)?;
    // "+0900 (JST)", "PT (UTC-8)": the same zone once more.
    if r.mark(next) == Some('(')
        && let Some((_, end)) = plain(r, next + 1, true)
        && r.mark(end) == Some(')')
    {
        return Some((meaning, end + 1));
    }
    Some((meaning, next))
}

fn plain(r: &Tokens, at: usize, after_time: bool) -> Option<(Meaning, usize)> {
    utc(r, at)
        .or_else(|| if after_time { offset(r, at, false).map(|(m, next)| (Meaning::Minutes(m), next)) } else { None })
        .or_else(|| spelled(r, at, after_time))
        .or_else(|| database_name(r, at))
        .or_else(|| place_time(r, at))
        .or_else(|| abbreviation(r, at, after_time))
}

/// "UTC", "GMT+2", "UTC -08:45", "utc4:30", "UTC ± 0", "Z".
fn utc(r: &Tokens, at: usize) -> Option<(Meaning, usize)> {
    let base = match r.word(at) {
        "utc" | "gmt" => 0,
        "msk" => 180,
        _ => return None,
    };
    // "Greenwich Mean Time" in short, after a name: "GMT Standard Time" is Windows' name for London.
    if let Some(next) = r.phrase(at + 1, &["standard", "time"]).or_else(|| r.phrase(at + 1, &["daylight", "time"])) {
        return Some((Meaning::Iana("Europe/London"), next));
    }
    if r.mark(at + 1) == Some('±') && r.number(at + 2) == Some((0, 1)) {
        return Some((Meaning::Minutes(base), at + 3));
    }
    match offset(r, at + 1, true) {
        Some((minutes, next)) => Some((Meaning::Minutes(base + minutes), next)),
        None => {
            let next = if r.is(at + 1, &["time"]) { at + 2 } else { at + 1 };
            Some((Meaning::Minutes(base), next))
        }
    }
}

/// "+2", "-08:45", "+0245", "+ 4", "-12h"; without a sign only right after the name.
fn offset(r: &Tokens, at: usize, named: bool) -> Option<(i32, usize)> {
    let (sign, start) = match r.mark(at) {
        Some('+') => (1, at + 1),
        Some('-') if named || r.glued(at) || r.glued(at + 1) => (-1, at + 1),
        None if named && r.glued(at) => (1, at),
        _ => return None,
    };
    if !named && !r.glued(start) || r.gap(at) > Gap::Space || r.gap(start) > Gap::Space {
        return None;
    }
    let (value, digits) = r.number(start)?;
    // "10:00-10:45" is a range.
    if !named && sign < 0 && digits < 3 && !r.ends_iso_time(at) {
        return None;
    }
    let mut next = start + 1;
    let (hours, minutes) = match digits {
        1 | 2 if r.mark(next) == Some(':') && r.glued(next) && r.glued(next + 1) => {
            let (minutes, 2) = r.number(next + 1)? else { return None };
            next += 2;
            (value, minutes)
        }
        1 if !named => return None,
        1 | 2 => (value, 0),
        4 => (value / 100, value % 100),
        _ => return None,
    };
    if hours > 14 || minutes > 59 || !named && r.mark(at) == Some('-') && digits != 4 && next == start + 1 {
        return None;
    }
    // "+15min" after a time is no offset.
    if !named && lexicon::unit(r.word(next)).is_some() || r.glued(next) && r.is_number(next) {
        return None;
    }
    if named && r.is(next, &["h", "hours"]) {
        next += 1;
    }
    Some((sign * (hours * 60 + minutes) as i32, next))
}

/// "Pacific Time", "Eastern Standard Time", "Central European Summer Time", "mitteleuropäische Zeit", "Eastern".
fn spelled(r: &Tokens, at: usize, after_time: bool) -> Option<(Meaning, usize)> {
    for region in REGIONS {
        let Some(mut next) = r.phrase(at, region.name) else { continue };
        next += usize::from(r.mark(next) == Some('-'));
        let summer = r.is(next, &["daylight", "summer", "sommerzeit"]);
        let winter = r.is(next, &["standard", "std", "mean", "normalzeit"]);
        let one_word = r.is(next, &["sommerzeit", "normalzeit", "zeit"]);
        if summer || winter {
            next += 1;
            if r.is(next, &["saving", "savings"]) {
                next += 1;
            }
        }
        if one_word {
            next += usize::from(!summer && !winter);
        } else if r.is(next, &["time", "timezone", "tz"]) {
            next += 1;
            if r.is(next, &["zone"]) {
                next += 1;
            }
        } else if summer || winter || !(region.alone || after_time && closes(r, next)) {
            continue;
        }
        let meaning = match (summer, winter) {
            (true, _) => Meaning::Minutes(region.summer),
            (_, true) => Meaning::Minutes(region.winter),
            _ => region.zone,
        };
        return Some((meaning, next));
    }
    None
}

/// "2 pm Central." and not "2 pm Central Park".
fn closes(r: &Tokens, at: usize) -> bool {
    r.gap(at) >= Gap::Line || matches!(r.mark(at), Some('.' | ',' | ';' | ')' | '!' | '?' | '/' | '·'))
}

/// "Europe/Berlin".
fn database_name(r: &Tokens, at: usize) -> Option<(Meaning, usize)> {
    if !r.is(
        at,
        &["europe", "america", "asia", "africa", "australia", "pacific", "atlantic", "indian", "etc", "antarctica"],
    ) || r.mark(at + 1) != Some('/')
    {
        return None;
    }
    let start = r.get(at)?.start;
    // A name has at most three parts, and "_" or "-" in them.
    (at + 3..at + 12).rev().filter(|next| *next <= r.len()).find_map(|next| {
        let name = r.text.get(start..r.span(at..next).end)?;
        database()
            .binary_search_by_key(&name, |entry| entry.name.as_str())
            .ok()
            .and_then(|place| Some((Meaning::Iana(database().get(place)?.name.as_str()), next)))
    })
}

/// "Berlin time", "New York time", "UK time", "heure de Paris", "Berliner Zeit", "Hong Kong timezone".
fn place_time(r: &Tokens, at: usize) -> Option<(Meaning, usize)> {
    if r.is(at, &["heure"]) {
        let start = if r.is(at + 1, &["de", "du"]) {
            at + 2
        } else if r.mark(at + 2) == Some('\'') {
            at + 3
        } else {
            at + 1
        };
        return (1..=3).rev().find_map(|words| place(r, start, words).map(|meaning| (meaning, start + words)));
    }
    // "Russia time zone 3" and the like: Windows' names.
    (1..=3).find_map(|words| {
        let next = at + words;
        if r.is(next, &["time", "timezone", "zeit", "ortszeit"]) && r.gap(next) <= Gap::Line {
            let meaning = place(r, at, words)?;
            let end = if r.is(next + 1, &["zone"]) { next + 2 } else { next + 1 };
            return Some((meaning, end));
        }
        if r.is(next, &["standard", "std", "daylight", "summer"]) && r.is(next + 1, &["time"]) {
            return place(r, at, words).map(|meaning| (meaning, next + 2));
        }
        None
    })
}

fn place(r: &Tokens, at: usize, words: usize) -> Option<Meaning> {
    let mut name = String::new();
    for place in at..at + words {
        let word = r.word(place);
        if word.is_empty() || place > at && r.gap(place) >= Gap::Paragraph {
            return None;
        }
        if !name.is_empty() {
            name.push('_');
        }
        name.push_str(if word == "saint" { "st" } else { word });
    }
    if let Some((_, meaning)) = PLACES.iter().find(|(place, _)| *place == name) {
        return Some(*meaning);
    }
    // "Berliner Zeit"
    let stem = name.strip_suffix("er").filter(|stem| stem.len() > 3 && r.is(at + words, &["zeit", "ortszeit"]));
    [Some(name.as_str()), stem].into_iter().flatten().find_map(|name| {
        database().iter().find(|entry| entry.city == name).map(|entry| Meaning::Iana(entry.name.as_str()))
    })
}

/// A name of the time zone database and its last part, folded as tokens are.
struct Entry {
    name: String,
    city: String,
}

/// The names, sorted.
fn database() -> &'static [Entry] {
    static NAMES: OnceLock<Vec<Entry>> = OnceLock::new();
    NAMES.get_or_init(|| {
        let mut entries: Vec<Entry> = jiff::tz::db()
            .available()
            .filter_map(|name| {
                let name = name.to_string();
                let (_, city) = name.rsplit_once('/')?;
                let city = city.to_lowercase().replace('-', "_");
                Some(Entry { city, name })
            })
            .collect();
        entries.sort_by(|a, b| a.name.cmp(&b.name));
        entries
    })
}

fn abbreviation(r: &Tokens, at: usize, after_time: bool) -> Option<(Meaning, usize)> {
    let token = r.get(at)?;
    let word = r.word(at);
    if word == "z" && after_time && r.glued(at) && token.upper && !r.glued(at + 1) {
        return Some((Meaning::Minutes(0), at + 1));
    }
    let place = ABBREVIATIONS.binary_search_by_key(&word, |entry| entry.0).ok()?;
    let (_, meaning, lower_case) = ABBREVIATIONS.get(place)?;
    // In lower case, and apart from a time, most are words.
    if !token.upper
        && word != "aoe"
        && !(*lower_case && (after_time || r.gap(at + 1) == Gap::Paragraph || r.word(at + 1) == "time"))
    {
        return None;
    }
    if r.mark(at + 1) == Some('\'') {
        return None;
    }
    let next = if r.is(at + 1, &["time"]) { at + 2 } else { at + 1 };
    // "ET/PT" names two zones for one time; the first is the writer's.
    if r.mark(next) == Some('/') && ABBREVIATIONS.binary_search_by_key(&r.word(next + 1), |entry| entry.0).is_ok() {
        return Some((*meaning, next + 2));
    }
    Some((*meaning, next))
}
