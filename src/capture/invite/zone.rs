//! The zone of a time: by its IANA name, by its Windows name, by the rules that the file itself brings, or by the words
//! that a calendar program shows to its user.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::OnceLock;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::{TimeZone, TimeZoneDatabase};

use super::recur::{Rule, Until};
use super::time::{Moment, ZoneName, local_at_offset};

/// More repeating rules than this in one zone are not evaluated; real zones have two.
const MAX_REPEATING: usize = 16;

/// Names as they stand in the database, by their lower-case spelling.
fn database() -> &'static (TimeZoneDatabase, HashMap<String, String>) {
    static DATABASE: OnceLock<(TimeZoneDatabase, HashMap<String, String>)> = OnceLock::new();
    DATABASE.get_or_init(|| {
        let database = TimeZoneDatabase::bundled();
        let names = database.available().map(|name| (name.as_str().to_lowercase(), name.as_str().to_owned())).collect();
        (database, names)
    })
}

/// The zone of that name in the IANA database, whatever its case, with the database's own spelling.
pub fn iana(name: &str) -> Option<(String, TimeZone)> {
    let (database, names) = database();
    let name = names.get(&name.to_lowercase())?;
    Some((name.clone(), database.get(name).ok()?))
}

/// The IANA name for a name of a Windows time zone (Unicode CLDR).
pub fn windows(name: &str) -> Option<&'static str> {
    static TABLE: OnceLock<HashMap<String, &'static str>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let rows = include_str!("windows_zones.tsv").lines().filter(|row| !row.starts_with('#'));
        rows.filter_map(|row| row.split_once('\t'))
            .map(|(windows, iana)| (windows.to_lowercase(), iana.trim()))
            .collect()
    });
    table.get(&name.trim().to_lowercase()).copied()
}

/// How a wall-clock time becomes an instant.
#[derive(Clone, Debug)]
pub(super) enum Zone {
    Utc,
    Iana(String, TimeZone),
    Rules(Rc<Rules>),
    Fixed(String, i32),
    Floating,
}

impl Zone {
    pub fn moment(&self, local: DateTime) -> Moment {
        let instant = |at, zone| Moment::Instant { at, zone };
        match self {
            Self::Floating => Moment::Floating { at: local },
            Self::Utc => instant(at_offset(local, 0), ZoneName::Utc),
            Self::Fixed(name, offset) => {
                instant(at_offset(local, *offset), ZoneName::Custom { name: name.clone(), offset: *offset })
            }
            Self::Iana(name, zone) => match zone.to_ambiguous_timestamp(local).compatible() {
                Ok(at) => instant(at, ZoneName::Iana(name.clone())),
                Err(_) => Moment::Floating { at: local },
            },
            Self::Rules(rules) => {
                let offset = rules.offset_of(local);
                instant(at_offset(local, offset), ZoneName::Custom { name: rules.name.clone(), offset })
            }
        }
    }
}

/// Saturates at the ends of the calendar.
fn at_offset(local: DateTime, offset: i32) -> Timestamp {
    Timestamp::from_second(seconds(local) - i64::from(offset)).unwrap_or(Timestamp::MAX)
}

/// Seconds since 1970 as if the wall clock showed UTC.
fn seconds(local: DateTime) -> i64 {
    let epoch = jiff::civil::datetime(1970, 1, 1, 0, 0, 0, 0);
    local.duration_since(epoch).as_secs()
}

/// A `STANDARD` or `DAYLIGHT` part of a `VTIMEZONE`: offsets in seconds east of UTC before and after each onset.
#[derive(Clone, Debug)]
pub(super) struct Observance {
    pub start: DateTime,
    pub from: i32,
    pub to: i32,
    pub rule: Option<Rule>,
    pub more: Vec<DateTime>,
}

impl Observance {
    /// The onsets that the rule makes in one year.
    fn onsets(&self, year: i16) -> Vec<(i64, i32)> {
        let Some(rule) = &self.rule else { return Vec::new() };
        let until = match rule.until {
            Some(Until::Instant(until)) => until.as_second(),
            Some(Until::Local(until)) => seconds(until) - i64::from(self.from),
            None => i64::MAX,
        };
        let instances = rule.in_calendar_year(self.start, year).into_iter();
        instances.map(|local| (seconds(local) - i64::from(self.from), self.to)).filter(|(at, _)| *at <= until).collect()
    }
}

