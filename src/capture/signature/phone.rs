//! Telephone numbers in running text and signatures, told from dates, cards, accounts and other numbers by their shape
//! and by the words before them.

use std::ops::Range;

use crate::capture::name::fold;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhoneKind {
    /// No label, or one that says no more than that it is a telephone.
    Voice,
    Mobile,
    Fax,
}

/// A number as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phone {
    /// With its separators and extension, for instance `+44 (0)161 123 4567 ext. 12`.
    pub text: String,
    pub kind: PhoneKind,
    /// Bytes of the line.
    pub span: Range<usize>,
    /// A word such as `Tel` or `Mobile` stands beside it.
    pub labelled: bool,
}

impl Phone {
    /// Digits only, without the extension.
    pub fn digits(&self) -> String {
        let number = self.text.split(['x', 'X', 'e', 'p', '#']).next().unwrap_or_default();
        number.chars().filter(char::is_ascii_digit).collect()
    }
}

/// Longest text between two groups of digits of one number.
const LONGEST_GAP: usize = 3;

/// The telephone numbers of a line, in order.
pub fn phones(line: &str) -> Vec<Phone> {
    let mut found: Vec<Phone> = Vec::new();
    let bytes = line.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        if !(byte.is_ascii_digit() || matches!(byte, b'+' | b'(')) {
            at += 1;
            continue;
        }
        let end = run(bytes, at);
        let (from, to) = trim(line, at, end);
        if let Some(phone) = judge(line, from, to, found.last().map_or(0, |last| last.span.end)) {
            at = phone.span.end.max(at + 1);
            found.push(phone);
        } else {
            at = end.max(at + 1);
        }
    }
    found
}

fn is_gap(byte: u8) -> bool {
    matches!(byte, b' ' | b'.' | b'-' | b'/' | b'(' | b')') || byte >= 0x80
}

/// End of the run of digits and separators that begins at `start`. A separator that is no ASCII (no-break space, en dash)
/// counts; two spaces end a run, since they separate columns.
fn run(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    let mut end = at;
    let mut gap = 0;
    let mut digits = bytes.get(start).map_or(0, |byte| usize::from(byte.is_ascii_digit()));
    while let Some(byte) = bytes.get(at) {
        if byte.is_ascii_digit() {
            gap = 0;
            digits += 1;
            end = at + 1;
        } else if is_gap(*byte) {
            let wide = *byte == b' ' && bytes.get(at.wrapping_sub(1)) == Some(&b' ');
            gap += 1;
            let limit = if *byte >= 0x80 { LONGEST_GAP + 2 } else { LONGEST_GAP };
            // A whole number before it: the next one begins, `01 23 45 67 89 / 06 12 34 56 78`.
            let next = bytes.get(at + 1..).unwrap_or_default().iter().find(|byte| **byte != b' ');
            let another = digits > 8
                && (*byte == b'/'
                    || *byte == b'-' && bytes.get(at.wrapping_sub(1)) == Some(&b' ') && next == Some(&b'0'));
            if gap > limit
                || another
                || wide
                || (*byte == b' ' && date_follows(bytes.get(at + 1..).unwrap_or_default()))
            {
                break;
            }
            // A bracket may open right after the sign: `+(33)`.
        } else if *byte == b'+' && end == start + 1 && bytes.get(start) == Some(&b'(') {
            // `(+45) 12 34`
        } else {
            break;
        }
        at += 1;
    }
    end
}

/// `04/21/2020`
fn date_follows(bytes: &[u8]) -> bool {
    let digits = |from: usize| bytes.iter().skip(from).take_while(|byte| byte.is_ascii_digit()).count();
    let first = digits(0);
    let second = digits(first + 1);
    let third = digits(first + second + 2);
    let slash = |at: usize| bytes.get(at) == Some(&b'/');
    (1..3).contains(&first)
        && slash(first)
        && (1..3).contains(&second)
        && slash(first + second + 1)
        && matches!(third, 2 | 4)
}

