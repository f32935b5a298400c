//! The popup: the person on the page first, then what is due, next and waited for.

use crate::app::protocol::{PageRequest, Response};
use crate::app::views::{AgendaView, PersonView, TabView};
use crate::browser::page;
use crate::capture::reading::NothingReason;
use crate::ui::capture::{CaptureCard, Intake, IntakeArea, Subject};
use crate::ui::components::{Agenda, BackupHint, Search, Shell, Shortcut, Shortcuts, SiteOffer};
use crate::ui::first_frame;
use crate::ui::known::KnownCard;
use crate::ui::reader::Reader;
use crate::ui::remember;
use crate::ui::session::{Opened, Session, query};
use crate::ui::text::{error, t};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

const CACHED_AGENDA: &str = "agenda";
/// Which step stood open when the popup was closed.
const OPEN_STEP: &str = "popup/open";

/// A background that has said nothing for this long is stuck: the page says so beside what it remembers.
const PATIENCE: Duration = Duration::from_secs(8);

/// Keeps an agenda up to date; what was shown last time is there at once.
pub fn agenda_of(session: Session) -> RwSignal<Option<AgendaView>> {
    let agenda = RwSignal::new(remember::get::<AgendaView>(CACHED_AGENDA));
    Effect::new(move |_| {
        session.changes.track();
        let waiting = StoredValue::new(true);
        session.ask_or(PageRequest::Agenda, move |answer| {
            waiting.set_value(false);
            let response = match answer {
                Ok(response) => response,
                Err(error) => return session.failure.set(Some(error)),
            };
            if let Response::Agenda { agenda: fresh } = response {
                remember::put(CACHED_AGENDA, &fresh);
                first_frame::keep(&fresh);
                session.now.set(fresh.now);
                agenda.set(Some(fresh));
            }
        });
        set_timeout(
            move || {
                if waiting.try_get_value() == Some(true) {
                    session.failure.set(Some(error("background-silent", "ui_error_background")));
                }
            },
            PATIENCE,
        );
    });
    agenda
}

#[component]
pub fn Popup() -> impl IntoView {
    let session = Session::provide();
    let agenda = agenda_of(session);
    let reader = Reader::new(session);
    let intake = Intake::provide(session);
    let by_hand = RwSignal::new(false);
    let begun_by_hand = RwSignal::new(Subject::by_hand().is_begun());
    resume_by_hand(reader, begun_by_hand, by_hand);
    resume_step(session);
    page::on_permissions(move || session.changed());
    spawn_local(async move {
        let pinned = query("tab").and_then(|tab| tab.parse().ok());
        let tab = match pinned {
            Some(tab) => page::tab(tab).await,
            None => page::active_tab().await,
        };
        session.tab.set(tab);
    });
    Effect::new(move |_| {
        session.changes.track();
        if let Some(tab) = session.tab.get() {
            reader.read(tab.id);
        }
    });
    let close_by_hand = move || {
        begun_by_hand.set(false);
        by_hand.set(false);
    };
    let begun = move || {
        by_hand.get() || reader.view.with(|view| matches!(view, Some(Ok(TabView::Person { .. } | TabView::Loading))))
    };
    view! {
        <Shell actions=actions(session, by_hand, intake)>
            <Shortcuts own=vec![Shortcut::new("n", "ui_key_new", move || by_hand.set(true))] />
            <IntakeArea no_files=true />
            <Show when=move || by_hand.get()>
                <CaptureCard
                    subject=Subject::by_hand()
                    focus=true
                    on_saved=move |_| close_by_hand()
                    on_cancel=Callback::new(move |()| close_by_hand())
                />
            </Show>
            <Show when=move || !by_hand.get()>
                <Show when=move || begun_by_hand.get()>
                    <p class="note" id="by-hand-begun">
                        {t("ui_by_hand_begun")}
                        " "
                        <button type="button" class="link" on:click=move |_| by_hand.set(true)>{t("ui_go_on")}</button>
                    </p>
                </Show>
                <OnThisPage reader=reader focus=true />
            </Show>
            <Show when=move || !by_hand.get() && agenda.with(|agenda| agenda.as_ref().is_some_and(|it| !it.empty))>
                <Search page="dashboard.html" />
            </Show>
            <Agenda agenda=agenda.into() begun=Signal::derive(begun) />
            <Show when=move || !by_hand.get() && reader.view.with(|view| matches!(view, Some(Ok(TabView::NotAllowed))))>
                <p class="meta" id="tab-unreadable">{t("ui_unreadable")}</p>
            </Show>
            <Show when=move || !by_hand.get() && reader.view.with(|view| matches!(view, Some(Ok(TabView::Nothing { reason: NothingReason::NotAProfile }))))>
                <p class="meta" id="tab-nothing">{t("ui_no_person_text")}</p>
            </Show>
            <SiteOffer />
            <BackupHint agenda=agenda.into() />
        </Shell>
    }
    .into_any()
}

