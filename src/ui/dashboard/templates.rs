//! The wording of the drafts: each template can be rewritten, with what it would write beside it, and brought back.

use super::opportunity::Listed;
use crate::app::protocol::{PageRequest, Response};
use crate::app::views::TemplatePreview;
use crate::draft::FIELDS;
use crate::model::{Role, TemplateKey, TemplateKind};
use crate::ui::components::{FormError, Pick};
use crate::ui::remember;
use crate::ui::session::Session;
use crate::ui::text::{Choice, language, resolve, t};
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use std::time::Duration;

const LANGUAGES: [(&str, &str); 3] = [("en", "ui_language_en"), ("de", "ui_language_de"), ("fr", "ui_language_fr")];
/// A pause in typing after which the preview is drawn anew.
const PAUSE: Duration = Duration::from_millis(300);

#[derive(Clone, Copy)]
struct Editor {
    session: Session,
    kind: RwSignal<Option<TemplateKind>>,
    language: RwSignal<String>,
    role: RwSignal<Option<Role>>,
    source: RwSignal<String>,
    /// As it is in force.
    stored: RwSignal<String>,
    is_own: RwSignal<bool>,
    preview: RwSignal<Option<TemplatePreview>>,
    error: RwSignal<Option<crate::app::ErrorView>>,
    /// The words are from before; `true`: and meanwhile others were stored.
    resumed: RwSignal<Option<bool>>,
}

/// Words that were not saved, and those that they began with.
#[derive(Serialize, Deserialize)]
struct Held {
    base: String,
    typed: String,
}

fn memory_key(key: &TemplateKey) -> String {
    let role = key.role.map(Choice::value).unwrap_or_default();
    format!("template/{}/{}/{role}", key.kind.value(), key.language)
}

impl Editor {
    fn key(self) -> TemplateKey {
        let kind = self.kind.get().unwrap_or(TemplateKind::ThankYou);
        TemplateKey { kind, language: self.language.get(), role: self.role.get() }
    }

    fn load(self) {
        let key = self.key();
        self.session.ask(PageRequest::Template { key: key.clone() }, move |response| {
            if let Response::Template { template } = response
                && self.kind.try_get_untracked().is_some()
                && untrack(|| self.key()) == template.key
            {
                self.error.set(None);
                self.is_own.set(template.is_own);
                let held = remember::get::<Held>(&memory_key(&key)).filter(|held| held.typed != template.source);
                self.resumed.set(held.as_ref().map(|held| held.base != template.source));
                self.stored.set(template.source.clone());
                self.source.set(held.map_or(template.source, |held| held.typed));
            }
        });
    }

    /// What is typed is there again after any way of leaving.
    fn keep(self) {
        let (source, stored) = (self.source.get(), self.stored.get());
        // Not known yet: what is remembered is still to be read.
        if stored.is_empty() {
            return;
        }
        let key = memory_key(&untrack(|| self.key()));
        if source == stored {
            remember::forget(&key);
        } else {
            remember::put(&key, &Held { base: stored, typed: source });
        }
    }

    fn start_over(self) {
        self.resumed.set(None);
        self.source.set(self.stored.get_untracked());
    }

    fn draw(self) {
        let key = untrack(|| self.key());
        let source = self.source.get_untracked();
        self.session.ask(PageRequest::PreviewTemplate { key, source: source.clone() }, move |response| {
            if let Response::TemplatePreview { preview } = response
                && self.source.try_get_untracked().as_ref() == Some(&source)
            {
                self.preview.set(Some(preview));
            }
        });
    }

    fn save(self, source: Option<String>) {
        let key = untrack(|| self.key());
        let memory = memory_key(&key);
        let request = PageRequest::SaveTemplate { key, source };
        self.session.act_or(request, move |answer| match answer {
            Ok(_) => {
                remember::forget(&memory);
                self.load();
            }
            Err(problem) => {
                let _ = self.error.try_set(Some(problem));
            }
        });
    }
}

