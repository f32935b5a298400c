//! A page at a profile's address → the reading.
#![no_main]

use afterword::capture::linkedin;
use libfuzzer_sys::fuzz_target;

mod common;

fuzz_target!(|data: &[u8]| {
    let _ = linkedin::read(&common::page("https://www.linkedin.com/in/ada-quill/", data));
});
