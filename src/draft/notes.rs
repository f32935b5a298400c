//! What the user noted, made fit for a sentence: plain text, bounded, without its own full stop.

use super::language::Language;
use super::source::is_unwanted;

/// Of a longer note only this much is looked at, in bytes.
const READ: usize = 16_384;

/// Plain text of what may have been pasted as HTML. Text that merely contains `<` stays as it is.
pub fn plain(raw: &str) -> String {
    let end = (0..=raw.len().min(READ)).rev().find(|at| raw.is_char_boundary(*at)).unwrap_or(0);
    let raw = raw.get(..end).unwrap_or_default();
    let text = if raw.contains('<') { without_tags(raw) } else { raw.to_owned() };
    let text = if text.contains('&') { decoded(&text) } else { text };
    text.replace(['\t', '\r', '\u{a0}'], " ").chars().filter(|c| !is_unwanted(*c)).collect()
}

fn without_tags(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        text.push_str(before);
        let opens = tag.chars().nth(1).is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!'));
        let Some(end) = tag.find('>').filter(|_| opens) else {
            text.push('<');
            rest = tag.get(1..).unwrap_or_default();
            if !rest.contains('>') {
                break;
            }
            continue;
        };
        let name: String = tag.chars().skip(1).take_while(|c| c.is_ascii_alphanumeric() || *c == '/').collect();
        let name = name.to_ascii_lowercase();
        rest = tag.get(end + 1..).unwrap_or_default();
        match name.trim_matches('/') {
            // What they hold is no text.
            hidden @ ("script" | "style") if !name.starts_with('/') => {
                let close = format!("</{hidden}");
                rest = rest.to_ascii_lowercase().find(&close).map_or("", |at| rest.get(at..).unwrap_or_default());
            }
            "br" | "p" | "div" | "li" | "tr" | "ul" | "ol" | "h1" | "h2" | "h3" => text.push('\n'),
            "td" | "th" => text.push(' '),
            _ => {}
        }
    }
    text.push_str(rest);
    text
}

fn decoded(text: &str) -> String {
    const NAMED: [(&str, &str); 7] = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&apos;", "'"),
        ("&nbsp;", " "),
        ("&amp;", "&"),
    ];
    NAMED.iter().fold(text.to_owned(), |text, (name, sign)| text.replace(name, sign))
}

/// The points of a note, one for each line that says something, without their bullets.
pub fn points(raw: &str) -> Vec<String> {
    plain(raw)
        .lines()
        .map(|line| {
            let line = line.trim();
            // "- two shifts", "2. two shifts"; but "-5 %" and "3.5 years" are no points of a list.
            let point = line.split_once(char::is_whitespace).filter(|(mark, _)| is_bullet(mark));
            one_line(point.map_or(line, |(_, rest)| rest))
        })
        .filter(|point| point.chars().any(char::is_alphanumeric))
        .collect()
}

fn is_bullet(mark: &str) -> bool {
    let number = mark.trim_end_matches(['.', ')']);
    let counts = number.len() < mark.len() && number.len() < 3 && number.chars().all(|c| c.is_ascii_digit());
    counts || mark.chars().all(|c| matches!(c, '-' | '*' | '•' | '–' | '—' | '·'))
}

/// A name, a number, a title as one line.
pub fn flat(raw: &str) -> String {
    one_line(&plain(raw))
}

/// A note as one line, its points set apart.
pub fn line(raw: &str) -> String {
    let mut whole = String::new();
    for point in points(raw) {
        if !whole.is_empty() {
            whole.push_str(if whole.ends_with(['.', '!', '?', ';', ':', ',', '…']) { " " } else { "; " });
        }
        whole.push_str(&point);
    }
    whole
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A note as part of a sentence: at most `longest` characters, no full stop at its end, not wrapped in quotes.
pub fn phrase(text: &str, longest: usize) -> String {
    let text = cut(text.trim(), longest);
    let bare = text.trim_end_matches(|c: char| matches!(c, '.' | ';' | ',' | ':' | '。' | '،') || c.is_whitespace());
    let inner = bare.strip_prefix(['"', '„', '“', '«']).and_then(|rest| rest.strip_suffix(['"', '“', '”', '»']));
    inner.filter(|inner| !inner.contains(['"', '“', '”', '»', '„'])).unwrap_or(bare).trim().to_owned()
}

/// What a question was noted as, without "she asked".
pub fn asked(text: &str, longest: usize) -> String {
    let phrase = phrase(text, longest);
    let small = phrase.to_ascii_lowercase();
    let who = ["she asked me ", "he asked me ", "they asked me ", "she asked ", "he asked ", "they asked ", "asked "];
    let start = who.iter().find(|who| small.starts_with(**who)).map_or(0, |who| who.len());
    phrase.get(start..).unwrap_or(&phrase).to_owned()
}

/// A note as a sentence of its own.
pub fn sentence(text: &str, longest: usize) -> String {
    let phrase = phrase(text, longest);
    if phrase.split(' ').next().is_some_and(is_address) {
        return stopped(phrase);
    }
    let mut chars = phrase.chars();
    let Some(first) = chars.next() else { return String::new() };
    stopped(first.to_uppercase().chain(chars).collect())
}

/// A note that ends a sentence begun by the template.
pub fn clause(text: &str, longest: usize, language: Language) -> String {
    let phrase = phrase(text, longest);
    if phrase.is_empty() { phrase } else { stopped(language.clause(&phrase)) }
}

/// Neither a capital nor a full stop belongs to it.
fn is_address(word: &str) -> bool {
    word.contains("://") || word.starts_with("www.")
}

fn stopped(mut text: String) -> String {
    if text.split(' ').next_back().is_some_and(is_address) {
        return text;
    }
    if !text.ends_with(['.', '!', '?', '…', '。', '؟', '？', '！']) {
        text.push('.');
    }
    text
}

/// At most `longest` characters: whole sentences as far as they fit, else whole words.
pub fn cut(text: &str, longest: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(longest) else { return text.to_owned() };
    let head = text.get(..end).unwrap_or_default();
    if let Some(at) = sentence_end(head) {
        return head.get(..at).unwrap_or_default().to_owned();
    }
    let words = head.rsplit_once(char::is_whitespace).map_or(head, |(words, _)| words);
    format!("{}…", words.trim_end_matches([',', ';', ':', ' ', '–', '-']))
}

/// Byte after the last sentence that ends within `text`.
fn sentence_end(text: &str) -> Option<usize> {
    let stops = [". ", "! ", "? ", "… ", "。", "？", "！"];
    stops.iter().filter_map(|stop| text.rfind(stop).map(|at| at + stop.trim_end().len())).max()
}
