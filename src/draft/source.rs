//! What a template may say, and the check that it says nothing else. `build.rs` holds the built-in ones against it, the
//! product those that a user writes; so nothing here names another module.

use minijinja::{Environment, UndefinedBehavior};

/// What may stand between `{{` and `}}`. `README.md` in the templates' folder explains each.
pub const FIELDS: [&str; 34] = [
    "afterthought",
    "afterthought_clause",
    "asked",
    "at_company",
    "challenge",
    "common_ground",
    "company",
    "contact",
    "facts",
    "full_name",
    "greeting",
    "headline",
    "interview",
    "job",
    "job_quoted",
    "me",
    "message",
    "message_clause",
    "message_phrase",
    "message_that",
    "motivator",
    "motive",
    "new_fact",
    "new_fact_clause",
    "phone",
    "question",
    "question_start",
    "role",
    "salutation",
    "success_90",
    "success_year",
    "the_job",
    "voicemail",
    "voicemail_seconds",
];

/// What `role`, `motivator` and `interview` can be compared with.
const VALUES: [&str; 12] = [
    "recruiter",
    "hiring-manager",
    "peer",
    "executive",
    "other",
    "save-money",
    "earn-money",
    "save-reputation",
    "earn-reputation",
    "interview",
    "phone-screen",
    "informational",
];

const COMMANDS: [&str; 4] = ["if", "elif", "else", "endif"];
const OPERATORS: [&str; 4] = ["and", "or", "not", "in"];

/// A longer source is no letter.
pub const LONGEST: usize = 100_000;

/// Why a template cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateError {
    /// Counted from 1.
    pub line: usize,
    /// The word that it is about; empty when it is about none.
    pub field: String,
    pub problem: Problem,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// No such field.
    UnknownField,
    /// A comparison with a word that the field never has.
    UnknownValue,
    /// `{{` without `}}`, `{%` without `%}`.
    NotClosed,
    /// Something else than a field or a condition between the braces.
    NotUnderstood,
    /// Conditions that do not fit together: an `endif` too few or too many.
    Conditions(String),
    /// A variant without a word in it.
    Empty,
    TooLong,
}

impl TemplateError {
    /// In English, for the log and the build.
    pub fn message(&self) -> String {
        let field = &self.field;
        match &self.problem {
            Problem::UnknownField => format!("there is no field `{field}`"),
            Problem::UnknownValue => format!("no field is ever `{field}`"),
            Problem::NotClosed => format!("`{field}` is not closed"),
            Problem::NotUnderstood => format!("`{field}` is neither a field nor a condition"),
            Problem::Conditions(detail) => format!("the conditions do not fit together: {detail}"),
            Problem::Empty => "there is no text".to_owned(),
            Problem::TooLong => format!("longer than {LONGEST} characters"),
        }
    }
}

impl std::fmt::Display for TemplateError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}: {}", self.line, self.message())
    }
}

impl std::error::Error for TemplateError {}

/// One wording of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    /// Line of the source on which `text` starts, counted from 1.
    pub line: usize,
    /// Without `Subject:`; empty when the template has none.
    pub subject: String,
    pub text: String,
}

/// The variants of a source. A line that starts with `===` begins one; a source without such lines is one variant.
/// Lines that start with `#` are for whoever edits the file.
pub fn variants(source: &str) -> Vec<Variant> {
    let mut found: Vec<Variant> = Vec::new();
    let mut lines: Vec<&str> = Vec::new();
    let mut start = 1;
    let has_marks = source.lines().any(is_mark);
    let mut open = !has_marks;
    for (number, line) in (1..).zip(source.lines()) {
        if is_mark(line) {
            if open {
                found.push(variant(&lines, start));
            }
            open = true;
            lines.clear();
            start = number + 1;
        } else {
            // A comment keeps its line, so that the numbers stay right.
            lines.push(if line.starts_with('#') { "" } else { line });
        }
    }
    if open {
        found.push(variant(&lines, start));
    }
    found
}

fn is_mark(line: &str) -> bool {
    line.starts_with("===")
}

fn variant(lines: &[&str], start: usize) -> Variant {
    let blank = lines.iter().take_while(|line| line.trim().is_empty()).count();
    let subject = lines.get(blank).and_then(|line| line.strip_prefix("Subject:"));
    let head = if subject.is_some() { blank + 1 } else { blank };
    Variant {
        line: start + head,
        subject: subject.unwrap_or_default().trim().to_owned(),
        text: lines.get(head..).unwrap_or_default().join("\n"),
    }
}

/// The environment that templates are read in: plain text, a field that is not there is an error.
pub fn environment() -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| minijinja::AutoEscape::None);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment
}