/// The rules of a `VTIMEZONE` (RFC 5545 §3.6.5).
#[derive(Clone, Debug)]
pub(super) struct Rules {
    name: String,
    /// Onsets that are known one by one: the instant in seconds, and the offset from then on. Sorted.
    single: Vec<(i64, i32)>,
    repeating: Vec<Observance>,
    /// Before the first onset.
    first: i32,
    /// All that occur, largest first: the earliest instant of a wall-clock time.
    offsets: Vec<i32>,
    /// Onsets by calendar year, as far as they were asked for.
    years: RefCell<HashMap<i16, Vec<(i64, i32)>>>,
}

impl Rules {
    /// Nothing when there is no observance.
    pub fn new(name: String, observances: Vec<Observance>) -> Option<Self> {
        let earliest = observances.iter().min_by_key(|o| o.start)?;
        let first = earliest.from;
        let mut offsets: Vec<i32> = observances.iter().flat_map(|o| [o.to, o.from]).collect();
        offsets.sort_unstable();
        offsets.dedup();
        offsets.reverse();
        let (mut single, mut repeating) = (Vec::new(), Vec::new());
        for mut observance in observances {
            let onset = |local: DateTime| (seconds(local) - i64::from(observance.from), observance.to);
            single.push(onset(observance.start));
            single.extend(observance.more.iter().map(|local| onset(*local)));
            let counted = observance.rule.as_ref().and_then(|rule| Some((rule, rule.count?)));
            if let Some((rule, count)) = counted {
                single.extend(rule.instances(observance.start, 0).take(count.min(500)).map(onset));
            } else if observance.rule.is_some() && repeating.len() < MAX_REPEATING {
                observance.more = Vec::new();
                repeating.push(observance);
            }
        }
        single.sort_unstable();
        Some(Self { name, single, repeating, first, offsets, years: RefCell::default() })
    }

    /// The offset in force at an instant (seconds since 1970).
    fn offset_at(&self, at: i64) -> i32 {
        let known = self.single.partition_point(|(onset, _)| *onset <= at);
        let mut best = known.checked_sub(1).and_then(|last| self.single.get(last)).copied();
        let instant = Timestamp::from_second(at).unwrap_or(Timestamp::MIN);
        let year = local_at_offset(instant, 0).year();
        // An onset early on New Year's Day may still be in the old year elsewhere; leap days come every eight years.
        for year in (year.saturating_sub(8)..=year.saturating_add(1)).rev() {
            let found = self.last_onset(year, at);
            if let Some(onset) = found {
                if best.is_none_or(|best| onset.0 > best.0) {
                    best = Some(onset);
                }
                break;
            }
        }
        best.map_or(self.first, |(_, offset)| offset)
    }

    /// The last onset of that year's repeating rules that is not after an instant.
    fn last_onset(&self, year: i16, at: i64) -> Option<(i64, i32)> {
        if self.repeating.is_empty() {
            return None;
        }
        let mut years = self.years.borrow_mut();
        let onsets = years.entry(year).or_insert_with(|| {
            let mut onsets: Vec<_> = self.repeating.iter().flat_map(|observance| observance.onsets(year)).collect();
            onsets.sort_unstable();
            onsets
        });
        let known = onsets.partition_point(|(onset, _)| *onset <= at);
        known.checked_sub(1).and_then(|last| onsets.get(last)).copied()
    }

    /// The offset that a wall-clock time has: the earlier instant where it occurs twice, the offset before the gap where
    /// it does not occur (RFC 5545 §3.3.5).
    fn offset_of(&self, local: DateTime) -> i32 {
        let wall = seconds(local);
        let exact = self.offsets.iter().take(8).find(|offset| self.offset_at(wall - i64::from(**offset)) == **offset);
        exact.copied().unwrap_or_else(|| self.offset_at(wall - i64::from(self.offsets.first().copied().unwrap_or(0))))
    }
}

/// `+0100`, `-0330`, `+013015`: seconds east of UTC.
pub(super) fn offset(value: &str) -> Option<i32> {
    let value = value.trim();
    let digits = value.strip_prefix(['+', '-']).unwrap_or(value).replace(':', "");
    if !matches!(digits.len(), 4 | 6) || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let pair = |at: usize| digits.get(at..at + 2).and_then(|d| d.parse::<i32>().ok());
    let seconds = pair(0)? * 3_600 + pair(2)? * 60 + pair(4).unwrap_or(0);
    (seconds < 26 * 3_600).then_some(if value.starts_with('-') { -seconds } else { seconds })
}

