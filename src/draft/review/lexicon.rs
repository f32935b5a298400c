//! The word lists of one language, read once from `words/<language>.toml`.

use super::note::Language;
use super::pattern::{Phrases, WordSet};
use super::text::Word;
use serde::Deserialize;
use std::sync::OnceLock;

#[derive(Debug, Default)]
pub struct Lexicon {
    pub greetings: Phrases,
    pub signoffs: Phrases,
    pub thanks: Phrases,
    pub no_thanks: Phrases,
    pub pleasure: Phrases,
    pub cliches: Phrases,
    pub mild_cliches: Phrases,
    pub apologies: Phrases,
    pub grave_apologies: Phrases,
    /// Regret about what was nobody's showing.
    pub no_apologies: Phrases,
    pub decision: Phrases,
    pub no_decision: Phrases,
    /// A question with one of these asks for the decision.
    pub decision_topics: WordSet,
    pub no_decision_topics: Phrases,
    /// Topics that ask for the decision only where the writer is in the sentence.
    pub weak_topics: WordSet,
    /// What makes a sentence ask for something without a question mark.
    pub requests: Phrases,
    /// The writer is the one to be taken.
    pub choosing: Phrases,
    pub no_choosing: Phrases,
    /// Where the writer is in it, a question with one of these is about their chances.
    pub fate: Phrases,
    /// Asks how the reader came to something.
    pub whys: Phrases,
    /// What the other said: a topic, whatever it is about.
    pub reported: Phrases,
    /// The writer as the one who does, or whose it is.
    pub first_person: WordSet,
    /// What is wanted until then is wanted badly.
    pub deadlines: Phrases,
    /// Said of oneself after a bad interview: the beginning of an apology.
    pub failings: WordSet,
    pub attachments: Phrases,
    pub no_attachments: Phrases,
    /// Hands something over, now and with this note; a document stands behind it.
    pub presents: Phrases,
    pub documents: WordSet,
    /// It comes later, or another way.
    pub elsewhere: Phrases,
    /// What applicants call themselves; three in one sentence are a worn phrase.
    pub virtues: WordSet,
    /// Beside one of these another company is a topic, not a slip.
    pub compared: Phrases,
    pub reasons: Phrases,
    /// What makes a sentence of a withdrawal explain, when it says something of its own.
    pub causes: Phrases,
    pub no_causes: Phrases,
    /// Behind one of these a kind sentence turns to the reason.
    pub turns: WordSet,
    /// Kind words for the way: however long, they explain nothing.
    pub wishes: Phrases,
    /// What any withdrawal may say.
    pub withdrawing: WordSet,
    /// The reader wants the attachment.
    pub asked_for: Phrases,
    /// What stands alone between brackets as a placeholder.
    pub placeholders: Phrases,
    pub nobody: WordSet,
    pub groups: WordSet,
    pub masculine: WordSet,
    pub feminine: WordSet,
    pub titles: WordSet,
    pub conjunctions: WordSet,
    pub letter_opening: WordSet,
    pub generic_subjects: WordSet,
    /// What one may thank for in a subject: it says what the mail is about.
    pub occasions: WordSet,
    pub function_words: WordSet,
    /// Behind one of these stands what was talked about.
    pub topics: Phrases,
    pub topic_ends: WordSet,
    pub empty_topics: WordSet,
    /// Opens a sentence about what the writer is, not about the talk.
    pub traits: Phrases,
    /// What any note of thanks may say.
    pub generic: WordSet,
    /// Endings of words that say how, not what.
    pub generic_endings: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    greetings: String,
    signoffs: String,
    thanks: String,
    no_thanks: String,
    pleasure: String,
    cliches: String,
    mild_cliches: String,
    apologies: String,
    grave_apologies: String,
    no_apologies: String,
    decision: String,
    no_decision: String,
    decision_topics: String,
    no_decision_topics: String,
    weak_topics: String,
    requests: String,
    choosing: String,
    no_choosing: String,
    fate: String,
    whys: String,
    reported: String,
    first_person: String,
    deadlines: String,
    failings: String,
    attachments: String,
    no_attachments: String,
    presents: String,
    documents: String,
    elsewhere: String,
    virtues: String,
    compared: String,
    reasons: String,
    causes: String,
    no_causes: String,
    turns: String,
    wishes: String,
    withdrawing: String,
    asked_for: String,
    placeholders: String,
    nobody: String,
    groups: String,
    masculine: String,
    feminine: String,
    titles: String,
    conjunctions: String,
    letter_opening: String,
    generic_subjects: String,
    occasions: String,
    function_words: String,
    topics: String,
    topic_ends: String,
    empty_topics: String,
    traits: String,
    generic: String,
    generic_endings: String,
}

