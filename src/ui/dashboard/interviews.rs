//! One interview of an opportunity: how it went, the notes, moving and cancelling it.

use crate::app::forms::InterviewForm;
use crate::app::protocol::PageRequest;
use crate::app::views::{InterviewView, PersonBrief};
use crate::model::{Interview, InterviewId};
use crate::ui::components::{FormError, ImpressionChoice, InterviewLine, NotesForm, Pick, TextField};
use crate::ui::session::{Opened, Session};
use crate::ui::text::{error, local_parts, t, tx, zone};
use leptos::prelude::*;

#[component]
pub fn InterviewCard(held: InterviewView) -> impl IntoView {
    let session = Session::here();
    let id = held.interview.id;
    let people: Vec<PersonBrief> = held.people.iter().map(|(person, _)| person.clone()).collect();
    let interview = held.interview.clone();
    let over = Memo::new(move |_| session.now.get() >= interview.end);
    let (cancelled, has_notes, impression) = (held.cancelled, held.has_notes, held.impression);
    let interview = held.interview.clone();
    let shows = move |form: Opened| session.open.get() == Some(form);
    let toggle = move |form: Opened| session.open.update(|open| *open = (*open != Some(form)).then_some(form));
    // A form that stays open is not drawn anew when another part of the page is.
    let shown =
        Memo::new(move |_| session.open.get().filter(|form| [Opened::Notes(id), Opened::Move(id)].contains(form)));
    view! {
        <article class="card interview-card" data-interview=id.to_string()>
            <InterviewLine view=held />
            <Show when=move || over.get() && !cancelled && !shows(Opened::Notes(id))>
                <ImpressionChoice interview=id given=impression />
            </Show>
            <div class="actions">
                <button
                    type="button"
                    class="quiet interview-notes"
                    aria-expanded=move || shows(Opened::Notes(id)).to_string()
                    on:click=move |_| toggle(Opened::Notes(id))
                >
                    {if has_notes { t("ui_notes_edit") } else { t("ui_do_notes") }}
                </button>
                <button
                    type="button"
                    class="quiet interview-move"
                    aria-expanded=move || shows(Opened::Move(id)).to_string()
                    on:click=move |_| toggle(Opened::Move(id))
                >
                    {t("ui_interview_change")}
                </button>
                {(!cancelled)
                    .then(|| {
                        view! {
                            <button
                                type="button"
                                class="quiet interview-cancel"
                                on:click=move |_| session.act(PageRequest::CancelInterview { interview: id, calendar: None }, |_| ())
                            >
                                {t("ui_interview_cancel")}
                            </button>
                        }
                    })}
            </div>
            {move || match shown.get() {
                Some(Opened::Notes(_)) => view! { <NotesForm interview=id people=people.clone() /> }.into_any(),
                Some(Opened::Move(_)) => view! { <MoveForm interview=interview.clone() /> }.into_any(),
                _ => ().into_any(),
            }}
        </article>
    }
    .into_any()
}

/// Time, length, kind and place, in the interview's own zone.
#[component]
fn MoveForm(interview: Interview) -> impl IntoView {
    let session = Session::here();
    let id: InterviewId = interview.id;
    let (start_date, start_time) = local_parts(interview.start, &interview.zone);
    let minutes = interview.end.duration_since(interview.start).as_mins();
    let date = RwSignal::new(start_date);
    let time = RwSignal::new(start_time);
    let minutes = RwSignal::new(minutes.to_string());
    let kind = RwSignal::new(Some(interview.kind));
    let place = RwSignal::new(interview.place);
    let problem = RwSignal::new(None);
    let elsewhere = (interview.zone != zone()).then(|| tx("ui_interview_zone", &[&interview.zone]));
    let own_zone = StoredValue::new(interview.zone);
    let form = move || {
        let date: jiff::civil::Date =
            date.get_untracked().parse().map_err(|_| error("date-missing", "ui_error_date"))?;
        let time: jiff::civil::Time =
            time.get_untracked().parse().map_err(|_| error("time-missing", "ui_error_time"))?;
        let bad_length = || error("duration-malformed", "ui_error_minutes");
        let length: i16 = minutes.get_untracked().trim().parse().map_err(|_| bad_length())?;
        let start = date.to_datetime(time);
        let end = start.checked_add(jiff::Span::new().minutes(i64::from(length))).map_err(|_| bad_length())?;
        let kind = kind.get_untracked().unwrap_or_default();
        let place = place.get_untracked().trim().to_owned();
        Ok(InterviewForm { id: Some(id), kind, start, end, zone: own_zone.get_value(), place })
    };
    let save = move || match form() {
        Err(wrong) => problem.set(Some(wrong)),
        Ok(form) => session.act_or(PageRequest::SaveInterview { form: Box::new(form) }, move |answer| match answer {
            Ok(_) => session.open.set(None),
            Err(wrong) => {
                let _ = problem.try_set(Some(wrong));
            }
        }),
    };
    view! {
        <form
            class="panel"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
        >
            <div class="pair">
                <TextField id="move-date" label="ui_date" kind="date" value=date />
                <TextField id="move-time" label="ui_time" kind="time" value=time />
                <TextField id="move-minutes" label="ui_minutes" kind="number" value=minutes />
                <Pick id="move-kind" label="ui_kind" value=kind />
            </div>
            {elsewhere.map(|text| view! { <p class="hint">{text}</p> })}
            <TextField id="move-place" label="ui_place" value=place />
            <FormError id="move-error" error=problem />
            <div class="actions">
                <button id="move-save" type="submit">{t("ui_save")}</button>
                <button type="button" class="quiet" on:click=move |_| session.open.set(None)>{t("ui_cancel")}</button>
            </div>
        </form>
    }
    .into_any()
}
