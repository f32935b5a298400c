use super::{Reason, planner::About, planner::Planner};
use crate::model::{Channel, FollowUpId, FollowUpKind, Message, Rule};

/// The ways among which the user can choose for one follow-up of this kind; fewer than two: there is no choice.
pub const fn channels_for(kind: FollowUpKind) -> &'static [Channel] {
    use Channel::{Email, Letter, Linkedin, Telephone};
    match kind {
        FollowUpKind::ThankYou | FollowUpKind::CheckIn | FollowUpKind::Withdrawal | FollowUpKind::RejectionReply => {
            &[Email, Letter, Telephone, Linkedin]
        }
        FollowUpKind::Letter | FollowUpKind::Clipping => &[Email, Letter, Linkedin],
        FollowUpKind::Reference => &[Telephone, Email],
        FollowUpKind::Connect => &[Linkedin],
        FollowUpKind::HandwrittenNote => &[Letter],
        FollowUpKind::Call => &[Telephone],
        FollowUpKind::Notes | FollowUpKind::LetGo => &[],
    }
}

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
    let firm = &planner.record.opportunity;
    // What the user says of the firm's taste weighs more than what its trade or the way of the résumé lets one guess.
    let mail = if firm.traditional {
        None
    } else if firm.resume_by_email {
        suits("reason_C2_resume_by_email")
    } else if firm.high_tech {
        suits("reason_C2_high_tech")
    } else {
        None
    };
    match id.kind {
        FollowUpKind::Notes | FollowUpKind::LetGo => (usual.unwrap_or(Channel::Email), None),
        FollowUpKind::CheckIn if mail.is_some() => (Channel::Email, mail),
        FollowUpKind::CheckIn if firm.traditional => (Channel::Telephone, suits("reason_C2_traditional")),
        FollowUpKind::Letter | FollowUpKind::Clipping if firm.traditional => {
            (Channel::Letter, suits("reason_C2_traditional"))
        }
        _ => match usual {
            Some(usual) => (usual, None),
            None if firm.traditional => (Channel::Email, suits("reason_C2_traditional_thanks")),
            None => (Channel::Email, mail.or_else(|| suits("reason_C2_email"))),
        },
    }
}
