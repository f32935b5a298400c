//! "From:", "An :", "Objet": the words before the parts of a message's header, as pages show them in many languages.

use crate::capture::dom::{Dom, Place};
use crate::capture::lines::{Line, lines};
use crate::capture::sites::HeaderLabels;

/// What a label announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    From,
    To,
    Cc,
    Date,
    Subject,
    /// Where an answer goes, through whom it was sent: people who are neither sender nor recipients.
    Other,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Label {
    /// The text node that it begins in.
    pub place: Place,
    pub kind: Kind,
    /// Index of its line.
    line: usize,
}

/// A label is no longer than this (bytes).
const MAX_LABEL: usize = 40;
/// Of a page with more, only the first count.
const MAX_LABELS: usize = 2_000;

#[derive(Debug)]
pub(super) struct Labels<'w> {
    words: &'w HeaderLabels,
    found: Vec<Label>,
    lines: Vec<Line>,
}

impl<'w> Labels<'w> {
    pub fn of(dom: &Dom<'_>, words: &'w HeaderLabels) -> Self {
        let lines = lines(dom, &[], |_| false);
        let mut found = Vec::new();
        for (index, line) in lines.iter().enumerate().filter(|(_, line)| !line.hidden) {
            if let Some((kind, _)) = label(words, &line.text) {
                found.push(Label { place: line.first, kind, line: index });
            }
            if found.len() >= MAX_LABELS {
                break;
            }
        }
        Self { words, found, lines }
    }

    /// The nearest label before a place.
    pub fn before(&self, place: Place) -> Option<Label> {
        let next = self.found.partition_point(|label| label.place <= place);
        next.checked_sub(1).and_then(|at| self.found.get(at)).copied()
    }

    /// Whether the text in a range of places begins with a label.
    pub fn begins(&self, range: &std::ops::Range<Place>) -> bool {
        let first = self.lines.partition_point(|line| line.first < range.start);
        let next = self.found.partition_point(|label| label.place < range.start);
        self.found.get(next).is_some_and(|label| label.line == first && range.contains(&label.place))
    }

    /// What stands behind the last label of a kind in a range: in its line, or in the next one.
    pub fn value(&self, kind: Kind, range: std::ops::Range<Place>) -> Option<String> {
        let from = self.found.partition_point(|label| label.place < range.start);
        let to = self.found.partition_point(|label| label.place < range.end);
        let label = self.found.get(from..to)?.iter().rfind(|label| label.kind == kind)?;
        let (_, inline) = label_of(self.words, self.lines.get(label.line)?)?;
        if !inline.is_empty() {
            return Some(inline.to_owned());
        }
        let next = self.lines.get(label.line + 1).filter(|l| !l.hidden && range.contains(&l.first))?;
        label_of(self.words, next).is_none().then(|| next.text.clone())
    }

    /// A value without the label before it.
    pub fn without<'t>(&self, text: &'t str) -> &'t str {
        without(self.words, text)
    }
}

/// A value without the label before it.
pub(super) fn without<'t>(words: &HeaderLabels, text: &'t str) -> &'t str {
    match label(words, text) {
        Some((_, value)) if !value.is_empty() => value,
        _ => text,
    }
}

/// A subject without its label; other words with a colon may well begin a subject.
pub(super) fn subject<'t>(words: &HeaderLabels, text: &'t str) -> &'t str {
    match label(words, text) {
        Some((Kind::Subject, value)) if !value.is_empty() => value,
        _ => text,
    }
}

fn label_of<'l>(words: &HeaderLabels, line: &'l Line) -> Option<(Kind, &'l str)> {
    label(words, &line.text)
}

/// The label that a text begins with and what follows it; a label alone needs no colon.
fn label<'t>(words: &HeaderLabels, text: &'t str) -> Option<(Kind, &'t str)> {
    let (word, value) = match text.find([':', '\u{ff1a}']) {
        Some(at) => {
            let (word, value) = text.split_at_checked(at)?;
            (word, value.trim_start_matches([':', '\u{ff1a}']).trim())
        }
        None => (text, ""),
    };
    if word.len() > MAX_LABEL {
        return None;
    }
    let word = word.trim().to_lowercase();
    let has = |list: &[String]| list.contains(&word);
    let kinds = [
        (Kind::From, &words.from),
        (Kind::To, &words.to),
        (Kind::Cc, &words.cc),
        (Kind::Date, &words.date),
        (Kind::Subject, &words.subject),
        (Kind::Other, &words.other),
    ];
    kinds.into_iter().find(|(_, list)| has(list)).map(|(kind, _)| (kind, value))
}
