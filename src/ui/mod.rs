//! The three pages and what they are made of. A page asks the background and draws what it answers; it decides nothing
//! about people, opportunities or prompts.

mod capture;
mod components;
mod dashboard;
mod first_frame;
mod known;
mod popup;
mod reader;
mod remember;
mod session;
mod sidebar;
mod sites;
mod text;
mod unsaved;

use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

/// Draws the page that `<body data-page>` names, in the user's language.
pub fn start() {
    crate::browser::failure::watch();
    #[cfg(feature = "practice")]
    break_on_request();
    let document = document();
    if let Some(root) = document.document_element() {
        // Fails only for an attribute name that is no name.
        let _ = root.set_attribute("lang", &text::language());
        let _ = root.set_attribute("dir", &text::t("ui_direction"));
    }
    let Some(body) = document.body() else { return };
    let Some(app) = document.get_element_by_id("app").and_then(|app| app.dyn_into::<web_sys::HtmlElement>().ok())
    else {
        return;
    };
    // What the address says before anything is drawn: no request may reach the real facts in between.
    let practice = session::query("practice");
    if practice.is_some_and(|cadence| crate::browser::rehearsal::begin(&cadence).is_err()) {
        // Without invented facts there is nothing to practise on, and one's own are no substitute.
        let _ = web_sys::window().map(|window| window.location().set_href("dashboard.html#welcome"));
        return;
    }
    app.set_text_content(None);
    match body.get_attribute("data-page").as_deref() {
        Some("popup") => {
            mark_tab(body);
            mount_to(app, popup::Popup).forget();
        }
        Some("sidebar") => mount_to(app, sidebar::Sidebar).forget(),
        _ => mount_to(app, dashboard::Dashboard).forget(),
    }
}

/// A test sees what becomes of a page that panics, with words in the error that belong to nobody else.
#[cfg(feature = "practice")]
#[expect(clippy::panic, reason = "that is what it is for")]
fn break_on_request() {
    window_event_listener_untyped("practice-break", |event| panic!("{}", document().title() + &event.type_()));
}

/// A popup is as wide as its body says; in a tab of its own the same page takes the room that there is.
fn mark_tab(body: web_sys::HtmlElement) {
    wasm_bindgen_futures::spawn_local(async move {
        if crate::browser::page::is_in_tab().await {
            let _ = body.class_list().add_1("in-tab");
        }
    });
}
