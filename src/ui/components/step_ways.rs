//! The parts of a step's menu that ask for something: how and when it was done elsewhere, another way, why not at all.

use super::FormError;
use super::step::{dom_key, main_id};
use super::step_menu::close_panel;
use crate::app::protocol::PageRequest;
use crate::app::views::StepView;
use crate::followup::channels_for;
use crate::model::{Channel, FollowUpKind};
use crate::ui::session::{Session, focus_after_change};
use crate::ui::text::{Choice, error, local_parts, t};
use jiff::civil::DateTime;
use leptos::prelude::*;

/// Which part of the menu is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Done,
    Way,
    Skip,
}

impl Part {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Way => "way",
            Self::Skip => "skip",
        }
    }

    /// Where the cursor goes when it is shown. `key`: of the step's elements.
    pub fn first_field(self, key: &str) -> String {
        format!("{key}-{}", self.name())
    }
}

/// Done by other means; how and when is as good to know as for what was done here.
#[component]
pub fn DoneElsewhere(step: StepView) -> impl IntoView {
    let session = Session::here();
    let id = step.id;
    let key = dom_key(id);
    let (how_id, when_id) = (Part::Done.first_field(&key), format!("{key}-when"));
    let channel = RwSignal::new(step.channel);
    let when = RwSignal::new(String::new());
    let problem = RwSignal::new(None);
    let (date, time) = local_parts(session.now.get_untracked(), "");
    let latest = format!("{date}T{time}");
    let done = move || {
        let typed = when.get_untracked();
        let at = match (typed.is_empty(), typed.parse::<DateTime>()) {
            (true, _) => None,
            (false, Ok(at)) => Some(at),
            (false, Err(_)) => {
                problem.set(Some(error("time-missing", "ui_error_time")));
                return;
            }
        };
        let request = PageRequest::DoneElsewhere { follow_up: id, channel: channel.get_untracked(), at };
        session.act_or(request, move |answer| match answer {
            Ok(_) => close_panel(session, id),
            Err(error) => drop(problem.try_set(Some(error))),
        });
    };
    view! {
        <form
            class="already-done"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                done();
            }
        >
            <div class="field">
                <label for=how_id.clone()>{t("ui_done_how")}</label>
                <select
                    id=how_id
                    on:change=move |event| {
                        if let Some(choice) = Channel::from_value(&event_target_value(&event)) {
                            channel.set(choice);
                        }
                    }
                >
                    {Channel::ALL
                        .iter()
                        .map(|&choice| {
                            view! {
                                <option value=choice.value() selected=choice == step.channel>{t(choice.label())}</option>
                            }
                        })
                        .collect_view()}
                </select>
            </div>
            <div class="field">
                <label for=when_id.clone()>{t("ui_done_when")}</label>
                <input id=when_id type="datetime-local" max=latest bind:value=when />
            </div>
            <FormError id="done-error" error=problem />
            <button type="submit" class="quiet done-elsewhere">{t("ui_done_save")}</button>
        </form>
    }
    .into_any()
}

/// Rule C1, C2: the channel is the user's to choose.
#[component]
pub fn AnotherWay(step: StepView) -> impl IntoView {
    let session = Session::here();
    let id = step.id;
    // Rule T12: not instead of the thank-you, but beside it.
    let by_hand = id.opportunity.filter(|_| step.kind == FollowUpKind::ThankYou);
    let (now, first) = (step.channel, Part::Way.first_field(&dom_key(id)));
    view! {
        <fieldset class="segments" id=first tabindex="-1">
            <legend>{t("ui_another_way_which")}</legend>
            {channels_for(step.kind)
                .iter()
                .map(|&channel| {
                    view! {
                        <button
                            type="button"
                            class="segment"
                            data-channel=channel.value()
                            aria-pressed=(channel == now).to_string()
                            on:click=move |_| {
                                if channel != now {
                                    let request = PageRequest::ChooseChannel { follow_up: id, channel };
                                    session.act(request, move |_| focus_after_change(main_id(id)));
                                }
                            }
                        >
                            {t(channel.label())}
                        </button>
                    }
                })
                .collect_view()}
        </fieldset>
        {by_hand
            .map(|opportunity| {
                view! {
                    <div class="by-hand">
                        <button
                            type="button"
                            class="quiet also-by-hand"
                            on:click=move |_| {
                                let request = PageRequest::AlsoByHand { opportunity };
                                session.act(request, move |_| focus_after_change(main_id(id)));
                            }
                        >
                            {t("ui_also_by_hand")}
                        </button>
                        <p class="hint">{t("ui_handwritten_hint")}</p>
                    </div>
                }
            })}
    }
    .into_any()
}

/// Why people skip a step; what is chosen is kept in these words.
const REASONS: [&str; 5] =
    ["ui_skip_answered", "ui_skip_spoke", "ui_skip_asked_not_to", "ui_skip_too_much", "ui_skip_no_way"];
/// The value that asks for words of one's own.
const OWN: &str = "own";

#[component]
pub fn Skip(step: StepView) -> impl IntoView {
    let session = Session::here();
    let id = step.id;
    let key = dom_key(id);
    let (why_id, own_id) = (Part::Skip.first_field(&key), format!("{key}-reason"));
    let chosen = RwSignal::new(String::new());
    let own = RwSignal::new(String::new());
    let skip = move || {
        let reason = match chosen.get_untracked().as_str() {
            OWN => own.get_untracked(),
            key => REASONS.iter().find(|reason| **reason == key).map(|reason| t(reason)).unwrap_or_default(),
        };
        session.act(PageRequest::Skip { follow_up: id, reason }, move |_| close_panel(session, id));
    };
    view! {
        <form
            class="skip"
            on:submit=move |event| {
                event.prevent_default();
                skip();
            }
        >
            <div class="field">
                <label for=why_id.clone()>{t("ui_skip_reason")}</label>
                <select id=why_id on:change=move |event| chosen.set(event_target_value(&event))>
                    <option value="">{t("ui_skip_no_reason")}</option>
                    {REASONS.iter().map(|&reason| view! { <option value=reason>{t(reason)}</option> }).collect_view()}
                    <option value=OWN>{t("ui_skip_own")}</option>
                </select>
            </div>
            <Show when=move || chosen.with(|chosen| chosen == OWN)>
                <div class="field">
                    <label for=own_id.clone()>{t("ui_skip_own_words")}</label>
                    <input id=own_id.clone() type="text" dir="auto" autocomplete="off" maxlength="300" bind:value=own />
                </div>
            </Show>
            <button type="submit" class="quiet skip-action">{t("ui_skip_save")}</button>
        </form>
    }
    .into_any()
}
