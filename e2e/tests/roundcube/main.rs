//! The main job in a real webmail: Roundcube with IMAP and SMTP on loopback. An invitation is read and captured, the
//! thank-you is written where the user writes it, and what arrives is looked at as the interviewer gets it.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

#[macro_use]
#[path = "../common/mod.rs"]
mod common;
mod desk;

use desk::{COLLEAGUE, Desk, HTML_READY, INTERVIEWER, INVITE, NAME, PLAIN_READY, SIGNED, WATCH, invitation};
use e2e::browser::Kind;
use e2e::net::Request;
use e2e::roundcube::{HOST, Variant};
use e2e::{Result, wait};
use mail_parser::MessageParser;
use mail_parser::decoders::html::html_to_text;
use serde_json::json;
use thirtyfour::prelude::*;

/// In which a panel should be there.
const AIM_MS: f64 = 300.0;

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
    the_thanks_go_out_from_a_window_of_its_own(desk).await?;
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
    desk.webmail.write_as(Variant { html: false, language: "de_DE", own_window: false })?;
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
    desk.webmail.write_as(Variant { html: false, language: "en_US", own_window: false })?;
    desk.log_in("robin.ashdown").await?;
    desk.compose().await?;
    let addressed = format!("document.querySelector('#_to').value.includes('{INTERVIEWER}')");
    // From now on, so that it is the address that counts and not the page.
    browser.eval(&WATCH.replace("READY", &addressed), vec![]).await?;
    browser.fill("#compose-content #compose_to input", &format!("{NAME} <{INTERVIEWER}>,")).await?;
    times.push(desk.panel_after(&addressed).await?);
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
    desk.saved_as_draft(&subject, &text).await?;
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
    desk.webmail.write_as(Variant { html: true, language: "en_US", own_window: false })?;
    browser.switch(&desk.site).await?;
    // Where the webmail goes by itself half a second after sending.
    browser.see("#messagelist").await?;
    // Long enough after sending for no page to tell of it any more.
    desk.clock("2031-03-04T15:20:00Z").await?;
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

/// As users write who have the webmail open messages so: the window closes by itself a second after sending.
async fn the_thanks_go_out_from_a_window_of_its_own(desk: &Desk) -> Result<()> {
    let browser = &desk.browser;
    desk.webmail.write_as(Variant { html: false, language: "en_US", own_window: true })?;
    browser.switch(&desk.site).await?;
    browser.goto(&format!("https://{HOST}/?_task=mail")).await?;
    browser.see("#messagelist").await?;
    let before = browser.web()?.windows().await?;
    desk.press_compose().await?;
    let window = wait::until("the window", || async {
        Ok(browser.web()?.windows().await?.into_iter().find(|window| !before.contains(window)))
    })
    .await?;
    browser.switch(&window).await?;
    browser.see("#composebody").await?;
    assert!(browser.eval("return location.search", vec![]).await?.to_string().contains("_extwin=1"));
    browser.fill("#compose-content #compose_to input", &format!("{COLLEAGUE},")).await?;
    browser.panel("Thank Joram Kettle").await?;
    browser.panel_click("Insert draft").await?;
    let text = desk.inserted("#composebody").await?;
    desk.picture("own-window").await?;
    let mails = desk.webmail.mailboxes.new_mails(COLLEAGUE)?.len();
    browser.click("#compose-content button.send").await?;
    let mail = wait::until("the mail to arrive", || async {
        let mut all = desk.webmail.mailboxes.new_mails(COLLEAGUE)?;
        Ok((all.len() > mails).then(|| all.pop()).flatten())
    })
    .await?;
    let read = MessageParser::default().parse(&mail).ok_or("no mail")?;
    assert_eq!(as_shown(&read.body_text(0).unwrap()), text.trim_end());
    wait::until("the window to close", || async {
        Ok((!browser.web()?.windows().await?.contains(&window)).then_some(()))
    })
    .await?;
    desk.done(&["Joram Kettle".to_owned()], "Joram Kettle", 0).await?;
    println!("from a window of its own: delivered as written, and done");
    Ok(())
}

/// As a mail program shows it: a line that ends with a space goes on in the next one (RFC 3676, "format=flowed").
fn as_shown(text: &str) -> String {
    text.replace("\r\n", "\n").replace(" \n", " ").trim_end().to_owned()
}

in_both!(all);
