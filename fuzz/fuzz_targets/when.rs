//! Text → dates and times. Each is a piece of the text, and none costs a panic on the calendar's edge.
#![no_main]

use afterword::capture::when::{self, Language, Options};
use jiff::tz::TimeZone;
use libfuzzer_sys::fuzz_target;

mod common;

fuzz_target!(|data: &[u8]| {
    let text = common::text(data);
    let n = data.len();
    let options = Options {
        day_first: [None, Some(true), Some(false)][n % 3],
        forward: n % 2 == 0,
        language: [None, Some(Language::English), Some(Language::German), Some(Language::French)][n % 4],
    };
    for found in when::find(&text, &common::now(data), &options) {
        assert_eq!(text.get(found.span.clone()), Some(found.text.as_str()));
        let _ = (found.to_zoned(&TimeZone::UTC), found.end_to_zoned(&TimeZone::UTC));
    }
    for (_, span) in when::find_zones(&text) {
        assert!(text.get(span).is_some_and(|words| !words.is_empty()));
    }
});
