//! The sidebar: it follows the tab in front, and never shows one person's data beside another's page.

use crate::app::protocol::{PageRequest, Response};
use crate::app::views::{InterviewView, PersonView, TabView};
use crate::browser::page::{self, TabEvent};
use crate::capture::reading::{Degree, NothingReason};
use crate::followup::StepState;
use crate::model::FollowUpKind;
use crate::ui::capture::{CaptureCard, Intake, IntakeArea, Subject};
use crate::ui::components::{HistoryList, InterviewLine, NotesForm, Shell, Shortcut, Shortcuts, SiteOffer, StepCard};
use crate::ui::known::KnownCard;
use crate::ui::popup::{nothing, shown};
use crate::ui::reader::{Reader, profile_slug};
use crate::ui::session::{Opened, Session, query};
use crate::ui::text::{resolve, t};
use leptos::prelude::*;
use leptos::task::spawn_local;

#[component]
pub fn Sidebar() -> impl IntoView {
    let session = Session::provide();
    let reader = Reader::new(session);
    let intake = Intake::provide(session);
    let pinned: Option<i32> = query("tab").and_then(|tab| tab.parse().ok());
    let window = StoredValue::new(None::<i32>);

    let follow = move |tab: i32| {
        spawn_local(async move {
            let info = page::tab(tab).await;
            // Another tab may have come to the front meanwhile; its own event reads it.
            if session.tab.with_untracked(|now| now.as_ref().is_some_and(|now| now.id != tab)) && pinned.is_none() {
                let front = page::active_tab().await;
                if front.as_ref().is_some_and(|front| front.id != tab) {
                    return;
                }
            }
            session.tab.set(info);
        });
    };
    spawn_local(async move {
        let tab = match pinned {
            Some(tab) => page::tab(tab).await,
            None => page::active_tab().await,
        };
        window.set_value(tab.as_ref().and_then(|tab| tab.window));
        session.tab.set(tab);
    });
    page::on_tabs(move |event| {
        let current = session.tab.with_untracked(|tab| tab.as_ref().map(|tab| tab.id));
        match event {
            TabEvent::Activated { tab, window: of } => {
                let ours = of.is_none() || window.get_value().is_none() || of == window.get_value();
                if pinned.is_none() && ours {
                    reader.clear();
                    session.open.set(None);
                    follow(tab);
                }
            }
            TabEvent::Moved { tab, url } if Some(tab) == current => {
                let same = url.as_deref().and_then(profile_slug).is_some_and(|slug| reader.shown_slug() == Some(slug));
                if !same {
                    reader.clear();
                    session.open.set(None);
                }
                reader.read(tab);
            }
            TabEvent::Loaded { tab } if Some(tab) == current => reader.read(tab),
            TabEvent::Moved { .. } | TabEvent::Loaded { .. } => {}
        }
    });
    page::on_permissions(move || session.changed());
    Effect::new(move |_| {
        session.changes.track();
        if let Some(tab) = session.tab.get() {
            reader.read(tab.id);
        }
        // For the moment that everything is shown against.
        session.ask(PageRequest::Agenda, move |response| {
            if let Response::Agenda { agenda } = response {
                session.now.set(agenda.now);
            }
        });
    });

    let shown = shown(session, reader);
    let failed = move || match reader.view.get() {
        Some(Err(error)) => Some(view! { <p class="note note-error" role="alert">{resolve(&error.message)}</p> }),
        _ => None,
    };
    view! {
        <Shell actions=actions(intake)>
            <Shortcuts own=vec![Shortcut::new("i", "ui_intake_open", move || intake.ask())] />
            <IntakeArea />
            {failed}
            {move || match shown.get() {
                None => view! { <p class="calm" id="tab-reading" role="status">{t("ui_tab_reading")}</p> }.into_any(),
                Some(TabView::Loading) => {
                    view! { <p class="note" id="tab-loading" role="status">{t("ui_tab_loading")}</p> }.into_any()
                }
                Some(TabView::NotAllowed) => {
                    view! {
                        <section class="blank" id="tab-not-allowed">
                            <h2>{t("ui_not_allowed_title")}</h2>
                            <p>{t("ui_not_allowed_text")}</p>
                        </section>
                        <SiteOffer />
                    }
                        .into_any()
                }
                Some(TabView::Nothing { reason: NothingReason::NotAProfile }) => {
                    view! {
                        <section class="blank" id="tab-nothing">
                            <h2>{t("ui_no_person_title")}</h2>
                            <p>{t("ui_no_person_text")}</p>
                        </section>
                    }
                        .into_any()
                }
                Some(TabView::Nothing { reason }) => nothing(reason),
                Some(TabView::Person { reading, known: None, twins, mail }) => {
                    let subject = Subject::read(*reading, None).with(twins, mail);
                    view! {
                        <p class="meta" id="not-captured">{t("ui_not_captured")}</p>
                        <CaptureCard subject=subject focus=true on_saved=|_| () />
                    }
                        .into_any()
                }
                Some(TabView::Person { reading, known: Some(known), twins, mail }) => {
                    let subject =
                        Subject::read(*reading, Some((known.person.clone(), known.connected))).with(twins, mail);
                    view! { <KnownPerson view=*known subject=subject /> }.into_any()
                }
            }}
        </Shell>
    }
    .into_any()
}

