//! A name → its parts.
#![no_main]

use afterword::capture::name;
use libfuzzer_sys::fuzz_target;

mod common;

fuzz_target!(|data: &[u8]| {
    let text = common::text(data);
    let parts = name::parse(&text);
    let _ = (parts.display(), parts.initials(), parts.family_full());
    let _ = (name::greeting(&parts, name::Formality::Formal), name::is_person(&text), name::clean(&text));
    let _ = name::same_person_likely(&text, &parts.display());
});
