//! The first minutes of a new user: greeted once, asked little, shown a practice run that leaves nothing behind; and the
//! help that is there afterwards.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

#[macro_use]
mod common;

use common::{Stage, barriers, pictures};
use e2e::browser::{Browser, Kind, Setup};
use e2e::net::{Practice, demo_folder};
use e2e::{Result, wait};
use serde_json::json;
use std::time::Instant;
use thirtyfour::{Key, WindowHandle};

async fn all(kind: Kind) -> Result<()> {
    let Some(tools) = common::tools(kind) else { return Ok(()) };
    let practice = Practice::start(&demo_folder()).await?;
    let setup = Setup { welcome: true, ..Setup::new(&tools, &practice) };
    let browser = Browser::start(setup).await?;
    let stage = Stage { browser, practice };
    let browser = &stage.browser;
    greeted_at_install(browser).await?;
    let begun = Instant::now();
    said_who_they_are(browser).await?;
    left_and_came_back(browser).await?;
    refused_the_sites_and_chose_a_cadence(browser).await?;
    practised(browser).await?;
    left_nothing_behind(browser).await?;
    println!("{kind}: welcomed in {:.1} s of clicks and keys", begun.elapsed().as_secs_f32());
    helped(browser).await?;
    Ok(())
}

async fn greeted_at_install(browser: &Browser) -> Result<()> {
    let greeting =
        wait::until("the page that greets a new user", || async { Ok(browser.welcome_pages().await?.pop()) });
    let greeting = greeting.await?;
    match browser.kind() {
        Kind::Firefox => browser.switch(&WindowHandle::from(greeting)).await?,
        // Its driver cannot go there.
        Kind::Chromium => browser.open_page("dashboard.html#welcome").await.map(drop)?,
    }
    let greeted = browser.welcome_pages().await?.len();
    browser.read("Step 1 of 4").await?;
    no_barriers(browser).await?;
    pictures(browser, "welcome", "you").await?;
    browser.stop_background().await?;
    browser.request(json!({ "kind": "agenda" })).await?;
    assert_eq!(browser.welcome_pages().await?.len(), greeted, "greeted again");
    Ok(())
}

async fn no_barriers(browser: &Browser) -> Result<()> {
    let found = barriers(browser).await?.unwrap_or_default();
    assert!(found.is_empty(), "{}", found.join("\n"));
    Ok(())
}

/// By keyboard alone.
async fn said_who_they_are(browser: &Browser) -> Result<()> {
    let name = browser.see("#applicant-name").await?;
    // The settings are there once what is stored stands in the fields.
    browser.request(json!({ "kind": "settings" })).await?;
    name.send_keys("Robin Ashdown" + Key::Tab).await?;
    browser.see("#applicant-email").await?.send_keys("robin@ashdown.example" + Key::Enter).await?;
    browser.read("Step 2 of 4").await?;
    wait::until("the keyboard where the new step begins", || async {
        let focused = browser.eval("return document.activeElement.id", vec![]).await?;
        Ok((focused == json!("welcome-step-title")).then_some(()))
    })
    .await?;
    let settings = browser.request(json!({ "kind": "settings" })).await?;
    assert_eq!(settings["settings"]["applicant"]["name"], json!("Robin Ashdown"));
    Ok(())
}

async fn left_and_came_back(browser: &Browser) -> Result<()> {
    browser.click("[data-place='0']").await?;
    browser.fill("#applicant-phone", "+44 20 7946 0018").await?;
    browser.goto(&browser.extension_url("popup.html")).await?;
    let link = browser.see("#agenda-welcome").await?.text().await?;
    assert!(link.contains("step 1 of 4"), "{link}");
    browser.goto(&browser.extension_url("dashboard.html#welcome")).await?;
    wait::until("what was typed", || async {
        Ok((browser.value("#applicant-phone").await? == "+44 20 7946 0018").then_some(()))
    })
    .await?;
    browser.click("#welcome-next").await?;
    browser.read("Step 2 of 4").await.map(drop)
}

