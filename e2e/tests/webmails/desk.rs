//! The candidate's desk: a webmail in one window, the dashboard in another, and one interview an hour ago.

use crate::common::{Stage, picture};
use e2e::browser::panel::Area;
use e2e::browser::{Browser, Kind, Scheme};
use e2e::{Result, wait};
use serde_json::{Value, json};
use std::sync::Mutex;
use thirtyfour::prelude::*;

const NAME: &str = "Ottilie Brandt";
pub const ADDRESS: &str = "ottilie.brandt@marlowe-freight.example";

/// How a compose window is opened: the page's address, and what is pressed there.
pub struct Form {
    pub name: &'static str,
    pub address: &'static str,
    pub press: &'static str,
}

pub struct Webmail {
    pub host: &'static str,
    pub forms: &'static [Form],
    /// What is opened in a window of its own.
    pub own_window: &'static str,
    /// Whether an address can be put among the recipients from outside; else it is copied.
    pub takes_recipients: bool,
    /// Whether its menu beside the button has an entry that sends at once.
    pub sends_by_menu: bool,
    /// Whether it calls a message back.
    pub recalls: bool,
}

pub const POP_UP: Form = Form { name: "pop-up", address: "/", press: "#practice-compose" };

pub struct Desk {
    pub stage: Stage,
    pub site: WindowHandle,
    pub dashboard: WindowHandle,
    /// The window in which the user is at work.
    pub front: Mutex<WindowHandle>,
}

impl Desk {
    pub async fn set(stage: Stage) -> Result<Self> {
        let site = stage.browser.web()?.window().await?;
        let dashboard = stage.browser.open_page("dashboard.html#settings").await?;
        let front = Mutex::new(site.clone());
        let desk = Self { stage, site, dashboard, front };
        desk.interviewed().await?;
        Ok(desk)
    }

    pub fn browser(&self) -> &Browser {
        &self.stage.browser
    }

    /// An interview that ended an hour ago.
    async fn interviewed(&self) -> Result<()> {
        let hours_ago = "const at = new Date(Date.now() - arguments[0] * 3600000); \
                         const two = part => String(part).padStart(2, '0'); \
                         return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}\
                         T${two(at.getHours())}:${two(at.getMinutes())}`";
        let start = self.browser().eval(hours_ago, vec![json!(2)]).await?;
        let end = self.browser().eval(hours_ago, vec![json!(1)]).await?;
        let form = json!({
            "person": { "name": NAME, "company": "Marlowe Freight", "email": ADDRESS },
            "role": "hiring-manager",
            "opportunity": { "kind": "new", "company": "Marlowe Freight", "job_title": "Site Reliability Engineer" },
            "interview": { "kind": "new", "interview": { "start": start, "end": end } },
        });
        self.browser().request(json!({ "kind": "save-capture", "form": form })).await.map(drop)
    }

    /// The practice build for Chromium holds the sites already.
    pub async fn enable(&self, host: &str) -> Result<()> {
        if self.browser().kind() == Kind::Chromium {
            return Ok(());
        }
        self.browser().switch(&self.dashboard).await?;
        self.browser().fill("#own-host", host).await?;
        self.browser().click("#enable-own-host").await?;
        self.browser().read("is enabled.").await.map(drop)
    }

    pub async fn bring_to_front(&self, window: &WindowHandle) -> Result<()> {
        self.front.lock().unwrap().clone_from(window);
        self.browser().switch(window).await
    }

    pub async fn open(&self, webmail: &Webmail, form: &Form) -> Result<()> {
        self.bring_to_front(&self.site).await?;
        // A part of the page's address that changes alone would load nothing.
        self.browser().goto("about:blank").await?;
        self.browser().goto(&format!("https://{}{}", webmail.host, form.address)).await?;
        if !form.press.is_empty() {
            self.browser().click(form.press).await?;
        }
        self.is_ready().await
    }

    pub async fn is_ready(&self) -> Result<()> {
        self.browser().see("[data-practice=to]").await?;
        wait::until("the editor", || async {
            Ok((self.browser().eval(&format!("return Boolean({BODY})"), vec![]).await? == json!(true)).then_some(()))
        })
        .await
    }

