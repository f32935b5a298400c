//! Contact cards: vCard 2.1, 3.0 (RFC 2426) and 4.0 (RFC 6350), several to a file.

use std::collections::HashMap;

use super::address::address_in;
use super::content_lines::{Line, MAX_BYTES, lines, split_escaped, unescape};
use super::reading::{Certainty, Field, PersonReading, Source};
use crate::model::ProfileSlug;

/// A card with more values of one kind than this is no longer a card; the best ones are kept.
const MAX_VALUES: usize = 50;

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VcardError {
    #[error("this file is empty")]
    Empty,
    #[error("no card in these {lines} lines: one begins with BEGIN:VCARD")]
    NotACard { lines: usize },
    #[error("line {line}: a card begins here and never ends; the file may be cut short")]
    Unterminated { line: usize },
    #[error("{bytes} bytes are too many for cards")]
    TooLarge { bytes: usize },
}

impl VcardError {
    /// Stable, for messages and tests.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "vcard-empty",
            Self::NotACard { .. } => "vcard-not-a-card",
            Self::Unterminated { .. } => "vcard-cut-short",
            Self::TooLarge { .. } => "vcard-too-large",
        }
    }
}

/// The people of a file in order. Cards of organisations, groups and places, and cards that tell nothing about anybody,
/// are left out.
///
/// # Errors
/// When there is no card, or the last one is cut short; the message names the line.
pub fn read(bytes: &[u8]) -> Result<Vec<PersonReading>, VcardError> {
    if bytes.len() > MAX_BYTES {
        return Err(VcardError::TooLarge { bytes: bytes.len() });
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(VcardError::Empty);
    }
    let (mut people, mut cards, mut last) = (Vec::new(), 0_usize, 0);
    let mut card: Option<(usize, Vec<Line>)> = None;
    // Version 2.1 may hold the card of an assistant inside a card.
    let mut inner = 0_usize;
    for line in lines(bytes) {
        let line = match line {
            Ok(line) => line,
            Err(stray) => {
                last = stray.number;
                continue;
            }
        };
        last = line.number;
        let is_card = line.value.trim().eq_ignore_ascii_case("VCARD");
        match (line.name.as_str(), &mut card) {
            ("BEGIN", None) if is_card => card = Some((line.number, Vec::new())),
            ("BEGIN", Some((begun, so_far))) if is_card => {
                if inner == 0 && so_far.last().is_none_or(|line| line.name != "AGENT" || !line.value.trim().is_empty())
                {
                    return Err(VcardError::Unterminated { line: *begun });
                }
                inner += 1;
            }
            ("END", Some(_)) if is_card && inner > 0 => inner -= 1,
            ("END", Some((_, so_far))) if is_card => {
                cards += 1;
                people.extend(person(so_far));
                card = None;
            }
            (_, Some((_, so_far))) if inner == 0 => so_far.push(line),
            _ => {}
        }
    }
    match card {
        Some((line, _)) => Err(VcardError::Unterminated { line }),
        None if cards == 0 => Err(VcardError::NotACard { lines: last }),
        None => Ok(people),
    }
}

