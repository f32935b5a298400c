//! What our own pages ask.

use super::protocol::{PageRequest, Response};
use super::save::{SavePlan, cancel_interview, save_capture, save_group, save_interview, save_opportunity};
use super::{
    Answer, App, AppError, Context, backup, bulk, cadences, capture, drafts, import, insights, keeping, present,
    record, review, search, steps, templates,
};
use crate::followup;
use crate::model::{ActionId, Done, FollowUpId, Happening, History, Message, Notes, Origin, PersonId};
use jiff::Timestamp;

pub fn answer_page(app: &App, request: PageRequest, ctx: &mut Context) -> Result<Answer, AppError> {
    let history = app.history();
    match request {
        PageRequest::Agenda => Ok(only(Response::Agenda { agenda: present::agenda_view(app, ctx.now, ctx.zone) })),
        PageRequest::Opportunities => {
            let views = history.opportunities.keys();
            let opportunities = views.filter_map(|id| present::opportunity_view(history, *id, ctx.now)).collect();
            Ok(only(Response::Opportunities { opportunities }))
        }
        PageRequest::People => {
            let mut people: Vec<_> =
                history.people.keys().filter_map(|id| present::person_view(history, *id, ctx.now)).collect();
            people.sort_by_key(|view| view.person.name.to_lowercase());
            Ok(only(Response::People { people }))
        }
        PageRequest::Person { person } => {
            let person = present::person_with_twins(history, person, ctx.now).ok_or(AppError::Gone)?;
            Ok(only(Response::Person { person: Box::new(person) }))
        }
        PageRequest::Search { text } => Ok(only(Response::Found { found: search::search(history, &text) })),
        PageRequest::ReadSnapshot { snapshot } => {
            Ok(only(Response::Tab { tab: Box::new(capture::read_tab(history, &snapshot, ctx)) }))
        }
        PageRequest::ReadFile { bytes } => {
            Ok(only(Response::Import { import: Box::new(import::read_file(history, &bytes.0, ctx)?) }))
        }
        PageRequest::Notes { interview, person } => {
            let record = history.interviews.get(&interview).ok_or(AppError::Gone)?;
            let notes = person.map_or_else(|| record.notes.clone(), |person| record.notes_for(person));
            Ok(only(Response::Notes { notes: Box::new(notes), impression: record.impression }))
        }
        PageRequest::Snoozes { follow_up, date } => {
            Ok(only(Response::Snoozes { snoozes: steps::snoozes(history, follow_up, date, ctx) }))
        }
        PageRequest::Removal { target } => {
            Ok(only(Response::Removal { removal: keeping::removal(history, &target, ctx.now)? }))
        }
        PageRequest::Insights => Ok(only(Response::Insights { insights: insights::insights(history, ctx.now) })),
        PageRequest::Draft { follow_up } => {
            Ok(only(Response::Draft { draft: drafts::draft_view(history, follow_up, None, ctx)? }))
        }
        PageRequest::Review { follow_up, written } => {
            Ok(only(Response::Review { hints: review::hints(history, follow_up, &written, ctx)? }))
        }
        PageRequest::SaveDraft { follow_up, subject, text } => {
            // Words of one's own that go are an action with a way back; words that are kept while typing are none.
            let dropped = text.is_empty() && history.drafts.get(&follow_up).is_some_and(|kept| !kept.text.is_empty());
            let (action, facts) =
                record(history, Origin::Page, vec![Happening::DraftSaved { follow_up, subject, text }], ctx);
            let response = if dropped {
                let message = Message::new("saved_draft_dropped");
                let FollowUpId { person, opportunity, .. } = follow_up;
                Response::Saved { action, message, person, opportunity, cadence: None }
            } else {
                Response::Done
            };
            Ok(Answer { facts, response })
        }
        PageRequest::Template { key } => {
            Ok(only(Response::Template { template: Box::new(templates::template_view(history, key)) }))
        }
        PageRequest::PreviewTemplate { key, source } => {
            Ok(only(Response::TemplatePreview { preview: templates::preview(&key, &source) }))
        }
        PageRequest::Settings => {
            let notes = followup::connect_budget(history, ctx.now, ctx.zone);
            Ok(only(Response::Settings { settings: Box::new(history.settings.clone()), notes }))
        }
        request @ (PageRequest::Cadences
        | PageRequest::PreviewCadence { .. }
        | PageRequest::CopyCadence { .. }
        | PageRequest::SaveCadence { .. }
        | PageRequest::RemoveCadence { .. }) => cadences::answer(app, request, ctx),
        request @ (PageRequest::Backup { .. }
        | PageRequest::UnlockBackup { .. }
        | PageRequest::BackupKept
        | PageRequest::DismissBackupHint
        | PageRequest::PreviewRestore { .. }
        | PageRequest::Restore { .. }
        | PageRequest::UndoRestore { .. }) => backup::answer(app, request, ctx),
        // These need the browser or its words; the background answers them itself.
        PageRequest::ReadTab { .. }
        | PageRequest::Export { .. }
        | PageRequest::AutoBackup
        | PageRequest::SetAutoBackup { .. }
        | PageRequest::AutoBackupNow
        | PageRequest::Errors
        | PageRequest::ForgetErrors
        | PageRequest::ReportError { .. }
        | PageRequest::Break { .. }
        | PageRequest::EraseEverything
        | PageRequest::SetClock { .. }
        | PageRequest::Clock => Err(AppError::NotAllowed),
        change => {
            let plan = change_of(app, change, ctx)?;
            let (action, facts) = record(history, Origin::Page, plan.what, ctx);
            let response = Response::Saved {
                action,
                message: plan.message,
                person: plan.person,
                opportunity: plan.opportunity,
                cadence: None,
            };
            Ok(Answer { facts, response })
        }
    }
}

