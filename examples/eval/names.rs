//! Personal and company names: `names/*.jsonl`. `--verbose` prints what was read wrongly.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use afterword::capture::name::{self, Kind, Name};
use serde::Deserialize;

use crate::report::{Board, Row, Verdict};
use crate::{Options, skipped};

#[derive(Debug, Deserialize)]
struct Labelled {
    text: String,
    kind: String,
    tokens: Vec<(String, String)>,
}

#[derive(Debug, Deserialize)]
struct Parts {
    text: String,
    /// Absent where several names stand in one text, which is not read here.
    expect: Option<BTreeMap<String, String>>,
    #[serde(default)]
    special_settings: bool,
    #[serde(default)]
    ambiguous: bool,
}

pub fn run(dir: &Path, options: &Options) -> Vec<Row> {
    set_verbose(options.verbose);
    let folder = dir.join("names");
    let mut board = Board::new("names");
    for (file, layout) in [("labelled_person.jsonl", "labelled_person"), ("labelled_company.jsonl", "labelled_company")]
    {
        for entry in lines::<Labelled>(&folder, file) {
            labelled(&mut board, layout, &entry);
        }
    }
    for (file, layout) in
        [("human_name_cases.jsonl", "human_name_cases"), ("name_parts_tables.jsonl", "name_parts_tables")]
    {
        for entry in
            lines::<Parts>(&folder, file).into_iter().filter(|entry| !entry.special_settings && !entry.ambiguous)
        {
            if let Some(expect) = &entry.expect {
                parts(&mut board, layout, &entry.text, expect);
            }
        }
    }
    board.rows()
}

/// The objects of a file, one a line; those of other shapes are left out, counted on stderr.
pub fn lines<T: for<'a> Deserialize<'a>>(folder: &Path, file: &str) -> Vec<T> {
    let path = folder.join(file);
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) => {
            skipped(file, &format!("{}: {error}", path.display()));
            return Vec::new();
        }
    };
    let mut broken = 0;
    let read = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .filter_map(|line| serde_json::from_str(line).inspect_err(|_| broken += 1).ok())
        .collect();
    if broken > 0 {
        skipped(file, &format!("{broken} lines of another shape"));
    }
    read
}

static VERBOSE: AtomicBool = AtomicBool::new(false);

pub fn set_verbose(verbose: bool) {
    VERBOSE.store(verbose, Ordering::Relaxed);
}

/// Prints a miss when asked to.
pub fn miss(what: impl FnOnce() -> String) {
    if VERBOSE.load(Ordering::Relaxed) {
        eprintln!("miss: {}", what());
    }
}

fn count(board: &mut Board, layout: &str, field: &str, read: &str, expected: &str, text: &str) {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (read, expected) = (plain(read), plain(expected));
    let verdict = Verdict::of(
        Some(read.as_str()).filter(|read| !read.is_empty()),
        &[expected.as_str()].into_iter().filter(|expected| !expected.is_empty()).collect::<Vec<_>>(),
    );
    if verdict != Verdict::Right {
        miss(|| format!("{layout} {field}: {text:?}: expected {expected:?}, read {read:?}"));
    }
    board.count(layout, field, verdict);
}

/// Person or company; and for persons the words that are given and family names.
fn labelled(board: &mut Board, layout: &str, entry: &Labelled) {
    let start = Instant::now();
    let verdict = name::is_person(&entry.text);
    let name = name::parse(&entry.text);
    board.page(layout, false, false, start.elapsed());
    let kind = if verdict.kind == Kind::Person { "person" } else { "company" };
    let several = if entry.tokens.len() == 1 { "kind (one word)" } else { "kind (several words)" };
    count(board, layout, several, kind, &entry.kind, &entry.text);
    if entry.kind != "person" {
        return;
    }
    let words = |labels: &[&str]| {
        let words = entry.tokens.iter().filter(|(_, label)| labels.contains(&label.as_str()));
        letters(&words.map(|(word, _)| word.as_str()).collect::<Vec<_>>().join(" "))
    };
    let (given, family) =
        if entry.tokens.len() == 1 { ("given (one word)", "family (one word)") } else { ("given", "family") };
    // "and" stands inside a couple's given names.
    let read = |part: &str| {
        letters(part).split(' ').filter(|word| !matches!(*word, "and" | "or" | "")).collect::<Vec<_>>().join(" ")
    };
    count(board, layout, given, &read(&name.given), &words(&["GivenName", "FirstInitial"]), &entry.text);
    count(board, layout, family, &read(&name.family_full()), &words(&["Surname", "LastInitial"]), &entry.text);
}

/// Words without the punctuation at their ends, small.
fn letters(text: &str) -> String {
    let words = text.split([' ', ',']).map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The parts that a case states.
fn parts(board: &mut Board, layout: &str, text: &str, expect: &BTreeMap<String, String>) {
    let start = Instant::now();
    let name = name::parse(text);
    board.page(layout, false, false, start.elapsed());
    for (part, expected) in expect {
        let read = part_of(&name, part, expect);
        count(board, layout, field(part), &read, expected, text);
    }
}

fn field(part: &str) -> &str {
    match part {
        "first" => "given",
        "von" => "particle",
        "last" => "family",
        "jr" => "suffix",
        "appellation" => "title",
        "nick" => "nickname",
        other => other,
    }
}

/// The tables differ in where middle names and particles belong.
fn part_of(name: &Name, part: &str, expect: &BTreeMap<String, String>) -> String {
    let apart = expect.contains_key("particle") || expect.contains_key("von");
    match part {
        "given" if expect.contains_key("middle") => name.given.clone(),
        "first" => format!("{} {}", name.given, name.middle),
        "given" if name.middle.is_empty() => name.given.clone(),
        "given" => match expect.get("given") {
            // Where no middle name was asserted, both readings stand.
            Some(expected) if *expected == name.given => name.given.clone(),
            _ => format!("{} {}", name.given, name.middle),
        },
        "middle" => name.middle.clone(),
        "particle" | "von" => name.particle.clone(),
        "family" | "last" if apart => name.family.clone(),
        "family" | "last" => name.family_full(),
        "suffix" | "jr" => name.suffix.clone(),
        "title" | "appellation" => name.honorific.clone(),
        "nickname" | "nick" => name.nickname.clone(),
        "maiden" => name.maiden.clone(),
        _ => String::new(),
    }
}
