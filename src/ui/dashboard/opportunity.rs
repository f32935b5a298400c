//! One opportunity: where it stands, what is planned, the interviews, what was done.

use super::documents::Documents;
use super::interviews::InterviewCard;
use super::opportunities::{all_opportunities, is_open};
use super::removal::{CleanUpOffer, Removal};
use super::seldom::{Seldom, SeldomSet};
use super::stage::{Replies, StageRow};
use super::timeline::{Shown, Timeline};
use crate::app::forms::OpportunityForm;
use crate::app::protocol::{Export, PageRequest, RemovalTarget};
use crate::app::views::{OpportunityView, PersonBrief, StandingView, StepView};
use crate::followup::StepState;
use crate::model::{FollowUpKind, Opportunity, OpportunityId, Stage};
use crate::ui::components::{AboutOpportunity, Area, ExportButton, FormError, HistoryList, StepCard, TextField};
use crate::ui::session::Session;
use crate::ui::text::{day_of, line, resolve, t, tx};
use crate::ui::unsaved::{Unsaved, UnsavedNote};
use jiff::Timestamp;
use leptos::prelude::*;

/// `None` until it is known; then the opportunity, if it is there.
type Held = Memo<Option<Option<OpportunityView>>>;

#[component]
pub fn OpportunityPage(id: OpportunityId) -> impl IntoView {
    let all = all_opportunities(Session::here());
    provide_context(AboutOpportunity(id));
    let held = Memo::new(move |_| {
        all.with(|all| all.as_ref().map(|all| all.iter().find(|view| view.opportunity.id == id).cloned()))
    });
    let others = Memo::new(move |_| {
        let other = |view: &&OpportunityView| view.opportunity.id != id;
        all.with(|all| all.as_ref().map_or(0, |all| all.iter().filter(other).count()))
    });
    let found = Memo::new(move |_| held.with(|held| held.as_ref().map(|held| held.as_ref().map(|_| ()))));
    view! {
        <p>
            <a href="#opportunities">{t("ui_back_opportunities")}</a>
        </p>
        {move || match found.get() {
            None => ().into_any(),
            Some(None) => view! { <p class="note" id="opportunity-gone">{t("ui_opportunity_gone")}</p> }.into_any(),
            Some(Some(())) => whole(id, held, others),
        }}
    }
    .into_any()
}

/// As the agenda ranks: what can be done now, what costs most to put off first; then what is to come.
fn urgency(step: &StepView) -> (bool, Timestamp, bool) {
    let is_to_come = matches!(step.state, StepState::Upcoming | StepState::Snoozed { .. });
    (is_to_come, step.act_by.unwrap_or(Timestamp::MAX), step.kind != FollowUpKind::Notes)
}

/// One part of what is shown, so that a change elsewhere does not draw a form anew while it is filled in.
fn part<T: Clone + PartialEq + Send + Sync + 'static>(
    held: Held,
    of: impl Fn(&OpportunityView) -> T + Send + Sync + 'static,
) -> Memo<Option<T>> {
    Memo::new(move |_| held.with(|held| held.as_ref().and_then(Option::as_ref).map(&of)))
}

/// Everybody of its interviews, once.
fn people_of(view: &OpportunityView) -> Vec<PersonBrief> {
    let mut people: Vec<PersonBrief> = Vec::new();
    for (person, _) in view.interviews.iter().flat_map(|held| &held.people) {
        if people.iter().all(|known| known.id != person.id) {
            people.push(person.clone());
        }
    }
    people
}

fn shown_of(view: &OpportunityView) -> Shown {
    Shown { interviews: view.interviews.clone(), steps: view.steps.clone(), replies: view.replies.clone() }
}

/// Cards of some of the open steps.
fn cards(open: Memo<Option<Vec<StepView>>>, of: fn(&[StepView]) -> Option<&[StepView]>) -> AnyView {
    let some = move || open.with(|open| open.as_deref().and_then(of).map(<[StepView]>::to_vec).unwrap_or_default());
    view! {
        <div class="stack">
            <For each=some key=|step| format!("{step:?}") let:step>
                <StepCard step=step />
            </For>
        </div>
    }
    .into_any()
}

