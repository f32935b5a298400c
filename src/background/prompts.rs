//! What the user sees without asking: the badge, one alarm, notifications. All disposable, all made again from facts.

use super::{Background, Host, saving};
use crate::app::protocol::PageRequest;
use crate::app::{self, AppError, Context, answer_page};
use crate::followup::{Index, Notice, SnoozeChoice};
use crate::model::{FollowUpId, Happening, Message, Origin};
use crate::store::ErrorCode;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeSet;

/// The storage key of the notification that is being shown.
const SHOWING_KEY: &str = "showing";

/// What could not be shown or recorded, on a full disk for instance, is tried again after this time.
const TRY_AGAIN: SignedDuration = SignedDuration::from_mins(5);

/// One moment of one follow-up, as the id of its notification says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Moment {
    follow_up: FollowUpId,
    at: Timestamp,
}

/// What a notification is for, written down before it is shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Showing {
    id: String,
    moments: Vec<Moment>,
}

/// What is known of notifications beside the facts.
#[derive(Debug, Default)]
pub(super) struct Shown {
    /// Written down, and not yet a fact.
    showing: Option<Showing>,
    /// It was certainly before the user.
    seen: bool,
}

impl Shown {
    pub(super) fn restore(&mut self, records: &[(String, Value)]) {
        let stored = records.iter().find(|(key, _)| key == SHOWING_KEY);
        self.showing = stored.and_then(|(_, value)| serde_json::from_value(value.clone()).ok());
    }
}

/// Where a click on a notification leads: to its step, open, among those of its opportunity or person; else to all that
/// is due.
pub(super) fn page_of(id: &str) -> String {
    if id == saving::NOTICE {
        return "dashboard.html#backup".to_owned();
    }
    let place = serde_json::from_str(id).ok().and_then(|Moment { follow_up, .. }| {
        let opportunity = follow_up.opportunity.map(|id| format!("#opportunity/{id}"));
        let place = opportunity.or_else(|| follow_up.person.map(|id| format!("#person/{id}")))?;
        let step = serde_json::to_string(&follow_up).ok()?;
        Some(format!("?step={}{place}", percent_encoded(&step)))
    });
    format!("dashboard.html{}", place.unwrap_or_default())
}

/// For a part of an address (RFC 3986 §2.1).
fn percent_encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len() * 2);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

impl<H: Host> Background<H> {
    /// The browser says that the user has closed or clicked this notification, so it was before them.
    pub(super) fn seen(&self, id: &str) {
        let mut shown = self.shown.borrow_mut();
        shown.seen |= shown.showing.as_ref().is_some_and(|showing| showing.id == id);
    }

    /// What the button of a notification is for.
    pub(super) async fn put_off(&self, id: &str) {
        if let Ok(Moment { follow_up, .. }) = serde_json::from_str(id) {
            let request = PageRequest::Snooze { follow_up, choice: SnoozeChoice::InTwoHours };
            if let Err(error) = self.changed(|app, ctx| answer_page(app, request, ctx)).await {
                self.host.log(&error.to_string());
            }
        }
    }

    pub(super) async fn refresh(&self) -> Result<(), AppError> {
        let _turn = self.prompting.lock().await;
        let (now, zone) = (self.host.now(), self.host.zone());
        let notified = self.notify(now, &zone).await;
        let (due, wake) =
            self.read(|app| app.with_index(now, &zone, |index| (index.due_count(), index.next_wakeup())))?;
        self.host.set_badge(&badge(due)).await;
        let again = notified.is_err().then(|| try_again(now));
        self.set_alarm([wake, again, self.next_backup(now)].into_iter().flatten().min()).await;
        notified
    }

    /// The alarm that has just rung is gone. Should the background be stopped before it has done what it was woken for,
    /// this one wakes it again.
    pub(super) async fn safeguard(&self) {
        self.wake_at(Some(try_again(self.host.now()))).await;
    }

