//! Tabs, scripts and what a user does on a page.

use super::{Browser, Kind, firefox};
use crate::{Result, wait};
use serde_json::{Value, json};
use thirtyfour::WindowHandle;
use thirtyfour::prelude::*;

impl Browser {
    /// Loads an address in the current tab.
    ///
    /// # Errors
    /// When the page can't be loaded.
    pub async fn goto(&self, url: &str) -> Result<()> {
        self.web()?.goto(url).await.map_err(|e| format!("{url}: {e}").into())
    }

    /// Opens an address in a new tab, which becomes the current one.
    ///
    /// # Errors
    /// When the page can't be loaded.
    pub async fn open_tab(&self, url: &str) -> Result<WindowHandle> {
        let web = self.web()?;
        let handle = web.new_tab().await?;
        web.switch_to_window(handle.clone()).await?;
        self.goto(url).await?;
        Ok(handle)
    }

    /// Opens a page of the extension in a new tab, which becomes the current one.
    ///
    /// # Errors
    /// When the page can't be loaded.
    pub async fn open_page(&self, page: &str) -> Result<WindowHandle> {
        self.open_tab(&self.extension_url(page)).await
    }

    /// Makes a tab the current one; in both browsers it comes to the front.
    ///
    /// # Errors
    /// When it is gone.
    pub async fn switch(&self, tab: &WindowHandle) -> Result<()> {
        self.web()?.switch_to_window(tab.clone()).await?;
        if self.setup.kind == Kind::Chromium {
            self.cdp("Page.bringToFront", json!({})).await?;
        }
        Ok(())
    }

    /// Closes the current tab and returns to another.
    ///
    /// # Errors
    /// When either is gone.
    pub async fn close_tab(&self, then: &WindowHandle) -> Result<()> {
        self.web()?.close_window().await?;
        self.switch(then).await
    }

    /// The body of a function, run in the current page; its result.
    ///
    /// # Errors
    /// What the script throws.
    pub async fn eval(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        Ok(self.web()?.execute(script, arguments).await?.json().clone())
    }

    /// The body of an `async` function, run in the current page; what it resolves to.
    ///
    /// # Errors
    /// What the script throws.
    pub async fn eval_async(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        let wrapped = format!(
            "const done = arguments[arguments.length - 1]; const given = [...arguments].slice(0, -1); \
             (async function () {{ {script} }}).apply(null, given)\
             .then(v => done({{ ok: v === undefined ? null : v }}), e => done({{ error: String(e && e.message || e) }}));"
        );
        let answer = self.web()?.execute_async(wrapped.as_str(), arguments).await?.json().clone();
        match answer.get("error").and_then(Value::as_str) {
            Some(error) => Err(error.to_string().into()),
            None => Ok(answer.get("ok").cloned().unwrap_or_default()),
        }
    }

    /// Sends a request to the background from the extension page in the current tab.
    ///
    /// # Errors
    /// When the background gives no answer, or answers with an error (its JSON is the text).
    pub async fn request(&self, request: Value) -> Result<Value> {
        let answer = self.eval_async("return await chrome.runtime.sendMessage(arguments[0])", vec![request]).await?;
        match answer.get("error") {
            Some(error) => Err(error.to_string().into()),
            None => Ok(answer.get("ok").cloned().unwrap_or(answer)),
        }
    }

    /// Moves the practice build's clock: now is the real time plus `offset`. From an extension page.
    ///
    /// # Errors
    /// When the build has no such clock.
    pub async fn set_clock(&self, offset_ms: i64) -> Result<()> {
        self.request(json!({ "kind": "set-clock", "offset_ms": offset_ms })).await.map(drop)
    }

    /// The extension API's number of the tab at this address (by its beginning), asked from an extension page; the
    /// extension must be allowed to see that address.
    ///
    /// # Errors
    /// When there is none.
    pub async fn tab_number(&self, address: &str) -> Result<i64> {
        if self.setup.kind == Kind::Firefox {
            return firefox::tab_number(self, address).await;
        }
        let script = "const all = await chrome.tabs.query({}); \
                      const hit = all.findLast(t => (t.url || t.pendingUrl || '').startsWith(arguments[0])); \
                      return hit ? hit.id : null";
        let id = self.eval_async(script, vec![json!(address)]).await?;
        id.as_i64().ok_or_else(|| format!("no tab at {address}").into())
    }

    /// The first element that the selector finds and a user could see, waiting for it.
    ///
    /// # Errors
    /// When it does not come.
    pub async fn see(&self, css: &str) -> Result<WebElement> {
        wait::until(&format!("{css} to be seen"), || async {
            for element in self.web()?.find_all(By::Css(css)).await? {
                if element.is_displayed().await? {
                    return Ok(Some(element));
                }
            }
            Err(format!("the page says:\n{}", self.text().await?).into())
        })
        .await
    }

