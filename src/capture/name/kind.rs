//! Whether a text names a person or an organisation.

use super::{clean, eastern, words};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Person,
    Organisation,
}

/// `probability` of `kind`, from 0.5 (no idea) to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Verdict {
    pub kind: Kind,
    pub probability: f32,
}

impl Verdict {
    pub fn person(self) -> bool {
        self.kind == Kind::Person
    }

    /// A person, and more than a guess.
    pub fn surely_person(self) -> bool {
        self.person() && self.probability >= 0.7
    }
}

/// Person or organisation, by the words: legal forms and trades against given names, titles and initials.
pub fn is_person(text: &str) -> Verdict {
    let score = score(text);
    let probability = 1.0 / (1.0 + (-score.abs()).exp());
    let kind = if score >= 0.0 { Kind::Person } else { Kind::Organisation };
    Verdict { kind, probability }
}

/// Log-odds that the text is a person.
fn score(text: &str) -> f32 {
    if text.len() > super::LONGEST {
        return -3.0;
    }
    let text = clean::without_noise(text);
    let list: Vec<&str> = text.split([' ', ',', '_']).filter(|word| !word.is_empty()).collect();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    if letters == 0 {
        return -4.0;
    }
    if eastern::is_eastern(&text) {
        let company = ["株式会社", "会社", "公司", "有限", "集团", "集團", "주식회사", "(주)", "大学", "銀行", "银行"];
        return if company.iter().any(|word| text.contains(word)) || letters > 12 { -3.0 } else { 1.5 };
    }
    let mut score = 0.4;
    if text.chars().any(|c| c.is_ascii_digit()) {
        score -= 3.0;
    }
    if text.contains(['@', '/', '!', '#', '+', '%', '*', '=', ':', '?']) {
        score -= 2.0;
    }
    let at_law = text.to_lowercase().ends_with("at law");
    let starts_given = list.first().is_some_and(|first| words::is_given_name(first));
    for (place, word) in list.iter().enumerate() {
        if at_law && matches!(words::key(word).as_str(), "at" | "law") {
            continue;
        }
        // `Charles Van Loan`: behind a particle stands a family name, whatever the word means.
        let family = starts_given
            && place > 1
            && list.get(place - 1).is_some_and(|before| words::is_particle(before))
            && !words::is_legal_form(word);
        score += if family { word_weight(word).max(0.0) } else { word_weight(word) };
    }
    // `The Hub`, but not `The Rev. Jane Doe`.
    if let [the, next, ..] = list.as_slice()
        && words::key(the) == "the"
        && !words::is_title(next)
    {
        score -= 1.5;
    }
    if at_law && list.len() > 3 {
        score += 4.0;
    }
    let last = list.last().copied().unwrap_or_default();
    // `Jimmy Sung's`
    if list.len() > 1 && (last.ends_with("'s") || last.ends_with("’s")) {
        score -= 3.0;
    }
    // What an organisation is stands last: `Fred Jones Trucking`. Some of these words are surnames as well.
    let surname = matches!(
        words::key(last).as_str(),
        "church"
            | "temple"
            | "park"
            | "lodge"
            | "valley"
            | "lake"
            | "bishop"
            | "house"
            | "pool"
            | "first"
            | "lawyer"
            | "attorney"
            | "rivers"
            | "mountain"
            | "square"
            | "plus"
            | "pro"
            | "parish"
            | "cook"
    );
    if list.len() > 1
        && (words::is_company_word(last) && !surname && !at_law || matches!(words::key(last).as_str(), "co" | "pc"))
    {
        score -= 2.0;
    }
    // `Cullman & Krause`, but not `Jane & John Doe`, `Mr. & Mrs. Doe`.
    if let [first, and, _] = list.as_slice()
        && matches!(words::key(and).as_str(), "&" | "and")
        && !words::is_given_name(first)
        && !words::is_title(first)
    {
        score -= 2.0;
    }
    // `Mitchell, Mitchell & Bradley`: nothing but family names.
    let is_and = |word: &&&str| matches!(words::key(word).as_str(), "&" | "and" | "und" | "et");
    if list.len() > 3
        && list.iter().any(|word| is_and(&word))
        && !list.iter().any(|word| {
            words::is_title(word)
                || word.trim_end_matches('.').chars().all(char::is_alphabetic) && words::key(word).len() == 1
        })
        && list.iter().rposition(|word| is_and(&word)) == Some(list.len() - 2)
        && list.iter().filter(|word| words::is_given_name(word)).count() < 2
    {
        score -= 2.5;
    }
    if let (Some(first), Some(last)) = (list.first(), list.last()) {
        if words::is_title(first) && list.len() > 1 && words::key(first) != "the" {
            score += 2.5;
        }
        if list.len() > 1 && (words::is_generation(last) || is_degree(last)) {
            score += 2.5;
        }
        if list.len() > 1 && words::is_given_name(first) {
            score += 1.2;
        }
        // `Smith, Jane`
        if list.len() > 1
            && text.contains(',')
            && !text.trim_end().ends_with(',')
            && words::is_given_name(list.get(1).copied().unwrap_or_default())
        {
            score += 1.5;
        }
    }
    score + shape(&text, &list)
}

