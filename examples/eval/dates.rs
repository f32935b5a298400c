//! Dates in running text: `dates/free_text_dates.jsonl`, `dates/datetime_model.json`, `dates/timezone_parser.json`, and
//! beside ours what npm's chrono-node finds in the same sentences, where `node` and the package are there (a folder of
//! modules in `AFTERWORD_NODE_MODULES`, or `node_modules`).
//!
//! Taken of `datetime_model`: the types date, datetime, datetimerange, time and timerange; of daterange those that name
//! days: up to two weeks, or open at one side of a named day. Durations are no dates: nothing may be found where a
//! sentence has only those. Sets ("every Monday"), longer ranges and what the labels leave unresolved are left out. Of
//! several values any that is not before the reference is right.
//!
//! Counted is the best candidate for the labelled words: its day, its time and its zone. Where a text names only a part
//! of the day, an hour inside it counts; where it names a week or longer, a day inside it. An hour that the text does
//! not state (noon, or the reference's own) need not be read.

mod labels;
mod reading;

use std::path::Path;
use std::time::Instant;

use afterword::capture::when::{self, Options as Read};
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use crate::report::{Board, Row, Verdict};
use crate::{Options, skipped};
use labels::{Case, Mode};
use reading::Reading;

const SOURCE: &str = "dates";

pub fn run(dir: &Path, options: &Options) -> Vec<Row> {
    let dir = dir.join("dates");
    let mut cases = labels::free_text(&dir.join("free_text_dates.jsonl"));
    cases.extend(labels::datetime_model(&dir.join("datetime_model.json")));
    let mut rows = Vec::new();
    let mut ours = Board::new(SOURCE);
    for case in &cases {
        let started = Instant::now();
        let found = read(case);
        ours.page(case.set, false, case.is_nothing() && !found.is_empty(), started.elapsed());
        judge(&mut ours, "ours", case, &found, options.verbose);
    }
    zones(&mut ours, &dir.join("timezone_parser.json"), options.verbose);
    rows.extend(ours.rows());
    match reading::chrono_node(&cases) {
        Ok(found) => {
            let mut theirs = Board::new("dates by chrono-node");
            for (case, found) in cases.iter().zip(&found) {
                judge(&mut theirs, "chrono-node", case, found, options.verbose);
            }
            rows.extend(theirs.rows());
        }
        Err(why) if !cases.is_empty() => skipped("dates by chrono-node", &why),
        Err(_) => {}
    }
    rows
}

fn read(case: &Case) -> Vec<Reading> {
    let Ok(reference) = case.reference.to_zoned(TimeZone::UTC) else { return Vec::new() };
    let day_first = match case.mode {
        Mode::DayFirst => Some(true),
        Mode::Casual | Mode::Strict => Some(false),
        Mode::Mail => None,
    };
    let options = Read { day_first, forward: case.forward, language: None };
    let found = when::find(&case.text, &reference, &options);
    found.iter().filter(|when| case.mode != Mode::Strict || reading::is_sure(when)).map(Reading::ours).collect()
}

fn judge(board: &mut Board, who: &str, case: &Case, found: &[Reading], verbose: bool) {
    let show = |field: &str, verdict: Verdict, best: Option<&Reading>| {
        if verdict != Verdict::Right && verbose {
            let best = best.map_or_else(|| "nothing".to_owned(), |best| best.to_string());
            eprintln!("{who} {} {field} {verdict:?}: {:?} at {}: {best}", case.set, case.text, case.reference);
        }
    };
    if case.is_nothing() {
        let verdict = if found.is_empty() { Verdict::Right } else { Verdict::Wrong };
        show("nothing", verdict, found.first());
        board.count(case.set, "nothing there", verdict);
    }
    for expected in &case.expected {
        let best = found.iter().find(|reading| expected.overlaps(reading));
        let verdict = match best {
            None => Verdict::Empty,
            Some(best) if expected.is_met(best, case.reference) => Verdict::Right,
            Some(_) => Verdict::Wrong,
        };
        show(expected.field, verdict, best);
        board.count(case.set, expected.field, verdict);
    }
}

fn zones(board: &mut Board, file: &Path, verbose: bool) {
    for (text, expected) in labels::zones(file) {
        let found = when::find_zones(&text);
        if expected.is_empty() {
            let verdict = if found.is_empty() { Verdict::Right } else { Verdict::Wrong };
            board.count("timezone_parser", "nothing there", verdict);
        }
        for (span, minutes) in expected {
            let best = found.iter().find(|(_, at)| at.start < span.end && span.start < at.end);
            let verdict = match best {
                None => Verdict::Empty,
                Some((zone, _)) => {
                    // A winter's day: the labels are standard time where the words do not say.
                    let offset = zone.offset_minutes(DateTime::constant(2026, 1, 15, 12, 0, 0, 0));
                    if minutes.is_none() || offset == minutes { Verdict::Right } else { Verdict::Wrong }
                }
            };
            if verdict != Verdict::Right && verbose {
                eprintln!("ours timezone_parser {verdict:?}: {text:?} {best:?} for {minutes:?}");
            }
            board.count("timezone_parser", "zone", verdict);
        }
    }
}
