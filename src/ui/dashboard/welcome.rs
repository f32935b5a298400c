//! The first two minutes: who the user is, which sites, which cadence, a practice run. One step at a time; each may be
//! skipped, and whoever leaves goes on later where they were.

use super::go;
use super::settings::{ApplicantFields, CadenceField, SettingsForm};
use crate::ui::components::{FormError, SiteList};
use crate::ui::remember;
use crate::ui::session::focus_later;
use crate::ui::text::{t, tx};
use leptos::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    You,
    Sites,
    Cadence,
    Practice,
}

const STEPS: [Step; 4] = [Step::You, Step::Sites, Step::Cadence, Step::Practice];
/// Under which the place is remembered, counted from 0; nothing where nobody has begun, or somebody has finished.
const PLACE: &str = "welcome";
const TYPED: &str = "welcome/you";

impl Step {
    const fn title(self) -> &'static str {
        match self {
            Self::You => "ui_settings_you",
            Self::Sites => "ui_welcome_sites",
            Self::Cadence => "ui_settings_rhythm",
            Self::Practice => "ui_welcome_practice",
        }
    }
}

/// The place at which the user left off, and of how many, counted from 1.
pub fn left_off() -> Option<(usize, usize)> {
    remember::get::<usize>(PLACE).filter(|place| *place < STEPS.len()).map(|place| (place + 1, STEPS.len()))
}

fn said(place: usize) -> String {
    let step = STEPS.get(place).copied().unwrap_or(Step::You);
    tx("ui_welcome_progress", &[&(place + 1).to_string(), &STEPS.len().to_string(), &t(step.title())])
}

#[component]
pub fn Welcome() -> impl IntoView {
    let form = SettingsForm::open();
    keep_typed(form);
    let place = RwSignal::new(left_off().map_or(0, |(place, _)| place - 1));
    let to = move |next: usize| {
        form.forget_error();
        remember::put(PLACE, &next);
        place.set(next);
        focus_later("welcome-step-title");
    };
    let finish = move || {
        remember::forget(PLACE);
        go("today");
    };
    let next = move || match place.get_untracked() + 1 {
        next if next < STEPS.len() => to(next),
        _ => finish(),
    };
    let step = move || STEPS.get(place.get()).copied().unwrap_or(Step::You);
    let on_submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        match step() {
            Step::You | Step::Cadence => form.save(move || {
                remember::forget(TYPED);
                next();
            }),
            Step::Sites | Step::Practice => next(),
        }
    };
    view! {
        <section class="welcome" aria-labelledby="welcome-title">
            <h2 id="welcome-title">{t("ui_welcome_title")}</h2>
            <p>{t("ui_welcome_text")}</p>
            <progress
                id="welcome-bar"
                aria-label=move || said(place.get())
                max=STEPS.len().to_string()
                value=move || (place.get() + 1).to_string()
            ></progress>
            <ol class="progress" aria-label=t("ui_welcome_steps")>
                {STEPS
                    .iter()
                    .enumerate()
                    .map(|(at, step)| {
                        view! {
                            <li>
                                <button
                                    type="button"
                                    class="link"
                                    data-place=at.to_string()
                                    aria-current=move || (place.get() == at).then_some("step")
                                    on:click=move |_| to(at)
                                >
                                    {t(step.title())}
                                </button>
                            </li>
                        }
                    })
                    .collect_view()}
            </ol>
        </section>
        <form class="card welcome-step" novalidate aria-labelledby="welcome-step-title" on:submit=on_submit>
            <h3 id="welcome-step-title" tabindex="-1">{move || said(place.get())}</h3>
            {form.note()}
            {move || match step() {
                Step::You => {
                    view! {
                        <p class="hint">{t("ui_settings_you_text")}</p>
                        <ApplicantFields form=form />
                    }
                        .into_any()
                }
                Step::Sites => {
                    view! {
                        <p class="hint">{t("ui_settings_sites_text")}</p>
                        <SiteList no_own=true />
                    }
                        .into_any()
                }
                Step::Cadence => view! { <CadenceField form=form /> }.into_any(),
                Step::Practice => {
                    // As often as the user has just chosen.
                    let cadence = js_sys::encode_uri_component(&form.cadence());
                    view! {
                        <p>{t("ui_welcome_practice_text")}</p>
                        <p>
                            <a id="welcome-practice" class="button quiet" href=format!("dashboard.html?practice={cadence}")>
                                {t("ui_welcome_practice_start")}
                            </a>
                        </p>
                    }
                        .into_any()
                }
            }}
            <FormError id="welcome-error" error=form.error() />
            <div class="actions">
                <button id="welcome-next" type="submit">
                    {move || if step() == Step::Practice { t("ui_welcome_done") } else { t("ui_welcome_next") }}
                </button>
                <Show when=move || step() != Step::Practice>
                    <button id="welcome-skip" type="button" class="quiet" on:click=move |_| next()>
                        {t("ui_welcome_skip_step")}
                    </button>
                </Show>
                <Show when=move || { place.get() > 0 }>
                    <button
                        id="welcome-back"
                        type="button"
                        class="quiet"
                        on:click=move |_| to(place.get_untracked().saturating_sub(1))
                    >
                        {t("ui_welcome_back")}
                    </button>
                </Show>
            </div>
        </form>
    }
    .into_any()
}

/// What was typed and not saved stands here again when the page is opened anew.
fn keep_typed(form: SettingsForm) {
    let begun = RwSignal::new(false);
    Effect::new(move |_| {
        let typed = form.applicant();
        if !form.is_filled() {
            return;
        }
        if begun.get_untracked() {
            remember::put(TYPED, &typed);
        } else {
            begun.set(true);
            if let Some(kept) = remember::get::<[String; 5]>(TYPED) {
                form.fill_applicant(kept);
            }
        }
    });
}
