//! Whose profile it is. The address names the member by slug; a name counts only if the page ties it to that slug.

use super::name;
use super::page::{Mark, Owner, Page};
use super::structured::Structured;
use crate::capture::reading::Certainty;

/// What speaks for a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    /// The document's title.
    Title,
    /// A JSON-LD record with the subject's address.
    Record,
    /// A JSON-LD record without an address.
    LooseRecord,
    /// Where site data expects it.
    Place,
    /// A heading.
    Heading,
    /// In a link to the subject.
    OwnLink,
    /// Shortly before the card's link to the subject's contact details.
    Contact,
    /// Its words make up the slug.
    Slug,
    /// Some of its words are in the slug.
    PartOfSlug,
    /// Other lines of the page speak of it.
    Mentioned,
}

impl Sign {
    fn weight(self) -> u32 {
        match self {
            Self::Record => 6,
            Self::Place | Self::Contact => 4,
            Self::Title | Self::OwnLink | Self::Slug => 3,
            Self::Heading | Self::LooseRecord => 2,
            Self::PartOfSlug | Self::Mentioned => 1,
        }
    }

    /// Ties the name to the slug.
    fn proves(self) -> bool {
        matches!(self, Self::Record | Self::OwnLink | Self::Contact | Self::Slug | Self::PartOfSlug)
    }

    /// Puts the name on the card, not merely somewhere on the page.
    fn places(self) -> bool {
        matches!(self, Self::Title | Self::Record | Self::LooseRecord | Self::Place | Self::Heading | Self::Contact)
    }
}

/// Fewer points than this prove nobody.
const ENOUGH: u32 = 5;
/// A name stands at most this many lines before its card's link to the contact details.
const CARD_REACH: usize = 24;

#[derive(Debug)]
pub struct Subject {
    pub name: String,
    pub certainty: Certainty,
    /// The card's line with the name.
    pub line: usize,
    /// Every line that is the name.
    pub echoes: Vec<usize>,
}

#[derive(Debug)]
pub enum Found {
    Subject(Subject),
    /// The member of the address is not on the page, or somebody else's card is still there.
    Stale,
    Nobody,
}

struct Candidate {
    key: String,
    name: String,
    signs: Vec<Sign>,
    /// Lines that are the name, with how well each would do as the card's.
    lines: Vec<(usize, u32)>,
}

impl Candidate {
    fn has(&self, test: impl Fn(Sign) -> bool) -> bool {
        self.signs.iter().any(|s| test(*s))
    }

    fn weight(&self) -> u32 {
        self.signs.iter().map(|s| s.weight()).sum()
    }

    fn proven(&self) -> bool {
        // The way to the contact details alone could lead from any heading of the card.
        let tied = self.has(|s| s.proves() && s != Sign::Contact)
            || (self.has(|s| s == Sign::Contact) && self.has(|s| matches!(s, Sign::Title | Sign::Place)));
        self.weight() >= ENOUGH && tied && self.has(Sign::places) && !self.lines.is_empty()
    }
}

struct Pool<'p, 'a> {
    page: &'p Page<'a>,
    candidates: Vec<Candidate>,
}

impl Pool<'_, '_> {
    fn add(&mut self, sign: Sign, text: &str) {
        let site = self.page.site;
        let name = name::clean(site, text);
        let key = name::key(site, &name);
        if key.is_empty() || !name::plausible(site, &name) {
            return;
        }
        match self.candidates.iter_mut().find(|c| c.key == key) {
            Some(known) => {
                if !known.signs.contains(&sign) {
                    known.signs.push(sign);
                }
                // The page shows more than the title does: a former name in parentheses.
                if name.len() > known.name.len() {
                    known.name = name;
                }
            }
            None => self.candidates.push(Candidate { key, name, signs: vec![sign], lines: Vec::new() }),
        }
    }
}

pub fn find(page: &Page<'_>, record: Option<&Structured>) -> Found {
    if is_stale(page) {
        return Found::Stale;
    }
    let mut pool = Pool { page, candidates: Vec::new() };
    let titled = name::in_title(page.site, &page.dom.snapshot.title).map(|(name, _)| name);
    if let Some(name) = &titled {
        pool.add(Sign::Title, name);
    }
    if let Some(record) = record {
        pool.add(if record.proven { Sign::Record } else { Sign::LooseRecord }, &record.name);
    }
    for (place, mark) in &page.marks {
        if *mark == Mark::Name && page.owner(*place) != Owner::Other {
            pool.add(Sign::Place, &page.text(*place));
        }
    }
    let keys: Vec<Option<String>> = page.lines.iter().map(|l| page.name_key(l)).collect();
    for (index, line) in page.lines.iter().enumerate() {
        let Some(key) = keys.get(index).and_then(Option::as_ref) else { continue };
        if (1..=3).contains(&line.heading) && page.owner(line.place) != Owner::Other {
            pool.add(Sign::Heading, &line.text);
        }
        let linked = page.linked_member(line).is_some_and(|l| page.is_subject(l) && !l.own);
        if linked && line.link.and_then(|l| first_value(page, l)) == Some(index) {
            pool.add(Sign::OwnLink, &line.text);
        }
        let likeness = name::likeness(page.slug, key);
        if likeness >= 0.6 && key.contains(' ') || likeness >= 0.9 {
            pool.add(Sign::Slug, &line.text);
        }
    }
    let candidates = &mut pool.candidates;
    for candidate in candidates.iter_mut() {
        survey(page, &keys, candidate);
    }
    candidates.retain(|c| !c.lines.is_empty());
    // Earlier on the page wins among equals.
    candidates.sort_by_key(|c| (std::cmp::Reverse(c.weight()), c.lines.first().map(|(i, _)| *i)));
    let Some(best) = candidates.first().filter(|c| c.proven()) else { return Found::Nobody };
    if contradicted(page, best, candidates.get(1..).unwrap_or_default(), titled.as_deref()) {
        return Found::Stale;
    }
    let line = best.lines.iter().max_by_key(|(index, fit)| (*fit, std::cmp::Reverse(*index))).map(|(i, _)| *i);
    let Some(line) = line else { return Found::Nobody };
    let proofs = best.signs.iter().filter(|s| s.proves()).count();
    let places = best.signs.iter().filter(|s| s.places()).count();
    let certainty = if proofs >= 1 && places >= 2 { Certainty::Sure } else { Certainty::Likely };
    Found::Subject(Subject {
        name: best.name.clone(),
        certainty,
        line,
        echoes: best.lines.iter().map(|(i, _)| *i).collect(),
    })
}

