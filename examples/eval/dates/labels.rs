//! The labelled sentences, and when a reading meets a label.

use std::fs;
use std::ops::Range;
use std::path::Path;

use jiff::civil::{Date, DateTime, Time};
use serde_json::Value;

use super::reading::Reading;
use crate::skipped;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Month first, as the set's own default.
    Casual,
    /// Only what is stated in full.
    Strict,
    DayFirst,
    /// A mail's text, with nothing known of its writer.
    Mail,
}

pub struct Case {
    pub set: &'static str,
    pub text: String,
    pub reference: DateTime,
    pub mode: Mode,
    pub forward: bool,
    pub expected: Vec<Expected>,
    /// Something is there that is not measured.
    pub other: bool,
}

impl Case {
    pub fn is_nothing(&self) -> bool {
        self.expected.is_empty() && !self.other
    }
}

/// One labelled date: where it stands, and what any one of the `values` says.
pub struct Expected {
    pub field: &'static str,
    /// Bytes of the text; the whole text where the label doesn't say.
    pub span: Range<usize>,
    pub values: Vec<Label>,
}

impl Expected {
    pub fn overlaps(&self, reading: &Reading) -> bool {
        reading.span.start < self.span.end && self.span.start < reading.span.end
    }

    pub fn is_met(&self, reading: &Reading, reference: DateTime) -> bool {
        self.values.is_empty() || self.values.iter().any(|value| value.is_met(reading, reference))
    }
}

/// What is asserted of a moment; what is `None` is not.
#[derive(Clone, Copy, Debug, Default)]
pub struct Partial {
    pub year: Option<i64>,
    pub month: Option<i64>,
    pub day: Option<i64>,
    pub hour: Option<i64>,
    pub minute: Option<i64>,
    pub offset: Option<i64>,
}

impl Partial {
    fn of(date: Option<Date>, time: Option<Time>) -> Self {
        Self {
            year: date.map(|date| date.year().into()),
            month: date.map(|date| date.month().into()),
            day: date.map(|date| date.day().into()),
            hour: time.map(|time| time.hour().into()),
            minute: time.map(|time| time.minute().into()),
            offset: None,
        }
    }

    fn date(&self) -> Option<Date> {
        Date::new(self.year?.try_into().ok()?, self.month?.try_into().ok()?, self.day?.try_into().ok()?).ok()
    }

    fn has_same_day(&self, date: Date) -> bool {
        self.year.is_none_or(|year| year == i64::from(date.year()))
            && self.month.is_none_or(|month| month == i64::from(date.month()))
            && self.day.is_none_or(|day| day == i64::from(date.day()))
    }
}

#[derive(Clone, Copy, Debug)]
pub enum Label {
    /// A moment, and the end of a range where one is asserted.
    Moment(Partial, Option<Partial>),
    /// A day inside these, the second not included, is right.
    Inside(Date, Date),
    /// A part of the day: it must overlap.
    Part(Option<Date>, Time, Time),
}

impl Label {
    fn is_met(&self, reading: &Reading, reference: DateTime) -> bool {
        match self {
            Self::Inside(first, end) => (*first..*end).contains(&reading.date),
            Self::Part(date, from, to) => {
                let Some((start, end)) = reading.part else {
                    let inside = reading.time.is_some_and(|time| *from <= time && time <= *to);
                    return date.is_none_or(|date| date == reading.date) && inside;
                };
                date.is_none_or(|date| date == reading.date) && start < *to && *from < end
            }
            Self::Moment(start, end) => {
                meets_day(start, reading)
                    && meets_time(start, reading, reference)
                    && start.offset.is_none_or(|offset| reading.offset == Some(offset))
                    && end.is_none_or(|end| meets_end(&end, reading, reference))
            }
        }
    }
}

fn meets_day(expected: &Partial, reading: &Reading) -> bool {
    // A night goes on past midnight.
    let night = reading.part.is_some_and(|(_, to)| to == Time::MAX) && expected.hour.is_some_and(|hour| hour < 6);
    match (reading.stretch, expected.date()) {
        (None, Some(day)) if night => day == reading.date || reading.date.tomorrow().is_ok_and(|after| after == day),
        (Some(last), Some(day)) => reading.date <= day && day <= last,
        _ => expected.has_same_day(reading.date),
    }
}

