use super::{Channel, FollowUpKind, Message, Role};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CadenceId(pub String);

impl CadenceId {
    pub fn considerate() -> Self {
        Self("considerate".into())
    }

    pub fn persistent() -> Self {
        Self("persistent".into())
    }
}

impl Default for CadenceId {
    fn default() -> Self {
        Self::considerate()
    }
}

/// Which steps follow an interview, and when. Data: the two built-in ones are files, the user may copy and edit them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cadence {
    pub id: CadenceId,
    pub name: String,
    pub steps: Vec<StepRule>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepRule {
    pub kind: FollowUpKind,
    /// Counts from 1 where a kind repeats; else 0.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub number: u8,
    pub timing: StepTiming,
    /// Thank-you, handwritten note, connect: who gets one; empty: everybody who took part. Withdrawal: one person of each
    /// role. All others go to one person: the first role that was there, in this order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<Role>,
    /// How it goes out unless something about the person or the firm says otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<Channel>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub only_if: Option<Condition>,
}

/// When a step opens, falls due and closes, counted from `from`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepTiming {
    #[serde(default)]
    pub from: Anchor,
    pub opens: Offset,
    pub due: Offset,
    /// Until when it still counts although it is overdue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_call: Option<Offset>,
    /// When it is no longer prompted for. None: never.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closes: Option<Offset>,
    /// Least distance to the step of the same kind before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spacing: Option<Offset>,
    /// Rule N3: the window when a decision date is known, counted from that day. A step that counts from the one before
    /// it opens at whichever is later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after_decision: Option<DecisionTiming>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DecisionTiming {
    pub opens: Offset,
    pub due: Offset,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closes: Option<Offset>,
}

/// What a step is counted from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Anchor {
    /// The end of the interview that the step belongs to.
    #[default]
    InterviewEnd,
    /// The end of the opportunity's last interview.
    LastInterview,
    /// When the thank-you was sent.
    ThankYouSent,
    /// When the step before it in the cadence was done, skipped or given up.
    Previous,
    /// When the user said that references are wanted.
    ReferencesWanted,
    /// When they rejected the user (rule T11).
    Rejected,
}

/// What has to hold for a step to be planned at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Condition {
    /// The user asked for handwritten notes on this opportunity (rule T12).
    HandwrittenNotes,
    /// References were asked for, or the user wants to brief them now (rule F7).
    ReferencesWanted,
}

/// A distance in time, written "24 h", "3 d", "1 wd" or "end of day 0".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Offset {
    /// Elapsed hours, whatever clocks do meanwhile.
    Hours(u16),
    /// Calendar days: the same time of day, that many days later.
    Days(u16),
    /// Days that are neither a day off nor a holiday of the user's.
    WorkingDays(u16),
    /// The midnight that ends the day which is that many days later.
    EndOfDay(u16),
}

impl Default for Offset {
    fn default() -> Self {
        Self::Hours(0)
    }
}

impl Offset {
    /// Length in hours when nothing special happens, to compare offsets with each other.
    pub const fn nominal_hours(self) -> u32 {
        match self {
            Self::Hours(n) => n as u32,
            Self::Days(n) | Self::WorkingDays(n) => n as u32 * 24,
            Self::EndOfDay(n) => n as u32 * 24 + 23,
        }
    }

    /// Counted in elapsed time; all others are counted on the calendar.
    pub const fn is_elapsed(self) -> bool {
        matches!(self, Self::Hours(_))
    }
}

impl fmt::Display for Offset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Hours(n) => write!(f, "{n} h"),
            Self::Days(n) => write!(f, "{n} d"),
            Self::WorkingDays(n) => write!(f, "{n} wd"),
            Self::EndOfDay(n) => write!(f, "end of day {n}"),
        }
    }
}

impl From<Offset> for String {
    fn from(offset: Offset) -> Self {
        offset.to_string()
    }
}

impl TryFrom<String> for Offset {
    type Error = OffsetError;

    fn try_from(text: String) -> Result<Self, OffsetError> {
        text.parse()
    }
}

impl FromStr for Offset {
    type Err = OffsetError;

    fn from_str(text: &str) -> Result<Self, OffsetError> {
        let trimmed = text.trim();
        let wrong = || OffsetError(text.chars().take(40).collect());
        let number = |digits: &str| digits.trim().parse::<u16>().map_err(|_| wrong());
        if let Some(day) = trimmed.strip_prefix("end of day") {
            return Ok(Self::EndOfDay(number(day)?));
        }
        let digits = trimmed.bytes().take_while(u8::is_ascii_digit).count();
        let (count, unit) = trimmed.split_at(digits);
        match unit.trim() {
            "h" => Ok(Self::Hours(number(count)?)),
            "d" => Ok(Self::Days(number(count)?)),
            "wd" => Ok(Self::WorkingDays(number(count)?)),
            _ => Err(wrong()),
        }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
fn is_zero(number: &u8) -> bool {
    *number == 0
}

/// A text that is no distance in time.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no distance in time: write hours, days or working days as “24 h”, “3 d”, “1 wd”.")]
pub struct OffsetError(pub String);

impl OffsetError {
    /// What to tell the user who edits the cadence.
    pub fn message(&self) -> Message {
        Message::new("cadence_error_offset").text(self.0.clone())
    }
}

impl Cadence {
    /// A copy for the user to edit.
    pub fn copied(&self, id: CadenceId, name: impl Into<String>) -> Self {
        Self { id, name: name.into(), steps: self.steps.clone() }
    }

    pub fn rule(&self, kind: FollowUpKind) -> Option<&StepRule> {
        self.steps.iter().find(|rule| rule.kind == kind)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_written_as_people_write_them() {
        for text in ["24 h", "3 d", "1 wd", "end of day 0"] {
            assert_eq!(text.parse::<Offset>().unwrap().to_string(), text);
        }
        assert_eq!(" 24h ".parse(), Ok(Offset::Hours(24)));
        for wrong in ["", "h", "-1 d", "3 weeks", "99999 h", "1.5 d", "end of day"] {
            assert_eq!(wrong.parse::<Offset>(), Err(OffsetError(wrong.into())), "{wrong}");
        }
    }
}
