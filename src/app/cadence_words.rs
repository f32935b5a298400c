//! What a step of a cadence says, in plain words: "due 24 hours after the interview, still worth doing until 48 hours
//! after it".

use crate::model::{Anchor, Condition, FollowUpKind, Message, Offset, StepRule, StepTiming};

/// The parts of the sentence, to be strung together with commas.
pub fn timing_words(kind: FollowUpKind, timing: &StepTiming) -> Vec<Message> {
    // What is settled at once, or has no day of its own, opens when it falls due.
    let opens = (timing.opens != timing.due).then_some(timing.opens);
    let from = if kind == FollowUpKind::Reference && timing.from == Anchor::LastInterview {
        Anchor::InterviewEnd
    } else {
        timing.from
    };
    sentence(opens, timing.due, timing.last_call, timing.closes, |offset| moment_after(from, offset))
}

/// The same for a known decision date (rule N3); empty where that changes nothing.
pub fn decision_words(timing: &StepTiming) -> Vec<Message> {
    let Some(then) = &timing.after_decision else { return Vec::new() };
    let opens = (then.opens != then.due).then_some(then.opens);
    sentence(opens, then.due, None, then.closes, |offset| match own_words(offset) {
        Some(words) => words,
        None if offset.nominal_hours() == 0 => Message::new("ui_cadence_at_decision"),
        None => Message::new("ui_cadence_after_decision").nested(distance(offset)),
    })
}

fn sentence(
    opens: Option<Offset>,
    due: Offset,
    last_call: Option<Offset>,
    closes: Option<Offset>,
    moment: impl Fn(Offset) -> Message,
) -> Vec<Message> {
    let later =
        |offset| own_words(offset).unwrap_or_else(|| Message::new("ui_cadence_after_it").nested(distance(offset)));
    let due = if opens.is_some() { later(due) } else { moment(due) };
    let opens = opens.map(|offset| Message::new("ui_cadence_says_opens").nested(moment(offset)));
    let due = Message::new("ui_cadence_says_due").nested(due);
    let last_call = last_call.map(|offset| Message::new("ui_cadence_says_last_call").nested(later(offset)));
    let closes = closes.map(|offset| Message::new("ui_cadence_says_closes").nested(later(offset)));
    opens.into_iter().chain([due]).chain(last_call).chain(closes).collect()
}

fn moment_after(from: Anchor, offset: Offset) -> Message {
    if let Some(words) = own_words(offset) {
        return words;
    }
    let (at, after) = match from {
        Anchor::InterviewEnd => ("ui_cadence_at_interview", "ui_cadence_after_interview"),
        Anchor::LastInterview => ("ui_cadence_at_last_interview", "ui_cadence_after_last_interview"),
        Anchor::ThankYouSent => ("ui_cadence_at_thank_you", "ui_cadence_after_thank_you"),
        Anchor::Previous => ("ui_cadence_at_previous", "ui_cadence_after_previous"),
        Anchor::ReferencesWanted => ("ui_cadence_at_references", "ui_cadence_after_references"),
        Anchor::Rejected => ("ui_cadence_at_rejection", "ui_cadence_after_rejection"),
    };
    if offset.nominal_hours() == 0 { Message::new(at) } else { Message::new(after).nested(distance(offset)) }
}

/// The end of a day needs nothing to be counted from.
fn own_words(offset: Offset) -> Option<Message> {
    match offset {
        Offset::EndOfDay(0) => Some(Message::new("ui_cadence_end_of_day")),
        Offset::EndOfDay(days) => Some(Message::new("ui_cadence_end_of_later_day").count(days.into())),
        _ => None,
    }
}

/// "24 hours", "1 working day".
pub fn distance(offset: Offset) -> Message {
    match offset {
        Offset::Hours(hours) => Message::new("ui_hours").count(hours.into()),
        Offset::Days(days) | Offset::EndOfDay(days) => Message::new("ui_days").count(days.into()),
        Offset::WorkingDays(days) => Message::new("ui_working_days").count(days.into()),
    }
}

/// What has to hold for the step to be planned at all.
pub fn condition_words(rule: &StepRule) -> Option<Message> {
    rule.only_if.map(|condition| {
        Message::new(match condition {
            Condition::HandwrittenNotes => "ui_cadence_if_handwritten",
            Condition::ReferencesWanted => "ui_cadence_if_references",
        })
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::followup::builtin_cadences;
    use crate::model::Arg;

    /// Keys and counts, the innermost last.
    fn said(message: &Message) -> String {
        let args: Vec<String> = message
            .args
            .iter()
            .map(|arg| match arg {
                Arg::Nested { message } => said(message),
                Arg::Count { count } => count.to_string(),
                other => format!("{other:?}"),
            })
            .collect();
        let key = message.key.trim_start_matches("ui_").trim_start_matches("cadence_");
        if args.is_empty() { key.to_owned() } else { format!("{key}({})", args.join(", ")) }
    }

    fn words(kind: FollowUpKind) -> Vec<String> {
        let rule = builtin_cadences()[0].rule(kind).unwrap();
        timing_words(kind, &rule.timing).iter().chain(&decision_words(&rule.timing)).map(said).collect()
    }

    #[test]
    fn a_step_is_said_in_the_order_of_its_window() {
        assert_eq!(
            words(FollowUpKind::ThankYou),
            [
                "says_opens(at_interview)",
                "says_due(after_it(hours(24)))",
                "says_last_call(after_it(hours(48)))",
                "says_closes(after_it(days(14)))",
            ],
        );
        // What opens when it is due is not said twice.
        assert_eq!(
            words(FollowUpKind::CheckIn),
            [
                "says_due(after_last_interview(days(7)))",
                "says_closes(after_it(days(14)))",
                "says_due(after_decision(working_days(1)))",
                "says_closes(after_it(days(8)))",
            ],
        );
        assert_eq!(
            words(FollowUpKind::HandwrittenNote),
            ["says_opens(at_interview)", "says_due(end_of_day)", "says_closes(after_it(days(7)))"],
        );
    }
}
