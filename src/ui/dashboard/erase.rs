//! Everything goes: a copy first, then for good, and a way back for as long as this page is open.

use super::go;
use super::removal::{WhatGoes, goes_with_it};
use crate::app::protocol::{PageRequest, RemovalTarget, Response};
use crate::store::RestoreMode;
use crate::ui::components::{Check, download};
use crate::ui::remember;
use crate::ui::session::{Session, focus_later};
use crate::ui::text::t;
use leptos::prelude::*;

/// What was erased, in the memory of this page alone. To be provided by the dashboard.
#[derive(Clone, Copy)]
pub struct Erased(RwSignal<Option<String>>);

impl Erased {
    pub fn provide() -> Self {
        let erased = Self(RwSignal::new(None));
        provide_context(erased);
        erased
    }
}

#[component]
pub fn EraseCard() -> impl IntoView {
    let session = Session::here();
    let erased = expect_context::<Erased>();
    let goes = WhatGoes::of(RemovalTarget::Everything);
    let sure = RwSignal::new(false);
    let save = move |_| {
        download(session, PageRequest::Backup { passphrase: None }, move || {
            session.ask(PageRequest::BackupKept, |_| ());
        });
    };
    let erase = move |_| {
        session.ask(PageRequest::EraseEverything, move |response| {
            if let Response::Erased { backup } = response {
                remember::forget_all();
                session.toast.set(None);
                session.failure.set(None);
                session.changed();
                erased.0.set(Some(backup));
                go("today");
                focus_later("erased");
            }
        });
    };
    view! {
        <section class="card" aria-labelledby="erase-title">
            <h3 id="erase-title">{t("ui_erase_title")}</h3>
            <details class="fold removal" on:toggle=move |event| goes.look(&event)>
                <summary id="erase-ask">{t("ui_erase")}</summary>
                {move || goes.known.get().map(|removal| goes_with_it("erase", removal))}
                <p>{t("ui_erase_text")}</p>
                <div class="actions">
                    <button id="erase-backup" type="button" class="quiet" on:click=save>{t("ui_backup_download")}</button>
                </div>
                <Check id="erase-sure" label="ui_erase_sure" value=sure />
                <button id="erase-yes" type="button" class="danger" disabled=move || !sure.get() on:click=erase>
                    {t("ui_erase_yes")}
                </button>
            </details>
        </section>
    }
    .into_any()
}

/// The way back. Leaving the page asks first, because its copy is the only one.
#[component]
pub fn ErasedNote() -> impl IntoView {
    let session = Session::here();
    let erased = expect_context::<Erased>();
    let leaving = window_event_listener(leptos::ev::beforeunload, move |event| {
        if erased.0.with_untracked(Option::is_some) {
            event.prevent_default();
        }
    });
    on_cleanup(move || leaving.remove());
    let back = move |_| {
        let Some(text) = erased.0.get_untracked() else { return };
        session.ask(PageRequest::Restore { text, mode: RestoreMode::Merge }, move |_| {
            erased.0.set(None);
            session.say(t("ui_erased_back"));
            session.changed();
        });
    };
    view! {
        <Show when=move || erased.0.with(Option::is_some)>
            <section class="note warned" id="erased" tabindex="-1" aria-labelledby="erased-title">
                <h2 id="erased-title">{t("ui_erased")}</h2>
                <p>{t("ui_erased_text")}</p>
                <div class="actions">
                    <button id="erased-undo" type="button" on:click=back>{t("ui_undo")}</button>
                    <button id="erased-close" type="button" class="quiet" on:click=move |_| erased.0.set(None)>
                        {t("ui_erased_close")}
                    </button>
                </div>
            </section>
        </Show>
    }
    .into_any()
}
