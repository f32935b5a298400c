//! The platform's seam for time, zone and identity.

use jiff::Timestamp;
use std::cell::Cell;
use uuid::Uuid;

thread_local! {
    /// Milliseconds between the real clock and ours; only the practice build ever moves it.
    static OFFSET: Cell<i64> = const { Cell::new(0) };
}

fn real_ms() -> i64 {
    // Whole milliseconds since 1970 fit an i64 for as long as a browser counts them.
    #[expect(clippy::cast_possible_truncation, reason = "Date.now() is a whole number below 2^53")]
    let ms = js_sys::Date::now() as i64;
    ms
}

pub fn now() -> Timestamp {
    Timestamp::from_millisecond(real_ms().saturating_add(offset_ms())).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// The moment of the real clock at which ours shows `at`, in milliseconds since 1970.
pub fn real_ms_of(at: Timestamp) -> i64 {
    at.as_millisecond().saturating_sub(offset_ms())
}

/// What our clock shows when the real one is at `ms` since 1970.
pub fn at_real_ms(ms: f64) -> Option<Timestamp> {
    #[expect(clippy::cast_possible_truncation, reason = "a time of the browser's, far below 2^53")]
    let ms = ms as i64;
    Timestamp::from_millisecond(ms.saturating_add(offset_ms())).ok()
}

pub fn offset_ms() -> i64 {
    OFFSET.get()
}

#[cfg(feature = "practice")]
pub fn set_offset_ms(offset: i64) {
    OFFSET.set(offset);
}

/// IANA name of the user's zone; UTC when the browser hides it.
pub fn zone() -> String {
    let options = js_sys::Intl::DateTimeFormat::new(&js_sys::Array::new(), &js_sys::Object::new()).resolved_options();
    js_sys::Reflect::get(&options, &"timeZone".into())
        .ok()
        .and_then(|zone| zone.as_string())
        .unwrap_or_else(|| "UTC".to_owned())
}

/// UUID version 7 (RFC 9562).
pub fn new_id() -> Uuid {
    let mut random = [0; 10];
    if getrandom::fill(&mut random).is_err() {
        // Without a source of randomness an id could repeat; a trap loses nothing that was stored.
        wasm_bindgen::throw_str("no source of randomness");
    }
    let ms = u64::try_from(real_ms()).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(ms, &random).into_uuid()
}
