//! What the reviewer says, beside the text: why, where, and the mend in one click.

use super::draft::DraftEditor;
use crate::app::protocol::{PageRequest, Response, Written};
use crate::app::views::{HintView, MendView, PlaceView};
use crate::draft::review::{Field, Severity};
use crate::model::{Channel, FollowUpId};
use crate::ui::session::Session;
use crate::ui::text::{resolve, t, tn};
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use std::time::Duration;
use wasm_bindgen::JsCast as _;

/// A pause in typing after which the text is read over.
const PAUSE: Duration = Duration::from_millis(250);

#[derive(Clone, Copy)]
pub struct Review {
    pub hints: RwSignal<Vec<HintView>>,
    /// Nothing was read over yet.
    pub fresh: RwSignal<bool>,
}

impl Review {
    /// Reads the editor's text over now and after each pause in typing.
    pub fn of(editor: DraftEditor, follow_up: FollowUpId, channel: Channel) -> Self {
        let session = Session::here();
        let review = Self { hints: RwSignal::new(Vec::new()), fresh: RwSignal::new(true) };
        let pending = StoredValue::new(None::<TimeoutHandle>);
        let ask = move || {
            let (subject, text) = (editor.subject.get_untracked(), editor.text.get_untracked());
            let written = Written { channel, subject, text, recipients: Vec::new(), attachments: None };
            let asked = written.clone();
            let request = PageRequest::Review { follow_up, written: Box::new(written) };
            session.ask_or(request, move |answer| {
                // What was typed since has a review of its own under way.
                let current =
                    || editor.subject.get_untracked() == asked.subject && editor.text.get_untracked() == asked.text;
                if let Ok(Response::Review { hints }) = answer
                    && review.fresh.try_get_untracked().is_some()
                    && current()
                {
                    review.hints.set(hints);
                    review.fresh.set(false);
                }
            });
        };
        Effect::new(move |_| {
            editor.subject.track();
            editor.text.track();
            // Notes that were added, or a colleague's note that was sent, change what is to be said.
            session.changes.track();
            if editor.draft.with(Option::is_none) {
                return;
            }
            if let Some(handle) = pending.try_update_value(Option::take).flatten() {
                handle.clear();
            }
            let wait = if review.fresh.get_untracked() { Duration::ZERO } else { PAUSE };
            pending.set_value(set_timeout_with_handle(ask, wait).ok());
        });
        on_cleanup(move || {
            if let Some(handle) = pending.try_update_value(Option::take).flatten() {
                handle.clear();
            }
        });
        review
    }
}

/// `text_id` and `subject_id`: the fields whose text is reviewed.
#[component]
pub fn ReviewList(
    editor: DraftEditor,
    review: Review,
    text_id: &'static str,
    #[prop(optional)] subject_id: Option<&'static str>,
) -> impl IntoView {
    let field_id = move |field| match field {
        Field::Subject => subject_id,
        Field::Text => Some(text_id),
    };
    let summary = move || {
        if review.fresh.get() || editor.text.with(|text| text.trim().is_empty()) {
            String::new()
        } else {
            review
                .hints
                .with(|hints| if hints.is_empty() { t("ui_review_clean") } else { tn("ui_review_count", hints.len()) })
        }
    };
    view! {
        <section class="review" aria-label=t("ui_review")>
            <p class="meta" id="review-summary" role="status">{summary}</p>
            <ul class="hints">
                <For
                    each=move || review.hints.get()
                    key=|hint| format!("{hint:?}")
                    children=move |hint| hint_item(editor, hint, field_id)
                />
            </ul>
        </section>
    }
    .into_any()
}

fn hint_item(
    editor: DraftEditor,
    hint: HintView,
    field_id: impl Fn(Field) -> Option<&'static str> + Copy + 'static,
) -> AnyView {
    let severity = match hint.severity {
        Severity::Stop => ("stop", "ui_severity_stop"),
        Severity::Warn => ("warn", "ui_severity_warn"),
        Severity::Note => ("note", "ui_severity_note"),
    };
    let place = hint.place.filter(|place| place.start < place.end);
    view! {
        <li class="hint-item" data-hint=hint.kind.code() data-severity=severity.0>
            <p>
                <span class="severity">{t(severity.1)}</span>
                " "
                {resolve(&hint.message)}
            </p>
            {(!hint.shared.is_empty())
                .then(|| {
                    view! {
                        <ul class="shared">
                            {hint.shared.into_iter().map(|shared| view! { <li dir="auto"><q>{shared}</q></li> }).collect_view()}
                        </ul>
                    }
                })}
            <p class="hint-actions">
                {place
                    .and_then(|place| field_id(place.field).map(|id| (place, id)))
                    .map(|(place, id)| {
                        view! {
                            <button type="button" class="link" data-action="show" on:click=move |_| select(id, &place)>
                                {t("ui_review_show")}
                            </button>
                        }
                    })}
                {hint
                    .mend
                    .map(|mend| {
                        let label = resolve(&mend.label);
                        view! {
                            <button type="button" class="link" data-action="mend" on:click=move |_| apply(editor, &mend, field_id)>
                                {label}
                            </button>
                        }
                    })}
            </p>
        </li>
    }
    .into_any()
}

/// Selects the words in their field, so that they are seen and typed over.
fn select(id: &str, place: &PlaceView) {
    let Some(field) = document().get_element_by_id(id) else { return };
    let units = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let (start, end) = (units(place.start), units(place.end));
    // A field of another kind has no selection to set; it is focused all the same.
    if let Some(area) = field.dyn_ref::<web_sys::HtmlTextAreaElement>() {
        let _ = area.focus();
        let _ = area.set_selection_range(start, end);
    } else if let Some(input) = field.dyn_ref::<web_sys::HtmlInputElement>() {
        let _ = input.focus();
        let _ = input.set_selection_range(start, end);
    }
}

/// Only where the text is still the one that was reviewed.
fn apply(editor: DraftEditor, mend: &MendView, field_id: impl Fn(Field) -> Option<&'static str>) {
    let target = match mend.place.field {
        Field::Subject => editor.subject,
        Field::Text => editor.text,
    };
    let text = target.get_untracked();
    let units: Vec<u16> = text.encode_utf16().collect();
    let (Some(before), Some(words), Some(after)) =
        (units.get(..mend.place.start), units.get(mend.place.start..mend.place.end), units.get(mend.place.end..))
    else {
        return;
    };
    if String::from_utf16_lossy(words) != mend.place.words {
        return;
    }
    let replacement: Vec<u16> = mend.replacement.encode_utf16().collect();
    let mended = [before, &replacement, after].concat();
    target.set(String::from_utf16_lossy(&mended));
    let changed = PlaceView { end: mend.place.start + replacement.len(), ..mend.place.clone() };
    if let Some(id) = field_id(mend.place.field) {
        request_animation_frame(move || select(id, &changed));
    }
}
