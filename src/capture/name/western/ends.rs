//! Titles before a name, and what stands behind it: generations, degrees, titles once more.

use super::is_and;
use crate::capture::name::{Name, join, words};

/// A title that is written with its dot: may stand behind the name as well.
pub fn is_dotted_title(word: &str) -> bool {
    word.ends_with('.') && words::is_title(word) && !words::is_suffix(word, false) && words::key(word) != "m"
}

/// What follows a comma and is no given name: titles and suffixes only.
pub fn is_tail(part: &[&str], words_before: usize, shouted: bool, capitals_before: bool) -> bool {
    let sure = |word: &&str| {
        words::is_suffix(word, shouted && words_before < 2)
            || words::is_title(word) && word.ends_with('.')
            || is_joint(word)
    };
    // Behind a whole name a single letter is a numeral, and capitals are some membership.
    let acronym = |word: &&str| {
        let capitals = word.chars().filter(|c| c.is_uppercase()).count();
        words_before > 1
            && !shouted
            && !capitals_before
            && (3..6).contains(&capitals)
            && word.chars().all(|c| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '.' | '-' | '&'))
    };
    let numeral = |word: &&str| {
        ["V", "I", "X", "V.", "I."].contains(word)
            && (words_before > 1 || part.len() > 1 && part.first().is_some_and(|first| words::is_suffix(first, false)))
    };
    let phd = part.windows(2).any(is_split_phd);
    let honorific = part.iter().all(|word| words::is_title(word) || words::is_suffix(word, false))
        && part.len() == 1
        && matches!(
            words::key(part.first().copied().unwrap_or_default()).as_str(),
            "dr" | "mr" | "mrs" | "prof" | "sra" | "ms"
        );
    phd && part.len() == 2
        || honorific
        || part.iter().all(|word| {
            sure(word) || acronym(word) || numeral(word) || phd && matches!(*word, "Ph." | "Ph" | "D." | "D")
        }) && part.iter().any(|word| sure(word) || acronym(word) || words_before > 1)
}

fn is_joint(word: &str) -> bool {
    matches!(word, "-" | "&" | "/")
}

pub fn is_split_phd(pair: &[&str]) -> bool {
    matches!(pair, [a, b] if matches!(a.to_lowercase().as_str(), "ph." | "ph") && matches!(b.to_lowercase().as_str(), "d." | "d"))
}

pub fn tail(part: &[&str], name: &mut Name, suffixes: &mut Vec<String>) {
    let (mut titles, mut others) = (Vec::new(), Vec::new());
    for word in part {
        let title = words::is_title(word) && !words::is_suffix(word, false) && !words::is_generation(word);
        if title { titles.push(*word) } else { others.push(*word) }
    }
    name.honorific = join(&[&name.honorific, &titles.join(" ")]);
    suffixes.push(others.join(" "));
}

pub fn take_titles(part: &mut Vec<&str>, name: &mut Name) {
    let mut count = 0;
    while let Some(word) = part.get(count) {
        let next = part.get(count + 1);
        let initial_m =
            matches!(*word, "M" | "M.") && !(part.len() > 2 && next.is_some_and(|next| words::is_given_name(next)));
        let name_behind = part.iter().skip(count + 1).any(|word| !words::is_suffix(word, false));
        let title = words::is_title(word)
            && !initial_m
            && !(is_name_like(word)
                && (count > 0 && !name_behind
                    || count > 0 && words::key(word) != "king" && words::key(word) != "major"
                    || next.is_some_and(|next| words::is_particle(next))))
            && !(words::is_suffix(word, true)
                && count == 0
                && !word.ends_with('.')
                && !words::is_given_title(word)
                && is_name_like(word));
        let unknown = is_unknown_title(word);
        // `Mr. and Mrs.`
        let bridge = count > 0 && is_and(word) && next.is_some_and(|next| words::is_title(next));
        // `Secretary of State`, `President of the United States`, `Prince of Wales`
        if count > 0 && words::key(word) == "of" && next.is_some() {
            count += 2;
            if part.get(count - 1).is_some_and(|word| words::key(word) == "the") {
                count += 1;
            }
            if part.get(count - 1).is_some_and(|word| words::key(word) == "united") {
                count += 1;
            }
            count = count.min(part.len());
            continue;
        }
        let of_state = count > 0
            && matches!(words::key(word).as_str(), "of" | "at")
            && next.is_some_and(|next| words::is_title(next) || words::key(next) == "affairs");
        if !(title || unknown || bridge || of_state) || next.is_none() && !(title && word.ends_with('.')) {
            break;
        }
        count += 1;
    }
    if count == part.len() {
        count = count.saturating_sub(1);
    }
    let titles: Vec<&str> = part.drain(..count).collect();
    let titles = titles.join(" ");
    name.honorific = join(&[&name.honorific, &titles]);
}