async fn refused_the_sites_and_chose_a_cadence(browser: &Browser) -> Result<()> {
    no_barriers(browser).await?;
    pictures(browser, "welcome", "sites").await?;
    browser.click("#welcome-skip").await?;
    browser.read("Step 3 of 4").await?;
    browser.see("#settings-cadence").await?;
    no_barriers(browser).await?;
    pictures(browser, "welcome", "cadence").await?;
    browser.click("#welcome-next").await?;
    browser.read("Step 4 of 4").await?;
    no_barriers(browser).await?;
    pictures(browser, "welcome", "practice").await
}

/// From the notes to letting go, in the real pages.
async fn practised(browser: &Browser) -> Result<()> {
    browser.click("#welcome-practice").await?;
    browser.see("#rehearsal").await?;
    browser.read("Your turn:").await?;
    no_barriers(browser).await?;
    pictures(browser, "welcome", "run").await?;
    browser.click("[data-step=notes] .main-action").await?;
    browser.fill("#notes-question", "how the night batch is watched").await?;
    browser.click("#notes-save").await?;
    browser.gone("[data-step=notes]").await?;
    browser.click("#agenda-due [data-step=thank-you] .main-action").await?;
    browser.see("#draft-text").await?;
    wait::until("the draft", || async {
        Ok(browser.value("#draft-text").await?.contains("night batch").then_some(()))
    })
    .await?;
    done_elsewhere(browser, "thank-you").await?;
    for kind in ["connect", "check-in", "check-in", "let-go"] {
        pass_time(browser, kind).await?;
        if kind == "let-go" {
            browser.click("#agenda-due [data-step=let-go] .main-action").await?;
            browser.click("#let-go").await?;
        } else {
            done_elsewhere(browser, kind).await?;
        }
    }
    browser.gone("#agenda-due .step").await?;
    browser.click("#rehearsal-on").await?;
    browser.read("That was all").await?;
    no_barriers(browser).await?;
    pictures(browser, "welcome", "run-over").await?;
    browser.click("#rehearsal-end").await?;
    browser.read("Step 4 of 4").await?;
    browser.gone("#rehearsal").await
}

async fn pass_time(browser: &Browser, kind: &str) -> Result<()> {
    browser.click("#rehearsal-on").await?;
    browser.see(&format!("#agenda-due [data-step={kind}]")).await.map(drop)
}

async fn done_elsewhere(browser: &Browser, kind: &str) -> Result<()> {
    let step = format!("#agenda-due [data-step={kind}]");
    browser.click(&format!("{step} .more > button")).await?;
    browser.click(&format!("{step} [data-part=done]")).await?;
    browser.click(&format!("{step} .done-elsewhere")).await?;
    browser.gone(&step).await
}

/// Nothing stored, nothing counted, nothing remembered by the page.
async fn left_nothing_behind(browser: &Browser) -> Result<()> {
    let agenda = browser.request(json!({ "kind": "agenda" })).await?;
    assert_eq!(agenda["agenda"]["empty"], json!(true), "{agenda}");
    assert_eq!(browser.badge().await?, "");
    let kept = "return JSON.stringify(Object.entries(localStorage))";
    let kept = browser.eval(kept, vec![]).await?;
    assert!(!kept.as_str().unwrap().contains("Mara") && !kept.as_str().unwrap().contains("night batch"), "{kept}");
    let stored = browser.eval_async("return JSON.stringify(await chrome.storage.local.get())", vec![]).await?;
    assert!(!stored.as_str().unwrap().contains("Mara"), "the practice run was stored");
    browser.click("#welcome-next").await?;
    browser.see("#agenda-empty").await?;
    let link = browser.see("#agenda-welcome").await?.text().await?;
    assert!(!link.contains("of 4"), "finished, and still: {link}");
    Ok(())
}

async fn helped(browser: &Browser) -> Result<()> {
    browser.click("#nav-help").await?;
    browser.see("#help-rules").await?;
    let rules = "return [...document.querySelectorAll('[data-rule]')]\
                 .filter(rule => rule.querySelector('cite').textContent.length > 5).length";
    assert_eq!(browser.eval(rules, vec![]).await?, json!(31));
    let links = "return [...document.querySelectorAll('main a')].filter(a => a.protocol.startsWith('http')).length";
    assert_eq!(browser.eval(links, vec![]).await?, json!(0), "help leads nowhere outside");
    no_barriers(browser).await?;
    pictures(browser, "welcome", "help").await
}

in_both!(all);
