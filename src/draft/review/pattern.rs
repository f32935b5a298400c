//! Phrases as the word lists write them, and where they stand in a text. The notation is explained in `words/en.toml`.

use super::text::{Word, fold};
use std::collections::HashMap;
use std::ops::Range;

#[derive(Debug)]
enum Part {
    /// One of several words; may be missing.
    Word {
        any: Vec<Spelling>,
        optional: bool,
    },
    One,
    /// One word or none.
    Perhaps,
    /// Up to [`GAP`] words.
    Gap,
}

#[derive(Debug)]
struct Spelling {
    word: String,
    prefix: bool,
}

impl Spelling {
    fn fits(&self, word: &str) -> bool {
        if self.prefix { word.starts_with(&self.word) } else { word == self.word }
    }
}

const GAP: usize = 3;

#[derive(Debug)]
struct Phrase {
    opens_sentence: bool,
    parts: Vec<Part>,
}

/// A list of phrases, found by the first letter of their first word.
#[derive(Debug, Default)]
pub struct Phrases {
    phrases: Vec<Phrase>,
    by_letter: HashMap<char, Vec<usize>>,
}

impl Phrases {
    pub fn new(list: &str) -> Self {
        let mut found = Self::default();
        for line in list.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let phrase = phrase(line);
            let index = found.phrases.len();
            // A phrase may begin with any word up to the first that must be there.
            for part in &phrase.parts {
                let Part::Word { any, optional } = part else { break };
                for letter in any.iter().filter_map(|spelling| spelling.word.chars().next()) {
                    let list = found.by_letter.entry(letter).or_default();
                    if list.last() != Some(&index) {
                        list.push(index);
                    }
                }
                if !optional {
                    break;
                }
            }
            found.phrases.push(phrase);
        }
        found
    }

    /// How many words the longest phrase takes that stands at the very start.
    pub fn at_start(&self, words: &[Word]) -> Option<usize> {
        let letter = words.first()?.folded.chars().next()?;
        let phrases = self.by_letter.get(&letter)?.iter().filter_map(|index| self.phrases.get(*index));
        phrases.filter_map(|phrase| matched(&phrase.parts, words)).max()
    }

    /// Where phrases stand, as ranges of `words`, each as long as can be and none inside the one before. No phrase goes
    /// beyond a sentence.
    pub fn find(&self, words: &[Word]) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(word) = words.get(at) {
            let rest = words.get(at..).unwrap_or_default();
            let length = rest.iter().take(24).take_while(|other| other.sentence == word.sentence).count();
            let sentence = rest.get(..length).unwrap_or_default();
            let letter = word.folded.chars().next().unwrap_or(' ');
            let phrases =
                self.by_letter.get(&letter).into_iter().flatten().filter_map(|index| self.phrases.get(*index));
            let best = phrases
                .filter(|phrase| !phrase.opens_sentence || word.opens_sentence)
                .filter_map(|phrase| matched(&phrase.parts, sentence))
                .max()
                .unwrap_or(0);
            if best > 0 {
                found.push(at..at + best);
            }
            at += best.max(1);
        }
        found
    }

    /// Like [`Self::find`], without those that overlap one of `except`.
    pub fn find_except(&self, words: &[Word], except: &Self) -> Vec<Range<usize>> {
        let barred = except.find(words);
        let mut found = self.find(words);
        found.retain(|range| !barred.iter().any(|other| other.start < range.end && range.start < other.end));
        found
    }
}

fn phrase(line: &str) -> Phrase {
    let (opens_sentence, line) = line.strip_prefix('^').map_or((false, line), |rest| (true, rest));
    let parts = line.split_whitespace().map(|part| match part {
        ".." => Part::Gap,
        "_" => Part::One,
        "_?" => Part::Perhaps,
        part => {
            let (optional, part) = part.strip_suffix('?').map_or((false, part), |rest| (true, rest));
            let spelling = |word: &str| {
                let (prefix, word) = word.strip_suffix('*').map_or((false, word), |rest| (true, rest));
                Spelling { word: fold(word), prefix }
            };
            Part::Word { any: part.split('|').map(spelling).collect(), optional }
        }
    });
    Phrase { opens_sentence, parts: parts.collect() }
}

/// How many words the phrase takes at the start of `words`. Phrases are short and gaps bounded, so this is too.
fn matched(parts: &[Part], words: &[Word]) -> Option<usize> {
    let Some((part, rest)) = parts.split_first() else { return Some(0) };
    let after = |skip: usize| matched(rest, words.get(skip..)?).map(|length| length + skip);
    match part {
        Part::Word { any, optional } => {
            let fits = words.first().is_some_and(|word| any.iter().any(|spelling| spelling.fits(&word.folded)));
            fits.then(|| after(1)).flatten().or_else(|| optional.then(|| after(0)).flatten())
        }
        Part::One => (!words.is_empty()).then(|| after(1)).flatten(),
        Part::Perhaps => after(1).or_else(|| after(0)),
        Part::Gap => (0..=GAP.min(words.len())).find_map(after),
    }
}

/// Single words, some of them beginnings of words.
#[derive(Debug, Default)]
pub struct WordSet {
    whole: std::collections::HashSet<String>,
    prefixes: std::collections::HashSet<String>,
    longest: usize,
}

impl WordSet {
    pub fn new(list: &str) -> Self {
        let mut set = Self::default();
        for word in list.lines().filter(|line| !line.trim_start().starts_with('#')).flat_map(str::split_whitespace) {
            match word.strip_suffix('*') {
                Some(prefix) => {
                    let prefix = fold(prefix);
                    set.longest = set.longest.max(prefix.len());
                    set.prefixes.insert(prefix);
                }
                None => {
                    set.whole.insert(fold(word));
                }
            }
        }
        set
    }

    /// Letters of the word, in bytes, behind what the set has of it; `None` when it is not in the set.
    pub fn remainder(&self, word: &str) -> Option<usize> {
        if self.whole.contains(word) {
            return Some(0);
        }
        let fits = |end: &usize| word.get(..*end).is_some_and(|head| self.prefixes.contains(head));
        (1..=self.longest.min(word.len())).rev().find(fits).map(|end| word.len() - end)
    }

    pub fn contains(&self, word: &str) -> bool {
        self.whole.contains(word)
            || (!self.prefixes.is_empty()
                && (1..=self.longest.min(word.len()))
                    .any(|end| word.get(..end).is_some_and(|head| self.prefixes.contains(head))))
    }
}
