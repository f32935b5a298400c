//! The list of experience: positions that go on.

use super::card::{place_likeness, without_contract};
use super::page::Page;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    pub title: String,
    pub company: String,
}

/// More lines than this are not looked at.
const REACH: usize = 120;

/// The current positions, first to last, as far as they can be told apart.
pub fn current_positions(page: &Page<'_>) -> Vec<Position> {
    let words = &page.site.words;
    let heading = page.lines.iter().enumerate().filter(|(i, l)| {
        !l.hidden && l.control.is_none() && page.folded.get(*i).is_some_and(|f| is_experience(page, f))
    });
    // A heading wins over a mere line ("Experience" is a tab's label as well).
    let Some((start, _)) = heading.max_by_key(|(i, l)| (l.heading > 0, std::cmp::Reverse(*i))) else {
        return Vec::new();
    };
    let mut positions = Vec::new();
    let mut pending: Vec<usize> = Vec::new();
    let mut shared_company: Option<String> = None;
    for index in start + 1..(start + REACH).min(page.lines.len()) {
        let (Some(line), Some(folded)) = (page.lines.get(index), page.folded.get(index)) else { break };
        if line.hidden || (line.control.is_some() && line.link.is_none()) {
            continue;
        }
        if page.opens_section(index) || (line.heading == 0 && words.sections.has_folded(folded) && !pending.is_empty())
        {
            break;
        }
        if is_period(&line.text) || ends_now(page, folded) {
            if ends_now(page, folded) {
                let position = match (pending.first(), pending.get(1), &shared_company) {
                    (Some(title), None, Some(company)) => Some((*title, company.clone())),
                    (Some(title), Some(company), _) => Some((*title, text(page, *company))),
                    _ => None,
                };
                if let Some((title, company)) = position {
                    let company = without_contract(page.site, &company).to_owned();
                    positions.push(Position { title: text(page, title), company });
                }
                // What follows up to the next position is a description: only the first is certain.
                return finish(page, index + 1, start, positions);
            }
            continue;
        }
        if is_duration(folded) {
            // A company with several positions: its name, the time in all, then each title.
            if let (Some(company), 1) = (pending.first(), pending.len()) {
                shared_company = Some(text(page, *company));
            }
            pending.clear();
            continue;
        }
        let contract = line.text.split(" · ").next().is_some_and(|first| words.contract.has(first));
        let place = shared_company.is_some() && pending.is_empty() && place_likeness(page.site, &line.text) >= 3;
        if page.is_value(index) && !contract && !place && (line.control.is_none() || line.link.is_some()) {
            pending.push(index);
        }
        if pending.len() > 6 {
            break;
        }
    }
    positions
}

/// Further current positions: two lines right before a period that goes on.
fn finish(page: &Page<'_>, from: usize, start: usize, mut positions: Vec<Position>) -> Vec<Position> {
    for index in from..(start + REACH).min(page.lines.len()) {
        let Some(folded) = page.folded.get(index) else { break };
        if page.opens_section(index) || positions.len() >= 4 {
            break;
        }
        if page.lines.get(index).is_none_or(|l| l.hidden) || !ends_now(page, folded) {
            continue;
        }
        let mut before = (from..index).rev().filter(|i| {
            page.is_value(*i) && page.lines.get(*i).is_some_and(|l| !is_period(&l.text) && l.text.len() <= 120)
        });
        if let (Some(company), Some(title)) = (before.next(), before.next()) {
            let company = without_contract(page.site, &text(page, company)).to_owned();
            positions.push(Position { title: text(page, title), company });
        }
    }
    positions
}

fn is_experience(page: &Page<'_>, folded: &str) -> bool {
    let words = &page.site.words.experience;
    // "Ada Quill's Experience" in the oldest pages.
    words.has_folded(folded)
        || folded.rsplit_once("s ").is_some_and(|(who, last)| who.len() < 60 && last == "experience")
}

fn text(page: &Page<'_>, index: usize) -> String {
    page.lines.get(index).map_or_else(String::new, |l| l.text.clone())
}

/// "Dec 2019 - Present · 2 yrs", "– Present (5 years)", "Present".
fn ends_now(page: &Page<'_>, folded: &str) -> bool {
    if folded.is_empty() || folded.len() > 80 {
        return false;
    }
    let words = &page.site.words.present;
    let has_word = folded.split(' ').any(|w| words.has_folded(w)) || words.has_folded(folded);
    let pairs = || {
        let list: Vec<&str> = folded.split(' ').collect();
        list.windows(2).any(|w| words.has_folded(&w.join(" ")))
    };
    let joined = || ["現在", "至今", "현재"].iter().any(|w| folded.contains(w));
    let digits = folded.chars().any(|c| c.is_ascii_digit());
    (digits || folded.split(' ').count() <= 2) && (has_word || pairs() || joined())
}

/// A date or a range of dates: a year, and little else.
fn is_period(text: &str) -> bool {
    let years = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|n| n.len() == 4 && n.parse::<u16>().is_ok_and(|y| (1940..2100).contains(&y)))
        .count();
    let bare = text.chars().all(|c| !c.is_alphanumeric());
    bare || (years >= 1 && text.len() <= 60 && text.split(' ').count() <= 11)
}

/// "5 yrs 2 mos", "Full-time · 3 yrs": a number with units, no year.
fn is_duration(folded: &str) -> bool {
    let words: Vec<&str> = folded.split(' ').collect();
    let number = |w: &&str| w.len() <= 2 && w.chars().all(|c| c.is_ascii_digit());
    words.len() <= 7
        && words.windows(2).any(|w| {
            w.first().is_some_and(number)
                && w.get(1).is_some_and(|unit| {
                    [
                        "yr", "mo", "year", "jahr", "monat", "an", "mois", "ano", "ano", "mes", "ann", "mese", "mesi",
                        "jaar", "maand", "ar", "rok", "lat", "mies",
                    ]
                    .iter()
                    .any(|u| unit.starts_with(u))
                })
        })
}
