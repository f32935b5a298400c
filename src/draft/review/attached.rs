//! Attachments: spoken of and not there, or there and not wanted (rule T10).

use super::hint::{Hint, HintKind, Place, Severity};
use super::note::Language;
use super::text::Word;
use super::view::View;
use super::wording::{quoted, span};
use crate::model::{Message, Rule};
use std::ops::Range;

pub fn check(view: &View, thanks: bool, hints: &mut Vec<Hint>) {
    let words = view.parts.body_words();
    let found = view.lexicon.attachments.find_except(words, &view.lexicon.no_attachments);
    let spoken = found.first().map(|first| span(words, first));
    let unwanted = || {
        let message = Message::new("hint_attachment_unwanted");
        Hint::new(HintKind::AttachmentUnwanted, Severity::Note, Some(Rule::T10), message)
    };
    match view.note.attachments {
        Some(0) => {
            let Some(range) = spoken.or_else(|| handed_over(view, words)) else { return };
            let message = Message::new("hint_attachment_missing").text(quoted(view, &range));
            let hint = Hint::new(HintKind::AttachmentMissing, Severity::Stop, Some(Rule::T10), message);
            hints.push(hint.at(Place::text(range)));
        }
        Some(_) if thanks && view.lexicon.asked_for.find(words).is_empty() => hints.push(unwanted()),
        None if thanks => hints.extend(spoken.map(|range| unwanted().at(Place::text(range)))),
        _ => {}
    }
}

/// Words between "I am sending you" and the document.
const BETWEEN: usize = 7;

const SEERS: [&str; 16] =
    ["i", "we", "you", "they", "he", "she", "to", "could", "can", "would", "will", "d", "ll", "still", "ever", "sie"];

/// "I send you the graph", "here is the certificate": something is handed over, and no word says when or how else.
fn handed_over(view: &View, words: &[Word]) -> Option<Range<usize>> {
    let lexicon = view.lexicon;
    words.chunk_by(|a, b| a.sentence == b.sentence).find_map(|sentence| {
        let hands = lexicon.presents.find(sentence);
        let document = |range: &Range<usize>| {
            let behind = sentence.iter().enumerate().skip(range.end).take(BETWEEN);
            behind.filter(|(_, word)| is_document(view, &word.folded)).map(|(at, _)| at).next()
        };
        // "I see the plan on your wall" asks nobody to look.
        let told = |range: &&Range<usize>| {
            let before = range.start.checked_sub(1).and_then(|before| sentence.get(before));
            !before.is_some_and(|before| SEERS.contains(&before.folded.as_str()))
        };
        let (start, end) = hands.iter().filter(told).find_map(|range| Some((range.start, document(range)?)))?;
        // "Here is the plan: …", "Here is the list." with a row of dashes below: it stands in the note itself.
        let told = sentence.get(end).and_then(|word| view.parts.text.get(word.range.end..)).unwrap_or_default();
        let last = sentence.last().and_then(|word| view.parts.text.get(word.range.end..)).unwrap_or_default();
        let list = last.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '!'));
        let inline = told.get(..told.floor_char_boundary(40)).unwrap_or_default().contains(':')
            || list.starts_with(['-', '–', '•', '*', '1']);
        let later = !lexicon.elsewhere.find(sentence).is_empty();
        (!inline && !later).then(|| span(sentence, &(start..end + 1)))
    })
}

/// By the word itself, in German also by the last part of a compound: `Dienstplan`.
fn is_document(view: &View, word: &str) -> bool {
    let known = |word: &str| view.lexicon.documents.contains(word);
    let tails = || word.char_indices().skip(3).take(24).filter_map(|(at, _)| word.get(at..));
    known(word) || (view.language == Language::De && tails().any(|tail| tail.len() > 3 && known(tail)))
}
