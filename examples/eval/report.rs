//! What was measured, as rows, and how the rows are printed.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;

use serde::Serialize;

/// One field of one layout (or data set). `right`: the value expected, or nothing where nothing is there to be read;
/// `empty`: nothing was read where something is there; `wrong`: a value that is not the one expected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Tally {
    pub source: String,
    pub layout: String,
    pub field: String,
    pub right: u64,
    pub empty: u64,
    pub wrong: u64,
}

/// The pages (or mails, files, sentences) of one layout. `wrong_person`: somebody else's name was read;
/// `false_capture`: a person was read where there is none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PageTally {
    pub source: String,
    pub layout: String,
    pub pages: u64,
    pub wrong_person: u64,
    pub false_capture: u64,
    /// Time spent in the reader, over all pages.
    #[serde(skip)]
    pub elapsed: Duration,
}

/// One hint over a set of notes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct HintTally {
    pub source: String,
    pub layout: String,
    pub hint: String,
    pub right: u64,
    pub missed: u64,
    pub false_alarms: u64,
}

/// A set of notes and all hints over it. A good note is one that should have no hint.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TextTally {
    pub source: String,
    pub layout: String,
    pub texts: u64,
    pub good: u64,
    pub good_without_alarm: u64,
    pub right: u64,
    pub missed: u64,
    pub false_alarms: u64,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Row {
    Field(Tally),
    Pages(PageTally),
    Hint(HintTally),
    Texts(TextTally),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Right,
    Empty,
    Wrong,
}

impl Verdict {
    /// Compares what was read with everything that counts as right. `expected` empty: nothing may be read.
    pub fn of(read: Option<&str>, expected: &[&str]) -> Self {
        match read {
            None if expected.is_empty() => Self::Right,
            None => Self::Empty,
            Some(value) if expected.contains(&value) => Self::Right,
            Some(_) => Self::Wrong,
        }
    }
}

/// Collects verdicts of one source and hands them back as rows, layouts and fields in the order they first came.
pub struct Board {
    source: &'static str,
    rows: Vec<Row>,
}

impl Board {
    pub fn new(source: &'static str) -> Self {
        Self { source, rows: Vec::new() }
    }

    pub fn count(&mut self, layout: &str, field: &str, verdict: Verdict) {
        let found =
            self.rows.iter().position(|row| matches!(row, Row::Field(t) if t.layout == layout && t.field == field));
        let place = found.unwrap_or(self.rows.len());
        if found.is_none() {
            self.rows.push(Row::Field(Tally {
                source: self.source.into(),
                layout: layout.into(),
                field: field.into(),
                right: 0,
                empty: 0,
                wrong: 0,
            }));
        }
        if let Some(Row::Field(tally)) = self.rows.get_mut(place) {
            match verdict {
                Verdict::Right => tally.right += 1,
                Verdict::Empty => tally.empty += 1,
                Verdict::Wrong => tally.wrong += 1,
            }
        }
    }

    /// One page read: whether somebody else was read, whether a person was read off a page without one, and how long
    /// the reader took.
    pub fn page(&mut self, layout: &str, wrong_person: bool, false_capture: bool, elapsed: Duration) {
        let found = self.rows.iter().position(|row| matches!(row, Row::Pages(t) if t.layout == layout));
        let place = found.unwrap_or(self.rows.len());
        if found.is_none() {
            self.rows.push(Row::Pages(PageTally {
                source: self.source.into(),
                layout: layout.into(),
                pages: 0,
                wrong_person: 0,
                false_capture: 0,
                elapsed: Duration::ZERO,
            }));
        }
        if let Some(Row::Pages(tally)) = self.rows.get_mut(place) {
            tally.pages += 1;
            tally.wrong_person += u64::from(wrong_person);
            tally.false_capture += u64::from(false_capture);
            tally.elapsed += elapsed;
        }
    }

    pub fn rows(self) -> Vec<Row> {
        self.rows
    }
}

/// Precision, recall and their harmonic mean, each from 0 to 1.
fn scores(right: u64, empty: u64, wrong: u64) -> (f64, f64, f64) {
    let share = |part: u64, whole: u64| if whole == 0 { 1.0 } else { part as f64 / whole as f64 };
    let (precision, recall) = (share(right, right + wrong), share(right, right + empty + wrong));
    let f1 = if precision + recall == 0.0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) };
    (precision, recall, f1)
}

