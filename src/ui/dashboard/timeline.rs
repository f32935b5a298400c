//! An opportunity as a picture: interviews, what was done, what is planned with its windows, today. Everything in it
//! stands in words beside it, so a screen reader is given one sentence.

use crate::app::views::{InterviewView, StepView};
use crate::followup::StepState;
use crate::ui::text::{day_of, resolve, t, tx};
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

    #[expect(clippy::cast_precision_loss, reason = "a picture of some months")]
    fn x(self, at: Timestamp) -> f64 {
        let part = (at.as_second() - self.first) as f64 / (self.last - self.first) as f64;
        EDGE + part.clamp(0.0, 1.0) * (WIDTH - 2.0 * EDGE)
    }
}

#[component]
pub fn Timeline(interviews: Vec<InterviewView>, steps: Vec<StepView>, now: Timestamp) -> impl IntoView {
    if interviews.is_empty() {
        return ().into_any();
    }
    let steps: Vec<StepView> = steps.into_iter().take(MOST_ROWS).collect();
    let starts = interviews.iter().map(|view| view.interview.start);
    let windows = steps.iter().flat_map(|step| [step.opens, step.closes.unwrap_or(step.due)]);
    let scale = Scale::of(starts.chain(windows).chain([now]));
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
    let rows = steps.into_iter().enumerate().map(|(row, step)| bar(scale, row, &step)).collect_view();
    let today = scale.x(now);
    view! {
        <figure class="timeline">
            <svg viewBox=format!("0 0 {WIDTH} {height}") role="img" aria-label=t("ui_timeline_label")>
                {held}
                {rows}
                <g class="timeline-now">
                    <line x1=today x2=today y1="0" y2=height></line>
                    <title>{tx("ui_timeline_now", &[&day_of(now)])}</title>
                </g>
            </svg>
            <figcaption class="meta">{t("ui_timeline_caption")}</figcaption>
        </figure>
    }
    .into_any()
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
