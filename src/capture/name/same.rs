//! Whether two names may be one person's, for merging readings of several sources.

use super::fold::fold;
use super::{Name, parse};

/// True when both names, normalised, are equal; or when family names agree and given names do: the same, a common short
/// form (`Bill`, `William`), or an initial. One word alone is never enough, unless both are that word.
pub fn same_person_likely(a: &str, b: &str) -> bool {
    let (a, b) = (super::clean(a), super::clean(b));
    let (a, b) = (parse(&a), parse(&b));
    if a.is_empty() || b.is_empty() {
        return false;
    }
    let full = |name: &Name| key(&name.display());
    if full(&a) == full(&b) {
        return true;
    }
    let complete = |name: &Name| !name.given.is_empty() && !name.family.is_empty();
    if !complete(&a) || !complete(&b) {
        return false;
    }
    if key(&a.family_full()) != key(&b.family_full()) {
        return false;
    }
    // Middle names that begin with different letters are two people's.
    let middle = |name: &Name| key(&name.middle).chars().next();
    if matches!((middle(&a), middle(&b)), (Some(a), Some(b)) if a != b) {
        return false;
    }
    let (given_a, given_b) = (key(&a.given), key(&b.given));
    given_a == given_b || called(&a, &given_b) || called(&b, &given_a) || consistent(&a, &b)
}

/// Letters alone: hyphens, dots and apostrophes come and go.
fn key(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The nickname of one is the given name of the other.
fn called(name: &Name, given: &str) -> bool {
    !name.nickname.is_empty() && key(&name.nickname) == given
}

/// Short forms and initials, by the library's tables of nicknames.
fn consistent(a: &Name, b: &Name) -> bool {
    let read = |name: &Name| human_name::Name::parse(&name.display());
    matches!((read(a), read(b)), (Some(a), Some(b)) if a.consistent_with(&b))
}
