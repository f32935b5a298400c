//! An opportunity as a picture: interviews, answers, what was done, what is planned with its windows, today; each on a line of
//! its own that bears its name. Everything in it stands in the table below it, so a screen reader is given one sentence and
//! the table.

use super::timeline_table::table;
use crate::app::days;
use crate::app::views::{InterviewView, ReplyView, StepView};
use crate::followup::StepState;
use crate::ui::text::{Choice, day_of, line, local_date, midnight, resolve, short_day_of, t, tn, tx};
use jiff::Timestamp;
use leptos::prelude::*;

/// Rows beyond this say no more than the table does.
const MOST_ROWS: usize = 12;
/// Dates on the axis; a narrow one shows every other.
const MOST_DAYS: usize = 5;

/// All that is shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shown {
    pub interviews: Vec<InterviewView>,
    pub steps: Vec<StepView>,
    pub replies: Vec<ReplyView>,
}

impl Shown {
    /// Before the first interview there is no time to show.
    pub fn is_empty(&self) -> bool {
        self.interviews.is_empty()
    }
}

/// From moments to places, in hundredths of the axis, which goes from the beginning of a day to the end of one.
#[derive(Clone, Copy)]
struct Scale {
    first: i64,
    last: i64,
}

impl Scale {
    /// With the days to mark and their places.
    fn of(moments: impl Iterator<Item = Timestamp> + Clone) -> (Self, Vec<(f64, Timestamp)>) {
        let (first, last) = (moments.clone().min().unwrap_or_default(), moments.max().unwrap_or_default());
        let (from, to) = (local_date(first), local_date(last));
        let first = from.and_then(midnight).unwrap_or(first).as_second();
        let last = to.and_then(|day| midnight(day.tomorrow().ok()?)).unwrap_or(last).as_second();
        let scale = Self { first, last: last.max(first.saturating_add(1)) };
        let marked = from.zip(to).map(|(from, to)| days::marked(from, to, MOST_DAYS)).unwrap_or_default();
        let marked = marked.into_iter().filter_map(midnight).map(|at| (scale.place(at), at)).collect();
        (scale, marked)
    }

    #[expect(clippy::cast_precision_loss, reason = "a picture of some months")]
    fn place(self, at: Timestamp) -> f64 {
        let part = (at.as_second() - self.first) as f64 / (self.last - self.first) as f64;
        part.clamp(0.0, 1.0) * 100.0
    }
}

/// What stands on a line.
enum Mark {
    Interview(Timestamp),
    Reply(Timestamp),
    Done(Timestamp),
    /// From when it is right, when it is due, until when.
    Window([Timestamp; 3]),
}

impl Mark {
    fn of(step: &StepView) -> Self {
        match step.state {
            StepState::Done { at } => Self::Done(at),
            _ => Self::Window([step.opens, step.due, step.closes.unwrap_or(step.due)]),
        }
    }

    /// The first and the last of it.
    fn ends(&self) -> [Timestamp; 2] {
        match *self {
            Self::Interview(at) | Self::Reply(at) | Self::Done(at) => [at, at],
            Self::Window([opens, due, closes]) => [opens, due.max(closes)],
        }
    }

    fn name(&self) -> &'static str {
        match self {
            Self::Interview(_) => "interview",
            Self::Reply(_) => "reply",
            Self::Done(_) => "done",
            Self::Window(_) => "window",
        }
    }

    fn view(&self, scale: Scale) -> AnyView {
        let Self::Window([opens, due, closes]) = *self else {
            let [at, _] = self.ends();
            let class = format!("timeline-mark timeline-{}", self.name());
            return view! { <span class=class style=("--at", percent(scale.place(at)))></span> }.into_any();
        };
        let (from, to) = (scale.place(opens), scale.place(closes.max(due)));
        view! {
            <span class="timeline-window" style=("--at", percent(from)) style=("--length", percent(to - from))></span>
            <span class="timeline-due" style=("--at", percent(scale.place(due)))></span>
        }
        .into_any()
    }
}

