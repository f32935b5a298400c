//! The card at the head of a profile: the lines around the name, and what they say.

use super::address::organisation;
use super::evidence::{Evidence, same_organisation, same_place, same_text};
use super::headline;
use super::page::{Mark, Owner, Page, is_count, is_degree};
use super::site::{Site, fold};
use super::structured::Structured;
use super::subject::Subject;
use crate::capture::dom::Place;
use crate::capture::reading::Field;

/// What speaks for a headline, a place or an employer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// JSON-LD with the subject's address.
    Record,
    /// Where site data expects it.
    Place,
    /// The order of the card's lines.
    Order,
    /// Right before the link to the contact details.
    Contact,
    /// The same below another mention of the name.
    Echo,
    /// The same below a third mention.
    EchoAgain,
    /// It reads like a place on earth.
    Geography,
    /// The accessible name of an element says what it is.
    Label,
    /// A link to a company, or to the page's list of positions.
    Link,
    /// The card shows it twice.
    Twice,
    /// The first position of the list of experience that goes on.
    Experience,
    Headline,
    /// The document's title.
    Title,
}

/// A card has at most so many lines.
const CARD_LINES: usize = 40;
/// Without anything to bound it, the card is this many lines from the name on.
const WINDOW: usize = 12;

#[derive(Debug)]
pub struct Card {
    /// Indexes of the values after the name, in order.
    pub values: Vec<usize>,
    /// All the card's lines.
    pub range: std::ops::Range<usize>,
    /// The link to the contact details.
    pub contact: Option<usize>,
}

pub fn card(page: &Page<'_>, subject: &Subject) -> Card {
    let start = subject.line;
    let contact = page
        .links
        .iter()
        .filter(|(_, l)| l.contact && page.is_subject(l))
        .map(|(place, _)| page.lines.partition_point(|l| l.first < *place))
        .min_by_key(|at| at.abs_diff(start))
        .filter(|at| at.abs_diff(start) <= CARD_LINES);
    let mut range = start..start + 1;
    let place = page.lines.get(start).map_or(0, |l| l.place);
    for ancestor in page.dom.ancestors(place) {
        let around = page.lines_in(ancestor);
        let strange = around.clone().any(|i| page.opens_section(i)) || around.len() > CARD_LINES * 2;
        if strange {
            break;
        }
        range = around;
    }
    // Wrappers may be gone: what follows the name in the page is then the card, up to the next section.
    if range.end - start < WINDOW {
        let mut end = range.end.max(start + 1);
        let last = contact.filter(|at| *at > start).map_or(start + WINDOW, |at| at + WINDOW / 2);
        while end < page.lines.len() && end <= last && !page.opens_section(end) {
            end += 1;
        }
        range = range.start..end;
    }
    range.start = range.start.max(start.saturating_sub(CARD_LINES));
    range.end = range.end.min(start + CARD_LINES * 2);
    let values = (start + 1..range.end)
        .filter(|i| page.is_value(*i) && !is_action(page, *i) && !subject.echoes.contains(i))
        // What names the member speaks of them: a form to find others of that name, say.
        .filter(|i| !text(page, *i).contains(&subject.name))
        .collect();
    Card { values, range, contact }
}

/// A button or a link that does something, rather than a value. Links to organisations are values.
fn is_action(page: &Page<'_>, index: usize) -> bool {
    let Some(line) = page.lines.get(index) else { return true };
    if line.control.is_some() {
        return true;
    }
    match page.href(line) {
        None => false,
        Some(href) => {
            let member = page.linked_member(line).is_some_and(|l| page.is_subject(l) && !l.own);
            !(member || organisation(href).is_some() || href.starts_with('#'))
        }
    }
}

fn text<'p>(page: &'p Page<'_>, index: usize) -> &'p str {
    page.lines.get(index).map_or("", |l| l.text.as_str())
}

/// The visible texts of the elements that site data names for a field, first those after the name.
fn placed(page: &Page<'_>, subject: &Subject, wanted: Mark) -> Option<String> {
    let name = page.lines.get(subject.line).map_or(0, |l| l.first);
    page.marks
        .iter()
        .filter(|(place, mark)| *mark == wanted && *place > name && page.owner(*place) != Owner::Other)
        // One row may hold employer and school, and the next, with the same classes, the place.
        .filter(|(place, _)| wanted != Mark::Location || !beside_company(page, *place))
        .map(|(place, _)| page.text(*place))
        .filter(|text| wanted != Mark::Location || !names_organisation(page, text))
        .find(|text| !text.is_empty() && !is_count(page.site, text) && !is_degree(page.site, text))
}

fn beside_company(page: &Page<'_>, place: Place) -> bool {
    let row = page.dom.parent(place).map_or(place..place, |p| page.dom.subtree(p));
    let from = page.marks.partition_point(|(p, _)| *p < row.start);
    let inside = page.marks.get(from..).unwrap_or_default().iter().take_while(|(p, _)| row.contains(p));
    inside.take(20).any(|(_, mark)| *mark == Mark::Company)
}

