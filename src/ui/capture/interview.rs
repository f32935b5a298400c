//! For which job, and in which interview.

use super::mail::MailTimes;
use super::panel::same_panel;
use super::state::{CaptureState, NEW, NONE};
use crate::app::views::{InterviewView, OpportunityView, TimeView};
use crate::model::{PersonId, Stage};
use crate::ui::components::{Pick, TextField};
use crate::ui::session::Session;
use crate::ui::text::{Choice, line, local_parts, moment, t};
use leptos::prelude::*;

/// Two spellings of one company: letters and digits only, in lower case.
fn same_company(a: &str, b: &str) -> bool {
    let plain =
        |name: &str| name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let (a, b) = (plain(a), plain(b));
    !a.is_empty() && a == b
}

/// The opportunity to offer first: an open one of the same company, else a new one.
fn likely_opportunity(opportunities: &[OpportunityView], company: &str) -> String {
    opportunities
        .iter()
        .filter(|view| view.stage == Stage::Open)
        .find(|view| same_company(&view.opportunity.company, company))
        .map_or_else(|| NEW.to_owned(), |view| view.opportunity.id.to_string())
}

/// The interview to offer first: the next one of the opportunity that the person is not part of yet, as for a panel.
fn likely_interview(interviews: &[InterviewView], person: Option<PersonId>, now: jiff::Timestamp) -> String {
    interviews
        .iter()
        .filter(|view| !view.cancelled && view.interview.end > now)
        .filter(|view| view.interview.participants.iter().all(|p| Some(p.person) != person))
        .min_by_key(|view| view.interview.start)
        .map_or_else(|| NEW.to_owned(), |view| view.interview.id.to_string())
}

fn interviews_of(opportunities: &[OpportunityView], id: &str) -> Vec<InterviewView> {
    opportunities
        .iter()
        .find(|view| view.opportunity.id.to_string() == id)
        .map(|view| view.interviews.iter().filter(|interview| !interview.cancelled).cloned().collect())
        .unwrap_or_default()
}

/// Chooses opportunity and interview until the user does. Runs when the opportunities arrive.
pub fn preselect(
    state: CaptureState,
    opportunities: &[OpportunityView],
    person: Option<PersonId>,
    now: jiff::Timestamp,
) {
    let firm = state.company.get_untracked();
    let same_firm = |other: &str| firm.trim().is_empty() || same_company(other, &firm);
    let untouched = state.opportunity.get_untracked().is_empty() && state.interview.get_untracked().is_empty();
    if let Some((opportunity, interview)) = same_panel(opportunities, person, now, same_firm).filter(|_| untouched) {
        state.opportunity.set(opportunity.to_string());
        if let Some(interview) = interview {
            state.interview.set(interview.to_string());
        }
    }
    if state.opportunity.get_untracked().is_empty() {
        state.opportunity.set(likely_opportunity(opportunities, &state.company.get_untracked()));
    }
    if state.interview.get_untracked().is_empty() {
        let interviews = interviews_of(opportunities, &state.opportunity.get_untracked());
        state.interview.set(likely_interview(&interviews, person, now));
    }
}

/// The company of the job goes with the person's until the user says otherwise.
pub fn follow_company(
    state: CaptureState,
    opportunities: &[OpportunityView],
    before: &str,
    person: Option<PersonId>,
    now: jiff::Timestamp,
) {
    if state.new_company.with_untracked(|company| company != before) {
        return;
    }
    let company = state.company.get_untracked();
    let found = likely_opportunity(opportunities, &company);
    state.new_company.set(company);
    let by_company =
        state.opportunity.with_untracked(|id| id.is_empty() || *id == likely_opportunity(opportunities, before));
    if by_company && state.opportunity.with_untracked(|id| *id != found) {
        let interviews = interviews_of(opportunities, &found);
        state.interview.set(likely_interview(&interviews, person, now));
        state.opportunity.set(found);
    }
}

