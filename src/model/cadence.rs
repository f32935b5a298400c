use super::{Channel, FollowUpKind, Role};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CadenceId(pub String);

impl CadenceId {
    pub fn considerate() -> Self {
        Self("considerate".into())
    }

    pub fn persistent() -> Self {
        Self("persistent".into())
    }
}

impl Default for CadenceId {
    fn default() -> Self {
        Self::considerate()
    }
}

/// Which steps follow an interview, and when. Data: the two built-in ones are files, the user may copy and edit them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cadence {
    pub id: CadenceId,
    pub name: String,
    pub steps: Vec<StepRule>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepRule {
    pub kind: FollowUpKind,
    /// Counts from 1 where a kind repeats; else 0.
    #[serde(default)]
    pub number: u8,
    pub timing: StepTiming,
    /// Whom it goes to; empty: everybody who took part.
    #[serde(default)]
    pub roles: Vec<Role>,
    #[serde(default)]
    pub channel: Option<Channel>,
}

/// When a step opens, falls due and closes, counted from `from`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct StepTiming {}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CadenceError {}
