//! What the tab in front holds, and whether we know them.

use super::save::{find_person, slug_of};
use super::views::TabView;
use super::{Context, present};
use crate::capture::reading::{NothingReason, PersonReading, Reading};
use crate::capture::signature::{self, Sender};
use crate::capture::sites::Sites;
use crate::capture::snapshot::Snapshot;
use crate::capture::{linkedin, mail};
use crate::model::History;

pub fn read_tab(history: &History, snapshot: &Snapshot, ctx: &Context) -> TabView {
    match linkedin::read(snapshot) {
        Reading::Loading => TabView::Loading,
        Reading::Profile { person } => tab_of(history, person, ctx),
        // LinkedIn has no mail to read; what looks like one there is somebody's post.
        Reading::Nothing { reason } if reason != NothingReason::NotAProfile || on_linkedin(&snapshot.url) => {
            TabView::Nothing { reason }
        }
        Reading::Nothing { reason } => match sender_of(snapshot) {
            Some(person) => tab_of(history, Box::new(person), ctx),
            None => TabView::Nothing { reason },
        },
    }
}

fn tab_of(history: &History, reading: Box<PersonReading>, ctx: &Context) -> TabView {
    let slug = reading.linkedin.value().and_then(slug_of);
    let email = reading.email.value().unwrap_or_default();
    let known = find_person(history, slug.as_ref(), email)
        .and_then(|record| present::person_view(history, record.person.id, ctx.now))
        .map(Box::new);
    TabView::Person { reading, known }
}

/// Who wrote the open mail: by its headers, completed by the signature under the sender's own text.
fn sender_of(snapshot: &Snapshot) -> Option<PersonReading> {
    let sites = Sites::shipped().ok()?;
    let mail = mail::read(snapshot, &sites)?;
    if mail.sender.address.is_empty() {
        return None;
    }
    let mut person = mail.sender.reading();
    let sender = Sender { name: mail.sender.name.clone(), address: mail.sender.address.clone() };
    let signed = signature::read(&mail.body_text, Some(&sender)).person;
    // Somebody else's card, as in a forwarded mail, says nothing about the sender.
    let anothers = signed.email.value().is_some_and(|email| !email.eq_ignore_ascii_case(&mail.sender.address));
    if !anothers {
        let fields = [
            (&mut person.name, signed.name),
            (&mut person.title, signed.title),
            (&mut person.company, signed.company),
            (&mut person.phone, signed.phone),
            (&mut person.linkedin, signed.linkedin),
            (&mut person.website, signed.website),
            (&mut person.postal_address, signed.postal_address),
        ];
        for (field, found) in fields {
            for candidate in found.candidates {
                field.push(candidate.value, candidate.source, candidate.certainty);
            }
        }
    }
    Some(person)
}

fn on_linkedin(url: &str) -> bool {
    let host = url.split("://").nth(1).and_then(|rest| rest.split(['/', ':', '?', '#']).next()).unwrap_or_default();
    host == "linkedin.com" || host.ends_with(".linkedin.com")
}
