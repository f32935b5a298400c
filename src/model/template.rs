use super::{Channel, FollowUpId, FollowUpKind, Impression, InterviewKind, Role};
use serde::{Deserialize, Serialize};

/// What a template is for. One kind of follow-up may have several: a check-in is a mail or a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TemplateKind {
    /// Rules T1, T5 to T9.
    ThankYou,
    ThankYouPhoneScreen,
    ThankYouInformational,
    /// Rule T13: appreciation only.
    ThankYouBadly,
    /// Rule T12.
    HandwrittenNote,
    /// Rule L1.
    Connect,
    /// Rule F2, written.
    CheckInMail,
    /// Rules F2, F4, F6: a card to have at hand while calling.
    Call,
    /// Rule F5: half a minute, read out.
    Voicemail,
    /// Rule F3: the second letter, the first after the thanks.
    SecondLetter,
    ThirdLetter,
    Clipping,
    /// Rule T14.
    Withdrawal,
    /// Rule T11: after a rejection.
    RejectionReply,
    /// Rule F7.
    Reference,
}

impl TemplateKind {
    pub const ALL: [Self; 15] = [
        Self::ThankYou,
        Self::ThankYouPhoneScreen,
        Self::ThankYouInformational,
        Self::ThankYouBadly,
        Self::HandwrittenNote,
        Self::Connect,
        Self::CheckInMail,
        Self::Call,
        Self::Voicemail,
        Self::SecondLetter,
        Self::ThirdLetter,
        Self::Clipping,
        Self::Withdrawal,
        Self::RejectionReply,
        Self::Reference,
    ];

    /// The template that a follow-up is drafted from; `None` for what is not written.
    pub fn of(
        id: &FollowUpId,
        channel: Channel,
        interview: InterviewKind,
        impression: Option<Impression>,
    ) -> Option<Self> {
        Some(match (id.kind, interview) {
            (FollowUpKind::ThankYou, _) if impression == Some(Impression::Badly) => Self::ThankYouBadly,
            (FollowUpKind::ThankYou, InterviewKind::PhoneScreen) => Self::ThankYouPhoneScreen,
            (FollowUpKind::ThankYou, InterviewKind::Informational) => Self::ThankYouInformational,
            (FollowUpKind::ThankYou, _) => Self::ThankYou,
            (FollowUpKind::HandwrittenNote, _) => Self::HandwrittenNote,
            (FollowUpKind::Connect, _) => Self::Connect,
            (FollowUpKind::CheckIn, _) if channel == Channel::Telephone => Self::Call,
            (FollowUpKind::CheckIn, _) => Self::CheckInMail,
            (FollowUpKind::Call, _) => Self::Call,
            (FollowUpKind::Letter, _) if id.number > 1 => Self::ThirdLetter,
            (FollowUpKind::Letter, _) => Self::SecondLetter,
            (FollowUpKind::Clipping, _) => Self::Clipping,
            (FollowUpKind::Withdrawal, _) => Self::Withdrawal,
            (FollowUpKind::RejectionReply, _) => Self::RejectionReply,
            (FollowUpKind::Reference, _) => Self::Reference,
            (FollowUpKind::Notes | FollowUpKind::LetGo, _) => return None,
        })
    }

    /// As in the templates' file names.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::ThankYou => "thank-you",
            Self::ThankYouPhoneScreen => "thank-you-phone-screen",
            Self::ThankYouInformational => "thank-you-informational",
            Self::ThankYouBadly => "thank-you-badly",
            Self::HandwrittenNote => "handwritten-note",
            Self::Connect => "connect",
            Self::CheckInMail => "check-in-mail",
            Self::Call => "call",
            Self::Voicemail => "voicemail",
            Self::SecondLetter => "second-letter",
            Self::ThirdLetter => "third-letter",
            Self::Clipping => "clipping",
            Self::Withdrawal => "withdrawal",
            Self::RejectionReply => "rejection-reply",
            Self::Reference => "reference",
        }
    }
}

/// Which template, and for whom.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct TemplateKey {
    pub kind: TemplateKind,
    /// BCP 47 primary subtag: `en`, `de`, `fr`.
    pub language: String,
    /// For readers of this role only; absent: for all that have none of their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
}

impl TemplateKey {
    pub fn new(kind: TemplateKind, language: impl Into<String>) -> Self {
        Self { kind, language: language.into(), role: None }
    }

    pub fn for_role(self, role: Role) -> Self {
        Self { role: Some(role), ..self }
    }
}
