//! All that the checks share: the note cut up, its language, and the words that the user's records know.

use super::lexicon::{Lexicon, detect, lexicon};
use super::note::{Context, Language, Note};
use super::people::{Known, name_words};
use super::text::{Parts, parts, words};
use std::collections::HashSet;

pub struct View<'a> {
    pub note: &'a Note,
    pub context: &'a Context,
    pub language: Language,
    pub lexicon: &'static Lexicon,
    pub known: Known,
    pub parts: Parts<'a>,
    /// Words of the company's name.
    pub company_words: HashSet<String>,
    /// Names of those who took part in the same opportunity.
    pub colleague_words: HashSet<String>,
    /// Names of everybody else on record.
    pub stranger_words: HashSet<String>,
    /// The user's own name.
    pub own_words: HashSet<String>,
    /// The job's title.
    pub job_words: HashSet<String>,
}

impl<'a> View<'a> {
    /// `text` is what of the note's text is reviewed.
    pub fn new(note: &'a Note, text: &'a str, context: &'a Context) -> Self {
        let language = note
            .language
            .unwrap_or_else(|| detect(&words(text.get(..text.floor_char_boundary(4_000)).unwrap_or(text))));
        let lexicon = lexicon(language);
        let known = Known::of(&context.addressee, lexicon);
        let own: Vec<String> = name_words(&context.applicant.name);
        let parts = parts(text, lexicon, &known.all, &own);
        let names = |colleague: bool| {
            let people = context.people.iter().filter(move |person| person.colleague == colleague);
            let mut words: HashSet<String> = people.flat_map(|person| name_words(&person.name)).collect();
            words.retain(|word| !lexicon.titles.contains(word));
            words
        };
        Self {
            note,
            context,
            language,
            lexicon,
            known,
            parts,
            company_words: name_words(&context.company).into_iter().collect(),
            colleague_words: names(true),
            stranger_words: names(false),
            own_words: own.into_iter().collect(),
            job_words: name_words(&context.job_title).into_iter().collect(),
        }
    }

    /// The word is part of a name on record, other than the addressee's.
    pub fn somebody(&self, word: &str) -> bool {
        self.colleague_words.contains(word) || self.stranger_words.contains(word)
    }
}
