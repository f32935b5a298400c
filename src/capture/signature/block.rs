//! Where the signature begins and ends.

use crate::capture::name::{self, fold};

use super::line::{self, Kind};
use super::{Sender, contact, words};

/// Most lines that a signature has, blank ones not counted.
const MOST_LINES: usize = 18;

/// The lines of the signature among the writer's `own` lines; none when there is no signature.
pub fn find(lines: &[&str], own: &[usize], sender: Option<&Sender>) -> Vec<usize> {
    let text = |index: usize| lines.get(index).copied().unwrap_or_default();
    let mut own: Vec<usize> = own.to_vec();
    drop_disclaimer(&text, &mut own);
    let kinds: Vec<(usize, Kind)> = own
        .iter()
        .map(|index| match line::kind(text(*index)) {
            // `Your friend, Jane.`
            Kind::Prose if text(*index).split_whitespace().count() < 5 && is_sender(text(*index), sender) => {
                (*index, Kind::Short)
            }
            kind => (*index, kind),
        })
        .collect();
    let found = at_end(&kinds, &text, sender);
    if !found.is_empty() {
        return found;
    }
    // "Follow us on …", "P.S. …", the foot of a newsletter: running text behind a signature that is beyond doubt.
    let mut before = kinds.as_slice();
    for _ in 0..2 {
        before = without_last_text(before);
        let found = at_end(before, &text, sender);
        if is_beyond_doubt(&found, &text, sender) {
            return found;
        }
    }
    Vec::new()
}

/// The signature that ends where `kinds` do.
fn at_end<'a>(kinds: &[(usize, Kind)], text: &impl Fn(usize) -> &'a str, sender: Option<&Sender>) -> Vec<usize> {
    let tail = tail(kinds);
    let filled: Vec<(usize, Kind)> = tail.iter().copied().filter(|(_, kind)| *kind != Kind::Blank).collect();
    let Some(start) = start(&filled, text, sender, tail.len() == kinds.len()) else {
        return Vec::new();
    };
    filled.into_iter().map(|(index, _)| index).filter(|index| *index >= start).collect()
}

/// Without the last lines of running text, and what short lines stand behind them; the same where that would be many.
fn without_last_text(kinds: &[(usize, Kind)]) -> &[(usize, Kind)] {
    const MOST: usize = 8;
    let text = |(_, kind): &(usize, Kind)| *kind == Kind::Prose;
    let behind = kinds.iter().rev().take_while(|line| !text(line)).count();
    let ends = kinds.len().saturating_sub(behind);
    let prose = kinds.iter().take(ends).rev().take_while(|line| text(line) || line.1 == Kind::Blank).count();
    let kept = ends.saturating_sub(prose);
    if behind + prose > MOST { kinds } else { kinds.get(..kept).unwrap_or_default() }
}

/// Closing words and the sender's name, with more than the name below.
fn is_beyond_doubt<'a>(found: &[usize], text: &impl Fn(usize) -> &'a str, sender: Option<&Sender>) -> bool {
    let says = |line: &str| {
        line::is_contact(line) || line::is_title(line) || super::address::is_address(line) || is_company(line)
    };
    let led = found.first().is_some_and(|first| {
        matches!(line::kind(text(*first)), Kind::SignOff | Kind::Rule) || is_sender(text(*first), sender)
    });
    let named = found.iter().any(|index| is_sender(text(*index), sender) || line::leading_name(text(*index)).is_some());
    let signed = matches!(found, [closing, name] if line::kind(text(*closing)) == Kind::SignOff && is_sender(text(*name), sender));
    signed || led && named && found.iter().skip(1).filter(|index| says(line::bare(text(**index)))).count() > 1
}

/// The last lines that are no running text.
fn tail(kinds: &[(usize, Kind)]) -> &[(usize, Kind)] {
    let mut filled = 0;
    let mut from = kinds.len();
    let mut blanks = 0;
    for (place, (_, kind)) in kinds.iter().enumerate().rev() {
        match kind {
            Kind::Prose => break,
            Kind::Blank => blanks += 1,
            _ => {
                filled += 1;
                // A gap of many lines sets off something else.
                if filled > MOST_LINES || (blanks > 4 && filled > 1) {
                    break;
                }
                blanks = 0;
                from = place;
            }
        }
    }
    kinds.get(from..).unwrap_or_default()
}

