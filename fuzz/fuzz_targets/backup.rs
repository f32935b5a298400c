//! A backup file → facts. What is read can be written, and reads the same again.
#![no_main]

use afterword::store;
use jiff::Timestamp;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let Ok(facts) = store::read_backup(text) else { return };
    let again = store::write_backup(&facts, Timestamp::UNIX_EPOCH).expect("facts can be written");
    assert_eq!(store::read_backup(&again).as_ref(), Ok(&facts));
});