pub fn headline_field(page: &Page<'_>, subject: &Subject, card: &Card) -> Field {
    let mut evidence = Evidence::new(same_text);
    if has_none(page, subject, card) {
        return evidence.field(1);
    }
    if let Some(text) = placed(page, subject, Mark::Headline).filter(|t| t.chars().any(char::is_alphanumeric)) {
        evidence.add(Sign::Place, 4, &text);
    }
    if let Some(first) = card.values.iter().find(|i| !organisation_line(page, **i)) {
        let value = text(page, *first);
        let weight = if place_likeness(page.site, value) >= 3 { 1 } else { 2 };
        evidence.add(Sign::Order, weight, value);
    }
    let mut echoed: Vec<&str> = Vec::new();
    // The same member elsewhere on the page: the bar that stays at the top, their posts.
    for echo in subject.echoes.iter().filter(|e| **e != subject.line) {
        let linked = page.lines.get(*echo).is_some_and(|l| page.owner(l.place) == Owner::Subject);
        let next = (echo + 1..echo + 5).find(|i| page.is_value(*i) && !subject.echoes.contains(i));
        if let Some(next) = next.filter(|i| linked && page.lines.get(*i).is_some_and(|l| l.control.is_none())) {
            let value = text(page, next);
            let sign = if echoed.iter().any(|e| same_text(e, value)) { Sign::EchoAgain } else { Sign::Echo };
            evidence.add(sign, if sign == Sign::Echo { 1 } else { 2 }, value);
            echoed.push(value);
        }
    }
    evidence.field(2)
}

/// A dash in the headline's place: the member wrote none, and what comes next is something else.
fn has_none(page: &Page<'_>, subject: &Subject, card: &Card) -> bool {
    let next = card.values.first().copied().unwrap_or(card.range.end);
    let between = page.lines.get(subject.line + 1..next).unwrap_or_default();
    between
        .iter()
        .any(|l| !l.hidden && l.control.is_none() && matches!(l.text.as_str(), "-" | "--" | "---" | "–" | "—"))
}

pub fn location(
    page: &Page<'_>,
    subject: &Subject,
    card: &Card,
    headline: Option<&str>,
    record: Option<&Structured>,
) -> Field {
    let mut evidence = Evidence::new(same_place);
    let is_headline = |value: &str| headline.is_some_and(|h| same_text(h, value));
    if let Some(place) = record.filter(|r| r.proven).and_then(|r| r.location.as_deref()) {
        evidence.add(Sign::Record, 4, place);
    }
    if let Some(text) = placed(page, subject, Mark::Location) {
        // What is shown says more than the record.
        evidence.add(Sign::Place, 5, &text);
    }
    let before_contact = card
        .contact
        .and_then(|contact| card.values.iter().rev().find(|i| **i < contact).copied().filter(|i| contact - i <= 3));
    for (rank, index) in card.values.iter().take(10).enumerate() {
        let value = text(page, *index);
        if is_headline(value) || organisation_line(page, *index) || names_organisation(page, value) {
            continue;
        }
        let likeness = place_likeness(page.site, value);
        // Further down, a country may be anything: a language of the page, a school's.
        evidence.add(Sign::Geography, if rank > 4 { likeness.min(2) } else { likeness }, value);
        if index
            .checked_sub(1)
            .and_then(|i| page.folded.get(i))
            .is_some_and(|f| page.site.words.place_labels.has_folded(f))
        {
            evidence.add(Sign::Label, 3, value);
        }
        if before_contact == Some(*index) {
            evidence.add(Sign::Contact, 3, value);
        }
        if likeness > 0 && rank <= 3 {
            evidence.add(Sign::Order, 1, value);
        }
    }
    evidence.field(3)
}

/// "Employer · School", and a school alone.
fn names_organisation(page: &Page<'_>, value: &str) -> bool {
    value.contains(" · ") || (page.site.words.school.within(&fold(value)) && place_likeness(page.site, value) < 3)
}

fn organisation_line(page: &Page<'_>, index: usize) -> bool {
    page.lines.get(index).and_then(|l| page.href(l)).is_some_and(|h| organisation(h).is_some() || h.starts_with('#'))
}

/// How much a text reads like a place: 3 with a country or a word like "Area", 1 for capitalised parts between commas.
pub fn place_likeness(site: &Site, text: &str) -> u32 {
    if text.len() > 100 || text.contains(['|', '@', '•', '·', '&', ':', '/']) || text.split(' ').count() > 10 {
        return 0;
    }
    let last = text.rsplit(',').next().unwrap_or_default();
    if site.words.countries.has(last) {
        return 3;
    }
    let folded = fold(text);
    if folded.split(' ').any(|word| site.words.area.has_folded(word))
        && text.chars().next().is_some_and(char::is_uppercase)
    {
        return 3;
    }
    let parts: Vec<&str> = text.split(',').map(str::trim).collect();
    let proper =
        |p: &str| p.chars().next().is_some_and(|c| c.is_uppercase()) && p.split(' ').count() <= 4 && !p.contains('.');
    u32::from((2..=4).contains(&parts.len()) && parts.iter().all(|p| proper(p)))
}

