use super::brief::Brief;
use super::compose::is_thanks;
use crate::model::{Message, Role, TemplateKind};

/// What would make the draft worth sending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// Rule T8: nothing that only this conversation could have given; this note would complete it best.
    Specific(NoteField),
    /// Rule T10: no contact details.
    ContactBlock,
    /// Rule F3: a further letter, or a clipping, needs something new.
    NewFact,
}

/// The notes that make a text specific (rule T8).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteField {
    Question,
    Afterthought,
    Challenges,
}

impl Missing {
    pub fn message(self) -> Message {
        match self {
            Self::Specific(NoteField::Question) => Message::new("missing_specific_question"),
            Self::Specific(NoteField::Afterthought) => Message::new("missing_specific_afterthought"),
            Self::Specific(NoteField::Challenges) => Message::new("missing_specific_challenges"),
            Self::ContactBlock => Message::new("missing_contact_block"),
            Self::NewFact => Message::new("missing_new_fact"),
        }
    }

    /// Where it is entered: the room and the field as the model names them.
    pub const fn field(self) -> &'static str {
        match self {
            Self::Specific(NoteField::Question) => "notes.question",
            Self::Specific(NoteField::Afterthought) => "notes.afterthought",
            Self::Specific(NoteField::Challenges) => "notes.challenges",
            Self::ContactBlock => "applicant.email",
            Self::NewFact => "opportunity.new_fact",
        }
    }
}

pub(super) fn missing(kind: TemplateKind, brief: &Brief, has_specific: bool) -> Vec<Missing> {
    let mut missing = Vec::new();
    // Rule T13: after a bad interview, appreciation is enough.
    if (is_thanks(kind) || kind == TemplateKind::HandwrittenNote) && !has_specific {
        missing.push(Missing::Specific(best_note(kind, brief.role)));
    }
    let written = !matches!(kind, TemplateKind::Connect | TemplateKind::HandwrittenNote | TemplateKind::Call);
    let [email, phone] = [&brief.applicant.email, &brief.applicant.phone].map(|text| text.trim());
    if kind == TemplateKind::Voicemail && phone.is_empty() || written && email.is_empty() && phone.is_empty() {
        missing.push(Missing::ContactBlock);
    }
    let needs_news = matches!(kind, TemplateKind::SecondLetter | TemplateKind::ThirdLetter | TemplateKind::Clipping);
    if needs_news && brief.new_fact.trim().is_empty() {
        missing.push(Missing::NewFact);
    }
    missing
}

/// What this reader would recognise first: who hires, their own challenge; who decides from afar, a thought; others,
/// what they asked.
const fn best_note(kind: TemplateKind, role: Role) -> NoteField {
    match (kind, role) {
        (TemplateKind::ThankYouInformational, _) | (_, Role::Executive) => NoteField::Afterthought,
        (_, Role::HiringManager) => NoteField::Challenges,
        _ => NoteField::Question,
    }
}