fn whole(id: OpportunityId, held: Held, others: Memo<usize>) -> AnyView {
    let session = Session::here();
    let title = part(held, |view| line(&[&view.opportunity.company, &view.opportunity.job_title]));
    let standing = part(held, |view| view.standing.clone());
    let stage = part(held, |view| view.stage);
    // A note by hand can be asked for beside the form too: that is no reason to draw the form anew.
    let by_hand = part(held, |view| view.opportunity.handwritten_notes);
    let opportunity = part(held, |view| Opportunity { handwritten_notes: false, ..view.opportunity.clone() });
    let facts = part(held, |view| view.new_facts.clone());
    let own = part(held, |view| view.references.clone());
    let usual = part(held, |view| view.usual_references.clone());
    let documents = part(held, |view| view.documents.clone());
    let replies = part(held, |view| view.replies.clone());
    let people = part(held, people_of);
    let interviews = part(held, |view| view.interviews.clone());
    let shown =
        Memo::new(move |_| held.with(|held| held.as_ref().and_then(Option::as_ref).map(shown_of)).unwrap_or_default());
    let now = Memo::new(move |_| session.now.get());
    let open = part(held, |view| {
        let mut open: Vec<_> = view.steps.iter().filter(|step| is_open(step)).cloned().collect();
        open.sort_by_key(urgency);
        open
    });
    let is_more_to_do = move || open.with(|open| open.as_ref().is_some_and(|open| open.len() > 1));
    let past = part(held, |view| view.steps.iter().rev().filter(|step| !is_open(step)).cloned().collect::<Vec<_>>());
    view! {
        <section aria-labelledby="opportunity-title" data-opportunity=id.to_string()>
            <h2 id="opportunity-title" dir="auto">{move || title.get()}</h2>
            {move || standing.get().map(|standing| view! { <Standing standing=standing /> })}
            {move || stage.get().map(|stage| view! { <StageRow id=id stage=stage people=people /> })}
            {move || replies.get().map(|replies| view! { <Replies replies=replies /> })}
            <Show when=move || stage.get() == Some(Stage::Accepted)>
                <CleanUpOffer accepted=id others=others />
            </Show>
        </section>
        <div class="sides-by-side">
            <section class="at-start" aria-labelledby="opportunity-steps">
                <h3 id="opportunity-steps">{t("ui_next_steps")}</h3>
                <Show when=move || open.with(|open| open.as_ref().is_some_and(Vec::is_empty))>
                    <p class="calm">{t("ui_steps_none")}</p>
                </Show>
                {cards(open, |open| open.get(..1))}
            </section>
            <section class="at-end" aria-labelledby="opportunity-timeline" hidden=move || shown.with(Shown::is_empty)>
                <h3 id="opportunity-timeline">{t("ui_timeline")}</h3>
                <Timeline shown=shown now=now />
            </section>
            <section class="at-start" aria-labelledby="opportunity-after" hidden=move || !is_more_to_do()>
                <h3 id="opportunity-after">{t("ui_steps_after")}</h3>
                {cards(open, |open| open.get(1..))}
            </section>
            <section class="at-end" aria-labelledby="opportunity-interviews">
                <h3 id="opportunity-interviews">{t("ui_interviews")}</h3>
                <Show when=move || interviews.get().is_some_and(|interviews| interviews.is_empty())>
                    <p class="calm">{t("ui_interviews_none")}</p>
                </Show>
                <div class="stack">
                    <For each=move || interviews.get().unwrap_or_default() key=|held| format!("{held:?}") let:held>
                        <InterviewCard held=held />
                    </For>
                </div>
                <h3>{t("ui_opportunity_details")}</h3>
                <Details id=id opportunity=opportunity by_hand=by_hand facts=facts own=own usual=usual />
            </section>
            <section class="at-start" aria-label=t("ui_history")>
                <Show when=move || shown.with(|shown| !shown.steps.is_empty())>
                    <div class="actions">
                        <ExportButton
                            id="opportunity-calendar"
                            what=Export::OpportunityCalendar { opportunity: id }
                            label="ui_export_opportunity"
                        />
                    </div>
                </Show>
                {move || {
                    past.get()
                        .filter(|past| !past.is_empty())
                        .map(|past| {
                            view! {
                                <h3>{t("ui_history")}</h3>
                                <HistoryList steps=past />
                            }
                        })
                }}
                <Documents opportunity=id documents=documents />
            </section>
        </div>
        <Removal target=RemovalTarget::Opportunity { opportunity: id } />
    }
    .into_any()
}

#[component]
fn Standing(standing: StandingView) -> impl IntoView {
    view! {
        <p class="note standing" id="opportunity-standing">
            <span>{resolve(&standing.message)}</span>
            {standing.normal_until.map(|until| view! { <span class="meta">{tx("ui_normal_until", &[&day_of(until)])}</span> })}
        </p>
    }
    .into_any()
}

/// The form's fields, as an opportunity has them.
fn form_of(opportunity: &Opportunity, by_hand: bool) -> OpportunityForm {
    OpportunityForm {
        id: Some(opportunity.id),
        company: opportunity.company.clone(),
        job_title: opportunity.job_title.clone(),
        overriding_message: opportunity.overriding_message.clone(),
        decision_date: opportunity.decision_date,
        new_fact: String::new(),
        language: opportunity.language.clone(),
        cadence: opportunity.cadence.clone().map(|id| id.0).unwrap_or_default(),
        resume_by_email: opportunity.resume_by_email,
        high_tech: opportunity.high_tech && !opportunity.traditional,
        traditional: opportunity.traditional,
        references_wanted: opportunity.references_wanted,
        references: opportunity.references.clone(),
        handwritten_notes: by_hand,
    }
}

