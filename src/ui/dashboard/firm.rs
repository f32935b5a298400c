//! What the user knows of a firm's ways: by which channel to follow up (rule C2), by hand too (T12), who vouches (F7).

use crate::app::forms::OpportunityForm;
use crate::app::protocol::{PageRequest, Response};
use crate::app::views::PersonBrief;
use crate::model::PersonId;
use crate::ui::components::{Check, Pick};
use crate::ui::session::{Session, focus_later};
use crate::ui::text::{Choice, t, tx};
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

/// Of the old school or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taste {
    HighTech,
    Traditional,
}

impl Choice for Taste {
    const ALL: &'static [Self] = &[Self::HighTech, Self::Traditional];

    fn value(self) -> &'static str {
        match self {
            Self::HighTech => "high-tech",
            Self::Traditional => "traditional",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::HighTech => "ui_firm_high_tech",
            Self::Traditional => "ui_firm_traditional",
        }
    }
}

#[derive(Clone, Copy)]
pub struct FirmFields {
    taste: RwSignal<Option<Taste>>,
    resume_by_email: RwSignal<bool>,
    handwritten_notes: RwSignal<bool>,
    references_wanted: RwSignal<bool>,
    references: RwSignal<Vec<PersonId>>,
}

impl FirmFields {
    pub fn empty() -> Self {
        Self {
            taste: RwSignal::new(None),
            resume_by_email: RwSignal::new(false),
            handwritten_notes: RwSignal::new(false),
            references_wanted: RwSignal::new(false),
            references: RwSignal::new(Vec::new()),
        }
    }

    pub fn fill(self, form: &OpportunityForm) {
        self.taste.set(match (form.traditional, form.high_tech) {
            (true, _) => Some(Taste::Traditional),
            (false, true) => Some(Taste::HighTech),
            (false, false) => None,
        });
        self.resume_by_email.set(form.resume_by_email);
        self.handwritten_notes.set(form.handwritten_notes);
        self.references_wanted.set(form.references_wanted);
        if self.references.with_untracked(|known| *known != form.references) {
            self.references.set(form.references.clone());
        }
    }

    /// What is set, in words; tracked.
    pub fn set(self) -> Vec<String> {
        let references = match (self.references_wanted.get(), self.references.with(Vec::is_empty)) {
            (true, _) => "ui_references_wanted",
            (false, false) => "ui_references",
            (false, true) => "",
        };
        let said = [
            self.taste.get().map_or("", Choice::label),
            if self.resume_by_email.get() { "ui_resume_by_email" } else { "" },
            if self.handwritten_notes.get() { "ui_handwritten" } else { "" },
            references,
        ];
        said.into_iter().filter(|key| !key.is_empty()).map(t).collect()
    }

    /// Somebody is to be named here, and nobody is; tracked.
    pub fn lacks_references(self) -> bool {
        self.references_wanted.get() && self.references.with(Vec::is_empty)
    }

    /// Its part of the form, tracked.
    pub fn form(self) -> OpportunityForm {
        let taste = self.taste.get();
        OpportunityForm {
            resume_by_email: self.resume_by_email.get(),
            high_tech: taste == Some(Taste::HighTech),
            traditional: taste == Some(Taste::Traditional),
            handwritten_notes: self.handwritten_notes.get(),
            references_wanted: self.references_wanted.get(),
            references: self.references.get(),
            ..OpportunityForm::default()
        }
    }
}

#[component]
pub fn FirmPart(fields: FirmFields) -> impl IntoView {
    view! {
        <fieldset class="choices">
            <legend>{t("ui_firm")}</legend>
            <Pick id="opportunity-firm" label="ui_firm_kind" value=fields.taste none="ui_unknown" hint="ui_firm_hint" />
            <Check
                id="opportunity-resume-by-email"
                label="ui_resume_by_email"
                value=fields.resume_by_email
                hint="ui_resume_by_email_hint"
            />
            <Check
                id="opportunity-handwritten"
                label="ui_handwritten"
                value=fields.handwritten_notes
                hint="ui_handwritten_hint"
            />
        </fieldset>
    }
    .into_any()
}

