//! The sites for which the user may be asked: LinkedIn, the webmails that we know, a webmail of their own.

use crate::browser::page;
use crate::capture::sites::Sites;

const LINKEDIN_HOST: &str = "https://www.linkedin.com/*";
/// A build that may ask for these may ask for any address.
const ANYWHERE: [&str; 3] = ["https://*/*", "*://*/*", "<all_urls>"];

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskableSite {
    /// "linkedin", "gmail", …
    pub key: String,
    /// As the user knows it.
    pub name: String,
    /// Match patterns, asked for together.
    pub hosts: Vec<String>,
}

impl AskableSite {
    pub fn is_linkedin(&self) -> bool {
        self.key == "linkedin"
    }
}

fn linkedin() -> AskableSite {
    AskableSite { key: "linkedin".into(), name: "LinkedIn".into(), hosts: vec![LINKEDIN_HOST.into()] }
}

/// Those of the known sites that this build may ask for, LinkedIn first.
pub fn askable_sites() -> Vec<AskableSite> {
    let askable = page::askable_hosts();
    let webmails = Sites::shipped().unwrap_or_default().all.into_iter().map(|site| AskableSite {
        key: site.key,
        name: site.name,
        hosts: site.hosts,
    });
    std::iter::once(linkedin())
        .chain(webmails)
        .map(|site| AskableSite {
            hosts: site.hosts.into_iter().filter(|host| may_ask(&askable, host)).collect(),
            ..site
        })
        .filter(|site| !site.hosts.is_empty())
        .collect()
}

fn may_ask(askable: &[String], host: &str) -> bool {
    askable.iter().any(|pattern| pattern == host || ANYWHERE.contains(&pattern.as_str()))
}

/// Whether a webmail of the user's own can be asked for.
pub fn may_ask_own() -> bool {
    page::askable_hosts().iter().any(|pattern| ANYWHERE.contains(&pattern.as_str()))
}

/// The match pattern of an address that the user typed: "mail.example.org/roundcube" is `https://mail.example.org/*`.
pub fn own_pattern(address: &str) -> Option<String> {
    let address = address.trim();
    let address = if address.contains("://") { address.to_owned() } else { format!("https://{address}") };
    let url = web_sys::Url::new(&address).ok()?;
    let web = matches!(url.protocol().as_str(), "https:" | "http:");
    (web && !url.hostname().is_empty()).then(|| format!("{}//{}/*", url.protocol(), url.hostname()))
}
