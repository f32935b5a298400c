use crate::capture::invite::InviteError;
use crate::capture::vcard::VcardError;
use crate::model::Message;
use crate::store::{BackupError, StoreError};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Why a request was refused. The code is stable; the message says what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AppError {
    #[error("the person has no name")]
    NameMissing,
    #[error("the name holds markup")]
    NameHasMarkup,
    #[error("the opportunity has no company")]
    CompanyMissing,
    #[error("not an e-mail address: {0}")]
    EmailMalformed(String),
    #[error("not a LinkedIn profile: {0}")]
    LinkedinMalformed(String),
    #[error("not a telephone number: {0}")]
    PhoneMalformed(String),
    #[error("an interview needs an opportunity")]
    OpportunityMissing,
    #[error("the interview ends before it starts")]
    EndsBeforeStart,
    #[error("unknown time zone: {0}")]
    UnknownZone(String),
    #[error("this was removed in the meantime")]
    Gone,
    #[error("the interview is not over yet")]
    TooEarly,
    /// The thanks would have come before the interview's end, which was then.
    #[error("thanks before the interview's end, {0}")]
    BeforeTheEnd(Timestamp),
    #[error("what was done lies in the future")]
    InFuture,
    #[error("no day to come")]
    DayOver,
    #[error("a document without a name, a link or a text")]
    DocumentEmpty,
    /// A text of more characters than are kept.
    #[error("a document of more than {0} characters")]
    DocumentTooLong(usize),
    /// More people at once than one action saves.
    #[error("more than {0} people at once")]
    TooMany(usize),
    #[error("neither an invite nor contact cards")]
    FileForeign,
    #[error(transparent)]
    Invite(#[from] InviteError),
    #[error(transparent)]
    Vcard(#[from] VcardError),
    #[error("nothing to undo")]
    NothingToUndo,
    /// What it took away was erased since.
    #[error("too late to undo")]
    TooLateToUndo,
    #[error("an empty passphrase")]
    PassphraseMissing,
    #[error("this surface may not ask that")]
    NotAllowed,
    /// What the practice run cannot do: it has nothing but what is in the page's memory.
    #[error("not in the practice run")]
    OnlyPractice,
    #[error("the request cannot be read: {0}")]
    Malformed(String),
    /// A follow-up that is no text, or to nobody known.
    #[error("there is nothing to write")]
    NothingToWrite,
    /// A template of the user's that could not be used; the message names line and field.
    #[error("a template with a mistake")]
    Template(Message),
    /// A cadence that does not hold the rules; the message names step and field.
    #[error("a cadence with a mistake")]
    Cadence(Message),
    /// Settings that cannot be meant; the message says which.
    #[error("settings with a mistake")]
    Settings(Message),
    #[error(transparent)]
    Backup(#[from] BackupError),
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The browser refused to write: the disk or the quota is full.
    #[error("storage refused the write: {0}")]
    StorageRefused(String),
    #[error("internal: {0}")]
    Internal(String),
}

/// An error as a surface shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErrorView {
    pub code: String,
    pub message: Message,
}

impl AppError {
    /// Never changes once released: surfaces and logs rely on it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NameMissing => "name-missing",
            Self::NameHasMarkup => "name-has-markup",
            Self::CompanyMissing => "company-missing",
            Self::EmailMalformed(_) => "email-malformed",
            Self::LinkedinMalformed(_) => "linkedin-malformed",
            Self::PhoneMalformed(_) => "phone-malformed",
            Self::OpportunityMissing => "opportunity-missing",
            Self::EndsBeforeStart => "ends-before-start",
            Self::UnknownZone(_) => "unknown-zone",
            Self::Gone => "gone",
            Self::TooEarly => "too-early",
            Self::BeforeTheEnd(_) => "before-the-end",
            Self::InFuture => "in-future",
            Self::DayOver => "day-over",
            Self::DocumentEmpty => "document-empty",
            Self::DocumentTooLong(_) => "document-too-long",
            Self::TooMany(_) => "too-many",
            Self::FileForeign => "file-foreign",
            Self::Invite(error) => error.code(),
            Self::Vcard(error) => error.code(),
            Self::NothingToUndo => "nothing-to-undo",
            Self::TooLateToUndo => "too-late-to-undo",
            Self::PassphraseMissing => "passphrase-missing",
            Self::NotAllowed => "not-allowed",
            Self::OnlyPractice => "only-practice",
            Self::Malformed(_) => "malformed",
            Self::NothingToWrite => "nothing-to-write",
            Self::Template(_) => "template",
            Self::Cadence(_) => "cadence",
            Self::Settings(_) => "settings",
            Self::Backup(BackupError::NotJson { .. }) => "backup-not-json",
            Self::Backup(BackupError::Foreign) => "backup-foreign",
            Self::Backup(BackupError::Locked) => "backup-locked",
            Self::Backup(BackupError::WrongPassphrase) => "backup-wrong-passphrase",
            Self::Backup(BackupError::LockDamaged) => "backup-lock-damaged",
            Self::Backup(BackupError::LockUnknown) => "backup-lock-unknown",
            Self::Backup(BackupError::KeyMissing) => "backup-key-missing",
            Self::Backup(BackupError::KeyForeign) => "backup-key-foreign",
            Self::Backup(BackupError::Newer { .. }) => "backup-newer",
            Self::Backup(BackupError::Entry { .. }) => "backup-entry",
            Self::Store(StoreError::Newer { .. }) => "store-newer",
            Self::Store(StoreError::SchemaUnreadable) => "store-unreadable",
            Self::StorageRefused(_) => "storage-refused",
            Self::Internal(_) => "internal",
        }
    }

    pub fn view(&self) -> ErrorView {
        let message = match self {
            Self::NameMissing => Message::new("error_name_missing"),
            Self::NameHasMarkup => Message::new("error_name_has_markup"),
            Self::CompanyMissing => Message::new("error_company_missing"),
            Self::EmailMalformed(value) => Message::new("error_email_malformed").text(value),
            Self::LinkedinMalformed(value) => Message::new("error_linkedin_malformed").text(value),
            Self::PhoneMalformed(value) => Message::new("error_phone_malformed").text(value),
            Self::OpportunityMissing => Message::new("error_opportunity_missing"),
            Self::EndsBeforeStart => Message::new("error_ends_before_start"),
            Self::UnknownZone(value) => Message::new("error_unknown_zone").text(value),
            Self::Gone => Message::new("error_gone"),
            Self::TooEarly => Message::new("error_too_early"),
            Self::BeforeTheEnd(end) => Message::new("error_before_the_end").moment(*end),
            Self::InFuture => Message::new("error_in_future"),
            Self::DayOver => Message::new("error_day_over"),
            Self::DocumentEmpty => Message::new("error_document_empty"),
            Self::DocumentTooLong(most) => Message::new("error_document_too_long").text(most.to_string()),
            Self::TooMany(most) => Message::new("error_too_many").text(most.to_string()),
            Self::FileForeign => Message::new("error_file_foreign"),
            Self::Invite(error) => invite_message(error),
            Self::Vcard(error) => vcard_message(error),
            Self::NothingToUndo => Message::new("error_nothing_to_undo"),
            Self::TooLateToUndo => Message::new("error_too_late_to_undo"),
            Self::PassphraseMissing => Message::new("error_passphrase_missing"),
            Self::OnlyPractice => Message::new("error_only_practice"),
            Self::NotAllowed | Self::Malformed(_) => Message::new("error_not_allowed"),
            Self::NothingToWrite => Message::new("error_nothing_to_write"),
            Self::Template(problem) | Self::Cadence(problem) | Self::Settings(problem) => problem.clone(),
            Self::Backup(BackupError::NotJson { line, column }) => {
                Message::new("error_backup_not_json").text(line.to_string()).text(column.to_string())
            }
            Self::Backup(BackupError::Foreign) => Message::new("error_backup_foreign"),
            Self::Backup(BackupError::Locked) => Message::new("error_backup_locked"),
            Self::Backup(BackupError::WrongPassphrase) => Message::new("error_backup_wrong_passphrase"),
            Self::Backup(BackupError::LockDamaged) => Message::new("error_backup_lock_damaged"),
            Self::Backup(BackupError::LockUnknown) => Message::new("error_backup_lock_unknown"),
            Self::Backup(BackupError::KeyMissing) => Message::new("error_backup_key_missing"),
            Self::Backup(BackupError::KeyForeign) => Message::new("error_backup_key_foreign"),
            Self::Backup(BackupError::Newer { .. }) | Self::Store(StoreError::Newer { .. }) => {
                Message::new("error_newer_data")
            }
            Self::Backup(BackupError::Entry { number, line: Some(line), .. }) => {
                Message::new("error_backup_entry_line").text(number.to_string()).text(line.to_string())
            }
            Self::Backup(BackupError::Entry { number, .. }) => {
                Message::new("error_backup_entry").text(number.to_string())
            }
            Self::Store(StoreError::SchemaUnreadable) => Message::new("error_store_unreadable"),
            Self::StorageRefused(_) => Message::new("error_storage_refused"),
            Self::Internal(_) => Message::new("error_internal"),
        };
        ErrorView { code: self.code().into(), message }
    }
}

/// What is wrong with a calendar file, and in which line.
pub fn invite_message(error: &InviteError) -> Message {
    match error {
        InviteError::Empty => Message::new("error_file_empty"),
        InviteError::NotACalendar { .. } => Message::new("error_file_foreign"),
        InviteError::Unterminated { component, line } => {
            Message::new("error_file_cut_short").text(line.to_string()).text(component)
        }
        InviteError::Mismatched { expected, found, line } => {
            Message::new("error_file_mismatched").text(line.to_string()).text(found).text(expected)
        }
        InviteError::BadValue { property, value, line } => {
            Message::new("error_file_bad_value").text(line.to_string()).text(property).text(value)
        }
        InviteError::TooLarge { .. } => Message::new("error_file_too_large"),
    }
}

fn vcard_message(error: &VcardError) -> Message {
    match error {
        VcardError::Empty => Message::new("error_file_empty"),
        VcardError::NotACard { .. } => Message::new("error_file_foreign"),
        VcardError::Unterminated { line } => Message::new("error_file_cut_short").text(line.to_string()).text("VCARD"),
        VcardError::TooLarge { .. } => Message::new("error_file_too_large"),
    }
}