    /// Waits until the page's visible text holds `words`, and returns the text.
    ///
    /// # Errors
    /// When they do not come; with what the page says instead.
    pub async fn read(&self, words: &str) -> Result<String> {
        wait::until(&format!("“{words}” on the page"), || async {
            let text = self.text().await?;
            if text.contains(words) { Ok(Some(text)) } else { Err(format!("the page says:\n{text}").into()) }
        })
        .await
    }

    /// The page's visible text.
    ///
    /// # Errors
    /// When there is no page.
    pub async fn text(&self) -> Result<String> {
        let text = self.eval("return document.body ? document.body.innerText : ''", vec![]).await?;
        Ok(text.as_str().unwrap_or_default().to_string())
    }

    /// Clicks what the selector finds, once it is there and can be clicked.
    ///
    /// # Errors
    /// When it does not come.
    pub async fn click(&self, css: &str) -> Result<()> {
        wait::until(&format!("a click on {css}"), || async {
            self.web()?.find(By::Css(css)).await?.click().await?;
            Ok(Some(()))
        })
        .await
    }

    /// Presses what the selector finds by keyboard. For a page that puts the cursor somewhere itself: Chromium's driver
    /// gives the window the focus within its click, the page scrolls to the cursor, and the click meets something else.
    ///
    /// # Errors
    /// When it does not come.
    pub async fn press(&self, css: &str) -> Result<()> {
        self.see(css).await?.send_keys(Key::Enter + "").await?;
        Ok(())
    }

    /// Chooses an option of a `select` by its value.
    ///
    /// # Errors
    /// When there is no such option.
    pub async fn choose(&self, css: &str, value: &str) -> Result<()> {
        self.see(css).await?;
        self.click(&format!("{css} option[value=\"{value}\"]")).await
    }

    /// Sets a date or a time, whose typing differs by language and browser: `2026-11-24`, `14:00`.
    ///
    /// # Errors
    /// When the field does not come.
    pub async fn set(&self, css: &str, value: &str) -> Result<()> {
        self.see(css).await?;
        let script = "const field = document.querySelector(arguments[0]); field.focus(); field.value = arguments[1]; \
                      for (const kind of ['input', 'change']) field.dispatchEvent(new Event(kind, { bubbles: true }))";
        self.eval(script, vec![json!(css), json!(value)]).await.map(drop)
    }

    /// What a field holds.
    ///
    /// # Errors
    /// When the field does not come.
    pub async fn value(&self, css: &str) -> Result<String> {
        Ok(self.see(css).await?.prop("value").await?.unwrap_or_default())
    }

    /// Waits until the page holds none of what the selector finds.
    ///
    /// # Errors
    /// When it stays.
    pub async fn gone(&self, css: &str) -> Result<()> {
        let count = "return document.querySelectorAll(arguments[0]).length";
        wait::until(&format!("{css} to go"), || async {
            Ok((self.eval(count, vec![json!(css)]).await? == json!(0)).then_some(()))
        })
        .await
    }

    /// What the extension's icon says, asked from an extension page. Does not wake the background.
    ///
    /// # Errors
    /// When the current page is not the extension's.
    pub async fn badge(&self) -> Result<String> {
        let text = self.eval_async("return await chrome.action.getBadgeText({})", vec![]).await?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// Waits until the icon says `text`, asked from an extension page.
    ///
    /// # Errors
    /// When it keeps saying something else.
    pub async fn badge_says(&self, text: &str) -> Result<()> {
        wait::until(&format!("“{text}” on the icon"), || async {
            let now = self.badge().await?;
            if now == text { Ok(Some(())) } else { Err(format!("it says “{now}”").into()) }
        })
        .await
    }

    /// Presses the button of the extension's pages that enables a site, folded away or not, and waits until it is done.
    ///
    /// # Errors
    /// When there is no such button or the browser refuses.
    pub async fn enable_site(&self, key: &str) -> Result<()> {
        let button = format!("#enable-{key}");
        let folded = format!("details:not([open]):has({button}) > summary");
        wait::until(&format!("the button that enables {key}"), || async {
            if let Ok(summary) = self.web()?.find(By::Css(folded.as_str())).await {
                summary.click().await?;
            }
            self.web()?.find(By::Css(button.as_str())).await?.click().await?;
            Ok(Some(()))
        })
        .await?;
        self.gone(&button).await
    }

    /// Empties a field and types.
    ///
    /// # Errors
    /// When the field does not come.
    pub async fn fill(&self, css: &str, text: &str) -> Result<()> {
        let field = self.see(css).await?;
        field.clear().await?;
        field.send_keys(text).await?;
        Ok(())
    }
}
