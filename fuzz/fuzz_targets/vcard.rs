//! A card file → people.
#![no_main]

use afterword::capture::vcard;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let _ = vcard::read(data);
});
