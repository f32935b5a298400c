//! Asking for the decision (rule F1): by a phrase that means little else, or by a sentence that asks and is about the
//! choice.

use super::hint::{Hint, HintKind, Place, Severity};
use super::pattern::Phrases;
use super::text::Word;
use super::view::View;
use super::wording::{quoted, span};
use crate::model::{Message, Rule};
use std::ops::Range;

pub fn check(view: &View, hints: &mut Vec<Hint>) {
    for sentence in view.parts.body_words().chunk_by(|a, b| a.sentence == b.sentence) {
        for range in asked(view, sentence) {
            let message = Message::new("hint_asks_decision").text(quoted(view, &range));
            let hint = Hint::new(HintKind::AsksDecision, Severity::Warn, Some(Rule::F1), message);
            hints.push(hint.at(Place::text(range)));
        }
    }
}

fn asked(view: &View, sentence: &[Word]) -> Vec<Range<usize>> {
    let lexicon = view.lexicon;
    let question = is_question(view, sentence);
    let request = has(&lexicon.requests, sentence);
    // What the other said about a decision is a topic of the talk, unless the sentence goes on to ask.
    if !question && !request && has(&lexicon.reported, sentence) {
        return Vec::new();
    }
    let said = lexicon.decision.find_except(sentence, &lexicon.no_decision);
    if !said.is_empty() {
        return said.iter().map(|found| span(sentence, found)).collect();
    }
    let chosen = || !lexicon.choosing.find_except(sentence, &lexicon.no_choosing).is_empty();
    let about = (question || request) && (about_the_choice(view, sentence, question) || chosen());
    if about { vec![span(sentence, &(0..sentence.len()))] } else { Vec::new() }
}

/// A word that names the decision, or one that may, in a sentence about the writer or about what has been done already.
fn about_the_choice(view: &View, sentence: &[Word], question: bool) -> bool {
    let lexicon = view.lexicon;
    if has(&lexicon.no_decision_topics, sentence) {
        return false;
    }
    let any = |wanted: &dyn Fn(&str) -> bool| sentence.iter().any(|word| wanted(&word.folded));
    let writer = any(&|word| lexicon.first_person.contains(word) || matches!(word, "me" | "mich" | "m"));
    // "How did you get them to agree to the decision?" asks for a story.
    if !writer && has(&lexicon.whys, sentence) {
        return false;
    }
    let personal = || {
        writer
            || any(&|word| {
                matches!(word, "have" | "has" | "already" | "yet" | "anyone" | "someone" | "somebody" | "who")
                    || matches!(
                        word,
                        "haben" | "habt" | "schon" | "bereits" | "jemand" | "wer" | "avez" | "deja" | "qui"
                    )
            })
    };
    // The writer may have an answer too.
    let weak_choice = || {
        let answer = |word: &str| matches!(word, "answer" | "antwort" | "reponse" | "offer" | "offers");
        any(&|word| lexicon.weak_topics.contains(word) && !answer(word))
    };
    let weak = || any(&|word| lexicon.weak_topics.contains(word));
    any(&|word| lexicon.decision_topics.contains(word))
        || (writer && has(&lexicon.fate, sentence))
        || (weak() && has(&lexicon.deadlines, sentence))
        || (question && weak_choice() && personal())
}

fn has(phrases: &Phrases, words: &[Word]) -> bool {
    !phrases.find(words).is_empty()
}

fn is_question(view: &View, sentence: &[Word]) -> bool {
    let Some(last) = sentence.last() else { return false };
    let behind = view.parts.text.get(last.range.end..).unwrap_or_default().chars();
    let mut marks = behind.skip_while(|c| c.is_whitespace() || matches!(c, '"' | ')' | '”' | '»'));
    marks.next() == Some('?')
}
