//! A cadence of the user's while it is edited: what is wrong beside its field, what would change beside Save.

use super::changes::Changes;
use super::remove::Removal;
use super::steps::Steps;
use super::{Badges, Followers, copy};
use crate::app::ErrorView;
use crate::app::cadence_form::{CadenceForm, FormProblem};
use crate::app::cadences::{CadencePreview, CadenceView};
use crate::app::protocol::{PageRequest, Response};
use crate::model::CadenceId;
use crate::ui::components::FormError;
use crate::ui::remember;
use crate::ui::session::{Session, focus_later};
use crate::ui::text::{resolve, t, tn};
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// A pause in typing after which the preview is made anew.
const PAUSE: Duration = Duration::from_millis(300);

#[derive(Clone, Copy)]
pub struct Edited {
    session: Session,
    /// As stored.
    stored: RwSignal<CadenceView>,
    pub form: RwSignal<CadenceForm>,
    /// What is wrong with the form as it stands.
    problems: Memo<Vec<FormProblem>>,
    changed: Memo<bool>,
    /// Of the form as it stood at the last pause, with the name that it had then.
    preview: RwSignal<Option<(String, CadencePreview)>>,
    error: RwSignal<Option<ErrorView>>,
    /// The form is as it was left before; `true`: or another window stored the same meanwhile.
    resumed: RwSignal<Option<bool>>,
}

/// A form that was not saved, and what it began with.
#[derive(Serialize, Deserialize)]
struct Held {
    base: CadenceForm,
    typed: CadenceForm,
}

fn memory_key(cadence: &CadenceId) -> String {
    format!("cadence/{}", cadence.0)
}

impl Edited {
    fn open(first: CadenceView) -> Self {
        let memory = memory_key(&first.cadence.id);
        let held = remember::get::<Held>(&memory).filter(|held| held.typed != CadenceForm::of(&first.cadence));
        let resumed = held.as_ref().map(|held| held.base != CadenceForm::of(&first.cadence));
        let form = RwSignal::new(held.map_or_else(|| CadenceForm::of(&first.cadence), |held| held.typed));
        let stored = RwSignal::new(first);
        let preview = RwSignal::new(None::<(String, CadencePreview)>);
        // What only the other cadences tell, such as a name that is taken, comes with the preview.
        let problems = Memo::new(move |_| {
            let (cadence, mut problems) = form.with(CadenceForm::read);
            let elsewhere = preview.with(|preview| match preview {
                Some((name, preview)) if *name == cadence.name => preview.problems.clone(),
                _ => Vec::new(),
            });
            if problems.is_empty() {
                let of_name = elsewhere.into_iter().filter(|problem| problem.path == "name");
                problems.extend(of_name.map(|problem| FormProblem {
                    step: None,
                    field: problem.path,
                    message: problem.message,
                }));
            }
            problems
        });
        let changed = Memo::new(move |_| form.with(|form| stored.with(|held| CadenceForm::of(&held.cadence) != *form)));
        Effect::new(move |_| {
            let base = stored.with(|held| CadenceForm::of(&held.cadence));
            if changed.get() {
                remember::put(&memory, &Held { base, typed: form.get() });
            } else {
                remember::forget(&memory);
            }
        });
        let (error, resumed) = (RwSignal::new(None), RwSignal::new(resumed));
        Self { session: Session::here(), stored, form, problems, changed, preview, error, resumed }
    }

    /// What is stored by now. What the user is typing is kept.
    fn take_in(self, view: CadenceView) {
        let fill = (!self.changed.get_untracked()).then(|| CadenceForm::of(&view.cadence));
        let news = self.stored.with_untracked(|held| held.cadence != view.cadence);
        if news && fill.is_none() && self.form.with_untracked(|form| *form != CadenceForm::of(&view.cadence)) {
            self.resumed.set(Some(true));
        }
        self.stored.set(view);
        if let Some(form) = fill {
            self.form.set(form);
        }
    }

    /// What is wrong with one field, for the user to read.
    pub fn problem(self, step: Option<usize>, field: &str) -> Option<String> {
        self.problems.with(|problems| {
            let found = problems.iter().find(|problem| problem.step == step && problem.field == field);
            found.map(|problem| resolve(&problem.message))
        })
    }

    fn look_ahead(self) {
        let (cadence, problems) = self.form.with_untracked(CadenceForm::read);
        if !problems.is_empty() || !self.changed.get_untracked() {
            self.preview.set(None);
            return;
        }
        let id = cadence.id.clone();
        let request = PageRequest::PreviewCadence { cadence: id, edited: Some(Box::new(cadence.clone())) };
        self.session.ask(request, move |response| {
            let still = self.form.try_with_untracked(|form| form.read().0 == cadence);
            if let (Response::CadencePreview { preview }, Some(true)) = (response, still) {
                self.preview.set(Some((cadence.name, *preview)));
            }
        });
    }

    fn save(self) {
        let (cadence, _) = self.form.with_untracked(CadenceForm::read);
        if let Some(problem) = self.problems.with_untracked(|problems| problems.first().cloned()) {
            focus_later(field_id(problem.step, &problem.field));
            return;
        }
        let kept = cadence.clone();
        self.session.act_or(PageRequest::SaveCadence { cadence: Box::new(cadence) }, move |answer| match answer {
            Ok(_) => {
                let _ = self.error.try_set(None);
                let _ = self.resumed.try_set(None);
                let _ = self.preview.try_set(None);
                let _ = self.form.try_set(CadenceForm::of(&kept));
                let _ = self.stored.try_update(|held| held.cadence = kept);
            }
            Err(problem) => {
                let _ = self.error.try_set(Some(problem));
            }
        });
    }

