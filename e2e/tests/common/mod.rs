//! What the tests share.
#![allow(dead_code, clippy::indexing_slicing, clippy::unwrap_used, reason = "each test uses its part")]

pub mod desk;
pub mod facts;

#[allow(unused_imports, reason = "each test uses its part")]
pub use e2e::look::{barriers, overflow};

use e2e::Result;
use e2e::browser::{Browser, Kind, Scheme, Setup};
use e2e::net::{Practice, demo_folder};
use e2e::tools::Tools;
use std::path::Path;

/// One test in each browser for every `async fn(Kind) -> Result<()>` named.
macro_rules! in_both {
    ($($name:ident),*) => {
        mod chromium { $(#[tokio::test(flavor = "multi_thread")] async fn $name() -> e2e::Outcome { Ok(super::$name(super::Kind::Chromium).await?) })* }
        mod firefox { $(#[tokio::test(flavor = "multi_thread")] async fn $name() -> e2e::Outcome { Ok(super::$name(super::Kind::Firefox).await?) })* }
    };
}

/// A browser behind its own practice net; the browser ends first.
pub struct Stage {
    pub browser: Browser,
    pub practice: Practice,
}

/// The tools for this browser; without them the test says that it is skipped, and why.
pub fn tools(kind: Kind) -> Option<Tools> {
    Tools::find(kind).inspect_err(|why| eprintln!("skipped: {kind}: {why}")).ok()
}

impl Stage {
    /// The practice build in this browser.
    pub async fn set(tools: &Tools) -> Result<Self> {
        let practice = Practice::start(&demo_folder()).await?;
        let browser = Browser::start(Setup::new(tools, &practice)).await?;
        Ok(Self { browser, practice })
    }

    /// The same with another extension, or none of it.
    pub async fn with(kind: Kind, extension: Option<&Path>) -> Result<Option<Self>> {
        let (binary, driver) = match Tools::find_browser(kind) {
            Ok(found) => found,
            Err(why) => {
                eprintln!("skipped: {kind}: {why}");
                return Ok(None);
            }
        };
        let practice = Practice::start(&demo_folder()).await?;
        let tools =
            Tools { kind, browser: binary, driver, extension: extension.unwrap_or(Path::new("")).to_path_buf() };
        let setup = Setup { extension: extension.map(Path::to_path_buf), ..Setup::new(&tools, &practice) };
        Ok(Some(Self { browser: Browser::start(setup).await?, practice }))
    }
}

/// The page as it looks now, for who works on it: `target/story/<folder>/<browser>/<name>.png`.
pub async fn picture(browser: &Browser, folder: &str, name: &str) -> Result<()> {
    let folder = e2e::run::story_folder().join(folder).join(browser.kind().to_string());
    browser.screenshot(&folder.join(format!("{name}.png"))).await
}

/// The same wide and narrow, in both colours; nothing on it may be wider than the window.
pub async fn pictures(browser: &Browser, folder: &str, name: &str) -> Result<()> {
    for (size, width) in [("wide", 1100), ("narrow", 320)] {
        browser.resize(width, 1000).await?;
        for (colour, scheme) in [("light", Scheme::Light), ("dark", Scheme::Dark)] {
            browser.prefer(scheme).await?;
            picture(browser, folder, &format!("{name}-{size}-{colour}")).await?;
        }
        browser.prefer(Scheme::Light).await?;
        let over = overflow(browser).await?;
        assert!(over <= 0, "{name} is wider than a {size} window by {over}");
    }
    browser.resize(1100, 1000).await
}

/// Statements with `api`, the background's own extension API: what they replace there the background meets.
pub async fn in_background(browser: &Browser, statements: &str) -> Result<()> {
    // Wakes it.
    browser.request(serde_json::json!({ "kind": "agenda" })).await?;
    match browser.kind() {
        Kind::Chromium => browser.eval_in_worker(&format!("const api = globalThis.browser; {statements}")).await,
        Kind::Firefox => {
            let script = format!("const api = (await browser.runtime.getBackgroundPage()).browser; {statements}");
            browser.eval_async(&script, vec![]).await.map(drop)
        }
    }
}
