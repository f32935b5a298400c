//! Other people and companies of the user's own records that have no business in this note.

use super::hint::{Hint, HintKind, Place, Severity};
use super::lexicon::common_words;
use super::note::Language;
use super::people::{loose, name_words, same_name};
use super::text::{Word, words};
use super::view::View;
use crate::model::{FollowUpKind, Message};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// Legal forms and small words, which companies share and leave out.
const NO_NAME: [&str; 30] = [
    "gmbh",
    "ag",
    "kg",
    "kgaa",
    "ohg",
    "se",
    "ug",
    "mbh",
    "co",
    "inc",
    "llc",
    "ltd",
    "limited",
    "plc",
    "corp",
    "corporation",
    "sa",
    "sas",
    "sarl",
    "eurl",
    "bv",
    "nv",
    "oy",
    "ab",
    "as",
    "spa",
    "srl",
    "the",
    "and",
    "company",
];

pub fn check(view: &View, hints: &mut Vec<Hint>) {
    let subject = words(&view.note.subject);
    let body = view.parts.body_words();
    for (words, at) in [(subject.as_slice(), Place::subject as fn(Range<usize>) -> Place), (body, Place::text)] {
        let first = hints.len();
        super::strangers::check(view, words, at, hints);
        // "Mr Morrison" is the man, not the house that bears his name.
        let named: Vec<Place> = hints.iter().skip(first).filter_map(|hint| hint.place.clone()).collect();
        let mut found = Vec::new();
        companies(view, words, at, &mut found);
        found.retain(|hint| !named.iter().any(|place| overlaps(hint.place.as_ref(), place)));
        hints.append(&mut found);
    }
}

fn overlaps(place: Option<&Place>, other: &Place) -> bool {
    place.is_some_and(|place| {
        place.field == other.field && place.range.start < other.range.end && other.range.start < place.range.end
    })
}

struct Company<'a> {
    name: &'a str,
    words: Vec<String>,
}

fn companies(view: &View, text: &[Word], at: fn(Range<usize>) -> Place, hints: &mut Vec<Hint>) {
    let strangers = view.context.people.iter().filter(|person| !person.colleague).map(|person| person.company.as_str());
    let own = significant(&view.context.company);
    let mut by_first: HashMap<String, Vec<Company>> = HashMap::new();
    let mut seen: HashSet<Vec<String>> = HashSet::new();
    for name in view.context.companies.iter().map(String::as_str).chain(strangers) {
        let words = significant(name);
        // A part of the own company's name, or the other way round, is the same house.
        let same = !own.is_empty() && (own.starts_with(&words) || words.starts_with(&own));
        if let Some(first) = words.first()
            && !same
            && seen.insert(words.clone())
        {
            let compact = words.concat();
            // "E.ON" and "EON": by its first word, and by all that is written together.
            if words.len() > 1 {
                let (name, words) = (name, vec![compact.clone()]);
                by_first.entry(loose(&compact)).or_default().push(Company { name, words });
            }
            by_first.entry(loose(first)).or_default().push(Company { name, words });
        }
    }
    if by_first.is_empty() {
        return;
    }
    let mut index = 0;
    while let Some(word) = text.get(index) {
        let here = by_first.get(&loose(&word.folded)).into_iter().flatten();
        let taken = here
            .filter_map(|company| Some((named(view, company, text, index)?, company)))
            .max_by_key(|(length, _)| *length);
        // A withdrawal that names the better offer says too much, but it mixes nothing up.
        let mixed_up = view.note.kind != FollowUpKind::Withdrawal
            || index.checked_sub(1).and_then(|before| text.get(before)).is_some_and(|before| {
                matches!(before.folded.as_str(), "at" | "with" | "for" | "bei" | "fur" | "chez" | "im" | "von")
            });
        let compared = |length: usize| a_topic(view, text, index, length);
        if let Some((length, company)) = taken.filter(|(length, _)| mixed_up && !compared(*length)) {
            let end = text.get(index + length - 1).map_or(word.range.end, |last| last.range.end);
            let place = at(word.range.start..end);
            let message = Message::new("hint_other_company").text(company.name);
            let mut hint = Hint::new(HintKind::OtherCompany, Severity::Stop, None, message).at(place.clone());
            if !view.context.company.trim().is_empty() {
                let label = Message::new("hint_mend_company").text(&view.context.company);
                hint = hint.mend(place, view.context.company.clone(), label);
            }
            hints.push(hint);
            index += length;
        } else {
            index += 1;
        }
    }
}

