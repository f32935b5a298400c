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
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .filter(|path| !path.ends_with("README.txt") && !path.ends_with("RULES.txt"))
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

/// `RULES.txt` is the table of rules and scenarios, kept by this test.
#[test]
fn every_rule_has_a_scenario_that_rests_on_it() {
    let scenarios = all();
    let mut table = String::from("Each rule and the scenarios that rest on it; a test keeps this table.\n");
    for rule in Rule::ALL {
        let id = format!("{rule:?}");
        let its: Vec<&Scenario> = scenarios.iter().filter(|scenario| scenario.rules.contains(&id)).collect();
        assert!(!its.is_empty(), "no scenario for {id}");
        table += &format!("\n{id}\n");
        for scenario in its {
            assert!(scenario.rests_on(&id), "“{}” never says “because {id}”", scenario.title);
            table += &format!("    {}: {}\n", scenario.place.trim_end_matches(".txt"), scenario.title);
        }
    }
    let known: BTreeSet<String> = Rule::ALL.iter().map(|rule| format!("{rule:?}")).collect();
    for scenario in &scenarios {
        assert!(scenario.rules.iter().all(|rule| known.contains(rule)), "“{}” names an unknown rule", scenario.title);
    }
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/scenarios/RULES.txt");
    if std::env::var_os("UPDATE_RULES").is_some() {
        fs::write(&path, &table).unwrap();
    }
    let stored = fs::read_to_string(&path).unwrap_or_default();
    assert!(stored == table, "tests/scenarios/RULES.txt is out of date; run again with UPDATE_RULES=1");
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
