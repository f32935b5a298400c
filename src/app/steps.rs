//! What can be done with one follow-up: done, done elsewhere, skipped, put off, sent another way.

use super::protocol::PageRequest;
use super::save::{SavePlan, looks_like_address, one_line, slug_of};
use super::views::SnoozeView;
use super::{AppError, Context};
use crate::followup::{self, SnoozeChoice};
use crate::model::{
    Channel, Done, EmailAddress, FollowUpId, FollowUpKind, Happening, History, Message, Person, PersonId,
};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

/// A reason for skipping is a line, no essay.
const LONGEST_REASON: usize = 300;

/// # Errors
/// The request makes no sense for this follow-up, or at this time.
pub fn change(history: &History, request: PageRequest, ctx: &Context) -> Result<SavePlan, AppError> {
    match request {
        PageRequest::MarkDone { follow_up, channel, subject, text } => {
            not_too_early(history, follow_up, ctx)?;
            Ok(done(history, follow_up, Done { at: ctx.now, channel, subject, text }))
        }
        PageRequest::DoneElsewhere { follow_up, channel, at } => done_elsewhere(history, follow_up, channel, at, ctx),
        PageRequest::Skip { follow_up, reason } => {
            let reason: String = one_line(&reason).chars().take(LONGEST_REASON).collect();
            Ok(about(follow_up, Happening::FollowUpSkipped { follow_up, reason }, Message::new("saved_skipped")))
        }
        PageRequest::Snooze { follow_up, choice } => snooze(history, follow_up, choice, ctx),
        PageRequest::ChooseChannel { follow_up, channel } => {
            if !followup::channels_for(follow_up.kind).contains(&channel) {
                return Err(AppError::NotAllowed);
            }
            let message = Message::new("saved_channel").nested(by(channel));
            Ok(about(follow_up, Happening::ChannelChosen { follow_up, channel }, message))
        }
        PageRequest::AlsoByHand { opportunity } => {
            let mut changed = history.opportunities.get(&opportunity).ok_or(AppError::Gone)?.opportunity.clone();
            changed.handwritten_notes = true;
            Ok(SavePlan {
                what: vec![Happening::OpportunitySaved { opportunity: changed }],
                message: Message::new("saved_by_hand"),
                person: None,
                opportunity: Some(opportunity),
            })
        }
        _ => Err(AppError::NotAllowed),
    }
}

fn about(follow_up: FollowUpId, what: Happening, message: Message) -> SavePlan {
    SavePlan { what: vec![what], message, person: follow_up.person, opportunity: follow_up.opportunity }
}

/// "by telephone", as part of a sentence.
pub const fn by(channel: Channel) -> Message {
    Message::new(match channel {
        Channel::Email => "channel_by_email",
        Channel::Letter => "channel_by_post",
        Channel::Telephone => "channel_by_telephone",
        Channel::Linkedin => "channel_by_linkedin",
        Channel::InPerson => "channel_in_person",
    })
}

fn done(history: &History, follow_up: FollowUpId, done: Done) -> SavePlan {
    let name = follow_up.person.and_then(|id| history.people.get(&id)).map(|r| r.person.name.clone());
    let message = match name {
        Some(name) => Message::new("saved_done_for").text(name),
        None => Message::new("saved_done"),
    };
    about(follow_up, Happening::FollowUpDone { follow_up, done }, message)
}

/// Rule T3 holds for what was done elsewhere too; nothing was done in the future.
fn done_elsewhere(
    history: &History,
    follow_up: FollowUpId,
    channel: Channel,
    at: Option<DateTime>,
    ctx: &Context,
) -> Result<SavePlan, AppError> {
    not_too_early(history, follow_up, ctx)?;
    let at = match at {
        None => ctx.now,
        Some(at) => {
            let zone = TimeZone::get(ctx.zone).map_err(|_| AppError::UnknownZone(ctx.zone.to_owned()))?;
            // A time that a clock change repeats or skips is read as RFC 5545 does.
            zone.to_ambiguous_zoned(at).compatible().map_err(|_| AppError::InFuture)?.timestamp()
        }
    };
    if at > ctx.now {
        return Err(AppError::InFuture);
    }
    match thanked_interview_end(history, follow_up) {
        Some(end) if at < end => Err(AppError::BeforeTheEnd(end)),
        _ => {
            let told = Done { at, channel: Some(channel), subject: String::new(), text: String::new() };
            Ok(done(history, follow_up, told))
        }
    }
}

