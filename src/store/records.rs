use super::migrations::{self, SCHEMA};
use crate::model::{Fact, FactId};
use serde_json::Value;

/// The storage key under which the schema version is kept.
pub const SCHEMA_KEY: &str = "schema";
const FACT_PREFIX: &str = "fact/";

/// What was found in storage.
#[derive(Debug, Default, PartialEq)]
pub struct Loaded {
    pub facts: Vec<Fact>,
    /// Keys of records that could not be read. They stay where they are.
    pub unreadable: Vec<String>,
    /// Records to write back because a migration changed them; with the new schema version. Empty when none ran.
    pub migrated: Vec<(String, Value)>,
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// Written by a newer version of the extension: left untouched.
    #[error("stored data has schema {found}, this version knows {SCHEMA}")]
    Newer { found: u64 },
    #[error("the schema version is not a number")]
    SchemaUnreadable,
}

/// One record per fact, so that a change costs the same however many there are; together with the schema version.
pub fn records_of(facts: &[Fact]) -> Result<Vec<(String, Value)>, serde_json::Error> {
    let mut records = vec![(SCHEMA_KEY.to_owned(), Value::from(SCHEMA))];
    for fact in facts {
        records.push((key_of(fact.id), serde_json::to_value(fact)?));
    }
    Ok(records)
}

pub(super) fn key_of(id: FactId) -> String {
    format!("{FACT_PREFIX}{id}")
}

/// Reads everything in storage. An empty storage is a first start.
pub fn read_records(records: Vec<(String, Value)>) -> Result<Loaded, StoreError> {
    let found = match records.iter().find(|(key, _)| key == SCHEMA_KEY) {
        None => u64::from(SCHEMA),
        Some((_, version)) => version.as_u64().ok_or(StoreError::SchemaUnreadable)?,
    };
    if found > u64::from(SCHEMA) {
        return Err(StoreError::Newer { found });
    }
    let facts = records.into_iter().filter(|(key, _)| key.starts_with(FACT_PREFIX)).collect();
    let (facts, changed) = migrations::run(found, facts);
    let mut loaded = Loaded::default();
    if changed {
        loaded.migrated.clone_from(&facts);
        loaded.migrated.push((SCHEMA_KEY.to_owned(), Value::from(SCHEMA)));
    }
    for (key, value) in facts {
        match serde_json::from_value(value) {
            Ok(fact) => loaded.facts.push(fact),
            Err(_) => loaded.unreadable.push(key),
        }
    }
    loaded.facts.sort_by_key(|fact| (fact.seq, fact.id));
    Ok(loaded)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::*;
    use crate::model::{ActionId, FactId, Happening, Origin, Settings};
    use serde_json::json;
    use uuid::Uuid;

    fn fact(seq: u64) -> Fact {
        Fact {
            id: FactId(Uuid::from_u128(u128::from(seq))),
            seq,
            action: ActionId(Uuid::from_u128(7)),
            at: "2026-03-03T15:00:00Z".parse().unwrap(),
            origin: Origin::Page,
            what: Happening::SettingsSaved { settings: Settings::default() },
        }
    }

    #[test]
    fn what_was_written_is_read_in_order() {
        let mut records = records_of(&[fact(1), fact(2)]).unwrap();
        records.reverse();
        let loaded = read_records(records).unwrap();
        assert_eq!(loaded.facts, vec![fact(1), fact(2)]);
        assert!(loaded.unreadable.is_empty());
    }

    #[test]
    fn newer_data_is_refused() {
        let records = vec![(SCHEMA_KEY.to_owned(), json!(SCHEMA + 1))];
        assert_eq!(read_records(records), Err(StoreError::Newer { found: u64::from(SCHEMA) + 1 }));
    }

    #[test]
    fn a_damaged_record_costs_only_itself() {
        let mut records = records_of(&[fact(1)]).unwrap();
        records.push(("fact/broken".to_owned(), json!({"seq": "x"})));
        let loaded = read_records(records).unwrap();
        assert_eq!(loaded.facts.len(), 1);
        assert_eq!(loaded.unreadable, vec!["fact/broken".to_owned()]);
    }
}
