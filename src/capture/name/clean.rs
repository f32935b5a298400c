//! Displayed names without what people and sites hang on them.

use super::fold::is_invisible;
use super::words;

/// A displayed name without pronouns, credentials, counters, badges, emoji and marks that nobody sees.
/// `(3) Jane Doe, PhD, PMP® (She/Her) 🚀 • 2nd` gives `Jane Doe`. Honorifics and nicknames stay.
pub fn clean(text: &str) -> String {
    if text.len() > super::LONGEST {
        return String::new();
    }
    let text = without_noise(text);
    let text = without_counter(&text);
    // What follows these is a headline, a degree of connection or a badge.
    let text = text.split(['|', '•', '·', '/']).next().unwrap_or_default();
    let text = text.split(" - ").next().unwrap_or_default();
    let text = text.split(" – ").next().unwrap_or_default();
    let text = without_brackets(text);
    let text = without_badges(&text);
    without_credentials(&text)
}

/// Drops invisible characters, emoji and other pictures; makes foreign commas and spaces plain.
pub fn without_noise(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if is_invisible(c) || is_picture(c) => {}
            '，' | '،' | '、' => out.push(','),
            '（' => out.push('('),
            '）' => out.push(')'),
            c if c.is_whitespace() => out.push(' '),
            c => out.push(c),
        }
    }
    out.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn is_picture(c: char) -> bool {
    matches!(c,
        '\u{1f000}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}' | '\u{2300}'..='\u{23ff}'
        | '\u{25a0}'..='\u{25ff}' | '\u{2190}'..='\u{21ff}' | '™' | '®' | '©' | '℠' | '\u{20e3}')
}

/// `(3) Jane Doe`, as page titles count messages.
fn without_counter(text: &str) -> &str {
    let Some((inside, rest)) = text.strip_prefix('(').and_then(|rest| rest.split_once(')')) else {
        return text;
    };
    let digits = inside.trim_end_matches('+');
    if !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit()) { rest.trim_start() } else { text }
}

/// `she/her`, `they`, `er/ihm`.
pub fn is_pronouns(inside: &str) -> bool {
    const PRONOUNS: &[&str] = &[
        "she", "her", "hers", "he", "him", "his", "they", "them", "theirs", "ze", "hir", "xe", "xem", "elle", "il",
        "iel", "lui", "sie", "ihr", "er", "ihm", "ella", "el", "ele", "dela", "dele", "ela", "any", "all", "pronouns",
        "any/all", "hen", "zij", "haar", "hij", "hem", "on", "ona", "ich",
    ];
    let mut words = inside.split(['/', ' ', ',', '|']).filter(|word| !word.is_empty()).peekable();
    words.peek().is_some() && words.all(|word| PRONOUNS.contains(&word.to_lowercase().as_str()))
}

/// Takes off brackets that hold pronouns, credentials or a company's remark; a nickname of one word stays.
fn without_brackets(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find(['(', '[']) {
        let (before, tail) = rest.split_at(open);
        out.push_str(before);
        let Some(close) = tail.find([')', ']']) else {
            rest = "";
            break;
        };
        let (inside, after) = tail.split_at(close);
        let inside = inside.get(1..).unwrap_or_default().trim();
        let nickname = inside.chars().all(|c| c.is_alphabetic() || c == '-' || c == '\'')
            && !is_pronouns(inside)
            && !words::is_suffix(inside, false)
            && inside.chars().any(char::is_lowercase)
            && !inside.is_empty();
        if nickname {
            out.push('(');
            out.push_str(inside);
            out.push(')');
        }
        rest = after.get(1..).unwrap_or_default();
    }
    out.push_str(rest);
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn without_badges(text: &str) -> String {
    let is_badge = |word: &str| {
        let word = word.trim_matches(',');
        word.starts_with('#')
            || matches!(
                word.to_lowercase().as_str(),
                "1st" | "2nd" | "3rd" | "3rd+" | "verified" | "premium" | "hiring" | "(he/him)"
            )
            || (word.contains('/') && is_pronouns(word))
    };
    let words: Vec<&str> = text.split(' ').collect();
    let kept = words.iter().rposition(|word| !is_badge(word)).map_or(0, |last| last + 1);
    words.into_iter().take(kept).filter(|word| !word.starts_with('#')).collect::<Vec<_>>().join(" ")
}

/// Cuts degrees and memberships at the end. A generation stays (`Jr.`): it is part of the name.
fn without_credentials(text: &str) -> String {
    let shouted = !text.chars().any(char::is_lowercase);
    let mut parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
    let Some(first) = parts.next() else {
        return String::new();
    };
    let mut name = peel(first, shouted).to_owned();
    let several = name.contains(' ');
    for part in parts {
        let mut words = part.split(' ');
        let credentials =
            words.all(|word| words::is_suffix(word, false) || (several && is_acronym(word)) || word == "&");
        if words::is_generation(part) {
            name.push_str(", ");
            name.push_str(part);
        } else if !credentials {
            // `Doe, Jane` is a name the other way round; behind a whole name it is a remark.
            if several {
                break;
            }
            name.push_str(", ");
            name.push_str(peel(part, shouted));
        }
    }
    name
}

/// Drops credentials behind the name's last word, as long as two words remain.
fn peel(text: &str, shouted: bool) -> &str {
    let mut text = text.trim_matches([' ', ',', '-', '–']);
    if text.is_empty() {
        return text;
    }
    while let Some((rest, last)) = text.rsplit_once(' ') {
        let credential = words::is_suffix(last, shouted) && !words::is_generation(last);
        if !(credential && (rest.contains(' ') || is_acronym(last))) {
            break;
        }
        text = rest.trim_end_matches([' ', ',']);
    }
    text
}

/// Two to eight capitals, digits, dots or hyphens: how memberships look.
fn is_acronym(word: &str) -> bool {
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    (2..=9).contains(&word.chars().count())
        && capitals >= 2
        && word.chars().all(|c| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '.' | '-' | '(' | ')'))
}
