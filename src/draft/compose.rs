use super::brief::Brief;
use crate::model::{FollowUpKind, Impression, Message};
use minijinja::syntax::SyntaxConfig;
use minijinja::{Environment, UndefinedBehavior, context};

/// A plain-text note, ready to be looked over. Line breaks are `\n`; the field that it goes into wraps the lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Empty where the channel has none.
    pub subject: String,
    pub text: String,
    pub missing: Vec<Missing>,
}

/// What would make the draft worth sending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// Rule T8: no question, afterthought or challenge was noted.
    Specific,
    /// Rule T10: no contact details.
    ContactBlock,
    /// Rule F3: a further letter needs something new.
    NewFact,
}

impl Missing {
    pub fn message(self) -> Message {
        match self {
            Self::Specific => Message::new("missing_specific"),
            Self::ContactBlock => Message::new("missing_contact_block"),
            Self::NewFact => Message::new("missing_new_fact"),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DraftError {
    /// This kind of follow-up is not written.
    #[error("no template for this kind")]
    NoTemplate,
    #[error("line {line}: {detail}")]
    Template { line: usize, detail: String },
}

/// First line the subject, then an empty line, then the text. A language without a template of its own gets the English.
fn template(brief: &Brief) -> Option<&'static str> {
    let own = match (brief.language, brief.follow_up.kind) {
        ("de", FollowUpKind::ThankYou) if !went_badly(brief) => include_str!("templates/de/thank-you.txt"),
        ("de", FollowUpKind::Connect) => include_str!("templates/de/connect.txt"),
        ("de", FollowUpKind::CheckIn) => include_str!("templates/de/check-in.txt"),
        ("fr", FollowUpKind::ThankYou) if !went_badly(brief) => include_str!("templates/fr/thank-you.txt"),
        ("fr", FollowUpKind::Connect) => include_str!("templates/fr/connect.txt"),
        ("fr", FollowUpKind::CheckIn) => include_str!("templates/fr/check-in.txt"),
        (_, kind) => return english(kind, went_badly(brief)),
    };
    Some(own)
}

fn english(kind: FollowUpKind, went_badly: bool) -> Option<&'static str> {
    Some(match kind {
        FollowUpKind::ThankYou if went_badly => include_str!("templates/en/thank-you-after-a-bad-interview.txt"),
        FollowUpKind::ThankYou => include_str!("templates/en/thank-you.txt"),
        FollowUpKind::HandwrittenNote => include_str!("templates/en/handwritten-note.txt"),
        FollowUpKind::Connect => include_str!("templates/en/connect.txt"),
        FollowUpKind::CheckIn => include_str!("templates/en/check-in.txt"),
        FollowUpKind::Letter => include_str!("templates/en/letter.txt"),
        FollowUpKind::Clipping => include_str!("templates/en/clipping.txt"),
        FollowUpKind::Call => include_str!("templates/en/call.txt"),
        FollowUpKind::Reference => include_str!("templates/en/reference.txt"),
        FollowUpKind::Withdrawal => include_str!("templates/en/withdrawal.txt"),
        FollowUpKind::RejectionReply => include_str!("templates/en/rejection-reply.txt"),
        FollowUpKind::Notes | FollowUpKind::LetGo => return None,
    })
}

/// Rule T13.
fn went_badly(brief: &Brief) -> bool {
    brief.impression == Some(Impression::Badly)
}

pub fn compose(brief: &Brief) -> Result<Draft, DraftError> {
    let source = template(brief).ok_or(DraftError::NoTemplate)?;
    let (subject, text) = source.split_once("\n\n").unwrap_or(("", source));
    let mut draft = Draft {
        subject: tidy(&render(subject.strip_prefix("Subject:").unwrap_or(subject), brief)?).replace('\n', " "),
        text: tidy(&render(text, brief)?),
        missing: Vec::new(),
    };
    let thanks = brief.follow_up.kind == FollowUpKind::ThankYou;
    // Rule T13: after a bad interview, appreciation is enough.
    if thanks && !went_badly(brief) && !brief.notes.has_specific() {
        draft.missing.push(Missing::Specific);
    }
    if thanks && brief.applicant.email.is_empty() && brief.applicant.phone.is_empty() {
        draft.missing.push(Missing::ContactBlock);
    }
    if brief.follow_up.kind == FollowUpKind::Letter && brief.new_fact.trim().is_empty() {
        draft.missing.push(Missing::NewFact);
    }
    if let Some(limit) = brief.limit {
        draft.text = within(&draft.text, limit);
    }
    Ok(draft)
}

fn render(source: &str, brief: &Brief) -> Result<String, DraftError> {
    let error = |e: minijinja::Error| DraftError::Template { line: e.line().unwrap_or(0), detail: e.to_string() };
    let mut environment = Environment::new();
    // Notes are plain text going into plain text.
    environment.set_auto_escape_callback(|_| minijinja::AutoEscape::None);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build().map_err(error)?);
    let notes = &brief.notes;
    environment
        .render_str(
            source,
            context! {
                greeting => brief.greeting.as_str(),
                full_name => brief.person.name.as_str(),
                job => brief.opportunity.map(|o| o.job_title.as_str()).unwrap_or_default(),
                company => brief.opportunity.map_or(brief.person.company.as_str(), |o| o.company.as_str()),
                overriding => sentence(brief.opportunity.map(|o| o.overriding_message.as_str()).unwrap_or_default()),
                question => phrase(&notes.question),
                afterthought => sentence(&notes.afterthought),
                challenges => phrase(&notes.challenges),
                common_ground => phrase(&notes.common_ground),
                new_fact => sentence(brief.new_fact),
                success_90 => phrase(&notes.success_in_90_days),
                success_year => phrase(&notes.success_in_a_year),
                facts => &brief.applicant.headline_facts,
                me => brief.applicant.name.as_str(),
                email => brief.applicant.email.as_str(),
                phone => brief.applicant.phone.as_str(),
                contact_lines => &brief.applicant.contact_lines,
            },
        )
        .map_err(error)
}

/// A note as part of a sentence: no full stop at its end.
fn phrase(note: &str) -> String {
    note.split_whitespace().collect::<Vec<_>>().join(" ").trim_end_matches('.').to_owned()
}

/// A note as a sentence of its own.
fn sentence(note: &str) -> String {
    let phrase = note.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut chars = phrase.chars();
    let Some(first) = chars.next() else { return String::new() };
    let mut sentence: String = first.to_uppercase().chain(chars).collect();
    if !sentence.ends_with(['.', '!', '?', '…']) {
        sentence.push('.');
    }
    sentence
}

/// No space at line ends, no more than one empty line together, none at the ends.
fn tidy(text: &str) -> String {
    let mut lines: Vec<&str> = Vec::new();
    for line in text.lines().map(str::trim) {
        if !(line.is_empty() && lines.last().is_none_or(|last| last.is_empty())) {
            lines.push(line);
        }
    }
    lines.join("\n").trim_end().to_owned()
}

/// Whole sentences as far as they fit; else whole words with an ellipsis. Counted in characters, as LinkedIn counts.
fn within(text: &str, limit: usize) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= limit {
        return text;
    }
    let cut: String = text.chars().take(limit.saturating_sub(1)).collect();
    if let Some(end) = cut.rfind(". ").or_else(|| cut.rfind("! ")) {
        return cut.chars().take(cut.get(..=end).map_or(0, |s| s.chars().count())).collect();
    }
    let words = cut.rsplit_once(' ').map_or(cut.as_str(), |(head, _)| head);
    format!("{words}…")
}
