//! Whose profile it is. The address names the member by slug; a name counts only if the page ties it to that slug.

use std::collections::HashMap;

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
    /// Shortly before the card's link to the subject's contact details, or to what else opens over the card.
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

    /// Puts the name on the page's own card: a title may be ahead of the page.
    fn shows(self) -> bool {
        matches!(self, Self::Record | Self::LooseRecord | Self::Place | Self::Heading | Self::Contact)
    }
}

/// Fewer points than this prove nobody.
const ENOUGH: u32 = 5;
/// A name stands at most this many lines before its card's link to the contact details.
const CARD_REACH: usize = 24;
/// Bounds on what a page can make us look at.
const MAX_CANDIDATES: usize = 500;
const MAX_MARKS: usize = 50;
const MAX_ECHOES: usize = 50;

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
    lines: Vec<(usize, usize)>,
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
    /// Candidates by key.
    index: HashMap<String, usize>,
}

impl Pool<'_, '_> {
    fn add(&mut self, sign: Sign, text: &str) {
        let site = self.page.site;
        let name = name::clean(site, text);
        let key = name::key(site, &name);
        if key.is_empty() || !name::plausible(site, &name) {
            return;
        }
        if let Some(known) = self.index.get(&key).and_then(|i| self.candidates.get_mut(*i)) {
            push_new(&mut known.signs, sign);
            // The page shows more than the title does: a former name in parentheses.
            if name.len() > known.name.len() {
                known.name = name;
            }
        } else if self.candidates.len() < MAX_CANDIDATES {
            self.index.insert(key.clone(), self.candidates.len());
            self.candidates.push(Candidate { key, name, signs: vec![sign], lines: Vec::new() });
        }
    }
}

