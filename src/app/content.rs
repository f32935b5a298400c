//! What a compose window on an enabled webmail may ask.
//!
//! A content script only ever hears about people whose address or name it already shows: every request names the
//! recipients in front of it, and an answer is about one of those or about nobody. The one exception is a window without
//! recipients, which is told whom there is to thank now, and their address once the user takes that up.

use super::drafts::{addressee_of, draft_view};
use super::protocol::{ContentRequest, Response, Written};
use super::requests::undo;
use super::save::SavePlan;
use super::steps::{not_too_early, snooze};
use super::views::{HintView, PanelAsk, PanelView, StepView};
use super::{Answer, App, AppError, Context, offers, present, record, review};
use crate::draft::review::HintKind;
use crate::draft::wrap72;
use crate::followup::{self, SnoozeChoice, Step, StepState};
use crate::model::{
    ActionId, Channel, Done, Fact, FollowUpId, FollowUpKind, Happening, History, Message, Origin, PersonRecord,
};
use jiff::SignedDuration;

/// As long as the panel says "marked as sent".
const JUST_NOW: SignedDuration = SignedDuration::from_secs(20);

pub fn answer_content(app: &App, request: ContentRequest, ctx: &mut Context) -> Result<Answer, AppError> {
    let history = app.history();
    match request {
        // What depends on nothing that is stored the background answers itself.
        ContentRequest::Site | ContentRequest::Scripts => Err(AppError::NotAllowed),
        ContentRequest::Compose { recipients, site } => {
            let panel = match recipients.as_slice() {
                [] => offers::offer(app, ctx),
                _ => panel_for(history, &recipients, ctx).or_else(|| offers::question(history, &recipients, ctx)),
            };
            let folded = offers::is_folded(history, &site);
            let panel = panel.map(|panel| Box::new(PanelView { folded, ..panel }));
            Ok(Answer::only(Response::Panel { panel }))
        }
        ContentRequest::Addressee { follow_up } => {
            let (name, address) = offers::addressee(app, follow_up, ctx)?;
            Ok(Answer::only(Response::Addressee { name, address }))
        }
        ContentRequest::SamePerson { recipients } => {
            let what = offers::same_person(history, &recipients)?;
            let (action, facts) = record(history, Origin::Webmail, what, ctx);
            Ok(Answer { facts, response: Response::Sent { action } })
        }
        ContentRequest::NotSamePerson { recipients } => {
            let what = offers::not_same_person(history, &recipients)?;
            let (action, facts) = record(history, Origin::Webmail, what, ctx);
            Ok(Answer { facts, response: Response::Sent { action } })
        }
        ContentRequest::JustSent => {
            let response = just_sent(app, ctx).map_or(Response::Done, |action| Response::Sent { action });
            Ok(Answer::only(response))
        }
        ContentRequest::Fold { site, folded } => {
            let what = offers::fold(history, &site, folded).into_iter().collect();
            let (_, facts) = record(history, Origin::Webmail, what, ctx);
            Ok(Answer { facts, response: Response::Done })
        }
        ContentRequest::InsertDraft { follow_up, recipients, plain } => {
            shown(history, follow_up, &recipients, ctx)?;
            not_too_early(history, follow_up, ctx)?;
            let mut draft = draft_view(history, follow_up, Some(Channel::Email), ctx)?;
            if plain {
                draft.text = wrap72(&draft.text);
            }
            Ok(Answer::only(Response::Draft { draft }))
        }
        ContentRequest::Review { follow_up, recipients, subject, text, attachments } => {
            shown(history, follow_up, &recipients, ctx)?;
            let written = Written { channel: Channel::Email, subject, text, recipients, attachments };
            let hints = review::hints(history, follow_up, &written, ctx)?;
            Ok(Answer::only(Response::Review { hints: hints.into_iter().map(nobody_else).collect() }))
        }
        ContentRequest::Sent { follow_up, recipients, subject, text } => {
            shown(history, follow_up, &recipients, ctx)?;
            not_too_early(history, follow_up, ctx)?;
            if history.done.contains_key(&follow_up) {
                return Ok(Answer::only(Response::Done));
            }
            let done = Done { at: ctx.now, channel: Some(Channel::Email), subject, text };
            let what = vec![Happening::FollowUpDone { follow_up, done }];
            let (action, facts) = record(history, Origin::Webmail, what, ctx);
            Ok(Answer { facts, response: Response::Sent { action } })
        }
        ContentRequest::AlreadyDone { follow_up, recipients } => {
            shown(history, follow_up, &recipients, ctx)?;
            not_too_early(history, follow_up, ctx)?;
            let done = Done { at: ctx.now, channel: None, subject: String::new(), text: String::new() };
            let what = vec![Happening::FollowUpDone { follow_up, done }];
            let (action, facts) = record(history, Origin::Webmail, what, ctx);
            Ok(Answer { facts, response: Response::Sent { action } })
        }
        ContentRequest::Snooze { follow_up, choice, recipients } => {
            shown(history, follow_up, &recipients, ctx)?;
            let plan = snooze(history, follow_up, choice, ctx)?;
            Ok(saved(history, plan, ctx))
        }
        ContentRequest::Undo { action } => {
            recorded_in_webmail(app.facts(), action)?;
            let plan = undo(app, action, ctx.now)?;
            Ok(saved(history, plan, ctx))
        }
    }
}

/// The same hint, without the name of a colleague whose address is not shown here.
fn nobody_else(hint: HintView) -> HintView {
    let message = if hint.kind == HintKind::Likeness { Message::new("panel_likeness") } else { hint.message };
    HintView { message, ..hint }
}