fn person(card: &[Line]) -> Option<PersonReading> {
    let is = |name: &str, value: &str| {
        card.iter().any(|line| line.name == name && line.value.trim().eq_ignore_ascii_case(value))
    };
    if ["group", "org", "location", "application", "device"]
        .iter()
        .any(|kind| is("KIND", kind) || is("X-ADDRESSBOOKSERVER-KIND", kind))
    {
        return None;
    }
    let of_company = is("X-ABSHOWAS", "COMPANY");
    let mut person = PersonReading::default();
    let mut push = |field: fn(&mut PersonReading) -> &mut Field, value: &str, certainty| {
        field(&mut person).push(value, Source::Vcard, certainty);
    };
    let (likely, doubtful) = (Certainty::Likely, Certainty::Doubtful);
    if !of_company {
        let formatted = best_first(card, "FN").map(|line| one_line(&unescape(&line.value)));
        let mut names: Vec<String> = formatted.filter(|name| !name.contains('@')).collect();
        if names.iter().all(String::is_empty) {
            names = best_first(card, "N").map(|line| from_parts(&line.value)).collect();
        }
        names.iter().for_each(|name| push(|p| &mut p.name, name, likely));
    }
    for line in best_first(card, "ORG") {
        // The organisation, then its units.
        let parts = split_escaped(&line.value, ';');
        push(|p| &mut p.company, &one_line(parts.first().map_or("", String::as_str)), likely);
    }
    for (name, certainty) in [("TITLE", likely), ("ROLE", doubtful)] {
        for line in best_first(card, name) {
            push(|p| &mut p.title, &one_line(&unescape(&line.value)), certainty);
        }
    }
    let labels = group_labels(card);
    for line in best_first(card, "TEL").filter(|line| is_telephone(line, &labels)) {
        push(|p| &mut p.phone, &telephone(&unescape(&line.value)), likely);
    }
    for line in best_first(card, "EMAIL").filter(|line| !has_type(line, &["X400"])) {
        push(|p| &mut p.email, &address_in(&unescape(&line.value)).unwrap_or_default(), likely);
    }
    for name in ["X-SOCIALPROFILE", "SOCIALPROFILE", "URL", "X-LINKEDIN"] {
        for line in best_first(card, name) {
            let value = unescape(&line.value);
            match linkedin_slug(&value) {
                Some(slug) => push(|p| &mut p.linkedin, slug.as_str(), likely),
                None if name == "URL" => push(|p| &mut p.website, &website(&value), likely),
                None => {}
            }
        }
    }
    let written: Vec<&Line> = best_first(card, "LABEL").collect();
    for line in best_first(card, "ADR") {
        let parts: Vec<String> = split_escaped(&line.value, ';').iter().map(|part| one_line(part)).collect();
        let filled: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        if filled.is_empty() {
            continue;
        }
        // A label is the address as its owner wants it on the envelope.
        let same_kind =
            |label: &&&Line| ["HOME", "WORK"].iter().all(|kind| has_type(label, &[kind]) == has_type(line, &[kind]));
        let label = line.parameter("LABEL").map(unescape);
        let label = label.or_else(|| written.iter().find(same_kind).map(|label| unescape(&label.value)));
        let label = label.map(|label| envelope(&label)).filter(|label| !label.is_empty());
        push(|p| &mut p.postal_address, &label.unwrap_or_else(|| filled.join(", ")), likely);
        let place: Vec<&str> = [3, 4, 6]
            .into_iter()
            .filter_map(|at| parts.get(at))
            .map(String::as_str)
            .filter(|p| !p.is_empty())
            .collect();
        push(|p| &mut p.location, &place.join(", "), likely);
    }
    let told = [&person.name, &person.email, &person.phone, &person.linkedin];
    told.iter().any(|field| !field.is_empty()).then_some(person)
}

/// Apple's `item1.X-ABLabel`, by group: what the owner of the address book called the line of that group.
fn group_labels(card: &[Line]) -> HashMap<String, String> {
    let labels = card.iter().filter(|line| line.name == "X-ABLABEL" && !line.group.is_empty());
    labels.map(|line| (line.group.to_lowercase(), line.value.to_lowercase())).collect()
}

/// Somebody can be called there: no machine's line, or one that also takes calls.
fn is_telephone(line: &Line, labels: &HashMap<String, String>) -> bool {
    let label = labels.get(&line.group.to_lowercase());
    let machine = has_type(line, &["FAX", "PAGER", "MODEM", "BBS"])
        || label.is_some_and(|label| label.contains("fax") || label.contains("pager"));
    !machine || has_type(line, &["VOICE", "CELL"]) && !has_type(line, &["PAGER"])
}

/// The lines of a property, preferred ones first (`PREF=1` of 4.0, the type `pref` of older versions), then those for
/// work, then the others.
fn best_first<'a>(card: &'a [Line], name: &str) -> impl Iterator<Item = &'a Line> + use<'a> {
    let mut found: Vec<&Line> = card.iter().filter(|line| line.name == name).collect();
    found.sort_by_key(|line| {
        let number = line.parameter("PREF").and_then(|pref| pref.trim().parse::<u8>().ok());
        let rank = number.or_else(|| has_type(line, &["PREF"]).then_some(1)).unwrap_or(u8::MAX);
        (rank, !has_type(line, &["WORK"]))
    });
    found.truncate(MAX_VALUES);
    found.into_iter()
}