fn read(source: &str) -> serde_json::Result<Lexicon> {
    let lists: Lists = serde_json::from_str(source)?;
    Ok(Lexicon {
        greetings: Phrases::new(&lists.greetings),
        signoffs: Phrases::new(&lists.signoffs),
        thanks: Phrases::new(&lists.thanks),
        no_thanks: Phrases::new(&lists.no_thanks),
        pleasure: Phrases::new(&lists.pleasure),
        cliches: Phrases::new(&lists.cliches),
        mild_cliches: Phrases::new(&lists.mild_cliches),
        apologies: Phrases::new(&lists.apologies),
        grave_apologies: Phrases::new(&lists.grave_apologies),
        no_apologies: Phrases::new(&lists.no_apologies),
        decision: Phrases::new(&lists.decision),
        no_decision: Phrases::new(&lists.no_decision),
        decision_topics: WordSet::new(&lists.decision_topics),
        no_decision_topics: Phrases::new(&lists.no_decision_topics),
        weak_topics: WordSet::new(&lists.weak_topics),
        requests: Phrases::new(&lists.requests),
        choosing: Phrases::new(&lists.choosing),
        no_choosing: Phrases::new(&lists.no_choosing),
        fate: Phrases::new(&lists.fate),
        whys: Phrases::new(&lists.whys),
        reported: Phrases::new(&lists.reported),
        first_person: WordSet::new(&lists.first_person),
        deadlines: Phrases::new(&lists.deadlines),
        failings: WordSet::new(&lists.failings),
        attachments: Phrases::new(&lists.attachments),
        no_attachments: Phrases::new(&lists.no_attachments),
        presents: Phrases::new(&lists.presents),
        documents: WordSet::new(&lists.documents),
        elsewhere: Phrases::new(&lists.elsewhere),
        virtues: WordSet::new(&lists.virtues),
        compared: Phrases::new(&lists.compared),
        reasons: Phrases::new(&lists.reasons),
        causes: Phrases::new(&lists.causes),
        no_causes: Phrases::new(&lists.no_causes),
        turns: WordSet::new(&lists.turns),
        wishes: Phrases::new(&lists.wishes),
        withdrawing: WordSet::new(&lists.withdrawing),
        asked_for: Phrases::new(&lists.asked_for),
        placeholders: Phrases::new(&lists.placeholders),
        nobody: WordSet::new(&lists.nobody),
        groups: WordSet::new(&lists.groups),
        masculine: WordSet::new(&lists.masculine),
        feminine: WordSet::new(&lists.feminine),
        titles: WordSet::new(&lists.titles),
        conjunctions: WordSet::new(&lists.conjunctions),
        letter_opening: WordSet::new(&lists.letter_opening),
        generic_subjects: WordSet::new(&lists.generic_subjects),
        occasions: WordSet::new(&lists.occasions),
        function_words: WordSet::new(&lists.function_words),
        topics: Phrases::new(&lists.topics),
        topic_ends: WordSet::new(&lists.topic_ends),
        empty_topics: WordSet::new(&lists.empty_topics),
        traits: Phrases::new(&lists.traits),
        generic: WordSet::new(&lists.generic),
        generic_endings: lists.generic_endings.split_whitespace().map(str::to_owned).collect(),
    })
}

const fn source(language: Language) -> &'static str {
    match language {
        Language::En => include_str!(concat!(env!("OUT_DIR"), "/src/draft/review/words/en.json")),
        Language::De => include_str!(concat!(env!("OUT_DIR"), "/src/draft/review/words/de.json")),
        Language::Fr => include_str!(concat!(env!("OUT_DIR"), "/src/draft/review/words/fr.json")),
    }
}

/// The lists of a language. A test holds that they all can be read.
pub fn lexicon(language: Language) -> &'static Lexicon {
    static READ: [OnceLock<Lexicon>; 3] = [OnceLock::new(), OnceLock::new(), OnceLock::new()];
    static NONE: OnceLock<Lexicon> = OnceLock::new();
    let cell = match language {
        Language::En => READ.first(),
        Language::De => READ.get(1),
        Language::Fr => READ.get(2),
    };
    cell.map_or_else(
        || NONE.get_or_init(Lexicon::default),
        |cell| cell.get_or_init(|| read(source(language)).unwrap_or_default()),
    )
}

/// Names of companies and people that are ordinary words as well.
pub fn common_words() -> &'static WordSet {
    static READ: OnceLock<WordSet> = OnceLock::new();
    READ.get_or_init(|| WordSet::new(include_str!("words/common.txt")))
}

/// Given names that only men bear, and those that only women bear.
pub fn given_names() -> &'static (WordSet, WordSet) {
    static READ: OnceLock<(WordSet, WordSet)> = OnceLock::new();
    READ.get_or_init(|| {
        let list = include_str!("words/given_names.txt");
        let names = list.split_once("\nadam").map_or(String::new(), |(_, names)| format!("adam{names}"));
        let (his, hers) = names.split_once("\n\n").unwrap_or_default();
        (WordSet::new(his), WordSet::new(hers))
    })
}

/// Short forms of given names that a table of English ones lacks, one name's forms a line.
pub fn short_forms() -> &'static Vec<Vec<&'static str>> {
    static READ: OnceLock<Vec<Vec<&'static str>>> = OnceLock::new();
    READ.get_or_init(|| {
        let lines = include_str!("words/short_forms.txt").lines().filter(|line| !line.starts_with('#'));
        lines.map(|line| line.split_whitespace().collect()).collect()
    })
}

/// The language whose small words are the most frequent; English when there are none.
pub fn detect(words: &[Word]) -> Language {
    let sample = words.get(..words.len().min(400)).unwrap_or(words);
    let count = |language: Language| {
        let small = &lexicon(language).function_words;
        sample.iter().filter(|word| small.contains(&word.folded)).count()
    };
    let (en, de, fr) = (count(Language::En), count(Language::De), count(Language::Fr));
    if de > en && de >= fr {
        Language::De
    } else if fr > en && fr > de {
        Language::Fr
    } else {
        Language::En
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_language_can_be_read() {
        for language in Language::ALL {
            read(source(language)).unwrap();
        }
    }
}
