//! What a file, or a text that was pasted, holds: invites or contact cards.

use super::present::twin_views;
use super::save::twins_of_reading;
use super::views::{ImportView, MetView};
use super::{AppError, Context, company, invites};
use crate::capture::reading::{Certainty, Field, PersonReading};
use crate::capture::{name, vcard};
use crate::model::{History, PersonId, Role};

/// Nothing is stored: the user confirms first.
///
/// # Errors
/// When the file is neither, or broken; the message names the line.
pub fn read_file(history: &History, bytes: &[u8], ctx: &Context) -> Result<ImportView, AppError> {
    let start = first_of(bytes);
    match start {
        Some(Kind::Cards) => {
            let people = vcard::read(bytes)?.into_iter().map(|card| met(history, card)).collect();
            Ok(ImportView::Cards { people })
        }
        Some(Kind::Invite) => invites::read_invites(history, bytes, ctx),
        // Both readers know what an empty file is, and say so.
        None if bytes.iter().all(u8::is_ascii_whitespace) => invites::read_invites(history, bytes, ctx),
        None => Err(AppError::FileForeign),
    }
}

enum Kind {
    Invite,
    Cards,
}

/// By the first line that begins either, be it in UTF-16.
fn first_of(bytes: &[u8]) -> Option<Kind> {
    let letters: Vec<u8> = bytes.iter().filter(|byte| **byte != 0).map(u8::to_ascii_uppercase).collect();
    letters.split(|byte| matches!(byte, b'\n' | b'\r')).find_map(|line| {
        let line = line.trim_ascii();
        let line = line.strip_prefix(b"\xef\xbb\xbf").or(line.strip_prefix(b"\xff\xfe")).unwrap_or(line);
        let line = line.strip_prefix(b"\xfe\xff").unwrap_or(line);
        if line.starts_with(b"BEGIN:VCARD") {
            Some(Kind::Cards)
        } else if line.starts_with(b"BEGIN:VCALENDAR") || line.starts_with(b"BEGIN:VEVENT") {
            Some(Kind::Invite)
        } else {
            None
        }
    })
}

/// Somebody read, beside whom we know.
pub fn met(history: &History, mut reading: PersonReading) -> MetView {
    let twins = twins_of_reading(history, &reading);
    let known = twins.same.and_then(|id| history.people.get(&id)).map(|record| record.person.clone());
    say_given_name_first(&mut reading.name);
    // Guesses come last, so that they make nobody a twin.
    complete(&mut reading);
    MetView {
        role: known.as_ref().map_or(Role::Other, |person| role_of(history, person.id)),
        twins: twin_views(history, twins.likely),
        known,
        reading,
        part: None,
        status: None,
        perhaps_user: false,
    }
}

/// Address books write `Muster, Ada`; she is called Ada Muster. Where what follows the comma is no given name that we
/// know, it may be a company: then the other order is only offered.
fn say_given_name_first(field: &mut Field) {
    let Some(best) = field.best().cloned() else { return };
    let Some((before, after)) = best.value.split_once(',') else { return };
    let read = name::parse(&best.value);
    let said = read.display();
    if after.contains(',') || before.trim().is_empty() || read.given.is_empty() || read.family.is_empty() {
        return;
    }
    let given = after.split_whitespace().next().is_some_and(|word| name::is_given_name(&name::fold(word)));
    let mut fresh = Field::default();
    let others = field.candidates.iter().map(|c| (c.value.clone(), c.source, c.certainty));
    let said = (said, best.source, best.certainty);
    let ordered: Vec<_> =
        if given { std::iter::once(said).chain(others).collect() } else { others.chain([said]).collect() };
    for (value, source, certainty) in ordered {
        fresh.push(value, source, certainty);
    }
    *field = fresh;
}

/// What somebody was to the user's opportunities, as far as it was ever said.
fn role_of(history: &History, person: PersonId) -> Role {
    let places = history.interviews_with(person).into_iter().rev().flat_map(|record| &record.interview.participants);
    places
        .filter(|place| place.person == person)
        .map(|place| place.role)
        .find(|role| *role != Role::Other)
        .unwrap_or_default()
}

/// A name and a company out of the address, where nothing better is known: guesses, for the user to look at.
fn complete(reading: &mut PersonReading) {
    let Some(best) = reading.email.best() else { return };
    let (address, source) = (best.value.clone(), best.source);
    if reading.name.is_empty()
        && let Some(name) = name_in(&address)
    {
        reading.name = Field::of(name, source, Certainty::Doubtful);
    }
    if reading.company.is_empty()
        && let Some(company) = company::company_of(&address)
    {
        reading.company = Field::of(company, source, Certainty::Doubtful);
    }
}

/// `Ada Muster` for `ada.muster@…`; nothing where the parts are not plainly two names.
fn name_in(address: &str) -> Option<String> {
    let local = address.split('@').next()?;
    let parts: Vec<&str> = local.split(['.', '_']).collect();
    let fits = |part: &&str| part.chars().count() >= 2 && part.chars().all(char::is_alphabetic);
    (parts.len() == 2 && parts.iter().all(fits)).then(|| {
        let words = parts.iter().map(|part| {
            let mut letters = part.chars();
            letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>()).unwrap_or_default()
        });
        words.collect::<Vec<_>>().join(" ")
    })
}
