//! What the open mail offers beside its sender: the others in it, the times it names, what is attached.

use super::intake::Intake;
use super::met::{MetRow, MetRows};
use super::state::{CaptureState, NEW, NONE};
use crate::app::views::{MailView, TimeView};
use crate::capture::reading::Certainty;
use crate::ui::text::{moment, t, tx, zone};
use jiff::tz::TimeZone;
use leptos::prelude::*;

/// Notes about an invite in the mail, above the form.
#[component]
pub fn MailInvites(mail: MailView) -> impl IntoView {
    let intake = Intake::here();
    let shown = mail.invite.clone();
    view! {
        {shown
            .map(|invite| {
                view! {
                    <p class="note" id="mail-invite">
                        {t("ui_mail_invite")}
                        " "
                        <button type="button" class="quiet" on:click=move |_| intake.show((*invite).clone())>
                            {t("ui_mail_invite_show")}
                        </button>
                    </p>
                }
            })}
        {(!mail.attached.is_empty())
            .then(|| {
                view! {
                    <p class="note" id="mail-attached">
                        <span dir="auto">{tx("ui_mail_attached", &[&mail.attached.join(", ")])}</span>
                        " "
                        <button type="button" class="quiet" on:click=move |_| intake.ask()>{t("ui_intake_open")}</button>
                    </p>
                }
            })}
    }
    .into_any()
}

/// The others in the mail, left out until they are ticked.
#[component]
pub fn MailOthers(rows: Vec<MetRow>) -> impl IntoView {
    let none = rows.is_empty();
    view! {
        {(!none)
            .then(|| {
                view! {
                    <fieldset id="mail-others">
                        <legend>{t("ui_mail_others")}</legend>
                        <MetRows prefix="mail" rows=rows roles=true />
                    </fieldset>
                }
            })}
    }
    .into_any()
}

fn shown(time: &TimeView) -> String {
    let at = time.time.and_then(|clock| time.date.to_datetime(clock).to_zoned(TimeZone::get(&zone()).ok()?).ok());
    at.map_or_else(|| crate::browser::text::day(time.date), |at| moment(at.timestamp()))
}

/// The times that the mail names, each with its words, to be taken over by one click.
#[component]
pub fn MailTimes(state: CaptureState, times: Vec<TimeView>) -> impl IntoView {
    if times.is_empty() {
        return ().into_any();
    }
    let take = move |time: &TimeView| {
        if state.opportunity.with_untracked(|id| id == NONE) {
            state.opportunity.set(NEW.into());
        }
        state.interview.set(NEW.into());
        state.date.set(time.date.to_string());
        // Of a mere day only the day is known.
        state.time.set(time.time.map(|clock| clock.strftime("%H:%M").to_string()).unwrap_or_default());
        if let Some(minutes) = time.minutes {
            state.minutes.set(minutes.to_string());
        }
    };
    view! {
        <div class="alternatives times" id="mail-times" role="group" aria-label=t("ui_mail_times")>
            <span class="meta" aria-hidden="true">{t("ui_mail_times")}</span>
            {times
                .into_iter()
                .map(|time| {
                    let (at, words) = (shown(&time), time.words.clone());
                    let doubtful = time.certainty == Certainty::Doubtful;
                    view! {
                        <button type="button" class="chip time" class:doubtful=doubtful on:click=move |_| take(&time)>
                            <span>{doubtful.then_some("? ")} {at}</span>
                            <span class="meta" dir="auto">" “" {words} "”"</span>
                        </button>
                    }
                })
                .collect_view()}
        </div>
    }
    .into_any()
}
