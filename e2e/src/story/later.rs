//! Days later: the invitation. Then a restart, and a look at what the network saw.

use super::prompt::{CHALLENGE, QUESTION};
use super::{NAME, PROFILE, Story, Tabs, ensure};
use crate::Result;
use serde_json::json;

impl Story {
    pub(super) async fn connect_days_later(&mut self) -> Result<()> {
        let four_days_on = "const day = new Date(arguments[0] + 'T11:00'); day.setDate(day.getDate() + 4); return day.getTime() - Date.now()";
        let offset = self.browser.eval(four_days_on, vec![json!(self.day)]).await?;
        self.browser.set_clock(offset.as_i64().ok_or("no such day")?).await?;
        self.browser.badge_says("1").await?;
        self.browser.see("#agenda-due [data-step=connect]").await?;
        self.tell("connect-due", "Four days later it is time to connect.").await?;

        self.visit(PROFILE).await?;
        self.browser.read("Engineering Manager at Fernhollow Robotics").await?;
        self.open("sidebar.html").await?;
        let note = crate::wait::until("the note of the invitation", || async {
            let note = self.browser.value("#connect-note").await?;
            Ok((!note.is_empty()).then_some(note))
        })
        .await?;
        let length = note.encode_utf16().count();
        ensure(length <= 200, format!("the note has {length} characters:\n{note}"))?;
        // Which of the notes it builds on differs from person to person.
        let specific = [QUESTION, CHALLENGE].iter().any(|noted| note.contains(noted));
        ensure(specific, format!("the note forgets what was talked about:\n{note}"))?;
        self.browser.read(&format!("{length} of 200 characters")).await?;
        self.browser.click("#connect-copy").await?;
        self.browser.read("Copied.").await?;
        self.tell("connect-note", "On the interviewer's profile the sidebar has a note for the invitation, to copy.")
            .await?;

        self.browser.click("#connect-sent").await?;
        self.browser.see("[data-history=connect][data-state=done]").await?;
        self.browser.see("[data-history=thank-you][data-state=done]").await?;
        self.tell("connected", "The candidate sent the invitation and says so.").await?;
        self.close().await
    }

    pub(super) async fn after_a_restart(&mut self) -> Result<()> {
        self.browser.restart().await?;
        self.tabs = Tabs::open(&self.browser).await?;
        self.browser.click("#nav-people").await?;
        self.browser.read(NAME).await?;
        self.open("sidebar.html").await?;
        self.browser.see("#known").await?;
        for history in ["notes", "thank-you", "connect"] {
            self.browser.see(&format!("[data-history={history}][data-state=done]")).await?;
        }
        let text = self.browser.text().await?;
        ensure(text.contains("Engineering Manager, Grippers"), format!("the correction is gone:\n{text}"))?;
        self.tell("restarted", "The browser was closed and opened again: all of it is still there.").await?;
        self.close().await
    }

    /// What the network saw is what the pages themselves loaded.
    ///
    /// # Errors
    /// Who called whom.
    pub fn in_silence(&self) -> Result<()> {
        let overheard = self.practice.overheard();
        ensure(overheard.is_empty(), format!("somebody was called: {}", overheard.join("\n")))?;
        let asked = self.practice.server.requests();
        ensure(!asked.is_empty(), "the server saw nothing, so it was looked at in vain")?;
        // A page that broke its own policy was reported, which the story's pages never are.
        let reported = asked.iter().find(|request| request.is_policy_report());
        ensure(reported.is_none(), format!("a page's policy was broken: {reported:?}"))?;
        println!(
            "    Through all of it the extension asked the network for nothing ({} page loads seen).",
            asked.len()
        );
        Ok(())
    }
}
