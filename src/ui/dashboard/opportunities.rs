//! The pipeline: every opportunity by stage.

use crate::app::protocol::{PageRequest, Response};
use crate::app::views::{OpportunityView, StepView};
use crate::followup::StepState;
use crate::model::Stage;
use crate::ui::session::Session;
use crate::ui::text::{Choice, moment, resolve, t, tn};
use leptos::prelude::*;

/// Columns of the pipeline, with the stages that each holds.
const COLUMNS: [(&str, &[Stage]); 3] = [
    ("ui_stage_open", &[Stage::Open]),
    ("ui_stage_offered", &[Stage::Offered]),
    ("ui_column_closed", &[Stage::Accepted, Stage::Rejected, Stage::Withdrawn, Stage::LetGo]),
];

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

#[component]
pub fn Opportunities() -> impl IntoView {
    let all = all_opportunities(Session::here());
    let column = move |label: &'static str, stages: &'static [Stage]| {
        let held = Memo::new(move |_| {
            let mut held: Vec<OpportunityView> =
                all.get().unwrap_or_default().into_iter().filter(|view| stages.contains(&view.stage)).collect();
            // Those with something to do first, the most urgent on top.
            held.sort_by_key(|view| {
                let due = view.steps.iter().filter(|step| is_open(step)).map(|step| step.due).min();
                (due.is_none(), due)
            });
            held
        });
        view! {
            <section class="column">
                <h3>
                    {t(label)} " "
                    <span class="count">{move || held.with(Vec::len)}</span>
                </h3>
                <ul class="stack plain-cards">
                    <For each=move || held.get() key=|view| format!("{view:?}") let:held>
                        <li>
                            <OpportunityCard held=held />
                        </li>
                    </For>
                </ul>
            </section>
        }
    };
    view! {
        <section aria-labelledby="opportunities-title">
            <h2 id="opportunities-title">{t("ui_tab_opportunities")}</h2>
            <Show when=move || all.with(|all| all.as_ref().is_some_and(Vec::is_empty))>
                <div class="blank">
                    <p>{t("ui_opportunities_empty")}</p>
                </div>
            </Show>
            <div class="pipeline">{COLUMNS.iter().map(|&(label, stages)| column(label, stages)).collect_view()}</div>
        </section>
    }
    .into_any()
}

#[component]
fn OpportunityCard(held: OpportunityView) -> impl IntoView {
    let OpportunityView { opportunity, stage, interviews, steps, standing, .. } = held;
    let next = steps.iter().filter(|step| is_open(step)).min_by_key(|step| step.due).cloned();
    view! {
        <article class="card opportunity" data-opportunity=opportunity.id.to_string() data-stage=stage.value()>
            <h4 dir="auto">
                <a href=format!("#opportunity/{}", opportunity.id)>{opportunity.company}</a>
            </h4>
            <p class="meta" dir="auto">{opportunity.job_title}</p>
            <p class="meta">{tn("ui_interviews_count", interviews.len())}</p>
            {match next {
                Some(step) => {
                    view! {
                        <p>
                            <span dir="auto">{resolve(&step.title)}</span>
                            <span class="meta block">{moment(step.due)}</span>
                        </p>
                    }
                        .into_any()
                }
                None => view! { <p class="calm">{resolve(&standing.message)}</p> }.into_any(),
            }}
        </article>
    }
    .into_any()
}
