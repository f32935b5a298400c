//! What else can be done with a follow-up: later, not at all, done already.

use super::ExportButton;
use crate::app::protocol::{Export, PageRequest};
use crate::app::views::StepView;
use crate::followup::SnoozeChoice;
use crate::ui::session::{Opened, Session};
use crate::ui::text::{t, tx};
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

/// The snoozes in the order in which they are offered: value for tests, label, choice.
const SNOOZES: [(&str, &str, SnoozeChoice); 3] = [
    ("in-two-hours", "ui_snooze_two_hours", SnoozeChoice::InTwoHours),
    ("tomorrow-morning", "ui_snooze_tomorrow", SnoozeChoice::TomorrowMorning),
    ("monday", "ui_snooze_monday", SnoozeChoice::Monday),
];

/// The keyboard goes back to what opened the menu.
fn close_menu(event: &web_sys::KeyboardEvent) {
    let menu = event.current_target().and_then(|menu| menu.dyn_into::<web_sys::Element>().ok());
    if let Some(menu) = menu {
        let _ = menu.remove_attribute("open");
        if let Ok(Some(summary)) = menu.query_selector("summary")
            && let Ok(summary) = summary.dyn_into::<web_sys::HtmlElement>()
        {
            let _ = summary.focus();
        }
    }
}

#[component]
pub fn StepMenu(step: StepView) -> impl IntoView {
    let session = Session::here();
    let id = step.id;
    let reason = RwSignal::new(String::new());
    let name = crate::ui::text::resolve(&step.title);
    let reason_id = format!("{}-reason", super::step::dom_key(id));
    let close = move |_| {
        if session.open.get_untracked() == Some(Opened::Step(id)) {
            session.open.set(None);
        }
    };
    let date_id = format!("{}-date", super::step::dom_key(id));
    let date = RwSignal::new(String::new());
    let snooze_until = move || match date.get_untracked().parse() {
        Ok(date) => {
            let choice = SnoozeChoice::On { date };
            session.act(PageRequest::Snooze { follow_up: id, choice }, close);
        }
        Err(_) => session.say(t("ui_error_date")),
    };
    let skip = move || {
        let reason = reason.get_untracked().trim().to_owned();
        session.act(PageRequest::Skip { follow_up: id, reason }, close);
    };
    let done = move |_| {
        let request = PageRequest::MarkDone {
            follow_up: id,
            channel: Some(step.channel),
            subject: String::new(),
            text: String::new(),
        };
        session.act(request, close);
    };
    view! {
        <details
            class="more"
            on:keydown=move |event| {
                if event.key() == "Escape" {
                    close_menu(&event);
                }
            }
        >
            <summary aria-label=tx("ui_more_for", &[&name])>{t("ui_more")}</summary>
            <div class="menu">
                <p class="menu-label">{t("ui_snooze")}</p>
                {SNOOZES
                    .iter()
                    .map(|&(value, label, choice)| {
                        view! {
                            <button
                                type="button"
                                class="quiet snooze"
                                data-snooze=value
                                on:click=move |_| session.act(PageRequest::Snooze { follow_up: id, choice }, close)
                            >
                                {t(label)}
                            </button>
                        }
                    })
                    .collect_view()}
                <form
                    class="snooze-until"
                    on:submit=move |event| {
                        event.prevent_default();
                        snooze_until();
                    }
                >
                    <label for=date_id.clone()>{t("ui_snooze_date")}</label>
                    <input id=date_id type="date" bind:value=date />
                    <button type="submit" class="quiet snooze" data-snooze="on">{t("ui_snooze_set")}</button>
                </form>
                <hr />
                <button type="button" class="quiet already-done" on:click=done>{t("ui_already_done")}</button>
                <ExportButton
                    what=Export::StepCalendar { follow_up: id }
                    label="ui_export_step"
                    class="quiet add-to-calendar"
                />
                <hr />
                <form
                    class="skip"
                    on:submit=move |event| {
                        event.prevent_default();
                        skip();
                    }
                >
                    <label for=reason_id.clone()>{t("ui_skip_reason")}</label>
                    <input id=reason_id type="text" dir="auto" autocomplete="off" bind:value=reason />
                    <button type="submit" class="quiet skip-action">{t("ui_skip")}</button>
                </form>
            </div>
        </details>
    }
    .into_any()
}
