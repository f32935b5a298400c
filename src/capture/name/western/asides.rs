//! Brackets and quotes in a name, and the name at birth.

use super::ends::is_dotted_title;
use crate::capture::name::clean::is_pronouns;
use crate::capture::name::{Name, join, words};

/// Brackets and quotes: a nickname, a birth name, or a suffix in disguise.
pub fn take_asides(text: &str, name: &mut Name) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((at, open)) = rest.char_indices().find(|(at, c)| opens(rest, *at, *c)) {
        let close = match open {
            '(' => ")",
            '“' | '”' => "”",
            '„' if rest.get(at..).is_some_and(|tail| tail.contains('”')) => "”",
            '„' => "“",
            '‘' => "’",
            '«' => "»",
            '»' if rest.get(at + 2..).is_some_and(|tail| tail.contains('«')) => "«",
            '»' => "»",
            '\'' if rest.get(at..).is_some_and(|tail| tail.starts_with("''")) => "''",
            '\'' => "'",
            _ => "\"",
        };
        let width = if close == "''" { 2 } else { open.len_utf8() };
        let (before, tail) = rest.split_at(at);
        let inside_on = tail.get(width..).unwrap_or_default();
        let Some(end) = find_close(inside_on, close) else {
            out.push_str(before);
            out.push(' ');
            rest = inside_on;
            continue;
        };
        let (inside, after) = inside_on.split_at(end);
        out.push_str(before);
        out.push(' ');
        let last = after.get(close.len()..).unwrap_or_default().trim_start();
        let inside_name = before.trim().is_empty() || !(last.is_empty() || last.starts_with([',', '(', '"']));
        out.push_str(&aside(inside.trim(), inside_name, name));
        out.push(' ');
        rest = after.get(close.len()..).unwrap_or_default();
    }
    out.push_str(rest);
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn opens(text: &str, at: usize, c: char) -> bool {
    let at_word_start = || text.get(..at).is_none_or(|before| before.is_empty() || before.ends_with([' ', '(', ',']));
    match c {
        '(' | '“' | '”' | '„' | '«' | '»' => true,
        // An apostrophe inside a word is a letter: O'Connor. At its start it may be a particle: 't Hooft.
        '\'' | '‘' => {
            at_word_start()
                && text.get(at..).is_some_and(|tail| {
                    find_close(tail.get(c.len_utf8()..).unwrap_or_default(), if c == '‘' { "’" } else { "'" }).is_some()
                })
        }
        '"' => true,
        _ => false,
    }
}

/// The closing mark; a single quote closes only at a word's end.
fn find_close(text: &str, close: &str) -> Option<usize> {
    text.match_indices(close).map(|(at, _)| at).find(|at| {
        let after = text.get(at + close.len()..).unwrap_or_default();
        !matches!(close, "'" | "’") || after.is_empty() || after.starts_with([' ', ',', ')', '.'])
    })
}

/// Files one aside; gives back what belongs into the running text.
fn aside(inside: &str, inside_name: bool, name: &mut Name) -> String {
    if is_pronouns(inside) {
        return String::new();
    }
    let inner: Vec<&str> = inside.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    if let Some((marker, born)) = inner.split_first()
        && is_maiden_marker(marker)
        && !born.is_empty()
    {
        name.maiden = born.join(" ");
        return String::new();
    }
    let suffix = !inner.is_empty() && inner.iter().all(|word| words::is_suffix(word, false));
    if suffix && inner.iter().all(|word| words::is_generation(word) || words::key(word) == "ret") {
        return inside.to_owned();
    }
    if suffix && !inside_name {
        name.suffix = join(&[&name.suffix, inside]);
        return String::new();
    }
    if inner.is_empty() {
        return String::new();
    }
    if !name.nickname.is_empty() {
        name.nickname.push(' ');
    }
    name.nickname.push_str(inside);
    String::new()
}

fn is_maiden_marker(word: &str) -> bool {
    matches!(
        word.to_lowercase().trim_end_matches([':', '.']),
        "née"
            | "nee"
            | "né"
            | "geb"
            | "geborene"
            | "geborener"
            | "born"
            | "roz"
            | "rozená"
            | "z"
            | "z d"
            | "旧姓"
            | "o.s"
            | "fødd"
            | "født"
            | "född"
            | "syntyjään"
            | "урождённая"
            | "урожденная"
    ) && word != "z"
}

/// `Jane Doe née Smith, PhD`: the words behind the marker, up to a suffix.
pub fn take_maiden(part: &mut Vec<&str>, name: &mut Name, shouted: bool) {
    let marker = part.iter().position(|word| {
        matches!(word.to_lowercase().trim_end_matches('.'), "née" | "nee" | "geb" | "geborene" | "né")
    });
    let Some(at) = marker.filter(|at| *at > 0 && at + 1 < part.len()) else {
        return;
    };
    let tail = part.split_off(at);
    let (born, rest): (Vec<&str>, Vec<&str>) = {
        let names =
            tail.iter().skip(1).take_while(|word| !words::is_suffix(word, shouted) && !is_dotted_title(word)).count();
        let mut tail = tail.into_iter().skip(1);
        (tail.by_ref().take(names).collect(), tail.collect())
    };
    name.maiden = born.join(" ");
    part.extend(rest);
}
