//! People of the user's own records who have no business in this note.

use super::hint::{Hint, HintKind, Place, Severity};
use super::lexicon::common_words;
use super::note::Language;
use super::others::{adjacent, calendar, next_is_quoted};
use super::people::{loose, name_words, same_name};
use super::text::Word;
use super::view::View;
use crate::model::Message;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

pub fn check(view: &View, text: &[Word], at: fn(Range<usize>) -> Place, hints: &mut Vec<Hint>) {
    let mut by_word: HashMap<String, Vec<(&str, Vec<String>)>> = HashMap::new();
    let addressee = name_words(&view.context.addressee.name);
    for person in view.context.people.iter().filter(|person| !person.colleague) {
        let mut words = name_words(&person.name);
        words.retain(|word| !view.lexicon.titles.contains(word));
        if words.is_empty() || words == addressee {
            continue;
        }
        for word in [words.first(), words.last()].into_iter().flatten().collect::<HashSet<_>>() {
            by_word.entry(loose(word)).or_default().push((person.name.as_str(), words.clone()));
        }
    }
    if by_word.is_empty() {
        return;
    }
    let mut index = 0;
    while let Some(word) = text.get(index) {
        let here = by_word.get(&loose(&word.folded)).into_iter().flatten().filter(|_| word.capital && !word.glued);
        let found = here
            .filter_map(|(name, parts)| Some((person(view, parts, text, index)?, *name)))
            .max_by_key(|(length, _)| *length);
        let Some((length, name)) = found else {
            index += 1;
            continue;
        };
        let end = text.get(index + length - 1).map_or(word.range.end, |last| last.range.end);
        let message = Message::new("hint_other_person").text(name);
        hints.push(Hint::new(HintKind::OtherPerson, Severity::Stop, None, message).at(at(word.range.start..end)));
        index += length;
    }
}

/// How many words from here name this person: given and family name, family name behind a title, or a given name that
/// can be nothing else.
fn person(view: &View, parts: &[String], text: &[Word], index: usize) -> Option<usize> {
    let word = text.get(index)?;
    let (first, last) = (parts.first()?, parts.last()?);
    let before = index
        .checked_sub(1)
        .and_then(|before| text.get(before))
        .filter(|before| before.sentence == word.sentence || before.range.end + 2 >= word.range.start);
    let ours = |word: &String| {
        view.known.accepts(word)
            || view.colleague_words.contains(word)
            || view.own_words.contains(word)
            || view.company_words.contains(word)
    };
    let (is_first, is_last) = (same_name(&word.folded, first), same_name(&word.folded, last));
    if is_first && parts.len() > 1 {
        let rest = text.get(index + 1..)?.iter().take(3).take_while(|next| next.capital);
        if let Some(at) = rest.into_iter().position(|next| same_name(&next.folded, last)) {
            return Some(at + 2);
        }
    }
    let titled = before
        .is_some_and(|before| view.lexicon.titles.contains(&before.folded) && before.range.end + 2 >= word.range.start);
    if is_last && parts.len() > 1 {
        return (titled && !ours(last)).then_some(1);
    }
    let next = text.get(index + 1).filter(|next| next.sentence == word.sentence);
    let joined = next.is_some_and(|next| next.capital && adjacent(word, next))
        || before.is_some_and(|before| before.capital && !before.opens_sentence && adjacent(before, word));
    let plain = is_first && first.chars().count() > 2 && !joined && !ours(first);
    let ordinary = common_words().contains(first) || view.lexicon.generic.contains(first);
    (plain && (!ordinary || called_by_name(view, text, index))).then_some(1)
}

/// A given name that is an ordinary word too: "as I said to Grace", not "with Grace and style" at a sentence's start.
fn called_by_name(view: &View, text: &[Word], index: usize) -> bool {
    let Some(word) = text.get(index) else { return false };
    let before = index.checked_sub(1).and_then(|before| text.get(before)).filter(|w| w.sentence == word.sentence);
    let cue = before.is_some_and(|before| {
        matches!(before.folded.as_str(), "to" | "with" | "from" | "by" | "a" | "avec" | "par") && !before.opens_sentence
    });
    view.language != Language::De && cue && !word.shouted && !calendar(&word.folded) && !next_is_quoted(view, word)
}
