//! Chinese, Japanese and Korean names in their own scripts.

use super::{Name, Order, join, western, words};

/// Forms of address behind a name, longest first so that the longest is peeled.
const ADDRESS: &[&str] = &[
    "国会議員",
    "医学博士",
    "醫學博士",
    "박사님",
    "선생님",
    "교수님",
    "부장님",
    "대표님",
    "先生",
    "女士",
    "小姐",
    "さん",
    "さま",
    "様",
    "殿",
    "ちゃん",
    "くん",
    "社長",
    "部長",
    "課長",
    "教授",
    "博士",
    "議員",
    "老师",
    "老師",
    "君",
    "氏",
    "씨",
    "님",
    "박사",
    "교수",
    "선생",
    "대표",
    "양",
    "군",
];

/// Those that may be glued to the name without a doubt; the rest also end family names (`鵜殿`, `王氏`).
const GLUED: &[&str] = &[
    "国会議員",
    "医学博士",
    "醫學博士",
    "박사님",
    "선생님",
    "교수님",
    "부장님",
    "대표님",
    "先生",
    "女士",
    "小姐",
    "さん",
    "さま",
    "様",
    "ちゃん",
    "くん",
    "社長",
    "老师",
    "老師",
    "씨",
    "님",
];

/// Korean family names of two syllables.
const KOREAN_DOUBLE: &[&str] = &["남궁", "황보", "제갈", "선우", "사공", "독고", "서문", "동방", "망절"];

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}' | '々' | '〆' | 'ヶ')
}

fn is_hiragana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{309f}')
}

fn is_katakana(c: char) -> bool {
    matches!(c, '\u{30a0}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}' | '\u{ff66}'..='\u{ff9f}' | '\u{3099}'..='\u{309c}')
}

fn is_hangul(c: char) -> bool {
    matches!(c, '\u{ac00}'..='\u{d7a3}' | '\u{1100}'..='\u{11ff}')
}

/// Whether any word is written in an East Asian script.
pub fn is_eastern(text: &str) -> bool {
    text.chars().any(|c| is_han(c) || is_hiragana(c) || is_katakana(c) || is_hangul(c))
}

fn is_eastern_word(word: &str) -> bool {
    let stem = word.trim_end_matches(['.', '．', '。', '｡', ',']);
    !stem.is_empty() && stem.chars().all(|c| is_han(c) || is_hiragana(c) || is_katakana(c) || is_hangul(c))
}

pub fn parse(text: &str) -> Name {
    let mut name = Name { order: Order::FamilyFirst, ..Name::default() };
    let text = text.replace(['「', '『', '｢'], "(").replace(['」', '』', '｣'], ")");
    let text = brackets(&text, &mut name);
    // The middle dot sets off the parts of a foreign name; Japanese writers use their wider one for their own as well.
    let dotted = text.contains(['·', '・', '･']);
    let foreign_dot = text.contains('·') || !text.chars().any(is_han);
    let comma = text.contains(',');
    let mut titles = Vec::new();
    let mut suffixes: Vec<String> = Vec::new();
    let mut parts: Vec<Vec<String>> = Vec::new();
    for part in text.split(',') {
        let mut names = Vec::new();
        let mut behind = Vec::new();
        for word in part.split([' ', '·', '・', '･']).filter(|word| !word.is_empty()) {
            let latin_tail = !is_eastern_word(word) && (words::is_suffix(word, false) || matches!(word, "V" | "II"));
            if !names.is_empty() && (is_address(word) || latin_tail) {
                behind.push(word.to_owned());
            } else if !is_eastern_word(word) && words::is_title(word) {
                titles.push(word.to_owned());
            } else {
                names.push(word.to_owned());
            }
        }
        // Behind a comma a form of address or a degree stands by itself.
        if parts.first().is_some_and(|first: &Vec<String>| !first.is_empty())
            && !names.is_empty()
            && names.iter().all(|word| is_address(word) || words::is_suffix(word, false))
        {
            behind.splice(0..0, names.drain(..));
        }
        if let Some(last) = names.last_mut() {
            let only = parts.iter().all(Vec::is_empty);
            if let Some(address) = peel(last)
                && (only || parts.len() == 1)
            {
                behind.insert(0, address);
            }
        }
        if !behind.is_empty() {
            suffixes.push(behind.join(" "));
        }
        parts.push(names);
    }
    parts.retain(|part| !part.is_empty());
    name.honorific = titles.join(" ");
    name.suffix = suffixes.join(", ");
    assign(parts, &mut name, dotted && foreign_dot, comma);
    name
}

