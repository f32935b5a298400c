//! Everything that the stores ask for, in `dist/store`: the archives, the texts of `extension/store`, the pictures.

use crate::args::{Browser, Variant};
use crate::paths::Paths;
use crate::process::{say, step};
use crate::{archive, lint, manifest, source, tasks};
use anyhow::{Context as _, Result, bail};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

const LANGUAGES: [&str; 3] = ["en", "de", "fr"];
/// Characters, in both stores; also what a manifest's description may have in Chromium.
const SUMMARY: usize = 132;
/// Characters of the Chrome Web Store's longer text; addons.mozilla.org takes more.
const DESCRIPTION: usize = 16_000;

/// # Errors
/// There are no archives yet, a linter has something to say, or a text is not as the stores want it.
pub fn run(paths: &Paths) -> Result<()> {
    let dist = paths.root.join("dist");
    let name = format!("afterword-{}", manifest::crate_version(&paths.root)?);
    let unjustified = unjustified(&paths.root)?;
    if !unjustified.is_empty() {
        bail!("{}", unjustified.join("\n"));
    }
    let to = dist.join("store");
    if to.exists() {
        fs::remove_dir_all(&to)?;
    }
    for browser in Browser::ALL {
        let folder = to.join(shop(browser));
        fs::create_dir_all(&folder)?;
        let file = format!("{name}-{}.zip", browser.name());
        let bytes = fs::read(dist.join(&file)).context("`cargo xtask dist` makes the archives; run it first")?;
        step(&format!("look at {file}"), || look_at(paths, browser, &bytes))?;
        fs::write(folder.join(&file), bytes)?;
        for language in LANGUAGES {
            let listing = Listing::read(&paths.root, language)?;
            fs::write(folder.join(format!("name.{language}.txt")), &listing.name)?;
            fs::write(folder.join(format!("summary.{language}.txt")), &listing.summary)?;
            fs::write(folder.join(format!("description.{language}.txt")), &listing.description)?;
        }
        for text in ["privacy.md", "review.md"] {
            fs::copy(texts(&paths.root).join(text), folder.join(text))?;
        }
    }
    // Only one of them wants the sources of what was compiled.
    for file in [format!("{name}-source.zip"), source::INFO.to_owned()] {
        let from = dist.join(&file);
        if from.is_file() {
            fs::copy(from, to.join(shop(Browser::Firefox)).join(file))?;
        }
    }
    tasks::pictures(paths, &to.join("pictures"))?;
    for picture in fs::read_dir(to.join("pictures"))? {
        let picture = picture?;
        let (file, name) = (picture.path(), picture.file_name());
        let size = png_size(&fs::read(&file)?).with_context(|| format!("{} is no PNG", file.display()))?;
        let tile = [(440, 280), (1400, 560)].contains(&size);
        if !tile && size != (1280, 800) {
            bail!("{} is {} by {}", file.display(), size.0, size.1);
        }
        for browser in Browser::ALL.into_iter().filter(|browser| !tile || *browser == Browser::Chromium) {
            fs::copy(&file, to.join(shop(browser)).join(&name))?;
        }
    }
    fs::remove_dir_all(to.join("pictures"))?;
    say(&format!("{} has what each store asks for; review.md says where it goes", to.display()));
    Ok(())
}

fn shop(browser: Browser) -> &'static str {
    match browser {
        Browser::Chromium => "chrome-web-store",
        Browser::Firefox => "addons.mozilla.org",
    }
}

fn texts(root: &Path) -> std::path::PathBuf {
    root.join("extension/store")
}

/// What the store's own checks would say of an archive.
fn look_at(paths: &Paths, browser: Browser, bytes: &[u8]) -> Result<()> {
    let files = archive::unpack(bytes)?;
    let folder = paths.root.join("target/store").join(browser.name());
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    source::unpack_into(&files, &folder)?;
    if browser == Browser::Firefox {
        return lint::addon(paths, &folder);
    }
    let manifest = files.get("manifest.json").context("there is no manifest.json")?;
    let complaints = complaints(&serde_json::from_slice(manifest)?, &files);
    if !complaints.is_empty() {
        bail!("{}", complaints.join("\n"));
    }
    Ok(())
}

