//! The greeting: whether it is there, and whether it greets the one who will read it.

use super::hint::{Field, Hint, HintKind, Place, Severity};
use super::lexicon::given_names;
use super::note::{Language, Note};
use super::pattern::WordSet;
use super::people::{folded_eq, same_script};
use super::text::Word;
use super::view::View;
use crate::model::{Channel, FollowUpKind, Message};

pub fn check(view: &View, hints: &mut Vec<Hint>) {
    if matches!(view.note.kind, FollowUpKind::Call | FollowUpKind::Notes | FollowUpKind::LetGo)
        || view.note.channel == Channel::Telephone
        || view.known.is_empty()
    {
        return;
    }
    let Some(greeting) = &view.parts.greeting else { return no_greeting(view, hints) };
    // What a template left behind is no name, and was said already.
    let left = |hint: &Hint| {
        hint.kind == HintKind::Placeholder
            && hint.place.as_ref().is_some_and(|place| {
                place.field == Field::Text
                    && place.range.start <= greeting.range.end
                    && greeting.range.start <= place.range.end
            })
    };
    if hints.iter().any(left) {
        return;
    }
    if view.language == Language::Fr && greets_office(view.parts.within(&greeting.range)) {
        return;
    }
    let words = view.parts.within(&greeting.names);
    let names: Vec<&Word> = words.iter().filter(|word| !view.lexicon.titles.contains(&word.folded)).collect();
    let place = Place::text(greeting.names.clone());
    if names.iter().all(|word| is_nobody(view, word)) {
        let opening = view.parts.within(&greeting.range).first();
        let formal = view.language == Language::Fr
            && names.len() <= 1
            && view
                .parts
                .within(&greeting.range)
                .iter()
                .filter(|w| view.lexicon.letter_opening.contains(&w.folded))
                .count()
                == 1;
        let group = names.iter().any(|word| view.lexicon.groups.contains(&word.folded)) && names.len() <= 3;
        if formal && sex_differs(view, view.parts.within(&greeting.range)) {
            wrong_title(view, greeting.range.clone(), hints);
            return;
        }
        if formal || (group && view.note.recipients.len() > 1) {
            return;
        }
        if group {
            let message = Message::new("hint_greets_group").text(name(view));
            let hint = Hint::new(HintKind::WrongName, Severity::Warn, None, message).at(place.clone());
            hints.push(hint.mend(place, called(view), Message::new("hint_mend_name").text(called(view))));
            return;
        }
        let whole = view.parts.text.get(greeting.range.clone()).unwrap_or_default();
        let impersonal =
            opening.is_some_and(|word| matches!(word.folded.as_str(), "to" | "madame" | "monsieur" | "mesdames"));
        let (place, replacement) = if impersonal || whole.contains("Damen") {
            (Place::text(greeting.range.clone()), format!("{} {}", dear(view), called(view)))
        } else if greeting.names.is_empty() {
            (place, format!(" {}", called(view)))
        } else {
            (place, called(view))
        };
        let message = Message::new("hint_greeting_without_name").text(name(view));
        hints.push(Hint::new(HintKind::MissingName, Severity::Warn, None, message).at(place.clone()).mend(
            place,
            replacement,
            Message::new("hint_mend_name").text(called(view)),
        ));
        return;
    }
    wrong_name(view, &names, words, hints);
}

/// "Madame la Proviseure": the office stands for the name.
fn greets_office(words: &[Word]) -> bool {
    let mut words =
        words.iter().map(|word| word.folded.as_str()).skip_while(|word| !matches!(*word, "madame" | "monsieur"));
    words.next().is_some() && matches!(words.next(), Some("la" | "le" | "l")) && (1..=2).contains(&words.count())
}

