//! Whether a note says something, and all that belongs into it: thanks, detail, the right length, name and contact
//! details, a subject.

use super::detail::says_something;
use super::hint::{Hint, HintKind, Place, Severity};
use super::note::Language;
use super::people::name_words;
use super::text::{Word, is_contact, words};
use super::view::View;
use crate::model::{Channel, FollowUpKind, Message, Rule};

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
    let thanked = !view.lexicon.thanks.find(&said).is_empty();
    // "Merci infiniment": thanks that are given for nothing, however heartily.
    let named = said.iter().any(|word| matches!(word.folded.as_str(), "for" | "fur" | "pour" | "of" | "de" | "d"));
    let empty = |word: &Word| {
        let text = word.folded.as_str();
        let matters = view.job_words.contains(text) || view.company_words.contains(text) || view.somebody(text);
        let hearty = view.lexicon.generic.contains(text) || text.ends_with("ly") || text.ends_with("ment");
        view.lexicon.generic_subjects.contains(text) || (thanked && !named && hearty && !matters)
    };
    let empty_words = said.iter().all(empty);
    // "Thanks for the call" names its matter.
    let thanks_for = thanked
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
