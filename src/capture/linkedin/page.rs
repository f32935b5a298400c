//! One LinkedIn page with what several readers ask of it: lines, links to members, hits of the site data's selectors.

use super::address::{MemberLink, decode, member_link};
use super::name;
use super::site::{Site, fold};
use crate::capture::dom::{Dom, Place, SelectorSet};
use crate::capture::lines::{Line, lines};

/// The fields that site data has selectors for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    Name,
    Headline,
    Title,
    Company,
    Location,
    Hidden,
}

/// Whose part of the page something stands in, told by the links to members around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    Subject,
    Other,
    /// No link near enough to tell.
    Unknown,
}

/// A container longer than this (in lines) is no card of one member.
const CARD_LINES: usize = 40;

#[derive(Debug)]
pub struct Page<'a> {
    pub dom: &'a Dom<'a>,
    pub site: &'static Site,
    pub slug: &'a str,
    /// See [`name::slug_letters`].
    pub slug_letters: String,
    pub lines: Vec<Line>,
    /// Each line folded; empty for long lines.
    pub folded: Vec<String>,
    pub links: Vec<(Place, MemberLink)>,
    /// How many of the links before each are the subject's.
    own_before: Vec<usize>,
    /// For each place, the nearest element around it with a link to a member inside.
    linked_around: Vec<Option<Place>>,
    pub marks: Vec<(Place, Mark)>,
    /// Shown to somebody who is not signed in.
    pub guest: bool,
    /// The way in of a signed-in member (messages, network) is on the page.
    pub signed_in: bool,
}

impl<'a> Page<'a> {
    pub fn new(dom: &'a Dom<'a>, site: &'static Site, slug: &'a str) -> Self {
        let mut selectors = vec![(Mark::Hidden, &site.hidden)];
        for layout in &site.layout {
            let fields = [
                (Mark::Name, &layout.name),
                (Mark::Headline, &layout.headline),
                (Mark::Title, &layout.title),
                (Mark::Company, &layout.company),
                (Mark::Location, &layout.location),
            ];
            selectors.extend(fields.into_iter().filter_map(|(mark, s)| s.as_ref().map(|s| (mark, s))));
        }
        let marks = SelectorSet::new(selectors).matches(dom);
        let hidden: Vec<Place> = marks.iter().filter(|(_, m)| *m == Mark::Hidden).map(|(p, _)| *p).collect();
        let lines = lines(dom, &hidden, |text| stands_alone(site, text));
        let folded = lines.iter().map(|l| if l.text.len() <= 200 { fold(&l.text) } else { String::new() }).collect();
        let mut links = Vec::new();
        let (mut joins, mut signed_in) = (false, false);
        for place in dom.places() {
            if let Some(slug) = dom.attribute(place, "data-vanity-name").filter(|s| !s.is_empty()) {
                let slug = decode(slug);
                links.push((place, MemberLink { slug, own: true, contact: false, tie: true, invite: false }));
            }
            let Some(href) = dom.attribute(place, "href") else { continue };
            joins |= ["/signup", "/reg/join", "/start/join", "/uas/login", "/login", "/authwall"]
                .iter()
                .any(|path| href.contains(path));
            signed_in |= href.contains("/mynetwork") || href.contains("/messaging/");
            if let Some(link) = member_link(href) {
                links.push((place, link));
            }
        }
        let mut own_before = Vec::with_capacity(links.len() + 1);
        let mut count = 0;
        for (_, link) in &links {
            own_before.push(count);
            count += usize::from(link.slug == slug);
        }
        own_before.push(count);
        let mut linked_around: Vec<Option<Place>> = Vec::with_capacity(dom.len());
        for place in dom.places() {
            let subtree = dom.subtree(place);
            let next = links.partition_point(|(p, _)| *p < subtree.start);
            let holds = links.get(next).is_some_and(|(p, _)| subtree.contains(p));
            let inherited = dom.parent(place).and_then(|p| linked_around.get(p)).copied().flatten();
            linked_around.push(if holds { Some(place) } else { inherited });
        }
        let slug_letters = name::slug_letters(slug);
        Self {
            dom,
            site,
            slug,
            slug_letters,
            lines,
            folded,
            links,
            own_before,
            linked_around,
            marks,
            guest: joins && !signed_in,
            signed_in,
        }
    }

    /// The lines that begin inside an element, as a range of indexes.
    pub fn lines_in(&self, place: Place) -> std::ops::Range<usize> {
        let subtree = self.dom.subtree(place);
        let start = self.lines.partition_point(|l| l.first < subtree.start);
        let end = self.lines.partition_point(|l| l.first < subtree.end);
        start..end
    }

    /// The visible text of an element, its lines joined.
    pub fn text(&self, place: Place) -> String {
        let lines = self.lines.get(self.lines_in(place)).unwrap_or_default();
        let shown: Vec<&str> = lines.iter().filter(|l| !l.hidden).map(|l| l.text.as_str()).collect();
        shown.join(" ")
    }

    pub fn is_subject(&self, link: &MemberLink) -> bool {
        link.slug == self.slug
    }

