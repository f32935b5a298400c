use super::PersonId;
use serde::{Deserialize, Serialize};

/// Somebody the user spoke with, as the user confirmed them. Texts may be empty: unknown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    pub id: PersonId,
    pub name: String,
    /// How to greet, when the user wants it otherwise than derived from the name ("Dr. Weiss").
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub greeting: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub company: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub location: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub emails: Vec<EmailAddress>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phones: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub linkedin: Option<ProfileSlug>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub postal_address: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub website: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub motivator: Option<Motivator>,
    /// Rule C1: what they asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub preferred_channel: Option<Channel>,
}

impl Person {
    pub fn new(id: PersonId, name: impl Into<String>) -> Self {
        Self {
            id,
            name: name.into(),
            greeting: String::new(),
            title: String::new(),
            company: String::new(),
            location: String::new(),
            emails: Vec::new(),
            phones: Vec::new(),
            linkedin: None,
            postal_address: String::new(),
            website: String::new(),
            motivator: None,
            preferred_channel: None,
        }
    }

    /// The address to write to: a checked one before an unchecked one (rule N2).
    pub fn email(&self) -> Option<&str> {
        self.emails.iter().find(|e| e.checked).or(self.emails.first()).map(|e| e.address.as_str())
    }

    /// Takes over from another record of the same person what this one lacks; what it says itself stays.
    pub fn complete_from(&mut self, other: &Person) {
        let fill = |own: &mut String, other: &String| {
            if own.trim().is_empty() {
                own.clone_from(other);
            }
        };
        fill(&mut self.name, &other.name);
        fill(&mut self.greeting, &other.greeting);
        fill(&mut self.title, &other.title);
        fill(&mut self.company, &other.company);
        fill(&mut self.location, &other.location);
        fill(&mut self.postal_address, &other.postal_address);
        fill(&mut self.website, &other.website);
        for email in &other.emails {
            match self.emails.iter_mut().find(|own| own.address.eq_ignore_ascii_case(&email.address)) {
                Some(own) => own.checked |= email.checked,
                None => self.emails.push(email.clone()),
            }
        }
        for phone in &other.phones {
            if !self.phones.contains(phone) {
                self.phones.push(phone.clone());
            }
        }
        self.linkedin = self.linkedin.take().or_else(|| other.linkedin.clone());
        self.motivator = self.motivator.or(other.motivator);
        self.preferred_channel = self.preferred_channel.or(other.preferred_channel);
    }

    pub fn has_address(&self, address: &str) -> bool {
        self.emails.iter().any(|e| e.address.eq_ignore_ascii_case(address.trim()))
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmailAddress {
    pub address: String,
    /// Rule N2: the user compared it with the card.
    #[serde(default)]
    pub checked: bool,
}

/// The slug of `linkedin.com/in/<slug>`, lower case: the key of a profile, whatever host, path or query it came with.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ProfileSlug(String);

impl ProfileSlug {
    /// Takes a slug, percent-encoded or not; `None` when nothing is left of it.
    pub fn new(slug: &str) -> Option<Self> {
        let slug = decoded(slug.trim().trim_matches('/')).to_lowercase();
        let fits =
            !slug.is_empty() && !slug.contains(['/', '?', '#', ' ', '<', '>', '"']) && !slug.contains(char::is_control);
        fits.then_some(Self(slug))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn url(&self) -> String {
        format!("https://www.linkedin.com/in/{}/", self.0)
    }
}

/// Text whose `%XX` are UTF-8 bytes; what is no UTF-8 after that stays as it was.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let digit =
            |at: usize| tail.get(at).and_then(|d| char::from(*d).to_digit(16)).and_then(|d| u8::try_from(d).ok());
        match (first, digit(0), digit(1)) {
            (b'%', Some(high), Some(low)) => {
                bytes.push(high * 16 + low);
                rest = tail.get(2..).unwrap_or_default();
            }
            _ => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// Rule T6: what somebody is to the opportunity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    Recruiter,
    HiringManager,
    Peer,
    Executive,
    #[default]
    Other,
}

/// Rule T7: what the reader of a note wants from a new colleague.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Motivator {
    SaveMoney,
    EarnMoney,
    SaveReputation,
    EarnReputation,
}

/// How a follow-up reaches somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Channel {
    Email,
    Letter,
    Telephone,
    Linkedin,
    /// How something was done, never how it is planned: no visit is suggested (rule F1).
    InPerson,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_profile_has_one_slug_however_its_address_is_written() {
        let slug = |text| ProfileSlug::new(text).map(|s| s.as_str().to_owned());
        for text in ["Ada-Quill-91b2", "/ada-quill-91b2/", "ada%2Dquill%2d91b2"] {
            assert_eq!(slug(text).as_deref(), Some("ada-quill-91b2"), "{text}");
        }
        assert_eq!(slug("zo%C3%AB-fern"), slug("ZOË-Fern"));
        assert_eq!(slug("100%-fern").as_deref(), Some("100%-fern"));
        assert_eq!(slug("%ff-fern").as_deref(), Some("%ff-fern"));
        for text in ["", "/", "a%2Fb", "a%20b", "a%00b", "a?b"] {
            assert_eq!(slug(text), None, "{text}");
        }
    }
}
