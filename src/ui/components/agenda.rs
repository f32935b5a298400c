//! What is due now, what comes next, and where it is their turn.

use super::{ShowAll, StepCard};
use crate::app::views::{AgendaView, StandingView, StepView};
use crate::ui::dashboard::left_off;
use crate::ui::session::{Opened, Session, dashboard};
use crate::ui::text::{day_of, line, resolve, t, tx};
use leptos::prelude::*;

/// What comes next is many times what is due, and nothing of it can be acted on yet: its first few are enough to see.
const SOON: usize = 5;

#[component]
pub fn Agenda(
    agenda: Signal<Option<AgendaView>>,
    /// Something else on the page says already how to begin.
    #[prop(optional, into)]
    begun: Signal<bool>,
    /// Opens the form for somebody new, where the page has no button for it in sight.
    #[prop(optional, into)]
    on_add: Option<Callback<()>>,
) -> impl IntoView {
    let due = Memo::new(move |_| agenda.with(|a| a.as_ref().map(|a| a.due.clone()).unwrap_or_default()));
    let next = Memo::new(move |_| agenda.with(|a| a.as_ref().map(|a| a.next.clone()).unwrap_or_default()));
    let shown = RwSignal::new(SOON);
    reveal_the_open_one(next, shown);
    let soon = Memo::new(move |_| next.with(|next| next.iter().take(shown.get()).cloned().collect::<Vec<_>>()));
    let waiting = Memo::new(move |_| agenda.with(|a| a.as_ref().map(|a| a.waiting.clone()).unwrap_or_default()));
    let known = Memo::new(move |_| agenda.with(Option::is_some));
    let empty = Memo::new(move |_| agenda.with(|a| a.as_ref().is_some_and(|a| a.empty)));
    view! {
        <Show when=move || known.get() && empty.get() && !begun.get()>
            <section class="blank" id="agenda-empty">
                <h2>{t("ui_empty_title")}</h2>
                <p>{t("ui_empty_text")}</p>
                <SetUp on_add=on_add />
            </section>
        </Show>
        <Show when=move || known.get() && !empty.get()>
            <section id="agenda-due" aria-labelledby="agenda-due-title">
                <h2 id="agenda-due-title">
                    {t("ui_due")}
                    <Show when=move || !due.get().is_empty()>
                        <span class="count">{move || due.get().len()}</span>
                    </Show>
                </h2>
                <Show when=move || due.get().is_empty()>
                    <p class="calm">{t("ui_due_none")}</p>
                </Show>
                <Steps steps=due />
            </section>
            <Show when=move || !next.get().is_empty()>
                <section id="agenda-next" aria-labelledby="agenda-next-title">
                    <h2 id="agenda-next-title">{t("ui_next")}</h2>
                    <Steps steps=soon />
                    <ShowAll all=Signal::derive(move || next.with(Vec::len)) shown=shown />
                </section>
            </Show>
            <Show when=move || !waiting.get().is_empty()>
                <section id="agenda-waiting" aria-labelledby="agenda-waiting-title">
                    <h2 id="agenda-waiting-title">{t("ui_waiting")}</h2>
                    <ul class="plain">
                        <For each=move || waiting.get() key=|standing| format!("{standing:?}") let:standing>
                            <li>
                                <Waiting standing=standing />
                            </li>
                        </For>
                    </ul>
                </section>
            </Show>
        </Show>
    }
    .into_any()
}

/// A step whose form stands open, as of one that a notification has led to, is never among those left out.
fn reveal_the_open_one(next: Memo<Vec<StepView>>, shown: RwSignal<usize>) {
    let session = Session::here();
    Effect::new(move |_| {
        let open = session.open.get();
        let beyond =
            next.with(|next| next.iter().skip(shown.get_untracked()).any(|step| open == Some(Opened::Step(step.id))));
        if beyond {
            shown.set(usize::MAX);
        }
    });
}

/// The way to the first two minutes, or back to where they were left.
#[component]
fn SetUp(on_add: Option<Callback<()>>) -> impl IntoView {
    let (href, target) = dashboard("welcome");
    let label = match left_off() {
        Some((place, of)) => tx("ui_welcome_continue", &[&place.to_string(), &of.to_string()]),
        None => t("ui_welcome_open"),
    };
    view! {
        <div class="actions">
            <a id="agenda-welcome" class="button" href=href target=target>{label}</a>
            {on_add
                .map(|add| {
                    view! {
                        <button id="agenda-add" type="button" class="quiet" on:click=move |_| add.run(())>
                            {t("ui_add_by_hand")}
                        </button>
                    }
                })}
        </div>
    }
    .into_any()
}

/// A card is drawn anew only when what it shows has changed: a form that is being filled in stays.
#[component]
fn Steps(steps: Memo<Vec<StepView>>) -> impl IntoView {
    view! {
        <div class="stack steps">
            <For each=move || steps.get() key=|step| format!("{step:?}") let:step>
                <StepCard step=step />
            </For>
        </div>
    }
    .into_any()
}

/// An opportunity without a step, and why that is all right (rules W1, W3).
#[component]
pub fn Waiting(standing: StandingView) -> impl IntoView {
    let StandingView { opportunity, message, normal_until, .. } = standing;
    let (href, target) = dashboard(&format!("opportunity/{}", opportunity.id));
    let heading = line(&[&opportunity.company, &opportunity.job_title]);
    view! {
        <article class="waiting" data-opportunity=opportunity.id.to_string()>
            <h3 dir="auto">
                <a href=href target=target>{heading}</a>
            </h3>
            <p>{resolve(&message)}</p>
            {normal_until.map(|until| view! { <p class="meta">{tx("ui_normal_until", &[&day_of(until)])}</p> })}
        </article>
    }
    .into_any()
}