/// Brackets without a partner are left out.
fn trim(line: &str, start: usize, end: usize) -> (usize, usize) {
    let text = line.get(start..end).unwrap_or_default();
    match (text.find('('), text.find(')')) {
        (Some(0), None) => (start + 1, end),
        (open, Some(close))
            if open.is_none_or(|open| open > close)
                && close < 4
                && text.get(close + 1..).is_some_and(|rest| rest.starts_with(' ')) =>
        {
            let rest = text.get(close + 1..).unwrap_or_default();
            (end - rest.trim_start().len(), end)
        }
        _ => (start, end),
    }
}

fn judge(line: &str, start: usize, end: usize, from: usize) -> Option<Phone> {
    let text = line.get(start..end)?;
    let groups: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).collect();
    let digits: usize = groups.iter().map(|group| group.len()).sum();
    if !(5..=15).contains(&digits) {
        return None;
    }
    // Only the words right before it say something.
    let near = (from.max(start.saturating_sub(64))..start).find(|at| line.is_char_boundary(*at)).unwrap_or(start);
    let before = line.get(near..start).unwrap_or_default();
    let far = (end..line.len().min(end + 64)).rev().find(|at| line.is_char_boundary(*at)).unwrap_or(end);
    let after = if line.len() <= end + 64 { line.get(end..) } else { line.get(end..far) }.unwrap_or_default();
    let label = label(before).or_else(|| label_behind(after));
    let plus = text.starts_with('+') || text.starts_with("(+");
    let lowest = if label.is_some() { 5 } else { 7 };
    if digits < lowest
        || !stands_free(before, text, after, label.is_some())
        || is_number_of_something(before, label.is_some())
    {
        return None;
    }
    if !plus && (is_date(text, &groups) || is_other(text, &groups, label.is_some())) {
        return None;
    }
    let nested = text
        .find('(')
        .zip(text.find(')'))
        .is_some_and(|(open, close)| text.get(open + 1..close).is_some_and(|inside| inside.contains('(')));
    if nested
        || text.matches('(').count() > 2
        || text.contains("((")
        || text.contains(" (0)(")
        || (text.contains('-')
            && text.starts_with('+')
            && groups.iter().skip(1).all(|group| group.len() == 2)
            && !text.contains(' '))
    {
        return None;
    }
    let extension = extension(after);
    Some(Phone {
        text: line.get(start..end + extension)?.trim().to_owned(),
        kind: label.unwrap_or(PhoneKind::Voice),
        span: start..end + extension,
        labelled: label.is_some(),
    })
}

/// Neither glued to letters nor part of a longer number, a sum or an address.
fn stands_free(before: &str, text: &str, after: &str, labelled: bool) -> bool {
    let last = before.chars().next_back();
    let free_before = match last {
        None => true,
        // A label of one letter needs its colon: `T005` is no telephone.
        Some(c) if c.is_alphabetic() => {
            let word = before.chars().rev().take_while(|c| c.is_alphanumeric()).count();
            labelled && word > 2 || before.to_lowercase().ends_with(" is")
        }
        Some(')') => !text.starts_with('+'),
        Some('-') => {
            let word: String = before.trim_end_matches('-').chars().rev().take_while(|c| !c.is_whitespace()).collect();
            word.is_empty() && labelled
                || word.starts_with('#')
                || word.chars().count() > 2 && word.chars().all(char::is_alphabetic)
        }
        Some('.' | ',') => labelled || before.ends_with(". "),
        Some(c) => {
            !(c.is_ascii_digit() || matches!(c, '#' | '$' | '€' | '£' | '_' | '=' | '*' | '+' | '/' | '\\' | '&' | '%'))
        }
    };
    let mut next = after.chars();
    let free_after = match (next.next(), next.next()) {
        (None, _) => true,
        (Some('x' | 'X' | 'e'), _) if extension(after) > 0 => true,
        (Some(c), _) if c.is_alphanumeric() => false,
        (Some('%' | '=' | '*' | '@' | '_' | '$' | '€'), _) => false,
        (Some(',' | ':'), Some(c)) => !c.is_ascii_digit(),
        _ => true,
    };
    free_before && free_after
}

