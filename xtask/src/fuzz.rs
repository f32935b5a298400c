//! Feeding every parser with input that a machine varies, and telling what came of it. `fuzz/` has the targets.

use crate::paths::Paths;
use crate::process::{self, duration, step};
use anyhow::{Context as _, Result, bail};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const CARGO_FUZZ: &str = "0.13.2";
/// Bytes; no reader has to be fast on more, and larger inputs only slow the search down.
const LONGEST_INPUT: usize = 65_536;
/// Seconds for one input.
const TIMEOUT: u32 = 5;
/// A target that keeps failing has said enough.
const FAILURES: u32 = 5;

/// Labelled files that are good to begin with, below `../shared/fixtures`.
const FIXTURES: [(&str, &[&str]); 6] = [
    ("invite", &["ics"]),
    ("vcard", &["vcards"]),
    ("linkedin", &["linkedin"]),
    ("mail", &["gmail", "signatures/mail_clients/html_replies"]),
    ("quote", &["signatures/quoted_replies", "signatures/mail_clients/standard_replies"]),
    ("signature", &["signatures/quoted_replies", "signatures/mail_clients/stripped"]),
];

#[derive(Debug, PartialEq, Eq)]
pub struct Options {
    /// Spread over the targets.
    pub minutes: u32,
    /// Empty: all.
    pub targets: Vec<String>,
}

impl Options {
    /// # Errors
    /// An option that `fuzz` does not know, or a number that is none.
    pub fn parse(arguments: &[String]) -> Result<Self> {
        let mut options = Self { minutes: 10, targets: Vec::new() };
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            let (name, inline) = argument.split_once('=').unwrap_or((argument, ""));
            if name == "--minutes" {
                let number = if inline.is_empty() { rest.next().map_or("", String::as_str) } else { inline };
                options.minutes = number.parse().context("--minutes needs a number")?;
            } else if argument.starts_with('-') {
                bail!("`fuzz` does not know “{argument}”; see `cargo xtask help`");
            } else {
                options.targets.push(argument.clone());
            }
        }
        Ok(options)
    }
}

/// What one target did.
#[derive(Debug, Default, PartialEq, Eq)]
struct Outcome {
    runs: u64,
    failures: u32,
    /// Whole seconds of the slowest input.
    slowest: u64,
}

/// # Errors
/// It does not build, a target is unknown, or one failed on an input.
pub fn run(paths: &Paths, options: &Options) -> Result<()> {
    let tool = ensure_tool(paths)?;
    let folder = paths.root.join("fuzz");
    let built = paths.root.join("target/fuzz");
    let cargo_fuzz = || {
        let mut command = Command::new(&tool);
        command.arg("fuzz").current_dir(&folder);
        command
    };
    let all: Vec<String> = process::output(cargo_fuzz().arg("list"))?.lines().map(str::to_owned).collect();
    if let Some(unknown) = options.targets.iter().find(|target| !all.contains(target)) {
        bail!("no target is called “{unknown}”; there are {}", all.join(", "));
    }
    // No unsafe code of ours that a sanitizer could watch; without one every input is read several times as fast.
    step("build the targets", || {
        process::run(cargo_fuzz().args(["build", "--sanitizer", "none", "--target-dir"]).arg(&built))
    })?;
    let targets = if options.targets.is_empty() { &all } else { &options.targets };
    let share = Duration::from_secs(u64::from(options.minutes) * 60) / u32::try_from(targets.len()).unwrap_or(1);
    let mut failures = 0;
    println!("{:<12} {:>12} {:>9} {:>9}  time", "target", "runs", "failures", "slowest");
    for target in targets {
        let start = Instant::now();
        let outcome = play(&folder, &built, target, share)?;
        failures += outcome.failures;
        let time = duration(start.elapsed());
        println!("{target:<12} {:>12} {:>9} {:>7} s  {time}", outcome.runs, outcome.failures, outcome.slowest);
    }
    if failures > 0 {
        bail!("{failures} inputs failed: they and what was said are in {}", built.join("findings").display());
    }
    Ok(())
}

