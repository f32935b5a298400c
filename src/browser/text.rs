//! From a [`Message`] to words in the user's language. Works in a worker too: no window is needed.

use crate::model::{Arg, Message};
use jiff::{Timestamp, civil::Date};
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// `browser.i18n`, in Chromium also known as `chrome.i18n`.
    type I18n;

    #[wasm_bindgen(method, catch, js_name = getMessage)]
    fn get_message(this: &I18n, key: &str, substitutions: &Array) -> Result<Option<String>, JsValue>;

    #[wasm_bindgen(method, catch, js_name = getUILanguage)]
    fn ui_language(this: &I18n) -> Result<String, JsValue>;

    #[wasm_bindgen(js_namespace = Intl)]
    type RelativeTimeFormat;

    #[wasm_bindgen(constructor, catch, js_namespace = Intl)]
    fn new(locale: &str, options: &Object) -> Result<RelativeTimeFormat, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn format(this: &RelativeTimeFormat, value: f64, unit: &str) -> Result<String, JsValue>;
}

/// Messages nest a word in a sentence; more than this is no message of ours.
const DEEPEST: u8 = 4;
/// `getMessage` takes no more.
const MOST_ARGS: usize = 9;

/// The words of a message. A key without an entry shows as the key and its arguments, so that nothing is lost.
///
/// Where the message holds a count and the catalogue has `<key>_one`, `<key>_other` …, the locale's plural rules choose.
pub fn resolve(message: &Message) -> String {
    resolve_within(message, DEEPEST)
}

fn resolve_within(message: &Message, depth: u8) -> String {
    let args: Vec<String> = message.args.iter().take(MOST_ARGS).map(|arg| shown(arg, depth)).collect();
    let count = message.args.iter().find_map(|arg| if let Arg::Count { count } = arg { Some(*count) } else { None });
    let plural = count.and_then(|count| {
        lookup(&format!("{}_{}", message.key, plural_category(count)), &args)
            .or_else(|| lookup(&format!("{}_other", message.key), &args))
    });
    plural.or_else(|| lookup(&message.key, &args)).unwrap_or_else(|| match args.join(" · ") {
        args if args.is_empty() => message.key.clone().into_owned(),
        args => format!("{}: {args}", message.key),
    })
}

/// The words under a key, with `args` in its places `$1` … `$9`.
pub fn text(key: &str, args: &[&str]) -> String {
    let args: Vec<String> = args.iter().map(|&arg| arg.to_owned()).collect();
    lookup(key, &args).unwrap_or_else(|| key.to_owned())
}

fn shown(arg: &Arg, depth: u8) -> String {
    match arg {
        Arg::Text { text } => text.clone(),
        Arg::Count { count } => {
            #[expect(clippy::cast_precision_loss, reason = "a count of people or days")]
            let number = js_sys::Number::from(*count as f64);
            String::from(number.to_locale_string(&locale()))
        }
        Arg::Moment { at } => moment(*at),
        Arg::Day { date } => day(*date),
        Arg::Nested { message } if depth > 0 => resolve_within(message, depth - 1),
        Arg::Nested { message } => message.key.clone().into_owned(),
    }
}

fn lookup(key: &str, args: &[String]) -> Option<String> {
    let substitutions: Array = args.iter().map(|arg| JsValue::from_str(arg)).collect();
    i18n()?.get_message(key, &substitutions).ok().flatten().filter(|text| !text.is_empty())
}

fn i18n() -> Option<I18n> {
    let global = js_sys::global();
    ["browser", "chrome"].into_iter().find_map(|name| {
        let api = Reflect::get(&global, &name.into()).ok().filter(JsValue::is_object)?;
        let i18n = Reflect::get(&api, &"i18n".into()).ok().filter(JsValue::is_object)?;
        Some(i18n.unchecked_into())
    })
}

/// The language of the texts: "en", "de" or "fr", whichever the browser chose from the catalogues.
pub fn language() -> String {
    lookup("ui_language", &[]).unwrap_or_else(|| "en".to_owned())
}

