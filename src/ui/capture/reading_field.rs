//! A field that says where its value comes from and how sure that is, with the other candidates one click away.

use crate::capture::reading::{Candidate, Certainty, Field, Source};
use crate::ui::text::{t, tx};
use leptos::prelude::*;

/// A mark that needs no colour to be told apart, the words after it, and a name for styles and tests.
fn certainty_mark(certainty: Certainty) -> (&'static str, &'static str, &'static str) {
    match certainty {
        Certainty::Sure => ("✓", "ui_sure", "sure"),
        Certainty::Likely => ("≈", "ui_likely", "likely"),
        Certainty::Doubtful => ("?", "ui_doubtful", "doubtful"),
    }
}

fn source_name(source: Source) -> &'static str {
    match source {
        Source::LinkedinProfile => "ui_source_profile",
        Source::MailHeader => "ui_source_mail",
        Source::Signature => "ui_source_signature",
        Source::Invite => "ui_source_invite",
        Source::Vcard => "ui_source_vcard",
        Source::Text => "ui_source_text",
        Source::User => "ui_source_user",
    }
}

/// Where the value that stands in the field comes from, and how sure that is.
#[component]
pub fn ReadingMark(#[prop(into)] id: String, value: RwSignal<String>, field: Field) -> impl IntoView {
    let candidates = StoredValue::new(field.candidates);
    let chosen = Memo::new(move |_| {
        value.with(|value| candidates.with_value(|all| all.iter().find(|c| c.value == value.trim()).cloned()))
    });
    let mark = move || {
        let (sign, text, name) = match chosen.get() {
            Some(Candidate { certainty, source, .. }) => {
                let (sign, word, name) = certainty_mark(certainty);
                let text = if source == Source::User {
                    t("ui_source_user")
                } else {
                    tx("ui_mark", &[&t(word), &t(source_name(source))])
                };
                (sign, text, name)
            }
            None if value.with(|value| value.trim().is_empty()) => ("", String::new(), "empty"),
            None => ("✎", t("ui_typed"), "typed"),
        };
        view! {
            <span class="mark-text" data-certainty=name>
                <span aria-hidden="true">{sign}</span>
                " "
                {text}
            </span>
        }
    };
    view! { <span id=id>{mark}</span> }.into_any()
}

/// One captured value. `more` are candidates that are offered but never filled in by themselves.
#[component]
pub fn ReadingField(
    #[prop(into)] id: String,
    label: &'static str,
    value: RwSignal<String>,
    field: Field,
    #[prop(optional)] more: Vec<Candidate>,
    #[prop(default = "text")] kind: &'static str,
    #[prop(optional)] required: bool,
    /// Whose it is, for screen readers, where the same label stands several times.
    #[prop(optional)]
    of: Option<String>,
) -> impl IntoView {
    let mark_id = format!("{id}-mark");
    let candidates = StoredValue::new(field.candidates.clone());
    let others = Memo::new(move |_| {
        let value = value.get();
        let offered = candidates.with_value(Clone::clone).into_iter().chain(more.clone());
        offered.map(|c| c.value).filter(|other| *other != value.trim()).collect::<Vec<_>>()
    });
    let direction = if matches!(kind, "email" | "tel" | "url") { "ltr" } else { "auto" };
    view! {
        <div class="field reading">
            <div class="label-row">
                <label for=id.clone()>
                    {t(label)}
                    {of.map(|name| view! { <span class="visually-hidden">" " {name}</span> })}
                </label>
                <ReadingMark id=mark_id.clone() value=value field=field />
            </div>
            <input
                id=id.clone()
                name=id
                type=kind
                autocomplete="off"
                required=required
                dir=direction
                aria-describedby=mark_id.clone()
                bind:value=value
            />
            <Show when=move || !others.get().is_empty()>
                <div class="alternatives" role="group" aria-label=tx("ui_alternatives", &[&t(label)])>
                    <span class="meta" aria-hidden="true">{t("ui_or")}</span>
                    <For each=move || others.get() key=Clone::clone let:other>
                        <button
                            type="button"
                            class="chip"
                            dir="auto"
                            on:click={
                                let other = other.clone();
                                move |_| value.set(other.clone())
                            }
                        >
                            {other.clone()}
                        </button>
                    </For>
                </div>
            </Show>
        </div>
    }
    .into_any()
}
