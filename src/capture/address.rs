//! E-mail addresses as they stand in pages, invites and cards.

/// An address found in `text`, lower-cased: `mailto:` links with their query, `<…>` and surrounding words are taken
/// off. Nothing when the text holds no address or more than one.
pub fn address_in(text: &str) -> Option<String> {
    let mut found = words(text).filter_map(plausible);
    let first = found.next()?;
    found.all(|other| other == first).then_some(first)
}

/// Splits `Ada Muster <ada@example.org>` into name and address; quotes around the name go. The name is empty when there
/// is only an address, or when the name merely repeats it.
pub fn name_and_address(text: &str) -> (String, Option<String>) {
    let Some(address) = address_in(text) else { return (clean_name(text), None) };
    let before = text.split(['<', '(', '[']).next().unwrap_or_default();
    let name = clean_name(before);
    let name = if name.contains('@') { String::new() } else { name };
    (name, Some(address))
}

/// The parts of a recipient list, cut at commas and semicolons that stand outside quotes and angle brackets.
pub fn split_list(text: &str) -> Vec<&str> {
    let (mut quoted, mut bracketed) = (false, false);
    text.split(|c| {
        match c {
            '"' => quoted = !quoted,
            '<' if !quoted => bracketed = true,
            '>' if !quoted => bracketed = false,
            _ => {}
        }
        matches!(c, ',' | ';') && !quoted && !bracketed
    })
    .map(str::trim)
    .filter(|part| !part.is_empty())
    .collect()
}

/// Equal for two spellings that reach the same mailbox: no `+tag`, and no dots at Google, which ignores them.
pub fn mailbox(address: &str) -> String {
    let lower = address.trim().to_lowercase();
    let Some((local, domain)) = lower.rsplit_once('@') else { return lower };
    let local = local.split('+').next().unwrap_or(local);
    if matches!(domain, "gmail.com" | "googlemail.com") {
        return format!("{}@gmail.com", local.replace('.', ""));
    }
    format!("{local}@{domain}")
}

/// A host that tells nothing of an employer: of mailboxes for everybody, or of a service that writes for many.
pub fn is_of_nobody(host: &str) -> bool {
    const OF_NOBODY: &str = include_str!("mail_domains.txt");
    let host = host.trim().to_lowercase();
    let entries = OF_NOBODY.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    entries.into_iter().any(|entry| match entry.strip_suffix(".*") {
        Some(name) => own_label(&host) == Some(name),
        None => host == entry || host.strip_suffix(entry).is_some_and(|rest| rest.ends_with('.')),
    })
}

/// The part of a host that its owner registered: `acme` of `mail.acme.co.uk`.
pub fn own_label(host: &str) -> Option<&str> {
    let mut labels = host.trim_end_matches('.').rsplit('.');
    let (top, second) = (labels.next()?, labels.next()?);
    let of_country = top.len() == 2 && matches!(second, "co" | "com" | "org" | "net" | "ac" | "edu" | "gov" | "gouv");
    if of_country { labels.next().or(Some(second)) } else { Some(second) }
}

/// A mailbox that no person reads: `no-reply@…`, a calendar's or a notifier's own address.
pub fn is_machine(address: &str) -> bool {
    let lower = address.to_lowercase();
    let Some((local, domain)) = lower.rsplit_once('@') else { return false };
    let plain: String = local.chars().filter(char::is_ascii_alphanumeric).collect();
    const LOCALS: [&str; 9] = [
        "noreply",
        "donotreply",
        "nepasrepondre",
        "keineantwort",
        "mailerdaemon",
        "calendarnotification",
        "notifications",
        "notification",
        "unknownorganizer",
    ];
    LOCALS.iter().any(|l| plain == *l)
        || ["noreply", "donotreply"].iter().any(|l| plain.starts_with(l) || plain.ends_with(l))
        || domain == "group.calendar.google.com"
        || domain == "resource.calendar.google.com"
        || domain == "import.calendar.google.com"
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '(' | ')' | '[' | ']' | ',' | ';' | '"'))
}

fn plausible(word: &str) -> Option<String> {
    let word =
        word.get(..7).filter(|p| p.eq_ignore_ascii_case("mailto:")).map_or(word, |_| word.get(7..).unwrap_or(""));
    let word = word.split('?').next().unwrap_or_default();
    let decoded = if word.contains('%') { percent_decode(word) } else { word.to_owned() };
    let word = decoded.trim_matches(|c: char| matches!(c, '\'' | '.' | ':' | '\u{200b}' | '\u{2068}' | '\u{2069}'));
    let (local, domain) = word.split_once('@')?;
    let fine_local =
        !local.is_empty() && local.len() <= 64 && local.chars().all(|c| !c.is_control() && !c.is_whitespace());
    let fine_domain = domain.len() <= 253
        && !domain.starts_with('.')
        && !domain.contains("..")
        && domain.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-'));
    (fine_local && fine_domain && !domain.is_empty()).then(|| word.to_lowercase())
}

/// Text whose `%XX` are UTF-8 bytes; broken sequences become U+FFFD.
pub fn percent_decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((byte, tail)) = rest.split_first() {
        rest = tail;
        let digit = |b: Option<&u8>| b.and_then(|b| char::from(*b).to_digit(16));
        if *byte == b'%'
            && let (Some(high), Some(low)) = (digit(tail.first()), digit(tail.get(1)))
        {
            bytes.push(u8::try_from(high * 16 + low).unwrap_or(b'?'));
            rest = tail.get(2..).unwrap_or_default();
        } else {
            bytes.push(*byte);
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// White space made single, quotes and brackets around the whole taken off.
pub fn clean_name(text: &str) -> String {
    let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let quotes = |c: char| matches!(c, '"' | '\'' | '\u{201c}' | '\u{201d}' | '<' | '>' | ',' | ';' | ' ');
    name.trim_matches(quotes).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_come_out_of_their_wrapping() {
        assert_eq!(address_in("MAILTO:Ada@Example.org?subject=x").as_deref(), Some("ada@example.org"));
        assert_eq!(address_in("Ada <ada@example.org>").as_deref(), Some("ada@example.org"));
        assert_eq!(address_in("mailto:ada%40example.org").as_deref(), Some("ada@example.org"));
        assert_eq!(address_in("a@example.org, b@example.org"), None);
        assert_eq!(address_in("@handle"), None);
        assert_eq!(
            name_and_address("\"Muster, Ada\" <ada@example.org>"),
            ("Muster, Ada".into(), Some("ada@example.org".into()))
        );
        assert_eq!(name_and_address("ada@example.org"), (String::new(), Some("ada@example.org".into())));
    }

    #[test]
    fn a_list_is_cut_between_people_only() {
        assert_eq!(split_list("\"Muster, Ada\" <a@x.org>, b@x.org;"), ["\"Muster, Ada\" <a@x.org>", "b@x.org"]);
    }

    #[test]
    fn spellings_of_a_mailbox_are_equal() {
        assert_eq!(mailbox("A.da+jobs@GoogleMail.com"), mailbox("ada@gmail.com"));
        assert_ne!(mailbox("a.da@example.org"), mailbox("ada@example.org"));
        assert!(is_machine("No-Reply@example.org"));
        assert!(!is_machine("nora@example.org"));
    }
}
