//! What else can be done with a follow-up: later, done already, another way, not at all.

use super::ExportButton;
use super::step_ways::{AnotherWay, DoneElsewhere, Part, Skip};
use crate::app::protocol::{Export, PageRequest, Response};
use crate::app::views::{SnoozeView, StepView};
use crate::followup::{SnoozeChoice, channels_for};
use crate::model::FollowUpId;
use crate::ui::session::{Opened, Session, focus_later};
use crate::ui::text::{clock_time, day_of, resolve, t, tx};
use leptos::prelude::*;

/// The snoozes in the order in which they are offered: value for tests, label, choice.
const SNOOZES: [(&str, &str, SnoozeChoice); 3] = [
    ("in-two-hours", "ui_snooze_two_hours", SnoozeChoice::InTwoHours),
    ("tomorrow-morning", "ui_snooze_tomorrow", SnoozeChoice::TomorrowMorning),
    ("monday", "ui_snooze_monday", SnoozeChoice::Monday),
];

/// What an action of the menu ends with: the step's own panel closes.
pub fn close_panel(session: Session, id: FollowUpId) {
    if session.open.get_untracked() == Some(Opened::Step(id)) {
        session.open.set(None);
    }
    if session.menu.get_untracked() == Some(id) {
        session.menu.set(None);
    }
}

/// A morning needs no time of day.
fn comes_back(snooze: &SnoozeView) -> String {
    match snooze.choice {
        SnoozeChoice::InTwoHours => clock_time(snooze.until),
        _ => day_of(snooze.until),
    }
}

#[component]
pub fn StepMenu(step: StepView) -> impl IntoView {
    let id = step.id;
    let name = crate::ui::text::resolve(&step.title);
    let key = super::step::dom_key(id);
    let session = Session::here();
    let shown = Memo::new(move |_| session.menu.get() == Some(id));
    let part = RwSignal::new(None::<Part>);
    let ways = channels_for(step.kind).len() > 1;
    let parts_id = format!("{key}-part");
    let toggle = {
        let (key, parts_id) = (key.clone(), parts_id.clone());
        move |of: Part, label: &'static str| {
            let (first, parts_id) = (of.first_field(&key), parts_id.clone());
            view! {
                <button
                    type="button"
                    class="quiet"
                    data-part=of.name()
                    aria-expanded=move || (part.get() == Some(of)).to_string()
                    aria-controls=parts_id
                    on:click=move |_| {
                        part.update(|part| *part = (*part != Some(of)).then_some(of));
                        if part.get_untracked().is_some() {
                            focus_later(first.clone());
                        }
                    }
                >
                    {t(label)}
                </button>
            }
        }
    };
    let menu = step.clone();
    let (menu_id, opener) = (format!("{key}-menu"), format!("{key}-more"));
    let opener_id = opener.clone();
    Effect::new(move |_| {
        if !shown.get() {
            part.set(None);
        }
    });
    view! {
        <div
            class="more"
            on:keydown=move |event| {
                if event.key() == "Escape" && shown.get_untracked() {
                    session.menu.set(None);
                    focus_later(opener.clone());
                }
            }
        >
            <button
                id=opener_id
                type="button"
                class="quiet"
                aria-label=tx("ui_more_for", &[&name])
                aria-expanded=move || shown.get().to_string()
                aria-controls=menu_id.clone()
                on:click=move |_| session.menu.set((!shown.get_untracked()).then_some(id))
            >
                {t("ui_more")}
            </button>
            <div class="menu" id=menu_id.clone() hidden=move || !shown.get()>
                <Show when=move || shown.get()>
                    <Snoozes id=id />
                </Show>
                <hr />
                {toggle(Part::Done, "ui_already_done")}
                {ways.then(|| toggle(Part::Way, "ui_another_way"))}
                {toggle(Part::Skip, "ui_skip")}
                <ExportButton
                    what=Export::StepCalendar { follow_up: id }
                    label="ui_export_step"
                    class="quiet add-to-calendar"
                />
                <div class="menu-part" id=parts_id>
                    {move || match part.get() {
                        Some(Part::Done) => view! { <DoneElsewhere step=menu.clone() /> }.into_any(),
                        Some(Part::Way) => view! { <AnotherWay step=menu.clone() /> }.into_any(),
                        Some(Part::Skip) => view! { <Skip step=menu.clone() /> }.into_any(),
                        None => ().into_any(),
                    }}
                </div>
            </div>
        </div>
    }
    .into_any()
}

/// Later: what each choice comes to, and which of them leave the time that is right for the step.
#[component]
fn Snoozes(id: FollowUpId) -> impl IntoView {
    let session = Session::here();
    let key = super::step::dom_key(id);
    let (date_id, late_id) = (format!("{key}-date"), format!("{key}-late"));
    let date = RwSignal::new(String::new());
    let known = RwSignal::new(Vec::<SnoozeView>::new());
    Effect::new(move |_| {
        let date = date.get().parse().ok();
        session.ask_or(PageRequest::Snoozes { follow_up: id, date }, move |answer| {
            if let Ok(Response::Snoozes { snoozes }) = answer {
                let _ = known.try_set(snoozes);
            }
        });
    });
    let of =
        move |choice: SnoozeChoice| known.with(|known| known.iter().find(|snooze| snooze.choice == choice).cloned());
    let is_late = move |choice: SnoozeChoice| of(choice).is_some_and(|snooze| snooze.warning.is_some());
    let warning = move || {
        known.with(|known| known.iter().find_map(|snooze| snooze.warning.clone())).map(|warning| resolve(&warning))
    };
    let snooze = move |choice: SnoozeChoice| {
        session.act(PageRequest::Snooze { follow_up: id, choice }, move |_| close_panel(session, id));
    };
    let on_date = move || match date.get_untracked().parse() {
        Ok(date) => snooze(SnoozeChoice::On { date }),
        Err(_) => session.say(t("ui_error_date")),
    };
    let mark = move |late: bool| late.then(|| view! { <span class="late-mark" aria-hidden="true">"!"</span> });
    let date_is_late = move || date.get().parse().is_ok_and(|date| is_late(SnoozeChoice::On { date }));
    let (described, described_date) = (late_id.clone(), late_id.clone());
    view! {
        <p class="menu-label">{t("ui_snooze")}</p>
        {SNOOZES
            .iter()
            .map(|&(value, label, choice)| {
                let described = described.clone();
                view! {
                    <button
                        type="button"
                        class="quiet snooze"
                        data-snooze=value
                        aria-describedby=move || is_late(choice).then(|| described.clone())
                        on:click=move |_| snooze(choice)
                    >
                        <span>{t(label)} {move || mark(is_late(choice))}</span>
                        <span class="meta">{move || of(choice).map(|snooze| comes_back(&snooze))}</span>
                    </button>
                }
            })
            .collect_view()}
        <form
            class="snooze-until"
            on:submit=move |event| {
                event.prevent_default();
                on_date();
            }
        >
            <label for=date_id.clone()>{t("ui_snooze_date")} {move || mark(date_is_late())}</label>
            <input
                id=date_id
                type="date"
                aria-describedby=move || date_is_late().then(|| described_date.clone())
                bind:value=date
            />
            <button type="submit" class="quiet snooze" data-snooze="on">{t("ui_snooze_set")}</button>
        </form>
        <p class="hint late" id=late_id role="status">
            {move || warning().map(|warning| view! { {mark(true)} " " {warning} })}
        </p>
    }
    .into_any()
}
