//! A note cut into what the checks look at: greeting, body, closing; sentences and words.

use super::lexicon::Lexicon;
use std::ops::Range;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// One word: letters and digits, as they compare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    pub range: Range<usize>,
    /// Lower case, without accents and invisible characters.
    pub folded: String,
    /// Counts up through the text.
    pub sentence: usize,
    pub opens_sentence: bool,
    /// First letter is a capital.
    pub capital: bool,
    /// Two letters or more, all of them capitals.
    pub shouted: bool,
    /// Part of an address, a link or a file name.
    pub glued: bool,
}

/// Lower case, without accents and invisible characters; what is no letter, digit or mark stays.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    text.chars().for_each(|c| fold_into(c, &mut out));
    out
}

fn fold_into(c: char, out: &mut String) {
    if is_invisible(c) {
        return;
    }
    for c in c.to_lowercase() {
        match c {
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'ø' => out.push('o'),
            'ł' => out.push('l'),
            'đ' => out.push('d'),
            'ı' => out.push('i'),
            c if c.is_ascii() => out.push(c),
            c => decompose_canonical(c, |c| {
                if !is_combining_mark(c) {
                    out.push(c);
                }
            }),
        }
    }
}

const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// The words of a text in their order. A sentence ends at `.`, `!`, `?`, `…` before a space, and at an empty line.
pub fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let (mut sentence, mut opens, mut breaks) = (0, true, 0);
    let mut before = ' ';
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if !c.is_alphanumeric() {
            match c {
                '\n' => breaks += 1,
                c if c.is_whitespace() => {}
                _ => breaks = 0,
            }
            let ends = matches!(c, '.' | '!' | '?' | '…' | '。' | '？' | '！' | '؟');
            let spaced =
                chars.peek().is_none_or(|(_, next)| next.is_whitespace() || matches!(next, '"' | '”' | '»' | ')'));
            if (ends && spaced) || breaks > 1 || matches!(c, '•' | '·') {
                sentence += usize::from(!opens);
                opens = true;
            }
            before = c;
            continue;
        }
        breaks = 0;
        let mut word = Word {
            range: start..start + c.len_utf8(),
            folded: String::new(),
            sentence,
            opens_sentence: opens,
            capital: c.is_uppercase(),
            shouted: false,
            glued: matches!(before, '@' | '/' | '_' | '\\' | '#'),
        };
        fold_into(c, &mut word.folded);
        let (mut letters, mut capitals) = (usize::from(c.is_alphabetic()), usize::from(c.is_uppercase()));
        while let Some((at, c)) =
            chars.next_if(|(_, c)| c.is_alphanumeric() || is_combining_mark(*c) || is_invisible(*c))
        {
            word.range.end = at + c.len_utf8();
            letters += usize::from(c.is_alphabetic());
            capitals += usize::from(c.is_uppercase());
            fold_into(c, &mut word.folded);
        }
        word.shouted = letters > 1 && letters == capitals;
        let mut rest = text.get(word.range.end..).unwrap_or_default().chars();
        let (next, after) = (rest.next().unwrap_or(' '), rest.next().unwrap_or(' '));
        word.glued |= matches!(next, '@' | '/' | '_' | '\\')
            || (matches!(next, '.') && after.is_alphanumeric())
            || (before == '.' && words.last().is_some_and(|last| last.glued && last.range.end + 1 == start));
        before = ' ';
        opens = false;
        words.push(word);
    }
    words
}

/// A note in its parts. All ranges are bytes of the whole text.
#[derive(Debug)]
pub struct Parts<'a> {
    pub text: &'a str,
    /// The greeting: its words behind "Dear", as a range; `None` when there is no greeting.
    pub greeting: Option<Greeting>,
    pub body: Range<usize>,
    /// Sign-off, name, contact details. Empty range at the end when there is none.
    pub closing: Range<usize>,
    /// A word of farewell was found, not only details.
    pub signed_off: bool,
    pub words: Vec<Word>,
    /// Which of `words` are in the body.
    pub body_words: Range<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Greeting {
    /// From "Dear" to the last of the names.
    pub range: Range<usize>,
    /// Who is greeted; may be empty.
    pub names: Range<usize>,
}

impl Parts<'_> {
    pub fn body_words(&self) -> &[Word] {
        self.words.get(self.body_words.clone()).unwrap_or_default()
    }

    pub fn within(&self, range: &Range<usize>) -> &[Word] {
        let first = self.words.partition_point(|word| word.range.start < range.start);
        let last = self.words.partition_point(|word| word.range.start < range.end);
        self.words.get(first..last).unwrap_or_default()
    }
}

