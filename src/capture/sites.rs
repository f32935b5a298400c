//! What is peculiar to each webmail, as data: one file of `sites/` per program, each table with the month it was last
//! seen true. Adding a webmail is adding a file.
//!
//! Every list of selectors is in order of trust: the first one that matches counts.

use serde::{Deserialize, Serialize};

include!(concat!(env!("OUT_DIR"), "/sites.rs"));

/// What a file of `sites/` describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SiteKind {
    Webmail,
}

/// One webmail program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Site {
    pub kind: SiteKind,
    /// The file's name without its ending; set by the loader.
    #[serde(default)]
    pub key: String,
    /// As the user knows it.
    pub name: String,
    /// Match patterns of the addresses it is served from (`https://mail.example.org/*`); empty for programs that
    /// people host themselves.
    pub hosts: Vec<String>,
    /// Selectors of which any one shows that a page is this program, whatever its address.
    #[serde(default)]
    pub detect: Vec<String>,
    pub reading: Option<ReadingPlaces>,
    pub compose: Option<ComposePlaces>,
}

/// Where the parts of an open message are. `sender`, `recipients`, `cc`, `date`, `body` and `attachments` are looked
/// for inside `message` first; `subject` in the whole page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ReadingPlaces {
    /// `YYYY-MM` of the page or the maintained code that these were taken from; empty where there is neither, only
    /// reports.
    pub seen: String,
    pub message: Vec<String>,
    pub sender: Vec<String>,
    pub recipients: Vec<String>,
    pub cc: Vec<String>,
    /// Attributes of a person's element (or of one inside it) that hold the address.
    pub address_attribute: Vec<String>,
    /// Stands before the address in the attribute.
    pub address_prefix: String,
    pub name_attribute: Vec<String>,
    pub subject: Vec<String>,
    pub date: Vec<String>,
    /// Attributes that hold the full date; otherwise the element's text does.
    pub date_attribute: Vec<String>,
    pub body: Vec<String>,
    /// Links or elements of attachments, among which a calendar file may be.
    pub attachments: Vec<String>,
    /// Only in the rules for any webmail.
    #[serde(skip_serializing_if = "HeaderLabels::is_empty")]
    pub labels: HeaderLabels,
}

/// Words that stand before the parts of a message's header, in lower case and without a colon.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct HeaderLabels {
    pub from: Vec<String>,
    pub to: Vec<String>,
    pub cc: Vec<String>,
    pub date: Vec<String>,
    pub subject: Vec<String>,
    /// Before people who are neither sender nor recipients.
    pub other: Vec<String>,
}

impl HeaderLabels {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Where the parts of a message being written are. All but `root` are looked for inside the root.
///
/// `to`, `cc` and `bcc` match either a form control, whose value is the comma-separated list, or a container of
/// `chips`. Where the three bear no names, `in_order` matches them as first, second and third. When a selector of
/// `subject` matches several elements, the last one counts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ComposePlaces {
    /// `YYYY-MM` of the page or the maintained code that these were taken from.
    pub seen: String,
    /// The nearest such ancestor of the body, or of the frame that holds the body.
    pub root: Vec<String>,
    pub to: Vec<String>,
    pub cc: Vec<String>,
    pub bcc: Vec<String>,
    pub in_order: Vec<String>,
    pub chips: Vec<String>,
    /// Attributes of a chip (or of an element inside it) that hold the address.
    pub address_attribute: Vec<String>,
    /// Stands before the address in the attribute.
    pub address_prefix: String,
    pub name_attribute: Vec<String>,
    /// Elements of a chip whose text is the name, the address, or `Name <address>`.
    pub chip_text: Vec<String>,
    /// Where a recipient is typed; without any, the controls of `to`.
    pub typing: Vec<String>,
    pub subject: Vec<String>,
    pub body: Vec<String>,
    /// Frames that hold the editor; then `frame_body`, or `body` where that is empty, is looked for in the frame.
    pub body_frame: Vec<String>,
    pub frame_body: Vec<String>,
    /// What the program itself puts into the body: a signature, a quotation and what brings it in.
    pub not_own: Vec<String>,
    /// The list of attached files, there also while it is empty; one `li` a file.
    pub attachments: Vec<String>,
    pub send: Vec<String>,
    /// What opens other ways to send: a menu beside the button, an entry that leads to a choice of times. Only something
    /// chosen in a menu or dialog after that counts as sending.
    pub send_menu: Vec<String>,
    /// Keys that send: `mod+enter` (Ctrl or Cmd), `alt+s`.
    pub shortcuts: Vec<String>,
    /// Appears when the message was accepted, where the program says so in the page.
    pub sent: Vec<String>,
    /// Appears when the message was refused.
    pub failed: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SiteError {
    #[error("site data `{key}` cannot be read: {message}")]
    Malformed { key: String, message: String },
}

/// All known webmails.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Sites {
    pub all: Vec<Site>,
}