/// Words that stand where a name belongs but name nobody.
fn is_nobody(view: &View, word: &Word) -> bool {
    let (men, women) = given_names();
    let ordinary = (view.lexicon.generic.contains(&word.folded) || view.job_words.contains(&word.folded))
        && !men.contains(&word.folded)
        && !women.contains(&word.folded)
        && !view.somebody(&word.folded)
        && !view.known.accepts(&word.folded)
        && view.known.nearest(&word.folded).is_none();
    if ordinary {
        return true;
    }
    (view.lexicon.nobody.contains(&word.folded) && !view.known.accepts(&word.folded))
        || (view.company_words.contains(&word.folded) && !view.known.accepts(&word.folded))
}

fn wrong_name(view: &View, names: &[&Word], words: &[Word], hints: &mut Vec<Hint>) {
    let mut matched = false;
    let mut wrong: Option<&Word> = None;
    for word in names {
        if view.known.accepts(&word.folded) {
            matched = true;
        } else if view.lexicon.conjunctions.contains(&word.folded) || is_nobody(view, word) {
        } else if word.folded.chars().all(|c| c.is_ascii_digit())
            || !same_script(&word.folded, &view.context.addressee.name)
        {
            return;
        } else if wrong.is_none()
            && (matched || view.known.nearest(&word.folded).is_some() || names.len() < 3 || view.somebody(&word.folded))
        {
            wrong = Some(word);
        }
    }
    let several =
        view.note.recipients.len() > 1 || names.iter().any(|word| matches!(word.folded.as_str(), "and" | "und" | "et"));
    let colleague = wrong.is_some_and(|word| view.colleague_words.contains(&word.folded));
    if several && matched && (colleague || view.note.recipients.len() > 1) {
        // Greets two by name: the hint about several readers is the right one.
        return;
    }
    // "Dear Superintendent Shaw", "Ahoy Jane": before the right name an unknown word is a title rather than a name.
    let (men, women) = given_names();
    let wrong = wrong.filter(|word| {
        !matched
            || men.contains(&word.folded)
            || women.contains(&word.folded)
            || view.somebody(&word.folded)
            || view.known.nearest(&word.folded).is_some()
            || names.first().is_some_and(|first| view.known.accepts(&first.folded))
    });
    // A middle initial, a particle, a lower-case word that goes on with the sentence is no name.
    if let Some(word) = wrong.filter(|word| word.capital || !matched) {
        let message = if view.known.nearest(&word.folded).is_some() { "hint_name_misspelt" } else { "hint_wrong_name" };
        let part = view.parts.text.get(word.range.clone()).unwrap_or_default();
        let place = Place::text(word.range.clone());
        let greeted = name_place(view, names, words);
        let hint =
            Hint::new(HintKind::WrongName, Severity::Stop, None, Message::new(message).text(part).text(name(view)))
                .at(place);
        let label = Message::new("hint_mend_name").text(called(view));
        hints.push(hint.mend(greeted, called_like(view, words), label));
        return;
    }
    if sex_differs(view, words) {
        wrong_title(view, words.first().map_or(0, |w| w.range.start)..words.last().map_or(0, |w| w.range.end), hints);
    }
}

fn wrong_title(view: &View, range: std::ops::Range<usize>, hints: &mut Vec<Hint>) {
    let message = Message::new("hint_wrong_title").text(name(view));
    hints.push(Hint::new(HintKind::WrongName, Severity::Stop, None, message).at(Place::text(range)));
}

/// From the first word of the greeting's names, its titles among them, to the last.
fn name_place(view: &View, names: &[&Word], words: &[Word]) -> Place {
    let keeps_title = formal(view, words);
    let start = if keeps_title { names.first().map(|w| w.range.start) } else { words.first().map(|w| w.range.start) };
    Place::text(start.unwrap_or(0)..names.last().map_or(start.unwrap_or(0), |word| word.range.end))
}

fn formal(view: &View, words: &[Word]) -> bool {
    words.first().is_some_and(|word| view.lexicon.titles.contains(&word.folded))
        && !view.context.addressee.family.is_empty()
}

