//! The background and the pages break in every way that a program can: what is stored is whole, the next event works, and
//! the log says in one line what happened, and nothing of what was being said.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

#[macro_use]
mod common;

use common::Stage;
use common::facts::{all_are_stored, ask_without_waiting, memory_is_storage, stored, told};
use e2e::browser::{Browser, Kind};
use e2e::{Result, wait};
use serde_json::{Value, json};

/// In the words of every error made here; nowhere in the log.
const SECRET: &str = "Zzyzx Quentham";

async fn log(browser: &Browser) -> Result<Vec<Value>> {
    let answer = browser.request(json!({ "kind": "errors" })).await?;
    Ok(answer["errors"].as_array().cloned().unwrap_or_default())
}

/// Waits for the one line about it.
async fn noted(browser: &Browser, code: &str) -> Result<Value> {
    wait::until(&format!("“{code}” in the log"), || async {
        let found: Vec<Value> = log(browser).await?.into_iter().filter(|entry| entry["code"] == code).collect();
        match found.as_slice() {
            [] => Err(format!("the log says {:?}", log(browser).await?).into()),
            [only] => Ok(Some(only.clone())),
            several => panic!("one line for one thing: {several:?}"),
        }
    })
    .await
}

async fn forget(browser: &Browser) -> Result<()> {
    browser.request(json!({ "kind": "forget-errors" })).await?;
    assert_eq!(log(browser).await?, [Value::Null; 0]);
    Ok(())
}

/// In the midst of its work, with requests before and after that wait for their turn.
async fn the_background_breaks(browser: &Browser) -> Result<()> {
    let ways = [("panic", "panic"), ("out-of-memory", "trap"), ("stack-overflow", "trap"), ("exception", "exception")];
    for (how, code) in ways {
        let before = memory_is_storage(browser).await?;
        ask_without_waiting(browser, &format!("Before {how}"), 3).await?;
        let broken = browser.request(json!({ "kind": "break", "how": how, "words": SECRET })).await;
        assert!(broken.unwrap_err().to_string().contains("internal"), "{how}: whoever asked is told");
        let form = json!({ "person": { "name": format!("After {how}") }, "role": "peer" });
        browser.request(json!({ "kind": "save-capture", "form": form })).await?;
        all_are_stored(browser, &told(browser).await?).await?;
        assert!(memory_is_storage(browser).await? > before, "{how}");
        let entry = noted(browser, code).await?;
        assert_eq!((&entry["count"], &entry["during"]), (&json!(1), &json!("message")), "{how}: {entry}");
        if code == "panic" {
            let place = entry["place"].as_str().unwrap();
            assert!(place.starts_with("src/browser/failure.rs:"), "{place}");
        }
        println!("{how}: nothing lost, the next request answered; noted as {code} at {}", entry["place"]);
        forget(browser).await?;
    }
    Ok(())
}

async fn the_browser_refuses(browser: &Browser) -> Result<()> {
    let refuse = |what: &str, name: &str| {
        format!(
            "const part = api.{what}; const real = part.{name}; \
             const no = () => {{ Object.defineProperty(part, '{name}', {{ configurable: true, writable: true, value: real }}); \
                 return Promise.reject(new Error('{SECRET}')); }}; \
             Object.defineProperty(part, '{name}', {{ configurable: true, writable: true, value: no }});"
        )
    };
    common::in_background(browser, &refuse("storage.local", "set")).await?;
    let form = json!({ "person": { "name": "Refused Writing" }, "role": "peer" });
    let refused = browser.request(json!({ "kind": "save-capture", "form": form })).await;
    assert!(refused.unwrap_err().to_string().contains("storage-refused"));
    noted(browser, "write-refused").await?;
    assert!(!stored(browser).await?.iter().any(|fact| fact.to_string().contains("Refused Writing")));

    browser.eval_async("await chrome.alarms.clear('wake')", vec![]).await?;
    common::in_background(browser, &refuse("alarms", "create")).await?;
    interviewed(browser).await?;
    noted(browser, "alarm-not-set").await?;
    println!("a refused write and an alarm that was not set: noted");
    forget(browser).await
}

