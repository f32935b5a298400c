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
        apologies(view, hints);
        decision(view, hints);
    }
    if view.note.kind == FollowUpKind::Withdrawal {
        reasons(view, hints);
    }
    attachments(view, thanks, hints);
    shouting(view, hints);
}

fn span(words: &[Word], found: &Range<usize>) -> Range<usize> {
    let start = words.get(found.start).map_or(0, |word| word.range.start);
    let last = words.get(found.end.saturating_sub(1)).map_or(start, |word| word.range.end);
    start..last.max(start)
}

fn quoted(view: &View, range: &Range<usize>) -> String {
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
    let forgiven = grave.is_empty() && mild.len() < 2;
    for range in grave.into_iter().chain(mild.into_iter().filter(|_| !forgiven)) {
        let range = span(words, &range);
        let message = Message::new("hint_cliche").text(quoted(view, &range));
        hints.push(Hint::new(HintKind::Cliche, Severity::Note, Some(Rule::T8), message).at(Place::text(range)));
    }
}

fn apologies(view: &View, hints: &mut Vec<Hint>) {
    let words = view.parts.body_words();
    let list = if view.context.went_badly { &view.lexicon.apologies } else { &view.lexicon.grave_apologies };
    // "I am sorry Ron could not stay" is about Ron.
    let about_another = |range: &Range<usize>| {
        words.get(range.end).is_some_and(|next| next.capital && view.colleague_words.contains(&next.folded))
    };
    let mut found = list.find_except(words, &view.lexicon.no_apologies);
    found.retain(|range| !about_another(range));
    for range in found {
        let range = span(words, &range);
        let message = Message::new("hint_apology").text(quoted(view, &range));
        hints.push(Hint::new(HintKind::Apology, Severity::Warn, Some(Rule::T13), message).at(Place::text(range)));
    }
}

fn decision(view: &View, hints: &mut Vec<Hint>) {
    let words = view.parts.body_words();
    let said = view.lexicon.decision.find_except(words, &view.lexicon.no_decision);
    let ranges: Vec<Range<usize>> = if said.is_empty() {
        asked(view, words).into_iter().collect()
    } else {
        said.iter().map(|found| span(words, found)).collect()
    };
    for range in ranges {
        let message = Message::new("hint_asks_decision").text(quoted(view, &range));
        hints.push(Hint::new(HintKind::AsksDecision, Severity::Warn, Some(Rule::F1), message).at(Place::text(range)));
    }
}

/// The first question with a word about the decision in it.
fn asked(view: &View, words: &[Word]) -> Option<Range<usize>> {
    words.chunk_by(|a, b| a.sentence == b.sentence).find_map(|sentence| {
        let (first, last) = (sentence.first()?, sentence.last()?);
        let mark = view
            .parts
            .text
            .get(last.range.end..)?
            .chars()
            .find(|c| !c.is_whitespace() && !matches!(c, '"' | ')' | '”' | '»'));
        let about = sentence.iter().any(|word| view.lexicon.decision_topics.contains(&word.folded));
        let harmless = !view.lexicon.no_decision_topics.find(sentence).is_empty();
        (mark == Some('?') && about && !harmless).then_some(first.range.start..last.range.end)
    })
}

/// Words in a withdrawal beyond which it explains, whatever it says.
const LONG_WITHDRAWAL: usize = 110;

fn reasons(view: &View, hints: &mut Vec<Hint>) {
    let words = view.parts.body_words();
    let found = view.lexicon.reasons.find_except(words, &view.lexicon.no_causes);
    let place = match found.first() {
        Some(first) => span(words, first),
        None if words.len() > LONG_WITHDRAWAL => span(words, &(0..words.len())),
        None => match explains(view, words) {
            Some(sentence) => sentence,
            None => return,
        },
    };
    let hint = Hint::new(HintKind::SaysTooMuch, Severity::Warn, Some(Rule::T14), Message::new("hint_says_too_much"));
    hints.push(hint.at(Place::text(place)));
}

/// Words of its own that a sentence must have to be an explanation.
const EXPLAINS: usize = 2;

/// The first sentence that gives a cause or denies something, and is more than courtesy. Neither sign is enough alone:
/// "since we met" and "the fryer line" are both harmless.
fn explains(view: &View, words: &[Word]) -> Option<Range<usize>> {
    let lexicon = view.lexicon;
    words.chunk_by(|a, b| a.sentence == b.sentence).find_map(|sentence| {
        let courteous = !lexicon.thanks.find_except(sentence, &lexicon.no_thanks).is_empty()
            || !lexicon.pleasure.find(sentence).is_empty();
        let causes = !lexicon.causes.find_except(sentence, &lexicon.no_causes).is_empty();
        let own = sentence.iter().filter(|word| of_its_own(view, word)).count();
        let (first, last) = (sentence.first()?, sentence.last()?);
        (!courteous && causes && own >= EXPLAINS).then_some(first.range.start..last.range.end)
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

fn attachments(view: &View, thanks: bool, hints: &mut Vec<Hint>) {
    let words = view.parts.body_words();
    let spoken = view
        .lexicon
        .attachments
        .find_except(words, &view.lexicon.no_attachments)
        .first()
        .map(|first| span(words, first));
    match (view.note.attachments, spoken) {
        (Some(0), Some(range)) => {
            let message = Message::new("hint_attachment_missing").text(quoted(view, &range));
            let hint = Hint::new(HintKind::AttachmentMissing, Severity::Stop, Some(Rule::T10), message);
            hints.push(hint.at(Place::text(range)));
        }
        (Some(count), _) if count > 0 && thanks && view.lexicon.asked_for.find(words).is_empty() => {
            let message = Message::new("hint_attachment_unwanted");
            hints.push(Hint::new(HintKind::AttachmentUnwanted, Severity::Note, Some(Rule::T10), message));
        }
        (None, Some(range)) if thanks => {
            let message = Message::new("hint_attachment_unwanted");
            let hint = Hint::new(HintKind::AttachmentUnwanted, Severity::Note, Some(Rule::T10), message);
            hints.push(hint.at(Place::text(range)));
        }
        _ => {}
    }
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
