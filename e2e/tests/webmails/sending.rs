//! A message goes out in each way that a webmail has, is called back, or is not sent at all.

use crate::desk::{ADDRESS, Desk, POP_UP, Webmail};
use e2e::Result;
use serde_json::json;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Button,
    Keys,
    Menu,
    Later,
}

impl Desk {
    pub async fn sent_each_way(&self, webmail: &Webmail) -> Result<()> {
        for way in [Way::Button, Way::Keys, Way::Menu, Way::Later] {
            if way != Way::Menu || webmail.sends_by_menu {
                self.sent(webmail, way).await.map_err(|error| format!("{way:?}: {error}"))?;
            }
        }
        Ok(())
    }

    async fn sent(&self, webmail: &Webmail, way: Way) -> Result<()> {
        let browser = self.browser();
        self.prompted(webmail, &POP_UP).await?;
        self.insert().await?;
        let text = self.body().await?;
        let press = async |name: &str| browser.click(&format!("[data-practice={name}]")).await;
        match way {
            Way::Button => press("send").await?,
            Way::Keys => self.press_with_ctrl('\u{e007}').await?,
            Way::Menu => {
                press("more").await?;
                press("now").await?;
            }
            Way::Later => {
                press("more").await?;
                press("later").await?;
                assert!(self.is_due().await?, "a look at the times counts as sent");
                press("tomorrow").await?;
            }
        }
        browser.panel("Marked as sent.").await?;
        self.went_out(webmail, &text).await?;
        assert_eq!(self.times_done().await?, 1);
        assert!(!self.is_due().await?);
        if way == Way::Button && webmail.recalls {
            self.called_back(webmail).await?;
        }
        browser.panel_click("Undo").await?;
        self.no_panel().await?;
        self.is_due_again().await
    }

    /// As the page has it, exactly one.
    async fn went_out(&self, webmail: &Webmail, text: &str) -> Result<()> {
        // This one keeps its list on another page.
        if webmail.host == "mail.google.com" {
            return Ok(());
        }
        let sent = "return [...document.querySelectorAll('[data-sent]')].map(mail => JSON.parse(mail.dataset.sent))";
        let sent = self.browser().eval(sent, vec![]).await?;
        assert_eq!(sent.as_array().map(Vec::len), Some(1), "{sent}");
        assert_eq!(sent[0]["to"], json!([ADDRESS]));
        let went = sent[0]["text"].as_str().unwrap_or_default().replace('\u{a0}', " ");
        assert_eq!(went.trim_end(), text.trim_end());
        Ok(())
    }

    /// The site's own way back takes the record back too; sent again, it is recorded again, once.
    async fn called_back(&self, webmail: &Webmail) -> Result<()> {
        let browser = self.browser();
        browser.click("[data-practice=undo]").await?;
        self.is_ready().await?;
        self.is_due_again().await?;
        browser.panel("Insert draft").await?;
        let text = self.body().await?;
        assert!(text.starts_with("Dear Ottilie,"), "{text}");
        browser.click("[data-practice=send]").await?;
        browser.panel("Marked as sent.").await?;
        self.went_out(webmail, &text).await?;
        assert_eq!(self.times_done().await?, 1);
        Ok(())
    }

    /// A window is given up at each point at which sending had begun.
    pub async fn not_sent(&self, webmail: &Webmail) -> Result<()> {
        let browser = self.browser();
        let given_up: [&[&str]; 2] = [&["more", "discard"], &["more", "later", "cancel", "discard"]];
        for presses in given_up {
            self.prompted(webmail, &POP_UP).await?;
            for name in presses {
                browser.click(&format!("[data-practice={name}]")).await?;
            }
            self.no_panel().await?;
            assert!(self.is_due().await?, "given up after {presses:?}, and counts as sent");
        }
        if webmail.host == "mail.google.com" {
            // The cross of its window stands beside the message, in a dialog as its menus do.
            self.prompted(webmail, &POP_UP).await?;
            browser.click("[data-practice=more]").await?;
            browser.click("button.Ha").await?;
            self.no_panel().await?;
            assert!(self.is_due().await?, "closed, and counts as sent");
        }
        // The site refuses, for whatever reason.
        self.prompted(webmail, &POP_UP).await?;
        let refuse = "document.querySelector('[data-practice=send]').parentElement\
                      .addEventListener('click', event => event.target.dataset.practice === 'send' && event.stopPropagation(), true)";
        browser.eval(refuse, vec![]).await?;
        browser.click("[data-practice=send]").await?;
        browser.click("[data-practice=discard]").await?;
        self.no_panel().await?;
        assert!(self.is_due().await?, "refused, then discarded, and counts as sent");
        // The user turns to another page.
        self.prompted(webmail, &POP_UP).await?;
        browser.goto("about:blank").await?;
        assert!(self.is_due().await?, "left, and counts as sent");
        Ok(())
    }
}
