//! What went wrong, for who has to find out why. An entry holds a code, a place in our own source, an occasion, counts,
//! times and versions, each of a type that can say nothing else: no name, address or note can get into it, whatever an
//! error's own words were.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The storage key of the log. It is no fact: a backup does not hold it.
pub const ERRORS_KEY: &str = "errors";

/// Different ones that are kept; a repeated one is counted.
pub const MOST_ERRORS: usize = 100;

/// What went wrong. Never changes once released.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ErrorCode {
    /// The background's code met what cannot be.
    Panic,
    /// The background's WebAssembly was stopped: out of memory, stack exhausted.
    Trap,
    /// A listener of the background threw.
    Exception,
    /// The background's WebAssembly did not start.
    NotStarted,
    /// A page's WebAssembly panicked or was stopped.
    PageStopped,
    /// A script of a page threw.
    PageException,
    WriteRefused,
    StorageUnread,
    /// Stored records that were left alone.
    RecordsUnreadable,
    AlarmNotSet,
    NotificationNotShown,
    /// A webmail did not get its prompt.
    ScriptsNotBrought,
    /// A request that failed through no fault of who asked.
    Internal,
}

/// The event that was being handled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Occasion {
    Started,
    Installed,
    Startup,
    Alarm,
    Message,
    NotificationClicked,
    NotificationClosed,
    NotificationButton,
    PermissionsChanged,
}

/// A line of our own source, or of a library's: `src/app/mod.rs:40:9`, `background.js:51:20`. Empty: not known.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "String")]
pub struct Place(String);

/// All that can be in a stack of ours.
const SCRIPTS: [&str; 5] = ["background.js", "failure.js", "pages-start.js", "wasm/background.js", "wasm/pages.js"];

const LONGEST_PLACE: usize = 120;

impl Place {
    /// Takes what has the shape of a place, without the folders of who built it; anything else is no place.
    pub fn read(text: &str) -> Self {
        Self(Self::of(text).unwrap_or_default())
    }

    fn of(text: &str) -> Option<String> {
        if text.len() > 4 * LONGEST_PLACE {
            return None;
        }
        let mut parts = text.splitn(3, ':');
        let (path, line, column) = (parts.next()?, parts.next()?, parts.next()?);
        let is_plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.' | b'/' | b'\\');
        if line.is_empty() || !is_number(line) || !is_number(column) || !path.bytes().all(is_plain) {
            return None;
        }
        let path = path.replace('\\', "/");
        let known = if SCRIPTS.contains(&path.as_str()) { path } else { source(&path)? };
        Some(format!("{known}:{line}:{column}")).filter(|place| place.len() <= LONGEST_PLACE)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<String> for Place {
    fn from(text: String) -> Self {
        Self::read(&text)
    }
}

/// From `src` on, with the library's folder before it.
fn source(path: &str) -> Option<String> {
    let stem = path.strip_suffix(".rs")?;
    if stem.starts_with("src/") {
        return Some(path.to_owned());
    }
    let (before, after) = path.rsplit_once("/src/")?;
    let library = before.rsplit('/').next().filter(|name| !name.is_empty())?;
    Some(format!("{library}/src/{after}"))
}

/// What each says in its description of itself. Edge and Chromium say that they are Chrome too.
const BROWSERS: [(&str, &str); 3] = [("Firefox/", "Firefox"), ("Edg/", "Edge"), ("Chrome/", "Chrome")];

/// `Firefox 140`, from a browser's description of itself (RFC 9110, User-Agent); empty where it is another.
pub fn browser_name(user_agent: &str) -> String {
    let found = BROWSERS.into_iter().find_map(|(mark, name)| Some((name, user_agent.split_once(mark)?.1)));
    let Some((name, rest)) = found else { return String::new() };
    let version: String = rest.chars().take_while(char::is_ascii_digit).take(5).collect();
    format!("{name} {version}")
}

fn is_browser_name(text: &str) -> bool {
    text.split_once(' ')
        .is_some_and(|(name, version)| BROWSERS.iter().any(|(_, known)| *known == name) && is_number(version))
}

fn is_number(text: &str) -> bool {
    text.len() <= 7 && text.bytes().all(|b| b.is_ascii_digit())
}

/// The same thing at the same place on the same occasion, as often as it happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErrorEntry {
    pub code: ErrorCode,
    #[serde(default)]
    pub place: Place,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub during: Option<Occasion>,
    /// At least 1.
    pub count: u32,
    pub first: Timestamp,
    pub last: Timestamp,
    /// As [`browser_name`] says it.
    #[serde(default)]
    pub browser: String,
    /// Of the extension.
    #[serde(default)]
    pub version: String,
}

impl ErrorEntry {
    pub fn new(code: ErrorCode, place: Place, during: Option<Occasion>, at: Timestamp, browser: String) -> Self {
        let version = env!("CARGO_PKG_VERSION").to_owned();
        Self { code, place, during, count: 1, first: at, last: at, browser, version }
    }

    fn is_same(&self, other: &Self) -> bool {
        let key = |entry: &Self| (entry.code, entry.during);
        let text = |entry: &Self| (entry.place.clone(), entry.browser.clone(), entry.version.clone());
        key(self) == key(other) && text(self) == text(other)
    }
}

/// At most [`MOST_ERRORS`] entries, the latest of them last.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ErrorLog(Vec<ErrorEntry>);

impl ErrorLog {
    /// What a stored record holds; entries that cannot be read are left out.
    pub fn read(record: &serde_json::Value) -> Self {
        let mut log = Self::default();
        let entries = record.as_array().into_iter().flatten();
        for mut entry in entries.filter_map(|entry| ErrorEntry::deserialize(entry).ok()) {
            if !is_browser_name(&entry.browser) {
                entry.browser.clear();
            }
            if !entry.version.split('.').all(is_number) {
                entry.version.clear();
            }
            log.add(entry);
        }
        log
    }

