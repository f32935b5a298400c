//! What goes wrong, as the user is told of it.

use super::Tour;
use crate::Result;
use std::io::Write as _;

/// No person and no opportunity bears it.
const NOBODY: &str = "01900000-0000-7000-8000-000000000000";

impl Tour {
    pub(super) async fn errors(&mut self) -> Result<()> {
        for kind in ["person", "opportunity"] {
            self.show(&format!("dashboard.html#{kind}/{NOBODY}")).await?;
            self.look(&format!("gone-{kind}")).await?;
        }
        self.show("dashboard.html#backup").await?;
        let mut damaged = tempfile::Builder::new().prefix("backup-").suffix(".json").tempfile()?;
        damaged.write_all(b"{ \"format\": \"afterword-backup\", \"facts\": [")?;
        let field = self.browser.web()?.find(thirtyfour::By::Css("input[type=file]")).await?;
        field.send_keys(damaged.path().to_string_lossy().as_ref()).await?;
        self.browser.see("[role=alert]").await?;
        self.settle().await?;
        self.look("damaged-backup").await?;

        let site = self.site("https://www.linkedin.com/feed/").await?;
        self.show(&format!("popup.html?tab={}", site.number)).await?;
        // Firefox reads the site only once it is enabled.
        self.browser.see("#tab-nothing, #tab-unreadable").await?;
        self.look("popup-no-profile").await?;

        // In a tab of its own the page in front is the popup itself, which the browser lets nobody read.
        self.show("popup.html").await?;
        self.browser.see("#tab-unreadable").await?;
        self.look("popup-unreadable").await
    }
}
