use super::{
    Standing, Step, StepState, agenda,
    planner::{Phase, Planner},
};
use crate::model::{FollowUpKind, InterviewRecord, Message, Rule, Stage};
use jiff::Timestamp;

/// Rules W1 and W3: what is next, or why nothing is.
pub(super) fn standing(planner: &Planner, steps: &[Step]) -> Standing {
    let company = &planner.record.opportunity.company;
    let say = |rule, key| Standing { rule, message: Message::new(key).text(company.clone()), normal_until: None };
    match planner.record.stage {
        Stage::Accepted => return say(Rule::N4, "standing_N4_accepted"),
        Stage::Rejected => return say(Rule::T11, "standing_T11_rejected"),
        Stage::Withdrawn => return say(Rule::T14, "standing_T14_withdrawn"),
        Stage::LetGo => return say(Rule::W2, "standing_W2_let_go"),
        Stage::Open | Stage::Offered => {}
    }
    let mut now: Vec<&Step> = steps.iter().filter(|step| step.is_actionable()).collect();
    now.sort_by_key(|step| agenda::urgency(step));
    if let Some(first) = now.first().map(|step| step.id.kind) {
        let then = now.iter().map(|step| step.id.kind).find(|kind| *kind != first);
        let key = if then.is_some() { "standing_W3_now_then" } else { "standing_W3_now" };
        let named = [Some(first), then].into_iter().flatten().map(step_name);
        let standing = say(Rule::W3, key);
        return Standing { message: named.fold(standing.message, Message::nested), ..standing };
    }
    match planner.phase {
        Phase::Offered => return say(Rule::N4, "standing_N4_offered"),
        Phase::Withdrawing => return say(Rule::T14, "standing_T14_told"),
        _ => {}
    }
    let next = steps.iter().filter_map(|step| starts(step).map(|at| (at, step))).min_by_key(|(at, _)| *at);
    let ahead = planner.standing_interviews().find(|record| record.ended_at() > planner.now);
    if let Some(record) = ahead {
        let standing = say(Rule::W3, "standing_W3_interview");
        return Standing { message: standing.message.moment(record.interview.start), ..standing };
    }
    if planner.held_interviews().next().is_none() {
        let cancelled = planner.interviews.iter().any(|record| record.cancelled);
        return say(Rule::W3, if cancelled { "standing_W3_cancelled" } else { "standing_W3_no_interview" });
    }
    let pursued = steps.iter().filter(|step| step.id.kind.is_pursuit());
    let normal_until = pursued.filter_map(starts).min();
    match (next, normal_until) {
        (_, Some(until)) => {
            let met = planner.held_interviews().map(InterviewRecord::ended_at).max();
            let answered = planner.record.replies.iter().any(|(at, _)| Some(*at) >= met);
            let (rule, key) = match planner.phase {
                Phase::WentBadly => (Rule::T13, "standing_T13_waiting"),
                // Whoever has answered is not silent any more.
                _ if answered => (Rule::W1, "standing_W1_answered"),
                _ => (Rule::W1, "standing_W1_waiting"),
            };
            let standing = say(rule, key);
            Standing { message: standing.message.moment(until), normal_until: Some(until), ..standing }
        }
        (Some((at, step)), None) => {
            let standing = say(Rule::W3, "standing_W3_next");
            let message = standing.message.nested(step_name(step.id.kind)).moment(at);
            Standing { message, ..standing }
        }
        (None, None) => {
            let kept = steps.iter().any(|step| step.id.kind == FollowUpKind::LetGo && step.is_over());
            say(Rule::W2, if kept { "standing_W2_kept_open" } else { "standing_W2_exhausted" })
        }
    }
}

fn starts(step: &Step) -> Option<Timestamp> {
    match step.state {
        StepState::Upcoming => Some(step.opens),
        StepState::Snoozed { until } => Some(until),
        _ => None,
    }
}

/// The name of a kind of step, as the user reads it.
pub const fn step_name(kind: FollowUpKind) -> Message {
    Message::new(match kind {
        FollowUpKind::Notes => "cadence_step_notes",
        FollowUpKind::ThankYou => "cadence_step_thank_you",
        FollowUpKind::HandwrittenNote => "cadence_step_handwritten_note",
        FollowUpKind::Connect => "cadence_step_connect",
        FollowUpKind::CheckIn => "cadence_step_check_in",
        FollowUpKind::Letter => "cadence_step_letter",
        FollowUpKind::Clipping => "cadence_step_clipping",
        FollowUpKind::Call => "cadence_step_call",
        FollowUpKind::Reference => "cadence_step_reference",
        FollowUpKind::Withdrawal => "cadence_step_withdrawal",
        FollowUpKind::RejectionReply => "cadence_step_rejection_reply",
        FollowUpKind::LetGo => "cadence_step_let_go",
    })
}