fn meets_time(expected: &Partial, reading: &Reading, reference: DateTime) -> bool {
    let Some(hour) = expected.hour else { return true };
    let minute = expected.minute.unwrap_or(0);
    match (reading.time, reading.part) {
        (Some(time), _) => {
            hour == i64::from(time.hour()) && (expected.minute.is_none() || minute == i64::from(time.minute()))
        }
        (None, Some((from, to))) => {
            i64::from(from.hour()) <= hour && hour <= i64::from(to.hour()) || to == Time::MAX && hour < 6
        }
        (None, None) => {
            (hour, minute) == (12, 0) || hour == i64::from(reference.hour()) && minute == i64::from(reference.minute())
        }
    }
}

fn meets_end(expected: &Partial, reading: &Reading, reference: DateTime) -> bool {
    let Some((date, time)) = reading.end else { return false };
    // The labels' last day is at times the day after.
    let same = expected.has_same_day(date)
        || expected.hour.is_none() && date.tomorrow().is_ok_and(|date| expected.has_same_day(date));
    same && {
        let ending = Reading { time, part: None, date, ..reading.clone() };
        // An end without a time of its own may be a part of the day.
        time.is_none() && expected.hour.is_some() || meets_time(expected, &ending, reference)
    }
}

fn text_of(file: &Path) -> Option<String> {
    match fs::read_to_string(file) {
        Ok(text) => Some(text),
        Err(error) => {
            skipped("dates", &format!("{}: {error}", file.display()));
            None
        }
    }
}

pub fn free_text(file: &Path) -> Vec<Case> {
    let Some(text) = text_of(file) else { return Vec::new() };
    text.lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter_map(|row| free_text_case(&row))
        .collect()
}

fn free_text_case(row: &Value) -> Option<Case> {
    let text = row["text"].as_str()?.to_owned();
    let reference =
        row["reference"].as_str().and_then(reference).unwrap_or(DateTime::constant(2021, 11, 10, 12, 0, 0, 0));
    let (set, mode) = match row["mode"].as_str()? {
        "strict" => ("free_text strict", Mode::Strict),
        "GB" => ("free_text GB", Mode::DayFirst),
        "casual" => ("free_text casual", Mode::Casual),
        _ => ("free_text default", Mode::Casual),
    };
    let forward = row["options"].as_str().map_or_else(
        || row.pointer("/options/forwardDate").and_then(Value::as_bool).unwrap_or(false),
        |options| options.contains("forwardDate: true"),
    );
    let expect = &row["expect"];
    let mut expected = Vec::new();
    if !expect.is_null() {
        let start = partial(&expect["start"], &expect["start_date"]);
        let end = (!expect["end"].is_null() || !expect["end_date"].is_null())
            .then(|| partial(&expect["end"], &expect["end_date"]));
        let span = expect["text"].as_str().and_then(|part| text.find(part).map(|at| at..at + part.len()));
        expected.push(Expected {
            field: if end.is_some() { "range" } else { "moment" },
            span: span.unwrap_or(0..text.len()),
            values: vec![Label::Moment(start, end)],
        });
    }
    Some(Case { set, text, reference, mode, forward, expected, other: false })
}

fn partial(parts: &Value, whole: &Value) -> Partial {
    let part = |name: &str| parts[name].as_i64();
    let mut found = Partial {
        year: part("year"),
        month: part("month"),
        day: part("day"),
        hour: part("hour"),
        minute: part("minute"),
        offset: part("timezoneOffset"),
    };
    // The whole date is the runner's own time where a zone is named.
    if let Some(whole) = whole.as_str().and_then(reference).filter(|_| found.offset.is_none()) {
        let whole = Partial::of(Some(whole.date()), Some(whole.time()));
        found.year = found.year.or(whole.year);
        found.month = found.month.or(whole.month);
        found.day = found.day.or(whole.day);
        found.hour = found.hour.or(whole.hour);
        found.minute = found.minute.or(whole.minute);
    }
    found
}

