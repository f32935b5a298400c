//! The page of the practice site that tries every trick a page knows to find out about extensions. On LinkedIn it finds
//! the same before a capture, after it, and in a browser without the extension. In a webmail it learns nothing of what the
//! prompt says, and can't press it.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

#[macro_use]
mod common;

use common::Stage;
use e2e::browser::{Browser, Kind};
use e2e::{Result, wait};
use serde_json::{Map, Value, json};

const PROFILE: &str = "https://www.linkedin.com/in/hostile-practice/";
const ADDRESS: &str = "ottilie.brandt@marlowe-freight.example";

/// What the prompt says and the page does not know.
const SECRETS: [&str; 5] =
    ["Ottilie Brandt", "Marlowe Freight", "Site Reliability", "Head of Platform", "Insert draft"];

async fn report(browser: &Browser, phase: &str) -> Result<Map<String, Value>> {
    let json = wait::until(&format!("the page's report “{phase}”"), || async {
        // Not counted: while the page counts, this is a call of its functions like any other.
        let script = "const look = () => ({ ...document.getElementById('report').dataset }); \
                      const { phase, json } = window.probes ? window.probes.quietly(look) : look(); \
                      return phase === arguments[0] ? json : null";
        Ok(browser.eval(script, vec![json!(phase)]).await?.as_str().map(str::to_owned))
    })
    .await?;
    Ok(serde_json::from_str(&json)?)
}

/// What the page finds after a visit to another site, and after another visit in which `meanwhile` happens.
async fn looked_twice(
    browser: &Browser,
    meanwhile: impl AsyncFnOnce(&Browser) -> Result<()>,
) -> Result<[Map<String, Value>; 2]> {
    let site = browser.web()?.window().await?;
    browser.goto(PROFILE).await?;
    report(browser, "start").await?;
    elsewhere(browser).await?;
    browser.switch(&site).await?;
    let before = report(browser, "return 1").await?;
    meanwhile(browser).await?;
    browser.switch(&site).await?;
    Ok([before, report(browser, "return 2").await?])
}

async fn elsewhere(browser: &Browser) -> Result<()> {
    browser.open_tab("https://practice.test/").await.map(drop)
}

async fn captured(browser: &Browser, kind: Kind) -> Result<()> {
    browser.open_page("popup.html").await?;
    let number = browser.tab_number(PROFILE).await?;
    if kind == Kind::Firefox {
        browser.enable_site("linkedin").await?;
    }
    browser.goto(&browser.extension_url(&format!("popup.html?tab={number}"))).await?;
    browser.see("#capture-name").await?;
    assert_eq!(browser.value("#capture-name").await?, "Vera Hartwell", "the page was not read");
    browser.click("#capture-save").await?;
    browser.read("Vera Hartwell is saved.").await?;
    browser.goto(&browser.extension_url(&format!("sidebar.html?tab={number}"))).await?;
    browser.see("#known").await.map(drop)
}

fn differences(one: &Map<String, Value>, other: &Map<String, Value>) -> Vec<String> {
    let of = |trick: &String| format!("{trick}: {} / {}", one[trick], other.get(trick).unwrap_or(&Value::Null));
    one.keys().filter(|trick| one.get(*trick) != other.get(*trick)).map(of).collect()
}

async fn a_profile_sees_nobody(kind: Kind) -> Result<()> {
    let Some(tools) = common::tools(kind) else { return Ok(()) };
    let without = {
        let Some(Stage { browser, practice: _practice }) = Stage::with(kind, None).await? else { return Ok(()) };
        looked_twice(&browser, elsewhere).await?
    };
    let Stage { browser, practice } = Stage::set(&tools).await?;
    let with = looked_twice(&browser, async |browser| captured(browser, kind).await).await?;
    let share = browser.eval("return window.timingShare", vec![]).await?;
    println!("{kind}: {} tricks; a refusal of ours took longer in {share} of all pairs", with[0].len());
    assert!(with[0].len() >= 15, "{:?}", with[0]);
    for (look, name) in [(&with[0], "before"), (&with[1], "after")] {
        for (trick, found) in look {
            println!("  {name}, {trick}: {found}");
        }
    }
    assert_eq!(differences(&with[0], &with[1]), [""; 0], "the capture was noticed");
    assert_eq!(differences(&without[0], &with[0]), [""; 0], "the extension was noticed");
    assert_eq!(differences(&without[1], &with[1]), [""; 0], "the extension was noticed after the capture");
    let told = practice.overheard();
    assert_eq!(told, [""; 0], "its own doing reached the network");
    Ok(())
}