    pub fn add(&mut self, entry: ErrorEntry) {
        let known = self.0.iter().position(|other| other.is_same(&entry));
        let entry = match known.map(|place| self.0.remove(place)) {
            Some(old) => ErrorEntry {
                count: old.count.saturating_add(entry.count),
                first: old.first.min(entry.first),
                last: old.last.max(entry.last),
                ..entry
            },
            None => entry,
        };
        self.0.push(entry);
        if self.0.len() > MOST_ERRORS {
            self.0.remove(0);
        }
    }

    pub fn entries(&self) -> &[ErrorEntry] {
        &self.0
    }

    /// A line each, the latest first, for a report.
    pub fn to_text(&self) -> String {
        self.0.iter().rev().map(|entry| line(entry) + "\n").collect()
    }
}

fn line(entry: &ErrorEntry) -> String {
    let word = |value: serde_json::Result<serde_json::Value>| {
        value.ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
    };
    let code = word(serde_json::to_value(entry.code));
    let during = entry.during.map(|during| word(serde_json::to_value(during))).unwrap_or_default();
    let place = entry.place.as_str();
    let (count, first, last) = (entry.count, entry.first, entry.last);
    let parts = [code, place.to_owned(), during, format!("{count}x"), format!("{first} to {last}")];
    let versions = [format!("Afterword {}", entry.version), entry.browser.clone()];
    let said: Vec<String> = parts.into_iter().chain(versions).filter(|part| !part.is_empty()).collect();
    said.join(", ")
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn entry(place: &str, second: i64) -> ErrorEntry {
        ErrorEntry::new(ErrorCode::Panic, Place::read(place), None, at(second), "Firefox 140".into())
    }

    #[test]
    fn a_place_is_in_our_source_or_a_librarys_and_names_no_folder_of_who_built_it() {
        let read = |text: &str| Place::read(text).as_str().to_owned();
        assert_eq!(read("src/app/mod.rs:40:9"), "src/app/mod.rs:40:9");
        let library = "/home/jane/.cargo/registry/src/index.crates.io-1949/leptos-0.8.2/src/lib.rs:1:2";
        assert_eq!(read(library), "leptos-0.8.2/src/lib.rs:1:2");
        assert_eq!(read("/rustc/abc/library/core/src/option.rs:7:5"), "core/src/option.rs:7:5");
        assert_eq!(read("wasm/background.js:3:14"), "wasm/background.js:3:14");
        for other in ["", "src/app/mod.rs", "Nora Lindqvist", "nora@brightwell.example:1:2", "jane.js:1:2"] {
            assert_eq!(read(other), "", "{other}");
        }
        assert_eq!(read("src/Nora Lindqvist.rs:1:2"), "");
        assert_eq!(read("src/x.rs:1:2 Nora"), "");
        assert_eq!(read(&format!("src/{}.rs:1:2", "a".repeat(200))), "");
    }

    #[test]
    fn a_repeated_one_is_counted_and_the_log_stays_small() {
        let mut log = ErrorLog::default();
        for second in 0..1_000 {
            log.add(entry("src/app/mod.rs:40:9", second));
        }
        assert_eq!(log.entries().len(), 1);
        let only = &log.entries()[0];
        assert_eq!((only.count, only.first, only.last), (1_000, at(0), at(999)));
        for line in 1..1_000 {
            log.add(entry(&format!("src/app/mod.rs:{line}:9"), 2_000 + line));
        }
        assert_eq!(log.entries().len(), MOST_ERRORS);
        assert_eq!(log.entries().last().unwrap().place.as_str(), "src/app/mod.rs:999:9", "the latest are kept");
        assert!(serde_json::to_string(&log).unwrap().len() < 25_000);
        assert_eq!(ErrorLog::read(&serde_json::to_value(&log).unwrap()), log);
    }

    #[test]
    fn a_record_made_by_hand_brings_no_words_in() {
        let mut record = serde_json::to_value([entry("src/app/mod.rs:40:9", 1)]).unwrap();
        record[0]["place"] = "Nora Lindqvist".into();
        record[0]["browser"] = "nora@brightwell.example".into();
        record[0]["version"] = "0.1.Nora".into();
        record[0]["note"] = "What Nora said".into();
        let kept = serde_json::to_string(&ErrorLog::read(&record)).unwrap();
        assert!(kept.contains("panic") && !kept.to_lowercase().contains("nora"), "{kept}");
        assert_eq!(ErrorLog::read(&"Nora".into()), ErrorLog::default());
    }

    #[test]
    fn browsers_are_named_by_brand_and_number() {
        let of = browser_name;
        assert_eq!(of("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"), "Firefox 140");
        let chrome =
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/145.0.0.0 Safari/537.36";
        assert_eq!(of(chrome), "Chrome 145");
        assert_eq!(of(&format!("{chrome} Edg/145.0.1")), "Edge 145");
        assert_eq!(of("Nora's own"), "");
    }

    #[test]
    fn a_report_has_a_line_for_each_the_latest_first() {
        let mut log = ErrorLog::default();
        log.add(entry("src/app/mod.rs:40:9", 0));
        log.add(entry("src/app/mod.rs:41:9", 60));
        let text = log.to_text();
        let version = env!("CARGO_PKG_VERSION");
        let wanted = "panic, src/app/mod.rs:41:9, 1x, 1970-01-01T00:01:00Z to 1970-01-01T00:01:00Z";
        assert_eq!(text.lines().next(), Some(format!("{wanted}, Afterword {version}, Firefox 140").as_str()));
        assert_eq!(text.lines().count(), 2);
    }
}
