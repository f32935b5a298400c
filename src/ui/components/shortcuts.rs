//! Single keys for what is done often, and their overview. They can be switched off (WCAG 2.2, 2.1.4), and none of them
//! means anything while somebody types.

use super::Check;
use crate::ui::session::Session;
use crate::ui::text::t;
use leptos::ev::keydown;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

const OVERVIEW: &str = "shortcuts";

/// A key and what it does on this page.
#[derive(Clone)]
pub struct Shortcut {
    /// As `KeyboardEvent.key` says it, lower case.
    pub key: &'static str,
    /// The catalogue's key for what it does.
    pub label: &'static str,
    pub run: Callback<()>,
}

impl Shortcut {
    pub fn new(key: &'static str, label: &'static str, run: impl Fn() + Send + Sync + 'static) -> Self {
        Self { key, label, run: Callback::new(move |()| run()) }
    }
}

/// Puts the cursor into the first of these that is there. Whether one was.
pub fn focus_first(ids: &[&str]) -> bool {
    let found = ids.iter().find_map(|id| document().get_element_by_id(id));
    let element = found.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok());
    element.is_some_and(|element| element.focus().is_ok())
}

/// Whether there was something to undo, or to do again.
fn press_undo() -> bool {
    let found = ["toast-undo", "toast-redo"].iter().find_map(|id| document().get_element_by_id(id));
    let button = found.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok());
    button.map(|button| button.click()).is_some()
}

/// Text is typed there, or letters choose among its options.
fn takes_letters(target: Option<web_sys::EventTarget>) -> bool {
    let Some(element) = target.and_then(|target| target.dyn_into::<web_sys::Element>().ok()) else { return false };
    let is = |name: &str| element.tag_name().eq_ignore_ascii_case(name);
    let kind = element.get_attribute("type").unwrap_or_default();
    let is_button = ["checkbox", "radio", "button", "submit", "file", "range"].contains(&kind.as_str());
    (is("input") && !is_button)
        || is("textarea")
        || is("select")
        || element.closest("[contenteditable]:not([contenteditable=false])").ok().flatten().is_some()
}

fn dialog() -> Option<web_sys::HtmlDialogElement> {
    document().get_element_by_id(OVERVIEW)?.dyn_into().ok()
}

/// Shows the overview.
pub fn show_shortcuts() {
    if let Some(dialog) = dialog()
        && !dialog.open()
    {
        // Fails only where it is open already.
        let _ = dialog.show_modal();
    }
}

/// The keys of a page with their overview; to be placed once, anywhere on it. `own`: beside `/` (search), `z` (undo) and
/// `?`.
#[component]
pub fn Shortcuts(#[prop(optional)] own: Vec<Shortcut>) -> impl IntoView {
    let session = Session::here();
    let keys = own.clone();
    let listener = window_event_listener(keydown, move |event| {
        let plain =
            !(event.ctrl_key() || event.meta_key() || event.alt_key() || event.is_composing() || event.repeat());
        let free = !takes_letters(event.target()) && !event.default_prevented();
        let modal = document().query_selector("dialog[open]").ok().flatten().is_some();
        if !plain || !free || modal || session.keys_on.try_get_untracked() != Some(true) {
            return;
        }
        let pressed = event.key().to_lowercase();
        let run = keys.iter().find(|shortcut| shortcut.key == pressed);
        match (run, pressed.as_str()) {
            // A capital letter is typed by somebody who means another thing.
            (Some(shortcut), key) if !event.shift_key() || !key.chars().all(char::is_alphabetic) => {
                event.prevent_default();
                shortcut.run.run(());
            }
            (None, "?") => {
                event.prevent_default();
                show_shortcuts();
            }
            // As webmails have it.
            (None, "z") if press_undo() => event.prevent_default(),
            (None, "/") if focus_first(&["search", "people-search"]) => event.prevent_default(),
            _ => {}
        }
    });
    on_cleanup(move || listener.remove());
    let row = |key: &'static str, label: &'static str| {
        view! {
            <tr>
                <th scope="row"><kbd>{key}</kbd></th>
                <td>{t(label)}</td>
            </tr>
        }
    };
    let has_search = own.iter().any(|shortcut| shortcut.key == "/");
    view! {
        <dialog id=OVERVIEW aria-labelledby="shortcuts-title">
            <div class="stack">
                <h2 id="shortcuts-title">{t("ui_shortcuts")}</h2>
                <table>
                    <tbody>
                        {(!has_search).then(|| row("/", "ui_key_search"))}
                        {own.iter().map(|shortcut| row(shortcut.key, shortcut.label)).collect_view()}
                        {row("z", "ui_key_undo")}
                        {row("?", "ui_key_overview")}
                        {row("Esc", "ui_key_escape")}
                    </tbody>
                </table>
                <Use id="shortcuts-use-here" />
                <div class="actions">
                    <button
                        id="shortcuts-close"
                        type="button"
                        autofocus
                        on:click=move |_| {
                            if let Some(dialog) = dialog() {
                                dialog.close();
                            }
                        }
                    >
                        {t("ui_close")}
                    </button>
                </div>
            </div>
        </dialog>
    }
    .into_any()
}

/// Whether the keys mean anything, for this browser.
#[component]
fn Use(id: &'static str) -> impl IntoView {
    let session = Session::here();
    let on = RwSignal::new(session.keys_on.get_untracked());
    // The switch stands in two places.
    Effect::new(move |_| on.set(session.keys_on.get()));
    Effect::new(move |before: Option<bool>| {
        let on = on.get();
        if before.is_some_and(|before| before != on) && session.keys_on.get_untracked() != on {
            session.use_keys(on);
        }
        on
    });
    view! { <Check id=id label="ui_shortcuts_use" value=on hint="ui_shortcuts_use_hint" /> }.into_any()
}

/// For the settings: the switch, and the way to the overview for who has switched them off.
#[component]
pub fn ShortcutsCard() -> impl IntoView {
    view! {
        <section class="card" aria-labelledby="settings-keys">
            <h3 id="settings-keys">{t("ui_shortcuts")}</h3>
            <Use id="shortcuts-use" />
            <div class="actions">
                <button id="shortcuts-open" type="button" class="quiet" on:click=move |_| show_shortcuts()>
                    {t("ui_shortcuts_show")}
                </button>
            </div>
        </section>
    }
    .into_any()
}
