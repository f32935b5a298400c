//! What the review says about a note.

use crate::model::{Message, Rule};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// What a hint is about: a stable code, under which a hint can be remembered or switched off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HintKind {
    /// The greeting names somebody else, or misspells the name.
    WrongName,
    /// No greeting, or a greeting without a name.
    MissingName,
    /// Another company of the user's records is named.
    OtherCompany,
    /// Another person of the user's records is named.
    OtherPerson,
    Placeholder,
    /// Rule T4: too much like a colleague's note.
    Likeness,
    /// Rule T8: a worn phrase.
    Cliche,
    /// Rule T8: could have been sent to anybody.
    NothingSpecific,
    TooLong,
    TooShort,
    /// Rule T13: apology or explanation after an interview that went badly.
    Apology,
    /// Rule F1: asks for the decision in a thank-you.
    AsksDecision,
    /// Rule T10: speaks of an attachment that is not there.
    AttachmentMissing,
    /// Rule T10: a thank-you with an attachment.
    AttachmentUnwanted,
    /// Rule T11: thanks nobody.
    MissingThanks,
    /// Rule T10: no telephone number and no address at its end.
    MissingContact,
    /// Rule T10.
    EmptySubject,
    /// Rule T10: a subject that says nothing.
    GenericSubject,
    /// Rule T3: the interview is not over.
    TooEarly,
    /// Rule F1: a further letter in a considerate cadence.
    SecondLetter,
    /// Rule T14: a withdrawal that explains.
    SaysTooMuch,
    /// Rules T4, T6: one thank-you to several people.
    SeveralRecipients,
    /// Rule N2: goes to another address than the checked one.
    AddressDiffers,
    /// Rule N2: goes to an address that only looks like the known one.
    AddressLooksAlike,
    /// It is night where it is read.
    AtNight,
    /// Capitals, rows of exclamation marks.
    Shouting,
    /// The user's own name is not at the end.
    MissingSignature,
    /// Only the beginning of an immense text was looked at.
    PartlyReviewed,
}

impl HintKind {
    pub const ALL: [Self; 28] = [
        Self::WrongName,
        Self::MissingName,
        Self::OtherCompany,
        Self::OtherPerson,
        Self::Placeholder,
        Self::Likeness,
        Self::Cliche,
        Self::NothingSpecific,
        Self::TooLong,
        Self::TooShort,
        Self::Apology,
        Self::AsksDecision,
        Self::AttachmentMissing,
        Self::AttachmentUnwanted,
        Self::MissingThanks,
        Self::MissingContact,
        Self::EmptySubject,
        Self::GenericSubject,
        Self::TooEarly,
        Self::SecondLetter,
        Self::SaysTooMuch,
        Self::SeveralRecipients,
        Self::AddressDiffers,
        Self::AddressLooksAlike,
        Self::AtNight,
        Self::Shouting,
        Self::MissingSignature,
        Self::PartlyReviewed,
    ];

    /// The code as it is stored and shown in tables: `wrong-name`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::WrongName => "wrong-name",
            Self::MissingName => "missing-name",
            Self::OtherCompany => "other-company",
            Self::OtherPerson => "other-person",
            Self::Placeholder => "placeholder",
            Self::Likeness => "likeness",
            Self::Cliche => "cliche",
            Self::NothingSpecific => "nothing-specific",
            Self::TooLong => "too-long",
            Self::TooShort => "too-short",
            Self::Apology => "apology",
            Self::AsksDecision => "asks-decision",
            Self::AttachmentMissing => "attachment-missing",
            Self::AttachmentUnwanted => "attachment-unwanted",
            Self::MissingThanks => "missing-thanks",
            Self::MissingContact => "missing-contact",
            Self::EmptySubject => "empty-subject",
            Self::GenericSubject => "generic-subject",
            Self::TooEarly => "too-early",
            Self::SecondLetter => "second-letter",
            Self::SaysTooMuch => "says-too-much",
            Self::SeveralRecipients => "several-recipients",
            Self::AddressDiffers => "address-differs",
            Self::AddressLooksAlike => "address-looks-alike",
            Self::AtNight => "at-night",
            Self::Shouting => "shouting",
            Self::MissingSignature => "missing-signature",
            Self::PartlyReviewed => "partly-reviewed",
        }
    }
}

/// How much harm the note would do if it went out like this; the greatest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Do not send it like this.
    Stop,
    /// Better mended before it is sent.
    Warn,
    /// Good to know.
    Note,
}

/// Which of the two texts a place is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Field {
    Subject,
    Text,
}

/// A stretch of one of the texts: bytes, on character boundaries; empty where something is missing.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Place {
    pub field: Field,
    pub range: Range<usize>,
}

impl Place {
    pub const fn text(range: Range<usize>) -> Self {
        Self { field: Field::Text, range }
    }

    pub const fn subject(range: Range<usize>) -> Self {
        Self { field: Field::Subject, range }
    }
}

/// A change that does away with a hint: `place` becomes `replacement`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mend {
    pub place: Place,
    pub replacement: String,
    /// What the button says.
    pub label: Message,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hint {
    pub kind: HintKind,
    pub severity: Severity,
    /// The rule of good follow-up that it stands on, where there is one.
    pub rule: Option<Rule>,
    /// One sentence: what is amiss and why it matters.
    pub message: Message,
    /// `None`: it is about the note as a whole, or about where it goes.
    pub place: Option<Place>,
    pub mend: Option<Mend>,
    /// Sentences that a colleague's note has too, as they stand in this text ([`HintKind::Likeness`]).
    pub shared: Vec<String>,
}

impl Hint {
    pub(super) const fn new(kind: HintKind, severity: Severity, rule: Option<Rule>, message: Message) -> Self {
        Self { kind, severity, rule, message, place: None, mend: None, shared: Vec::new() }
    }

    pub(super) fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    pub(super) fn mend(mut self, place: Place, replacement: impl Into<String>, label: Message) -> Self {
        self.mend = Some(Mend { place, replacement: replacement.into(), label });
        self
    }
}
