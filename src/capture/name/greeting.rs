//! How to address somebody in the first line of a mail.

use super::case::Tidy;
use super::{Name, Order, join, words};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Formality {
    /// `Dr. van der Berg`. Nobody's sex is guessed: without an honorific it is the whole name.
    Formal,
    /// The given name, or the name people go by.
    Casual,
}

/// The words behind "Dear": empty when the name has nothing to address somebody with.
pub fn greeting(name: &Name, formality: Formality) -> String {
    let tidy = Tidy::of(name);
    let family = join(&[&tidy.particle(&name.particle), &tidy.name(&name.family)]);
    let given = tidy.name(&name.given);
    if name.order == Order::FamilyFirst {
        return eastern(name);
    }
    let honorific = honorific(name);
    let whole = name.display();
    match formality {
        Formality::Formal => match honorific {
            Some(title)
                if words::is_given_title(title.split(' ').next_back().unwrap_or_default()) && !given.is_empty() =>
            {
                join(&[&title, &given])
            }
            Some(title) if !family.is_empty() => join(&[&title, &family]),
            Some(title) => join(&[&title, &given]),
            None => whole,
        },
        Formality::Casual => {
            let called = |part: &str| part.chars().filter(|c| c.is_alphabetic()).count() > 1 && !part.contains('.');
            // Initials alone are no name to be called by; a second given name behind an initial is: `J. Edgar`.
            if called(&name.nickname) && !name.nickname.contains(' ') && !name.nickname.chars().all(char::is_uppercase)
            {
                tidy.name(&name.nickname)
            } else if called(&given) {
                given
            } else if let Some(middle) = name.middle.split(' ').find(|word| called(word)) {
                tidy.name(middle)
            } else if let (Some(title), false) = (honorific, family.is_empty()) {
                join(&[&title, &family])
            } else {
                whole
            }
        }
    }
}

/// Chinese, Japanese and Korean: the family name with its form of address, else the whole name, at any formality: a
/// bare given name is a liberty there.
fn eastern(name: &Name) -> String {
    let glue = |parts: &[&str]| parts.concat();
    let hangul = name.family.chars().any(|c| matches!(c, '\u{ac00}'..='\u{d7a3}'));
    let whole = if hangul { glue(&[&name.family, &name.given]) } else { join(&[&name.family, &name.given]) };
    if name.suffix.is_empty() {
        return join(&[&name.honorific, &whole]);
    }
    // Korean addresses by the whole name, Japanese and Chinese by the family name.
    if hangul { join(&[&whole, &name.suffix]) } else { glue(&[&name.family, &name.suffix]) }
}

/// The honorific as written, else `Dr.` for those who hold a doctor's degree.
fn honorific(name: &Name) -> Option<String> {
    if !name.honorific.is_empty() {
        return Some(name.honorific.clone());
    }
    let doctor = |word: &str| {
        matches!(words::key(word).as_str(), "phd" | "md" | "dds" | "dmd" | "dvm" | "edd" | "psyd" | "dphil" | "pharmd")
    };
    name.suffix.split([' ', ',']).any(doctor).then(|| "Dr.".to_owned())
}
