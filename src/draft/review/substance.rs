//! Whether a note says something, and all that belongs into it: thanks, detail, the right length, name and contact
//! details, a subject.

use super::hint::{Hint, HintKind, Place, Severity};
use super::note::Language;
use super::people::name_words;
use super::text::{Word, is_contact, words};
use super::view::View;
use crate::model::{Channel, FollowUpKind, Message, Rule};
use std::collections::HashSet;

pub fn check(view: &View, hints: &mut Vec<Hint>) {
    if view.parts.words.is_empty() {
        return;
    }
    thanks(view, hints);
    specific(view, hints);
    length(view, hints);
    closing(view, hints);
}

fn thanks(view: &View, hints: &mut Vec<Hint>) {
    use FollowUpKind::{HandwrittenNote, RejectionReply, ThankYou, Withdrawal};
    if !matches!(view.note.kind, ThankYou | HandwrittenNote | RejectionReply | Withdrawal)
        || view.note.channel == Channel::Telephone && view.note.kind != ThankYou
    {
        return;
    }
    let said = |words: &[Word]| !view.lexicon.thanks.find_except(words, &view.lexicon.no_thanks).is_empty();
    // "Thanks again" above the name counts; "Thanks," alone is a mere formula.
    let closing = view.parts.text.get(view.parts.closing.clone()).unwrap_or_default();
    let mut formulas = closing.lines().take(3).map(|line| {
        let mut line = words(line);
        line.retain(|word| !view.own_words.contains(&word.folded));
        line
    });
    let in_subject =
        said(&words(&view.note.subject)) && !view.lexicon.pleasure.find(view.parts.body_words()).is_empty();
    if in_subject || said(view.parts.body_words()) || formulas.any(|line| line.len() > 1 && said(&line)) {
        return;
    }
    let place = Place::text(view.parts.body.start..view.parts.body.start);
    let hint = Hint::new(HintKind::MissingThanks, Severity::Warn, Some(Rule::T11), Message::new("hint_missing_thanks"));
    hints.push(hint.at(place));
}

/// Words beyond courtesy that a note of up to [`SHORT`] words must have.
const ENOUGH_DETAIL: usize = 2;
const SHORT: usize = 35;
/// A note of fewer words has room for one.
const CARD: usize = 20;
/// One more for so many words more.
const STEP: usize = 12;
/// Letters of a compound, which German makes of two words or three.
const COMPOUND: usize = 12;

