//! The user's own wording of the drafts' templates.

use super::AppError;
use super::drafts::template_problem;
use super::save::SavePlan;
use super::views::{TemplatePreview, TemplateView};
use crate::draft;
use crate::model::{Happening, History, Message, TemplateKey};

/// The template as it is in force for a language and role: the user's own, else the built-in one.
pub fn template_view(history: &History, key: TemplateKey) -> TemplateView {
    let own = history.templates.get(&key);
    let built_in = draft::built_in(&key).to_owned();
    let others = history.templates.keys().filter(|other| **other != key).cloned().collect();
    TemplateView { source: own.cloned().unwrap_or(built_in), is_own: own.is_some(), key, others }
}

/// What it would write to somebody invented, or what is wrong with it.
pub fn preview(key: &TemplateKey, source: &str) -> TemplatePreview {
    match draft::preview(source, key) {
        Ok(draft) => TemplatePreview::Draft { subject: draft.subject, text: draft.text },
        Err(error) => TemplatePreview::Problem { line: error.line, message: template_problem(&error) },
    }
}

/// `source` absent: back to the built-in one.
///
/// # Errors
/// A template that could not be used is not stored; the error names line and field.
pub fn save_template(key: TemplateKey, source: Option<String>) -> Result<SavePlan, AppError> {
    if let Some(source) = &source {
        draft::check(source).map_err(|error| AppError::Template(template_problem(&error)))?;
    }
    let source = source.filter(|source| source.trim() != draft::built_in(&key).trim());
    let message = Message::new(if source.is_some() { "saved_template" } else { "saved_template_built_in" });
    Ok(SavePlan { what: vec![Happening::TemplateSaved { key, source }], message, person: None, opportunity: None })
}