pub fn find(page: &Page<'_>, record: Option<&Structured>) -> Found {
    if is_stale(page) {
        return Found::Stale;
    }
    let mut pool = Pool { page, candidates: Vec::new(), index: HashMap::new() };
    let titled = name::in_title(page.site, &page.dom.snapshot.title).map(|(name, _)| name);
    if let Some(name) = &titled {
        pool.add(Sign::Title, name);
    }
    if let Some(record) = record {
        pool.add(if record.proven { Sign::Record } else { Sign::LooseRecord }, &record.name);
    }
    let mut marked = vec![false; page.lines.len()];
    for (place, _) in page.marks.iter().filter(|(_, mark)| *mark == Mark::Name).take(MAX_MARKS) {
        if page.owner(*place) != Owner::Other {
            pool.add(Sign::Place, &page.text(*place));
        }
        marked.get_mut(page.lines_in(*place)).into_iter().flatten().for_each(|m| *m = true);
    }
    let keys: Vec<Option<String>> = page.lines.iter().map(|l| page.name_key(l)).collect();
    for (index, line) in page.lines.iter().enumerate() {
        let Some(key) = keys.get(index).and_then(Option::as_ref) else { continue };
        let linked = page.linked_member(line).is_some_and(|l| page.is_subject(l) && !l.own);
        if linked && line.link.and_then(|l| first_value(page, l)) == Some(index) {
            pool.add(Sign::OwnLink, &line.text);
        }
        let likeness = name::likeness(&page.slug_letters, key);
        if likeness >= 0.6 && key.contains(' ') || likeness >= 0.9 {
            pool.add(Sign::Slug, &line.text);
        }
        if (1..=3).contains(&line.heading) && page.owner(line.place) != Owner::Other {
            pool.add(Sign::Heading, &line.text);
        }
    }
    let Pool { mut candidates, index, .. } = pool;
    let contacts = Contacts::of(page);
    for (at, key) in keys.iter().enumerate() {
        let known = key.as_ref().and_then(|k| index.get(k)).and_then(|i| candidates.get_mut(*i));
        if let Some(candidate) = known.filter(|c| c.lines.len() < MAX_ECHOES) {
            survey(page, &contacts, candidate, at, marked.get(at) == Some(&true));
        }
    }
    candidates.retain(|c| !c.lines.is_empty());
    for candidate in &mut candidates {
        let likeness = name::likeness(&page.slug_letters, &candidate.key);
        if likeness >= 0.6 {
            push_new(&mut candidate.signs, Sign::Slug);
        } else if likeness >= 0.3 {
            push_new(&mut candidate.signs, Sign::PartOfSlug);
        }
    }
    // Earlier on the page wins among equals.
    let rank = |c: &Candidate| (std::cmp::Reverse(c.weight()), c.lines.first().map(|(i, _)| *i));
    candidates.sort_by_key(rank);
    for candidate in candidates.iter_mut().take(4) {
        let name = candidate.name.as_str();
        let mentions = page.lines.iter().filter(|l| l.text.len() > name.len() && l.text.contains(name));
        if mentions.take(2).count() == 2 {
            push_new(&mut candidate.signs, Sign::Mentioned);
        }
    }
    candidates.sort_by_key(rank);
    let Some(best) = candidates.first().filter(|c| c.proven()) else { return Found::Nobody };
    if contradicted(page, best, candidates.get(1..).unwrap_or_default(), titled.as_deref()) || !shown(page, best) {
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

/// Enters one line that is a candidate's name.
fn survey(page: &Page<'_>, contacts: &Contacts, candidate: &mut Candidate, index: usize, marked: bool) {
    let Some(line) = page.lines.get(index) else { return };
    if page.linked_member(line).is_some() && page.owner(line.place) == Owner::Other {
        return;
    }
    let mut fit = if marked { 3 } else { 0 };
    if let Some(distance) = contacts.distance(index, line.heading > 0) {
        // Bars that repeat the name stand further off than the card itself.
        fit += 4 + CARD_REACH.saturating_sub(distance) / 4;
        push_new(&mut candidate.signs, Sign::Contact);
    }
    fit += match line.heading {
        1 => 3,
        2 | 3 => 2,
        _ => 0,
    };
    fit += usize::from(line.control.is_none());
    candidate.lines.push((index, fit));
}

fn push_new(signs: &mut Vec<Sign>, sign: Sign) {
    if !signs.contains(&sign) {
        signs.push(sign);
    }
}

/// Where the links to the subject's contact details stand.
struct Contacts {
    /// Indexes of lines, ascending.
    at: Vec<usize>,
    /// How many visible lines come before each line.
    visible: Vec<usize>,
}

impl Contacts {
    fn of(page: &Page<'_>) -> Self {
        let links = page.links.iter().filter(|(_, l)| l.tie && page.is_subject(l));
        let at = links.map(|(place, _)| page.lines.partition_point(|l| l.first < *place)).collect();
        let mut count = 0;
        let mut visible = Vec::with_capacity(page.lines.len() + 1);
        for line in &page.lines {
            visible.push(count);
            count += usize::from(!line.hidden);
        }
        visible.push(count);
        Self { at, visible }
    }

    /// How many visible lines it is from a line to such a link, if it is near. In some orders the link comes first:
    /// then only a heading counts.
    fn distance(&self, index: usize, heading: bool) -> Option<usize> {
        let seen = |i: usize| self.visible.get(i).copied().unwrap_or_default();
        let next = self.at.partition_point(|at| *at < index);
        let after = self.at.get(next).map(|at| seen(*at).saturating_sub(seen(index)));
        let before = next.checked_sub(1).and_then(|i| self.at.get(i)).filter(|_| heading);
        let before = before.map(|at| seen(index).saturating_sub(seen(*at)) * 2);
        after.into_iter().chain(before).filter(|d| *d <= CARD_REACH).min()
    }
}

/// Whether the name stands on a card of its own, and not only in links to the member, as rails and menus have them: the
/// title may be ahead of the page.
fn shown(page: &Page<'_>, best: &Candidate) -> bool {
    let unlinked = |index: usize| page.lines.get(index).is_some_and(|l| page.linked_member(l).is_none() && !l.hidden);
    best.has(Sign::shows) || best.lines.iter().any(|(index, _)| unlinked(*index))
}

/// Another person's name stands where the subject's should.
fn contradicted(page: &Page<'_>, best: &Candidate, others: &[Candidate], titled: Option<&str>) -> bool {
    if best.has(|s| matches!(s, Sign::Record | Sign::Contact)) {
        return false;
    }
    let likeness = name::likeness(&page.slug_letters, &best.key);
    let rival = others.iter().any(|c| {
        c.has(|s| matches!(s, Sign::Place | Sign::Contact))
            && c.weight() + 2 >= best.weight()
            && name::likeness(&page.slug_letters, &c.key) >= likeness
    });
    let title_differs = titled.is_some_and(|t| {
        let key = name::key(page.site, t);
        key != best.key && name::likeness(&page.slug_letters, &key) > likeness
    });
    rival || title_differs
}
