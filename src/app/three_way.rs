//! Two windows edit the same thing: what each of them changed is kept, and what both changed is told.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// A form after something else was stored under it.
#[derive(Clone, Debug, PartialEq)]
pub struct Merged<T> {
    /// The user's own changes upon what is stored by now.
    pub value: T,
    /// Names of the fields that were changed here and, otherwise, there; this user's word stands in them.
    pub both: Vec<String>,
}

/// `base`: what the form began with; `typed`: what stands in it; `stored`: what is stored by now. Fields are those of the
/// outermost level; what cannot be taken apart is taken as it was typed.
pub fn merge<T: Serialize + DeserializeOwned + Clone>(base: &T, typed: &T, stored: &T) -> Merged<T> {
    let as_typed = || Merged { value: typed.clone(), both: Vec::new() };
    let (Some(base), Some(mine), Some(theirs)) = (fields(base), fields(typed), fields(stored)) else {
        return as_typed();
    };
    let (mut merged, mut both) = (Map::new(), Vec::new());
    let names = mine.keys().chain(theirs.keys().filter(|name| !mine.contains_key(*name)));
    for name in names {
        let (was, here, there) = (base.get(name), mine.get(name), theirs.get(name));
        let taken = if here == was { there } else { here };
        if here != was && there != was && here != there {
            both.push(name.clone());
        }
        if let Some(value) = taken {
            merged.insert(name.clone(), value.clone());
        }
    }
    serde_json::from_value(Value::Object(merged)).map_or_else(|_| as_typed(), |value| Merged { value, both })
}

fn fields<T: Serialize>(form: &T) -> Option<Map<String, Value>> {
    match serde_json::to_value(form) {
        Ok(Value::Object(fields)) => Some(fields),
        _ => None,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::app::forms::OpportunityForm;

    fn form(company: &str, job: &str, message: &str) -> OpportunityForm {
        OpportunityForm {
            company: company.into(),
            job_title: job.into(),
            overriding_message: message.into(),
            ..OpportunityForm::default()
        }
    }

    #[test]
    fn what_only_one_of_two_windows_changed_is_kept_without_a_word() {
        let base = form("Brightwell", "Engineer", "");
        let merged = merge(&base, &form("Brightwell", "Engineer", "Calm at night"), &form("Brightwell", "Lead", ""));
        assert_eq!(merged, Merged { value: form("Brightwell", "Lead", "Calm at night"), both: Vec::new() });
    }

    #[test]
    fn what_both_changed_is_told_and_stays_as_it_was_typed() {
        let base = form("Brightwell", "Engineer", "");
        let merged = merge(&base, &form("Brightwell", "Senior", ""), &form("Brightwell", "Lead", ""));
        assert_eq!(merged, Merged { value: form("Brightwell", "Senior", ""), both: vec!["job_title".into()] });
        let agreed = merge(&base, &form("Brightwell", "Lead", ""), &form("Brightwell", "Lead", ""));
        assert!(agreed.both.is_empty());
    }

    #[test]
    fn an_emptied_field_is_a_change_too() {
        let base = form("Brightwell", "Engineer", "Calm");
        let merged = merge(&base, &form("Brightwell", "Engineer", ""), &base);
        assert_eq!(merged.value.overriding_message, "");
    }
}
