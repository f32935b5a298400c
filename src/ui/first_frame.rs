//! What `www/first-frame.js` paints before this module runs: the agenda as plain texts, as it was shown last.

use super::components::main_action;
use super::remember;
use super::text::{line, resolve, t};
use crate::app::views::{AgendaView, OpportunityBrief, StandingView, StepView};
use serde::Serialize;

/// The script reads it under this name.
const KEY: &str = "first-frame";
/// A popup shows no more without scrolling.
const MOST: usize = 4;

#[derive(Serialize)]
struct Frame {
    sections: Vec<Section>,
}

#[derive(Serialize)]
struct Section {
    title: String,
    /// Shown beside the title; 0: not.
    count: usize,
    /// Said where nothing is listed; may be empty.
    calm: String,
    items: Vec<Item>,
}

#[derive(Serialize)]
struct Item {
    title: String,
    place: String,
    why: String,
    /// The main action's words; empty: there is none.
    action: String,
    state: &'static str,
}

/// Keeps the agenda for the next first frame; where there is nothing in it, nothing is kept.
pub fn keep(agenda: &AgendaView) {
    if agenda.empty {
        remember::forget(KEY);
        return;
    }
    let calm = if agenda.due.is_empty() { t("ui_due_none") } else { String::new() };
    let due = Section {
        title: t("ui_due"),
        count: agenda.due.len(),
        calm,
        items: agenda.due.iter().take(MOST).map(of_step).collect(),
    };
    let plain =
        |title: &'static str, items: Vec<Item>| Section { title: t(title), count: 0, calm: String::new(), items };
    let next = plain("ui_next", agenda.next.iter().take(MOST).map(of_step).collect());
    let waiting = plain("ui_waiting", agenda.waiting.iter().take(MOST).map(of_standing).collect());
    let further = [next, waiting].into_iter().filter(|section| !section.items.is_empty());
    remember::put(KEY, &Frame { sections: std::iter::once(due).chain(further).collect() });
}

fn place(opportunity: &OpportunityBrief) -> String {
    line(&[&opportunity.company, &opportunity.job_title])
}

fn of_step(step: &StepView) -> Item {
    Item {
        title: resolve(&step.title),
        place: step.opportunity.as_ref().map(place).unwrap_or_default(),
        why: resolve(&step.reason),
        action: t(main_action(step)),
        state: step.state.name(),
    }
}

fn of_standing(standing: &StandingView) -> Item {
    Item {
        title: place(&standing.opportunity),
        place: String::new(),
        why: resolve(&standing.message),
        action: String::new(),
        state: "",
    }
}