/// A zone by its name alone.
pub(super) fn by_name(tzid: &str) -> Option<Zone> {
    let tzid = tzid.trim().trim_matches('"');
    // Outlook's "tzone://Microsoft/Utc".
    let last = tzid.rsplit('/').next().unwrap_or_default();
    if last.eq_ignore_ascii_case("UTC") || ["Z", "GMT"].iter().any(|name| tzid.eq_ignore_ascii_case(name)) {
        return Some(Zone::Utc);
    }
    let named = |name: &str| iana(name).map(|(name, zone)| Zone::Iana(name, zone));
    if let Some(zone) = named(tzid).or_else(|| windows(tzid).and_then(named)) {
        return Some(zone);
    }
    // `/mozilla.org/20070129_1/America/New_York` and the like; three parts at most make a name.
    let tails: Vec<usize> = tzid.rmatch_indices('/').take(3).map(|(at, _)| at + 1).collect();
    tails.into_iter().rev().filter_map(|at| tzid.get(at..)).filter(|tail| tail.contains('/')).find_map(named)
}

/// The words of zone menus that name a region and not a city, with the IANA zone of its standard time.
const REGIONS: [(&str, &str); 23] = [
    ("central europe", "Europe/Berlin"),
    ("eastern time", "America/New_York"),
    ("central time", "America/Chicago"),
    ("mountain time", "America/Denver"),
    ("pacific time", "America/Los_Angeles"),
    ("atlantic time", "America/Halifax"),
    ("newfoundland", "America/St_Johns"),
    ("arizona", "America/Phoenix"),
    ("alaska", "America/Anchorage"),
    ("hawaii", "Pacific/Honolulu"),
    ("indiana", "America/Indianapolis"),
    ("saskatchewan", "America/Regina"),
    ("bern", "Europe/Zurich"),
    ("edinburgh", "Europe/London"),
    ("mumbai", "Asia/Kolkata"),
    ("chennai", "Asia/Kolkata"),
    ("beijing", "Asia/Shanghai"),
    ("osaka", "Asia/Tokyo"),
    ("abu dhabi", "Asia/Dubai"),
    ("canberra", "Australia/Sydney"),
    ("wellington", "Pacific/Auckland"),
    ("brasilia", "America/Sao_Paulo"),
    ("kyiv", "Europe/Kyiv"),
];

/// A zone by the words a calendar shows: `(UTC-05:00) Eastern Time (US & Canada)`, `Amsterdam, Berlin, Bern, Rome`,
/// `UTC+11`. A stated offset must be the standard offset of the zone that the words name; alone it is the zone.
pub(super) fn by_words(tzid: &str) -> Option<Zone> {
    let lower = tzid.to_lowercase();
    let (stated, words) = stated_offset(&lower);
    let words = words.trim_matches(|c: char| !c.is_alphanumeric());
    if words.is_empty() {
        return stated.map(|offset| Zone::Fixed(tzid.to_owned(), offset));
    }
    let cities = words.split([',', ';', '(', ')', '&', '/']).map(str::trim).filter(|city| !city.is_empty());
    let zones = cities.take(12).filter_map(|city| {
        let region = REGIONS.iter().find(|(name, _)| *name == city).map(|(_, zone)| *zone);
        region.or_else(|| by_city(city)).and_then(iana)
    });
    let fits = |zone: &TimeZone| stated.is_none_or(|stated| standard_offset(zone) == stated);
    zones.into_iter().find(|(_, zone)| fits(zone)).map(|(name, zone)| Zone::Iana(name, zone))
}

/// `(utc-05:00) words` or `utc+11`: the offset, and what is left.
fn stated_offset(lower: &str) -> (Option<i32>, &str) {
    let text = lower.trim().trim_start_matches('(');
    let Some(rest) = ["utc", "gmt"].iter().find_map(|prefix| text.strip_prefix(prefix)) else { return (None, lower) };
    let rest = rest.trim_start();
    let end = rest.find(|c: char| !matches!(c, '+' | '-' | ':' | '0'..='9')).unwrap_or(rest.len());
    let (number, words) = rest.split_at(end);
    let sign = if number.starts_with('-') { -1 } else { 1 };
    let digits = number.trim_start_matches(['+', '-']);
    if !number.starts_with(['+', '-']) {
        return (number.is_empty().then_some(0), words);
    }
    let seconds = match digits.split_once(':') {
        Some((hours, minutes)) => {
            hours.parse::<i32>().ok().zip(minutes.parse::<i32>().ok()).map(|(h, m)| h * 3_600 + m * 60)
        }
        None if digits.len() <= 2 => digits.parse::<i32>().ok().map(|h| h * 3_600),
        None => offset(digits),
    };
    (seconds.filter(|s| (0..=54_000).contains(s)).map(|s| sign * s), words)
}

