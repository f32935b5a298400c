//! Personal names: their parts, how to greet their bearer, and whether a text names a person at all.
//!
//! Parts keep the spelling of the text they were read from; [`Name::display`] and [`greeting`] set shouted or
//! whispered names (`JANE DOE`, `jane doe`) in ordinary case.

mod case;
mod clean;
mod eastern;
mod fold;
mod greeting;
mod kind;
mod same;
mod western;
mod words;

pub use clean::clean;
pub use fold::{fold, is_invisible};
pub use greeting::{Formality, greeting};
pub use kind::{Kind, Verdict, is_person};
pub use same::same_person_likely;

pub(crate) use words::{is_company_word, is_given_name, is_legal_form, is_suffix};

/// Longer texts are no names; reading stops there, so that hostile input costs nothing.
pub const LONGEST: usize = 300;

/// A name cut into parts. A part that the text does not have is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name {
    /// Everything that stands before the name: `Prof. Dr.`, `Mr. and Mrs.`, `Sir`.
    pub honorific: String,
    pub given: String,
    /// Further given names and initials between `given` and the family name.
    pub middle: String,
    /// What opens the family name and is often written small: `van der`, `de la`.
    pub particle: String,
    /// Family name without its particle.
    pub family: String,
    /// Generation, degrees and memberships: `Jr., PhD`; East Asian forms of address: `さん`.
    pub suffix: String,
    pub nickname: String,
    /// Name at birth, given with `née`, `geb.` and the like.
    pub maiden: String,
    pub order: Order,
}

/// The order in which the bearer's names are said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    #[default]
    GivenFirst,
    /// Chinese, Japanese and Korean names in their own scripts. A Western name that merely was written
    /// `Family, Given` is still said given name first.
    FamilyFirst,
}

impl Name {
    /// The family name with its particle: `van der Berg`.
    pub fn family_full(&self) -> String {
        join(&[&self.particle, &self.family])
    }

    /// The name without honorific and suffix, in the order it is said, in ordinary case.
    pub fn display(&self) -> String {
        let tidy = case::Tidy::of(self);
        match self.order {
            Order::FamilyFirst => join(&[&self.family, &self.given]),
            Order::GivenFirst => join(&[
                &tidy.name(&self.given),
                &tidy.name(&self.middle),
                &tidy.particle(&self.particle),
                &tidy.name(&self.family),
            ]),
        }
    }

    /// One or two letters for an avatar: given and family name, without the particle.
    /// East Asian names give the first sign of the family name.
    pub fn initials(&self) -> String {
        let first = |text: &str| text.chars().find(|c| c.is_alphanumeric());
        if self.order == Order::FamilyFirst {
            return first(&self.family).or(first(&self.given)).into_iter().collect();
        }
        [&self.given, &self.family].into_iter().filter_map(|part| first(part)).flat_map(char::to_uppercase).collect()
    }

    pub fn is_empty(&self) -> bool {
        self.given.is_empty() && self.family.is_empty() && self.nickname.is_empty()
    }
}

/// Cuts a name into parts. Never fails: what cannot be told apart stays together, and of a text longer than
/// [`LONGEST`] bytes nothing is read.
pub fn parse(text: &str) -> Name {
    if text.len() > LONGEST {
        return Name::default();
    }
    let text = clean::without_noise(text);
    if eastern::is_eastern(&text) { eastern::parse(&text) } else { western::parse(&text) }
}

/// Joins what is not empty by single spaces.
fn join(parts: &[&str]) -> String {
    parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod greetings;
#[cfg(test)]
mod tests;