/// What the Chrome Web Store refuses (developer.chrome.com/docs/extensions/reference/manifest and its upload's own words).
fn complaints(manifest: &Map<String, Value>, files: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let mut found = Vec::new();
    let mut expect = |holds: bool, what: &str| {
        if !holds {
            found.push(what.to_owned());
        }
    };
    expect(manifest.get("manifest_version") == Some(&Value::from(3)), "the manifest's version is not 3");
    for unwanted in ["key", "update_url", "browser_specific_settings", "version_name"] {
        expect(!manifest.contains_key(unwanted), &format!("the manifest has {unwanted}"));
    }
    let version = manifest.get("version").and_then(Value::as_str).unwrap_or_default();
    let numbers = version.split('.').all(|part| part.parse::<u16>().is_ok());
    expect(numbers && version.split('.').count() <= 4, "the version is not up to four numbers");
    let icon = manifest.get("icons").and_then(|icons| icons.get("128")?.as_str()).unwrap_or_default();
    expect(files.get(icon).and_then(|bytes| png_size(bytes)) == Some((128, 128)), "there is no icon of 128 by 128");
    for (key, most) in [("name", 75), ("description", SUMMARY)] {
        let named = manifest.get(key).and_then(Value::as_str).unwrap_or_default();
        let message = named.strip_prefix("__MSG_").and_then(|name| name.strip_suffix("__"));
        for language in LANGUAGES {
            let text = message.map_or_else(|| Some(named.to_owned()), |message| word(files, language, message));
            let length = text.unwrap_or_default().chars().count();
            expect((1..=most).contains(&length), &format!("the {key} has {length} characters in {language}"));
        }
    }
    for name in manifest::files(manifest) {
        expect(files.contains_key(&name), &format!("the manifest names {name}, which is not there"));
    }
    found
}

fn word(files: &BTreeMap<String, Vec<u8>>, language: &str, key: &str) -> Option<String> {
    let words: Value = serde_json::from_slice(files.get(&format!("_locales/{language}/messages.json"))?).ok()?;
    words.get(key)?.get("message")?.as_str().map(str::to_owned)
}

/// Width and height, by the header (ISO/IEC 15948).
fn png_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let header = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n")?.get(8..16)?;
    let (width, height) = header.split_at_checked(4)?;
    Some((u32::from_be_bytes(width.try_into().ok()?), u32::from_be_bytes(height.try_into().ok()?)))
}

/// What a store says of the product, in one language.
#[derive(Debug)]
struct Listing {
    name: String,
    summary: String,
    description: String,
}

impl Listing {
    fn read(root: &Path, language: &str) -> Result<Self> {
        let file = texts(root).join(format!("listing.{language}.md"));
        let text = fs::read_to_string(&file).with_context(|| format!("{} cannot be read", file.display()))?;
        Self::parse(&text).with_context(|| file.display().to_string())
    }

    /// A title, a summary and a description, each under its heading; neither store knows any markup, and a line that was
    /// broken for who writes it is made whole.
    fn parse(text: &str) -> Result<Self> {
        let name = text.lines().next().and_then(|line| line.strip_prefix("# ")).context("there is no name")?;
        let (_, rest) = text.split_once("## Summary").context("there is no summary")?;
        let (summary, description) = rest.split_once("## Description").context("there is no description")?;
        let paragraphs: Vec<String> = description
            .trim()
            .split("\n\n")
            .map(|part| if part.starts_with('•') { part.trim().to_owned() } else { part.trim().replace('\n', " ") })
            .collect();
        let listing = Self {
            name: name.trim().to_owned(),
            summary: summary.trim().to_owned(),
            description: paragraphs.join("\n\n") + "\n",
        };
        let length = listing.summary.chars().count();
        if !(1..=SUMMARY).contains(&length) {
            bail!("the summary has {length} characters, and may have {SUMMARY}");
        }
        if listing.description.chars().count() > DESCRIPTION {
            bail!("the description has more than {DESCRIPTION} characters");
        }
        Ok(listing)
    }
}

/// The first column of each table row under a heading, without its backquotes, with the second.
fn rows(text: &str, heading: &str) -> BTreeMap<String, String> {
    let part = text.split("\n## ").find(|part| part.starts_with(heading)).unwrap_or_default();
    part.lines()
        .filter_map(|line| line.strip_prefix("| `")?.strip_suffix(" |")?.split_once("` | "))
        .map(|(name, why)| (name.to_owned(), why.to_owned()))
        .collect()
}

