//! The passphrase of a locked backup, asked for when one is opened.

use crate::app::ErrorView;
use crate::app::protocol::{PageRequest, Response};
use crate::ui::components::{FormError, TextField};
use crate::ui::session::Session;
use crate::ui::text::t;
use leptos::prelude::*;

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
        let request = PageRequest::UnlockBackup { text: text.clone(), passphrase: passphrase.get_untracked(), key: key.get_untracked() };
        session.ask_or(request, move |answer| {
            busy.try_set(false);
            match answer {
                Ok(Response::File { text, .. }) => on_open(name, text),
                Ok(_) => {
                    drop(problem.try_set(Some(crate::ui::text::error("answer-not-understood", "ui_error_answer"))))
                }
                Err(wrong) => drop(problem.try_set(Some(wrong))),
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
            <FormError id="restore-unlock-error" error=problem />
            <div class="actions">
                <button id="restore-open" type="submit" prop:disabled=move || busy.get()>{t("ui_restore_open")}</button>
            </div>
        </form>
    }
    .into_any()
}
