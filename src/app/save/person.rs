//! Saving a person: checked, matched with who is known.

use super::one_line;
use crate::app::forms::PersonForm;
use crate::app::{AppError, Context};
use crate::capture::reading::{Certainty, Field, PersonReading, Source};
use crate::capture::twins::{self, Twins};
use crate::model::{Channel, EmailAddress, History, Person, PersonId, ProfileSlug};

/// The person as they will be stored, and whether they are known already: because the user says so, else by profile or
/// address (see [`twins::find`]). `known` is everybody stored, and those whom the same action stores before.
pub(super) fn person_of(
    history: &History,
    known: &[Person],
    form: &PersonForm,
    ctx: &mut Context,
) -> Result<(Person, bool), AppError> {
    let name = one_line(&form.name);
    if name.is_empty() {
        return Err(AppError::NameMissing);
    }
    if name.contains(['<', '>']) {
        return Err(AppError::NameHasMarkup);
    }
    let email = one_line(&form.email);
    if !email.is_empty() && !looks_like_address(&email) {
        return Err(AppError::EmailMalformed(email));
    }
    let linkedin = match one_line(&form.linkedin) {
        text if text.is_empty() => None,
        text => Some(slug_of(&text).ok_or(AppError::LinkedinMalformed(text))?),
    };
    let earlier = match form.id.or(form.same_as) {
        Some(id) => Some(&history.people.get(&id).ok_or(AppError::Gone)?.person),
        None => {
            let reading = reading_of(&name, &one_line(&form.company), linkedin.as_ref(), &email);
            let same = twins::find(known, &reading).same.filter(|same| !form.not_same.contains(same));
            same.and_then(|id| known.iter().find(|person| person.id == id))
        }
    };
    let mut person = earlier.cloned().unwrap_or_else(|| Person::new(PersonId((ctx.new_id)()), &name));
    person.name = name;
    // An edit may empty a field; a second capture of the same person only adds.
    let edit = form.id.is_some();
    let set = |field: &mut String, value: &str| {
        let value = one_line(value);
        if edit || !value.is_empty() {
            *field = value;
        }
    };
    set(&mut person.greeting, &form.greeting);
    set(&mut person.title, &form.title);
    set(&mut person.company, &form.company);
    set(&mut person.location, &form.location);
    set(&mut person.website, &form.website);
    if edit || !form.postal_address.trim().is_empty() {
        form.postal_address.trim().clone_into(&mut person.postal_address);
    }
    if edit || form.motivator.is_some() {
        person.motivator = form.motivator;
    }
    if edit || form.preferred_channel.is_some() {
        person.preferred_channel = form.preferred_channel.filter(|channel| *channel != Channel::InPerson);
    }
    if linkedin.is_some() || edit {
        person.linkedin = linkedin;
    }
    let phone = one_line(&form.phone);
    if !phone.is_empty() && !person.phones.contains(&phone) {
        person.phones.insert(0, phone);
    }
    for phone in form.other_phones.iter().map(|phone| one_line(phone)).filter(|phone| !phone.is_empty()) {
        if !person.phones.contains(&phone) {
            person.phones.push(phone);
        }
    }
    if !email.is_empty() {
        let checked = form.email_checked
            || (!edit && person.emails.iter().any(|e| e.checked && e.address.eq_ignore_ascii_case(&email)));
        person.emails.retain(|known| !known.address.eq_ignore_ascii_case(&email));
        person.emails.insert(0, EmailAddress { address: email, checked });
    }
    // Further addresses are extras: one that is none is no reason to refuse the person.
    for address in form.other_emails.iter().map(|address| one_line(address)).filter(|a| looks_like_address(a)) {
        if !person.has_address(&address) {
            person.emails.push(EmailAddress { address, checked: false });
        }
    }
    Ok((person, earlier.is_some()))
}

fn reading_of(name: &str, company: &str, linkedin: Option<&ProfileSlug>, email: &str) -> PersonReading {
    let field = |value: &str| Field::of(value, Source::User, Certainty::Sure);
    PersonReading {
        name: field(name),
        company: field(company),
        linkedin: field(linkedin.map(ProfileSlug::as_str).unwrap_or_default()),
        email: field(email),
        ..PersonReading::default()
    }
}

/// Who of those known somebody just read is, or may be.
pub fn twins_of_reading(history: &History, reading: &PersonReading) -> Twins {
    let mut found = twins::find(&everybody(history), reading);
    let theirs =
        |person: PersonId| !reading.email.candidates.iter().any(|email| history.is_not_theirs(person, &email.value));
    found.likely.retain(|twin| theirs(twin.person));
    found
}

/// Who may be the same as a known person, without those whom the user told apart from them.
pub fn twins_of_known(history: &History, person: &Person) -> Vec<twins::Twin> {
    let linkedin = person.linkedin.as_ref();
    let mut reading = reading_of(&person.name, &person.company, linkedin, "");
    for email in &person.emails {
        reading.email.push(email.address.as_str(), Source::User, Certainty::Sure);
    }
    let not_theirs =
        |one: PersonId, other: &Person| other.emails.iter().any(|e| history.is_not_theirs(one, &e.address));
    let may_be = |other: &Person| {
        let apart = history.are_told_apart(other.id, person.id);
        other.id != person.id && !apart && !not_theirs(other.id, person) && !not_theirs(person.id, other)
    };
    let others: Vec<Person> = everybody(history).into_iter().filter(may_be).collect();
    let found = twins::find(&others, &reading);
    let same = found.same.map(|person| twins::Twin { person, signs: vec![twins::Sign::SameAddress] });
    same.into_iter().chain(found.likely).collect()
}

pub(super) fn everybody(history: &History) -> Vec<Person> {
    history.people.values().map(|record| record.person.clone()).collect()
}

/// The addr-spec of RFC 5321 as mail programs accept it: something, one `@`, a domain with a dot, no white space.
pub fn looks_like_address(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    !local.is_empty()
        && !local.contains(['@', ' ', '<', '>', ',', ';', '"'])
        && domain.contains('.')
        && domain.split('.').all(|label| {
            !label.is_empty()
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.chars().all(|c| c.is_alphanumeric() || c == '-')
        })
}

/// A slug, or any address of a profile: `linkedin.com/in/jane-roe?trk=…`.
pub fn slug_of(text: &str) -> Option<ProfileSlug> {
    let rest = match text.split_once("/in/") {
        Some((host, rest)) if host.to_lowercase().contains("linkedin.") => rest,
        Some(_) => return None,
        None if text.contains(['/', '.', ':']) => return None,
        None => text,
    };
    ProfileSlug::new(rest.split(['/', '?', '#']).next().unwrap_or_default())
}
