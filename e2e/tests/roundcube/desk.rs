//! The candidate's desk: a browser, the webmail in one tab, the dashboard in another.

use crate::common;
use e2e::browser::panel::Area;
use e2e::browser::{Browser, Kind, Scheme, Setup};
use e2e::net::{Practice, demo_folder};
use e2e::roundcube::{HOST, PASSWORD, Parts, Roundcube, Variant};
use e2e::run::story_folder;
use e2e::{Result, wait};
use mail_parser::MessageParser;
use serde_json::{Value, json};
use thirtyfour::prelude::*;

pub const CANDIDATE: &str = "robin.ashdown@post.example";
pub const INTERVIEWER: &str = "ottilie.brandt@marlowe-freight.example";
pub const NAME: &str = "Ottilie Brandt";
pub const COLLEAGUE: &str = "joram.kettle@marlowe-freight.example";
/// A letter beyond ASCII, which has to arrive as well.
pub const SIGNED: &str = "Zoë Ashdown";

const SIGNATURE: &str = "-- \r\nOttilie Brandt\r\nHead of Platform Engineering\r\nMarlowe Freight\r\n\
                         +44 117 496 0321\r\nottilie.brandt@marlowe-freight.example\r\n";

pub const INVITE: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Marlowe Freight//EN\r\nMETHOD:REQUEST\r\n\
    BEGIN:VEVENT\r\nUID:interview-17@marlowe-freight.example\r\nSEQUENCE:0\r\nDTSTAMP:20310225T080000Z\r\n\
    DTSTART:20310304T140000Z\r\nDTEND:20310304T150000Z\r\nSUMMARY:Interview: Site Reliability Engineer\r\n\
    LOCATION:Quay Street 4\\, Bristol\r\nORGANIZER;CN=Ottilie Brandt:mailto:ottilie.brandt@marlowe-freight.example\r\n\
    ATTENDEE;CN=Joram Kettle;PARTSTAT=ACCEPTED:mailto:joram.kettle@marlowe-freight.example\r\n\
    ATTENDEE;CN=Robin Ashdown;PARTSTAT=NEEDS-ACTION:mailto:robin.ashdown@post.example\r\n\
    END:VEVENT\r\nEND:VCALENDAR\r\n";

pub fn invitation() -> String {
    format!(
        "From: {NAME} <{INTERVIEWER}>\r\nTo: Robin Ashdown <{CANDIDATE}>\r\nDate: Tue, 25 Feb 2031 08:00:00 +0000\r\n\
         Subject: Interview for Site Reliability Engineer\r\nMessage-ID: <17@marlowe-freight.example>\r\n\
         MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"part\"\r\n\r\n\
         --part\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n\
         Dear Robin,\r\n\r\nwe would like to meet you on Tuesday, 4 March 2031, from 14:00 to 15:00 in Bristol.\r\n\
         The invitation is attached.\r\n\r\nKind regards,\r\nOttilie\r\n\r\n{SIGNATURE}\r\n\
         --part\r\nContent-Type: text/calendar; charset=utf-8; method=REQUEST; name=\"interview.ics\"\r\n\
         Content-Disposition: attachment; filename=\"interview.ics\"\r\n\r\n{INVITE}\r\n--part--\r\n"
    )
}

pub struct Desk {
    pub browser: Browser,
    pub practice: Practice,
    pub webmail: Roundcube,
    pub site: WindowHandle,
    pub dashboard: WindowHandle,
}

impl Desk {
    pub async fn set(kind: Kind) -> Result<Option<Self>> {
        let Some(tools) = common::tools(kind) else { return Ok(None) };
        let parts = match Parts::find() {
            Ok(parts) => parts,
            Err(why) => {
                eprintln!("skipped: Roundcube: {why}");
                return Ok(None);
            }
        };
        let practice = Practice::start(&demo_folder()).await?;
        let plain = Variant { html: false, language: "en_US", own_window: false };
        let webmail = Roundcube::start(&parts, plain, &practice.server).await?;
        webmail.mailboxes.deliver(CANDIDATE, invitation().as_bytes())?;
        let granted = vec![format!("https://{HOST}/*")];
        let browser = Browser::start(Setup { granted, ..Setup::new(&tools, &practice) }).await?;
        let site = browser.web()?.window().await?;
        let dashboard = browser.open_page("dashboard.html#settings").await?;
        Ok(Some(Self { browser, practice, webmail, site, dashboard }))
    }

