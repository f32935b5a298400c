//! Phrases that do harm: worn ones, apologies, asking for the decision, reasons for withdrawing, attachments, shouting.

use super::hint::{Hint, HintKind, Place, Severity};
use super::text::Word;
use super::view::View;
use crate::model::{FollowUpKind, Message, Rule};
use std::ops::Range;

pub fn check(view: &View, hints: &mut Vec<Hint>) {
    let thanks = matches!(view.note.kind, FollowUpKind::ThankYou | FollowUpKind::HandwrittenNote);
    cliches(view, hints);
    if thanks {
        super::apology::check(view, hints);
        super::asking::check(view, hints);
    }
    if view.note.kind == FollowUpKind::Withdrawal {
        super::leaving::check(view, hints);
    }
    super::attached::check(view, thanks, hints);
    shouting(view, hints);
}

pub(super) fn span(words: &[Word], found: &Range<usize>) -> Range<usize> {
    let start = words.get(found.start).map_or(0, |word| word.range.start);
    let last = words.get(found.end.saturating_sub(1)).map_or(start, |word| word.range.end);
    start..last.max(start)
}

pub(super) fn quoted(view: &View, range: &Range<usize>) -> String {
    view.parts.text.get(range.clone()).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn cliches(view: &View, hints: &mut Vec<Hint>) {
    if matches!(
        view.note.kind,
        FollowUpKind::Notes
            | FollowUpKind::LetGo
            | FollowUpKind::Reference
            | FollowUpKind::Call
            // "I am not the right person" sells nothing.
            | FollowUpKind::Withdrawal
    ) {
        return;
    }
    let words = view.parts.body_words();
    let grave = view.lexicon.cliches.find(words);
    let mild = view.lexicon.mild_cliches.find(words);
    let praise = self_praise(view, words);
    let forgiven = grave.is_empty() && mild.len() < 2 && praise.is_empty();
    let praise =
        praise.into_iter().filter(|range| !grave.iter().chain(&mild).any(|other| range.contains(&other.start)));
    let praise: Vec<Range<usize>> = praise.collect();
    for range in grave.into_iter().chain(praise).chain(mild.into_iter().filter(|_| !forgiven)) {
        let range = span(words, &range);
        let message = Message::new("hint_cliche").text(quoted(view, &range));
        hints.push(Hint::new(HintKind::Cliche, Severity::Note, Some(Rule::T8), message).at(Place::text(range)));
    }
}

/// Words of praise for oneself that one sentence may hold.
const VIRTUES: usize = 2;

/// Sentences in which the writer strings virtues together, from the first to the last.
fn self_praise(view: &View, words: &[Word]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for sentence in words.chunk_by(|a, b| a.sentence == b.sentence) {
        let virtue = |word: &Word| view.lexicon.virtues.contains(&word.folded);
        let personal = sentence.iter().any(|word| view.lexicon.first_person.contains(&word.folded));
        let first = sentence.iter().position(virtue);
        let last = sentence.iter().rposition(virtue);
        if let (Some(first), Some(last)) = (first, last)
            && personal
            && sentence.iter().filter(|word| virtue(word)).count() > VIRTUES
        {
            found.push(start + first..start + last + 1);
        }
        start += sentence.len();
    }
    found
}

/// Ordinary words in capitals that make a shout.
const SHOUTED_WORDS: usize = 2;
/// Exclamation marks in one note that are too many, and in one row.
const MARKS: usize = 6;
const MARKS_IN_A_ROW: usize = 3;

fn shouting(view: &View, hints: &mut Vec<Hint>) {
    let words = view.parts.body_words();
    let ordinary = |word: &&Word| {
        word.shouted
            && word.folded.len() > 1
            && !word.glued
            && (view.lexicon.generic.contains(&word.folded) || view.lexicon.function_words.contains(&word.folded))
            && !matches!(
                word.folded.as_str(),
                "it" | "hr" | "cv" | "us" | "am" | "pm" | "ai" | "ui" | "pr" | "ok" | "es" | "ti" | "or" | "as" | "in"
            )
    };
    let shouted: Vec<&Word> = words.iter().filter(ordinary).collect();
    let letters: usize = shouted.iter().map(|word| word.folded.len()).sum();
    let body = view.parts.text.get(view.parts.body.clone()).unwrap_or_default();
    let (mut row, mut marks, mut place) = (0, 0, None);
    for (at, c) in body.char_indices() {
        row = if c == '!' { row + 1 } else { 0 };
        marks += usize::from(c == '!');
        if row >= MARKS_IN_A_ROW && place.is_none() {
            let end = view.parts.body.start + at + 1;
            place = Some(end - MARKS_IN_A_ROW..end);
        }
    }
    let mend = place.clone().map(|range| {
        let tail = view.parts.text.get(range.start..).unwrap_or_default();
        range.start..range.start + tail.bytes().take_while(|byte| *byte == b'!').count()
    });
    if let (Some(range), Some(all)) = (place, mend) {
        let hint = Hint::new(HintKind::Shouting, Severity::Note, None, Message::new("hint_exclamation_marks"));
        hints.push(hint.at(Place::text(range)).mend(Place::text(all), "!", Message::new("hint_mend_one_mark")));
    } else if shouted.len() >= SHOUTED_WORDS && letters >= 7 {
        let first = shouted.first().map_or(0..0, |word| word.range.clone());
        hints.push(
            Hint::new(HintKind::Shouting, Severity::Note, None, Message::new("hint_capitals")).at(Place::text(first)),
        );
    } else if marks >= MARKS {
        hints.push(Hint::new(HintKind::Shouting, Severity::Note, None, Message::new("hint_exclamation_marks")));
    }
}
