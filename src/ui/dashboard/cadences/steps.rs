//! The steps of a cadence as a form: each with its switch and its numbers.

use super::editor::{Edited, field_id};
use super::rule::{RuleLines, title};
use crate::app::cadence_form::{Moment, StepForm, Typed, Unit};
use crate::model::StepRule;
use crate::ui::text::{t, tx};
use leptos::prelude::*;

#[component]
pub fn Steps(edited: Edited) -> impl IntoView {
    let places = Memo::new(move |_| {
        edited.form.with(|form| {
            let each = form.steps.iter().enumerate();
            each.map(|(index, step)| (index, step.kind(), step.base().number)).collect::<Vec<_>>()
        })
    });
    view! {
        <For each=move || places.get() key=|place| *place let((index, _, _))>
            <Step edited=edited index=index />
        </For>
    }
    .into_any()
}

fn with_step<T>(edited: Edited, index: usize, of: impl FnOnce(&StepForm) -> T) -> Option<T> {
    edited.form.with(|form| form.steps.get(index).map(of))
}

fn update(edited: Edited, index: usize, change: impl FnOnce(&mut StepForm)) {
    edited.form.update(|form| {
        if let Some(step) = form.steps.get_mut(index) {
            change(step);
        }
    });
}

/// Its number among those that are on, the rule as typed, and whether all of it can be read.
fn as_typed(edited: Edited, index: usize) -> Option<(usize, StepRule, bool)> {
    edited.form.with(|form| {
        let step = form.steps.get(index)?;
        let before = form.steps.iter().take(index).filter(|other| other.on);
        let alike = before.clone().filter(|other| other.kind() == step.kind()).count();
        let (mut rule, problems) = step.read();
        if rule.kind.repeats() {
            rule.number = u8::try_from(alike + 1).unwrap_or(u8::MAX);
        }
        Some((before.count() + 1, rule, problems.is_empty()))
    })
}

#[component]
fn Step(edited: Edited, index: usize) -> impl IntoView {
    let typed = Memo::new(move |_| as_typed(edited, index));
    let on = Memo::new(move |_| with_step(edited, index, |step| step.on).unwrap_or_default());
    let fixed = untrack(|| with_step(edited, index, StepForm::is_fixed)).unwrap_or_default();
    let name = move || {
        typed.get().map(|(number, rule, _)| {
            let title = title(&rule);
            if on.get() { tx("ui_cadence_step", &[&number.to_string(), &title]) } else { title }
        })
    };
    let switch = format!("step-{index}-on");
    let title_id = format!("step-{index}-title");
    let words = format!("step-{index}-words");
    let kind = untrack(|| with_step(edited, index, StepForm::kind)).and_then(|kind| serde_json::to_value(kind).ok());
    view! {
        <fieldset
            class="card cadence-step"
            data-kind=kind.and_then(|kind| kind.as_str().map(str::to_owned))
            data-on=move || on.get().to_string()
            aria-labelledby=title_id.clone()
            aria-describedby=words.clone()
        >
            <div class="label-row">
                <h3 id=title_id.clone()>{name}</h3>
                <div class="check">
                    <input
                        id=switch.clone()
                        type="checkbox"
                        role="switch"
                        disabled=fixed
                        prop:checked=move || on.get()
                        on:change=move |event| update(edited, index, |step| step.on = event_target_checked(&event))
                    />
                    <label for=switch>{t(if fixed { "ui_cadence_always_on" } else { "ui_cadence_on" })}</label>
                </div>
            </div>
            <div id=words.clone()>
                {move || match typed.get() {
                    Some((_, rule, true)) => view! { <RuleLines rule=rule /> }.into_any(),
                    _ => view! { <p class="meta">{t("ui_cadence_words_later")}</p> }.into_any(),
                }}
            </div>
            <Show when=move || on.get()>
                <details class="fold">
                    <summary>{t("ui_cadence_times")}</summary>
                    <Numbers edited=edited index=index />
                </details>
            </Show>
        </fieldset>
    }
    .into_any()
}

const fn label(moment: Moment) -> &'static str {
    match moment {
        Moment::Opens | Moment::DecisionOpens => "ui_cadence_opens",
        Moment::Due | Moment::DecisionDue => "ui_cadence_due",
        Moment::LastCall => "ui_cadence_last_call",
        Moment::Closes | Moment::DecisionCloses => "ui_cadence_closes",
        Moment::Spacing => "ui_cadence_spacing",
    }
}