    /// Links inside an element: to the subject, to others.
    fn link_counts(&self, place: Place) -> (usize, usize) {
        let subtree = self.dom.subtree(place);
        let start = self.links.partition_point(|(p, _)| *p < subtree.start);
        let end = self.links.partition_point(|(p, _)| *p < subtree.end);
        let before = |i: usize| self.own_before.get(i).copied().unwrap_or_default();
        let own = before(end).saturating_sub(before(start));
        (own, (end - start).saturating_sub(own))
    }

    pub fn owner(&self, place: Place) -> Owner {
        let Some(around) = self.linked_around.get(place).copied().flatten() else { return Owner::Unknown };
        if self.lines_in(around).len() > CARD_LINES {
            return Owner::Unknown;
        }
        match self.link_counts(around) {
            (0, _) => Owner::Other,
            _ => Owner::Subject,
        }
    }

    /// The target of the link around a line.
    pub fn href(&self, line: &Line) -> Option<&'a str> {
        line.link.and_then(|l| self.dom.attribute(l, "href"))
    }

    /// The member whom the link around a line leads to.
    pub fn linked_member(&self, line: &Line) -> Option<&MemberLink> {
        line.link.and_then(|place| self.member_at(place))
    }

    /// The member whom an element links to.
    pub fn member_at(&self, place: Place) -> Option<&MemberLink> {
        let at = self.links.partition_point(|(p, _)| *p < place);
        self.links.get(at).filter(|(p, _)| *p == place).map(|(_, l)| l)
    }

    /// The name a line could be, for comparison with others.
    pub fn name_key(&self, line: &Line) -> Option<String> {
        if line.text.len() > 100 || line.hidden {
            return None;
        }
        let cleaned = name::clean(self.site, &line.text);
        name::plausible(self.site, &cleaned).then(|| name::key(self.site, &cleaned)).filter(|k| !k.is_empty())
    }

    /// Whether a line is a value at all: no mark, counter, badge or label.
    pub fn is_value(&self, index: usize) -> bool {
        let (Some(line), Some(folded)) = (self.lines.get(index), self.folded.get(index)) else { return false };
        let words = &self.site.words;
        let label = [&words.badges, &words.contact, &words.labels, &words.connect, &words.pronouns, &words.sections];
        let mark = is_degree(self.site, &line.text) || is_count(self.site, &line.text);
        let shown = !line.hidden && line.text.chars().any(char::is_alphabetic);
        shown && !mark && !label.iter().any(|list| list.has_folded(folded))
    }

    /// A line that opens a section below the card.
    pub fn opens_section(&self, index: usize) -> bool {
        let (Some(line), Some(folded)) = (self.lines.get(index), self.folded.get(index)) else { return false };
        let words = &self.site.words;
        let names = |text: &str| words.sections.has_folded(text) || words.experience.has_folded(text);
        // "Ada Quill's Projects" in the oldest pages.
        let owned = || folded.rsplit_once("s ").is_some_and(|(who, last)| who.len() < 60 && names(last));
        !line.hidden && line.heading > 0 && (names(folded) || owned())
    }
}

/// Text that is never a part of its neighbours' line: bullets, counters, marks of degree. Dashes, strokes and bars are
/// parts of headlines and dates as well.
fn stands_alone(site: &Site, text: &str) -> bool {
    matches!(text, "·" | "•" | "∙" | "‧" | "・" | "●" | "⋅")
        || (text.len() <= 40 && (is_degree(site, text) || is_count(site, text) || is_badge(site, text)))
}

fn is_badge(site: &Site, text: &str) -> bool {
    let bare = text.trim_matches(['(', ')', ' ']);
    site.words.badges.has(bare) || (bare.contains('/') && site.words.pronouns.has(bare))
}

pub fn is_degree(site: &Site, text: &str) -> bool {
    degree_of(site, text).is_some()
}

/// 1, 2 or 3 for a mark of degree ("· 2nd").
pub fn degree_of(site: &Site, text: &str) -> Option<u8> {
    if text.len() > 60 || !text.contains(['1', '2', '3', '一', '二', '三', 'أ', 'ث']) {
        return None;
    }
    let words = &site.words;
    let folded = fold(text.trim_start_matches(['·', '•', ' ']));
    let bare_number = folded.len() == 1 && !text.contains(['.', 'º', '°']);
    if bare_number {
        None
    } else if words.first_degree.has_folded(&folded) {
        Some(1)
    } else if words.second_degree.has_folded(&folded) {
        Some(2)
    } else if words.third_degree.has_folded(&folded) {
        Some(3)
    } else {
        None
    }
}

/// "500+ connections", "6K followers", "43 other mutual connections", and the number alone.
pub fn is_count(site: &Site, text: &str) -> bool {
    if text.len() > 100 || !text.contains(|c: char| c.is_ascii_digit()) {
        return false;
    }
    if !text.chars().any(|c| c.is_alphabetic() && !matches!(c, 'K' | 'M' | 'k')) {
        return true;
    }
    site.words.counts.within(&fold(text))
}
