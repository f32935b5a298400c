//! The prompt in the other webmails, on pages of our own under their real host names and with their strict policy: each
//! form of a compose window, from the recipient to the way back after sending.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

#[macro_use]
#[path = "../common/mod.rs"]
mod common;
mod desk;
mod places;
mod sending;

use common::Stage;
use desk::{ADDRESS, Desk, Form, POP_UP, Webmail};
use e2e::browser::Kind;
use e2e::browser::panel::Control;
use e2e::net::Request;
use e2e::{Result, wait};
use serde_json::json;
use std::time::Duration;

const PRIVATE: &str = "Ottilie Brandt <ottilie.b@letterbox.example>";

const FULL: Form = Form { name: "full screen", address: "/", press: "#practice-full" };
const REPLY: Form = Form { name: "reply", address: "/", press: "#practice-reply" };
const PLAIN: Form = Form { name: "plain text", address: "/?plain", press: "#practice-full" };

/// As most of them are.
const USUAL: Webmail = Webmail {
    host: "",
    forms: &[POP_UP, FULL, REPLY],
    own_window: "/?own-window",
    takes_recipients: true,
    sends_by_menu: true,
    recalls: true,
};

const WEBMAILS: [Webmail; 8] = [
    Webmail {
        host: "mail.google.com",
        forms: &[
            POP_UP,
            Form { name: "full screen", address: "/mail/?view=cm&fs=1", press: "" },
            Form { name: "reply", address: "/mail/u/0/#inbox/1", press: "button.ams" },
        ],
        own_window: "/mail/?view=cm&fs=1",
        sends_by_menu: false,
        ..USUAL
    },
    Webmail { host: "outlook.live.com", ..USUAL },
    Webmail { host: "outlook.office.com", forms: &[FULL], ..USUAL },
    Webmail { host: "outlook.cloud.microsoft", forms: &[REPLY], ..USUAL },
    Webmail { host: "mail.yahoo.com", recalls: false, ..USUAL },
    Webmail { host: "mail.aol.com", forms: &[POP_UP], recalls: false, ..USUAL },
    Webmail { host: "mail.proton.me", ..USUAL },
    Webmail {
        host: "app.fastmail.com",
        forms: &[POP_UP, REPLY, PLAIN],
        takes_recipients: false,
        recalls: false,
        ..USUAL
    },
];

/// In which a prompt should be there once its recipient is.
const AIM: Duration = Duration::from_millis(300);

/// How often Ctrl+Z is pressed at most: some editors take a draft back line by line.
const MOST_UNDOS: usize = 60;

async fn begin(kind: Kind) -> Result<Option<Desk>> {
    let Some(tools) = common::tools(kind) else { return Ok(None) };
    Desk::set(Stage::set(&tools).await?).await.map(Some)
}

fn end(desk: &Desk) {
    let broken: Vec<_> = desk.stage.practice.server.requests().into_iter().filter(Request::is_policy_report).collect();
    assert_eq!(broken, [], "a site's policy was broken");
    assert_eq!(desk.stage.practice.proxy.refused(), [], "somebody was called");
}

/// Whom a window is to, what is due, the draft and its way back.
async fn written(kind: Kind) -> Result<()> {
    let Some(desk) = begin(kind).await? else { return Ok(()) };
    let mut quickest = AIM;
    for webmail in &WEBMAILS {
        quickest = quickest.min(desk.play(webmail).await.map_err(|error| format!("{}: {error}", webmail.host))?);
    }
    assert!(quickest < AIM, "no prompt came within {AIM:?}");
    desk.kept_small(&WEBMAILS[0]).await?;
    desk.somebody_else(&WEBMAILS[1]).await?;
    end(&desk);
    Ok(())
}

/// Each way in which a message goes out or does not, also from a window of its own.
async fn sent(kind: Kind) -> Result<()> {
    let Some(desk) = begin(kind).await? else { return Ok(()) };
    for webmail in &WEBMAILS {
        desk.enable(webmail.host).await?;
        desk.sent_each_way(webmail).await.map_err(|error| format!("{}: {error}", webmail.host))?;
        desk.not_sent(webmail).await.map_err(|error| format!("{}: not sent: {error}", webmail.host))?;
        desk.in_a_window_of_its_own(webmail).await.map_err(|error| format!("{}: own window: {error}", webmail.host))?;
        println!("{kind}: {}: sent each way, once, and taken back", webmail.host);
    }
    end(&desk);
    Ok(())
}

/// From 320 pixels to 3840.
async fn placed(kind: Kind) -> Result<()> {
    let Some(desk) = begin(kind).await? else { return Ok(()) };
    for webmail in &WEBMAILS {
        desk.enable(webmail.host).await?;
        desk.at_every_size(webmail).await.map_err(|error| format!("{}: {error}", webmail.host))?;
    }
    desk.by_need(&WEBMAILS[1], &POP_UP).await?;
    end(&desk);
    Ok(())
}