/// Only a member's own card links to their contact details and sub-pages: if all such links name others, the page
/// still shows the member before.
fn is_stale(page: &Page<'_>) -> bool {
    let own: Vec<bool> = page.links.iter().filter(|(_, l)| l.own).map(|(_, l)| page.is_subject(l)).collect();
    let contact: Vec<bool> = page.links.iter().filter(|(_, l)| l.contact).map(|(_, l)| page.is_subject(l)).collect();
    let all_others = |links: &[bool]| !links.is_empty() && links.iter().all(|subject| !subject);
    all_others(&contact) || all_others(&own)
}

fn first_value(page: &Page<'_>, link: usize) -> Option<usize> {
    page.lines_in(link).find(|i| page.is_value(*i))
}

/// Finds the lines that are a candidate's name and what they add.
fn survey(page: &Page<'_>, keys: &[Option<String>], candidate: &mut Candidate) {
    for (index, key) in keys.iter().enumerate() {
        let Some(line) = page.lines.get(index).filter(|_| key.as_deref() == Some(candidate.key.as_str())) else {
            continue;
        };
        if page.owner(line.place) == Owner::Other && !line.link.is_none_or(|_| page.linked_member(line).is_none()) {
            continue;
        }
        let mut fit = 0;
        if let Some(distance) = to_contact(page, index) {
            // Bars that repeat the name stand further off than the card itself.
            fit += 4 + (CARD_REACH - distance) as u32 / 4;
            push_new(&mut candidate.signs, Sign::Contact);
        }
        fit += match line.heading {
            1 => 3,
            2 | 3 => 2,
            _ => 0,
        };
        let marked = page.marks.iter().any(|(p, m)| *m == Mark::Name && page.dom.subtree(*p).contains(&line.first));
        fit += if marked { 3 } else { 0 };
        fit += u32::from(line.control.is_none());
        candidate.lines.push((index, fit));
    }
    let likeness = name::likeness(page.slug, &candidate.key);
    if likeness >= 0.6 {
        push_new(&mut candidate.signs, Sign::Slug);
    } else if likeness >= 0.3 {
        push_new(&mut candidate.signs, Sign::PartOfSlug);
    }
    let mentions =
        page.lines.iter().filter(|l| l.text.len() > candidate.name.len() && l.text.contains(&candidate.name));
    if mentions.take(2).count() == 2 {
        push_new(&mut candidate.signs, Sign::Mentioned);
    }
}

fn push_new(signs: &mut Vec<Sign>, sign: Sign) {
    if !signs.contains(&sign) {
        signs.push(sign);
    }
}

/// How many visible lines it is to the card's link to the subject's contact details, if it is near. In some orders
/// the link comes first: then only a heading counts.
fn to_contact(page: &Page<'_>, index: usize) -> Option<usize> {
    let line = page.lines.get(index)?;
    let shown =
        |range: std::ops::Range<usize>| page.lines.get(range).unwrap_or_default().iter().filter(|l| !l.hidden).count();
    page.links
        .iter()
        .filter(|(_, l)| l.contact && page.is_subject(l))
        .filter_map(|(place, _)| {
            let at = page.lines.partition_point(|l| l.first < *place);
            if at >= index {
                Some(shown(index..at)).filter(|d| *d <= CARD_REACH)
            } else {
                Some(shown(at..index) * 2).filter(|d| line.heading > 0 && *d <= CARD_REACH)
            }
        })
        .min()
}

/// Another person's name stands where the subject's should.
fn contradicted(page: &Page<'_>, best: &Candidate, others: &[Candidate], titled: Option<&str>) -> bool {
    if best.has(|s| matches!(s, Sign::Record | Sign::Contact)) {
        return false;
    }
    let likeness = name::likeness(page.slug, &best.key);
    let rival = others.iter().any(|c| {
        c.has(|s| matches!(s, Sign::Place | Sign::Contact))
            && c.weight() + 2 >= best.weight()
            && name::likeness(page.slug, &c.key) >= likeness
    });
    let title_differs = titled.is_some_and(|t| {
        let key = name::key(page.site, t);
        key != best.key && name::likeness(page.slug, &key) > likeness
    });
    rival || title_differs
}
