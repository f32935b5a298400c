//! Names as they stand on a page: what is decoration, what is no name, how well a name fits a slug.

use super::site::{Site, fold};
use crate::capture::lines::plain;

/// A name without what pages and people hang on it: unread counters, emoji, pronouns, hash tags, letters of degrees.
/// A former or other name in parentheses stays. What any source decorates names with, [`crate::capture::name::clean`]
/// takes off; here goes what this site adds.
pub fn clean(site: &Site, text: &str) -> String {
    let words = &site.words;
    let text = plain(text);
    let text = without_groups(without_counter(&text), |inner| {
        inner.is_empty() || inner.split([',', ';', '|']).all(|part| words.pronouns.has(part))
    });
    let text = [" | ", " • ", " · ", " – ", " — ", " - ", " // ", " ~ "]
        .iter()
        .filter_map(|mark| text.find(mark))
        .min()
        .and_then(|at| text.get(..at))
        .filter(|start| start.chars().any(char::is_alphabetic))
        .unwrap_or(&text);
    let tokens: Vec<&str> = text.split(' ').filter(|t| !(t.contains('/') && words.pronouns.has(t))).collect();
    let name = crate::capture::name::clean(&tokens.join(" "));
    name.trim_matches([' ', ',', '-', '·', '•', '|', '/']).to_owned()
}

/// A name for comparison: folded, without what stands in parentheses.
pub fn key(site: &Site, text: &str) -> String {
    fold(&without_groups(&clean(site, text), |_| true))
}

/// Whether a text could be a person's name at all.
pub fn plausible(site: &Site, text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 1
        && text.len() <= 120
        && text.split(' ').count() <= 8
        && !text.contains(['@', '|', '?', '!', ':', ';', '<', '>', '=', '{', '}', '%', '\\', '_', '+', '…'])
        && !text.contains("...")
        && text.chars().filter(char::is_ascii_digit).count() == 0
        && !is_sentence(text)
        && !site.words.no_names.has(text)
        && !site.words.badges.has(text)
        && !site.words.sections.has(text)
        && !site.words.experience.has(text)
        && !site.words.connect.has(text)
}

/// Small words between capitalised ones, other than those that names have: "Sign in to see who Ada knows".
fn is_sentence(text: &str) -> bool {
    const PARTICLES: [&str; 52] = [
        "a", "af", "al", "ap", "av", "ben", "bin", "binte", "binti", "bint", "da", "dal", "das", "de", "degli", "del",
        "della", "dello", "den", "der", "des", "di", "do", "dos", "du", "e", "el", "i", "ibn", "la", "las", "le",
        "les", "lo", "los", "of", "op", "san", "st", "ten", "ter", "the", "und", "van", "vom", "von", "y", "zu", "zum",
        "zur", "’t", "'t",
    ];
    let capitalised = text.split(' ').any(|w| w.chars().next().is_some_and(char::is_uppercase));
    let small = text
        .split(' ')
        .filter(|w| {
            w.chars().next().is_some_and(char::is_lowercase) && !w.contains(['\'', '’']) && !PARTICLES.contains(w)
        })
        .count();
    capitalised && (small >= 2 || small == 1 && text.split(' ').count() > 3)
}

/// Whether the site has masked this name: the surname cut to its initial, or asterisks.
pub fn is_masked(name: &str) -> bool {
    let last = name.split(' ').next_back().unwrap_or_default().trim_end_matches('.');
    let alone = last.chars().count() == 1 && last.chars().all(|c| c.is_alphabetic() && !is_ideograph(c));
    name.contains('*') || (alone && name.contains(' '))
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}')
}

/// The letters of a slug that can come from a name: without the number that makes it unique.
pub fn slug_letters(slug: &str) -> String {
    let mut parts: Vec<&str> = slug.split('-').collect();
    if parts.len() > 1 && parts.last().is_some_and(|p| p.len() >= 5 && p.contains(|c: char| c.is_ascii_digit())) {
        parts.pop();
    }
    fold(&parts.join("")).chars().filter(|c| c.is_alphabetic()).collect()
}

/// How much of a slug's letters the words of a name explain, from 0 to 1.
pub fn likeness(slug_letters: &str, name: &str) -> f32 {
    let mut left = slug_letters.to_owned();
    let all = left.chars().count();
    if all == 0 {
        return 0.0;
    }
    let mut words: Vec<String> =
        fold(name).split(' ').map(|w| w.chars().filter(|c| c.is_alphabetic()).collect()).collect();
    words.sort_by_key(|w: &String| std::cmp::Reverse(w.len()));
    let mut explained = 0;
    for word in &words {
        let length = word.chars().count();
        if length >= 2 && left.contains(word.as_str()) {
            left = left.replacen(word.as_str(), " ", 1);
            explained += length;
        }
    }
    if explained > 0 {
        for word in &words {
            let initial: String = word.chars().take(1).collect();
            if left.split(' ').any(|rest| rest == initial) {
                left = left.replacen(&initial, " ", 1);
                explained += 1;
            }
        }
    }
    explained as f32 / all as f32
}

