//! Keeps the content scripts where the user has enabled a webmail, and nowhere else.

use super::api;
use serde::Deserialize;
use wasm_bindgen::{JsCast, JsValue};

/// What every page of an enabled site gets.
const FIRST: &str = "content/watch.js";
/// What it gets once a message is being written, in the order in which they are loaded.
const PROMPT: [&str; 7] = [
    "content/places.js",
    "content/insert.js",
    "content/placing.js",
    "content/panel.js",
    "content/prompt.js",
    "content/sending.js",
    "content/compose.js",
];
const ID: &str = "compose";

#[derive(Deserialize)]
struct Granted {
    #[serde(default)]
    origins: Vec<String>,
}

/// Match patterns of the hosts that the user has granted, without LinkedIn: nothing is injected there.
pub async fn granted_webmail() -> Vec<String> {
    let Ok(all) = api::permissions().await else { return Vec::new() };
    let granted: Granted = serde_wasm_bindgen::from_value(all).unwrap_or(Granted { origins: Vec::new() });
    granted.origins.into_iter().filter(|origin| !origin.contains("linkedin.com")).collect()
}

/// Registers the scripts anew for what is granted now, unless they are there and `missing_only`. A registration is lost
/// when an extension is updated (Chromium) or switched off and on again, or was never made (a permission given while the
/// background was down).
pub async fn register(missing_only: bool) -> Result<(), JsValue> {
    let registered = api::registered_content_scripts().await?;
    let there = js_sys::Array::from(&registered).length() > 0;
    if there && missing_only {
        return Ok(());
    }
    let matches = granted_webmail().await;
    if there {
        api::unregister_content_scripts(&api::object(&[("ids", api::strings([ID]))])).await?;
    }
    if matches.is_empty() {
        return Ok(());
    }
    let script = api::object(&[
        ("id", ID.into()),
        ("js", api::strings([FIRST])),
        ("matches", api::strings(matches.iter().map(String::as_str))),
        ("allFrames", true.into()),
        ("matchOriginAsFallback", true.into()),
        ("runAt", "document_idle".into()),
        ("persistAcrossSessions", false.into()),
    ]);
    api::register_content_scripts(&js_sys::Array::of1(&script)).await.map(drop)
}

/// Brings the scripts into tabs that are open already: after enabling a site, and after an update, which leaves the old
/// scripts without a background (w3c/webextensions#138).
pub async fn inject_into_open_tabs() -> Result<(), JsValue> {
    let matches = granted_webmail().await;
    if matches.is_empty() {
        return Ok(());
    }
    let filter = api::object(&[("url", api::strings(matches.iter().map(String::as_str)))]);
    let tabs = js_sys::Array::from(&api::tabs_query(&filter).await?);
    for tab in tabs.iter() {
        let id = js_sys::Reflect::get(&tab, &"id".into())?;
        let target = api::object(&[("tabId", id), ("allFrames", true.into())]);
        let injection = api::object(&[("target", target.into()), ("files", api::strings([FIRST]))]);
        // A discarded or crashed tab refuses; it gets the scripts when it loads.
        let _ = api::execute_script(&injection).await;
    }
    Ok(())
}

/// Into a frame that asked for them.
pub async fn inject_prompt(tab: i32, frame: i32) -> Result<(), JsValue> {
    let frames = js_sys::Array::of1(&frame.into());
    let target = api::object(&[("tabId", tab.into()), ("frameIds", frames.into())]);
    let injection = api::object(&[("target", target.into()), ("files", api::strings(PROMPT))]);
    api::execute_script(&injection).await.map(drop)
}

/// Takes the snapshot of a tab; `None` where the browser does not let us.
pub async fn snapshot(tab: i32) -> Option<JsValue> {
    let target = api::object(&[("tabId", tab.into())]);
    let injection = api::object(&[("target", target.into()), ("files", api::strings(["content/snapshot.js"]))]);
    let results = api::execute_script(&injection).await.ok()?;
    let first = results.dyn_into::<js_sys::Array>().ok()?.get(0);
    let result = js_sys::Reflect::get(&first, &"result".into()).ok()?;
    result.is_object().then_some(result)
}
