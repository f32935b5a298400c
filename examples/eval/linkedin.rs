//! LinkedIn pages: `linkedin/*.html` with `linkedin/gold.json`.

use std::path::Path;
use std::time::Instant;

use afterword::capture::linkedin::read;
use afterword::capture::reading::{PersonReading, Reading};
use afterword::capture::snapshot::Snapshot;
use serde::Deserialize;

use crate::drift::{Chance, drifted};
use crate::report::{Board, Row, Verdict};
use crate::{Options, html, skipped};

/// One page's labels; see the fixtures' README for their meaning.
#[derive(Debug, Deserialize)]
struct Gold {
    file: String,
    layout: String,
    kind: String,
    url: String,
    name: Option<String>,
    name_on_page: Option<String>,
    headline: Option<String>,
    current_company: Option<String>,
    #[serde(default)]
    company_alternatives: Vec<String>,
    current_title: Option<String>,
    #[serde(default)]
    title_alternatives: Vec<String>,
    location: Option<String>,
    #[serde(default)]
    location_alternatives: Vec<String>,
    connect_available: bool,
}

pub fn run(dir: &Path, options: &Options) -> Vec<Row> {
    let folder = dir.join("linkedin");
    let labels = match std::fs::read_to_string(folder.join("gold.json")) {
        Ok(text) => text,
        Err(error) => {
            skipped("linkedin", &format!("{}: {error}", folder.join("gold.json").display()));
            return Vec::new();
        }
    };
    let pages: Vec<Gold> = match serde_json::from_str(&labels) {
        Ok(pages) => pages,
        Err(error) => {
            skipped("linkedin", &format!("gold.json: {error}"));
            return Vec::new();
        }
    };
    let mut board = Board::new("linkedin");
    for gold in &pages {
        let text = match std::fs::read_to_string(folder.join(&gold.file)) {
            Ok(text) => text,
            Err(error) => {
                skipped("linkedin", &format!("{}: {error}", gold.file));
                continue;
            }
        };
        let page = html::snapshot(&gold.url, &text);
        if options.drift == 0 {
            score(&mut board, gold, &page, options);
        }
        let mut chance = Chance::new(options.seed ^ seed_of(&gold.file));
        for _ in 0..options.drift {
            score(&mut board, gold, &drifted(&page, &mut chance), options);
        }
    }
    board.rows()
}

fn score(board: &mut Board, gold: &Gold, page: &Snapshot, options: &Options) {
    let before = Instant::now();
    let reading = read(page);
    let elapsed = before.elapsed();
    let person = match &reading {
        Reading::Profile { person } => Some(person.as_ref()),
        Reading::Loading | Reading::Nothing { .. } => None,
    };
    if gold.kind == "negative" {
        board.page(&gold.layout, false, person.is_some(), elapsed);
        return;
    }
    if gold.kind == "profile-subpage" && person.is_none() {
        board.page(&gold.layout, false, false, elapsed);
        return;
    }
    if person.is_none() && options.verbose {
        eprintln!("{}: {reading:?}", gold.file);
    }
    let nobody = PersonReading::default();
    let fields = verdicts(gold, person.unwrap_or(&nobody));
    let wrong_person = fields.iter().any(|(field, verdict)| *field == "name" && *verdict == Verdict::Wrong);
    board.page(&gold.layout, wrong_person, false, elapsed);
    for (field, verdict) in fields {
        if options.verbose && verdict != Verdict::Right && person.is_some() {
            eprintln!("{}: {field} {verdict:?}: {}", gold.file, shown(field, person.unwrap_or(&nobody)));
        }
        board.count(&gold.layout, field, verdict);
    }
}

fn verdicts(gold: &Gold, person: &PersonReading) -> Vec<(&'static str, Verdict)> {
    let one = |read: Option<&str>, label: &Option<String>, others: &[String]| {
        let read = read.map(plain);
        let accepted: Vec<String> = label.iter().chain(others).map(|text| plain(text)).collect();
        let accepted: Vec<&str> = accepted.iter().map(String::as_str).collect();
        match (&read, label) {
            (None, None) => Verdict::Right,
            _ => Verdict::of(read.as_deref(), &accepted),
        }
    };
    let slug =
        gold.url.split("/in/").nth(1).map(|rest| rest.trim_end_matches('/').split('/').next().unwrap_or_default());
    let slug = slug.map(str::to_owned);
    let on_page: Vec<String> = gold.name_on_page.iter().cloned().collect();
    let connect = match (gold.connect_available, person.connect_offered) {
        (true, false) => Verdict::Empty,
        (false, true) => Verdict::Wrong,
        _ => Verdict::Right,
    };
    vec![
        ("name", one(person.name.value(), &gold.name, &on_page)),
        ("headline", one(person.headline.value(), &gold.headline, &[])),
        ("title", one(person.title.value(), &gold.current_title, &gold.title_alternatives)),
        ("company", one(person.company.value(), &gold.current_company, &gold.company_alternatives)),
        ("location", one(person.location.value(), &gold.location, &gold.location_alternatives)),
        ("slug", one(person.linkedin.value(), &slug, &[])),
        ("connect", connect),
    ]
}

fn shown(field: &str, person: &PersonReading) -> String {
    let value = match field {
        "name" => &person.name,
        "headline" => &person.headline,
        "title" => &person.title,
        "company" => &person.company,
        "location" => &person.location,
        "slug" => &person.linkedin,
        _ => return format!("{} {:?}", person.connect_offered, person.degree),
    };
    format!("{:?}", value.candidates.iter().map(|c| &c.value).collect::<Vec<_>>())
}

/// Runs of white space made one space.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// So that pages drift apart from each other under one seed (FNV-1a).
fn seed_of(file: &str) -> u64 {
    file.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
