use super::{
    planner::{About, Phase, Planner},
    reason::Why,
    window::{Counting, Window},
};
use crate::model::{Anchor, FollowUpKind, InterviewRecord, StepRule};
use jiff::{Timestamp, civil::Date};

/// What the steps of the pursuit are counted from.
struct Course<'a> {
    counting: Counting<'a>,
    last: &'a InterviewRecord,
    /// The end of the last interview, or when the opportunity was opened again after that.
    base: Timestamp,
    /// Rule N3, unless the last interview made it stale.
    decision: Option<Date>,
    /// Replies since `base`, earliest first.
    replies: Vec<Timestamp>,
    /// When the step before was over, was answered or will be at the latest.
    previous: Option<Timestamp>,
    /// The step before is there to be done and never closes: nobody knows when the next one will open.
    unknown: bool,
    /// When the latest step of each kind was done, for the spacing.
    done: Vec<(FollowUpKind, Timestamp)>,
    /// A step was taken since `base`: from when on a reply answers it.
    asked_at: Option<Timestamp>,
    /// A reply answered a step that was taken or open.
    answered: bool,
}

impl Planner<'_> {
    /// Rules F2–F4 and W2: what is done as long as they don't answer, in the order of the cadence.
    pub(super) fn pursuit(&mut self) {
        let Some(last) = self.last_interview() else { return };
        let counting = Counting::in_zone(&last.interview.zone, &self.history.settings);
        let base = self.record.reopened_at.map_or(last.ended_at(), |at| at.max(last.ended_at()));
        let stale = |date: &Date| *date < counting.date_of(last.ended_at());
        let decision = self.record.opportunity.decision_date.filter(|date| !stale(date));
        // A reply is a reply, also when the clock was set back after it.
        let mut replies: Vec<Timestamp> =
            self.record.replies.iter().map(|(at, _)| *at).filter(|at| *at > base).collect();
        replies.sort_unstable();
        let mut course = Course {
            counting,
            last,
            base,
            decision,
            replies,
            previous: None,
            unknown: false,
            done: Vec::new(),
            asked_at: None,
            answered: false,
        };
        for rule in self.cadence.steps.iter().filter(|rule| rule.kind.is_pursuit()) {
            self.pursue(&mut course, rule);
        }
    }

    fn pursue(&mut self, course: &mut Course, rule: &StepRule) {
        let id = self.pursuit_id(rule);
        let (window, answered, decided) = course.window(rule);
        let why = if decided { Why::Decision } else { Why::Kind };
        let person = if rule.kind == FollowUpKind::LetGo { None } else { self.contact(&rule.roles) };
        let about = About { rule, person, interview: Some(&course.last.interview), why };
        let silent = self.phase == Phase::WentBadly && rule.kind != FollowUpKind::LetGo;
        let counted = rule.timing.from != Anchor::Previous || !course.unknown;
        let running = matches!(self.phase, Phase::Running | Phase::WentBadly);
        let allowed = running && !silent && counted && answered.is_none();
        self.add(id, about, window, allowed);
        let over = self.history.done.get(&id).map(|done| done.at);
        if let Some(at) = over {
            course.done.push((rule.kind, at));
        }
        let over = over.or_else(|| self.history.skipped.get(&id).map(|skipped| skipped.at));
        if let Some(at) = over {
            course.previous = Some(at.max(course.base));
            course.unknown = false;
            if at >= course.base && self.history.done.contains_key(&id) {
                course.asked_at = Some(course.asked_at.map_or(at, |earlier| earlier.min(at)));
            }
        } else if let Some(at) = answered {
            course.answered = true;
            course.previous = Some(at.max(window.due));
        } else if silent || !running {
            // Nobody is asked, so that nothing can be late.
            course.previous = Some(window.due);
        } else if !counted {
            course.unknown = true;
        } else if self.now < window.due {
            course.previous = Some(window.due);
        } else {
            // It may still be done until it closes; then the next one counts from there.
            let snoozed = self.history.snoozed.get(&id).copied().filter(|until| *until > window.opens);
            course.previous = window.closes.max(snoozed);
            course.unknown = window.closes.is_none();
        }
    }
}

impl Course<'_> {
    /// The window of the next step; when a reply answered it, if one did; whether the decision date set it.
    fn window(&self, rule: &StepRule) -> (Window, Option<Timestamp>, bool) {
        let (mut window, mut decided) = self.counted_from(rule, self.base);
        for reply in &self.replies {
            let decision_ahead = self.decision.is_some_and(|date| date >= self.counting.date_of(*reply));
            if rule.kind != FollowUpKind::LetGo {
                let asked = self.answered || self.asked_at.is_some_and(|at| at <= *reply);
                let closes_chain = rule.kind == FollowUpKind::CheckIn && asked && !decision_ahead;
                if closes_chain || window.opens <= *reply {
                    return (window, Some(*reply), decided);
                }
            }
            if !decided {
                (window, decided) = self.counted_from(rule, *reply);
            }
        }
        (window, None, decided)
    }

    fn counted_from(&self, rule: &StepRule, base: Timestamp) -> (Window, bool) {
        let timing = &rule.timing;
        let from = match timing.from {
            Anchor::Previous => self.previous.map_or(base, |previous| previous.max(base)),
            _ => base,
        };
        let mut window = self.counting.window(timing, from);
        let mut decided = false;
        if let Some((after, date)) = timing.after_decision.as_ref().zip(self.decision) {
            let then = self.counting.decision_window(after, date);
            if timing.from != Anchor::Previous || then.opens > window.opens {
                window = then;
                decided = true;
            }
        }
        let before = self.done.iter().rev().find(|(kind, _)| *kind == rule.kind);
        if let Some((spacing, (_, at))) = timing.spacing.zip(before) {
            window = window.not_before(self.counting.after(*at, spacing));
        }
        (window, decided)
    }
}
