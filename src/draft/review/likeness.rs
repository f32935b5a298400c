//! How alike two notes are (rule T4: they compare them).

use super::hint::{Hint, HintKind, Place, Severity};
use super::lexicon::{Lexicon, detect, lexicon};
use super::text::{Parts, Word, parts, words};
use super::view::View;
use crate::model::{FollowUpKind, Message, Rule};
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

/// From this likeness on, two notes to colleagues would be taken for the same letter, and the review warns.
pub const LIKENESS_WARNING: f64 = 0.3;

/// Words in one shingle.
const SHINGLE: usize = 3;
/// Words of a sentence that is remembered as a sentence; shorter ones are courtesy.
const SENTENCE: usize = 8;
/// Share of a note's sentences, by words, that another may have too. One sentence in common is the message that all of
/// them should remember (rule T5).
const SHARED_SENTENCES: f64 = 0.5;
/// Shorter bodies, in words, say too little to be compared.
const LEAST: usize = 12;

/// Likeness of two notes, from 0 (nothing in common) to 1 (the same words in the same order): the Jaccard index of their
/// sets of three-word sequences, those in both by those in either. Only the bodies are compared, without greeting,
/// sign-off and contact block, and words without case, accents and punctuation.
pub fn likeness(a: &str, b: &str) -> f64 {
    let body = |text: &str| {
        let lexicon = lexicon(detect(&words(text.get(..text.floor_char_boundary(4_000)).unwrap_or(text))));
        shingles(parts(text, lexicon, &[], &[]).body_words())
    };
    jaccard(&body(a), &body(b))
}

fn jaccard(a: &HashSet<u64>, b: &HashSet<u64>) -> f64 {
    let common = a.intersection(b).count();
    let all = a.len() + b.len() - common;
    if all == 0 { 0.0 } else { common as f64 / all as f64 }
}

fn hash(words: &[Word]) -> u64 {
    let mut hasher = DefaultHasher::new();
    words.iter().for_each(|word| word.folded.hash(&mut hasher));
    hasher.finish()
}

fn shingles(words: &[Word]) -> HashSet<u64> {
    words.windows(SHINGLE).map(hash).collect()
}

/// Sentences as ranges of words.
fn sentences(words: &[Word]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        match found.last_mut().filter(|last| words.get(last.start).is_some_and(|first| first.sentence == word.sentence))
        {
            Some(last) => last.end = at + 1,
            None => found.push(at..at + 1),
        }
    }
    found
}

pub fn check(view: &View, hints: &mut Vec<Hint>) {
    if matches!(
        view.note.kind,
        FollowUpKind::Withdrawal
            | FollowUpKind::Connect
            | FollowUpKind::RejectionReply
            | FollowUpKind::Notes
            | FollowUpKind::LetGo
    ) {
        return;
    }
    let own = view.parts.body_words();
    if own.len() < LEAST {
        return;
    }
    let set = shingles(own);
    let mut worst: Option<(f64, &str, Vec<Range<usize>>)> = None;
    for note in &view.context.colleagues {
        let text = note.text.get(..note.text.floor_char_boundary(super::LONGEST)).unwrap_or(&note.text);
        let other = body_of(text, view.lexicon, &note.person);
        let other_words = other.body_words();
        if other_words.len() < LEAST {
            continue;
        }
        let alike = jaccard(&set, &shingles(other_words));
        let shared = shared(own, other_words);
        let words: usize = shared.iter().map(Range::len).sum();
        let share = words as f64 / own.len().min(other_words.len()) as f64;
        let heavy = shared.len() > 1 && share >= SHARED_SENTENCES;
        let measure = if heavy { alike.max(share) } else { alike };
        if measure >= LIKENESS_WARNING && worst.as_ref().is_none_or(|(most, ..)| measure > *most) {
            worst = Some((measure, &note.person, shared));
        }
    }
    let Some((measure, person, shared)) = worst else { return };
    let range = |shared: &Range<usize>| {
        let start = own.get(shared.start).map_or(0, |word| word.range.start);
        start..own.get(shared.end.saturating_sub(1)).map_or(start, |word| word.range.end)
    };
    let percent = (measure * 100.0).round() as i64;
    let message = Message::new("hint_likeness").text(person).count(percent);
    let mut hint = Hint::new(HintKind::Likeness, Severity::Warn, Some(Rule::T4), message);
    hint.place = shared.first().map(|first| Place::text(range(first)));
    let text = |shared| {
        view.parts.text.get(range(shared)).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    hint.shared = shared.iter().map(text).collect();
    hints.push(hint);
}

fn body_of<'a>(text: &'a str, lexicon: &Lexicon, person: &str) -> Parts<'a> {
    parts(text, lexicon, &super::people::name_words(person), &[])
}

/// Sentences of `own` that are in `other` too, word for word, or but for a word or two.
fn shared(own: &[Word], other: &[Word]) -> Vec<Range<usize>> {
    let theirs = shingles(other);
    let mut found = sentences(own);
    found.retain(|range| {
        let sentence = own.get(range.clone()).unwrap_or_default();
        let all = sentence.len().saturating_sub(SHINGLE - 1);
        let common = sentence.windows(SHINGLE).filter(|words| theirs.contains(&hash(words))).count();
        sentence.len() >= SENTENCE && common * 10 >= all * 7
    });
    found
}
