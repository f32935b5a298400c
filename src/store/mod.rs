//! How facts are kept and handed over: storage records, their schema version, backup files, tables, contact cards. Values
//! in, values out.

mod backup;
mod csv;
mod error_log;
mod locked;
mod migrations;
mod records;
mod restore;
mod sweep;
mod vcard;

pub use backup::{Backup, BackupError, OpenedBackup, open_backup, read_backup, write_backup};
pub use csv::{FollowUpRow, follow_ups_csv, people_csv};
pub use error_log::{ERRORS_KEY, ErrorCode, ErrorEntry, ErrorLog, MOST_ERRORS, Occasion, Place, browser_name};
pub use locked::{BackupKey, is_locked, lock_backup, unlock_backup};
pub use migrations::SCHEMA;
pub use records::{Loaded, SCHEMA_KEY, StoreError, read_records, records_of};
pub use restore::{Changes, Conflict, ConflictKind, Item, Kept, Restore, RestoreMode, RestorePreview, restore};
pub use sweep::{Sweep, is_final, sweep};
pub use vcard::{people_vcard, person_vcard};
