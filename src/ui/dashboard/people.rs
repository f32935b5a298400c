//! Everybody, and one person.

use super::removal::Removal;
use super::selection::{BulkBar, ChooseAll, Chooser, PAGE, Question, RemovalQuestion, Selection};
use crate::app::protocol::{Export, PageRequest, RemovalTarget, Response};
use crate::app::views::PersonView;
use crate::model::PersonId;
use crate::ui::capture::{CaptureCard, Intake, KnownTwins, Subject, person_memory};
use crate::ui::components::{ExportButton, HistoryList, InterviewLine, PersonHead, ShowAll, StepCard, download, when};
use crate::ui::remember;
use crate::ui::session::{Session, focus_later};
use crate::ui::text::{line, resolve, t, tx};
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
    let selection = Selection::over(Memo::new(move |_| {
        found.with(|found| found.iter().map(|view| view.person.id.0).collect::<Vec<_>>())
    }));
    let names = Memo::new(move |_| {
        let of = |view: &PersonView| (view.person.id, view.person.name.clone());
        found.with(|found| found.iter().map(of).collect::<Vec<_>>())
    });
    let shown = RwSignal::new(PAGE);
    let count = Signal::derive(move || found.with(Vec::len));
    let page = move || found.with(|found| found.iter().take(shown.get()).cloned().collect::<Vec<_>>());
    view! {
        <section aria-labelledby="people-title">
            <h2 id="people-title">{t("ui_tab_people")}</h2>
            <div class="row">
                <div class="field">
                    <label for="people-search">{t("ui_find_here")}</label>
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
            <ChooseAll selection=selection />
            <Bulk selection=selection names=names />
            <ul class="grid plain-cards" id="people">
                <For each=page key=|view| format!("{view:?}")
                    let:known
                >
                    <li>
                        <PersonCard known=known selection=selection />
                    </li>
                </For>
            </ul>
            <ShowAll all=count shown=shown />
        </section>
    }
    .into_any()
}

/// What can be done with those chosen.
#[component]
fn Bulk(selection: Selection, names: Memo<Vec<(PersonId, String)>>) -> impl IntoView {
    let session = Session::here();
    let removing = RwSignal::new(false);
    let merging = RwSignal::new(false);
    let ids = move || selection.ids().into_iter().map(PersonId).collect::<Vec<_>>();
    let cards = move |_| {
        download(session, PageRequest::Export { what: Export::SeveralCards { people: untrack(ids) } }, || ());
    };
    let two = move || {
        let chosen = ids();
        let of = |id: &PersonId| names.with(|names| names.iter().find(|(known, _)| known == id).cloned());
        match chosen.as_slice() {
            [one, other] => Some((of(one)?, of(other)?)),
            _ => None,
        }
    };
    view! {
        <BulkBar selection=selection>
            <button id="bulk-cards" type="button" on:click=cards>{t("ui_bulk_cards")}</button>
            <Show when=move || selection.count() == 2>
                <button id="bulk-merge" type="button" class="quiet" on:click=move |_| {
                    removing.set(false);
                    merging.set(true);
                }>
                    {t("ui_bulk_merge")}
                </button>
            </Show>
            <button id="bulk-remove" type="button" class="danger" on:click=move |_| {
                merging.set(false);
                removing.set(true);
            }>
                {t("ui_bulk_remove")}
            </button>
        </BulkBar>
        <Show when=move || removing.get() && { 0 < selection.count() }>
            {move || {
                let target = RemovalTarget::Several { people: ids(), opportunities: Vec::new() };
                view! { <RemovalQuestion target=target on_answer=move |()| removing.set(false) /> }
            }}
        </Show>
        {move || {
            let two = two().filter(|_| merging.get());
            two.map(|(one, other)| view! { <MergeQuestion one=one other=other on_answer=move |()| merging.set(false) /> })
        }}
    }
    .into_any()
}

