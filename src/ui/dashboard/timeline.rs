//! An opportunity as a picture: interviews, what was done, what is planned with its windows, today. Everything in it
//! stands in the table below it, so a screen reader is given one sentence and the table.

use crate::app::views::{InterviewView, ReplyView, StepView};
use crate::followup::StepState;
use crate::ui::components::when;
use crate::ui::text::{Choice, clock_time, day_of, moment, resolve, t, tn, tx};
use jiff::Timestamp;
use leptos::prelude::*;

/// Height of a row and width of the picture, in its own units.
const ROW: f64 = 26.0;
const WIDTH: f64 = 600.0;
/// Room at both ends, so that a mark on the edge is whole.
const EDGE: f64 = 10.0;
/// Rows beyond this say no more than the list does.
const MOST_ROWS: usize = 12;

/// From moments to places.
#[derive(Clone, Copy)]
struct Scale {
    first: i64,
    last: i64,
}

impl Scale {
    fn of(moments: impl Iterator<Item = Timestamp> + Clone) -> Self {
        let seconds = moments.map(Timestamp::as_second);
        let (first, last) = (seconds.clone().min().unwrap_or(0), seconds.max().unwrap_or(1));
        Self { first, last: last.max(first.saturating_add(1)) }
    }

    fn start(self) -> Timestamp {
        Timestamp::from_second(self.first).unwrap_or_default()
    }

    fn end(self) -> Timestamp {
        Timestamp::from_second(self.last).unwrap_or_default()
    }

    #[expect(clippy::cast_precision_loss, reason = "a picture of some months")]
    fn x(self, at: Timestamp) -> f64 {
        let part = (at.as_second() - self.first) as f64 / (self.last - self.first) as f64;
        EDGE + part.clamp(0.0, 1.0) * (WIDTH - 2.0 * EDGE)
    }
}

#[component]
pub fn Timeline(
    interviews: Vec<InterviewView>,
    steps: Vec<StepView>,
    replies: Vec<ReplyView>,
    now: Timestamp,
) -> impl IntoView {
    if interviews.is_empty() {
        return ().into_any();
    }
    let table = table(&interviews, &steps, &replies, now);
    let left_out = steps.len().saturating_sub(MOST_ROWS);
    let steps: Vec<StepView> = steps.into_iter().take(MOST_ROWS).collect();
    let starts = interviews.iter().map(|view| view.interview.start);
    let windows = steps.iter().flat_map(|step| match step.state {
        StepState::Done { at } => [at, at],
        _ => [step.opens, step.closes.unwrap_or(step.due)],
    });
    let answers = replies.iter().map(|reply| reply.at);
    let scale = Scale::of(starts.chain(windows).chain(answers).chain([now]));
    #[expect(clippy::cast_precision_loss, reason = "a dozen rows")]
    let height = ROW * (steps.len() as f64 + 1.0);
    let held = interviews
        .into_iter()
        .filter(|view| !view.cancelled)
        .map(|view| {
            let x = scale.x(view.interview.start);
            view! {
                <g class="timeline-interview">
                    <line x1=x x2=x y1="0" y2=height></line>
                    <circle cx=x cy=ROW / 2.0 r="7"></circle>
                    <title>{tx("ui_timeline_interview", &[&day_of(view.interview.start)])}</title>
                </g>
            }
        })
        .collect_view();
    let answered = replies
        .iter()
        .map(|reply| {
            let (x, y) = (scale.x(reply.at), ROW / 2.0);
            let points = format!("{x},{} {},{y} {x},{} {},{y}", y - 8.0, x + 8.0, y + 8.0, x - 8.0);
            view! {
                <g class="timeline-reply">
                    <polygon points=points></polygon>
                    <title>{reply_line(reply)}</title>
                </g>
            }
        })
        .collect_view();
    let rows = steps.into_iter().enumerate().map(|(row, step)| bar(scale, row, &step)).collect_view();
    let today = scale.x(now);
    view! {
        <figure class="timeline">
            <svg viewBox=format!("0 0 {WIDTH} {height}") role="img" aria-label=t("ui_timeline_label")>
                {held}
                {answered}
                {rows}
                <g class="timeline-now">
                    <line x1=today x2=today y1="0" y2=height></line>
                    <title>{tx("ui_timeline_now", &[&day_of(now)])}</title>
                </g>
            </svg>
            <p class="timeline-ends meta" aria-hidden="true">
                <span>{day_of(scale.start())}</span>
                <span>{day_of(scale.end())}</span>
            </p>
            <figcaption class="meta">
                {t("ui_timeline_caption")} " "
                {(left_out > 0).then(|| tn("ui_timeline_left_out", left_out))}
            </figcaption>
            <details class="fold">
                <summary id="timeline-table-show">{t("ui_timeline_table")}</summary>
                {table}
            </details>
        </figure>
    }
    .into_any()
}

