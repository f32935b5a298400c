//! The passphrase of a locked backup, asked for when one is opened.

use super::restore::read_text;
use crate::app::ErrorView;
use crate::app::protocol::{PageRequest, Response};
use crate::ui::components::{FormError, TextField};
use crate::ui::session::Session;
use crate::ui::text::t;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast as _;

/// A file that was read and is locked.
#[derive(Clone, Debug, PartialEq)]
pub struct Locked {
    pub name: String,
    pub text: String,
}

/// `on_open` is given the file's name and what is in it; the passphrase is kept nowhere.
#[component]
pub fn UnlockForm(file: Locked, on_open: impl Fn(String, String) + Copy + Send + Sync + 'static) -> impl IntoView {
    let session = Session::here();
    let passphrase = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<ErrorView>);
    // It takes a second, in which another press would start it again.
    let busy = RwSignal::new(false);
    // Of a backup that was saved by itself, and asked for only where it is not known.
    let key = RwSignal::new(None::<String>);
    let needs_key = RwSignal::new(false);
    let take_key = move |event: web_sys::Event| {
        let input = event.target().and_then(|input| input.dyn_into::<web_sys::HtmlInputElement>().ok());
        if let Some(file) = input.and_then(|input| input.files()).and_then(|files| files.get(0)) {
            spawn_local(async move {
                match read_text(&file).await {
                    Ok(text) => drop(key.try_set(Some(text))),
                    Err(wrong) => drop(problem.try_set(Some(wrong))),
                }
            });
        }
    };
    let Locked { name, text } = file;
    let shown = name.clone();
    let unlock = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        problem.set(None);
        let name = name.clone();
        let request = PageRequest::UnlockBackup {
            text: text.clone(),
            passphrase: passphrase.get_untracked(),
            key: key.get_untracked(),
        };
        session.ask_or(request, move |answer| {
            busy.try_set(false);
            match answer {
                Ok(Response::File { text, .. }) => on_open(name, text),
                Ok(_) => {
                    drop(problem.try_set(Some(crate::ui::text::error("answer-not-understood", "ui_error_answer"))))
                }
                Err(wrong) => {
                    if ["backup-key-missing", "backup-key-foreign"].contains(&wrong.code.as_str()) {
                        needs_key.try_set(true);
                    }
                    drop(problem.try_set(Some(wrong)));
                }
            }
        });
    };
    view! {
        <form class="stack" id="restore-unlock" on:submit=unlock>
            <p dir="auto"><strong>{shown}</strong></p>
            <TextField
                id="restore-passphrase"
                label="ui_restore_passphrase"
                value=passphrase
                kind="password"
                hint="ui_restore_passphrase_hint"
                required=true
            />
            <Show when=move || needs_key.get()>
                <div class="field">
                    <label for="restore-key">{t("ui_restore_key")}</label>
                    <input id="restore-key" type="file" accept=".age" on:change=take_key />
                </div>
            </Show>
            <FormError id="restore-unlock-error" error=problem />
            <div class="actions">
                <button id="restore-open" type="submit" prop:disabled=move || busy.get()>{t("ui_restore_open")}</button>
            </div>
        </form>
    }
    .into_any()
}
