//! An invite: the interview it makes, moves or cancels, and the people in it, to be confirmed.

use super::kept::{KeptForm, begun_among, invite_key};
use super::met::{MetRow, MetRows, restore_rows};
use super::state::{NEW, interview_times};
use super::twins::{Compared, Sides};
use crate::app::ErrorView;
use crate::app::forms::{GroupForm, InterviewChoice, InterviewForm, OpportunityChoice};
use crate::app::protocol::{PageRequest, Response};
use crate::app::views::{InviteStanding, InviteView, OpportunityView};
use crate::model::{Interview, InterviewKind, OpportunityId, PersonId, Stage};
use crate::ui::components::{FormError, InterviewLine, Pick, TextField};
use crate::ui::session::{Session, focus_later};
use crate::ui::text::{Choice, clock_time, line, moment, resolve, t, tn, tx, zone};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use leptos::prelude::*;

fn instant(local: DateTime, zone: &str) -> Option<Timestamp> {
    local.to_zoned(TimeZone::get(zone).ok()?).ok().map(|at| at.timestamp())
}

/// From when to when, in the user's zone.
fn span(start: Option<Timestamp>, end: Option<Timestamp>) -> String {
    match (start, end) {
        (Some(start), Some(end)) => format!("{} – {}", moment(start), clock_time(end)),
        (Some(start), None) => moment(start),
        (None, _) => String::new(),
    }
}

fn when(view: &InviteView) -> String {
    match (view.all_day, view.start) {
        (true, Some(start)) => crate::browser::text::day(start.date()),
        (_, start) => {
            span(start.and_then(|start| instant(start, &view.zone)), view.end.and_then(|end| instant(end, &view.zone)))
        }
    }
}

fn title(view: &InviteView) -> String {
    if view.title.is_empty() { t("ui_invite_untitled") } else { view.title.clone() }
}

/// The only invite, or a choice among several.
#[component]
pub fn InvitePick(invites: Vec<InviteView>, left_out: usize, on_done: Callback<()>) -> impl IntoView {
    let begun = begun_among(invites.iter().map(|invite| invite_key(&invite.calendar)));
    let chosen = RwSignal::new((invites.len() == 1).then_some(0).or(begun));
    let none = invites.is_empty();
    let invites = StoredValue::new(invites);
    view! {
        {move || match chosen.get().and_then(|place: usize| invites.with_value(|all| all.get(place).cloned())) {
            Some(view) => view! { <InviteCard view=view on_done=on_done /> }.into_any(),
            None => {
                view! {
                    <section class="card" id="invites" aria-labelledby="invites-title">
                        <h2 id="invites-title">
                            {if none { t("ui_invite_title") } else { t("ui_invite_which") }}
                        </h2>
                        {none.then(|| view! { <p class="calm">{t("ui_invite_none")}</p> })}
                        <ul class="plain">
                            {invites
                                .get_value()
                                .into_iter()
                                .enumerate()
                                .map(|(place, view)| {
                                    view! {
                                        <li>
                                            <button
                                                type="button"
                                                class="quiet invite-choice"
                                                dir="auto"
                                                on:click=move |_| {
                                                    chosen.set(Some(place));
                                                    focus_later("intake");
                                                }
                                            >
                                                {line(&[&title(&view), &when(&view)])}
                                            </button>
                                        </li>
                                    }
                                })
                                .collect_view()}
                        </ul>
                        {(left_out > 0).then(|| view! { <p class="meta">{tn("ui_invite_left_out", left_out)}</p> })}
                        <div class="actions">
                            <button type="button" class="quiet" on:click=move |_| on_done.run(())>{t("ui_cancel")}</button>
                        </div>
                    </section>
                }
                    .into_any()
            }
        }}
    }
    .into_any()
}

