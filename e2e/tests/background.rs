//! What a browser does to a background: it is stopped in the middle of its work, killed with the whole browser, loses its
//! alarm, gets another clock, cannot write, is updated, and has two pages ask at once. Nothing that was acknowledged is
//! lost, and each reminder comes once. `tests/background` plays the same on a simulated browser, at every await.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

#[macro_use]
mod common;

use common::Stage;
use common::facts::{all_are_stored, answered, ask_without_waiting, memory_is_storage, stored, told};
use e2e::browser::{Browser, Kind};
use e2e::{Result, wait};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

const DAY: i64 = 24 * 3_600_000;

/// Every moment was announced once at most, and everything that is due was.
async fn each_reminder_came_once(browser: &Browser) -> Result<()> {
    wait::until("everything due to be announced", || async {
        let mut notified: BTreeMap<String, usize> = BTreeMap::new();
        let mut steps = BTreeSet::new();
        for fact in stored(browser).await?.iter().filter(|fact| fact["what"]["kind"] == "notified") {
            *notified.entry(fact["what"].to_string()).or_default() += 1;
            steps.insert(fact["what"]["follow_up"].to_string());
        }
        assert!(notified.values().all(|times| *times == 1), "announced twice: {notified:?}");
        let agenda = browser.request(json!({ "kind": "agenda" })).await?["agenda"].clone();
        let due = agenda["due"].as_array().cloned().unwrap_or_default();
        assert!(!due.is_empty() || browser.badge().await?.is_empty(), "the icon says what is not there");
        let silent: Vec<String> =
            due.iter().map(|step| step["id"].to_string()).filter(|id| !steps.contains(id)).collect();
        if silent.is_empty() { Ok(Some(())) } else { Err(format!("not announced: {silent:?}").into()) }
    })
    .await
}

async fn alarm(browser: &Browser) -> Result<Option<i64>> {
    let script = "return (await chrome.alarms.get('wake'))?.scheduledTime ?? null";
    #[allow(clippy::cast_possible_truncation)]
    Ok(browser.eval_async(script, vec![]).await?.as_f64().map(|time| time as i64))
}

async fn alarm_is_set(browser: &Browser, when: &str) -> Result<()> {
    wait::until(&format!("the alarm to be set {when}"), || async { Ok(alarm(browser).await?.map(drop)) }).await
}

/// With an interview that ended an hour ago, so that something is due; no quiet hours, whatever the time of this run.
async fn set(browser: &Browser) -> Result<()> {
    browser.open_page("dashboard.html").await?;
    let mut settings = browser.request(json!({ "kind": "settings" })).await?["settings"].clone();
    settings["quiet_hours"] = Value::Null;
    settings["days_off"] = json!([]);
    browser.request(json!({ "kind": "save-settings", "settings": settings })).await?;
    let time = async |minutes: i64| {
        let script = "return new Date(Date.now() + arguments[0] * 60000).toISOString().slice(0, 19)";
        browser.eval(script, vec![json!(minutes)]).await
    };
    let interview = json!({ "start": time(-120).await?, "end": time(-60).await?, "zone": "UTC" });
    let form = json!({
        "person": { "name": "Nora Lindqvist", "company": "Brightwell", "email": "nora@brightwell.example" },
        "role": "hiring-manager",
        "opportunity": { "kind": "new", "company": "Brightwell", "job_title": "Engineer" },
        "interview": { "kind": "new", "interview": interview },
    });
    browser.request(json!({ "kind": "save-capture", "form": form })).await.map(drop)
}

async fn stopped_in_the_middle(browser: &Browser) -> Result<()> {
    // Stopped with none, one, two … of six requests answered, and the next one under way.
    for round in 0..15 {
        let before = answered(browser).await?;
        ask_without_waiting(browser, &format!("Round {round} person"), 6).await?;
        let some_answers = "const data = document.documentElement.dataset; \
                            await new Promise((done) => { \
                                const look = () => Number(data.answered ?? 0) >= arguments[0] && done(); \
                                new MutationObserver(look).observe(document.documentElement, { attributes: true }); \
                                look(); })";
        browser.eval_async(some_answers, vec![json!(before + round % 5)]).await?;
        browser.interrupt_background().await?;
    }
    let told = told(browser).await?;
    assert!(!told.is_empty(), "stopped before anything was done");
    all_are_stored(browser, &told).await?;
    memory_is_storage(browser).await?;
    each_reminder_came_once(browser).await
}

async fn two_pages_at_once(browser: &Browser) -> Result<()> {
    let first = browser.open_page("dashboard.html").await?;
    let second = browser.open_page("popup.html").await?;
    for (page, name) in [(&first, "First page"), (&second, "Second page")] {
        browser.switch(page).await?;
        ask_without_waiting(browser, name, 15).await?;
    }
    for page in [&first, &second] {
        browser.switch(page).await?;
        wait::until("fifteen answers", || async { Ok((answered(browser).await? == 15).then_some(())) }).await?;
        let told = told(browser).await?;
        assert_eq!(told.len(), 15);
        all_are_stored(browser, &told).await?;
    }
    memory_is_storage(browser).await?;
    browser.switch(&second).await?;
    browser.close_tab(&first).await
}

/// How a browser says no.
#[derive(Clone, Copy, Debug)]
enum Refusal {
    Rejected,
    /// Before there is a promise at all, as for arguments that it does not like.
    Thrown,
}

