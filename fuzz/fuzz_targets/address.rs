//! The header of a mail → addresses and names.
#![no_main]

use afterword::capture::address;
use libfuzzer_sys::fuzz_target;

mod common;

fuzz_target!(|data: &[u8]| {
    let text = common::text(data);
    for part in address::split_list(&text) {
        let (name, found) = address::name_and_address(part);
        let _ = address::clean_name(&name);
        if let Some(found) = found {
            assert!(found.contains('@') && !found.contains(char::is_whitespace));
            let _ = (address::mailbox(&found), address::is_machine(&found));
        }
    }
    let _ = address::percent_decode(&text);
});
