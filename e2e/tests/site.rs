//! The practice site behaves as the sites it imitates, where the extension depends on it.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

#[macro_use]
mod common;

use common::Stage;
use e2e::browser::Kind;
use e2e::{Result, wait};
use serde_json::{Value, json};
use thirtyfour::prelude::*;

const NAME: &str = r#"const h = document.querySelector('[componentkey$="Topcard"] h2'); return h && h.textContent"#;

/// The address changes at once, the card later: for a moment they disagree.
async fn navigation_within_the_page(kind: Kind) -> Result<()> {
    let Some(Stage { browser, practice }) = Stage::with(kind, None).await? else { return Ok(()) };
    browser.goto("https://www.linkedin.com/in/mara-lindqvist-practice/").await?;
    browser.read("Engineering Manager at Fernhollow Robotics").await?;
    let loads = practice.server.requests().len();
    browser.click("#practice-slow").await?;
    browser.click(".rail a[href*='juno-abernethy-practice']").await?;
    let path = browser.eval("return location.pathname", vec![]).await?;
    assert_eq!(path, json!("/in/juno-abernethy-practice/"));
    assert_eq!(browser.eval(NAME, vec![]).await?, json!("Mara Lindqvist"), "the old card is gone too early");
    browser.click("#practice-finish").await?;
    browser.read("Talent Partner at Quillmoor Ceramics").await?;
    assert_eq!(browser.web()?.title().await?, "Juno Abernethy | LinkedIn");
    assert_eq!(practice.server.requests().len(), loads, "the page was loaded anew");
    browser.web()?.back().await?;
    browser.click("#practice-finish").await?;
    browser.read("Engineering Manager at Fernhollow Robotics").await?;

    browser.goto("https://www.linkedin.com/in/still-loading-practice/").await?;
    browser.see(".blank").await?;
    assert!(browser.eval(NAME, vec![]).await?.is_null());
    browser.click("#practice-finish").await?;
    browser.read("Scheduler at Slowfield Trains").await?;

    browser.goto("https://www.linkedin.com/in/rolf-tagger-practice/").await?;
    browser.read("Rolf <b>Tagger</b>").await?;
    browser.goto("https://www.linkedin.com/authwall").await?;
    browser.read("Sign in to go on").await?;
    assert_eq!(practice.server.requests().iter().filter(|r| r.is_policy_report()).count(), 0);
    assert_eq!(practice.proxy.refused(), []);
    Ok(())
}

async fn sent(browser: &e2e::browser::Browser) -> Result<Vec<Value>> {
    browser.eval("location.hash = '#sent'", vec![]).await?;
    browser.see("#practice-sent").await?;
    let all = "return [...document.querySelectorAll('[data-sent]')].map(e => JSON.parse(e.dataset.sent))";
    Ok(browser.eval(all, vec![]).await?.as_array().cloned().unwrap_or_default())
}

async fn mail(kind: Kind) -> Result<()> {
    let Some(Stage { browser, practice }) = Stage::with(kind, None).await? else { return Ok(()) };
    browser.goto("https://mail.google.com/mail/u/0/").await?;
    // Two pop-ups at once, one of them discarded.
    browser.click("#practice-compose").await?;
    browser.click("#practice-compose").await?;
    assert_eq!(browser.web()?.find_all(By::Css("[role=dialog] [g_editable=true]")).await?.len(), 2);
    browser.click("[role=dialog]:nth-of-type(2) .og").await?;
    browser.fill(".anm[name=to] input", "Ada Lang <ada@example.org>,").await?;
    browser.see("[role=option][data-hovercard-id='ada@example.org']").await?;
    browser.fill("input[name=subjectbox]", "Thanks").await?;
    let body = browser.see("[g_editable=true]").await?;
    body.click().await?;
    body.send_keys("Dear Ada,").await?;
    wait::until("the draft to be saved", || async {
        let draft = browser.eval("return document.querySelector('input[name=draft]').value", vec![]).await?;
        Ok(draft.as_str().filter(|d| !d.is_empty()).map(drop))
    })
    .await?;
    browser.click(".aoO").await?;
    browser.read("Message sent").await?;
    let list = sent(&browser).await?;
    assert_eq!(list.len(), 1);
    assert_eq!((&list[0]["to"], &list[0]["subject"]), (&json!(["ada@example.org"]), &json!("Thanks")));
    assert_eq!(list[0]["text"].as_str().unwrap().trim(), "Dear Ada,");
    // Called back, then sent by the keyboard.
    browser.click("#practice-undo").await?;
    assert_eq!(sent(&browser).await?.len(), 0);
    browser.see("[g_editable=true]").await?.send_keys(Key::Control + Key::Enter).await?;
    assert_eq!(sent(&browser).await?.len(), 1);

    // A received mail, and a reply within it.
    browser.eval("location.hash = '#inbox/1'", vec![]).await?;
    browser.read("we are looking forward to meeting you").await?;
    browser.click("button.ams").await?;
    browser.see(".ip [role=option][data-hovercard-id='mara.lindqvist@fernhollow.example']").await?;
    let subject = browser.see(".ip input[name=subjectbox]").await?.prop("value").await?;
    assert_eq!(subject.as_deref(), Some("Re: Interview at Fernhollow Robotics"));

    browser.goto("https://mail.google.com/mail/?view=cm&fs=1&to=x@example.org&su=Hi").await?;
    browser.see(".aSt [data-hovercard-id='x@example.org']").await?;
    let methods: Vec<_> = practice.server.requests().into_iter().filter(|r| r.method != "GET").collect();
    assert_eq!(methods, [], "something was posted");
    assert_eq!(practice.proxy.refused(), []);
    Ok(())
}

in_both!(navigation_within_the_page, mail);
