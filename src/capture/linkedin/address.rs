//! LinkedIn addresses: which member, which page.

/// What an address on LinkedIn points at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Address {
    /// A member's profile; what lies over it (`/overlay/…`) does not hide it.
    Profile {
        slug: String,
    },
    /// Below a profile, without its card: `/details/…`, `/recent-activity/…`.
    ProfilePart {
        slug: String,
    },
    /// Asks to sign in.
    Login,
    Other,
}

/// A link to a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberLink {
    /// Lower case, percent-decoded.
    pub slug: String,
    /// Only the member's own card links this: contact details, the picture behind the card, sub-pages, an invitation.
    pub own: bool,
    /// The card's link to the member's contact details.
    pub contact: bool,
    /// Stands in the member's card or right beside it: contact details and what else opens over the card, the card's
    /// actions.
    pub tie: bool,
    /// Invites the member to connect.
    pub invite: bool,
}

/// Bytes; the site allows 100 characters.
const MAX_SLUG: usize = 400;

pub fn address(url: &str) -> Address {
    let Some((host, path, _)) = parts(url) else { return Address::Other };
    if !is_linkedin(&host) {
        return Address::Other;
    }
    let segments: Vec<&str> = path.split('/').filter(|s| !s.is_empty()).collect();
    if let Some((slug, rest)) = member(&segments) {
        let over = match rest {
            [] => true,
            ["overlay" | "edit" | "opportunities", ..] => true,
            ["detail", what, ..] => *what == "contact-info" || *what == "photo",
            [language] => language.len() == 2 || (language.len() == 5 && language.contains(['-', '_'])),
            _ => false,
        };
        return if over { Address::Profile { slug } } else { Address::ProfilePart { slug } };
    }
    match segments.as_slice() {
        ["authwall" | "login" | "signup" | "checkpoint" | "uas", ..] => Address::Login,
        _ => Address::Other,
    }
}

/// Reads a link's target, absolute or not, on a LinkedIn page.
pub fn member_link(href: &str) -> Option<MemberLink> {
    let (path, query) = if let Some(path) = href.strip_prefix('/').filter(|p| !p.starts_with('/')) {
        split_query(path)
    } else {
        let (host, path, query) = parts(href)?;
        if !is_linkedin(&host) {
            return None;
        }
        (path, query)
    };
    let segments: Vec<&str> = path.split('/').filter(|s| !s.is_empty()).collect();
    if let Some((slug, rest)) = member(&segments) {
        let contact = matches!(rest, ["overlay" | "detail", "contact-info", ..]);
        let own = match rest {
            ["overlay", ..] | ["details", ..] | ["edit", ..] | ["add-edit", ..] => true,
            ["detail", what, ..] => *what != "recent-activity",
            _ => false,
        };
        let tie = contact || matches!(rest, ["overlay", ..] | ["edit", "intro", ..] | ["detail", "photo", ..]);
        return Some(MemberLink { slug, own, contact, tie, invite: false });
    }
    let invite = segments.contains(&"custom-invite");
    query.split('&').find_map(|pair| {
        let (key, value) = pair.split_once('=')?;
        let slug = decode(value);
        (matches!(key, "vanityName" | "vieweeVanityName") && !slug.is_empty()).then_some(MemberLink {
            slug,
            own: key == "vieweeVanityName",
            contact: false,
            tie: key == "vieweeVanityName",
            invite,
        })
    })
}

/// The path of an address that leads to a company or a school: its kind.
pub fn organisation(href: &str) -> Option<&'static str> {
    let path = href.strip_prefix('/').or_else(|| parts(href).filter(|(host, ..)| is_linkedin(host)).map(|p| p.1))?;
    if path.starts_with("company/") {
        Some("company")
    } else if path.starts_with("school/") || path.starts_with("edu/") {
        Some("school")
    } else {
        None
    }
}

fn member<'p, 's>(segments: &'s [&'p str]) -> Option<(String, &'s [&'p str])> {
    let rest = match segments {
        ["mwlite" | "m", "profile", rest @ ..] | ["mwlite" | "m", rest @ ..] => rest,
        all => all,
    };
    let ["in", slug, rest @ ..] = rest else { return None };
    let slug = decode(slug);
    let fits = (1..=MAX_SLUG).contains(&slug.len()) && slug != "unavailable" && slug != "me";
    fits.then_some((slug, rest))
}

/// Whether an absolute address is on LinkedIn.
pub fn is_linkedin_url(url: &str) -> bool {
    parts(url).is_some_and(|(host, ..)| is_linkedin(&host))
}

fn is_linkedin(host: &str) -> bool {
    host == "linkedin.com" || host.ends_with(".linkedin.com")
}

/// Host, path without its first slash, and query of an absolute http address.
fn parts(url: &str) -> Option<(String, &str, &str)> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let host = rest.get(..end)?.rsplit('@').next().unwrap_or_default();
    let host = host.split(':').next().unwrap_or_default().to_ascii_lowercase();
    let tail = rest.get(end..)?;
    let (path, query) = split_query(tail.strip_prefix('/').unwrap_or(tail));
    Some((host, path, query))
}

fn split_query(path: &str) -> (&str, &str) {
    let path = path.split('#').next().unwrap_or_default();
    path.split_once('?').unwrap_or((path, ""))
}

/// Percent-decodes and folds case; what is no UTF-8 after that stays as it was.
pub fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let pair = match (first, tail) {
            (b'%', [high, low, ..]) => hex(*high).zip(hex(*low)),
            _ => None,
        };
        if let Some((high, low)) = pair {
            bytes.push(high * 16 + low);
            rest = tail.get(2..).unwrap_or_default();
        } else {
            bytes.push(*first);
            rest = tail;
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned()).to_lowercase()
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|d| u8::try_from(d).ok())
}
