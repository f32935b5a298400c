//! The link by which one joins a meeting, and plain text out of a description.

use crate::capture::address::percent_decode;

/// Hosts (with their subdomains) and the beginning of the path by which a meeting of that service is joined.
const SERVICES: [(&str, &str); 27] = [
    ("zoom.us", "/j/"),
    ("zoom.us", "/my/"),
    ("zoom.us", "/w/"),
    ("zoom.us", "/wc/"),
    ("zoom.us", "/s/"),
    ("zoomgov.com", "/j/"),
    ("zoom.com", "/j/"),
    ("teams.microsoft.com", "/l/meetup-join/"),
    ("teams.microsoft.com", "/meet/"),
    ("teams.microsoft.us", "/l/meetup-join/"),
    ("teams.live.com", "/meet/"),
    ("meet.google.com", "/"),
    ("webex.com", "/"),
    ("meet.goto.com", "/"),
    ("gotomeeting.com", "/join/"),
    ("gotomeet.me", "/"),
    ("whereby.com", "/"),
    ("meet.jit.si", "/"),
    ("chime.aws", "/"),
    ("bluejeans.com", "/"),
    ("v.ringcentral.com", "/join/"),
    ("join.skype.com", "/"),
    ("meet.lync.com", "/"),
    ("facetime.apple.com", "/join"),
    ("meetings.dialpad.com", "/"),
    ("app.livestorm.co", "/"),
    ("meeting.zoho.com", "/"),
];

/// All `http` and `https` links in a text, in order, without the punctuation of the sentence around them. Links of a
/// mail filter or a forwarder are replaced by what they lead to when that is a meeting.
pub(super) fn links(text: &str) -> impl Iterator<Item = String> {
    let starts = text.match_indices("http").map(|(at, _)| at);
    let mut done = 0;
    starts.filter_map(move |at| {
        let rest = text
            .get(at..)
            .filter(|rest| at >= done && (rest.starts_with("https://") || rest.starts_with("http://")))?;
        let ends = |c: char| {
            c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '\\' | '^' | '`' | '{' | '}')
        };
        let whole = rest.split(ends).next()?;
        done = at + whole.len();
        let link = whole.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'', '*', '|']);
        let link = link.replace("&amp;", "&");
        (host(&link).contains('.')).then(|| unwrapped(&link).unwrap_or(link))
    })
}

/// Whether a link joins a meeting of a known service.
pub(super) fn is_meeting(link: &str) -> bool {
    let (host, path) = (host(link), path(link));
    SERVICES.iter().any(|(service, prefix)| {
        let here = host == *service || host.strip_suffix(service).is_some_and(|sub| sub.ends_with('.'));
        here && path.starts_with(prefix) && path.len() > prefix.len().max(1)
    })
}

fn host(link: &str) -> String {
    let rest = link.split_once("://").map_or("", |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    host.split(':').next().unwrap_or_default().to_ascii_lowercase()
}

fn path(link: &str) -> &str {
    let rest = link.split_once("://").map_or("", |(_, rest)| rest);
    rest.find(['/', '?', '#']).and_then(|at| rest.get(at..)).unwrap_or_default()
}

/// The meeting that a rewritten link (`…safelinks…?url=…`, `google.com/url?q=…`) leads to.
fn unwrapped(link: &str) -> Option<String> {
    let query = link.split_once('?')?.1;
    let values = query.split('&').filter_map(|pair| pair.split_once('='));
    let targets = values
        .filter(|(name, _)| matches!(*name, "url" | "q" | "u" | "target"))
        .map(|(_, value)| percent_decode(value));
    targets.filter(|target| target.starts_with("https://")).find(|target| is_meeting(target))
}

/// Descriptions that are HTML become plain text; others stay as they are.
pub(super) fn plain(text: &str) -> String {
    let tags = ["<br", "<p>", "<p ", "<div", "<html", "<a ", "<span", "<b>", "<ul>", "</"];
    let lower = text.to_ascii_lowercase();
    if !tags.iter().any(|tag| lower.contains(tag)) {
        return text.trim().to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut place = 0;
    let mut close = text.find('>');
    while let Some(open) = text.get(place..).and_then(|rest| rest.find('<')).map(|at| place + at) {
        out.push_str(text.get(place..open).unwrap_or_default());
        let inside = text.get(open + 1..).unwrap_or_default();
        if close.is_some_and(|close| close < open) {
            close = inside.find('>').map(|at| open + 1 + at);
        }
        let is_tag = inside.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!'));
        if let Some(close) = close.filter(|_| is_tag) {
            let name: String =
                inside.chars().skip_while(|c| *c == '/').take(5).take_while(char::is_ascii_alphanumeric).collect();
            if matches!(name.to_ascii_lowercase().as_str(), "br" | "p" | "div" | "li" | "tr" | "ul" | "ol" | "hr") {
                out.push('\n');
            }
            place = close + 1;
        } else {
            out.push('<');
            place = open + 1;
        }
    }
    out.push_str(text.get(place..).unwrap_or_default());
    let entities = [("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    let text = entities.iter().fold(out, |text, (entity, character)| text.replace(entity, character));
    let mut lines: Vec<&str> = text.lines().map(str::trim).collect();
    lines.dedup_by(|a, b| a.is_empty() && b.is_empty());
    lines.join("\n").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn meetings_are_told_from_other_links() {
        for link in [
            "https://acme.zoom.us/j/123?pwd=x",
            "https://teams.microsoft.com/l/meetup-join/19%3ameeting",
            "https://meet.google.com/abc-defg-hij",
            "https://acme.webex.com/meet/ada",
        ] {
            assert!(is_meeting(link), "{link}");
        }
        for link in [
            "https://zoom.us/",
            "https://notzoom.us/j/1",
            "https://example.org/zoom.us/j/1",
            "https://zoom.us@example.org/j/1",
        ] {
            assert!(!is_meeting(link), "{link}");
        }
    }

    #[test]
    fn links_leave_the_sentence_behind() {
        let text = "Join (https://meet.google.com/abc-defg-hij). Or <https://example.org/a>; see http://x.example/y, ok https://";
        let all: Vec<_> = links(text).collect();
        assert_eq!(all, ["https://meet.google.com/abc-defg-hij", "https://example.org/a", "http://x.example/y"]);
        let filtered = "https://eu.safelinks.example/?url=https%3A%2F%2Facme.zoom.us%2Fj%2F9&data=1";
        assert_eq!(links(filtered).next().as_deref(), Some("https://acme.zoom.us/j/9"));
    }

    #[test]
    fn html_becomes_lines() {
        assert_eq!(plain("<p>Hi &amp; <b>welcome</b></p><br>a &lt; b"), "Hi & welcome\n\na < b");
        assert_eq!(plain("1 < 2 and 3 > 2"), "1 < 2 and 3 > 2");
    }
}
