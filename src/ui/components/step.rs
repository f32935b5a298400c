//! One follow-up: what, when, why, one main action, and a menu for the rest.

use super::reach::{NewFact, Reach, lacks_label};
use super::step_menu::StepMenu;
use super::{ConnectPanel, DraftPanel, NotesForm};
use crate::app::protocol::PageRequest;
use crate::app::steps;
use crate::app::views::StepView;
use crate::followup::StepState;
use crate::model::{Channel, FollowUpId, FollowUpKind, OpportunityId, Stage};
use crate::ui::session::{Opened, Session, dashboard, focus_later, named_step};
use crate::ui::text::{line, moment, relative, resolve, t, tx};
use jiff::{SignedDuration, Timestamp};
use leptos::prelude::*;
use std::cell::Cell;

thread_local! {
    /// Whether the cursor was put on the step that the page's address names; a card drawn anew must not take it again.
    static LED_THERE: Cell<bool> = const { Cell::new(false) };
}

/// The opportunity that the whole page is about, as a context.
#[derive(Clone, Copy)]
pub struct AboutOpportunity(pub OpportunityId);

#[component]
pub fn StepCard(step: StepView) -> impl IntoView {
    let session = Session::here();
    let id = step.id;
    let open = Memo::new(move |_| session.open.get() == Some(Opened::Step(id)));
    let key = dom_key(id);
    let heading = format!("{key}-title");
    let panel_id = format!("{key}-panel");
    let detail = line(&step.opportunity.as_ref().map_or(["", ""], |o| [o.company.as_str(), o.job_title.as_str()]));
    // What the page's own heading says is not said again.
    let here = use_context::<AboutOpportunity>().map(|AboutOpportunity(id)| id);
    let elsewhere = step.opportunity.as_ref().filter(|opportunity| here != Some(opportunity.id));
    let link = elsewhere.map(|opportunity| dashboard(&format!("opportunity/{}", opportunity.id)));
    let upcoming = step.state == StepState::Upcoming;
    let unhurried = {
        let step = step.clone();
        move || is_unhurried(&step, session.now.get()).then_some("")
    };
    let kind = step.kind;
    let when = {
        let step = step.clone();
        move || when(&step, session.now.get())
    };
    let menu = step.clone();
    let focused = step.clone();
    let label = main_action(&step);
    if named_step() == Some(id) && !LED_THERE.replace(true) {
        focus_later(main_id(id));
    }
    view! {
        <article
            class="card step"
            data-step=kind_name(kind)
            data-state=step.state.name()
            data-unhurried=unhurried
            data-person=id.person.map(|person| person.to_string())
            aria-labelledby=heading.clone()
        >
            <h3 id=heading.clone() dir="auto">{resolve(&step.title)}</h3>
            <p class="meta">
                <span class="when">{when}</span>
                {link.map(|(href, target)| view! { <span dir="auto"><a href=href target=target>{detail}</a></span> })}
            </p>
            <p class="why">{resolve(&step.reason)}</p>
            {step.lacks_address.then(|| view! { <p class="meta lacks">{t(lacks_label(step.channel))}</p> })}
            <div class="actions">
                <button
                    id=main_id(id)
                    type="button"
                    class="main-action"
                    class:quiet=move || upcoming || open.get()
                    aria-expanded=move || open.get().to_string()
                    aria-controls=panel_id.clone()
                    on:click=move |_| {
                        if open.get_untracked() {
                            session.open.set(None);
                        } else {
                            session.open.set(Some(Opened::Step(id)));
                            focus_later(first_field(&focused));
                        }
                    }
                >
                    {move || if open.get() { t("ui_close") } else { t(label) }}
                </button>
                <StepMenu step=menu.clone() />
            </div>
            <div id=panel_id class="step-panel">
                <Show when=move || open.get()>{panel(&menu)}</Show>
            </div>
        </article>
    }
    .into_any()
}

fn panel(step: &StepView) -> AnyView {
    match (step.kind, step.id.interview, step.id.opportunity, step.person.clone()) {
        (FollowUpKind::Notes, Some(interview), ..) => view! { <NotesForm interview=interview /> }.into_any(),
        (FollowUpKind::Connect, _, _, Some(person)) => view! {
            <ConnectPanel id=step.id person=person />
            {step.lacks_address.then(|| view! { <Reach id=step.id channel=step.channel /> })}
        }
        .into_any(),
        (FollowUpKind::LetGo, _, Some(opportunity), _) => {
            view! { <LetGo id=step.id opportunity=opportunity /> }.into_any()
        }
        _ if step.needs_new_fact => view! { <NewFact id=step.id /> }.into_any(),
        (FollowUpKind::Reference, _, Some(opportunity), None) => choose_references(opportunity),
        _ => view! { <DraftPanel step=step.clone() /> }.into_any(),
    }
}

/// Rule F7: nobody is known to vouch for the user.
fn choose_references(opportunity: OpportunityId) -> AnyView {
    let (href, target) = dashboard(&format!("opportunity/{opportunity}"));
    view! {
        <div class="panel">
            <p>
                {t("ui_references_missing")} " "
                <a id="choose-references" href=href target=target>{t("ui_references_choose")}</a>
            </p>
        </div>
    }
    .into_any()
}