/// Marks what is left of a line of conditions alone: such a line is not there, where an empty one ends a paragraph.
pub const NO_LINE: char = '\u{2029}';

/// Invisible signs that turn the direction of what follows: neither a note nor a pasted template may carry them into a
/// letter.
pub fn is_unwanted(c: char) -> bool {
    c.is_control() && c != '\n'
        || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// The source with its lines of conditions alone marked by [`NO_LINE`]. Every line keeps its number.
pub fn marked(source: &str) -> String {
    let mut marked = String::with_capacity(source.len() + 64);
    for line in source.lines() {
        marked.extend(line.chars().filter(|c| *c == '\t' || !is_unwanted(*c)));
        let bare = line.trim();
        // Between the first and the last brace there is no text.
        if bare.starts_with("{%") && bare.ends_with("%}") && !bare.contains("{{") && only_conditions(bare) {
            marked.push(NO_LINE);
        }
        marked.push('\n');
    }
    marked
}

fn only_conditions(line: &str) -> bool {
    line.split("%}").all(|part| part.trim().is_empty() || part.trim().starts_with("{%"))
}

/// Whether a template can be used. A source that passes renders for every person and every note.
///
/// # Errors
/// The first thing that is wrong, with its line and the word it is about.
pub fn check(source: &str) -> Result<(), TemplateError> {
    if source.len() > LONGEST {
        return Err(TemplateError { line: 1, field: String::new(), problem: Problem::TooLong });
    }
    let environment = environment();
    for variant in variants(source) {
        let subject_line = variant.line.saturating_sub(1);
        for (part, line) in [(&variant.subject, subject_line), (&variant.text, variant.line)] {
            tags(part, line)?;
            environment.template_from_str(part).map_err(|error| TemplateError {
                line: line + error.line().unwrap_or(1).saturating_sub(1),
                field: String::new(),
                problem: Problem::Conditions(error.detail().unwrap_or_default().to_owned()),
            })?;
        }
        if variant.text.trim().is_empty() {
            let line = variant.line.min(source.lines().count()).max(1);
            return Err(TemplateError { line, field: String::new(), problem: Problem::Empty });
        }
    }
    Ok(())
}

/// Looks into every `{{ }}` and `{% %}`.
fn tags(text: &str, first_line: usize) -> Result<(), TemplateError> {
    let mut rest = text;
    let mut line = first_line;
    while let Some(at) = rest.find('{') {
        let (before, tag) = rest.split_at(at);
        line += before.matches('\n').count();
        let close = match tag.get(..2) {
            Some("{{") => "}}",
            Some("{%") => "%}",
            Some("{#") => "#}",
            _ => {
                rest = tag.get(1..).unwrap_or_default();
                continue;
            }
        };
        let fail = |field: &str, problem| TemplateError { line, field: field.to_owned(), problem };
        let open = tag.get(..2).unwrap_or_default();
        let inside = tag.get(2..).unwrap_or_default();
        let Some((inside, after)) = inside.split_once(close) else { return Err(fail(open, Problem::NotClosed)) };
        match open {
            "{{" if FIELDS.contains(&inside.trim()) => {}
            "{{" if is_word(inside.trim()) => return Err(fail(inside.trim(), Problem::UnknownField)),
            "{{" => return Err(fail(inside.trim(), Problem::NotUnderstood)),
            "{%" => condition(inside).map_err(|(field, problem)| fail(&field, problem))?,
            _ => {}
        }
        line += inside.matches('\n').count();
        rest = after;
    }
    Ok(())
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || c == '_')
}

fn condition(inside: &str) -> Result<(), (String, Problem)> {
    let inside = inside.trim();
    let (command, mut rest) = inside.split_once(char::is_whitespace).unwrap_or((inside, ""));
    if !COMMANDS.contains(&command) {
        return Err((command.to_owned(), Problem::NotUnderstood));
    }
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '[' | ']' | ','));
        let Some(first) = rest.chars().next() else { return Ok(()) };
        if let Some(after) = rest.strip_prefix("==").or_else(|| rest.strip_prefix("!=")) {
            rest = after;
        } else if matches!(first, '"' | '\'') {
            let Some((value, after)) = rest.get(1..).unwrap_or_default().split_once(first) else {
                return Err((rest.to_owned(), Problem::NotClosed));
            };
            if !VALUES.contains(&value) {
                return Err((value.to_owned(), Problem::UnknownValue));
            }
            rest = after;
        } else {
            let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
            let (word, after) = rest.split_at(end);
            if word.is_empty() {
                return Err((first.to_string(), Problem::NotUnderstood));
            }
            if !FIELDS.contains(&word) && !OPERATORS.contains(&word) {
                return Err((word.to_owned(), Problem::UnknownField));
            }
            rest = after;
        }
    }
}
