//! What a user notices of capturing, saving, prompting and undoing, without a browser.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod agenda;
mod backup;
mod bulk;
mod cadences;
mod cards;
mod desk;
mod exports;
mod help;
mod insights;
mod invites;
mod keeping;
mod locked;
mod mails;
mod offers;
mod rehearsal;
mod saving;
mod searching;
mod steps;
mod twins;
mod writing;