#[component]
pub fn InviteCard(view: InviteView, on_done: Callback<()>) -> impl IntoView {
    let standing = view.standing;
    let note = match standing {
        InviteStanding::New => None,
        InviteStanding::Known => Some("ui_invite_known"),
        InviteStanding::Updates => Some("ui_invite_updates"),
        InviteStanding::Cancels => Some("ui_invite_cancels"),
        InviteStanding::Outdated => Some("ui_invite_outdated"),
        InviteStanding::CancelledUnknown => Some("ui_invite_cancelled_unknown"),
        InviteStanding::Reply => Some("ui_invite_reply"),
        InviteStanding::Unreadable => None,
    };
    let problem = view.problem.clone().filter(|_| standing == InviteStanding::Unreadable);
    let both = matches!(standing, InviteStanding::Updates | InviteStanding::Outdated);
    let compared = view.known.as_ref().filter(|_| both).map(|known| compared(&view, &known.interview));
    let known = view.known.clone().filter(|_| !both);
    let when = when(&view);
    let name = match standing {
        InviteStanding::Cancels => "cancels",
        InviteStanding::Updates => "updates",
        InviteStanding::New => "new",
        _ => "nothing",
    };
    view! {
        <section class="card capture" id="invite" data-standing=name aria-labelledby="invite-title">
            <h2 id="invite-title">{t("ui_invite_title")}</h2>
            <p dir="auto">
                <strong>{title(&view)}</strong>
                {(!when.is_empty()).then(|| view! { " · " {when.clone()} })}
                {view.recurs.then(|| view! { <span class="meta block">{t("ui_invite_recurs")}</span> })}
            </p>
            {note.map(|key| view! { <p class="note" id="invite-note" role="status">{t(key)}</p> })}
            {problem
                .map(|message| view! { <p class="note note-error" id="invite-problem" role="alert">{resolve(&message)}</p> })}
            {compared
                .map(|lines| {
                    view! { <Sides left=t("ui_invite_before") right=t("ui_invite_after") lines=lines /> }
                })}
            {known.map(|known| view! { <InterviewLine view=known /> })}
            {match standing {
                InviteStanding::New | InviteStanding::Updates => {
                    view! { <InviteForm view=view on_done=on_done /> }.into_any()
                }
                InviteStanding::Cancels => view! { <CallOff view=view on_done=on_done /> }.into_any(),
                _ => {
                    view! {
                        <div class="actions">
                            <button id="invite-close" type="button" class="quiet" on:click=move |_| on_done.run(())>
                                {t("ui_close")}
                            </button>
                        </div>
                    }
                        .into_any()
                }
            }}
        </section>
    }
    .into_any()
}

fn compared(view: &InviteView, interview: &Interview) -> Vec<Compared> {
    let before: Vec<String> =
        view.known.iter().flat_map(|known| &known.people).map(|(person, _)| person.name.clone()).collect();
    let after: Vec<String> = view
        .people
        .iter()
        .filter(|met| !met.perhaps_user)
        .map(|met| match &met.known {
            Some(person) => person.name.clone(),
            None => met.reading.name.value().or(met.reading.email.value()).unwrap_or_default().to_owned(),
        })
        .collect();
    vec![
        Compared::new(t("ui_time"), span(Some(interview.start), Some(interview.end)), when(view)),
        Compared::new(t("ui_place"), interview.place.clone(), view.place.clone()),
        Compared::new(t("ui_tab_people"), before.join(", "), after.join(", ")),
    ]
}

#[component]
fn CallOff(view: InviteView, on_done: Callback<()>) -> impl IntoView {
    let session = Session::here();
    let interview = view.known.as_ref().map(|known| known.interview.id);
    let calendar = StoredValue::new(view.calendar);
    let call_off = move |_| {
        if let Some(interview) = interview {
            let request = PageRequest::CancelInterview { interview, calendar: Some(calendar.get_value()) };
            session.act(request, move |_| on_done.run(()));
        }
    };
    view! {
        <div class="actions">
            <button id="invite-cancel" type="button" on:click=call_off>{t("ui_invite_call_off")}</button>
            <button type="button" class="quiet" on:click=move |_| on_done.run(())>{t("ui_close")}</button>
        </div>
    }
    .into_any()
}

/// The form as it stands.
#[derive(Clone, Copy)]
struct State {
    date: RwSignal<String>,
    time: RwSignal<String>,
    minutes: RwSignal<String>,
    place: RwSignal<String>,
    opportunity: RwSignal<String>,
    company: RwSignal<String>,
    job: RwSignal<String>,
}

impl State {
    fn of(view: &InviteView) -> Self {
        let minutes = view.start.zip(view.end).map_or(60, |(start, end)| end.duration_since(start).as_mins());
        let text = |text: String| RwSignal::new(text);
        let time = view.start.filter(|_| !view.all_day).map(|start| start.strftime("%H:%M").to_string());
        Self {
            date: text(view.start.map(|start| start.date().to_string()).unwrap_or_default()),
            time: text(time.unwrap_or_default()),
            minutes: text(minutes.to_string()),
            place: text(view.place.clone()),
            opportunity: text(view.opportunity.map_or_else(|| NEW.to_owned(), |id| id.to_string())),
            company: text(view.company.clone()),
            job: text(String::new()),
        }
    }

    const fn texts(self) -> [RwSignal<String>; 7] {
        [self.date, self.time, self.minutes, self.place, self.opportunity, self.company, self.job]
    }

