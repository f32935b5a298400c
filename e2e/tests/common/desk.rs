//! A browser with a tab for web sites, and the extension's pages opened about it.

use super::{Stage, barriers, tools};
use e2e::Result;
use e2e::browser::{Browser, Kind};
use serde_json::json;
use thirtyfour::WindowHandle;

pub struct Desk {
    stage: Stage,
    pub site: WindowHandle,
    pub number: i64,
}

impl Desk {
    /// With these sites enabled.
    pub async fn set(kind: Kind, sites: &[&str]) -> Result<Option<Self>> {
        let Some(tools) = tools(kind) else { return Ok(None) };
        let stage = Stage::set(&tools).await?;
        let browser = &stage.browser;
        let site = browser.web()?.window().await?;
        browser.goto("https://www.linkedin.com/feed/").await?;
        browser.open_page("popup.html").await?;
        let number = browser.tab_number("https://www.linkedin.com/feed/").await?;
        // In Chromium the practice build holds them from the start.
        if kind == Kind::Firefox {
            for site in sites {
                browser.enable_site(site).await?;
            }
        }
        browser.close_tab(&site).await?;
        Ok(Some(Self { stage, site, number }))
    }

    pub fn browser(&self) -> &Browser {
        &self.stage.browser
    }

    pub async fn visit(&self, url: &str) -> Result<()> {
        self.browser().switch(&self.site).await?;
        self.browser().goto(url).await
    }

    pub async fn open(&self, page: &str) -> Result<WindowHandle> {
        self.browser().open_page(&format!("{page}?tab={}", self.number)).await
    }

    pub async fn close(&self) -> Result<()> {
        self.browser().close_tab(&self.site).await
    }

    pub async fn no_barriers(&self) -> Result<()> {
        let found = barriers(self.browser()).await?.unwrap_or_default();
        assert!(found.is_empty(), "{}", found.join("\n"));
        Ok(())
    }

    /// The id of what has the keyboard.
    pub async fn focused(&self) -> Result<String> {
        let id = self.browser().eval("return document.activeElement.id", vec![]).await?;
        Ok(id.as_str().unwrap_or_default().to_owned())
    }

    /// Names of everybody stored, asked from the extension page in front.
    pub async fn people(&self) -> Result<Vec<String>> {
        let answer = self.browser().request(json!({ "kind": "people" })).await?;
        let all = answer["people"].as_array().cloned().unwrap_or_default();
        Ok(all.iter().filter_map(|person| person["person"]["name"].as_str()).map(str::to_owned).collect())
    }

    /// Kinds of all that is due.
    pub async fn due(&self) -> Result<Vec<String>> {
        let answer = self.browser().request(json!({ "kind": "agenda" })).await?;
        let all = answer["agenda"]["due"].as_array().cloned().unwrap_or_default();
        Ok(all.iter().filter_map(|step| step["kind"].as_str()).map(str::to_owned).collect())
    }
}
