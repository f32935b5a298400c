//! A message in a webmail that we have no data for, or that has changed: by what all such pages have in common. People
//! are elements with an address in an attribute or in their text; a header is where a person and a date stand together;
//! a body follows it. Rows of a list have persons and dates too, but other rows beside them and no body below.

use super::body::{body_text, links};
use super::places::{correspondent, date_of, invites, is_name};
use super::{Correspondent, MailDate, MailReading, date};
use crate::capture::address::{address_in, clean_name};
use crate::capture::dom::{Dom, Place};
use crate::capture::lines::plain;
use crate::capture::sites::ReadingPlaces;

/// More dates than this make a page a list or a calendar; the rest is not looked at.
const MAX_DATES: usize = 300;
/// Person and date of one header are neighbours (nodes of the page between them).
const MAX_APART: usize = 200;
/// A row of a list shows no more text than this (bytes).
const ROW_TEXT: usize = 500;
/// A thread seldom shows more headers than this.
const MANY: usize = 8;

struct Page<'d, 'p> {
    dom: &'d Dom<'p>,
    people: Vec<(Place, Correspondent)>,
    dates: Vec<(Place, MailDate)>,
    /// Bytes of visible text before each place, and one more entry for the end.
    text_before: Vec<usize>,
}

pub(super) fn read(dom: &Dom<'_>, rules: &ReadingPlaces, lang: &str) -> Option<MailReading> {
    let page = Page::new(dom, rules, lang);
    let mut headers: Vec<(Place, Place, MailDate)> = Vec::new();
    for (at, date) in page.dates.iter().take(MAX_DATES) {
        // The smallest element with this date and somebody.
        let holder = dom.ancestors(*at).find(|place| !page.people_in(*place).is_empty());
        let Some(holder) = holder else { continue };
        let near = page.people_in(holder).first().is_some_and(|(place, _)| place.abs_diff(*at) <= MAX_APART);
        if near && headers.last().is_none_or(|(last, ..)| *last != holder) {
            headers.push((holder, *at, date.clone()));
        }
    }
    headers.sort_by_key(|(holder, ..)| *holder);
    headers.iter().rev().find_map(|(holder, at, date)| page.message(*holder, *at, date, &headers, rules, lang))
}

impl<'d, 'p> Page<'d, 'p> {
    fn new(dom: &'d Dom<'p>, rules: &ReadingPlaces, lang: &str) -> Self {
        let mut page =
            Self { dom, people: Vec::new(), dates: Vec::new(), text_before: Vec::with_capacity(dom.len() + 1) };
        let (mut length, mut skipped_to) = (0, 0);
        for place in dom.places() {
            page.text_before.push(length);
            if place < skipped_to || dom.hidden(place) {
                continue;
            }
            if is_aside(dom, place) {
                skipped_to = dom.subtree(place).end;
                continue;
            }
            let text = dom.own_text(place);
            length += text.trim().len();
            let person = page.person(place, text, rules);
            if let Some(person) = person {
                page.people.push(person);
            } else if let Some(date) = date_at(dom, place, text, lang) {
                page.dates.push((place, date));
            }
        }
        page.text_before.push(length);
        page
    }

    fn person(&self, place: Place, text: &str, rules: &ReadingPlaces) -> Option<(Place, Correspondent)> {
        let dom = self.dom;
        let held = |value: &str| value.contains('@') && value.len() <= 320 && address_in(value).is_some();
        if !text.is_empty() {
            if !held(text) || !is_alone(text) {
                return None;
            }
            let around = dom.parent(place)?;
            let known = self.people.last().is_some_and(|(last, _)| dom.subtree(*last).contains(&place));
            let person = Correspondent { address: address_in(text)?, name: String::new() };
            return (!known).then(|| (around, self.named(around, person, rules)));
        }
        let value = dom
            .node(place)?
            .attributes
            .iter()
            .filter(|(name, _)| !matches!(name.as_str(), "id" | "class" | "src" | "srcset" | "style"));
        let value = value.map(|(_, value)| value).find(|value| held(value))?;
        let address = address_in(value)?;
        let inside = self.people.last().filter(|(last, _)| dom.subtree(*last).contains(&place));
        if inside.is_some_and(|(_, person)| person.address == address) {
            return None;
        }
        Some((place, self.named(place, Correspondent { address, name: String::new() }, rules)))
    }