    fn opportunity(self) -> OpportunityChoice {
        let text = |value: RwSignal<String>| value.get_untracked().trim().to_owned();
        match self.opportunity.get_untracked().parse().map(OpportunityId) {
            Ok(id) => OpportunityChoice::Existing { id },
            Err(_) => OpportunityChoice::New { company: text(self.company), job_title: text(self.job) },
        }
    }
}

/// Puts the cursor where a refused form can be put right.
fn focus_problem(problem: &ErrorView) {
    match problem.code.as_str() {
        "company-missing" => focus_later("invite-company"),
        "date-missing" => focus_later("invite-date"),
        "time-missing" => focus_later("invite-time"),
        "duration-malformed" | "ends-before-start" => focus_later("invite-minutes"),
        _ => {}
    }
}

/// Of the same version of the same invite the form stands as it was left.
fn remember_form(
    view: &InviteView,
    state: State,
    kind: RwSignal<Option<InterviewKind>>,
    rows: &[MetRow],
    leaving: &[(PersonId, String, RwSignal<bool>)],
) {
    let about = invite_key(&view.calendar);
    if let Some(kept) = KeptForm::of(&about) {
        let texts = state.texts();
        // The kind stands behind the texts.
        if let Some(chosen) = kept.fields.get(texts.len()).and_then(|value| InterviewKind::from_value(value)) {
            kind.set(Some(chosen));
        }
        texts.into_iter().zip(kept.fields).for_each(|(field, text)| field.set(text));
        restore_rows(rows, kept.rows);
        leaving.iter().zip(kept.leaving).for_each(|((.., leaves), kept)| leaves.set(kept));
    }
    let rows = rows.to_vec();
    let leaving: Vec<RwSignal<bool>> = leaving.iter().map(|(.., leaves)| *leaves).collect();
    Effect::new(move |before: Option<KeptForm>| {
        let chosen = kind.get().map(|kind| kind.value().to_owned()).unwrap_or_default();
        let form = KeptForm {
            about: about.clone(),
            fields: state.texts().into_iter().map(|field| field.get()).chain([chosen]).collect(),
            rows: rows.iter().map(|row| row.keep()).collect(),
            leaving: leaving.iter().map(|leaves| leaves.get()).collect(),
        };
        if before.is_some_and(|before| before != form) {
            form.put();
        }
        form
    });
}