/// The family name behind a title, else how they are called.
fn called_like(view: &View, words: &[Word]) -> String {
    if formal(view, words) { view.context.addressee.family.clone() } else { called(view) }
}

/// The honorific on record is a man's and the greeting's a woman's, or the other way round.
fn sex_differs(view: &View, words: &[Word]) -> bool {
    let record = format!("{} {}", view.context.addressee.name, view.context.addressee.greeting);
    let record = super::people::name_words(&record);
    let his = |word: &String| view.lexicon.masculine.contains(word);
    let hers = |word: &String| view.lexicon.feminine.contains(word);
    if !record.iter().any(|word| his(word) || hers(word)) {
        return given_name_differs(view, words);
    }
    let greeted = |set: &dyn Fn(&String) -> bool| words.iter().any(|word| set(&word.folded));
    (record.iter().any(his) && !record.iter().any(hers) && greeted(&hers) && !greeted(&his))
        || (record.iter().any(hers) && !record.iter().any(his) && greeted(&his) && !greeted(&hers))
}

/// "Frau" to somebody called Bernd: by the given name, when only one sex bears it and nothing else is on record.
fn given_name_differs(view: &View, words: &[Word]) -> bool {
    let (men, women) = given_names();
    let given = super::people::name_words(&view.context.addressee.given);
    let [given] = given.as_slice() else { return false };
    let greeted = |set: &WordSet| words.iter().any(|word| set.contains(&word.folded));
    let (sir, madam) = (greeted(&view.lexicon.masculine), greeted(&view.lexicon.feminine));
    (men.contains(given) && madam && !sir) || (women.contains(given) && sir && !madam)
}

fn no_greeting(view: &View, hints: &mut Vec<Hint>) {
    let words = view.parts.body_words();
    let Some(first) = words.first() else { return };
    // "Thank you, Jane, for …" greets as well, and so does a card that ends in the name.
    let opening = words.iter().take_while(|word| word.sentence == first.sentence).take(30);
    if opening.into_iter().any(|word| word.capital && view.known.all.contains(&word.folded)) {
        return;
    }
    // "Tom, hi!"
    let behind = view.parts.text.get(first.range.end..).unwrap_or_default();
    if first.capital && first.folded.len() > 1 && behind.starts_with([',', '!']) && view.known.accepts(&first.folded) {
        return;
    }
    let place = Place::text(first.range.start..first.range.start);
    let greeting = format!("{} {},\n\n", dear(view), called(view));
    let message = Message::new("hint_no_greeting").text(name(view));
    let label = Message::new("hint_mend_greeting").text(called(view));
    hints.push(
        Hint::new(HintKind::MissingName, Severity::Warn, None, message).at(place.clone()).mend(place, greeting, label),
    );
}

const fn dear(view: &View) -> &'static str {
    match view.language {
        Language::En => "Dear",
        Language::De => "Guten Tag",
        Language::Fr => "Bonjour",
    }
}

/// How the addressee is called: the user's choice, the nickname, the given name, the whole name.
fn called(view: &View) -> String {
    let addressee = &view.context.addressee;
    let choices = [&addressee.greeting, &addressee.nickname, &addressee.given, &addressee.name];
    choices.into_iter().find(|name| !name.trim().is_empty()).cloned().unwrap_or_default()
}

fn name(view: &View) -> String {
    let addressee = &view.context.addressee;
    if addressee.name.trim().is_empty() { called(view) } else { addressee.name.clone() }
}

/// Rules T4, T6: one thank-you to several people, by the recipients or by the greeting.
pub fn greets_several(note: &Note, view: &View) -> bool {
    let Some(greeting) = &view.parts.greeting else { return false };
    let words = view.parts.within(&greeting.names);
    let named = words.iter().any(|word| view.known.accepts(&word.folded));
    let other =
        words.iter().any(|word| view.colleague_words.contains(&word.folded) && !view.known.accepts(&word.folded));
    named && other && !note.recipients.iter().any(|to| folded_eq(&to.name, ""))
}
