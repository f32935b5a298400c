//! Several weak signs make one strong one: candidates for a field, each with the kinds of evidence for it.

use super::site::fold;
use crate::capture::reading::{Certainty, Field, Source};

/// The lead that leaves no doubt.
const MARGIN: u32 = 3;

/// Evidence for one field. Values that `same` takes for one are counted together, each kind of evidence once.
#[derive(Debug)]
pub struct Evidence<K> {
    candidates: Vec<Candidate<K>>,
    same: fn(&str, &str) -> bool,
}

#[derive(Debug)]
struct Candidate<K> {
    /// As written by the heaviest evidence.
    value: String,
    heaviest: u32,
    kinds: Vec<K>,
    weight: u32,
}

impl<K: Copy + PartialEq> Evidence<K> {
    pub fn new(same: fn(&str, &str) -> bool) -> Self {
        Self { candidates: Vec::new(), same }
    }

    pub fn add(&mut self, kind: K, weight: u32, value: &str) {
        // The commas of a list that each value stood in.
        let value = value.trim_end_matches([' ', ',', ';', '·']).trim_start();
        if value.is_empty() || value.contains('*') {
            return;
        }
        let same = self.same;
        let Some(candidate) = self.candidates.iter_mut().find(|c| same(&c.value, value)) else {
            self.candidates.push(Candidate { value: value.to_owned(), heaviest: weight, kinds: vec![kind], weight });
            return;
        };
        if weight > candidate.heaviest {
            value.clone_into(&mut candidate.value);
            candidate.heaviest = weight;
        }
        if !candidate.kinds.contains(&kind) {
            candidate.kinds.push(kind);
            candidate.weight += weight;
        }
    }

    pub fn is_empty(&self) -> bool {
        self.candidates.is_empty()
    }

    /// Every value, the best first.
    pub fn values(&self) -> Vec<String> {
        self.ranked().into_iter().map(|c| c.value.clone()).collect()
    }

    fn ranked(&self) -> Vec<&Candidate<K>> {
        let mut ranked: Vec<&Candidate<K>> = self.candidates.iter().collect();
        ranked.sort_by_key(|c| std::cmp::Reverse((c.weight, c.heaviest)));
        ranked
    }

    /// The field: empty if nothing reaches `least`, or if another candidate has as much for it, or nearly as much of
    /// several kinds.
    pub fn field(&self, least: u32) -> Field {
        let ranked = self.ranked();
        let mut field = Field::default();
        let Some(best) = ranked.first().filter(|c| c.weight >= least) else { return field };
        let rival = ranked.get(1).map_or(0, |c| c.weight);
        let several = ranked.get(1).is_some_and(|c| c.kinds.len() >= 2);
        if rival == best.weight || (several && best.weight < rival + MARGIN) {
            return field;
        }
        let certainty = match best.kinds.len() {
            2.. if best.weight >= rival + MARGIN => Certainty::Sure,
            _ if best.weight >= 3 => Certainty::Likely,
            _ => Certainty::Doubtful,
        };
        field.push(best.value.clone(), Source::LinkedinProfile, certainty);
        for other in ranked.iter().skip(1).filter(|c| c.weight >= least) {
            field.push(other.value.clone(), Source::LinkedinProfile, Certainty::Doubtful);
        }
        field
    }
}

pub fn same_text(a: &str, b: &str) -> bool {
    fold(a) == fold(b)
}

/// "Lyon, France" and "Lyon, Auvergne-Rhône-Alpes, France": one names all that the other does.
pub fn same_place(a: &str, b: &str) -> bool {
    let (a, b) = (fold(a), fold(b));
    let all_in =
        |short: &str, long: &str| !short.is_empty() && short.split(' ').all(|w| long.split(' ').any(|l| l == w));
    all_in(&a, &b) || all_in(&b, &a)
}

/// "Acme" and "Acme Europe" (one is how the other begins), "Acme, Inc." and "Acme, Japan" (the same up to the comma).
pub fn same_organisation(a: &str, b: &str) -> bool {
    let head = |name: &str| fold(name.split([',', '(']).next().unwrap_or_default());
    let (head_a, head_b) = (head(a), head(b));
    if !head_a.is_empty() && head_a == head_b {
        return true;
    }
    let (a, b) = (fold(a), fold(b));
    let begins = |long: &str, short: &str| {
        !short.is_empty() && long.strip_prefix(short).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    begins(&a, &b) || begins(&b, &a)
}
