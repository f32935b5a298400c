//! The functions of the extension API that we use, and no others. Both browsers give promises under `browser`;
//! `background.js` and `pages-start.js` make that name known in Chromium.

use js_sys::{Array, Object};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["browser", "storage", "local"], js_name = get, catch)]
    pub async fn storage_get(keys: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["browser", "storage", "local"], js_name = set, catch)]
    pub async fn storage_set(items: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_namespace = ["browser", "alarms"], js_name = get, catch)]
    pub async fn alarm_get(name: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["browser", "alarms"], js_name = create, catch)]
    pub fn alarm_create(name: &str, info: &Object) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["browser", "alarms"], js_name = clear, catch)]
    pub async fn alarm_clear(name: &str) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_namespace = ["browser", "notifications"], js_name = create, catch)]
    pub async fn notification_create(id: &str, options: &Object) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["browser", "notifications"], js_name = clear, catch)]
    pub async fn notification_clear(id: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["browser"], js_name = notifications, thread_local_v2)]
    static NOTIFICATIONS: JsValue;
    #[wasm_bindgen(js_namespace = ["browser", "notifications"], js_name = getAll, catch)]
    pub async fn notifications() -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_namespace = ["browser", "action"], js_name = setBadgeText, catch)]
    pub async fn set_badge_text(details: &Object) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["browser", "action"], js_name = setBadgeBackgroundColor, catch)]
    pub async fn set_badge_background_color(details: &Object) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_namespace = ["browser", "scripting"], js_name = executeScript, catch)]
    pub async fn execute_script(injection: &Object) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["browser", "scripting"], js_name = registerContentScripts, catch)]
    pub async fn register_content_scripts(scripts: &Array) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["browser", "scripting"], js_name = unregisterContentScripts, catch)]
    pub async fn unregister_content_scripts(filter: &Object) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["browser", "scripting"], js_name = getRegisteredContentScripts, catch)]
    pub async fn registered_content_scripts() -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_namespace = ["browser", "permissions"], js_name = getAll, catch)]
    pub async fn permissions() -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_namespace = ["browser", "tabs"], js_name = query, catch)]
    pub async fn tabs_query(filter: &Object) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["browser", "tabs"], js_name = create, catch)]
    pub async fn tab_create(properties: &Object) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_namespace = ["browser", "runtime"], js_name = getURL)]
    pub fn extension_url(path: &str) -> String;
    #[wasm_bindgen(js_namespace = ["browser", "runtime"], js_name = id, thread_local_v2)]
    pub static EXTENSION_ID: String;
}

/// Whether notifications may have buttons. Firefox refuses one that has, and its answer is lost on the way; it has no
/// `update` either, by which it is known.
pub fn has_notification_buttons() -> bool {
    NOTIFICATIONS.with(|all| js_sys::Reflect::has(all, &JsValue::from_str("update")).unwrap_or(false))
}

/// A plain object of these entries.
pub fn object(entries: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (key, value) in entries {
        // Setting a property of a fresh plain object cannot fail.
        let _ = js_sys::Reflect::set(&object, &JsValue::from_str(key), value);
    }
    object
}

pub fn strings<'a>(items: impl IntoIterator<Item = &'a str>) -> JsValue {
    items.into_iter().map(JsValue::from_str).collect::<Array>().into()
}

/// What the browser says when it refuses.
pub fn error_text(error: &JsValue) -> String {
    js_sys::Reflect::get(error, &JsValue::from_str("message"))
        .ok()
        .and_then(|message| message.as_string())
        .or_else(|| error.as_string())
        .unwrap_or_else(|| format!("{error:?}"))
}
