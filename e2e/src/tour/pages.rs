//! The extension's own pages, and what it shows beside a site.

use super::{ADDRESS, PROFILE, Site, Tour};
use crate::browser::Kind;
use crate::{Result, wait};
use serde_json::Value;
use std::collections::BTreeMap;
use thirtyfour::Key;

const MAIL: &str = "https://mail.google.com/mail/u/0/";
/// Somebody whom none of the states knows.
const STRANGER: &str = "https://www.linkedin.com/in/juno-abernethy-practice/";

/// Of pages that differ only by whom they are about, so many are looked at.
const OF_A_KIND: usize = 2;

impl Tour {
    /// All pages to which the dashboard's links lead.
    pub(super) async fn dashboard(&mut self) -> Result<()> {
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        let mut ahead = vec![String::new(), "#welcome".to_owned()];
        let mut known = ahead.clone();
        while let Some(hash) = ahead.pop() {
            let kind = hash.split('/').next().unwrap_or_default().to_owned();
            let looked = seen.entry(kind.clone()).or_default();
            if *looked >= OF_A_KIND {
                continue;
            }
            *looked += 1;
            let name = match (kind.trim_start_matches('#'), *looked) {
                ("", _) => "dashboard".to_owned(),
                (kind, 1) => format!("dashboard-{kind}"),
                (kind, nth) => format!("dashboard-{kind}-{nth}"),
            };
            self.show(&format!("dashboard.html{hash}")).await?;
            let links = "return [...document.querySelectorAll('a[href^=\"#\"]')].map(link => link.getAttribute('href'))\
                         .filter(hash => hash.length > 1 && !document.getElementById(hash.slice(1)))";
            let links = self.browser.eval(links, vec![]).await?;
            for link in links.as_array().into_iter().flatten().filter_map(Value::as_str) {
                if !known.iter().any(|known| known == link) {
                    known.push(link.to_owned());
                    ahead.insert(0, link.to_owned());
                }
            }
            self.look(&name).await?;
        }
        Ok(())
    }

    /// Shows a page of the extension in the tab in front, with everything unfolded, once it stands still.
    pub(super) async fn show(&self, page: &str) -> Result<()> {
        self.browser.goto("about:blank").await?;
        self.browser.goto(&self.browser.extension_url(page)).await?;
        self.settle().await
    }

    pub(super) async fn settle(&self) -> Result<()> {
        let unfold = "for (const fold of document.querySelectorAll('details')) fold.open = true; \
                      return document.querySelector('main, [role=main]') ? document.body.innerHTML.length : 0";
        let answered = "await chrome.runtime.sendMessage({ kind: 'agenda' })";
        let before = std::cell::Cell::new((0_u64, 0_u32));
        wait::until("the page to stand still", || async {
            self.browser.eval_async(answered, vec![]).await?;
            let now = self.browser.eval(unfold, vec![]).await?.as_u64().unwrap_or(0);
            let (size, times) = before.get();
            let times = if now == size && now > 0 { times + 1 } else { 0 };
            before.set((now, times));
            Ok((times >= 3).then_some(()))
        })
        .await
    }

    /// A tab with a site, beside the one of our own page, which stays in front.
    pub(super) async fn site(&self, address: &str) -> Result<Site> {
        let own = self.browser.web()?.window().await?;
        let window = self.browser.open_tab(address).await?;
        self.browser.switch(&own).await?;
        Ok(Site { window, number: self.browser.tab_number(address).await? })
    }

    /// In Chromium the practice build holds the sites from the start.
    async fn enable(&self, key: &str) -> Result<()> {
        if self.browser.kind() == Kind::Firefox {
            self.show("dashboard.html#settings").await?;
            self.browser.enable_site(key).await?;
        }
        Ok(())
    }

    /// Popup and sidebar beside the profile of somebody known, where the state knows them, and of a stranger.
    pub(super) async fn on_a_profile(&mut self) -> Result<()> {
        self.enable("linkedin").await?;
        for (name, address) in [("profile", PROFILE), ("stranger", STRANGER)] {
            self.show("dashboard.html").await?;
            let site = self.site(address).await?;
            for page in ["popup", "sidebar"] {
                self.show(&format!("{page}.html?tab={}", site.number)).await?;
                self.browser.see("#known, #capture").await?;
                self.settle().await?;
                self.look(&format!("{page}-{name}")).await?;
            }
            let own = self.browser.web()?.window().await?;
            self.browser.switch(&site.window).await?;
            self.browser.close_tab(&own).await?;
        }
        self.show("popup.html").await?;
        self.look("popup").await
    }

    /// The prompt beside a compose window, with the draft put in.
    pub(super) async fn beside_a_mail(&mut self) -> Result<()> {
        self.enable("gmail").await?;
        self.show("dashboard.html").await?;
        let own = self.browser.web()?.window().await?;
        self.browser.open_tab(MAIL).await?;
        self.browser.click("#practice-compose").await?;
        let to = self.browser.see("[role=dialog] .anm[name=to] input").await?;
        to.send_keys(format!("{ADDRESS},")).await?;
        self.browser.panel("Mara Lindqvist").await?;
        self.looks_at_the_site("prompt").await?;
        self.browser.panel_click("Insert draft").await?;
        let body = "return document.querySelector('[role=dialog] [g_editable=true]').innerText.length";
        wait::until("the draft in the mail", || async {
            Ok((self.browser.eval(body, vec![]).await?.as_u64() > Some(80)).then_some(()))
        })
        .await?;
        let body = self.browser.see("[role=dialog] [g_editable=true]").await?;
        body.send_keys(Key::Control + Key::End).await?;
        body.send_keys(" Please find my CV attached.").await?;
        self.browser.panel("attach").await?;
        self.looks_at_the_site("prompt-hints").await?;
        self.browser.close_tab(&own).await
    }

    /// The site is not ours to measure: only pictures.
    async fn looks_at_the_site(&mut self, name: &str) -> Result<()> {
        if self.gallery.is_none() {
            return Ok(());
        }
        for look in self.turn.looks {
            self.browser.resize(look.width, 900).await?;
            self.browser.prefer_with(look.scheme, look.contrast).await?;
            self.keep(name, look).await?;
        }
        super::looks::usual(&self.browser).await
    }
}
