//! Which file of `www/demo` answers which address, and the headers it comes with.

/// The practice site's own start page (a reserved name, RFC 2606).
pub const START_HOST: &str = "practice.test";
pub const PROFILE_HOST: &str = "www.linkedin.com";
pub const MAIL_HOST: &str = "mail.google.com";
/// The other webmails, whose one page in `webmails` loads the script of its own.
const WEBMAILS: [(&str, &str); 7] = [
    ("outlook.live.com", "outlook.js"),
    ("outlook.office.com", "outlook.js"),
    ("outlook.cloud.microsoft", "outlook.js"),
    ("mail.yahoo.com", "yahoo.js"),
    ("mail.aol.com", "yahoo.js"),
    ("mail.proton.me", "proton.js"),
    ("app.fastmail.com", "fastmail.js"),
];

/// A file below `www/demo`.
pub struct Answer {
    pub file: String,
    pub status: u16,
}

pub fn hosts() -> Vec<&'static str> {
    let others = WEBMAILS.iter().map(|(host, _)| *host);
    [START_HOST, PROFILE_HOST, MAIL_HOST].into_iter().chain(others).collect()
}

fn webmail(host: &str) -> Option<&'static str> {
    WEBMAILS.iter().find(|(known, _)| *known == host).map(|(_, script)| *script)
}

fn folder(host: &str) -> Option<&'static str> {
    match host {
        START_HOST => Some("start"),
        PROFILE_HOST => Some("linkedin"),
        MAIL_HOST => Some("mail"),
        _ => webmail(host).map(|_| "webmails"),
    }
}

/// The profile of somebody who does all that a page can do to find out about extensions; in every webmail the same page
/// is below `/practice/hostile`.
pub const HOSTILE_PROFILE: &str = "/in/hostile-practice";

/// Its file below `www/demo/hostile`.
fn hostile(path: &str) -> Option<&str> {
    match path.trim_end_matches('/') {
        HOSTILE_PROFILE | "/practice/hostile" => Some("index.html"),
        "/practice/hostile/hostile.js" => Some("hostile.js"),
        "/practice/hostile/probes.js" => Some("probes.js"),
        "/practice/hostile/hostile.css" => Some("hostile.css"),
        _ => None,
    }
}

/// Both sites are one document each that draws itself by its address, as the real ones are.
pub fn answer(host: &str, path: &str) -> Option<Answer> {
    let folder = folder(host)?;
    if let Some(name) = hostile(path) {
        return Some(Answer { file: format!("hostile/{name}"), status: 200 });
    }
    if let Some(name) = path.strip_prefix("/practice/") {
        let name = webmail(host).filter(|_| name == "site.js").unwrap_or(name);
        let plain = name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_'));
        return (plain && !name.starts_with('.')).then(|| Answer { file: format!("{folder}/{name}"), status: 200 });
    }
    if path == "/favicon.ico" {
        return None;
    }
    let first = path.trim_start_matches('/').split('/').next().unwrap_or_default();
    let page = match (host, first) {
        (PROFILE_HOST, "authwall" | "login" | "uas" | "signup") => "wall.html",
        _ => "index.html",
    };
    Some(Answer { file: format!("{folder}/{page}"), status: 200 })
}

/// As strict as the real sites', so that what the extension does is held to the same rules; violations are reported to
/// the server's log, where a test can see what the site would have seen.
pub fn content_security_policy(host: &str, path: &str) -> &'static str {
    match host {
        // A page that means harm forbids itself nothing.
        _ if hostile(path).is_some() => "default-src * data: blob: 'unsafe-inline'; frame-src *",
        _ if host == MAIL_HOST || webmail(host).is_some() => {
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; \
             connect-src 'self'; frame-src 'self'; base-uri 'self'; object-src 'none'; form-action 'self'; \
             frame-ancestors 'self'; require-trusted-types-for 'script'; trusted-types 'none'; \
             report-uri /practice/csp-report"
        }
        _ => {
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; \
             font-src 'self' data:; connect-src 'self'; base-uri 'self'; object-src 'none'; form-action 'self'; \
             frame-ancestors 'self'; report-uri /practice/csp-report"
        }
    }
}

pub fn content_type(file: &str) -> &'static str {
    match file.rsplit_once('.').map(|(_, end)| end) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ics") => "text/calendar; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn addresses_find_their_page() {
        assert_eq!(answer(PROFILE_HOST, "/in/someone/").unwrap().file, "linkedin/index.html");
        assert_eq!(answer(PROFILE_HOST, "/authwall").unwrap().file, "linkedin/wall.html");
        assert_eq!(answer(MAIL_HOST, "/mail/u/0/").unwrap().file, "mail/index.html");
        assert_eq!(answer("mail.aol.com", "/d/folders/1").unwrap().file, "webmails/index.html");
        assert_eq!(answer("mail.aol.com", "/practice/site.js").unwrap().file, "webmails/yahoo.js");
        assert_eq!(answer(MAIL_HOST, "/practice/mail.js").unwrap().file, "mail/mail.js");
    }

    #[test]
    fn nothing_outside_the_site_is_served() {
        assert!(answer(PROFILE_HOST, "/practice/../mail/index.html").is_none());
        assert!(answer(PROFILE_HOST, "/practice/.hidden").is_none());
        assert!(answer("example.com", "/").is_none());
    }
}
