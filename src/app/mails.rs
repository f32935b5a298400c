//! What an open mail tells beside its sender: who else is in it, which times its text names, what is attached.

use super::Context;
use super::import::met;
use super::invites::{home, read_invites};
use super::views::{ImportView, InviteView, MailView, MetView, TimeView};
use crate::capture::address::{is_machine, is_of_nobody, mailbox};
use crate::capture::mail::{Correspondent, Link, MailReading};
use crate::capture::reading::{Certainty, Field, PersonReading};
use crate::capture::when::{self, Options, Precision};
use crate::model::History;
use jiff::Zoned;
use jiff::tz::TimeZone;
use std::collections::BTreeSet;

const MOST_OTHERS: usize = 30;
const MOST_TIMES: usize = 6;

/// Everybody of the mail but the user, the one it is from first.
pub fn correspondents<'m>(history: &History, mail: &'m MailReading, page_title: &str) -> Vec<&'m Correspondent> {
    let own = own_addresses(history, mail, page_title);
    let mut seen = BTreeSet::new();
    let everybody = std::iter::once(&mail.sender).chain(&mail.recipients).chain(&mail.cc);
    everybody
        .filter(|one| !one.address.is_empty() && !own.contains(&mailbox(&one.address)))
        .filter(|one| one.address == mail.sender.address || !is_machine(&one.address))
        .filter(|one| seen.insert(mailbox(&one.address)))
        .take(MOST_OTHERS + 1)
        .collect()
}

/// The user's mailboxes: the one they named, the one in the page's title, the one that the page calls "me", else the only
/// one that the mail went to.
fn own_addresses(history: &History, mail: &MailReading, page_title: &str) -> Vec<String> {
    let named = &history.settings.applicant.email;
    let everybody = || std::iter::once(&mail.sender).chain(&mail.recipients).chain(&mail.cc);
    let mut own: Vec<String> = Some(mailbox(named)).filter(|_| !named.trim().is_empty()).into_iter().collect();
    let title = page_title.to_lowercase();
    let titled =
        |address: &str| title.split(|c: char| c.is_whitespace() || "<>()".contains(c)).any(|word| word == address);
    own.extend(everybody().filter(|one| titled(&one.address)).map(|one| mailbox(&one.address)));
    // Webmail calls the reader so, not by name.
    let reader =
        |one: &&Correspondent| ["me", "ich", "mich", "mir", "moi"].contains(&one.name.trim().to_lowercase().as_str());
    own.extend(everybody().filter(reader).map(|one| mailbox(&one.address)));
    let found = own.iter().any(|own| everybody().any(|one| mailbox(&one.address) == *own));
    if !found {
        let mut received = mail.recipients.iter().chain(&mail.cc);
        if let (Some(only), None) = (received.next(), received.next()) {
            own.push(mailbox(&only.address));
        }
    }
    own
}

/// `others`: the correspondents without `person`, whom the form is about.
pub fn mail_view(
    history: &History,
    mail: &MailReading,
    person: &PersonReading,
    others: &[&Correspondent],
    ctx: &Context,
) -> MailView {
    let host = |address: &str| address.rsplit_once('@').map(|(_, host)| host.to_owned());
    let (theirs, company) = (person.email.value().and_then(host), person.company.best());
    let others = others.iter().map(|one| {
        let private = one.address.rsplit_once('@').is_some_and(|(_, host)| is_of_nobody(host));
        let mut other = met(history, one.reading());
        // A colleague by the address: the company as the signature writes it, still a guess.
        if let Some(company) = company.filter(|_| !private && host(&one.address) == theirs) {
            other.reading.company = Field::of(company.value.as_str(), company.source, Certainty::Doubtful);
        }
        MetView { perhaps_user: private && history.settings.applicant.email.is_empty(), ..other }
    });
    let name = |link: &Link| {
        let file = link.url.split(['?', '#']).next().and_then(|path| path.rsplit('/').next()).unwrap_or_default();
        if link.text.trim().is_empty() { file.to_owned() } else { link.text.trim().to_owned() }
    };
    MailView {
        subject: mail.subject.clone(),
        others: others.collect(),
        times: times(mail, ctx),
        attached: calendar_files(mail).map(name).collect(),
        invite: written_out(history, mail, ctx).map(Box::new),
    }
}

/// Attached calendar files, and those that the text links to.
fn calendar_files(mail: &MailReading) -> impl Iterator<Item = &Link> {
    let linked = mail.links.iter().filter(|link| {
        let path = link.url.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
        path.starts_with("http") && path.ends_with(".ics") && mail.invites.iter().all(|known| known.url != link.url)
    });
    mail.invites.iter().chain(linked).take(MOST_TIMES)
}

/// The times that the writer's own words name, relative to the mail's date. Without a named zone they are taken for the
/// reader's.
fn times(mail: &MailReading, ctx: &Context) -> Vec<TimeView> {
    let tz = home(ctx);
    let sent = mail.date.as_ref().and_then(|date| date.at).and_then(|at| at.to_zoned(tz.clone()).ok());
    let reference = sent.unwrap_or_else(|| ctx.now.to_zoned(tz.clone()));
    let quoted = |line: &&str| !line.trim_start().starts_with('>');
    let own: Vec<&str> = mail.body_text.lines().filter(quoted).collect();
    let text = format!("{}\n\n{}", mail.subject, own.join("\n"));
    let mut seen = BTreeSet::new();
    when::find(&text, &reference, &Options::default())
        .into_iter()
        .filter_map(|found| time_view(&found, &tz))
        .filter(|time| seen.insert((time.date, time.time)))
        .take(MOST_TIMES)
        .collect()
}

fn time_view(found: &when::When, tz: &TimeZone) -> Option<TimeView> {
    let words = found.text.split_whitespace().collect::<Vec<_>>().join(" ");
    let at_home = |at: Zoned| at.with_time_zone(tz.clone());
    match found.precision {
        Precision::Minute => {
            let start = at_home(found.to_zoned(tz)?);
            let end = found.end_to_zoned(tz).map(at_home);
            let minutes = end.map(|end| end.timestamp().duration_since(start.timestamp()).as_mins());
            let minutes = minutes.filter(|minutes| (1..=24 * 60).contains(minutes));
            Some(TimeView { words, date: start.date(), time: Some(start.time()), minutes, certainty: found.certainty })
        }
        Precision::Day | Precision::DayPart => {
            Some(TimeView { words, date: found.start.date, time: None, minutes: None, certainty: found.certainty })
        }
        Precision::Week | Precision::Month | Precision::Longer => None,
    }
}

/// An invite that a program shows as text instead of reading it.
fn written_out(history: &History, mail: &MailReading, ctx: &Context) -> Option<InviteView> {
    const END: &str = "END:VCALENDAR";
    let from = mail.body_text.find("BEGIN:VCALENDAR")?;
    let rest = mail.body_text.get(from..)?;
    let to = rest.find(END)? + END.len();
    match read_invites(history, rest.get(..to)?.as_bytes(), ctx).ok()? {
        ImportView::Invites { invites, .. } => invites.into_iter().next(),
        ImportView::Cards { .. } => None,
    }
}