/// Kind of number by the words right before it; `None`: no such word.
fn label(before: &str) -> Option<PhoneKind> {
    let tail: String = before.chars().rev().take(28).collect::<Vec<_>>().into_iter().rev().collect();
    let folded = fold(&tail);
    let stem = folded.trim_end_matches(|c: char| !c.is_alphanumeric());
    let word: String = stem.rsplit(|c: char| !(c.is_alphanumeric() || c == '-')).next().unwrap_or_default().to_owned();
    // `Portable pro`, `Tel. direct`
    let previous =
        stem.strip_suffix(word.as_str()).unwrap_or_default().trim_end_matches(|c: char| !c.is_alphanumeric());
    let previous = previous.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    kind_of(word.trim_matches('-')).or_else(|| {
        matches!(
            word.as_str(),
            "number" | "no" | "nr" | "pro" | "direct" | "directe" | "nummer" | "line" | "is" | "at" | "perso"
        )
        .then(|| kind_of(previous))
        .flatten()
    })
}

fn kind_of(word: &str) -> Option<PhoneKind> {
    match word {
        "mobile" | "mob" | "cell" | "cellphone" | "cel" | "cellular" | "portable" | "port" | "gsm" | "handy"
        | "mobil" | "mobiltelefon" | "mobiel" | "movil" | "celular" | "cellulare" | "m" | "c" | "natel"
        | "whatsapp" | "wa" | "p/m" => Some(PhoneKind::Mobile),
        "fax" | "telefax" | "telecopie" | "facsimile" | "f" | "telecopieur" | "fx" => Some(PhoneKind::Fax),
        "tel" | "tél" | "telephone" | "telefon" | "telefono" | "telefone" | "phone" | "ph" | "p" | "t" | "tlf"
        | "tfn" | "fon" | "fixe" | "standard" | "direct" | "directe" | "direkt" | "office" | "work" | "home" | "o"
        | "d" | "h" | "w" | "b" | "bureau" | "durchwahl" | "zentrale" | "main" | "call" | "ligne" | "lignedirecte"
        | "contact" | "dw" | "festnetz" | "rufnummer" | "desk" | "telefoon" | "tel-fax" | "telnr" | "puh" | "appel"
        | "switchboard" => Some(PhoneKind::Voice),
        _ => None,
    }
}

/// `503.701.1160 (cell)`, `713.345.3960 work`
fn label_behind(after: &str) -> Option<PhoneKind> {
    let word: String = after.trim_start_matches([' ', '(', '-']).chars().take_while(|c| c.is_alphabetic()).collect();
    if word.chars().count() < 3 {
        None
    } else {
        kind_of(&fold(&word)).filter(|_| !matches!(word.as_str(), "contact" | "call" | "main" | "direct"))
    }
}

/// Length in bytes of ` ext. 123`, `x123` and the like at the start of `after`.
fn extension(after: &str) -> usize {
    let lead = after.len() - after.trim_start_matches([' ', ',']).len();
    if lead > 2 {
        return 0;
    }
    let rest = after.get(lead..).unwrap_or_default();
    let lower = rest.to_ascii_lowercase();
    let Some(word) = ["extension", "poste", "ext.", "ext:", "ext", "x."]
        .iter()
        .chain(["x"].iter())
        .find(|word| lower.starts_with(**word))
    else {
        return 0;
    };
    let number = lower.get(word.len()..).unwrap_or_default();
    let space = number.len() - number.trim_start_matches([' ', ':', '.']).len();
    let digits = number.get(space..).unwrap_or_default().bytes().take_while(u8::is_ascii_digit).count();
    let follows = number.get(space + digits..).and_then(|tail| tail.chars().next());
    if space > 2 || !(1..=6).contains(&digits) || follows.is_some_and(char::is_alphanumeric) {
        0
    } else {
        lead + word.len() + space + digits
    }
}

