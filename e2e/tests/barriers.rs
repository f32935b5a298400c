//! Nothing on any of our pages keeps anybody out: axe-core looks at each of them in every state of the tour, light and
//! dark, wide and narrow as a telephone.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

#[macro_use]
mod common;

use common::{Stage, barriers, picture};
use e2e::Result;
use e2e::browser::{Browser, Kind};
use e2e::tour::{self, Life};
use thirtyfour::Key;

async fn toured(kind: Kind) -> Result<()> {
    let Some(tools) = common::tools(kind) else { return Ok(()) };
    let found = tour::take(&tools, None, None).await?;
    assert!(found.is_empty(), "{} barriers:\n{}", found.len(), found.join("\n"));
    Ok(())
}

/// By keyboard: typed, found, opened.
async fn searched(kind: Kind) -> Result<()> {
    let Some(tools) = common::tools(kind) else { return Ok(()) };
    let stage = Stage::set(&tools).await?;
    let browser = &stage.browser;
    browser.open_page("dashboard.html").await?;
    tour::many(&Life::of(browser)).await?;
    browser.open_page("popup.html").await?;
    browser.fill("#search", "henri").await?;
    browser.see("#search-results [data-found=person]").await?;
    picture(browser, "search", "popup").await?;
    no_barriers(browser).await?;
    browser.fill("#search", "nobody at all").await?;
    browser.see("#search-none").await?;
    browser.open_page("dashboard.html").await?;
    browser.fill("#search", "henri").await?;
    let first = browser.see("#search-results a").await?;
    picture(browser, "search", "dashboard").await?;
    first.send_keys(Key::Enter + "").await?;
    let name = browser.see("#person-name").await?.text().await?;
    assert!(name.contains("Henrike Adebayo"), "{name}");
    Ok(())
}

async fn no_barriers(browser: &Browser) -> Result<()> {
    let found = barriers(browser).await?.unwrap_or_default();
    assert!(found.is_empty(), "{}", found.join("\n"));
    Ok(())
}

in_both!(toured, searched);
