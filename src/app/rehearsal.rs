//! The practice run: an opportunity with invented people, in memory alone. A page answers itself out of it, so that
//! nothing of it is ever stored, counted or announced.

use super::forms::{CaptureForm, InterviewChoice, InterviewForm, OpportunityChoice, PersonForm};
use super::protocol::{PageRequest, Response};
use super::{App, AppError, Context, answer_page};
use crate::followup::{Index, builtin_cadences};
use crate::model::{FollowUpId, InterviewKind, Role, Settings};
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use std::collections::BTreeSet;

/// Hours before now at which the invented interview ended.
const ENDED: i64 = 1;

/// An interview with one person, which ended an hour before `ctx.now`; all that follows it is still to come, in the
/// cadence of that id if it is a built-in one, else in the usual one.
///
/// # Errors
/// None that the invented facts themselves could give; see [`answer_page`].
pub fn begin(cadence: &str, ctx: &mut Context) -> Result<App, AppError> {
    let mut app = App::default();
    let mut settings = Settings::default();
    settings.applicant.name = "Robin Ashdown".into();
    settings.applicant.email = "robin@ashdown.example".into();
    settings.applicant.headline_facts = vec!["Data, 6 yrs".into()];
    // Somebody who tries this at night wants to see it go on all the same.
    settings.quiet_hours = None;
    if let Some(chosen) = builtin_cadences().iter().find(|known| known.id.0 == cadence) {
        settings.cadence = chosen.id.clone();
    }
    act(&mut app, PageRequest::SaveSettings { settings: Box::new(settings) }, ctx)?;
    let zone = TimeZone::get(ctx.zone).unwrap_or(TimeZone::UTC);
    let local = |hours: i64| {
        let at = ctx.now.saturating_sub(SignedDuration::from_hours(hours)).unwrap_or(Timestamp::MIN);
        at.to_zoned(zone.clone()).datetime()
    };
    let interview = InterviewForm {
        start: local(ENDED + 1),
        end: local(ENDED),
        zone: ctx.zone.to_owned(),
        id: None,
        kind: InterviewKind::default(),
        place: String::new(),
    };
    let form = CaptureForm {
        person: PersonForm {
            name: "Mara Lindqvist".into(),
            title: "Head of Data".into(),
            company: "Fernhollow".into(),
            email: "mara.lindqvist@fernhollow.example".into(),
            // Of those that are kept for fiction (Ofcom).
            phone: "+44 20 7946 0321".into(),
            ..PersonForm::default()
        },
        role: Role::HiringManager,
        opportunity: Some(OpportunityChoice::New { company: "Fernhollow".into(), job_title: "Data Engineer".into() }),
        interview: Some(InterviewChoice::New { interview }),
        others: Vec::new(),
    };
    act(&mut app, PageRequest::SaveCapture { form: Box::new(form) }, ctx)?;
    Ok(app)
}

/// Answers as the background would, and keeps what changed in `app` alone.
///
/// # Errors
/// What the background would refuse too; and whatever reaches beyond the page, a file or another tab.
pub fn act(app: &mut App, request: PageRequest, ctx: &mut Context) -> Result<Response, AppError> {
    let beyond = matches!(
        request,
        PageRequest::Backup { .. }
            | PageRequest::UnlockBackup { .. }
            | PageRequest::BackupKept
            | PageRequest::DismissBackupHint
            | PageRequest::PreviewRestore { .. }
            | PageRequest::Restore { .. }
            | PageRequest::UndoRestore { .. }
            | PageRequest::Export { .. }
    );
    if beyond {
        return Err(AppError::OnlyPractice);
    }
    let answer = answer_page(app, request, ctx)?;
    app.commit(answer.facts);
    Ok(answer.response)
}

/// How far the practice run looks ahead for something new to do, in days.
const FARTHEST: i64 = 120;

/// The next moment, to the hour, at which there is something to do that there is not now; `None` when there never will be.
pub fn next_moment(app: &App, now: Timestamp, zone: &str) -> Option<Timestamp> {
    let history = app.history();
    let mut index = Index::rebuild(history, now, zone);
    let before: BTreeSet<FollowUpId> = index.due().map(|step| step.id).collect();
    (1..=FARTHEST * 24).find_map(|hours| {
        let at = now.checked_add(SignedDuration::from_hours(hours)).ok()?;
        index.advance(history, at, zone);
        index.due().any(|step| !before.contains(&step.id)).then_some(at)
    })
}