/// The table: a block a layout, its fields, then each source's totals.
pub fn table(rows: &[Row]) -> String {
    let mut out = String::new();
    let mut layouts: Vec<(&str, &str)> = Vec::new();
    for row in rows {
        let key = match row {
            Row::Field(t) => (t.source.as_str(), t.layout.as_str()),
            Row::Pages(t) => (t.source.as_str(), t.layout.as_str()),
            Row::Hint(t) => (t.source.as_str(), t.layout.as_str()),
            Row::Texts(t) => (t.source.as_str(), t.layout.as_str()),
        };
        if !layouts.contains(&key) {
            layouts.push(key);
        }
    }
    for (source, layout) in &layouts {
        let _ = writeln!(out, "\n{source} · {layout}");
        for row in rows {
            match row {
                Row::Pages(t) if t.source == *source && t.layout == *layout => {
                    let each = t.elapsed.as_secs_f64() * 1e3 / t.pages.max(1) as f64;
                    let _ = writeln!(
                        out,
                        "  {} pages, wrong person {}, false captures {}, {each:.2} ms a page",
                        t.pages, t.wrong_person, t.false_capture
                    );
                }
                Row::Field(t) if t.source == *source && t.layout == *layout => line(&mut out, &t.field, t),
                Row::Texts(t) if t.source == *source && t.layout == *layout => texts(&mut out, t),
                Row::Hint(t) if t.source == *source && t.layout == *layout => {
                    hints(&mut out, &t.hint, t.right, t.missed, t.false_alarms);
                }
                _ => {}
            }
        }
    }
    totals(&mut out, rows);
    out
}

fn line(out: &mut String, label: &str, t: &Tally) {
    let (precision, recall, f1) = scores(t.right, t.empty, t.wrong);
    let _ = writeln!(
        out,
        "  {label:<20} right {:>7}  empty {:>6}  wrong {:>6}   P {precision:.3}  R {recall:.3}  F1 {f1:.3}",
        t.right, t.empty, t.wrong
    );
}

/// Precision and recall of finding: what was missed does not count against precision, nor a false alarm against recall.
fn hints(out: &mut String, label: &str, right: u64, missed: u64, false_alarms: u64) {
    let (precision, _, _) = scores(right, 0, false_alarms);
    let (_, recall, _) = scores(right, missed, 0);
    let f1 = if precision + recall == 0.0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) };
    let _ = writeln!(
        out,
        "  {label:<20} right {right:>4}  missed {missed:>4}  false alarms {false_alarms:>4}   P {precision:.3}  R {recall:.3}  F1 {f1:.3}"
    );
}

fn texts(out: &mut String, t: &TextTally) {
    let share = t.good_without_alarm as f64 / t.good.max(1) as f64 * 100.0;
    let _ = writeln!(
        out,
        "  {} texts, {} good, of these {} without a false alarm ({share:.1} %)",
        t.texts, t.good, t.good_without_alarm
    );
    hints(out, "all hints", t.right, t.missed, t.false_alarms);
}

fn totals(out: &mut String, rows: &[Row]) {
    let mut fields: BTreeMap<(&str, &str), Tally> = BTreeMap::new();
    let mut all: BTreeMap<&str, Tally> = BTreeMap::new();
    let mut pages: BTreeMap<&str, PageTally> = BTreeMap::new();
    for row in rows {
        match row {
            Row::Field(t) => {
                let blank = || Tally { layout: String::new(), right: 0, empty: 0, wrong: 0, ..t.clone() };
                for sum in [
                    fields.entry((&t.source, &t.field)).or_insert_with(blank),
                    all.entry(&t.source).or_insert_with(blank),
                ] {
                    sum.right += t.right;
                    sum.empty += t.empty;
                    sum.wrong += t.wrong;
                }
            }
            Row::Pages(t) => {
                let sum = pages.entry(&t.source).or_insert_with(|| PageTally {
                    layout: String::new(),
                    pages: 0,
                    wrong_person: 0,
                    false_capture: 0,
                    elapsed: Duration::ZERO,
                    ..t.clone()
                });
                sum.pages += t.pages;
                sum.wrong_person += t.wrong_person;
                sum.false_capture += t.false_capture;
                sum.elapsed += t.elapsed;
            }
            // Their own block "all" is the sum.
            Row::Hint(_) | Row::Texts(_) => {}
        }
    }
    let mut sources: Vec<&str> = all.keys().chain(pages.keys()).copied().collect();
    sources.sort_unstable();
    sources.dedup();
    for source in sources {
        let _ = writeln!(out, "\n{source} · TOTAL");
        if let Some(t) = pages.get(source) {
            let each = t.elapsed.as_secs_f64() * 1e3 / t.pages.max(1) as f64;
            let _ = writeln!(
                out,
                "  {} pages, wrong person {}, false captures {}, {each:.2} ms a page",
                t.pages, t.wrong_person, t.false_capture
            );
        }
        for ((_, field), t) in fields.iter().filter(|((s, _), _)| *s == source) {
            line(out, field, t);
        }
        if let Some(t) = all.get(source) {
            line(out, "all fields", t);
        }
    }
}

/// Writes the rows as a JSON list.
///
/// # Errors
/// The file can't be written.
pub fn write_json(rows: &[Row], file: &Path) -> std::io::Result<()> {
    let text = serde_json::to_string_pretty(rows).map_err(std::io::Error::other)?;
    std::fs::write(file, text + "\n")
}
