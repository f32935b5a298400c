//! What a template left behind: `[Name]`, `{{x}}`, `<company>`, `____`, `XXX`, `TODO`, lorem ipsum.

use super::hint::{Hint, HintKind, Place, Severity};
use super::text::{Word, fold, words};
use super::view::View;
use crate::model::Message;
use std::ops::Range;

/// Longer brackets than this many bytes are somebody's aside.
const LONGEST: usize = 60;

pub fn check(view: &View, hints: &mut Vec<Hint>) {
    let subject = find(view, &view.note.subject)
        .into_iter()
        .map(|range| (Place::subject(range.clone()), view.note.subject.get(range)));
    let text =
        find(view, view.parts.text).into_iter().map(|range| (Place::text(range.clone()), view.parts.text.get(range)));
    for (place, part) in subject.chain(text) {
        let message = Message::new("hint_placeholder").text(part.unwrap_or_default());
        hints.push(Hint::new(HintKind::Placeholder, Severity::Stop, None, message).at(place));
    }
}

fn find(view: &View, text: &str) -> Vec<Range<usize>> {
    let mut found = bracketed(view, text);
    found.extend(lines_to_fill(text));
    found.extend(marks(text));
    found.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
    let mut end = 0;
    found.retain(|range| {
        let outside = range.start >= end;
        end = end.max(range.end);
        outside
    });
    found
}

fn bracketed(view: &View, text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| rest.find(['[', '{', '<', '(', '«', '%'])).map(|at| from + at)
    {
        let rest = text.get(at..).unwrap_or_default();
        let open = rest.chars().next().unwrap_or('[');
        let close = match open {
            '[' => ']',
            '{' => '}',
            '<' => '>',
            '(' => ')',
            '«' => '»',
            _ => '%',
        };
        from = at + open.len_utf8();
        let window = rest.get(..rest.floor_char_boundary(LONGEST)).unwrap_or_default();
        let Some(end) =
            window.char_indices().skip(1).find(|(_, c)| *c == close || *c == '\n').filter(|(_, c)| *c == close)
        else {
            continue;
        };
        let inner = window.get(open.len_utf8()..end.0).unwrap_or_default().trim_matches(['{', '[', '<', ' ', '%']);
        let closes = window.get(end.0..).unwrap_or_default().chars().take_while(|c| *c == close).count();
        if placeholder_inside(view, open, inner) {
            found.push(at..at + end.0 + closes * close.len_utf8());
            from = at + end.0 + closes * close.len_utf8();
        }
    }
    found
}

fn placeholder_inside(view: &View, open: char, inner: &str) -> bool {
    let said = words(inner);
    let listed = said.len() <= 8 && view.lexicon.placeholders.at_start(&said).is_some();
    let letters = inner.chars().any(char::is_alphabetic);
    match open {
        // Square brackets hold editors' marks as well: [1], [sic], [...].
        '[' => {
            letters
                && !inner.contains("://")
                && !inner.contains('@')
                && !matches!(fold(inner).as_str(), "sic" | "x" | "image" | "cid" | "external" | "extern")
                && !fold(inner).starts_with("image")
        }
        '{' => letters || inner.is_empty(),
        '<' => letters && !inner.contains(['@', '/', '=', '"', ':', '.']) && said.len() <= 5 && !is_tag(inner),
        // Whoever writes in round brackets or quotation marks mostly means it: the placeholder's word alone, or an order to insert.
        '(' => {
            let order = said
                .first()
                .is_some_and(|word| matches!(word.folded.as_str(), "insert" | "einfugen" | "inserer" | "completer"));
            order
                || (listed && said.len() == 1 && is_slot(&said))
                || (listed
                    && said.len() == 2
                    && said
                        .first()
                        .is_some_and(|word| matches!(word.folded.as_str(), "your" | "company" | "ihr" | "votre")))
        }
        '«' => listed && said.len() <= 2 && inner.contains('_'),
        _ => said.len() == 1 && listed && inner.chars().all(|c| c.is_ascii_uppercase() || c == '_'),
    }
}

fn is_slot(said: &[Word]) -> bool {
    said.first().is_some_and(|word| {
        matches!(
            word.folded.as_str(),
            "name"
                | "company"
                | "position"
                | "firstname"
                | "lastname"
                | "firma"
                | "vorname"
                | "nachname"
                | "nom"
                | "prenom"
                | "entreprise"
                | "poste"
        )
    })
}

/// Markup that was pasted is no placeholder.
fn is_tag(inner: &str) -> bool {
    let name = inner.split_whitespace().next().unwrap_or_default().to_lowercase();
    matches!(
        name.as_str(),
        "b" | "i"
            | "u"
            | "p"
            | "br"
            | "div"
            | "span"
            | "a"
            | "strong"
            | "em"
            | "ul"
            | "ol"
            | "li"
            | "html"
            | "body"
            | "table"
            | "tr"
            | "td"
            | "h1"
            | "h2"
            | "h3"
    )
}

/// A row of underscores, where something was to be written by hand.
fn lines_to_fill(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| rest.find("___")).map(|at| from + at) {
        let length = text.get(at..).unwrap_or_default().bytes().take_while(|byte| *byte == b'_').count();
        // A rule across the page parts, it asks for nothing.
        if length < 30 {
            found.push(at..at + length);
        }
        from = at + length;
    }
    found
}

fn marks(text: &str) -> Vec<Range<usize>> {
    let said = words(text);
    let mut found = Vec::new();
    for (at, word) in said.iter().enumerate() {
        let next = said.get(at + 1).map(|word| word.folded.as_str());
        let written = text.get(word.range.clone()).unwrap_or_default();
        let crosses =
            written.len() >= 3 && written.bytes().all(|byte| byte == b'X' || byte == b'x') && written.len() < 20;
        let mark = matches!(written, "TODO" | "FIXME" | "TBD" | "TBC" | "TKTK" | "XYZ" | "XXXX") && !word.glued;
        let lorem = word.folded == "lorem" && next == Some("ipsum");
        let capitals = matches!(
            written,
            "NAME"
                | "COMPANY"
                | "POSITION"
                | "FIRMA"
                | "VORNAME"
                | "NACHNAME"
                | "NOM"
                | "PRENOM"
                | "ENTREPRISE"
                | "INSERT"
        );
        let measured = matches!(next, Some("axis" | "achse" | "coordinates" | "l" | "xl"));
        if (crosses && !word.glued || mark || capitals || lorem) && !measured {
            found.push(word.range.clone());
        }
    }
    for sign in [
        "Max Mustermann",
        "Erika Mustermann",
        "Musterfirma",
        "Firma XY",
        "XY GmbH",
        "Sehr geehrte/r",
        "Sehr geehrte(r)",
        "Sehr geehrter/e",
        "Liebe/r",
        "Cher/Chère",
        "Cher(e)",
        "Herr/Frau",
        "Frau/Herr",
        "Herrn/Frau",
        "Mr./Ms.",
        "Mr/Ms",
        "Mr./Mrs.",
        "Ms./Mr.",
        "Mr/Mrs",
    ] {
        found.extend(text.match_indices(sign).map(|(at, sign)| at..at + sign.len()));
    }
    found
}
