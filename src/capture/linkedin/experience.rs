//! The list of experience: positions that go on.
//!
//! A position is a job and an employer, in some order, above a period that goes on. Which of the two lines is the
//! employer is told by signs of its own (a form of contract behind it, the employer's picture, the level of headings,
//! an employer that the page names elsewhere), because redesigns change the order.

use super::card::{place_likeness, without_contract};
use super::evidence::same_organisation;
use super::page::Page;
use super::site::fold;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    pub title: String,
    pub company: String,
    /// More than the order of the lines tells which of the two is the employer.
    pub sure: bool,
}

/// More lines than this are not looked at.
const REACH: usize = 120;
const MAX_POSITIONS: usize = 5;
/// A job or an employer is no longer than this (bytes); descriptions are.
const MAX_VALUE: usize = 120;

/// The current positions, first to last, as far as they can be told apart. `known`: employers that the page names
/// elsewhere.
pub fn current_positions(page: &Page<'_>, known: &[&str]) -> Vec<Position> {
    let words = &page.site.words;
    let heading = page.lines.iter().enumerate().filter(|(i, l)| {
        !l.hidden && l.control.is_none() && page.folded.get(*i).is_some_and(|f| is_experience(page, f))
    });
    // A heading wins over a mere line ("Experience" is a tab's label as well).
    let Some((start, _)) = heading.max_by_key(|(i, l)| (l.heading > 0, std::cmp::Reverse(*i))) else {
        return Vec::new();
    };
    let level = page.lines.get(start).map_or(0, |l| l.heading);
    let pictures = Pictures::of(page);
    let mut positions = Vec::new();
    // The lines above a period, up to the period before or the section's heading.
    let mut above: Vec<usize> = Vec::new();
    let mut shared: Option<String> = None;
    let mut first = true;
    let mut missed = false;
    for index in start + 1..(start + REACH).min(page.lines.len()) {
        let (Some(line), Some(folded)) = (page.lines.get(index), page.folded.get(index)) else { break };
        if line.hidden || (line.control.is_some() && line.link.is_none()) {
            continue;
        }
        let next = level > 0 && (1..=level).contains(&line.heading);
        let section = next || page.opens_section(index) || (line.heading == 0 && words.sections.has_folded(folded));
        if section || positions.len() >= MAX_POSITIONS {
            break;
        }
        if ends_now(page, folded) || is_period(&line.text) {
            if ends_now(page, folded) {
                match position(page, &above, shared.as_deref(), known, &pictures, first) {
                    // Behind one that cannot be told apart, another is not the first.
                    Some(position) if !missed || known.iter().any(|k| same_organisation(k, &position.company)) => {
                        positions.push(position);
                    }
                    _ => missed = true,
                }
            }
            above.clear();
            first = false;
        } else if is_duration(folded) {
            // An employer with several positions: its name, the time in all, then each job.
            if let [.., company] = above.as_slice() {
                shared = Some(text(page, *company));
            }
            above.clear();
        } else if is_job_or_employer(page, index, shared.is_some() && above.is_empty()) {
            above.push(index);
        }
    }
    positions
}

fn is_job_or_employer(page: &Page<'_>, index: usize, below_employer: bool) -> bool {
    let Some(line) = page.lines.get(index) else { return false };
    let contract = line.text.split(" · ").next().is_some_and(|first| page.site.words.contract.has(first));
    let place = below_employer && place_likeness(page.site, &line.text) >= 3;
    page.is_value(index) && !contract && !place
}

/// The job and the employer among the lines above a period.
fn position(
    page: &Page<'_>,
    above: &[usize],
    shared: Option<&str>,
    known: &[&str],
    pictures: &Pictures,
    first: bool,
) -> Option<Position> {
    let made = |title: usize, company: &str, sure: bool| {
        let title = text(page, title);
        let company = without_contract(page.site, company).to_owned();
        let differ = !same_organisation(&title, &company) && !known.iter().any(|k| same_organisation(k, &title));
        let short = title.len() <= MAX_VALUE && company.len() <= MAX_VALUE && !title.contains("**");
        (differ && short && !title.ends_with('.')).then_some(Position { title, company, sure })
    };
    if let (Some(company), [job]) = (shared, above) {
        return made(*job, company, true);
    }
    let level = |index: usize| page.lines.get(index).map_or(0, |l| l.heading);
    let is_known = |index: usize| {
        let value = text(page, index);
        let company = without_contract(page.site, &value);
        known.iter().any(|k| same_organisation(k, company))
    };
    let is_employer = |index: usize| {
        let value = text(page, index);
        without_contract(page.site, &value).len() < value.len() || pictures.show(&value)
    };
    // The nearest first: what stands further up may describe the position before.
    let near: Vec<usize> = above.iter().rev().take(4).copied().collect();
    let employer = near.iter().position(|i| is_known(*i)).or_else(|| near.iter().position(|i| is_employer(*i)));
    if let Some(at) = employer {
        let company = text(page, *near.get(at)?);
        // The job stands above its employer; below it only where there is nothing else.
        let job =
            near.get(at + 1).or_else(|| at.checked_sub(1).and_then(|i| near.get(i)).filter(|_| near.len() == 2))?;
        return made(*job, &company, true);
    }
    // Only the first position has nothing above it that could be somebody's description.
    match above {
        [a, b] if level(*a) > 0 && level(*b) > level(*a) => made(*a, &text(page, *b), true),
        [a, b] if level(*a) > level(*b) && level(*b) > 0 => made(*b, &text(page, *a), true),
        [job, company] if first => made(*job, &text(page, *company), false),
        _ => None,
    }
}

/// What pictures show, by their alternative texts: "Farnwood logo", "Logo von Farnwood".
struct Pictures(Vec<String>);

impl Pictures {
    fn of(page: &Page<'_>) -> Self {
        let dom = page.dom;
        let images = dom.places().filter(|p| dom.tag(*p) == "img");
        let texts = images.filter_map(|p| dom.attribute(p, "alt")).filter(|t| (3..=MAX_VALUE).contains(&t.len()));
        Self(texts.take(200).map(fold).filter(|t| !t.is_empty()).collect())
    }

    fn show(&self, value: &str) -> bool {
        let value = fold(value);
        // More than the name alone: members' pictures bear only that.
        value.len() >= 2
            && self.0.iter().any(|text| {
                text.len() > value.len()
                    && (text.starts_with(&value) || text.ends_with(&value))
                    && text.contains("logo")
            })
    }
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
