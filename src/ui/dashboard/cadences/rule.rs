//! One step of a cadence in words: when, to whom, on what condition, and the rules that it comes from.

use crate::app::cadence_words::{condition_words, decision_words, timing_words};
use crate::followup::{rules_of, step_name};
use crate::model::{FollowUpKind, Message, Rule, StepRule};
use crate::ui::text::{Choice, resolve, t, tx};
use leptos::prelude::*;

/// "Check-in 2".
pub fn title(rule: &StepRule) -> String {
    let name = resolve(&step_name(rule.kind));
    if rule.kind.repeats() { format!("{name} {}", rule.number) } else { name }
}

fn joined(parts: &[Message]) -> String {
    parts.iter().map(resolve).collect::<Vec<_>>().join(", ")
}

#[component]
pub fn RuleLines(rule: StepRule) -> impl IntoView {
    let decision = decision_words(&rule.timing);
    view! {
        <p class="sentence timing">{joined(&timing_words(rule.kind, &rule.timing))} "."</p>
        {(!decision.is_empty()).then(|| view! { <p class="sentence">{tx("ui_cadence_decision", &[&joined(&decision)])}</p> })}
        {condition_words(&rule).map(|condition| view! { <p>{resolve(&condition)}</p> })}
        {addressees(&rule).map(|words| view! { <p class="meta">{words}</p> })}
        <p class="meta">{sources(rule.kind)}</p>
    }
    .into_any()
}

fn addressees(rule: &StepRule) -> Option<String> {
    use FollowUpKind as K;
    if matches!(rule.kind, K::Notes | K::LetGo | K::Reference) {
        return None;
    }
    let roles: Vec<String> = rule.roles.iter().map(|role| t(role.label())).collect();
    Some(if roles.is_empty() {
        t("ui_cadence_to_all")
    } else if matches!(rule.kind, K::ThankYou | K::HandwrittenNote | K::Connect | K::Withdrawal) {
        tx("ui_cadence_to_each", &[&roles.join(", ")])
    } else {
        tx("ui_cadence_to_first", &[&roles.join(", ")])
    })
}

/// The rules by the source in which they were read: "T2, T3 (“Post-Interview Wait-a-thon”)".
fn sources(kind: FollowUpKind) -> String {
    let mut found: Vec<(&str, Vec<Rule>)> = Vec::new();
    for rule in rules_of(kind) {
        match found.iter_mut().find(|(source, _)| *source == rule.source()) {
            Some((_, rules)) => rules.push(*rule),
            None => found.push((rule.source(), vec![*rule])),
        }
    }
    let each = found.into_iter().map(|(source, rules)| {
        let ids: Vec<String> = rules.iter().map(|rule| format!("{rule:?}")).collect();
        tx("ui_cadence_rule", &[&ids.join(", "), source])
    });
    tx("ui_cadence_rests_on", &[&each.collect::<Vec<_>>().join("; ")])
}
