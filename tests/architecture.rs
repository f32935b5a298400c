//! What must not drift: who may know whom, how long a file gets, and what no script of ours may do in a page.

#![allow(clippy::indexing_slicing, clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Each room, and the other rooms that its code may name.
const MAY_NAME: [(&str, &[&str]); 9] = [
    ("model", &[]),
    ("capture", &["model"]),
    ("followup", &["model"]),
    ("draft", &["model"]),
    ("store", &["model"]),
    ("app", &["model", "capture", "followup", "draft", "store"]),
    ("background", &["model", "capture", "followup", "store", "app"]),
    ("browser", &["model", "capture", "followup", "draft", "store", "app", "background"]),
    ("ui", &["model", "capture", "followup", "draft", "store", "app", "browser"]),
];

/// Rooms that compile and run without a browser.
const PURE: [&str; 7] = ["model", "capture", "followup", "draft", "store", "app", "background"];

/// Crates that only a browser's code may name. The package's own optional dependencies are added to these.
const BROWSER_CRATES: [&str; 4] = ["wasm_bindgen", "js_sys", "web_sys", "console_error_panic_hook"];

/// Time, chance and the outside world come in as parameters.
const OUTSIDE: [&str; 10] = [
    "SystemTime",
    "Instant::now",
    "Timestamp::now",
    "Zoned::now",
    "TimeZone::system",
    "now_v7(",
    "new_v4(",
    "std::fs",
    "std::env",
    "std::net",
];

