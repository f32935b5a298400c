//! What a source says about a person, before the user has confirmed any of it.
//!
//! Every value carries where it came from and how sure we are. When in doubt a field stays empty: a wrong name is
//! worse than none.

use serde::{Deserialize, Serialize};

/// Where a value was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Source {
    LinkedinProfile,
    /// The sender or a recipient in the headers of an open mail.
    MailHeader,
    Signature,
    /// An organiser or attendee of an iCalendar event (RFC 5545).
    Invite,
    /// RFC 6350 and its predecessors.
    Vcard,
    /// Running text, such as a date in a mail's body.
    Text,
    /// Typed or corrected by the user.
    User,
}

/// How sure the reader is. `Sure`: proven by the page itself, for instance by the profile's own address. `Likely`: the
/// usual place, nothing contradicts it. `Doubtful`: a guess that the user should look at first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Certainty {
    Doubtful,
    Likely,
    Sure,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    pub value: String,
    pub source: Source,
    pub certainty: Certainty,
}

/// One field of a reading: candidates, best first. Empty means that nothing trustworthy was found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Field {
    pub candidates: Vec<Candidate>,
}

impl Field {
    pub fn of(value: impl Into<String>, source: Source, certainty: Certainty) -> Self {
        let mut field = Self::default();
        field.push(value, source, certainty);
        field
    }

    /// Adds a candidate behind those at least as certain; a repeated value and an empty one are dropped.
    pub fn push(&mut self, value: impl Into<String>, source: Source, certainty: Certainty) {
        let value = value.into();
        if value.trim().is_empty() || self.candidates.iter().any(|c| c.value == value) {
            return;
        }
        let place = self.candidates.iter().take_while(|c| c.certainty >= certainty).count();
        self.candidates.insert(place, Candidate { value, source, certainty });
    }

    pub fn best(&self) -> Option<&Candidate> {
        self.candidates.first()
    }

    pub fn value(&self) -> Option<&str> {
        self.best().map(|c| c.value.as_str())
    }

    pub fn is_empty(&self) -> bool {
        self.candidates.is_empty()
    }
}

/// What LinkedIn shows of the tie between the signed-in member and the subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Degree {
    Own,
    First,
    Second,
    Third,
}

/// One person as a source shows them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PersonReading {
    pub name: Field,
    pub headline: Field,
    pub title: Field,
    pub company: Field,
    pub location: Field,
    /// The lower-case slug of `linkedin.com/in/<slug>`: the key of a profile.
    pub linkedin: Field,
    pub email: Field,
    pub phone: Field,
    pub website: Field,
    pub postal_address: Field,
    /// The page offers to invite this very person.
    pub connect_offered: bool,
    pub degree: Option<Degree>,
}

/// What a page holds. Exactly one of these; a reader never guesses between them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Reading {
    Profile {
        person: Box<PersonReading>,
    },
    /// The address names a member whose card is not on the page yet, or still shows somebody else.
    Loading,
    /// No person can be read here.
    Nothing {
        reason: NothingReason,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NothingReason {
    /// A site or page kind that we do not read.
    NotAProfile,
    /// LinkedIn asks to sign in first.
    LoginWall,
    /// A guest view that hides the member's name.
    Masked,
}
