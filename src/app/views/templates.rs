//! The wording of drafts, as the user rewrites it.

use crate::model::{Message, TemplateKey};
use serde::{Deserialize, Serialize};

/// A template as it is in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateView {
    pub key: TemplateKey,
    pub source: String,
    /// The user's own wording, not the built-in one.
    pub is_own: bool,
    /// The other templates that the user rewrote.
    pub others: Vec<TemplateKey>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum TemplatePreview {
    Draft {
        subject: String,
        text: String,
    },
    /// `line` counts from 1.
    Problem {
        line: usize,
        message: Message,
    },
}
