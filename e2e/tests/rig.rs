//! The rig itself, with a tiny extension made here: what it claims to see and do, it does. Most of all, that a
//! forbidden request *would* be seen.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

#[macro_use]
mod common;

use common::Stage;
use e2e::browser::{Kind, Scheme};
use e2e::{Result, wait};
use serde_json::json;
use std::path::Path;
use tempfile::TempDir;

const PROFILE: &str = "https://www.linkedin.com/in/mara-lindqvist-practice/";

fn tiny(kind: Kind) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    let background = match kind {
        Kind::Chromium => json!({ "service_worker": "background.js" }),
        Kind::Firefox => json!({ "scripts": ["background.js"] }),
    };
    let manifest = json!({
        "manifest_version": 3, "name": "Tiny", "version": "1", "background": background,
        "permissions": ["storage", "tabs"], "action": { "default_popup": "page.html" },
        "host_permissions": ["https://mail.google.com/*"],
        "content_scripts": [{ "matches": ["https://mail.google.com/*"], "js": ["content.js"] }],
        "browser_specific_settings": { "gecko": { "id": "tiny@example.org" } },
    });
    write("manifest.json", &manifest.to_string());
    write("page.html", "<!doctype html><title>Tiny page</title><p>Hello</p>");
    write("background.js", "
        chrome.runtime.onMessage.addListener((message, sender, answer) => {
            if (message.kind === 'fetch') fetch(message.url).then(() => answer({ ok: 'loaded' }), (e) => answer({ ok: 'refused' }));
            else answer({ ok: message.kind + ' heard' });
            return true;
        });");
    write(
        "content.js",
        "
        const host = document.createElement('div');
        const root = host.attachShadow({ mode: 'closed' });
        const box = document.createElement('div');
        box.style.cssText = 'position: fixed; left: 10px; top: 200px; width: 200px; height: 60px; z-index: 999999';
        const button = document.createElement('button');
        button.textContent = 'Press me';
        const told = document.createElement('span');
        told.textContent = 'not yet';
        button.addEventListener('click', (event) => { told.textContent = event.isTrusted ? 'pressed' : 'forged'; });
        box.append(button, told);
        root.append(box);
        document.documentElement.append(host);",
    );
    folder
}

async fn stage(kind: Kind) -> Result<Option<Stage>> {
    let extension = tiny(kind);
    Stage::with(kind, Some(extension.path())).await
}

/// Real host names reach the practice site, with its policy in force.
async fn sites(kind: Kind) -> Result<()> {
    let Some(Stage { browser, practice }) = stage(kind).await? else { return Ok(()) };
    browser.goto(PROFILE).await?;
    let text = browser.read("Engineering Manager at Fernhollow Robotics").await?;
    assert!(text.contains("Practice site"));
    assert_eq!(browser.eval("return location.href", vec![]).await?, json!(PROFILE));

    let inline = "const s = document.createElement('script'); s.textContent = 'document.title = 1'; document.body.append(s); \
                  return document.title";
    assert_eq!(browser.eval(inline, vec![]).await?, json!("Mara Lindqvist | LinkedIn"), "the policy lets scripts in");
    wait::until("the report of it", || async {
        Ok(practice.server.requests().iter().any(e2e::net::Request::is_policy_report).then_some(()))
    })
    .await?;

    browser.goto("https://mail.google.com/mail/u/0/").await?;
    let markup =
        "try { document.body.insertAdjacentHTML('beforeend', '<i></i>'); return 'let in' } catch (e) { return e.name }";
    assert_eq!(browser.eval(markup, vec![]).await?, json!("TypeError"), "trusted types are not enforced");

    practice
        .server
        .serve_bytes("https://pages.example/a/b?c", "<!doctype html><title>Served</title><p>under its address")?;
    browser.goto("https://pages.example/a/b?d").await?;
    assert_eq!(browser.web()?.title().await?, "Served");

    let dark = "return matchMedia('(prefers-color-scheme: dark)').matches";
    for (scheme, wanted) in [(Scheme::Dark, true), (Scheme::Light, false)] {
        browser.prefer(scheme).await?;
        wait::until(&format!("{scheme:?}"), || async {
            Ok((browser.eval(dark, vec![]).await? == wanted).then_some(()))
        })
        .await?;
    }
    Ok(())
}

