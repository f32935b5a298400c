//! A draft to read, change, copy and send by the user's own hand.

use super::FormError;
use super::call_card::CallCard;
use super::letter::LetterSheet;
use super::reach::Reach;
use super::review::{Review, ReviewList};
use crate::app::ErrorView;
use crate::app::protocol::{PageRequest, Response};
use crate::app::views::{DraftView, StepView};
use crate::browser::page;
use crate::model::{Channel, FollowUpId, FollowUpKind, Message};
use crate::ui::remember;
use crate::ui::session::Session;
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
    /// As last handed to the background to keep.
    kept: RwSignal<Edited>,
    /// Words of the user's were given up here; undone, they are there again.
    dropped: RwSignal<bool>,
}

impl DraftEditor {
    pub fn open(id: FollowUpId) -> Self {
        let editor = Self {
            id,
            subject: RwSignal::new(String::new()),
            text: RwSignal::new(String::new()),
            draft: RwSignal::new(None),
            error: RwSignal::new(None),
            kept: RwSignal::new(Edited::default()),
            dropped: RwSignal::new(false),
        };
        let session = Session::here();
        editor.load(session);
        Effect::new(move |_| {
            session.changes.track();
            if editor.dropped.get_untracked() && !untrack(|| editor.is_changed()) {
                editor.load(session);
            }
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
        self.kept.set(Edited { subject: draft.subject.clone(), text: draft.text.clone() });
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

    /// Whether there is a way back to what the template says.
    pub fn is_own(self) -> bool {
        self.is_changed() || self.draft.with(|draft| draft.as_ref().is_some_and(|draft| draft.saved))
    }

    /// Back to what the template says, with the notes as they are by now.
    pub fn start_over(self, session: Session) {
        // What goes is what stands there, not what stood there at the last pause.
        self.keep(session);
        self.forget();
        let request = PageRequest::SaveDraft { follow_up: self.id, subject: String::new(), text: String::new() };
        session.act_or(request, move |answer| match answer {
            Ok(_) => {
                let _ = self.dropped.try_set(true);
                self.load(session);
            }
            Err(error) => self.error.set(Some(error)),
        });
    }

    fn load(self, session: Session) {
        session.ask_or(PageRequest::Draft { follow_up: self.id }, move |answer| match answer {
            Ok(Response::Draft { draft }) => self.fill(draft),
            Ok(_) => {}
            Err(error) => {
                let _ = self.error.try_set(Some(error));
            }
        });
    }

    /// Hands what was changed to the background: colleagues' notes are compared with it (rule T4), and no other page or
    /// restart loses it.
    pub fn keep(self, session: Session) {
        let Some(edited) = untrack(|| self.subject.try_get().zip(self.text.try_get())) else { return };
        let edited = Edited { subject: edited.0, text: edited.1 };
        let unchanged = self.kept.try_with_untracked(|kept| *kept == edited) != Some(false);
        if unchanged || edited.text.trim().is_empty() || self.draft.with_untracked(Option::is_none) {
            return;
        }
        self.kept.set(edited.clone());
        let Edited { subject, text } = edited;
        let request = PageRequest::SaveDraft { follow_up: self.id, subject, text };
        // If this fails, the page itself still remembers the text.
        session.ask_or(request, move |answer| {
            if answer.is_ok() {
                self.forget();
            }
        });
    }

    pub fn forget(self) {
        remember::forget(&self.key());
    }

    /// Marks it done as it stands here.
    pub fn done(self, session: Session, channel: Channel) {
        self.mark_done(session, channel, untrack(|| self.edited()));
    }

    /// The same where it went without any text.
    pub fn done_plain(self, session: Session, channel: Channel) {
        self.mark_done(session, channel, Edited::default());
    }

    fn mark_done(self, session: Session, channel: Channel, sent: Edited) {
        let Edited { subject, text } = sent;
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
    let session = Session::here();
    let lacking = Memo::new(move |_| {
        let of = |d: &DraftView| d.missing.iter().cloned().zip(d.missing_fields.iter().cloned()).collect::<Vec<_>>();
        editor.draft.with(|draft| draft.as_ref().map(of).unwrap_or_default())
    });
    let notice = Memo::new(move |_| editor.draft.with(|draft| draft.as_ref().and_then(|draft| draft.notice.clone())));
    view! {
        {move || notice.get().map(|notice| view! { <p class="note" id="draft-notice">{resolve(&notice)}</p> })}
        {move || {
            let lacking = lacking.get();
            (!lacking.is_empty())
                .then(|| {
                    view! {
                        <div class="note stack" id="draft-missing">
                            {lacking
                                .into_iter()
                                .map(|(message, field)| view! { <Lacking editor=editor message=message field=field /> })
                                .collect_view()}
                        </div>
                    }
                })
        }}
        <Show when=move || editor.is_own()>
            <p class="meta">
                {t("ui_draft_changed")} " "
                <button id="draft-start-over" type="button" class="link" on:click=move |_| editor.start_over(session)>
                    {t("ui_start_over")}
                </button>
            </p>
        </Show>
    }
    .into_any()
}

/// What the draft lacks (rule T8), with the field to fill it in right there.
#[component]
fn Lacking(editor: DraftEditor, message: Message, field: String) -> impl IntoView {
    let session = Session::here();
    let id = format!("lacking-{}", field.replace('.', "-"));
    let value = RwSignal::new(String::new());
    let asked = field.clone();
    let complete = move || {
        let text = value.get_untracked();
        if text.trim().is_empty() {
            return;
        }
        let request = PageRequest::Complete { follow_up: editor.id, field: asked.clone(), text };
        session.act_or(request, move |answer| match answer {
            Ok(_) => editor.load(session),
            Err(error) => editor.error.set(Some(error)),
        });
    };
    let on_enter = complete.clone();
    view! {
        <div class="field lacking" data-field=field>
            <label for=id.clone()>{resolve(&message)}</label>
            <div class="with-button">
                <input
                    id=id
                    type="text"
                    dir="auto"
                    autocomplete="off"
                    bind:value=value
                    on:keydown=move |event| {
                        if event.key() == "Enter" && !event.is_composing() {
                            event.prevent_default();
                            on_enter();
                        }
                    }
                />
                <button
                    type="button"
                    class="quiet"
                    disabled=move || value.with(|value| value.trim().is_empty())
                    on:click=move |_| complete()
                >
                    {t("ui_lacking_add")}
                </button>
            </div>
        </div>
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
    // What is said is not read over.
    let review = (!phone).then(|| Review::of(editor, step.id, channel));
    let to = move || editor.draft.with(|d| d.as_ref().and_then(|d| d.to.clone())).or_else(|| address.clone());
    let shown_to = to.clone();
    let postal = step.person.as_ref().map(|person| person.postal_address.clone()).unwrap_or_default();
    // The card says the same in parts; its whole text is there to be changed or copied.
    let card = phone && matches!(step.kind, FollowUpKind::CheckIn | FollowUpKind::Call);
    let link = move || mailto(&to().unwrap_or_default(), &editor.subject.get(), &editor.text.get());
    view! {
        <div class="panel draft">
            {step.channel_reason.as_ref().map(|reason| view! { <p class="hint">{resolve(reason)}</p> })}
            {step.lacks_address.then(|| view! { <Reach id=step.id channel=channel /> })}
            {phone.then(|| view! { <CallCard editor=editor /> })}
            {(mail && !step.lacks_address)
                .then(move || {
                    view! {
                        <p class="meta" id="draft-to">
                            {move || shown_to().map(|address| tx("ui_draft_to", &[&address]))}
                        </p>
                    }
                })}
            {mail
                .then(move || {
                    view! {
                        <div class="field">
                            <label for="draft-subject">{t("ui_draft_subject")}</label>
                            <input id="draft-subject" type="text" dir="auto" autocomplete="off" bind:value=editor.subject />
                        </div>
                    }
                })}
            {if card {
                view! {
                    <details class="fold" id="draft-script">
                        <summary>{t("ui_draft_script_whole")}</summary>
                        {text_field(editor, session, "ui_draft_text")}
                    </details>
                }
                    .into_any()
            } else {
                text_field(editor, session, if phone { "ui_draft_script" } else { "ui_draft_text" })
            }}
            {(channel == Channel::Letter).then(|| view! { <LetterSheet text=editor.text address=postal /> })}
            {review.map(|review| view! { <ReviewList editor=editor review=review text_id="draft-text" subject_id="draft-subject" /> })}
            <DraftHints editor=editor />
            <FormError id="draft-error" error=editor.error />
            <div class="actions">
                <button id="draft-copy" type="button" class:quiet=phone on:click=move |_| editor.copy(session)>
                    {t("ui_copy")}
                </button>
                {mail
                    .then(move || {
                        view! {
                            <a id="draft-mail" class="button quiet" href=link target="_blank">{t("ui_open_mail")}</a>
                        }
                    })}
                <button
                    id="draft-sent"
                    type="button"
                    class="done-here"
                    class:quiet=!phone
                    on:click=move |_| editor.done(session, channel)
                >
                    {t(done_label(channel))}
                </button>
            </div>
        </div>
    }
    .into_any()
}

fn text_field(editor: DraftEditor, session: Session, label: &'static str) -> AnyView {
    view! {
        <div class="field">
            <label for="draft-text">{t(label)}</label>
            <textarea
                id="draft-text"
                rows="9"
                dir="auto"
                prop:value=move || editor.text.get()
                on:input=move |event| editor.text.set(event_target_value(&event))
                on:change=move |_| editor.keep(session)
            ></textarea>
        </div>
    }
    .into_any()
}

fn done_label(channel: Channel) -> &'static str {
    match channel {
        Channel::Email | Channel::Linkedin => "ui_done_sent",
        Channel::Letter => "ui_done_posted",
        Channel::Telephone => "ui_done_called",
        Channel::InPerson => "ui_done_said",
    }
}

/// RFC 6068; line breaks are CR LF there.
fn mailto(to: &str, subject: &str, text: &str) -> String {
    let encode = |part: &str| String::from(js_sys::encode_uri_component(part));
    let body = encode(&text.replace("\r\n", "\n").replace('\n', "\r\n"));
    format!("mailto:{}?subject={}&body={body}", encode(to).replace("%40", "@"), encode(subject))
}
