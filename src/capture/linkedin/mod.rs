//! LinkedIn profile pages.
//!
//! No single sign is trusted: classes change every few months, titles lag behind in-page navigation, side rails are
//! full of other people. The address says whom the page is about; [`subject`] finds the name that the page itself ties
//! to that address, [`card`] and [`experience`] weigh several signs for each other field. A field without enough of
//! them, or with as many for one value as for another, stays empty.

mod address;
mod card;
mod evidence;
mod experience;
mod headline;
mod name;
mod page;
mod site;
mod structured;
mod subject;
mod tie;

pub use address::is_linkedin_url;

use address::Address;
use evidence::{Evidence, same_organisation, same_text};
use page::Page;
use subject::{Found, Subject};

use super::dom::Dom;
use super::reading::{Certainty, Field, NothingReason, PersonReading, Reading, Source};
use super::snapshot::Snapshot;

/// Reads the profile that a page's address names. Linear in the snapshot's size; never panics.
pub fn read(snapshot: &Snapshot) -> Reading {
    let nothing = |reason| Reading::Nothing { reason };
    let slug = match address::address(&snapshot.url) {
        Address::Profile { slug } => slug,
        Address::Login => return nothing(NothingReason::LoginWall),
        Address::ProfilePart { .. } | Address::Other => return nothing(NothingReason::NotAProfile),
    };
    let Some(site) = site::site() else { return nothing(NothingReason::NotAProfile) };
    let dom = Dom::new(snapshot);
    if is_wall(&dom) {
        return nothing(NothingReason::LoginWall);
    }
    let page = Page::new(&dom, site, &slug);
    let record = structured::structured(&page);
    match subject::find(&page, record.as_ref()) {
        Found::Subject(subject)
            if name::is_masked(&subject.name) && (!page.signed_in || subject.name.contains('*')) =>
        {
            nothing(NothingReason::Masked)
        }
        Found::Subject(subject) => Reading::Profile { person: Box::new(person(&page, &subject, record.as_ref())) },
        Found::Stale => Reading::Loading,
        Found::Nobody if asks_to_sign_in(&page) => nothing(NothingReason::LoginWall),
        Found::Nobody => Reading::Loading,
    }
}

fn person(page: &Page<'_>, subject: &Subject, record: Option<&structured::Structured>) -> PersonReading {
    let card = card::card(page, subject);
    let headline = card::headline_field(page, subject, &card);
    let location = card::location(page, subject, &card, headline.value(), record);
    let mut employers = card::company_evidence(page, subject, &card, headline.value(), location.value(), record);
    let titled = name::in_title(page.site, &page.dom.snapshot.title).and_then(|(_, rest)| rest);

    let mut known: Vec<String> = employers.values();
    let job = headline.value().and_then(|h| headline::split(page.site, h, &texts(&known)));
    if let Some(job) = &job {
        employers.add(card::Sign::Headline, 2, &job.company);
        // The card names it as well, if only as one of several.
        let lines = page.lines.get(card.range.clone()).unwrap_or_default();
        if lines.iter().any(|l| !l.hidden && same_text(&l.text, &job.company)) {
            employers.add(card::Sign::Twice, 3, &job.company);
        }
        known.push(job.company.clone());
    }
    let positions = experience::current_positions(page, &texts(&known));
    // Two lines that only their order tells apart count where the page says nothing else.
    let positions: Vec<_> = positions.into_iter().filter(|p| p.sure || known.is_empty()).collect();
    for (rank, position) in positions.iter().enumerate() {
        match rank {
            0 => employers.add(card::Sign::Experience, 3, &position.company),
            _ if known.iter().any(|k| same_organisation(k, &position.company)) => {
                employers.add(card::Sign::Experience, 2, &position.company);
            }
            _ => {}
        }
    }
    // A word like "in" splits a headline only before an employer that the page names.
    let job = job.or_else(|| {
        let known = employers.values();
        headline.value().and_then(|h| headline::split(page.site, h, &texts(&known)))
    });
    let company = employers.field(2);

    let mut jobs = Evidence::new(same_text);
    // Where employers contradict each other, so do their jobs.
    let here = |other: &str| company.value().map_or(employers.is_empty(), |c| same_organisation(c, other));
    if let Some(position) = positions.iter().find(|p| here(&p.company)) {
        jobs.add(card::Sign::Experience, 4, &position.title);
    }
    if let Some(record) = record.filter(|r| r.proven && r.company.as_deref().is_none_or(here))
        && let Some(title) = &record.title
    {
        jobs.add(card::Sign::Record, 3, title);
    }
    if let Some(job) = job.as_ref().filter(|j| here(&j.company)) {
        jobs.add(card::Sign::Headline, 3, &job.title);
    }
    if let (Some(rest), Some(company)) = (&titled, company.value())
        && let Some((title, _)) = [" - ", " – "].iter().find_map(|mark| rest.split_once(&format!("{mark}{company}")))
    {
        jobs.add(card::Sign::Title, 2, title);
    }
    let title = jobs.field(2);

    let degree = tie::degree(page, subject, &card);
    let connect_offered = tie::connect_offered(page, subject, &card, degree);
    PersonReading {
        name: Field::of(subject.name.clone(), Source::LinkedinProfile, subject.certainty),
        headline,
        title,
        company,
        location,
        linkedin: Field::of(page.slug, Source::LinkedinProfile, Certainty::Sure),
        connect_offered,
        degree,
        ..PersonReading::default()
    }
}

fn texts(values: &[String]) -> Vec<&str> {
    values.iter().map(String::as_str).collect()
}

/// The page says of itself that it asks to sign in, whatever its address (`meta name=pageKey`).
fn is_wall(dom: &Dom<'_>) -> bool {
    let key =
        dom.places().take(400).find(|p| dom.attribute(*p, "name").is_some_and(|n| n.eq_ignore_ascii_case("pagekey")));
    let key = key.and_then(|p| dom.attribute(p, "content")).unwrap_or_default();
    ["auth_wall", "authwall", "uas-", "checkpoint"].iter().any(|wall| key.contains(wall))
}

/// A form for a password, on a page that shows no member.
fn asks_to_sign_in(page: &Page<'_>) -> bool {
    page.dom.places().any(|p| {
        page.dom.tag(p) == "input"
            && (page.dom.attribute(p, "type") == Some("password")
                || matches!(page.dom.attribute(p, "name"), Some("session_key" | "session_password")))
    })
}