fn saved(history: &History, plan: SavePlan, ctx: &mut Context) -> Answer {
    let (action, facts) = record(history, Origin::Webmail, plan.what, ctx);
    Answer { facts, response: Response::Sent { action } }
}

/// The one known person among the recipients; nobody when there are several, since each gets a note of their own (T4).
fn addressee<'a>(history: &'a History, recipients: &[String]) -> Option<&'a PersonRecord> {
    let mut known = history
        .people
        .values()
        .filter(|record| recipients.iter().any(|recipient| record.person.has_address(address_in(recipient))));
    let first = known.next()?;
    known.next().is_none().then_some(first)
}

/// `jane@acme.example` out of `Jane Roe <jane@acme.example>`.
pub(super) fn address_in(recipient: &str) -> &str {
    match recipient.rsplit_once('<') {
        Some((_, rest)) => rest.split('>').next().unwrap_or(rest).trim(),
        None => recipient.trim(),
    }
}

fn panel_for(history: &History, recipients: &[String], ctx: &Context) -> Option<PanelView> {
    let person = addressee(history, recipients)?.person.id;
    let step = written_step(history, person, ctx)?;
    let view = present::step_view(history, &step);
    let early = step.state == StepState::Upcoming && not_too_early(history, step.id, ctx).is_err();
    let hints = if early {
        Vec::new()
    } else {
        draft_view(history, step.id, Some(Channel::Email), ctx).map(|draft| draft.missing).unwrap_or_default()
    };
    Some(PanelView {
        follow_up: step.id,
        ask: PanelAsk::Write,
        detail: detail_of(history, &step, &view),
        title: view.title,
        reason: view.reason,
        can_insert: !early,
        warning: early.then(|| Message::new("panel_too_early")),
        hints,
        folded: false,
        snooze_warning: snooze_warning(history, &step, ctx),
    })
}

/// The panel's one choice to put a step off is two hours.
fn snooze_warning(history: &History, step: &Step, ctx: &Context) -> Option<Message> {
    let until = followup::snooze_until(SnoozeChoice::InTwoHours, ctx.now, ctx.zone, &history.settings)?;
    let end = followup::snooze_warning(step, until).and(step.last_call.or(step.closes))?;
    Some(Message::new("panel_snooze_late").moment(end))
}

/// What it is about: the interview, else the employer.
pub(super) fn detail_of(history: &History, step: &Step, view: &StepView) -> Message {
    let company = view.opportunity.as_ref().map(|o| o.company.clone()).unwrap_or_default();
    match step.interview.and_then(|id| history.interviews.get(&id)) {
        Some(record) => Message::new("panel_interviewed").moment(record.interview.start).text(company),
        None => Message::new("panel_opportunity").text(company),
    }
}

/// What a mail to this person would be: the most urgent step that goes by mail.
pub(super) fn written_step(history: &History, person: crate::model::PersonId, ctx: &Context) -> Option<Step> {
    let mut opportunities: Vec<_> =
        history.interviews_with(person).into_iter().map(|record| record.interview.opportunity).collect();
    opportunities.sort();
    opportunities.dedup();
    opportunities
        .into_iter()
        .filter_map(|opportunity| followup::plan(history, opportunity, ctx.now))
        .flat_map(|plan| plan.steps)
        .filter(|step| step.person == Some(person) && by_mail(step))
        .min_by_key(|step| (step.state == StepState::Upcoming, step.due))
}

fn by_mail(step: &Step) -> bool {
    let written = matches!(
        step.id.kind,
        FollowUpKind::ThankYou
            | FollowUpKind::CheckIn
            | FollowUpKind::Letter
            | FollowUpKind::Withdrawal
            | FollowUpKind::RejectionReply
    );
    let open = match step.state {
        StepState::Open | StepState::Due | StepState::LastCall | StepState::Late | StepState::Snoozed { .. } => true,
        // Only a thank-you has a guard against being written too early (rule T3).
        StepState::Upcoming => step.id.kind == FollowUpKind::ThankYou,
        StepState::Done { .. } | StepState::Skipped | StepState::Expired => false,
    };
    written && open
}

fn shown(history: &History, follow_up: FollowUpId, recipients: &[String], ctx: &Context) -> Result<(), AppError> {
    let person = addressee(history, recipients).map(|record| record.person.id);
    if person.is_some() && addressee_of(history, follow_up, ctx.now) == person {
        Ok(())
    } else {
        Err(AppError::NotAllowed)
    }
}

/// What a webmail recorded as sent within the last seconds, unless it was taken back.
fn just_sent(app: &App, ctx: &Context) -> Option<ActionId> {
    let since = ctx.now.saturating_sub(JUST_NOW).ok()?;
    let recent = app.facts().iter().rev().take_while(|fact| fact.at >= since && fact.at <= ctx.now);
    let is_sent = |fact: &&Fact| {
        let done = matches!(&fact.what, Happening::FollowUpDone { done, .. } if done.channel == Some(Channel::Email));
        done && fact.origin == Origin::Webmail && !app.history().undone.contains(&fact.action)
    };
    recent.filter(is_sent).map(|fact| fact.action).next()
}

fn recorded_in_webmail(facts: &[Fact], action: ActionId) -> Result<(), AppError> {
    let own = facts.iter().any(|fact| fact.action == action && fact.origin == Origin::Webmail);
    if own { Ok(()) } else { Err(AppError::NotAllowed) }
}
