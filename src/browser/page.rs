//! What our own pages need of the browser: the background, tabs, permissions, the sidebar, the clipboard.
//!
//! The extension API is looked up by name at run time because it is `browser` in one browser and `chrome` in another,
//! and because whole parts of it are missing in one of them.

use super::api::{object, settled};
use super::rehearsal;
use crate::app::ErrorView;
use crate::app::protocol::{PageRequest, Response};
use crate::model::Message;
use js_sys::{Array, Function, Reflect};
use serde::{Deserialize, Serialize as _};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// An error that arose on this side of the conversation.
fn error(code: &str, key: &'static str) -> ErrorView {
    ErrorView { code: code.to_owned(), message: Message::new(key) }
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Answer {
    Ok(Response),
    Error(ErrorView),
}

/// Asks the background. It may have to be woken; when it can't be reached or answers nonsense the error says so.
pub async fn ask(request: &PageRequest) -> Result<Response, ErrorView> {
    if let Some(answer) = rehearsal::answer(request) {
        return answer;
    }
    let message = request
        .serialize(&serde_wasm_bindgen::Serializer::json_compatible())
        .map_err(|_| error("request-not-sent", "ui_error_not_sent"))?;
    let answer = call("runtime.sendMessage", &[message])
        .await
        .map_err(|_| if is_cut_off() { updated() } else { error("background-unreachable", "ui_error_background") })?;
    if answer.is_undefined() || answer.is_null() {
        return Err(error("background-silent", "ui_error_background"));
    }
    match serde_wasm_bindgen::from_value(answer) {
        Ok(Answer::Ok(response)) => Ok(response),
        Ok(Answer::Error(error)) => Err(error),
        Err(_) => Err(error("answer-not-understood", "ui_error_answer")),
    }
}

/// The extension was updated or reloaded under the open page: nothing that it asks is heard any more.
fn updated() -> ErrorView {
    error(UPDATED, "ui_error_updated")
}

/// The code of that error.
pub const UPDATED: &str = "extension-updated";

/// Browsers take the id away from a page whose extension is gone.
fn is_cut_off() -> bool {
    match member("runtime.id") {
        Some((_, id)) => !id.is_string(),
        None => true,
    }
}

fn api() -> Option<JsValue> {
    let global = js_sys::global();
    ["browser", "chrome"].into_iter().find_map(|name| {
        let api = Reflect::get(&global, &name.into()).ok().filter(JsValue::is_object)?;
        Reflect::get(&api, &"runtime".into()).ok().filter(JsValue::is_object)?;
        Some(api)
    })
}

/// The object that holds the last part of a dotted path, and that part.
fn member(path: &str) -> Option<(JsValue, JsValue)> {
    path.split('.').try_fold((JsValue::UNDEFINED, api()?), |(_, object), name| {
        let inner = Reflect::get(&object, &name.into()).ok().filter(|inner| !inner.is_undefined())?;
        Some((object, inner))
    })
}

/// Calls at once, which keeps the user's click alive for what the browser only grants to a click.
fn call_now(path: &str, args: &[JsValue]) -> Result<JsValue, JsValue> {
    let (this, function) = member(path).ok_or_else(|| JsValue::from_str(path))?;
    let function: Function = function.dyn_into()?;
    function.apply(&this, &args.iter().collect::<Array>())
}

/// Calls at once; the answer comes when awaited.
fn call(path: &str, args: &[JsValue]) -> impl Future<Output = Result<JsValue, JsValue>> + use<> {
    let called = call_now(path, args);
    settled(called)
}

fn has(path: &str) -> bool {
    member(path).is_some()
}

fn string_of(object: &JsValue, name: &str) -> Option<String> {
    Reflect::get(object, &name.into()).ok()?.as_string()
}

#[expect(clippy::cast_possible_truncation, reason = "browsers number tabs and windows with 32-bit integers")]
fn id_of(object: &JsValue, name: &str) -> Option<i32> {
    Reflect::get(object, &name.into()).ok()?.as_f64().map(|id| id as i32)
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TabInfo {
    pub id: i32,
    pub window: Option<i32>,
    /// Only where the user lets us see it.
    pub url: Option<String>,
}

impl TabInfo {
    fn of(tab: &JsValue) -> Option<Self> {
        Some(Self { id: id_of(tab, "id")?, window: id_of(tab, "windowId"), url: string_of(tab, "url") })
    }
}

/// The tab in front, of the window that this page belongs to.
pub async fn active_tab() -> Option<TabInfo> {
    let query = object(&[("active", true.into()), ("currentWindow", true.into())]);
    let tabs = call("tabs.query", &[query.into()]).await.ok()?;
    Array::from(&tabs).iter().find_map(|tab| TabInfo::of(&tab))
}

pub async fn tab(id: i32) -> Option<TabInfo> {
    TabInfo::of(&call("tabs.get", &[id.into()]).await.ok()?)
}

/// Whether this page is shown in a tab of its own, not in a popup or sidebar.
pub async fn is_in_tab() -> bool {
    call("tabs.getCurrent", &[]).await.is_ok_and(|tab| tab.is_object())
}

/// Opens a tab in front. `url` is a web address or a page of the extension.
pub fn open_tab(url: &str) {
    let opened = call("tabs.create", &[object(&[("url", url.into())]).into()]);
    wasm_bindgen_futures::spawn_local(async move {
        let _ = opened.await;
    });
}

/// What happened to a tab.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TabEvent {
    /// Another tab came to the front.
    Activated {
        tab: i32,
        window: Option<i32>,
    },
    /// It went elsewhere, also within its page. `url` only where the user lets us see it.
    Moved {
        tab: i32,
        url: Option<String>,
    },
    Loaded {
        tab: i32,
    },
}

/// Listens for as long as the page lives.
pub fn on_tabs(listener: impl Fn(TabEvent) + Clone + 'static) {
    let on_activated = listener.clone();
    let activated = Closure::<dyn Fn(JsValue)>::new(move |info: JsValue| {
        if let Some(tab) = id_of(&info, "tabId") {
            on_activated(TabEvent::Activated { tab, window: id_of(&info, "windowId") });
        }
    });
    let _ = call_now("tabs.onActivated.addListener", &[activated.into_js_value()]);
    let updated = Closure::<dyn Fn(JsValue, JsValue)>::new(move |tab: JsValue, change: JsValue| {
        #[expect(clippy::cast_possible_truncation, reason = "browsers number tabs with 32-bit integers")]
        let Some(tab) = tab.as_f64().map(|tab| tab as i32) else { return };
        let status = string_of(&change, "status");
        let url = string_of(&change, "url");
        if url.is_some() || status.as_deref() == Some("loading") {
            listener(TabEvent::Moved { tab, url });
        } else if status.as_deref() == Some("complete") {
            listener(TabEvent::Loaded { tab });
        }
    });
    let _ = call_now("tabs.onUpdated.addListener", &[updated.into_js_value()]);
}

/// Listens for as long as the page lives: something was stored, by whichever page asked for it.
pub fn on_stored(listener: impl Fn() + Clone + 'static) {
    rehearsal::on_change(listener.clone());
    let changed = Closure::<dyn Fn()>::new(listener);
    let _ = call_now("storage.onChanged.addListener", &[changed.into_js_value()]);
}

/// Listens for as long as the page lives: the user granted or withdrew a permission.
pub fn on_permissions(listener: impl Fn() + Clone + 'static) {
    for event in ["permissions.onAdded.addListener", "permissions.onRemoved.addListener"] {
        let changed = Closure::<dyn Fn()>::new(listener.clone());
        let _ = call_now(event, &[changed.into_js_value()]);
    }
}

fn origins(origins: &[&str]) -> JsValue {
    let list: Array = origins.iter().map(|&origin| JsValue::from_str(origin)).collect();
    object(&[("origins", list.into())]).into()
}

pub async fn has_permission(hosts: &[&str]) -> bool {
    call("permissions.contains", &[origins(hosts)]).await.is_ok_and(|held| held.is_truthy())
}

/// Asks the user. To be called straight from a click: the request is made before this returns, the answer awaited.
pub fn request_permission(hosts: &[&str]) -> impl Future<Output = bool> + use<> {
    let answer = call("permissions.request", &[origins(hosts)]);
    async move { answer.await.is_ok_and(|granted| granted.is_truthy()) }
}

pub async fn drop_permission(hosts: &[&str]) -> bool {
    call("permissions.remove", &[origins(hosts)]).await.is_ok_and(|removed| removed.is_truthy())
}

fn features(name: &str) -> JsValue {
    object(&[("permissions", Array::of1(&name.into()).into())]).into()
}

/// As [`request_permission`], for a part of the browser in place of a site.
pub fn request_feature(name: &str) -> impl Future<Output = bool> + use<> {
    let answer = call("permissions.request", &[features(name)]);
    async move { answer.await.is_ok_and(|granted| granted.is_truthy()) }
}

pub async fn drop_feature(name: &str) -> bool {
    call("permissions.remove", &[features(name)]).await.is_ok_and(|removed| removed.is_truthy())
}

/// The hosts that this build may ask for or holds already.
pub fn askable_hosts() -> Vec<String> {
    let Ok(manifest) = call_now("runtime.getManifest", &[]) else { return Vec::new() };
    ["optional_host_permissions", "host_permissions"]
        .into_iter()
        .filter_map(|name| Reflect::get(&manifest, &name.into()).ok())
        .filter(JsValue::is_object)
        .flat_map(|list| Array::from(&list).iter().filter_map(|host| host.as_string()).collect::<Vec<_>>())
        .collect()
}

pub fn has_sidebar() -> bool {
    has("sidePanel.open") || has("sidebarAction.open")
}

/// Opens the browser's side panel (Chromium) or sidebar (Firefox). To be called straight from a click.
pub fn open_sidebar(window: Option<i32>) -> impl Future<Output = bool> + use<> {
    let opened = if has("sidePanel.open") {
        let options = window.map(|window| ("windowId", window.into()));
        call("sidePanel.open", &[object(options.as_slice()).into()])
    } else {
        call("sidebarAction.open", &[])
    };
    async move { opened.await.is_ok() }
}

/// Copies plain text. To be called straight from a click.
pub fn copy(text: &str) -> impl Future<Output = bool> + use<> {
    let copied = web_sys::window().map(|window| window.navigator().clipboard().write_text(text));
    async move {
        match copied {
            Some(copied) => JsFuture::from(copied).await.is_ok(),
            None => false,
        }
    }
}

/// Hands the user a file. `media_type` as in RFC 6838.
pub fn download(name: &str, media_type: &str, text: &str) -> Result<(), JsValue> {
    let kind = web_sys::BlobPropertyBag::new();
    kind.set_type(media_type);
    let blob = web_sys::Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &kind)?;
    let url = web_sys::Url::create_object_url_with_blob(&blob)?;
    let document = web_sys::window().and_then(|window| window.document()).ok_or(JsValue::NULL)?;
    let link: web_sys::HtmlAnchorElement = document.create_element("a")?.dyn_into()?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The browser reads the address after the click's task; giving it back at once would lose the file.
    later(move || {
        let _ = web_sys::Url::revoke_object_url(&url);
    });
    Ok(())
}

fn later(done: impl FnOnce() + 'static) {
    let done = Closure::once_into_js(done);
    if let Some(window) = web_sys::window() {
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(done.unchecked_ref(), 60_000);
    }
}
