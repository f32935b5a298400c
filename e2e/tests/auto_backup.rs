//! The automatic backup, in the browser's own folder for downloads.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

#[macro_use]
mod common;

use common::{Stage, picture};
use e2e::browser::{Browser, Kind};
use e2e::{Result, wait};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::time::Duration;

const PASSPHRASE: &str = "seven slow barges";
const DAY: i64 = 24 * 3_600_000;

async fn save(browser: &Browser, name: &str) -> Result<()> {
    let person = json!({ "name": name, "company": "Brightwell" });
    browser.request(json!({ "kind": "save-capture", "form": { "person": person, "role": "peer" } })).await.map(drop)
}

/// What lies in the folder, by name.
fn files(browser: &Browser) -> Result<BTreeMap<String, String>> {
    let folder = browser.downloads().join("Afterword");
    let mut files = BTreeMap::new();
    if folder.is_dir() {
        for entry in std::fs::read_dir(folder)? {
            let entry = entry?;
            files.insert(entry.file_name().to_string_lossy().into_owned(), std::fs::read_to_string(entry.path())?);
        }
    }
    Ok(files)
}

async fn choose(browser: &Browser, field: &str, text: &str) -> Result<()> {
    let script = "const input = document.querySelector(arguments[0]); \
                  const data = new DataTransfer(); \
                  data.items.add(new File([arguments[1]], 'copy')); \
                  input.files = data.files; \
                  input.dispatchEvent(new Event('change', { bubbles: true }));";
    browser.eval(script, vec![json!(field), json!(text)]).await.map(drop)
}

async fn may_save(browser: &Browser) -> Result<bool> {
    let asked = "return (globalThis.browser ?? chrome).permissions.contains({ permissions: ['downloads'] })";
    Ok(browser.eval_async(asked, vec![]).await? == json!(true))
}

async fn in_plain(kind: Kind) -> Result<()> {
    let Some(tools) = common::tools(kind) else { return Ok(()) };
    let stage = Stage::set(&tools).await?;
    let browser = &stage.browser;
    browser.open_page("dashboard.html#backup").await?;
    save(browser, "Nora Lindqvist").await?;
    assert_eq!(may_save(browser).await?, kind == Kind::Chromium, "asked for when it is switched on");
    browser.choose("#auto-backup-every", "day").await?;
    browser.see("#backup-plain-warning").await?;
    picture(browser, "auto-backup", "off").await?;
    browser.click("#auto-backup-on").await?;
    browser.read("On, every day, without a passphrase.").await?;
    browser.see("#auto-backup-saved").await?;
    picture(browser, "auto-backup", "on").await?;
    let first = files(browser)?;
    assert_eq!(first.len(), 1, "{:?}", first.keys());
    let (name, text) = first.first_key_value().unwrap();
    assert!(name.starts_with("afterword-backup-20") && name.ends_with(".json"), "{name}");
    assert!(text.contains("Nora Lindqvist"));

    // A day later, by the alarm alone: the background was stopped.
    save(browser, "Tomas Reiter").await?;
    browser.set_clock(DAY - 40_000).await?;
    // The page in front may still ask something; whatever runs again ends before the alarm rings, or is rung at.
    browser.interrupt_background().await?;
    let later = wait::until_for(Duration::from_secs(150), "the next backup", || async {
        let all = files(browser)?;
        let newest = all.iter().find(|(other, _)| *other != name).map(|(_, text)| text.clone());
        Ok(newest.filter(|text| text.ends_with('}')))
    })
    .await?;
    assert!(later.contains("Nora Lindqvist") && later.contains("Tomas Reiter"));

    // It brings back what went.
    let people = browser.request(json!({ "kind": "people" })).await?;
    let gone =
        people["people"].as_array().unwrap().iter().find(|view| view["person"]["name"] == "Tomas Reiter").unwrap();
    browser.request(json!({ "kind": "remove-person", "person": gone["person"]["id"] })).await?;
    choose(browser, "#restore-file", &later).await?;
    browser.click("#restore-replace").await?;
    browser.click("[data-kind=people][data-change=added] summary").await?;
    browser.read("Tomas Reiter").await?;
    browser.click("#restore-confirm").await?;
    browser.read("Everything is as in the backup now.").await?;

    // More than fits in what a browser takes as an address elsewhere.
    let long = "x".repeat(5_000_000);
    let mut settings = browser.request(json!({ "kind": "settings" })).await?["settings"].clone();
    settings["applicant"]["contact_lines"] = json!([long]);
    browser.request(json!({ "kind": "save-settings", "settings": settings })).await?;
    let answer = browser.request(json!({ "kind": "auto-backup-now" })).await?;
    assert_eq!(answer["auto"]["failed"], Value::Null);
    assert!(files(browser)?.values().any(|text| text.len() > 5_000_000 && text.ends_with('}')));

    withdrawn(browser).await
}