/// `TYPE=work,voice`, `TYPE="WORK,VOICE"` and the bare `WORK` of 2.1 all count.
fn has_type(line: &Line, types: &[&str]) -> bool {
    line.values("TYPE")
        .flat_map(|value| value.split(','))
        .any(|t| types.iter().any(|wanted| t.trim().eq_ignore_ascii_case(wanted)))
}

/// `Family;Given;Additional;Prefixes;Suffixes`, each with commas between several.
fn from_parts(value: &str) -> String {
    let parts = split_escaped_twice(value);
    let part = |at: usize| parts.get(at).map_or("", String::as_str);
    one_line(&[part(3), part(1), part(2), part(0), part(4)].join(" "))
}

fn split_escaped_twice(value: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut chars = value.chars().peekable();
    while let Some(c) = chars.next() {
        let Some(part) = parts.last_mut() else { break };
        match (c, chars.peek()) {
            ('\\', Some(&next @ (',' | ';' | '\\'))) => {
                part.push(next);
                chars.next();
            }
            (',', _) => part.push(' '),
            (';', _) => parts.push(String::new()),
            _ => part.push(c),
        }
    }
    parts
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn envelope(text: &str) -> String {
    text.lines().map(one_line).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Without the scheme of a `tel:` link and its parameters.
fn telephone(value: &str) -> String {
    let value = one_line(value);
    let Some(number) = value.get(..4).filter(|s| s.eq_ignore_ascii_case("tel:")).and_then(|_| value.get(4..)) else {
        return value;
    };
    let mut pieces = number.split(';');
    let plain = pieces.next().unwrap_or_default().to_owned();
    let extension = pieces.find_map(|piece| piece.strip_prefix("ext="));
    extension.map_or(plain.clone(), |extension| format!("{plain} ext. {extension}"))
}

/// Only what a browser may open.
fn website(value: &str) -> String {
    let value = one_line(value);
    let scheme = value.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    match scheme.as_deref() {
        Some("http" | "https") => value,
        None if value.contains('.') && !value.contains(' ') => value,
        // `www.example.org:8080`
        Some(host) if host.contains('.') && !value.contains(' ') => value,
        _ => String::new(),
    }
}

/// The slug of a link to a LinkedIn profile.
fn linkedin_slug(value: &str) -> Option<ProfileSlug> {
    let lower = value.trim().to_lowercase();
    let rest = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://")).unwrap_or(&lower);
    let (host, path) = rest.split_once('/')?;
    (host == "linkedin.com" || host.ends_with(".linkedin.com")).then_some(())?;
    ProfileSlug::new(path.strip_prefix("in/")?.split(['/', '?', '#']).next()?)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn one(lines: &str) -> PersonReading {
        let mut all = read(format!("BEGIN:VCARD\r\n{lines}\r\nEND:VCARD\r\n").as_bytes()).unwrap();
        assert_eq!(all.len(), 1);
        all.remove(0)
    }

    #[test]
    fn a_card_of_each_version_tells_the_same() {
        let old = "VERSION:2.1\r\nN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:M=FCller;Eva\r\nFN;CHARSET=ISO-8859-1;QUOTED-PRINTABLE:Eva =\r\nM=FCller\r\n\
                   ORG:Acme\\, Inc.;Sales\r\nTITLE:CTO\r\nTEL;HOME;FAX:1\r\nTEL;WORK;VOICE:+1 555 0100\r\nEMAIL;INTERNET:eva@acme.example";
        let middle = "VERSION:3.0\r\nN:M\u{fc}ller;Eva\r\nFN:Eva\r\n  M\u{fc}ller\r\nORG:Acme\\, Inc.;Sales\r\nTITLE:CTO\r\n\
                      TEL;TYPE=fax:1\r\nitem1.TEL;TYPE=WORK,VOICE:+1 555 0100\r\nitem2.EMAIL;TYPE=pref:Eva@acme.example";
        let new = "VERSION:4.0\r\nN:M\u{fc}ller;Eva;;;\r\nFN:Eva M\u{fc}ller\r\nORG:Acme\\, Inc.;Sales\r\nTITLE:CTO\r\n\
                   TEL;VALUE=uri;TYPE=\"voice,home\";PREF=2:tel:+1-555-0199\r\nTEL;VALUE=uri;PREF=1:tel:+1 555 0100\r\nEMAIL:eva@acme.example";
        for card in [old, middle, new] {
            let person = one(card);
            assert_eq!(person.name.value(), Some("Eva M\u{fc}ller"));
            assert_eq!(person.company.value(), Some("Acme, Inc."));
            assert_eq!(person.title.value(), Some("CTO"));
            assert_eq!(person.phone.value(), Some("+1 555 0100"));
            assert_eq!(person.email.value(), Some("eva@acme.example"));
        }
    }

    #[test]
    fn a_name_comes_from_its_parts_when_it_is_not_written_out() {
        assert_eq!(one("N:Beispiel;Ben;Karl,Otto;Dr.;MSc").name.value(), Some("Dr. Ben Karl Otto Beispiel MSc"));
        assert_eq!(one("FN:ben@acme.example\r\nN:Beispiel;Ben").name.value(), Some("Ben Beispiel"));
    }

    #[test]
    fn links_and_addresses_find_their_fields() {
        let person = one(
            "FN:A B\r\nURL:http\\://www.linkedin.com/in/A-B-1/?x=y\r\nURL:https://ab.example\r\nURL:javascript:alert(1)\r\n\
                          ADR;TYPE=work:;Floor 2;1 High St;Ox\\, ford;;OX1;UK\r\nADR;TYPE=home;PREF=1;LABEL=\"Home\\n2 Low St\":;;2 Low St;Hull;;;",
        );
        assert_eq!(person.linkedin.value(), Some("a-b-1"));
        assert_eq!(
            person.website.candidates.iter().map(|c| c.value.as_str()).collect::<Vec<_>>(),
            ["https://ab.example"]
        );
        let addresses: Vec<_> = person.postal_address.candidates.iter().map(|c| c.value.as_str()).collect();
        assert_eq!(addresses, ["Home\n2 Low St", "Floor 2, 1 High St, Ox, ford, OX1, UK"]);
        assert_eq!(person.location.value(), Some("Hull"));
    }

    #[test]
    fn only_people_are_read() {
        let text = "BEGIN:VCARD\nKIND:group\nFN:Team\nEND:VCARD\nBEGIN:VCARD\nFN:Acme\nORG:Acme\nX-ABShowAs:COMPANY\nEND:VCARD\n\
                    BEGIN:VCARD\nFN:Ann\nAGENT:\nBEGIN:VCARD\nFN:Helper\nEND:VCARD\nEND:VCARD\n";
        let names: Vec<_> =
            read(text.as_bytes()).unwrap().iter().map(|p| p.name.value().unwrap_or("").to_owned()).collect();
        assert_eq!(names, ["Ann"]);
    }

    #[test]
    fn cards_as_address_books_write_them() {
        let cases = [
            // Apple
            (
                "VERSION:3.0\r\nN:Ruiz;Ana;;;\r\nFN:Ana Ruiz\r\nORG:Alto\\, S.L.;Talento;\r\nitem1.EMAIL;type=INTERNET;type=pref:ana@alto.example\r\n\
                 item1.X-ABLabel:_$!<Work>!$_\r\nitem2.TEL:+34 91 555 01 23\r\nitem2.X-ABLabel:_$!<WorkFAX>!$_\r\nTEL;type=CELL;type=VOICE;type=pref:+34 600 555 012\r\n\
                 PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ\r\n SkZJRg\r\n\r\nX-SOCIALPROFILE;type=linkedin;x-user=ana-ruiz:https://www.linkedin.com/in/ana-ruiz",
                "Ana Ruiz; Alto, S.L.; +34 600 555 012; ana@alto.example; ana-ruiz",
            ),
            // Outlook
            (
                "VERSION:2.1\r\nN;LANGUAGE=de;CHARSET=Windows-1252:Gr\u{fc}n;J\u{f6}rg\r\nFN;CHARSET=Windows-1252:J\u{f6}rg Gr\u{fc}n\r\nORG:Nordlicht GmbH\r\nTITLE:Leiter\r\n\
                 TEL;WORK;VOICE:+49 40 555012\r\nTEL;WORK;FAX:+49 40 555013\r\nADR;WORK;PREF:;;Hafenstr. 1;Hamburg;;20457;Deutschland\r\n\
                 LABEL;WORK;PREF;ENCODING=QUOTED-PRINTABLE:Hafenstr. 1=0D=0A=\r\n20457 Hamburg\r\nX-MS-OL-DEFAULT-POSTAL-ADDRESS:2\r\nEMAIL;PREF;INTERNET:j.gruen@nordlicht.example",
                "J\u{f6}rg Gr\u{fc}n; Nordlicht GmbH; Leiter; +49 40 555012; j.gruen@nordlicht.example; Hafenstr. 1\n20457 Hamburg",
            ),
            // Android
            (
                "VERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=96zil;=41=79=\r\n=C5=9F=65;;;\r\nTEL;CELL;PREF:0555 555 01 23\r\nTEL;X-Durchwahl:12\r\n",
                "Ay\u{15f}e \u{d6}zil; 0555 555 01 23, 12",
            ),
            // A number that takes faxes and calls
            ("FN:Ana\r\nTEL;TYPE=fax,voice:+1 555 0100\r\nTEL;TYPE=work,fax:+1 555 0101", "Ana; +1 555 0100"),
            (
                "VERSION:4.0\r\nN:Ruiz;Ana;;;\r\nEMAIL;TYPE=home:a@x.example\r\nEMAIL;PREF=1:b@x.example",
                "Ana Ruiz; b@x.example, a@x.example",
            ),
            ("N:;;;;\r\nFN:\r\nEMAIL:a@x.example\r\nORG:;Einkauf", "a@x.example"),
            ("begin:x\r\nFN:Ana\r\nend:x\r\nfn:Ana\r\ntel:1", "Ana; 1"),
        ];
        for (lines, expected) in cases {
            let person = one(lines);
            let all = |field: &Field| field.candidates.iter().map(|c| c.value.clone()).collect::<Vec<_>>().join(", ");
            let fields = [
                &person.name,
                &person.company,
                &person.title,
                &person.phone,
                &person.email,
                &person.postal_address,
                &person.linkedin,
            ];
            let shown: Vec<String> = fields.into_iter().map(all).filter(|value| !value.is_empty()).collect();
            assert_eq!(shown.join("; "), expected);
        }
    }

    #[test]
    fn errors_name_the_line() {
        let error = |text: &str| read(text.as_bytes()).unwrap_err().to_string();
        assert!(error("BEGIN:VCARD\nFN:A\nEND:VCARD\nBEGIN:VCARD\nFN:B").starts_with("line 4"));
        assert!(error("BEGIN:VCARD\nFN:A\nBEGIN:VCARD\nFN:B\nEND:VCARD").starts_with("line 1"));
        assert!(error("hello").contains("1 lines"));
        assert_eq!(read(b"\n"), Err(VcardError::Empty));
    }

    proptest! {
        #[test]
        fn any_damage_to_a_card_ends_without_a_panic(cut in 0..300_usize, at in 0..300_usize, put in "[ -~\r\n\u{e9}]{0,8}") {
            let mut text = "BEGIN:VCARD\r\nVERSION:2.1\r\nFN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:Eva =\r\nM=FCller\r\n\
                            TEL;VALUE=uri:tel:+1;ext=2\r\nADR;WORK:;;a\\;b;c\r\nURL:http://linkedin.com/in/x\r\nN:a\\\\;b,c;d\r\nEND:VCARD\r\n".as_bytes().to_vec();
            text.truncate(cut);
            let at = at.min(text.len());
            text.splice(at..at, put.into_bytes());
            let _ = read(&text);
        }

        #[test]
        fn any_bytes_end_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let mut card = b"BEGIN:VCARD\r\n".to_vec();
            card.extend(&bytes);
            let _ = read(&card);
            let _ = read(&bytes);
        }
    }
}
