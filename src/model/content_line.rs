//! How iCalendar (RFC 5545, 3.1 and 3.3.11) and vCard (RFC 6350, 3.2 and 3.4) write a line.

/// The longest line, in octets without its end.
pub const LINE: usize = 75;

/// A TEXT value. Control characters have no place in one.
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{85}' => escaped.push_str("\\n"),
            c if c.is_control() => {}
            c => escaped.push(c),
        }
    }
    escaped
}

/// Appends a content line, folded between characters.
pub fn fold(text: &mut String, line: &str) {
    let mut width = 0;
    for c in line.chars() {
        if width + c.len_utf8() > LINE {
            text.push_str("\r\n ");
            width = 1;
        }
        text.push(c);
        width += c.len_utf8();
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_fold_between_characters() {
        let mut text = String::new();
        fold(&mut text, &format!("SUMMARY:{}", "ü€😀".repeat(40)));
        assert!(text.trim_end().split("\r\n").all(|line| line.len() <= LINE));
        assert_eq!(text.replace("\r\n ", "").trim_end(), format!("SUMMARY:{}", "ü€😀".repeat(40)));
    }

    #[test]
    fn a_value_cannot_end_its_line() {
        assert_eq!(escaped("a,b;c\\d\r\ne\u{2028}f\u{0}"), "a\\,b\\;c\\\\d\\ne\\nf");
    }
}
