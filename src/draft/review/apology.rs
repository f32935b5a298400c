//! Apology or explanation after an interview that went badly (rule T13).

use super::hint::{Hint, HintKind, Place, Severity};
use super::text::Word;
use super::view::View;
use super::wording::{quoted, span};
use crate::model::{Message, Rule};
use std::ops::Range;

pub fn check(view: &View, hints: &mut Vec<Hint>) {
    let words = view.parts.body_words();
    let list = if view.context.went_badly { &view.lexicon.apologies } else { &view.lexicon.grave_apologies };
    // "I am sorry Ron could not stay" is about Ron.
    let about_another = |range: &Range<usize>| {
        words.get(range.end).is_some_and(|next| next.capital && view.colleague_words.contains(&next.folded))
    };
    let mut found = list.find_except(words, &view.lexicon.no_apologies);
    found.retain(|range| !about_another(range) && personal(view, words, range));
    let said = found.iter().map(|range| span(words, range)).next();
    let failing = || if view.context.went_badly { fails(view, words) } else { None };
    if let Some(range) = said.or_else(failing) {
        let message = Message::new("hint_apology").text(quoted(view, &range));
        hints.push(Hint::new(HintKind::Apology, Severity::Warn, Some(Rule::T13), message).at(Place::text(range)));
    }
}

fn is_writer(view: &View, word: &Word) -> bool {
    view.lexicon.first_person.contains(&word.folded) || matches!(word.folded.as_str(), "me" | "mich" | "m")
}

/// Words of a sentence that are looked at.
const SENTENCE: usize = 60;

/// The writer is in the sentence, or it begs pardon: "the nerves of the crew" are nobody's excuse.
fn personal(view: &View, words: &[Word], found: &Range<usize>) -> bool {
    let Some(first) = words.get(found.start) else { return false };
    let begs = ["sorry", "apolog", "forgiv", "pardon", "excus", "please", "entschuldig", "verzeih", "desol", "navre"];
    let from = words.partition_point(|word| word.sentence < first.sentence);
    let sentence = words.iter().skip(from).take_while(|word| word.sentence == first.sentence);
    begs.iter().any(|word| first.folded.starts_with(word))
        || matches!(first.folded.as_str(), "das" | "es")
        || sentence.take(SENTENCE).any(|word| is_writer(view, word))
}

const ARTICLES: [&str; 17] =
    ["a", "an", "the", "der", "die", "das", "den", "dem", "des", "ein", "eine", "le", "la", "les", "l", "un", "une"];

/// Somebody or something else, of whom the rest is said.
const OTHERS: [&str; 15] =
    ["you", "your", "they", "he", "she", "it", "sie", "ihr", "ihre", "er", "es", "vous", "votre", "vos", "il"];

/// Words between the writer and what they say of themselves.
const NEAR: usize = 9;

/// The writer calls their own showing something bad: "my answer was thin", with nobody else in between.
fn fails(view: &View, words: &[Word]) -> Option<Range<usize>> {
    let lexicon = view.lexicon;
    words.chunk_by(|a, b| a.sentence == b.sentence).find_map(|sentence| {
        let own = |word: &Word| is_writer(view, word);
        let other = |word: &Word| {
            let text = word.folded.as_str();
            view.somebody(text) || OTHERS.contains(&text)
        };
        // "A slow answer from the council" is the council's.
        let theirs = |at: usize| {
            let before = at.checked_sub(1).and_then(|before| sentence.get(before));
            before.is_some_and(|before| ARTICLES.contains(&before.folded.as_str()) || other(before))
        };
        let failing = |(at, word): &(usize, &Word)| lexicon.failings.contains(&word.folded) && !theirs(*at);
        let (at, word) = sentence.iter().enumerate().find(failing)?;
        let before = sentence.get(at.saturating_sub(NEAR)..at).unwrap_or_default();
        let behind = sentence.get(at + 1..(at + 4).min(sentence.len())).unwrap_or_default();
        let near = before.iter().rev().take_while(|word| !other(word)).any(own)
            || behind.iter().take_while(|word| !other(word)).any(|word| lexicon.first_person.contains(&word.folded));
        near.then(|| word.range.clone())
    })
}
