//! What the user sees without asking: the badge, one alarm, notifications. All disposable, all made again from facts.

use super::text::resolve;
use super::{api, background, clock};
use crate::app::{self, AppError, Context};
use crate::followup::{Index, Notice};
use crate::model::{Happening, Origin};
use jiff::Timestamp;
use wasm_bindgen::JsValue;

const ALARM: &str = "wake";
const ONE: &str = "due";
const SEVERAL: &str = "several-due";

pub async fn refresh() -> Result<(), AppError> {
    let now = clock::now();
    let zone = clock::zone();
    notify(now, &zone).await?;
    let (due, wake) =
        background::read(|app| app.with_index(now, &zone, |index| (index.due_count(), index.next_wakeup())))?;
    badge(due).await;
    alarm(wake).await;
    Ok(())
}

/// Shown first and recorded after: a background that stops in between shows the same notification under the same id
/// once more, which replaces the first; the other way round it would be lost.
async fn notify(now: Timestamp, zone: &str) -> Result<(), AppError> {
    let (notices, text) = background::read(|app| {
        let notices = app.with_index(now, zone, Index::notices);
        let views: Vec<_> = notices.iter().map(|notice| app::step_view(app.history(), &notice.step)).collect();
        (notices, app::notification_text(&views))
    })?;
    let Some((title, message)) = text else { return Ok(()) };
    let options = api::object(&[
        ("type", "basic".into()),
        ("iconUrl", api::extension_url("icons/icon-128.png").into()),
        ("title", resolve(&title).into()),
        ("message", resolve(&message).into()),
    ]);
    let id = if notices.len() == 1 { ONE } else { SEVERAL };
    if let Err(error) = api::notification_create(id, &options).await {
        // The system may have notifications switched off. The badge and the popup still say it.
        background::log(&api::error_text(&error));
    }
    background::change(move |app| {
        let mut ctx = Context { now, zone, language: "", new_id: &mut clock::new_id };
        let shown = |notice: &Notice| Happening::Notified { follow_up: notice.step.id, due: notice.at };
        let (_, facts) = app::record(app.history(), Origin::Background, notices.iter().map(shown).collect(), &mut ctx);
        Ok((facts, ()))
    })
    .await
}

async fn badge(due: usize) {
    let text = match due {
        0 => String::new(),
        1..100 => due.to_string(),
        _ => "99+".to_owned(),
    };
    let _ = api::set_badge_background_color(&api::object(&[("color", "#b3261e".into())])).await;
    if let Err(error) = api::set_badge_text(&api::object(&[("text", text.into())])).await {
        background::log(&api::error_text(&error));
    }
}

/// One alarm for the earliest moment. An alarm that is right already is left alone: one that is made anew at every
/// start may never fire (duckduckgo/duckduckgo-privacy-extension#1241).
async fn alarm(wake: Option<Timestamp>) {
    let Some(wake) = wake else {
        let _ = api::alarm_clear(ALARM).await;
        return;
    };
    #[expect(clippy::cast_precision_loss, reason = "milliseconds since 1970 are below 2^53")]
    let when = clock::real_ms_of(wake) as f64;
    let set = api::alarm_get(ALARM).await.ok().and_then(|alarm| {
        js_sys::Reflect::get(&alarm, &JsValue::from_str("scheduledTime")).ok().and_then(|time| time.as_f64())
    });
    // Browsers round; a minute is the shortest that Chromium keeps.
    if set.is_some_and(|time| (time - when).abs() < 1_000.0) {
        return;
    }
    if let Err(error) = api::alarm_create(ALARM, &api::object(&[("when", when.into())])) {
        background::log(&api::error_text(&error));
    }
}

/// A click on a notification leads to what is due.
pub async fn open(id: &str) {
    let _ = api::notification_clear(id).await;
    let url = api::extension_url("dashboard.html");
    if let Err(error) = api::tab_create(&api::object(&[("url", url.into())])).await {
        background::log(&api::error_text(&error));
    }
}
