//! The automatic backup: a file in the download folder, in the rhythm that the user chose.
//!
//! How it is set belongs to this browser, like the permission that it needs: it is stored beside the facts, and a backup
//! does not carry it elsewhere. Saving twice under one day's name does no harm, so a background that is stopped between the
//! file and its fact saves again.

use super::{Background, Host, SaveError};
use crate::app::protocol::{AutoBackupView, Response, Rhythm};
use crate::app::{self, App, AppError, Context};
use crate::model::{Happening, Message, Origin};
use crate::store::BackupKey;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::Value;

const KEY: &str = "auto-backup";
/// The id of the notification that says why none was saved.
pub(super) const NOTICE: &str = "auto-backup";
/// Below the browser's own folder for downloads; so that key and backups stay together.
const FOLDER: &str = "Afterword";
const KEY_FILE: &str = "afterword-backup-key.age";

/// After one that failed.
const TRY_AGAIN: SignedDuration = SignedDuration::from_hours(1);
/// What is recorded in one go is saved in one go.
const SETTLE: SignedDuration = SignedDuration::from_mins(5);

/// As it is stored.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct AutoBackup {
    every: Rhythm,
    key: Option<BackupKey>,
    saved: Option<Saved>,
    failed: Option<Failed>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Saved {
    at: Timestamp,
    name: String,
    /// Of the latest fact in it.
    seq: u64,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Failed {
    at: Timestamp,
    why: Message,
    told: bool,
}

impl AutoBackup {
    pub(super) fn stored(records: &[(String, Value)]) -> Option<Self> {
        let (_, value) = records.iter().find(|(key, _)| key == KEY)?;
        serde_json::from_value(value.clone()).ok()
    }

    fn record(auto: Option<&Self>) -> Result<(String, Value), AppError> {
        let value = serde_json::to_value(auto).map_err(|error| AppError::Internal(error.to_string()))?;
        Ok((KEY.to_owned(), value))
    }

    /// When the next one is to be saved. `unsaved`: since when there is something to save.
    fn next(&self, unsaved: Timestamp, now: Timestamp) -> Timestamp {
        let days = match self.every {
            Rhythm::Day => 1,
            Rhythm::Week => 7,
        };
        let after = |at: Timestamp, wait: SignedDuration| {
            // What happened in the future was noted by a clock that has been set since.
            if now < at { now } else { at.saturating_add(wait).unwrap_or(Timestamp::MAX) }
        };
        let saved = self.saved.as_ref().map(|saved| after(saved.at, SignedDuration::from_hours(24 * days)));
        let failed = self.failed.as_ref().map(|failed| after(failed.at, TRY_AGAIN));
        [saved, failed].into_iter().flatten().fold(after(unsaved, SETTLE), Timestamp::max)
    }

    fn view(&self) -> AutoBackupView {
        AutoBackupView {
            every: Some(self.every),
            locked: self.key.is_some(),
            saved: self.saved.as_ref().map(|saved| (saved.at, saved.name.clone())),
            failed: self.failed.as_ref().map(|failed| failed.why.clone()),
        }
    }
}

impl<H: Host> Background<H> {
    pub(super) fn auto_backup(&self) -> Response {
        Response::AutoBackup { auto: self.auto.borrow().as_ref().map(AutoBackup::view).unwrap_or_default() }
    }

    /// What the key file of this browser holds, if it has one.
    pub(super) fn key_file(&self) -> Option<String> {
        self.auto.borrow().as_ref()?.key.as_ref().map(|key| key.file.clone())
    }

    /// Switches it on, with a first backup at once, or off.
    pub(super) async fn set_auto_backup(&self, every: Option<Rhythm>, passphrase: &str) -> Result<Response, AppError> {
        let key = if every.is_some() && !passphrase.is_empty() { Some(self.host.new_key(passphrase)?) } else { None };
        {
            let _turn = self.saving.lock().await;
            self.keep_auto(every.map(|every| AutoBackup { every, key, saved: None, failed: None })).await?;
        }
        self.host.clear_notification(NOTICE).await;
        self.save_backup_now().await
    }

    /// Whether or not one is due.
    pub(super) async fn save_backup_now(&self) -> Result<Response, AppError> {
        self.save_backup(true).await?;
        self.bring_up_to_date().await;
        Ok(self.auto_backup())
    }

    pub(super) async fn save_backup_if_due(&self) {
        match self.save_backup(false).await {
            Ok(false) => {}
            // The alarm is for the next one.
            Ok(true) => self.bring_up_to_date().await,
            Err(error) => {
                self.host.log(&error.to_string());
                self.bring_up_to_date().await;
            }
        }
    }

    /// The permission was given or withdrawn: the latter is told at once, not when the next one is due.
    pub(super) async fn check_saving(&self) {
        let failed = self.auto.borrow().as_ref().map(|auto| auto.failed.is_some());
        let Some(failed) = failed else { return };
        if failed || !self.host.may_save_files().await {
            match self.save_backup(true).await {
                Ok(_) => self.bring_up_to_date().await,
                Err(error) => self.host.log(&error.to_string()),
            }
        }
    }

    /// When the next one is to be saved; `None`: all is saved, or it is off.
    pub(super) fn next_backup(&self, now: Timestamp) -> Option<Timestamp> {
        let auto = self.auto.borrow();
        let auto = auto.as_ref()?;
        let last = auto.saved.as_ref().map_or(0, |saved| saved.seq);
        let unsaved = |app: &App| app.facts().iter().filter(|fact| last < fact.seq).map(|fact| fact.at).min();
        Some(auto.next(self.read(unsaved).ok()??, now))
    }

    /// Whether one was tried.
    async fn save_backup(&self, asked: bool) -> Result<bool, AppError> {
        let _turn = self.saving.lock().await;
        let (now, zone) = (self.host.now(), self.host.zone());
        if !asked && self.next_backup(now).is_none_or(|next| now < next) {
            return Ok(false);
        }
        let Some(mut auto) = self.auto.borrow().clone() else { return Ok(false) };
        let seq = self.read(|app| app.history().last_seq)?;
        let (name, text) = self.read(|app| app::automatic_backup(app, auto.key.is_some(), now, &zone))??;
        match self.save_files(auto.key.as_ref(), &name, text).await {
            Ok(()) => {
                if auto.failed.take().is_some() {
                    self.host.clear_notification(NOTICE).await;
                }
                self.change(|app| {
                    let mut new_id = || self.host.new_id();
                    let mut ctx = Context { now, zone: &zone, language: "", new_id: &mut new_id };
                    let (_, facts) =
                        app::record(app.history(), Origin::Background, vec![Happening::BackupSaved], &mut ctx);
                    // Something that was recorded while the file was written is not in it.
                    let is_all = app.history().last_seq == seq;
                    let seq = facts.last().filter(|_| is_all).map_or(seq, |fact| fact.seq);
                    auto.saved = Some(Saved { at: now, name, seq });
                    Ok((facts, vec![AutoBackup::record(Some(&auto))?], ()))
                })
                .await?;
                self.auto.replace(Some(auto));
            }
            Err(why) => {
                let told = auto.failed.as_ref().is_some_and(|failed| failed.told);
                auto.failed = Some(Failed { at: now, why: why.clone(), told });
                // Counted in first: on a full disk this cannot be stored either, and is not to be tried on and on.
                self.auto.replace(Some(auto.clone()));
                self.keep_auto(Some(auto.clone())).await?;
                if !told {
                    let (title, text) = (Message::new("auto_backup_failed"), self.host.text(&why));
                    if let Err(error) = self.host.show_notification(NOTICE, &self.host.text(&title), &text, None).await
                    {
                        self.host.log(&error);
                    }
                    auto.failed = Some(Failed { at: now, why, told: true });
                    self.keep_auto(Some(auto)).await?;
                }
            }
        }
        Ok(true)
    }

    async fn save_files(&self, key: Option<&BackupKey>, name: &str, text: String) -> Result<(), Message> {
        let words = |error: SaveError| match error {
            SaveError::NotAllowed => Message::new("auto_backup_not_allowed"),
            SaveError::Full => Message::new("auto_backup_full"),
            SaveError::Refused(why) => Message::new("auto_backup_refused").text(why),
        };
        let text = match key {
            Some(key) => {
                // Beside each backup, for without it none can be opened.
                self.host.save_file(&format!("{FOLDER}/{KEY_FILE}"), &key.file).await.map_err(words)?;
                self.host.lock_for(key, &text).map_err(|error| error.view().message)?
            }
            None => text,
        };
        self.host.save_file(&format!("{FOLDER}/{name}"), &text).await.map_err(words)
    }

    /// Stores it, and only then counts it in.
    async fn keep_auto(&self, auto: Option<AutoBackup>) -> Result<(), AppError> {
        self.host.write_storage(&[AutoBackup::record(auto.as_ref())?]).await?;
        self.auto.replace(auto);
        Ok(())
    }
}
