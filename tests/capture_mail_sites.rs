//! Open messages in the build of known webmails and of unknown ones, with and without their site data, in several
//! languages; and pages on which no message is open.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

#[path = "common/html.rs"]
mod html;
#[path = "mail_pages/mod.rs"]
mod pages;

use afterword::capture::mail::{MailReading, read};
use afterword::capture::sites::{GENERIC, Sites};
use pages::{Mail, known, lists, unknown};

const ELSEWHERE: &str = "https://post.example.org/m/1";

fn general() -> Sites {
    let all = Sites::shipped().unwrap().all;
    Sites { all: all.into_iter().filter(|site| site.key == GENERIC).collect() }
}

fn shown(name: &str, address: &str) -> String {
    if name.is_empty() { address.to_owned() } else { format!("{name} <{address}>") }
}

fn differences(mail: &Mail, reading: Option<MailReading>) -> Vec<String> {
    let Some(reading) = reading else { return vec!["nothing is read".into()] };
    let people = |list: &[afterword::capture::mail::Correspondent]| {
        list.iter().map(|p| shown(&p.name, &p.address)).collect::<Vec<_>>().join(", ")
    };
    let date = reading.date.as_ref().and_then(|d| d.at).map(|at| at.to_string()).unwrap_or_default();
    let everybody = [people(&reading.recipients), people(&reading.cc)].into_iter().filter(|p| !p.is_empty());
    let everybody = everybody.collect::<Vec<_>>().join(", ");
    let mut found = Vec::new();
    for (what, read, wanted) in [
        ("sender", shown(&reading.sender.name, &reading.sender.address), mail.sender),
        ("recipients", everybody, mail.recipients),
        ("subject", reading.subject, mail.subject),
        ("date", date, mail.date),
    ] {
        if read != wanted {
            found.push(format!("{what}: {read:?}, not {wanted:?}"));
        }
    }
    let own: Vec<&str> = reading.body_text.lines().filter(|l| !l.starts_with('>') && !l.is_empty()).collect();
    let own = own.join(" / ");
    if own != mail.body {
        found.push(format!("body: {own:?}, not {:?}", mail.body));
    }
    found
}

#[track_caller]
fn all_right(mails: &[(String, Vec<String>)]) {
    let wrong: Vec<String> =
        mails.iter().filter(|(_, d)| !d.is_empty()).map(|(what, d)| format!("{what}: {}", d.join("; "))).collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), mails.len(), wrong.join("\n"));
}

fn read_at(mail: &Mail, url: &str, sites: &Sites) -> (String, Vec<String>) {
    (mail.what.to_owned(), differences(mail, read(&html::snapshot(url, &mail.html), sites)))
}

#[test]
fn known_webmails_are_read_by_their_site_data() {
    let sites = Sites::shipped().unwrap();
    all_right(&known().iter().map(|mail| read_at(mail, mail.url, &sites)).collect::<Vec<_>>());
}

#[test]
fn known_webmails_are_read_without_their_site_data() {
    let sites = general();
    all_right(&known().iter().map(|mail| read_at(mail, ELSEWHERE, &sites)).collect::<Vec<_>>());
}

#[test]
fn unknown_webmails_are_read() {
    let sites = Sites::shipped().unwrap();
    all_right(&unknown().iter().map(|mail| read_at(mail, mail.url, &sites)).collect::<Vec<_>>());
}

#[test]
fn where_no_message_is_open_nobody_is_read() {
    let mut wrong = Vec::new();
    for (what, url, page) in lists() {
        for sites in [Sites::shipped().unwrap(), general()] {
            if let Some(reading) = read(&html::snapshot(url, &page), &sites) {
                wrong.push(format!("{what}: {}", reading.sender.address));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