    fn discard(self) {
        self.error.set(None);
        self.preview.set(None);
        self.resumed.set(None);
        self.form.set(self.stored.with_untracked(|held| CadenceForm::of(&held.cadence)));
    }
}

/// The element of a field, by the name that its problem has.
pub fn field_id(step: Option<usize>, field: &str) -> String {
    let field = field.replace(['.', '_'], "-");
    match step {
        Some(step) => format!("step-{step}-{field}"),
        None => format!("cadence-{field}"),
    }
}

#[component]
pub fn Editor(first: CadenceView, held: Memo<Option<Option<CadenceView>>>) -> impl IntoView {
    let edited = Edited::open(first.clone());
    let session = edited.session;
    Effect::new(move |_| {
        if let Some(Some(view)) = held.get() {
            edited.take_in(view);
        }
    });
    let pending = StoredValue::new(None::<TimeoutHandle>);
    let cancel = move || {
        if let Some(handle) = pending.try_update_value(Option::take).flatten() {
            handle.clear();
        }
    };
    Effect::new(move |_| {
        edited.form.track();
        edited.changed.track();
        // What happened elsewhere may change what would follow.
        session.changes.track();
        cancel();
        pending.set_value(set_timeout_with_handle(move || edited.look_ahead(), PAUSE).ok());
    });
    on_cleanup(cancel);
    let name_problem = move || edited.problem(None, "name").unwrap_or_default();
    view! {
        <h2 dir="auto">{move || edited.stored.with(|held| held.cadence.name.clone())}</h2>
        {move || view! { <Badges held=edited.stored.get() /> }}
        {move || view! { <Followers held=edited.stored.get() /> }}
        <form
            class="cadence-editor"
            id="cadence-form"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                edited.save();
            }
        >
            <div class="stack">
                <div role="status">
                    {move || {
                        edited
                            .resumed
                            .get()
                            .map(|elsewhere| {
                                let text = if elsewhere { t("ui_unsaved_changed") } else { t("ui_capture_resumed") };
                                view! {
                                    <p class="note" class:warned=elsewhere id="cadence-resumed">
                                        {text} " "
                                        <button type="button" class="link" on:click=move |_| edited.discard()>
                                            {t("ui_start_over")}
                                        </button>
                                    </p>
                                }
                            })
                    }}
                </div>
                <div class="field card">
                    <label for="cadence-name">{t("ui_cadence_name")}</label>
                    <input
                        id="cadence-name"
                        autocomplete="off"
                        dir="auto"
                        aria-describedby="cadence-name-problem"
                        aria-invalid=move || (!name_problem().is_empty()).to_string()
                        prop:value=move || edited.form.with(|form| form.name.clone())
                        on:input=move |event| edited.form.update(|form| form.name = event_target_value(&event))
                    />
                    <p class="problem" id="cadence-name-problem">{name_problem}</p>
                </div>
                <Steps edited=edited />
            </div>
            <div class="cadence-side stack">
                <section class="card" aria-labelledby="cadence-changes">
                    <h3 id="cadence-changes">{t("ui_cadence_changes")}</h3>
                    <div role="status" id="cadence-status">{move || state(edited)}</div>
                    <FormError id="cadence-error" error=edited.error />
                    <div class="actions">
                        <button id="cadence-save" type="submit" disabled=move || !edited.changed.get()>
                            {t("ui_save")}
                        </button>
                        <button
                            id="cadence-discard"
                            type="button"
                            class="quiet"
                            disabled=move || !edited.changed.get()
                            on:click=move |_| {
                                edited.discard();
                                focus_later("cadence-name");
                            }
                        >
                            {t("ui_cadence_discard")}
                        </button>
                    </div>
                </section>
                <section class="card" aria-labelledby="cadence-more">
                    <h3 id="cadence-more">{t("ui_cadence_more")}</h3>
                    <div class="actions">
                        <button
                            id="cadence-copy"
                            type="button"
                            class="quiet"
                            on:click=move |_| copy(session, &edited.stored.get_untracked().cadence)
                        >
                            {t("ui_cadence_copy")}
                        </button>
                    </div>
                    <Removal id=first.cadence.id stored=edited.stored />
                </section>
            </div>
        </form>
    }
    .into_any()
}

/// What stands beside Save: nothing to save, what is to be put right, or what would change.
fn state(edited: Edited) -> AnyView {
    if !edited.changed.get() {
        return view! { <p class="calm">{t("ui_cadence_unchanged")}</p> }.into_any();
    }
    let count = edited.problems.with(Vec::len);
    if count > 0 {
        // What concerns no field has no other place to be read.
        let whole = edited.problem(None, "steps").map(|problem| view! { <p class="problem">{problem}</p> });
        return view! {
            <p id="cadence-mend">{tn("ui_cadence_mend", count)}</p>
            {whole}
        }
        .into_any();
    }
    match edited.preview.get() {
        None => view! { <p class="calm">{t("ui_cadence_looking")}</p> }.into_any(),
        Some((_, preview)) => view! { <Changes preview=preview /> }.into_any(),
    }
}