    /// Looks for the name on the element, and then around it while nobody else is there.
    fn named(&self, place: Place, mut person: Correspondent, rules: &ReadingPlaces) -> Correspondent {
        let dom = self.dom;
        if let Some(read) = correspondent(dom, rules, place).filter(|read| read.address == person.address) {
            person.name = read.name;
        }
        for around in dom.ancestors(place).take(3) {
            if !person.name.is_empty() || dom.subtree(around).len() > 60 {
                break;
            }
            let text = plain(&dom.text(around));
            let words = text.to_lowercase().find(&person.address).and_then(|at| text.get(..at)).unwrap_or(&text);
            let name =
                clean_name(words.trim_matches(|c: char| c.is_whitespace() || matches!(c, '<' | '(' | '[' | ':')));
            let other = text.matches('@').count() > 1 || name.contains(|c: char| c.is_ascii_digit() || c == ':');
            if !other && is_name(&name, &person.address) {
                person.name = name;
            }
        }
        person
    }

    fn people_in(&self, place: Place) -> &[(Place, Correspondent)] {
        let range = self.dom.subtree(place);
        let from = self.people.partition_point(|(at, _)| *at < range.start);
        let to = self.people.partition_point(|(at, _)| *at < range.end);
        self.people.get(from..to).unwrap_or_default()
    }

    fn text_length(&self, place: Place) -> usize {
        let range = self.dom.subtree(place);
        let at = |place: Place| self.text_before.get(place).copied().unwrap_or_default();
        at(range.end).saturating_sub(at(range.start))
    }

    fn children(&self, place: Place) -> impl Iterator<Item = Place> + '_ {
        let range = self.dom.subtree(place);
        let mut next = range.start + 1;
        std::iter::from_fn(move || {
            let child = next;
            (child < range.end).then(|| {
                next = self.dom.subtree(child).end;
                child
            })
        })
    }

    /// The message whose header is in `holder`. Nothing when other headers stand beside it and no body is below.
    fn message(
        &self,
        holder: Place,
        date_place: Place,
        date: &MailDate,
        headers: &[(Place, Place, MailDate)],
        rules: &ReadingPlaces,
        lang: &str,
    ) -> Option<MailReading> {
        let dom = self.dom;
        let in_row = dom.ancestors(holder).take(4).any(|place| {
            matches!(dom.attribute(place, "role"), Some("row" | "option" | "treeitem")) || dom.tag(place) == "a"
        });
        // Rows without an element of their own.
        let beside = |(other, _): &(Place, MailDate)| {
            let between = date_place.min(*other)..date_place.max(*other);
            let from = self.people.partition_point(|(place, _)| *place < between.start);
            *other != date_place
                && dom.parent(*other) == dom.parent(date_place)
                && self.people.get(from).is_some_and(|(place, _)| between.contains(place))
        };
        if in_row || self.is_row(holder, headers) || self.dates.iter().take(MAX_DATES).any(beside) {
            return None;
        }
        // What comes first in the holder is the header, up to the later one of the two.
        let first = self.people_in(holder).first().map_or(holder, |(place, _)| *place);
        let anchor = first.max(date_place);
        let mut branch = self.children(holder).find(|child| dom.subtree(*child).contains(&anchor)).unwrap_or(holder);
        let header_end = dom.subtree(branch).end;
        let mut people: Vec<(Place, Correspondent)> =
            self.people_in(holder).iter().filter(|(place, _)| *place < header_end).cloned().collect();
        for around in dom.ancestors(holder).skip(usize::from(branch == holder)) {
            let mut bodies = Vec::new();
            for child in self.children(around).filter(|child| *child != branch) {
                let range = dom.subtree(child);
                let from = headers.partition_point(|(other, ..)| *other < range.start);
                let inside =
                    headers.get(from..).unwrap_or_default().iter().take_while(|(other, ..)| *other < range.end);
                let others =
                    inside.map(|(other, at, _)| (*other, *at)).any(|other| alike(dom, other, (holder, date_place)));
                if others {
                    return None;
                }
                let (here, length) = (self.people_in(child), self.text_length(child));
                if child < branch || length == 0 || is_aside(dom, child) {
                    continue;
                }
                let named: usize = here.iter().map(|(place, _)| self.text_length(*place)).sum();
                let range = dom.subtree(child);
                let dated = self.dates.get(self.dates.partition_point(|(at, _)| *at < range.start));
                let dated = dated.is_some_and(|(at, _)| range.contains(at));
                if !here.is_empty()
                    && !dated
                    && length.saturating_sub(named) <= 40 + 10 * here.len()
                    && bodies.is_empty()
                {
                    people.extend_from_slice(here);
                } else {
                    bodies.push((length, child));
                }
            }
            if let Some((length, body)) =
                bodies.into_iter().max_by_key(|(length, child)| (*length, std::cmp::Reverse(*child)))
            {
                // Where there are many headers, a short text below one is more likely the rest of a row.
                if length < ROW_TEXT && headers.len() > MANY {
                    return None;
                }
                return self.reading(holder, around, body, people, date, rules, lang);
            }
            branch = around;
        }
        None
    }

    /// Whether the header stands in a row of a list: something short with others of its kind beside it that hold headers
    /// too. A thread of short messages looks the same, and is left alone.
    fn is_row(&self, holder: Place, headers: &[(Place, Place, MailDate)]) -> bool {
        let dom = self.dom;
        let short = dom.ancestors(holder).take(8).take_while(|place| self.text_length(*place) < ROW_TEXT);
        short.into_iter().any(|row| {
            let Some(list) = dom.parent(row) else { return false };
            let others = self.children(list).filter(|other| *other != row).filter(|other| {
                let range = dom.subtree(*other);
                let from = headers.partition_point(|(holder, ..)| *holder < range.start);
                headers.get(from).is_some_and(|(holder, ..)| range.contains(holder))
            });
            let (mut like, mut unlike) = (0, 0);
            for other in others.take(8) {
                *(if dom.tag(other) == dom.tag(row) { &mut like } else { &mut unlike }) += 1;
            }
            let few = if matches!(dom.tag(row), "tr" | "li") { 1 } else { 2 };
            like >= few || like + unlike >= 3
        })
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of one message")]
    fn reading(
        &self,
        holder: Place,
        message: Place,
        body: Place,
        people: Vec<(Place, Correspondent)>,
        date: &MailDate,
        rules: &ReadingPlaces,
        lang: &str,
    ) -> Option<MailReading> {
        let dom = self.dom;
        let (_, mut sender) = people.first()?.clone();
        let mut recipients: Vec<Correspondent> = Vec::new();
        for (_, person) in people.into_iter().skip(1).take(200) {
            let known = if person.address == sender.address {
                Some(&mut sender)
            } else {
                recipients.iter_mut().find(|other| other.address == person.address)
            };
            match known {
                Some(known) if known.name.is_empty() => known.name = person.name,
                Some(_) => {}
                None => recipients.push(person),
            }
        }
        let heading = (0..holder).rev().take(5_000).find(|place| {
            let level =
                matches!(dom.tag(*place), "h1" | "h2" | "h3") || dom.attribute(*place, "role") == Some("heading");
            level && !dom.hidden(*place) && self.text_length(*place) > 0 && !dom.subtree(*place).contains(&holder)
        });
        let stated = date_of(dom, rules, message, lang).filter(|stated| stated.at.is_some());
        Some(MailReading {
            sender,
            recipients,
            subject: heading.map(|place| dom.text(place)).unwrap_or_default(),
            date: Some(stated.filter(|_| date.at.is_none()).unwrap_or_else(|| date.clone())),
            body_text: body_text(dom, body),
            links: links(dom, body),
            invites: invites(dom, rules, message),
            ..MailReading::default()
        })
    }
}

