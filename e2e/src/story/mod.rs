//! The main job from the first profile to the invitation, played as its user would: through the pages' own controls,
//! in a real browser, with the practice clock moved instead of waiting.
//!
//! Each step is told in a sentence with a picture of what the user sees then.

mod album;
mod capture;
mod everything;
mod later;
mod mail;
mod prompt;

pub use album::Album;

use crate::Result;
use crate::browser::{Browser, Kind, Setup};
use crate::net::{Practice, demo_folder};
use crate::tools::Tools;
use serde_json::json;
use thirtyfour::WindowHandle;

const PROFILE: &str = "https://www.linkedin.com/in/mara-lindqvist-practice/";
const NAME: &str = "Mara Lindqvist";
const ADDRESS: &str = "mara.lindqvist@fernhollow.example";
const MAIL: &str = "https://mail.google.com/mail/u/0/";

/// A browser on its way through the story.
pub struct Story {
    // Ends before the net it talks to.
    browser: Browser,
    practice: Practice,
    album: Album,
    tabs: Tabs,
    /// The day of the interview: `2026-11-25`, a Wednesday, so that no weekend comes in between.
    day: String,
}

struct Tabs {
    /// Where the web sites are shown.
    site: WindowHandle,
    /// The extension's name for it.
    number: i64,
    /// The dashboard, which stays open: the icon is looked at and the clock moved from there.
    desk: WindowHandle,
}

impl Tabs {
    async fn open(browser: &Browser) -> Result<Self> {
        let site = browser.web()?.window().await?;
        browser.goto(PROFILE).await?;
        let desk = browser.open_page("dashboard.html").await?;
        let number = browser.tab_number(PROFILE).await?;
        Ok(Self { site, number, desk })
    }
}

impl Story {
    /// Starts the browser with the practice build, headless.
    ///
    /// # Errors
    /// When browser or net don't start.
    pub async fn begin(tools: &Tools, album: Album) -> Result<Self> {
        let practice = Practice::start(&demo_folder()).await?;
        let browser = Browser::start(Setup::new(tools, &practice)).await?;
        let tabs = Tabs::open(&browser).await?;
        let wednesday = "const day = new Date(); do day.setDate(day.getDate() + 1); while (day.getDay() !== 3); \
                         return [day.getFullYear(), day.getMonth() + 1, day.getDate()]\
                         .map(part => String(part).padStart(2, '0')).join('-')";
        let day = browser.eval(wednesday, vec![]).await?.as_str().ok_or("the browser knows no day")?.to_owned();
        Ok(Self { browser, practice, album, tabs, day })
    }

    /// Plays all of it.
    ///
    /// # Errors
    /// What is not as the story says.
    pub async fn play(&mut self) -> Result<()> {
        let played = self.play_steps().await;
        if let Err(error) = &played {
            // What was there instead says more than what was missing.
            let shown = self.browser.text().await.unwrap_or_default();
            let picture = self.album.last(&self.browser).await.unwrap_or_default();
            return Err(format!("{error}\nThe page in front says:\n{shown}\n{picture}").into());
        }
        played
    }

    async fn play_steps(&mut self) -> Result<()> {
        self.capture().await?;
        self.follow_in_sidebar().await?;
        self.prompted_after_the_end().await?;
        self.write_notes().await?;
        self.thank_by_mail().await?;
        self.connect_days_later().await?;
        self.after_a_restart().await?;
        self.in_silence()
    }

    fn kind(&self) -> Kind {
        self.browser.kind()
    }

    /// Says what happened, with a picture of the tab in front.
    async fn tell(&mut self, name: &str, sentence: &str) -> Result<()> {
        self.album.page(&self.browser, name, sentence).await
    }

    /// Moves the practice clock to a local time: `2026-11-25T14:00`. The desk is in front afterwards.
    async fn clock(&self, local: &str) -> Result<()> {
        self.browser.switch(&self.tabs.desk).await?;
        let ahead = "return new Date(arguments[0]).getTime() - Date.now()";
        let offset = self.browser.eval(ahead, vec![json!(local)]).await?;
        self.browser.set_clock(offset.as_i64().ok_or_else(|| format!("no time: {local}"))?).await
    }

    /// Shows an address where the web sites are.
    async fn visit(&self, url: &str) -> Result<()> {
        self.browser.switch(&self.tabs.site).await?;
        self.browser.goto(url).await
    }

    /// Opens one of the extension's pages about the tab with the web sites.
    async fn open(&self, page: &str) -> Result<WindowHandle> {
        self.browser.open_page(&format!("{page}?tab={}", self.tabs.number)).await
    }

    /// Closes the extension's page in front and returns to the web sites.
    async fn close(&self) -> Result<()> {
        self.browser.close_tab(&self.tabs.site).await
    }
}

/// # Errors
/// `what`, where it is not so.
fn ensure(holds: bool, what: impl Into<String>) -> Result<()> {
    if holds { Ok(()) } else { Err(what.into().into()) }
}