/// Rule T8: how many different words of the body could not stand in anybody's note of thanks. Numbers and compounds count double, names
/// of people and companies, the job's title and the days of the week not at all.
fn detail(view: &View) -> usize {
    let mut seen: HashSet<&str> = HashSet::new();
    let mut count = 0;
    let words = view.parts.body_words();
    // A worn phrase is no detail, whatever words it is made of.
    let worn = [&view.lexicon.cliches, &view.lexicon.mild_cliches].map(|phrases| phrases.find(words));
    let worn: HashSet<usize> = worn.into_iter().flatten().flatten().collect();
    let topics = topics(view, words);
    for (at, word) in words.iter().enumerate() {
        if worn.contains(&at) {
            continue;
        }
        let number = word.folded.starts_with(|c: char| c.is_ascii_digit());
        let years = words
            .get(at + 1)
            .is_some_and(|next| ["year", "yr", "jahr", "an"].iter().any(|unit| next.folded.starts_with(unit)));
        if !(is_detail(view, word) || topics.contains(&at)) || (number && years) || !seen.insert(&word.folded) {
            continue;
        }
        let compound = view.language == Language::De && word.folded.chars().count() >= COMPOUND;
        // A name that the records do not know: a place, a product, a case.
        let name = view.language != Language::De && word.capital && !word.opens_sentence && !word.shouted;
        count += if number || compound || name { 2 } else { 1 };
    }
    count
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
        if topic.len() >= TELLING {
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
        && !view.lexicon.generic.contains(text)
        && !view.lexicon.generic_endings.iter().any(|ending| text.len() > 4 && text.ends_with(ending.as_str()))
        && !view.lexicon.titles.contains(text)
        && !view.known.all.iter().any(|name| name == text)
        && !view.somebody(text)
        && !view.own_words.contains(text)
        && !(view.company_words.contains(text) && (word.capital || view.language == Language::De))
        && !of_the_trade(view, text)
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

fn specific(view: &View, hints: &mut Vec<Hint>) {
    let kind = matches!(view.note.kind, FollowUpKind::ThankYou | FollowUpKind::Letter);
    if !kind || view.context.went_badly || view.parts.body_words().is_empty() {
        return;
    }
    if says_something(view) {
        return;
    }
    let place = Place::text(view.parts.body.end..view.parts.body.end);
    let hint =
        Hint::new(HintKind::NothingSpecific, Severity::Warn, Some(Rule::T8), Message::new("hint_nothing_specific"));
    hints.push(hint.at(place));
}

/// Enough of the body could stand in this note only.
pub fn says_something(view: &View) -> bool {
    let length = view.parts.body_words().len();
    let needed = if length < CARD { 1 } else { ENOUGH_DETAIL + length.saturating_sub(SHORT) / STEP };
    detail(view) >= needed || from_the_notes(view)
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

/// Words that a thank-you has at least, and one that says nothing of its own.
const LEAST: usize = 8;
const COURTEOUS: usize = 18;

/// Words of the body, at least and at most, per kind and channel.
fn limits(view: &View) -> (usize, usize) {
    match view.note.kind {
        FollowUpKind::ThankYou if view.note.channel == Channel::Telephone => (0, 90),
        FollowUpKind::ThankYou if view.context.went_badly => (8, 150),
        FollowUpKind::ThankYou => (LEAST, 250),
        FollowUpKind::HandwrittenNote => (8, 130),
        FollowUpKind::CheckIn => (8, 150),
        FollowUpKind::Letter => (15, 300),
        FollowUpKind::Clipping => (5, 200),
        FollowUpKind::Withdrawal => (8, 180),
        FollowUpKind::RejectionReply => (6, 180),
        FollowUpKind::Reference => (10, 300),
        FollowUpKind::Connect | FollowUpKind::Call | FollowUpKind::Notes | FollowUpKind::LetGo => (0, usize::MAX),
    }
}

/// Characters of a note that goes with an invitation to connect (rule L1).
const CONNECT_CHARACTERS: usize = 300;

fn length(view: &View, hints: &mut Vec<Hint>) {
    let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    if view.note.kind == FollowUpKind::Connect {
        let count = view.parts.text.trim().chars().count();
        if count > CONNECT_CHARACTERS {
            let message =
                Message::new("hint_too_long_characters").count(number(count)).count(number(CONNECT_CHARACTERS));
            hints.push(Hint::new(HintKind::TooLong, Severity::Warn, Some(Rule::L1), message));
        }
        return;
    }
    let (least, most) = limits(view);
    let count = view.parts.body_words().len();
    // What says nothing of its own has to be courteous at least.
    let bare = view.note.kind == FollowUpKind::ThankYou && least >= LEAST && !says_something(view);
    if count < if bare { COURTEOUS } else { least } {
        let message = Message::new("hint_too_short").count(number(count));
        hints.push(Hint::new(HintKind::TooShort, Severity::Note, Some(Rule::T8), message));
    } else if count > most {
        let message = Message::new("hint_too_long").count(number(count)).count(number(most));
        let extra = view.parts.body_words().get(most).map_or(view.parts.body.end, |word| word.range.start);
        let place = Place::text(extra..view.parts.body.end.max(extra));
        hints.push(Hint::new(HintKind::TooLong, Severity::Note, Some(Rule::T8), message).at(place));
    }
}

/// Rule T10: who wrote it and how to reach them.
fn closing(view: &View, hints: &mut Vec<Hint>) {
    use FollowUpKind::{CheckIn, Clipping, Letter, Reference, RejectionReply, ThankYou, Withdrawal};
    let own = &view.context.applicant;
    let letter = matches!(view.note.channel, Channel::Email | Channel::Letter);
    let wants_contact = letter && matches!(view.note.kind, ThankYou | CheckIn | Letter);
    let wants_name =
        letter && (wants_contact || matches!(view.note.kind, Clipping | Reference | RejectionReply | Withdrawal));
    let end = view.parts.text.trim_end().len();
    let tail = tail(view);
    let contact = is_contact(tail)
        || [&own.email, &own.phone].iter().any(|detail| !detail.is_empty() && tail.contains(detail.as_str()));
    let place = || Place::text(end..end);
    if wants_contact && !contact {
        let mut hint =
            Hint::new(HintKind::MissingContact, Severity::Note, Some(Rule::T10), Message::new("hint_missing_contact"))
                .at(place());
        let details: Vec<&str> = [&own.email, &own.phone]
            .into_iter()
            .chain(&own.lines)
            .map(String::as_str)
            .filter(|line| !line.trim().is_empty())
            .collect();
        if !details.is_empty() {
            hint = hint.mend(place(), format!("\n{}", details.join("\n")), Message::new("hint_mend_contact"));
        }
        hints.push(hint);
    }
    let names = name_words(&own.name);
    // One fault, one hint: whoever adds the details sees the name missing.
    let contact_asked = wants_contact && !contact;
    let said = words(tail).iter().any(|word| names.contains(&word.folded) && !word.glued);
    if wants_name && !contact_asked && !names.is_empty() && !said && view.parts.body_words().len() > 3 {
        let at = if view.parts.signed_off { first_line_end(view) } else { view.parts.closing.start };
        let replacement = if view.parts.signed_off { format!("\n{}", own.name) } else { format!("{}\n", own.name) };
        let place = Place::text(at..at);
        let hint = Hint::new(HintKind::MissingSignature, Severity::Note, None, Message::new("hint_missing_signature"));
        hints.push(hint.at(place.clone()).mend(
            place,
            replacement,
            Message::new("hint_mend_signature").text(&own.name),
        ));
    }
}

fn first_line_end(view: &View) -> usize {
    let closing = view.parts.text.get(view.parts.closing.clone()).unwrap_or_default();
    view.parts.closing.start + closing.find('\n').unwrap_or(closing.trim_end().len())
}

/// The closing with the last words before it: "My number is …". A letter has its sender at the top.
fn tail<'a>(view: &View<'a>) -> &'a str {
    let text = view.parts.text.trim_end();
    let start = if view.note.channel == Channel::Letter {
        0
    } else {
        view.parts.closing.start.min(text.len()).saturating_sub(LAST_WORDS)
    };
    text.get(text.ceil_char_boundary(start)..).unwrap_or_default()
}

/// Bytes before the closing.
const LAST_WORDS: usize = 160;

/// Rule T10: a subject that sells.
pub fn subject(view: &View, hints: &mut Vec<Hint>) {
    if view.note.channel != Channel::Email {
        return;
    }
    let subject = view.note.subject.trim();
    let place = Place::subject(0..view.note.subject.len());
    if subject.is_empty() {
        let hint =
            Hint::new(HintKind::EmptySubject, Severity::Warn, Some(Rule::T10), Message::new("hint_empty_subject"));
        hints.push(mend_subject(view, hint.at(place.clone()), place));
        return;
    }
    let reply = ["re:", "aw:", "fwd:", "fw:", "wg:", "tr:", "re :", "tr :"]
        .iter()
        .any(|mark| subject.to_lowercase().starts_with(mark));
    let thanks = view.note.kind == FollowUpKind::ThankYou;
    if reply || !(thanks || matches!(view.note.kind, FollowUpKind::CheckIn | FollowUpKind::Letter)) {
        return;
    }
    let said = words(subject);
    let empty_words = said.iter().all(|word| view.lexicon.generic_subjects.contains(&word.folded));
    // "Thanks for the call" names its matter.
    let thanks_for = !view.lexicon.thanks.find(&said).is_empty()
        && said.iter().any(|word| view.lexicon.occasions.contains(&word.folded))
        && !said.iter().any(|word| matches!(word.folded.as_str(), "time" | "zeit" | "temps"));
    if empty_words && said.len() <= 7 && !thanks_for {
        let message = Message::new("hint_generic_subject").text(subject);
        let hint = Hint::new(HintKind::GenericSubject, Severity::Note, Some(Rule::T10), message);
        hints.push(mend_subject(view, hint.at(place.clone()), place));
    }
}

fn mend_subject(view: &View, hint: Hint, place: Place) -> Hint {
    let job = view.context.job_title.trim();
    if job.is_empty() {
        return hint;
    }
    let subject = match (view.note.kind, view.language) {
        (FollowUpKind::ThankYou | FollowUpKind::RejectionReply, Language::En) => {
            format!("Thank you: {job}")
        }
        (FollowUpKind::ThankYou | FollowUpKind::RejectionReply, Language::De) => {
            format!("Vielen Dank: {job}")
        }
        (FollowUpKind::ThankYou | FollowUpKind::RejectionReply, Language::Fr) => format!("Merci : {job}"),
        _ => job.to_owned(),
    };
    hint.mend(place, subject.clone(), Message::new("hint_mend_subject").text(subject))
}
