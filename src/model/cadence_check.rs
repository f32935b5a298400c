use super::{Anchor, Cadence, Condition, FieldProblem, FollowUpKind, Message, Offset, StepRule};
use std::collections::BTreeSet;

const MOST_STEPS: usize = 40;
const MOST_DAYS: u32 = 366;
/// Rule T2: a thank-you still counts until then.
const MOST_HOURS_TO_THANK: u32 = 48;

impl Cadence {
    /// All that speaks against following this cadence, in the order of its steps; empty: nothing. Paths are "name",
    /// "steps", "steps[2].timing.due"; they count steps from 0, messages from 1.
    ///
    /// Whatever the user edits, everybody is thanked (rule T1), none before the interview's end (T3), in elapsed hours and
    /// within 48 of them (T2), and every window opens before it closes.
    pub fn validate(&self) -> Vec<FieldProblem> {
        let mut problems = Vec::new();
        let mut say = |path: &str, message| problems.push(FieldProblem { path: path.into(), message });
        if self.name.trim().is_empty() || self.id.0.trim().is_empty() {
            say("name", Message::new("cadence_error_no_name"));
        }
        if self.steps.len() > MOST_STEPS {
            let message = Message::new("cadence_error_too_many_steps");
            say("steps", message.text(self.steps.len().to_string()).text(MOST_STEPS.to_string()));
            return problems;
        }
        let thanks_all =
            |rule: &StepRule| rule.kind == FollowUpKind::ThankYou && rule.roles.is_empty() && rule.only_if.is_none();
        if !self.steps.iter().any(thanks_all) {
            say("steps", Message::new("cadence_error_no_thank_you"));
        }
        let mut seen = BTreeSet::new();
        for (index, rule) in self.steps.iter().enumerate() {
            let mut check = Check { index, problems: &mut problems };
            if !seen.insert((rule.kind, rule.number)) {
                check.say("kind", check.message("cadence_error_twice"));
                continue;
            }
            let before = self.steps.iter().take(index).filter(|other| other.kind == rule.kind).count();
            let expected = if rule.kind.repeats() { before + 1 } else { 0 };
            if usize::from(rule.number) != expected {
                check.say("number", check.message("cadence_error_number").text(expected.to_string()));
            }
            check.rule(rule);
        }
        problems
    }
}

/// Looks at one step.
struct Check<'a> {
    index: usize,
    problems: &'a mut Vec<FieldProblem>,
}

