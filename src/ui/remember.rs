//! What a page may lose: half-typed forms, the last agenda for the first frame. A popup closes on any click outside it.

use crate::browser::rehearsal;
use gloo_storage::{LocalStorage, Storage};
use serde::{Serialize, de::DeserializeOwned};

/// Raised when a remembered shape changes: what an older version left is forgotten then, not misread.
const PREFIX: &str = "afterword/1/";

/// Whether it is remembered. Where the storage is full it is not, and the page has to say so if words hang on it.
pub fn put<T: Serialize>(key: &str, value: &T) -> bool {
    if rehearsal::is_on() {
        // Of the practice run nothing is left anywhere.
        return true;
    }
    LocalStorage::set(format!("{PREFIX}{key}"), value).is_ok()
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

/// Nothing is remembered any more.
pub fn forget_all() {
    if rehearsal::is_on() {
        return;
    }
    let storage = LocalStorage::raw();
    let keys = (0..storage.length().unwrap_or_default()).filter_map(|place| storage.key(place).ok().flatten());
    for key in keys.filter(|key| key.starts_with(PREFIX)).collect::<Vec<_>>() {
        LocalStorage::delete(&key);
    }
}