/// The next `n`th write of the background fails, as on a full disk.
async fn fail_write(browser: &Browser, kind: Kind, n: usize, how: Refusal) -> Result<()> {
    let says_no = match how {
        Refusal::Rejected => "return Promise.reject(new Error('No space left on device'));",
        Refusal::Thrown => "throw new Error('No space left on device');",
    };
    let patch = "const local = api.storage.local; const real = local.set; let left = LEFT; \
                 Object.defineProperty(local, 'set', { configurable: true, writable: true, value: (items) => { \
                     left -= 1; \
                     if (left > 0) return real.call(local, items); \
                     Object.defineProperty(local, 'set', { configurable: true, writable: true, value: real }); \
                     SAYS_NO } });"
        .replace("LEFT", &n.to_string())
        .replace("SAYS_NO", says_no);
    match kind {
        Kind::Chromium => browser.eval_in_worker(&format!("const api = globalThis.browser; {patch}")).await,
        Kind::Firefox => {
            let script = format!("const api = (await browser.runtime.getBackgroundPage()).browser; {patch}");
            browser.eval_async(&script, vec![]).await.map(drop)
        }
    }
}

async fn writes_fail(browser: &Browser, kind: Kind) -> Result<()> {
    for (n, how) in [(1, Refusal::Rejected), (2, Refusal::Rejected), (1, Refusal::Thrown), (2, Refusal::Thrown)] {
        // Awake, so that the write that fails is the request's own.
        let before = memory_is_storage(browser).await?;
        fail_write(browser, kind, n, how).await?;
        let mut refused = 0;
        for try_number in 1..=2 {
            let person = json!({ "name": format!("{how:?} {n} {try_number}"), "company": "Brightwell" });
            let form = json!({ "person": person, "role": "peer" });
            match browser.request(json!({ "kind": "save-capture", "form": form })).await {
                Ok(_) => {}
                Err(error) => {
                    assert!(error.to_string().contains("storage-refused"), "{error}");
                    refused += 1;
                }
            }
        }
        assert_eq!(refused, 1, "the write did not fail");
        assert_eq!(memory_is_storage(browser).await?, before + 1, "what was refused is not there, the other is");
    }
    Ok(())
}

async fn alarm_deleted(browser: &mut Browser) -> Result<()> {
    alarm_is_set(browser, "before").await?;
    browser.eval_async("return await chrome.alarms.clear('wake')", vec![]).await?;
    assert_eq!(alarm(browser).await?, None);
    ask_without_waiting(browser, "After the alarm", 1).await?;
    alarm_is_set(browser, "after a change").await?;
    browser.eval_async("return await chrome.alarms.clear('wake')", vec![]).await?;
    browser.restart().await?;
    browser.open_page("dashboard.html").await?;
    alarm_is_set(browser, "after a start").await
}

async fn clock_set(browser: &Browser) -> Result<()> {
    for days in [9, -400, 9, 0] {
        browser.set_clock(days * DAY).await?;
        each_reminder_came_once(browser).await?;
        alarm_is_set(browser, &format!("{days} days off")).await?;
        browser.interrupt_background().await?;
    }
    Ok(())
}

async fn updated(browser: &Browser) -> Result<()> {
    let before = stored(browser).await?.len();
    let elsewhere = browser.open_tab("about:blank").await?;
    browser.open_page("dashboard.html").await?;
    ask_without_waiting(browser, "While it is updated", 3).await?;
    browser.eval_async("await chrome.alarms.clear('wake')", vec![]).await?;
    let told = told(browser).await?;
    // The extension's pages go with it, so there may be no answer.
    let _ = browser.eval("setTimeout(() => chrome.runtime.reload(), 0)", vec![]).await;
    browser.switch(&elsewhere).await?;
    wait::until("the extension to be back", || async {
        browser.open_page("dashboard.html").await?;
        let there = browser.eval("return Boolean(chrome.storage)", vec![]).await?;
        if there == json!(true) { Ok(Some(())) } else { Err(browser.text().await?.into()) }
    })
    .await?;
    alarm_is_set(browser, "after an update").await?;
    all_are_stored(browser, &told).await?;
    assert!(stored(browser).await?.len() >= before);
    each_reminder_came_once(browser).await
}

async fn killed(browser: &mut Browser) -> Result<()> {
    for round in 0..3 {
        browser.open_page("dashboard.html").await?;
        ask_without_waiting(browser, &format!("Killed {round}"), 10).await?;
        wait::until("some answers", || async { Ok((told(browser).await?.len() >= 3).then_some(())) }).await?;
        let told = told(browser).await?;
        browser.kill().await?;
        browser.reopen().await?;
        browser.open_page("dashboard.html").await?;
        all_are_stored(browser, &told).await?;
        memory_is_storage(browser).await?;
        each_reminder_came_once(browser).await?;
        alarm_is_set(browser, "after a kill").await?;
    }
    Ok(())
}

async fn bad_day(kind: Kind) -> Result<()> {
    let Some(tools) = common::tools(kind) else { return Ok(()) };
    let Stage { mut browser, practice: _practice } = Stage::set(&tools).await?;
    set(&browser).await?;
    browser.badge_says("2").await?;
    each_reminder_came_once(&browser).await?;
    updated(&browser).await?;
    stopped_in_the_middle(&browser).await?;
    two_pages_at_once(&browser).await?;
    writes_fail(&browser, kind).await?;
    clock_set(&browser).await?;
    alarm_deleted(&mut browser).await?;
    killed(&mut browser).await
}

in_both!(bad_day);