const fn unit_label(unit: Unit) -> &'static str {
    match unit {
        Unit::Hours => "ui_unit_hours",
        Unit::Days => "ui_unit_days",
        Unit::WorkingDays => "ui_unit_working_days",
        Unit::EndOfDay => "ui_unit_end_of_day",
    }
}

#[component]
fn Numbers(edited: Edited, index: usize) -> impl IntoView {
    let (spacing, decision) =
        untrack(|| with_step(edited, index, |step| (step.has_spacing(), step.has_decision()))).unwrap_or_default();
    let known = Memo::new(move |_| with_step(edited, index, |step| step.decision).unwrap_or_default());
    let number = move |moment: Moment| view! { <Number edited=edited index=index moment=moment /> };
    let check = format!("step-{index}-decision");
    view! {
        <div class="stack">
            <p class="hint">{t("ui_cadence_times_text")}</p>
            <div class="measures">
                {Moment::WINDOW.map(number).collect_view()} {spacing.then(|| number(Moment::Spacing))}
            </div>
            {decision
                .then(|| {
                    view! {
                        <fieldset class="stack">
                            <legend class="visually-hidden">{t("ui_cadence_decision_legend")}</legend>
                            <div class="check">
                                <input
                                    id=check.clone()
                                    type="checkbox"
                                    prop:checked=move || known.get()
                                    on:change=move |event| {
                                        update(edited, index, |step| step.decision = event_target_checked(&event));
                                    }
                                />
                                <label for=check>{t("ui_cadence_decision_other")}</label>
                            </div>
                            <Show when=move || known.get()>
                                <div class="measures">{Moment::DECISION.map(number).collect_view()}</div>
                            </Show>
                        </fieldset>
                    }
                })}
        </div>
    }
    .into_any()
}

/// A number with its unit, and what is wrong with it.
#[component]
fn Number(edited: Edited, index: usize, moment: Moment) -> impl IntoView {
    let id = field_id(Some(index), moment.field());
    let unit_id = format!("{id}-unit");
    let problem_id = format!("{id}-problem");
    let typed = Memo::new(move |_| with_step(edited, index, |step| step.typed(moment)).unwrap_or_default());
    let problem = Memo::new(move |_| edited.problem(Some(index), moment.field()));
    let units = untrack(|| with_step(edited, index, |step| step.units(moment))).unwrap_or(&Unit::ALL);
    let change = move |change: &dyn Fn(&mut Typed)| {
        update(edited, index, |step| {
            let mut typed = step.typed(moment);
            change(&mut typed);
            step.set(moment, typed);
        });
    };
    let name = t(label(moment));
    let unit_name = tx("ui_cadence_unit_of", &[&name]);
    let unit_choice = match units {
        [only] => view! { <span class="unit">{t(unit_label(*only))}</span> }.into_any(),
        _ => view! { <select
            id=unit_id
            aria-label=unit_name
            on:change=move |event| {
                if let Some(unit) = Unit::from_value(&event_target_value(&event)) {
                    change(&|typed| typed.unit = unit);
                }
            }
        >
            {units
                .iter()
                .map(|&unit| {
                    view! {
                        <option value=unit.value() prop:selected=move || typed.with(|typed| typed.unit == unit)>
                            {t(unit_label(unit))}
                        </option>
                    }
                })
                .collect_view()}
        </select> }
        .into_any(),
    };
    view! {
        <div class="field">
            <label for=id.clone()>
                {name} " " {moment.is_optional().then(|| view! { <span class="mark-text">{tx("ui_in_brackets", &[&t("ui_optional")])}</span> })}
            </label>
            <div class="measure">
                <input
                    id=id
                    inputmode="numeric"
                    autocomplete="off"
                    dir="ltr"
                    aria-describedby=problem_id.clone()
                    aria-invalid=move || problem.with(Option::is_some).to_string()
                    prop:value=move || typed.get().number
                    on:input=move |event| change(&|typed| typed.number = event_target_value(&event))
                />
                {unit_choice}
            </div>
            <p class="problem" id=problem_id>{move || problem.get()}</p>
        </div>
    }
    .into_any()
}