fn field_label(field: &str) -> Option<&'static str> {
    Some(match field {
        "company" => "ui_new_company",
        "job_title" => "ui_job_title",
        "overriding_message" => "ui_overriding",
        "decision_date" => "ui_decision_date",
        "language" => "ui_language_label",
        "cadence" => "ui_cadence",
        "resume_by_email" => "ui_resume_by_email",
        "high_tech" | "traditional" => "ui_firm_kind",
        "references_wanted" | "references" => "ui_references",
        "handwritten_notes" => "ui_handwritten",
        _ => return None,
    })
}

#[component]
fn Details(
    id: OpportunityId,
    opportunity: Memo<Option<Opportunity>>,
    by_hand: Memo<Option<bool>>,
    facts: Memo<Option<Vec<String>>>,
    own: Memo<Option<Vec<PersonBrief>>>,
    usual: Memo<Option<Vec<PersonBrief>>>,
) -> impl IntoView {
    let session = Session::here();
    let empty = || RwSignal::new(String::new());
    let seldom = Seldom::empty();
    let (company, job, remember, decision) = (empty(), empty(), empty(), empty());
    let new_fact = empty();
    let error = RwSignal::new(None);
    let typed = move || OpportunityForm {
        id: Some(id),
        company: company.get().trim().to_owned(),
        job_title: job.get().trim().to_owned(),
        overriding_message: remember.get().trim().to_owned(),
        decision_date: decision.get().parse().ok(),
        new_fact: new_fact.get().trim().to_owned(),
        ..seldom.form()
    };
    // What stands there already is not set again: the cursor would jump.
    let put = |field: RwSignal<String>, value: String| {
        if field.with_untracked(|now| now.trim() != value) {
            field.set(value);
        }
    };
    let fill = move |form: OpportunityForm| {
        put(decision, form.decision_date.map(|date| date.to_string()).unwrap_or_default());
        seldom.firm.fill(&form);
        put(company, form.company);
        put(job, form.job_title);
        put(remember, form.overriding_message);
        put(new_fact, form.new_fact);
        put(seldom.language, form.language);
        put(seldom.cadence, form.cadence);
    };
    let stored = Memo::new(move |_| Some(form_of(&opportunity.get()?, by_hand.get().unwrap_or_default())));
    let unsaved = Unsaved::of(format!("opportunity/{id}"), stored, typed, fill);
    let save = move || {
        let form = untrack(typed);
        session.act_or(PageRequest::SaveOpportunity { form: Box::new(form.clone()) }, move |answer| {
            if answer.is_ok() {
                // A fact that is noted stands among the others, not in its field.
                let _ = new_fact.try_set(String::new());
                unsaved.saved(OpportunityForm { new_fact: String::new(), ..form });
            }
            let _ = error.try_set(answer.err());
        });
    };
    view! {
        <form
            class="card"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
        >
            <UnsavedNote id="opportunity-unsaved" unsaved=unsaved label=field_label />
            <div class="pair">
                <TextField id="opportunity-company" label="ui_new_company" value=company />
                <TextField id="opportunity-job" label="ui_job_title" value=job />
            </div>
            <TextField id="opportunity-decision" label="ui_decision_date" kind="date" value=decision hint="ui_decision_hint" />
            <Area id="opportunity-message" label="ui_overriding" value=remember hint="ui_overriding_hint" />
            <Area id="opportunity-new-fact" label="ui_new_fact" value=new_fact hint="ui_new_fact_hint" />
            <Facts facts=facts />
            <SeldomSet fields=seldom stored=stored own=own usual=usual />
            <FormError id="opportunity-error" error=error />
            <div class="actions">
                <button id="opportunity-save" type="submit">{t("ui_save")}</button>
            </div>
        </form>
    }
    .into_any()
}

/// Rule F3: what was noted before.
#[component]
fn Facts(facts: Memo<Option<Vec<String>>>) -> impl IntoView {
    move || {
        facts.get().filter(|facts| !facts.is_empty()).map(|facts| {
            view! {
                <ul class="noted" id="opportunity-facts" aria-label=t("ui_new_facts_noted")>
                    {facts.into_iter().map(|fact| view! { <li dir="auto">{fact}</li> }).collect_view()}
                </ul>
            }
        })
    }
}

/// A choice among texts that are no enum of ours.
#[component]
pub fn Listed(
    id: &'static str,
    label: &'static str,
    value: RwSignal<String>,
    /// Value and catalogue key of each.
    options: &'static [(&'static str, &'static str)],
) -> impl IntoView {
    view! {
        <div class="field">
            <label for=id>{t(label)}</label>
            <select id=id on:change=move |event| value.set(event_target_value(&event))>
                {options
                    .iter()
                    .map(|&(option, label)| {
                        view! {
                            <option value=option prop:selected=move || value.with(|value| value == option)>
                                {t(label)}
                            </option>
                        }
                    })
                    .collect_view()}
            </select>
        </div>
    }
    .into_any()
}
