//! The pipeline: every opportunity by where it stands, the most urgent first.

use super::selection::{BulkBar, ChooseAll, Chooser, PAGE, RemovalQuestion, Selection};
use crate::app::protocol::{PageRequest, RemovalTarget, Response};
use crate::app::views::{OpportunityView, StepView};
use crate::followup::StepState;
use crate::model::{OpportunityId, Stage};
use crate::ui::components::{ShowAll, when};
use crate::ui::session::Session;
use crate::ui::text::{Choice, line, resolve, t, tn};
use jiff::Timestamp;
use leptos::prelude::*;
use uuid::Uuid;

/// Those that want something of the user stand open, the others are folded.
const OPEN: [Stage; 2] = [Stage::Offered, Stage::Open];
const CLOSED: [Stage; 4] = [Stage::Accepted, Stage::Rejected, Stage::Withdrawn, Stage::LetGo];

/// All opportunities, asked for anew whenever something was stored.
pub fn all_opportunities(session: Session) -> RwSignal<Option<Vec<OpportunityView>>> {
    let all = RwSignal::new(None);
    Effect::new(move |_| {
        session.changes.track();
        session.ask(PageRequest::Opportunities, move |response| {
            if let Response::Opportunities { opportunities } = response {
                let _ = all.try_set(Some(opportunities));
            }
        });
    });
    all
}

/// Whether a step still asks for something.
pub fn is_open(step: &StepView) -> bool {
    !matches!(step.state, StepState::Done { .. } | StepState::Skipped | StepState::Expired)
}

fn next_step(view: &OpportunityView) -> Option<&StepView> {
    view.steps.iter().filter(|step| is_open(step)).min_by_key(|step| step.due)
}

/// Those with something to do first, the most urgent on top; then by name.
fn urgency(view: &OpportunityView) -> (bool, Option<Timestamp>, String) {
    let due = next_step(view).map(|step| step.due);
    (due.is_none(), due, view.opportunity.company.to_lowercase())
}

#[component]
pub fn Opportunities() -> impl IntoView {
    let all = all_opportunities(Session::here());
    let sorted = Memo::new(move |_| {
        let mut views = all.get().unwrap_or_default();
        views.sort_by_cached_key(urgency);
        views
    });
    // As they stand on the page, stage by stage.
    let order = Memo::new(move |_| {
        let of = |stage: Stage| {
            sorted.with(|all| {
                let here = all.iter().filter(|view| view.stage == stage);
                here.map(|view| view.opportunity.id.0).collect::<Vec<Uuid>>()
            })
        };
        OPEN.into_iter().chain(CLOSED).flat_map(of).collect::<Vec<Uuid>>()
    });
    let selection = Selection::over(order);
    let group = move |stage: Stage| {
        let held = Memo::new(move |_| {
            sorted.with(|all| all.iter().filter(|view| view.stage == stage).cloned().collect::<Vec<_>>())
        });
        view! { <Group stage=stage held=held selection=selection /> }
    };
    let closed = move || sorted.with(|all| all.iter().filter(|view| CLOSED.contains(&view.stage)).count());
    view! {
        <section aria-labelledby="opportunities-title">
            <h2 id="opportunities-title">{t("ui_tab_opportunities")}</h2>
            <Show when=move || all.with(|all| all.as_ref().is_some_and(Vec::is_empty))>
                <div class="blank">
                    <p>{t("ui_opportunities_empty")}</p>
                </div>
            </Show>
            <ChooseAll selection=selection />
            <Bulk selection=selection />
            <div class="pipeline">
                {OPEN.into_iter().map(group).collect_view()}
                <Show when=move || { 0 < closed() }>
                    <section class="column" aria-labelledby="closed-title">
                        <h3 id="closed-title">
                            {t("ui_column_closed")} " " <span class="count">{closed}</span>
                        </h3>
                        {CLOSED.into_iter().map(group).collect_view()}
                    </section>
                </Show>
            </div>
        </section>
    }
    .into_any()
}

