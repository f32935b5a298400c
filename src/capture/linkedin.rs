//! LinkedIn profile pages.

use super::reading::{NothingReason, Reading};
use super::snapshot::Snapshot;

/// Reads the profile that a page's address names.
pub fn read(_page: &Snapshot) -> Reading {
    Reading::Nothing { reason: NothingReason::NotAProfile }
}