/// A line of the table: what orders it, what it is, when, and how it stands.
type Row = (Timestamp, &'static str, String, String, String);

fn reply_line(reply: &ReplyView) -> String {
    let at = moment(reply.at);
    if reply.from.is_empty() { tx("ui_reply_line", &[&at]) } else { tx("ui_reply_line_from", &[&at, &reply.from]) }
}

/// All that the picture shows, in the order of time.
fn table(interviews: &[InterviewView], steps: &[StepView], replies: &[ReplyView], now: Timestamp) -> AnyView {
    let mut rows: Vec<Row> = vec![(now, "now", t("ui_timeline_today"), moment(now), String::new())];
    for InterviewView { interview, cancelled, .. } in interviews {
        let state = match (*cancelled, interview.end <= now) {
            (true, _) => t("ui_cancelled"),
            (false, true) => t("ui_timeline_held"),
            (false, false) => t("ui_timeline_to_come"),
        };
        let time = format!("{} – {}", moment(interview.start), clock_time(interview.end));
        rows.push((interview.start, "interview", t(interview.kind.label()), time, state));
    }
    for reply in replies {
        let from =
            if reply.from.is_empty() { t("ui_timeline_reply") } else { tx("ui_timeline_reply_from", &[&reply.from]) };
        rows.push((reply.at, "reply", from, moment(reply.at), String::new()));
    }
    for step in steps {
        let (order, time) = match step.state {
            StepState::Done { at } => (at, moment(at)),
            _ => (step.due, window(step)),
        };
        rows.push((order, "step", resolve(&step.title), time, when(step, now)));
    }
    rows.sort_by_key(|(at, ..)| *at);
    let line = |(_, kind, what, time, state): Row| {
        view! {
            <tr data-row=kind aria-current=(kind == "now").then_some("date")>
                <th scope="row" dir="auto">{what}</th>
                <td>{time}</td>
                <td>{state}</td>
            </tr>
        }
    };
    view! {
        <table id="timeline-table" class="sides">
            <thead>
                <tr>
                    <th scope="col">{t("ui_timeline_what")}</th>
                    <th scope="col">{t("ui_timeline_when")}</th>
                    <th scope="col">{t("ui_stage")}</th>
                </tr>
            </thead>
            <tbody>{rows.into_iter().map(line).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

/// From when it is right, when it is due, until when.
fn window(step: &StepView) -> String {
    let (opens, due) = (moment(step.opens), moment(step.due));
    match step.closes {
        Some(closes) => tx("ui_timeline_window", &[&opens, &due, &moment(closes)]),
        None => tx("ui_timeline_window_open", &[&opens, &due]),
    }
}

/// A step's window; a done one is a mark where it was done.
fn bar(scale: Scale, row: usize, step: &StepView) -> AnyView {
    #[expect(clippy::cast_precision_loss, reason = "a dozen rows")]
    let y = ROW * (row as f64 + 1.0);
    let title = resolve(&step.title);
    let state = step.state.name();
    if let StepState::Done { at } = step.state {
        return view! {
            <g class="timeline-step" data-state=state>
                <circle cx=scale.x(at) cy=y + ROW / 2.0 r="6"></circle>
                <title>{title}</title>
            </g>
        }
        .into_any();
    }
    let (from, to) = (scale.x(step.opens), scale.x(step.closes.unwrap_or(step.due)));
    view! {
        <g class="timeline-step" data-state=state>
            <rect x=from y=y + 7.0 width=(to - from).max(4.0) height=ROW - 14.0 rx="4"></rect>
            <line x1=scale.x(step.due) x2=scale.x(step.due) y1=y + 4.0 y2=y + ROW - 4.0></line>
            <title>{title}</title>
        </g>
    }
    .into_any()
}
