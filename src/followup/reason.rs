use super::{Reason, StepState, planner::About, planner::Planner, window::Window};
use crate::model::{FollowUpId, FollowUpKind, Impression, InterviewKind, InterviewRecord, Message, Rule};

/// What makes a step's reason another than its kind's usual one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    Kind,
    /// A phone screen or a networking talk (rule T1).
    Talk,
    /// The interview went badly (rule T13).
    Badly,
    /// Counted from the decision date (rule N3).
    Decision,
}

impl Why {
    pub fn of_thanks(record: &InterviewRecord) -> Self {
        match (record.impression, record.interview.kind) {
            (Some(Impression::Badly), _) => Self::Badly,
            (_, InterviewKind::PhoneScreen | InterviewKind::Informational) => Self::Talk,
            _ => Self::Kind,
        }
    }
}

/// `$1` is the person (the company where nobody is named), `$2` the moment that matters next.
pub(super) fn reason(
    planner: &Planner,
    id: &FollowUpId,
    about: &About,
    window: &Window,
    state: StepState,
    needs_new_fact: bool,
) -> Reason {
    // What is settled keeps the reason that it had then.
    let now = match state {
        StepState::Done { at } => at,
        StepState::Skipped => planner.history.skipped.get(id).map_or(planner.now, |skipped| skipped.at),
        _ => planner.now,
    };
    let after_window = window.closes.is_some_and(|closes| closes <= now) && state == StepState::Late;
    let (rule, key) = if after_window {
        (rule_of(id.kind), "reason_snoozed_past_window")
    } else {
        match (id.kind, about.why) {
            (FollowUpKind::ThankYou, _) if window.opens > now => (Rule::T3, "reason_T3_upcoming"),
            (FollowUpKind::ThankYou, Why::Badly) => (Rule::T13, "reason_T13_thank_you"),
            (FollowUpKind::ThankYou, why) => {
                if window.last_call.is_some_and(|at| at <= now) {
                    (Rule::T2, "reason_T2_late")
                } else if window.due <= now {
                    (Rule::T2, if window.last_call.is_some() { "reason_T2_last_call" } else { "reason_T2_due" })
                } else if why == Why::Talk {
                    (Rule::T1, "reason_T1_open")
                } else {
                    (Rule::T2, "reason_T2_open")
                }
            }
            (FollowUpKind::Reference, _) if about.person.is_none() => (Rule::F7, "reason_F7_nobody"),
            (FollowUpKind::CheckIn, Why::Decision) => (Rule::N3, "reason_N3_check_in"),
            (FollowUpKind::CheckIn, _) if id.number > 1 => (Rule::F2, "reason_F2_again"),
            (FollowUpKind::Letter, _) if needs_new_fact => (Rule::F3, "reason_F3_needs_fact"),
            (kind, _) => (rule_of(kind), usual_key(kind)),
        }
    };
    let moment = [Some(window.opens), Some(window.due), window.last_call, window.closes]
        .into_iter()
        .flatten()
        .find(|at| *at > now)
        .unwrap_or(window.due);
    let name = about.person.and_then(|person| planner.history.people.get(&person)).map(|record| &record.person.name);
    let name = name.unwrap_or(&planner.record.opportunity.company);
    Reason::new(rule, Message::new(key).text(name.clone()).moment(moment))
}

const fn rule_of(kind: FollowUpKind) -> Rule {
    match kind {
        FollowUpKind::Notes => Rule::N1,
        FollowUpKind::ThankYou => Rule::T2,
        FollowUpKind::HandwrittenNote => Rule::T12,
        FollowUpKind::Connect => Rule::L1,
        FollowUpKind::CheckIn => Rule::F2,
        FollowUpKind::Letter | FollowUpKind::Clipping => Rule::F3,
        FollowUpKind::Call => Rule::F4,
        FollowUpKind::Reference => Rule::F7,
        FollowUpKind::Withdrawal => Rule::T14,
        FollowUpKind::RejectionReply => Rule::T11,
        FollowUpKind::LetGo => Rule::W2,
    }
}

const fn usual_key(kind: FollowUpKind) -> &'static str {
    match kind {
        FollowUpKind::Notes => "reason_N1_notes",
        FollowUpKind::ThankYou => "reason_T2_open",
        FollowUpKind::HandwrittenNote => "reason_T12_handwritten",
        FollowUpKind::Connect => "reason_L1_connect",
        FollowUpKind::CheckIn => "reason_F2_check_in",
        FollowUpKind::Letter => "reason_F3_letter",
        FollowUpKind::Clipping => "reason_F3_clipping",
        FollowUpKind::Call => "reason_F4_call",
        FollowUpKind::Reference => "reason_F7_reference",
        FollowUpKind::Withdrawal => "reason_T14_withdrawal",
        FollowUpKind::RejectionReply => "reason_T11_rejection",
        FollowUpKind::LetGo => "reason_W2_let_go",
    }
}
