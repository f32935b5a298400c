//! One invented page for each generation, locale and oddity of LinkedIn pages: what is read, and what is not.
//!
//! A case is an address, a page, and the values that must be read; a field that is not named must stay empty.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

#[path = "common/html.rs"]
mod html;
#[path = "linkedin_pages/mod.rs"]
mod pages;

use afterword::capture::linkedin::read;
use afterword::capture::reading::{Degree, PersonReading, Reading};
use pages::{Case, Expect};

fn values(person: &PersonReading) -> Vec<(&'static str, String)> {
    let texts = [
        ("name", &person.name),
        ("headline", &person.headline),
        ("title", &person.title),
        ("company", &person.company),
        ("location", &person.location),
    ];
    let mut found: Vec<(&'static str, String)> =
        texts.into_iter().filter_map(|(field, value)| Some((field, value.value()?.to_owned()))).collect();
    if person.connect_offered {
        found.push(("connect", "offered".into()));
    }
    if let Some(degree) = person.degree {
        let degree = match degree {
            Degree::Own => "own",
            Degree::First => "1",
            Degree::Second => "2",
            Degree::Third => "3",
        };
        found.push(("degree", degree.into()));
    }
    found
}

fn check(case: &Case) -> Result<(), String> {
    let reading = read(&html::snapshot(case.url, &case.html));
    let found = match (&reading, &case.expect) {
        (Reading::Profile { person }, Expect::Person(_)) => values(person),
        (Reading::Loading, Expect::Loading) | (Reading::Nothing { .. }, Expect::Nothing) => return Ok(()),
        (Reading::Profile { person }, _) => return Err(format!("{}: read {:?}", case.what, values(person))),
        (other, _) => return Err(format!("{}: {other:?}", case.what)),
    };
    let Expect::Person(wanted) = &case.expect else { return Ok(()) };
    let wanted: Vec<(&'static str, String)> =
        wanted.iter().map(|(field, value)| (*field, (*value).to_owned())).collect();
    let mut wrong = Vec::new();
    for (field, value) in &found {
        if !wanted.contains(&(field, value.clone())) {
            wrong.push(format!("read {field} {value:?}"));
        }
    }
    for (field, value) in &wanted {
        if !found.iter().any(|(f, _)| f == field) {
            wrong.push(format!("no {field} {value:?}"));
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(format!("{}: {}", case.what, wrong.join("; "))) }
}

#[track_caller]
fn all_right(cases: &[Case]) {
    let wrong: Vec<String> = cases.iter().filter_map(|case| check(case).err()).collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn pages_for_guests() {
    all_right(&pages::guests());
}

#[test]
fn pages_for_members() {
    all_right(&pages::members());
}

#[test]
fn pages_of_the_mobile_web() {
    all_right(&pages::mobile());
}

#[test]
fn server_driven_pages() {
    all_right(&pages::sdui());
}

#[test]
fn pages_that_hold_nobody() {
    all_right(&pages::nobody());
}

#[test]
fn pages_that_still_show_the_member_before() {
    all_right(&pages::stale());
}