/// The employer that the card names, before the list of experience and the headline are asked.
pub fn company_evidence(
    page: &Page<'_>,
    subject: &Subject,
    card: &Card,
    headline: Option<&str>,
    location: Option<&str>,
    record: Option<&Structured>,
) -> Evidence<Sign> {
    let mut evidence = Evidence::new(same_organisation);
    if let Some(text) = placed(page, subject, Mark::Company) {
        evidence.add(Sign::Place, 4, without_contract(page.site, &text));
    }
    if let Some(company) = record.filter(|r| r.proven).and_then(|r| r.company.as_deref()) {
        evidence.add(Sign::Record, 4, company);
    }
    if let Some(label) = labelled(page, subject) {
        evidence.add(Sign::Label, 5, &label);
    }
    let known = |value: &str| [headline, location].into_iter().flatten().any(|k| same_text(k, value));
    let mut linked = false;
    let mut lines = card.range.clone().filter(|i| *i > subject.line);
    let after_current = lines.find(|i| page.folded.get(*i).is_some_and(|f| page.site.words.current.has_folded(f)));
    if let Some(company) = after_current.and_then(|label| (label + 1..label + 4).find(|i| page.is_value(*i))) {
        let value = text(page, company);
        let job = headline::split(page.site, value, &[]);
        // Site data knows the same place in the page.
        evidence.add(Sign::Place, 3, job.as_ref().map_or(value, |j| j.company.as_str()));
    }
    for index in card.range.clone().filter(|i| *i > subject.line && page.is_value(*i)) {
        let Some(line) = page.lines.get(index) else { continue };
        let Some(href) = page.href(line) else { continue };
        let company = organisation(href) == Some("company") || href.starts_with("#experience");
        if company && !linked && after_current.is_none() {
            linked = true;
            evidence.add(Sign::Link, 3, &line.text);
        }
    }
    // "Company · School" between headline and place.
    let rank = |wanted: Option<&str>, until: usize| {
        let values = card.values.get(..until).unwrap_or_default();
        wanted.and_then(|w| values.iter().rposition(|i| same_text(text(page, *i), w)))
    };
    if let Some(to) = rank(location, card.values.len())
        && let Some(from) = rank(headline, to)
        && let Some([between]) = card.values.get(from + 1..to)
    {
        let value = text(page, *between);
        let (company, more) = value.split_once(" · ").unwrap_or((value, ""));
        let school = more.is_empty() && page.site.words.school.within(&fold(company));
        if !known(company) && !school {
            evidence.add(Sign::Order, 3, company);
        }
    }
    // "Company · School" in one line and "Company" again in another.
    for index in card.values.iter().take(8) {
        let value = text(page, *index);
        let (company, more) = value.split_once(" · ").unwrap_or((value, ""));
        let school = more.is_empty() && page.site.words.school.within(&fold(company));
        let again = card
            .range
            .clone()
            .any(|i| i != *index && page.lines.get(i).is_some_and(|l| !l.hidden && same_text(&l.text, company)));
        if again && !known(company) && !school && place_likeness(page.site, company) < 3 {
            evidence.add(Sign::Twice, 3, company);
            break;
        }
    }
    evidence
}

/// "Current company: Acme. Click to …" and an element that is labelled "Current company".
fn labelled(page: &Page<'_>, subject: &Subject) -> Option<String> {
    let words = &page.site.words.current_company;
    let name = page.lines.get(subject.line).map_or(0, |l| l.first);
    page.dom.places().skip(name).find_map(|place| {
        let label = page.dom.attribute(place, "aria-label").filter(|l| l.len() <= 400)?;
        let (what, value) = label.split_once([':', '：']).unwrap_or((label, ""));
        if !words.has(what) || page.owner(place) == Owner::Other {
            return None;
        }
        if value.is_empty() {
            return Some(page.text(place)).filter(|t| !t.is_empty());
        }
        let value = value.trim();
        // The hint that follows ends the label; an employer's own full stop ("Inc.") comes before it.
        let end = value.trim_end_matches(['.', '。']).rfind(". ").or_else(|| value.find('。'));
        let value = end.and_then(|e| value.get(..e)).unwrap_or(value);
        Some(value.trim().to_owned()).filter(|v| !v.is_empty())
    })
}

/// "Acme · Full-time" → "Acme".
pub fn without_contract<'t>(site: &Site, text: &'t str) -> &'t str {
    match text.rsplit_once(" · ") {
        Some((company, contract)) if site.words.contract.has(contract) => company,
        _ => text,
    }
}
