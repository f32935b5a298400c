//! What a step lacks before it can be done, with the field to fill it in right there: an address (rules N2, T12), a new
//! fact (rule F3).

use super::FormError;
use super::step::{dom_key, main_id};
use crate::app::protocol::PageRequest;
use crate::model::{Channel, FollowUpId};
use crate::ui::remember;
use crate::ui::session::{Session, focus_after_change};
use crate::ui::text::t;
use leptos::prelude::*;

/// What is lacking to reach somebody on a channel, as a sentence.
pub const fn lacks_label(channel: Channel) -> &'static str {
    match channel {
        Channel::Letter => "ui_lacks_postal",
        Channel::Telephone => "ui_lacks_phone",
        Channel::Linkedin => "ui_lacks_profile",
        Channel::Email | Channel::InPerson => "ui_lacks_email",
    }
}

/// The name of the field in [`PageRequest::Complete`], and the type of its input.
const fn field_of(channel: Channel) -> (&'static str, &'static str) {
    match channel {
        Channel::Letter => ("person.postal_address", "text"),
        Channel::Telephone => ("person.phone", "tel"),
        Channel::Linkedin => ("person.linkedin", "url"),
        Channel::Email | Channel::InPerson => ("person.email", "email"),
    }
}

#[component]
pub fn Reach(id: FollowUpId, channel: Channel) -> impl IntoView {
    let (field, kind) = field_of(channel);
    view! { <Asked id=id field=field kind=kind dom="lacks-address" label=lacks_label(channel) /> }.into_any()
}

#[component]
pub fn NewFact(id: FollowUpId) -> impl IntoView {
    view! {
        <div class="panel">
            <Asked id=id field="opportunity.new_fact" dom="new-fact" label="ui_new_fact" hint="ui_new_fact_hint" kind="text" />
        </div>
    }
    .into_any()
}

#[component]
fn Asked(
    id: FollowUpId,
    field: &'static str,
    /// Of the element.
    dom: &'static str,
    label: &'static str,
    kind: &'static str,
    #[prop(optional)] hint: Option<&'static str>,
) -> impl IntoView {
    let session = Session::here();
    let key = format!("asked/{}/{field}", dom_key(id));
    let value = RwSignal::new(remember::get::<String>(&key).unwrap_or_default());
    let kept = key.clone();
    Effect::new(move |before: Option<String>| {
        let typed = value.get();
        if before.is_some_and(|before| before != typed) {
            remember::put(&kept, &typed);
        }
        typed
    });
    let error = RwSignal::new(None);
    let hint_id = format!("{dom}-hint");
    let several_lines = field == "person.postal_address";
    let save = move || {
        let text = value.get_untracked();
        if text.trim().is_empty() {
            return;
        }
        let key = key.clone();
        let request = PageRequest::Complete { follow_up: id, field: field.to_owned(), text };
        session.act_or(request, move |answer| match answer {
            Ok(_) => {
                remember::forget(&key);
                focus_after_change(main_id(id));
            }
            Err(problem) => {
                let _ = error.try_set(Some(problem));
            }
        });
    };
    view! {
        <form
            class="note asked"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
        >
            <label for=dom>{t(label)}</label>
            <div class="with-button">
                {if several_lines {
                    view! {
                        <textarea
                            id=dom
                            rows="3"
                            dir="auto"
                            prop:value=move || value.get()
                            on:input=move |event| value.set(event_target_value(&event))
                        ></textarea>
                    }
                        .into_any()
                } else {
                    view! {
                        <input
                            id=dom
                            type=kind
                            dir=if kind == "text" { "auto" } else { "ltr" }
                            autocomplete="off"
                            aria-describedby=hint.map(|_| hint_id.clone())
                            bind:value=value
                        />
                    }
                        .into_any()
                }}
                <button
                    id=format!("{dom}-save")
                    type="submit"
                    class="quiet"
                    disabled=move || value.with(|value| value.trim().is_empty())
                >
                    {t("ui_lacking_add")}
                </button>
            </div>
            {hint.map(|hint| view! { <p class="hint" id=format!("{dom}-hint")>{t(hint)}</p> })}
            <FormError id=if hint.is_some() { "new-fact-error" } else { "lacks-address-error" } error=error />
        </form>
    }
    .into_any()
}
