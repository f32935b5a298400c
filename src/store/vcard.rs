//! People as contact cards: vCard 4.0 (RFC 6350).

use crate::model::content_line::{escaped, fold};
use crate::model::{History, Person};

/// Everybody, by name, as the text of a `.vcf` file. The UID is the person's own, so that a second import updates.
pub fn people_vcard(history: &History) -> String {
    let mut people: Vec<&Person> = history.people.values().map(|record| &record.person).collect();
    people.sort_by_key(|person| (person.name.to_lowercase(), person.id));
    people.into_iter().map(person_vcard).collect()
}

/// One card.
pub fn person_vcard(person: &Person) -> String {
    let mut text = String::new();
    let mut line = |name: &str, value: &str| {
        if !value.trim().is_empty() {
            fold(&mut text, &format!("{name}:{value}"));
        }
    };
    line("BEGIN", "VCARD");
    line("VERSION", "4.0");
    line("UID", &format!("urn:uuid:{}", person.id));
    line("KIND", "individual");
    line("FN", &escaped(&person.name));
    // The parts of a name are nobody's guess: the whole of it stands in FN, which alone is required.
    line("TITLE", &escaped(&person.title));
    line("ORG", &escaped(&person.company));
    for (place, email) in person.emails.iter().enumerate() {
        let preferred = person.email() == Some(&email.address);
        line(if preferred && place > 0 { "EMAIL;PREF=1" } else { "EMAIL" }, &escaped(&email.address));
    }
    for phone in &person.phones {
        line("TEL;VALUE=text", &escaped(phone));
    }
    if let Some(slug) = &person.linkedin {
        line("URL", &slug.url());
    }
    if !person.postal_address.trim().is_empty() {
        // As it is written on an envelope; nothing is known about its parts but the street's line.
        let label = person.postal_address.replace(['"', '\r'], "").replace('^', "^^").replace('\n', "^n");
        let address = escaped(&person.postal_address.lines().map(str::trim).collect::<Vec<_>>().join(", "));
        line(&format!("ADR;LABEL=\"{label}\""), &format!(";;{address};;;;"));
    }
    line("END", "VCARD");
    text
}