fn actions(intake: Intake) -> AnyView {
    view! {
        <nav class="top-actions" aria-label=t("ui_nav")>
            <button id="intake-open" type="button" class="quiet" on:click=move |_| intake.ask()>
                {t("ui_intake_open")}
            </button>
            <a id="open-dashboard" class="button quiet" href="dashboard.html" target="_blank">
                {t("ui_open_dashboard")}
            </a>
        </nav>
    }
    .into_any()
}

/// A known person: who, what is next, the interviews with their notes, what was done.
#[component]
fn KnownPerson(view: PersonView, subject: Subject) -> impl IntoView {
    let session = Session::here();
    // A due invitation is what the user came to this profile for: its note stands open.
    let connect =
        view.steps.iter().find(|step| step.kind == FollowUpKind::Connect && step.state != StepState::Upcoming);
    let seen = subject.reading.degree == Some(Degree::First);
    if let Some(step) = connect
        && session.open.get_untracked().is_none()
        && !seen
    {
        session.open.set(Some(Opened::Step(step.id)));
    }
    let may_connect = !view.connected && connect.is_none();
    let (steps, history, interviews) = (view.steps.clone(), view.history.clone(), view.interviews.clone());
    let nothing_next = steps.is_empty();
    view! {
        <KnownCard view=view subject=subject may_connect=may_connect />
        <section aria-labelledby="person-steps">
            <h2 id="person-steps">{t("ui_next_step")}</h2>
            {nothing_next.then(|| view! { <p class="calm">{t("ui_person_nothing_next")}</p> })}
            <div class="stack">
                {steps.into_iter().map(|step| view! { <StepCard step=step /> }).collect_view()}
            </div>
        </section>
        {(!interviews.is_empty())
            .then(|| {
                view! {
                    <section aria-labelledby="person-interviews">
                        <h2 id="person-interviews">{t("ui_interviews")}</h2>
                        {interviews.into_iter().map(|view| view! { <InterviewWithNotes view=view /> }).collect_view()}
                    </section>
                }
            })}
        {(!history.is_empty())
            .then(|| {
                view! {
                    <section aria-labelledby="person-history">
                        <h2 id="person-history">{t("ui_history")}</h2>
                        <HistoryList steps=history />
                    </section>
                }
            })}
    }
    .into_any()
}

#[component]
fn InterviewWithNotes(view: InterviewView) -> impl IntoView {
    let session = Session::here();
    let id = view.interview.id;
    let people: Vec<_> = view.people.iter().map(|(person, _)| person.clone()).collect();
    let (cancelled, has_notes) = (view.cancelled, view.has_notes);
    let shown = Memo::new(move |_| session.open.get() == Some(Opened::Notes(id)));
    view! {
        <div class="stack" data-interview-notes=id.to_string()>
            <InterviewLine view=view />
            {(!cancelled)
                .then(|| {
                    view! {
                        <div class="actions">
                            <button
                                type="button"
                                class="quiet interview-notes"
                                aria-expanded=move || shown.get().to_string()
                                on:click=move |_| session.open.set((!shown.get_untracked()).then_some(Opened::Notes(id)))
                            >
                                {move || {
                                    if shown.get() {
                                        t("ui_close")
                                    } else if has_notes {
                                        t("ui_notes_edit")
                                    } else {
                                        t("ui_do_notes")
                                    }
                                }}
                            </button>
                        </div>
                    }
                })}
            <Show when=move || shown.get()>
                <NotesForm interview=id people=people.clone() />
            </Show>
        </div>
    }
    .into_any()
}