/// First line of the signature within the tail.
fn start<'a>(
    filled: &[(usize, Kind)],
    text: &impl Fn(usize) -> &'a str,
    sender: Option<&Sender>,
    whole: bool,
) -> Option<usize> {
    let at = |place: usize| filled.get(place).map(|(index, _)| text(*index)).unwrap_or_default();
    let kind = |place: usize| filled.get(place).map(|(_, kind)| *kind);
    if is_list(filled, text) {
        return None;
    }
    // A rule with a signature behind it; the words of closing may stand before it.
    let rule = filled.iter().position(|(_, kind)| *kind == Kind::Rule);
    let sign_off = filled.iter().position(|(_, kind)| *kind == Kind::SignOff);
    if let Some(place) = sign_off
        && rule.is_none_or(|rule| rule > place)
        && (place + 1..filled.len()).any(|next| kind(next) == Some(Kind::Short))
    {
        let next = (place + 1..filled.len()).find(|next| kind(*next) == Some(Kind::Short))?;
        if signs(at(next), sender) || line::is_contact(line::bare(at(next))) || line::is_title(at(next)) {
            return filled.get(place).map(|(index, _)| *index);
        }
    }
    let name = (0..filled.len()).filter(|place| kind(*place) == Some(Kind::Short)).find(|place| {
        let line = at(*place);
        let closing = sign_off == place.checked_sub(1) && sign_off.is_some();
        closing && signs(line, sender)
            || is_sender(line, sender)
            || words::after_sign_off(line::bare(line)).is_some_and(line::is_name_like)
            || (line::leading_name(line).is_some() || borne_out(filled, *place, text)) && vouched(filled, *place, text)
            || whole && *place == 0 && is_card_head(line) && reachable(filled, text)
            || opens_and_ends(line, filled.len() - place)
    });
    if let Some(rule) = rule
        && name.is_none_or(|name| name > rule)
        && (rule + 1..filled.len()).any(|place| signs(at(place), sender) || line::is_contact(line::bare(at(place))))
        && filled.len() - rule <= 16
    {
        return filled.get(rule).map(|(index, _)| *index);
    }
    let place = match name {
        Some(place) => place,
        None => {
            (0..filled.len()).find(|place| is_address_of(at(*place), sender) || desk(filled, *place, text, whole))?
        }
    };
    // Closing words that stand right above.
    let place = if place > 0 && kind(place - 1) == Some(Kind::SignOff) { place - 1 } else { place };
    filled.get(place).map(|(index, _)| *index)
}

/// What may stand behind closing words: a name of any kind, short.
fn signs(line: &str, sender: Option<&Sender>) -> bool {
    let text = line::bare(line);
    let words = text.split_whitespace().count();
    is_sender(line, sender)
        || line::leading_name(line).is_some()
        || words <= 4
            && text.chars().next().is_some_and(char::is_uppercase)
            && !text.chars().any(|c| c.is_ascii_digit())
            && !text.ends_with(':')
        || words <= 2 && text.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '.' | '-'))
}

/// The line names the sender: a word of their displayed name or of their address.
fn is_sender(line: &str, sender: Option<&Sender>) -> bool {
    let Some(sender) = sender else {
        return false;
    };
    let text = line::bare(line).trim_start_matches(['-', ' ']);
    let words: Vec<String> = fold(text)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() > 1)
        .map(str::to_owned)
        .collect();
    if words.is_empty() || words.len() > 8 || text.chars().count() > 90 {
        return false;
    }
    let known = fold(&format!("{} {}", sender.name, sender.address.split('@').next().unwrap_or_default()));
    let known: Vec<&str> =
        known.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 2).collect();
    let first = words.iter().take(5).filter(|word| known.contains(&word.as_str())).count();
    let name = line::leading_name(line).map(|name| name.split_whitespace().count());
    // `Christian and Steve`, `Your friend, Craig.`
    first > 0 && (first * 2 >= words.len().min(4) || name.is_some_and(|count| first * 2 >= count) || words.len() < 4)
}

