//! The open message of a webmail: who wrote it to whom, about what, when, and what it says.
//!
//! Known programs are read by their site data, any other by what pages have in common. Nothing is read where no message
//! is open: the people of a list of messages are nobody's partners in a conversation.

mod body;
mod date;
mod elsewhere;
mod labels;
mod places;

use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

use super::dom::Dom;
use super::lines::plain;
use super::reading::{Certainty, Field, PersonReading, Source};
use super::sites::{GENERIC, Site, Sites};
use super::snapshot::Snapshot;

/// Someone in a message's header. The name may be empty, the address is not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correspondent {
    pub name: String,
    /// Lower case.
    pub address: String,
}

impl Correspondent {
    /// The name as the header shows it; the address is what the mail really bears.
    pub fn reading(&self) -> PersonReading {
        PersonReading {
            name: Field::of(self.name.as_str(), Source::MailHeader, Certainty::Likely),
            email: Field::of(self.address.as_str(), Source::MailHeader, Certainty::Sure),
            ..PersonReading::default()
        }
    }
}

/// When the message came, in the words of the page and, where they are plain, in the zone the page shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailDate {
    pub text: String,
    pub at: Option<DateTime>,
}

/// An address in the message with the words it stands under.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    pub text: String,
    pub url: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MailReading {
    /// Key of the site data it was read by; `generic` for other webmail.
    pub site: String,
    pub sender: Correspondent,
    pub recipients: Vec<Correspondent>,
    pub cc: Vec<Correspondent>,
    /// Empty where the page shows none.
    pub subject: String,
    pub date: Option<MailDate>,
    /// The visible lines, blank ones between paragraphs; quoted text has `> ` before it. Empty where the body is in
    /// another frame.
    pub body_text: String,
    /// Links of the message's own text: web addresses, mail addresses, telephone numbers.
    pub links: Vec<Link>,
    /// Attached calendar files.
    pub invites: Vec<Link>,
}

/// The message that is open on a page; of several in a thread, the last that shows its text. Nothing when none is.
pub fn read(page: &Snapshot, sites: &Sites) -> Option<MailReading> {
    let dom = Dom::new(page);
    let known = sites.for_url(&page.url).or_else(|| sites.all.iter().find(|site| places::detected(&dom, site)));
    let by_places = known.and_then(|site| Some((site, places::read(&dom, site.reading.as_ref()?, &page.lang)?)));
    let (site, mut reading): (&Site, MailReading) = match by_places {
        Some(found) => found,
        None => {
            let generic = sites.generic()?;
            (generic, elsewhere::read(&dom, generic.reading.as_ref()?, &page.lang)?)
        }
    };
    reading.site.clone_from(&site.key);
    if site.key != GENERIC && (reading.date.is_none() || reading.recipients.is_empty() || reading.body_text.is_empty())
    {
        // A program that has changed in part.
        let rules = sites.generic().and_then(|generic| generic.reading.as_ref());
        let seen = rules.and_then(|rules| elsewhere::read(&dom, rules, &page.lang));
        if let Some(seen) = seen.filter(|seen| seen.sender.address == reading.sender.address) {
            complete(&mut reading, seen);
        }
    }
    reading.recipients.retain(|person| person.address != reading.sender.address);
    reading.subject = plain(&reading.subject);
    if let Some(rules) = sites.generic().and_then(|generic| generic.reading.as_ref()) {
        reading.subject = labels::subject(&rules.labels, &reading.subject).to_owned();
    }
    for link in reading.invites.iter_mut().chain(&mut reading.links) {
        link.url = absolute(&page.url, &link.url).unwrap_or_default();
    }
    reading.invites.retain(|link| link.url.starts_with("http"));
    reading.links.retain(|link| !link.url.is_empty());
    Some(reading)
}

/// Fills in what is missing.
fn complete(reading: &mut MailReading, other: MailReading) {
    if reading.date.is_none() {
        reading.date = other.date;
    }
    if reading.recipients.is_empty() && reading.cc.is_empty() {
        reading.recipients = other.recipients;
    }
    if reading.body_text.is_empty() {
        reading.body_text = other.body_text;
        reading.links = other.links;
    }
}

/// The address that a link of the page leads to. Nothing for schemes that lead nowhere outside the page.
fn absolute(page: &str, link: &str) -> Option<String> {
    let link = link.trim();
    let scheme = link.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase()).unwrap_or_default();
    if matches!(scheme.as_str(), "http" | "https" | "mailto" | "tel") {
        return Some(link.to_owned());
    }
    let is_scheme =
        !scheme.is_empty() && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'));
    if is_scheme || link.is_empty() || link.starts_with('#') {
        return None;
    }
    let (page_scheme, rest) = page.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    let path = rest.get(host.len()..).and_then(|path| path.split(['?', '#']).next()).unwrap_or("/");
    if let Some(rest) = link.strip_prefix("//") {
        return Some(format!("{page_scheme}://{rest}"));
    }
    if link.starts_with('/') {
        return Some(format!("{page_scheme}://{host}{link}"));
    }
    if link.starts_with('?') {
        return Some(format!("{page_scheme}://{host}{path}{link}"));
    }
    let folder = path.rfind('/').and_then(|at| path.get(..=at)).unwrap_or("/");
    Some(format!("{page_scheme}://{host}{folder}{}", link.strip_prefix("./").unwrap_or(link)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_where_a_browser_would_go() {
        let page = "https://mail.example.org/app/list?x=1";
        let to = |link| absolute(page, link);
        assert_eq!(to("./?a=1").as_deref(), Some("https://mail.example.org/app/?a=1"));
        assert_eq!(to("?a=1").as_deref(), Some("https://mail.example.org/app/list?a=1"));
        assert_eq!(to("/x.ics").as_deref(), Some("https://mail.example.org/x.ics"));
        assert_eq!(to("//cdn.example/x.ics").as_deref(), Some("https://cdn.example/x.ics"));
        assert_eq!(to("javascript:alert(1)"), None);
        assert_eq!(to("JavaScript:alert(1)"), None);
        assert_eq!(to("#top"), None);
    }
}
