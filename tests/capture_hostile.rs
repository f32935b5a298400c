//! What is made to be slow, or to confuse, ends with an answer and no panic, in every reader; how the time grows,
//! `cargo xtask bench` shows.
#![allow(clippy::unwrap_used)]

use afterword::capture::reading::{Certainty, PersonReading};
use afterword::capture::signature::{self, Sender};
use afterword::capture::sites::Sites;
use afterword::capture::snapshot::{Node, Snapshot};
use afterword::capture::{address, invite, linkedin, mail, name, twins, vcard, when};
use afterword::store;
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

/// Pieces that make one reader or another look far ahead, come back, or lose its place.
const PIECES: [&str; 42] = [
    "a",
    "1",
    " ",
    "\n",
    "\r",
    "\t",
    "(",
    "((1",
    ")",
    "<",
    "<a@b.c>",
    "\"",
    "\"<",
    "a@",
    "@",
    "> ",
    ">",
    "-",
    "--\n",
    "_",
    "=",
    "|",
    "1 ",
    "+1 ",
    "1/",
    "12:",
    "www.",
    "http://",
    "https://a.b/",
    "=41",
    "%41",
    "%",
    "\u{202e}",
    "\u{200b}",
    "\u{fffd}",
    "\u{1f1e9}",
    "e\u{301}",
    "Dr. ",
    "van ",
    "wrote:\n",
    "On Mon, ",
    "Kind regards,\nAda\n",
];

#[test]
fn any_repeated_piece_is_read_by_every_reader_of_text() {
    let now = datetime(2026, 3, 1, 12, 0, 0, 0).in_tz("Europe/Berlin").unwrap();
    let sender = Sender { name: "Ada Quill".into(), address: "ada@lumenwerk.example".into() };
    for piece in PIECES {
        let text = piece.repeat(8_000 / piece.len());
        signature::read(&text, Some(&sender));
        assert!(signature::own_text(&text).len() <= text.len(), "{piece:?}");
        let _ = (signature::emails(&text), signature::urls(&text), signature::phones(&text));
        for found in when::find(&text, &now, &when::Options::default()) {
            assert_eq!(text.get(found.span), Some(found.text.as_str()), "{piece:?}");
        }
        for part in address::split_list(&text) {
            address::name_and_address(part);
        }
        let _ = (address::percent_decode(&text), address::clean_name(&text));
        let parts = name::parse(&text);
        let _ = (
            parts.display(),
            name::greeting(&parts, name::Formality::Formal),
            name::is_person(&text),
            name::clean(&text),
        );
        let _ = (invite::read(text.as_bytes(), &now), vcard::read(text.as_bytes()), store::read_backup(&text));
        let piece_of_event =
            format!("SUMMARY:{text}\r\nDTSTART:20260301T100000Z\r\nLOCATION:{text}\r\nDESCRIPTION:{text}");
        let _ = invite::read(&calendar(&event(&piece_of_event)), &now);
        let _ =
            vcard::read(format!("BEGIN:VCARD\r\nFN:{text}\r\nADR:{text}\r\nTEL:{text}\r\nEND:VCARD\r\n").as_bytes());
    }
}

fn element(parent: usize, tag: &str, class: &str) -> Node {
    let attributes = [("class", class), ("email", "ada@lumenwerk.example"), ("href", "mailto:ada@lumenwerk.example")];
    let attributes = attributes.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Node { parent, tag: tag.into(), attributes, text: String::new(), hidden: false }
}

fn text_node(parent: usize, text: impl Into<String>) -> Node {
    Node { parent, tag: String::new(), attributes: Vec::new(), text: text.into(), hidden: false }
}

/// Wide, deep, and one long text, under the names that site data looks for.
fn pages(n: usize) -> Vec<(&'static str, Vec<Node>)> {
    let wide = |tag: &'static str, class: &'static str| {
        std::iter::once(element(0, "main", "")).chain((1..n).flat_map(move |i| {
            let at = 2 * i - 1;
            [element(0, tag, class), text_node(at, "Ada Quill <ada@lumenwerk.example>, 2 Mar 2026, 09:00")]
        }))
    };
    let mut deep: Vec<Node> = (0..n).map(|i| element(i.saturating_sub(1), "div", "a3s gD")).collect();
    deep.push(text_node(n - 1, "From: Ada Quill <ada@lumenwerk.example>"));
    let mut long = vec![element(0, "html", ""), element(0, "div", "a3s")];
    long.push(text_node(1, "\u{202e}Kind regards,\nAda \u{fffd}<script>=HYPERLINK(\"x\")\n".repeat(n)));
    vec![
        ("messages", wide("div", "adn ads gE gD a3s").collect()),
        ("links", wide("a", "profile").collect()),
        ("headings", wide("h1", "text-heading-xlarge").collect()),
        ("quotes", (0..n).map(|i| element(i.saturating_sub(1), "blockquote", "a3s")).collect()),
        ("deep", deep),
        ("long", long),
    ]
}

#[test]
fn a_page_made_to_be_slow_is_read() {
    let sites = Sites::shipped().unwrap();
    let now = datetime(2026, 3, 1, 12, 0, 0, 0).in_tz("Europe/Berlin").unwrap();
    for (what, nodes) in pages(3_000) {
        for url in [
            "https://mail.google.com/mail/u/0/#inbox/a",
            "https://webmail.example/",
            "https://www.linkedin.com/in/ada-quill/",
        ] {
            let page =
                Snapshot { url: url.into(), title: "Ada Quill".into(), nodes: nodes.clone(), ..Snapshot::default() };
            linkedin::read(&page);
            if let Some(read) = mail::read(&page, &sites) {
                assert!(read.body_text.len() < 1_000_000, "{what}");
                signature::read(&read.body_text, None);
                when::find(&read.body_text, &now, &when::Options::default());
            }
        }
    }
}

#[test]
fn many_people_are_compared() {
    let known: Vec<_> = (0..1_000_u128)
        .map(|i| {
            let id = afterword::model::PersonId(uuid::Uuid::from_u128(i + 1));
            afterword::model::Person::new(id, "Ada van der Quill-Quill ".repeat(4))
        })
        .collect();
    let mut read = PersonReading::default();
    read.name.push("Ada van der Quill-Quill ".repeat(4), afterword::capture::reading::Source::User, Certainty::Likely);
    assert!(twins::find(&known, &read).same.is_none(), "a name alone proves nobody");
}

#[test]
fn a_backup_that_is_damaged_anywhere_is_refused_or_read() {
    let whole = store::write_backup(&[], "2026-03-03T15:00:00Z".parse().unwrap()).unwrap();
    for cut in 0..whole.len() {
        assert!(store::read_backup(whole.get(..cut).unwrap()).is_err());
    }
    for deep in ["[", "{\"a\":", "\"\\u"] {
        assert!(store::read_backup(&deep.repeat(100_000)).is_err());
    }
}
