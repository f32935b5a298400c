//! A draft to read, change, copy and send by the user's own hand.

use super::FormError;
use crate::app::ErrorView;
use crate::app::protocol::{PageRequest, Response};
use crate::app::views::{DraftView, StepView};
use crate::browser::page;
use crate::model::{Channel, FollowUpId};
use crate::ui::remember;
use crate::ui::session::{Session, dashboard};
use crate::ui::text::{resolve, t, tx};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};

/// What the user made of a draft.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Edited {
    pub subject: String,
    pub text: String,
}

/// A draft being edited. What the user changed is remembered until it is sent or started over.
#[derive(Clone, Copy)]
pub struct DraftEditor {
    id: FollowUpId,
    pub subject: RwSignal<String>,
    pub text: RwSignal<String>,
    pub draft: RwSignal<Option<DraftView>>,
    pub error: RwSignal<Option<ErrorView>>,
}

impl DraftEditor {
    pub fn open(id: FollowUpId) -> Self {
        let editor = Self {
            id,
            subject: RwSignal::new(String::new()),
            text: RwSignal::new(String::new()),
            draft: RwSignal::new(None),
            error: RwSignal::new(None),
        };
        Session::here().ask_or(PageRequest::Draft { follow_up: id }, move |answer| match answer {
            Ok(Response::Draft { draft }) => editor.fill(draft),
            Ok(_) => {}
            Err(error) => editor.error.set(Some(error)),
        });
        Effect::new(move |_| {
            let edited = editor.edited();
            if editor.draft.with_untracked(Option::is_some) && editor.is_changed() {
                remember::put(&editor.key(), &edited);
            }
        });
        editor
    }

    fn key(self) -> String {
        format!("draft/{}", super::step::dom_key(self.id))
    }

    fn fill(self, draft: DraftView) {
        let kept = remember::get::<Edited>(&self.key());
        let Edited { subject, text } =
            kept.unwrap_or(Edited { subject: draft.subject.clone(), text: draft.text.clone() });
        self.draft.set(Some(draft));
        self.subject.set(subject);
        self.text.set(text);
    }

    fn edited(self) -> Edited {
        Edited { subject: self.subject.get(), text: self.text.get() }
    }

    /// Whether the user changed what was drafted.
    pub fn is_changed(self) -> bool {
        let edited = self.edited();
        self.draft.with(|draft| draft.as_ref().is_some_and(|d| d.subject != edited.subject || d.text != edited.text))
    }

    pub fn start_over(self) {
        self.forget();
        if let Some(draft) = self.draft.get_untracked() {
            self.subject.set(draft.subject);
            self.text.set(draft.text);
        }
    }

    pub fn forget(self) {
        remember::forget(&self.key());
    }

    /// Marks it done as it stands here.
    pub fn done(self, session: Session, channel: Channel) {
        let Edited { subject, text } = self.edited();
        let request = PageRequest::MarkDone { follow_up: self.id, channel: Some(channel), subject, text };
        session.act_or(request, move |answer| match answer {
            Ok(_) => {
                self.forget();
                session.open.set(None);
            }
            Err(error) => self.error.set(Some(error)),
        });
    }

    pub fn copy(self, session: Session) {
        let copied = page::copy(&self.text.get_untracked());
        spawn_local(async move {
            session.say(if copied.await { t("ui_copied") } else { t("ui_copy_failed") });
        });
    }
}

/// What would make the draft better, and the way back from the user's own changes.
#[component]
pub fn DraftHints(editor: DraftEditor) -> impl IntoView {
    view! {
        {move || {
            let missing = editor.draft.with(|d| d.as_ref().map(|d| d.missing.clone()).unwrap_or_default());
            (!missing.is_empty())
                .then(|| {
                    view! {
                        <ul class="note hints" id="draft-missing">
                            {missing.iter().map(|hint| view! { <li>{resolve(hint)}</li> }).collect_view()}
                        </ul>
                    }
                })
        }}
        <Show when=move || editor.is_changed()>
            <p class="meta">
                {t("ui_draft_changed")} " "
                <button type="button" class="link" on:click=move |_| editor.start_over()>
                    {t("ui_start_over")}
                </button>
            </p>
        </Show>
    }
    .into_any()
}

#[component]
pub fn DraftPanel(step: StepView) -> impl IntoView {
    let session = Session::here();
    let channel = step.channel;
    let editor = DraftEditor::open(step.id);
    let mail = channel == Channel::Email;
    let address = step.person.as_ref().and_then(|person| person.email.clone());
    let phone = channel == Channel::Telephone;
    let to = move || editor.draft.with(|d| d.as_ref().and_then(|d| d.to.clone())).or_else(|| address.clone());
    let shown_to = to.clone();
    let person_link = step.id.person.map(|person| dashboard(&format!("person/{person}")));
    let link = move || mailto(&to().unwrap_or_default(), &editor.subject.get(), &editor.text.get());
    view! {
        <div class="panel draft">
            {step.channel_reason.as_ref().map(|reason| view! { <p class="hint">{resolve(reason)}</p> })}
            {mail
                .then(move || {
                    view! {
                        <p class="meta" id="draft-to">
                            {move || match shown_to() {
                                Some(address) => tx("ui_draft_to", &[&address]).into_any(),
                                None => {
                                    let add = person_link.clone().map(|(href, target)| {
                                        view! { <a href=href target=target>{t("ui_draft_add_address")}</a> }
                                    });
                                    view! { <span>{t("ui_draft_no_address")} " " {add}</span> }.into_any()
                                }
                            }}
                        </p>
                        <div class="field">
                            <label for="draft-subject">{t("ui_draft_subject")}</label>
                            <input id="draft-subject" type="text" dir="auto" autocomplete="off" bind:value=editor.subject />
                        </div>
                    }
                })}
            <div class="field">
                <label for="draft-text">{if phone { t("ui_draft_script") } else { t("ui_draft_text") }}</label>
                <textarea
                    id="draft-text"
                    rows="9"
                    dir="auto"
                    prop:value=move || editor.text.get()
                    on:input=move |event| editor.text.set(event_target_value(&event))
                ></textarea>
            </div>
            <DraftHints editor=editor />
            <FormError id="draft-error" error=editor.error />
            <div class="actions">
                <button id="draft-copy" type="button" on:click=move |_| editor.copy(session)>{t("ui_copy")}</button>
                {mail
                    .then(move || {
                        view! {
                            <a id="draft-mail" class="button quiet" href=link target="_blank">{t("ui_open_mail")}</a>
                        }
                    })}
                <button id="draft-sent" type="button" class="quiet" on:click=move |_| editor.done(session, channel)>
                    {t(done_label(channel))}
                </button>
            </div>
        </div>
    }
    .into_any()
}

fn done_label(channel: Channel) -> &'static str {
    match channel {
        Channel::Email | Channel::Linkedin => "ui_done_sent",
        Channel::Letter => "ui_done_posted",
        Channel::Telephone => "ui_done_called",
    }
}

/// RFC 6068; line breaks are CR LF there.
fn mailto(to: &str, subject: &str, text: &str) -> String {
    let encode = |part: &str| String::from(js_sys::encode_uri_component(part));
    let body = encode(&text.replace("\r\n", "\n").replace('\n', "\r\n"));
    format!("mailto:{}?subject={}&body={body}", encode(to).replace("%40", "@"), encode(subject))
}
