use super::migrations::{self, SCHEMA};
use crate::model::Fact;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

const FORMAT: &str = "afterword-backup";

/// The file that the user can hold: all facts, as JSON.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Backup {
    format: String,
    schema: u32,
    pub saved_at: Timestamp,
    pub facts: Vec<Value>,
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BackupError {
    #[error("not JSON: line {line}, column {column}")]
    NotJson { line: usize, column: usize },
    #[error("not a backup of this extension")]
    Foreign,
    #[error("written by a newer version, with schema {found}")]
    Newer { found: u32 },
    /// Counted from 1.
    #[error("entry {number} cannot be read: {detail}")]
    Entry { number: usize, detail: String },
}

pub fn write_backup(facts: &[Fact], now: Timestamp) -> Result<String, serde_json::Error> {
    let facts = facts.iter().map(serde_json::to_value).collect::<Result<_, _>>()?;
    serde_json::to_string_pretty(&Backup { format: FORMAT.into(), schema: SCHEMA, saved_at: now, facts })
}

/// All or nothing: one bad entry and nothing is returned, with where it is wrong.
pub fn read_backup(text: &str) -> Result<Vec<Fact>, BackupError> {
    let value: Value = serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .map_err(|e| BackupError::NotJson { line: e.line(), column: e.column() })?;
    if value.get("format").and_then(Value::as_str) != Some(FORMAT) {
        return Err(BackupError::Foreign);
    }
    let backup: Backup = serde_json::from_value(value).map_err(|_| BackupError::Foreign)?;
    if backup.schema > SCHEMA {
        return Err(BackupError::Newer { found: backup.schema });
    }
    let records = backup.facts.into_iter().map(|fact| (String::new(), fact)).collect();
    let (records, _) = migrations::run(u64::from(backup.schema), records);
    records
        .into_iter()
        .enumerate()
        .map(|(index, (_, value))| {
            serde_json::from_value(value).map_err(|e| BackupError::Entry { number: index + 1, detail: e.to_string() })
        })
        .collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_foreign_or_broken_file_says_where_it_is_wrong() {
        assert_eq!(read_backup("{\n  oops"), Err(BackupError::NotJson { line: 2, column: 3 }));
        assert_eq!(read_backup("{\"format\": \"other\"}"), Err(BackupError::Foreign));
        let newer =
            format!("{{\"format\":\"{FORMAT}\",\"schema\":99,\"saved_at\":\"2026-03-03T15:00:00Z\",\"facts\":[]}}");
        assert_eq!(read_backup(&newer), Err(BackupError::Newer { found: 99 }));
        let entry = format!(
            "{{\"format\":\"{FORMAT}\",\"schema\":1,\"saved_at\":\"2026-03-03T15:00:00Z\",\"facts\":[{{\"seq\":1}}]}}"
        );
        assert!(matches!(read_backup(&entry), Err(BackupError::Entry { number: 1, .. })));
    }

    #[test]
    fn an_empty_backup_round_trips() {
        let text = write_backup(&[], "2026-03-03T15:00:00Z".parse().unwrap()).unwrap();
        assert_eq!(read_backup(&text), Ok(vec![]));
    }
}
