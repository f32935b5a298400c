//! What the tab in front holds, and whether we know them.

use super::save::twins_of_reading;
use super::views::{MailView, TabView};
use super::{Context, mails, present};
use crate::capture::mail::MailReading;
use crate::capture::reading::{NothingReason, PersonReading, Reading};
use crate::capture::signature::{self, Sender};
use crate::capture::sites::Sites;
use crate::capture::snapshot::Snapshot;
use crate::capture::twins::Twin;
use crate::capture::{linkedin, mail};
use crate::model::History;

pub fn read_tab(history: &History, snapshot: &Snapshot, ctx: &Context) -> TabView {
    match linkedin::read(snapshot) {
        Reading::Loading => TabView::Loading,
        Reading::Profile { person } => tab_of(history, person, None, ctx),
        // LinkedIn has no mail to read; what looks like one there is somebody's post.
        Reading::Nothing { reason } if reason != NothingReason::NotAProfile || on_linkedin(&snapshot.url) => {
            TabView::Nothing { reason }
        }
        Reading::Nothing { reason } => read_mail(history, snapshot, ctx).unwrap_or(TabView::Nothing { reason }),
    }
}

fn tab_of(history: &History, reading: Box<PersonReading>, mail: Option<Box<MailView>>, ctx: &Context) -> TabView {
    let found = twins_of_reading(history, &reading);
    let known = found.same.and_then(|id| present::person_view(history, id, ctx.now)).map(Box::new);
    let apart = |twin: &Twin| found.same.is_some_and(|same| history.are_told_apart(same, twin.person));
    let likely = found.likely.into_iter().filter(|twin| !apart(twin)).collect();
    TabView::Person { reading, known, twins: present::twin_views(history, likely), mail }
}

/// Whom the open mail is from, or, of the user's own mail, whom it went to; and what else it tells.
fn read_mail(history: &History, snapshot: &Snapshot, ctx: &Context) -> Option<TabView> {
    let sites = Sites::shipped().ok()?;
    let mail = mail::read(snapshot, &sites)?;
    let everybody = mails::correspondents(history, &mail, &snapshot.title);
    let (first, others) = everybody.split_first()?;
    let person = if first.address == mail.sender.address { signed(&mail) } else { first.reading() };
    let view = mails::mail_view(history, &mail, &person, others, ctx);
    Some(tab_of(history, Box::new(person), Some(Box::new(view)), ctx))
}

/// Who wrote the mail: by its headers, completed by the signature under the sender's own text.
fn signed(mail: &MailReading) -> PersonReading {
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
    person
}

fn on_linkedin(url: &str) -> bool {
    let host = url.split("://").nth(1).and_then(|rest| rest.split(['/', ':', '?', '#']).next()).unwrap_or_default();
    host == "linkedin.com" || host.ends_with(".linkedin.com")
}
