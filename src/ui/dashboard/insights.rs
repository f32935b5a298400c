//! What the user's own record says, in words where it is little.

use crate::app::insights::{AnswersView, Band, FEW, InsightsView, ThanksView};
use crate::app::protocol::{PageRequest, Response};
use crate::ui::session::Session;
use crate::ui::text::{t, tn, tx};
use leptos::prelude::*;

#[component]
pub fn InsightsPage() -> impl IntoView {
    let session = Session::here();
    let known = RwSignal::new(None::<InsightsView>);
    Effect::new(move |_| {
        session.changes.track();
        session.ask(PageRequest::Insights, move |response| {
            if let Response::Insights { insights } = response {
                let _ = known.try_set(Some(insights));
            }
        });
    });
    view! {
        <section aria-labelledby="insights-title" id="insights">
            <h2 id="insights-title">{t("ui_tab_insights")}</h2>
            <p>{tx("ui_insights_text", &[&number(FEW)])}</p>
            {move || {
                known
                    .get()
                    .map(|InsightsView { thanks, answers }| {
                        view! {
                            <Thanks thanks=thanks />
                            <Answers answers=answers />
                        }
                    })
            }}
        </section>
    }
    .into_any()
}

/// In words up to five, as a sentence would have it.
fn number(count: usize) -> String {
    const WORDS: [&str; 6] = ["ui_number_0", "ui_number_1", "ui_number_2", "ui_number_3", "ui_number_4", "ui_number_5"];
    WORDS.get(count).map_or_else(|| count.to_string(), |key| t(key))
}

#[component]
fn Thanks(thanks: ThanksView) -> impl IntoView {
    let (of, all) = (thanks.in_time, thanks.counted());
    let said = match (all, thanks.share) {
        (0, _) => t("ui_insights_thanks_none"),
        (1, _) if of == 1 => t("ui_insights_thanks_only_yes"),
        (1, _) => t("ui_insights_thanks_only_no"),
        (_, None) => tx("ui_insights_thanks_few", &[&number(of), &number(all)]),
        (_, Some(share)) => {
            tx("ui_insights_thanks_share", &[&of.to_string(), &all.to_string(), &share.percent.to_string()])
        }
    };
    let range = thanks.share.map(|share| tx("ui_insights_range", &[&share.low.to_string(), &share.high.to_string()]));
    let rows = [
        ("ui_insights_in_time", thanks.in_time),
        ("ui_insights_last_call", thanks.last_call),
        ("ui_insights_later", thanks.later),
        ("ui_insights_unsent", thanks.unsent),
        ("ui_insights_still_time", thanks.still_time),
        ("ui_insights_left_out", thanks.left_out),
    ];
    let any = rows.iter().any(|(_, count)| *count > 0);
    let rows = rows.into_iter().filter(|(_, count)| *count > 0).map(|(label, count)| (t(label), count)).collect();
    view! {
        <section class="card" aria-labelledby="insights-thanks">
            <h3 id="insights-thanks">{t("ui_insights_thanks")}</h3>
            <p id="insights-thanks-said">{said}</p>
            {range.map(|range| view! { <p class="meta" id="insights-thanks-range">{range}</p> })}
            {any.then(|| counts("ui_insights_thanked_when", "ui_insights_people", rows))}
        </section>
    }
    .into_any()
}

fn days(band: Band) -> String {
    match band.to {
        Some(to) => tx("ui_insights_days", &[&band.from.to_string(), &to.to_string()]),
        None => tx("ui_insights_days_more", &[&band.from.to_string()]),
    }
}

#[component]
fn Answers(answers: AnswersView) -> impl IntoView {
    let count = answers.answered();
    let said = match (count, answers.median_days) {
        (0, _) => t("ui_insights_answers_none"),
        (_, Some(by)) => {
            let by = tn("ui_insights_day", usize::try_from(by).unwrap_or_default());
            tx("ui_insights_median", &[&count.to_string(), &by])
        }
        (1, None) => t("ui_insights_answers_one"),
        (_, None) => tx("ui_insights_answers_few", &[&number(count)]),
    };
    let rows = answers.bands.iter().map(|band| (days(*band), band.answers)).collect();
    let rest = [
        ("ui_insights_waiting", answers.waiting),
        ("ui_insights_again", answers.invited_again),
        ("ui_insights_ended", answers.ended),
    ];
    view! {
        <section class="card" aria-labelledby="insights-answers">
            <h3 id="insights-answers">{t("ui_insights_answers")}</h3>
            <p id="insights-answers-said">{said}</p>
            {(count > 0).then(|| counts("ui_insights_waited", "ui_insights_answers_count", rows))}
            <ul class="plain" id="insights-rest">
                {rest
                    .into_iter()
                    .filter(|(_, count)| *count > 0)
                    .map(|(label, count)| view! { <li>{tn(label, count)}</li> })
                    .collect_view()}
            </ul>
            <p class="hint">{t("ui_insights_answers_hint")}</p>
        </section>
    }
    .into_any()
}

fn share(count: usize, most: usize) -> String {
    format!("{}%", count.saturating_mul(100) / most)
}

fn counts(of: &'static str, what: &'static str, rows: Vec<(String, usize)>) -> AnyView {
    let most = rows.iter().map(|(_, count)| *count).max().unwrap_or_default().max(1);
    view! {
        <table class="counts">
            <thead>
                <tr>
                    <th scope="col">{t(of)}</th>
                    <th scope="col">{t(what)}</th>
                </tr>
            </thead>
            <tbody>
                {rows
                    .into_iter()
                    .map(|(label, count)| {
                        view! {
                            <tr>
                                <th scope="row">{label}</th>
                                <td>
                                    <span class="counted">
                                        {count}
                                        <span class="bar" aria-hidden="true" style=("--share", share(count, most))></span>
                                    </span>
                                </td>
                            </tr>
                        }
                    })
                    .collect_view()}
            </tbody>
        </table>
    }
    .into_any()
}
