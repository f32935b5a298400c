//! The prompt in the other webmails, on pages of our own under their real host names and with their strict policy: each
//! form of a compose window, from the recipient to the way back after sending.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

#[macro_use]
mod common;

use common::{Stage, picture};
use e2e::browser::panel::{Area, Control};
use e2e::browser::{Browser, Kind, Scheme};
use e2e::net::Request;
use e2e::{Result, wait};
use serde_json::{Value, json};
use std::time::Duration;
use thirtyfour::prelude::*;

const NAME: &str = "Ottilie Brandt";
const ADDRESS: &str = "ottilie.brandt@marlowe-freight.example";
const PRIVATE: &str = "Ottilie Brandt <ottilie.b@letterbox.example>";

/// How a compose window is opened: the page's address, and what is pressed there.
struct Form {
    name: &'static str,
    address: &'static str,
    press: &'static str,
}

struct Webmail {
    host: &'static str,
    forms: &'static [Form],
    /// Whether an address can be put among the recipients from outside; else it is copied.
    takes_recipients: bool,
}

const POP_UP: Form = Form { name: "pop-up", address: "/", press: "#practice-compose" };
const FULL: Form = Form { name: "full screen", address: "/", press: "#practice-full" };
const REPLY: Form = Form { name: "reply", address: "/", press: "#practice-reply" };

const WEBMAILS: [Webmail; 6] = [
    Webmail {
        host: "mail.google.com",
        forms: &[
            POP_UP,
            Form { name: "full screen", address: "/mail/?view=cm&fs=1", press: "" },
            Form { name: "reply", address: "/mail/u/0/#inbox/1", press: "button.ams" },
        ],
        takes_recipients: true,
    },
    Webmail { host: "outlook.live.com", forms: &[POP_UP, FULL, REPLY], takes_recipients: true },
    Webmail { host: "outlook.office.com", forms: &[FULL], takes_recipients: true },
    Webmail { host: "mail.yahoo.com", forms: &[POP_UP, FULL, REPLY], takes_recipients: true },
    Webmail { host: "mail.proton.me", forms: &[POP_UP, FULL, REPLY], takes_recipients: true },
    Webmail { host: "app.fastmail.com", forms: &[POP_UP, REPLY], takes_recipients: false },
];

/// In which a prompt should be there once its recipient is.
const AIM: Duration = Duration::from_millis(300);

struct Desk {
    stage: Stage,
    site: WindowHandle,
    dashboard: WindowHandle,
}

async fn all(kind: Kind) -> Result<()> {
    let Some(tools) = common::tools(kind) else { return Ok(()) };
    let stage = Stage::set(&tools).await?;
    let site = stage.browser.web()?.window().await?;
    let dashboard = stage.browser.open_page("dashboard.html#settings").await?;
    let desk = Desk { stage, site, dashboard };
    desk.interviewed().await?;
    let mut quickest = AIM;
    for webmail in &WEBMAILS {
        quickest = quickest.min(desk.play(webmail).await.map_err(|error| format!("{}: {error}", webmail.host))?);
    }
    assert!(quickest < AIM, "no prompt came within {AIM:?}");
    desk.kept_small(&WEBMAILS[0]).await?;
    let broken: Vec<_> = desk.stage.practice.server.requests().into_iter().filter(Request::is_policy_report).collect();
    assert_eq!(broken, [], "a site's policy was broken");
    assert_eq!(desk.stage.practice.proxy.refused(), [], "somebody was called");
    Ok(())
}

