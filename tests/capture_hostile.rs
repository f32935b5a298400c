//! Invites and cards made to be slow end with an answer; how their time grows, `cargo xtask bench` shows.
#![allow(clippy::unwrap_used)]

use afterword::capture::{invite, vcard};
use jiff::civil::datetime;

fn calendar(body: &str) -> Vec<u8> {
    format!("BEGIN:VCALENDAR\r\n{body}END:VCALENDAR\r\n").into_bytes()
}

fn event(lines: &str) -> String {
    format!("BEGIN:VEVENT\r\nUID:1\r\n{lines}\r\nEND:VEVENT\r\n")
}

/// A name and what makes an input of a size.
type Made<T> = (&'static str, fn(usize) -> T);

fn invites() -> Vec<Made<Vec<u8>>> {
    vec![
        ("one folded line", |n| calendar(&event(&format!("DESCRIPTION:{}", "a\r\n ".repeat(n))))),
        ("attendees", |n| calendar(&event(&"ATTENDEE;CN=A:mailto:a@b.example\r\n".repeat(n)))),
        ("open tags", |n| calendar(&event(&format!("DESCRIPTION:<br>{}", "<a".repeat(n))))),
        ("links", |n| calendar(&event(&format!("DESCRIPTION:{}", "https://a.b/".repeat(n))))),
        ("quotes", |n| calendar(&event(&format!("ATTENDEE;CN=\"{}", "\";X=\"a,".repeat(n))))),
        ("unknown zones", |n| {
            calendar(&(0..n).map(|i| event(&format!("DTSTART;TZID=Zone {i}:20260101T100000"))).collect::<String>())
        }),
        ("endless rules", |n| {
            calendar(&event("DTSTART:20260101T100000Z\r\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30").repeat(n))
        }),
        ("counted rules", |n| {
            calendar(&event("DTSTART:19000101T100000Z\r\nRRULE:FREQ=DAILY;COUNT=99999999").repeat(n))
        }),
        ("excluded dates", |n| {
            let dates = "20260301T100000Z,".repeat(n);
            calendar(&event(&format!("DTSTART:20260101T100000Z\r\nRRULE:FREQ=DAILY\r\nEXDATE:{dates}20260101T100000Z")))
        }),
        ("a zone of many rules", |n| {
            let part = "BEGIN:STANDARD\r\nDTSTART:16010101T000000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\n\
                        RRULE:FREQ=YEARLY;BYDAY=53MO\r\nEND:STANDARD\r\n";
            let zone = format!("BEGIN:VTIMEZONE\r\nTZID:Z\r\n{}END:VTIMEZONE\r\n", part.repeat(n));
            calendar(
                &(zone
                    + &(0..n)
                        .map(|i| event(&format!("DTSTART;TZID=Z:{:04}0101T100000", 1 + i % 9_000)))
                        .collect::<String>()),
            )
        }),
        ("nesting", |n| "BEGIN:X\r\n".repeat(n).into_bytes()),
        ("stray lines", |n| calendar(&event(&format!("SUMMARY:x\r\n{}", "stray\r\n".repeat(n))))),
    ]
}

#[test]
fn an_invite_made_to_be_slow_ends() {
    let now = datetime(2026, 3, 1, 12, 0, 0, 0).in_tz("Europe/Berlin").unwrap();
    for (name, make) in invites() {
        let read = invite::read(&make(2_000), &now);
        assert!(read.is_err() || read.is_ok_and(|invites| !invites.is_empty()), "{name}");
    }
}

#[test]
fn a_card_made_to_be_slow_ends() {
    let cards: [Made<String>; 4] = [
        ("telephones", |n| (0..n).map(|i| format!("TEL:{i}\r\n")).collect()),
        ("addresses and labels", |n| (0..n).map(|i| format!("ADR;HOME:;;{i};;;;\r\nLABEL;WORK:{i}\r\n")).collect()),
        ("soft breaks", |n| format!("FN;ENCODING=QUOTED-PRINTABLE:{}\r\n", "=41=\r\n".repeat(n))),
        ("parameters", |n| format!("TEL{}:1\r\n", ";TYPE=a".repeat(n))),
    ];
    for (name, make) in cards {
        let text = format!("BEGIN:VCARD\r\nFN:A\r\n{}END:VCARD\r\n", make(4_000));
        assert!(vcard::read(text.as_bytes()).is_ok(), "{name}");
    }
}
