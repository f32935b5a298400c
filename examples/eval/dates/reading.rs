//! What a reader found, ours or another, in one shape.

use std::fmt;
use std::io::Write as _;
use std::ops::Range;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use afterword::capture::reading::Certainty;
use afterword::capture::when::{Precision, When};
use jiff::civil::{Date, Time};
use serde_json::{Value, json};

use super::labels::{Case, Mode};

#[derive(Clone, Debug)]
pub struct Reading {
    pub span: Range<usize>,
    pub date: Date,
    pub time: Option<Time>,
    /// The hours of the part of the day, where that is named instead of a time.
    pub part: Option<(Time, Time)>,
    /// The last day, where a week or longer is named.
    pub stretch: Option<Date>,
    pub end: Option<(Date, Option<Time>)>,
    /// Minutes from UTC, where a zone is named.
    pub offset: Option<i64>,
}

impl Reading {
    pub fn ours(when: &When) -> Self {
        let at = when.start.date.to_datetime(when.start.time.unwrap_or(Time::midnight()));
        Self {
            span: when.span.clone(),
            date: when.start.date,
            time: when.start.time,
            part: when.part.map(|part| part.hours()),
            stretch: when.end.filter(|_| when.precision >= Precision::Week).map(|end| end.date),
            end: when.end.map(|end| (end.date, end.time)),
            offset: when.zone.as_ref().and_then(|zone| zone.offset_minutes(at)).map(i64::from),
        }
    }

    fn theirs(result: &Value, text: &str) -> Option<Self> {
        let moment = |part: &Value| {
            let number = |name: &str| part[name].as_i64();
            let date = Date::new(
                number("year")?.try_into().ok()?,
                number("month")?.try_into().ok()?,
                number("day")?.try_into().ok()?,
            );
            let time = Time::new(number("hour")?.try_into().ok()?, number("minute")?.try_into().ok()?, 0, 0);
            Some((date.ok()?, time.ok()?))
        };
        let (date, time) = moment(&result["start"])?;
        let units = usize::try_from(result["index"].as_u64()?).ok()?;
        let start: usize = text
            .chars()
            .scan(0, |sum, c| {
                (*sum < units).then(|| {
                    *sum += c.len_utf16();
                    c.len_utf8()
                })
            })
            .sum();
        Some(Self {
            span: start..start + result["text"].as_str()?.len(),
            date,
            // An hour that it assumes is its answer too.
            time: Some(time),
            part: None,
            stretch: None,
            end: moment(&result["end"]).map(|(date, time)| (date, Some(time))),
            offset: result.pointer("/start/offset").and_then(Value::as_i64),
        })
    }
}

impl fmt::Display for Reading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { date, time, part, end, offset, stretch, .. } = self;
        write!(f, "{date} {time:?} part {part:?} end {end:?} offset {offset:?} stretch {stretch:?}")
    }
}

/// Stated in full: what a strict reader would take.
pub fn is_sure(when: &When) -> bool {
    when.certainty == Certainty::Sure
}

/// What chrono-node finds in each sentence.
///
/// # Errors
/// Why it could not be asked.
pub fn chrono_node(cases: &[Case]) -> Result<Vec<Vec<Reading>>, String> {
    let modules =
        std::env::var_os("AFTERWORD_NODE_MODULES").map_or_else(|| PathBuf::from("node_modules"), PathBuf::from);
    if !modules.join("chrono-node").is_dir() {
        return Err(format!("no chrono-node in {} (set AFTERWORD_NODE_MODULES)", modules.display()));
    }
    let sentences: Vec<Value> = cases
        .iter()
        .map(|case| {
            let mode = match case.mode {
                Mode::Casual | Mode::Mail => "casual",
                Mode::Strict => "strict",
                Mode::DayFirst => "gb",
            };
            json!({ "text": case.text, "reference": case.reference.to_string(), "mode": mode, "forward": case.forward })
        })
        .collect();
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/eval/chrono.mjs");
    let mut node = Command::new("node")
        .arg(script)
        .arg(&modules)
        .env("TZ", "UTC")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| format!("node: {error}"))?;
    let input = Value::from(sentences).to_string();
    let mut stdin = node.stdin.take().ok_or("node takes no input")?;
    // It answers only after it has read everything.
    stdin.write_all(input.as_bytes()).map_err(|error| format!("node: {error}"))?;
    drop(stdin);
    let output = node.wait_with_output().map_err(|error| format!("node: {error}"))?;
    let found: Vec<Vec<Value>> =
        serde_json::from_slice(&output.stdout).map_err(|error| format!("chrono.mjs: {error}"))?;
    let pairs = cases.iter().zip(&found);
    Ok(pairs
        .map(|(case, found)| found.iter().filter_map(|result| Reading::theirs(result, &case.text)).collect())
        .collect())
}
