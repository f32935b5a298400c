//! The readers on ordinary text in growing amounts, and on input made to be slow.

use super::Case;
use afterword::capture::reading::{Certainty, PersonReading, Source};
use afterword::capture::sites::Sites;
use afterword::capture::snapshot::{Node, Snapshot};
use afterword::capture::{address, invite, linkedin, mail, name, signature, twins, vcard, when};
use afterword::model::{ActionId, Fact, FactId, Happening, Origin, Person, PersonId};
use afterword::store;
use jiff::{Timestamp, Zoned};
use std::hint::black_box;
use uuid::Uuid;

pub fn cases() -> Vec<Case> {
    vec![
        Case { name: "LinkedIn: a page wide", size: 10_000, make: |n| page(wide(n)) },
        Case { name: "LinkedIn: a page deep", size: 10_000, make: |n| page(deep(n)) },
        Case { name: "LinkedIn: one long text", size: 500_000, make: |n| page(long(n)) },
        Case { name: "mail: a page wide", size: 10_000, make: |n| mailbox(wide(n)) },
        Case { name: "mail: a page deep", size: 10_000, make: |n| mailbox(deep(n)) },
        Case { name: "mail: one long text", size: 500_000, make: |n| mailbox(long(n)) },
        Case { name: "mail: one long body", size: 2_000, make: |n| mailbox(body(n)) },
        Case { name: "mail: quotes in quotes", size: 5_000, make: |n| mailbox(quotes(n)) },
        Case {
            name: "quotes: marked lines",
            size: 50_000,
            make: |n| quoted("> On Mon, Mar 2, 2026 Ada wrote:\nHi\n".repeat(n)),
        },
        Case {
            name: "quotes: headers",
            size: 50_000,
            make: |n| quoted("From: Ada\nSent: Monday\nTo: Sam\n".repeat(n)),
        },
        Case {
            name: "signature: lines",
            size: 5_000,
            make: |n| signed("Kind regards,\nAda Quill\n+44 20 7946 0000\n".repeat(n)),
        },
        Case { name: "signature: digits", size: 20_000, make: |n| signed("1 ".repeat(n)) },
        Case { name: "signature: brackets", size: 20_000, make: |n| signed("12345678 (".repeat(n)) },
        Case { name: "signature: at signs", size: 20_000, make: |n| signed("a@".repeat(n)) },
        Case { name: "signature: one line of words", size: 20_000, make: |n| signed("Ada | ".repeat(n)) },
        Case { name: "signature: promotions behind", size: 5_000, make: |n| signed(promoted(n)) },
        Case {
            name: "dates: sentences",
            size: 1_000,
            make: |n| dated("Could we meet on Tuesday, March 4 at 2:00 PM EST? ".repeat(n)),
        },
        Case { name: "dates: numbers", size: 10_000, make: |n| dated("12 ".repeat(n)) },
        Case {
            name: "invite: attendees",
            size: 2_000,
            make: |n| invited("ATTENDEE;CN=A:mailto:a@b.example\r\n".repeat(n)),
        },
        Case {
            name: "invite: one folded line",
            size: 20_000,
            make: |n| invited(format!("DESCRIPTION:{}\r\n", "a\r\n ".repeat(n))),
        },
        Case {
            name: "invite: open tags",
            size: 20_000,
            make: |n| invited(format!("DESCRIPTION:<br>{}\r\n", "<a".repeat(n))),
        },
        Case {
            name: "invite: rooms in the location",
            size: 2_000,
            make: |n| {
                let rooms: String = (0..n).map(|i| format!("ATTENDEE;CN=R {i}:mailto:r{i}@b.example\r\n")).collect();
                let names: Vec<String> = (0..n).map(|i| format!("R {i}")).collect();
                invited(format!("{rooms}LOCATION:{}\r\n", names.join("\\; ")))
            },
        },
        Case {
            name: "vCard: telephones",
            size: 5_000,
            make: |n| carded((0..n).map(|i| format!("TEL:{i}\r\n")).collect()),
        },
        Case {
            name: "vCard: soft breaks",
            size: 10_000,
            make: |n| carded(format!("FN;ENCODING=QUOTED-PRINTABLE:{}\r\n", "=41=\r\n".repeat(n))),
        },
        Case {
            name: "vCard: labels of groups",
            size: 2_000,
            make: |n| carded((0..n).map(|i| format!("i{i}.TEL:{i}\r\ni{i}.X-ABLabel:Fax\r\n")).collect()),
        },
        Case { name: "addresses: a list", size: 5_000, make: |n| listed("\"Quill, Ada\" <ada@b.example>, ".repeat(n)) },
        Case { name: "addresses: quotes", size: 50_000, make: |n| listed("\"<".repeat(n)) },
        Case { name: "names: many", size: 500, make: named },
        Case { name: "twins: among n", size: 2_000, make: compared },
        Case { name: "backup: facts", size: 1_000, make: restored },
    ]
}

fn reference() -> Zoned {
    "2026-03-02T09:00[Europe/Berlin]".parse().unwrap_or_default()
}

fn node(parent: usize, tag: &str, text: String) -> Node {
    Node { parent, tag: tag.into(), attributes: Vec::new(), text, hidden: false }
}