fn is_address_of(line: &str, sender: Option<&Sender>) -> bool {
    let found = contact::emails(line);
    let name = fold(&sender.map(|sender| sender.name.clone()).unwrap_or_default());
    let own = found.iter().any(|email| {
        let local = fold(email.text.split('@').next().unwrap_or_default());
        let same = sender.is_some_and(|sender| sender.address.eq_ignore_ascii_case(&email.text));
        let parts = name.split(|c: char| !c.is_alphanumeric()).filter(|part| part.len() > 3);
        same || parts.into_iter().any(|part| local.contains(part))
    });
    own && line::is_contact(line::bare(line))
}

/// The shape of a name: two to four capitalised words of letters.
fn is_card_head(line: &str) -> bool {
    let list: Vec<&str> = line::bare(line).split_whitespace().collect();
    (2..=4).contains(&list.len())
        && list.iter().all(|word| word.chars().next().is_some_and(char::is_uppercase) || word.len() < 4)
        && line::bare(line).chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '.' | '-' | '\'' | '’'))
        && !list.iter().any(|word| name::is_legal_form(word))
}

/// A line below gives a way to reach somebody.
fn reachable<'a>(filled: &[(usize, Kind)], text: &impl Fn(usize) -> &'a str) -> bool {
    filled.iter().skip(1).any(|(index, _)| {
        let line = line::bare(text(*index));
        line::is_contact(line) || super::address::is_address(line) || !contact::emails(line).is_empty()
    })
}

/// An address of a mail in the block holds a word of the line, which has the shape of a name.
fn borne_out<'a>(filled: &[(usize, Kind)], place: usize, text: &impl Fn(usize) -> &'a str) -> bool {
    let line = filled.get(place).map(|(index, _)| text(*index)).unwrap_or_default();
    is_card_head(line)
        && filled.iter().skip(place + 1).any(|(index, _)| {
            contact::emails(text(*index)).iter().any(|email| {
                let local = fold(email.text.split('@').next().unwrap_or_default());
                fold(line).split(|c: char| !c.is_alphanumeric()).any(|word| word.len() > 3 && local.contains(word))
            })
        })
}

/// Another line of the block says that this is a person's card: a title, a way to reach them, a firm.
fn vouched<'a>(filled: &[(usize, Kind)], place: usize, text: &impl Fn(usize) -> &'a str) -> bool {
    let line = text(filled.get(place).map(|(index, _)| *index).unwrap_or_default());
    let rest = line::leading_name(line)
        .and_then(|name| line::bare(line).split_once(name))
        .map(|(_, rest)| rest)
        .unwrap_or_default();
    let says = |line: &str| {
        line::is_contact(line) || line::is_title(line) || super::address::is_address(line) || is_company(line)
    };
    let own_line = rest.len() > 4 && (says(rest) || !crate::capture::signature::phones(rest).is_empty());
    own_line || filled.iter().skip(place + 1).take(6).any(|(index, kind)| *kind == Kind::Short && says(line::bare(text(*index))))
        // A full name alone on the last line, as one closes a letter.
        || (place + 1 == filled.len() || filled.get(place + 1).is_some_and(|(_, kind)| matches!(kind, Kind::Rule | Kind::Device))) && full_name(line)
}

fn full_name(line: &str) -> bool {
    line::leading_name(line).is_some_and(|name| {
        let words: Vec<&str> = name.split(' ').collect();
        name == line::bare(line).trim_end_matches('.')
            && (2..4).contains(&words.len())
            && words.first().is_some_and(|first| name::is_given_name(first))
    })
}

/// A given name alone on the last line.
fn opens_and_ends(line: &str, lines_left: usize) -> bool {
    let text = line::bare(line).trim_start_matches(['-', ' ']).trim_end_matches([',', '.']);
    lines_left == 1
        && !text.contains(' ')
        && name::is_given_name(text)
        && text.chars().next().is_some_and(char::is_uppercase)
}

