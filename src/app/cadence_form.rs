//! A cadence while it is edited: every number as it was typed, every step that could be switched on.

use crate::followup::builtin_cadences;
use crate::model::{Cadence, CadenceId, DecisionTiming, FieldProblem, FollowUpKind, Message, Offset, StepRule};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CadenceForm {
    pub id: CadenceId,
    pub name: String,
    /// In the order of the cadence, with those that it does not have among them.
    pub steps: Vec<StepForm>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StepForm {
    /// What the form does not edit.
    base: StepRule,
    pub on: bool,
    /// Rule N3: other times once a decision date is known.
    pub decision: bool,
    moments: BTreeMap<Moment, Typed>,
}

/// A number and its unit, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Typed {
    /// Empty: none.
    pub number: String,
    pub unit: Unit,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unit {
    Hours,
    #[default]
    Days,
    WorkingDays,
    EndOfDay,
}

/// A number of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Moment {
    Opens,
    Due,
    LastCall,
    Closes,
    Spacing,
    DecisionOpens,
    DecisionDue,
    DecisionCloses,
}

/// What is wrong with a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormProblem {
    /// Counts from 0 over all steps of the form; absent: the cadence as a whole.
    pub step: Option<usize>,
    /// "name", "steps", or within a step "timing.due".
    pub field: String,
    pub message: Message,
}

impl Moment {
    pub const WINDOW: [Self; 4] = [Self::Opens, Self::Due, Self::LastCall, Self::Closes];
    pub const DECISION: [Self; 3] = [Self::DecisionOpens, Self::DecisionDue, Self::DecisionCloses];

    /// As [`Cadence::validate`] names it.
    pub const fn field(self) -> &'static str {
        match self {
            Self::Opens => "timing.opens",
            Self::Due => "timing.due",
            Self::LastCall => "timing.last_call",
            Self::Closes => "timing.closes",
            Self::Spacing => "timing.spacing",
            Self::DecisionOpens => "timing.after_decision.opens",
            Self::DecisionDue => "timing.after_decision.due",
            Self::DecisionCloses => "timing.after_decision.closes",
        }
    }

    /// A step can do without it.
    pub const fn is_optional(self) -> bool {
        matches!(self, Self::LastCall | Self::Closes | Self::Spacing | Self::DecisionCloses)
    }

    const fn is_of_decision(self) -> bool {
        matches!(self, Self::DecisionOpens | Self::DecisionDue | Self::DecisionCloses)
    }

    const ALL: [Self; 8] = [
        Self::Opens,
        Self::Due,
        Self::LastCall,
        Self::Closes,
        Self::Spacing,
        Self::DecisionOpens,
        Self::DecisionDue,
        Self::DecisionCloses,
    ];
}

impl Unit {
    pub const ALL: [Self; 4] = [Self::Hours, Self::Days, Self::WorkingDays, Self::EndOfDay];

    /// As stored data writes it.
    pub const fn value(self) -> &'static str {
        match self {
            Self::Hours => "h",
            Self::Days => "d",
            Self::WorkingDays => "wd",
            Self::EndOfDay => "end-of-day",
        }
    }

    pub fn from_value(value: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| unit.value() == value)
    }
}

impl Typed {
    fn of(offset: Offset) -> Self {
        let (number, unit) = match offset {
            Offset::Hours(n) => (n, Unit::Hours),
            Offset::Days(n) => (n, Unit::Days),
            Offset::WorkingDays(n) => (n, Unit::WorkingDays),
            Offset::EndOfDay(n) => (n, Unit::EndOfDay),
        };
        Self { number: number.to_string(), unit }
    }

    fn read(&self) -> Option<Offset> {
        let number = self.number.trim().parse().ok()?;
        Some(match self.unit {
            Unit::Hours => Offset::Hours(number),
            Unit::Days => Offset::Days(number),
            Unit::WorkingDays => Offset::WorkingDays(number),
            Unit::EndOfDay => Offset::EndOfDay(number),
        })
    }
}

impl StepForm {
    fn of(rule: &StepRule, on: bool) -> Self {
        let timing = &rule.timing;
        let then = timing.after_decision.as_ref();
        let moments = [
            (Moment::Opens, Some(timing.opens)),
            (Moment::Due, Some(timing.due)),
            (Moment::LastCall, timing.last_call),
            (Moment::Closes, timing.closes),
            (Moment::Spacing, timing.spacing),
            (Moment::DecisionOpens, then.map(|then| then.opens)),
            (Moment::DecisionDue, then.map(|then| then.due)),
            (Moment::DecisionCloses, then.and_then(|then| then.closes)),
        ];
        let moments = moments.map(|(moment, offset)| {
            let none = || Typed { number: String::new(), unit: Typed::of(timing.due).unit };
            (moment, offset.map_or_else(none, Typed::of))
        });
        Self { base: rule.clone(), on, decision: then.is_some(), moments: moments.into() }
    }

