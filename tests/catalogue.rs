//! Every text that a page or the background asks for is there, in all languages, with the same places to fill.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

const LANGUAGES: [&str; 3] = ["en", "de", "fr"];
/// Keys of these families are literals in the sources.
const FAMILIES: [&str; 11] = [
    "ui_",
    "title_",
    "saved_",
    "error_",
    "missing_",
    "panel_",
    "reason_",
    "standing_",
    "notification_",
    "channel_",
    "gone_",
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn catalogue(language: &str) -> BTreeMap<String, String> {
    let text = fs::read_to_string(root().join(format!("extension/_locales/{language}/messages.json"))).unwrap();
    let entries: Map<String, Value> = serde_json::from_str(&text).unwrap();
    let keys: Vec<&String> = entries.keys().collect();
    assert!(!keys.is_empty(), "{language} is empty");
    entries.iter().map(|(key, entry)| (key.clone(), entry["message"].as_str().unwrap().to_owned())).collect()
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// String literals of the product's sources that name a text.
fn used_keys() -> BTreeSet<String> {
    let mut files = Vec::new();
    sources(&root().join("src"), &mut files);
    let mut keys = BTreeSet::new();
    for file in files {
        let text = fs::read_to_string(file).unwrap();
        // Tests of pure rooms may invent keys.
        let text = text.split("#[cfg(test)]").next().unwrap();
        for literal in text.split('"') {
            let is_key = literal.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
            if is_key && FAMILIES.iter().any(|family| literal.starts_with(family) && literal.len() > family.len()) {
                keys.insert(literal.to_owned());
            }
        }
    }
    keys
}

/// The places of a text: `$1` … `$9`.
fn places(text: &str) -> BTreeSet<char> {
    text.split('$').skip(1).filter_map(|rest| rest.chars().next()).filter(char::is_ascii_digit).collect()
}

#[test]
fn every_text_that_is_asked_for_is_there() {
    let used = used_keys();
    assert!(used.len() > 200, "only {} keys found in the sources", used.len());
    for language in LANGUAGES {
        let texts = catalogue(language);
        let missing: Vec<&String> = used
            .iter()
            .filter(|key| !texts.contains_key(*key) && !texts.contains_key(&format!("{key}_other")))
            .collect();
        assert!(missing.is_empty(), "{language} lacks {missing:?}");
    }
}

#[test]
fn all_languages_have_the_same_texts_and_places() {
    let english = catalogue("en");
    for language in ["de", "fr"] {
        let other = catalogue(language);
        let keys = |texts: &BTreeMap<String, String>| texts.keys().cloned().collect::<BTreeSet<_>>();
        let (here, there) = (keys(&english), keys(&other));
        let odd: Vec<&String> = here.symmetric_difference(&there).collect();
        assert!(odd.is_empty(), "only in one of en and {language}: {odd:?}");
        for (key, text) in &english {
            assert_eq!(places(text), places(&other[key]), "{key} in {language}");
        }
    }
}

#[test]
fn no_page_text_is_left_over() {
    let used = used_keys();
    let english = catalogue("en");
    let left: Vec<&String> = english
        .keys()
        .filter(|key| key.starts_with("ui_"))
        .filter(|key| {
            let plural =
                ["_zero", "_one", "_two", "_few", "_many", "_other"].iter().find_map(|end| key.strip_suffix(end));
            // These are asked for by the script that starts the pages.
            !["ui_error_start", "ui_error_stopped"].contains(&key.as_str())
                && !used.contains(*key)
                && plural.is_none_or(|key| !used.contains(key))
        })
        .collect();
    assert!(left.is_empty(), "nobody asks for {left:?}");
}

/// Words between tags of a page's markup would be in one language only.
#[test]
fn no_page_text_is_hard_coded() {
    let mut files = Vec::new();
    sources(&root().join("src/ui"), &mut files);
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        for line in text.lines().map(str::trim) {
            let stray = line.starts_with('"') && line.ends_with('"') && line.len() > 2;
            let words = line.trim_matches('"');
            let is_text = words.contains(char::is_alphabetic) && words != "Afterword";
            assert!(!(stray && is_text), "{}: {line}", file.display());
        }
    }
}

/// No line may begin with a French question mark, and each language has its own quotation marks.
#[test]
fn punctuation_is_each_languages_own() {
    for (language, wrong) in [("fr", vec![" :", " ;", " ?", " !", " %", " »", "« ", "“", "”"]), ("de", vec!["”", " %"])]
    {
        for (key, text) in catalogue(language) {
            let found: Vec<_> = wrong.iter().filter(|wrong| text.contains(**wrong)).collect();
            assert!(found.is_empty(), "{language}: {key} has {found:?} in {text:?}");
        }
    }
}