    pub async fn enable(&self) -> Result<()> {
        if self.browser.kind() == Kind::Chromium {
            return Ok(());
        }
        self.browser.fill("#own-host", HOST).await?;
        self.browser.click("#enable-own-host").await?;
        self.browser.read("is enabled.").await.map(drop)
    }

    pub async fn introduce(&self) -> Result<()> {
        self.browser.fill("#applicant-name", SIGNED).await?;
        self.browser.fill("#applicant-email", CANDIDATE).await?;
        self.browser.click("#settings-save").await?;
        wait::until("the settings to be kept", || async {
            let settings = self.browser.request(json!({ "kind": "settings" })).await?;
            Ok(settings.to_string().contains(CANDIDATE).then_some(()))
        })
        .await
    }

    pub async fn log_in(&self, user: &str) -> Result<()> {
        self.browser.switch(&self.site).await?;
        self.browser.goto(&format!("https://{HOST}/")).await?;
        // Whoever was there before is logged out.
        self.browser.web()?.delete_all_cookies().await?;
        self.browser.goto(&format!("https://{HOST}/")).await?;
        self.browser.fill("#rcmloginuser", user).await?;
        self.browser.fill("#rcmloginpwd", PASSWORD).await?;
        self.browser.click("#rcmloginsubmit").await?;
        self.browser.see("#messagelist").await.map(drop)
    }

    /// Moves the practice clock; the dashboard is in front afterwards.
    pub async fn clock(&self, at: &str) -> Result<()> {
        self.browser.switch(&self.dashboard).await?;
        let ahead = self.browser.eval("return new Date(arguments[0]).getTime() - Date.now()", vec![json!(at)]).await?;
        self.browser.set_clock(ahead.as_i64().ok_or("no such time")?).await
    }

    pub async fn picture(&self, name: &str) -> Result<()> {
        let folder = story_folder().join("roundcube").join(self.browser.kind().to_string());
        for (scheme, word) in [(Scheme::Light, "light"), (Scheme::Dark, "dark")] {
            self.browser.prefer(scheme).await?;
            self.browser.screenshot(&folder.join(format!("{name}-{word}.png"))).await?;
        }
        self.browser.prefer(Scheme::Light).await
    }
}

pub const PLAIN_READY: &str = "document.querySelector('#composebody')";
pub const HTML_READY: &str = "document.querySelector('#composebody_ifr')?.contentDocument?.body?.isContentEditable";

impl Desk {
    /// While it fetches a list, Roundcube lets a click on its buttons go by.
    pub async fn press_compose(&self) -> Result<()> {
        wait::until("Roundcube to be at rest", || async {
            let at_rest = self.browser.eval("return Boolean(window.rcmail) && !window.rcmail.busy", vec![]).await?;
            Ok((at_rest == json!(true)).then_some(()))
        })
        .await?;
        self.browser.click("a.compose:not(.hidden)").await
    }

    pub async fn compose(&self) -> Result<()> {
        self.press_compose().await?;
        self.browser.see("#composebody").await?;
        let watch = WATCH.replace("READY", "false");
        self.browser.eval(&watch, vec![]).await.map(drop)
    }

    /// Milliseconds from the moment when `ready` holds to a panel.
    pub async fn panel_after(&self, ready: &str) -> Result<f64> {
        let script = WATCH.replace("READY", ready);
        self.browser.eval(&script, vec![]).await?;
        wait::until("the panel", || async {
            let times = self.browser.eval("return [window.seen.ready, window.seen.panel]", vec![]).await?;
            let [ready, panel] = [times[0].as_f64(), times[1].as_f64()];
            Ok(ready.zip(panel).map(|(ready, panel)| panel - ready))
        })
        .await
    }

