//! The interview ends: notes and a thank-you are prompted, by a background that had been stopped.

use super::{NAME, Story, ensure};
use crate::browser::Kind;
use crate::{Result, wait};
use serde_json::{Value, json};

/// What the candidate notes; the draft and the invitation are built on it.
pub(super) const QUESTION: &str = "how the grippers find their grip on wet glass";
pub(super) const CHALLENGE: &str = "the new line in Leeds has to run by May";

impl Story {
    pub(super) async fn prompted_after_the_end(&mut self) -> Result<()> {
        let end = format!("{}T15:00", self.day);
        // Half a minute before the end, so that the alarm need not be waited for long.
        self.clock(&format!("{}T14:59:30", self.day)).await?;
        let left = "return new Date(arguments[0]).getTime() - (Date.now() + arguments[1].offset_ms)";
        let clock = self.browser.request(json!({ "kind": "clock" })).await?;
        let end_in = self.browser.eval(left, vec![json!(end), clock]).await?;
        let end_in = end_in.as_i64().ok_or("the clock does not tell")?;
        let ends_at = self.browser.eval("return Date.now() + arguments[0]", vec![json!(end_in)]).await?;

        let due = "return [document.querySelectorAll('#agenda-due [data-step]').length, Date.now()]";
        self.browser.see("#agenda-due").await?;
        let (steps, at) = pair(&self.browser.eval(due, vec![]).await?)?;
        let ends_at = ends_at.as_i64().ok_or("the browser does not tell the time")?;
        ensure(at >= ends_at || steps == 0, "something is due before the interview's end")?;
        self.tell("before-the-end", "Half a minute before the interview's end nothing is due.").await?;

        self.browser.stop_background().await?;
        // Asks the browser alone: nothing here wakes the background but its own alarm.
        let look = "return [await chrome.action.getBadgeText({}), Date.now()]";
        let seen_at = wait::until("the icon to say that something is due", || async {
            let seen = self.browser.eval_async(look, vec![]).await?;
            let text = seen.get(0).and_then(Value::as_str).unwrap_or_default();
            Ok((!text.is_empty()).then(|| seen.get(1).and_then(Value::as_i64).unwrap_or_default()))
        })
        .await?;
        ensure(seen_at >= ends_at, format!("the prompt came {} ms before the interview's end", ends_at - seen_at))?;
        self.browser.badge_says("2").await?;
        self.notified().await?;

        self.open("popup.html").await?;
        self.browser.see("#agenda-due [data-step=notes]").await?;
        self.browser.see("#agenda-due [data-step=thank-you]").await?;
        self.browser.read("Thank Mara Lindqvist within 24 hours").await?;
        self.tell(
            "due",
            "The interview is over. The background had been stopped and woke by its alarm: notes and a thank-you are due.",
        )
        .await
    }

    /// The browser shows a notification. Firefox without a window closes each at once, so there it counts that it was
    /// handed one.
    async fn notified(&self) -> Result<()> {
        wait::until("a notification", || async {
            let shown = "return Object.keys(await chrome.notifications.getAll()).length";
            let shown = self.browser.eval_async(shown, vec![]).await? != json!(0);
            let kept = self.browser.request(json!({ "kind": "backup" })).await?.to_string().contains("notified");
            Ok((kept && (shown || self.kind() == Kind::Firefox)).then_some(()))
        })
        .await
    }

    pub(super) async fn write_notes(&mut self) -> Result<()> {
        self.browser.press("[data-step=notes] .main-action").await?;
        self.browser.fill("#notes-question", QUESTION).await?;
        self.browser.fill("#notes-challenges", CHALLENGE).await?;
        self.tell("notes", "Two minutes of notes while they are fresh.").await?;
        self.browser.click("#notes-save").await?;
        self.browser.read("Your notes are saved.").await?;
        self.browser.gone("#agenda-due [data-step=notes]").await?;
        self.browser.see("#agenda-due [data-step=thank-you]").await?;
        self.browser.badge_says("1").await?;
        self.tell("noted", &format!("The notes are saved; what is left is to thank {NAME}.")).await?;
        self.close().await
    }
}

fn pair(value: &Value) -> Result<(i64, i64)> {
    let number = |at: usize| value.get(at).and_then(Value::as_i64);
    Ok(number(0).zip(number(1)).ok_or("two numbers were expected")?)
}
