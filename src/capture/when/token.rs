//! Running text cut into words, numbers and marks, in one pass.

use std::ops::Range;

/// The white space in front of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    None,
    Space,
    /// One line break: mails are wrapped, so a date may go on after it.
    Line,
    /// An empty line: a new paragraph.
    Paragraph,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Word,
    /// `value` is 0 and `digits` 255 where the number has more than nine digits.
    Number {
        value: u32,
        digits: u8,
    },
    /// Punctuation, with dashes made `-`, apostrophes made `'` and bullets made `·`.
    Mark(char),
}

#[derive(Clone, Copy, Debug)]
pub struct Token {
    pub kind: Kind,
    pub start: usize,
    pub end: usize,
    pub gap: Gap,
    /// Where the folded form of a word sits in [`Tokens::folded`].
    folded: (usize, usize),
    /// Every letter is a capital.
    pub upper: bool,
    /// The first letter is a capital.
    pub capital: bool,
}

/// No word of a date is longer; longer ones are kept without a folded form.
const LONGEST_WORD: usize = 32;

#[derive(Debug, Default)]
pub struct Tokens<'t> {
    pub text: &'t str,
    list: Vec<Token>,
    /// Lower-case words without accents, one after the other.
    folded: String,
    /// How often a token was looked at.
    #[cfg(test)]
    pub looks: std::cell::Cell<usize>,
}

impl<'t> Tokens<'t> {
    pub fn new(text: &'t str) -> Self {
        let mut tokens = Self { text, ..Self::default() };
        let mut chars = text.char_indices().peekable();
        let mut gap = Gap::Paragraph;
        while let Some((start, first)) = chars.next() {
            if first == '\n' {
                gap = if gap >= Gap::Line { Gap::Paragraph } else { Gap::Line };
                continue;
            }
            if first.is_whitespace() || is_invisible(first) {
                gap = gap.max(Gap::Space);
                continue;
            }
            let class = Class::of(first);
            let mut end = start + first.len_utf8();
            let goes_on = |next: char| {
                class != Class::Mark && Class::of(next) == class || class == Class::Word && is_accent(next)
            };
            while let Some((at, next)) = chars.next_if(|(_, next)| goes_on(*next)) {
                end = at + next.len_utf8();
            }
            tokens.push(class, start..end, gap);
            gap = Gap::None;
        }
        tokens
    }

    fn push(&mut self, class: Class, span: Range<usize>, gap: Gap) {
        let source = self.text.get(span.clone()).unwrap_or_default();
        let from = self.folded.len();
        let kind = match class {
            Class::Digit => match source.parse() {
                Ok(value) if source.len() <= 9 => Kind::Number { value, digits: source.len() as u8 },
                _ => Kind::Number { value: 0, digits: u8::MAX },
            },
            Class::Mark => Kind::Mark(source.chars().next().map_or(' ', plain_mark)),
            Class::Word => {
                if source.len() <= LONGEST_WORD {
                    self.fold(source);
                }
                Kind::Word
            }
        };
        let letters = || source.chars().filter(|c| c.is_alphabetic());
        self.list.push(Token {
            kind,
            start: span.start,
            end: span.end,
            gap,
            folded: (from, self.folded.len()),
            upper: class == Class::Word && letters().all(char::is_uppercase),
            capital: class == Class::Word && letters().next().is_some_and(char::is_uppercase),
        });
    }

    fn fold(&mut self, word: &str) {
        // The French preposition must not become the English article.
        if matches!(word, "à" | "À") {
            self.folded.push('à');
            return;
        }
        for c in word.chars().filter(|c| !is_accent(*c)).flat_map(char::to_lowercase) {
            match c {
                'à' | 'á' | 'â' | 'ä' => self.folded.push('a'),
                'ç' => self.folded.push('c'),
                'è' | 'é' | 'ê' | 'ë' => self.folded.push('e'),
                'î' | 'ï' | 'í' => self.folded.push('i'),
                'ô' | 'ö' | 'ó' | 'ã' => self.folded.push('o'),
                'ù' | 'û' | 'ü' | 'ú' => self.folded.push('u'),
                'ß' => self.folded.push_str("ss"),
                other => self.folded.push(other),
            }
        }
    }