fn percent(place: f64) -> String {
    format!("{place:.2}%")
}

/// A line of the picture: its name, how it stands, what is on it.
struct Row {
    name: String,
    state: &'static str,
    mark: Mark,
}

/// In the order of time; what is over goes first where there are too many.
fn rows(shown: &Shown) -> (Vec<Row>, usize) {
    let held = shown.interviews.iter().filter(|view| !view.cancelled).map(|view| {
        let start = view.interview.start;
        Row { name: line(&[&t(view.interview.kind.label()), &day_of(start)]), state: "", mark: Mark::Interview(start) }
    });
    let replies = shown.replies.iter().map(|reply| {
        let name = match reply.from.as_str() {
            "" => t("ui_timeline_reply"),
            from => tx("ui_timeline_reply_from", &[from]),
        };
        Row { name, state: "", mark: Mark::Reply(reply.at) }
    });
    let steps = shown.steps.iter().map(|step| Row {
        name: resolve(&step.title),
        state: step.state.name(),
        mark: Mark::of(step),
    });
    let mut rows: Vec<Row> = held.chain(replies).chain(steps).collect();
    rows.sort_by_key(|row| row.mark.ends());
    let left_out = rows.len().saturating_sub(MOST_ROWS);
    let mut spare = left_out;
    let is_over = |row: &Row| matches!(row.state, "done" | "skipped" | "expired");
    rows.retain(|row| {
        let goes = spare > 0 && is_over(row);
        spare -= usize::from(goes);
        !goes
    });
    rows.truncate(MOST_ROWS);
    (rows, left_out)
}

#[component]
pub fn Timeline(shown: Memo<Shown>, now: Memo<Timestamp>) -> impl IntoView {
    view! {
        <figure class="timeline">
            {move || shown.with(|shown| picture(shown, now.get()))}
            <details class="fold">
                <summary id="timeline-table-show">{t("ui_timeline_table")}</summary>
                {move || shown.with(|shown| table(shown, now.get()))}
            </details>
        </figure>
    }
    .into_any()
}

fn picture(shown: &Shown, now: Timestamp) -> AnyView {
    let (rows, left_out) = rows(shown);
    let (scale, days) = Scale::of(rows.iter().flat_map(|row| row.mark.ends()).chain([now]));
    let today = percent(scale.place(now));
    let lines = {
        let (days, today) = (days.clone(), today.clone());
        move || {
            let days = days.iter().map(|(place, _)| percent(*place));
            view! {
                {days.map(|at| view! { <span class="timeline-day" style=("--at", at)></span> }).collect_view()}
                <span class="timeline-now" style=("--at", today.clone())></span>
            }
        }
    };
    let row = |Row { name, state, mark }: Row| {
        view! {
            <div class="timeline-row" data-mark=mark.name() data-state=state>
                <span class="timeline-name" dir="auto">{name}</span>
                <span class="timeline-track">{lines()} {mark.view(scale)}</span>
            </div>
        }
    };
    let rows = rows.into_iter().map(row).collect_view();
    let days = days.into_iter().map(|(place, at)| {
        view! { <span class="timeline-date" style=("--at", percent(place))>{short_day_of(at)}</span> }
    });
    view! {
        <div class="timeline-picture" role="img" aria-label=t("ui_timeline_label")>
            <div class="timeline-row timeline-axis">
                <span class="timeline-track">
                    <span class="timeline-today" style=("--at", today)>{t("ui_timeline_today")}</span>
                </span>
                <span class="timeline-track">{days.collect_view()}</span>
            </div>
            {rows}
        </div>
        <figcaption class="meta">
            {t("ui_timeline_caption")} " " {(left_out > 0).then(|| tn("ui_timeline_left_out", left_out))}
        </figcaption>
    }
    .into_any()
}
