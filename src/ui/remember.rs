//! What a page may lose: half-typed forms, the last agenda for the first frame. A popup closes on any click outside it.

use gloo_storage::{LocalStorage, Storage};
use serde::{Serialize, de::DeserializeOwned};

/// Raised when a remembered shape changes: what an older version left is forgotten then, not misread.
const PREFIX: &str = "afterword/1/";

/// Storing may fail (full, private window); then the page just remembers nothing.
pub fn put<T: Serialize>(key: &str, value: &T) {
    let _ = LocalStorage::set(format!("{PREFIX}{key}"), value);
}

pub fn get<T: DeserializeOwned>(key: &str) -> Option<T> {
    LocalStorage::get(format!("{PREFIX}{key}")).ok()
}

pub fn forget(key: &str) {
    LocalStorage::delete(format!("{PREFIX}{key}"));
}
