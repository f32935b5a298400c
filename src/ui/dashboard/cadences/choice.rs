//! Which cadence to follow: a built-in one or one of the user's own.

use super::{all_cadences, name_of};
use crate::followup::builtin_cadences;
use crate::model::{Cadence, CadenceId};
use crate::ui::session::Session;
use crate::ui::text::t;
use leptos::prelude::*;

#[component]
pub fn CadenceChoice(
    id: &'static str,
    /// Its id; empty: `none`.
    value: RwSignal<String>,
    /// Labels the choice of none, where there is one.
    #[prop(optional)]
    none: Option<&'static str>,
) -> impl IntoView {
    let all = all_cadences(Session::here());
    let choices = Memo::new(move |_| {
        let known = all.get().map(|all| all.into_iter().map(|view| view.cadence).collect::<Vec<Cadence>>());
        let known = known.unwrap_or_else(|| builtin_cadences().to_vec());
        known.iter().map(|cadence| (cadence.id.0.clone(), name_of(cadence))).collect::<Vec<_>>()
    });
    // What was removed is followed no more: Considerate is.
    let followed = Memo::new(move |_| {
        let value = value.get();
        let known = value.is_empty() || choices.with(|all| all.iter().any(|(id, _)| *id == value));
        if known || all.with(Option::is_none) { value } else { CadenceId::considerate().0 }
    });
    view! {
        <div class="field">
            <label for=id>{t("ui_cadence")}</label>
            <select id=id on:change=move |event| value.set(event_target_value(&event))>
                {none
                    .map(|none| {
                        view! {
                            <option value="" prop:selected=move || followed.with(String::is_empty)>
                                {t(none)}
                            </option>
                        }
                    })}
                <For each=move || choices.get() key=Clone::clone let((choice, name))>
                    {
                        let value = choice.clone();
                        view! {
                            <option value=value prop:selected=move || followed.with(|followed| *followed == choice)>
                                {name}
                            </option>
                        }
                    }
                </For>
            </select>
            <p class="hint">
                <a class="open-cadences" href="#cadences">{t("ui_cadences_open")}</a>
            </p>
        </div>
    }
    .into_any()
}
