//! The language of `tests/scenarios/*.txt`.

mod checks;
mod telling;
mod world;

use jiff::{Timestamp, civil::Date, civil::Time, tz::TimeZone};
use world::World;

pub struct Scenario {
    pub rules: Vec<String>,
    pub title: String,
    /// Where it is, for messages.
    pub place: String,
    lines: Vec<(usize, String)>,
}

pub fn scenarios(file: &str, text: &str) -> Vec<Scenario> {
    let mut found: Vec<Scenario> = Vec::new();
    for (index, line) in text.lines().enumerate() {
        if let Some(head) = line.strip_prefix("# ") {
            let (rules, title) = head.split_once(": ").unwrap_or_else(|| panic!("{file}:{}: no title", index + 1));
            let rules = rules.split_whitespace().filter(|id| id.len() <= 3).map(str::to_owned).collect();
            found.push(Scenario { rules, title: title.into(), place: file.into(), lines: Vec::new() });
        } else if !line.trim().is_empty() {
            let scenario = found.last_mut().unwrap_or_else(|| panic!("{file}: a line before the first title"));
            scenario.lines.push((index + 1, line.to_owned()));
        }
    }
    found
}

impl Scenario {
    /// Whether it checks for that reason.
    pub fn rests_on(&self, rule: &str) -> bool {
        self.lines.iter().any(|(_, line)| {
            line.split(',').any(|part| {
                let part = part.trim();
                ["because ", "stands on "]
                    .iter()
                    .any(|word| part.rsplit_once(word).is_some_and(|(_, id)| id.trim() == rule))
            })
        })
    }

    /// What comes out otherwise than the scenario says.
    pub fn run(&self) -> Vec<String> {
        let mut world = World::new();
        let mut failures = Vec::new();
        let mut at: Option<Timestamp> = None;
        for (number, line) in &self.lines {
            let place = format!("{}:{number}: {line}", self.place);
            let fail = |why: String| format!("{place}\n    {why}");
            let said = if line.starts_with(char::is_whitespace) {
                Some(line.trim())
            } else if let Some(rest) = line.strip_prefix("at ") {
                let (when, rest) = moment(rest, &world.zone).unwrap_or_else(|| panic!("{place}: no time"));
                at = Some(when);
                Some(rest)
            } else {
                None
            };
            let outcome = match (said, at) {
                (Some(said), Some(now)) => checks::check(&mut world, now, said),
                (Some(_), None) => Err("no “at” before it".into()),
                (None, _) => world.tell(line),
            };
            failures.extend(outcome.err().map(fail));
        }
        failures
    }
}

/// "2026-03-03 14:00 rest" in local time.
fn moment<'a>(text: &'a str, zone: &TimeZone) -> Option<(Timestamp, &'a str)> {
    let (date, rest) = text.trim_start().split_at_checked(10)?;
    let (time, rest) = rest.trim_start().split_at_checked(5)?;
    let at = date.parse::<Date>().ok()?.to_datetime(time.parse::<Time>().ok()?).to_zoned(zone.clone()).ok()?;
    Some((at.timestamp(), rest.trim()))
}
