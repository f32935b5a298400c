//! The content lines that iCalendar (RFC 5545 §3.1) and vCard (RFC 6350 §3.2, vCard 2.1 §2.1) share: folded lines joined,
//! names, parameters and values told apart, with the number of the physical line each began on.
//!
//! Works on bytes, because vCard 2.1 may declare another character set for each property.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// Larger input is refused: nobody sends an invite or a card of this size.
pub const MAX_BYTES: usize = 16 * 1024 * 1024;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parameter {
    /// Upper case. A bare `WORK` of vCard 2.1 has the name `TYPE`, a bare `QUOTED-PRINTABLE` or `BASE64` `ENCODING`.
    pub name: String,
    pub values: Vec<String>,
}

/// One property with its value still escaped.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// 1-based number of the physical line it begins on.
    pub number: usize,
    /// What stands before the dot of `item1.EMAIL`; empty without one.
    pub group: String,
    /// Upper case.
    pub name: String,
    pub parameters: Vec<Parameter>,
    /// In Unicode, with the quoted-printable encoding undone.
    pub value: String,
}

impl Line {
    /// The first value of a parameter; `name` in upper case.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().filter(|p| p.name == name).find_map(|p| p.values.first()).map(String::as_str)
    }

    /// All values of a parameter, which may be repeated or a list; `name` in upper case.
    pub fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.parameters.iter().filter(move |p| p.name == name).flat_map(|p| p.values.iter().map(String::as_str))
    }
}

/// A physical line that is not a property: it has no colon outside quotes, or no name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stray {
    pub number: usize,
    pub text: String,
}

/// All content lines of a file in order; blank lines are left out.
pub fn lines(bytes: &[u8]) -> impl Iterator<Item = Result<Line, Stray>> {
    let bytes = to_ascii_based(bytes);
    let mut rows = rows(&bytes).peekable();
    let mut joined = Vec::new();
    while let Some((number, first)) = rows.next() {
        let mut whole = first.to_vec();
        let quoted_printable = is_quoted_printable(first);
        while let Some((_, next)) = rows.peek() {
            if quoted_printable && whole.last() == Some(&b'=') {
                whole.pop();
                // Some programs fold as well; the blank then belongs to the fold, since a real one is written `=20`.
                let skipped = next.iter().take_while(|b| matches!(b, b' ' | b'\t')).count();
                whole.extend_from_slice(next.get(skipped..).unwrap_or_default());
            } else if let Some((b' ' | b'\t', rest)) = next.split_first() {
                whole.extend_from_slice(rest);
            } else {
                break;
            }
            rows.next();
        }
        if !whole.iter().all(u8::is_ascii_whitespace) {
            joined.push((number, whole));
        }
    }
    joined.into_iter().map(|(number, whole)| parse(number, &whole))
}

/// UTF-16 text becomes UTF-8; a byte order mark goes. Everything else keeps its bytes.
fn to_ascii_based(bytes: &[u8]) -> Cow<'_, [u8]> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let rest = bytes.get(mark..).unwrap_or_default();
        if encoding == UTF_8 {
            return Cow::Borrowed(rest);
        }
        return Cow::Owned(encoding.decode_without_bom_handling(rest).0.into_owned().into_bytes());
    }
    match bytes {
        [0, b'B' | b'b', ..] => Cow::Owned(encoding_rs::UTF_16BE.decode(bytes).0.into_owned().into_bytes()),
        [b'B' | b'b', 0, ..] => Cow::Owned(encoding_rs::UTF_16LE.decode(bytes).0.into_owned().into_bytes()),
        _ => Cow::Borrowed(bytes),
    }
}

/// Physical lines with their numbers; CRLF, LF and CR all end one.
fn rows(bytes: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    let mut rest = Some(bytes);
    let mut number = 0;
    std::iter::from_fn(move || {
        let here = rest?;
        number += 1;
        match here.iter().position(|b| matches!(b, b'\n' | b'\r')) {
            Some(end) => {
                let mut after = here.get(end..).unwrap_or_default();
                while let Some((b'\r', tail)) = after.split_first() {
                    after = tail;
                    if !matches!(tail.first(), Some(b'\r' | b'\n')) {
                        break;
                    }
                }
                if let Some((b'\n', tail)) = after.split_first() {
                    after = tail;
                }
                rest = (!after.is_empty()).then_some(after);
                Some((number, here.get(..end).unwrap_or_default()))
            }
            None => {
                rest = None;
                Some((number, here))
            }
        }
    })
}

fn is_quoted_printable(row: &[u8]) -> bool {
    let head = row.split(|b| *b == b':').next().unwrap_or_default();
    head.windows(16).any(|w| w.eq_ignore_ascii_case(b"QUOTED-PRINTABLE"))
}

