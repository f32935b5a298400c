//! How facts are kept and handed over: storage records, their schema version, backup files. Values in, values out.

mod backup;
mod migrations;
mod records;

pub use backup::{Backup, BackupError, read_backup, write_backup};
pub use migrations::SCHEMA;
pub use records::{Loaded, SCHEMA_KEY, StoreError, read_records, records_of};
