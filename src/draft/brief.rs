use crate::model::{Applicant, FollowUpId, Impression, Interview, Notes, Opportunity, Person, Role};

/// All that a draft may draw on.
#[derive(Clone, Debug)]
pub struct Brief<'a> {
    pub follow_up: &'a FollowUpId,
    pub person: &'a Person,
    /// How to greet: "Jane", "Dr. Weiss".
    pub greeting: String,
    pub role: Role,
    pub opportunity: Option<&'a Opportunity>,
    pub interview: Option<&'a Interview>,
    pub impression: Option<Impression>,
    pub notes: Notes,
    /// BCP 47 primary subtag: `en`, `de`, `fr`.
    pub language: &'a str,
    /// Rule F3: what is new since the last letter; may be empty.
    pub new_fact: &'a str,
    pub applicant: &'a Applicant,
    /// Characters at most, for a channel that has a limit (rule L1).
    pub limit: Option<usize>,
}
