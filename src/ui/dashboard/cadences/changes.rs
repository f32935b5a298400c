//! What saving, or removing, would do to the follow-ups that are open.

use crate::app::cadences::{CadencePreview, StepChange};
use crate::ui::text::{line, moment, resolve, t, tn, tx};
use leptos::prelude::*;

/// More than anybody reads through.
const MOST: usize = 30;

#[component]
pub fn Changes(preview: CadencePreview) -> impl IntoView {
    let kinds = [
        ("moved", "ui_cadence_moves", preview.moved),
        ("added", "ui_cadence_adds", preview.added),
        ("removed", "ui_cadence_drops", preview.removed),
    ];
    let nothing = kinds.iter().all(|(_, _, changes)| changes.is_empty());
    view! {
        <div class="stack" id="cadence-preview">
            {nothing.then(|| view! { <p data-change="none">{t("ui_cadence_moves_nothing")}</p> })}
            {kinds
                .into_iter()
                .filter(|(_, _, changes)| !changes.is_empty())
                .map(|(kind, label, changes)| {
                    let more = changes.len().saturating_sub(MOST);
                    view! {
                        <details class="fold" data-change=kind data-count=changes.len().to_string()>
                            <summary>{tn(label, changes.len())}</summary>
                            <ul class="plain">
                                {changes.iter().take(MOST).map(|change| view! { <li dir="auto">{said(change)}</li> }).collect_view()}
                                {(more > 0).then(|| view! { <li>{tx("ui_restore_more", &[&more.to_string()])}</li> })}
                            </ul>
                        </details>
                    }
                })
                .collect_view()}
            {(preview.done > 0).then(|| view! { <p class="meta" data-change="done">{tn("ui_cadence_done_stay", preview.done)}</p> })}
        </div>
    }
    .into_any()
}

/// "Check in with Bob Poe · Acme · 10 March, 15:00 → 9 March, 15:00".
fn said(change: &StepChange) -> String {
    let title = resolve(&change.title);
    // Where nobody is known, the title names the company already.
    let company = change.opportunity.as_ref().map(|brief| brief.company.as_str()).unwrap_or_default();
    let company = if title.contains(company) { "" } else { company };
    let when = match (change.before, change.after) {
        (Some(before), Some(after)) if before == after => tx("ui_cadence_due_still", &[&moment(after)]),
        (Some(before), Some(after)) => tx("ui_cadence_due_moves", &[&moment(before), &moment(after)]),
        (Some(at), None) | (None, Some(at)) => tx("ui_cadence_due_still", &[&moment(at)]),
        (None, None) => String::new(),
    };
    line(&[&title, company, &when])
}
