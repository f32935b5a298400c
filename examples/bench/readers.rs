//! The readers on ordinary text in growing amounts, and on input made to be slow.

use super::Case;
use afterword::capture::snapshot::{Node, Snapshot};
use afterword::capture::{invite, linkedin, signature, vcard, when};
use jiff::Zoned;
use std::hint::black_box;

pub fn cases() -> Vec<Case> {
    vec![
        Case { name: "LinkedIn: a page wide", size: 10_000, make: |n| page(wide(n)) },
        Case { name: "LinkedIn: a page deep", size: 10_000, make: |n| page(deep(n)) },
        Case { name: "LinkedIn: one long text", size: 500_000, make: |n| page(long(n)) },
        Case {
            name: "signature: lines",
            size: 5_000,
            make: |n| signed("Kind regards,\nAda Quill\n+44 20 7946 0000\n".repeat(n)),
        },
        Case { name: "signature: digits", size: 20_000, make: |n| signed("1 ".repeat(n)) },
        Case { name: "signature: brackets", size: 20_000, make: |n| signed("12345678 (".repeat(n)) },
        Case { name: "signature: at signs", size: 20_000, make: |n| signed("a@".repeat(n)) },
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
            name: "vCard: telephones",
            size: 5_000,
            make: |n| carded((0..n).map(|i| format!("TEL:{i}\r\n")).collect()),
        },
        Case {
            name: "vCard: soft breaks",
            size: 10_000,
            make: |n| carded(format!("FN;ENCODING=QUOTED-PRINTABLE:{}\r\n", "=41=\r\n".repeat(n))),
        },
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
