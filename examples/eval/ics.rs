//! Calendar files: `ics/**/*.ics` against the counts of `ics/index.json`.
//!
//! The index counts lines of the whole file; what stands in alarms, tasks and the like is taken off here, since those
//! are no people of a meeting. Files that the reader refuses count as empty, and are listed on stderr with their message.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

use afterword::capture::invite::{Invite, Moment, read};
use jiff::civil::datetime;
use serde::Deserialize;

use crate::report::{Board, Row, Verdict};
use crate::{Options, skipped};

#[derive(Debug, Deserialize)]
struct Gold {
    file: String,
    attendees: usize,
    organizers: usize,
    tzid: bool,
    method: String,
    events: usize,
}

pub fn run(dir: &Path, _options: &Options) -> Vec<Row> {
    let folder = dir.join("ics");
    let index = std::fs::read_to_string(folder.join("index.json")).map_err(|error| error.to_string());
    let files: Vec<Gold> = match index.and_then(|text| serde_json::from_str(&text).map_err(|error| error.to_string())) {
        Ok(files) => files,
        Err(error) => {
            skipped("ics", &format!("{}: {error}", folder.join("index.json").display()));
            return Vec::new();
        }
    };
    let Ok(now) = datetime(2026, 11, 22, 12, 0, 0, 0).in_tz("Europe/Berlin") else {
        skipped("ics", "no time zones");
        return Vec::new();
    };
    let mut board = Board::new("ics");
    for gold in &files {
        let bytes = match std::fs::read(folder.join(&gold.file)) {
            Ok(bytes) => bytes,
            Err(error) => {
                skipped("ics", &format!("{}: {error}", gold.file));
                continue;
            }
        };
        let layout = gold.file.split('/').next().unwrap_or_default();
        let before = Instant::now();
        let result = read(&bytes, &now);
        board.page(layout, false, false, before.elapsed());
        match &result {
            Ok(invites) => score(&mut board, layout, gold, &bytes, invites),
            Err(error) => {
                eprintln!("ics: {}: {error}", gold.file);
                ["events", "attendees", "organisers"]
                    .iter()
                    .for_each(|field| board.count(layout, field, Verdict::Empty));
            }
        }
    }
    board.rows()
}

fn score(board: &mut Board, layout: &str, gold: &Gold, bytes: &[u8], invites: &[Invite]) {
    let elsewhere = outside_events(bytes);
    let minus = |name: &str| elsewhere.get(name).copied().unwrap_or(0);
    let attendees = invites.iter().map(|invite| invite.attendees.len()).sum::<usize>();
    let organisers = invites.iter().filter(|invite| invite.organiser.is_some()).count();
    let rows = [
        ("events", gold.events, invites.len()),
        ("attendees", gold.attendees.saturating_sub(minus("ATTENDEE")), attendees),
        ("organisers", gold.organizers.saturating_sub(minus("ORGANIZER")), organisers),
    ];
    for (field, expected, read) in rows {
        if expected != read {
            eprintln!("ics: {}: {field} {read}, not {expected}", gold.file);
        }
        let verdict = match read.cmp(&expected) {
            std::cmp::Ordering::Equal => Verdict::Right,
            std::cmp::Ordering::Less => Verdict::Empty,
            std::cmp::Ordering::Greater => Verdict::Wrong,
        };
        board.count(layout, field, verdict);
    }
    if !gold.method.is_empty() && gold.method != "PUBLISH" && !invites.is_empty() {
        let method = format!("{:?}", invites.first().map(|invite| invite.method).unwrap_or_default()).to_uppercase();
        let known = ["REQUEST", "CANCEL", "REPLY", "COUNTER"].contains(&gold.method.to_uppercase().as_str());
        let verdict = match method == gold.method.to_uppercase() || (!known && method == "OTHER") {
            true => Verdict::Right,
            false => Verdict::Wrong,
        };
        if verdict == Verdict::Wrong {
            eprintln!("ics: {}: method {method}, not {}", gold.file, gold.method);
        }
        board.count(layout, "method", verdict);
    }
    // A start with a zone must be an instant in it; floating means that nobody could tell the zone.
    if gold.tzid {
        let text = unfolded(bytes);
        let zoned = text
            .lines()
            .filter(|line| line.to_uppercase().starts_with("DTSTART;") && line.to_uppercase().contains("TZID="));
        let zoned = zoned.filter(|line| line.contains('T') && !line.trim_end().ends_with('Z')).count();
        let utc = |invite: &&Invite| {
            matches!(&invite.start, Some(Moment::Instant { zone: afterword::capture::invite::ZoneName::Utc, .. }))
        };
        let unzoned = invites.iter().filter(|invite| matches!(invite.start, Some(Moment::Floating { .. }))).count();
        let in_text = text.lines().filter(|line| line.to_uppercase().starts_with("DTSTART")).count();
        if zoned > 0 && zoned == in_text {
            let wrong = invites.iter().filter(utc).count();
            let verdict = if wrong > 0 {
                Verdict::Wrong
            } else if unzoned > 0 {
                Verdict::Empty
            } else {
                Verdict::Right
            };
            if verdict != Verdict::Right {
                eprintln!("ics: {}: {wrong} read as UTC, {unzoned} without a zone", gold.file);
            }
            board.count(layout, "zone", verdict);
        }
    }
}

fn unfolded(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).replace("\r\n", "\n").replace("\n ", "").replace("\n\t", "")
}

/// How often each property stands in a component that is no event.
fn outside_events(bytes: &[u8]) -> BTreeMap<String, usize> {
    let (mut open, mut counts) = (Vec::new(), BTreeMap::new());
    for line in unfolded(bytes).lines() {
        let upper = line.trim().to_uppercase();
        if let Some(name) = upper.strip_prefix("BEGIN:") {
            open.push(name.to_owned());
        } else if upper.starts_with("END:") {
            open.pop();
        } else if open.last().is_none_or(|name| name != "VEVENT") {
            let name = upper.split([';', ':']).next().unwrap_or_default();
            *counts.entry(name.to_owned()).or_insert(0) += 1;
        }
    }
    counts
}
