//! Labelled controls. Labels and hints are catalogue keys.

use crate::ui::text::{Choice, t};
use leptos::prelude::*;

/// One line of text.
#[component]
pub fn TextField(
    id: &'static str,
    label: &'static str,
    value: RwSignal<String>,
    #[prop(default = "text")] kind: &'static str,
    #[prop(optional)] hint: Option<&'static str>,
    #[prop(optional)] required: bool,
    #[prop(default = "off")] autocomplete: &'static str,
    /// What is wrong with what stands in it, where that is known while it is typed.
    #[prop(optional, into)]
    problem: Option<Signal<Option<String>>>,
) -> impl IntoView {
    let hint_id = format!("{id}-hint");
    let problem_id = format!("{id}-problem");
    let described = [hint.map(|_| hint_id.clone()), problem.map(|_| problem_id.clone())];
    let described: Vec<String> = described.into_iter().flatten().collect();
    let direction = if matches!(kind, "email" | "tel" | "url") { "ltr" } else { "auto" };
    view! {
        <div class="field">
            <label for=id>{t(label)}</label>
            <input
                id=id
                name=id
                type=kind
                autocomplete=autocomplete
                required=required
                dir=direction
                aria-describedby=(!described.is_empty()).then(|| described.join(" "))
                aria-invalid=move || problem.and_then(|problem| problem.with(|p| p.as_ref().map(|_| "true")))
                bind:value=value
            />
            {hint.map(|hint| view! { <p class="hint" id=hint_id>{t(hint)}</p> })}
            {problem.map(|problem| view! { <p class="problem" id=problem_id>{move || problem.get()}</p> })}
        </div>
    }
    .into_any()
}

/// A text field grows with its lines until it has so many.
const MOST_LINES: usize = 12;

/// Several lines of text.
#[component]
pub fn Area(
    id: &'static str,
    label: &'static str,
    value: RwSignal<String>,
    #[prop(default = 2)] rows: u8,
    #[prop(optional)] hint: Option<&'static str>,
) -> impl IntoView {
    let hint_id = format!("{id}-hint");
    // Not a line is cut in half for as long as they are few.
    let lines = move || value.with(|text| text.split('\n').count()).clamp(usize::from(rows), MOST_LINES).to_string();
    view! {
        <div class="field">
            <label for=id>{t(label)}</label>
            <textarea
                id=id
                name=id
                rows=lines
                dir="auto"
                aria-describedby=hint.map(|_| hint_id.clone())
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
            ></textarea>
            {hint.map(|hint| view! { <p class="hint" id=hint_id>{t(hint)}</p> })}
        </div>
    }
    .into_any()
}

/// A choice of one among the cases of a type. `none` labels the empty choice, where there is one.
#[component]
pub fn Pick<T: Choice>(
    id: &'static str,
    label: &'static str,
    value: RwSignal<Option<T>>,
    #[prop(optional)] none: Option<&'static str>,
    #[prop(optional)] hint: Option<&'static str>,
) -> impl IntoView {
    let hint_id = format!("{id}-hint");
    let option = move |value_of: &'static str, label: &'static str, is: Option<T>| {
        view! { <option value=value_of prop:selected=move || value.get() == is>{t(label)}</option> }
    };
    view! {
        <div class="field">
            <label for=id>{t(label)}</label>
            <select
                id=id
                name=id
                aria-describedby=hint.map(|_| hint_id.clone())
                on:change=move |event| value.set(T::from_value(&event_target_value(&event)))
            >
                {none.map(|none| option("", none, None))}
                {T::ALL.iter().map(|&choice| option(choice.value(), choice.label(), Some(choice))).collect_view()}
            </select>
            {hint.map(|hint| view! { <p class="hint" id=hint_id>{t(hint)}</p> })}
        </div>
    }
    .into_any()
}

#[component]
pub fn Check(
    id: &'static str,
    label: &'static str,
    value: RwSignal<bool>,
    #[prop(optional)] hint: Option<&'static str>,
) -> impl IntoView {
    let hint_id = format!("{id}-hint");
    view! {
        <div class="check">
            <input id=id name=id type="checkbox" aria-describedby=hint.map(|_| hint_id.clone()) bind:checked=value />
            <div>
                <label for=id>{t(label)}</label>
                {hint.map(|hint| view! { <p class="hint" id=hint_id>{t(hint)}</p> })}
            </div>
        </div>
    }
    .into_any()
}
