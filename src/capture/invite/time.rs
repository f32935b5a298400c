//! Times as iCalendar writes them, and what they become.

use jiff::civil::{Date, DateTime, Time};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// A point of an invite. All-day and floating times are no instants, and stay apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Moment {
    Instant {
        at: Timestamp,
        zone: ZoneName,
    },
    /// Wall-clock time wherever the reader is (RFC 5545 §3.3.5), or in a zone that neither the file nor we know.
    Floating {
        at: DateTime,
    },
    Day {
        date: Date,
    },
}

/// The zone that the sender wrote an instant in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ZoneName {
    Utc,
    /// A name of the IANA time zone database.
    Iana(String),
    /// Known only by the rules in the file, or only as an offset: the sender's name, and seconds east of UTC then.
    Custom {
        name: String,
        offset: i32,
    },
}

impl Moment {
    /// Wall-clock time in the sender's zone; midnight for a day.
    pub fn local(&self) -> DateTime {
        match self {
            Self::Instant { at, zone } => match zone {
                ZoneName::Utc => local_at_offset(*at, 0),
                ZoneName::Iana(name) => {
                    super::zone::iana(name).map_or_else(|| local_at_offset(*at, 0), |(_, tz)| tz.to_datetime(*at))
                }
                ZoneName::Custom { offset, .. } => local_at_offset(*at, *offset),
            },
            Self::Floating { at } => *at,
            Self::Day { date } => date.to_datetime(Time::midnight()),
        }
    }

    /// The instant, where it is one.
    pub fn instant(&self) -> Option<Timestamp> {
        match self {
            Self::Instant { at, .. } => Some(*at),
            Self::Floating { .. } | Self::Day { .. } => None,
        }
    }
}

/// Saturates at the ends of the calendar.
pub(super) fn local_at_offset(at: Timestamp, offset: i32) -> DateTime {
    let seconds = at.as_second().saturating_add(i64::from(offset));
    let clamped = Timestamp::from_second(seconds).unwrap_or(if seconds < 0 { Timestamp::MIN } else { Timestamp::MAX });
    jiff::tz::TimeZone::UTC.to_datetime(clamped)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Civil {
    Day(Date),
    Time(DateTime),
}

/// `20260304`, `20260304T140000`, the same with `Z` (second value true), and with the marks of ISO 8601 that some
/// programs leave in.
pub(super) fn civil(value: &str) -> Option<(Civil, bool)> {
    let value = value.trim().trim_matches('"');
    let (value, utc) = match value.strip_suffix(['Z', 'z']) {
        Some(rest) => (rest, true),
        None => (value, false),
    };
    let (date, time) = match value.split_once(['T', 't', ' ']) {
        Some((date, time)) => (date, Some(time)),
        None => (value, None),
    };
    let date = digits(date, '-')?;
    let date = match date.as_slice() {
        [a, b, c, d, month @ .., e, f] if month.len() == 2 => {
            let year = number(&[*a, *b, *c, *d]);
            Date::new(year, i8::try_from(number(month)).ok()?, i8::try_from(number(&[*e, *f])).ok()?).ok()?
        }
        _ => return None,
    };
    let Some(time) = time else { return Some((Civil::Day(date), utc)) };
    let time = digits(time.split('.').next().unwrap_or_default(), ':')?;
    let pair = |at: usize| time.get(at..at + 2).map(number);
    let (hour, minute, second) = (pair(0)?, pair(2)?, pair(4).unwrap_or(0));
    if !matches!(time.len(), 4 | 6) {
        return None;
    }
    // A leap second is the second before it, as in the rules of RFC 5545 §3.3.12.
    let second = second.min(if second == 60 { 59 } else { i16::MAX });
    let time = Time::new(i8::try_from(hour).ok()?, i8::try_from(minute).ok()?, i8::try_from(second).ok()?, 0).ok()?;
    Some((Civil::Time(DateTime::from_parts(date, time)), utc))
}

fn digits(text: &str, mark: char) -> Option<Vec<u8>> {
    let kept: Vec<u8> = text
        .trim()
        .chars()
        .filter(|c| *c != mark)
        .map(|c| c.to_digit(10))
        .map(|d| d.and_then(|d| u8::try_from(d).ok()))
        .collect::<Option<_>>()?;
    (kept.len() <= 8).then_some(kept)
}

fn number(digits: &[u8]) -> i16 {
    digits.iter().fold(0, |sum, d| sum * 10 + i16::from(*d))
}

/// A duration of RFC 5545 §3.3.6: whole days, which follow the calendar, and exact time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Length {
    pub days: i64,
    pub exact: SignedDuration,
}

pub(super) fn length(value: &str) -> Option<Length> {
    let value = value.trim();
    let (value, negative) = match value.strip_prefix(['-', '+']) {
        Some(rest) => (rest, value.starts_with('-')),
        None => (value, false),
    };
    let rest = value.strip_prefix(['P', 'p'])?;
    let (mut days, mut seconds, mut sum) = (0_i64, 0_i64, None::<i64>);
    for c in rest.chars() {
        match (c.to_ascii_uppercase(), sum) {
            ('0'..='9', _) => {
                sum = Some(sum.unwrap_or(0) * 10 + i64::from(c.to_digit(10)?)).filter(|n| *n < 1_000_000_000)
            }
            ('T', None) => {}
            (unit, Some(n)) => {
                match unit {
                    'W' => days += n * 7,
                    'D' => days += n,
                    'H' => seconds += n * 3_600,
                    'M' => seconds += n * 60,
                    'S' => seconds += n,
                    _ => return None,
                }
                sum = None;
            }
            _ => return None,
        }
        if days > 1_000_000 || seconds > 100_000_000_000 {
            return None;
        }
    }
    let sign = if negative { -1 } else { 1 };
    (sum.is_none() && rest.len() > 1)
        .then(|| Length { days: sign * days, exact: SignedDuration::from_secs(sign * seconds) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date, datetime};

    #[test]
    fn times_are_read_in_their_forms() {
        let at = datetime(2026, 3, 4, 14, 30, 0, 0);
        assert_eq!(civil("20260304T143000"), Some((Civil::Time(at), false)));
        assert_eq!(civil("20260304T1430Z"), Some((Civil::Time(at), true)));
        assert_eq!(civil("2026-03-04T14:30:00Z"), Some((Civil::Time(at), true)));
        assert_eq!(civil("20260304"), Some((Civil::Day(date(2026, 3, 4)), false)));
        for wrong in ["", "2026", "20261304", "20260230", "20260304T25", "20260304T250000", "tomorrow", "20260304T1"] {
            assert_eq!(civil(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn durations_keep_days_and_hours_apart() {
        assert_eq!(length("PT45M"), Some(Length { days: 0, exact: SignedDuration::from_secs(2_700) }));
        assert_eq!(length("P1DT2H"), Some(Length { days: 1, exact: SignedDuration::from_secs(7_200) }));
        assert_eq!(length("-P2W"), Some(Length { days: -14, exact: SignedDuration::ZERO }));
        for wrong in ["", "P", "PT", "P5", "1H", "PT99999999999999999999H"] {
            assert_eq!(length(wrong), None, "{wrong}");
        }
    }
}