const LONGEST_FILE: usize = 600;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path, kinds: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let Ok(entries) = fs::read_dir(folder) else { return found };
    for entry in entries {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if name.starts_with('.') || ["target", "node_modules", "dist"].contains(&name) {
            continue;
        }
        if path.is_dir() {
            found.extend(files(&path, kinds));
        } else if path.extension().is_some_and(|kind| kinds.contains(&kind.to_str().unwrap())) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// A room's Rust files but for its unit tests: `src/<room>.rs` and all below `src/<room>/`.
fn room(name: &str) -> Vec<PathBuf> {
    let mut found = files(&root().join("src").join(name), &["rs"]);
    found.extend(Some(root().join(format!("src/{name}.rs"))).filter(|file| file.is_file()));
    found.retain(|file| file.file_stem().is_some_and(|stem| stem != "tests"));
    found
}

/// The code of a Rust file without comments and the contents of strings, so that a word in a sentence is no use of a
/// module. Unit tests at a file's end are left out: they may bring a neighbour for an example.
fn code(text: &str) -> String {
    let mut rest = without_tests(text);
    let mut code = String::new();
    while let Some(c) = rest.chars().next() {
        let skipped = match c {
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
            'r' => raw_string(rest),
            '"' => string(rest),
            '\'' => character(rest),
            _ => 0,
        };
        if skipped == 0 {
            code.push(c);
            rest = rest.get(c.len_utf8()..).unwrap();
        } else {
            rest = rest.get(skipped..).unwrap();
        }
    }
    code
}

fn without_tests(text: &str) -> &str {
    let end = text.match_indices("#[cfg(test)]\n").find(|(at, _)| {
        let item = text.get(*at..).unwrap().lines().find(|line| !line.starts_with('#'));
        item.is_some_and(|item| item.starts_with("mod "))
    });
    text.get(..end.map_or(text.len(), |(at, _)| at)).unwrap()
}

/// Length of the string literal at the start.
fn string(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// Length of the raw string literal at the start; 0 when there is none.
fn raw_string(text: &str) -> usize {
    let fences = text.chars().skip(1).take_while(|c| *c == '#').count();
    if text.chars().nth(1 + fences) != Some('"') {
        return 0;
    }
    let end = format!("\"{}", "#".repeat(fences));
    let start = fences + 2;
    text.get(start..).unwrap().find(&end).map_or(text.len(), |at| start + at + end.len())
}

/// Length of the character literal at the start; 0 when it is a lifetime.
fn character(text: &str) -> usize {
    let mut inside = text.char_indices().skip(1);
    match (inside.next(), inside.next()) {
        (Some((_, '\\')), Some((after, _))) => {
            text.get(after + 1..).unwrap().find('\'').map_or(text.len(), |at| after + at + 2)
        }
        (Some(_), Some((end, '\''))) => end + 1,
        _ => 0,
    }
}

/// The rooms that the code names by `crate::…`, also in a group: `use crate::{app, model::Person}`.
fn named_rooms(code: &str) -> BTreeSet<&str> {
    let mut found = BTreeSet::new();
    for rest in code.split("crate::").skip(1) {
        match rest.strip_prefix('{') {
            None => {
                found.extend(word(rest));
            }
            Some(group) => {
                let mut depth = 0;
                let mut start = true;
                for (at, c) in group.char_indices() {
                    match c {
                        '{' => depth += 1,
                        '}' if depth == 0 => break,
                        '}' => depth -= 1,
                        ',' if depth == 0 => start = true,
                        c if start && !c.is_whitespace() => {
                            found.extend(group.get(at..).and_then(word));
                            start = false;
                        }
                        _ => {}
                    }
                }
            }
        }
    }
    found
}

fn word(text: &str) -> Option<&str> {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    text.get(..end).filter(|word| !word.is_empty())
}

/// Whether the code names this very path, not one that merely ends or begins like it.
fn names(code: &str, path: &str) -> bool {
    let part_of_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    code.match_indices(path).any(|(at, _)| {
        let before = code.get(..at).and_then(|before| before.chars().next_back());
        let after = code.get(at + path.len()..).and_then(|after| after.chars().next());
        let ends_a_word = path.ends_with(char::is_alphanumeric);
        let goes_on = ends_a_word && part_of_word(after);
        !part_of_word(before) && !goes_on
    })
}

fn read(file: &Path) -> String {
    fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

fn shown(file: &Path) -> String {
    file.strip_prefix(root()).unwrap_or(file).display().to_string()
}

#[test]
fn rooms_know_only_those_before_them() {
    let rooms: BTreeMap<&str, &[&str]> = MAY_NAME.into_iter().collect();
    let mut wrong = Vec::new();
    for (name, allowed) in &rooms {
        let files = room(name);
        assert!(!files.is_empty(), "src/{name} is empty: does this test still look at the right folders?");
        for file in files {
            let code = code(&read(&file));
            for other in named_rooms(&code) {
                if rooms.contains_key(other) && other != *name && !allowed.contains(&other) {
                    wrong.push(format!("{} names `{other}`", shown(&file)));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// As the package's manifest has it: what is optional comes only with the feature `browser`.
fn browser_crates() -> BTreeSet<String> {
    let manifest: toml::Table = read(&root().join("Cargo.toml")).parse().unwrap();
    let features = manifest["features"]["browser"].as_array().unwrap();
    let optional = features.iter().filter_map(|feature| feature.as_str()?.strip_prefix("dep:"));
    // getrandom is no browser's by itself.
    let of_a_browser = optional.filter(|name| !name.starts_with("getrandom"));
    BROWSER_CRATES.into_iter().map(str::to_owned).chain(of_a_browser.map(|name| name.replace('-', "_"))).collect()
}

#[test]
fn pure_rooms_name_no_browser_crate() {
    let crates = browser_crates();
    assert!(crates.contains("leptos") && crates.contains("gloo_storage"), "{crates:?}");
    let mut wrong = Vec::new();
    for file in PURE.into_iter().flat_map(room) {
        let code = code(&read(&file));
        let named =
            crates.iter().filter(|name| names(&code, &format!("{name}::")) || names(&code, &format!("use {name}")));
        wrong.extend(named.map(|name| format!("{} names {name}", shown(&file))));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn pure_rooms_ask_no_clock_and_read_no_file() {
    let mut wrong = Vec::new();
    for file in PURE.into_iter().flat_map(room) {
        let code = code(&read(&file));
        wrong.extend(OUTSIDE.iter().filter(|path| names(&code, path)).map(|path| format!("{}: {path}", shown(&file))));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What a page may lose is in the page's own storage; the background has none.
#[test]
fn only_pages_use_the_pages_own_storage() {
    for file in PURE.into_iter().chain(["browser"]).flat_map(room) {
        assert!(!names(&code(&read(&file)), "gloo_storage"), "{}", shown(&file));
    }
}

#[test]
fn files_stay_short_enough_to_read() {
    let all: Vec<PathBuf> = ["src", "tests", "xtask", "e2e", "examples", "extension", "www"]
        .iter()
        .flat_map(|folder| files(&root().join(folder), &["rs", "js", "html", "css"]))
        .collect();
    assert!(all.len() > 40, "only {} files: does this test still look at the right folders?", all.len());
    let long = all.iter().map(|file| (shown(file), read(file).lines().count()));
    let long: Vec<_> = long.filter(|(_, lines)| *lines > LONGEST_FILE).collect();
    assert!(long.is_empty(), "longer than {LONGEST_FILE} lines: {long:?}");
}

#[test]
fn content_scripts_make_no_html_and_reach_for_nothing() {
    const NEVER: [&str; 11] = [
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "createContextualFragment",
        "DOMParser",
        "eval(",
        "WebAssembly",
        "fetch(",
        "XMLHttpRequest",
        "storage.local",
    ];
    let scripts = files(&root().join("extension/content"), &["js"]);
    assert!(!scripts.is_empty());
    let mut wrong = Vec::new();
    for script in scripts {
        for (number, line) in (1..).zip(read(&script).lines()) {
            let is_comment = ["//", "*", "/*"].iter().any(|start| line.trim_start().starts_with(start));
            let found = NEVER.iter().filter(|word| !is_comment && line.contains(**word));
            wrong.extend(found.map(|word| format!("{}:{number}: {word}", shown(&script))));
            if !is_comment && line.contains("getURL(") {
                wrong.push(format!("{}:{number}: an extension address in the page", shown(&script)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

mod of_these_tests {
    use super::*;

    #[test]
    fn rooms_are_found_in_every_spelling() {
        let text = "use crate::model::Fact;\nuse crate::{app::{self, model_of}, draft, ui::{a, b}};\n\
            fn f() { crate::store::open() } // crate::browser is far\nlet s = \"crate::capture\";\n";
        assert_eq!(named_rooms(&code(text)), BTreeSet::from(["app", "draft", "model", "store", "ui"]));
    }

    #[test]
    fn strings_characters_and_comments_are_no_code() {
        let text =
            "a /* crate::ui */ '\"' b r#\"crate::ui \" \"# c \"\\\" crate::ui\" d '\\'' e<'x> '\\\\' f // crate::ui";
        let kept: String = code(text).split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(kept, "a b c d e<'x> f");
    }

    #[test]
    fn unit_tests_at_the_end_are_left_out() {
        let text = "use a;\n#[cfg(test)]\nfn helper() {}\n\n#[cfg(test)]\n#[allow(x)]\nmod tests {\nuse b;\n}\n";
        assert!(without_tests(text).ends_with("fn helper() {}\n\n"));
        assert_eq!(without_tests("use a;"), "use a;");
    }

    #[test]
    fn names_are_whole_words() {
        assert!(names("use web_sys::console;", "web_sys::"));
        assert!(!names("use my_web_sys::console;", "web_sys::"));
        assert!(names("let t = SystemTime::now();", "SystemTime"));
        assert!(!names("MySystemTimer", "SystemTime"));
    }
}

/// SECURITY.md claims no test that is not there.
#[test]
fn every_test_that_the_threat_model_names_is_there() {
    let text = fs::read_to_string(root().join("SECURITY.md")).unwrap();
    let mut file = String::new();
    let mut named = 0;
    for line in text.lines().filter(|line| line.starts_with('|')) {
        let shown = line.trim_end_matches(['|', ' ']).rsplit('|').next().unwrap();
        for name in shown.split('`').skip(1).step_by(2) {
            if name.contains('/') {
                let path = root().join(name);
                assert!(path.exists(), "SECURITY.md names {name}, which is not there");
                file = if path.is_file() { fs::read_to_string(path).unwrap() } else { String::new() };
            } else if name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
                && name.contains('_')
            {
                assert!(file.contains(&format!("fn {name}(")), "SECURITY.md names {name}, which is not there");
                named += 1;
            }
        }
    }
    assert!(named > 30, "only {named} tests found in SECURITY.md");
}
