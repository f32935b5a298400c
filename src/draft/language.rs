//! What differs between the languages of drafts, apart from the templates.

use super::Address;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    En,
    De,
    Fr,
}

/// Words with which somebody's own greeting is a whole one already.
const WHOLE_GREETINGS: [&str; 20] = [
    "dear", "hello", "hi", "good", "guten", "sehr", "liebe", "lieber", "hallo", "grüezi", "moin", "servus", "werte",
    "werter", "bonjour", "bonsoir", "cher", "chère", "salut", "hey",
];

impl Language {
    /// From a BCP 47 tag; a language without templates of its own gets the English ones.
    pub fn of(tag: &str) -> Self {
        match tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase().as_str() {
            "de" => Self::De,
            "fr" => Self::Fr,
            _ => Self::En,
        }
    }

    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::De => "de",
            Self::Fr => "fr",
        }
    }

    /// The first line. Nobody's sex is guessed: `Frau` and `Madame` are there only where the name or the user says so.
    pub fn salutation(self, address: &Address) -> String {
        let own = address.own.trim().trim_end_matches([',', '!', ' ']);
        let formal = address.formal.trim();
        let casual = address.casual.trim();
        let first = own.split_whitespace().next().unwrap_or_default().to_lowercase();
        // "Madame Durand" greets nobody in German, and "Frau Weiss" nobody in French.
        let name = match (own, self) {
            ("", Self::En) => casual,
            ("", Self::De | Self::Fr) => formal,
            (own, _) => own,
        };
        if WHOLE_GREETINGS.contains(&first.as_str()) {
            return format!("{own},");
        }
        match (self, name) {
            (Self::En, "") => "Hello,".to_owned(),
            (Self::De, "") => "Guten Tag,".to_owned(),
            (Self::Fr, "") => "Bonjour,".to_owned(),
            (Self::En, name) => format!("Dear {name},"),
            (Self::De, name) => german(name),
            (Self::Fr, name) => french(name),
        }
    }

    pub fn at_company(self, company: &str) -> String {
        let at = match self {
            Self::En => "at",
            Self::De => "bei",
            Self::Fr => "chez",
        };
        if company.is_empty() { String::new() } else { format!(" {at} {company}") }
    }

    /// In this language's quotation marks.
    pub fn quoted(self, text: &str) -> String {
        match self {
            Self::En => format!("\"{text}\""),
            Self::De => format!("„{text}“"),
            Self::Fr => format!("« {text} »"),
        }
    }

    /// `the Baker role`; without a job, `the role`.
    pub fn the_job(self, job: &str) -> String {
        match self {
            Self::En if job.is_empty() => "the role".to_owned(),
            Self::En if names_a_role(job) => format!("the {job}"),
            Self::En => format!("the {job} role"),
            Self::De => format!("die Stelle{}", self.job_quoted(job)),
            Self::Fr => format!("le poste{}", self.job_quoted(job)),
        }
    }

    pub fn job_quoted(self, job: &str) -> String {
        if job.is_empty() { String::new() } else { format!(" {}", self.quoted(job)) }
    }

    /// `your question about …`, whatever form it was noted in: a question, a clause or a topic. `the question …` where
    /// it is not known to be this person's.
    pub fn question(self, noted: &str, theirs: bool) -> String {
        if noted.is_empty() {
            return String::new();
        }
        let asked = noted.ends_with(['?', '？', '؟']);
        let whose = match (self, theirs) {
            (Self::En, true) => "your question",
            (Self::En, false) => "the question",
            (Self::De, true) => "Ihre Frage",
            (Self::De, false) => "die Frage",
            (Self::Fr, true) => "votre question",
            (Self::Fr, false) => "la question",
        };
        let quoted = self.quoted(noted);
        let clause = self.clause(noted);
        match self {
            Self::En if asked => format!("{whose} {quoted}"),
            Self::En => format!("{whose} about {}", clause.strip_prefix("about ").unwrap_or(&clause)),
            _ if asked || self.is_interrogative(noted) => format!("{whose} {quoted}"),
            Self::De => format!("{whose} zum Thema {quoted}"),
            Self::Fr => format!("{whose} sur {quoted}"),
        }
    }

    fn is_interrogative(self, noted: &str) -> bool {
        let first = noted.split([' ', '\'', '’']).next().unwrap_or_default().to_lowercase();
        match self {
            Self::En => false,
            Self::De => {
                first == "ob"
                    || ["wie", "was", "warum", "wann", "welch", "wer", "wo", "weshalb"]
                        .iter()
                        .any(|w| first.starts_with(w))
            }
            Self::Fr => {
                ["comment", "pourquoi", "quand", "si", "où", "qui", "que", "qu", "ce", "combien"]
                    .contains(&first.as_str())
                    || first.starts_with("quel")
            }
        }
    }

    /// As it goes on after a colon: a small first letter where that is sure to be right. German keeps a sentence's
    /// capital there.
    pub fn clause(self, text: &str) -> String {
        let small: &[&str] = match self {
            Self::En => &[
                "the", "a", "an", "we", "my", "when", "if", "in", "it", "this", "that", "these", "those", "our",
                "they", "you", "your", "he", "she", "at", "for", "with", "after", "before", "once", "as", "there",
                "one", "how", "what", "why", "whether", "who", "which", "where", "on", "by", "to", "from", "most",
                "two", "three", "getting", "keeping", "making", "about", "not", "having", "being", "what's", "it's",
                "we've", "we're",
            ],
            Self::De => &[],
            Self::Fr => &[
                "le", "la", "les", "un", "une", "des", "nous", "mon", "ma", "mes", "notre", "nos", "dans", "en", "si",
                "quand", "il", "elle", "on", "ce", "cette", "ces", "je", "pour", "avec", "comment", "à", "au", "du",
                "sur", "une", "deux", "trois", "ils", "elles", "que", "j", "l", "d", "c",
            ],
        };
        let first = text.split([' ', '\'', '’']).next().unwrap_or_default();
        let whole = text.split(' ').next().unwrap_or_default();
        let fits = |word: &str| small.contains(&word.to_lowercase().as_str());
        if fits(whole) || fits(first) && (self == Self::Fr || first == whole) {
            uncapitalised(text)
        } else {
            text.to_owned()
        }
    }

    /// A clause that hangs on `that`, when the note speaks in the first person; else empty. German would have to move
    /// the verb.
    pub fn that_clause(self, text: &str) -> String {
        let first = text.split([' ', '\'', '’']).next().unwrap_or_default().to_lowercase();
        match (self, first.as_str()) {
            (Self::En, "i" | "my" | "we" | "our") => format!("that {}", self.clause(text)),
            (Self::Fr, "je" | "j" | "mon" | "ma" | "mes" | "nous") => format!("que {}", self.clause(text)),
            _ => String::new(),
        }
    }
}

