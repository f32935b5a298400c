//! In which colours and sizes a page is looked at.

use crate::Result;
use crate::browser::{Browser, Contrast, Scheme};
use serde_json::json;

/// One way to look at a page.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    pub name: &'static str,
    pub width: u32,
    pub scheme: Scheme,
    pub contrast: Contrast,
    /// In per cent of the browser's usual size of text.
    pub text: u32,
}

const WIDE: Look = Look { name: "wide", width: 1280, scheme: Scheme::Light, contrast: Contrast::Usual, text: 100 };

pub const ALL: [Look; 5] = [
    WIDE,
    Look { name: "narrow-dark", width: 360, scheme: Scheme::Dark, ..WIDE },
    Look { name: "dark", scheme: Scheme::Dark, ..WIDE },
    Look { name: "large-text", text: 200, ..WIDE },
    Look { name: "high-contrast", contrast: Contrast::Forced, ..WIDE },
];

/// What a page is tested in: the others differ from these in colours that the system chooses, or in one of both.
pub const TESTED: usize = 2;

impl Look {
    /// Shows the page in front so; its window is made as high as the page is.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn put_on(&self, browser: &Browser) -> Result<()> {
        browser.resize(self.width, 900).await?;
        browser.prefer_with(self.scheme, self.contrast).await?;
        let size = if self.text == 100 { String::new() } else { format!("{}%", self.text) };
        browser.eval("document.documentElement.style.fontSize = arguments[0]", vec![json!(size)]).await?;
        let height = "const page = document.querySelector('.scroll') ?? document.documentElement; \
                      return page.scrollHeight + window.outerHeight - page.clientHeight";
        let height = browser.eval(height, vec![]).await?.as_u64().unwrap_or(900).clamp(700, 6000);
        browser.resize(self.width, u32::try_from(height)?).await
    }

    /// Whether a test looks at it too.
    pub fn is_tested(&self) -> bool {
        ALL.iter().take(TESTED).any(|look| look.name == self.name)
    }
}

/// Back to what a browser starts with.
///
/// # Errors
/// When the browser refuses.
pub async fn usual(browser: &Browser) -> Result<()> {
    WIDE.put_on(browser).await
}