/// Rows of one list are equally deep and of one kind, and so are the dates in them. Each is a holder and its date. (The
/// text of a message may name dates and people too.)
fn alike(dom: &Dom<'_>, a: (Place, Place), b: (Place, Place)) -> bool {
    let element = |place: Place| if dom.tag(place).is_empty() { dom.parent(place).unwrap_or(place) } else { place };
    let same = |a: Place, b: Place| dom.depth(a) == dom.depth(b) && dom.tag(a) == dom.tag(b);
    a.0 != b.0 && same(a.0, b.0) && same(element(a.1), element(b.1))
}

/// Where people stand who are no part of a message: navigation, side rails, what is being written.
fn is_aside(dom: &Dom<'_>, place: Place) -> bool {
    matches!(dom.tag(place), "nav" | "aside" | "textarea" | "input" | "select" | "script" | "style" | "head" | "footer")
        || matches!(
            dom.attribute(place, "role"),
            Some("navigation" | "complementary" | "textbox" | "search" | "menu" | "contentinfo")
        )
        || dom.attribute(place, "contenteditable").is_some_and(|value| value != "false")
}

/// `ada@example.org`, `<ada@example.org>` or `Ada Muster <ada@example.org>` and no sentence.
fn is_alone(text: &str) -> bool {
    let text = text.trim();
    let last = text.split_whitespace().next_back().unwrap_or_default();
    last.contains('@') && text.split_whitespace().count() <= 7
}

fn date_at(dom: &Dom<'_>, place: Place, text: &str, lang: &str) -> Option<MailDate> {
    if !text.is_empty() {
        let text = plain(text);
        return date::looks_like_date(&text).then(|| MailDate { at: date::parse(&text, lang), text });
    }
    let held =
        dom.node(place)?.attributes.iter().map(|(_, value)| plain(value)).find(|value| date::looks_like_date(value))?;
    // A link or picture may bear a date in its title; a header's date shows some of it as text.
    let shown = dom.subtree(place).len() <= 12 && dom.text(place).contains(|c: char| c.is_ascii_digit());
    shown.then(|| MailDate { at: date::parse(&held, lang), text: held })
}
