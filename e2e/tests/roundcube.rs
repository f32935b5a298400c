//! The main job in a real webmail: Roundcube with IMAP and SMTP on loopback. An invitation is read and captured, the
//! thank-you is written where the user writes it, and what arrives is looked at as the interviewer gets it.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

#[macro_use]
mod common;

use e2e::browser::panel::Area;
use e2e::browser::{Browser, Kind, Scheme, Setup};
use e2e::net::{Practice, Request, demo_folder};
use e2e::roundcube::{HOST, PASSWORD, Parts, Roundcube, Variant};
use e2e::run::story_folder;
use e2e::{Result, wait};
use mail_parser::MessageParser;
use mail_parser::decoders::html::html_to_text;
use serde_json::{Value, json};
use thirtyfour::prelude::*;

const CANDIDATE: &str = "robin.ashdown@post.example";
const INTERVIEWER: &str = "ottilie.brandt@marlowe-freight.example";
const NAME: &str = "Ottilie Brandt";
const COLLEAGUE: &str = "joram.kettle@marlowe-freight.example";
/// A letter beyond ASCII, which has to arrive as well.
const SIGNED: &str = "Zoë Ashdown";

/// In which a panel should be there.
const AIM_MS: f64 = 300.0;

const SIGNATURE: &str = "-- \r\nOttilie Brandt\r\nHead of Platform Engineering\r\nMarlowe Freight\r\n\
                         +44 117 496 0321\r\nottilie.brandt@marlowe-freight.example\r\n";

const INVITE: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Marlowe Freight//EN\r\nMETHOD:REQUEST\r\n\
    BEGIN:VEVENT\r\nUID:interview-17@marlowe-freight.example\r\nSEQUENCE:0\r\nDTSTAMP:20310225T080000Z\r\n\
    DTSTART:20310304T140000Z\r\nDTEND:20310304T150000Z\r\nSUMMARY:Interview: Site Reliability Engineer\r\n\
    LOCATION:Quay Street 4\\, Bristol\r\nORGANIZER;CN=Ottilie Brandt:mailto:ottilie.brandt@marlowe-freight.example\r\n\
    ATTENDEE;CN=Joram Kettle;PARTSTAT=ACCEPTED:mailto:joram.kettle@marlowe-freight.example\r\n\
    ATTENDEE;CN=Robin Ashdown;PARTSTAT=NEEDS-ACTION:mailto:robin.ashdown@post.example\r\n\
    END:VEVENT\r\nEND:VCALENDAR\r\n";