fn significant(name: &str) -> Vec<String> {
    let mut words = name_words(name);
    if words.iter().any(|word| !NO_NAME.contains(&word.as_str())) {
        words.retain(|word| !NO_NAME.contains(&word.as_str()));
    }
    words
}

/// How many words from here are this company's name.
fn named(view: &View, company: &Company, text: &[Word], index: usize) -> Option<usize> {
    let first = text.get(index)?;
    if let Some(length) = written_together(view, company, text, index) {
        return Some(length);
    }
    let written = company.name.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase());
    if first.glued || (written && !first.capital && !first.folded.starts_with(|c: char| c.is_ascii_digit())) {
        return None;
    }
    let rest = text.get(index..)?;
    // Small words of the name may stand in the text or not: "Indigo & Sons", "The Orchard".
    let mut taken = 0;
    let mut matched = 0;
    for word in &company.words {
        let skip = rest.get(taken..)?.iter().take_while(|w| NO_NAME.contains(&w.folded.as_str())).count();
        let found = rest.get(taken..)?.iter().take(skip + 1).position(|w| {
            same_name(&w.folded, word) && (w.capital || !written || w.folded.starts_with(|c: char| c.is_ascii_digit()))
        });
        let Some(position) = found else { break };
        taken += position + 1;
        matched += 1;
    }
    let common = |word: &str| common_words().contains(word) || view.lexicon.generic.contains(word);
    let ours = |word: &String| {
        view.company_words.contains(word)
            || view.job_words.contains(word)
            || view.own_words.contains(word)
            || view.known.all.contains(word)
            || view.colleague_words.contains(word)
    };
    if matched == company.words.len() && matched > 1 {
        return Some(taken);
    }
    if ours(&first.folded) || matched == 0 {
        return None;
    }
    let word = company.words.first()?;
    if company.words.len() > 1 {
        // The first word of a longer name stands for it when it is no ordinary word and no other name goes on from it.
        let goes_on = text
            .get(index + 1)
            .is_some_and(|next| next.capital && next.sentence == first.sentence && adjacent(first, next));
        let stands = !common(word) || (view.language != Language::De && where_a_name_stands(view, text, index));
        let before = index.checked_sub(1).and_then(|before| text.get(before));
        let follows = before.is_some_and(|before| {
            before.folded == "the" || (before.capital && adjacent(before, first) && view.somebody(&before.folded))
        });
        return (word.chars().count() >= 4 && stands && !goes_on && !follows).then_some(1);
    }
    // Every German noun has a capital letter; a company's name has no article.
    if view.language == Language::De && determined(view, text, index) {
        return None;
    }
    let article = index.checked_sub(1).and_then(|before| text.get(before));
    let named_in_full = company.name.starts_with("The ")
        && article.is_some_and(|the| the.folded == "the" && the.capital && !the.opens_sentence);
    let place = named_in_full || where_a_name_stands(view, text, index);
    (if common(word) { place } else { word.chars().count() >= 3 || place }).then_some(1)
}

/// Letters and words parted by a point or a dash only, which together are the name: `E.ON`.
fn written_together(view: &View, company: &Company, text: &[Word], index: usize) -> Option<usize> {
    let compact = company.words.concat();
    if company.words.len() < 2 || compact.chars().count() < 3 {
        return None;
    }
    let mut joined = String::new();
    for length in 1..=company.words.len() {
        let word = text.get(index + length - 1)?;
        let close = length == 1
            || text.get(index + length - 2).is_some_and(|before| {
                let between = view.parts.text.get(before.range.end..word.range.start);
                matches!(between, Some("." | "-" | "&" | "’" | "'"))
            });
        joined.push_str(&word.folded);
        if !close || !compact.starts_with(&joined) {
            return None;
        }
        if joined == compact {
            return Some(length).filter(|length| *length > 1);
        }
    }
    None
}

/// Behind an article, a German word is a noun, unless a legal form follows.
fn determined(view: &View, text: &[Word], index: usize) -> bool {
    let Some(word) = text.get(index) else { return false };
    let before = index.checked_sub(1).and_then(|before| text.get(before)).filter(|w| w.sentence == word.sentence);
    let article = before.is_some_and(|before| {
        let word = before.folded.as_str();
        matches!(word, "der" | "die" | "das" | "den" | "dem" | "des" | "am" | "im" | "zum" | "zur" | "beim" | "vom")
            || matches!(word, "ins" | "ans" | "aufs")
            || (word.len() <= 8
                && ["ein", "kein", "ihr", "mein", "dies", "jed", "unser"].iter().any(|d| word.starts_with(d)))
    });
    let form = text.get(index + 1).is_some_and(|next| NO_NAME.contains(&next.folded.as_str()));
    article && !form && !view.company_words.contains(&word.folded)
}

