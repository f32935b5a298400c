//! Removing a cadence, with what follows from it said first.

use super::changes::Changes;
use crate::app::cadences::{CadencePreview, CadenceView};
use crate::app::protocol::{PageRequest, Response};
use crate::model::CadenceId;
use crate::ui::dashboard::go;
use crate::ui::session::Session;
use crate::ui::text::{t, tn, tx};
use leptos::prelude::*;

#[component]
pub fn Removal(id: CadenceId, stored: RwSignal<CadenceView>) -> impl IntoView {
    let session = Session::here();
    let preview = RwSignal::new(None::<CadencePreview>);
    let id = StoredValue::new(id);
    let look = move || {
        let request = PageRequest::PreviewCadence { cadence: id.get_value(), edited: None };
        session.ask_or(request, move |answer| {
            if let Ok(Response::CadencePreview { preview: found }) = answer {
                let _ = preview.try_set(Some(*found));
            }
        });
    };
    Effect::new(move |_| {
        session.changes.track();
        if preview.with_untracked(Option::is_some) {
            look();
        }
    });
    let consequence = move || {
        stored.with(|held| {
            let names: Vec<&str> = held.followers.iter().map(|brief| brief.company.as_str()).take(6).collect();
            match held.followers.len() {
                0 => t("ui_cadence_remove_nobody"),
                count if count > names.len() => tn("ui_cadence_remove_many", count),
                _ => tx("ui_cadence_remove_followed", &[&names.join(", ")]),
            }
        })
    };
    view! {
        <details class="fold" id="cadence-removal" on:toggle=move |_| look()>
            <summary>{t("ui_cadence_remove")}</summary>
            <p id="cadence-consequence">{consequence}</p>
            <Show when=move || stored.with(|held| held.is_default)>
                <p>{t("ui_cadence_remove_default")}</p>
            </Show>
            <div role="status">{move || preview.get().map(|preview| view! { <Changes preview=preview /> })}</div>
            <button
                id="cadence-remove"
                type="button"
                class="danger"
                aria-describedby="cadence-consequence"
                on:click=move |_| {
                    session.act(PageRequest::RemoveCadence { cadence: id.get_value() }, |_| go("cadences"));
                }
            >
                {t("ui_remove_yes")}
            </button>
        </details>
    }
    .into_any()
}