/// One target until its time is over; a failure ends the program, which is then started again.
fn play(folder: &Path, built: &Path, target: &str, share: Duration) -> Result<Outcome> {
    let program = program(built, target).with_context(|| format!("the target {target} was not built"))?;
    let (corpus, findings) = (built.join("corpus").join(target), built.join("findings").join(target));
    for made in [&corpus, &findings] {
        std::fs::create_dir_all(made).with_context(|| format!("{} cannot be made", made.display()))?;
    }
    let fixtures = folder.join("../../shared/fixtures");
    let extra = FIXTURES.iter().filter(|(name, _)| *name == target).flat_map(|(_, folders)| *folders);
    let seeds = std::iter::once(folder.join("seeds").join(target)).chain(extra.map(|name| fixtures.join(name)));
    let seeds: Vec<PathBuf> = seeds.filter(|seeds| seeds.is_dir()).collect();
    let dictionary = folder.join("dictionaries").join(format!("{target}.dict"));
    let (start, mut outcome) = (Instant::now(), Outcome::default());
    while outcome.failures < FAILURES {
        let left = share.saturating_sub(start.elapsed()).as_secs();
        if left == 0 {
            break;
        }
        let mut command = Command::new(&program);
        command
            .arg(&corpus)
            .args(&seeds)
            .args([
                format!("-max_total_time={left}"),
                format!("-timeout={TIMEOUT}"),
                format!("-max_len={LONGEST_INPUT}"),
            ])
            .args(["-print_final_stats=1", "-report_slow_units=1"])
            .arg(format!("-artifact_prefix={}/", findings.display()));
        if dictionary.is_file() {
            command.arg(format!("-dict={}", dictionary.display()));
        }
        let ended = command.stdin(Stdio::null()).stdout(Stdio::null()).output().with_context(|| target.to_owned())?;
        let said = String::from_utf8_lossy(&ended.stderr);
        let runs = statistic(&said, "number_of_executed_units");
        if runs == 0 && !ended.status.success() {
            bail!("{target} did not start:\n{said}");
        }
        outcome.runs += runs;
        outcome.slowest = outcome.slowest.max(statistic(&said, "slowest_unit_time_sec"));
        if !ended.status.success() {
            outcome.failures += 1;
            let file = findings.join(format!("failure-{}.log", outcome.failures));
            std::fs::write(&file, said.as_bytes()).with_context(|| format!("{} cannot be written", file.display()))?;
        }
    }
    Ok(outcome)
}

/// The folder is named after the machine's kind.
fn program(built: &Path, target: &str) -> Option<PathBuf> {
    let name = format!("{target}{}", std::env::consts::EXE_SUFFIX);
    let folders = std::fs::read_dir(built).ok()?;
    folders.filter_map(|entry| Some(entry.ok()?.path().join("release").join(&name))).find(|file| file.is_file())
}

/// A line of libFuzzer's closing statistics: `stat::number_of_executed_units: 4711`.
fn statistic(said: &str, name: &str) -> u64 {
    let mut values = said.lines().filter_map(|line| line.strip_prefix("stat::")?.strip_prefix(name)?.strip_prefix(':'));
    values.next_back().and_then(|value| value.trim().parse().ok()).unwrap_or_default()
}

/// cargo-fuzz, built once into the cache; it builds with the toolchain that runs this.
fn ensure_tool(paths: &Paths) -> Result<PathBuf> {
    let root = paths.cache.join("cargo-fuzz");
    let tool = root.join("bin").join(format!("cargo-fuzz{}", std::env::consts::EXE_SUFFIX));
    if !tool.is_file() {
        step("cargo install cargo-fuzz", || {
            let mut command = process::cargo(&paths.root);
            process::run(
                command.args(["install", "cargo-fuzz", "--locked", "--version", CARGO_FUZZ, "--root"]).arg(&root),
            )
        })?;
    }
    Ok(tool)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_and_targets_are_taken_in_both_spellings() -> Result<()> {
        let words = |line: &str| line.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(Options::parse(&words(""))?, Options { minutes: 10, targets: Vec::new() });
        let asked = Options { minutes: 60, targets: words("when invite") };
        assert_eq!(Options::parse(&words("--minutes 60 when invite"))?, asked);
        assert_eq!(Options::parse(&words("when --minutes=60 invite"))?, asked);
        for wrong in ["--minutes", "--minutes ten", "--hours 1"] {
            assert!(Options::parse(&words(wrong)).is_err(), "{wrong}");
        }
        Ok(())
    }

    #[test]
    fn the_closing_statistics_are_read() {
        let said = "#12 DONE\nstat::number_of_executed_units: 4711\nstat::slowest_unit_time_sec:    2\n";
        assert_eq!(statistic(said, "number_of_executed_units"), 4711);
        assert_eq!(statistic(said, "slowest_unit_time_sec"), 2);
        assert_eq!(statistic("panicked", "number_of_executed_units"), 0);
    }
}