#[component]
fn InviteForm(view: InviteView, on_done: Callback<()>) -> impl IntoView {
    let session = Session::here();
    let state = State::of(&view);
    let kind = RwSignal::new(Some(view.interview_kind));
    let rows = MetRow::all(view.people.clone(), true);
    let leaving: Vec<(PersonId, String, RwSignal<bool>)> =
        view.not_invited.iter().map(|person| (person.id, person.name.clone(), RwSignal::new(false))).collect();
    remember_form(&view, state, kind, &rows, &leaving);
    let problem = RwSignal::new(None);
    let busy = RwSignal::new(false);
    let opportunities = RwSignal::new(Vec::<OpportunityView>::new());
    let all_day = view.all_day;
    let elsewhere = (view.zone != zone()).then(|| tx("ui_interview_zone", &[&view.zone]));
    let updates = view.standing == InviteStanding::Updates;
    let nobody = view.people.is_empty();
    let suggested = Some(view.title.clone()).filter(|title| !title.is_empty());
    session.ask(PageRequest::Opportunities, move |response| {
        if let Response::Opportunities { opportunities: all } = response {
            let _ = opportunities.try_set(all);
        }
    });
    // The first thing that only the user knows, or that is a guess.
    let doubtful =
        rows.iter().find(|row| row.is_doubtful() && row.taken.get_untracked()).map(|row| row.name_id("invite"));
    let first = if all_day {
        "invite-time".to_owned()
    } else if view.opportunity.is_none() {
        if view.company.is_empty() { "invite-company".to_owned() } else { "invite-job".to_owned() }
    } else {
        // With nothing to doubt the user reads first what would change.
        doubtful.unwrap_or_else(|| "intake".to_owned())
    };
    focus_later(first);

    let (id, zone, calendar) = (view.known.as_ref().map(|known| known.interview.id), view.zone, view.calendar);
    let (of_rows, of_leaving) = (rows.clone(), leaving.clone());
    let form = move || -> Result<GroupForm, ErrorView> {
        let (start, end) =
            interview_times(&state.date.get_untracked(), &state.time.get_untracked(), &state.minutes.get_untracked())?;
        let interview = InterviewForm {
            id,
            kind: kind.get_untracked().unwrap_or_default(),
            start,
            end,
            zone: zone.clone(),
            place: state.place.get_untracked().trim().to_owned(),
        };
        Ok(GroupForm {
            people: of_rows.iter().filter(|row| row.taken.get_untracked()).map(|row| row.form()).collect(),
            opportunity: Some(state.opportunity()),
            interview: Some(InterviewChoice::New { interview }),
            leave: of_leaving.iter().filter(|(.., leaves)| leaves.get_untracked()).map(|(id, ..)| *id).collect(),
            calendar: Some(calendar.clone()),
        })
    };
    let refuse = move |wrong: ErrorView| {
        focus_problem(&wrong);
        let _ = problem.try_set(Some(wrong));
    };
    let save = move || {
        if busy.get_untracked() {
            return;
        }
        match form() {
            Err(wrong) => refuse(wrong),
            Ok(form) => {
                busy.set(true);
                problem.set(None);
                session.act_or(PageRequest::SaveGroup { form: Box::new(form) }, move |answer| {
                    let _ = busy.try_set(false);
                    match answer {
                        Ok(_) => on_done.run(()),
                        Err(wrong) => refuse(wrong),
                    }
                });
            }
        }
    };
    let running = move || {
        let all = opportunities.get();
        let ours = state.opportunity.get_untracked();
        all.into_iter()
            .filter(|found| {
                matches!(found.stage, Stage::Open | Stage::Offered) || found.opportunity.id.to_string() == ours
            })
            .collect::<Vec<_>>()
    };
    let option = move |value: String, label: String| {
        let own = value.clone();
        view! { <option value=value prop:selected=move || state.opportunity.with(|id| *id == own)>{label}</option> }
    };
    view! {
        <form
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
        >
            <fieldset>
                <legend>{t("ui_interview")}</legend>
                {all_day.then(|| view! { <p class="note">{t("ui_invite_all_day")}</p> })}
                <div class="pair">
                    <TextField id="invite-date" label="ui_date" kind="date" value=state.date />
                    <TextField id="invite-time" label="ui_time" kind="time" value=state.time />
                    <TextField id="invite-minutes" label="ui_minutes" kind="number" value=state.minutes />
                    <Pick id="invite-kind" label="ui_kind" value=kind />
                </div>
                {elsewhere.map(|text| view! { <p class="hint">{text}</p> })}
                <TextField id="invite-place" label="ui_place" value=state.place />
            </fieldset>
            <div class="field">
                <label for="invite-opportunity">{t("ui_opportunity")}</label>
                <select
                    id="invite-opportunity"
                    name="invite-opportunity"
                    on:change=move |event| state.opportunity.set(event_target_value(&event))
                >
                    <For each=running key=|found| found.opportunity.id let:found>
                        {option(
                            found.opportunity.id.to_string(),
                            line(&[&found.opportunity.company, &found.opportunity.job_title]),
                        )}
                    </For>
                    {option(NEW.into(), t("ui_opportunity_new"))}
                </select>
            </div>
            <Show when=move || state.opportunity.with(|id| id == NEW)>
                <div class="pair">
                    <TextField id="invite-company" label="ui_new_company" value=state.company />
                    <div class="field">
                        <label for="invite-job">{t("ui_job_title")}</label>
                        <input id="invite-job" name="invite-job" type="text" dir="auto" autocomplete="off" bind:value=state.job />
                        {suggested
                            .clone()
                            .map(|title| {
                                let label = title.clone();
                                view! {
                                    <div class="alternatives" role="group" aria-label=tx("ui_alternatives", &[&t("ui_job_title")])>
                                        <button
                                            type="button"
                                            class="chip"
                                            dir="auto"
                                            on:click=move |_| state.job.set(title.clone())
                                        >
                                            {label}
                                        </button>
                                    </div>
                                }
                            })}
                    </div>
                </div>
            </Show>
            <fieldset>
                <legend>{t("ui_invite_people")}</legend>
                {nobody.then(|| view! { <p class="calm">{t("ui_invite_nobody")}</p> })}
                <MetRows prefix="invite" rows=rows roles=true />
                {leaving
                    .into_iter()
                    .enumerate()
                    .map(|(number, (_, name, leaves))| {
                        let id = format!("invite-leave-{number}");
                        view! {
                            <div class="check">
                                <input id=id.clone() name=id.clone() type="checkbox" bind:checked=leaves />
                                <label for=id>
                                    <strong dir="auto">{name}</strong>
                                    <span class="meta block">{t("ui_invite_not_invited")}</span>
                                </label>
                            </div>
                        }
                    })
                    .collect_view()}
            </fieldset>
            <FormError id="invite-error" error=problem />
            <div class="actions">
                <button id="invite-save" type="submit" disabled=move || busy.get()>
                    {if updates { t("ui_invite_save_changes") } else { t("ui_save") }}
                </button>
                <button id="invite-close" type="button" class="quiet" on:click=move |_| on_done.run(())>
                    {t("ui_cancel")}
                </button>
            </div>
        </form>
    }
    .into_any()
}
