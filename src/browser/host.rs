//! The browser as the background sees it.

use super::text::{language, resolve};
use super::{api, clock, downloads, sites, storage};
use crate::app::AppError;
use crate::background::{Host, SaveError, Tabs};
use crate::model::Message;
use crate::store::{BackupKey, browser_name, lock_backup};
use jiff::Timestamp;
use serde_json::Value;
use uuid::Uuid;
use wasm_bindgen::JsValue;

const ALARM: &str = "wake";

#[derive(Debug, Default)]
pub struct Browser;

impl Host for Browser {
    fn now(&self) -> Timestamp {
        clock::now()
    }

    fn zone(&self) -> String {
        clock::zone()
    }

    fn language(&self) -> String {
        language()
    }

    fn new_id(&self) -> Uuid {
        clock::new_id()
    }

    fn lock(&self, text: &str, passphrase: &str) -> Result<String, AppError> {
        lock_backup(text, passphrase).map_err(|error| AppError::Internal(error.to_string()))
    }

    fn lock_for(&self, key: &BackupKey, text: &str) -> Result<String, AppError> {
        key.lock(text).map_err(|error| AppError::Internal(error.to_string()))
    }

    fn new_key(&self, passphrase: &str) -> Result<BackupKey, AppError> {
        BackupKey::generate(passphrase).map_err(|error| AppError::Internal(error.to_string()))
    }

    fn text(&self, message: &Message) -> String {
        resolve(message)
    }

    fn log(&self, text: &str) {
        web_sys::console::warn_1(&JsValue::from_str(text));
    }

    fn browser(&self) -> String {
        let navigator = js_sys::Reflect::get(&js_sys::global(), &"navigator".into());
        let agent = navigator.and_then(|navigator| js_sys::Reflect::get(&navigator, &"userAgent".into()));
        browser_name(&agent.ok().and_then(|agent| agent.as_string()).unwrap_or_default())
    }

    fn extension_id(&self) -> String {
        api::EXTENSION_ID.with(String::clone)
    }

    fn extension_url(&self) -> String {
        api::extension_url("")
    }

    async fn read_storage(&self) -> Result<Vec<(String, Value)>, AppError> {
        storage::read_all().await
    }

    async fn write_storage(&self, records: &[(String, Value)]) -> Result<(), AppError> {
        storage::write(records).await
    }

    async fn erase_storage(&self, keys: &[String]) -> Result<(), AppError> {
        storage::erase(keys).await
    }

    async fn alarm(&self) -> Option<Timestamp> {
        let alarm = api::alarm_get(ALARM).await.ok()?;
        let time = js_sys::Reflect::get(&alarm, &"scheduledTime".into()).ok()?.as_f64()?;
        clock::at_real_ms(time)
    }

    async fn set_alarm(&self, at: Option<Timestamp>) -> Result<(), String> {
        let result = match at {
            None => api::alarm_clear(ALARM).await,
            Some(at) => {
                #[expect(clippy::cast_precision_loss, reason = "milliseconds since 1970 are below 2^53")]
                let when = clock::real_ms_of(at) as f64;
                api::alarm_create(ALARM, &api::object(&[("when", when.into())])).await
            }
        };
        result.map(drop).map_err(|error| api::error_text(&error))
    }

    async fn notifications(&self) -> Vec<String> {
        let Ok(all) = api::notifications().await else { return Vec::new() };
        js_sys::Object::keys(&all.into()).iter().filter_map(|id| id.as_string()).collect()
    }

    async fn show_notification(&self, id: &str, title: &str, text: &str, button: Option<&str>) -> Result<(), String> {
        let mut options: Vec<(&str, JsValue)> = vec![
            ("type", "basic".into()),
            ("iconUrl", api::extension_url("icons/icon-128.png").into()),
            ("title", title.into()),
            ("message", text.into()),
        ];
        let plain = api::object(&options);
        if let Some(button) = button {
            options.push(("buttons", js_sys::Array::of1(&api::object(&[("title", button.into())])).into()));
            // Firefox refuses a notification that has buttons.
            if api::notification_create(id, &api::object(&options)).await.is_ok() {
                return Ok(());
            }
        }
        api::notification_create(id, &plain).await.map(drop).map_err(|error| api::error_text(&error))
    }

    async fn clear_notification(&self, id: &str) {
        let _ = api::notification_clear(id).await;
    }

    async fn set_badge(&self, text: &str) {
        let _ = api::set_badge_background_color(&api::object(&[("color", "#b3261e".into())])).await;
        if let Err(error) = api::set_badge_text(&api::object(&[("text", text.into())])).await {
            self.log(&api::error_text(&error));
        }
    }

    async fn open_page(&self, path: &str) {
        let url = api::extension_url(path);
        let what = api::object(&[("url", url.into())]);
        if api::tab_create(&what).await.is_ok() {
            return;
        }
        // Without a window there is no place for a tab: a browser that runs on in the background, or is just starting.
        if let Err(error) = api::window_create(&what).await {
            self.log(&api::error_text(&error));
        }
    }

    async fn may_save_files(&self) -> bool {
        downloads::is_allowed().await
    }

    async fn save_file(&self, name: &str, text: &str) -> Result<(), SaveError> {
        downloads::save(name, text).await
    }

    async fn bring_scripts(&self, to: Tabs) -> Result<(), String> {
        let brought = async {
            sites::register(to == Tabs::NextIfMissing).await?;
            if to == Tabs::All { sites::inject_into_open_tabs().await } else { Ok(()) }
        };
        brought.await.map_err(|error: JsValue| api::error_text(&error))
    }

    async fn bring_prompt(&self, tab: i32, frame: i32) -> Result<(), String> {
        sites::inject_prompt(tab, frame).await.map_err(|error| api::error_text(&error))
    }

    async fn snapshot(&self, tab: i32) -> Option<Value> {
        serde_wasm_bindgen::from_value(sites::snapshot(tab).await?).ok()
    }

    #[cfg(feature = "practice")]
    fn set_clock_offset(&self, ms: i64) {
        clock::set_offset_ms(ms);
    }

    #[cfg(feature = "practice")]
    fn clock_offset(&self) -> i64 {
        clock::offset_ms()
    }

    #[cfg(feature = "practice")]
    fn break_down(&self, how: crate::app::protocol::Breakage, words: &str) {
        super::failure::break_down(how, words);
    }
}
