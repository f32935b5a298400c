//! The background: each event of the browser in, facts stored, prompts brought up to date.
//!
//! Everything here may stop at any await and be started anew: what is in memory is read again from storage, and
//! badge, alarm and notifications are made again from facts. The browser itself is behind [`Host`], so that a test can
//! be one, and stop or fail wherever it likes.

mod errors;
mod host;
mod messages;
mod prompts;
mod saving;

pub use host::{Host, SaveError, Tabs};
pub use messages::{Answered, ComposeSite, ErrorText, Reply, Sender, WebmailAnswer, compose_sites};

use crate::app::{App, AppError};
use crate::model::Fact;
use crate::store::{self, ErrorCode, Occasion, Sweep};
use errors::Errors;
use futures_util::lock::Mutex;
use prompts::Shown;
use saving::AutoBackup;
use serde::Deserialize;
use serde_json::Value;
use std::cell::{Cell, RefCell};

/// An event as `background.js` hands it over.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Event {
    /// The background runs, for whatever reason: some tell of no other event (Firefox when the user switches the extension
    /// off and on again, which takes the alarm away).
    Started,
    Installed {
        reason: String,
    },
    Startup,
    Alarm,
    Message {
        message: Value,
        sender: Sender,
    },
    NotificationClicked {
        id: String,
    },
    NotificationClosed {
        id: String,
    },
    /// The one button that it has.
    NotificationButton {
        id: String,
    },
    PermissionsChanged,
    /// An event before this one ended in an error that was caught outside; `code`, `place` and `during` as
    /// [`store::ErrorEntry`] has them.
    Failed {
        code: ErrorCode,
        place: String,
        during: Option<Occasion>,
    },
}

/// One run of the background, from its start until the browser stops it.
pub struct Background<H> {
    host: H,
    /// `None` until storage was read.
    app: RefCell<Option<App>>,
    shown: RefCell<Shown>,
    /// `None`: it is off.
    auto: RefCell<Option<AutoBackup>>,
    errors: RefCell<Errors>,
    /// What the latest event is; several may be under way.
    during: Cell<Option<Occasion>>,
    /// Held from working out facts to adding them: two surfaces that act at once take turns.
    writing: Mutex<()>,
    /// Held while prompts are brought up to date: two that do so at once would both show what is due.
    prompting: Mutex<()>,
    /// Held while content scripts are registered: a start is told of by several events.
    registering: Mutex<()>,
    /// Held while a backup is saved: two at once would be the same file.
    saving: Mutex<()>,
}

impl<H: Host> Background<H> {
    pub fn new(host: H) -> Self {
        Self {
            host,
            app: RefCell::default(),
            shown: RefCell::default(),
            auto: RefCell::default(),
            errors: RefCell::default(),
            during: Cell::default(),
            writing: Mutex::new(()),
            prompting: Mutex::new(()),
            registering: Mutex::new(()),
            saving: Mutex::new(()),
        }
    }

    pub fn host(&self) -> &H {
        &self.host
    }

    /// Handles one event; the answer is for a message's sender, else nothing.
    pub async fn handle(&self, event: Event) -> Reply {
        self.during.set(event.occasion());
        let reply = self.respond(event).await;
        self.keep_errors().await;
        reply
    }

    async fn respond(&self, event: Event) -> Reply {
        if matches!(event, Event::Alarm) {
            self.safeguard().await;
        }
        let opened = self.open().await;
        match event {
            Event::Message { message, sender } => return self.answer(opened, message, &sender).await,
            Event::Installed { reason } => {
                self.bring_scripts(if reason == "update" { Tabs::All } else { Tabs::Next }).await;
                if reason == "install" && opened.is_ok() {
                    self.welcome().await;
                }
                self.catch_up(opened).await;
            }
            Event::Startup => {
                self.bring_scripts(Tabs::Next).await;
                self.catch_up(opened).await;
            }
            Event::Started => {
                self.bring_scripts(Tabs::NextIfMissing).await;
                self.catch_up(opened).await;
                self.save_backup_if_due().await;
            }
            Event::Alarm => {
                self.catch_up(opened).await;
                self.save_backup_if_due().await;
            }
            Event::PermissionsChanged => {
                self.bring_scripts(Tabs::All).await;
                self.check_saving().await;
            }
            Event::NotificationClicked { id } => {
                self.seen(&id);
                self.host.clear_notification(&id).await;
                self.host.open_page(&prompts::page_of(&id)).await;
                self.catch_up(opened).await;
            }
            Event::NotificationButton { id } => {
                self.seen(&id);
                self.host.clear_notification(&id).await;
                match opened {
                    Ok(()) => self.put_off(&id).await,
                    Err(error) => self.host.log(&error.to_string()),
                }
            }
            Event::NotificationClosed { id } => {
                self.seen(&id);
                self.catch_up(opened).await;
            }
            Event::Failed { code, place, during } => self.note_failure(code, &place, during),
        }
        Reply::Nothing
    }