/// Cuts a text up; `addressee` and `own` are folded names that a greeting and a signature may consist of.
pub fn parts<'a>(text: &'a str, lexicon: &Lexicon, addressee: &[String], own: &[String]) -> Parts<'a> {
    let end = without_quote(text);
    let text = text.get(..end).unwrap_or(text);
    let words = words(text);
    let lines = lines(text);
    let mut parts = Parts {
        text,
        greeting: None,
        body: 0..text.len(),
        closing: text.len()..text.len(),
        signed_off: false,
        words,
        body_words: 0..0,
    };
    if let Some(greeting) = find_greeting(&parts, &lines, lexicon, addressee) {
        parts.body.start = greeting.range.end;
        parts.greeting = Some(greeting);
    }
    if let Some((start, signed_off)) = find_closing(&parts, &lines, lexicon, own) {
        parts.closing = start..text.len();
        parts.body.end = start;
        parts.signed_off = signed_off;
    }
    parts.body_words = parts.words.partition_point(|word| word.range.start < parts.body.start)
        ..parts.words.partition_point(|word| word.range.start < parts.body.end);
    parts
}

/// Ranges of the lines that are not empty, without their ends.
fn lines(text: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    let mut found = Vec::new();
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim();
        if !trimmed.is_empty() {
            let from = start + (line.len() - line.trim_start().len());
            found.push(from..from + trimmed.len());
        }
        start += line.len();
    }
    found
}

/// Where the mail that is answered begins.
fn without_quote(text: &str) -> usize {
    let mut start = 0;
    let mut before = 0;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim();
        let lower = || fold(trimmed.get(..trimmed.floor_char_boundary(40)).unwrap_or_default());
        if trimmed.starts_with('>') {
            return before;
        }
        if trimmed.starts_with("-----") && trimmed.ends_with("-----") || trimmed.starts_with("________________") {
            return start;
        }
        let opens = ["on ", "am ", "le ", "op ", "el "].iter().any(|word| lower().starts_with(word));
        let closes =
            ["wrote:", "schrieb:", "écrit :", "écrit:", "a écrit :"].iter().any(|word| trimmed.ends_with(word))
                || (trimmed.ends_with(':') && lower().contains(" schrieb "));
        if opens && closes && trimmed.contains(|c: char| c.is_ascii_digit()) {
            return start;
        }
        if !trimmed.is_empty() {
            before = start + line.trim_end().len();
        }
        start += line.len();
    }
    text.len()
}

/// Lines into a text within which a greeting is looked for: a letter has addresses and a date first.
const GREETING_WITHIN: usize = 14;

fn find_greeting(parts: &Parts, lines: &[Range<usize>], lexicon: &Lexicon, addressee: &[String]) -> Option<Greeting> {
    for (at, line) in lines.iter().take(GREETING_WITHIN).enumerate() {
        let words = parts.within(line);
        if words.is_empty() {
            continue;
        }
        let farewell = at > 0 && lexicon.signoffs.at_start(words).is_some_and(|count| count == words.len());
        if let Some(count) = lexicon.greetings.at_start(words).filter(|_| !farewell) {
            let opener = words.get(count.saturating_sub(1))?;
            let from = opener.range.end;
            let names = from..names_end(parts, from, line.end, words);
            // "Hello from Oslo" and the like greet nobody and go on.
            return Some(Greeting { range: line.start..names.end, names: trimmed(parts.text, names) });
        }
        // A name alone: "Jane," or "Jane -", or a title with it.
        let rest = parts.text.get(line.clone()).unwrap_or_default();
        let cut = rest.find([',', ':', '!', '–', '—', '\n']).or_else(|| rest.find(" -")).unwrap_or(rest.len());
        let head = parts.within(&(line.start..line.start + cut));
        let is_name = |word: &Word| addressee.contains(&word.folded) || lexicon.titles.contains(&word.folded);
        let short = (1..=4).contains(&head.len());
        let whole = line.start + cut + 3 >= line.end;
        let capitals = head.iter().all(|word| word.capital) && head.len() <= 3;
        let ends = rest.get(cut..).is_some_and(|end| !end.is_empty());
        let thanks = lexicon.thanks.at_start(words).is_some() || lexicon.signoffs.at_start(words).is_some();
        let named = head.iter().any(is_name) && head.iter().all(|word| is_name(word) || word.capital);
        if at == 0 && short && !thanks && ends && (named || (whole && capitals)) {
            let range = line.start..line.start + cut;
            return Some(Greeting { range: range.clone(), names: trimmed(parts.text, range) });
        }
        if at >= 2 && words.len() > 12 {
            break;
        }
    }
    None
}

/// The names end at a comma, colon, exclamation mark or dash, at the line's end, or where the sentence goes on.
fn names_end(parts: &Parts, from: usize, line_end: usize, words: &[Word]) -> usize {
    let rest = parts.text.get(from..line_end).unwrap_or_default();
    let stop = rest
        .char_indices()
        .find(|(at, c)| {
            let next = rest.get(at + c.len_utf8()..).and_then(|rest| rest.chars().next()).unwrap_or(' ');
            match c {
                ',' => {
                    // "Dear Katherine, dear Marcus," and "Madame, Monsieur," go on.
                    let tail = rest.get(at + 1..).unwrap_or_default().trim_end();
                    let count = tail.split_whitespace().count();
                    !(tail.ends_with([',', ':', '!']) && (1..=4).contains(&count))
                }
                ':' | '!' | '?' | ';' | '–' | '—' | '(' => true,
                '-' => next.is_whitespace(),
                '.' => next.is_whitespace() && !abbreviates(rest.get(..*at).unwrap_or_default()),
                _ => false,
            }
        })
        .map_or(line_end, |(at, _)| from + at);
    let within: Vec<&Word> = words.iter().filter(|word| word.range.start >= from && word.range.start < stop).collect();
    if within.len() <= 6 {
        return stop;
    }
    // No comma: the names are what is capitalised.
    let end = within.iter().take_while(|word| word.capital).last();
    end.map_or(from, |word| word.range.end)
}

