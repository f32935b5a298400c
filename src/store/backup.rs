use super::locked::is_locked;
use super::migrations::{self, SCHEMA};
use crate::model::{Fact, FactId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

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
    #[error("locked with a passphrase")]
    Locked,
    /// Also where the one place is damaged that tells whether a passphrase is right.
    #[error("locked with another passphrase")]
    WrongPassphrase,
    #[error("a locked file that is damaged or cut short")]
    LockDamaged,
    #[error("locked with a key, which is in a file of its own")]
    KeyMissing,
    #[error("locked with another key")]
    KeyForeign,
    /// By a newer format, or so that opening it would take too long.
    #[error("locked in a way that is not known here")]
    LockUnknown,
    #[error("written by a newer version, with schema {found}")]
    Newer { found: u32 },
    /// Counted from 1; with the line on which the entry ends, where the file is of this schema.
    #[error("entry {number} (line {line:?}) cannot be read: {detail}")]
    Entry { number: usize, line: Option<usize>, detail: String },
}

pub fn write_backup(facts: &[Fact], now: Timestamp) -> Result<String, serde_json::Error> {
    let facts = facts.iter().map(serde_json::to_value).collect::<Result<_, _>>()?;
    serde_json::to_string_pretty(&Backup { format: FORMAT.into(), schema: SCHEMA, saved_at: now, facts })
}

/// What a backup holds.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenedBackup {
    pub saved_at: Timestamp,
    /// In the order of the file.
    pub facts: Vec<Fact>,
}

/// The facts of a backup, in the order of the file.
///
/// # Errors
/// As [`open_backup`].
pub fn read_backup(text: &str) -> Result<Vec<Fact>, BackupError> {
    open_backup(text).map(|backup| backup.facts)
}

/// All or nothing.
///
/// # Errors
/// One bad entry and nothing is returned, with where it is wrong; a foreign file, and one of a newer version.
pub fn open_backup(text: &str) -> Result<OpenedBackup, BackupError> {
    if is_locked(text) {
        return Err(BackupError::Locked);
    }
    let text = text.trim_start_matches('\u{feff}');
    let value: Value =
        serde_json::from_str(text).map_err(|e| BackupError::NotJson { line: e.line(), column: e.column() })?;
    if value.get("format").and_then(Value::as_str) != Some(FORMAT) {
        return Err(BackupError::Foreign);
    }
    if let Some(found) = value.get("schema").and_then(Value::as_u64).filter(|found| *found > u64::from(SCHEMA)) {
        return Err(BackupError::Newer { found: u32::try_from(found).unwrap_or(u32::MAX) });
    }
    let backup: Backup = serde_json::from_value(value).map_err(|_| BackupError::Foreign)?;
    let records = backup.facts.into_iter().map(|fact| (String::new(), fact)).collect();
    let (records, migrated) = migrations::run(u64::from(backup.schema), records);
    let mut facts = Vec::with_capacity(records.len());
    let mut seen: BTreeMap<FactId, usize> = BTreeMap::new();
    for (index, (_, value)) in records.into_iter().enumerate() {
        let number = index + 1;
        let fact: Fact = serde_json::from_value(value).map_err(|e| {
            let line = if migrated { None } else { line_of_error(text) };
            BackupError::Entry { number, line, detail: e.to_string() }
        })?;
        if let Some(first) = seen.insert(fact.id, number) {
            let detail = format!("the same id as entry {first}");
            return Err(BackupError::Entry { number, line: None, detail });
        }
        facts.push(fact);
    }
    Ok(OpenedBackup { saved_at: backup.saved_at, facts })
}

/// Where the first entry that cannot be read ends; reads the text once more, this time entry by entry.
fn line_of_error(text: &str) -> Option<usize> {
    #[derive(Deserialize)]
    struct Typed {
        #[serde(rename = "facts")]
        _facts: Vec<Fact>,
    }
    serde_json::from_str::<Typed>(text).err().map(|e| e.line())
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
