//! A message by the site data of its webmail.

use super::body::{body_text, links};
use super::{Correspondent, Link, MailDate, MailReading, date};
use crate::capture::address::{address_in, clean_name, name_and_address};
use crate::capture::css::Selector;
use crate::capture::dom::{Dom, Place};
use crate::capture::lines::plain;
use crate::capture::sites::{ReadingPlaces, Site};

/// A header with more people than this is not shown in full by any program.
const MAX_PEOPLE: usize = 500;

/// Whether the page itself shows that it is this program.
pub(super) fn detected(dom: &Dom<'_>, site: &Site) -> bool {
    site.detect.iter().any(|text| !select(dom, text).is_empty())
}

pub(super) fn read(dom: &Dom<'_>, rules: &ReadingPlaces, lang: &str) -> Option<MailReading> {
    let senders: Vec<Vec<Place>> = rules.sender.iter().map(|text| select(dom, text)).collect();
    let bodies: Vec<Vec<Place>> = rules.body.iter().map(|text| select(dom, text)).collect();
    let mut messages = rules
        .message
        .iter()
        .map(|text| visible(dom, select(dom, text)))
        .find(|found| !found.is_empty())
        .unwrap_or_default();
    // One inside the other is the same message.
    let mut end = 0;
    messages.retain(|place| {
        let outer = *place >= end;
        end = end.max(dom.subtree(*place).end);
        outer
    });
    let mut best: Option<(Place, Place, Correspondent, Option<Place>)> = None;
    for message in messages {
        let Some((place, sender)) = first_person(dom, rules, message, &senders) else { continue };
        let body = inside(dom, message, &bodies).into_iter().rfind(|place| !dom.hidden(*place));
        // Of a thread, the last message that is unfolded.
        if body.is_some() || best.as_ref().is_none_or(|(.., body)| body.is_none()) {
            best = Some((message, place, sender, body));
        }
    }
    let (message, sender_place, sender, body) = best?;
    let apart = body.unwrap_or(sender_place);
    let people = |texts: &[String]| {
        let lists: Vec<Vec<Place>> = texts.iter().map(|text| select(dom, text)).collect();
        let around_sender =
            |place: Place| dom.subtree(sender_place).contains(&place) || dom.subtree(place).contains(&sender_place);
        let mut found = inside(dom, message, &lists);
        found.retain(|place| !around_sender(*place) && (apart == sender_place || !dom.subtree(apart).contains(place)));
        correspondents(dom, rules, &found)
    };
    let mut reading =
        MailReading { recipients: people(&rules.recipients), cc: people(&rules.cc), sender, ..MailReading::default() };
    reading.subject = subject(dom, rules, message);
    reading.date = date_of(dom, rules, message, lang);
    if let Some(body) = body {
        reading.body_text = body_text(dom, dom.subtree(body));
        reading.links = links(dom, dom.subtree(body));
    }
    reading.invites = invites(dom, rules, message);
    Some(reading)
}

/// Selectors that this matcher does not know match nothing; a test holds that the shipped ones are known.
pub(super) fn select(dom: &Dom<'_>, text: &str) -> Vec<Place> {
    Selector::parse(text).map(|selector| dom.select(&selector)).unwrap_or_default()
}

fn visible(dom: &Dom<'_>, places: Vec<Place>) -> Vec<Place> {
    places.into_iter().filter(|place| !dom.hidden(*place)).collect()
}

/// What the first selector with any match in the message matches there.
fn inside(dom: &Dom<'_>, message: Place, lists: &[Vec<Place>]) -> Vec<Place> {
    let range = dom.subtree(message);
    let mut found = lists.iter().map(|list| {
        let (from, to) = (list.partition_point(|p| *p < range.start), list.partition_point(|p| *p < range.end));
        list.get(from..to).unwrap_or_default()
    });
    found.find(|list| !list.is_empty()).map(<[Place]>::to_vec).unwrap_or_default()
}

fn first_person(
    dom: &Dom<'_>,
    rules: &ReadingPlaces,
    message: Place,
    senders: &[Vec<Place>],
) -> Option<(Place, Correspondent)> {
    let found = inside(dom, message, senders);
    let mut people = found.into_iter().filter(|place| !dom.hidden(*place));
    people.find_map(|place| Some((place, correspondent(dom, rules, place)?)))
}

pub(super) fn correspondents(dom: &Dom<'_>, rules: &ReadingPlaces, places: &[Place]) -> Vec<Correspondent> {
    let mut people: Vec<Correspondent> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for place in places.iter().take(MAX_PEOPLE) {
        if let Some(person) = correspondent(dom, rules, *place)
            && seen.insert(person.address.clone())
        {
            people.push(person);
        }
    }
    people
}