fn is_company(line: &str) -> bool {
    let verdict = name::is_person(line);
    !verdict.person() && verdict.probability > 0.8 && line.split_whitespace().count() < 8
}

/// A desk or department with its number: `Travel Desk` / `3-1234`.
fn desk<'a>(filled: &[(usize, Kind)], place: usize, text: &impl Fn(usize) -> &'a str, whole: bool) -> bool {
    let line = |place: usize| filled.get(place).map(|(index, _)| line::bare(text(*index))).unwrap_or_default();
    let short = filled.len() - place <= 4;
    !whole
        && short
        && !line(place).chars().any(|c| c.is_ascii_digit())
        && is_company(line(place))
        && line(place).chars().next().is_some_and(char::is_uppercase)
        && (place + 1..filled.len()).all(|next| line::is_contact(line(next)))
        && place + 1 < filled.len()
}

/// Columns or names one below the other: a table, no signature.
fn is_list<'a>(filled: &[(usize, Kind)], text: &impl Fn(usize) -> &'a str) -> bool {
    let tables = filled
        .iter()
        .filter(|(index, _)| {
            text(*index).trim_end().contains('\t')
                && !line::is_contact(text(*index))
                && super::phones(text(*index)).is_empty()
                && contact::emails(text(*index)).is_empty()
        })
        .count();
    let names = filled
        .iter()
        .filter(|(index, kind)| {
            *kind == Kind::Short
                && line::leading_name(text(*index)).is_some_and(|name| name.contains(' '))
                && name::is_person(line::bare(text(*index))).surely_person()
        })
        .count();
    tables > 2 || names > 5
}

/// Takes legal notices off the end: a paragraph, or lines to the end, that speak of confidentiality.
fn drop_disclaimer<'a>(text: &impl Fn(usize) -> &'a str, own: &mut Vec<usize>) {
    let starts = |line: &str| {
        let folded = fold(line);
        let marks = [
            "confidential",
            "intended recipient",
            "intended only for",
            "intended solely",
            "privileged",
            "if you have received this",
            "this email and any",
            "this e-mail and any",
            "this message and any",
            "this message is",
            "this communication",
            "disclaimer",
            "please consider the environment",
            "think before you print",
            "before printing",
            "virus",
            "monitored",
            "ce message et",
            "ce courriel",
            "ce message",
            "cet e-mail",
            "confidentiel",
            "destinataire",
            "pensez a l'environnement",
            "avant d'imprimer",
            "n'imprimez",
            "diese e-mail",
            "diese nachricht",
            "vertraulich",
            "nicht der richtige adressat",
            "empfanger",
            "bitte prufen sie",
            "umwelt",
            "unsubscribe",
            "se desabonner",
            "abmelden",
            "list-unsubscribe",
            "mailing list",
            "legal notice",
        ];
        folded.split_whitespace().count() > 4 && marks.iter().any(|mark| folded.contains(mark))
            || folded.ends_with("mailing list")
    };
    let from = own.len().saturating_sub(60);
    let Some(place) = own.iter().skip(from).position(|index| starts(text(*index))).map(|place| place + from) else {
        return;
    };
    // Only where nothing but the notice follows: after a blank line or rule, to the end of the mail.
    let mut first = place;
    while first > 0
        && own
            .get(first - 1)
            .is_some_and(|index| !text(*index).trim().is_empty() && line::kind(text(*index)) == Kind::Prose)
    {
        first -= 1;
    }
    let set_off = first == 0
        || own.get(first - 1).is_some_and(|index| matches!(line::kind(text(*index)), Kind::Blank | Kind::Rule));
    let card_before = own
        .iter()
        .take(first)
        .rev()
        .filter(|index| !text(**index).trim().is_empty())
        .take(8)
        .any(|index| matches!(line::kind(text(*index)), Kind::Short | Kind::SignOff));
    let prose_after = own.iter().skip(place + 1).filter(|index| line::kind(text(**index)) == Kind::SignOff).count() > 0;
    if set_off && card_before && !prose_after {
        own.truncate(first);
        while own.last().is_some_and(|index| matches!(line::kind(text(*index)), Kind::Blank)) {
            own.pop();
        }
    }
}
