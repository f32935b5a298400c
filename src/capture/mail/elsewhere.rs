//! A message in a webmail that we have no data for, or that has changed: by what all such pages have in common. People
//! are elements with an address in an attribute or in their text; a header is where a person and a date stand together;
//! a body follows it. Rows of a list have persons and dates too, but other rows beside them and no body below.

use super::body::{Span, body_text, links};
use super::labels::{Kind, Labels};
use super::places::{correspondent, date_of, invites, is_name, select};
use super::{Correspondent, MailDate, MailReading, date};
use crate::capture::address::{address_in, clean_name, name_and_address};
use crate::capture::dom::{Dom, Place};
use crate::capture::lines::plain;
use crate::capture::sites::ReadingPlaces;

/// More dates than this make a page a list or a calendar; the rest is not looked at.
const MAX_DATES: usize = 300;
/// Person and date of one header are neighbours (nodes of the page between them).
const MAX_APART: usize = 200;
/// A row of a list shows no more text than this (bytes).
const ROW_TEXT: usize = 500;
/// An entry of a calendar or a log shows no more (bytes).
const SHORT: usize = 80;
/// A subject stands at most so many nodes above its header.
const HEADER: usize = 300;
/// A thread seldom shows more headers than this.
const MANY: usize = 8;

struct Page<'d, 'p> {
    dom: &'d Dom<'p>,
    people: Vec<(Place, Correspondent)>,
    dates: Vec<(Place, MailDate)>,
    labels: Labels<'p>,
    /// Visible frames.
    frames: Vec<Place>,
    /// Bytes of visible text before each place, and one more entry for the end.
    text_before: Vec<usize>,
}

pub(super) fn read<'p>(dom: &Dom<'p>, rules: &'p ReadingPlaces, lang: &str) -> Option<MailReading> {
    let page = Page::new(dom, rules, lang);
    let rules = &Rules { places: rules, lang };
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
    headers.iter().rev().find_map(|(holder, at, date)| page.message(*holder, *at, date, &headers, rules))
}

struct Rules<'r> {
    places: &'r ReadingPlaces,
    lang: &'r str,
}

