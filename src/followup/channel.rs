use super::{Reason, planner::About, planner::Planner};
use crate::model::{Channel, FollowUpId, FollowUpKind, Message, Rule};

/// How a step goes out, and why: what the user chose, what the kind of step is bound to, what they asked for (rule C1),
/// what suits the firm (rule C2).
pub(super) fn channel(planner: &Planner, id: &FollowUpId, about: &About) -> (Channel, Option<Reason>) {
    if let Some(chosen) = planner.history.channels.get(id) {
        return (*chosen, None);
    }
    match id.kind {
        FollowUpKind::Connect => return (Channel::Linkedin, None),
        FollowUpKind::HandwrittenNote => return (Channel::Letter, None),
        FollowUpKind::Call => return (Channel::Telephone, None),
        _ => {}
    }
    let usual = about.rule.channel;
    let person = about.person.and_then(|person| planner.history.people.get(&person)).map(|record| &record.person);
    let preferred = person.and_then(|person| person.preferred_channel);
    if let Some((preferred, person)) = preferred.zip(person)
        && !matches!(id.kind, FollowUpKind::Notes | FollowUpKind::LetGo)
    {
        let message = Message::new("reason_C1_preferred").text(person.name.clone());
        return (preferred, Some(Reason::new(Rule::C1, message)));
    }
    let suits = |key| Some(Reason::new(Rule::C2, Message::new(key)));
    let traditional = planner.record.opportunity.traditional;
    match (id.kind, usual) {
        (FollowUpKind::Notes | FollowUpKind::LetGo, usual) => (usual.unwrap_or(Channel::Email), None),
        (_, Some(usual)) => (usual, None),
        (FollowUpKind::ThankYou, None) if traditional => (Channel::Email, suits("reason_C2_traditional_thanks")),
        (FollowUpKind::Letter | FollowUpKind::Clipping, None) if traditional => {
            (Channel::Letter, suits("reason_C2_traditional"))
        }
        (FollowUpKind::CheckIn, None) if traditional => (Channel::Telephone, suits("reason_C2_traditional")),
        (_, None) => (Channel::Email, suits("reason_C2_email")),
    }
}
