//! A copy that the user can hold, and back from it. Restoring only adds: nothing stored is lost.

use crate::app::ErrorView;
use crate::app::protocol::{PageRequest, Response};
use crate::browser::page;
use crate::ui::components::FormError;
use crate::ui::session::Session;
use crate::ui::text::{error, t, tn, tx};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast as _;

/// A file that was read and what it would bring.
#[derive(Clone, Debug, PartialEq)]
struct Preview {
    name: String,
    text: String,
    new_facts: usize,
    known_facts: usize,
}

#[component]
pub fn BackupPage() -> impl IntoView {
    let session = Session::here();
    let problem = RwSignal::new(None::<ErrorView>);
    let preview = RwSignal::new(None::<Preview>);
    let download = move |_| {
        session.ask(PageRequest::Backup, move |response| {
            if let Response::File { name, text } = response {
                match page::download(&name, &text) {
                    Ok(()) => session.say(tx("ui_backup_done", &[&name])),
                    Err(_) => problem.set(Some(error("download-failed", "ui_error_download"))),
                }
            }
        });
    };
    let read = move |file: web_sys::File| {
        preview.set(None);
        problem.set(None);
        spawn_local(async move {
            let name = file.name();
            let text = wasm_bindgen_futures::JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string());
            let Some(text) = text else {
                problem.set(Some(error("file-unreadable", "ui_error_file")));
                return;
            };
            session.ask_or(PageRequest::PreviewRestore { text: text.clone() }, move |answer| match answer {
                Ok(Response::Restore { new_facts, known_facts }) => {
                    let _ = preview.try_set(Some(Preview { name, text, new_facts, known_facts }));
                }
                Ok(_) => {}
                Err(wrong) => {
                    let _ = problem.try_set(Some(wrong));
                }
            });
        });
    };
    view! {
        <h2>{t("ui_tab_backup")}</h2>
        <section class="card" aria-labelledby="backup-title">
            <h3 id="backup-title">{t("ui_backup_title")}</h3>
            <p>{t("ui_backup_text")}</p>
            <div class="actions">
                <button id="backup-download" type="button" on:click=download>{t("ui_backup_download")}</button>
            </div>
        </section>
        <section class="card" aria-labelledby="restore-title">
            <h3 id="restore-title">{t("ui_restore_title")}</h3>
            <p>{t("ui_restore_text")}</p>
            <div class="field">
                <label for="restore-file">{t("ui_restore_file")}</label>
                <input
                    id="restore-file"
                    type="file"
                    accept=".json,application/json"
                    on:change=move |event| {
                        let input = event.target().and_then(|input| input.dyn_into::<web_sys::HtmlInputElement>().ok());
                        if let Some(file) = input.and_then(|input| input.files()).and_then(|files| files.get(0)) {
                            read(file);
                        }
                    }
                />
            </div>
            <FormError id="restore-error" error=problem />
            <div role="status">
                {move || preview.get().map(|preview_of| view! { <Found found=preview_of on_done=move || preview.set(None) /> })}
            </div>
        </section>
    }
    .into_any()
}

#[component]
fn Found(found: Preview, on_done: impl Fn() + Copy + 'static) -> impl IntoView {
    let session = Session::here();
    let Preview { name, text, new_facts, known_facts } = found;
    view! {
        <div class="stack" id="restore-preview">
            <p dir="auto"><strong>{name}</strong></p>
            <p>{tn("ui_restore_new", new_facts)} " " {tn("ui_restore_known", known_facts)}</p>
            {if new_facts == 0 {
                view! { <p class="calm">{t("ui_restore_nothing")}</p> }.into_any()
            } else {
                view! {
                    <div class="actions">
                        <button
                            id="restore-confirm"
                            type="button"
                            on:click=move |_| session.act(PageRequest::Restore { text: text.clone() }, move |_| on_done())
                        >
                            {t("ui_restore_confirm")}
                        </button>
                        <button type="button" class="quiet" on:click=move |_| on_done()>{t("ui_cancel")}</button>
                    </div>
                }
                    .into_any()
            }}
        </div>
    }
    .into_any()
}
