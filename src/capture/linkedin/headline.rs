//! "Engineer at Acme | Speaker": the job and the employer in a headline.

use super::site::Site;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobAtEmployer {
    pub title: String,
    pub company: String,
}

/// Splits a headline's first part. `known`: employers that the page names elsewhere; they let words split that mean
/// other things as well ("en", "in", a comma), and a word like "at" needs none.
pub fn split(site: &Site, headline: &str, known: &[&str]) -> Option<JobAtEmployer> {
    let first = first_part(headline);
    let strong = split_at(first, &site.words.at).filter(|found| looks_like_employer(&found.company));
    if strong.is_some() {
        return strong;
    }
    for employer in known.iter().filter(|k| !k.is_empty()) {
        let Some(at) = find_ignoring_case(first, employer) else { continue };
        let before = first.get(..at).unwrap_or_default().trim_end();
        let link = site.words.at_weak.iter().find_map(|word| strip_last_word(before, word));
        if let Some(title) = link.map(trim_marks).filter(|t| t.chars().any(char::is_alphabetic)) {
            return Some(JobAtEmployer { title: title.to_owned(), company: (*employer).to_owned() });
        }
    }
    None
}

/// Up to the first bar or bullet.
fn first_part(headline: &str) -> &str {
    let mut end = headline.len();
    for mark in ["|", " • ", " · ", "・", "｜", " // ", " ★ ", " ◆ ", " ✦ ", "║"] {
        if let Some(at) = headline.find(mark).filter(|at| *at > 0) {
            end = end.min(at);
        }
    }
    headline.get(..end).unwrap_or(headline).trim()
}

fn split_at(text: &str, words: &[String]) -> Option<JobAtEmployer> {
    let mut best: Option<(usize, usize)> = None;
    for word in words {
        let mut from = 0;
        while let Some(at) = text.get(from..).and_then(|rest| find_ignoring_case(rest, word)).map(|at| at + from) {
            let end = at + word.len();
            let before = text.get(..at).unwrap_or_default();
            let after = text.get(end..).unwrap_or_default();
            // "@Acme" needs no blank behind it, a word does.
            let apart = before.ends_with(' ') && (after.starts_with(' ') || (word == "@" && !after.is_empty()));
            if apart && best.is_none_or(|(b, _)| at < b) {
                best = Some((at, end));
            }
            from = end.max(from + 1);
            if apart || !text.is_char_boundary(from) {
                break;
            }
        }
    }
    let (at, end) = best?;
    let title = trim_marks(text.get(..at)?);
    let company = trim_marks(text.get(end..)?);
    (title.chars().any(char::is_alphabetic) && !company.is_empty())
        .then(|| JobAtEmployer { title: title.to_owned(), company: company.to_owned() })
}

fn trim_marks(text: &str) -> &str {
    text.trim_matches([' ', ',', '-', '–', '—', '·', '•', '|', ':', ';'])
}

/// A name, not the rest of a sentence: it begins with a capital, a digit or a letter of a script without capitals.
fn looks_like_employer(text: &str) -> bool {
    text.chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric() || (c.is_alphabetic() && !c.is_lowercase()))
        && text.split(' ').count() <= 10
}

/// `text` without its last word, if that is `word`.
fn strip_last_word<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let at = text.len().checked_sub(word.len())?;
    let (before, last) = (text.get(..at)?, text.get(at..)?);
    let apart = before.ends_with(' ') || !word.chars().any(char::is_alphabetic);
    (last.to_lowercase() == word.to_lowercase() && apart).then_some(before)
}

/// Like `find`, for text whose lower case has the same length; otherwise case counts.
fn find_ignoring_case(text: &str, part: &str) -> Option<usize> {
    let (low_text, low_part) = (text.to_lowercase(), part.to_lowercase());
    if low_text.len() == text.len() && low_part.len() == part.len() {
        low_text.find(&low_part)
    } else {
        text.find(part)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::capture::linkedin::site::site;

    fn pair(headline: &str, known: &[&str]) -> Option<(String, String)> {
        split(site().unwrap(), headline, known).map(|j| (j.title, j.company))
    }

    #[test]
    fn words_that_mean_an_employer() {
        let found = |t: &str, c: &str| Some((t.to_owned(), c.to_owned()));
        assert_eq!(pair("Engineer at Farn | Speaker", &[]), found("Engineer", "Farn"));
        assert_eq!(pair("Engineer @ Farn, Japan", &[]), found("Engineer", "Farn, Japan"));
        assert_eq!(pair("Engineer @Farn", &[]), found("Engineer", "Farn"));
        assert_eq!(pair("Leiterin Einkauf bei Farn GmbH", &[]), found("Leiterin Einkauf", "Farn GmbH"));
        assert_eq!(pair("Responsable RH chez Farn", &[]), found("Responsable RH", "Farn"));
        assert_eq!(pair("Head of Data at Farn", &[]), found("Head of Data", "Farn"));
    }

    #[test]
    fn words_that_mean_other_things_need_a_known_employer() {
        assert_eq!(pair("Especialista en marketing", &[]), None);
        assert_eq!(pair("Ingeniera en Farn", &["Farn"]), Some(("Ingeniera".into(), "Farn".into())));
        assert_eq!(pair("Partner, Farn", &["Farn"]), Some(("Partner".into(), "Farn".into())));
    }

    #[test]
    fn a_sentence_is_no_employer() {
        assert_eq!(pair("Expert at solving problems", &[]), None);
        assert_eq!(pair("Looking at the stars", &[]), None);
        assert_eq!(pair("Data person", &["Farn"]), None);
    }
}