    pub fn kind(&self) -> FollowUpKind {
        self.base.kind
    }

    /// What it is without the numbers that are being typed.
    pub fn base(&self) -> &StepRule {
        &self.base
    }

    pub fn typed(&self, moment: Moment) -> Typed {
        self.moments.get(&moment).cloned().unwrap_or_default()
    }

    pub fn set(&mut self, moment: Moment, typed: Typed) {
        self.moments.insert(moment, typed);
    }

    /// Rule T1: nobody switches off the thanks.
    pub fn is_fixed(&self) -> bool {
        self.kind() == FollowUpKind::ThankYou
    }

    /// The units that make sense (rule T2: thanks are counted in elapsed hours until the last call is over).
    pub fn units(&self, moment: Moment) -> &'static [Unit] {
        let elapsed = self.is_fixed() && moment != Moment::Closes && self.typed(moment).unit == Unit::Hours;
        if elapsed { &[Unit::Hours] } else { &Unit::ALL }
    }

    /// Which numbers this step has besides its window.
    pub fn has_spacing(&self) -> bool {
        self.kind().repeats()
    }

    pub fn has_decision(&self) -> bool {
        self.kind().is_pursuit()
    }

    /// The rule as typed, and what cannot be read.
    pub fn read(&self) -> (StepRule, Vec<(Moment, Message)>) {
        let mut problems = Vec::new();
        let mut offsets = BTreeMap::new();
        for moment in Moment::ALL {
            if moment.is_of_decision() && !self.decision {
                continue;
            }
            let typed = self.typed(moment);
            if typed.number.trim().is_empty() {
                if !moment.is_optional() {
                    problems.push((moment, Message::new("error_cadence_number_missing")));
                }
            } else if let Some(offset) = typed.read() {
                offsets.insert(moment, offset);
            } else {
                problems.push((moment, Message::new("error_cadence_number").text(typed.number.trim())));
            }
        }
        let optional = |moment: Moment| offsets.get(&moment).copied();
        let needed = |moment: Moment| optional(moment).unwrap_or_default();
        let mut rule = self.base.clone();
        let timing = &mut rule.timing;
        timing.opens = needed(Moment::Opens);
        timing.due = needed(Moment::Due);
        timing.last_call = optional(Moment::LastCall);
        timing.closes = optional(Moment::Closes);
        timing.spacing = optional(Moment::Spacing);
        timing.after_decision = self.decision.then(|| DecisionTiming {
            opens: needed(Moment::DecisionOpens),
            due: needed(Moment::DecisionDue),
            closes: optional(Moment::DecisionCloses),
        });
        (rule, problems)
    }
}

/// Where a kind stands among the others, for a step that is switched on.
fn place(kind: FollowUpKind) -> usize {
    use FollowUpKind as K;
    const ORDER: [FollowUpKind; 12] = [
        K::Notes,
        K::ThankYou,
        K::HandwrittenNote,
        K::Withdrawal,
        K::RejectionReply,
        K::Reference,
        K::Connect,
        K::CheckIn,
        K::Letter,
        K::Clipping,
        K::Call,
        K::LetGo,
    ];
    ORDER.iter().position(|other| *other == kind).unwrap_or(ORDER.len())
}

impl CadenceForm {
    pub fn of(cadence: &Cadence) -> Self {
        let mut steps: Vec<StepForm> = cadence.steps.iter().map(|rule| StepForm::of(rule, true)).collect();
        let mut there: BTreeSet<_> = cadence.steps.iter().map(|rule| (rule.kind, rule.number)).collect();
        for rule in builtin_cadences().iter().flat_map(|cadence| &cadence.steps) {
            if there.insert((rule.kind, rule.number)) {
                let later = |step: &StepForm| place(step.kind()) > place(rule.kind);
                let at = steps.iter().position(later).unwrap_or(steps.len());
                steps.insert(at, StepForm::of(rule, false));
            }
        }
        Self { id: cadence.id.clone(), name: cadence.name.clone(), steps }
    }

    /// The cadence as it stands, and all that is wrong with it; what cannot be read is left at zero.
    pub fn read(&self) -> (Cadence, Vec<FormProblem>) {
        let mut problems = Vec::new();
        let mut rules = Vec::new();
        // The form's step of each of the cadence's; and those that could not be read, of which no more is said.
        let mut places = Vec::new();
        let mut unread = BTreeSet::new();
        let mut counts: BTreeMap<FollowUpKind, u8> = BTreeMap::new();
        for (index, step) in self.steps.iter().enumerate().filter(|(_, step)| step.on) {
            let (mut rule, wrong) = step.read();
            if rule.kind.repeats() {
                let count = counts.entry(rule.kind).or_default();
                *count = count.saturating_add(1);
                rule.number = *count;
            }
            if !wrong.is_empty() {
                unread.insert(index);
            }
            problems.extend(wrong.into_iter().map(|(moment, message)| FormProblem {
                step: Some(index),
                field: moment.field().to_owned(),
                message,
            }));
            rules.push(rule);
            places.push(index);
        }
        let name = self.name.split_whitespace().collect::<Vec<_>>().join(" ");
        let cadence = Cadence { id: self.id.clone(), name, steps: rules };
        let found = cadence.validate().into_iter().map(|problem| located(problem, &places));
        problems.extend(found.filter(|problem| problem.step.is_none_or(|step| !unread.contains(&step))));
        problems.sort_by_key(|problem| problem.step);
        (cadence, problems)
    }
}