#[component]
pub fn TemplatesPage() -> impl IntoView {
    let editor = Editor {
        session: Session::here(),
        kind: RwSignal::new(Some(TemplateKind::ThankYou)),
        language: RwSignal::new(language()),
        role: RwSignal::new(None),
        source: RwSignal::new(String::new()),
        stored: RwSignal::new(String::new()),
        is_own: RwSignal::new(false),
        preview: RwSignal::new(None),
        error: RwSignal::new(None),
        resumed: RwSignal::new(None),
    };
    Effect::new(move |_| {
        // Until the words of another template are there, none is remembered under its name.
        editor.key();
        editor.stored.set(String::new());
        editor.load();
    });
    Effect::new(move |_| editor.keep());
    let pending = StoredValue::new(None::<TimeoutHandle>);
    let cancel = move || {
        if let Some(handle) = pending.try_update_value(Option::take).flatten() {
            handle.clear();
        }
    };
    Effect::new(move |_| {
        if editor.source.with(String::is_empty) {
            return;
        }
        cancel();
        let wait = if editor.preview.with_untracked(Option::is_none) { Duration::ZERO } else { PAUSE };
        pending.set_value(set_timeout_with_handle(move || editor.draw(), wait).ok());
    });
    on_cleanup(cancel);
    let changed = Memo::new(move |_| editor.source.get() != editor.stored.get());
    view! {
        <p>
            <a href="#settings">{t("ui_back_settings")}</a>
        </p>
        <h2>{t("ui_templates")}</h2>
        <p>{t("ui_templates_text")}</p>
        <div class="pair">
            <Pick id="template-kind" label="ui_template_kind" value=editor.kind />
            <Listed id="template-language" label="ui_language_label" value=editor.language options=&LANGUAGES />
            <Pick id="template-role" label="ui_template_role" value=editor.role none="ui_template_role_all" />
        </div>
        <div class="halves">
            <section class="card" aria-labelledby="template-title">
                <h3 id="template-title">{t("ui_template_source")}</h3>
                <p class="meta" id="template-state">
                    {move || t(if editor.is_own.get() { "ui_template_own" } else { "ui_template_built_in" })}
                </p>
                <div role="status">
                    {move || {
                        editor
                            .resumed
                            .get()
                            .map(|elsewhere| {
                                let text = if elsewhere { t("ui_unsaved_changed") } else { t("ui_capture_resumed") };
                                view! {
                                    <p class="note" class:warned=elsewhere id="template-resumed">
                                        {text} " "
                                        <button type="button" class="link" on:click=move |_| editor.start_over()>
                                            {t("ui_start_over")}
                                        </button>
                                    </p>
                                }
                            })
                    }}
                </div>
                <div class="field">
                    <label for="template-source">{t("ui_template_words")}</label>
                    <textarea
                        id="template-source"
                        class="code"
                        rows="18"
                        spellcheck="false"
                        dir="ltr"
                        aria-describedby="template-problem"
                        prop:value=move || editor.source.get()
                        on:input=move |event| editor.source.set(event_target_value(&event))
                    ></textarea>
                </div>
                <p id="template-problem" role="status" class:over=true>
                    {move || match editor.preview.get() {
                        Some(TemplatePreview::Problem { message, .. }) => resolve(&message),
                        _ => String::new(),
                    }}
                </p>
                <FormError id="template-error" error=editor.error />
                <div class="actions">
                    <button
                        id="template-save"
                        type="button"
                        disabled=move || !changed.get()
                        on:click=move |_| editor.save(Some(editor.source.get_untracked()))
                    >
                        {t("ui_save")}
                    </button>
                    <Show when=move || editor.is_own.get()>
                        <button id="template-built-in" type="button" class="quiet" on:click=move |_| editor.save(None)>
                            {t("ui_template_back")}
                        </button>
                    </Show>
                </div>
                <details class="fold">
                    <summary>{t("ui_template_fields")}</summary>
                    <p class="hint">{t("ui_template_fields_text")}</p>
                    <ul class="fields">
                        {FIELDS.iter().map(|field| view! { <li><code>{format!("{{{{ {field} }}}}")}</code></li> }).collect_view()}
                    </ul>
                </details>
            </section>
            <section class="card" aria-labelledby="template-preview-title">
                <h3 id="template-preview-title">{t("ui_template_preview")}</h3>
                <p class="hint">{t("ui_template_preview_text")}</p>
                {move || match editor.preview.get() {
                    Some(TemplatePreview::Draft { subject, text }) => view! {
                        <div id="template-preview" class="letter" lang=move || editor.language.get()>
                            {(!subject.is_empty()).then(|| view! { <p><strong>{subject}</strong></p> })}
                            <p class="preformatted">{text}</p>
                        </div>
                    }
                        .into_any(),
                    _ => ().into_any(),
                }}
            </section>
        </div>
    }
    .into_any()
}
