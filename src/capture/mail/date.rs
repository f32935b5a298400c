//! The date in a message's header, in the many forms in which webmail shows it.

use jiff::civil::{Date, DateTime, Time};

/// Beginnings of month names, lower case, without accents: English, German, French, Spanish, Italian, Dutch,
/// Portuguese, Polish, Swedish. A beginning that two months share in any of them is left out.
const MONTHS: [(&str, i8); 38] = [
    ("jan", 1),
    ("gen", 1),
    ("ene", 1),
    ("janv", 1),
    ("sty", 1),
    ("feb", 2),
    ("fev", 2),
    ("lut", 2),
    ("mar", 3),
    ("maer", 3),
    ("marz", 3),
    ("mrt", 3),
    ("apr", 4),
    ("avr", 4),
    ("abr", 4),
    ("kwi", 4),
    ("may", 5),
    ("mai", 5),
    ("mei", 5),
    ("mag", 5),
    ("maj", 5),
    ("jun", 6),
    ("juin", 6),
    ("giu", 6),
    ("jul", 7),
    ("juil", 7),
    ("lug", 7),
    ("aug", 8),
    ("aou", 8),
    ("ago", 8),
    ("sep", 9),
    ("set", 9),
    ("oct", 10),
    ("okt", 10),
    ("ott", 10),
    ("out", 10),
    ("nov", 11),
    ("dec", 12),
];

/// The wall-clock time that a text states. Nothing when it names no day (`Today 10:15`), or when day and month cannot be
/// told apart. `lang` is the page's language tag.
pub(super) fn parse(text: &str, lang: &str) -> Option<DateTime> {
    if text.len() > 200 {
        return None;
    }
    let text = fold(text);
    // `2025-08-20T13:19:00+02:00`: the wall clock is what is written.
    if let Some(at) = text.get(..19).and_then(|head| head.to_uppercase().parse::<DateTime>().ok()) {
        return Some(at);
    }
    let tokens = tokens(&text);
    let (clock, used) = clock(&tokens)?;
    let rest: Vec<&Token> =
        tokens.iter().enumerate().filter(|(at, _)| !used.contains(at)).map(|(_, token)| token).collect();
    Some(DateTime::from_parts(day(&rest, lang)?, clock))
}

/// Lower case, without accents.
fn fold(text: &str) -> String {
    let folded = text.chars().flat_map(char::to_lowercase).map(|c| match c {
        '\u{e1}' | '\u{e0}' | '\u{e2}' | '\u{e4}' => 'a',
        '\u{e9}' | '\u{e8}' | '\u{ea}' => 'e',
        '\u{ed}' | '\u{ec}' => 'i',
        '\u{f3}' | '\u{f4}' => 'o',
        '\u{fa}' | '\u{fb}' | '\u{fc}' => 'u',
        '\u{e7}' => 'c',
        other => other,
    });
    folded.collect()
}

#[derive(Debug, PartialEq)]
enum Token {
    /// Value and number of digits.
    Number(i16, usize),
    Word(String),
    Mark(char),
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let kind = |c: char| (c.is_ascii_digit(), c.is_alphabetic());
        if kind(c) == (false, false) {
            if !c.is_whitespace() {
                tokens.push(Token::Mark(c));
            }
            continue;
        }
        let mut word = c.to_string();
        while let Some(next) = chars.next_if(|next| kind(*next) == kind(c)) {
            word.push(next);
        }
        match word.parse::<i16>() {
            Ok(number) if c.is_ascii_digit() => tokens.push(Token::Number(number, word.len())),
            _ => tokens.push(Token::Word(word)),
        }
    }
    tokens
}

/// The first `13:19`, `13:19:05`, `13h19`, `1:19 pm`, and the places it takes.
fn clock(tokens: &[Token]) -> Option<(Time, std::ops::Range<usize>)> {
    for at in 0..tokens.len() {
        let Some([Token::Number(hour, 1..=2), mid, Token::Number(minute, 2)]) = tokens.get(at..at + 3) else {
            continue;
        };
        let colon = match mid {
            Token::Mark(':') => true,
            Token::Word(word) => word == "h",
            _ => false,
        };
        if !colon || *hour > 23 || *minute > 59 {
            continue;
        }
        let mut end = at + 3;
        let mut second = 0;
        if let Some([Token::Mark(':'), Token::Number(s @ 0..=59, 2)]) = tokens.get(end..end + 2) {
            second = *s;
            end += 2;
        }
        let before = at.checked_sub(1).and_then(|before| tokens.get(before));
        // `pm`, `p.m.`; Chinese, Japanese and Korean put it before the number.
        let behind: String = tokens
            .get(end..end + 3)
            .unwrap_or_else(|| tokens.get(end..).unwrap_or_default())
            .iter()
            .map(|t| match t {
                Token::Word(word) => word.clone(),
                Token::Mark(mark) => mark.to_string(),
                Token::Number(..) => "0".to_owned(),
            })
            .collect();
        let says =
            |words: &[&str]| matches!(before, Some(Token::Word(word)) if words.iter().any(|w| word.ends_with(w)));
        let afternoon = behind.starts_with("pm")
            || behind.starts_with("p.m")
            || says(&["\u{4e0b}\u{5348}", "\u{5348}\u{5f8c}", "\u{c624}\u{d6c4}"]);
        let morning = behind.starts_with("am")
            || behind.starts_with("a.m")
            || says(&["\u{4e0a}\u{5348}", "\u{5348}\u{524d}", "\u{c624}\u{c804}"]);
        let hour = match *hour {
            12 if morning => 0,
            hour @ 1..=11 if afternoon => hour + 12,
            hour => hour,
        };
        let time =
            Time::new(i8::try_from(hour).ok()?, i8::try_from(*minute).ok()?, i8::try_from(second).ok()?, 0).ok()?;
        return Some((time, at..end));
    }
    None
}

