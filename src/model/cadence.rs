use super::{Channel, FollowUpKind, Message, Role};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeSet, fmt, str::FromStr};

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
    type Error = CadenceError;

    fn try_from(text: String) -> Result<Self, CadenceError> {
        text.parse()
    }
}

impl FromStr for Offset {
    type Err = CadenceError;

    fn from_str(text: &str) -> Result<Self, CadenceError> {
        let trimmed = text.trim();
        let wrong = || CadenceError::Offset(text.chars().take(40).collect());
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

/// What is wrong with a cadence that somebody edited. `step` is the place in the list, from 1.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CadenceError {
    #[error("The cadence needs a name.")]
    NoName,
    #[error("A cadence can have {MOST_STEPS} steps at most; this one has {0}.")]
    TooManySteps(usize),
    #[error("“{0}” is no distance in time: write hours, days or working days as “24 h”, “3 d”, “1 wd”.")]
    Offset(String),
    #[error("Every cadence thanks everybody: there is no thank-you step for all roles.")]
    NoThankYou,
    #[error("Step {step}: this step is there twice.")]
    Twice { step: usize },
    #[error("Step {step}: steps of one kind are numbered 1, 2, 3 … in their order; {expected} is expected here.")]
    Number { step: usize, expected: u8 },
    #[error("Step {step}: a step of this kind can't be counted from there.")]
    Anchor { step: usize },
    #[error("Step {step}: {later} can't come before {earlier}.")]
    Order { step: usize, earlier: &'static str, later: &'static str },
    #[error("Step {step}: {MOST_DAYS} days is the longest distance.")]
    TooLong { step: usize },
    #[error("Step {step}: a step of this kind has nothing to do with a decision date.")]
    Decision { step: usize },
    #[error("Step {step}: a step of this kind can't depend on that condition.")]
    Condition { step: usize },
}

impl CadenceError {
    /// Stable name of the error, for `_locales` and logs.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoName => "cadence_error_no_name",
            Self::TooManySteps(_) => "cadence_error_too_many_steps",
            Self::Offset(_) => "cadence_error_offset",
            Self::NoThankYou => "cadence_error_no_thank_you",
            Self::Twice { .. } => "cadence_error_twice",
            Self::Number { .. } => "cadence_error_number",
            Self::Anchor { .. } => "cadence_error_anchor",
            Self::Order { .. } => "cadence_error_order",
            Self::TooLong { .. } => "cadence_error_too_long",
            Self::Decision { .. } => "cadence_error_decision",
            Self::Condition { .. } => "cadence_error_condition",
        }
    }
}

impl CadenceError {
    /// What to tell the user who edits the cadence.
    pub fn message(&self) -> Message {
        let message = Message::new(self.code());
        let step_of = |step: &usize| i64::try_from(*step).unwrap_or(i64::MAX);
        match self {
            Self::NoName | Self::NoThankYou => message,
            Self::TooManySteps(steps) => message.text(steps.to_string()).text(MOST_STEPS.to_string()),
            Self::Offset(text) => message.text(text.clone()),
            Self::Twice { step } | Self::Anchor { step } | Self::Decision { step } | Self::Condition { step } => {
                message.count(step_of(step))
            }
            Self::Number { step, expected } => message.count(step_of(step)).text(expected.to_string()),
            Self::Order { step, earlier, later } => message.count(step_of(step)).text(*earlier).text(*later),
            Self::TooLong { step } => message.count(step_of(step)).text(MOST_DAYS.to_string()),
        }
    }
}

const MOST_STEPS: usize = 40;
const MOST_DAYS: u32 = 366;

impl Cadence {
    /// Says what is wrong first, in the order of the steps.
    ///
    /// # Errors
    /// When following the cadence could break a rule that holds in every cadence (a thank-you for everybody, T1; none
    /// before the interview's end, T3) or when its windows make no sense.
    pub fn validate(&self) -> Result<(), CadenceError> {
        if self.name.trim().is_empty() || self.id.0.trim().is_empty() {
            return Err(CadenceError::NoName);
        }
        if self.steps.len() > MOST_STEPS {
            return Err(CadenceError::TooManySteps(self.steps.len()));
        }
        let mut seen = BTreeSet::new();
        for (index, rule) in self.steps.iter().enumerate() {
            let step = index + 1;
            if !seen.insert((rule.kind, rule.number)) {
                return Err(CadenceError::Twice { step });
            }
            let before = self.steps.iter().take(index).filter(|other| other.kind == rule.kind).count();
            let expected = if rule.kind.repeats() { u8::try_from(before + 1).unwrap_or(u8::MAX) } else { 0 };
            if rule.number != expected {
                return Err(CadenceError::Number { step, expected });
            }
            rule.validate(step)?;
        }
        let thanks_all =
            |rule: &StepRule| rule.kind == FollowUpKind::ThankYou && rule.roles.is_empty() && rule.only_if.is_none();
        if self.steps.iter().any(thanks_all) { Ok(()) } else { Err(CadenceError::NoThankYou) }
    }

    pub fn rule(&self, kind: FollowUpKind) -> Option<&StepRule> {
        self.steps.iter().find(|rule| rule.kind == kind)
    }
}