/// Account, card, order and register numbers, unless a telephone's label stands between.
fn is_number_of_something(before: &str, labelled: bool) -> bool {
    if labelled {
        return false;
    }
    let tail: String = before.chars().rev().take(40).collect::<Vec<_>>().into_iter().rev().collect();
    let folded = fold(&tail);
    let mut words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).rev().take(3);
    let near = words.any(|word| {
        matches!(
            word,
            "account"
                | "card"
                | "visa"
                | "express"
                | "discover"
                | "mastercard"
                | "order"
                | "invoice"
                | "ref"
                | "reference"
                | "id"
                | "ticket"
                | "case"
                | "omb"
                | "ssn"
                | "isbn"
                | "issn"
                | "siret"
                | "siren"
                | "rcs"
                | "tva"
                | "ust"
                | "ustid"
                | "vat"
                | "iban"
                | "bic"
                | "hrb"
                | "hra"
                | "steuernummer"
                | "kvk"
                | "abn"
                | "ein"
                | "naf"
                | "ape"
                | "konto"
                | "kontonummer"
                | "blz"
                | "registration"
                | "registered"
                | "capital"
                | "bp"
                | "cs"
                | "cedex"
                | "meeting"
                | "passcode"
                | "pin"
                | "code"
                | "license"
                | "lic"
                | "tag"
                | "deal"
                | "seems"
                | "formula"
        )
    });
    near && !folded.trim_end().ends_with("phone number")
}

fn is_date(text: &str, groups: &[&str]) -> bool {
    let number = |index: usize| groups.get(index).and_then(|group| group.parse::<u32>().ok()).unwrap_or(u32::MAX);
    let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
    let day_first = matches!(lengths.as_slice(), [1 | 2, 1 | 2, 4, ..])
        && number(0) <= 31
        && number(1) <= 31
        && (1900..2200).contains(&number(2));
    let year_first = matches!(lengths.as_slice(), [4, 1 | 2, 1 | 2, ..])
        && (1900..2200).contains(&number(0))
        && number(1) <= 12
        && number(2) <= 31;
    let years =
        matches!(lengths.as_slice(), [4, 4]) && (1900..2100).contains(&number(0)) && (1900..2100).contains(&number(1));
    let compact = matches!(lengths.as_slice(), [8])
        && (19_000_000..21_000_000).contains(&number(0))
        && number(0) % 10_000 / 100 <= 12
        && number(0) % 100 <= 31;
    (day_first || year_first || years) && !text.contains('(') || compact
}

/// Shapes of other numbers: social security, cards, decimals, network addresses, lists of small numbers.
fn is_other(text: &str, groups: &[&str], labelled: bool) -> bool {
    let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
    let national = text.starts_with('0') || text.starts_with('(');
    match lengths.as_slice() {
        [3, 2, 4] if text.contains('-') => true,
        [4, 4, 4, 3 | 4] | [4, 6, 5] => true,
        [a, b] if text.contains('.') && !text.contains([' ', '-', '(']) => {
            *a < 4 && *b > 4 && !labelled || *a > 3 && *b > 5
        }
        [_, _, _, _]
            if text.matches('.').count() == 3
                && !labelled
                && groups.iter().all(|group| group.len() < 4 && group.parse::<u32>().is_ok_and(|n| n < 256)) =>
        {
            !national && lengths != [2, 2, 2, 2]
        }
        [6] => !text.starts_with('0') && !labelled,
        // `37 41 4`: too short a number in too many pieces.
        many if !labelled && many.len() > 2 && many.iter().sum::<usize>() < 8 => true,
        many => many.len() > 7 && !labelled || many.iter().all(|length| *length == 1) && many.len() > 3,
    }
}
