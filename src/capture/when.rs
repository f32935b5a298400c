//! Dates and times in running text, English, German and French, as candidates for when an interview is.
//!
//! [`find`] reads any text: a pass cuts it into tokens, a small hand-written grammar with bounded look-ahead reads dates,
//! times and zones off them, and what stands together becomes one [`When`]. Time is linear in the text's length.

mod clock;
mod context;
mod counted;
mod dates;
mod holidays;
mod lexicon;
mod numbers;
mod numeric;
mod point;
mod portions;
mod rank;
mod reader;
mod relative;
mod resolve;
mod settle;
mod spec;
mod times;
mod token;
mod weekdays;
mod zone_names;
mod zones;

use std::ops::Range;

use jiff::{
    Zoned,
    civil::{Date, Time},
    tz::TimeZone,
};
use serde::{Deserialize, Serialize};

pub use self::zones::{Rule, Zone};
use self::{point::Expression, reader::Reader, token::Tokens};
use super::reading::Certainty;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Language {
    English,
    German,
    French,
}

/// How to read what a text leaves open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Whether "12/03" is the twelfth of March. `None`: guessed from the language, then from the reference's zone, and
    /// both readings are given.
    pub day_first: Option<bool>,
    /// A day without a year, and a weekday, are the next to come; else the nearest, be it past. An hour up to six
    /// without more is then in the afternoon, as for an appointment.
    pub forward: bool,
    /// The text's language; `None`: guessed from its words. Words of all three languages are read in any case.
    pub language: Option<Language>,
}

impl Default for Options {
    fn default() -> Self {
        Self { day_first: None, forward: true, language: None }
    }
}

/// A stretch of the day that has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DayPart {
    Morning,
    Noon,
    Afternoon,
    Evening,
    Night,
    /// Until the close of business, or of the day.
    EndOfDay,
}

impl DayPart {
    /// From when to when it is usually taken to be.
    pub fn hours(self) -> (Time, Time) {
        let (from, to) = match self {
            Self::Morning => (6, 12),
            Self::Noon => (11, 14),
            Self::Afternoon => (12, 18),
            Self::Evening => (17, 22),
            Self::Night => (20, 24),
            Self::EndOfDay => (17, 24),
        };
        let time = |hour: i8| if hour == 24 { Time::MAX } else { Time::constant(hour, 0, 0, 0) };
        (time(from), time(to))
    }
}

/// How closely a candidate is stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Precision {
    Minute,
    DayPart,
    Day,
    /// A week, a weekend, or some days.
    Week,
    Month,
    Longer,
}

/// A civil date, with a time where one is stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    pub date: Date,
    pub time: Option<Time>,
}

/// A moment or stretch of time that a text names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct When {
    pub start: Moment,
    /// The end of a range of times, or the last day of a range of days.
    pub end: Option<Moment>,
    /// The part of the day, where it is named instead of a time.
    pub part: Option<DayPart>,
    /// The zone that the text names; without it the times are those of the reader or of the writer.
    pub zone: Option<Zone>,
    pub precision: Precision,
    pub certainty: Certainty,
    /// The words name the day; else it follows from the reference.
    pub dated: bool,
    /// The bytes of the text that it was read from.
    pub span: Range<usize>,
    /// Those bytes.
    pub text: String,
}

impl When {
    /// The start in the zone that is named, or else in `default_zone`. Where no time is stated: the beginning of the
    /// part of the day, or of the day. `None`: there is no such moment in the time zone database's range.
    pub fn to_zoned(&self, default_zone: &TimeZone) -> Option<Zoned> {
        let time = self.start.time.or(self.part.map(|part| part.hours().0)).unwrap_or(Time::midnight());
        self.place(self.start.date, time, default_zone)
    }

    /// The end in the same zone as [`Self::to_zoned`]; `None` also where no end time is stated.
    pub fn end_to_zoned(&self, default_zone: &TimeZone) -> Option<Zoned> {
        let end = self.end?;
        self.place(end.date, end.time?, default_zone)
    }