/// "2012-08-10T12:00:00", or as a script writes it: "js:Sat Apr 18 2015", "js:August 15, 2021, 20:00".
fn reference(text: &str) -> Option<DateTime> {
    let text = text.strip_prefix("js:").unwrap_or(text);
    if let Ok(moment) = text.get(..19).unwrap_or(text).parse() {
        return Some(moment);
    }
    let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let (mut year, mut month, mut day, mut time) = (None, None, None, Time::midnight());
    for word in text.split([' ', ',']).take_while(|word| !word.starts_with("GMT")) {
        if let Some((hour, minute)) = word.split_once(':') {
            time = Time::new(hour.parse().ok()?, minute.get(..2)?.parse().ok()?, 0, 0).ok()?;
        } else if let Ok(number) = word.parse::<i16>() {
            if number > 31 { year = Some(number) } else { day = i8::try_from(number).ok() }
        } else if let Some(place) = word.to_lowercase().get(..3).and_then(|word| months.iter().position(|m| *m == word))
        {
            month = i8::try_from(place + 1).ok();
        }
    }
    Some(Date::new(year?, month?, day?).ok()?.to_datetime(time))
}

fn entries(file: &Path) -> Vec<Value> {
    let Some(text) = text_of(file) else { return Vec::new() };
    match serde_json::from_str(&text) {
        Ok(Value::Array(rows)) => rows,
        _ => {
            skipped("dates", &format!("{} is no list", file.display()));
            Vec::new()
        }
    }
}

pub fn datetime_model(file: &Path) -> Vec<Case> {
    entries(file).iter().filter_map(model_case).collect()
}

fn model_case(row: &Value) -> Option<Case> {
    let text = row["Input"].as_str()?.to_owned();
    let reference = row
        .pointer("/Context/ReferenceDateTime")
        .and_then(Value::as_str)
        .and_then(reference)
        .unwrap_or(DateTime::constant(2018, 1, 7, 0, 0, 0, 0));
    let mut expected = Vec::new();
    let mut other = false;
    for result in row["Results"].as_array().into_iter().flatten() {
        let Some(kind) = result["TypeName"].as_str().and_then(|name| name.rsplit('.').next()) else {
            other = true;
            continue;
        };
        if kind == "duration" {
            continue;
        }
        let values: Option<Vec<Label>> = match result.pointer("/Resolution/values").and_then(Value::as_array) {
            Some(values) => ahead(values, kind, reference),
            None => None,
        };
        let (Some(values), Some(span)) = (values, span(&text, result)) else {
            other = true;
            continue;
        };
        let field = match kind {
            "date" => "date",
            "datetime" => "date and time",
            "datetimerange" => "range of times on a date",
            "time" => "time",
            "timerange" => "range of times",
            _ => "range of days",
        };
        expected.push(Expected { field, span, values });
    }
    Some(Case { set: "datetime_model", text, reference, mode: Mode::Mail, forward: true, expected, other })
}

/// `Start` and `End` count UTF-16 units, the last one included.
fn span(text: &str, result: &Value) -> Option<Range<usize>> {
    let (start, end) = match (result["Start"].as_u64(), result["End"].as_u64()) {
        (Some(start), Some(end)) => (start, end + 1),
        _ => {
            let (start, length) = (result["Start"].as_u64()?, result["Length"].as_u64()?);
            (start, start + length)
        }
    };
    let byte = |unit: u64| {
        let mut units = 0;
        text.char_indices()
            .find(|(_, c)| {
                let here = units >= unit;
                units += c.len_utf16() as u64;
                here
            })
            .map_or(text.len(), |(at, _)| at)
    };
    Some(byte(start)..byte(end))
}

/// The labels of the values that are not before the reference, or of all where all are. `None`: not measured.
fn ahead(values: &[Value], kind: &str, reference: DateTime) -> Option<Vec<Label>> {
    let mut labels = Vec::new();
    for value in values {
        labels.push(label(value, kind)?);
    }
    let future: Vec<Label> = labels
        .iter()
        .filter(|(start, _)| start.is_none_or(|start| start.date() >= reference.date()))
        .map(|(_, label)| *label)
        .collect();
    Some(if future.is_empty() { labels.into_iter().map(|(_, label)| label).collect() } else { future })
}

