//! The tie between the viewer and the subject: the degree of connection, and whether the page offers to invite.

use super::card::Card;
use super::page::{Owner, Page, degree_of};
use super::site::fold;
use super::structured::unescape;
use super::subject::Subject;
use crate::capture::reading::Degree;

/// Whether the page offers to invite this very person, be it in a closed menu.
pub fn connect_offered(page: &Page<'_>, subject: &Subject, card: &Card, degree: Option<Degree>) -> bool {
    if page.guest || matches!(degree, Some(Degree::Own | Degree::First)) || is_pending(page, card) {
        return false;
    }
    if page.links.iter().any(|(_, l)| l.invite && page.is_subject(l)) {
        return true;
    }
    let name = fold(&subject.name);
    let is_invitation = |label: &str| {
        let folded = fold(&unescape(label));
        folded.contains(&name) && page.site.words.invite.within(&folded) && !page.site.words.pending.within(&folded)
    };
    let by_label = page.dom.places().any(|place| {
        let label = page.dom.attribute(place, "aria-label").filter(|l| l.len() <= 200);
        label.is_some_and(is_invitation) && page.owner(place) != Owner::Other
    });
    if by_label {
        return true;
    }
    page.lines.iter().enumerate().any(|(index, line)| {
        if line.text.len() > 200 {
            return false;
        }
        let near = || match page.owner(line.place) {
            Owner::Subject => true,
            Owner::Other => false,
            Owner::Unknown => card.range.contains(&index),
        };
        // Menus repeat for those who listen what they show: "Invite … to connect".
        if line.hidden && is_invitation(&line.text) {
            return page.owner(line.place) != Owner::Other;
        }
        page.folded.get(index).is_some_and(|f| page.site.words.connect.has_folded(f)) && near()
    })
}

fn is_pending(page: &Page<'_>, card: &Card) -> bool {
    card.range.clone().any(|i| {
        let button = page.lines.get(i).is_some_and(|l| l.control.is_some());
        button && page.folded.get(i).is_some_and(|f| f.len() <= 30 && page.site.words.pending.within(f))
    })
}

pub fn degree(page: &Page<'_>, subject: &Subject, card: &Card) -> Option<Degree> {
    if page.guest {
        return None;
    }
    let own = page.dom.places().any(|place| {
        let href = page.dom.attribute(place, "href").unwrap_or_default();
        href.contains("/edit/") && page.member_at(place).is_some_and(|l| page.is_subject(l))
    });
    if own {
        return Some(Degree::Own);
    }
    let mark = |index: usize| page.lines.get(index).filter(|l| !l.hidden).and_then(|l| degree_of(page.site, &l.text));
    let end = card.values.first().copied().unwrap_or(card.range.end);
    let shown: Vec<u8> = (subject.line + 1..end).filter_map(mark).collect();
    let found = match shown.as_slice() {
        [only] => Some(*only),
        // A page may hold several marks and show one by its style sheet: what stands beside the name elsewhere decides.
        [_, ..] => {
            let beside = |echo: &usize| (echo + 1..echo + 3).find_map(mark);
            let votes: Vec<u8> = subject.echoes.iter().filter(|e| **e != subject.line).filter_map(beside).collect();
            votes.first().copied().filter(|first| votes.iter().all(|v| v == first) && shown.contains(first))
        }
        [] => (subject.line + 1..subject.line + 4).find_map(mark),
    };
    match found {
        Some(1) => Some(Degree::First),
        Some(2) => Some(Degree::Second),
        Some(3) => Some(Degree::Third),
        _ => None,
    }
}