fn abbreviates(before: &str) -> bool {
    let word = fold(before.rsplit([' ', '.']).next().unwrap_or_default());
    word.chars().count() <= 2
        || ["mrs", "prof", "ing", "dipl", "mag", "rev", "hon", "mme", "mlle", "capt", "sgt", "col"]
            .contains(&word.as_str())
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let part = text.get(range.clone()).unwrap_or_default();
    let start = range.start + (part.len() - part.trim_start().len());
    start..start + part.trim().trim_end_matches(['.', ',']).len()
}

/// Lines from the end within which a sign-off is looked for.
const CLOSING_WITHIN: usize = 12;
/// Words that a line of a contact block may have.
const CONTACT_LINE: usize = 14;

fn find_closing(parts: &Parts, lines: &[Range<usize>], lexicon: &Lexicon, own: &[String]) -> Option<(usize, bool)> {
    let first =
        lines.len().saturating_sub(CLOSING_WITHIN).max(usize::from(parts.greeting.is_some() && lines.len() > 1));
    let tail = lines.get(first..).unwrap_or_default();
    let in_body = |line: &&Range<usize>| line.start >= parts.body.start;
    let mut details = None;
    let mut found = None;
    let mut named_below = false;
    for line in tail.iter().rev().take_while(in_body) {
        let words = parts.within(line);
        // A paragraph that ends in a formula is no formula.
        let one = words.first().map(|word| word.sentence) == words.last().map(|word| word.sentence);
        let formal = one && words.iter().any(|word| matches!(word.folded.as_str(), "agreer" | "salutations"));
        let signs_off = lexicon.signoffs.at_start(words).is_some_and(|count| {
            let rest = words.get(count..).unwrap_or_default();
            // Behind the formula there is room for a name only: "Best, Theo", not "Thanks for the interview".
            (rest.len() <= 4 && rest.iter().all(|word| word.capital || own.contains(&word.folded))) || formal
        });
        let raw = parts.text.get(line.clone()).unwrap_or_default();
        // "Yours aye," above the name takes leave, whatever it says.
        let above_name = (1..=4).contains(&words.len()) && raw.ends_with(',') && named_below;
        named_below = words.iter().any(|word| own.contains(&word.folded));
        let signs_off = signs_off || above_name;
        let sentence = raw.ends_with(['.', '!', '?']) && words.len() > 5;
        if signs_off && (!sentence || formal) {
            found = Some(line.start);
            continue;
        }
        let detail = words.len() <= CONTACT_LINE && (is_contact(raw) || words.iter().any(|w| own.contains(&w.folded)));
        if detail && !sentence && (found.is_none()) {
            details = Some(line.start);
        } else if found.is_some() || words.len() > CONTACT_LINE || sentence {
            break;
        }
    }
    found.map(|start| (start, true)).or(details.map(|start| (start, false)))
}

/// An address, a number or a link.
pub fn is_contact(text: &str) -> bool {
    contact_at(text).is_some()
}

/// Where an e-mail address, a telephone number (7 digits or more) or a link stands.
pub fn contact_at(text: &str) -> Option<usize> {
    let lower = text.to_ascii_lowercase();
    for (at, _) in lower.match_indices('@') {
        let before = lower.get(..at).and_then(|t| t.chars().next_back()).is_some_and(char::is_alphanumeric);
        let host: String =
            lower.get(at + 1..).unwrap_or_default().chars().take_while(|c| !c.is_whitespace()).take(80).collect();
        if before && host.trim_end_matches(['.', ',', ')', '>']).contains('.') {
            return Some(at);
        }
    }
    if let Some(at) =
        ["http://", "https://", "www.", "linkedin.com/", "github.com/"].iter().find_map(|sign| lower.find(sign))
    {
        return Some(at);
    }
    let (mut digits, mut start) = (0, 0);
    for (at, c) in text.char_indices() {
        match c {
            c if c.is_ascii_digit() => {
                if digits == 0 {
                    start = at;
                }
                digits += 1;
                if digits == 7 {
                    return Some(start);
                }
            }
            ' ' | '-' | '.' | '(' | ')' | '/' | '+' | '\u{a0}' | '\u{202f}' | '–' | '‑' => {}
            _ => digits = 0,
        }
    }
    // A short local number says what it is: "555-0164".
    let local = lower.split_whitespace().any(|word| {
        let word = word.trim_matches(|c: char| !c.is_ascii_digit());
        word.len() >= 7 && word.contains('-') && word.chars().filter(char::is_ascii_digit).count() >= 6
    });
    local.then_some(0)
}