impl Check<'_> {
    fn message(&self, key: &'static str) -> Message {
        Message::new(key).count(i64::try_from(self.index + 1).unwrap_or(i64::MAX))
    }

    fn say(&mut self, field: &str, message: Message) {
        self.problems.push(FieldProblem { path: format!("steps[{}].{field}", self.index), message });
    }

    fn rule(&mut self, rule: &StepRule) {
        use {Anchor as A, FollowUpKind as K};
        let timing = &rule.timing;
        let anchors: &[A] = match rule.kind {
            K::Notes | K::ThankYou | K::HandwrittenNote | K::Withdrawal => &[A::InterviewEnd],
            K::Connect => &[A::ThankYouSent],
            K::Reference => &[A::LastInterview, A::ReferencesWanted],
            K::CheckIn | K::Letter | K::Clipping | K::Call | K::LetGo => &[A::LastInterview, A::Previous],
            K::RejectionReply => &[A::Rejected],
        };
        if !anchors.contains(&timing.from) {
            self.say("timing.from", self.message("cadence_error_anchor"));
        }
        if !rule.kind.is_pursuit() && (timing.after_decision.is_some() || timing.spacing.is_some()) {
            let field = if timing.spacing.is_some() { "timing.spacing" } else { "timing.after_decision" };
            self.say(field, self.message("cadence_error_decision"));
        }
        let fitting = match rule.only_if {
            None => rule.kind != K::Reference || timing.from != A::ReferencesWanted,
            Some(Condition::HandwrittenNotes) => rule.kind == K::HandwrittenNote,
            Some(Condition::ReferencesWanted) => rule.kind == K::Reference,
        };
        if !fitting {
            self.say("only_if", self.message("cadence_error_condition"));
        }
        let moments = [
            ("opens", Some(timing.opens)),
            ("due", Some(timing.due)),
            ("last_call", timing.last_call),
            ("closes", timing.closes),
        ];
        self.ordered("timing", moments);
        if let Some(then) = &timing.after_decision {
            let moments =
                [("opens", Some(then.opens)), ("due", Some(then.due)), ("last_call", None), ("closes", then.closes)];
            self.ordered("timing.after_decision", moments);
        }
        if timing.spacing.is_some_and(|spacing| spacing.nominal_hours() > MOST_DAYS * 24) {
            self.say("timing.spacing", self.message("cadence_error_too_long").text(MOST_DAYS.to_string()));
        }
        if rule.kind == K::ThankYou {
            for (field, offset) in [("timing.opens", timing.opens), ("timing.due", timing.due)] {
                if !offset.is_elapsed() || offset.nominal_hours() > MOST_HOURS_TO_THANK {
                    self.say(field, self.message("cadence_error_thanks").text(MOST_HOURS_TO_THANK.to_string()));
                }
            }
            if timing.last_call.is_some_and(|offset| !offset.is_elapsed()) {
                self.say(
                    "timing.last_call",
                    self.message("cadence_error_thanks").text(MOST_HOURS_TO_THANK.to_string()),
                );
            }
        }
    }

    /// Each moment no earlier than the one before it, none too far away.
    fn ordered(&mut self, path: &str, moments: [(&'static str, Option<Offset>); 4]) {
        let mut before: Option<(&'static str, Offset)> = None;
        for (name, offset) in moments {
            let Some(offset) = offset else { continue };
            let field = format!("{path}.{name}");
            if offset.nominal_hours() > MOST_DAYS * 24 {
                self.say(&field, self.message("cadence_error_too_long").text(MOST_DAYS.to_string()));
            }
            if let Some((earlier, other)) = before
                && offset.nominal_hours() < other.nominal_hours()
            {
                let message =
                    self.message("cadence_error_order").nested(moment_name(earlier)).nested(moment_name(name));
                self.say(&field, message);
            }
            before = Some((name, offset));
        }
    }
}

/// The end of a window's part, as the user reads it.
fn moment_name(name: &str) -> Message {
    Message::new(match name {
        "opens" => "cadence_moment_opens",
        "due" => "cadence_moment_due",
        "last_call" => "cadence_moment_last_call",
        _ => "cadence_moment_closes",
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::*;
    use crate::model::{DecisionTiming, Role};

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

    /// Where it is wrong and which message says so.
    fn problems(edit: impl FnOnce(&mut Cadence)) -> Vec<(String, String)> {
        let mut cadence = cadence();
        edit(&mut cadence);
        cadence.validate().into_iter().map(|problem| (problem.path, problem.message.key.into_owned())).collect()
    }

    fn one(path: &str, key: &str) -> Vec<(String, String)> {
        vec![(path.into(), format!("cadence_error_{key}"))]
    }

    #[test]
    fn says_what_is_wrong_and_where() {
        assert_eq!(problems(|_| {}), []);
        assert_eq!(problems(|c| c.name = "  ".into()), one("name", "no_name"));
        assert_eq!(problems(|c| drop(c.steps.remove(0))), one("steps", "no_thank_you"));
        assert_eq!(problems(|c| c.steps[0].roles = vec![Role::Recruiter]), one("steps", "no_thank_you"));
        assert_eq!(problems(|c| c.steps.push(c.steps[1].clone())), one("steps[2].kind", "twice"));
        assert_eq!(problems(|c| c.steps[1].number = 2), one("steps[1].number", "number"));
        assert_eq!(problems(|c| c.steps[0].timing.from = Anchor::Previous), one("steps[0].timing.from", "anchor"));
        assert_eq!(problems(|c| c.steps[1].timing.from = Anchor::InterviewEnd), one("steps[1].timing.from", "anchor"));
        assert_eq!(problems(|c| c.steps[1].timing.opens = Offset::Days(8)), one("steps[1].timing.due", "order"),);
        assert_eq!(
            problems(|c| c.steps[1].timing.closes = Some(Offset::Days(367))),
            one("steps[1].timing.closes", "too_long"),
        );
        assert_eq!(
            problems(|c| c.steps[1].only_if = Some(Condition::HandwrittenNotes)),
            one("steps[1].only_if", "condition"),
        );
        assert_eq!(
            problems(|c| c.steps[0].timing.after_decision = Some(DecisionTiming::default())),
            one("steps[0].timing.after_decision", "decision"),
        );
        assert_eq!(problems(|c| c.steps = vec![c.steps[0].clone(); 41]), one("steps", "too_many_steps"));
        // Rule T2: within 48 elapsed hours.
        assert_eq!(
            problems(|c| {
                c.steps[0].timing.due = Offset::Hours(72);
                c.steps[0].timing.last_call = None;
            }),
            one("steps[0].timing.due", "thanks"),
        );
    }

    #[test]
    fn says_all_that_is_wrong_at_once() {
        let found = problems(|c| {
            c.name.clear();
            c.steps[1].number = 7;
            c.steps[1].timing.opens = Offset::Days(9);
        });
        let paths: Vec<&str> = found.iter().map(|(path, _)| path.as_str()).collect();
        assert_eq!(paths, ["name", "steps[1].number", "steps[1].timing.due"]);
    }

    #[test]
    fn a_cadence_survives_storage() {
        let text = serde_json::to_string(&cadence()).unwrap();
        assert_eq!(serde_json::from_str::<Cadence>(&text).unwrap(), cadence());
        assert!(serde_json::from_str::<Cadence>(&text.replace("24 h", "soon")).is_err());
    }
}
