//! The text of a mail → its signature. The lines are lines of the mail, in order, and own ones.
#![no_main]

use afterword::capture::signature::{self, Sender};
use libfuzzer_sys::fuzz_target;

mod common;

fuzz_target!(|data: &[u8]| {
    let body = common::text(data);
    let sender = Sender { name: "Ada Quill".into(), address: "ada.quill@lumenwerk.example".into() };
    for sender in [None, Some(&sender)] {
        let read = signature::read(&body, sender);
        assert!(read.lines.is_sorted() && read.lines.iter().all(|line| *line < body.split('\n').count()));
    }
    let _ = (signature::emails(&body), signature::urls(&body), signature::phones(&body));
});
