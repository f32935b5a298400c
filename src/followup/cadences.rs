use crate::model::{Cadence, CadenceId, FollowUpKind, History, OpportunityId, Rule};
use std::sync::LazyLock;

static BUILTIN: LazyLock<Vec<Cadence>> = LazyLock::new(|| {
    [
        include_str!(concat!(env!("OUT_DIR"), "/src/followup/cadences/considerate.json")),
        include_str!(concat!(env!("OUT_DIR"), "/src/followup/cadences/persistent.json")),
    ]
    .iter()
    .filter_map(|text| serde_json::from_str(text).ok())
    .collect()
});

/// The cadences that come with the product: Considerate, the default, first.
pub fn builtin_cadences() -> &'static [Cadence] {
    &BUILTIN
}

/// The cadence that an opportunity follows: its own, else the user's. One that is unknown or doesn't hold the rules gives
/// way to Considerate.
pub fn cadence_of(history: &History, opportunity: OpportunityId) -> Option<&Cadence> {
    let own = history.opportunities.get(&opportunity).and_then(|record| record.opportunity.cadence.as_ref());
    find(history, own.unwrap_or(&history.settings.cadence)).or(BUILTIN.first())
}

/// The cadence that is followed where an opportunity names none.
pub fn default_cadence(history: &History) -> Option<&Cadence> {
    find(history, &history.settings.cadence).or(BUILTIN.first())
}

fn find<'a>(history: &'a History, id: &CadenceId) -> Option<&'a Cadence> {
    let edited = || history.cadences.get(id).filter(|cadence| cadence.validate().is_empty());
    BUILTIN.iter().find(|cadence| cadence.id == *id).or_else(edited)
}

/// The rules that a step of this kind stands on, the one that its prompt usually names first.
pub const fn rules_of(kind: FollowUpKind) -> &'static [Rule] {
    match kind {
        FollowUpKind::Notes => &[Rule::N1],
        FollowUpKind::ThankYou => &[Rule::T2, Rule::T1, Rule::T3],
        FollowUpKind::HandwrittenNote => &[Rule::T12],
        FollowUpKind::Connect => &[Rule::L1],
        FollowUpKind::CheckIn => &[Rule::F2, Rule::N3],
        FollowUpKind::Letter | FollowUpKind::Clipping => &[Rule::F3],
        FollowUpKind::Call => &[Rule::F4],
        FollowUpKind::Reference => &[Rule::F7],
        FollowUpKind::Withdrawal => &[Rule::T14],
        FollowUpKind::RejectionReply => &[Rule::T11],
        FollowUpKind::LetGo => &[Rule::W2],
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn built_in_cadences_hold_the_rules() {
        let names: Vec<_> = builtin_cadences().iter().map(|cadence| cadence.name.as_str()).collect();
        assert_eq!(names, ["Considerate", "Persistent"]);
        for cadence in builtin_cadences() {
            assert_eq!(cadence.validate(), []);
        }
    }
}
