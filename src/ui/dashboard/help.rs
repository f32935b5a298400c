//! Help: the five main things, what is kept where, the rules with their sources.

use crate::app::help::{HOW_TO, KEPT, RULES, rule_text};
use crate::ui::components::show_shortcuts;
use crate::ui::text::{t, tx};
use leptos::prelude::*;

#[component]
pub fn Help() -> impl IntoView {
    view! {
        <h2>{t("ui_tab_help")}</h2>
        <section class="card" aria-labelledby="help-how">
            <h3 id="help-how">{t("ui_help_how")}</h3>
            <ul class="plain">
                {HOW_TO
                    .iter()
                    .map(|how| {
                        let question = t(how.question);
                        view! {
                            <li>
                                <h4>{question.clone()}</h4>
                                <p>{t(how.answer)}</p>
                                <a href=format!("#{}", how.place) aria-label=tx("ui_help_go_for", &[&question])>
                                    {t("ui_help_go")}
                                </a>
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
            <div class="actions">
                <a id="help-practice" class="button quiet" href="dashboard.html?practice">{t("ui_help_practice")}</a>
                <a id="help-welcome" class="button quiet" href="#welcome">{t("ui_help_again")}</a>
                <button id="help-keys" type="button" class="quiet" on:click=move |_| show_shortcuts()>
                    {t("ui_shortcuts")}
                </button>
            </div>
        </section>
        <section class="card" aria-labelledby="help-kept">
            <h3 id="help-kept">{t("ui_help_kept")}</h3>
            <dl class="kept">
                {KEPT
                    .iter()
                    .map(|&(what, place)| view! { <div><dt>{t(what)}</dt><dd>{t(place)}</dd></div> })
                    .collect_view()}
            </dl>
        </section>
        <section class="card rules" aria-labelledby="help-rules">
            <h3 id="help-rules">{t("ui_help_rules")}</h3>
            <p class="hint">{t("ui_help_rules_text")}</p>
            {RULES
                .iter()
                .map(|group| {
                    view! {
                        <h4>{t(group.heading)}</h4>
                        <ul class="plain">
                            {group
                                .rules
                                .iter()
                                .map(|&rule| {
                                    view! {
                                        <li data-rule=format!("{rule:?}")>
                                            <strong>{format!("{rule:?}")}</strong>
                                            " "
                                            <span>{t(rule_text(rule))}</span>
                                            <cite class="meta block" lang="en">{tx("ui_help_source", &[rule.source()])}</cite>
                                        </li>
                                    }
                                })
                                .collect_view()}
                        </ul>
                    }
                })
                .collect_view()}
        </section>
    }
    .into_any()
}