    pub fn get(&self, at: usize) -> Option<&Token> {
        #[cfg(test)]
        self.looks.set(self.looks.get() + 1);
        self.list.get(at)
    }

    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// The word at `at`, folded; empty where there is none.
    pub fn word(&self, at: usize) -> &str {
        self.get(at).and_then(|token| self.folded.get(token.folded.0..token.folded.1)).unwrap_or_default()
    }

    pub fn is(&self, at: usize, words: &[&str]) -> bool {
        let word = self.word(at);
        !word.is_empty() && words.contains(&word)
    }

    /// Whether the words, or one-character marks, of `phrase` stand one after the other from `at` on. The number of
    /// tokens if so.
    pub fn phrase(&self, at: usize, phrase: &[&str]) -> Option<usize> {
        let fits = phrase.iter().enumerate().all(|(offset, part)| {
            let at = at + offset;
            self.word(at) == *part || self.mark(at).is_some_and(|mark| part.starts_with(mark) && part.len() == 1)
        });
        fits.then_some(at + phrase.len())
    }

    pub fn mark(&self, at: usize) -> Option<char> {
        match self.get(at)?.kind {
            Kind::Mark(mark) => Some(mark),
            _ => None,
        }
    }

    /// Value and number of digits.
    pub fn number(&self, at: usize) -> Option<(u32, u8)> {
        match self.get(at)?.kind {
            Kind::Number { value, digits } if digits < u8::MAX => Some((value, digits)),
            _ => None,
        }
    }

    pub fn is_number(&self, at: usize) -> bool {
        matches!(self.get(at).map(|token| token.kind), Some(Kind::Number { .. }))
    }

    /// No white space before the token at `at`.
    pub fn glued(&self, at: usize) -> bool {
        self.gap(at) == Gap::None
    }

    /// A time to the second, or one after ISO 8601's "T", ends before `at`.
    pub fn ends_iso_time(&self, at: usize) -> bool {
        let back = |steps: usize| at.checked_sub(steps);
        let glued = |steps: usize| back(steps).is_some_and(|at| self.glued(at));
        let mark = |steps: usize, mark: char| back(steps).is_some_and(|at| self.mark(at) == Some(mark)) && glued(steps);
        let seconds = mark(2, ':') && glued(1) && mark(4, ':') && glued(3);
        let fraction = mark(2, '.') && glued(1) && mark(4, ':') && glued(3);
        let letter = mark(2, ':') && glued(1) && glued(3) && back(4).is_some_and(|at| self.word(at) == "t");
        seconds || fraction || letter
    }

    /// The gap before `at`; a paragraph's end after the last token.
    pub fn gap(&self, at: usize) -> Gap {
        self.get(at).map_or(Gap::Paragraph, |token| token.gap)
    }

    pub fn span(&self, tokens: Range<usize>) -> Range<usize> {
        let start = self.get(tokens.start).map_or(self.text.len(), |token| token.start);
        let end = tokens.end.checked_sub(1).and_then(|last| self.get(last)).map_or(start, |token| token.end);
        start..end.max(start)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Word,
    Digit,
    Mark,
}

impl Class {
    fn of(c: char) -> Self {
        if c.is_ascii_digit() {
            Self::Digit
        } else if c.is_alphabetic() && !matches!(c, 'ª' | 'º') {
            Self::Word
        } else {
            Self::Mark
        }
    }
}

/// A combining accent, as decomposed text has it.
fn is_accent(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// Zero-width and direction marks, which mail programs put around dates and numbers.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}')
}

fn plain_mark(c: char) -> char {
    match c {
        '\u{2010}'..='\u{2015}' | '−' | '﹣' | '－' => '-',
        '‘' | '’' | 'ʼ' | '`' | '´' => '\'',
        '∙' | '·' | '•' | '|' | '●' | '⋅' | '→' => '·',
        '：' => ':',
        '～' | '〜' => '~',
        other => other,
    }
}
