//! What the targets share.

use afterword::capture::snapshot::Snapshot;
use jiff::Zoned;
use std::borrow::Cow;

#[path = "../../tests/common/html.rs"]
mod html;

/// Bytes as the text that a reader of text would get.
#[allow(dead_code)]
pub fn text(data: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(data)
}

/// Every seventh input is read as if from another place: so that the bytes stay plain text, their number chooses.
#[allow(dead_code)]
pub fn now(data: &[u8]) -> Zoned {
    let places = [
        "2026-03-02T09:00[Europe/Berlin]",
        "2024-02-29T23:59[America/New_York]",
        "2026-10-25T02:30[Europe/Paris]",
        "2025-12-31T23:30[Asia/Kolkata]",
        "2026-03-08T02:30[America/Los_Angeles]",
        "9999-12-30T12:00[UTC]",
        "-009999-01-03T12:00[UTC]",
    ];
    places[data.len() % places.len()].parse().expect("a moment")
}

/// HTML as a page that is open in the browser.
#[allow(dead_code)]
pub fn page(url: &str, data: &[u8]) -> Snapshot {
    html::snapshot(url, &text(data))
}
