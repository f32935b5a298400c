//! The cadences: what each one says, who follows it; the user's own are edited here.

mod changes;
mod choice;
mod editor;
mod remove;
mod rule;
mod steps;

pub use choice::CadenceChoice;

use super::{go, hash};
use crate::app::cadences::CadenceView;
use crate::app::protocol::{PageRequest, Response};
use crate::model::{Cadence, CadenceId};
use crate::ui::session::Session;
use crate::ui::text::{t, tn, tx};
use editor::Editor;
use leptos::prelude::*;
use rule::RuleLines;

/// More than anybody reads through.
const MOST_NAMES: usize = 12;

/// Asked for anew whenever something was stored.
pub fn all_cadences(session: Session) -> RwSignal<Option<Vec<CadenceView>>> {
    let all = RwSignal::new(None);
    Effect::new(move |_| {
        session.changes.track();
        session.ask(PageRequest::Cadences, move |response| {
            if let Response::Cadences { cadences } = response {
                let _ = all.try_set(Some(cadences));
            }
        });
    });
    all
}

/// As the user knows it: the built-in ones have a name in every language.
pub fn name_of(cadence: &Cadence) -> String {
    if cadence.id == CadenceId::considerate() {
        t("ui_cadence_considerate")
    } else if cadence.id == CadenceId::persistent() {
        t("ui_cadence_persistent")
    } else {
        cadence.name.clone()
    }
}

fn copy(session: Session, cadence: &Cadence) {
    let name = tx("ui_cadence_copy_name", &[&name_of(cadence)]);
    session.act(PageRequest::CopyCadence { cadence: cadence.id.clone(), name }, |saved| {
        if let Some(CadenceId(id)) = saved.cadence {
            go(&format!("cadences/{id}"));
        }
    });
}

/// `#cadences` lists them, `#cadences/<id>` shows one.
#[component]
pub fn CadencesPage() -> impl IntoView {
    let all = all_cadences(Session::here());
    let hash = hash();
    match hash.split_once('/') {
        None => view! { <List all=all /> }.into_any(),
        Some((_, id)) => view! { <One id=CadenceId(id.to_owned()) all=all /> }.into_any(),
    }
}

#[component]
fn List(all: RwSignal<Option<Vec<CadenceView>>>) -> impl IntoView {
    view! {
        <p>
            <a href="#settings">{t("ui_back_settings")}</a>
        </p>
        <h2>{t("ui_cadences")}</h2>
        <p>{t("ui_cadences_text")}</p>
        <ul class="grid plain-cards" id="cadences">
            <For each=move || all.get().unwrap_or_default() key=|view| format!("{view:?}") let:held>
                <li>
                    <Card held=held />
                </li>
            </For>
        </ul>
    }
    .into_any()
}

#[component]
fn Card(held: CadenceView) -> impl IntoView {
    let session = Session::here();
    let cadence = held.cadence.clone();
    let id = cadence.id.0.clone();
    let title = format!("cadence-{id}");
    let about = match &cadence.id {
        id if *id == CadenceId::considerate() => Some("ui_cadence_considerate_text"),
        id if *id == CadenceId::persistent() => Some("ui_cadence_persistent_text"),
        _ => None,
    };
    let label = if held.built_in { "ui_cadence_show" } else { "ui_cadence_edit" };
    view! {
        <article class="card" aria-labelledby=title.clone() data-cadence=id.clone()>
            <h3 id=title.clone() dir="auto">{name_of(&cadence)}</h3>
            <Badges held=held.clone() />
            {about.map(|about| view! { <p>{t(about)}</p> })}
            <Followers held=held />
            <div class="actions">
                <a class="button quiet open-cadence" href=format!("#cadences/{id}") aria-describedby=title.clone()>
                    {t(label)}
                </a>
                <button
                    type="button"
                    class="quiet copy-cadence"
                    aria-describedby=title.clone()
                    on:click=move |_| copy(session, &cadence)
                >
                    {t("ui_cadence_copy")}
                </button>
            </div>
        </article>
    }
    .into_any()
}

#[component]
fn Badges(held: CadenceView) -> impl IntoView {
    let kind = if held.built_in { "ui_cadence_built_in" } else { "ui_cadence_own" };
    view! {
        <p class="actions">
            <span class="badge">{t(kind)}</span>
            {held.is_default.then(|| view! { <span class="badge">{t("ui_cadence_is_default")}</span> })}
        </p>
    }
    .into_any()
}

/// Which opportunities in the running follow it.
#[component]
fn Followers(held: CadenceView) -> impl IntoView {
    let count = held.followers.len();
    if count == 0 {
        return view! { <p class="meta followers">{t("ui_cadence_followed_none")}</p> }.into_any();
    }
    let more = count.saturating_sub(MOST_NAMES);
    view! {
        <div class="followers">
            <p class="meta">{tn("ui_cadence_followed", count)}</p>
            <p class="links">
                {held
                    .followers
                    .into_iter()
                    .take(MOST_NAMES)
                    .map(|brief| {
                        view! {
                            <span>
                                <a href=format!("#opportunity/{}", brief.id) dir="auto">{brief.company}</a>
                            </span>
                        }
                    })
                    .collect_view()}
                {(more > 0).then(|| view! { <span>{tx("ui_restore_more", &[&more.to_string()])}</span> })}
            </p>
        </div>
    }
    .into_any()
}

#[component]
fn One(id: CadenceId, all: RwSignal<Option<Vec<CadenceView>>>) -> impl IntoView {
    let held = Memo::new(move |_| {
        all.with(|all| all.as_ref().map(|all| all.iter().find(|view| view.cadence.id == id).cloned()))
    });
    // Drawn anew only where there is another kind of thing to draw: the editor takes in changes by itself.
    let kind = Memo::new(move |_| held.with(|held| held.as_ref().map(|held| held.as_ref().map(|view| view.built_in))));
    view! {
        <p>
            <a id="back-to-cadences" href="#cadences">{t("ui_back_cadences")}</a>
        </p>
        {move || match (kind.get(), held.get_untracked().flatten()) {
            (None, _) => ().into_any(),
            (Some(Some(true)), Some(view)) => view! { <BuiltIn held=view /> }.into_any(),
            (Some(Some(false)), Some(view)) => view! { <Editor first=view held=held /> }.into_any(),
            _ => view! { <p class="note" id="cadence-gone">{t("ui_cadence_gone")}</p> }.into_any(),
        }}
    }
    .into_any()
}

#[component]
fn BuiltIn(held: CadenceView) -> impl IntoView {
    let session = Session::here();
    let cadence = held.cadence.clone();
    let rules = cadence.steps.clone();
    view! {
        <h2>{name_of(&cadence)}</h2>
        <Badges held=held.clone() />
        <Followers held=held />
        <p>{t("ui_cadence_built_in_text")}</p>
        <div class="actions">
            <button id="cadence-copy" type="button" on:click=move |_| copy(session, &cadence)>
                {t("ui_cadence_copy")}
            </button>
        </div>
        <ol class="stack plain-cards" id="cadence-steps">
            {rules
                .into_iter()
                .map(|rule| {
                    view! {
                        <li class="card cadence-step">
                            <h3>{rule::title(&rule)}</h3>
                            <RuleLines rule=rule />
                        </li>
                    }
                })
                .collect_view()}
        </ol>
    }
    .into_any()
}