/// The locale of dates and numbers: the browser's own where it speaks the language of the texts ("de-AT"), else that
/// language.
pub fn locale() -> String {
    let language = language();
    i18n()
        .and_then(|i18n| i18n.ui_language().ok())
        .filter(|own| own.split(['-', '_']).next() == Some(&language))
        .map(|own| own.replace('_', "-"))
        .unwrap_or(language)
}

fn plural_category(count: i64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "a count of people or days")]
    let count = count as f64;
    js_sys::Intl::PluralRules::new(&Array::of1(&locale().into()), &Object::new()).select(count).into()
}

fn options(pairs: &[(&str, &str)]) -> JsValue {
    let object = Object::new();
    for (name, value) in pairs {
        // Setting a plain property of a new object cannot fail.
        let _ = Reflect::set(&object, &(*name).into(), &(*value).into());
    }
    object.into()
}

#[expect(clippy::cast_precision_loss, reason = "milliseconds stay below 2^53 for 285,000 years")]
fn js_date(at: Timestamp) -> js_sys::Date {
    js_sys::Date::new(&JsValue::from_f64(at.as_millisecond() as f64))
}

const DAY_PARTS: [(&str, &str); 3] = [("weekday", "short"), ("day", "numeric"), ("month", "short")];
const CLOCK_PARTS: [(&str, &str); 2] = [("hour", "numeric"), ("minute", "2-digit")];

/// Date and time in the user's zone: "Tue, 24 Nov, 14:00", with the year when it is not this one.
pub fn moment(at: Timestamp) -> String {
    moment_with(at, &[])
}

/// The same in another zone, by its IANA name, and naming it: "Tue, 24 Nov, 14:00 GMT-5". An unknown zone shows the user's.
pub fn moment_in(at: Timestamp, zone: &str) -> String {
    if is_zone(zone) { moment_with(at, &[("timeZone", zone), ("timeZoneName", "short")]) } else { moment(at) }
}

fn moment_with(at: Timestamp, more: &[(&str, &str)]) -> String {
    let mut parts: Vec<(&str, &str)> = DAY_PARTS.to_vec();
    let date = js_date(at);
    if date.get_full_year() != js_sys::Date::new_0().get_full_year() {
        parts.push(("year", "numeric"));
    }
    parts.extend(CLOCK_PARTS);
    parts.extend(more);
    date.to_locale_string(&locale(), &options(&parts)).into()
}

/// The day in the user's zone, without the time: "Tue, 24 Nov".
pub fn day_of(at: Timestamp) -> String {
    js_date(at).to_locale_string(&locale(), &options(&DAY_PARTS)).into()
}

/// The day in the user's zone as an axis has it: "24 Nov".
pub fn short_day_of(at: Timestamp) -> String {
    js_date(at).to_locale_string(&locale(), &options(&[("day", "numeric"), ("month", "short")])).into()
}

/// The calendar's day in the user's zone.
pub fn local_date(at: Timestamp) -> Option<Date> {
    local_parts(at, "").0.parse().ok()
}

/// When a day begins in the user's zone.
pub fn midnight(day: Date) -> Option<Timestamp> {
    let (month, of_month) = (i32::from(day.month()) - 1, i32::from(day.day()));
    let date = js_sys::Date::new_with_year_month_day(u32::try_from(day.year()).ok()?, month, of_month);
    #[expect(clippy::cast_possible_truncation, reason = "whole milliseconds")]
    let at = date.get_time() as i64;
    Timestamp::from_millisecond(at).ok()
}

/// The time of day in the user's zone: "14:00".
pub fn clock_time(at: Timestamp) -> String {
    js_date(at).to_locale_string(&locale(), &options(&CLOCK_PARTS)).into()
}