/// Reads the person that an element stands for: the address from an attribute of the element or of one inside it, or
/// else from its text.
pub(super) fn correspondent(dom: &Dom<'_>, rules: &ReadingPlaces, place: Place) -> Option<Correspondent> {
    let range = dom.subtree(place);
    let attribute = |names: &[String]| {
        let elements = range.clone().take(200);
        elements
            .flat_map(|p| names.iter().filter_map(move |name| dom.attribute(p, name)))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let held = attribute(&rules.address_attribute);
    let held = held.iter().map(|value| value.strip_prefix(rules.address_prefix.as_str()).unwrap_or(value));
    let (mut name, mut address) = (String::new(), None);
    for value in held {
        let (value_name, value_address) = name_and_address(value);
        if value_address.is_some() {
            (name, address) = (value_name, value_address);
            break;
        }
    }
    let text = short_text(dom, place);
    let (text_name, text_address) = name_and_address(&text);
    let address = address.or(text_address)?;
    let named = attribute(&rules.name_attribute).into_iter().map(|value| clean_name(&plain(&value)));
    let candidates = named.chain([text_name, name]);
    let name = candidates.into_iter().find(|name| is_name(name, &address)).unwrap_or_default();
    Some(Correspondent { name, address })
}

/// The beginning of an element's visible text: who says more there is no person's element.
fn short_text(dom: &Dom<'_>, place: Place) -> String {
    let mut out = String::new();
    for inner in dom.subtree(place).take(200).filter(|inner| !dom.hidden(*inner)) {
        for word in dom.own_text(inner).split_whitespace() {
            if out.len() > 1_000 {
                return out;
            }
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(word);
        }
    }
    plain(&out)
}

/// Neither empty, nor the address again, nor a sentence.
pub(super) fn is_name(name: &str, address: &str) -> bool {
    !name.is_empty()
        && name.chars().count() <= 120
        && !name.to_lowercase().contains(address)
        && address_in(name).is_none()
}

/// The last heading that stands before the message's end and bears the subject.
fn subject(dom: &Dom<'_>, rules: &ReadingPlaces, message: Place) -> String {
    let found = rules.subject.iter().map(|text| visible(dom, select(dom, text))).find(|found| !found.is_empty());
    let end = dom.subtree(message).end;
    let found = found.unwrap_or_default();
    let place = found.iter().rfind(|place| **place < end).or(found.first());
    place.map(|place| plain(&dom.text(*place))).unwrap_or_default()
}

pub(super) fn date_of(dom: &Dom<'_>, rules: &ReadingPlaces, message: Place, lang: &str) -> Option<MailDate> {
    let lists: Vec<Vec<Place>> = rules.date.iter().map(|text| select(dom, text)).collect();
    let places = inside(dom, message, &lists);
    let mut dates = places.into_iter().filter_map(|place| {
        let held = rules.date_attribute.iter().find_map(|name| dom.attribute(place, name)).map(plain);
        let text = held.filter(|text| !text.is_empty()).unwrap_or_else(|| plain(&dom.text(place)));
        (!text.is_empty() && text.len() <= 200).then(|| MailDate { at: date::parse(&text, lang), text })
    });
    dates.next()
}

pub(super) fn invites(dom: &Dom<'_>, rules: &ReadingPlaces, message: Place) -> Vec<Link> {
    let mut found: Vec<Link> = Vec::new();
    let range = dom.subtree(message);
    for text in &rules.attachments {
        for place in select(dom, text).into_iter().filter(|place| range.contains(place)) {
            if let Some(link) = calendar_file(dom, place)
                && !found.contains(&link)
                && found.len() < 20
            {
                found.push(link);
            }
        }
    }
    found
}

fn calendar_file(dom: &Dom<'_>, place: Place) -> Option<Link> {
    // Chromium's drag-out form: `text/calendar:invite.ics:https://…`.
    if let Some((kind, rest)) = dom.attribute(place, "download_url").and_then(|value| value.split_once(':'))
        && let Some((name, url)) = rest.split_once(':')
    {
        let calendar = kind.eq_ignore_ascii_case("text/calendar") || is_calendar_name(name);
        return calendar.then(|| Link { text: plain(name), url: url.to_owned() });
    }
    let url = dom.attribute(place, "href")?;
    let text = plain(&dom.text(place));
    let told = ["download", "title", "aria-label", "type"].into_iter().filter_map(|name| dom.attribute(place, name));
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let calendar =
        told.chain([text.as_str(), path]).any(|t| is_calendar_name(t) || t.eq_ignore_ascii_case("text/calendar"));
    calendar.then(|| Link { text, url: url.to_owned() })
}

/// `invite.ics`, also with a size behind it: `invite.ics (2 KB)`.
fn is_calendar_name(text: &str) -> bool {
    let lower = text.to_lowercase();
    lower
        .split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '"' | ',' | '&'))
        .any(|word| word.ends_with(".ics"))
}
