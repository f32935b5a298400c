use serde::{Deserialize, Serialize};

/// A rule of good follow-up. Each prompt names the one that it stands on; [`Rule::source`] says where the rule
/// comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Rule {
    T1,
    T2,
    T3,
    T4,
    T5,
    T6,
    T7,
    T8,
    T9,
    T10,
    T11,
    T12,
    T13,
    T14,
    N1,
    N2,
    N3,
    N4,
    C1,
    C2,
    L1,
    F1,
    F2,
    F3,
    F4,
    F5,
    F6,
    F7,
    W1,
    W2,
    W3,
}

impl Rule {
    /// Every rule, in the order in which a job hunt meets them.
    pub const ALL: [Self; 31] = [
        Self::T1,
        Self::T2,
        Self::T3,
        Self::T4,
        Self::T5,
        Self::T6,
        Self::T7,
        Self::T8,
        Self::T9,
        Self::T10,
        Self::T11,
        Self::T12,
        Self::T13,
        Self::T14,
        Self::N1,
        Self::N2,
        Self::N3,
        Self::N4,
        Self::C1,
        Self::C2,
        Self::L1,
        Self::F1,
        Self::F2,
        Self::F3,
        Self::F4,
        Self::F5,
        Self::F6,
        Self::F7,
        Self::W1,
        Self::W2,
        Self::W3,
    ];

    /// The title of the article or book that the rule was read in; where several say it, the one that its prompt names.
    pub const fn source(self) -> &'static str {
        match self {
            Self::T2 | Self::T3 | Self::T4 | Self::T5 | Self::T6 | Self::T7 | Self::T8 => "Post-Interview Wait-a-thon",
            Self::T1 | Self::N1 | Self::N2 | Self::N3 | Self::C1 | Self::L1 | Self::F1 | Self::W2 => {
                "How to Follow Up After The Interview (Without Being a Stalker)"
            }
            Self::T12 | Self::N4 | Self::F2 | Self::W1 => "The Follow Up",
            Self::T9 | Self::T11 | Self::T13 | Self::T14 => "After the Interview",
            Self::T10 | Self::C2 | Self::F3 | Self::F4 | Self::F5 | Self::F6 | Self::F7 | Self::W3 => {
                "7 Days to Mastering the Art of the Interview"
            }
        }
    }
}
