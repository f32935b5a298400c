//! The dashboard: everything at once, in a tab of its own.

mod auto_backup;
mod backup;
mod cadences;
mod clock;
mod documents;
mod errors;
mod firm;
mod help;
mod holidays;
mod interviews;
mod opportunities;
mod opportunity;
mod people;
mod removal;
mod restore;
mod settings;
mod stage;
mod templates;
mod timeline;
mod unlock;
mod welcome;

pub use welcome::left_off;

use crate::model::{OpportunityId, PersonId};
use crate::ui::capture::{Intake, IntakeArea};
use crate::ui::components::{Agenda, BackupHint, Search, Shell};
use crate::ui::popup::agenda_of;
use crate::ui::session::Session;
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
            Self::Settings | Self::Templates | Self::Cadences => "settings",
            Self::Backup => "backup",
            Self::Welcome => "welcome",
            Self::Help => "help",
        }
    }
}

const TABS: [(&str, &str); 6] = [
    ("today", "ui_tab_today"),
    ("opportunities", "ui_tab_opportunities"),
    ("people", "ui_tab_people"),
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

#[component]
pub fn Dashboard() -> impl IntoView {
    let session = Session::provide();
    let agenda = agenda_of(session);
    let intake = Intake::provide(session);
    let route = RwSignal::new(Route::of(&hash()));
    let listener = window_event_listener(hashchange, move |_| {
        session.open.set(None);
        route.set(Route::of(&hash()));
        if asks_for_file(&hash()) {
            intake.ask();
        }
    });
    if asks_for_file(&hash()) {
        intake.ask();
    }
    on_cleanup(move || listener.remove());
    view! {
        <Shell actions=navigation(route)>
            <clock::ClockBar />
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
                        <Agenda agenda=agenda.into() />
                    }
                        .into_any()
                }
                Route::Opportunities => view! { <opportunities::Opportunities /> }.into_any(),
                Route::Opportunity(id) => view! { <opportunity::OpportunityPage id=id /> }.into_any(),
                Route::People => view! { <people::People /> }.into_any(),
                Route::Person(id) => view! { <people::PersonPage id=id /> }.into_any(),
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
        </nav>
    }
    .into_any()
}