/// The key of the rules for any webmail without a file of its own.
pub const GENERIC: &str = "generic";

impl Sites {
    /// The files that the product ships.
    ///
    /// # Errors
    /// [`SiteError::Malformed`] names the first file that is not as [`Site`] says.
    pub fn shipped() -> Result<Self, SiteError> {
        Self::parse(SHIPPED.iter().copied())
    }

    /// `files`: key and JSON text of each.
    ///
    /// # Errors
    /// [`SiteError::Malformed`] names the first file that is not as [`Site`] says.
    pub fn parse<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self, SiteError> {
        let all = files.into_iter().map(|(key, text)| parse(key, text)).collect::<Result<_, _>>()?;
        Ok(Self { all })
    }

    pub fn get(&self, key: &str) -> Option<&Site> {
        self.all.iter().find(|site| site.key == key)
    }

    /// The site that serves `url`, by its hosts alone.
    pub fn for_url(&self, url: &str) -> Option<&Site> {
        self.all.iter().find(|site| site.hosts.iter().any(|pattern| matches(pattern, url)))
    }

    /// The rules for any other webmail.
    pub fn generic(&self) -> Option<&Site> {
        self.get(GENERIC)
    }
}

fn parse(key: &str, text: &str) -> Result<Site, SiteError> {
    let mut site: Site = serde_json::from_str(text)
        .map_err(|error| SiteError::Malformed { key: key.to_owned(), message: error.to_string() })?;
    site.key = key.to_owned();
    Ok(site)
}

/// Match patterns of the form `scheme://host/*`; the host may begin with `*.`.
fn matches(pattern: &str, url: &str) -> bool {
    let Some((scheme, rest)) = pattern.split_once("://") else { return false };
    let Some((url_scheme, url_rest)) = url.split_once("://") else { return false };
    let host = rest.split('/').next().unwrap_or_default();
    let url_host = url_rest.split(['/', '?', '#']).next().unwrap_or_default();
    let url_host = url_host.split(':').next().unwrap_or_default();
    if scheme != "*" && !scheme.eq_ignore_ascii_case(url_scheme) {
        return false;
    }
    match host.strip_prefix("*.") {
        Some(parent) => {
            let (url_host, parent) = (url_host.to_ascii_lowercase(), parent.to_ascii_lowercase());
            url_host == parent || url_host.ends_with(&format!(".{parent}"))
        }
        None => host.eq_ignore_ascii_case(url_host),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_shipped_and_says_when_it_was_true() {
        let sites = Sites::shipped().unwrap();
        let files = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/src/capture/sites")).unwrap();
        let mut keys: Vec<_> = files
            .filter_map(|file| Some(file.ok()?.file_name().to_str()?.strip_suffix(".toml")?.to_owned()))
            .filter(|key| key != "linkedin")
            .collect();
        keys.sort();
        assert_eq!(sites.all.iter().map(|site| site.key.clone()).collect::<Vec<_>>(), keys);
        for site in &sites.all {
            let dates = [site.reading.as_ref().map(|r| &r.seen), site.compose.as_ref().map(|c| &c.seen)];
            for seen in dates.into_iter().flatten().filter(|seen| !seen.is_empty()) {
                let (year, month) = seen.split_once('-').unwrap();
                assert!((2010..2100).contains(&year.parse::<u32>().unwrap()), "{}: {seen}", site.key);
                assert!((1..=12).contains(&month.parse::<u32>().unwrap()), "{}: {seen}", site.key);
            }
        }
        assert!(sites.generic().is_some());
    }

    #[test]
    fn an_address_finds_its_site_and_look_alikes_do_not() {
        let sites = Sites::shipped().unwrap();
        let key = |url| sites.for_url(url).map(|site| site.key.as_str());
        assert_eq!(key("https://mail.google.com/mail/u/0/#inbox"), Some("gmail"));
        assert_eq!(key("https://outlook.office.com:443/mail/"), Some("outlook"));
        assert_eq!(key("http://mail.google.com/mail/"), None);
        assert_eq!(key("https://mail.google.com.example.org/"), None);
        assert_eq!(key("https://example.org/?https://mail.google.com/"), None);
    }

    #[test]
    fn a_misspelt_field_is_named() {
        let text = r#"{"kind":"webmail","name":"X","hosts":[],"reading":{"seen":"2026-01","sendr":[]}}"#;
        let error = Sites::parse([("x", text)]).unwrap_err();
        assert!(error.to_string().contains("sendr"), "{error}");
    }
}
