//! Ordinary case for names that were shouted or whispered.

use super::Name;
use super::words;

/// How to set the parts of one name: only a name wholly in one case is touched.
pub struct Tidy {
    active: bool,
}

impl Tidy {
    pub fn of(name: &Name) -> Self {
        let letters = || {
            [&name.given, &name.middle, &name.family]
                .into_iter()
                .flat_map(|part| part.chars())
                .filter(|c| c.is_alphabetic())
        };
        let one_case = letters().all(char::is_uppercase) || letters().all(char::is_lowercase);
        Self { active: one_case && letters().count() > 2 }
    }

    pub fn name(&self, part: &str) -> String {
        // A family name alone may be in capitals by custom: `Jean DUPONT`.
        let shouted = part.chars().filter(|c| c.is_alphabetic()).count() > 2
            && part.chars().all(|c| !c.is_alphabetic() || c.is_uppercase());
        if !self.active && !shouted {
            return part.to_owned();
        }
        part.split(' ').map(word).collect::<Vec<_>>().join(" ")
    }

    pub fn particle(&self, part: &str) -> String {
        if self.active { part.to_lowercase() } else { part.to_owned() }
    }
}

fn word(word: &str) -> String {
    if words::is_generation(word) && !word.contains('.') {
        return word.to_uppercase();
    }
    let mut out = String::with_capacity(word.len());
    let mut start = true;
    for c in word.chars() {
        if start {
            out.extend(c.to_uppercase());
        } else {
            out.extend(c.to_lowercase());
        }
        let part = out.rsplit('-').next().unwrap_or_default();
        let opened = matches!(part, "Mc" | "O'" | "D'" | "O’" | "D’");
        start = opened || matches!(c, '-' | '.' | '‐' | '‑');
    }
    out
}