/// Rule F7.
#[component]
pub fn References(
    fields: FirmFields,
    /// The opportunity's own, as they are stored.
    own: Memo<Option<Vec<PersonBrief>>>,
    /// Those of the settings, who are asked where none is chosen here.
    usual: Memo<Option<Vec<PersonBrief>>>,
) -> impl IntoView {
    let session = Session::here();
    // Everybody is asked for once the user is about to choose.
    let known = RwSignal::new(Vec::<(PersonId, String)>::new());
    let opened = RwSignal::new(false);
    Effect::new(move |_| {
        if opened.get() && known.with_untracked(Vec::is_empty) {
            session.ask_or(PageRequest::People, move |answer| {
                if let Ok(Response::People { people }) = answer {
                    let named = people.into_iter().map(|view| (view.person.id, view.person.name)).collect();
                    let _ = known.try_set(named);
                }
            });
        }
    });
    let chosen = fields.references;
    let name = move |person: PersonId| {
        let of_own = own.with(|own| own.iter().flatten().find(|own| own.id == person).map(|own| own.name.clone()));
        let of_known = || known.with(|known| known.iter().find(|(id, _)| *id == person).map(|(_, name)| name.clone()));
        of_own.or_else(of_known).unwrap_or_default()
    };
    let usual_names = move || {
        let names: Vec<String> = usual.get().into_iter().flatten().map(|person| person.name).collect();
        if names.is_empty() { t("ui_references_none") } else { tx("ui_references_usual", &[&names.join(", ")]) }
    };
    let add = move |value: &str| {
        let person = known.with_untracked(|known| known.iter().map(|(id, _)| *id).find(|id| id.to_string() == value));
        if let Some(person) = person {
            chosen.update(|chosen| chosen.push(person));
        }
    };
    let line = move |person: PersonId| {
        view! {
            <li class="kept-line">
                <span dir="auto">{move || name(person)}</span>
                <button
                    type="button"
                    class="link"
                    aria-label=move || tx("ui_reference_remove", &[&name(person)])
                    on:click=move |_| {
                        chosen.update(|chosen| chosen.retain(|id| *id != person));
                        focus_later("opportunity-references-choose");
                    }
                >
                    {t("ui_take_off")}
                </button>
            </li>
        }
    };
    let look = move |event: web_sys::Event| {
        let fold = event.target().and_then(|fold| fold.dyn_into::<web_sys::Element>().ok());
        opened.set(fold.is_some_and(|fold| fold.has_attribute("open")));
    };
    view! {
        <fieldset class="choices">
            <legend>{t("ui_references")}</legend>
            <Check
                id="opportunity-references-wanted"
                label="ui_references_wanted"
                value=fields.references_wanted
                hint="ui_references_wanted_hint"
            />
            {move || {
                let chosen = chosen.get();
                if chosen.is_empty() {
                    view! { <p class="hint" id="opportunity-references">{usual_names}</p> }.into_any()
                } else {
                    view! {
                        <ul class="plain" id="opportunity-references">{chosen.into_iter().map(line).collect_view()}</ul>
                    }
                        .into_any()
                }
            }}
            <details class="fold" on:toggle=look>
                <summary id="opportunity-references-choose">{t("ui_references_choose")}</summary>
                <div class="field">
                    <label for="opportunity-reference">{t("ui_reference_add")}</label>
                    <select id="opportunity-reference" on:change=move |event| add(&event_target_value(&event))>
                        <option value="">{t("ui_reference_pick")}</option>
                        {move || {
                            let free = |(id, _): &(PersonId, String)| chosen.with(|chosen| !chosen.contains(id));
                            known
                                .get()
                                .into_iter()
                                .filter(free)
                                .map(|(id, name)| view! { <option value=id.to_string()>{name}</option> })
                                .collect_view()
                        }}
                    </select>
                </div>
            </details>
        </fieldset>
    }
    .into_any()
}
