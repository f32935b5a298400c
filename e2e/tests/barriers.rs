//! Nothing on any of our pages keeps anybody out: axe-core looks at each of them, empty and in use, light and dark,
//! narrow as a telephone.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

#[macro_use]
mod common;

use common::{Stage, barriers, overflow, picture};
use e2e::browser::{Browser, Kind, Scheme};
use e2e::{Result, wait};
use serde_json::{Value, json};
use thirtyfour::Key;

const PAGES: [&str; 12] = [
    "popup.html",
    "sidebar.html",
    "dashboard.html",
    "dashboard.html#opportunities",
    "dashboard.html#people",
    "dashboard.html#import",
    "dashboard.html#settings",
    "dashboard.html#cadences",
    "dashboard.html#cadences/considerate",
    "dashboard.html#templates",
    "dashboard.html#backup",
    "dashboard.html#welcome",
];

/// Two people, one interview that is over and one to come, notes, a name that reads from right to left and one that
/// does not end.
async fn use_it(browser: &Browser) -> Result<Vec<String>> {
    let time = async |hours: i64| {
        let script = "return new Date(Date.now() + arguments[0] * 3600000).toISOString().slice(0, 19)";
        browser.eval(script, vec![json!(hours)]).await
    };
    let mut pages = Vec::new();
    let long = format!("Wilhelmina {} of Aberdeen", "Featherstonehaugh-".repeat(6));
    for (name, start) in [("ליאת בן־דוד", -3), (long.as_str(), 30)] {
        let interview = json!({ "start": time(start).await?, "end": time(start + 1).await?, "zone": "UTC" });
        let form = json!({
            "person": { "name": name, "company": "Brightwell", "email": "someone@brightwell.example" },
            "role": "hiring-manager",
            "opportunity": { "kind": "new", "company": format!("Firm of {name}"), "job_title": "Engineer" },
            "interview": { "kind": "new", "interview": interview },
        });
        let saved = browser.request(json!({ "kind": "save-capture", "form": form })).await?;
        pages.push(format!("dashboard.html#person/{}", saved["person"].as_str().unwrap()));
        pages.push(format!("dashboard.html#opportunity/{}", saved["opportunity"].as_str().unwrap()));
    }
    Ok(pages)
}

/// Opens what is folded, so that it is looked at too.
async fn unfold(browser: &Browser) -> Result<()> {
    let script = "for (const fold of document.querySelectorAll('details')) fold.open = true; \
                  return document.querySelectorAll('main, [role=main]').length";
    wait::until("the page to be drawn", || async {
        Ok((browser.eval(script, vec![]).await?.as_u64() > Some(0)).then_some(()))
    })
    .await
}

async fn look(browser: &Browser, pages: &[String], how: &str, found: &mut Vec<String>) -> Result<()> {
    let home = browser.open_page("dashboard.html").await?;
    for page in pages {
        browser.open_page(page).await?;
        unfold(browser).await?;
        let Some(barriers) = barriers(browser).await? else { return Ok(()) };
        found.extend(barriers.into_iter().map(|barrier| format!("{page}, {how}: {barrier}")));
        let over = overflow(browser).await?;
        if over > 1 {
            found.push(format!("{page}, {how}: {over} pixels wider than the window"));
        }
        browser.close_tab(&home).await?;
    }
    Ok(())
}

/// By keyboard: typed, found, opened.
async fn searched(browser: &Browser, found: &mut Vec<String>) -> Result<()> {
    browser.open_page("popup.html").await?;
    browser.fill("#search", "wilhel").await?;
    browser.see("#search-results [data-found=person]").await?;
    picture(browser, "search", "popup").await?;
    found.extend(barriers(browser).await?.into_iter().flatten().map(|barrier| format!("the search: {barrier}")));
    browser.fill("#search", "nobody at all").await?;
    browser.see("#search-none").await?;
    browser.open_page("dashboard.html").await?;
    browser.fill("#search", "wilhel").await?;
    let first = browser.see("#search-results a").await?;
    picture(browser, "search", "dashboard").await?;
    first.send_keys(Key::Enter + "").await?;
    browser.see("#person-name").await.map(drop)
}

async fn all(kind: Kind) -> Result<()> {
    let Some(tools) = common::tools(kind) else { return Ok(()) };
    let stage = Stage::set(&tools).await?;
    let browser = &stage.browser;
    let mut found = Vec::new();
    let mut pages: Vec<String> = PAGES.map(str::to_owned).into();
    browser.open_page("dashboard.html").await?;
    look(browser, &pages, "empty", &mut found).await?;
    let settings: Value = browser.request(json!({ "kind": "settings" })).await?["settings"].clone();
    assert!(settings.is_object());
    pages.extend(use_it(browser).await?);
    look(browser, &pages, "in use", &mut found).await?;
    searched(browser, &mut found).await?;
    browser.prefer(Scheme::Dark).await?;
    browser.resize(400, 800).await?;
    look(browser, &pages, "dark and narrow", &mut found).await?;
    assert!(found.is_empty(), "{} barriers:\n{}", found.len(), found.join("\n"));
    Ok(())
}

in_both!(all);