fn day(tokens: &[&Token], lang: &str) -> Option<Date> {
    let date =
        |year: i16, month: i16, day: i16| Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok();
    let year_at = tokens.iter().position(|token| matches!(token, Token::Number(1970..=2200, 4)));
    // `2016年5月4日`, `2026. 3. 4.`, `2026-03-04`, `2026/3/4`.
    if let Some(at) = year_at
        && let Some([Token::Number(year, 4), _, Token::Number(month, 1..=2), _, Token::Number(day, 1..=2)]) =
            tokens.get(at..at + 5)
    {
        return date(*year, *month, *day);
    }
    let numbers: Vec<i16> =
        tokens.iter().filter_map(|token| if let Token::Number(n, 1..=2) = token { Some(*n) } else { None }).collect();
    let month = tokens.iter().find_map(|token| match token {
        // Tuesdays that begin like March.
        Token::Word(word) if matches!(word.as_str(), "mardi" | "martes" | "martedi" | "marti") => None,
        Token::Word(word) => {
            MONTHS.iter().filter(|(name, _)| word.starts_with(name)).max_by_key(|(name, _)| name.len()).map(|(_, n)| *n)
        }
        _ => None,
    });
    let Some(Token::Number(year, _)) = year_at.and_then(|at| tokens.get(at)) else { return None };
    if let Some(month) = month {
        return date(*year, i16::from(month), *numbers.first()?);
    }
    // `20.08.2025`, `8/20/2025`: numbers only.
    let before = tokens.get(..year_at?)?;
    let [.., Token::Number(first, 1..=2), Token::Mark(mark), Token::Number(second, 1..=2), Token::Mark(_)] = before
    else {
        return None;
    };
    let lang = lang.to_lowercase();
    match (*first, *second) {
        (a, b) if a > 12 => date(*year, b, a),
        (a, b) if b > 12 => date(*year, a, b),
        (a, b) if *mark == '.' || a == b => date(*year, b, a),
        (a, b) if lang == "en-us" => date(*year, a, b),
        (a, b) if !lang.is_empty() && !lang.starts_with("en") => date(*year, b, a),
        // American and British pages write the same for two days.
        _ => None,
    }
}

/// Whether a text is a date or time and nothing else, as in a header: short, with a time of day, and no sentence.
pub(super) fn looks_like_date(text: &str) -> bool {
    let length = text.chars().count();
    if !(4..=60).contains(&length) || !text.contains(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let tokens = tokens(&fold(text));
    let words = tokens.iter().filter(|token| matches!(token, Token::Word(_))).count();
    let Some((_, used)) = clock(&tokens) else { return parse_iso(text) };
    let other_number =
        tokens.iter().enumerate().any(|(at, token)| !used.contains(&at) && matches!(token, Token::Number(..)));
    words <= 8 && (other_number || length <= 20)
}

fn parse_iso(text: &str) -> bool {
    text.trim().get(..10).is_some_and(|head| head.parse::<Date>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::datetime;

    #[test]
    fn header_dates_of_many_programs_are_read() {
        for (text, lang, wanted) in [
            ("20 Aug 2025, 13:19", "en", datetime(2025, 8, 20, 13, 19, 0, 0)),
            ("Wed, Aug 20, 2025, 1:19 PM (2 days ago)", "en", datetime(2025, 8, 20, 13, 19, 0, 0)),
            ("2016\u{5e74}5\u{6708}4\u{65e5} \u{4e0b}\u{5348}1:08", "zh", datetime(2016, 5, 4, 13, 8, 0, 0)),
            ("mercredi 4 f\u{e9}vrier 2026 \u{e0} 09h05", "fr", datetime(2026, 2, 4, 9, 5, 0, 0)),
            ("mardi 3 f\u{e9}vrier 2026 09:05", "fr", datetime(2026, 2, 3, 9, 5, 0, 0)),
            ("martes, 3 de febrero de 2026, 9:05", "es", datetime(2026, 2, 3, 9, 5, 0, 0)),
            ("Mi 4.3.2026 14:30", "de", datetime(2026, 3, 4, 14, 30, 0, 0)),
            ("4. M\u{e4}rz 2026 um 14:30", "de", datetime(2026, 3, 4, 14, 30, 0, 0)),
            ("Thu 8/20/2026 12:19 AM", "en-GB", datetime(2026, 8, 20, 0, 19, 0, 0)),
            ("3/4/2026 12:19 PM", "en-US", datetime(2026, 3, 4, 12, 19, 0, 0)),
            ("03/04/2026 12:19", "fr", datetime(2026, 4, 3, 12, 19, 0, 0)),
            ("2026-03-04T14:30:00+01:00", "", datetime(2026, 3, 4, 14, 30, 0, 0)),
            ("2026-03-04 14:30", "", datetime(2026, 3, 4, 14, 30, 0, 0)),
        ] {
            assert_eq!(parse(text, lang), Some(wanted), "{text}");
        }
    }

    #[test]
    fn what_is_not_plain_is_left_open() {
        for text in ["Today 10:15", "3/4/2026 12:19", "Room 12:30", "", "4 March", "31 Feb 2026 10:00"] {
            assert_eq!(parse(text, "en"), None, "{text}");
        }
        assert!(looks_like_date("Today, 10:15"));
        assert!(looks_like_date("20 Aug 2025, 13:19 (2 days ago)"));
        assert!(!looks_like_date("Let us meet on Thursday at 14:30 in the big room on floor 3"));
        assert!(!looks_like_date("Inbox 12"));
    }
}