fn only(response: Response) -> Answer {
    Answer::only(response)
}

/// The happenings of a request that changes something.
fn change_of(app: &App, request: PageRequest, ctx: &mut Context) -> Result<SavePlan, AppError> {
    let history = app.history();
    match request {
        PageRequest::SaveCapture { form } => save_capture(history, &form, ctx),
        PageRequest::SaveOpportunity { form } => save_opportunity(history, &form, ctx),
        PageRequest::SaveInterview { form } => save_interview(history, &form, ctx),
        PageRequest::SaveGroup { form } => save_group(history, &form, ctx),
        PageRequest::CancelInterview { interview, calendar } => cancel_interview(history, interview, calendar.as_ref()),
        PageRequest::MergePeople { kept, gone } => merge(history, kept, gone),
        PageRequest::TellApart { one, other } => {
            exists(one != other && history.people.contains_key(&one) && history.people.contains_key(&other))?;
            simple("saved_told_apart", Happening::PeopleToldApart { one, other })
        }
        PageRequest::SaveNotes { interview, person, notes } => save_notes(history, interview, person, *notes, ctx),
        PageRequest::GiveImpression { interview, impression } => {
            exists(history.interviews.contains_key(&interview))?;
            simple("saved_impression", Happening::ImpressionGiven { interview, impression })
        }
        PageRequest::SetStage { opportunity, stage } => {
            exists(history.opportunities.contains_key(&opportunity))?;
            simple("saved_stage", Happening::StageChanged { opportunity, stage })
        }
        PageRequest::RecordReply { opportunity, person } => {
            exists(history.opportunities.contains_key(&opportunity))?;
            simple("saved_reply", Happening::ReplyReceived { opportunity, person, at: ctx.now })
        }
        request @ (PageRequest::MarkDone { .. }
        | PageRequest::DoneElsewhere { .. }
        | PageRequest::Skip { .. }
        | PageRequest::Snooze { .. }
        | PageRequest::ChooseChannel { .. }
        | PageRequest::AlsoByHand { .. }) => steps::change(history, request, ctx),
        PageRequest::MarkConnected { person } => {
            exists(history.people.contains_key(&person))?;
            simple("saved_connected", Happening::Connected { person })
        }
        request @ (PageRequest::RemovePerson { .. }
        | PageRequest::RemoveOpportunity { .. }
        | PageRequest::CleanUp { .. }
        | PageRequest::SaveDocument { .. }
        | PageRequest::RemoveDocument { .. }) => keeping::change(history, request, ctx),
        PageRequest::SetStages { opportunities, stage } => bulk::set_stages(history, &opportunities, stage),
        PageRequest::RemoveSeveral { people, opportunities } => bulk::remove(history, &people, &opportunities),
        PageRequest::Complete { follow_up, field, text } => drafts::complete(history, follow_up, &field, text, ctx),
        PageRequest::SaveTemplate { key, source } => templates::save_template(key, source),
        PageRequest::Undo { action } => undo(app, action, ctx.now),
        PageRequest::SaveSettings { settings } => match settings.validate().into_iter().next() {
            Some(problem) => Err(AppError::Settings(problem.message)),
            None => simple("saved_settings", Happening::SettingsSaved { settings: *settings }),
        },
        _ => Err(AppError::NotAllowed),
    }
}

fn merge(history: &History, kept: PersonId, gone: PersonId) -> Result<SavePlan, AppError> {
    let person = &history.people.get(&kept).ok_or(AppError::Gone)?.person;
    exists(kept != gone && history.people.contains_key(&gone))?;
    Ok(SavePlan {
        what: vec![Happening::PeopleMerged { kept, gone }],
        message: Message::new("saved_merged").text(&person.name),
        person: Some(kept),
        opportunity: None,
    })
}

pub(super) fn exists(there: bool) -> Result<(), AppError> {
    if there { Ok(()) } else { Err(AppError::Gone) }
}

pub(super) fn simple(key: &'static str, what: Happening) -> Result<SavePlan, AppError> {
    Ok(SavePlan { what: vec![what], message: Message::new(key), person: None, opportunity: None })
}

/// Writing notes also answers the prompt that asked for them (rule N1).
fn save_notes(
    history: &History,
    interview: crate::model::InterviewId,
    person: Option<crate::model::PersonId>,
    notes: Notes,
    ctx: &Context,
) -> Result<SavePlan, AppError> {
    let record = history.interviews.get(&interview).ok_or(AppError::Gone)?;
    // A page left open must not bring back words about somebody who was removed elsewhere since.
    exists(person.is_none_or(|person| history.people.contains_key(&person)))?;
    let follow_up = FollowUpId::notes(record.interview.opportunity, interview);
    let mut what = Vec::new();
    if !notes.is_empty() && ctx.now >= record.interview.end && !history.done.contains_key(&follow_up) {
        let done = Done { at: ctx.now, channel: None, subject: String::new(), text: String::new() };
        what.push(Happening::FollowUpDone { follow_up, done });
    }
    what.push(Happening::NotesSaved { interview, person, notes });
    Ok(SavePlan { what, message: Message::new("saved_notes"), person, opportunity: Some(record.interview.opportunity) })
}

pub fn undo(app: &App, action: ActionId, now: Timestamp) -> Result<SavePlan, AppError> {
    if app.history().undone.contains(&action) {
        return Err(AppError::NothingToUndo);
    }
    if app.is_final(action, now) {
        return Err(AppError::TooLateToUndo);
    }
    simple("saved_undone", Happening::Undone { action })
}
