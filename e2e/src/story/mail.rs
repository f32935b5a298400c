//! The thank-you, in the webmail.

use super::prompt::QUESTION;
use super::{ADDRESS, MAIL, Story, ensure};
use crate::browser::panel::Area;
use crate::{Result, wait};
use serde_json::json;
use thirtyfour::prelude::*;

const SEND: &str = "[role=dialog] .aoO";
const SUBJECT: &str = "[role=dialog] input[name=subjectbox]";
const BODY: &str = "[role=dialog] [g_editable=true]";

impl Story {
    pub(super) async fn thank_by_mail(&mut self) -> Result<()> {
        self.visit(MAIL).await?;
        self.browser.read("Interview at Fernhollow Robotics").await?;
        self.open("popup.html").await?;
        self.enable("gmail").await?;
        self.close().await?;

        self.browser.click("#practice-compose").await?;
        let to = self.browser.see("[role=dialog] .anm[name=to] input").await?;
        to.send_keys("juno.abernethy@quillmoor.example,").await?;
        self.browser.see("[role=option][data-hovercard-id='juno.abernethy@quillmoor.example']").await?;
        self.browser.click("[role=option] .afX").await?;
        ensure(self.browser.panels().await?.is_empty(), "a prompt for somebody who was never met")?;
        to.send_keys(format!("{ADDRESS},")).await?;

        let panel = self.browser.panel("Thank Mara Lindqvist").await?;
        // As the browser's language writes the time.
        let time = if panel.text.contains("PM,") { "2:00 PM" } else { "14:00" };
        for words in ["within 24 hours", "Fernhollow Robotics", time] {
            ensure(panel.text.contains(words), format!("the prompt does not say “{words}”:\n{}", panel.text))?;
        }
        ensure(!panel.area.overlaps(&self.area(SEND).await?), "the prompt covers the button that sends")?;
        ensure(!panel.area.overlaps(&self.area(BODY).await?), "the prompt covers what is being written")?;
        self.tell("compose", "A mail to the interviewer: the prompt beside it says why now.").await?;

        self.browser.panel_click("Insert draft").await?;
        let text = wait::until("the draft in the mail", || async {
            let text =
                self.browser.eval("return document.querySelector(arguments[0]).innerText", vec![json!(BODY)]).await?;
            let text = text.as_str().unwrap_or_default().to_owned();
            if text.contains(QUESTION) { Ok(Some(text)) } else { Err(format!("the mail says:\n{text}").into()) }
        })
        .await?;
        for words in ["Dear Mara,", "Robotics Engineer", "the new line in Leeds"] {
            ensure(text.contains(words), format!("the draft does not say “{words}”:\n{text}"))?;
        }
        let subject = self.browser.value(SUBJECT).await?;
        ensure(subject.contains("Robotics Engineer"), format!("the subject is “{subject}”"))?;
        self.tell("draft", "One press puts a draft in, subject and text, built on the notes.").await?;

        self.browser.click(SEND).await?;
        self.marked_as_sent().await?;
        self.tell(
            "sent",
            "Sent by the candidate's own hand. Afterword asks nothing, marks it, and offers to undo that.",
        )
        .await?;

        // The site lets a mail be called back for a moment: then it was not sent after all.
        self.browser.click("#practice-undo").await?;
        self.browser.see(BODY).await?;
        self.browser.panel("Thank Mara Lindqvist").await?;
        self.tell("called-back", "Called back by the site's own undo: the thank-you is due again.").await?;
        self.browser.see(BODY).await?.send_keys(Key::Control + Key::Enter).await?;
        self.sent_once_more().await
    }

    async fn marked_as_sent(&self) -> Result<()> {
        self.browser.read("Message sent").await?;
        let panel = self.browser.panel("Marked as sent.").await?;
        let offered: Vec<_> = panel.controls.iter().map(|control| control.name.as_str()).collect();
        ensure(offered.contains(&"Undo"), format!("the prompt offers {offered:?}"))?;
        ensure(!offered.contains(&"Insert draft"), "the prompt still asks to insert a draft")
    }

    async fn sent_once_more(&mut self) -> Result<()> {
        self.marked_as_sent().await?;
        let sent = "location.hash = '#sent'; await new Promise(done => setTimeout(done, 100)); \
                    return [...document.querySelectorAll('[data-sent]')].map(mail => mail.dataset.sent)";
        let sent = self.browser.eval_async(sent, vec![]).await?;
        ensure(sent.as_array().is_some_and(|all| all.len() == 1), format!("the site sent {sent}"))?;
        ensure(sent.to_string().contains(QUESTION), "the mail left without the draft")?;

        self.browser.switch(&self.tabs.desk).await?;
        self.browser.gone("#agenda-due [data-step]").await?;
        self.browser.badge_says("").await?;
        self.tell("thanked", "The agenda is empty again: it is their turn.").await
    }

    async fn area(&self, css: &str) -> Result<Area> {
        let script = "const r = document.querySelector(arguments[0]).getBoundingClientRect(); \
                      return { left: r.left, top: r.top, width: r.width, height: r.height }";
        Ok(serde_json::from_value(self.browser.eval(script, vec![json!(css)]).await?)?)
    }
}
