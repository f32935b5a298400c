//! What is seldom set of an opportunity, folded: its summary says what is set.

use super::cadences::{CadenceChoice, all_cadences, name_of};
use super::firm::{FirmFields, FirmPart, References};
use super::opportunity::Listed;
use crate::app::forms::OpportunityForm;
use crate::app::views::PersonBrief;
use crate::model::Cadence;
use crate::ui::session::Session;
use crate::ui::text::{line, t};
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

const LANGUAGES: [(&str, &str); 4] =
    [("", "ui_language_default"), ("en", "ui_language_en"), ("de", "ui_language_de"), ("fr", "ui_language_fr")];

#[derive(Clone, Copy)]
pub struct Seldom {
    pub firm: FirmFields,
    pub language: RwSignal<String>,
    pub cadence: RwSignal<String>,
}

impl Seldom {
    pub fn empty() -> Self {
        Self {
            firm: FirmFields::empty(),
            language: RwSignal::new(String::new()),
            cadence: RwSignal::new(String::new()),
        }
    }

    /// Its part of the form, tracked.
    pub fn form(self) -> OpportunityForm {
        OpportunityForm { language: self.language.get(), cadence: self.cadence.get(), ..self.firm.form() }
    }

    fn differs(self, stored: &OpportunityForm) -> bool {
        let here = self.form();
        let part = |form: OpportunityForm| OpportunityForm {
            id: None,
            company: String::new(),
            job_title: String::new(),
            overriding_message: String::new(),
            decision_date: None,
            new_fact: String::new(),
            ..form
        };
        part(here) != part(stored.clone())
    }
}

#[component]
pub fn SeldomSet(
    fields: Seldom,
    stored: Memo<Option<OpportunityForm>>,
    /// The opportunity's own references, as they are stored.
    own: Memo<Option<Vec<PersonBrief>>>,
    /// Those of the settings, who are asked where none is chosen here.
    usual: Memo<Option<Vec<PersonBrief>>>,
) -> impl IntoView {
    let Seldom { firm, language, cadence } = fields;
    let open = RwSignal::new(false);
    // What is not saved, such as words from before or from two windows, is never out of sight; nor what is asked for.
    let asks = move || firm.lacks_references() && usual.with(|usual| usual.as_ref().is_some_and(Vec::is_empty));
    let shows =
        Memo::new(move |_| asks() || stored.with(|stored| stored.as_ref().is_some_and(|it| fields.differs(it))));
    Effect::new(move |_| {
        if shows.get() {
            open.set(true);
        }
    });
    let cadences = all_cadences(Session::here());
    let followed = move || {
        let named = |all: &Vec<Cadence>| all.iter().find(|one| cadence.with(|id| one.id.0 == *id)).map(name_of);
        let known = cadences.get().map(|all| all.into_iter().map(|view| view.cadence).collect::<Vec<_>>());
        known.as_ref().and_then(named).unwrap_or_default()
    };
    let written = move || {
        let label =
            language.with(|is| LANGUAGES.iter().skip(1).find(|(value, _)| value == is).map(|(_, label)| *label));
        label.map(t).unwrap_or_default()
    };
    let set = move || {
        let mut set = firm.set();
        set.extend([written(), followed()]);
        let set = line(&set.iter().map(String::as_str).collect::<Vec<_>>());
        if set.is_empty() { t("ui_opportunity_more_none") } else { set }
    };
    let look = move |event: web_sys::Event| {
        // Of a fold within it too.
        let fold = event.target().and_then(|fold| fold.dyn_into::<web_sys::Element>().ok());
        if let Some(fold) = fold.filter(|fold| fold.id() == "opportunity-more") {
            open.set(fold.has_attribute("open"));
        }
    };
    view! {
        <details class="fold seldom" id="opportunity-more" prop:open=move || open.get() on:toggle=look>
            <summary id="opportunity-more-show">
                {t("ui_opportunity_more")} <span class="meta block" id="opportunity-more-set">{set}</span>
            </summary>
            <FirmPart fields=firm />
            <References fields=firm own=own usual=usual />
            <div class="pair">
                <Listed id="opportunity-language" label="ui_language_label" value=language options=&LANGUAGES />
                <CadenceChoice id="opportunity-cadence" value=cadence none="ui_cadence_default" />
            </div>
        </details>
    }
    .into_any()
}
