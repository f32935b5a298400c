//! What the picture of an opportunity shows, in words: a table, or, where it is narrow, a list of the same rows.

use super::timeline::Shown;
use crate::app::views::StepView;
use crate::followup::StepState;
use crate::ui::components::when;
use crate::ui::text::{Choice, clock_time, moment, relative, resolve, t, tx};
use jiff::Timestamp;
use leptos::prelude::*;

/// When something is, or was.
enum Time {
    At(String),
    /// From when it is right, when it is due, until when.
    Window([Option<Timestamp>; 3]),
}

/// A line of the table: what orders it, its sort, what it is, when, and how it stands.
struct Row(Timestamp, &'static str, String, Time, String);

const TIMES: [&str; 3] = ["ui_timeline_from", "ui_timeline_due", "ui_timeline_until"];

/// In the order of time. What is no window stands across its three columns.
pub fn table(shown: &Shown, now: Timestamp) -> AnyView {
    let line = |Row(_, kind, what, time, state): Row| {
        view! {
            <tr role="row" data-row=kind aria-current=(kind == "now").then_some("date")>
                <th role="rowheader" scope="row" dir="auto">{what}</th>
                {match time {
                    Time::At(time) => view! { <td role="cell" colspan="3" aria-colspan="3">{time}</td> }.into_any(),
                    Time::Window(times) => TIMES.into_iter().zip(times).map(|(label, at)| cell(label, at)).collect_view().into_any(),
                }}
                <td role="cell" class="state">{state}</td>
            </tr>
        }
    };
    let head = |label: &'static str| view! { <th role="columnheader" scope="col">{t(label)}</th> };
    // Shown as a list, a table would be none to a screen reader without its roles.
    view! {
        <table id="timeline-table" role="table">
            <thead role="rowgroup">
                <tr role="row">
                    {["ui_timeline_what"].into_iter().chain(TIMES).chain(["ui_timeline_status"]).map(head).collect_view()}
                </tr>
            </thead>
            <tbody role="rowgroup">{rows(shown, now).into_iter().map(line).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

/// The label is seen where the column's heading is not.
fn cell(label: &'static str, at: Option<Timestamp>) -> AnyView {
    let label = move || view! { <span class="column-label" aria-hidden="true">{t(label)} " "</span> };
    view! { <td role="cell">{at.map(|at| view! { {label()} {moment(at)} })}</td> }.into_any()
}

fn rows(shown: &Shown, now: Timestamp) -> Vec<Row> {
    let mut rows = vec![Row(now, "now", t("ui_timeline_today"), Time::At(moment(now)), String::new())];
    for view in &shown.interviews {
        let interview = &view.interview;
        let state = match (view.cancelled, interview.end <= now) {
            (true, _) => t("ui_cancelled"),
            (false, true) => t("ui_timeline_held"),
            (false, false) => t("ui_timeline_to_come"),
        };
        let time = format!("{} – {}", moment(interview.start), clock_time(interview.end));
        rows.push(Row(interview.start, "interview", t(interview.kind.label()), Time::At(time), state));
    }
    for reply in &shown.replies {
        let from = match reply.from.as_str() {
            "" => t("ui_timeline_reply"),
            from => tx("ui_timeline_reply_from", &[from]),
        };
        rows.push(Row(reply.at, "reply", from, Time::At(moment(reply.at)), String::new()));
    }
    for step in &shown.steps {
        let (order, time) = match step.state {
            StepState::Done { at } => (at, Time::At(when(step, now))),
            _ => (step.due, Time::Window([Some(step.opens), Some(step.due), step.closes])),
        };
        rows.push(Row(order, "step", resolve(&step.title), time, state(step, now)));
    }
    rows.sort_by_key(|Row(at, ..)| *at);
    rows
}

/// How a step stands, beside columns that say when it is right.
fn state(step: &StepView, now: Timestamp) -> String {
    match step.state {
        StepState::Done { .. } => String::new(),
        StepState::Upcoming => relative(step.opens, now),
        StepState::Open | StepState::Due => t("ui_when_now"),
        _ => when(step, now),
    }
}
