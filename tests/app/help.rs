//! The help page's data against the rules themselves.

use afterword::app::help::{RULES, rule_text};
use afterword::model::Rule;
use std::collections::BTreeSet;
use std::fs;

/// The names of all rules, as the type's reader tells them when it meets an unknown one.
fn names() -> BTreeSet<String> {
    let error = serde_json::from_str::<Rule>("\"?\"").unwrap_err().to_string();
    let (_, list) = error.split_once("expected one of ").unwrap();
    let list = list.split(" at line").next().unwrap();
    list.split(", ").map(|name| name.trim_matches('`').to_owned()).collect()
}

#[test]
fn every_rule_that_a_prompt_can_cite_stands_in_the_help_once() {
    let listed: Vec<String> = RULES.iter().flat_map(|group| group.rules).map(|rule| format!("{rule:?}")).collect();
    assert_eq!(listed.len(), names().len(), "one is listed twice or missing");
    assert_eq!(listed.into_iter().collect::<BTreeSet<_>>(), names());
    assert_eq!(Rule::ALL.iter().map(|rule| format!("{rule:?}")).collect::<BTreeSet<_>>(), names());
}

#[test]
fn every_rule_is_told_in_its_own_words_in_every_language() {
    for language in ["en", "de", "fr"] {
        let text = fs::read_to_string(format!("extension/_locales/{language}/messages.json")).unwrap();
        let all: serde_json::Value = serde_json::from_str(&text).unwrap();
        let mut told = BTreeSet::new();
        for rule in Rule::ALL {
            let words = all[rule_text(rule)]["message"].as_str().unwrap_or_default();
            assert!(words.split_whitespace().count() >= 5, "{language} says no sentence for {rule:?}: {words:?}");
            assert!(told.insert(words.to_owned()), "{language} says the same for {rule:?} as for another");
        }
    }
}