fn parse(number: usize, whole: &[u8]) -> Result<Line, Stray> {
    let stray = || Stray { number, text: decode(whole, None).trim().to_owned() };
    let Some((head, value)) = split_at_colon(whole) else { return Err(stray()) };
    let head = decode(head, None);
    let mut pieces = split_outside_quotes(&head, ';').into_iter();
    let name = pieces.next().unwrap_or_default().trim();
    let (group, name) = name.rsplit_once('.').unwrap_or(("", name));
    if name.is_empty() || !name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_')) {
        return Err(stray());
    }
    let parameters: Vec<Parameter> = pieces.filter(|piece| !piece.trim().is_empty()).map(parameter).collect();
    let mut line =
        Line { number, group: group.to_owned(), name: name.to_ascii_uppercase(), parameters, value: String::new() };
    let quoted_printable = line.values("ENCODING").any(|v| v.eq_ignore_ascii_case("QUOTED-PRINTABLE"));
    let raw = if quoted_printable { Cow::Owned(undo_quoted_printable(value)) } else { Cow::Borrowed(value) };
    line.value = decode(&raw, line.parameter("CHARSET")).into_owned();
    Ok(line)
}

/// The first colon outside double quotes. A quote that is never closed quotes nothing: real files have stray ones.
/// Neither does the colon of an address in a parameter that should be quoted: `TZID=tzone://Microsoft/Utc`.
fn split_at_colon(whole: &[u8]) -> Option<(&[u8], &[u8])> {
    let mut quoted = false;
    let mut place = None;
    for (at, byte) in whole.iter().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b':' if !quoted && !is_scheme(whole, at) => {
                place = Some(at);
                break;
            }
            _ => {}
        }
    }
    let at = place.or_else(|| whole.iter().position(|b| *b == b':'))?;
    Some((whole.get(..at)?, whole.get(at + 1..)?))
}

/// The colon at `at` stands in `;NAME=scheme://`.
fn is_scheme(whole: &[u8], at: usize) -> bool {
    let before = whole.get(at.saturating_sub(16)..at).unwrap_or_default();
    let letters = before.iter().rev().take_while(|b| b.is_ascii_alphanumeric()).count();
    whole.get(at + 1..at + 3) == Some(b"//".as_slice())
        && letters > 0
        && before.len().checked_sub(letters + 1).and_then(|place| before.get(place)) == Some(&b'=')
}

fn split_outside_quotes(text: &str, mark: char) -> Vec<&str> {
    let mut quoted = false;
    text.split(|c| {
        if c == '"' {
            quoted = !quoted;
        }
        c == mark && !quoted
    })
    .collect()
}

fn parameter(piece: &str) -> Parameter {
    let Some((name, value)) = piece.split_once('=') else {
        let value = piece.trim();
        let encoding = ["QUOTED-PRINTABLE", "BASE64", "8BIT", "7BIT"].iter().any(|e| value.eq_ignore_ascii_case(e));
        let name = if encoding { "ENCODING" } else { "TYPE" };
        return Parameter { name: name.to_owned(), values: vec![value.to_owned()] };
    };
    let values =
        split_outside_quotes(value, ',').into_iter().map(|v| undo_carets(v.trim().trim_matches('"'))).collect();
    Parameter { name: name.trim().to_ascii_uppercase(), values }
}

/// RFC 6868: `^n` is a new line, `^'` a double quote and `^^` a caret.
fn undo_carets(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut chars = value.chars().peekable();
    while let Some(c) = chars.next() {
        let undone = match (c, chars.peek()) {
            ('^', Some('n')) => '\n',
            ('^', Some('\'')) => '"',
            ('^', Some('^')) => '^',
            _ => {
                out.push(c);
                continue;
            }
        };
        chars.next();
        out.push(undone);
    }
    out
}

/// RFC 2045 §6.7; what is not two hexadecimal digits after `=` stays as it is.
fn undo_quoted_printable(value: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(value.len());
    let mut rest = value;
    while let Some((byte, tail)) = rest.split_first() {
        rest = tail;
        if *byte == b'=' {
            let digit = |b: Option<&u8>| b.and_then(|b| char::from(*b).to_digit(16));
            if let (Some(high), Some(low)) = (digit(tail.first()), digit(tail.get(1))) {
                out.push(u8::try_from(high * 16 + low).unwrap_or(b'?'));
                rest = tail.get(2..).unwrap_or_default();
                continue;
            }
        }
        out.push(*byte);
    }
    out
}