/// A job title that ends in a word like "role" needs no second one.
fn names_a_role(job: &str) -> bool {
    let last = job.split(' ').next_back().unwrap_or_default().to_lowercase();
    ["role", "position", "job", "post", "internship", "traineeship", "apprenticeship"].contains(&last.as_str())
}

fn uncapitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

/// `Sehr geehrte` needs to know whom; without that, `Guten Tag` and the whole name is right for everybody.
fn german(name: &str) -> String {
    let (title, rest) = name.split_once(' ').unwrap_or((name, ""));
    match title.trim_end_matches('.').to_lowercase().as_str() {
        "frau" | "ms" | "mrs" | "miss" | "mme" | "madame" if !rest.is_empty() => format!("Sehr geehrte Frau {rest},"),
        "herr" | "herrn" | "mr" | "monsieur" if !rest.is_empty() => format!("Sehr geehrter Herr {rest},"),
        _ => format!("Guten Tag {name},"),
    }
}

fn french(name: &str) -> String {
    let (title, rest) = name.split_once(' ').unwrap_or((name, ""));
    match title.trim_end_matches('.').to_lowercase().as_str() {
        "madame" | "mme" | "ms" | "mrs" | "frau" if !rest.is_empty() => format!("Bonjour Madame {rest},"),
        "monsieur" | "m" | "mr" | "herr" if !rest.is_empty() => format!("Bonjour Monsieur {rest},"),
        _ => format!("Bonjour {name},"),
    }
}