fn by_city(city: &str) -> Option<&'static str> {
    static CITIES: OnceLock<HashMap<String, &'static str>> = OnceLock::new();
    let cities = CITIES.get_or_init(|| {
        let named = database().1.values().filter(|name| name.contains('/') && !name.starts_with("Etc/"));
        let mut rows: Vec<_> = named
            .filter_map(|name| Some((name.rsplit('/').next()?.replace('_', " ").to_lowercase(), name.as_str())))
            .collect();
        // Both `America/Indianapolis` and `US/…` aliases exist; the first by name wins, so that the choice is stable.
        rows.sort_unstable_by(|a, b| b.cmp(a));
        rows.into_iter().collect()
    });
    cities.get(city).copied()
}

/// The smaller of the offsets in January and July of a recent year.
fn standard_offset(zone: &TimeZone) -> i32 {
    let at = |month: i64| Timestamp::from_second(1_735_689_600 + month * 30 * 86_400).unwrap_or(Timestamp::UNIX_EPOCH);
    zone.to_offset(at(0)).seconds().min(zone.to_offset(at(6)).seconds())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use super::*;
    use jiff::civil::datetime;

    fn name(zone: Option<Zone>) -> String {
        match zone {
            Some(Zone::Iana(name, _)) => name,
            Some(Zone::Utc) => "UTC".to_owned(),
            Some(Zone::Fixed(_, offset)) => offset.to_string(),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn names_of_every_kind_are_known() {
        assert_eq!(name(by_name("europe/BERLIN")), "Europe/Berlin");
        assert_eq!(name(by_name("W. Europe Standard Time")), "Europe/Berlin");
        assert_eq!(name(by_name("/example.org/2020_1/America/Argentina/Salta")), "America/Argentina/Salta");
        assert_eq!(name(by_name("posix/Asia/Tokyo")), "Asia/Tokyo");
        assert!(by_name("custom_Asia/Tokyo").is_none());
        assert!(by_name("Nowhere/Middle").is_none());
    }

    #[test]
    fn every_windows_zone_leads_to_a_known_one() {
        for row in include_str!("windows_zones.tsv").lines().filter(|row| !row.starts_with('#')) {
            let (windows_name, zone) = row.split_once('\t').unwrap();
            assert!(iana(zone).is_some(), "{zone}");
            assert_eq!(windows(windows_name), Some(zone));
        }
    }

    #[test]
    fn words_of_zone_menus_are_understood() {
        assert_eq!(name(by_words("(UTC-05:00) Eastern Time (US & Canada)")), "America/New_York");
        assert_eq!(name(by_words("(GMT+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna")), "Europe/Amsterdam");
        assert_eq!(name(by_words("Kuala Lumpur, Singapore")), "Asia/Kuala_Lumpur");
        assert_eq!(name(by_words("UTC+11")), "39600");
        assert_eq!(name(by_words("(GMT -03:30)")), "-12600");
        assert!(by_words("(UTC+09:00) Berlin").is_none());
        assert!(by_words("My own zone").is_none());
    }

    #[test]
    fn rules_of_the_file_give_the_offset() {
        let observance =
            |start, from, to, rule: &str| Observance { start, from, to, rule: Rule::parse(rule), more: vec![] };
        let rules = Rules::new(
            "Hoch".to_owned(),
            vec![
                observance(datetime(1601, 1, 1, 3, 0, 0, 0), 7_200, 3_600, "FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10"),
                observance(datetime(1601, 1, 1, 2, 0, 0, 0), 3_600, 7_200, "FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3"),
            ],
        )
        .unwrap();
        assert_eq!(rules.offset_of(datetime(2026, 1, 15, 9, 0, 0, 0)), 3_600);
        assert_eq!(rules.offset_of(datetime(2026, 7, 15, 9, 0, 0, 0)), 7_200);
        assert_eq!(rules.offset_of(datetime(2026, 3, 29, 1, 59, 0, 0)), 3_600);
        assert_eq!(rules.offset_of(datetime(2026, 3, 29, 3, 0, 0, 0)), 7_200);
        assert_eq!(rules.offset_of(datetime(2026, 3, 29, 2, 30, 0, 0)), 3_600, "in the gap");
        assert_eq!(rules.offset_of(datetime(2026, 10, 25, 2, 30, 0, 0)), 7_200, "twice: the first");
        // The same everywhere as the database's own zone.
        let (_, berlin) = iana("Europe/Berlin").unwrap();
        for hour in 0..(366 * 24) {
            let local = datetime(2026, 1, 1, 0, 30, 0, 0).checked_add(jiff::SignedDuration::from_hours(hour)).unwrap();
            let offset = berlin.to_ambiguous_timestamp(local).offset();
            if let jiff::tz::AmbiguousOffset::Unambiguous { offset } = offset {
                assert_eq!(rules.offset_of(local), offset.seconds(), "{local}");
            }
        }
    }
}