    fn place(&self, date: Date, time: Time, default_zone: &TimeZone) -> Option<Zoned> {
        let zone = self.zone.as_ref().and_then(Zone::time_zone).unwrap_or_else(|| default_zone.clone());
        date.to_datetime(time).to_zoned(zone).ok()
    }
}

/// Every date and time in `text`, the likeliest time of an interview first; empty where there is none. `reference` is
/// the moment, in its zone, at which the text was written: a mail's own date.
pub fn find(text: &str, reference: &Zoned, options: &Options) -> Vec<When> {
    let (reader, expressions) = read(text, reference, options);
    let mut found = Vec::new();
    for expression in &expressions {
        let readings = resolve::whens(&reader, expression);
        found.extend(readings.into_iter().enumerate().map(|(reading, when)| rank::Ranked {
            from: expression.from,
            to: expression.to,
            reading,
            when,
        }));
    }
    rank::sorted(&reader, found)
}

/// The expressions in the text, each complete as far as the others help.
fn read<'t>(text: &'t str, reference: &Zoned, options: &Options) -> (Reader<'t>, Vec<Expression>) {
    let tokens = Tokens::new(text);
    let language = options.language.unwrap_or_else(|| rank::language(&tokens));
    let reader = Reader {
        tokens,
        now: reference.datetime(),
        forward: options.forward,
        day_first: options.day_first.unwrap_or_else(|| writes_day_first(language, reference)),
        order_known: options.day_first.is_some(),
        german: language == Language::German,
        french: language == Language::French,
    };
    let mut expressions = Vec::new();
    let mut at = 0;
    while at < reader.len() {
        match point::expression(&reader, at) {
            Some(expression) if expression.to > at => {
                at = expression.to;
                if !is_no_moment(&reader, &expression) {
                    expressions.push(expression);
                }
            }
            _ => at = after_unread(&reader, at),
        }
    }
    context::complete(&reader, &mut expressions);
    (reader, expressions)
}

/// Europe and most of the world write the day first; English without a place is taken for American.
fn writes_day_first(language: Language, reference: &Zoned) -> bool {
    let zone = reference.time_zone().iana_name().unwrap_or_default();
    language != Language::English
        || ["Europe/", "Australia/", "Africa/", "Asia/"].iter().any(|region| zone.starts_with(region))
}

/// A series ("every Monday"), or a part of the day that is only mentioned.
fn is_no_moment(r: &Reader, found: &Expression) -> bool {
    let before = found.from.checked_sub(1).map_or("", |before| r.word(before));
    if lexicon::is_recurrence(before)
        || lexicon::is_recurrence(r.word(found.to))
        || r.is(found.to, &["daily", "weekly"])
    {
        return true;
    }
    let part_only = found.first.date.is_none() && resolve::is_part_only(found.first.time.as_ref());
    part_only
        && !r.is(
            found.from,
            &[
                "in",
                "at",
                "during",
                "am",
                "dans",
                "lunchtime",
                "this",
                "mittagszeit",
                "later",
                "early",
                "by",
                "the",
                "end",
                "eod",
                "cob",
            ],
        )
}

/// The next token to read at. A number that was no date takes what is glued to it along: the pieces of a version, an
/// amount or an identifier are no dates either.
fn after_unread(r: &Reader, at: usize) -> usize {
    let mut next = at + 1;
    if r.is_number(at) {
        while r.glued(next) && next < r.len() {
            let joint = r.mark(next).is_some_and(|mark| matches!(mark, '/' | '.' | '-' | ':' | ',' | '_'));
            let inside = joint && r.glued(next + 1) && r.is_number(next + 1) || !joint && r.mark(next).is_none();
            if !inside {
                break;
            }
            next += 1;
        }
    }
    next
}

/// Every zone that a text names, with the bytes it stands in.
pub fn find_zones(text: &str) -> Vec<(Zone, Range<usize>)> {
    zones::all(text)
}

#[cfg(test)]
mod phrasing;
#[cfg(test)]
mod tests;