/// By the declared character set; otherwise UTF-8, and Windows-1252 for what is not valid UTF-8. A declared single-byte
/// set is not believed where the bytes are UTF-8: hardly any other text looks like it.
fn decode<'a>(bytes: &'a [u8], charset: Option<&str>) -> Cow<'a, str> {
    if let Some(encoding) = charset.and_then(|label| Encoding::for_label(label.as_bytes()))
        && encoding != UTF_8
        && !(encoding.is_single_byte() && std::str::from_utf8(bytes).is_ok())
    {
        return encoding.decode_without_bom_handling(bytes).0;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(bytes).0,
    }
}

/// Undoes the escapes of a text value: `\n`, `\,`, `\;`, `\:`, `\\`. Other backslashes stay.
pub fn unescape(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut chars = value.chars().peekable();
    while let Some(c) = chars.next() {
        let undone = match (c, chars.peek()) {
            ('\\', Some('n' | 'N')) => '\n',
            ('\\', Some(&next @ (',' | ';' | ':' | '\\' | '"'))) => next,
            _ => {
                out.push(c);
                continue;
            }
        };
        chars.next();
        out.push(undone);
    }
    out
}

/// Splits a still escaped value at `mark` and unescapes the parts.
pub fn split_escaped(value: &str, mark: char) -> Vec<String> {
    let mut escaped = false;
    value
        .split(|c| {
            let splits = c == mark && !escaped;
            escaped = c == '\\' && !escaped;
            splits
        })
        .map(unescape)
        .collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Vec<Line> {
        lines(bytes).map(|line| line.unwrap()).collect()
    }

    #[test]
    fn a_folded_line_is_one_with_the_number_of_its_first_row() {
        let all = read(b"BEGIN:VCARD\r\nNOTE:one t\r\n wo\r\n\tthree\r\n\r\nFN:Ada\r\n");
        assert_eq!(all[1].value, "one twothree");
        assert_eq!((all[1].number, all[2].number), (2, 6));
        assert_eq!(read(b"A:1\rB:2\r\r\nC:3").iter().map(|l| l.value.as_str()).collect::<Vec<_>>(), ["1", "2", "3"]);
    }

    #[test]
    fn a_fold_inside_a_character_is_undone_before_decoding() {
        assert_eq!(read(b"FN:Zo\xc3\n \xab")[0].value, "Zo\u{eb}");
    }

    #[test]
    fn quotes_hide_marks_in_parameters() {
        let line = &read(b"ATTENDEE;CN=\"Doe; Jane: PhD\";X=a,\"b,c\":mailto:jane@example.org")[0];
        assert_eq!(line.parameter("CN"), Some("Doe; Jane: PhD"));
        assert_eq!(line.values("X").collect::<Vec<_>>(), ["a", "b,c"]);
        assert_eq!(line.value, "mailto:jane@example.org");
        assert_eq!(read(b"ORGANIZER;CN=\"Jane:mailto:j@example.org")[0].value, "mailto:j@example.org");
        assert_eq!(read(b"A;CN=O^'Neill^^:x")[0].parameter("CN"), Some("O\"Neill^"));
    }

    #[test]
    fn quoted_printable_is_joined_and_decoded_by_its_charset() {
        let all = read(b"FN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:J=FCrgen=20M=\nuster\nTEL;WORK:1=\nX:2");
        assert_eq!(all[0].value, "J\u{fc}rgen Muster");
        assert_eq!(all[1].value, "1=");
        assert_eq!(all[1].parameter("TYPE"), Some("WORK"));
        assert_eq!(all[2].name, "X");
        assert_eq!(read(b"FN;CHARSET=SHIFT_JIS:\x8e\x52\x93\x63")[0].value, "\u{5c71}\u{7530}");
    }

    #[test]
    fn utf_16_and_marks_are_read() {
        let text = "\u{feff}FN:\u{c5}sa\n";
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&wide)[0].value, "\u{c5}sa");
        assert_eq!(read(text.as_bytes())[0].value, "\u{c5}sa");
        assert_eq!(read(b"FN:\xc5sa")[0].value, "\u{c5}sa");
    }

    #[test]
    fn escapes_are_undone_once() {
        assert_eq!(unescape(r"a\, b\; c\\n\nd\e"), "a, b; c\\n\nd\\e");
        assert_eq!(split_escaped(r"Doe\;x;Jane\\;Q", ';'), ["Doe;x", "Jane\\", "Q"]);
    }

    #[test]
    fn a_stray_row_is_named() {
        let all: Vec<_> = lines(b"FN:x\nno colon here\n").collect();
        assert_eq!(all[1], Err(Stray { number: 2, text: "no colon here".to_owned() }));
    }
}
