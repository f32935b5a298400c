//! What kind of line a line of a mail is, by itself.

use crate::capture::name::{self, fold};

use super::{address, contact, phone, words};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Blank,
    /// `Best regards,`
    SignOff,
    /// `-- ` of RFC 3676 (section 4.3), also without its space, or a dash or rule alone.
    Rule,
    /// `Sent from my phone`
    Device,
    /// Running text, a greeting, a list item: no part of a signature.
    Prose,
    /// Short enough for a signature.
    Short,
}

/// Longest line of a signature, in characters. Lines that join several facts by bars are long.
const LONGEST: usize = 140;

pub fn kind(line: &str) -> Kind {
    let text = bare(line);
    if text.is_empty() {
        return Kind::Blank;
    }
    if is_rule(line.trim()) {
        return Kind::Rule;
    }
    if words::is_sign_off(text) {
        return Kind::SignOff;
    }
    if is_device(text) {
        return Kind::Device;
    }
    if is_prose(text) { Kind::Prose } else { Kind::Short }
}

/// Without marks of emphasis and leading dashes: ` -Jane Doe`, `*Jane Doe*`.
pub fn bare(line: &str) -> &str {
    line.trim().trim_start_matches(['*', '_', '~', '|']).trim_end_matches(['*', '_', '~', '|']).trim()
}

pub fn is_rule(line: &str) -> bool {
    let marks =
        line.chars().filter(|c| matches!(c, '-' | '_' | '—' | '–' | '=' | '*' | '~' | '+' | '#' | '━' | '─')).count();
    let others = line.chars().filter(|c| !c.is_whitespace()).count() - marks;
    others == 0 && (marks > 1 || matches!(line, "—" | "–"))
}

/// `Sent from my iPhone`, `Envoyé de mon iPhone`, `Get Outlook for iOS`
fn is_device(text: &str) -> bool {
    let folded = fold(text);
    let starts = [
        "sent from ",
        "sent via ",
        "envoye de mon",
        "envoye depuis",
        "envoye a partir",
        "von meinem ",
        "gesendet von ",
        "gesendet mit ",
        "via mobile",
        "inviato da ",
        "enviado desde ",
        "enviado do ",
        "verzonden vanaf ",
        "get outlook for",
        "telecharger outlook",
        "obtenir outlook",
        "holen sie sich outlook",
        "sent by ",
    ];
    let known = [
        "iphone",
        "ipad",
        "android",
        "mobile",
        "blackberry",
        "phone",
        "handy",
        "smartphone",
        "galaxy",
        "samsung",
        "outlook",
        "yahoo",
        "mail",
        "app",
        "device",
        "windows",
        "portable",
        "telephone",
        "pixels",
        "wireless",
        "wiko",
        "huawei",
        "treo",
        "verizon",
    ];
    text.len() < 120
        && starts.iter().any(|start| folded.starts_with(start))
        && (folded.starts_with("via mobile") || known.iter().any(|word| folded.contains(word)))
        && !folded.contains(", ")
}

fn is_prose(text: &str) -> bool {
    let text = super::pieces::without_proxy(text);
    if text.chars().count() > LONGEST {
        return true;
    }
    let folded = fold(text);
    let list: Vec<&str> = folded
        .split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '-' | '&' | '@' | '.')))
        .filter(|word| !word.is_empty())
        .collect();
    let has_contact =
        !contact::emails(text).is_empty() || !contact::urls(text).is_empty() || !phone::phones(text).is_empty();
    // A capital makes a word part of a name: `My Kitchen`, `Ma Maison`.
    let small = |word: &str| {
        word.chars().next().is_some_and(char::is_lowercase)
            || word == "I"
            || word.starts_with("I'")
            || word == "Sie"
            || word == "Ihre"
    };
    let prose_words = text
        .split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’')))
        .filter(|word| small(word) && words::is_prose_word(&fold(word)))
        .count();
    // A greeting: `Dear Jane,`
    // `Cher`, `Chere` are given names too; without a comma they open no letter.
    let opens = |words: &[&str]| list.first().is_some_and(|first| words.contains(first));
    if opens(&["hi", "hello", "dear", "hey", "bonjour", "hallo", "sehr", "guten", "hola", "ciao"])
        && (text.ends_with([',', '!', ':']) || list.len() < 4)
        || opens(&["cher", "chere", "chers", "liebe", "lieber"]) && text.ends_with([',', '!', ':'])
    {
        return true;
    }
    let last = text.chars().next_back();
    let ends_sentence = matches!(last, Some('!' | '?' | '…'))
        || (last == Some('.') && list.len() > 2 && !has_contact && !ends_with_abbreviation(text));
    let question = text.contains('?') && !text.contains("http");
    ends_sentence
        || question
        || text.ends_with(':') && list.len() > 1
        || text.ends_with(',') && list.len() > 5
        || prose_words > 1
        || prose_words == 1 && list.len() > 4 && !(has_contact && text.contains(['|', '•', '·']))
        || is_newsletter_foot(&folded)
        || list.len() > 9 && !has_contact && !address::is_address(text) && !text.contains(['|', '•', '·', '/', '–'])
        || starts_item(text)
}