impl Desk {
    fn browser(&self) -> &Browser {
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

    async fn play(&self, webmail: &Webmail) -> Result<Duration> {
        self.enable(webmail.host).await?;
        let mut times = Vec::new();
        for form in webmail.forms {
            let time = self.given_up(webmail, form).await.map_err(|error| format!("{}: {error}", form.name))?;
            times.push(time);
        }
        self.several_at_once(webmail).await?;
        self.offered(webmail).await?;
        self.a_namesake(webmail).await?;
        self.sent_once(webmail).await?;
        println!("{}: {}: prompts after {times:.0?}", self.browser().kind(), webmail.host);
        Ok(times.into_iter().min().unwrap_or(AIM))
    }

    /// The practice build for Chromium holds the sites already.
    async fn enable(&self, host: &str) -> Result<()> {
        if self.browser().kind() == Kind::Chromium {
            return Ok(());
        }
        self.browser().switch(&self.dashboard).await?;
        self.browser().fill("#own-host", host).await?;
        self.browser().click("#enable-own-host").await?;
        self.browser().read("is enabled.").await.map(drop)
    }

    async fn open(&self, webmail: &Webmail, form: &Form) -> Result<()> {
        self.browser().switch(&self.site).await?;
        // A part of the page's address that changes alone would load nothing.
        self.browser().goto("about:blank").await?;
        self.browser().goto(&format!("https://{}{}", webmail.host, form.address)).await?;
        if !form.press.is_empty() {
            self.browser().click(form.press).await?;
        }
        self.browser().see("[data-practice=to]").await?;
        wait::until("the editor", || async {
            Ok((self.browser().eval(&format!("return Boolean({BODY})"), vec![]).await? == json!(true)).then_some(()))
        })
        .await
    }

    /// A window is written in and closed: the prompt comes and goes, and nothing is recorded.
    async fn given_up(&self, webmail: &Webmail, form: &Form) -> Result<Duration> {
        self.open(webmail, form).await?;
        self.browser().eval(WATCH, vec![]).await?;
        self.address("[data-practice=to]", &format!("{ADDRESS},")).await?;
        let panel = self.browser().panel("Insert draft").await?;
        assert!(panel.text.contains("Thank Ottilie Brandt"), "{}", panel.text);
        let time = wait::until("the times", || async {
            let times = self.browser().eval("return [window.seen.asked, window.seen.shown]", vec![]).await?;
            let pair = times[0].as_f64().zip(times[1].as_f64());
            match pair {
                Some((asked, shown)) => Ok(Some(Duration::from_secs_f64((shown - asked).max(0.0) / 1000.0))),
                None => Err(format!("asked and shown at {times}").into()),
            }
        })
        .await?;
        assert!(!panel.area.overlaps(&self.area("[data-practice=send]").await?), "the button that sends is covered");
        if form.name == "pop-up" {
            self.picture(webmail.host).await?;
        }
        let own = self.browser().eval(&format!("return {BODY}.innerText"), vec![]).await?;
        self.insert().await?;
        let text = self.body().await?;
        let quoted = own.as_str().unwrap_or_default().trim();
        assert!(text.starts_with("Dear Ottilie,\n\n"), "{text}");
        assert!(text.trim_end().ends_with(quoted), "what was there is gone: {text}");
        assert!(!text.contains("\n\n\n\n"), "line breaks are doubled: {text}");
        self.browser().click("[data-practice=discard]").await?;
        self.no_panel().await?;
        assert!(self.is_due().await?, "a closed window counts as sent");
        Ok(time)
    }

    /// Of two windows only the one that is to the interviewer has a prompt; inserting goes there.
    async fn several_at_once(&self, webmail: &Webmail) -> Result<()> {
        self.open(webmail, &POP_UP).await?;
        self.browser().click(POP_UP.press).await?;
        let second = "const all = [...document.querySelectorAll('[data-practice=compose]')]; all[1].id ||= 'second'; return all.length";
        wait::until("two windows", || async {
            Ok((self.browser().eval(second, vec![]).await? == json!(2)).then_some(()))
        })
        .await?;
        let id =
            self.browser().eval("return document.querySelectorAll('[data-practice=compose]')[1].id", vec![]).await?;
        let window = format!("#{}", id.as_str().unwrap_or_default());
        self.address(&format!("{window} [data-practice=to]"), &format!("{ADDRESS},")).await?;
        self.browser().panel("Insert draft").await?;
        self.insert().await?;
        wait::until("the subject", || async {
            let subjects =
                "return [...document.querySelectorAll('[data-practice=subject]')].map(field => field.value !== '')";
            Ok((self.browser().eval(subjects, vec![]).await? == json!([false, true])).then_some(()))
        })
        .await
    }

    /// A window without recipients: whom there is to thank, and their address.
    async fn offered(&self, webmail: &Webmail) -> Result<()> {
        self.open(webmail, &POP_UP).await?;
        self.browser().panel("Write to them").await?;
        self.browser().panel_click("Write to them").await?;
        let says = if webmail.takes_recipients { "Insert draft" } else { "The address is copied." };
        self.browser().panel(says).await.map(drop)
    }

    /// An address that nobody known has, under the interviewer's name.
    async fn a_namesake(&self, webmail: &Webmail) -> Result<()> {
        self.open(webmail, &POP_UP).await?;
        self.address("[data-practice=to]", &format!("{PRIVATE},")).await?;
        self.browser().panel("Is this Ottilie Brandt?").await?;
        self.browser().panel_click("Yes, add the address").await?;
        self.browser().panel("The address is added").await?;
        self.browser().panel("Insert draft").await?;
        self.browser().panel_click("Undo").await?;
        self.browser().panel("Is this Ottilie Brandt?").await.map(drop)
    }

    /// Made small it stays small, in the next window too, until it is opened again.
    async fn kept_small(&self, webmail: &Webmail) -> Result<()> {
        self.open(webmail, &POP_UP).await?;
        self.address("[data-practice=to]", &format!("{ADDRESS},")).await?;
        self.browser().panel("Insert draft").await?;
        self.browser().panel_click("Make small").await?;
        wait::until("that to be kept", || async {
            let settings = self.ask_dashboard(json!({ "kind": "settings" })).await?;
            Ok(settings.to_string().contains(r#""folded_panels":["gmail"]"#).then_some(()))
        })
        .await?;
        self.open(webmail, &POP_UP).await?;
        self.address("[data-practice=to]", &format!("{ADDRESS},")).await?;
        let panel = wait::until("a small prompt", || async {
            let small = |control: &Control| control.name == "Show the prompt";
            Ok(self.browser().panels().await?.into_iter().find(|panel| panel.controls.iter().any(small)))
        })
        .await?;
        assert!(!panel.text.contains("Insert draft") && panel.area.width < 120.0, "{panel:?}");
        self.browser().panel_click("Show the prompt").await?;
        self.browser().panel("Insert draft").await.map(drop)
    }

    async fn sent_once(&self, webmail: &Webmail) -> Result<()> {
        self.open(webmail, &POP_UP).await?;
        self.address("[data-practice=to]", &format!("{ADDRESS},")).await?;
        self.browser().panel("Insert draft").await?;
        self.insert().await?;
        let text = self.body().await?;
        self.browser().click("[data-practice=send]").await?;
        self.browser().panel("Marked as sent.").await?;
        if webmail.host != "mail.google.com" {
            let sent =
                "return [...document.querySelectorAll('[data-sent]')].map(mail => JSON.parse(mail.dataset.sent))";
            let sent = self.browser().eval(sent, vec![]).await?;
            assert_eq!(sent.as_array().map(Vec::len), Some(1), "{sent}");
            assert_eq!(sent[0]["to"], json!([ADDRESS]));
            assert_eq!(sent[0]["text"].as_str().map(str::trim_end), Some(text.trim_end()));
        }
        assert_eq!(self.times_done().await?, 1);
        assert!(!self.is_due().await?);
        self.browser().switch(&self.site).await?;
        self.browser().panel_click("Undo").await?;
        self.no_panel().await?;
        wait::until("the thank-you to be due again", || async { Ok(self.is_due().await?.then_some(())) }).await
    }

    /// Into a field that is an input in one webmail and an editable element in the other.
    async fn address(&self, css: &str, text: &str) -> Result<()> {
        self.browser().click(css).await?;
        self.browser().web()?.find(By::Css(css)).await?.send_keys(text).await.map_err(Into::into)
    }

    async fn insert(&self) -> Result<()> {
        self.browser().panel_click("Insert draft").await?;
        self.browser().panel("The draft is in.").await.map(drop)
    }

    /// Of the last window.
    async fn body(&self) -> Result<String> {
        let text = self.browser().eval(&format!("return {BODY}.innerText"), vec![]).await?;
        Ok(text.as_str().unwrap_or_default().replace('\u{a0}', " "))
    }

    async fn no_panel(&self) -> Result<()> {
        wait::until("no prompt", || async { Ok(self.browser().panels().await?.is_empty().then_some(())) }).await
    }

    async fn ask_dashboard(&self, request: Value) -> Result<Value> {
        self.browser().switch(&self.dashboard).await?;
        let answer = self.browser().request(request).await?;
        self.browser().switch(&self.site).await?;
        Ok(answer)
    }

    async fn is_due(&self) -> Result<bool> {
        let agenda = self.ask_dashboard(json!({ "kind": "agenda" })).await?;
        let due = agenda["agenda"]["due"].as_array().cloned().unwrap_or_default();
        Ok(due.iter().any(|step| step["kind"] == "thank-you"))
    }

    /// Times the thank-you is recorded as done, without those that were taken back.
    async fn times_done(&self) -> Result<usize> {
        let answer = self.ask_dashboard(json!({ "kind": "opportunities" })).await?;
        let steps = answer["opportunities"][0]["steps"].as_array().cloned().unwrap_or_default();
        Ok(steps.iter().filter(|step| step["kind"] == "thank-you" && step["state"]["state"] == "done").count())
    }

    async fn area(&self, css: &str) -> Result<Area> {
        let script = "const r = document.querySelector(arguments[0]).getBoundingClientRect(); \
                      return { left: r.left, top: r.top, width: r.width, height: r.height }";
        Ok(serde_json::from_value(self.browser().eval(script, vec![json!(css)]).await?)?)
    }

    async fn picture(&self, name: &str) -> Result<()> {
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

/// The page remembers when the recipient was there, and when something of ours stood beside its body.
const WATCH: &str = "const seen = window.seen = {}; \
    const look = () => { \
        const window = document.querySelector('[data-practice=compose]'); \
        const chip = [...(window?.querySelectorAll('*') ?? [])].some(e => \
            [...e.attributes].some(a => a.value.includes('ottilie')) || (e.className.includes?.('textContainer') && e.textContent.includes('ottilie'))); \
        if (chip) seen.asked ??= performance.now(); }; \
    new MutationObserver(changes => { look(); \
        const added = changes.some(c => c.target === document.documentElement && c.addedNodes.length > 0); \
        if (seen.asked && added) seen.shown ??= performance.now(); \
    }).observe(document, { childList: true, subtree: true, attributes: true })";

in_both!(all);
