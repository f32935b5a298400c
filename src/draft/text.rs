//! The shape of a plain text: paragraphs, line width, length.

use super::source::NO_LINE;

/// Keeps lines of a block together until the text is set; a line separator is in no template and no note.
pub const KEEP: char = '\u{2028}';

/// A longer line is part of running text, in characters.
const RUNNING: usize = 50;

/// Rule T10: three quarters of a screen of 96 columns, and what a quoted mail still fits into.
const COLUMNS: usize = 72;

/// Sets a rendered template: sentences that stand on lines of their own become a paragraph, nothing is left of
/// conditions that did not hold, no space at line ends, one empty line between paragraphs.
pub fn set(text: &str) -> String {
    let mut paragraphs: Vec<String> = Vec::new();
    let mut open = false;
    let mut last = "";
    for raw in text.lines() {
        let line = raw.trim();
        if line.is_empty() && raw.contains(NO_LINE) {
            continue;
        }
        if line.is_empty() {
            open = false;
            continue;
        }
        let words = line.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        match paragraphs.last_mut().filter(|_| open) {
            Some(paragraph) => {
                paragraph.push(if runs_on(last) && !is_point(line) && !raw.contains(KEEP) { ' ' } else { '\n' });
                paragraph.push_str(&words);
            }
            None => paragraphs.push(words),
        }
        open = true;
        last = line;
    }
    // A note may end in a mark of its own where the template sets a full stop.
    let text = paragraphs.join("\n\n").replace("?.", "?").replace("!.", "!").replace("….", "…").replace("?\".", "?\"");
    let lines: Vec<&str> = text.split([KEEP, '\n']).map(str::trim).collect();
    lines.join("\n").trim().to_owned()
}

/// With the spaces of French that no line may be broken at: narrow (U+202F) before `;`, `?` and `!`, wide (U+00A0) before
/// `:`, `»` and `%` and after `«` (Lexique des règles typographiques en usage à l'Imprimerie nationale).
pub fn spaced_as_in_french(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    let mut last = '\n';
    while let Some(letter) = letters.next() {
        let set = match (letter, letters.peek()) {
            (' ', Some(';' | '?' | '!')) => '\u{202f}',
            (' ', Some(':' | '»' | '%')) => '\u{a0}',
            (' ', _) if last == '«' => '\u{a0}',
            _ => letter,
        };
        spaced.push(set);
        last = letter;
    }
    spaced
}

fn runs_on(line: &str) -> bool {
    !is_heading(line)
        && (line.ends_with(['.', '?', '!', '…', '"', '“', '»', ')', ';']) || line.chars().count() > RUNNING)
}

fn is_point(line: &str) -> bool {
    line.starts_with("- ")
}

fn is_heading(line: &str) -> bool {
    line.ends_with(':') && line.chars().count() <= RUNNING
}

/// Wraps at 72 columns, as plain-text mail wants it (RFC 5322, section 2.1.1, recommends at most 78). Lines are broken
/// at spaces only: an address longer than a line stays whole.
pub fn wrap72(text: &str) -> String {
    let mut wrapped = String::with_capacity(text.len() + text.len() / COLUMNS);
    for (number, line) in text.lines().enumerate() {
        if number > 0 {
            wrapped.push('\n');
        }
        let mut column = 0;
        for piece in pieces(line) {
            let width = piece.chars().count();
            if column > 0 && column + 1 + width > COLUMNS {
                wrapped.push('\n');
                column = 0;
            } else if column > 0 {
                wrapped.push(' ');
                column += 1;
            }
            wrapped.push_str(piece);
            column += width;
        }
    }
    wrapped
}

/// Where a line may be broken. French sets some signs apart, but none of them opens a line, and `«` closes none.
fn pieces(line: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for (at, _) in line.match_indices(' ') {
        let after = line.get(at + 1..).unwrap_or_default().split(' ').next().unwrap_or_default();
        let before = line.get(start..at).unwrap_or_default();
        if !(after.starts_with([':', ';', '?', '!', '»']) || before.ends_with(['«', '–'])) {
            pieces.push(before);
            start = at + 1;
        }
    }
    pieces.push(line.get(start..).unwrap_or_default());
    pieces
}

pub fn words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
}

/// How long reading aloud takes, unhurried: 150 words a minute, and a telephone number digit by digit.
pub fn reading_seconds(text: &str) -> u32 {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let tenths = words(text) * 4 + digits * 3;
    u32::try_from(tenths.div_ceil(10)).unwrap_or(u32::MAX)
}

/// Whole sentences as far as they fit; else whole words. Counted in characters, as LinkedIn counts.
pub fn within(text: &str, limit: usize) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= limit { text } else { super::notes::cut(&text, limit.saturating_sub(1)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn french_punctuation_begins_no_line() {
        let spaced = spaced_as_in_french("Il a dit : « Quand ? » ; 20 % au plus !");
        assert_eq!(spaced, "Il a dit\u{a0}: «\u{a0}Quand\u{202f}?\u{a0}»\u{202f}; 20\u{a0}% au plus\u{202f}!");
        assert_eq!(spaced_as_in_french("https://acme.example/?q=1"), "https://acme.example/?q=1");
    }
}
