//! E-mail and web addresses in a line of text.

use std::ops::Range;

/// A piece of a line and where it stands, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub text: String,
    pub span: Range<usize>,
}

fn is_local(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '+' | '\'' | '&' | '=' | '~')
}

fn is_host(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '.' | '-')
}

/// E-mail addresses of a line, in order, without `mailto:`.
pub fn emails(line: &str) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut from = 0;
    for (at, _) in line.match_indices('@') {
        let (Some(before), Some(after)) = (line.get(from..at), line.get(at + 1..)) else {
            continue;
        };
        let local: usize = before.chars().rev().take_while(|c| is_local(*c)).map(char::len_utf8).sum();
        let host: usize = after.chars().take_while(|c| is_host(*c)).map(char::len_utf8).sum();
        let host = after.get(..host).unwrap_or_default().trim_end_matches(['.', '-']);
        let start = at - local;
        let local = line.get(start..at).unwrap_or_default();
        let trimmed = local.trim_start_matches(['.', '\'', '-', '=', '&']);
        let start = start + (local.len() - trimmed.len());
        let end = at + 1 + host.len();
        let top = host.rsplit('.').next().unwrap_or_default();
        if trimmed.is_empty() || !host.contains('.') || top.len() < 2 || !top.chars().all(char::is_alphabetic) {
            continue;
        }
        if let Some(text) = line.get(start..end) {
            found.push(Found { text: text.to_owned(), span: start..end });
            from = end;
        }
    }
    found
}

/// Endings of host names that are written without `www.` in signatures.
const TOP: &[&str] = &[
    "com",
    "org",
    "net",
    "edu",
    "gov",
    "io",
    "co",
    "ai",
    "app",
    "dev",
    "info",
    "biz",
    "eu",
    "fr",
    "de",
    "uk",
    "us",
    "ca",
    "ch",
    "at",
    "be",
    "nl",
    "lu",
    "es",
    "it",
    "pt",
    "pl",
    "cz",
    "se",
    "no",
    "dk",
    "fi",
    "ie",
    "au",
    "nz",
    "in",
    "jp",
    "cn",
    "br",
    "mx",
    "tech",
    "tv",
    "me",
    "pro",
    "jobs",
    "careers",
    "cloud",
    "agency",
    "studio",
    "group",
    "consulting",
    "paris",
    "berlin",
    "london",
    "bzh",
    "online",
    "shop",
    "health",
    "design",
    "law",
    "re",
    "ma",
    "tn",
    "example",
];

/// Web addresses of a line, in order: with a scheme, with `www.`, or a bare host name under a well-known ending.
/// Addresses of mails are none.
pub fn urls(line: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in line.char_indices().chain(std::iter::once((line.len(), ' '))) {
        let ends = c.is_whitespace()
            || matches!(c, '<' | '>' | '|' | '"' | '«' | '»' | '[' | ']' | '•' | '·' | ';' | '\t' | '，');
        match (start, ends) {
            (None, false) => start = Some(at),
            (Some(from), true) => {
                push_url(line, from, at, &mut found);
                start = None;
            }
            _ => {}
        }
    }
    found
}

fn push_url(line: &str, start: usize, end: usize, found: &mut Vec<Found>) {
    let Some(token) = line.get(start..end) else {
        return;
    };
    let lower = token.to_ascii_lowercase();
    // `Web:www.example.com` has its label glued on.
    let glued = ["http://", "https://", "www."].iter().filter_map(|scheme| lower.find(scheme)).min();
    let skip = glued.unwrap_or_else(|| token.len() - token.trim_start_matches(['(', '{', '*', '-', ',', ':']).len());
    if glued.is_none() && token.contains('@') {
        return;
    }
    let body = token
        .get(skip..)
        .unwrap_or_default()
        .trim_end_matches(['.', ',', ')', '}', ':', '!', '?', '*', '/', '-', '\'']);
    let host = body.split("://").last().unwrap_or_default().split(['/', '?', '#', ':']).next().unwrap_or_default();
    let host_ok = host.contains('.')
        && host.chars().all(is_host)
        && host.split('.').all(|label| !label.is_empty())
        && host.rsplit('.').next().is_some_and(|top| top.len() > 1 && !top.chars().any(|c| c.is_ascii_digit()));
    let known = || {
        let top = host.rsplit('.').next().unwrap_or_default().to_lowercase();
        TOP.contains(&top.as_str()) && host.split('.').next().is_some_and(|label| label.len() > 1)
    };
    if host_ok && (glued.is_some() || known()) {
        let from = start + skip;
        found.push(Found { text: body.to_owned(), span: from..from + body.len() });
    }
}

/// The host of a web address, small, without `www.`.
pub fn host(url: &str) -> String {
    let rest = url.split("://").last().unwrap_or_default();
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default().to_lowercase();
    host.strip_prefix("www.").unwrap_or(&host).to_owned()
}

/// The member's key in `linkedin.com/in/<slug>`, small.
pub fn linkedin_slug(url: &str) -> Option<String> {
    let host = host(url);
    if host != "linkedin.com" && !host.ends_with(".linkedin.com") {
        return None;
    }
    let (_, slug) = url.split_once("/in/")?;
    let slug = slug.split(['/', '?', '#']).next().unwrap_or_default().to_lowercase();
    (!slug.is_empty()).then_some(slug)
}

/// Hosts of networks: an address there is a profile, not somebody's website.
pub fn is_social(host: &str) -> bool {
    const SOCIAL: &[&str] = &[
        "linkedin.com",
        "facebook.com",
        "twitter.com",
        "x.com",
        "instagram.com",
        "youtube.com",
        "xing.com",
        "github.com",
        "t.me",
        "wa.me",
        "tiktok.com",
        "pinterest.com",
        "medium.com",
        "calendly.com",
        "zoom.us",
        "teams.microsoft.com",
        "meet.google.com",
        "aka.ms",
        "goo.gl",
        "bit.ly",
    ];
    SOCIAL.iter().any(|social| host == *social || host.strip_suffix(social).is_some_and(|rest| rest.ends_with('.')))
}