impl Desk {
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
        println!("{}: {}: prompts after {times:.0?}", self.browser().kind(), webmail.host);
        Ok(times.into_iter().min().unwrap_or(AIM))
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
        let (title, own) = (self.browser().value("[data-practice=subject]").await?, self.body().await?);
        self.insert().await?;
        let text = self.body().await?;
        assert!(text.starts_with("Dear Ottilie,\n\n"), "{text}");
        assert!(text.trim_end().ends_with(own.trim()), "what was there is gone: {text}");
        assert!(!text.contains("\n\n\n\n"), "line breaks are doubled: {text}");
        self.undone(&title, &own).await?;
        self.browser().click("[data-practice=discard]").await?;
        self.no_panel().await?;
        assert!(self.is_due().await?, "a closed window counts as sent");
        Ok(time)
    }

    /// The site has noticed the draft as it notices typing, and its editor's own undo takes it out again.
    async fn undone(&self, title: &str, own: &str) -> Result<()> {
        let (subject, text) = self.saved().await?;
        assert!(text.starts_with("Dear Ottilie,"), "the site has saved as text “{text}”");
        assert!(!subject.is_empty(), "the site has saved no subject");
        let mut presses = 0;
        while self.body().await?.trim() != own.trim() {
            assert!(presses < MOST_UNDOS, "Ctrl+Z leaves:\n{}", self.body().await?);
            self.press_with_ctrl('z').await?;
            presses += 1;
        }
        let (_, text) = self.saved().await?;
        assert_eq!(text.trim(), own.trim(), "the site has not noticed that the draft was taken out");
        let field = "[data-practice=subject]";
        assert_eq!(self.browser().value(field).await?, subject);
        self.browser().click(field).await?;
        self.press_with_ctrl('z').await?;
        assert_eq!(self.browser().value(field).await?, title, "Ctrl+Z leaves the subject");
        println!("{}: the draft taken out by {presses} × Ctrl+Z", self.browser().kind());
        Ok(())
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

    /// What a site opens beside its page is a page like any other, until it closes itself.
    async fn in_a_window_of_its_own(&self, webmail: &Webmail) -> Result<()> {
        let browser = self.browser();
        self.bring_to_front(&self.site).await?;
        browser.goto(&format!("https://{}/", webmail.host)).await?;
        let before = browser.web()?.windows().await?;
        let open = "window.open(arguments[0], '', 'popup,width=900,height=700'); return null";
        browser.eval(open, vec![json!(webmail.own_window)]).await?;
        let window = wait::until("the window", || async {
            Ok(browser.web()?.windows().await?.into_iter().find(|window| !before.contains(window)))
        })
        .await?;
        self.bring_to_front(&window).await?;
        self.is_ready().await?;
        self.address("[data-practice=to]", &format!("{ADDRESS},")).await?;
        browser.panel("Insert draft").await?;
        self.insert().await?;
        browser.click("[data-practice=send]").await?;
        browser.panel("Marked as sent.").await?;
        assert_eq!(self.times_done().await?, 1);
        browser.panel_click("Undo").await?;
        self.is_due_again().await?;
        browser.close_tab(&self.site).await?;
        self.bring_to_front(&self.site).await
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

    /// Who is somebody else is not asked about again, until that is taken back.
    async fn somebody_else(&self, webmail: &Webmail) -> Result<()> {
        let browser = self.browser();
        self.open(webmail, &POP_UP).await?;
        self.address("[data-practice=to]", &format!("{PRIVATE},")).await?;
        browser.panel_click("No, somebody else").await?;
        browser.panel("You will not be asked about this address again.").await?;
        browser.click("[data-practice=discard]").await?;
        self.open(webmail, &POP_UP).await?;
        // As long as the question takes, and the offer that an empty window gets: the one shows that the script is at work.
        browser.panel("Write to them").await?;
        self.address("[data-practice=to]", &format!("{PRIVATE},")).await?;
        self.no_panel().await?;
        let quiet = "await new Promise(done => setTimeout(done, 2000))";
        browser.eval_async(quiet, vec![]).await?;
        assert!(browser.panels().await?.is_empty(), "asked again");
        let facts = self.ask_dashboard(json!({ "kind": "backup" })).await?.to_string();
        assert!(facts.contains("address-told-apart") && facts.contains("ottilie.b@letterbox.example"));
        Ok(())
    }

    /// Made small it stays small, in the next window too, until it is opened again.
    async fn kept_small(&self, webmail: &Webmail) -> Result<()> {
        self.prompted(webmail, &POP_UP).await?;
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
}

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

in_both!(written, sent, placed);