/// To come, so that an alarm is needed.
async fn interviewed(browser: &Browser) -> Result<()> {
    let day = "return new Date(Date.now() + arguments[0] * 3600000).toISOString().slice(0, 19)";
    let (start, end) = (browser.eval(day, vec![json!(24)]).await?, browser.eval(day, vec![json!(25)]).await?);
    let form = json!({
        "person": { "name": "Nora Lindqvist", "company": "Brightwell" },
        "role": "hiring-manager",
        "opportunity": { "kind": "new", "company": "Brightwell", "job_title": "Engineer" },
        "interview": { "kind": "new", "interview": { "start": start, "end": end, "zone": "UTC" } },
    });
    browser.request(json!({ "kind": "save-capture", "form": form })).await.map(drop)
}

/// A listener that is no request's: a script error in the background itself. Only Chromium's can be scripted from outside.
async fn a_listener_throws(browser: &Browser) -> Result<()> {
    if browser.kind() == Kind::Chromium {
        let throws = format!("setTimeout(() => {{ throw new Error('{SECRET}'); }})");
        common::in_background(browser, &throws).await?;
        noted(browser, "exception").await?;
        memory_is_storage(browser).await?;
        forget(browser).await?;
    }
    Ok(())
}

async fn a_page_breaks(browser: &Browser) -> Result<()> {
    browser
        .eval("document.title = arguments[0]; dispatchEvent(new Event('practice-break'))", vec![json!(SECRET)])
        .await?;
    browser.read("This page has stopped working.").await?;
    let entry = noted(browser, "page-stopped").await?;
    assert!(entry["place"].as_str().unwrap().starts_with("src/ui/mod.rs:"), "{entry}");
    println!("a page that panics says so, and where is noted: {}", entry["place"]);
    Ok(())
}

async fn the_user_reads_and_deletes(browser: &mut Browser) -> Result<()> {
    browser.restart().await?;
    browser.open_page("dashboard.html#settings").await?;
    let text = browser.read("A page of Afterword stopped working.").await?;
    assert!(text.contains("src/ui/mod.rs:"), "{text}");
    let keys = "return JSON.stringify((await chrome.storage.local.get('errors')).errors)";
    let kept = browser.eval_async(keys, vec![]).await?.to_string();
    for word in [SECRET, "Zzyzx", "Quentham", "Lindqvist", "Brightwell"] {
        assert!(!kept.contains(word), "the log knows “{word}”: {kept}");
    }
    browser.click("#errors-copy").await?;
    browser.read("Copied. Paste it into your report.").await?;
    if let Some(barriers) = common::barriers(browser).await? {
        assert!(barriers.is_empty(), "{}", barriers.join("\n"));
    }
    browser.eval("document.querySelector('#settings-errors').scrollIntoView()", vec![]).await?;
    common::pictures(browser, "errors", "filled").await?;
    browser.click("#errors-delete").await?;
    browser.see("#errors-empty").await?;
    assert_eq!(browser.eval_async(keys, vec![]).await?, json!("[]"));
    browser.eval("document.querySelector('#settings-errors').scrollIntoView()", vec![]).await?;
    common::picture(browser, "errors", "empty").await?;
    println!("the user reads, copies and deletes the log");
    Ok(())
}

async fn all(kind: Kind) -> Result<()> {
    let Some(tools) = common::tools(kind) else { return Ok(()) };
    let Stage { mut browser, practice: _practice } = Stage::set(&tools).await?;
    browser.open_page("dashboard.html").await?;
    let form = json!({ "person": { "name": "Ada First" }, "role": "peer" });
    browser.request(json!({ "kind": "save-capture", "form": form })).await?;
    assert_eq!(log(&browser).await?, [Value::Null; 0], "something goes wrong on any day");
    the_background_breaks(&browser).await?;
    the_browser_refuses(&browser).await?;
    a_listener_throws(&browser).await?;
    a_page_breaks(&browser).await?;
    the_user_reads_and_deletes(&mut browser).await
}

in_both!(all);