/// An extension that calls out is seen by the proxy; one that does not leaves no trace.
async fn silence(kind: Kind) -> Result<()> {
    let Some(Stage { browser, practice }) = stage(kind).await? else { return Ok(()) };
    browser.open_page("page.html").await?;
    assert_eq!(browser.request(json!({ "kind": "hello" })).await?, json!("hello heard"));
    browser.goto(PROFILE).await?;
    browser.read("Fernhollow").await?;
    assert_eq!(practice.proxy.refused(), [], "the browser itself is not silent");

    browser.open_page("page.html").await?;
    let url = "https://spy.example/collect";
    assert_eq!(browser.request(json!({ "kind": "fetch", "url": url })).await?, json!("refused"));
    assert!(practice.proxy.refused().iter().any(|r| r.host() == "spy.example"), "a call went unseen");
    practice.server.forget_requests();
    browser.request(json!({ "kind": "fetch", "url": "https://mail.google.com/practice/mail.js" })).await?;
    let seen = practice.server.requests();
    assert!(seen.iter().any(|r| r.path == "/practice/mail.js" && r.dest == "empty"), "{seen:?}");
    Ok(())
}

/// Stopped backgrounds wake; storage outlives a restart and a crash.
async fn lives(kind: Kind) -> Result<()> {
    let Some(Stage { mut browser, practice: _practice }) = stage(kind).await? else { return Ok(()) };
    browser.open_page("page.html").await?;
    browser.request(json!({ "kind": "hello" })).await?;
    assert!(browser.background_runs().await?);
    browser.stop_background().await?;
    assert!(!browser.background_runs().await?);
    browser.request(json!({ "kind": "again" })).await?;
    assert!(browser.background_runs().await?, "a message did not wake it");

    let store = "await chrome.storage.local.set({ seen: arguments[0] })";
    let stored = "return (await chrome.storage.local.get('seen')).seen";
    browser.eval_async(store, vec![json!(1)]).await?;
    browser.restart().await?;
    browser.open_page("page.html").await?;
    assert_eq!(browser.eval_async(stored, vec![]).await?, json!(1));
    browser.eval_async(store, vec![json!(2)]).await?;
    browser.kill().await?;
    browser.reopen().await?;
    browser.open_page("page.html").await?;
    assert_eq!(browser.eval_async(stored, vec![]).await?, json!(2));
    browser.request(json!({ "kind": "hello" })).await?;
    Ok(())
}

/// Closed shadow roots are seen and pressed.
async fn panels(kind: Kind) -> Result<()> {
    let Some(Stage { browser, practice: _practice }) = stage(kind).await? else { return Ok(()) };
    browser.goto("https://mail.google.com/mail/u/0/").await?;
    let before = browser.panel("not yet").await?;
    assert_eq!(before.controls[0].name, "Press me");
    browser.panel_click("Press me").await?;
    browser.panel("pressed").await?;
    let seen_by_page = browser.eval("return document.documentElement.lastElementChild.shadowRoot", vec![]).await?;
    assert!(seen_by_page.is_null());

    let tab = browser.open_page("page.html").await?;
    let number = browser.tab_number("https://mail.google.com/").await?;
    browser.switch(&tab).await?;
    let url = browser.eval_async("return (await chrome.tabs.get(arguments[0])).url", vec![json!(number)]).await?;
    assert_eq!(url, json!("https://mail.google.com/mail/u/0/"));
    let shot = tempfile::tempdir()?;
    browser.screenshot(&shot.path().join("deep/page.png")).await?;
    assert!(Path::new(&shot.path().join("deep/page.png")).metadata()?.len() > 1000);
    Ok(())
}

in_both!(sites, silence, lives, panels);
