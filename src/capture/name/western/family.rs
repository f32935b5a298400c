//! Where the family name begins.

use super::{is_and, is_initial};
use crate::capture::name::words;

/// Words up to the last small one before a capital, where the first is small: `von und zum Berg` (BibTeX's rule).
pub fn small_words(part: &[&str]) -> usize {
    let small = |word: &str| word.chars().next().is_some_and(char::is_lowercase);
    if !part.first().is_some_and(|word| small(word))
        || !part.last().is_some_and(|word| word.chars().next().is_some_and(char::is_uppercase))
    {
        return 0;
    }
    part.iter().rposition(|word| small(word)).map_or(0, |last| last + 1)
}

pub fn leading_particles(part: &[&str]) -> usize {
    let particle = |word: &&&str| words::is_particle(word) && !word.ends_with('.') || words::key(word) == "st";
    // `La Torre` but `Le` alone is a Vietnamese name.
    part.iter().take_while(particle).count()
}

/// `Jean DUPONT`, `DUPONT Jean`: when only some words are in capitals those are the family name, by French and
/// European custom.
pub fn family_in_capitals<'a>(part: &[&'a str], shouted: bool) -> Option<(Vec<&'a str>, Vec<&'a str>)> {
    if shouted {
        return None;
    }
    let capital = |word: &&str| {
        word.chars().filter(|c| c.is_alphabetic()).count() > 2
            && word.chars().all(|c| !c.is_lowercase())
            && !word.contains('.')
            && word.chars().any(|c| matches!(words::key(&c.to_string()).as_str(), "a" | "e" | "i" | "o" | "u" | "y"))
    };
    let first = part.iter().position(capital)?;
    let last = part.iter().rposition(capital)?;
    let inside = part.get(first..=last)?;
    let given_in_capitals = inside.iter().any(|word| !capital(word) && !words::is_particle(word));
    if given_in_capitals {
        return None;
    }
    let mut start = first;
    while start > 1 && part.get(start - 1).is_some_and(|word| words::is_particle(word)) {
        start -= 1;
    }
    let family: Vec<&str> = part.get(start..=last)?.to_vec();
    let given: Vec<&str> = part.iter().take(start).chain(part.iter().skip(last + 1)).copied().collect();
    let whole_end = start == 0 || last + 1 == part.len();
    (whole_end && !given.is_empty() && given.iter().all(|word| word.chars().any(|c| c.is_lowercase() || c == '.')))
        .then_some((family, given))
}

/// Index of the family name's first word, its particles included.
pub fn family_start(part: &[&str], given: usize) -> usize {
    let last = part.len() - 1;
    let at = |index: usize| part.get(index).copied().unwrap_or_default();
    // The last run of particles that has a name behind it.
    let mut start = last;
    if last > given && matches!(words::key(at(last - 1)).as_str(), "abu" | "o") && !is_initial(at(last - 1))
        || last > given && matches!(at(last - 1), "Ó" | "Ní" | "Nic")
    {
        return last - 1;
    }
    let mut index = last;
    while index > given {
        index -= 1;
        let small = |word: &str| matches!(word, "y" | "z" | "e");
        if words::is_particle(at(index)) && !small(at(index)) && !is_initial(at(index)) {
            start = index;
            while start > given
                && (words::is_particle(at(start - 1)) && !is_initial(at(start - 1))
                    || is_and(at(start - 1)) && words::is_particle(at(start.saturating_sub(2)))
                    || is_noble(at(start - 1)))
            {
                start -= 1;
            }
            return start.max(given);
        }
    }
    // `Velasquez y Garcia`, with enough names before it that "y" is no initial.
    if last >= given + 2
        && (matches!(at(last - 1), "y" | "i") || at(last - 1) == "Y" && !at(last).chars().any(char::is_lowercase))
        && at(last - 2).chars().count() > 1
    {
        return last - 2;
    }
    if is_and(at(last)) && last > given {
        return last - 1;
    }
    if last > given && words::is_spanish_surname(at(last)) && words::is_spanish_surname(at(last - 1)) {
        return last - 1;
    }
    start
}

fn is_noble(word: &str) -> bool {
    matches!(words::key(word).as_str(), "freiherr" | "freiherrin" | "freifrau" | "graf" | "grafin" | "furst" | "prinz")
}
