//! The parts that the three pages are made of.

mod agenda;
mod backup_form;
mod backup_hint;
mod call_card;
mod connect;
mod download;
mod draft;
mod fields;
mod letter;
mod notes;
mod passphrase;
mod people;
mod permissions;
mod reach;
mod rehearsal;
mod review;
mod search;
mod shell;
mod step;
mod step_menu;
mod step_ways;

pub use agenda::Agenda;
pub use backup_form::BackupForm;
pub use backup_hint::BackupHint;
pub use connect::{AlreadyConnected, ConnectPanel};
pub use download::{ExportButton, download};
pub use draft::DraftPanel;
pub use fields::{Area, Check, Pick, TextField};
pub use notes::{ImpressionChoice, NotesForm};
pub use passphrase::{NewPassphrase, PassphraseFields};
pub use people::{HistoryList, InterviewLine, PersonHead};
pub use permissions::{SiteList, SiteOffer};
pub use search::Search;
pub use shell::{FormError, Shell};
pub use step::{StepCard, main_action};