/// Words that are titles and given names alike, when nothing marks them as titles.
fn is_name_like(word: &str) -> bool {
    matches!(
        words::key(word).as_str(),
        "major"
            | "king"
            | "prince"
            | "earl"
            | "duke"
            | "dean"
            | "don"
            | "dona"
            | "dom"
            | "mother"
            | "judge"
            | "pan"
            | "ho"
    )
}

/// `Foo.`: a capital, small letters, a dot.
fn is_unknown_title(word: &str) -> bool {
    let Some(stem) = word.strip_suffix('.') else {
        return false;
    };
    let mut chars = stem.chars();
    chars.next().is_some_and(|c| c.is_uppercase() && c.is_ascii())
        && stem.chars().count() > 1
        && chars.all(char::is_lowercase)
        && words::key(stem) != "st"
        && !words::is_particle(stem)
}

/// Where words stand whose end is peeled.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Place {
    InOrder,
    /// Given names behind the family name's comma, and the end of the text.
    BehindComma,
    /// The same, but another comma follows: a numeral there is an initial.
    BeforeComma,
}

/// Peels suffixes and dotted titles off the end, leaving at least `keep` words.
pub fn take_trailing(part: &mut Vec<&str>, name: &mut Name, suffixes: &mut Vec<String>, keep: usize, place: Place) {
    let behind_comma = place != Place::InOrder;
    let shouted = !part.iter().any(|word| word.chars().any(char::is_lowercase));
    let mut behind: Vec<&str> = Vec::new();
    let mut titles: Vec<&str> = Vec::new();
    while part.len() > keep {
        let Some(last) = part.last().copied() else {
            break;
        };
        if part.len() > keep + 1 && part.get(part.len() - 2..).is_some_and(is_split_phd) {
            let at = part.len() - 2;
            let mut pair = part.split_off(at);
            pair.append(&mut behind);
            behind = pair;
        } else if is_dotted_title(last)
            || words::is_title(last)
                && behind_comma
                && matches!(words::key(last).as_str(), "mr" | "mrs" | "ms" | "dr" | "prof")
        {
            titles.insert(0, last);
            part.pop();
        } else if words::is_suffix(last, shouted)
            || is_tail_phrase(part, last)
            || place == Place::BehindComma && part.len() > 1 && matches!(last, "V" | "I" | "V。")
            || !behind_comma && part.len() > 2 && last == "V" && !shouted
        {
            behind.insert(0, last);
            part.pop();
        } else {
            break;
        }
    }
    if !behind.is_empty() {
        suffixes.push(behind.join(" "));
    }
    name.honorific = join(&[&name.honorific, &titles.join(" ")]);
}

/// `attorney at law`.
fn is_tail_phrase(part: &[&str], last: &str) -> bool {
    matches!(last.to_lowercase().as_str(), "law" | "at")
        && part.iter().any(|word| matches!(words::key(word).as_str(), "attorney" | "atty" | "counselor"))
}