/// What the manifests may ever ask for and the reviewers are not told, or the other way round.
///
/// # Errors
/// A text or manifest cannot be read.
fn unjustified(root: &Path) -> Result<Vec<String>> {
    let text = fs::read_to_string(texts(root).join("review.md")).context("review.md cannot be read")?;
    let mut found = Vec::new();
    for (heading, keys) in [
        ("Permissions", ["permissions", "optional_permissions"].as_slice()),
        ("Sites", ["host_permissions", "optional_host_permissions"].as_slice()),
    ] {
        let mut told = rows(&text, heading);
        let mut asked: Vec<String> = Vec::new();
        for browser in Browser::ALL {
            let manifest = manifest::build(root, browser, Variant::Dist)?;
            let list = keys.iter().filter_map(|key| manifest.get(*key)?.as_array()).flatten();
            asked.extend(list.filter_map(|name| name.as_str().map(str::to_owned)));
        }
        asked.sort();
        asked.dedup();
        for name in asked {
            if told.remove(&name).is_none_or(|why| why.trim().is_empty()) {
                found.push(format!("review.md says nothing of {name}"));
            }
        }
        found.extend(told.into_keys().map(|name| format!("review.md justifies {name}, which nobody asks for")));
    }
    Ok(found)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::*;
    use serde_json::json;

    fn root() -> &'static Path {
        Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
    }

    #[test]
    fn the_texts_are_as_the_stores_want_them() {
        for language in LANGUAGES {
            let listing = Listing::read(root(), language).unwrap();
            assert_eq!(listing.name, "Afterword");
            assert!(listing.description.len() > 800 && !listing.description.contains("](http"), "{language}");
            // The browser's own list of extensions says the same as the store.
            let words =
                fs::read_to_string(root().join(format!("extension/_locales/{language}/messages.json"))).unwrap();
            let words: Value = serde_json::from_str(&words).unwrap();
            assert_eq!(words["extensionDescription"]["message"], listing.summary, "{language}");
        }
        assert!(Listing::parse("# A\n## Summary\n\n## Description\nb").is_err());
        let long = format!("# A\n## Summary\n{}\n## Description\nb", "x".repeat(133));
        assert!(Listing::parse(&long).unwrap_err().to_string().contains("133"));
        let broken = Listing::parse("# A\n## Summary\ns\n## Description\none\ntwo\n\n• a\n• b\n").unwrap();
        assert_eq!(broken.description, "one two\n\n• a\n• b\n");
    }

    #[test]
    fn every_permission_is_justified_and_nothing_else() {
        assert_eq!(unjustified(root()).unwrap(), Vec::<String>::new());
        let readme = fs::read_to_string(root().join("README.md")).unwrap();
        for browser in Browser::ALL {
            let manifest = manifest::build(root(), browser, Variant::Dist).unwrap();
            for key in ["permissions", "optional_permissions"] {
                for name in manifest[key].as_array().unwrap() {
                    assert!(readme.contains(&format!("`{}`", name.as_str().unwrap())), "README.md is silent on {name}");
                }
            }
        }
    }

    #[test]
    fn a_manifest_that_the_store_refuses_is_named() {
        let png = |width: u8, height: u8| {
            [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice(), &[0, 0, 0, width, 0, 0, 0, height]].concat()
        };
        let mut files = BTreeMap::from([("icon.png".to_owned(), png(128, 128))]);
        for language in LANGUAGES {
            let words = json!({ "text": { "message": "Short." } });
            files.insert(format!("_locales/{language}/messages.json"), words.to_string().into_bytes());
        }
        let good = json!({ "manifest_version": 3, "version": "0.1.0", "name": "A", "description": "__MSG_text__",
            "icons": { "128": "icon.png" } });
        let with = |key: &str, value: Value| {
            let mut manifest = good.as_object().unwrap().clone();
            manifest.insert(key.to_owned(), value);
            complaints(&manifest, &files)
        };
        assert!(with("version", json!("0.1.0")).is_empty());
        assert_eq!(with("key", json!("MII")), ["the manifest has key"]);
        assert_eq!(with("version", json!("0.1.0-beta")), ["the version is not up to four numbers"]);
        assert_eq!(with("description", json!("x".repeat(133))).len(), 3);
        assert_eq!(with("background", json!({ "service_worker": "b.js" })).len(), 1);
        assert_eq!(with("icons", json!({ "128": "other.png" })).len(), 2);
        assert_eq!(png_size(&png(44, 28)), Some((44, 28)));
    }
}
