//! What was brought to a popup or sidebar and made of there, remembered until it is saved or put away: a popup closes
//! on any click outside it.

use super::met::KeptRow;
use crate::app::forms::{CalendarStamp, FileBytes};
use crate::ui::remember;
use serde::{Deserialize, Serialize};

const FILE: &str = "intake/file";
const PASTED: &str = "intake/pasted";
const FORM: &str = "intake/form";
/// Bytes. A page's own storage is small, and an invite or a handful of cards is smaller still.
const LARGEST: usize = 256 * 1024;

/// A confirm form as the user left it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct KeptForm {
    /// Which invite or cards it is about; of another it says nothing.
    pub about: String,
    /// The texts of its fields, in the form's own order.
    pub fields: Vec<String>,
    pub rows: Vec<KeptRow>,
    /// The participants who are not invited any more and leave.
    pub leaving: Vec<bool>,
}

impl KeptForm {
    pub fn of(about: &str) -> Option<Self> {
        remember::get::<Self>(FORM).filter(|kept| kept.about == about)
    }

    pub fn put(&self) {
        remember::put(FORM, self);
    }
}

/// The place among several invites of the one that was being confirmed.
pub fn begun_among(keys: impl Iterator<Item = String>) -> Option<usize> {
    let begun = remember::get::<KeptForm>(FORM)?.about;
    keys.into_iter().position(|key| key == begun)
}

pub fn invite_key(calendar: &CalendarStamp) -> String {
    let CalendarStamp { uid, sequence, instance, .. } = calendar;
    format!("invite/{uid}/{sequence}/{instance}")
}

/// Where the page is one that closes by itself.
pub fn is_kept_here() -> bool {
    let page = leptos::prelude::document().body().and_then(|body| body.get_attribute("data-page"));
    page.as_deref() != Some("dashboard")
}

pub fn put_file(bytes: &FileBytes) {
    if is_kept_here() && bytes.0.len() <= LARGEST {
        remember::put(FILE, bytes);
        remember::forget(PASTED);
    }
}

pub fn file() -> Option<FileBytes> {
    remember::get::<FileBytes>(FILE).filter(|_| is_kept_here())
}

pub fn put_pasted(text: &str) {
    if is_kept_here() && text.len() <= LARGEST {
        remember::put(PASTED, &text);
    }
}

pub fn pasted() -> Option<String> {
    remember::get::<String>(PASTED).filter(|text| is_kept_here() && !text.trim().is_empty())
}

/// What was brought is saved or put away.
pub fn forget() {
    [FILE, PASTED, FORM].into_iter().for_each(remember::forget);
}