impl<'d, 'p> Page<'d, 'p> {
    fn new(dom: &'d Dom<'p>, rules: &'p ReadingPlaces, lang: &str) -> Self {
        let labels = Labels::of(dom, &rules.labels);
        let frames = dom.places().filter(|place| dom.tag(*place) == "iframe" && !dom.hidden(*place)).collect();
        let text_before = Vec::with_capacity(dom.len() + 1);
        let mut page = Self { dom, people: Vec::new(), dates: Vec::new(), labels, frames, text_before };
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
        // Test marks and the like glue words before an address ("item:ada@example.org").
        let glued = |address: String| address.contains(':');
        let held = |value: &str| {
            value.contains('@') && value.len() <= 320 && address_in(value).is_some_and(|address| !glued(address))
        };
        if !text.is_empty() {
            if !held(text) || !is_alone(text) {
                return None;
            }
            let around = dom.parent(place)?;
            let (name, address) = name_and_address(text);
            let address = address?;
            let inside = self.people.last().filter(|(last, _)| dom.subtree(*last).contains(&place));
            if inside.is_some_and(|(_, person)| person.address == address) {
                return None;
            }
            let name = self.labels.without(&plain(&name)).to_owned();
            if is_name(&name, &address) {
                return Some((place, Correspondent { name, address }));
            }
            return Some((around, self.named(around, Correspondent { name: String::new(), address }, rules)));
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
            person.name = self.labels.without(&read.name).to_owned();
        }
        for around in dom.ancestors(place).take(3) {
            if !person.name.is_empty() || dom.subtree(around).len() > 60 {
                break;
            }
            let text = plain(&dom.text(around));
            let words = text.to_lowercase().find(&person.address).and_then(|at| text.get(..at)).unwrap_or(&text);
            let words = self.labels.without(words);
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
        rules: &Rules<'_>,
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
            let mut frame = None;
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
                // Further rows with somebody and a date.
                let row = matches!(dom.tag(child), "tr" | "li") && dom.tag(child) == dom.tag(branch);
                if row && headers.get(from).is_some_and(|(other, ..)| range.contains(other)) {
                    return None;
                }
                let (here, length) = (self.people_in(child), self.text_length(child));
                let next = self.frames.partition_point(|frame| *frame < range.start);
                if child > branch && self.frames.get(next).is_some_and(|frame| range.contains(frame)) {
                    frame = Some(range.clone());
                }
                if child < branch || length == 0 || is_aside(dom, child) {
                    continue;
                }
                let named: usize = here.iter().map(|(place, _)| self.text_length(*place)).sum();
                let dated = self.dates.get(self.dates.partition_point(|(at, _)| *at < range.start));
                let dated = dated.is_some_and(|(at, _)| range.contains(at));
                let header = bodies.is_empty()
                    && !dated
                    && (length.saturating_sub(named) <= 40 + 10 * here.len() && !here.is_empty()
                        || length <= ROW_TEXT && self.labels.begins(&range));
                if header {
                    people.extend_from_slice(here);
                } else if length < SHORT && self.begins_with_date(&range) {
                    // The next entry of a calendar or a log.
                    return None;
                } else {
                    bodies.push((length, child));
                }
            }
            // A text in a frame that we cannot see into: then the header has to show that it is one.
            let framed = || frame.filter(|_| people.len() >= 2);
            if let Some(body) = self.body(&bodies).or_else(framed) {
                let length: usize = bodies.iter().map(|(length, _)| length).sum();
                // Where there are many headers, a short text below one is more likely the rest of a row.
                if length < ROW_TEXT && headers.len() > MANY && !bodies.is_empty() {
                    return None;
                }
                return self.reading(&Found { holder, message: around, body, people, date }, rules);
            }
            branch = around;
        }
        None
    }

    fn begins_with_date(&self, range: &Span) -> bool {
        let text = range.clone().find(|place| !self.dom.hidden(*place) && !self.dom.own_text(*place).trim().is_empty());
        text.is_some_and(|text| self.dates.binary_search_by_key(&text, |(place, _)| *place).is_ok())
    }

    /// The message's text: what is by far the longest below the header, or all of it where it has no element of its own.
    fn body(&self, bodies: &[(usize, Place)]) -> Option<Span> {
        let total: usize = bodies.iter().map(|(length, _)| length).sum();
        let (longest, place) =
            bodies.iter().max_by_key(|(length, child)| (*length, std::cmp::Reverse(*child))).copied()?;
        if longest * 10 >= total * 6 {
            return Some(self.dom.subtree(place));
        }
        let (first, last) = (bodies.first()?.1, bodies.last()?.1);
        Some(first..self.dom.subtree(last).end)
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

    fn reading(&self, found: &Found<'_>, rules: &Rules<'_>) -> Option<MailReading> {
        let dom = self.dom;
        let Found { holder, message, body, people, date } = found;
        let start = dom.subtree(*holder).start;
        let kind =
            |place: Place| self.labels.before(place).filter(|label| label.place >= start).map(|label| label.kind);
        let from = people.iter().position(|(place, _)| kind(*place) == Some(Kind::From)).unwrap_or(0);
        let mut sender = people.get(from)?.1.clone();
        let (mut recipients, mut cc): (Vec<Correspondent>, Vec<Correspondent>) = (Vec::new(), Vec::new());
        for (place, person) in people.iter().enumerate().filter(|(i, _)| *i != from).map(|(_, p)| p).take(200) {
            let kind = kind(*place);
            let known = if person.address == sender.address {
                Some(&mut sender)
            } else {
                recipients.iter_mut().chain(&mut cc).find(|other| other.address == person.address)
            };
            match (known, kind) {
                (Some(known), _) if known.name.is_empty() => known.name.clone_from(&person.name),
                (Some(_), _) | (None, Some(Kind::From | Kind::Other)) => {}
                (None, Some(Kind::Cc)) => cc.push(person.clone()),
                (None, _) => recipients.push(person.clone()),
            }
        }
        let stated = date_of(dom, rules.places, *message, rules.lang).filter(|stated| stated.at.is_some());
        let subject = self.labels.value(Kind::Subject, start.saturating_sub(HEADER)..body.start);
        Some(MailReading {
            sender,
            recipients,
            cc,
            subject: subject.or_else(|| self.subject(*holder, rules)).unwrap_or_default(),
            date: Some(stated.filter(|_| date.at.is_none()).unwrap_or_else(|| (*date).clone())),
            body_text: body_text(dom, body.clone()),
            links: links(dom, body.clone()),
            invites: invites(dom, rules.places, *message),
            ..MailReading::default()
        })
    }

    /// The heading above the header; else what the page itself calls the subject, or repeats in its title.
    fn subject(&self, holder: Place, rules: &Rules<'_>) -> Option<String> {
        let dom = self.dom;
        let level = |place: &Place| {
            let heading =
                matches!(dom.tag(*place), "h1" | "h2" | "h3") || dom.attribute(*place, "role") == Some("heading");
            heading && !dom.hidden(*place) && self.text_length(*place) > 0 && !dom.subtree(*place).contains(&holder)
        };
        // A sender's name may be a heading, too.
        let names_somebody = |place: &Place| {
            let text = plain(&dom.text(*place));
            self.people_in(holder)
                .iter()
                .take(20)
                .any(|(_, person)| !person.name.is_empty() && text.contains(&person.name))
        };
        let heading = (0..holder).rev().take(5_000).filter(level).find(|place| !names_somebody(place));
        if let Some(heading) = heading {
            return Some(dom.text(heading));
        }
        let end = dom.subtree(holder).end;
        let called: Vec<Place> = rules.places.subject.iter().flat_map(|text| select(dom, text)).collect();
        let mut called =
            called.into_iter().filter(|p| *p < end && !dom.hidden(*p) && (1..300).contains(&self.text_length(*p)));
        if let (Some(only), None) = (called.next(), called.next()) {
            return Some(dom.text(only));
        }
        let title = plain(&dom.snapshot.title);
        let above = (0..end).rev().take(HEADER).filter(|p| {
            dom.tag(*p).is_empty() && !dom.hidden(*p) && dom.parent(*p).is_some_and(|around| dom.tag(around) != "title")
        });
        let texts =
            above.map(|place| plain(dom.own_text(place))).filter(|text| text.len() >= 4 && title.contains(text));
        texts.max_by_key(String::len).filter(|text| *text != title || title.contains(' '))
    }
}

/// A header with the text below it.
struct Found<'f> {
    holder: Place,
    message: Place,
    body: Span,
    people: Vec<(Place, Correspondent)>,
    date: &'f MailDate,
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
