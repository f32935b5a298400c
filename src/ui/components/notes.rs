//! The note screen after an interview: one page, two minutes, nothing lost (rules N1, T8, T9).

use super::{Area, FormError};
use crate::app::protocol::{PageRequest, Response};
use crate::app::views::PersonBrief;
use crate::model::{Impression, InterviewId, Notes, PersonId};
use crate::ui::remember;
use crate::ui::session::Session;
use crate::ui::text::{Choice, t};
use leptos::prelude::*;

#[derive(Clone, Copy)]
struct NoteFields {
    question: RwSignal<String>,
    afterthought: RwSignal<String>,
    challenges: RwSignal<String>,
    success_in_90_days: RwSignal<String>,
    success_in_a_year: RwSignal<String>,
    common_ground: RwSignal<String>,
    other: RwSignal<String>,
}

impl NoteFields {
    fn new() -> Self {
        let empty = || RwSignal::new(String::new());
        Self {
            question: empty(),
            afterthought: empty(),
            challenges: empty(),
            success_in_90_days: empty(),
            success_in_a_year: empty(),
            common_ground: empty(),
            other: empty(),
        }
    }

    fn fill(self, notes: Notes) {
        self.question.set(notes.question);
        self.afterthought.set(notes.afterthought);
        self.challenges.set(notes.challenges);
        self.success_in_90_days.set(notes.success_in_90_days);
        self.success_in_a_year.set(notes.success_in_a_year);
        self.common_ground.set(notes.common_ground);
        self.other.set(notes.other);
    }

    fn read(self) -> Notes {
        Notes {
            question: self.question.get(),
            afterthought: self.afterthought.get(),
            challenges: self.challenges.get(),
            success_in_90_days: self.success_in_90_days.get(),
            success_in_a_year: self.success_in_a_year.get(),
            common_ground: self.common_ground.get(),
            other: self.other.get(),
        }
    }
}

fn memory_key(interview: InterviewId, about: Option<PersonId>) -> String {
    format!("notes/{interview}/{}", about.map(|person| person.to_string()).unwrap_or_default())
}