/// Firefox only: what was granted at install cannot be withdrawn.
async fn withdrawn(browser: &Browser) -> Result<()> {
    if browser.kind() == Kind::Firefox {
        let withdraw = "return browser.permissions.remove({ permissions: ['downloads'] })";
        browser.eval_async(withdraw, vec![]).await?;
        wait::until("the word on it", || async {
            let answer = browser.request(json!({ "kind": "auto-backup" })).await?;
            Ok((answer["auto"]["failed"]["key"] == "auto_backup_not_allowed").then_some(()))
        })
        .await?;
        browser.open_page("dashboard.html#backup").await?;
        browser.see("#auto-backup-failed").await?;
        picture(browser, "auto-backup", "withdrawn").await?;
        browser.click("#auto-backup-now").await?;
        browser.gone("#auto-backup-failed").await?;
        assert!(may_save(browser).await?);
    }
    browser.click("#auto-backup-off").await?;
    browser.see("#auto-backup-form").await?;
    if browser.kind() == Kind::Firefox {
        wait::until("the permission to be given back", || async { Ok((!may_save(browser).await?).then_some(())) })
            .await?;
    }
    Ok(())
}

async fn with_a_passphrase(kind: Kind) -> Result<()> {
    let Some(tools) = common::tools(kind) else { return Ok(()) };
    let stage = Stage::set(&tools).await?;
    let browser = &stage.browser;
    browser.open_page("dashboard.html#backup").await?;
    save(browser, "Nora Lindqvist").await?;
    browser.fill("#auto-backup-passphrase", PASSPHRASE).await?;
    browser.fill("#auto-backup-passphrase-again", PASSPHRASE).await?;
    browser.click("#auto-backup-on").await?;
    browser.read("On, every week, with a passphrase.").await?;
    let all = files(browser)?;
    assert_eq!(all.len(), 2, "{:?}", all.keys());
    let key = &all["afterword-backup-key.age"];
    let (_, locked) = all.iter().find(|(name, _)| name.ends_with(".json.age")).unwrap();
    for text in [key, locked] {
        assert!(text.starts_with("-----BEGIN AGE ENCRYPTED FILE-----") && !text.contains("Lindqvist"));
    }

    // In another browser, as after the loss of this one.
    let other = Stage::set(&tools).await?;
    let browser = &other.browser;
    browser.open_page("dashboard.html#backup").await?;
    browser.see("#restore-file").await?;
    choose(browser, "#restore-file", locked).await?;
    browser.fill("#restore-passphrase", PASSPHRASE).await?;
    browser.click("#restore-open").await?;
    browser.see("[data-code=backup-key-missing]").await?;
    browser.see("#restore-key").await?;
    choose(browser, "#restore-key", key).await?;
    picture(browser, "auto-backup", "key").await?;
    browser.click("#restore-open").await?;
    browser.see("#restore-preview").await?;
    browser.click("#restore-confirm").await?;
    browser.gone("#restore-preview").await?;
    let people = browser.request(json!({ "kind": "people" })).await?;
    assert_eq!(people["people"][0]["person"]["name"], "Nora Lindqvist");
    Ok(())
}

in_both!(in_plain, with_a_passphrase);
