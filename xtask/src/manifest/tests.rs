//! What each manifest may ask of a user and a browser, and no more.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use super::*;
use serde_json::json;
use std::collections::BTreeSet;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

fn every() -> impl Iterator<Item = (Browser, Variant, Map<String, Value>)> {
    Browser::ALL
        .into_iter()
        .flat_map(|browser| Variant::ALL.map(|variant| (browser, variant, build(root(), browser, variant).unwrap())))
}

fn words<'a>(manifest: &'a Map<String, Value>, key: &str) -> BTreeSet<&'a str> {
    let list = manifest.get(key).map(|list| list.as_array().unwrap().as_slice()).unwrap_or_default();
    let words: BTreeSet<&str> = list.iter().map(|word| word.as_str().unwrap()).collect();
    assert_eq!(words.len(), list.len(), "{key} names something twice");
    words
}

#[test]
fn permissions_are_no_wider_than_what_is_used() {
    for (browser, variant, manifest) in every() {
        let mut allowed =
            BTreeSet::from(["storage", "unlimitedStorage", "alarms", "notifications", "activeTab", "scripting"]);
        if browser == Browser::Chromium {
            allowed.insert("sidePanel");
        }
        // The automatic backup, asked for when it is switched on.
        let mut optional = BTreeSet::from(["downloads"]);
        if variant == Variant::Practice && browser == Browser::Chromium {
            allowed.append(&mut optional);
        }
        assert_eq!(words(&manifest, "permissions"), allowed, "{browser:?} {variant:?}");
        assert_eq!(words(&manifest, "optional_permissions"), optional, "{browser:?} {variant:?}");
    }
}

#[test]
fn installing_grants_no_host() {
    for (browser, variant, manifest) in every() {
        // Nothing is injected anywhere by declaration: the user enables a site, or clicks the button on a page.
        assert!(!manifest.contains_key("content_scripts"), "{browser:?}");
        let optional = words(&manifest, "optional_host_permissions");
        if variant == Variant::Practice && browser == Browser::Chromium {
            assert_eq!(optional, BTreeSet::from([ANY_HOST]));
            assert!(!words(&manifest, "host_permissions").contains(ANY_HOST));
        } else {
            assert!(!manifest.contains_key("host_permissions"), "{browser:?} {variant:?}");
            assert!(optional.contains("https://www.linkedin.com/*"));
            assert!(optional.iter().all(|host| host.starts_with("https://")), "{optional:?}");
        }
    }
}

#[test]
fn every_site_that_is_read_can_be_asked_for() {
    let manifest = build(root(), Browser::Chromium, Variant::Dist).unwrap();
    let optional = words(&manifest, "optional_host_permissions");
    let mut seen = 0;
    for entry in std::fs::read_dir(root().join("src/capture/sites")).unwrap() {
        let file = entry.unwrap().path();
        let site: toml::Table = std::fs::read_to_string(&file).unwrap().parse().unwrap();
        for host in site.get("hosts").and_then(toml::Value::as_array).into_iter().flatten() {
            assert!(optional.contains(host.as_str().unwrap()), "{host:?} of {}", file.display());
            seen += 1;
        }
    }
    assert!(seen > 4, "only {seen} hosts in src/capture/sites");
}

#[test]
fn a_page_cannot_see_us_and_nothing_leaves() {
    for (browser, variant, manifest) in every() {
        assert!(!manifest.contains_key("web_accessible_resources"), "{browser:?} {variant:?}");
        assert!(!manifest.contains_key("externally_connectable"));
        let policies = manifest["content_security_policy"].as_object().unwrap();
        assert_eq!(policies.keys().collect::<Vec<_>>(), ["extension_pages"]);
        let policy: Vec<Vec<&str>> = policies["extension_pages"]
            .as_str()
            .unwrap()
            .split(';')
            .map(|directive| directive.split_whitespace().collect())
            .collect();
        assert_eq!(policy[0], ["default-src", "'none'"]);
        let sources = |name: &str| policy.iter().find(|d| d[0] == name).map(|d| &d[1..]).unwrap_or_default();
        assert_eq!(sources("script-src"), ["'self'", "'wasm-unsafe-eval'"]);
        assert_eq!(sources("connect-src"), ["'self'"]);
        assert_eq!(sources("style-src"), ["'self'"]);
        for source in policy.iter().flat_map(|directive| &directive[1..]) {
            assert!(["'none'", "'self'", "'wasm-unsafe-eval'", "data:"].contains(source), "{source}");
        }
        assert!(policy.iter().all(|d| !d.contains(&"data:") || d[0] == "img-src"));
    }
}

#[test]
fn what_is_seen_in_a_private_window_is_not_kept() {
    for (_, _, manifest) in every() {
        assert_eq!(manifest["incognito"], "not_allowed");
    }
}

