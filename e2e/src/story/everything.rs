//! Every page and surface that the story itself does not come by.

use super::{ADDRESS, MAIL, Story, ensure};
use crate::Result;
use serde_json::{Value, json};

/// The dashboard's parts by the end of their address.
const PARTS: [&str; 8] = ["today", "opportunities", "people", "settings", "templates", "cadences", "backup", "welcome"];

/// Sites on which the extension has something to do, or could think so.
const SITES: [&str; 8] = [
    "https://outlook.live.com/mail/0/",
    "https://mail.yahoo.com/d/compose/1",
    "https://mail.proton.me/u/0/inbox",
    "https://app.fastmail.com/mail/Inbox/",
    "https://www.linkedin.com/feed/",
    "https://www.linkedin.com/in/kwabena-osei-practice/",
    "https://www.linkedin.com/authwall",
    "https://practice.test/",
];

impl Story {
    /// Opens all of them once, asks for every kind of file, and comes back to the dashboard. After the story, when there
    /// is something in each.
    ///
    /// # Errors
    /// What can't be opened.
    pub async fn open_everything(&self) -> Result<()> {
        self.browser.switch(&self.tabs.desk).await?;
        for part in PARTS {
            self.dashboard(part).await?;
        }
        for (kind, one) in [("people", "person"), ("opportunities", "opportunity")] {
            let all = self.browser.request(json!({ "kind": kind })).await?;
            let id = find(&all, &format!("/{kind}/0/{one}/id")).ok_or_else(|| format!("no {one} in {all}"))?;
            self.dashboard(&format!("{one}/{id}")).await?;
        }
        let files = ["people-table", "people-cards", "follow-ups-table", "calendar"];
        for what in files {
            let file = self.browser.request(json!({ "kind": "export", "what": { "kind": what } })).await?;
            ensure(file.get("text").is_some(), format!("no {what}: {file}"))?;
        }
        self.browser.request(json!({ "kind": "backup" })).await?;
        self.browser.request(json!({ "kind": "backup", "passphrase": "nine plain wooden spoons" })).await?;
        for site in SITES {
            self.visit(site).await?;
            for page in ["popup.html", "sidebar.html"] {
                self.open(page).await?;
                self.browser.see("#app > *").await?;
                self.close().await?;
            }
        }
        self.visit(&format!("{MAIL}?view=cm&fs=1&to={ADDRESS}")).await?;
        self.browser.see("[g_editable]").await?;
        self.browser.switch(&self.tabs.desk).await
    }

    async fn dashboard(&self, part: &str) -> Result<()> {
        self.browser.eval("location.hash = arguments[0]", vec![json!(part)]).await?;
        self.browser.see("#content > *").await.map(drop).map_err(|error| format!("{part}: {error}").into())
    }
}

fn find(answer: &Value, place: &str) -> Option<String> {
    Some(answer.pointer(place)?.as_str()?.to_owned())
}