#[component]
pub fn NotesForm(
    interview: InterviewId,
    /// Who took part: with several, the user may note something for one of them.
    #[prop(optional)]
    people: Vec<PersonBrief>,
) -> impl IntoView {
    let session = Session::here();
    let fields = NoteFields::new();
    let about = RwSignal::new(None::<PersonId>);
    // What is stored already, and for whom; until it is known, what is typed is not remembered over it.
    let stored = RwSignal::new(None::<(Option<PersonId>, Notes)>);
    let error = RwSignal::new(None);
    let busy = RwSignal::new(false);
    let given = RwSignal::new(None::<Impression>);
    // There is no room to keep what is typed.
    let refused = RwSignal::new(false);

    Effect::new(move |_| {
        let person = about.get();
        stored.set(None);
        session.ask_or(PageRequest::Notes { interview, person }, move |answer| {
            if about.get_untracked() != person {
                return;
            }
            let notes = match answer {
                Ok(Response::Notes { notes, impression }) => {
                    given.set(impression);
                    *notes
                }
                Ok(_) => Notes::default(),
                Err(problem) => {
                    error.set(Some(problem));
                    Notes::default()
                }
            };
            let typed = untrack(|| fields.read());
            if typed == Notes::default() {
                fields.fill(remember::get(&memory_key(interview, person)).unwrap_or_else(|| notes.clone()));
            }
            stored.set(Some((person, notes)));
        });
    });
    // An undo takes back what was said of it too.
    Effect::new(move |_| {
        session.changes.track();
        let person = about.get_untracked();
        session.ask_or(PageRequest::Notes { interview, person }, move |answer| {
            if let Ok(Response::Notes { impression, .. }) = answer
                && given.try_get_untracked() != Some(impression)
            {
                let _ = given.try_set(impression);
            }
        });
    });
    Effect::new(move |_| {
        let notes = fields.read();
        let about = about.get_untracked();
        match stored.get_untracked() {
            Some((person, stored)) if person == about && stored != notes => {
                refused.set(!remember::put(&memory_key(interview, about), &notes));
            }
            Some((person, _)) if person == about => {
                refused.set(false);
                remember::forget(&memory_key(interview, about));
            }
            _ => {}
        }
    });

    let save = move || {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let person = about.get_untracked();
        let notes = Box::new(untrack(|| fields.read()));
        session.act_or(PageRequest::SaveNotes { interview, person, notes }, move |answer| {
            busy.set(false);
            match answer {
                Ok(_) => {
                    remember::forget(&memory_key(interview, person));
                    session.open.set(None);
                }
                Err(problem) => error.set(Some(problem)),
            }
        });
    };

    view! {
        <form
            class="panel notes"
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
        >
            <ImpressionChoice interview=interview given=given />
            {(people.len() > 1)
                .then(|| view! { <About people=people on_choice=move |person| {
                    fields.fill(Notes::default());
                    about.set(person);
                } /> })}
            <Area id="notes-question" label="ui_notes_question" value=fields.question hint="ui_notes_question_hint" />
            <Area id="notes-afterthought" label="ui_notes_afterthought" value=fields.afterthought />
            <Area id="notes-challenges" label="ui_notes_challenges" value=fields.challenges />
            <details class="fold">
                <summary>{t("ui_notes_more")}</summary>
                <Area id="notes-90-days" label="ui_notes_90_days" value=fields.success_in_90_days />
                <Area id="notes-year" label="ui_notes_year" value=fields.success_in_a_year />
                <Area id="notes-common" label="ui_notes_common" value=fields.common_ground />
                <Area id="notes-other" label="ui_notes_other" value=fields.other />
            </details>
            <FormError id="notes-error" error=error />
            <div class="actions">
                <button id="notes-save" type="submit" disabled=move || busy.get()>{t("ui_notes_save")}</button>
                <Show
                    when=move || refused.get()
                    fallback=|| view! { <span class="meta">{t("ui_notes_kept")}</span> }
                >
                    <span class="problem" id="notes-refused" role="alert">{t("ui_unsaved_refused")}</span>
                </Show>
            </div>
        </form>
    }
    .into_any()
}

#[component]
fn About(people: Vec<PersonBrief>, on_choice: impl Fn(Option<PersonId>) + 'static) -> impl IntoView {
    let ids: Vec<PersonId> = people.iter().map(|person| person.id).collect();
    view! {
        <div class="field">
            <label for="notes-about">{t("ui_notes_about")}</label>
            <select
                id="notes-about"
                on:change=move |event| {
                    let value = event_target_value(&event);
                    on_choice(ids.iter().copied().find(|id| id.to_string() == value));
                }
            >
                <option value="">{t("ui_notes_about_all")}</option>
                {people
                    .into_iter()
                    .map(|person| view! { <option value=person.id.to_string()>{person.name}</option> })
                    .collect_view()}
            </select>
        </div>
    }
    .into_any()
}

/// How it went. Acts at once, because it changes what is right to send (rules T13, T14).
#[component]
pub fn ImpressionChoice(
    interview: InterviewId,
    /// As the user said before.
    #[prop(into)]
    given: Signal<Option<Impression>>,
) -> impl IntoView {
    let session = Session::here();
    let said = RwSignal::new(None::<Impression>);
    // What is stored by now is the later word.
    Effect::new(move |_| {
        given.track();
        said.set(None);
    });
    let chosen = move || said.get().or_else(|| given.get());
    view! {
        <fieldset class="segments">
            <legend>{t("ui_impression")}</legend>
            {Impression::ALL
                .iter()
                .map(|&impression| {
                    view! {
                        <button
                            type="button"
                            class="segment"
                            data-impression=impression.value()
                            aria-pressed=move || (chosen() == Some(impression)).to_string()
                            on:click=move |_| {
                                let request = PageRequest::GiveImpression { interview, impression };
                                session
                                    .act(
                                        request,
                                        move |_| {
                                            let _ = said.try_set(Some(impression));
                                        },
                                    );
                            }
                        >
                            {t(impression.label())}
                        </button>
                    }
                })
                .collect_view()}
        </fieldset>
    }
    .into_any()
}