#[test]
fn each_browser_gets_its_own_background_and_panel() {
    let chromium = build(root(), Browser::Chromium, Variant::Dist).unwrap();
    assert_eq!(chromium["background"], json!({"service_worker": "background.js", "type": "module"}));
    assert_eq!(chromium["side_panel"]["default_path"], "sidebar.html");
    assert!(!chromium.contains_key("sidebar_action") && !chromium.contains_key("browser_specific_settings"));

    let firefox = build(root(), Browser::Firefox, Variant::Dist).unwrap();
    assert_eq!(firefox["background"], json!({"scripts": ["background.js"], "type": "module"}));
    assert_eq!(firefox["sidebar_action"]["default_panel"], "sidebar.html");
    assert_eq!(firefox["sidebar_action"]["open_at_install"], false);
    assert!(!firefox.contains_key("side_panel") && !firefox.contains_key("minimum_chrome_version"));
    let gecko = &firefox["browser_specific_settings"]["gecko"];
    assert_eq!(gecko["data_collection_permissions"], json!({"required": ["none"]}));
}

#[test]
fn practice_differs_only_where_headless_chromium_needs_it() {
    let firefox = |variant| build(root(), Browser::Firefox, variant).unwrap();
    assert_eq!(firefox(Variant::Practice), firefox(Variant::Dist));
    assert_eq!(firefox(Variant::Dev), firefox(Variant::Dist));

    let strip = |variant| {
        let mut manifest = build(root(), Browser::Chromium, variant).unwrap();
        for key in ["key", "version_name", "host_permissions", "optional_host_permissions", "optional_permissions"] {
            manifest.remove(key);
        }
        if let Some(Value::Array(held)) = manifest.get_mut("permissions") {
            held.retain(|name| name != "downloads");
        }
        manifest
    };
    assert_eq!(strip(Variant::Practice), strip(Variant::Dist));
    let dist = build(root(), Browser::Chromium, Variant::Dist).unwrap();
    assert!(!dist.contains_key("key") && !dist.contains_key("version_name"));
}

#[test]
fn the_version_is_the_packages() {
    for (_, _, manifest) in every() {
        assert_eq!(manifest["version"], json!(crate_version(root()).unwrap()));
    }
}

#[test]
fn every_text_of_the_manifest_is_in_every_catalogue() {
    let manifest = build(root(), Browser::Firefox, Variant::Dist).unwrap();
    let text = serde_json::to_string(&manifest).unwrap();
    let keys: BTreeSet<&str> = text.split("__MSG_").skip(1).map(|rest| rest.split("__").next().unwrap()).collect();
    assert!(keys.contains("extensionName"));
    for entry in std::fs::read_dir(root().join("extension/_locales")).unwrap() {
        let file = entry.unwrap().path().join("messages.json");
        let catalogue: Value = serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
        for key in &keys {
            assert!(catalogue[*key]["message"].is_string(), "{key} in {}", file.display());
        }
        // The stores' own limits.
        let length = |key: &str| catalogue[key]["message"].as_str().unwrap().chars().count();
        assert!(length("extensionName") <= 45, "{}", file.display());
        assert!(length("extensionDescription") <= 132, "{}", file.display());
    }
}

#[test]
fn merging_goes_into_objects_appends_to_lists_and_replaces_the_rest() {
    let object = |value: Value| value.as_object().unwrap().clone();
    let mut base = object(json!({"a": {"x": 1, "y": 2}, "b": ["1"], "c": "old"}));
    merge(&mut base, object(json!({"a": {"y": 3, "z": 4}, "b": ["2"], "c": "new", "d": true})));
    assert_eq!(base, object(json!({"a": {"x": 1, "y": 3, "z": 4}, "b": ["1", "2"], "c": "new", "d": true})));
}

#[test]
fn the_files_that_a_manifest_names_are_found() {
    let manifest = build(root(), Browser::Chromium, Variant::Dist).unwrap();
    let files = files(&manifest);
    for file in ["background.js", "popup.html", "sidebar.html", "dashboard.html", "icons/icon-128.png"] {
        assert!(files.contains(&file.to_owned()), "{file}");
    }
}

/// The glue's maker and the macro's crate speak a private format that changes with each release.
#[test]
fn wasm_bindgen_and_its_glue_maker_are_of_one_version() {
    let table = |file: &str| -> toml::Table { std::fs::read_to_string(root().join(file)).unwrap().parse().unwrap() };
    let pin = |file: &str, name: &str| {
        let table = table(file);
        let entry = &table["dependencies"][name];
        let version = entry.as_str().or_else(|| entry.get("version")?.as_str()).unwrap();
        version.strip_prefix('=').unwrap_or_else(|| panic!("{file}: {name} is not pinned with =")).to_owned()
    };
    let pinned = pin("Cargo.toml", "wasm-bindgen");
    assert_eq!(pin("xtask/Cargo.toml", "wasm-bindgen-cli-support"), pinned);
    let lock = table("Cargo.lock");
    for name in ["wasm-bindgen", "wasm-bindgen-cli-support"] {
        let locked: Vec<&str> = lock["package"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|package| package["name"].as_str() == Some(name))
            .map(|package| package["version"].as_str().unwrap())
            .collect();
        assert_eq!(locked, [pinned.as_str()], "{name} in Cargo.lock");
    }
}