    /// A window that is to the interviewer, with its prompt.
    pub async fn prompted(&self, webmail: &Webmail, form: &Form) -> Result<()> {
        self.open(webmail, form).await?;
        self.address("[data-practice=to]", &format!("{ADDRESS},")).await?;
        self.browser().panel("Insert draft").await.map(drop)
    }

    /// Into a field that is an input in one webmail and an editable element in the other.
    pub async fn address(&self, css: &str, text: &str) -> Result<()> {
        self.browser().click(css).await?;
        self.browser().web()?.find(By::Css(css)).await?.send_keys(text).await.map_err(Into::into)
    }

    pub async fn insert(&self) -> Result<()> {
        self.browser().panel_click("Insert draft").await?;
        self.browser().panel("The draft is in.").await.map(drop)
    }

    /// With Ctrl held, wherever the focus is.
    pub async fn press_with_ctrl(&self, key: char) -> Result<()> {
        let keys = self.browser().web()?.action_chain().key_down(Key::Control).key_down(key).key_up(key);
        keys.key_up(Key::Control).perform().await.map_err(Into::into)
    }

    /// Of the last window.
    pub async fn body(&self) -> Result<String> {
        let text =
            self.browser().eval(&format!("return (body => body.value ?? body.innerText)({BODY})"), vec![]).await?;
        Ok(text.as_str().unwrap_or_default().replace('\u{a0}', " "))
    }

    /// Subject and text of the draft as the site has saved it, of the last window.
    pub async fn saved(&self) -> Result<(String, String)> {
        let saved =
            "return JSON.parse([...document.querySelectorAll('[data-practice=compose]')].at(-1).dataset.saved ?? '{}')";
        let saved = self.browser().eval(saved, vec![]).await?;
        let of = |name: &str| saved[name].as_str().unwrap_or_default().replace('\u{a0}', " ");
        Ok((of("subject"), of("text")))
    }

    pub async fn no_panel(&self) -> Result<()> {
        wait::until("no prompt", || async {
            let texts: Vec<_> = self.browser().panels().await?.into_iter().map(|panel| panel.text).collect();
            if texts.is_empty() { Ok(Some(())) } else { Err(format!("{texts:?}").into()) }
        })
        .await
    }

    pub async fn ask_dashboard(&self, request: Value) -> Result<Value> {
        self.browser().switch(&self.dashboard).await?;
        let answer = self.browser().request(request).await?;
        let front = self.front.lock().unwrap().clone();
        self.browser().switch(&front).await?;
        Ok(answer)
    }

    pub async fn is_due(&self) -> Result<bool> {
        let agenda = self.ask_dashboard(json!({ "kind": "agenda" })).await?;
        let due = agenda["agenda"]["due"].as_array().cloned().unwrap_or_default();
        Ok(due.iter().any(|step| step["kind"] == "thank-you"))
    }

    pub async fn is_due_again(&self) -> Result<()> {
        wait::until("the thank-you to be due again", || async { Ok(self.is_due().await?.then_some(())) }).await
    }

    /// Times the thank-you is recorded as done, without those that were taken back.
    pub async fn times_done(&self) -> Result<usize> {
        let answer = self.ask_dashboard(json!({ "kind": "opportunities" })).await?;
        let steps = answer["opportunities"][0]["steps"].as_array().cloned().unwrap_or_default();
        Ok(steps.iter().filter(|step| step["kind"] == "thank-you" && step["state"]["state"] == "done").count())
    }

    pub async fn area(&self, css: &str) -> Result<Area> {
        let script = "const r = document.querySelector(arguments[0]).getBoundingClientRect(); \
                      return { left: r.left, top: r.top, width: r.width, height: r.height }";
        Ok(serde_json::from_value(self.browser().eval(script, vec![json!(css)]).await?)?)
    }

    pub async fn picture(&self, name: &str) -> Result<()> {
        for (scheme, word) in [(Scheme::Light, "light"), (Scheme::Dark, "dark")] {
            self.browser().prefer(scheme).await?;
            picture(self.browser(), "webmails", &format!("{name}-{word}")).await?;
        }
        self.browser().prefer(Scheme::Light).await
    }
}

/// The body of the last window, also where it is in a frame.
const BODY: &str = "(last => last?.contentDocument ? last.contentDocument.getElementById('rooster-editor') : last)\
                    ([...document.querySelectorAll('[data-practice=body]')].at(-1))";
