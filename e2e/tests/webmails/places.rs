//! Where the prompt stands, from 320 pixels to 3840: never over the button that sends, never beyond the window, and the
//! site's layout is what it is without it.

use crate::common::picture;
use crate::desk::{Desk, Form, Webmail};
use e2e::browser::Kind;
use e2e::{Result, wait};
use serde_json::json;

const WIDTHS: [u32; 9] = [320, 400, 600, 768, 1024, 1280, 1920, 2560, 3840];
const HEIGHTS: [u32; 2] = [560, 1000];

/// Edges of every element of the site's, in whole pixels; with what lies beside the page's body hidden or not.
const LAYOUT: &str = "const hosts = [...document.querySelectorAll(':root > :not(head, body)')]; \
    for (const host of hosts) host.style.display = arguments[0] ? '' : 'none'; \
    const all = [...document.querySelectorAll('body, body *')].map(e => { const r = e.getBoundingClientRect(); \
        return [r.left, r.top, r.width, r.height].map(Math.round).join(' '); }); \
    const page = document.documentElement; \
    all.push([page.scrollWidth, page.scrollHeight, page.clientWidth].join(' ')); \
    for (const host of hosts) host.style.display = ''; return all";

/// The compose window's text, or the frame that holds it.
const WRITTEN: &str = "[data-practice=body]";

impl Desk {
    /// Every form at every size.
    pub async fn at_every_size(&self, webmail: &Webmail) -> Result<()> {
        for form in webmail.forms {
            self.window(1280, 1000).await?;
            self.prompted(webmail, form).await?;
            for width in WIDTHS {
                for height in HEIGHTS {
                    let at = format!("{} at {width} × {height}", form.name);
                    self.window(width, height).await?;
                    self.stands_well(&at).await.map_err(|error| format!("{at}: {error}"))?;
                }
            }
        }
        self.window(1280, 900).await
    }

    /// What a page is told of its size; a browser's own window may not get that small.
    async fn window(&self, width: u32, height: u32) -> Result<()> {
        let browser = self.browser();
        if browser.kind() == Kind::Chromium {
            let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
            browser.cdp("Emulation.setDeviceMetricsOverride", size).await?;
        } else {
            let script = "const browser = gBrowser.selectedBrowser; window.resizeTo(Math.max(arguments[0], 500), arguments[1] + 200); \
                          for (const side of ['width', 'height']) { const size = arguments[side === 'width' ? 0 : 1] + 'px'; \
                              for (const name of [`min-${side}`, `max-${side}`]) browser.style.setProperty(name, size); }";
            browser.eval_chrome(script, vec![json!(width), json!(height)]).await?;
        }
        wait::until("the window's size", || async {
            let now = browser.eval("return [innerWidth, innerHeight]", vec![]).await?;
            if now == json!([width, height]) { Ok(Some(())) } else { Err(format!("it is {now}").into()) }
        })
        .await
    }

    async fn stands_well(&self, at: &str) -> Result<()> {
        let browser = self.browser();
        wait::until("a place for the prompt", || async {
            let (width, height) = self.size().await?;
            let panels = browser.panels().await?;
            let [panel] = panels.as_slice() else { return Err(format!("{} prompts", panels.len()).into()) };
            let area = panel.area;
            let inside = area.left >= 0.0
                && area.top >= 0.0
                && area.left + area.width <= width
                && area.top + area.height <= height;
            if !inside {
                return Err(format!("it stands at {area:?}, in {width} × {height}").into());
            }
            let send = self.area("[data-practice=send]").await?;
            if area.overlaps(&send) {
                return Err(format!("it stands at {area:?}, over the button at {send:?}").into());
            }
            // Above what is written it may stand whole, over it only as a tab.
            let whole = panel.text.contains("Insert draft");
            if width <= 400.0 && whole && area.overlaps(&self.area(WRITTEN).await?) {
                return Err(format!("it lies over what is written, at {area:?}").into());
            }
            // A folded prompt unfolds where it has room again.
            if width >= 1280.0 && !whole {
                return Err(format!("it stays folded in {width} × {height}").into());
            }
            Ok(Some(()))
        })
        .await?;
        let with = browser.eval(LAYOUT, vec![json!(true)]).await?;
        let without = browser.eval(LAYOUT, vec![json!(false)]).await?;
        assert_eq!(with, without, "{at}: the prompt moves the site's layout");
        Ok(())
    }

    async fn size(&self) -> Result<(f64, f64)> {
        let size = self.browser().eval("return [innerWidth, innerHeight]", vec![]).await?;
        Ok((size[0].as_f64().unwrap_or_default(), size[1].as_f64().unwrap_or_default()))
    }

    /// Without motion, and in the few colours that its user has chosen. Chromium can be told of both.
    pub async fn by_need(&self, webmail: &Webmail, form: &Form) -> Result<()> {
        let browser = self.browser();
        if browser.kind() == Kind::Firefox {
            return Ok(());
        }
        let features = json!([{ "name": "prefers-reduced-motion", "value": "reduce" }, { "name": "forced-colors", "value": "active" }]);
        browser.cdp("Emulation.setEmulatedMedia", json!({ "features": features })).await?;
        self.prompted(webmail, form).await?;
        let media = "return matchMedia('(forced-colors: active) and (prefers-reduced-motion: reduce)').matches";
        assert_eq!(browser.eval(media, vec![]).await?, json!(true));
        picture(browser, "webmails", "forced-colors").await?;
        // What moves is seen as it moves: two looks in a row show the same.
        let before = browser.panel("Insert draft").await?;
        browser.eval_async("for (let i = 0; i < 20; i += 1) await new Promise(requestAnimationFrame)", vec![]).await?;
        let after = browser.panel("Insert draft").await?;
        assert_eq!((before.area, before.text), (after.area, after.text));
        self.insert().await?;
        browser.cdp("Emulation.setEmulatedMedia", json!({ "features": [] })).await.map(drop)
    }
}
