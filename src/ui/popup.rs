//! The popup: the person on the page first, then what is due, next and waited for.

use crate::app::protocol::{PageRequest, Response};
use crate::app::views::{AgendaView, PersonView, TabView};
use crate::browser::page;
use crate::capture::reading::NothingReason;
use crate::ui::capture::{CaptureCard, Intake, IntakeArea, KnownTwins, MailInvites, Subject};
use crate::ui::components::{Agenda, BackupHint, PersonHead, Search, Shell, SiteOffer};
use crate::ui::reader::Reader;
use crate::ui::remember;
use crate::ui::session::{Session, query};
use crate::ui::text::t;
use leptos::prelude::*;
use leptos::task::spawn_local;

const CACHED_AGENDA: &str = "agenda";

/// Keeps an agenda up to date; what was shown last time is there at once.
pub fn agenda_of(session: Session) -> RwSignal<Option<AgendaView>> {
    let agenda = RwSignal::new(remember::get::<AgendaView>(CACHED_AGENDA));
    Effect::new(move |_| {
        session.changes.track();
        session.ask(PageRequest::Agenda, move |response| {
            if let Response::Agenda { agenda: fresh } = response {
                remember::put(CACHED_AGENDA, &fresh);
                session.now.set(fresh.now);
                agenda.set(Some(fresh));
            }
        });
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
    let begun = move || {
        by_hand.get() || reader.view.with(|view| matches!(view, Some(Ok(TabView::Person { .. } | TabView::Loading))))
    };
    view! {
        <Shell actions=actions(session, by_hand, intake)>
            <IntakeArea no_files=true />
            <Show when=move || by_hand.get()>
                <CaptureCard
                    subject=Subject::by_hand()
                    focus=true
                    on_saved=move |_| by_hand.set(false)
                    on_cancel=Callback::new(move |()| by_hand.set(false))
                />
            </Show>
            <Show when=move || !by_hand.get()>
                <OnThisPage reader=reader focus=true />
            </Show>
            <Show when=move || !by_hand.get() && agenda.with(|agenda| agenda.as_ref().is_some_and(|it| !it.empty))>
                <Search page="dashboard.html" />
            </Show>
            <Agenda agenda=agenda.into() begun=Signal::derive(begun) />
            <SiteOffer />
            <BackupHint agenda=agenda.into() />
        </Shell>
    }
    .into_any()
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
                view! { <KnownHere view=*known subject=subject /> }.into_any()
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

/// Somebody on the page whom the user saved before.
#[component]
fn KnownHere(view: PersonView, subject: Subject) -> impl IntoView {
    let editing = RwSignal::new(false);
    let (twins, whole, held) = (subject.twins.clone(), view.person.clone(), view.interviews.clone());
    let mail = subject.mail.clone();
    view! {
        {move || {
            let mail = mail.clone().filter(|_| !editing.get());
            mail.map(|mail| view! { <MailInvites mail=mail /> })
        }}
        <KnownTwins person=whole interviews=held twins=twins />
        <Show
            when=move || editing.get()
            fallback=move || {
                view! {
                    <section class="card known" id="known">
                        <PersonHead view=view.clone() />
                        <div class="actions">
                            <button id="known-edit" type="button" class="quiet" on:click=move |_| editing.set(true)>
                                {t("ui_known_edit")}
                            </button>
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
    }
    .into_any()
}
