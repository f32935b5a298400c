//! A copy out, and a copy back in.

use super::protocol::{PageRequest, Response};
use super::{Answer, App, AppError, Context, record};
use crate::model::{ActionId, Fact, Happening, Message, Origin};
use crate::store::{self, RestoreMode};
use jiff::{Timestamp, tz::TimeZone};
use std::collections::BTreeSet;

pub const JSON: &str = "application/json";
/// There is none for age; as text, browsers would add an ending of their own.
const LOCKED: &str = "application/octet-stream";

/// What concerns backups; anything else is not asked of this.
pub fn answer(app: &App, request: PageRequest, ctx: &mut Context) -> Result<Answer, AppError> {
    match request {
        PageRequest::Backup { passphrase: None } => {
            let text = store::write_backup(app.facts(), ctx.now).map_err(|e| AppError::Internal(e.to_string()))?;
            let name = file_name("", "json", ctx.now, ctx.zone);
            Ok(Answer::only(Response::File { name, media_type: JSON.to_owned(), text }))
        }
        PageRequest::BackupKept => Ok(noted(app, Happening::BackupSaved, ctx)),
        PageRequest::DismissBackupHint => Ok(noted(app, Happening::BackupHintDismissed, ctx)),
        PageRequest::UnlockBackup { text, passphrase, key } => {
            let text = store::unlock_backup(&text, &passphrase, key.as_deref())?;
            let name = file_name("", "json", ctx.now, ctx.zone);
            Ok(Answer::only(Response::File { name, media_type: JSON.to_owned(), text }))
        }
        PageRequest::PreviewRestore { text, mode } => {
            let preview = store::restore(app.facts(), &text, mode, ctx.now, ctx.new_id)?.preview;
            Ok(Answer::only(Response::Restore { preview: Box::new(preview) }))
        }
        PageRequest::Restore { text, mode } => restore(app, &text, mode, ctx),
        PageRequest::UndoRestore { actions } => undo(app, &actions, ctx),
        // With a passphrase it is `locked_backup`'s.
        _ => Err(AppError::NotAllowed),
    }
}

/// A backup with a passphrase. `lock`: from a text and a passphrase to the locked file, which takes chance.
///
/// # Errors
/// The passphrase is empty, or `lock` fails.
pub fn locked_backup(
    app: &App,
    passphrase: &str,
    now: Timestamp,
    zone: &str,
    lock: &dyn Fn(&str, &str) -> Result<String, AppError>,
) -> Result<Response, AppError> {
    if passphrase.is_empty() {
        return Err(AppError::PassphraseMissing);
    }
    let text = store::write_backup(app.facts(), now).map_err(|e| AppError::Internal(e.to_string()))?;
    let name = file_name("", "json.age", now, zone);
    Ok(Response::File { name, media_type: LOCKED.to_owned(), text: lock(&text, passphrase)? })
}

/// The name of an automatic backup, and what is in it.
///
/// # Errors
/// A fact cannot be written.
pub fn automatic_backup(app: &App, is_locked: bool, now: Timestamp, zone: &str) -> Result<(String, String), AppError> {
    let text = store::write_backup(app.facts(), now).map_err(|e| AppError::Internal(e.to_string()))?;
    Ok((file_name("backup", if is_locked { "json.age" } else { "json" }, now, zone), text))
}

fn noted(app: &App, what: Happening, ctx: &mut Context) -> Answer {
    let (_, facts) = record(app.history(), Origin::Page, vec![what], ctx);
    Answer { facts, response: Response::Done }
}

fn restore(app: &App, text: &str, mode: RestoreMode, ctx: &mut Context) -> Result<Answer, AppError> {
    let facts = store::restore(app.facts(), text, mode, ctx.now, ctx.new_id)?.write;
    let key = match mode {
        RestoreMode::Merge => "saved_restored",
        RestoreMode::Replace => "saved_replaced",
    };
    let message = Message::new(key).count(i64::try_from(facts.len()).unwrap_or(i64::MAX));
    let actions = actions_of(&facts).difference(&actions_of(app.facts())).copied().collect();
    Ok(Answer { facts, response: Response::Restored { actions, message } })
}

fn actions_of(facts: &[Fact]) -> BTreeSet<ActionId> {
    facts.iter().map(|fact| fact.action).collect()
}

/// Takes back what a restore brought; what was recorded before it is as it was.
fn undo(app: &App, actions: &[ActionId], ctx: &mut Context) -> Result<Answer, AppError> {
    if actions.iter().any(|action| app.is_final(*action, ctx.now)) {
        return Err(AppError::TooLateToUndo);
    }
    let known = actions_of(app.facts());
    let undone = &app.history().undone;
    let what: Vec<Happening> = actions
        .iter()
        .filter(|action| known.contains(action) && !undone.contains(action))
        .map(|action| Happening::Undone { action: *action })
        .collect();
    if what.is_empty() {
        return Err(AppError::NothingToUndo);
    }
    // Not the user's word on each of these: the same file may be merged again.
    let (action, facts) = record(app.history(), Origin::Import, what, ctx);
    let message = Message::new("saved_undone");
    Ok(Answer { facts, response: Response::Saved { action, message, person: None, opportunity: None, cadence: None } })
}

/// "afterword-2026-03-03.json": the day is that of the user's own zone.
pub fn file_name(about: &str, ending: &str, now: Timestamp, zone: &str) -> String {
    let day = now.to_zoned(TimeZone::get(zone).unwrap_or(TimeZone::UTC)).strftime("%Y-%m-%d");
    let words: Vec<String> = about
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .take(MOST_WORDS)
        .collect();
    let about = words.iter().map(|word| format!("-{word}")).collect::<String>();
    format!("afterword{about}-{day}.{ending}")
}

/// File systems take 255 bytes at most.
const MOST_WORDS: usize = 6;