/// `Unsubscribe | Manage preferences`, `© 2026 …`
fn is_newsletter_foot(folded: &str) -> bool {
    const MARKS: &[&str] = &[
        "unsubscribe",
        "manage preferences",
        "email preferences",
        "view in browser",
        "view this email",
        "all rights reserved",
        "se desabonner",
        "se desinscrire",
        "tous droits reserves",
        "newsletter abbestellen",
        "newsletter abmelden",
        "im browser ansehen",
        "alle rechte vorbehalten",
    ];
    folded.starts_with('©') || folded.starts_with("copyright ") || MARKS.iter().any(|mark| folded.contains(mark))
}

/// A numbered or dashed item of a list.
fn starts_item(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text.get(digits..).unwrap_or_default();
    let numbered = (1..3).contains(&digits)
        && (rest.starts_with(") ") || rest.starts_with(".) ") || rest.starts_with(". ") || rest.starts_with(")\t"));
    numbered
        || (text.starts_with("- ") || text.starts_with("-- ") || text.starts_with("• ") || text.starts_with("Ø"))
            && text.split(' ').count() > 4
}

fn ends_with_abbreviation(text: &str) -> bool {
    let last = text.split(' ').next_back().unwrap_or_default();
    // "Jane Doe, ing."
    let degree = text
        .rsplit_once(", ")
        .is_some_and(|(name, degree)| degree.chars().count() < 7 && !degree.contains(' ') && is_name_like(name));
    degree
        || name::is_legal_form(last)
        || name::is_suffix(last, false)
        || last.trim_end_matches('.').contains('.')
        || last.chars().count() < 4 && last.chars().next().is_some_and(char::is_uppercase)
}

/// Whether nothing but contact data stands on a line: numbers, addresses and their labels.
pub fn is_contact(text: &str) -> bool {
    let mut rest = text.to_owned();
    let mut found = false;
    let spans = contact::emails(text)
        .into_iter()
        .map(|found| found.span)
        .chain(contact::urls(text).into_iter().map(|found| found.span))
        .chain(phone::phones(text).into_iter().map(|phone| phone.span));
    for span in spans {
        found = true;
        if let Some(piece) = rest.get(span.clone()) {
            let blank = " ".repeat(piece.len());
            rest.replace_range(span, &blank);
        }
    }
    let letters = rest.chars().filter(|c| c.is_alphabetic()).count();
    found && letters < 22 || is_extension(text)
}

/// A number inside a house: `x6721`, `*7086`, `3-7060`, `Ext. 412`.
pub fn is_extension(text: &str) -> bool {
    let folded = fold(text);
    let rest = folded.trim_start_matches(['*', '#', ' ']);
    let rest = ["extension", "ext.", "ext", "x-", "x.", "x", "poste", "dw", "durchwahl", "tel.", "tel"]
        .iter()
        .find_map(|word| rest.strip_prefix(*word))
        .unwrap_or(rest)
        .trim_matches([' ', '-', ':', '.']);
    let digits = rest.chars().filter(char::is_ascii_digit).count();
    (4..=6).contains(&digits)
        && rest.chars().all(|c| c.is_ascii_digit() || c == '-')
        && rest.len() < 9
        && (rest.len() != folded.trim().len() || rest.contains('-'))
}

