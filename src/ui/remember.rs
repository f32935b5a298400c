//! What a page may lose: half-typed forms, the last agenda for the first frame. A popup closes on any click outside it.

use crate::browser::rehearsal;
use gloo_storage::{LocalStorage, Storage};
use serde::{Serialize, de::DeserializeOwned};

/// Raised when a remembered shape changes: what an older version left is forgotten then, not misread.
const PREFIX: &str = "afterword/1/";

/// Storing may fail (full, private window); then the page just remembers nothing.
pub fn put<T: Serialize>(key: &str, value: &T) {
    if rehearsal::is_on() {
        // Of the practice run nothing is left anywhere.
        return;
    }
    let _ = LocalStorage::set(format!("{PREFIX}{key}"), value);
}

pub fn get<T: DeserializeOwned>(key: &str) -> Option<T> {
    if rehearsal::is_on() {
        return None;
    }
    LocalStorage::get(format!("{PREFIX}{key}")).ok()
}

pub fn forget(key: &str) {
    if !rehearsal::is_on() {
        LocalStorage::delete(format!("{PREFIX}{key}"));
    }
}
