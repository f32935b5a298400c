//! How much of a note could stand in this note only (rule T8).

use super::note::Language;
use super::text::{Word, words};
use super::view::View;
use std::collections::HashSet;
use std::ops::Range;

/// Words beyond courtesy that a note of up to [`SHORT`] words must have.
const ENOUGH_DETAIL: usize = 2;
const SHORT: usize = 35;
/// A note of fewer words has room for one.
const CARD: usize = 20;
/// One more for so many words more.
const STEP: usize = 12;
/// More are asked of no note, however long.
const MOST_DETAIL: usize = 12;
/// "Ten years of experience" is a word of any letter.
const YEARS: [&str; 10] = ["year", "years", "yr", "yrs", "jahr", "jahre", "jahren", "an", "ans", "annees"];
/// What a detail weighs.
const WHOLE: usize = 2;
/// Letters of a compound, which German makes of two words or three.
const COMPOUND: usize = 12;

/// Rule T8: how many different words of the body could not stand in anybody's note of thanks. Numbers and compounds count double, names
/// of people and companies, the job's title and the days of the week not at all.
fn detail(view: &View) -> usize {
    let mut seen: HashSet<&str> = HashSet::new();
    let mut count = 0;
    let words = view.parts.body_words();
    // A worn phrase is no detail, whatever words it is made of, and what stands beside it is half of one.
    let worn = [&view.lexicon.cliches, &view.lexicon.mild_cliches].map(|phrases| phrases.find(words));
    // "I am a serious man", "je suis certaine de …": what the writer is says little of the talk either.
    let traits = view.lexicon.traits.find(words);
    let beside = clauses_with(view, words, worn.iter().flatten().chain(&traits));
    let worn: HashSet<usize> = worn.into_iter().flatten().flatten().collect();
    let topics = topics(view, words);
    for (at, word) in words.iter().enumerate() {
        if worn.contains(&at) {
            continue;
        }
        let number = word.folded.starts_with(|c: char| c.is_ascii_digit());
        let years = words.get(at + 1).is_some_and(|next| YEARS.contains(&next.folded.as_str()));
        if !(is_detail(view, word) || topics.contains(&at)) || years || !seen.insert(&word.folded) {
            continue;
        }
        let compound = view.language == Language::De
            && word.capital
            && word.folded.chars().count() >= COMPOUND
            && !view.lexicon.generic.contains(&word.folded);
        // A name that the records do not know: a place, a product, a case.
        let name = view.language != Language::De && word.capital && !word.opens_sentence && !word.shouted;
        // German nouns have capitals; bland praise is made of verbs and adjectives.
        let german = view.language == Language::De && !number;
        let told = topics.contains(&at) && is_detail(view, word);
        if beside.contains(&at) && !number && !name {
            count += WHOLE / 2;
            continue;
        }
        count += match (number || compound || name || told, german, word.capital) {
            (true, ..) => 2 * WHOLE,
            (false, true, true) => WHOLE + WHOLE / 2,
            (false, true, false) => WHOLE / 2,
            _ => WHOLE,
        };
    }
    count
}

/// Words of a clause on either side of a phrase.
const CLAUSE: usize = 25;

/// Places of the words that share a clause with one of `phrases`.
fn clauses_with<'a>(view: &View, words: &[Word], phrases: impl Iterator<Item = &'a Range<usize>>) -> HashSet<usize> {
    let parted = |at: usize| {
        let (Some(one), Some(next)) = (words.get(at), words.get(at + 1)) else { return true };
        let between = view.parts.text.get(one.range.end..next.range.start).unwrap_or_default();
        one.sentence != next.sentence || between.contains([',', ';', ':', '–', '—', '('])
    };
    let mut found = HashSet::new();
    for phrase in phrases {
        let before = (phrase.start.saturating_sub(CLAUSE)..phrase.start).rev();
        let start = before.take_while(|at| !parted(*at)).last().unwrap_or(phrase.start);
        let last = phrase.end.saturating_sub(1);
        let end = (last..(last + CLAUSE).min(words.len())).find(|at| parted(*at)).unwrap_or(last);
        found.extend(start..=end);
    }
    found
}

/// Words that a topic has at most.
const TOPIC: usize = 6;
/// Telling words without which "our talk about …" says nothing.
const TELLING: usize = 2;