    async fn bring_scripts(&self, to: Tabs) {
        let _turn = self.registering.lock().await;
        if let Err(error) = self.host.bring_scripts(to).await {
            self.note(ErrorCode::ScriptsNotBrought);
            self.host.log(&format!("content scripts were not registered: {error}"));
        }
    }

    /// Not where facts are there already: an installation over an old profile is no first one.
    async fn welcome(&self) {
        let is_new = self.read(|app| app.facts().is_empty()).unwrap_or(false);
        if is_new {
            self.host.open_page("dashboard.html#welcome").await;
        }
    }

    async fn catch_up(&self, opened: Result<(), AppError>) {
        match opened {
            Ok(()) => self.bring_up_to_date().await,
            Err(error) => self.host.log(&error.to_string()),
        }
    }

    /// Reads storage unless that was done since this background started.
    async fn open(&self) -> Result<(), AppError> {
        let _turn = self.writing.lock().await;
        if self.app.borrow().is_some() {
            return Ok(());
        }
        let records = match self.host.read_storage().await {
            Ok(records) => records,
            Err(error) => {
                self.note(ErrorCode::StorageUnread);
                return Err(error);
            }
        };
        #[cfg(feature = "practice")]
        self.host.set_clock_offset(messages::stored_offset(&records));
        self.shown.borrow_mut().restore(&records);
        self.auto.replace(AutoBackup::stored(&records));
        let beside: Vec<_> = records.iter().filter(|(key, _)| key == store::ERRORS_KEY).cloned().collect();
        let loaded = store::read_records(records)?;
        // Not before it is certain that what is stored is for this version to write.
        self.errors.borrow_mut().restore(&beside);
        if !loaded.migrated.is_empty() {
            self.write(&loaded.migrated).await?;
        }
        if !loaded.unreadable.is_empty() {
            self.note(ErrorCode::RecordsUnreadable);
            self.host.log(&format!("{} records cannot be read and were left alone", loaded.unreadable.len()));
        }
        let app = self.sweep(App::open(loaded.facts)).await;
        self.app.replace(Some(app));
        Ok(())
    }

    /// What was removed a while ago goes from storage too. What cannot be done now is done at another start.
    async fn sweep(&self, app: App) -> App {
        let sweep = store::sweep(app.facts(), app.history(), self.host.now());
        if sweep.is_empty() {
            return app;
        }
        match self.carry_out(&sweep).await {
            Ok(()) => App::open(sweep.apply(app.into_facts())),
            Err(error) => {
                self.host.log(&format!("what was removed stays in storage for now: {error}"));
                app
            }
        }
    }

    async fn carry_out(&self, sweep: &Sweep) -> Result<(), AppError> {
        if !sweep.rewrite.is_empty() {
            let records = store::records_of(&sweep.rewrite).map_err(|e| AppError::Internal(e.to_string()))?;
            self.write(&records).await?;
        }
        self.host.erase_storage(&sweep.keys()).await
    }

    /// Works out new facts, stores them, and only then counts them in and answers. What `work` gives beside facts is
    /// written with them.
    ///
    /// # Errors
    /// What `work` refuses, and a write that the browser refused: then nothing has changed.
    async fn change<T>(
        &self,
        work: impl FnOnce(&App) -> Result<(Vec<Fact>, Vec<(String, Value)>, T), AppError>,
    ) -> Result<T, AppError> {
        let _turn = self.writing.lock().await;
        let (facts, beside, answer) = self.read(work)??;
        if !facts.is_empty() || !beside.is_empty() {
            let mut records = store::records_of(&facts).map_err(|e| AppError::Internal(e.to_string()))?;
            records.extend(beside);
            self.write(&records).await?;
            if let Some(app) = self.app.borrow_mut().as_mut() {
                app.commit(facts);
            }
        }
        Ok(answer)
    }

    fn read<T>(&self, look: impl FnOnce(&App) -> T) -> Result<T, AppError> {
        self.app.borrow().as_ref().map(look).ok_or_else(|| AppError::Internal("storage was not read".into()))
    }

    /// Badge, alarm and notifications follow from the facts and the time.
    async fn bring_up_to_date(&self) {
        if let Err(error) = self.refresh().await {
            self.host.log(&error.to_string());
        }
    }
}
