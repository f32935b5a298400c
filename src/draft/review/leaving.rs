//! A withdrawal that explains (rule T14).

use super::hint::{Hint, HintKind, Place, Severity};
use super::text::Word;
use super::view::View;
use super::wording::span;
use crate::model::{Message, Rule};
use std::ops::Range;

/// Words in a withdrawal beyond which it explains, whatever it says.
const LONG_WITHDRAWAL: usize = 110;

pub fn check(view: &View, hints: &mut Vec<Hint>) {
    let words = view.parts.body_words();
    let place = match reason(view, words) {
        Some(reason) => reason,
        None if words.len() > LONG_WITHDRAWAL => span(words, &(0..words.len())),
        None => match explains(view, words) {
            Some(sentence) => sentence,
            None => return,
        },
    };
    let hint = Hint::new(HintKind::SaysTooMuch, Severity::Warn, Some(Rule::T14), Message::new("hint_says_too_much"));
    hints.push(hint.at(Place::text(place)));
}

/// The first word of a reason. In a sentence that thanks or wishes well it counts behind a turn only: "thank you for the
/// hours you gave me" complains of nothing.
fn reason(view: &View, words: &[Word]) -> Option<Range<usize>> {
    let lexicon = view.lexicon;
    words.chunk_by(|a, b| a.sentence == b.sentence).find_map(|sentence| {
        let found = lexicon.reasons.find_except(sentence, &lexicon.no_causes);
        let kind = courteous(view, sentence) || !lexicon.wishes.find(sentence).is_empty();
        let turn = sentence.iter().position(|word| lexicon.turns.contains(&word.folded));
        let told = |range: &&Range<usize>| !kind || found.len() > 1 || turn.is_some_and(|turn| range.start >= turn);
        found.iter().find(told).map(|range| span(sentence, range))
    })
}

fn courteous(view: &View, sentence: &[Word]) -> bool {
    !view.lexicon.thanks.find_except(sentence, &view.lexicon.no_thanks).is_empty()
        || !view.lexicon.pleasure.find(sentence).is_empty()
}

/// Words of its own that a sentence must have to be an explanation.
const EXPLAINS: usize = 2;

/// The same without a cause: whoever tells a story about the house explains too.
const TELLS: usize = 5;

/// The first sentence that gives a cause or denies something, and is more than courtesy, or that tells a good deal.
/// Neither sign is enough alone: "since we met" and "the fryer line" are both harmless.
fn explains(view: &View, words: &[Word]) -> Option<Range<usize>> {
    let lexicon = view.lexicon;
    words.chunk_by(|a, b| a.sentence == b.sentence).find_map(|sentence| {
        let causes = !lexicon.causes.find_except(sentence, &lexicon.no_causes).is_empty();
        let own = sentence.iter().filter(|word| of_its_own(view, word)).count();
        let (first, last) = (sentence.first()?, sentence.last()?);
        let wishes = lexicon.wishes.find(sentence);
        // "Please tell Lou that I will never look at a reed the same way": who opens so complains of nothing.
        let turn = sentence.iter().position(|word| lexicon.turns.contains(&word.folded));
        let back = turn.is_some_and(|turn| wishes.iter().any(|wish| wish.start > turn));
        let kind = wishes.first().is_some_and(|first| first.start < 2 || !causes || back);
        let enough = if causes { EXPLAINS } else { TELLS };
        (!courteous(view, sentence) && !kind && own >= enough).then_some(first.range.start..last.range.end)
    })
}

fn of_its_own(view: &View, word: &Word) -> bool {
    let text = word.folded.as_str();
    let lexicon = view.lexicon;
    text.chars().count() > 3
        && !lexicon.function_words.contains(text)
        && !lexicon.withdrawing.contains(text)
        && !view.known.all.iter().any(|name| name == text)
        && !view.somebody(text)
        && !view.company_words.contains(text)
        && !view.job_words.contains(text)
}
