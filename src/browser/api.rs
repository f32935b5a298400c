//! The functions of the extension API that we use, and no others. Both browsers give promises under `browser`;
//! `background.js` and `pages-start.js` make that name known in Chromium.

use js_sys::{Array, Object, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["browser", "storage", "local"], js_name = get, catch)]
    fn now_storage_get(keys: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["browser", "storage", "local"], js_name = remove, catch)]
    fn now_storage_remove(keys: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["browser", "storage", "local"], js_name = set, catch)]
    fn now_storage_set(items: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_namespace = ["browser", "alarms"], js_name = get, catch)]
    fn now_alarm_get(name: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["browser", "alarms"], js_name = create, catch)]
    fn now_alarm_create(name: &str, info: &Object) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["browser", "alarms"], js_name = clear, catch)]
    fn now_alarm_clear(name: &str) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_namespace = ["browser", "notifications"], js_name = create, catch)]
    fn now_notification_create(id: &str, options: &Object) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["browser", "notifications"], js_name = clear, catch)]
    fn now_notification_clear(id: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["browser", "notifications"], js_name = getAll, catch)]
    fn now_notifications() -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_namespace = ["browser", "action"], js_name = setBadgeText, catch)]
    fn now_set_badge_text(details: &Object) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["browser", "action"], js_name = setBadgeBackgroundColor, catch)]
    fn now_set_badge_background_color(details: &Object) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_namespace = ["browser", "scripting"], js_name = executeScript, catch)]
    fn now_execute_script(injection: &Object) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["browser", "scripting"], js_name = registerContentScripts, catch)]
    fn now_register_content_scripts(scripts: &Array) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["browser", "scripting"], js_name = unregisterContentScripts, catch)]
    fn now_unregister_content_scripts(filter: &Object) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["browser", "scripting"], js_name = getRegisteredContentScripts, catch)]
    fn now_registered_content_scripts() -> Result<JsValue, JsValue>;

    // There only with the permission.
    #[wasm_bindgen(js_namespace = ["browser", "downloads"], js_name = download, catch)]
    fn now_download(options: &Object) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["browser", "downloads"], js_name = search, catch)]
    fn now_downloads(query: &Object) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(done: &js_sys::Function, ms: i32);

    #[wasm_bindgen(js_namespace = ["browser", "permissions"], js_name = contains, catch)]
    fn now_has_permission(permissions: &Object) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["browser", "permissions"], js_name = getAll, catch)]
    fn now_permissions() -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_namespace = ["browser", "tabs"], js_name = query, catch)]
    fn now_tabs_query(filter: &Object) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["browser", "tabs"], js_name = create, catch)]
    fn now_tab_create(properties: &Object) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_namespace = ["browser", "windows"], js_name = create, catch)]
    fn now_window_create(properties: &Object) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_namespace = ["browser", "runtime"], js_name = getURL)]
    pub fn extension_url(path: &str) -> String;
    #[wasm_bindgen(js_namespace = ["browser", "runtime"], js_name = id, thread_local_v2)]
    pub static EXTENSION_ID: String;
}

/// What an API function comes to. An import declared `async` would lose what the function itself throws: wasm-bindgen
/// 0.2.130 looks for an exception after synchronous imports only. Firefox throws where an option is unknown to it.
pub async fn settled(called: Result<JsValue, JsValue>) -> Result<JsValue, JsValue> {
    JsFuture::from(Promise::resolve(&called?)).await
}

macro_rules! settling {
    ($($name:ident($($argument:ident: $of:ty),*) = $now:ident;)*) => {
        $(pub async fn $name($($argument: $of),*) -> Result<JsValue, JsValue> {
            settled($now($($argument),*)).await
        })*
    };
}

settling! {
    storage_get(keys: &JsValue) = now_storage_get;
    storage_set(items: &JsValue) = now_storage_set;
    storage_remove(keys: &JsValue) = now_storage_remove;
    alarm_get(name: &str) = now_alarm_get;
    alarm_create(name: &str, info: &Object) = now_alarm_create;
    alarm_clear(name: &str) = now_alarm_clear;
    notification_create(id: &str, options: &Object) = now_notification_create;
    notification_clear(id: &str) = now_notification_clear;
    notifications() = now_notifications;
    set_badge_text(details: &Object) = now_set_badge_text;
    set_badge_background_color(details: &Object) = now_set_badge_background_color;
    execute_script(injection: &Object) = now_execute_script;
    register_content_scripts(scripts: &Array) = now_register_content_scripts;
    unregister_content_scripts(filter: &Object) = now_unregister_content_scripts;
    registered_content_scripts() = now_registered_content_scripts;
    download(options: &Object) = now_download;
    downloads(query: &Object) = now_downloads;
    has_permission(permissions: &Object) = now_has_permission;
    permissions() = now_permissions;
    tabs_query(filter: &Object) = now_tabs_query;
    tab_create(properties: &Object) = now_tab_create;
    window_create(properties: &Object) = now_window_create;
}

/// Later.
pub async fn sleep(ms: i32) {
    let wait = Promise::new(&mut |done, _| set_timeout(&done, ms));
    let _ = JsFuture::from(wait).await;
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