/// A company that the reader's is compared with, or that the two have spoken of, is meant.
fn a_topic(view: &View, text: &[Word], index: usize, length: usize) -> bool {
    let Some(word) = text.get(index) else { return false };
    let end = index + length;
    let from = text.partition_point(|other| other.sentence < word.sentence);
    let sentence_end = text.partition_point(|other| other.sentence <= word.sentence);
    let before = index.checked_sub(1).filter(|before| *before >= from).and_then(|before| text.get(before));
    // "join Cobaltly", "at Cobaltly": that is where the writer wants to be, whatever is compared.
    let aimed = before.is_some_and(|before| {
        matches!(
            before.folded.as_str(),
            "at" | "for" | "join" | "joining" | "bei" | "fur" | "chez" | "pour" | "rejoindre"
        )
    });
    let sentence = text.get(from..sentence_end.max(end)).unwrap_or_default();
    let ranges = view.lexicon.compared.find(sentence);
    // "You mentioned that …" speaks of the reader's own house, "compared to my last job" of another.
    let says = |word: &Word| matches!(word.folded.as_str(), "that" | "dass" | "que" | "my" | "meine" | "mon" | "ma");
    let near = |range: &Range<usize>| {
        let between = sentence.get(range.end..index - from);
        between.is_some_and(|between| between.len() <= 6 && !between.iter().any(says))
    };
    !aimed && ranges.iter().any(near)
}

pub(super) fn adjacent(first: &Word, next: &Word) -> bool {
    next.range.start == first.range.end + 1
}

/// For a name that is an ordinary word: "at Target", "joining Square", not "Target dates …".
fn where_a_name_stands(view: &View, text: &[Word], index: usize) -> bool {
    let Some(word) = text.get(index) else { return false };
    let Some(before) = index.checked_sub(1).and_then(|before| text.get(before)).filter(|w| w.sentence == word.sentence)
    else {
        return false;
    };
    let next = text.get(index + 1);
    let goes_on = next.is_some_and(|next| next.capital && adjacent(word, next));
    let before_capital = before.capital && !before.opens_sentence && adjacent(before, word);
    let cue = matches!(
        before.folded.as_str(),
        "at" | "with"
            | "for"
            | "from"
            | "to"
            | "by"
            | "of"
            | "join"
            | "joining"
            | "bei"
            | "fur"
            | "mit"
            | "von"
            | "zu"
            | "chez"
            | "pour"
            | "avec"
            | "rejoindre"
            | "like"
            | "about"
            | "in"
            | "und"
            | "and"
            | "et"
            | "ou"
            | "or"
            | "than"
            | "als"
            | "uber"
            | "that"
            | "why"
            | "because"
    );
    if calendar(&word.folded)
        && !matches!(before.folded.as_str(), "at" | "join" | "joining" | "bei" | "chez" | "rejoindre")
    {
        return false;
    }
    match view.language {
        // Every German noun has a capital letter.
        Language::De => cue && !goes_on && !before_capital,
        _ => {
            (word.capital || word.folded.starts_with(|c: char| c.is_ascii_digit()))
                && !word.shouted
                && !goes_on
                && !before_capital
                && (cue || !next_is_quoted(view, word))
        }
    }
}

/// Days and months: "for Monday" is a day, "at Monday" a company.
pub(super) fn calendar(word: &str) -> bool {
    matches!(
        word,
        "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "january"
            | "march"
            | "april"
            | "may"
            | "june"
            | "july"
            | "august"
            | "september"
            | "october"
            | "november"
            | "december"
            | "montag"
            | "freitag"
            | "lundi"
            | "vendredi"
            | "avril"
            | "juin"
    )
}

/// A capital in a heading or a quotation is no name.
pub(super) fn next_is_quoted(view: &View, word: &Word) -> bool {
    view.parts
        .text
        .get(..word.range.start)
        .and_then(|before| before.chars().next_back())
        .is_some_and(|c| matches!(c, '"' | '“' | '«' | '„' | '\''))
}