#[component]
pub fn InterviewFields(
    state: CaptureState,
    opportunities: RwSignal<Vec<OpportunityView>>,
    person: Option<PersonId>,
    /// Those that the open mail names.
    times: Vec<TimeView>,
) -> impl IntoView {
    let session = Session::here();
    let times = StoredValue::new(times);
    let is_new = move || state.opportunity.with(|id| id == NEW || id.is_empty());
    let running = move || {
        let all = opportunities.get();
        all.into_iter().filter(|found| matches!(found.stage, Stage::Open | Stage::Offered)).collect::<Vec<_>>()
    };
    let none = move || state.opportunity.with(|id| id == NONE);
    let interviews = Memo::new(move |_| opportunities.with(|all| state.opportunity.with(|id| interviews_of(all, id))));
    let new_interview = move || state.interview.with(|id| id == NEW || id.is_empty());
    let option = move |value: String, label: String, chosen: RwSignal<String>| {
        let own = value.clone();
        view! { <option value=value prop:selected=move || chosen.with(|id| *id == own)>{label}</option> }
    };
    let past = move || {
        let now = local_parts(session.now.get(), "");
        let start = (state.date.get(), state.time.get());
        !start.0.is_empty() && !start.1.is_empty() && start < now
    };
    view! {
            <Pick id="capture-role" label="ui_role" value=state.role />
            <div class="field">
                <label for="capture-opportunity">{t("ui_opportunity")}</label>
                <select
                    id="capture-opportunity"
                    name="capture-opportunity"
                    on:change=move |event| {
                        state.opportunity.set(event_target_value(&event));
                        let found = interviews.get_untracked();
                        state.interview.set(likely_interview(&found, person, session.now.get_untracked()));
                    }
                >
                    <For each=running key=|found| found.opportunity.id let:found>
                        {option(
                            found.opportunity.id.to_string(),
                            line(&[&found.opportunity.company, &found.opportunity.job_title]),
                            state.opportunity,
                        )}
                    </For>
                    {option(NEW.into(), t("ui_opportunity_new"), state.opportunity)}
                    {option(NONE.into(), t("ui_opportunity_none"), state.opportunity)}
                </select>
            </div>
        <Show when=is_new>
            <div class="pair">
                <TextField id="capture-new-company" label="ui_new_company" value=state.new_company />
                <TextField id="capture-job" label="ui_job_title" value=state.new_job />
            </div>
        </Show>
        <Show when=move || !none()>
            <fieldset>
                <legend>{t("ui_interview")}</legend>
                <MailTimes state=state times=times.get_value() />
                <Show when=move || !interviews.get().is_empty()>
                    <div class="field">
                        <label for="capture-interview">{t("ui_interview_which")}</label>
                        <select
                            id="capture-interview"
                            name="capture-interview"
                            on:change=move |event| state.interview.set(event_target_value(&event))
                        >
                            <For each=move || interviews.get() key=|found| found.interview.id let:found>
                                {option(
                                    found.interview.id.to_string(),
                                    line(&[&moment(found.interview.start), &t(found.interview.kind.label())]),
                                    state.interview,
                                )}
                            </For>
                            {option(NEW.into(), t("ui_interview_new"), state.interview)}
                            {option(NONE.into(), t("ui_interview_none"), state.interview)}
                        </select>
                    </div>
                </Show>
                <Show when=new_interview>
                    <div class="pair">
                        <TextField id="interview-date" label="ui_date" kind="date" value=state.date />
                        <TextField id="interview-time" label="ui_time" kind="time" value=state.time />
                        <TextField id="interview-minutes" label="ui_minutes" kind="number" value=state.minutes />
                        <Pick id="interview-kind" label="ui_kind" value=state.interview_kind />
                    </div>
                    <p class="hint">{move || if past() { t("ui_interview_past") } else { t("ui_interview_open") }}</p>
                    <TextField id="interview-place" label="ui_place" value=state.place />
                </Show>
            </fieldset>
        </Show>
    }
    .into_any()
}
