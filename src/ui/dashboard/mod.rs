//! The dashboard: everything at once, in a tab of its own.

mod auto_backup;
mod backup;
mod cadences;
mod clock;
mod documents;
mod erase;
mod errors;
mod firm;
mod help;
mod holidays;
mod insights;
mod interviews;
mod opportunities;
mod opportunity;
mod people;
mod removal;
mod restore;
mod seldom;
mod selection;
mod settings;
mod stage;
mod templates;
mod timeline;
mod timeline_table;
mod unlock;
mod welcome;

pub use welcome::left_off;

use crate::model::{OpportunityId, PersonId};
use crate::ui::capture::{Intake, IntakeArea};
use crate::ui::components::{Agenda, BackupHint, Search, Shell, Shortcut, Shortcuts, focus_first, show_shortcuts};
use crate::ui::popup::agenda_of;
use crate::ui::session::{Session, focus_later, keep_focus, when_there};
use crate::ui::text::t;
use leptos::ev::hashchange;
use leptos::prelude::*;

/// What the part of the address after `#` names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Route {
    Today,
    Opportunities,
    Opportunity(OpportunityId),
    People,
    Person(PersonId),
    Insights,
    Settings,
    Templates,
    Cadences,
    Backup,
    Welcome,
    Help,
}

impl Route {
    /// Anything unknown leads to what is due.
    fn of(hash: &str) -> Self {
        let (name, id) = hash.trim_start_matches('#').split_once('/').unwrap_or((hash.trim_start_matches('#'), ""));
        match (name, id.parse()) {
            ("opportunities", _) => Self::Opportunities,
            ("opportunity", Ok(id)) => Self::Opportunity(OpportunityId(id)),
            ("people" | "import", _) => Self::People,
            ("person", Ok(id)) => Self::Person(PersonId(id)),
            ("insights", _) => Self::Insights,
            ("settings", _) => Self::Settings,
            ("templates", _) => Self::Templates,
            ("cadences", _) => Self::Cadences,
            ("backup", _) => Self::Backup,
            ("welcome", _) => Self::Welcome,
            ("help", _) => Self::Help,
            _ => Self::Today,
        }
    }

    /// The tab that it belongs to.
    fn tab(self) -> &'static str {
        match self {
            Self::Today => "today",
            Self::Opportunities | Self::Opportunity(_) => "opportunities",
            Self::People | Self::Person(_) => "people",
            Self::Insights => "insights",
            Self::Settings | Self::Templates | Self::Cadences => "settings",
            Self::Backup => "backup",
            Self::Welcome => "welcome",
            Self::Help => "help",
        }
    }
}

const TABS: [(&str, &str); 7] = [
    ("today", "ui_tab_today"),
    ("opportunities", "ui_tab_opportunities"),
    ("people", "ui_tab_people"),
    ("insights", "ui_tab_insights"),
    ("settings", "ui_tab_settings"),
    ("backup", "ui_tab_backup"),
    ("help", "ui_tab_help"),
];

/// `#import` leads to everybody, with the place for files open.
fn asks_for_file(hash: &str) -> bool {
    hash.trim_start_matches('#') == "import"
}

fn hash() -> String {
    window().location().hash().unwrap_or_default()
}

/// Goes to a part of the dashboard.
fn go(hash: &str) {
    // Fails only where there is no document to navigate.
    let _ = window().location().set_hash(hash);
}

/// The form for somebody new stands where everybody is.
fn add_by_hand() {
    go("people");
    when_there("add-by-hand", web_sys::HtmlElement::click);
}

#[component]
pub fn Dashboard() -> impl IntoView {
    let session = Session::provide();
    let agenda = agenda_of(session);
    let intake = Intake::provide(session);
    erase::Erased::provide();
    let route = RwSignal::new(Route::of(&hash()));
    let listener = window_event_listener(hashchange, move |_| {
        session.open.set(None);
        route.set(Route::of(&hash()));
        // The link that led here may be gone.
        keep_focus();
        if asks_for_file(&hash()) {
            intake.ask();
        }
    });
    if asks_for_file(&hash()) {
        intake.ask();
    }
    on_cleanup(move || listener.remove());
    // A backup that was dropped anywhere is looked at where backups are.
    Effect::new(move |_| {
        if intake.backup.with(Option::is_some) {
            go("backup");
        }
    });
    view! {
        <Shell actions=navigation(route)>
            <Shortcuts own=keys() />
            <clock::ClockBar />
            <erase::ErasedNote />
            <clock::ClockDoubt agenda=agenda.into() />
            <Show when=move || {
                let is_in_use = agenda.with(|agenda| agenda.as_ref().is_some_and(|it| !it.empty));
                is_in_use && matches!(route.get().tab(), "today" | "people" | "opportunities")
            }>
                <Search />
            </Show>
            <IntakeArea />
            {move || match route.get() {
                Route::Today => {
                    view! {
                        <BackupHint agenda=agenda.into() />
                        <Agenda agenda=agenda.into() on_add=Callback::new(|()| add_by_hand()) />
                    }
                        .into_any()
                }
                Route::Opportunities => view! { <opportunities::Opportunities /> }.into_any(),
                Route::Opportunity(id) => view! { <opportunity::OpportunityPage id=id /> }.into_any(),
                Route::People => view! { <people::People /> }.into_any(),
                Route::Person(id) => view! { <people::PersonPage id=id /> }.into_any(),
                Route::Insights => view! { <insights::InsightsPage /> }.into_any(),
                Route::Settings => view! { <settings::SettingsPage /> }.into_any(),
                Route::Templates => view! { <templates::TemplatesPage /> }.into_any(),
                Route::Cadences => view! { <cadences::CadencesPage /> }.into_any(),
                Route::Backup => view! { <backup::BackupPage /> }.into_any(),
                Route::Welcome => view! { <welcome::Welcome /> }.into_any(),
                Route::Help => view! { <help::Help /> }.into_any(),
            }}
        </Shell>
    }
    .into_any()
}

/// What single keys do here.
fn keys() -> Vec<Shortcut> {
    let to = |key, label, hash: &'static str| {
        Shortcut::new(key, label, move || {
            go(hash);
            focus_later("content");
        })
    };
    vec![
        Shortcut::new("/", "ui_key_search", || {
            if !focus_first(&["search"]) {
                go("today");
                when_there("search", |search| {
                    let _ = search.focus();
                });
            }
        }),
        Shortcut::new("n", "ui_key_new", add_by_hand),
        to("t", "ui_tab_today", "today"),
        to("o", "ui_tab_opportunities", "opportunities"),
        to("p", "ui_tab_people", "people"),
        to("i", "ui_tab_insights", "insights"),
        to("s", "ui_tab_settings", "settings"),
        to("b", "ui_tab_backup", "backup"),
        to("h", "ui_tab_help", "help"),
    ]
}

fn navigation(route: RwSignal<Route>) -> AnyView {
    view! {
        <nav class="tabs" aria-label=t("ui_nav")>
            {TABS
                .iter()
                .map(|&(tab, label)| {
                    view! {
                        <a
                            id=format!("nav-{tab}")
                            href=format!("#{tab}")
                            aria-current=move || (route.get().tab() == tab).then_some("page")
                        >
                            {t(label)}
                        </a>
                    }
                })
                .collect_view()}
            <button
                id="keys"
                type="button"
                class="icon quiet"
                aria-label=t("ui_shortcuts")
                title=t("ui_shortcuts")
                on:click=move |_| show_shortcuts()
            >
                <span aria-hidden="true">"?"</span>
            </button>
        </nav>
    }
    .into_any()
}
