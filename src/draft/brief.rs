use crate::model::{Applicant, Channel, FollowUpId, Impression, Interview, Notes, Opportunity, Person, Role};
use crate::model::{OpportunityId, PersonId};

/// All that a draft may draw on.
#[derive(Clone, Debug)]
pub struct Brief<'a> {
    pub follow_up: &'a FollowUpId,
    pub person: &'a Person,
    pub address: Address,
    pub role: Role,
    /// How it goes out: a check-in by telephone is a card to have at hand.
    pub channel: Channel,
    pub opportunity: Option<&'a Opportunity>,
    pub interview: Option<&'a Interview>,
    pub impression: Option<Impression>,
    /// About this person.
    pub notes: &'a Notes,
    /// About the whole interview.
    pub shared_notes: &'a Notes,
    pub place: Place,
    /// BCP 47 language: `en`, `de`, `fr`; others are drafted in English.
    pub language: &'a str,
    /// Rule F3: what is new since the last letter; may be empty.
    pub new_fact: &'a str,
    pub applicant: &'a Applicant,
    /// Characters at most, for a channel that has a limit (rule L1).
    pub limit: Option<usize>,
}

/// How somebody may be addressed. Each may be empty: unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// The user's own wording: "Dr. Weiss", "Frau Weiss", "Liebe Anna".
    pub own: String,
    /// The given name, or what people go by.
    pub casual: String,
    /// With the honorific that the name carries, else the whole name: "Dr. Weiss", "Anna Weiss".
    pub formal: String,
}

/// Where somebody stands among those who are written to, so that no two of them get the same wording.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Counted from 0 over the opportunity's interviews.
    pub index: usize,
    /// People in this one interview; shared notes are dealt out among them.
    pub of: usize,
    /// Shifts the wordings, so that another opportunity starts with another one.
    pub seed: u64,
}

impl Place {
    /// `interviews`: those of the opportunity, earliest first, up to and including the one that is followed up.
    pub fn in_panel(person: PersonId, opportunity: Option<OpportunityId>, interviews: &[&Interview]) -> Self {
        let seed = opportunity.map_or(0, |id| mixed(id.0.as_u128()));
        let Some((this, earlier)) = interviews.split_last() else { return Self::alone(person, seed) };
        let before: usize = earlier.iter().map(|interview| interview.participants.len()).sum();
        let mut people: Vec<(u64, PersonId)> =
            this.participants.iter().map(|p| (mixed(p.person.0.as_u128()), p.person)).collect();
        people.sort_unstable();
        people.dedup();
        people.iter().position(|(_, id)| *id == person).map_or(Self::alone(person, seed), |rank| Self {
            index: before + rank,
            of: people.len(),
            seed,
        })
    }

    fn alone(person: PersonId, seed: u64) -> Self {
        Self { index: 0, of: 1, seed: seed ^ mixed(person.0.as_u128()) }
    }

    /// Which of `n` wordings.
    pub fn pick(self, n: usize) -> usize {
        let n = u64::try_from(n).unwrap_or(1).max(1);
        let index = u64::try_from(self.index).unwrap_or_default();
        usize::try_from((self.seed % n + index) % n).unwrap_or_default()
    }
}

/// FNV-1a: the same on every machine and for ever.
fn mixed(id: u128) -> u64 {
    id.to_le_bytes()
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}