/// Rule T3: nobody is thanked for an interview that is not over.
pub fn not_too_early(history: &History, follow_up: FollowUpId, ctx: &Context) -> Result<(), AppError> {
    match thanked_interview_end(history, follow_up) {
        Some(end) if ctx.now < end => Err(AppError::TooEarly),
        _ => Ok(()),
    }
}

fn thanked_interview_end(history: &History, follow_up: FollowUpId) -> Option<Timestamp> {
    let thanks = matches!(follow_up.kind, FollowUpKind::ThankYou | FollowUpKind::HandwrittenNote);
    let record = follow_up.interview.and_then(|id| history.interviews.get(&id));
    record.filter(|_| thanks).map(|record| record.interview.end)
}

/// A step that comes back after its window says so.
pub fn snooze(
    history: &History,
    follow_up: FollowUpId,
    choice: SnoozeChoice,
    ctx: &Context,
) -> Result<SavePlan, AppError> {
    TimeZone::get(ctx.zone).map_err(|_| AppError::UnknownZone(ctx.zone.to_owned()))?;
    let until = followup::snooze_until(choice, ctx.now, ctx.zone, &history.settings).ok_or(AppError::DayOver)?;
    let message = match snooze_warning(history, follow_up, until, ctx) {
        Some(warning) => Message::new("saved_snoozed_late").moment(until).nested(warning),
        None => Message::new("saved_snoozed").moment(until),
    };
    Ok(about(follow_up, Happening::FollowUpSnoozed { follow_up, until }, message))
}

fn snooze_warning(history: &History, follow_up: FollowUpId, until: Timestamp, ctx: &Context) -> Option<Message> {
    let step = followup::step(history, follow_up, ctx.now)?;
    followup::snooze_warning(&step, until).map(|reason| reason.message)
}

/// What each choice would come to; a day that is over is left out.
pub fn snoozes(history: &History, follow_up: FollowUpId, date: Option<Date>, ctx: &Context) -> Vec<SnoozeView> {
    let step = followup::step(history, follow_up, ctx.now);
    [SnoozeChoice::InTwoHours, SnoozeChoice::TomorrowMorning, SnoozeChoice::Monday]
        .into_iter()
        .chain(date.map(|date| SnoozeChoice::On { date }))
        .filter_map(|choice| {
            let until = followup::snooze_until(choice, ctx.now, ctx.zone, &history.settings)?;
            let warning = step.as_ref().and_then(|step| followup::snooze_warning(step, until));
            Some(SnoozeView { choice, until, warning: warning.map(|reason| reason.message) })
        })
        .collect()
}

/// Fills in what a person is to be reached by: `person.email`, `person.phone`, `person.postal_address` or
/// `person.linkedin`.
///
/// # Errors
/// The text is no address of that kind.
pub fn reach(history: &History, person: Option<PersonId>, field: &str, text: &str) -> Result<Happening, AppError> {
    let record = person.and_then(|id| history.people.get(&id)).ok_or(AppError::Gone)?;
    let mut person: Person = record.person.clone();
    let line = one_line(text);
    match field {
        "person.email" if looks_like_address(&line) => {
            person.emails.insert(0, EmailAddress { address: line, checked: false });
        }
        "person.email" => return Err(AppError::EmailMalformed(line)),
        "person.phone" if line.chars().any(char::is_numeric) => person.phones.insert(0, line),
        "person.phone" => return Err(AppError::PhoneMalformed(line)),
        "person.postal_address" => text.trim().clone_into(&mut person.postal_address),
        "person.linkedin" => {
            person.linkedin = Some(slug_of(&line).ok_or(AppError::LinkedinMalformed(line))?);
        }
        other => return Err(AppError::Malformed(other.to_owned())),
    }
    Ok(Happening::PersonSaved { person })
}
