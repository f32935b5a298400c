//! The background: each event of the browser in, facts stored, prompts brought up to date.
//!
//! Everything here may stop at any await and be started anew: what is in memory is read again from storage, and
//! badge, alarm and notifications are made again from facts.

#[cfg(feature = "practice")]
use super::clock;
use super::messages::{self, Sender};
use super::{prompts, sites, storage};
use crate::app::{App, AppError};
use crate::model::Fact;
use crate::store;
use futures_util::lock::Mutex;
use serde::Deserialize;
use serde_json::Value;
use std::cell::RefCell;
use wasm_bindgen::JsValue;

thread_local! {
    /// `None` until storage was read.
    static APP: RefCell<Option<App>> = const { RefCell::new(None) };
}

/// Held from working out facts to adding them: two surfaces that act at once take turns.
static WRITING: Mutex<()> = Mutex::new(());

/// An event as `background.js` hands it over.
#[derive(Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Event {
    Installed { reason: String },
    Startup,
    Alarm,
    Message { message: Value, sender: Sender },
    NotificationClicked { id: String },
    PermissionsChanged,
}

/// Handles one event; the answer is for a message's sender, else nothing.
pub async fn handle(event: JsValue) -> JsValue {
    let event: Event = match serde_wasm_bindgen::from_value(event) {
        Ok(event) => event,
        Err(error) => return messages::refusal(&AppError::Malformed(error.to_string())),
    };
    let opened = open().await;
    match event {
        Event::Message { message, sender } => match opened {
            Ok(()) => messages::answer(message, &sender).await,
            Err(error) => messages::refusal(&error),
        },
        Event::Installed { reason } => {
            bring_scripts(reason == "update").await;
            catch_up(opened).await
        }
        Event::Startup => {
            bring_scripts(false).await;
            catch_up(opened).await
        }
        Event::Alarm => catch_up(opened).await,
        Event::PermissionsChanged => {
            bring_scripts(true).await;
            JsValue::UNDEFINED
        }
        Event::NotificationClicked { id } => {
            prompts::open(&id).await;
            JsValue::UNDEFINED
        }
    }
}

async fn bring_scripts(open_tabs_too: bool) {
    let mut result = sites::register().await;
    if open_tabs_too && result.is_ok() {
        result = sites::inject_into_open_tabs().await;
    }
    if let Err(error) = result {
        log(&format!("content scripts were not registered: {}", super::api::error_text(&error)));
    }
}

async fn catch_up(opened: Result<(), AppError>) -> JsValue {
    match opened {
        Ok(()) => bring_up_to_date().await,
        Err(error) => log(&error.to_string()),
    }
    JsValue::UNDEFINED
}

/// Reads storage unless that was done since this background started.
async fn open() -> Result<(), AppError> {
    let _turn = WRITING.lock().await;
    if APP.with_borrow(Option::is_some) {
        return Ok(());
    }
    let records = storage::read_all().await?;
    #[cfg(feature = "practice")]
    set_practice_clock(&records);
    let loaded = store::read_records(records)?;
    if !loaded.migrated.is_empty() {
        storage::write_records(&loaded.migrated).await?;
    }
    if !loaded.unreadable.is_empty() {
        log(&format!("{} records cannot be read and were left alone", loaded.unreadable.len()));
    }
    APP.set(Some(App::open(loaded.facts)));
    Ok(())
}

/// Works out new facts, stores them, and only then counts them in and answers.
///
/// # Errors
/// What `work` refuses, and a write that the browser refused: then nothing has changed.
pub async fn change<T>(work: impl FnOnce(&App) -> Result<(Vec<Fact>, T), AppError>) -> Result<T, AppError> {
    let _turn = WRITING.lock().await;
    let (facts, answer) = read(work)??;
    if !facts.is_empty() {
        storage::write(&facts).await?;
        APP.with_borrow_mut(|app| {
            if let Some(app) = app {
                app.commit(facts);
            }
        });
    }
    Ok(answer)
}

pub fn read<T>(look: impl FnOnce(&App) -> T) -> Result<T, AppError> {
    APP.with_borrow(|app| app.as_ref().map(look)).ok_or_else(|| AppError::Internal("storage was not read".into()))
}

/// Badge, alarm and notifications follow from the facts and the time.
pub async fn bring_up_to_date() {
    if let Err(error) = prompts::refresh().await {
        log(&error.to_string());
    }
}

#[cfg(feature = "practice")]
fn set_practice_clock(records: &[(String, Value)]) {
    let offset = records.iter().find(|(key, _)| key == messages::CLOCK_KEY).and_then(|(_, value)| value.as_i64());
    clock::set_offset_ms(offset.unwrap_or(0));
}

pub fn log(text: &str) {
    web_sys::console::warn_1(&JsValue::from_str(text));
}
