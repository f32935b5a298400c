//! The texts of our own pages, from the catalogues.

pub use crate::browser::text::{
    clock_time, day_of, language, local_date, local_parts, midnight, moment, moment_in, relative, resolve,
    short_day_of, weekday, zone,
};

use crate::app::ErrorView;
use crate::app::protocol::Rhythm;
use crate::browser::text::text;
use crate::model::{Channel, DocumentKind, Impression, InterviewKind, Message, Motivator, Role, Stage, TemplateKind};

/// The text under a key.
pub fn t(key: &'static str) -> String {
    text(key, &[])
}

/// The text under a key, with `args` in its places.
pub fn tx(key: &'static str, args: &[&str]) -> String {
    text(key, args)
}

/// The text under a key for a count, in the locale's plural form.
pub fn tn(key: &'static str, count: usize) -> String {
    resolve(&Message::new(key).count(i64::try_from(count).unwrap_or(i64::MAX)))
}

/// An error that a form finds by itself.
pub fn error(code: &str, key: &'static str) -> ErrorView {
    ErrorView { code: code.to_owned(), message: Message::new(key) }
}

/// Parts that are not empty, in one line. What is written from right to left turns nothing around it.
pub fn line(parts: &[&str]) -> String {
    let parts = parts.iter().copied().filter(|part| !part.trim().is_empty());
    parts.map(isolated).collect::<Vec<_>>().join(" · ")
}

/// Within isolates (U+2068, U+2069) where it has letters that are written from right to left (Unicode's bidirectional
/// algorithm, UAX 9).
pub fn isolated(text: &str) -> String {
    let turns = |c: char| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}');
    if text.contains(turns) { format!("\u{2068}{text}\u{2069}") } else { text.to_owned() }
}

/// How an enum shows to the user and travels through a `<select>`.
pub trait Choice: Copy + PartialEq + Send + Sync + 'static {
    const ALL: &'static [Self];
    /// The value in the form, the same as in stored data.
    fn value(self) -> &'static str;
    fn label(self) -> &'static str;

    fn from_value(value: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|choice| choice.value() == value)
    }
}

macro_rules! choice {
    ($type:ident { $($variant:ident = $value:literal, $label:literal;)* }) => {
        impl Choice for $type {
            const ALL: &'static [Self] = &[$(Self::$variant),*];

            fn value(self) -> &'static str {
                match self { $(Self::$variant => $value),* }
            }

            fn label(self) -> &'static str {
                match self { $(Self::$variant => $label),* }
            }
        }
    };
}

choice!(Role {
    Recruiter = "recruiter", "ui_role_recruiter";
    HiringManager = "hiring-manager", "ui_role_hiring_manager";
    Peer = "peer", "ui_role_peer";
    Executive = "executive", "ui_role_executive";
    Other = "other", "ui_role_other";
});

choice!(Motivator {
    SaveMoney = "save-money", "ui_motivator_save_money";
    EarnMoney = "earn-money", "ui_motivator_earn_money";
    SaveReputation = "save-reputation", "ui_motivator_save_reputation";
    EarnReputation = "earn-reputation", "ui_motivator_earn_reputation";
});

choice!(Rhythm {
    Day = "day", "ui_auto_backup_day";
    Week = "week", "ui_auto_backup_week";
});

choice!(Channel {
    Email = "email", "ui_channel_email";
    Letter = "letter", "ui_channel_letter";
    Telephone = "telephone", "ui_channel_telephone";
    Linkedin = "linkedin", "ui_channel_linkedin";
    InPerson = "in-person", "ui_channel_in_person";
});

/// Rule C1: a channel that somebody can ask to be reached by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Preferred(pub Channel);

impl Choice for Preferred {
    const ALL: &'static [Self] =
        &[Self(Channel::Email), Self(Channel::Letter), Self(Channel::Telephone), Self(Channel::Linkedin)];

    fn value(self) -> &'static str {
        self.0.value()
    }

    fn label(self) -> &'static str {
        self.0.label()
    }
}

choice!(DocumentKind {
    JobDescription = "job-description", "ui_document_job_description";
    Resume = "resume", "ui_document_resume";
    Notes = "notes", "ui_document_notes";
    BusinessCard = "business-card", "ui_document_business_card";
    Other = "other", "ui_document_other";
});

choice!(InterviewKind {
    Interview = "interview", "ui_kind_interview";
    PhoneScreen = "phone-screen", "ui_kind_phone_screen";
    Informational = "informational", "ui_kind_informational";
});

choice!(Impression {
    Well = "well", "ui_impression_well";
    Badly = "badly", "ui_impression_badly";
    NotForMe = "not-for-me", "ui_impression_not_for_me";
});

choice!(Stage {
    Open = "open", "ui_stage_open";
    Offered = "offered", "ui_stage_offered";
    Accepted = "accepted", "ui_stage_accepted";
    Rejected = "rejected", "ui_stage_rejected";
    Withdrawn = "withdrawn", "ui_stage_withdrawn";
    LetGo = "let-go", "ui_stage_let_go";
});

choice!(TemplateKind {
    ThankYou = "thank-you", "ui_template_thank_you";
    ThankYouPhoneScreen = "thank-you-phone-screen", "ui_template_thank_you_phone_screen";
    ThankYouInformational = "thank-you-informational", "ui_template_thank_you_informational";
    ThankYouBadly = "thank-you-badly", "ui_template_thank_you_badly";
    HandwrittenNote = "handwritten-note", "ui_template_handwritten_note";
    Connect = "connect", "ui_template_connect";
    CheckInMail = "check-in-mail", "ui_template_check_in_mail";
    Call = "call", "ui_template_call";
    Voicemail = "voicemail", "ui_template_voicemail";
    SecondLetter = "second-letter", "ui_template_second_letter";
    ThirdLetter = "third-letter", "ui_template_third_letter";
    Clipping = "clipping", "ui_template_clipping";
    Withdrawal = "withdrawal", "ui_template_withdrawal";
    RejectionReply = "rejection-reply", "ui_template_rejection_reply";
    Reference = "reference", "ui_template_reference";
});