fn is_degree(word: &str) -> bool {
    matches!(
        words::key(word).as_str(),
        "phd" | "md" | "dds" | "esq" | "dmd" | "mba" | "cpa" | "rn" | "do" | "jd" | "attorney"
    )
}

fn word_weight(word: &str) -> f32 {
    let key = words::key(word);
    let mut weight = 0.0;
    if words::is_legal_form(word) {
        weight -= 4.0;
    } else if words::is_company_word(word) {
        weight -= 2.0;
    } else if words::is_given_name(word) {
        weight += 0.8;
    }
    match key.as_str() {
        "dba" => weight -= 4.0,
        "for" | "the" => weight -= 1.6,
        "of" | "to" | "at" | "in" | "on" | "by" | "with" | "your" | "our" | "my" | "all" | "fur" | "pour" | "les"
        | "des" | "aux" | "l" | "n" | "&co" | "new" | "old" | "north" | "south" | "east" | "west" | "central"
        | "san" | "los" | "las" | "casa" => weight -= 1.0,
        "and" | "&" | "et" | "und" => weight -= 0.2,
        _ => {}
    }
    // A single initial: `James C. Warnes`.
    if word.trim_end_matches('.').chars().count() == 1 && word.chars().all(|c| c.is_alphabetic() || c == '.') {
        weight += 0.8;
    }
    // Trades and abstractions by their endings.
    let endings = [
        "tion", "tions", "ics", "ware", "tech", "soft", "corp", "gical", "ology", "works", "ing", "ings", "ment",
        "ments", "ance", "ency", "ity", "ium", "xx", "graphy", "craft", "bank", "net", "com",
    ];
    if key.len() > 6 && !words::is_given_name(word) && endings.iter().any(|end| key.ends_with(end)) {
        weight -= 0.9;
    }
    if key.ends_with("'s") {
        weight -= 2.0;
    }
    weight
}

fn shape(text: &str, list: &[&str]) -> f32 {
    let mut score = 0.0;
    match list.len() {
        1 => score -= single(text),
        2 | 3 => score += 0.5,
        4 => {}
        _ => score -= 0.4 * (list.len() - 4) as f32,
    }
    // Firms list their founders: `Heller, Brown & Light`.
    if text.contains('&') && text.contains(',') {
        score -= 1.5;
    }
    // Humps inside a word: `TechHub`, but McKay, MacLeod, DeLuca are people.
    let hump = |word: &&str| {
        let word = word
            .trim_start_matches("Mc")
            .trim_start_matches("Mac")
            .trim_start_matches("De")
            .trim_start_matches("La")
            .trim_start_matches("Le")
            .trim_start_matches("Van")
            .trim_start_matches("Du")
            .trim_start_matches("O'")
            .trim_start_matches("D'");
        word.chars().zip(word.chars().skip(1)).any(|(a, b)| a.is_lowercase() && b.is_uppercase())
    };
    if list.iter().any(hump) {
        score -= 1.5;
    }
    // A word without a vowel is an abbreviation.
    let vowelless = |word: &&str| {
        word.chars().filter(|c| c.is_alphabetic()).count() > 2
            && !word.contains('.')
            && !words::is_suffix(word, false)
            && !words::is_title(word)
            && !words::key(word).chars().any(|c| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y') || !c.is_ascii())
    };
    if list.iter().any(vowelless) {
        score -= 1.5;
    }
    score
}

/// Penalty for a lone word.
fn single(text: &str) -> f32 {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let small = text.chars().next().is_some_and(char::is_lowercase);
    let short_capitals = letters <= 1;
    let given = words::is_given_name(text);
    match (given, small || short_capitals) {
        (true, _) => 0.0,
        (false, true) => 1.0,
        (false, false) => 0.2,
    }
}
