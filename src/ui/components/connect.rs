//! The note of a LinkedIn invitation. The user copies it and sends the invitation; we only count and remember.

use super::FormError;
use super::draft::{DraftEditor, DraftHints};
use super::review::{Review, ReviewList};
use crate::app::protocol::{PageRequest, Response};
use crate::app::views::PersonBrief;
use crate::followup::ConnectBudget;
use crate::model::{Channel, FollowUpId, PersonId};
use crate::ui::session::Session;
use crate::ui::text::{t, tn, tx};
use leptos::prelude::*;

/// Rule L1, where the background names no other.
const DEFAULT_LIMIT: u32 = 200;

#[component]
pub fn ConnectPanel(id: FollowUpId, person: PersonBrief) -> impl IntoView {
    let session = Session::here();
    let editor = DraftEditor::open(id);
    let review = Review::of(editor, id, Channel::Linkedin);
    let limit = move || editor.draft.with(|d| d.as_ref().and_then(|d| d.limit)).unwrap_or(DEFAULT_LIMIT);
    // LinkedIn counts as browsers do, in UTF-16 code units.
    let length = Memo::new(move |_| editor.text.with(|text| text.trim().encode_utf16().count()));
    let over = Memo::new(move |_| length.get() > limit() as usize);
    let budget = RwSignal::new(None::<ConnectBudget>);
    session.ask_or(PageRequest::Settings, move |answer| {
        if let Ok(Response::Settings { notes, .. }) = answer {
            let _ = budget.try_set(Some(notes));
        }
    });
    let none_left = Memo::new(move |_| budget.get().is_some_and(|budget| budget.left() == 0));
    let left = move || {
        let left = usize::try_from(budget.get()?.left()).ok()?;
        Some(if left == 0 { t("ui_notes_none_left") } else { tn("ui_notes_left", left) })
    };
    let counted = move || {
        let (length, limit) = (length.get().to_string(), limit().to_string());
        tx(if over.get() { "ui_count_over" } else { "ui_count" }, &[&length, &limit])
    };
    view! {
        <div class="panel connect">
            <div class="field">
                <label for="connect-note">{t("ui_connect_note")}</label>
                <textarea
                    id="connect-note"
                    rows="5"
                    dir="auto"
                    aria-describedby="connect-count connect-budget"
                    aria-invalid=move || over.get().to_string()
                    prop:value=move || editor.text.get()
                    on:input=move |event| editor.text.set(event_target_value(&event))
                    on:change=move |_| editor.keep(session)
                ></textarea>
                <p id="connect-count" class="hint" class:over=move || over.get() aria-live="polite">{counted}</p>
                <p id="connect-budget" class="hint" class:over=move || none_left.get()>{left}</p>
            </div>
            <ReviewList editor=editor review=review text_id="connect-note" />
            <DraftHints editor=editor />
            <FormError id="connect-error" error=editor.error />
            <div class="actions">
                <button id="connect-copy" type="button" on:click=move |_| editor.copy(session)>{t("ui_copy")}</button>
                {person
                    .linkedin_url
                    .map(|url| {
                        view! {
                            <a id="connect-open" class="button quiet" href=url target="_blank" rel="noreferrer">
                                {t("ui_open_profile")}
                            </a>
                        }
                    })}
                <button id="connect-sent" type="button" class="quiet" on:click=move |_| editor.done(session, Channel::Linkedin)>
                    {t("ui_connect_sent")}
                </button>
                <button id="connect-sent-plain" type="button" class="quiet" on:click=move |_| editor.done_plain(session, Channel::Linkedin)>
                    {t("ui_connect_sent_plain")}
                </button>
                <AlreadyConnected person=person.id />
            </div>
        </div>
    }
    .into_any()
}

/// A fact once the user says so.
#[component]
pub fn AlreadyConnected(
    person: PersonId,
    #[prop(default = "connect-already")] id: &'static str,
    #[prop(default = "ui_connect_already")] label: &'static str,
) -> impl IntoView {
    let session = Session::here();
    view! {
        <button
            id=id
            type="button"
            class="quiet"
            on:click=move |_| session.act(PageRequest::MarkConnected { person }, move |_| session.open.set(None))
        >
            {t(label)}
        </button>
    }
    .into_any()
}