    /// Written down first, then shown, then a fact: a background that stops in between finds, when it starts anew,
    /// what it was about to show, and the browser says whether it did.
    async fn notify(&self, now: Timestamp, zone: &str) -> Result<(), AppError> {
        let before = self.host.notifications().await;
        before.iter().for_each(|id| self.seen(id));
        self.record_shown(now, zone).await?;
        let (notices, text) = self.read(|app| {
            let notices = app.with_index(now, zone, Index::notices);
            let views: Vec<_> = notices.iter().map(|notice| app::step_view(app.history(), &notice.step)).collect();
            (notices, app::notification_text(&views))
        })?;
        self.clear_outdated(&before, &notices, now, zone).await?;
        let Some((title, text)) = text else { return Ok(()) };
        let moment = |notice: &Notice| Moment { follow_up: notice.step.id, at: notice.at };
        let moments: Vec<Moment> = notices.iter().map(moment).collect();
        let id = match moments.as_slice() {
            [only] => serde_json::to_string(only).map_err(|e| AppError::Internal(e.to_string()))?,
            _ => format!("several/{}", self.host.new_id()),
        };
        let showing = Showing { id: id.clone(), moments };
        let record = serde_json::to_value(&showing).map_err(|e| AppError::Internal(e.to_string()))?;
        self.write(&[(SHOWING_KEY.to_owned(), record)]).await?;
        *self.shown.borrow_mut() = Shown { showing: Some(showing), seen: false };
        let (title, text) = (self.host.text(&title), self.host.text(&text));
        let button = (notices.len() == 1).then(|| self.host.text(&Message::new("notification_later")));
        if let Err(error) = self.host.show_notification(&id, &title, &text, button.as_deref()).await {
            self.note(ErrorCode::NotificationNotShown);
            // The system may have notifications switched off. The badge and the popup still say it.
            self.host.log(&error);
        }
        self.seen(&id);
        self.record_shown(now, zone).await
    }

    /// Makes facts of what was written down and certainly shown.
    async fn record_shown(&self, now: Timestamp, zone: &str) -> Result<(), AppError> {
        let certain = {
            let shown = self.shown.borrow();
            shown.showing.clone().filter(|_| shown.seen)
        };
        let Some(showing) = certain else { return Ok(()) };
        self.change(|app| {
            let mut new_id = || self.host.new_id();
            let mut ctx = Context { now, zone, language: "", new_id: &mut new_id };
            let shown = |moment: &Moment| Happening::Notified { follow_up: moment.follow_up, due: moment.at };
            let what = showing.moments.iter().map(shown).collect();
            let (_, facts) = app::record(app.history(), Origin::Background, what, &mut ctx);
            Ok((facts, vec![(SHOWING_KEY.to_owned(), Value::Null)], ()))
        })
        .await?;
        *self.shown.borrow_mut() = Shown::default();
        Ok(())
    }

    /// Takes away what was done in the meantime, and what is about to be said again.
    async fn clear_outdated(
        &self,
        before: &[String],
        notices: &[Notice],
        now: Timestamp,
        zone: &str,
    ) -> Result<(), AppError> {
        let singles = before.iter().filter_map(|id| Some((id, serde_json::from_str::<Moment>(id).ok()?.follow_up)));
        let singles: Vec<(&String, FollowUpId)> = singles.collect();
        if singles.is_empty() {
            return Ok(());
        }
        let due: BTreeSet<FollowUpId> =
            self.read(|app| app.with_index(now, zone, |index| index.due().map(|step| step.id).collect()))?;
        let again: BTreeSet<FollowUpId> = notices.iter().map(|notice| notice.step.id).collect();
        for (id, _) in singles.iter().filter(|(_, step)| !due.contains(step) || again.contains(step)) {
            self.host.clear_notification(id).await;
        }
        Ok(())
    }

    /// One alarm for the earliest moment. An alarm that is right already is left alone: one that is made anew at every
    /// start may never fire (duckduckgo/duckduckgo-privacy-extension#1241).
    async fn set_alarm(&self, wake: Option<Timestamp>) {
        let set = self.host.alarm().await;
        // Browsers round.
        let same = match (set, wake) {
            (Some(set), Some(wake)) => set.duration_since(wake).abs() < SignedDuration::from_secs(1),
            (set, wake) => set == wake,
        };
        if !same {
            self.wake_at(wake).await;
        }
    }

    async fn wake_at(&self, at: Option<Timestamp>) {
        if let Err(error) = self.host.set_alarm(at).await {
            self.note(ErrorCode::AlarmNotSet);
            self.host.log(&error);
        }
    }
}

fn try_again(now: Timestamp) -> Timestamp {
    now.saturating_add(TRY_AGAIN).unwrap_or(Timestamp::MAX)
}

fn badge(due: usize) -> String {
    match due {
        0 => String::new(),
        1..100 => due.to_string(),
        _ => "99+".to_owned(),
    }
}