/// The name in a page's title and what follows it there: "(3) Name | LinkedIn", "Name - Job - Employer | LinkedIn".
pub fn in_title(site: &Site, title: &str) -> Option<(String, Option<String>)> {
    let title = plain(&title.replace("&amp;", "&"));
    let title = without_counter(&title);
    let (body, end) = title.rsplit_once('|')?;
    if !fold(end).starts_with("linkedin") {
        return None;
    }
    let body = body.trim();
    let (name, rest) = [" - ", " – ", " — "]
        .iter()
        .filter_map(|mark| body.split_once(mark))
        .min_by_key(|(name, _)| name.len())
        .map_or((body, None), |(name, rest)| (name, Some(rest.trim().to_owned())));
    let name = clean(site, name);
    plausible(site, &name).then_some((name, rest))
}

fn without_counter(text: &str) -> &str {
    let Some(rest) = text.strip_prefix('(') else { return text };
    match rest.split_once(')') {
        Some((count, rest)) if !count.is_empty() && count.chars().all(|c| c.is_ascii_digit() || c == '+') => {
            rest.trim_start()
        }
        _ => text,
    }
}

/// Drops parenthesised groups that `drop` says yes to.
fn without_groups(text: &str, drop: impl Fn(&str) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find(['(', '[', '（']) {
        let (before, group) = rest.split_at(open);
        out.push_str(before);
        let mark = group.chars().next().map_or(0, char::len_utf8);
        let Some(close) = group.find([')', ']', '）']) else {
            rest = group;
            break;
        };
        let end = close + group.get(close..).and_then(|g| g.chars().next()).map_or(0, char::len_utf8);
        let inner = group.get(mark..close).unwrap_or_default();
        if drop(inner.trim()) {
            out.push(' ');
        } else {
            out.push_str(group.get(..end).unwrap_or_default());
        }
        rest = group.get(end..).unwrap_or_default();
    }
    out.push_str(rest);
    plain(&out)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::capture::linkedin::site::site;

    #[test]
    fn decoration_falls_off_a_name() {
        let site = site().unwrap();
        for (shown, name) in [
            ("Ada Quill 🚀", "Ada Quill"),
            ("(3) Ada Quill", "Ada Quill"),
            ("Ada Quill (She/Her)", "Ada Quill"),
            ("Ada Quill, PhD, MBA", "Ada Quill"),
            ("Ada Quill PMP", "Ada Quill"),
            ("Ada Quill, Ph.D.", "Ada Quill"),
            ("Ada Quill #OPEN_TO_WORK", "Ada Quill"),
            ("Ada (Novak) Quill", "Ada (Novak) Quill"),
            ("Ada Quill | Hiring now", "Ada Quill"),
            ("Ada Quill, Jr.", "Ada Quill, Jr."),
            ("Wei Ma", "Wei Ma"),
            ("Jean-Luc d'Arque", "Jean-Luc d'Arque"),
            ("🇳🇱 Ada van der Quill 👩🏽‍💻", "Ada van der Quill"),
            ("Md Quill", "Md Quill"),
            ("佐藤 葵", "佐藤 葵"),
            ("\u{202e}Ada\u{202c} Quill", "Ada Quill"),
        ] {
            assert_eq!(clean(site, shown), name, "{shown}");
        }
    }

    #[test]
    fn a_title_names_the_member_before_the_job() {
        let site = site().unwrap();
        let name = |title| in_title(site, title).map(|(name, _)| name);
        assert_eq!(name("(12) Ada Quill | LinkedIn").as_deref(), Some("Ada Quill"));
        assert_eq!(
            in_title(site, "Ada Quill – Chefin – Farn & Co | LinkedIn"),
            Some(("Ada Quill".into(), Some("Chefin – Farn & Co".into())))
        );
        assert_eq!(name("Sign Up | LinkedIn"), None);
        assert_eq!(name("LinkedIn"), None);
        assert_eq!(name("Ada Quill - Farn"), None);
    }

    #[test]
    fn a_slug_is_explained_by_the_names_words() {
        assert!(likeness(&slug_letters("adaquill72"), "Ada Quill") > 0.9);
        assert!(likeness(&slug_letters("aquill"), "Ada Quill") > 0.9);
        assert!(likeness(&slug_letters("ada-quill-4f1c7e208"), "Ada Quill") > 0.9);
        assert!(likeness(&slug_letters("adaquill72"), "Bo Fern") < 0.2);
        assert!(likeness("", "Ada Quill") == 0.0);
    }

    #[test]
    fn masked_names() {
        assert!(is_masked("Ada Q."));
        assert!(is_masked("Ada Q"));
        assert!(!is_masked("Ada Quill"));
        assert!(!is_masked("李 明"));
    }
}
