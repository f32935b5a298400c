//! What an update, a switch-off or a removal of the extension leaves in open tabs: nothing that is dead, and no error.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

#[macro_use]
mod common;

use common::Stage;
use e2e::browser::{Browser, Kind};
use e2e::{Result, wait};
use serde_json::json;
use thirtyfour::prelude::*;

const MAIL: &str = "https://mail.google.com/mail/u/0/";
const ADDRESS: &str = "nora@brightwell.example";

async fn all(kind: Kind) -> Result<()> {
    let Some(tools) = common::tools(kind) else { return Ok(()) };
    let stage = Stage::set(&tools).await?;
    let browser = &stage.browser;
    let site = browser.web()?.window().await?;
    browser.goto(MAIL).await?;
    let dashboard = browser.open_page("dashboard.html#settings").await?;
    if kind == Kind::Firefox {
        browser.fill("#own-host", "mail.google.com").await?;
        browser.click("#enable-own-host").await?;
        browser.read("is enabled.").await?;
    }
    interviewed(browser).await?;

    browser.switch(&site).await?;
    browser.goto(MAIL).await?;
    browser.eval(WATCH_ERRORS, vec![]).await?;
    browser.click("#practice-compose").await?;
    browser.fill(".anm[name=to] input", &format!("{ADDRESS},")).await?;
    browser.panel("Thank Nora Lindqvist").await?;

    begin_anew(browser, &dashboard, &site).await?;
    // The new copy takes over, in the tab as it stands: one prompt, which works.
    wait::until("one prompt that works", || async {
        let panels = browser.panels().await?;
        let texts: Vec<_> = panels.iter().map(|panel| panel.text.clone()).collect();
        if panels.len() == 1 && texts[0].contains("Insert draft") {
            Ok(Some(()))
        } else {
            Err(format!("{texts:?}").into())
        }
    })
    .await?;
    wait::until("a prompt of the new copy", || async {
        browser.panel_click("Insert draft").await?;
        let body = browser.eval("return document.querySelector('[g_editable]').innerText", vec![]).await?;
        Ok(body.as_str().is_some_and(|text| text.contains("Dear Nora")).then_some(()))
    })
    .await?;
    println!("{kind}: after an update one prompt, which works");

    remove(browser).await?;
    wait::until("no prompt", || async { Ok(browser.panels().await?.is_empty().then_some(())) }).await?;
    browser.see("[g_editable]").await?.send_keys("On we go.").await?;
    browser.click(".aoO").await?;
    browser.read("Message sent").await?;
    assert!(browser.panels().await?.is_empty());
    assert_eq!(browser.eval("return window.errors", vec![]).await?, json!([]), "the page met an error");
    println!("{kind}: after the removal nothing, and the mail goes out");
    Ok(())
}

const WATCH_ERRORS: &str = "window.errors = []; \
    for (const kind of ['error', 'unhandledrejection']) \
        addEventListener(kind, event => window.errors.push(String(event.message ?? event.reason)))";

async fn interviewed(browser: &Browser) -> Result<()> {
    let at = "const at = new Date(Date.now() - arguments[0] * 3600000); const two = part => String(part).padStart(2, '0'); \
              return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`";
    let start = browser.eval(at, vec![json!(2)]).await?;
    let end = browser.eval(at, vec![json!(1)]).await?;
    let form = json!({
        "person": { "name": "Nora Lindqvist", "company": "Brightwell", "email": ADDRESS },
        "role": "hiring-manager",
        "opportunity": { "kind": "new", "company": "Brightwell", "job_title": "Data Engineer" },
        "interview": { "kind": "new", "interview": { "start": start, "end": end } },
    });
    browser.request(json!({ "kind": "save-capture", "form": form })).await.map(drop)
}

/// As an update does: the old copy's extension is gone, a new one begins.
async fn begin_anew(browser: &Browser, dashboard: &WindowHandle, site: &WindowHandle) -> Result<()> {
    browser.switch(dashboard).await?;
    // The page that asks goes with its extension, and its answer with it.
    let _ = browser.eval("setTimeout(() => chrome.runtime.reload(), 50)", vec![]).await;
    wait::until("the pages of the old copy to close", || async {
        Ok((!browser.web()?.windows().await?.contains(dashboard)).then_some(()))
    })
    .await?;
    browser.switch(site).await
}

/// As its user does, in the browser's list of extensions.
async fn remove(browser: &Browser) -> Result<()> {
    match browser.kind() {
        Kind::Chromium => browser.eval_in_worker("chrome.management.uninstallSelf({ showConfirmDialog: false })").await,
        Kind::Firefox => browser.switch_extension_off().await,
    }
}

in_both!(all);
