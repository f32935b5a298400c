//! A webmail's page → the open message, its signature and the times it names.
#![no_main]

use afterword::capture::{mail, signature, sites::Sites, when};
use libfuzzer_sys::fuzz_target;
use std::sync::OnceLock;

mod common;

fuzz_target!(|data: &[u8]| {
    static SITES: OnceLock<Sites> = OnceLock::new();
    let addresses = [
        "https://mail.example.org/?_task=mail",
        "https://mail.google.com/mail/u/0/#inbox/abc",
        "https://outlook.live.com/mail/0/inbox/id/abc",
        "https://mail.yahoo.com/d/folders/1/messages/2",
        "https://mail.proton.me/u/0/inbox/abc",
    ];
    let page = common::page(addresses[data.len() % addresses.len()], data);
    if let Some(read) = mail::read(&page, SITES.get_or_init(|| Sites::shipped().expect("site data"))) {
        let _ = signature::read(&read.body_text, None);
        let _ = when::find(&read.body_text, &common::now(data), &when::Options::default());
    }
});
