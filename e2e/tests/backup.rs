//! The backup page: a copy out, what would change, back in and undone; and the monthly hint.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

#[macro_use]
mod common;

use common::{Stage, picture};
use e2e::Result;
use e2e::browser::{Browser, Kind};
use serde_json::json;

/// Puts a text into the file field, as choosing a file does.
async fn choose(browser: &Browser, text: &str) -> Result<()> {
    let script = "const input = document.querySelector('#restore-file'); \
                  const data = new DataTransfer(); \
                  data.items.add(new File([arguments[0]], 'copy.json')); \
                  input.files = data.files; \
                  input.dispatchEvent(new Event('change', { bubbles: true }));";
    browser.eval(script, vec![json!(text)]).await.map(drop)
}

async fn save(browser: &Browser, name: &str) -> Result<()> {
    let person = json!({ "name": name, "company": "Brightwell" });
    browser.request(json!({ "kind": "save-capture", "form": { "person": person, "role": "peer" } })).await.map(drop)
}

async fn all(kind: Kind) -> Result<()> {
    let Some(tools) = common::tools(kind) else { return Ok(()) };
    let stage = Stage::set(&tools).await?;
    let browser = &stage.browser;
    browser.open_page("dashboard.html").await?;
    save(browser, "Nora Lindqvist").await?;
    let month = 32_i64 * 24 * 3_600_000;
    browser.request(json!({ "kind": "set-clock", "offset_ms": month })).await?;
    browser.open_page("dashboard.html").await?;
    browser.read("Uninstalling wipes everything").await?;
    browser.click("#backup-hint-open").await?;
    browser.click("#backup-download").await?;
    browser.read("Saved as afterword-").await?;

    let copy = browser.request(json!({ "kind": "backup" })).await?;
    save(browser, "Tomas Reiter").await?;
    choose(browser, copy["text"].as_str().unwrap()).await?;
    browser.read("Everything in this file is known here already.").await?;
    browser.click("#restore-replace").await?;
    browser.see("#restore-warning").await?;
    browser.click("[data-kind=people][data-change=removed] summary").await?;
    browser.read("Tomas Reiter").await?;
    picture(browser, "backup", "replace").await?;
    browser.click("#restore-confirm").await?;
    browser.read("Everything is as in the backup now.").await?;
    let names = async || -> Result<Vec<String>> {
        let people = browser.request(json!({ "kind": "people" })).await?;
        let people = people["people"].as_array().cloned().unwrap_or_default();
        Ok(people.iter().filter_map(|view| view["person"]["name"].as_str().map(str::to_owned)).collect())
    };
    assert_eq!(names().await?, ["Nora Lindqvist"]);
    browser.click("#toast-undo").await?;
    browser.read("Taken back.").await?;
    assert_eq!(names().await?, ["Nora Lindqvist", "Tomas Reiter"]);

    choose(browser, &copy["text"].as_str().unwrap().replace("person-saved", "person-sold")).await?;
    browser.read("on line").await?;
    browser.click("#export-calendar").await?;
    browser.read(".ics").await?;
    locked(browser).await
}

/// With a passphrase: saved by the form, opened by nobody who does not know it.
async fn locked(browser: &Browser) -> Result<()> {
    browser.see("#backup-plain-warning.warned").await?;
    let warnings = "return document.querySelectorAll('#content .warned').length";
    assert_eq!(browser.eval(warnings, vec![]).await?, json!(1), "said once for both kinds of file");
    browser.fill("#backup-passphrase", "five brown horses").await?;
    browser.fill("#backup-passphrase-again", "five brown house").await?;
    browser.click("#backup-download").await?;
    browser.read("The two are not the same.").await?;
    browser.fill("#backup-passphrase-again", "five brown horses").await?;
    picture(browser, "backup", "passphrase").await?;
    browser.click("#backup-download").await?;
    browser.gone("#backup-passphrase-again").await?;

    let copy = browser.request(json!({ "kind": "backup", "passphrase": "five brown horses" })).await?;
    let text = copy["text"].as_str().unwrap();
    assert!(text.starts_with("-----BEGIN AGE ENCRYPTED FILE-----") && !text.contains("Nora"), "{text}");
    save(browser, "Ottilie Brandt").await?;
    choose(browser, text).await?;
    browser.fill("#restore-passphrase", "five brown cows").await?;
    browser.click("#restore-open").await?;
    browser.see("[data-code=backup-wrong-passphrase]").await?;
    browser.fill("#restore-passphrase", "five brown horses").await?;
    browser.click("#restore-open").await?;
    browser.click("#restore-replace").await?;
    browser.click("[data-kind=people][data-change=removed] summary").await?;
    browser.read("Ottilie Brandt").await.map(drop)
}

in_both!(all);