/// `（旧姓 佐藤）` is a birth name, other brackets a nickname.
fn brackets(text: &str, name: &mut Name) -> String {
    let Some((before, tail)) = text.split_once('(') else {
        return text.to_owned();
    };
    let Some((inside, after)) = tail.split_once(')') else {
        return text.replace('(', " ");
    };
    match inside.trim().strip_prefix("旧姓") {
        Some(born) => name.maiden = born.trim_start_matches([' ', ':', '：']).to_owned(),
        None => name.nickname = inside.split([' ', '·', '・']).collect::<Vec<_>>().join(" "),
    }
    join(&[before.trim(), after.trim()])
}

fn is_address(word: &str) -> bool {
    ADDRESS.contains(&word.trim_end_matches(['.', '．', '。', '｡']))
}

/// Takes a form of address off the end of a word, unless nothing would remain.
fn peel(word: &mut String) -> Option<String> {
    let stem_len = word.trim_end_matches(['.', '．', '。', '｡']).len();
    let (stem, dots) = word.split_at(stem_len);
    if is_address(stem) {
        return None;
    }
    let address =
        GLUED.iter().filter(|address| stem.len() > address.len()).find(|address| stem.ends_with(**address))?;
    let rest = stem.strip_suffix(address)?.to_owned();
    let taken = format!("{address}{dots}");
    *word = rest;
    Some(taken)
}

fn assign(parts: Vec<Vec<String>>, name: &mut Name, foreign: bool, comma: bool) {
    let mut parts = parts.into_iter();
    let first = parts.next().unwrap_or_default();
    if comma && let Some(second) = parts.next() {
        name.family = first.join(" ");
        let mut given = second.into_iter();
        name.given = given.next().unwrap_or_default();
        name.middle = given.collect::<Vec<_>>().join(" ");
        return;
    }
    let eastern = first.iter().filter(|word| is_eastern_word(word)).count();
    if eastern < first.len() && first.len() > 1 {
        // Mixed scripts: the alphabet decides, `John 王`.
        let read = western::parse(&first.join(" "));
        name.given = read.given;
        name.middle = read.middle;
        name.particle = read.particle;
        name.family = read.family;
        name.order = Order::GivenFirst;
        return;
    }
    let katakana = first.iter().all(|word| word.chars().all(is_katakana));
    match first.as_slice() {
        [] => {}
        [only] => whole(only, name),
        [given, .., family] if foreign || katakana => {
            name.order = Order::GivenFirst;
            name.given = given.clone();
            name.family = family.clone();
            name.middle = first.iter().skip(1).take(first.len() - 2).cloned().collect::<Vec<_>>().join(" ");
        }
        [family, given, rest @ ..] => {
            name.family = family.clone();
            name.given = given.clone();
            name.middle = rest.join(" ");
        }
    }
}

/// A name without a space. Korean family names are of one syllable but for a handful. Where a Chinese or Japanese one
/// ends cannot be seen, so it stays whole.
fn whole(word: &str, name: &mut Name) {
    let syllables = word.trim_end_matches('.').chars().count();
    if word.chars().next().is_some_and(is_hangul) && syllables > 1 && syllables < 5 {
        let width = if KOREAN_DOUBLE.iter().any(|double| word.starts_with(double)) { 2 } else { 1 };
        let at = word.char_indices().nth(width).map_or(word.len(), |(at, _)| at);
        let (family, given) = word.split_at(at);
        name.family = family.to_owned();
        name.given = given.to_owned();
    } else {
        name.family = word.to_owned();
    }
}
