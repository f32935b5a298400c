//! What is kept with an opportunity until a job was accepted (rule N4).

use crate::app::forms::DocumentForm;
use crate::app::protocol::PageRequest;
use crate::model::{Document, DocumentId, DocumentKind, OpportunityId};
use crate::ui::components::{Area, FormError, Pick, TextField};
use crate::ui::remember;
use crate::ui::session::{Session, focus_later};
use crate::ui::text::{Choice, t, tx};
use leptos::prelude::*;

fn memory_key(opportunity: OpportunityId) -> String {
    format!("document/{opportunity}")
}

#[component]
pub fn Documents(opportunity: OpportunityId, documents: Memo<Option<Vec<Document>>>) -> impl IntoView {
    // The document that is being written: a new one has no id.
    let editing = RwSignal::new(remember::get::<DocumentForm>(&memory_key(opportunity)));
    view! {
        <section aria-labelledby="documents-title" class="stack" id="documents">
            <h3 id="documents-title">{t("ui_documents")}</h3>
            <p class="hint">{t("ui_documents_why")}</p>
            <Show when=move || documents.with(|documents| documents.as_ref().is_some_and(Vec::is_empty))>
                <p class="calm">{t("ui_documents_none")}</p>
            </Show>
            <ul class="plain">
                <For each=move || documents.get().unwrap_or_default() key=|document| format!("{document:?}") let:document>
                    <li>
                        <Kept opportunity=opportunity document=document editing=editing />
                    </li>
                </For>
            </ul>
            {move || match editing.get() {
                Some(form) => view! { <DocumentCard opportunity=opportunity form=form editing=editing /> }.into_any(),
                None => {
                    view! {
                        <div class="actions">
                            <button
                                id="document-add"
                                type="button"
                                class="quiet"
                                on:click=move |_| {
                                    editing.set(Some(DocumentForm { kind: DocumentKind::JobDescription, ..DocumentForm::default() }));
                                    focus_later("document-name");
                                }
                            >
                                {t("ui_document_add")}
                            </button>
                        </div>
                    }
                        .into_any()
                }
            }}
        </section>
    }
    .into_any()
}

#[component]
fn Kept(opportunity: OpportunityId, document: Document, editing: RwSignal<Option<DocumentForm>>) -> impl IntoView {
    let session = Session::here();
    let id: DocumentId = document.id;
    let label = tx("ui_document_change_label", &[&document.name]);
    let remove_label = tx("ui_document_remove_label", &[&document.name]);
    let form = DocumentForm {
        id: Some(id),
        kind: document.kind,
        name: document.name.clone(),
        link: document.link.clone(),
        text: document.text.clone(),
    };
    view! {
        <div class="document" data-document=id.to_string()>
            <p>
                <strong dir="auto">{document.name}</strong>
                <span class="meta">" · " {t(document.kind.label())}</span>
            </p>
            {(!document.link.is_empty()).then(|| link(document.link))}
            {(!document.text.is_empty())
                .then(|| {
                    view! {
                        <details class="fold">
                            <summary>{t("ui_document_read")}</summary>
                            <p class="preformatted" dir="auto">{document.text}</p>
                        </details>
                    }
                })}
            <p class="document-actions">
                <button
                    type="button"
                    class="link document-change"
                    aria-label=label
                    on:click=move |_| {
                        editing.set(Some(form.clone()));
                        focus_later("document-name");
                    }
                >
                    {t("ui_document_change")}
                </button>
                <button
                    type="button"
                    class="link document-remove"
                    aria-label=remove_label
                    on:click=move |_| {
                        session.act(PageRequest::RemoveDocument { opportunity, document: id }, |_| ());
                    }
                >
                    {t("ui_take_off")}
                </button>
            </p>
        </div>
    }
    .into_any()
}

/// A link only where it leads to a web page; a path stays text.
fn link(link: String) -> AnyView {
    let lower = link.to_ascii_lowercase();
    if lower.starts_with("https://") || lower.starts_with("http://") {
        view! {
            <p class="meta" dir="ltr">
                <a href=link.clone() target="_blank" rel="noreferrer">{link.clone()}</a>
            </p>
        }
        .into_any()
    } else {
        view! { <p class="meta" dir="ltr">{link}</p> }.into_any()
    }
}

#[component]
fn DocumentCard(
    opportunity: OpportunityId,
    form: DocumentForm,
    editing: RwSignal<Option<DocumentForm>>,
) -> impl IntoView {
    let session = Session::here();
    let id = form.id;
    let kind = RwSignal::new(Some(form.kind));
    let name = RwSignal::new(form.name);
    let link = RwSignal::new(form.link);
    let text = RwSignal::new(form.text);
    let error = RwSignal::new(None);
    let close = move || {
        remember::forget(&memory_key(opportunity));
        let _ = editing.try_set(None);
        focus_later("document-add");
    };
    let typed = move || DocumentForm {
        id,
        kind: kind.get().unwrap_or_default(),
        name: name.get(),
        link: link.get(),
        text: text.get(),
    };
    Effect::new(move |before: Option<()>| {
        let typed = typed();
        // As it was opened there is nothing to lose.
        if before.is_some() {
            remember::put(&memory_key(opportunity), &typed);
        }
    });
    let save = move || {
        let document = untrack(typed);
        let request = PageRequest::SaveDocument { opportunity, document: Box::new(document) };
        session.act_or(request, move |answer| match answer {
            Ok(_) => close(),
            Err(problem) => drop(error.try_set(Some(problem))),
        });
    };
    view! {
        <form
            class="card"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
        >
            <div class="pair">
                <TextField id="document-name" label="ui_document_name" value=name />
                <Pick id="document-kind" label="ui_document_kind" value=kind />
            </div>
            <TextField id="document-link" label="ui_document_link" value=link kind="text" hint="ui_document_link_hint" />
            <Area id="document-text" label="ui_document_text" value=text rows=4 hint="ui_document_text_hint" />
            <FormError id="document-error" error=error />
            <div class="actions">
                <button id="document-save" type="submit">{t("ui_save")}</button>
                <button id="document-cancel" type="button" class="quiet" on:click=move |_| close()>
                    {t("ui_cancel")}
                </button>
            </div>
        </form>
    }
    .into_any()
}
