//! Measures the readers on labelled pages, mails, cards and dates, and the review of notes: `cargo xtask eval [--json FILE] [--only SOURCE]
//! [--dir DIR] [--drift N] [--seed S] [--verbose]`.
//!
//! A source is a module with `pub fn run(dir: &Path, options: &Options) -> Vec<Row>`, entered in [`SOURCES`]. `dir` is
//! the folder of fixtures; a source whose files are absent says so on stderr ([`skipped`]) and returns no rows.

mod dates;
mod drift;
#[path = "../../tests/common/html.rs"]
mod html;
mod ics;
#[path = "../../tests/review/labelled.rs"]
mod labelled;
mod linkedin;
mod mail;
mod names;
mod report;
mod review;
mod signatures;
mod vcards;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use report::Row;

/// What the user asked for, as far as a source needs to know.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// How many drifted versions of each page to read instead of the page itself; 0: the page itself.
    pub drift: u64,
    /// Seed of the drift: the same seed gives the same pages.
    pub seed: u64,
    /// Print each value that was not as expected.
    pub verbose: bool,
}

type Run = fn(&Path, &Options) -> Vec<Row>;

const SOURCES: &[(&str, Run)] = &[
    ("dates", dates::run),
    ("ics", ics::run),
    ("mail", mail::run),
    ("linkedin", linkedin::run),
    ("names", names::run),
    ("review", review::run),
    ("signatures", signatures::run),
    ("vcards", vcards::run),
];

const USAGE: &str = "eval [--json FILE] [--only SOURCE] [--dir DIR] [--drift N] [--seed S] [--verbose]";

/// Says on stderr that a source was not measured, and why.
pub fn skipped(source: &str, why: &str) {
    eprintln!("skipped: {source}: {why}");
}

struct Arguments {
    json: Option<PathBuf>,
    only: Option<String>,
    dir: PathBuf,
    options: Options,
}

fn arguments(mut words: impl Iterator<Item = String>) -> Result<Arguments, String> {
    let mut parsed = Arguments {
        json: None,
        only: None,
        dir: PathBuf::from("../shared/fixtures"),
        options: Options { seed: 1, ..Options::default() },
    };
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or_else(|| format!("{word} needs a value"));
        let number = |text: String| text.parse::<u64>().map_err(|_| format!("{text} is no whole number"));
        match word.as_str() {
            "--json" => parsed.json = Some(value()?.into()),
            "--only" => parsed.only = Some(value()?),
            "--dir" => parsed.dir = value()?.into(),
            "--drift" => parsed.options.drift = number(value()?)?,
            "--verbose" => parsed.options.verbose = true,
            "--seed" => parsed.options.seed = number(value()?)?,
            other => return Err(format!("unknown argument {other}")),
        }
    }
    if let Some(only) = &parsed.only
        && !SOURCES.iter().any(|(name, _)| name == only)
    {
        let known: Vec<&str> = SOURCES.iter().map(|(name, _)| *name).collect();
        return Err(format!("unknown source {only}; known: {}", known.join(", ")));
    }
    Ok(parsed)
}

fn main() -> ExitCode {
    let parsed = match arguments(std::env::args().skip(1)) {
        Ok(parsed) => parsed,
        Err(message) => {
            eprintln!("{message}\nusage: {USAGE}");
            return ExitCode::from(2);
        }
    };
    if !parsed.dir.is_dir() {
        skipped("everything", &format!("{} is not there", parsed.dir.display()));
    }
    let mut rows = Vec::new();
    for (name, run) in SOURCES {
        if parsed.only.as_deref().is_none_or(|only| only == *name) {
            rows.extend(run(&parsed.dir, &parsed.options));
        }
    }
    print!("{}", report::table(&rows));
    if let Some(file) = &parsed.json
        && let Err(error) = report::write_json(&rows, file)
    {
        eprintln!("{}: {error}", file.display());
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
