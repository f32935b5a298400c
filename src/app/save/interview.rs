//! Saving an interview, or finding the one that is meant.

use super::{SavePlan, one_line};
use crate::app::forms::{CalendarStamp, InterviewChoice, InterviewForm};
use crate::app::{AppError, Context};
use crate::model::{Happening, History, Interview, InterviewId, InterviewRecord, Message, OpportunityId};
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

/// The interview that is chosen, as it will be stored: an existing one, a changed one, or a new one.
pub(super) fn interview_of(
    history: &History,
    opportunity: OpportunityId,
    choice: &InterviewChoice,
    ctx: &mut Context,
) -> Result<Interview, AppError> {
    match choice {
        InterviewChoice::Existing { id } => {
            history.interviews.get(id).map(|record| record.interview.clone()).ok_or(AppError::Gone)
        }
        InterviewChoice::New { interview: form } => {
            if let Some(id) = form.id {
                let mut interview = history.interviews.get(&id).ok_or(AppError::Gone)?.interview.clone();
                interview.opportunity = opportunity;
                fill_interview(&mut interview, form, ctx)?;
                return Ok(interview);
            }
            let mut interview = Interview {
                kind: form.kind,
                ..Interview::new(InterviewId((ctx.new_id)()), opportunity, ctx.now, ctx.now, String::new())
            };
            fill_interview(&mut interview, form, ctx)?;
            let same = |known: &&InterviewRecord| {
                let known = &known.interview;
                known.opportunity == opportunity && known.start == interview.start && known.end == interview.end
            };
            let Some(known) = history.interviews.values().find(same) else { return Ok(interview) };
            let mut known = known.interview.clone();
            if known.place.is_empty() {
                known.place = interview.place;
            }
            Ok(known)
        }
    }
}

/// Changes an interview's time, place and kind.
pub fn save_interview(history: &History, form: &InterviewForm, ctx: &mut Context) -> Result<SavePlan, AppError> {
    let id = form.id.ok_or(AppError::Gone)?;
    let mut interview = history.interviews.get(&id).ok_or(AppError::Gone)?.interview.clone();
    fill_interview(&mut interview, form, ctx)?;
    let opportunity = interview.opportunity;
    Ok(SavePlan {
        what: vec![Happening::InterviewSaved { interview }],
        message: Message::new("saved_interview"),
        person: None,
        opportunity: Some(opportunity),
    })
}

/// Calls an interview off, by hand or because its calendar event was called off.
pub fn cancel_interview(
    history: &History,
    id: InterviewId,
    calendar: Option<&CalendarStamp>,
) -> Result<SavePlan, AppError> {
    let mut interview = history.interviews.get(&id).ok_or(AppError::Gone)?.interview.clone();
    let opportunity = Some(interview.opportunity);
    let mut what = Vec::new();
    if let Some(calendar) = calendar {
        stamp(&mut interview, calendar);
        what.push(Happening::InterviewSaved { interview });
    }
    what.push(Happening::InterviewCancelled { interview: id });
    Ok(SavePlan { what, message: Message::new("saved_interview_cancelled"), person: None, opportunity })
}

/// Remembers which version of which calendar event the interview stands for.
pub(super) fn stamp(interview: &mut Interview, calendar: &CalendarStamp) {
    interview.calendar_uid.clone_from(&calendar.uid);
    interview.calendar_sequence = calendar.sequence;
    interview.calendar_made = calendar.made;
    interview.calendar_instance.clone_from(&calendar.instance);
}

fn fill_interview(interview: &mut Interview, form: &InterviewForm, ctx: &Context) -> Result<(), AppError> {
    let zone = if form.zone.trim().is_empty() { ctx.zone } else { form.zone.trim() };
    let tz = TimeZone::get(zone).map_err(|_| AppError::UnknownZone(zone.to_owned()))?;
    if form.end <= form.start {
        return Err(AppError::EndsBeforeStart);
    }
    // A local time that a clock change skips or repeats is read as RFC 5545 says: by the offset before the change.
    let instant = |local: DateTime| {
        tz.to_ambiguous_zoned(local).compatible().map(|z| z.timestamp()).map_err(|_| AppError::EndsBeforeStart)
    };
    interview.start = instant(form.start)?;
    interview.end = instant(form.end)?;
    if interview.end <= interview.start {
        return Err(AppError::EndsBeforeStart);
    }
    interview.kind = form.kind;
    zone.clone_into(&mut interview.zone);
    interview.place = one_line(&form.place);
    Ok(())
}
