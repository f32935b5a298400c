//! Open messages: `gmail/**/*.html` with `gmail/gold.json`. With drift, edited versions of each page are read.

use std::path::Path;
use std::time::Instant;

use afterword::capture::mail::{MailReading, read};
use afterword::capture::sites::Sites;
use afterword::capture::snapshot::Snapshot;
use serde::Deserialize;

use crate::drift::{Chance, drifted};
use crate::report::{Board, Row, Verdict};
use crate::{Options, html, skipped};

const ADDRESS: &str = "https://mail.google.com/mail/u/0/#inbox/1";

#[derive(Debug, Deserialize)]
struct Person {
    name: String,
    email: String,
}

#[derive(Debug, Deserialize)]
struct Gold {
    file: String,
    sender_name: Option<String>,
    sender_email: Option<String>,
    recipients: Vec<Person>,
    date_title: Option<String>,
    subject: Option<String>,
}

pub fn run(dir: &Path, options: &Options) -> Vec<Row> {
    let folder = dir.join("gmail");
    let labels = std::fs::read_to_string(folder.join("gold.json")).map_err(|error| error.to_string());
    let pages: Vec<Gold> = match labels.and_then(|text| serde_json::from_str(&text).map_err(|error| error.to_string()))
    {
        Ok(pages) => pages,
        Err(error) => {
            skipped("mail", &format!("{}: {error}", folder.join("gold.json").display()));
            return Vec::new();
        }
    };
    let sites = match Sites::shipped() {
        Ok(sites) => sites,
        Err(error) => {
            skipped("mail", &error.to_string());
            return Vec::new();
        }
    };
    let mut board = Board::new("mail");
    for gold in &pages {
        let text = match std::fs::read_to_string(folder.join(&gold.file)) {
            Ok(text) => text,
            Err(error) => {
                skipped("mail", &format!("{}: {error}", gold.file));
                continue;
            }
        };
        // Once at its own address, once as if it were some other webmail.
        for (layout, url) in [("gmail", ADDRESS), ("gmail by general means", "https://post.example.org/")] {
            let page = html::snapshot(url, &text);
            if options.drift == 0 {
                score(&mut board, layout, gold, &page, &sites);
            }
            let mut chance = Chance::new(options.seed);
            for _ in 0..options.drift {
                score(&mut board, layout, gold, &drifted(&page, &mut chance), &sites);
            }
        }
    }
    board.rows()
}

fn score(board: &mut Board, layout: &str, gold: &Gold, page: &Snapshot, sites: &Sites) {
    let before = Instant::now();
    let reading = read(page, sites);
    let elapsed = before.elapsed();
    let Some(address) = &gold.sender_email else {
        if let Some(reading) = &reading {
            eprintln!("mail: {}: {} read off a page without a message", gold.file, reading.sender.address);
        }
        board.page(layout, false, reading.is_some(), elapsed);
        return;
    };
    let none = MailReading::default();
    let read = reading.as_ref().unwrap_or(&none);
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let one = |read: Option<String>, label: Option<&String>| {
        let accepted: Vec<&str> = label.iter().map(|label| label.as_str()).collect();
        Verdict::of(read.as_deref(), &accepted)
    };
    let sender = one(some(&read.sender.address), Some(address));
    board.page(layout, sender == Verdict::Wrong, false, elapsed);
    board.count(layout, "sender address", sender);
    board.count(layout, "sender name", one(some(&read.sender.name), gold.sender_name.as_ref()));
    let mut wanted: Vec<(String, String)> = gold.recipients.iter().map(|p| (p.email.clone(), p.name.clone())).collect();
    let everybody = read.recipients.iter().chain(&read.cc);
    let mut found: Vec<(String, String)> = everybody.map(|p| (p.address.clone(), p.name.clone())).collect();
    wanted.sort();
    found.sort();
    let recipients = match (found == wanted, found.iter().all(|person| wanted.contains(person))) {
        (true, _) => Verdict::Right,
        (false, true) => Verdict::Empty,
        (false, false) => Verdict::Wrong,
    };
    board.count(layout, "recipients", recipients);
    board.count(layout, "date", one(read.date.as_ref().map(|date| date.text.clone()), gold.date_title.as_ref()));
    let parsed = if read.date.as_ref().is_some_and(|date| date.at.is_some()) { Verdict::Right } else { Verdict::Empty };
    board.count(layout, "date as a time", parsed);
    board.count(layout, "subject", one(some(&read.subject), gold.subject.as_ref()));
}
