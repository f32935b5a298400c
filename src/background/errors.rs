//! The log of what went wrong: noted at once, written with the next event's end, read and deleted on request.

use super::{Background, Event, Host};
use crate::app::AppError;
use crate::app::protocol::Response;
use crate::store::{ERRORS_KEY, ErrorCode, ErrorEntry, ErrorLog, Occasion, Place};
use serde_json::Value;
use std::panic::Location;

/// The log, and whether what is stored is the same.
#[derive(Debug, Default)]
pub(super) struct Errors {
    log: ErrorLog,
    /// Storage was read, so that writing loses nothing.
    restored: bool,
    unwritten: bool,
}

impl Errors {
    pub(super) fn restore(&mut self, records: &[(String, Value)]) {
        if std::mem::replace(&mut self.restored, true) {
            return;
        }
        let mut log = records
            .iter()
            .find(|(key, _)| key == ERRORS_KEY)
            .map_or_else(ErrorLog::default, |(_, record)| ErrorLog::read(record));
        for entry in self.log.entries() {
            log.add(entry.clone());
        }
        self.log = log;
    }
}

impl Event {
    /// `None` for what is itself a report.
    pub(super) fn occasion(&self) -> Option<Occasion> {
        Some(match self {
            Self::Started => Occasion::Started,
            Self::Installed { .. } => Occasion::Installed,
            Self::Startup => Occasion::Startup,
            Self::Alarm => Occasion::Alarm,
            Self::Message { .. } => Occasion::Message,
            Self::NotificationClicked { .. } => Occasion::NotificationClicked,
            Self::NotificationClosed { .. } => Occasion::NotificationClosed,
            Self::NotificationButton { .. } => Occasion::NotificationButton,
            Self::PermissionsChanged => Occasion::PermissionsChanged,
            Self::Failed { .. } => return None,
        })
    }
}

impl<H: Host> Background<H> {
    /// Keeps that it happened, and where in our source; what the browser said of it is for the console only.
    #[track_caller]
    pub(super) fn note(&self, code: ErrorCode) {
        let at = Location::caller();
        let place = Place::read(&format!("{}:{}:{}", at.file(), at.line(), at.column()));
        self.add(code, place, self.during.get());
    }

    pub(super) fn note_failure(&self, code: ErrorCode, place: &str, during: Option<Occasion>) {
        self.add(code, Place::read(place), during);
    }

    fn add(&self, code: ErrorCode, place: Place, during: Option<Occasion>) {
        let entry = ErrorEntry::new(code, place, during, self.host.now(), self.host.browser());
        let mut errors = self.errors.borrow_mut();
        errors.log.add(entry);
        errors.unwritten = true;
    }

    /// Writes records of ours, and notes a refusal.
    pub(super) async fn write(&self, records: &[(String, Value)]) -> Result<(), AppError> {
        let written = self.host.write_storage(records).await;
        if written.is_err() {
            self.note(ErrorCode::WriteRefused);
        }
        written
    }

    /// Writes the log if there is news. A refusal is tried again with the next event, and is no news itself.
    pub(super) async fn keep_errors(&self) {
        let record = {
            let mut errors = self.errors.borrow_mut();
            if !errors.restored || !std::mem::take(&mut errors.unwritten) {
                return;
            }
            serde_json::to_value(&errors.log)
        };
        let Ok(record) = record else { return };
        if self.host.write_storage(&[(ERRORS_KEY.to_owned(), record)]).await.is_err() {
            self.errors.borrow_mut().unwritten = true;
        }
    }

    pub(super) fn all_errors(&self) -> Response {
        let errors = self.errors.borrow();
        Response::Errors { errors: errors.log.entries().iter().rev().cloned().collect(), text: errors.log.to_text() }
    }

    pub(super) async fn forget_errors(&self) -> Result<Response, AppError> {
        self.write(&[(ERRORS_KEY.to_owned(), Value::Array(Vec::new()))]).await?;
        let mut errors = self.errors.borrow_mut();
        errors.log = ErrorLog::default();
        errors.unwritten = false;
        Ok(Response::Done)
    }
}