/// One stage with its lines. A closed one is folded, and there only if it holds something.
#[component]
fn Group(stage: Stage, held: Memo<Vec<OpportunityView>>, selection: Selection) -> impl IntoView {
    let shown = RwSignal::new(PAGE);
    let count = move || held.with(Vec::len);
    let page = move || held.with(|held| held.iter().take(shown.get()).cloned().collect::<Vec<_>>());
    let lines = move || {
        view! {
            <ul class="plain-cards lines">
                <For each=page key=|view| format!("{view:?}") let:held>
                    <Line held=held selection=selection />
                </For>
            </ul>
            <ShowAll all=Signal::derive(count) shown=shown />
        }
    };
    let heading = view! {
        {t(stage.label())}
        " "
        <span class="count">{count}</span>
    };
    if CLOSED.contains(&stage) {
        let lines = lines();
        return view! {
            <details class="fold" data-group=stage.value() hidden=move || count() == 0>
                <summary>{heading}</summary>
                {lines}
            </details>
        }
        .into_any();
    }
    let lines = lines();
    view! {
        <section class="column" data-group=stage.value() hidden=move || count() == 0>
            <h3>{heading}</h3>
            {lines}
        </section>
    }
    .into_any()
}

#[component]
fn Line(held: OpportunityView, selection: Selection) -> impl IntoView {
    let session = Session::here();
    let next = next_step(&held).cloned();
    let OpportunityView { opportunity, stage, interviews, standing, .. } = held;
    let about = line(&[&opportunity.job_title, &tn("ui_interviews_count", interviews.len())]);
    let name = line(&[&opportunity.company, &opportunity.job_title]);
    view! {
        <li class="line opportunity" data-opportunity=opportunity.id.to_string() data-stage=stage.value()>
            <Chooser selection=selection id=opportunity.id.0 name=name />
            <div>
                <h4 dir="auto">
                    <a href=format!("#opportunity/{}", opportunity.id)>{opportunity.company}</a>
                </h4>
                <p class="meta">{about}</p>
            </div>
            {match next {
                Some(step) => {
                    let state = step.state.name();
                    let title = resolve(&step.title);
                    view! {
                        <div class="line-next" data-state=state>
                            <p dir="auto">{title}</p>
                            <p class="meta when">{move || when(&step, session.now.get())}</p>
                        </div>
                    }
                        .into_any()
                }
                None => view! { <p class="calm line-next">{resolve(&standing.message)}</p> }.into_any(),
            }}
        </li>
    }
    .into_any()
}

#[component]
fn Bulk(selection: Selection) -> impl IntoView {
    let session = Session::here();
    let stage = RwSignal::new(None::<Stage>);
    let asking = RwSignal::new(false);
    let ids = move || selection.ids().into_iter().map(OpportunityId).collect::<Vec<_>>();
    let set = move |stage: Stage| {
        let request = PageRequest::SetStages { opportunities: untrack(ids), stage };
        session.act(request, move |_| selection.clear());
    };
    view! {
        <BulkBar selection=selection>
            <div class="field">
                <label class="visually-hidden" for="bulk-stage">{t("ui_stage")}</label>
                <select id="bulk-stage" on:change=move |event| stage.set(Stage::from_value(&event_target_value(&event)))>
                    <option value="" prop:selected=move || stage.get().is_none()>{t("ui_bulk_stage")}</option>
                    {Stage::ALL
                        .iter()
                        .map(|&choice| view! { <option value=choice.value()>{t(choice.label())}</option> })
                        .collect_view()}
                </select>
            </div>
            <button
                id="bulk-move"
                type="button"
                disabled=move || stage.get().is_none()
                on:click=move |_| {
                    if let Some(stage) = stage.get_untracked() {
                        set(stage);
                    }
                }
            >
                {t("ui_bulk_move")}
            </button>
            <button id="bulk-let-go" type="button" class="quiet" on:click=move |_| set(Stage::LetGo)>
                {t("ui_bulk_let_go")}
            </button>
            <button id="bulk-remove" type="button" class="danger" on:click=move |_| asking.set(true)>
                {t("ui_bulk_remove")}
            </button>
        </BulkBar>
        <Show when=move || asking.get() && { 0 < selection.count() }>
            {move || {
                let target = RemovalTarget::Several { people: Vec::new(), opportunities: ids() };
                view! { <RemovalQuestion target=target on_answer=move |()| asking.set(false) /> }
            }}
        </Show>
    }
    .into_any()
}