/// Whether a line, or its first piece, is a job title.
pub fn is_title(text: &str) -> bool {
    super::fields::is_title(text)
}

/// Whether a line begins with a person's name: up to five capitalised words, none of them an organisation's or a
/// title's. Gives the name.
pub fn leading_name(line: &str) -> Option<&str> {
    let text = super::pieces::without_proxy(bare(line).trim_start_matches(['-', '–', '—', '~', ' ']));
    let piece = text.split(['|', '•', '·', '\t', '<', '(']).next()?;
    // A greeting ends in a comma.
    if text.ends_with(',') {
        return None;
    }
    let piece = piece
        .split(" - ")
        .next()?
        .split(" – ")
        .next()?
        .split(" — ")
        .next()?
        .split("  ")
        .next()?
        .split(" / ")
        .next()?
        .trim();
    let piece = match piece.split_once(',') {
        // `Jane Doe, Head of Talent`, but not `Sun, 6 March`.
        Some((before, after))
            if (before.contains(' ') || name::is_given_name(before))
                && !after
                    .split([' ', ','])
                    .filter(|word| !word.is_empty())
                    .all(|word| name::is_suffix(word, false)) =>
        {
            before
        }
        _ => piece,
    };
    is_name_like(piece).then_some(piece)
}

pub fn is_name_like(text: &str) -> bool {
    let text = text.trim_end_matches(['.', ',']);
    let list: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
    let starts_well = |word: &&str| {
        word.chars().next().is_some_and(|c| {
            c.is_uppercase()
                || (c.is_alphabetic() && !c.is_ascii() && !c.is_lowercase())
                || c == '('
                || c == '"'
                || c == '“'
        }) || matches!(
            fold(word).as_str(),
            "de" | "van"
                | "von"
                | "der"
                | "den"
                | "du"
                | "la"
                | "le"
                | "da"
                | "dos"
                | "do"
                | "di"
                | "del"
                | "della"
                | "zu"
                | "y"
                | "e"
                | "and"
                | "al"
                | "el"
                | "bin"
                | "ter"
                | "ten"
                | "'t"
                | "d'"
        )
    };
    !text.is_empty()
        && text.len() < 60
        && list.len() <= 5
        && text.chars().all(|c| {
            c.is_alphabetic()
                || matches!(c, ' ' | '.' | '-' | '\'' | '’' | ',' | '(' | ')' | '"' | '“' | '”' | '‑')
                || ('\u{300}'..'\u{370}').contains(&c)
        })
        && list.iter().all(starts_well)
        && name::is_person(text).person()
        && !list.iter().any(|word| is_weekday(word))
        && !(list.len() == 1 && (is_month(text) || super::pieces::is_label_only(text)))
        && (!is_title(text) || bears_trade_as_name(&list))
}

/// `Janet Baker`: a given name before one word that is a trade as well.
fn bears_trade_as_name(list: &[&str]) -> bool {
    matches!(list, [given, family] if name::is_given_name(given) && !is_title(given) && family.chars().next().is_some_and(char::is_uppercase))
}

fn is_weekday(word: &str) -> bool {
    matches!(
        fold(word.trim_matches([',', '.'])).as_str(),
        "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "lundi"
            | "mardi"
            | "mercredi"
            | "jeudi"
            | "vendredi"
            | "samedi"
            | "dimanche"
            | "montag"
            | "dienstag"
            | "mittwoch"
            | "donnerstag"
            | "freitag"
            | "samstag"
            | "sonntag"
    )
}

fn is_month(word: &str) -> bool {
    matches!(
        fold(word.trim_matches([',', '.'])).as_str(),
        "january"
            | "february"
            | "march"
            | "april"
            | "may"
            | "june"
            | "july"
            | "august"
            | "september"
            | "october"
            | "november"
            | "december"
            | "janvier"
            | "fevrier"
            | "mars"
            | "avril"
            | "mai"
            | "juin"
            | "juillet"
            | "aout"
            | "septembre"
            | "octobre"
            | "novembre"
            | "decembre"
            | "januar"
            | "februar"
            | "marz"
            | "juni"
            | "juli"
            | "oktober"
            | "dezember"
    )
}