/// "steps[2].timing.due" is the field "timing.due" of whichever step of the form became the third of the cadence.
fn located(problem: FieldProblem, places: &[usize]) -> FormProblem {
    let inner = problem.path.strip_prefix("steps[").and_then(|rest| rest.split_once("]."));
    let found = inner.and_then(|(index, field)| Some((*places.get(index.parse::<usize>().ok()?)?, field.to_owned())));
    match found {
        Some((step, field)) => FormProblem { step: Some(step), field, message: problem.message },
        None => FormProblem { step: None, field: problem.path, message: problem.message },
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::*;

    fn form(base: usize) -> CadenceForm {
        CadenceForm::of(&builtin_cadences()[base].copied(CadenceId("mine".into()), "Mine"))
    }

    fn at(form: &CadenceForm, kind: FollowUpKind, nth: usize) -> usize {
        form.steps.iter().enumerate().filter(|(_, step)| step.kind() == kind).nth(nth).unwrap().0
    }

    fn typed(number: &str, unit: Unit) -> Typed {
        Typed { number: number.into(), unit }
    }

    #[test]
    fn what_is_not_touched_stays_as_it_was() {
        for (base, cadence) in builtin_cadences().iter().enumerate() {
            let (read, problems) = form(base).read();
            assert_eq!(problems, []);
            assert_eq!(read.steps, cadence.steps);
        }
    }

    #[test]
    fn every_known_step_can_be_switched_on_in_its_place() {
        let mut form = form(0);
        let letter = at(&form, FollowUpKind::Letter, 0);
        assert!(!form.steps[letter].on);
        form.steps[letter].on = true;
        let (read, problems) = form.read();
        assert_eq!(problems, []);
        let kinds: Vec<_> = read.steps.iter().skip(7).map(|rule| (rule.kind, rule.number)).collect();
        use FollowUpKind as K;
        assert_eq!(kinds, [(K::CheckIn, 1), (K::CheckIn, 2), (K::Letter, 1), (K::LetGo, 0)]);
    }

    #[test]
    fn without_the_first_the_second_check_in_is_the_first() {
        let mut form = form(0);
        let first = at(&form, FollowUpKind::CheckIn, 0);
        form.steps[first].on = false;
        let (read, problems) = form.read();
        assert_eq!(problems, []);
        let check_ins: Vec<_> = read.steps.iter().filter(|rule| rule.kind == FollowUpKind::CheckIn).collect();
        assert_eq!(check_ins.len(), 1);
        assert_eq!(check_ins[0].number, 1);
    }

    #[test]
    fn a_problem_is_said_at_the_field_that_has_it() {
        let mut form = form(0);
        let connect = at(&form, FollowUpKind::Connect, 0);
        let note = at(&form, FollowUpKind::HandwrittenNote, 0);
        // One that is off before it does not shift the place.
        form.steps[note].on = false;
        form.steps[connect].set(Moment::Due, typed("2", Unit::Days));
        let (_, problems) = form.read();
        let [problem] = &problems[..] else { panic!("{problems:?}") };
        assert_eq!((problem.step, problem.field.as_str()), (Some(connect), "timing.due"));
        assert_eq!(problem.message.key, "cadence_error_order");

        // What cannot be read is said alone, not with what would follow from a zero in its place.
        form.steps[connect].set(Moment::Due, typed("five", Unit::Days));
        let keys = |form: &CadenceForm| -> Vec<String> {
            form.read().1.into_iter().map(|problem| problem.message.key.into_owned()).collect()
        };
        assert_eq!(keys(&form), ["error_cadence_number"]);
        form.steps[connect].set(Moment::Due, typed(" ", Unit::Days));
        assert_eq!(keys(&form), ["error_cadence_number_missing"]);
        form.steps[connect].on = false;
        assert_eq!(keys(&form), [] as [&str; 0]);
    }

    #[test]
    fn an_empty_number_is_none_where_a_step_can_do_without() {
        let mut form = form(0);
        let thanks = at(&form, FollowUpKind::ThankYou, 0);
        form.steps[thanks].set(Moment::LastCall, typed("", Unit::Hours));
        let (read, problems) = form.read();
        assert_eq!(problems, []);
        assert_eq!(read.rule(FollowUpKind::ThankYou).unwrap().timing.last_call, None);
    }
}
