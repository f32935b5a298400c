use super::{Reason, planner::plan};
use crate::model::{FollowUpId, FollowUpKind, History, Message, OpportunityId, PersonId, Rule, Stage};
use jiff::Timestamp;

/// What speaks against writing to somebody now, whatever the text says; empty: nothing does.
///
/// Rule T3: the interview with them is not over. Rule F1: they were thanked, have not answered and nothing is due, so
/// that a further letter could only ask "did I get it?". Rule F3: a further letter is due but there is no new fact.
pub fn writing_guards(history: &History, person: PersonId, now: Timestamp) -> Vec<Reason> {
    let Some(record) = history.people.get(&person) else { return Vec::new() };
    let say = |rule, key| Reason::new(rule, Message::new(key).text(record.person.name.clone()));
    let with_them: Vec<_> = history.interviews_with(person).into_iter().filter(|record| !record.cancelled).collect();
    let mut opportunities: Vec<_> = with_them.iter().map(|record| record.interview.opportunity).collect();
    opportunities.sort_unstable();
    opportunities.dedup();
    let plans: Vec<_> = opportunities.into_iter().filter_map(|id| plan(history, id, now)).collect();
    let theirs = || plans.iter().flat_map(|plan| &plan.steps).filter(|step| step.person == Some(person));
    if let Some(letter) = theirs().find(|step| step.is_actionable() && step.needs_new_fact) {
        return vec![letter.reason.clone()];
    }
    let writable = |kind| !matches!(kind, FollowUpKind::Notes | FollowUpKind::Connect | FollowUpKind::LetGo);
    if theirs().any(|step| step.is_actionable() && writable(step.id.kind)) {
        return Vec::new();
    }
    let ahead = with_them.iter().find(|record| record.ended_at() > now);
    if let Some(ahead) = ahead {
        let reason = say(Rule::T3, "reason_T3_too_early");
        let message = reason.message.moment(ahead.ended_at());
        return vec![Reason { message, ..reason }];
    }
    let Some(last) = with_them.last().map(|record| &record.interview) else { return Vec::new() };
    let thanks = FollowUpId::per_participant(FollowUpKind::ThankYou, last.opportunity, last.id, person);
    let Some(sent) = history.done.get(&thanks).map(|done| done.at) else { return Vec::new() };
    let answered = history.opportunities.get(&last.opportunity).is_some_and(|record| {
        record.replies.iter().any(|(at, from)| *at >= sent && from.is_none_or(|from| from == person))
    });
    if answered { Vec::new() } else { vec![say(Rule::F1, "reason_F1_only_asking")] }
}

/// What speaks against removing an opportunity with its notes and documents. Rule N4: they are kept until a job, this one
/// or another, was offered and accepted. `None`: nothing does; it is the time to offer an export and a clean-up.
pub fn removal_guard(history: &History, opportunity: OpportunityId) -> Option<Reason> {
    let record = history.opportunities.get(&opportunity)?;
    if has_accepted(history) {
        return None;
    }
    let noted = |id| history.interviews_of(id).iter().any(|record| record.notes_at.is_some());
    let holds_anything = !record.documents.is_empty() || noted(opportunity);
    let message = Message::new("reason_N4_keep").text(record.opportunity.company.clone());
    holds_anything.then(|| Reason::new(Rule::N4, message))
}

/// The same for a person, whose card and notes are kept as long. `None`: nothing speaks against it, for instance because
/// no interview ever brought them and the user together.
pub fn person_removal_guard(history: &History, person: PersonId) -> Option<Reason> {
    let record = history.people.get(&person)?;
    let met = history.interviews_with(person).into_iter().any(|record| !record.cancelled);
    let message = Message::new("reason_N4_keep_person").text(record.person.name.clone());
    (met && !has_accepted(history)).then(|| Reason::new(Rule::N4, message))
}

fn has_accepted(history: &History) -> bool {
    history.opportunities.values().any(|record| record.stage == Stage::Accepted)
}