/// A form begun by hand stands there again, unless the page in front holds a person: then that one comes first, and the
/// form is one click away.
fn resume_by_hand(reader: Reader, begun: RwSignal<bool>, by_hand: RwSignal<bool>) {
    Effect::new(move |decided: Option<bool>| {
        let looked = reader.view.with(|view| match view {
            None | Some(Ok(TabView::Loading)) => None,
            Some(view) => Some(matches!(view, Ok(TabView::Person { .. }))),
        });
        let Some(person) = looked else { return decided.unwrap_or_default() };
        if decided != Some(true) && !person && begun.get_untracked() {
            by_hand.set(true);
        }
        true
    });
}

/// The step that stood open stands open again: what was typed in it is remembered already.
fn resume_step(session: Session) {
    if let Some(open) = remember::get::<Opened>(OPEN_STEP) {
        session.open.set(Some(open));
    }
    Effect::new(move |_| {
        if let Some(open) = session.open.get() {
            remember::put(OPEN_STEP, &open);
        } else {
            remember::forget(OPEN_STEP);
        }
    });
}

fn actions(session: Session, by_hand: RwSignal<bool>, intake: Intake) -> AnyView {
    view! {
        <nav class="top-actions" aria-label=t("ui_nav")>
            <button id="add-by-hand" type="button" class="quiet" on:click=move |_| by_hand.set(true)>
                {t("ui_add_by_hand")}
            </button>
            <button id="intake-open" type="button" class="quiet" on:click=move |_| intake.ask()>
                {t("ui_intake_open")}
            </button>
            {page::has_sidebar()
                .then(|| {
                    view! {
                        <button
                            id="open-sidebar"
                            type="button"
                            class="quiet"
                            on:click=move |_| {
                                let opened = page::open_sidebar(
                                    session.tab.with_untracked(|tab| tab.as_ref().and_then(|tab| tab.window)),
                                );
                                spawn_local(async move {
                                    if !opened.await {
                                        session.say(t("ui_sidebar_refused"));
                                    }
                                });
                            }
                        >
                            {t("ui_open_sidebar")}
                        </button>
                    }
                })}
            <a id="open-dashboard" class="button quiet" href="dashboard.html" target="_blank">
                {t("ui_open_dashboard")}
            </a>
        </nav>
    }
    .into_any()
}

/// What the page in front holds: a form for somebody new, a head for somebody known, or why there is neither.
#[component]
fn OnThisPage(reader: Reader, focus: bool) -> impl IntoView {
    let session = Session::here();
    let shown = shown(session, reader);
    view! {
        {move || match shown.get() {
            None | Some(TabView::NotAllowed) => ().into_any(),
            Some(TabView::Loading) => view! { <p class="note" id="tab-loading" role="status">{t("ui_tab_loading")}</p> }.into_any(),
            Some(TabView::Nothing { reason }) => nothing(reason),
            Some(TabView::Person { reading, known: None, twins, mail }) => {
                let subject = Subject::read(*reading, None).with(twins, mail);
                view! { <CaptureCard subject=subject focus=focus on_saved=|_| () /> }.into_any()
            }
            Some(TabView::Person { reading, known: Some(known), twins, mail }) => {
                let subject = Subject::read(*reading, Some((known.person.clone(), known.connected))).with(twins, mail);
                view! { <KnownCard view=*known subject=subject /> }.into_any()
            }
        }}
    }
    .into_any()
}

/// What to show, without throwing away a form in use because the page has loaded some more.
pub fn shown(session: Session, reader: Reader) -> Memo<Option<TabView>> {
    Memo::new(move |before: Option<&Option<TabView>>| {
        let view = match reader.view.get() {
            Some(Ok(view)) => Some(view),
            Some(Err(_)) | None => None,
        };
        match (before, &view) {
            (Some(Some(old)), Some(new)) if session.editing.get_untracked() && same_subject(old, new) => {
                Some(old.clone())
            }
            _ => view,
        }
    })
}

fn same_subject(old: &TabView, new: &TabView) -> bool {
    match (old, new) {
        (TabView::Person { reading: old, known: a, .. }, TabView::Person { reading: new, known: b, .. }) => {
            let id = |known: &Option<Box<PersonView>>| known.as_ref().map(|view| view.person.id);
            old.linkedin.value() == new.linkedin.value() && old.email.value() == new.email.value() && id(a) == id(b)
        }
        _ => false,
    }
}

/// Why there is nobody to save on this page, where that is worth a word.
pub fn nothing(reason: NothingReason) -> AnyView {
    let key = match reason {
        NothingReason::NotAProfile => return ().into_any(),
        NothingReason::LoginWall => "ui_login_wall",
        NothingReason::Masked => "ui_masked",
    };
    view! { <p class="note" id="tab-nothing">{t(key)}</p> }.into_any()
}