fn label(value: &Value, kind: &str) -> Option<(Option<DateTime>, Label)> {
    let moment = |name: &str| value[name].as_str().and_then(|text| text.replace(' ', "T").parse::<DateTime>().ok());
    let date = |name: &str| value[name].as_str().and_then(|text| text.parse::<Date>().ok());
    let time = |name: &str| value[name].as_str().and_then(|text| text.parse::<Time>().ok());
    let timex = value["timex"].as_str().unwrap_or_default();
    match kind {
        "date" => {
            let day = date("value")?;
            Some((Some(day.to_datetime(Time::MAX)), Label::Moment(Partial::of(Some(day), None), None)))
        }
        "datetime" => {
            let moment = moment("value")?;
            let whole = Partial::of(Some(moment.date()), Some(moment.time()));
            Some((Some(moment), Label::Moment(whole, None)))
        }
        "datetimerange" => {
            let partial = |moment: DateTime| Partial::of(Some(moment.date()), Some(moment.time()));
            match (moment("start"), moment("end")) {
                // A part of the day: "2016-11-08TNI".
                (Some(start), Some(end)) if !timex.starts_with('(') => {
                    Some((Some(end), Label::Part(Some(start.date()), start.time(), end.time())))
                }
                (Some(start), Some(end)) => Some((Some(start), Label::Moment(partial(start), Some(partial(end))))),
                (Some(only), None) | (None, Some(only)) => Some((Some(only), Label::Moment(partial(only), None))),
                (None, None) => None,
            }
        }
        "time" => Some((None, Label::Moment(Partial::of(None, Some(time("value")?)), None))),
        "timerange" => match (time("start"), time("end")) {
            (Some(start), Some(end)) if !timex.starts_with('(') => Some((None, Label::Part(None, start, end))),
            (Some(start), Some(end)) => {
                let partial = |time: Time| Partial::of(None, Some(time));
                Some((None, Label::Moment(partial(start), Some(partial(end)))))
            }
            (Some(only), None) | (None, Some(only)) => Some((None, Label::Moment(Partial::of(None, Some(only)), None))),
            (None, None) => None,
        },
        "daterange" => match (date("start"), date("end")) {
            (Some(start), Some(end)) => {
                let days = (end - start).get_days();
                if !(1..=14).contains(&days) {
                    return None;
                }
                if timex.starts_with('(') && timex.contains("D)") {
                    let ends = Label::Moment(Partial::of(Some(start), None), Some(Partial::of(Some(end), None)));
                    return Some((Some(end.to_datetime(Time::MAX)), ends));
                }
                Some((Some(end.to_datetime(Time::MAX)), Label::Inside(start, end)))
            }
            (Some(day), None) | (None, Some(day)) if is_day(timex) => {
                Some((Some(day.to_datetime(Time::MAX)), Label::Moment(Partial::of(Some(day), None), None)))
            }
            _ => None,
        },
        _ => None,
    }
}

/// "2018-06-12", "XXXX-01-07".
fn is_day(timex: &str) -> bool {
    timex.len() == 10 && !timex.contains('W') && timex.split('-').count() == 3
}

/// Where a zone stands, and its offset in minutes where that is labelled.
pub type ZoneLabel = (Range<usize>, Option<i32>);

/// Sentences with the zones in them.
pub fn zones(file: &Path) -> Vec<(String, Vec<ZoneLabel>)> {
    entries(file)
        .iter()
        .filter_map(|row| {
            let text = row["Input"].as_str()?.to_owned();
            let results = row["Results"].as_array()?.iter().filter_map(|result| {
                let minutes = result.pointer("/Value/TimeZoneResolution/UtcOffsetMins").unwrap_or(&Value::Null);
                let minutes =
                    minutes.as_i64().or_else(|| minutes.as_str()?.parse().ok()).filter(|minutes| *minutes != -10_000);
                Some((span(&text, result)?, minutes.and_then(|minutes| i32::try_from(minutes).ok())))
            });
            let results = results.collect();
            Some((text, results))
        })
        .collect()
}