fn invitation() -> String {
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

struct Desk {
    browser: Browser,
    practice: Practice,
    webmail: Roundcube,
    site: WindowHandle,
    dashboard: WindowHandle,
}

impl Desk {
    async fn set(kind: Kind) -> Result<Option<Self>> {
        let Some(tools) = common::tools(kind) else { return Ok(None) };
        let parts = match Parts::find() {
            Ok(parts) => parts,
            Err(why) => {
                eprintln!("skipped: Roundcube: {why}");
                return Ok(None);
            }
        };
        let practice = Practice::start(&demo_folder()).await?;
        let plain = Variant { html: false, language: "en_US" };
        let webmail = Roundcube::start(&parts, plain, &practice.server).await?;
        webmail.mailboxes.deliver(CANDIDATE, invitation().as_bytes())?;
        let granted = vec![format!("https://{HOST}/*")];
        let browser = Browser::start(Setup { granted, ..Setup::new(&tools, &practice) }).await?;
        let site = browser.web()?.window().await?;
        let dashboard = browser.open_page("dashboard.html#settings").await?;
        Ok(Some(Self { browser, practice, webmail, site, dashboard }))
    }

    async fn enable(&self) -> Result<()> {
        if self.browser.kind() == Kind::Chromium {
            return Ok(());
        }
        self.browser.fill("#own-host", HOST).await?;
        self.browser.click("#enable-own-host").await?;
        self.browser.read("is enabled.").await.map(drop)
    }

    async fn introduce(&self) -> Result<()> {
        self.browser.fill("#applicant-name", SIGNED).await?;
        self.browser.fill("#applicant-email", CANDIDATE).await?;
        self.browser.click("#settings-save").await?;
        wait::until("the settings to be kept", || async {
            let settings = self.browser.request(json!({ "kind": "settings" })).await?;
            Ok(settings.to_string().contains(CANDIDATE).then_some(()))
        })
        .await
    }

    async fn log_in(&self, user: &str) -> Result<()> {
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
    async fn clock(&self, at: &str) -> Result<()> {
        self.browser.switch(&self.dashboard).await?;
        let ahead = self.browser.eval("return new Date(arguments[0]).getTime() - Date.now()", vec![json!(at)]).await?;
        self.browser.set_clock(ahead.as_i64().ok_or("no such time")?).await
    }

    async fn picture(&self, name: &str) -> Result<()> {
        let folder = story_folder().join("roundcube").join(self.browser.kind().to_string());
        for (scheme, word) in [(Scheme::Light, "light"), (Scheme::Dark, "dark")] {
            self.browser.prefer(scheme).await?;
            self.browser.screenshot(&folder.join(format!("{name}-{word}.png"))).await?;
        }
        self.browser.prefer(Scheme::Light).await
    }
}

async fn all(kind: Kind) -> Result<()> {
    let Some(desk) = Desk::set(kind).await? else { return Ok(()) };
    let played = play(&desk).await;
    if played.is_err() {
        eprintln!("{}", desk.webmail.logs());
        let _ = desk.picture("failed").await;
        eprintln!("{}", desk.browser.text().await.unwrap_or_default());
    }
    played
}

async fn play(desk: &Desk) -> Result<()> {
    desk.introduce().await?;
    desk.enable().await?;
    desk.log_in("robin.ashdown").await?;
    let invite = an_invitation_is_read(desk).await?;
    the_interviewer_is_saved_from_the_signature(desk).await?;
    the_interview_is_saved_from_the_attachment(desk, &invite).await?;
    desk.clock("2031-03-04T15:10:00Z").await?;
    let mut times = Vec::new();
    a_discarded_reply_records_nothing(desk, &mut times).await?;
    an_empty_window_is_offered_whom_to_thank(desk).await?;
    the_thanks_go_out_as_plain_text(desk, &mut times).await?;
    the_thanks_go_out_as_html(desk, &mut times).await?;
    println!("{}: panels after {times:.0?} ms", desk.browser.kind());
    // Whatever else the machine does only adds to it.
    assert!(times.iter().any(|time| *time < AIM_MS), "{times:.0?} ms");
    let broken: Vec<_> = desk.practice.server.requests().into_iter().filter(Request::is_policy_report).collect();
    assert_eq!(broken, [], "the webmail's policy was broken");
    assert_eq!(desk.practice.proxy.refused(), [], "somebody was called");
    Ok(())
}

async fn an_invitation_is_read(desk: &Desk) -> Result<String> {
    let browser = &desk.browser;
    browser.click("#messagelist tr.message td.subject a").await?;
    let body =
        "return document.querySelector('#messagecontframe')?.contentDocument?.querySelector('#messagebody')?.innerText";
    wait::until("the mail", || async {
        let text = browser.eval(body, vec![]).await?;
        Ok(text.as_str().filter(|text| text.contains("Head of Platform")).map(drop))
    })
    .await?;
    desk.picture("reading").await?;
    // As by the attachment's own link "download".
    let download = "const inside = document.querySelector('#messagecontframe').contentDocument; \
                    const link = inside.querySelector('#attachment-list li.ics a.filename'); \
                    return await (await fetch(link.href + '&_download=1')).text()";
    let invite = browser.eval_async(download, vec![]).await?;
    assert_eq!(invite, json!(INVITE), "the attachment is not what was sent");
    Ok(INVITE.to_owned())
}

async fn the_interviewer_is_saved_from_the_signature(desk: &Desk) -> Result<()> {
    let browser = &desk.browser;
    browser.switch(&desk.dashboard).await?;
    let number = browser.tab_number(&format!("https://{HOST}/")).await?;
    browser.open_page(&format!("popup.html?tab={number}")).await?;
    browser.read(&format!("Save {NAME}")).await?;
    desk.picture("popup").await?;
    let wanted = [
        ("name", NAME),
        ("email", INTERVIEWER),
        ("title", "Head of Platform Engineering"),
        ("company", "Marlowe Freight"),
    ];
    for (field, value) in wanted {
        assert_eq!(browser.value(&format!("#capture-{field}")).await?, value, "{field}");
    }
    browser.choose("#capture-role", "hiring-manager").await?;
    browser.fill("#capture-job", "Site Reliability Engineer").await?;
    browser.click("#capture-save").await?;
    browser.read(&format!("{NAME} is saved.")).await?;
    browser.close_tab(&desk.dashboard).await
}

async fn the_interview_is_saved_from_the_attachment(desk: &Desk, invite: &str) -> Result<()> {
    let browser = &desk.browser;
    browser.goto(&browser.extension_url("dashboard.html#people")).await?;
    browser.see("#add-by-hand").await?;
    let drop = "const data = new DataTransfer(); data.items.add(new File([arguments[0]], 'interview.ics')); \
                const target = document.querySelector('#content'); \
                for (const kind of ['dragover', 'drop']) \
                    target.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }))";
    browser.eval(drop, vec![json!(invite)]).await?;
    browser.see("#invite[data-standing=new]").await?;
    desk.picture("invite").await?;
    browser.choose("#invite-role-0", "hiring-manager").await?;
    browser.choose("#invite-role-1", "peer").await?;
    browser.click("#invite-save").await?;
    browser.read("The interview with 2 people is saved.").await.map(std::mem::drop)
}

/// A reply, in German, that is given up: the prompt is there, and nothing is recorded.
async fn a_discarded_reply_records_nothing(desk: &Desk, times: &mut Vec<f64>) -> Result<()> {
    let browser = &desk.browser;
    desk.webmail.write_as(Variant { html: false, language: "de_DE" })?;
    desk.webmail.mailboxes.deliver("robin.deutsch@post.example", invitation().as_bytes())?;
    desk.log_in("robin.deutsch").await?;
    browser.click("#messagelist tr.message td.subject a").await?;
    wait::until("the button that answers", || async {
        let ready = "return Boolean(document.querySelector('#messagecontframe')?.contentDocument?.querySelector('#messagebody'))";
        if browser.eval(ready, vec![]).await? != json!(true) {
            return Ok(None);
        }
        for button in browser.web()?.find_all(By::Css("a.reply:not(.all, .list, .disabled)")).await? {
            if button.is_displayed().await? {
                return Ok(Some(button.click().await?));
            }
        }
        Ok(None)
    })
    .await?;
    browser.see("#composebody").await?;
    times.push(desk.panel_after(PLAIN_READY).await?);
    let before = browser.value("#composebody").await?;
    assert!(before.contains("\n> Dear Robin,"), "no reply: {before}");
    browser.panel("Thank Ottilie Brandt").await?;
    desk.picture("reply").await?;
    // What is quoted is not the user's own: nothing to ask about.
    browser.panel_click("Insert draft").await?;
    let text = desk.inserted("#composebody").await?;
    assert!(text.starts_with("Dear Ottilie,\n") && text.ends_with(&before), "{text}");
    let subject = browser.value("#compose-subject").await?;
    assert!(subject.ends_with("Interview for Site Reliability Engineer"), "the reply has lost its subject: {subject}");

    browser.eval("location.href = './?_task=mail'", vec![]).await?;
    // The webmail asks whether to leave an unsaved draft, where the browser shows such a question to a driver.
    if let Ok(web) = browser.web() {
        let _ = web.accept_alert().await;
    }
    browser.see("#messagelist").await?;
    assert_eq!(browser.panels().await?.len(), 0, "a prompt outlived its window");
    assert_eq!(desk.webmail.mailboxes.new_mails(INTERVIEWER)?.len(), 0);
    assert_eq!(desk.thanks_due().await?.len(), 2, "a discarded draft counts as sent");
    println!("a discarded reply: nothing recorded");
    Ok(())
}

async fn an_empty_window_is_offered_whom_to_thank(desk: &Desk) -> Result<()> {
    let browser = &desk.browser;
    browser.switch(&desk.site).await?;
    desk.compose().await?;
    let panel = browser.panel("Write to them").await?;
    assert!(panel.text.contains("Thank ") && !panel.text.contains("Insert draft"), "{}", panel.text);
    desk.picture("offer").await?;
    browser.panel_click("Write to them").await?;
    wait::until("the recipient", || async {
        let to = browser.eval("return document.querySelector('#_to').value", vec![]).await?;
        let to = to.as_str().unwrap_or_default().to_owned();
        let one = [INTERVIEWER, COLLEAGUE].iter().filter(|address| to.contains(**address)).count() == 1;
        if one { Ok(Some(())) } else { Err(format!("it is to “{to}”").into()) }
    })
    .await?;
    let chips = "return document.querySelectorAll('#compose_to li.recipient').length";
    assert_eq!(browser.eval(chips, vec![]).await?, json!(1), "the webmail has not taken the recipient up");
    browser.panel("Insert draft").await?;
    println!("an empty window: offered, and the recipient filled in");
    Ok(())
}

async fn the_thanks_go_out_as_plain_text(desk: &Desk, times: &mut Vec<f64>) -> Result<()> {
    let browser = &desk.browser;
    desk.webmail.write_as(Variant { html: false, language: "en_US" })?;
    desk.log_in("robin.ashdown").await?;
    desk.compose().await?;
    browser.fill("#compose-content #compose_to input", &format!("{NAME} <{INTERVIEWER}>,")).await?;
    times.push(desk.panel_after(&format!("document.querySelector('#_to').value.includes('{INTERVIEWER}')")).await?);
    let panel = browser.panel("Thank Ottilie Brandt").await?;
    for words in ["within 24 hours", "Marlowe Freight"] {
        assert!(panel.text.contains(words), "{}", panel.text);
    }
    assert!(!panel.area.overlaps(&desk.area("#compose-content button.send").await?), "it covers the button that sends");
    desk.picture("plain").await?;
    browser.panel_click("Insert draft").await?;
    let text = desk.inserted("#composebody").await?;
    assert!(text.starts_with("Dear Ottilie,\n\n") && text.contains(SIGNED), "{text}");
    assert!(text.lines().all(|line| line.chars().count() <= 72), "{text}");
    let subject = browser.value("#compose-subject").await?;
    desk.picture("plain-inserted").await?;
    let due = desk.thanks_due().await?;
    browser.switch(&desk.site).await?;
    browser.click("#compose-content button.send").await?;

    let mail = desk.delivered(INTERVIEWER).await?;
    println!("as delivered:\n{}", String::from_utf8_lossy(&mail));
    let read = MessageParser::default().parse(&mail).ok_or("no mail")?;
    let to = read.to().and_then(|to| to.first()).ok_or("to nobody")?;
    assert_eq!((to.name(), to.address()), (Some(NAME), Some(INTERVIEWER)));
    assert_eq!(read.subject(), Some(subject.as_str()));
    assert_eq!((read.text_body_count(), read.html_body_count(), read.attachment_count()), (1, 1, 0));
    assert_eq!(as_shown(&read.body_text(0).unwrap()), text.trim_end());
    desk.done(&due, "Ottilie Brandt", 1).await?;
    println!("plain text: delivered as written, and done");
    Ok(())
}

async fn the_thanks_go_out_as_html(desk: &Desk, times: &mut Vec<f64>) -> Result<()> {
    let browser = &desk.browser;
    desk.webmail.write_as(Variant { html: true, language: "en_US" })?;
    browser.switch(&desk.site).await?;
    if browser.kind() == Kind::Chromium {
        // The editor is ready before a driver could look.
        let watch = json!({ "source": WATCH.replace("READY", HTML_READY) });
        browser.cdp("Page.addScriptToEvaluateOnNewDocument", watch).await?;
    }
    browser.goto(&format!("https://{HOST}/?_task=mail&_action=compose&_to={COLLEAGUE}")).await?;
    let time = desk.panel_after(HTML_READY).await?;
    if browser.kind() == Kind::Chromium {
        times.push(time);
    }
    browser.panel("Thank Joram Kettle").await?;
    browser.panel_click("Insert draft").await?;
    let text = desk.inserted("#composebody_ifr").await?;
    assert!(text.starts_with("Dear Joram,\n\n") && text.contains(SIGNED), "{text}");
    desk.picture("html").await?;
    let due = desk.thanks_due().await?;
    browser.switch(&desk.site).await?;
    browser.click("#compose-content button.send").await?;

    let mail = desk.delivered(COLLEAGUE).await?;
    println!("as delivered:\n{}", String::from_utf8_lossy(&mail));
    let read = MessageParser::default().parse(&mail).ok_or("no mail")?;
    assert_eq!(as_shown(&read.body_text(0).unwrap()), text.trim_end(), "the part for readers of plain text");
    let html = read.body_html(0).unwrap();
    let html = html.split_once("<p>").and_then(|(_, rest)| rest.split_once("</p>")).ok_or("no paragraph")?.0;
    assert_eq!(html_to_text(html).trim_end(), text.trim_end(), "the part for readers of HTML");
    desk.done(&due, "Joram Kettle", 0).await?;
    println!("HTML: delivered as written, and done");

    // The page with the compose window is gone; the next one still offers the way back.
    browser.switch(&desk.site).await?;
    browser.see("#messagelist").await?;
    browser.panel("Marked as sent.").await?;
    desk.picture("sent").await?;
    browser.panel_click("Undo").await?;
    wait::until("the thank-you to be due again", || async {
        Ok((desk.thanks_due().await? == ["Joram Kettle"]).then_some(()))
    })
    .await?;
    println!("taken back on the page after it");
    Ok(())
}

/// As a mail program shows it: a line that ends with a space goes on in the next one (RFC 3676, "format=flowed").
fn as_shown(text: &str) -> String {
    text.replace("\r\n", "\n").replace(" \n", " ").trim_end().to_owned()
}

const PLAIN_READY: &str = "document.querySelector('#composebody')";
const HTML_READY: &str = "document.querySelector('#composebody_ifr')?.contentDocument?.body?.isContentEditable";

impl Desk {
    async fn compose(&self) -> Result<()> {
        self.browser.click("a.compose:not(.hidden)").await?;
        self.browser.see("#composebody").await?;
        let watch = WATCH.replace("READY", "false");
        self.browser.eval(&watch, vec![]).await.map(drop)
    }

    /// Milliseconds from the moment when `ready` holds to a panel.
    async fn panel_after(&self, ready: &str) -> Result<f64> {
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
    async fn inserted(&self, editor: &str) -> Result<String> {
        let script = "const field = document.querySelector(arguments[0]); \
                      return field.value ?? field.contentDocument.body.innerText";
        wait::until("the draft in the mail", || async {
            let text = self.browser.eval(script, vec![json!(editor)]).await?;
            let text = text.as_str().unwrap_or_default().replace('\u{a0}', " ");
            if text.contains(SIGNED) { Ok(Some(text)) } else { Err(format!("it says:\n{text}").into()) }
        })
        .await
    }

    async fn delivered(&self, to: &str) -> Result<Vec<u8>> {
        wait::until("the mail to arrive", || async { Ok(self.webmail.mailboxes.new_mails(to)?.pop()) }).await
    }

    async fn steps(&self) -> Result<Vec<Value>> {
        self.browser.switch(&self.dashboard).await?;
        let all = self.browser.request(json!({ "kind": "opportunities" })).await?;
        Ok(all["opportunities"][0]["steps"].as_array().cloned().unwrap_or_default())
    }

    /// Open thank-yous, by person. The dashboard is in front afterwards.
    async fn thanks_due(&self) -> Result<Vec<String>> {
        let is_due = |step: &&Value| step["kind"] == "thank-you" && step["state"]["state"] == "open";
        let name = |step: &Value| step["person"]["name"].as_str().unwrap_or_default().to_owned();
        Ok(self.steps().await?.iter().filter(is_due).map(name).collect())
    }

    /// The thank-you to `name` is done; the interviewer, not the colleague, is to be invited to connect.
    async fn done(&self, before: &[String], name: &str, left: usize) -> Result<()> {
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

    async fn area(&self, css: &str) -> Result<Area> {
        let script = "const r = document.querySelector(arguments[0]).getBoundingClientRect(); \
                      return { left: r.left, top: r.top, width: r.width, height: r.height }";
        Ok(serde_json::from_value(self.browser.eval(script, vec![json!(css)]).await?)?)
    }
}

/// From now on the page remembers when it was ready, and when something of ours stood beside its body. Where it is ready
/// already, that was when its document was complete.
const WATCH: &str = "window.seen = window.seen ?? {}; const seen = window.seen; \
    if (READY) seen.ready ??= performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd; \
    const look = () => { \
        if (READY) seen.ready ??= performance.now(); \
        if (document.documentElement?.childElementCount > 2) seen.panel ??= performance.now(); }; \
    look(); setInterval(look, 4); \
    new MutationObserver(look).observe(document, { childList: true, subtree: true, attributes: true })";

in_both!(all);