/// Places of the words that say what was talked about: ordinary ones perhaps, but together they belong to this talk only.
fn topics(view: &View, words: &[Word]) -> HashSet<usize> {
    let mut found = HashSet::new();
    for range in view.lexicon.topics.find(words) {
        let sentence = words.get(range.start).map(|word| word.sentence);
        let behind = words.iter().enumerate().skip(range.end).take(TOPIC);
        let topic: Vec<usize> = behind
            .take_while(|(_, word)| Some(word.sentence) == sentence && !view.lexicon.topic_ends.contains(&word.folded))
            .filter(|(_, word)| {
                word.folded.chars().count() > 3
                    && !view.lexicon.empty_topics.contains(&word.folded)
                    && !view.lexicon.function_words.contains(&word.folded)
                    && !view.known.all.contains(&word.folded)
                    && !view.somebody(&word.folded)
                    && !view.company_words.contains(&word.folded)
                    && !view.job_words.contains(&word.folded)
            })
            .map(|(at, _)| at)
            .collect();
        let own = |at: &usize| words.get(*at).is_some_and(|word| is_detail(view, word));
        if topic.len() >= TELLING || topic.iter().any(own) {
            found.extend(topic);
        }
    }
    found
}

fn is_detail(view: &View, word: &Word) -> bool {
    let text = word.folded.as_str();
    let number = text.starts_with(|c: char| c.is_ascii_digit());
    (number || text.chars().count() > 2)
        && !word.glued
        && !view.lexicon.function_words.contains(text)
        && !is_generic(view, word)
        && !view.lexicon.generic_endings.iter().any(|ending| text.len() > 4 && text.ends_with(ending.as_str()))
        && !view.lexicon.titles.contains(text)
        && !view.known.all.iter().any(|name| name == text)
        && !view.somebody(text)
        && !view.own_words.contains(text)
        && !(view.company_words.contains(text) && (word.capital || view.language == Language::De))
        && !of_the_trade(view, text)
}

/// Letters that an ending has at most, and the last part of a compound at least.
const ENDING: usize = 3;
const HEAD: usize = 4;

/// The word could stand in anybody's note. A German noun that only begins like such a word is a compound, and its last part
/// says what it is: `Einkauf` is no `ein`, `Teambesprechung` is one talk like any other.
fn is_generic(view: &View, word: &Word) -> bool {
    let text = word.folded.as_str();
    let Some(rest) = view.lexicon.generic.remainder(text) else {
        return view.language == Language::De
            && !word.capital
            && infinitive(text).is_some_and(|verb| view.lexicon.generic.contains(&verb));
    };
    let derived = || {
        let tail = text.get(text.len() - rest..).unwrap_or_default();
        ["ung", "heit", "keit", "schaft", "lich", "isch", "nis", "er", "en", "ier"]
            .iter()
            .any(|ending| tail.starts_with(ending))
    };
    if view.language != Language::De || !word.capital || rest <= ENDING || derived() {
        return true;
    }
    let mut tails = text.char_indices().skip(ENDING).take(24).filter_map(|(at, _)| text.get(at..));
    tails.any(|tail| tail.len() >= HEAD && view.lexicon.generic.remainder(tail).is_some_and(|rest| rest <= ENDING))
}

/// `anzufangen` is `anfangen`, `vorgestellt` nearly `vorstell…`.
fn infinitive(text: &str) -> Option<String> {
    ["zu", "ge"].iter().find_map(|inner| {
        let (before, behind) =
            text.split_once(inner).filter(|(before, behind)| before.len() > 1 && behind.len() > 3)?;
        Some(format!("{before}{behind}"))
    })
}

/// Letters that a word and the job's title have in common when they are of one stem: teacher, teaching.
const STEM: usize = 5;

/// The job's title says no more of the conversation when it comes back as another word.
fn of_the_trade(view: &View, text: &str) -> bool {
    let stem = |word: &str| word.char_indices().nth(STEM).map(|(end, _)| end);
    view.job_words.contains(text)
        || stem(text)
            .and_then(|end| text.get(..end))
            .is_some_and(|head| view.job_words.iter().any(|word| word.starts_with(head)))
}

/// Enough of the body could stand in this note only.
pub fn says_something(view: &View) -> bool {
    let length = view.parts.body_words().len();
    let needed = if length < CARD { 1 } else { (ENOUGH_DETAIL + length.saturating_sub(SHORT) / STEP).min(MOST_DETAIL) };
    detail(view) >= needed * WHOLE || from_the_notes(view)
}

/// Two telling words of one of the user's notes about the conversation are in the text.
fn from_the_notes(view: &View) -> bool {
    let said: HashSet<&str> = view.parts.body_words().iter().map(|word| word.folded.as_str()).collect();
    view.context.notes.iter().any(|note| {
        let telling: HashSet<String> =
            words(note).into_iter().filter(|word| is_detail(view, word)).map(|word| word.folded).collect();
        let shared = telling.iter().filter(|word| said.contains(word.as_str())).count();
        shared >= 2 || (shared == 1 && telling.len() == 1)
    })
}
