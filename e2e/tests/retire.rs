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

    browser.script_errors().await?;
    let dashboard = updated(browser, &dashboard, &site).await?;
    remove(browser, &dashboard, &site).await?;
    wait::until("no prompt", || async { Ok(browser.panels().await?.is_empty().then_some(())) }).await?;
    browser.see("[g_editable]").await?.send_keys("On we go.").await?;
    browser.click(".aoO").await?;
    browser.read("Message sent").await?;
    assert!(browser.panels().await?.is_empty());
    assert_eq!(browser.eval("return window.errors", vec![]).await?, json!([]), "the page met an error");
    assert_eq!(browser.script_errors().await?, Vec::<String>::new(), "a script has left an error");
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

/// The new copy takes over in the tab as it stands: one prompt, which works. Gives a new dashboard.
async fn updated(browser: &Browser, dashboard: &WindowHandle, site: &WindowHandle) -> Result<WindowHandle> {
    browser.switch(dashboard).await?;
    browser.update_extension().await?;
    closed(browser, dashboard).await?;
    browser.switch(site).await?;
    wait::until("the new copy's draft in the mail", || async {
        let panels = browser.panels().await?;
        let texts: Vec<_> = panels.iter().map(|panel| panel.text.clone()).collect();
        if panels.len() != 1 {
            return Err(format!("{texts:?}").into());
        }
        // One of the old copy has no extension to ask any more.
        browser.panel_click("Insert draft").await?;
        let body = browser.eval("return document.querySelector('[g_editable]').innerText", vec![]).await?;
        Ok(body.as_str().is_some_and(|text| text.contains("Dear Nora")).then_some(()))
    })
    .await?;
    assert_eq!(browser.script_errors().await?, Vec::<String>::new(), "a script has left an error");
    println!("after an update one prompt, which works");
    let dashboard = browser.open_page("dashboard.html").await?;
    browser.switch(site).await?;
    Ok(dashboard)
}

async fn closed(browser: &Browser, page: &WindowHandle) -> Result<()> {
    wait::until("the extension's pages to close", || async {
        Ok((!browser.web()?.windows().await?.contains(page)).then_some(()))
    })
    .await
}

/// As its user does, in the browser's list of extensions.
async fn remove(browser: &Browser, dashboard: &WindowHandle, site: &WindowHandle) -> Result<()> {
    if browser.kind() == Kind::Firefox {
        return browser.switch_extension_off().await;
    }
    browser.switch(dashboard).await?;
    browser.eval("setTimeout(() => chrome.management.uninstallSelf({ showConfirmDialog: false }))", vec![]).await?;
    closed(browser, dashboard).await?;
    browser.switch(site).await
}

in_both!(all);