fn wide(n: usize) -> Vec<Node> {
    std::iter::once(node(0, "main", String::new())).chain((1..n).map(|_| node(0, "h2", String::new()))).collect()
}

fn deep(n: usize) -> Vec<Node> {
    (0..n).map(|i| node(i.saturating_sub(1), "div", String::new())).collect()
}

fn long(n: usize) -> Vec<Node> {
    vec![node(0, "h1", String::new()), node(0, "", "Ada ".repeat(n / 4))]
}

fn page(nodes: Vec<Node>) -> Box<dyn Fn()> {
    let snapshot = Snapshot {
        url: "https://www.linkedin.com/in/ada-quill/".into(),
        title: "Ada Quill | LinkedIn".into(),
        lang: "en".into(),
        nodes,
        truncated: false,
    };
    Box::new(move || {
        black_box(linkedin::read(&snapshot));
    })
}

/// A message of n paragraphs in a webmail that nothing is known of.
fn body(n: usize) -> Vec<Node> {
    let mut nodes = vec![node(0, "html", String::new()), node(0, "div", String::new())];
    for line in
        ["From: Ada Quill <ada@lumenwerk.example>", "To: sam@row.example", "Date: Mon, 2 Mar 2026 09:00:00 +0100"]
    {
        nodes.push(node(1, "div", String::new()));
        nodes.push(node(nodes.len() - 1, "", line.into()));
    }
    for _ in 0..n {
        nodes.push(node(1, "p", String::new()));
        nodes.push(node(nodes.len() - 1, "", "Could we meet on Tuesday at 14:00?".into()));
    }
    nodes
}

fn quotes(n: usize) -> Vec<Node> {
    let mut nodes: Vec<Node> = (0..n).map(|i| node(i.saturating_sub(1), "blockquote", String::new())).collect();
    nodes.push(node(n - 1, "", "From: Ada Quill <ada@lumenwerk.example>".into()));
    nodes
}

fn mailbox(nodes: Vec<Node>) -> Box<dyn Fn()> {
    let Ok(sites) = Sites::shipped() else { return Box::new(|| ()) };
    let page = Snapshot { url: "https://webmail.example/".into(), nodes, ..Snapshot::default() };
    Box::new(move || {
        black_box(mail::read(&page, &sites));
    })
}

fn quoted(body: String) -> Box<dyn Fn()> {
    Box::new(move || {
        black_box(signature::own_text(&body));
    })
}

fn promoted(n: usize) -> String {
    format!(
        "Kind regards,\nAda Quill\nHead of Talent\n{}",
        "Follow us wherever you are and read what we do.\n\n".repeat(n)
    )
}

fn listed(text: String) -> Box<dyn Fn()> {
    Box::new(move || {
        for part in address::split_list(&text) {
            black_box(address::name_and_address(part));
        }
    })
}

/// n names as long as one may be.
fn named(n: usize) -> Box<dyn Fn()> {
    let name = "Dr. Ada van der Quill ".repeat(10);
    Box::new(move || {
        for _ in 0..n {
            let parts = name::parse(&name);
            black_box((name::greeting(&parts, name::Formality::Formal), name::is_person(&name)));
        }
    })
}

fn person(i: usize) -> Person {
    Person::new(PersonId(Uuid::from_u128(i as u128 + 1)), format!("Ada Quill {i}"))
}

fn compared(n: usize) -> Box<dyn Fn()> {
    let known: Vec<Person> = (0..n).map(person).collect();
    let mut read = PersonReading::default();
    read.name.push("Ada Quill", Source::User, Certainty::Sure);
    Box::new(move || {
        black_box(twins::find(&known, &read));
    })
}

fn restored(n: usize) -> Box<dyn Fn()> {
    let fact = |i: usize| Fact {
        id: FactId(Uuid::from_u128(i as u128 + 1)),
        seq: i as u64 + 1,
        action: ActionId(Uuid::from_u128(i as u128 + 1)),
        at: Timestamp::UNIX_EPOCH,
        origin: Origin::Import,
        what: Happening::PersonSaved { person: person(i) },
    };
    let facts: Vec<Fact> = (0..n).map(fact).collect();
    let text = store::write_backup(&facts, Timestamp::UNIX_EPOCH).unwrap_or_default();
    Box::new(move || {
        let _ = black_box(store::read_backup(&text));
    })
}

fn signed(body: String) -> Box<dyn Fn()> {
    Box::new(move || {
        black_box(signature::read(&body, None));
    })
}

fn dated(text: String) -> Box<dyn Fn()> {
    Box::new(move || {
        black_box(when::find(&text, &reference(), &when::Options::default()));
    })
}

fn invited(lines: String) -> Box<dyn Fn()> {
    let text = format!(
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20260303T140000Z\r\n{lines}END:VEVENT\r\nEND:VCALENDAR\r\n"
    );
    Box::new(move || {
        let _ = black_box(invite::read(text.as_bytes(), &reference()));
    })
}

fn carded(lines: String) -> Box<dyn Fn()> {
    let text = format!("BEGIN:VCARD\r\nFN:A\r\n{lines}END:VCARD\r\n");
    Box::new(move || {
        let _ = black_box(vcard::read(text.as_bytes()));
    })
}
