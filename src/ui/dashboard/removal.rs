//! What goes when a person or an opportunity does, why to keep it for now, and the end of keeping (rule N4).

use super::go;
use crate::app::protocol::{CleanUp, Export, PageRequest, RemovalTarget, Response};
use crate::app::views::RemovalView;
use crate::model::OpportunityId;
use crate::ui::components::{BackupForm, Check, ExportButton};
use crate::ui::session::Session;
use crate::ui::text::{resolve, t};
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

/// The texts and ids of one sort of target, and where the page goes once it is gone.
struct Words {
    id: &'static str,
    summary: &'static str,
    text: &'static str,
    then: &'static str,
}

const PERSON: Words =
    Words { id: "person-remove", summary: "ui_remove_person", text: "ui_remove_person_text", then: "people" };
const OPPORTUNITY: Words = Words {
    id: "opportunity-remove",
    summary: "ui_remove_opportunity",
    text: "ui_remove_opportunity_text",
    then: "opportunities",
};

/// What goes with something, asked for when its fold is opened, and again at every change while it stands open.
#[derive(Clone, Copy)]
pub struct WhatGoes {
    pub known: RwSignal<Option<RemovalView>>,
    open: RwSignal<bool>,
}

impl WhatGoes {
    pub fn of(target: RemovalTarget) -> Self {
        let session = Session::here();
        let (known, open) = (RwSignal::new(None), RwSignal::new(false));
        Effect::new(move |_| {
            session.changes.track();
            if open.get() {
                session.ask_or(PageRequest::Removal { target: target.clone() }, move |answer| {
                    if let Ok(Response::Removal { removal }) = answer {
                        let _ = known.try_set(Some(removal));
                    }
                });
            }
        });
        Self { known, open }
    }

    /// The fold's own event.
    pub fn look(self, toggle: &web_sys::Event) {
        let fold = toggle.target().and_then(|fold| fold.dyn_into::<web_sys::Element>().ok());
        self.open.set(fold.is_some_and(|fold| fold.has_attribute("open")));
    }
}

#[component]
pub fn Removal(target: RemovalTarget) -> impl IntoView {
    let session = Session::here();
    let (words, request) = match target {
        RemovalTarget::Person { person } => (PERSON, PageRequest::RemovePerson { person }),
        RemovalTarget::Opportunity { opportunity } => (OPPORTUNITY, PageRequest::RemoveOpportunity { opportunity }),
        RemovalTarget::Several { .. } | RemovalTarget::Everything => return ().into_any(),
    };
    let then = words.then;
    let goes = WhatGoes::of(target);
    view! {
        <details class="fold removal" on:toggle=move |event| goes.look(&event)>
            <summary id=format!("{}-ask", words.id)>{t(words.summary)}</summary>
            {move || goes.known.get().map(|removal| goes_with_it(words.id, removal))}
            <p>{t(words.text)}</p>
            <button
                id=words.id
                type="button"
                class="danger"
                on:click=move |_| session.act(request.clone(), move |_| go(then))
            >
                {move || {
                    let guarded = goes.known.with(|known| known.as_ref().is_some_and(|known| known.guard.is_some()));
                    if guarded { t("ui_remove_still") } else { t("ui_remove_yes") }
                }}
            </button>
        </details>
    }
    .into_any()
}

/// What goes, and why to keep it for now.
pub fn goes_with_it(id: &'static str, RemovalView { goes, guard }: RemovalView) -> AnyView {
    view! {
        {guard.map(|guard| view! { <p class="note warned" id=format!("{id}-guard") role="status">{resolve(&guard)}</p> })}
        {(!goes.is_empty())
            .then(|| {
                view! {
                    <div id=format!("{id}-goes")>
                        <p>{t("ui_remove_goes")}</p>
                        <ul class="noted">
                            {goes.iter().map(|part| view! { <li>{resolve(part)}</li> }).collect_view()}
                        </ul>
                    </div>
                }
            })}
    }
    .into_any()
}

/// After the job was accepted: take away what is worth keeping, clear up the rest.
#[component]
pub fn CleanUpOffer(
    accepted: OpportunityId,
    /// How many opportunities there are besides.
    others: Memo<usize>,
) -> impl IntoView {
    let session = Session::here();
    let people = RwSignal::new(false);
    let clean = move |which: CleanUp| {
        let request = PageRequest::CleanUp { accepted, which, people: people.get_untracked() };
        session.act(request, move |_| {
            if which == CleanUp::This {
                go("opportunities");
            }
        });
    };
    let backup = [
        "clean-up-form",
        "clean-up-passphrase",
        "clean-up-passphrase-again",
        "clean-up-plain-warning",
        "clean-up-backup",
    ];
    view! {
        <section class="card" id="clean-up" aria-labelledby="clean-up-title">
            <h3 id="clean-up-title">{t("ui_clean_up")}</h3>
            <p>{t("ui_clean_up_text")}</p>
            <BackupForm ids=backup class="quiet" />
            <div class="actions">
                <ExportButton id="clean-up-people" what=Export::PeopleCards label="ui_export_people_vcard" />
                <ExportButton id="clean-up-follow-ups" what=Export::FollowUpsTable label="ui_export_follow_ups" />
            </div>
            <Check id="clean-up-with-people" label="ui_clean_up_with_people" value=people hint="ui_clean_up_with_people_hint" />
            <div class="actions">
                <Show when=move || 0 < others.get()>
                    <button id="clean-up-others" type="button" class="danger" on:click=move |_| clean(CleanUp::Others)>
                        {t("ui_clean_up_others")}
                    </button>
                </Show>
                <button id="clean-up-this" type="button" class="danger" on:click=move |_| clean(CleanUp::This)>
                    {t("ui_clean_up_this")}
                </button>
            </div>
        </section>
    }
    .into_any()
}