    /// What the editor holds once the draft is in it.
    pub async fn inserted(&self, editor: &str) -> Result<String> {
        let script = "const field = document.querySelector(arguments[0]); \
                      return field.value ?? field.contentDocument.body.innerText";
        wait::until("the draft in the mail", || async {
            let text = self.browser.eval(script, vec![json!(editor)]).await?;
            let text = text.as_str().unwrap_or_default().replace('\u{a0}', " ");
            if text.contains(SIGNED) { Ok(Some(text)) } else { Err(format!("it says:\n{text}").into()) }
        })
        .await
    }

    /// The webmail knows of the draft as if it had been typed: it would ask before leaving, and keeps it when told to.
    pub async fn saved_as_draft(&self, subject: &str, text: &str) -> Result<()> {
        let changed = "return rcmail.compose_field_hash() !== rcmail.cmp_hash";
        assert_eq!(self.browser.eval(changed, vec![]).await?, json!(true), "the webmail has noticed nothing");
        self.browser.eval("rcmail.command('savedraft')", vec![]).await?;
        let draft = wait::until("the draft", || async {
            let drafts = self.webmail.mailboxes.drafts(CANDIDATE)?;
            Ok(drafts.into_iter().find(|draft| draft.windows(4).any(|bytes| bytes == b"Dear")))
        })
        .await?;
        let read = MessageParser::default().parse(&draft).ok_or("no draft")?;
        assert_eq!(read.subject(), Some(subject));
        let kept = read.body_text(0).unwrap_or_default().replace("\r\n", "\n").replace(" \n", " ");
        assert_eq!(kept.trim_end(), text.trim_end());
        Ok(())
    }

    pub async fn delivered(&self, to: &str) -> Result<Vec<u8>> {
        wait::until("the mail to arrive", || async { Ok(self.webmail.mailboxes.new_mails(to)?.pop()) }).await
    }

    pub async fn steps(&self) -> Result<Vec<Value>> {
        self.browser.switch(&self.dashboard).await?;
        let all = self.browser.request(json!({ "kind": "opportunities" })).await?;
        Ok(all["opportunities"][0]["steps"].as_array().cloned().unwrap_or_default())
    }

    /// Open thank-yous, by person. The dashboard is in front afterwards.
    pub async fn thanks_due(&self) -> Result<Vec<String>> {
        let is_due = |step: &&Value| step["kind"] == "thank-you" && step["state"]["state"] == "open";
        let name = |step: &Value| step["person"]["name"].as_str().unwrap_or_default().to_owned();
        Ok(self.steps().await?.iter().filter(is_due).map(name).collect())
    }

    /// The thank-you to `name` is done; the interviewer, not the colleague, is to be invited to connect.
    pub async fn done(&self, before: &[String], name: &str, left: usize) -> Result<()> {
        assert!(before.iter().any(|due| due == name), "{before:?}");
        wait::until("the thank-you to be done", || async {
            let due = self.thanks_due().await?;
            if due.len() == left { Ok(Some(())) } else { Err(format!("due: {due:?}").into()) }
        })
        .await?;
        let steps = self.steps().await?;
        let planned = |step: &&Value| step["kind"] == "connect" && step["person"]["name"] == name;
        let connect = steps.iter().find(planned).map(|step| step["state"]["state"].as_str().unwrap_or_default());
        assert_eq!(connect, (name == NAME).then_some("upcoming"), "the invitation to connect");
        Ok(())
    }

    pub async fn area(&self, css: &str) -> Result<Area> {
        let script = "const r = document.querySelector(arguments[0]).getBoundingClientRect(); \
                      return { left: r.left, top: r.top, width: r.width, height: r.height }";
        Ok(serde_json::from_value(self.browser.eval(script, vec![json!(css)]).await?)?)
    }
}

/// From now on the page remembers when it was ready, and when something of ours stood beside its body. Where it is ready
/// already, that was when its document was complete.
pub const WATCH: &str = "window.seen = window.seen ?? {}; const seen = window.seen; \
    if (READY) seen.ready ??= performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd; \
    const look = () => { \
        if (READY) seen.ready ??= performance.now(); \
        if (document.documentElement?.childElementCount > 2) seen.panel ??= performance.now(); }; \
    look(); setInterval(look, 4); \
    new MutationObserver(look).observe(document, { childList: true, subtree: true, attributes: true })";
