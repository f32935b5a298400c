//! Files that the user takes away.

use crate::app::protocol::{Export, PageRequest, Response};
use crate::browser::page;
use crate::ui::session::Session;
use crate::ui::text::{error, t, tx};
use leptos::prelude::*;

/// Asks for a file and hands it to the user; `then` only when the browser took it.
pub fn download(session: Session, request: PageRequest, then: impl FnOnce() + 'static) {
    session.ask(request, move |response| {
        if let Response::File { name, media_type, text } = response {
            match page::download(&name, &media_type, &text) {
                Ok(()) => {
                    session.say(tx("ui_backup_done", &[&name]));
                    then();
                }
                Err(_) => session.failure.set(Some(error("download-failed", "ui_error_download"))),
            }
        }
    });
}

/// A button for a file that another program reads.
#[component]
pub fn ExportButton(
    what: Export,
    label: &'static str,
    #[prop(optional)] id: Option<&'static str>,
    #[prop(default = "quiet export")] class: &'static str,
) -> impl IntoView {
    let session = Session::here();
    view! {
        <button
            id=id
            type="button"
            class=class
            on:click=move |_| download(session, PageRequest::Export { what: what.clone() }, || ())
        >
            {t(label)}
        </button>
    }
    .into_any()
}
