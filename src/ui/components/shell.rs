//! What surrounds every page: its head, the error that concerns all of it, the toast.

use super::rehearsal::RehearsalBar;
use crate::app::ErrorView;
use crate::browser::page::UPDATED;
use crate::ui::session::{Session, Undo};
use crate::ui::text::{resolve, t};
use leptos::prelude::*;

/// The page's frame. Toast and error are announced to screen readers when they appear.
#[component]
pub fn Shell(
    /// Links and buttons beside the heading.
    #[prop(optional)]
    actions: Option<AnyView>,
    children: Children,
) -> impl IntoView {
    view! {
        <div class="scroll">
            <header class="top">
                <h1 class="brand">
                    <span class="mark" aria-hidden="true"></span>
                    <span class="brand-name">"Afterword"</span>
                </h1>
                {actions}
            </header>
            <RehearsalBar />
            <Failure />
            <main id="content" tabindex="-1">{children()}</main>
        </div>
        <Toasts />
    }
    .into_any()
}

/// The error that concerns the whole page: what happened and what to do.
#[component]
fn Failure() -> impl IntoView {
    let session = Session::here();
    view! {
        <div id="failure" role="alert">
            {move || {
                session.failure.get().map(|error| {
                    view! {
                        <div class="note note-error" data-code=error.code.clone()>
                            <p>{resolve(&error.message)}</p>
                            {(error.code == UPDATED)
                                .then(|| {
                                    view! {
                                        <button id="load-again" type="button" on:click=move |_| load_again()>
                                            {t("ui_load_again")}
                                        </button>
                                    }
                                })}
                            <button
                                id="failure-again"
                                type="button"
                                class="quiet"
                                on:click=move |_| {
                                    session.failure.set(None);
                                    session.changed();
                                }
                            >
                                {t("ui_try_again")}
                            </button>
                            <button type="button" class="quiet" on:click=move |_| session.failure.set(None)>
                                {t("ui_close")}
                            </button>
                        </div>
                    }
                })
            }}
        </div>
    }
    .into_any()
}

fn load_again() {
    // Fails only where there is no document to load.
    let _ = window().location().reload();
}

/// An error that concerns one form, beside its button.
#[component]
pub fn FormError(id: &'static str, error: RwSignal<Option<ErrorView>>) -> impl IntoView {
    view! {
        <div id=id role="alert">
            {move || {
                error.get().map(|error| {
                    view! { <p class="note note-error" data-code=error.code>{resolve(&error.message)}</p> }
                })
            }}
        </div>
    }
    .into_any()
}

/// What was just done, with the way back. Stays until the next action or until closed: nobody has to hurry. Has its own
/// row below what scrolls, so that it covers nothing.
#[component]
fn Toasts() -> impl IntoView {
    let session = Session::here();
    view! {
        <div id="toast" role="status" aria-live="polite">
            {move || {
                session.toast.get().map(|toast| {
                    view! {
                        <div class="toast">
                            <p>{toast.text}</p>
                            {toast.undo.map(|undo| {
                                let (id, label) = match undo {
                                    Undo::Redo(_) => ("toast-redo", "ui_redo"),
                                    Undo::Action(_) | Undo::Restore(_) => ("toast-undo", "ui_undo"),
                                };
                                view! {
                                    <button id=id type="button" on:click=move |_| session.undo(undo.clone())>
                                        {t(label)}
                                    </button>
                                }
                            })}
                            <button
                                id="toast-close"
                                type="button"
                                class="icon"
                                aria-label=t("ui_close")
                                on:click=move |_| session.toast.set(None)
                            >
                                <span aria-hidden="true">"×"</span>
                            </button>
                        </div>
                    }
                })
            }}
        </div>
    }
    .into_any()
}