async fn interviewed(browser: &Browser) -> Result<()> {
    let at = "return new Date(Date.now() - arguments[0] * 3600000).toISOString().slice(0, 19)";
    let (start, end) = (browser.eval(at, vec![json!(2)]).await?, browser.eval(at, vec![json!(1)]).await?);
    let form = json!({
        "person": { "name": SECRETS[0], "title": SECRETS[3], "company": SECRETS[1], "email": ADDRESS },
        "role": "hiring-manager",
        "opportunity": { "kind": "new", "company": SECRETS[1], "job_title": "Site Reliability Engineer" },
        "interview": { "kind": "new", "interview": { "start": start, "end": end, "zone": "UTC" } },
    });
    browser.request(json!({ "kind": "save-capture", "form": form })).await.map(drop)
}

async fn a_webmail_learns_nothing(kind: Kind) -> Result<()> {
    let Some(tools) = common::tools(kind) else { return Ok(()) };
    let Stage { browser, practice } = Stage::set(&tools).await?;
    let site = browser.web()?.window().await?;
    browser.goto("https://mail.google.com/mail/u/0/").await?;
    let dashboard = browser.open_page("dashboard.html#settings").await?;
    if kind == Kind::Firefox {
        browser.fill("#own-host", "mail.google.com").await?;
        browser.click("#enable-own-host").await?;
        browser.read("is enabled.").await?;
    }
    interviewed(&browser).await?;
    let facts = |browser: &Browser| {
        let web = browser.web().cloned();
        async move {
            let script = "const done = arguments[0]; chrome.storage.local.get().then((all) => \
                          done(Object.keys(all).filter((key) => key.startsWith('fact/')).length))";
            Ok::<_, e2e::Error>(web?.execute_async(script, vec![]).await?.json().clone())
        }
    };
    wait::until("the reminder to be noted", || async { Ok((!browser.badge().await?.is_empty()).then_some(())) })
        .await?;
    let before = facts(&browser).await?;
    browser.switch(&site).await?;
    let guesses = SECRETS.join("%7C").replace(' ', "%20");
    practice.server.forget_requests();
    browser.goto(&format!("https://mail.google.com/practice/hostile/?to={ADDRESS}&guess={guesses}")).await?;
    browser.panel("Insert draft").await?;
    let found = report(&browser, "start").await?;
    assert!(!browser.panels().await?.is_empty(), "there was nothing to pry into");
    let words = browser.eval("return document.getElementById('report').dataset.words", vec![]).await?;
    let words = words.as_str().unwrap();
    assert!(words.contains(ADDRESS), "it has not even read what is its own");
    for secret in SECRETS.into_iter().chain(["extension://"]) {
        let around =
            words.find(secret).map(|at| words.chars().skip(words[..at].chars().count().saturating_sub(150)).take(300));
        assert!(around.is_none(), "the page knows “{secret}”: {}", around.unwrap().collect::<String>());
    }
    assert!(!words.contains("opacity 0\""), "the page made the prompt invisible");
    let fetched: Vec<String> = practice
        .server
        .requests()
        .into_iter()
        .filter(|r| r.path.contains("leaked"))
        .map(|r| format!("{r:?}"))
        .collect();
    assert_eq!(fetched, [""; 0], "a font of the page's tells what the prompt says");
    println!("{kind}: a webmail that pries learns nothing: {found:?}");
    browser.switch(&dashboard).await?;
    assert_eq!(facts(&browser).await?, before, "the page made it act");
    Ok(())
}

in_both!(a_profile_sees_nobody, a_webmail_learns_nothing);
