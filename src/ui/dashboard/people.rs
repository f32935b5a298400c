//! Everybody, and one person.

use super::removal::Removal;
use crate::app::protocol::{Export, PageRequest, RemovalTarget, Response};
use crate::app::views::PersonView;
use crate::model::PersonId;
use crate::ui::capture::{CaptureCard, Intake, KnownTwins, Subject};
use crate::ui::components::{ExportButton, HistoryList, InterviewLine, PersonHead, StepCard};
use crate::ui::session::Session;
use crate::ui::text::{line, moment, resolve, t};
use leptos::prelude::*;

fn everybody(session: Session) -> RwSignal<Option<Vec<PersonView>>> {
    let all = RwSignal::new(None);
    Effect::new(move |_| {
        session.changes.track();
        session.ask(PageRequest::People, move |response| {
            if let Response::People { people } = response {
                let _ = all.try_set(Some(people));
            }
        });
    });
    all
}

fn matches(view: &PersonView, query: &str) -> bool {
    let person = &view.person;
    let texts = [&person.name, &person.title, &person.company];
    let addresses = person.emails.iter().map(|email| &email.address);
    let companies = view.opportunities.iter().flat_map(|o| [&o.company, &o.job_title]);
    query.is_empty()
        || texts.into_iter().chain(addresses).chain(companies).any(|text| text.to_lowercase().contains(query))
}

#[component]
pub fn People() -> impl IntoView {
    let all = everybody(Session::here());
    let search = RwSignal::new(String::new());
    let adding = RwSignal::new(false);
    let found = Memo::new(move |_| {
        let query = search.get().trim().to_lowercase();
        all.get().unwrap_or_default().into_iter().filter(|view| matches(view, &query)).collect::<Vec<_>>()
    });
    let empty = move || all.with(|all| all.as_ref().is_some_and(Vec::is_empty));
    view! {
        <section aria-labelledby="people-title">
            <h2 id="people-title">{t("ui_tab_people")}</h2>
            <div class="row">
                <div class="field">
                    <label for="people-search">{t("ui_search")}</label>
                    <input id="people-search" type="search" dir="auto" autocomplete="off" bind:value=search />
                </div>
                <div class="actions">
                    <button id="add-by-hand" type="button" class="quiet" on:click=move |_| adding.set(true)>
                        {t("ui_add_by_hand")}
                    </button>
                    <button id="intake-open" type="button" class="quiet" on:click=move |_| Intake::here().ask()>
                        {t("ui_intake_open")}
                    </button>
                </div>
            </div>
            <Show when=move || adding.get()>
                <CaptureCard
                    subject=Subject::by_hand()
                    focus=true
                    on_saved=move |_| adding.set(false)
                    on_cancel=Callback::new(move |()| adding.set(false))
                />
            </Show>
            <Show when=empty>
                <p class="blank">{t("ui_people_empty")}</p>
            </Show>
            <Show when=move || !empty() && found.with(Vec::is_empty)>
                <p class="calm" role="status">{t("ui_people_none_found")}</p>
            </Show>
            <ul class="grid plain-cards" id="people">
                <For each=move || found.get() key=|view| format!("{view:?}") let:known>
                    <li>
                        <PersonCard known=known />
                    </li>
                </For>
            </ul>
        </section>
    }
    .into_any()
}

#[component]
fn PersonCard(known: PersonView) -> impl IntoView {
    let PersonView { person, steps, connected, .. } = known;
    view! {
        <article class="card" data-person=person.id.to_string()>
            <h3 dir="auto">
                <a href=format!("#person/{}", person.id)>{person.name}</a>
            </h3>
            <p class="meta" dir="auto">{line(&[&person.title, &person.company])}</p>
            {connected.then(|| view! { <p><span class="badge">{t("ui_connected")}</span></p> })}
            {steps
                .first()
                .map(|step| {
                    view! {
                        <p>
                            <span dir="auto">{resolve(&step.title)}</span>
                            <span class="meta block">{moment(step.due)}</span>
                        </p>
                    }
                })}
        </article>
    }
    .into_any()
}

#[component]
pub fn PersonPage(id: PersonId) -> impl IntoView {
    let session = Session::here();
    let known = RwSignal::new(None);
    Effect::new(move |_| {
        session.changes.track();
        session.ask_or(PageRequest::Person { person: id }, move |answer| {
            let found = match answer {
                Ok(Response::Person { person }) => Ok(*person),
                Ok(_) => return,
                Err(error) => Err(error),
            };
            if known.with_untracked(|shown| shown.as_ref() != Some(&found)) {
                let _ = known.try_set(Some(found));
            }
        });
    });
    view! {
        <p>
            <a href="#people">{t("ui_back_people")}</a>
        </p>
        {move || match known.get() {
            None => ().into_any(),
            Some(Err(error)) => view! { <p class="note" id="person-gone">{resolve(&error.message)}</p> }.into_any(),
            Some(Ok(view)) => whole(view),
        }}
    }
    .into_any()
}

fn whole(known: PersonView) -> AnyView {
    let editing = RwSignal::new(false);
    let head = known.clone();
    let subject = Subject::known(known.person.clone(), known.connected);
    let id = known.person.id;
    let nothing_next = known.steps.is_empty();
    view! {
        <Show
            when=move || editing.get()
            fallback=move || {
                view! {
                    <section class="card">
                        <PersonHead view=head.clone() />
                        <div class="actions">
                            <button id="known-edit" type="button" class="quiet" on:click=move |_| editing.set(true)>
                                {t("ui_known_edit")}
                            </button>
                            <ExportButton id="person-card" what=Export::PersonCard { person: id } label="ui_export_person" />
                        </div>
                    </section>
                }
            }
        >
            <CaptureCard
                subject=subject.clone()
                focus=true
                on_saved=move |_| editing.set(false)
                on_cancel=Callback::new(move |()| editing.set(false))
            />
        </Show>
        <KnownTwins person=known.person.clone() interviews=known.interviews.clone() twins=known.twins.clone() />
        <div class="halves">
            <section aria-labelledby="person-steps">
                <h3 id="person-steps">{t("ui_next_steps")}</h3>
                {nothing_next.then(|| view! { <p class="calm">{t("ui_person_nothing_next")}</p> })}
                <div class="stack">
                    {known.steps.into_iter().map(|step| view! { <StepCard step=step /> }).collect_view()}
                </div>
            </section>
            <section aria-labelledby="person-interviews">
                <h3 id="person-interviews">{t("ui_interviews")}</h3>
                {known.interviews.is_empty().then(|| view! { <p class="calm">{t("ui_interviews_none")}</p> })}
                {known.interviews.into_iter().map(|held| view! { <InterviewLine view=held /> }).collect_view()}
                {(!known.history.is_empty())
                    .then(|| {
                        view! {
                            <h3>{t("ui_history")}</h3>
                            <HistoryList steps=known.history />
                        }
                    })}
                <Removal target=RemovalTarget::Person { person: id } />
            </section>
        </div>
    }
    .into_any()
}