/// A date with its year: "Tue, 24 Nov 2026".
pub fn day(date: Date) -> String {
    let midnight = js_sys::Date::utc(f64::from(date.year()), f64::from(date.month()) - 1.0)
        + (f64::from(date.day()) - 1.0) * 86_400_000.0;
    let mut parts: Vec<(&str, &str)> = DAY_PARTS.to_vec();
    parts.extend([("year", "numeric"), ("timeZone", "UTC")]);
    js_sys::Date::new(&JsValue::from_f64(midnight)).to_locale_string(&locale(), &options(&parts)).into()
}

/// The short name of a weekday by its ISO 8601 number: "Mon" is 1.
pub fn weekday(number: i8) -> String {
    // 1 January 2024 was a Monday.
    let day = js_sys::Date::utc(2024.0, 0.0) + f64::from(number.clamp(1, 7) - 1) * 86_400_000.0;
    let parts = options(&[("weekday", "short"), ("timeZone", "UTC")]);
    js_sys::Date::new(&JsValue::from_f64(day)).to_locale_string(&locale(), &parts).into()
}

/// How far `at` is from `now`, in words: "in 3 hours", "yesterday".
pub fn relative(at: Timestamp, now: Timestamp) -> String {
    let seconds = at.as_second().saturating_sub(now.as_second());
    let (unit, length) = match seconds.unsigned_abs() {
        0..3_600 => ("minute", 60),
        3_600..129_600 => ("hour", 3_600),
        _ => ("day", 86_400),
    };
    // Days are the calendar's: on a Sunday the next one is seven away, whatever the hour. Of the others only whole ones:
    // "in 23 hours" until there are 24 of them, never a deadline later than it is.
    let whole = seconds / length;
    let units = if unit == "day" { calendar_days(now, at).unwrap_or(whole) } else { whole };
    #[expect(clippy::cast_precision_loss, reason = "days between two moments")]
    let value = units as f64;
    RelativeTimeFormat::new(&locale(), &Object::from(options(&[("numeric", "auto")])))
        .and_then(|format| format.format(value, unit))
        .unwrap_or_else(|_| moment(at))
}

fn calendar_days(from: Timestamp, until: Timestamp) -> Option<i64> {
    Some(i64::from(local_date(until)?.since(local_date(from)?).ok()?.get_days()))
}

/// The IANA name of the user's zone, such as "Europe/Berlin".
pub fn zone() -> String {
    let format = js_sys::Intl::DateTimeFormat::new(&Array::new(), &Object::new());
    Reflect::get(&format.resolved_options(), &"timeZone".into())
        .ok()
        .and_then(|zone| zone.as_string())
        .unwrap_or_else(|| "UTC".to_owned())
}

/// Whether the browser knows the zone; an unknown one would make it throw.
fn is_zone(zone: &str) -> bool {
    let global = js_sys::global();
    let Ok(intl) = Reflect::get(&global, &"Intl".into()) else { return false };
    let Ok(constructor) = Reflect::get(&intl, &"DateTimeFormat".into()) else { return false };
    let Ok(constructor) = constructor.dyn_into::<js_sys::Function>() else { return false };
    let args = Array::of2(&"en".into(), &options(&[("timeZone", zone)]));
    !zone.is_empty() && Reflect::construct(&constructor, &args).is_ok()
}

/// Date and time of day in a zone, as the values of `<input type=date>` and `<input type=time>`: ("2026-11-24", "14:00").
/// An empty or unknown zone: the user's.
pub fn local_parts(at: Timestamp, zone: &str) -> (String, String) {
    let mut parts = vec![
        ("year", "numeric"),
        ("month", "2-digit"),
        ("day", "2-digit"),
        ("hour", "2-digit"),
        ("minute", "2-digit"),
        ("hourCycle", "h23"),
    ];
    if is_zone(zone) {
        parts.push(("timeZone", zone));
    }
    // Swedish writes dates as ISO 8601 does.
    let text: String = js_date(at).to_locale_string("sv-SE", &options(&parts)).into();
    text.split_once(' ').map_or_else(Default::default, |(date, time)| (date.to_owned(), time.to_owned()))
}
