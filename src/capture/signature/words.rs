//! Word lists of signatures, read once from the text files beside this one.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::capture::name::fold;

type Words = HashSet<&'static str>;

fn lines(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

static TITLES: LazyLock<Words> =
    LazyLock::new(|| lines(include_str!("titles.txt")).flat_map(str::split_whitespace).collect());
static TITLE_MODIFIERS: LazyLock<Words> =
    LazyLock::new(|| lines(include_str!("title_modifiers.txt")).flat_map(str::split_whitespace).collect());
static SIGN_OFFS: LazyLock<Words> = LazyLock::new(|| lines(include_str!("signoffs.txt")).collect());

pub fn is_title_noun(word: &str) -> bool {
    TITLES.contains(word)
}

pub fn is_title_modifier(word: &str) -> bool {
    TITLE_MODIFIERS.contains(word)
}

/// German titles are written as one word, whose end tells: `Teamleiterin`, `Personalreferent`, `Recruitingmanagerin`.
pub fn is_german_title(word: &str) -> bool {
    const ENDS: &[&str] = &[
        "leiter",
        "manager",
        "berater",
        "entwickler",
        "referent",
        "assistent",
        "ingenieur",
        "spezialist",
        "koordinator",
        "student",
        "meister",
        "vertreter",
        "architekt",
        "trainer",
        "techniker",
        "sachbearbeiter",
        "experte",
        "expertin",
        "beauftragte",
        "beauftragter",
        "verantwortliche",
        "verantwortlicher",
        "recruiter",
        "designer",
        "vorstand",
    ];
    let stem = word.strip_suffix("in").unwrap_or(word);
    ENDS.iter().any(|end| stem.ends_with(end) && (stem.len() > end.len() + 2 || stem != word && TITLES.contains(stem)))
}

/// `Best regards,`: the closing words alone on their line. A short form of address may follow: `Thanks, all!`.
pub fn is_sign_off(line: &str) -> bool {
    if line.len() > 80 {
        return false;
    }
    let folded = fold(line);
    let plain: String = folded
        .chars()
        .map(|c| if c.is_alphanumeric() || matches!(c, '\'' | '&') { c } else { ' ' })
        .collect::<String>()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    if SIGN_OFFS.contains(plain.as_str()) {
        return true;
    }
    // In two languages: `Freundliche Grüße / Best regards`.
    let mut parts = line.split(['/', '|']).map(str::trim).filter(|part| !part.is_empty());
    line.contains(['/', '|'])
        && parts.all(|part| !part.contains(['/', '|']) && part.len() + 2 < line.len() && is_sign_off(part))
}

/// What stands behind closing words on their line: `Best, Jane`, `LG Jane`.
pub fn after_sign_off(line: &str) -> Option<&str> {
    if line.len() > 80 {
        return None;
    }
    let (closing, rest) = match line.split_once([',', '-', '–']) {
        Some((closing, rest)) if is_sign_off(closing) => (closing, rest),
        _ => line.split_once(' ').filter(|(closing, _)| {
            matches!(
                fold(closing).as_str(),
                "lg" | "vg" | "mfg" | "cdt" | "cdlt" | "br" | "kr" | "gruss" | "grusse" | "mvg" | "mvh"
            )
        })?,
    };
    let rest = rest.trim();
    (!closing.is_empty() && !rest.is_empty() && rest.split_whitespace().count() < 5).then_some(rest)
}

/// Words of running text, in the languages that we read.
pub fn is_prose_word(word: &str) -> bool {
    matches!(
        word,
        "i" | "i'm"
            | "i'll"
            | "i've"
            | "you"
            | "we"
            | "we're"
            | "we'll"
            | "it"
            | "it's"
            | "is"
            | "are"
            | "was"
            | "were"
            | "will"
            | "would"
            | "should"
            | "could"
            | "can"
            | "have"
            | "has"
            | "had"
            | "this"
            | "that"
            | "these"
            | "those"
            | "please"
            | "your"
            | "my"
            | "if"
            | "but"
            | "not"
            | "don't"
            | "let"
            | "me"
            | "us"
            | "they"
            | "be"
            | "been"
            | "do"
            | "does"
            | "did"
            | "there"
            | "here"
            | "when"
            | "what"
            | "which"
            | "how"
            | "who"
            | "any"
            | "some"
            | "je"
            | "vous"
            | "nous"
            | "est"
            | "sont"
            | "avez"
            | "ai"
            | "que"
            | "qui"
            | "ce"
            | "cette"
            | "votre"
            | "mon"
            | "ma"
            | "pas"
            | "ich"
            | "sie"
            | "wir"
            | "ist"
            | "sind"
            | "haben"
            | "habe"
            | "hat"
            | "dass"
            | "nicht"
            | "bitte"
            | "ihre"
            | "ihr"
            | "mich"
            | "uns"
            | "wenn"
            | "auch"
            | "noch"
            | "wird"
            | "werden"
            | "kann"
            | "konnen"
    )
}
