//! The text of a mail → what its writer wrote, without what is quoted.
#![no_main]

use afterword::capture::signature;
use libfuzzer_sys::fuzz_target;

mod common;

fuzz_target!(|data: &[u8]| {
    let body = common::text(data);
    let lines: Vec<&str> = body.split('\n').collect();
    let own = signature::own_lines(&body);
    assert!(own.is_sorted() && own.iter().all(|line| *line < lines.len()));
    assert!(signature::own_text(&body).len() <= body.len());
});