/// Two who are one: whose record stays, with what it lacks taken over from the other.
#[component]
fn MergeQuestion(
    one: (PersonId, String),
    other: (PersonId, String),
    #[prop(into)] on_answer: Callback<()>,
) -> impl IntoView {
    let session = Session::here();
    let keep = move |kept: PersonId, gone: PersonId| {
        session.act(PageRequest::MergePeople { kept, gone }, move |_| on_answer.run(()));
    };
    let choice = move |(kept, name): (PersonId, String), gone: PersonId| {
        view! {
            <button type="button" class="merge-keep" on:click=move |_| keep(kept, gone)>
                {tx("ui_bulk_merge_keep", &[&name])}
            </button>
        }
    };
    view! {
        <Question
            id="merge-question"
            title=tx("ui_bulk_merge_title", &[&one.1, &other.1])
            text=t("ui_bulk_merge_text")
            asked_by="bulk-merge"
            on_answer=on_answer
        >
            {choice(one.clone(), other.0)} {choice(other, one.0)}
        </Question>
    }
    .into_any()
}

#[component]
fn PersonCard(known: PersonView, selection: Selection) -> impl IntoView {
    let session = Session::here();
    let PersonView { person, steps, connected, .. } = known;
    view! {
        <article class="card" data-person=person.id.to_string()>
            <div class="choosable">
                <Chooser selection=selection id=person.id.0 name=person.name.clone() />
                <h3 dir="auto">
                    <a href=format!("#person/{}", person.id)>{person.name}</a>
                </h3>
            </div>
            <p class="meta">{line(&[&person.title, &person.company])}</p>
            {connected.then(|| view! { <p><span class="badge">{t("ui_connected")}</span></p> })}
            {steps
                .into_iter()
                .next()
                .map(|step| {
                    let title = resolve(&step.title);
                    view! {
                        <p>
                            <span dir="auto">{title}</span>
                            <span class="meta block">{move || when(&step, session.now.get())}</span>
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
    let editing = RwSignal::new(false);
    let head = Memo::new(move |_| known.get().and_then(Result::ok));
    let there = Memo::new(move |_| head.with(Option::is_some));
    let live = Memo::new(move |_| head.with(|head| head.as_ref().map(|view| (view.person.clone(), view.connected))));
    let began = RwSignal::new(is_begun(id));
    let editor = move || {
        let (person, connected) = live.get_untracked()?;
        let done = move || {
            editing.set(false);
            began.set(is_begun(id));
        };
        Some(view! {
            <CaptureCard
                subject=Subject::known(person, connected)
                focus=true
                live=live
                on_saved=move |_| done()
                on_cancel=Callback::new(move |()| done())
            />
        })
    };
    view! {
        <p>
            <a href="#people">{t("ui_back_people")}</a>
        </p>
        <Show when=move || there.get() && editing.get()>{editor}</Show>
        {move || match known.get() {
            None => ().into_any(),
            Some(Err(error)) => {
                let words = if error.code == "gone" { t("ui_person_gone") } else { resolve(&error.message) };
                view! { <p class="note" id="person-gone">{words}</p> }.into_any()
            }
            Some(Ok(view)) => whole(view, editing, began),
        }}
    }
    .into_any()
}

/// Changes to this person were begun and not saved.
fn is_begun(id: PersonId) -> bool {
    remember::get::<serde_json::Value>(&person_memory(id)).is_some()
}

fn whole(known: PersonView, editing: RwSignal<bool>, began: RwSignal<bool>) -> AnyView {
    let head = known.clone();
    let id = known.person.id;
    let nothing_next = known.steps.is_empty();
    view! {
        <Show when=move || !editing.get()>
            <section class="card">
                <PersonHead view=head.clone() />
                <Show when=move || began.get()>
                    <p class="note" id="person-begun">
                        {t("ui_person_begun")} " "
                        <button type="button" class="link" on:click=move |_| {
                            remember::forget(&person_memory(id));
                            began.set(false);
                            focus_later("known-edit");
                        }>
                            {t("ui_person_begun_discard")}
                        </button>
                    </p>
                </Show>
                <div class="actions">
                    <button id="known-edit" type="button" class="quiet" on:click=move |_| editing.set(true)>
                        {move || if began.get() { t("ui_person_begun_go_on") } else { t("ui_known_edit") }}
                    </button>
                    <ExportButton id="person-card" what=Export::PersonCard { person: id } label="ui_export_person" />
                </div>
            </section>
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