impl StepRule {
    fn validate(&self, step: usize) -> Result<(), CadenceError> {
        use {Anchor as A, FollowUpKind as K};
        let timing = &self.timing;
        let anchors: &[A] = match self.kind {
            K::Notes | K::ThankYou | K::HandwrittenNote | K::Withdrawal => &[A::InterviewEnd],
            K::Connect => &[A::ThankYouSent],
            K::Reference => &[A::LastInterview, A::ReferencesWanted],
            K::CheckIn | K::Letter | K::Clipping | K::Call | K::LetGo => &[A::LastInterview, A::Previous],
            K::RejectionReply => &[],
        };
        if !anchors.contains(&timing.from) {
            return Err(CadenceError::Anchor { step });
        }
        if !self.kind.is_pursuit() && (timing.after_decision.is_some() || timing.spacing.is_some()) {
            return Err(CadenceError::Decision { step });
        }
        let fitting = match self.only_if {
            None => self.kind != K::Reference || timing.from != A::ReferencesWanted,
            Some(Condition::HandwrittenNotes) => self.kind == K::HandwrittenNote,
            Some(Condition::ReferencesWanted) => self.kind == K::Reference,
        };
        if !fitting {
            return Err(CadenceError::Condition { step });
        }
        ordered(step, timing.opens, timing.due, timing.last_call, timing.closes)?;
        if let Some(decision) = &timing.after_decision {
            ordered(step, decision.opens, decision.due, None, decision.closes)?;
        }
        let longest = timing.spacing.map_or(0, Offset::nominal_hours);
        if longest > MOST_DAYS * 24 { Err(CadenceError::TooLong { step }) } else { Ok(()) }
    }
}

fn ordered(
    step: usize,
    opens: Offset,
    due: Offset,
    last_call: Option<Offset>,
    closes: Option<Offset>,
) -> Result<(), CadenceError> {
    let moments = [("opens", Some(opens)), ("due", Some(due)), ("last_call", last_call), ("closes", closes)];
    let mut before: Option<(&'static str, Offset)> = None;
    for (name, offset) in moments {
        let Some(offset) = offset else { continue };
        if offset.nominal_hours() > MOST_DAYS * 24 {
            return Err(CadenceError::TooLong { step });
        }
        if let Some((earlier, other)) = before
            && offset.nominal_hours() < other.nominal_hours()
        {
            return Err(CadenceError::Order { step, earlier, later: name });
        }
        before = Some((name, offset));
    }
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::*;

    fn cadence() -> Cadence {
        toml::from_str(
            r#"
            id = "mine"
            name = "Mine"
            [[steps]]
            kind = "thank-you"
            timing = { opens = "0 h", due = "24 h", last_call = "48 h" }
            [[steps]]
            kind = "check-in"
            number = 1
            timing = { from = "last-interview", opens = "7 d", due = "7 d" }
            "#,
        )
        .unwrap()
    }

    fn edited(edit: impl FnOnce(&mut Cadence)) -> Result<(), CadenceError> {
        let mut cadence = cadence();
        edit(&mut cadence);
        cadence.validate()
    }

    #[test]
    fn says_what_is_wrong_and_where() {
        assert_eq!(cadence().validate(), Ok(()));
        assert_eq!(edited(|c| c.name = "  ".into()), Err(CadenceError::NoName));
        assert_eq!(edited(|c| drop(c.steps.remove(0))), Err(CadenceError::NoThankYou));
        assert_eq!(edited(|c| c.steps[0].roles = vec![Role::Recruiter]), Err(CadenceError::NoThankYou));
        assert_eq!(edited(|c| c.steps.push(c.steps[1].clone())), Err(CadenceError::Twice { step: 3 }));
        assert_eq!(edited(|c| c.steps[1].number = 2), Err(CadenceError::Number { step: 2, expected: 1 }));
        assert_eq!(edited(|c| c.steps[0].timing.from = Anchor::Previous), Err(CadenceError::Anchor { step: 1 }));
        assert_eq!(edited(|c| c.steps[1].timing.from = Anchor::InterviewEnd), Err(CadenceError::Anchor { step: 2 }));
        let order = CadenceError::Order { step: 1, earlier: "due", later: "last_call" };
        assert_eq!(edited(|c| c.steps[0].timing.due = Offset::Days(3)), Err(order));
        assert_eq!(
            edited(|c| c.steps[1].timing.closes = Some(Offset::Days(367))),
            Err(CadenceError::TooLong { step: 2 })
        );
        let condition = Err(CadenceError::Condition { step: 2 });
        assert_eq!(edited(|c| c.steps[1].only_if = Some(Condition::HandwrittenNotes)), condition);
        let decision = Err(CadenceError::Decision { step: 1 });
        assert_eq!(edited(|c| c.steps[0].timing.after_decision = Some(DecisionTiming::default())), decision);
        assert_eq!(edited(|c| c.steps = vec![c.steps[0].clone(); 41]), Err(CadenceError::TooManySteps(41)));
    }

    #[test]
    fn distances_are_written_as_people_write_them() {
        for text in ["24 h", "3 d", "1 wd", "end of day 0"] {
            assert_eq!(text.parse::<Offset>().unwrap().to_string(), text);
        }
        assert_eq!(" 24h ".parse(), Ok(Offset::Hours(24)));
        for wrong in ["", "h", "-1 d", "3 weeks", "99999 h", "1.5 d", "end of day"] {
            assert_eq!(wrong.parse::<Offset>(), Err(CadenceError::Offset(wrong.into())), "{wrong}");
        }
    }

    #[test]
    fn a_cadence_survives_storage() {
        let text = serde_json::to_string(&cadence()).unwrap();
        assert_eq!(serde_json::from_str::<Cadence>(&text).unwrap(), cadence());
        assert!(serde_json::from_str::<Cadence>(&text.replace("24 h", "soon")).is_err());
    }
}