/// Rule W2: it is the user who decides.
#[component]
fn LetGo(id: FollowUpId, opportunity: OpportunityId) -> impl IntoView {
    let session = Session::here();
    let close = move |_| session.open.set(None);
    view! {
        <div class="panel">
            <p>{t("ui_let_go_text")}</p>
            <div class="actions">
                <button
                    id="let-go"
                    type="button"
                    on:click=move |_| {
                        session.act(PageRequest::SetStage { opportunity, stage: Stage::LetGo }, close);
                    }
                >
                    {t("ui_let_go_yes")}
                </button>
                <button
                    id="let-go-not"
                    type="button"
                    class="quiet"
                    on:click=move |_| {
                        session.act(PageRequest::Skip { follow_up: id, reason: String::new() }, close);
                    }
                >
                    {t("ui_let_go_no")}
                </button>
            </div>
        </div>
    }
    .into_any()
}

/// The id of a step's main action.
pub fn main_id(id: FollowUpId) -> String {
    format!("{}-main", dom_key(id))
}

/// An id for elements of this step, the same after every redraw.
pub fn dom_key(id: FollowUpId) -> String {
    let part = |part: Option<uuid::Uuid>| part.map(|id| format!("-{}", id.simple())).unwrap_or_default();
    let kind = kind_name(id.kind);
    let (opportunity, interview) = (part(id.opportunity.map(|id| id.0)), part(id.interview.map(|id| id.0)));
    format!("step-{kind}{opportunity}{interview}{}-{}", part(id.person.map(|id| id.0)), id.number)
}

/// How it ended: when and by what way it was done, or why it was skipped. `None`: it has not ended.
pub fn settled(step: &StepView) -> Option<String> {
    Some(match (&step.state, step.went_by) {
        (StepState::Done { at }, Some(way)) => tx("ui_when_done_by", &[&moment(*at), &resolve(&steps::by(way))]),
        (StepState::Done { at }, None) => tx("ui_when_done", &[&moment(*at)]),
        (StepState::Skipped, _) if step.skip_reason.is_empty() => t("ui_when_skipped"),
        (StepState::Skipped, _) => tx("ui_when_skipped_because", &[&step.skip_reason]),
        (StepState::Expired, _) => t("ui_when_expired"),
        _ => return None,
    })
}

/// When it is to be done, or was.
pub fn when(step: &StepView, now: Timestamp) -> String {
    if let Some(settled) = settled(step) {
        return settled;
    }
    match &step.state {
        StepState::Snoozed { until } => return tx("ui_when_snoozed", &[&moment(*until)]),
        StepState::Late => return t("ui_when_late"),
        _ => {}
    }
    let told = |key, at| tx(key, &[&relative(at, now), &moment(at)]);
    if now < step.opens {
        return told("ui_when_opens", step.opens);
    }
    match step.act_by.filter(|by| now < *by) {
        Some(by) if step.state == StepState::LastCall => told("ui_when_last_call", by),
        // They are asked for by the thank-you, well before their own window closes.
        Some(by) if step.kind == FollowUpKind::Notes && Some(by) != step.closes => told("ui_when_for_thanks", by),
        _ if now < step.due => told("ui_when_due", step.due),
        Some(by) => told("ui_when_until", by),
        None => t("ui_when_now"),
    }
}

/// Within so many hours it is shown as pressing.
const PRESSING: SignedDuration = SignedDuration::from_hours(72);

/// It can be done now, and waiting some days costs nothing.
fn is_unhurried(step: &StepView, now: Timestamp) -> bool {
    step.state == StepState::Open && step.act_by.is_none_or(|by| by.duration_since(now) > PRESSING)
}

fn first_field(step: &StepView) -> &'static str {
    match step.kind {
        _ if step.needs_new_fact => "new-fact",
        FollowUpKind::Reference if step.person.is_none() => "choose-references",
        _ if step.channel == Channel::Telephone => "call-card",
        FollowUpKind::Notes => "notes-question",
        FollowUpKind::Connect => "connect-note",
        FollowUpKind::LetGo => "let-go-not",
        _ => "draft-text",
    }
}

/// The catalogue key of what the main action is called.
pub fn main_action(step: &StepView) -> &'static str {
    match (step.kind, step.channel) {
        _ if step.needs_new_fact => "ui_do_new_fact",
        (FollowUpKind::Notes, _) => "ui_do_notes",
        (FollowUpKind::Connect, _) => "ui_do_connect",
        (FollowUpKind::LetGo, _) => "ui_do_let_go",
        (FollowUpKind::Call, _) | (_, Channel::Telephone) => "ui_do_call",
        _ => "ui_do_draft",
    }
}

pub fn kind_name(kind: FollowUpKind) -> &'static str {
    match kind {
        FollowUpKind::Notes => "notes",
        FollowUpKind::ThankYou => "thank-you",
        FollowUpKind::HandwrittenNote => "handwritten-note",
        FollowUpKind::Connect => "connect",
        FollowUpKind::CheckIn => "check-in",
        FollowUpKind::Letter => "letter",
        FollowUpKind::Clipping => "clipping",
        FollowUpKind::Call => "call",
        FollowUpKind::Reference => "reference",
        FollowUpKind::Withdrawal => "withdrawal",
        FollowUpKind::RejectionReply => "rejection-reply",
        FollowUpKind::LetGo => "let-go",
    }
}
