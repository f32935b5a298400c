//! The rules of good follow-up as scenarios in plain text: `tests/scenarios/*.txt`, explained in `README.txt` there.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod scenario_language;

use afterword::model::Rule;
use scenario_language::{Scenario, scenarios};
use std::{collections::BTreeSet, fs, path::PathBuf};

fn all() -> Vec<Scenario> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/scenarios");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
        .iter()
        .filter(|path| path.extension().is_some_and(|e| e == "txt") && !path.ends_with("README.txt"))
        .flat_map(|path| scenarios(&path.file_name().unwrap().to_string_lossy(), &fs::read_to_string(path).unwrap()))
        .collect()
}

#[test]
fn every_scenario_comes_out_as_it_says() {
    let scenarios = all();
    let mut failures = Vec::new();
    for scenario in &scenarios {
        failures.extend(scenario.run());
    }
    assert!(failures.is_empty(), "\n{}\n", failures.join("\n"));
    println!("{} scenarios", scenarios.len());
}

/// Rules about the text of a draft, about addresses and about scripts have their tests where texts are written and
/// reviewed and where addresses are read.
const ELSEWHERE: [Rule; 11] = [
    Rule::T4,  // likeness of notes: draft
    Rule::T5,  // the overriding message: draft
    Rule::T6,  // a template per role: draft
    Rule::T7,  // buying motivators: draft
    Rule::T8,  // one specific: draft
    Rule::T9,  // challenges and success measures: draft
    Rule::T10, // plain text, subject, contact block: draft
    Rule::N2,  // addresses checked and look-alikes: capture, draft
    Rule::F5,  // the voicemail script: draft
    Rule::F6,  // the call card: draft
    Rule::N4,  // also here; keeping and purging documents: app
];

#[test]
fn every_rule_has_a_scenario_that_rests_on_it() {
    let every = [
        Rule::T1,
        Rule::T2,
        Rule::T3,
        Rule::T4,
        Rule::T5,
        Rule::T6,
        Rule::T7,
        Rule::T8,
        Rule::T9,
        Rule::T10,
        Rule::T11,
        Rule::T12,
        Rule::T13,
        Rule::T14,
        Rule::N1,
        Rule::N2,
        Rule::N3,
        Rule::N4,
        Rule::C1,
        Rule::C2,
        Rule::L1,
        Rule::F1,
        Rule::F2,
        Rule::F3,
        Rule::F4,
        Rule::F5,
        Rule::F6,
        Rule::F7,
        Rule::W1,
        Rule::W2,
        Rule::W3,
    ];
    let scenarios = all();
    let named: BTreeSet<&str> = scenarios.iter().flat_map(|scenario| &scenario.rules).map(String::as_str).collect();
    for rule in every {
        let id = format!("{rule:?}");
        assert!(named.contains(id.as_str()) || ELSEWHERE.contains(&rule), "no scenario for {id}");
    }
    for scenario in &scenarios {
        for rule in &scenario.rules {
            assert!(scenario.rests_on(rule), "“{}” never says “because {rule}”", scenario.title);
        }
    }
}

/// Every sentence that the plan can say is in the catalogue of each language, and takes the same places.
#[test]
fn every_reason_has_its_words_in_each_language() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let catalogue = |language: &str| -> serde_json::Map<String, serde_json::Value> {
        let path = root.join("extension/_locales").join(language).join("messages.json");
        serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
    };
    let english = catalogue("en");
    let places = |entry: &serde_json::Value| -> BTreeSet<char> {
        let text = entry["message"].as_str().unwrap();
        text.match_indices('$').filter_map(|(at, _)| text[at + 1..].chars().next()).collect()
    };
    let mut named = BTreeSet::new();
    for folder in ["src/followup", "src/model"] {
        for file in fs::read_dir(root.join(folder)).unwrap() {
            let path = file.unwrap().path();
            if path.extension().is_some_and(|e| e == "rs") {
                let source = fs::read_to_string(path).unwrap();
                let quoted = source.split('"').filter(|part| {
                    ["reason_", "standing_", "cadence_"].iter().any(|prefix| part.starts_with(prefix))
                        && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
                });
                named.extend(quoted.map(str::to_owned));
            }
        }
    }
    assert!(named.len() > 50, "{} keys found", named.len());
    for key in &named {
        for language in ["en", "de", "fr"] {
            let catalogue = catalogue(language);
            let entry = catalogue.get(key).unwrap_or_else(|| panic!("{language} lacks {key}"));
            let missing: Vec<_> = places(&english[key]).difference(&places(entry)).copied().collect();
            assert!(missing.is_empty(), "{language} {key} lacks ${missing:?}");
        }
    }
}
