//! "Engineer at Acme | Speaker": the job and the employer in a headline.

use super::evidence::same_organisation;
use super::site::{Site, fold};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobAtEmployer {
    pub title: String,
    pub company: String,
}

/// The job and the employer in a headline. `known`: employers that the page names elsewhere; they decide between
/// several parts, and let words split that mean other things as well ("en", "in", a comma); a word like "at" needs none.
pub fn split(site: &Site, headline: &str, known: &[&str]) -> Option<JobAtEmployer> {
    let parts = parts(headline);
    let strong: Vec<JobAtEmployer> =
        parts.iter().filter_map(|part| split_at(part, &site.words.at)).filter(|j| is_current(site, j)).collect();
    let is_known = |job: &&JobAtEmployer| known.iter().any(|k| same_organisation(k, &job.company));
    if let Some(job) = strong.iter().find(is_known) {
        return Some(job.clone());
    }
    for (part, employer) in parts.iter().flat_map(|part| known.iter().map(move |k| (*part, *k))) {
        let Some(at) = find_ignoring_case(part, employer).filter(|_| !employer.is_empty()) else { continue };
        let before = part.get(..at).unwrap_or_default().trim_end();
        let link = site.words.at_weak.iter().find_map(|word| strip_last_word(before, word));
        let Some(title) = link.map(|title| without_links(site, title)) else { continue };
        let job = JobAtEmployer { title: title.to_owned(), company: employer.to_owned() };
        if title.chars().any(char::is_alphabetic) && is_current(site, &job) {
            return Some(job);
        }
    }
    // Several employers, none of which the page confirms: it does not say which one counts.
    match strong.as_slice() {
        [only] => Some(only.clone()),
        [first, ..] if parts.first().is_some_and(|part| part.starts_with(&first.title)) => Some(first.clone()),
        _ => None,
    }
}

/// The parts between bars and bullets.
fn parts(headline: &str) -> Vec<&str> {
    let mut parts = vec![headline];
    for mark in ["|", " • ", " · ", "・", "｜", " // ", " ★ ", " ◆ ", " ✦ ", "║", " ▪ ", " ● "] {
        parts = parts.into_iter().flat_map(|part| part.split(mark)).collect();
        if parts.len() > 20 {
            break;
        }
    }
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).take(12).collect()
}

/// What somebody does now: not a former job, not a wish, not what they study.
fn is_current(site: &Site, job: &JobAtEmployer) -> bool {
    let title = fold(&job.title);
    let begins = |list: &[String]| {
        list.iter()
            .map(|w| fold(w))
            .any(|w| title == w || title.strip_prefix(w.as_str()).is_some_and(|r| r.starts_with(' ')))
    };
    let studies = site.words.student.within(&title) && site.words.school.within(&fold(&job.company));
    looks_like_employer(&job.company) && !begins(&site.words.not_now) && !studies
}

/// Without the words between a job and an employer at its end: "Leiterin bei der" gives "Leiterin".
fn without_links<'t>(site: &Site, title: &'t str) -> &'t str {
    let mut title = trim_marks(title);
    for _ in 0..3 {
        let words = || site.words.at.iter().chain(&site.words.at_weak).filter(|w| w.chars().any(char::is_alphabetic));
        let Some(shorter) = words().find_map(|word| strip_last_word(title, word)).filter(|t| t.contains(' ')) else {
            break;
        };
        title = trim_marks(shorter);
    }
    title
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
    let company = employer_alone(text.get(end..)?);
    (title.chars().any(char::is_alphabetic) && !company.is_empty())
        .then(|| JobAtEmployer { title: title.to_owned(), company: company.to_owned() })
}

/// An employer without what is said of it, or of the writer, behind it: "Farnwood - we hire", "Farnwood, growing ferns",
/// "Farnwood (on leave) 🌿".
fn employer_alone(text: &str) -> &str {
    let mut end = text.len();
    for mark in [" - ", " – ", " — ", "; ", ". ", "! ", " (", " [", " #", " / ", " > ", " → ", " & @", ", @"] {
        if let Some(at) =
            text.find(mark).filter(|at| text.get(..*at).is_some_and(|t| t.chars().any(char::is_alphanumeric)))
        {
            end = end.min(at);
        }
    }
    // Behind a comma, a small letter goes on with the sentence.
    let commas = text.match_indices(", ").map(|(at, _)| at);
    let sentence = |at: &usize| text.get(at + 2..).and_then(|rest| rest.chars().next()).is_some_and(char::is_lowercase);
    if let Some(at) = commas.into_iter().find(sentence) {
        end = end.min(at);
    }
    let pictures = text.char_indices().find(|(_, c)| ('\u{2190}'..='\u{2bff}').contains(c) || *c >= '\u{1f000}');
    if let Some((at, _)) = pictures.filter(|(at, _)| *at > 0) {
        end = end.min(at);
    }
    trim_marks(text.get(..end).unwrap_or(text))
}

fn trim_marks(text: &str) -> &str {
    text.trim_matches([' ', ',', '-', '–', '—', '·', '•', '|', ':', ';'])
}

/// A name, not the rest of a sentence: it begins with a capital, a digit or a letter of a script without capitals.
fn looks_like_employer(text: &str) -> bool {
    text.chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric() || (c.is_alphabetic() && !c.is_lowercase()))
        && text.split(' ').count() <= 8
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
