//! Signatures, quoted replies and telephone numbers: `signatures/`, `dates/phone_number_model.json`.
//! `--verbose` prints what was read wrongly.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

use afterword::capture::reading::Field;
use afterword::capture::signature::{self, Sender, SignatureReading};
use serde::Deserialize;

use crate::names::{lines, miss, set_verbose};
use crate::report::{Board, Row, Verdict};
use crate::{Options, skipped};

#[derive(Debug, Deserialize)]
struct Card {
    id: u64,
    text: String,
    fields: BTreeMap<String, Vec<String>>,
}

#[derive(Debug, Deserialize)]
struct Mail {
    id: String,
    has_signature: bool,
    sender: String,
    body: String,
    #[serde(default)]
    signature_lines: Option<Vec<usize>>,
}

pub fn run(dir: &Path, options: &Options) -> Vec<Row> {
    set_verbose(options.verbose);
    let folder = dir.join("signatures");
    let mut board = Board::new("signatures");
    for (file, layout) in [("fr_signatures_jdr.jsonl", "fr_jdr"), ("fr_signatures_jdf.jsonl", "fr_jdf")] {
        for card in lines::<Card>(&folder, file) {
            read_card(&mut board, layout, &card);
        }
    }
    for mail in lines::<Mail>(&folder, "enron_mails.jsonl") {
        read_mail(&mut board, &mail);
    }
    stripped(&mut board, &folder.join("mail_clients/stripped"));
    quoted(&mut board, &folder.join("quoted_replies"));
    replies(&mut board, &folder.join("mail_clients/standard_replies"));
    phone_numbers(&mut board, &dir.join("dates/phone_number_model.json"));
    board.rows()
}

fn plain(text: &str) -> String {
    text.replace('\u{a0}', " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

fn count(board: &mut Board, layout: &str, field: &str, read: Option<&str>, expected: &[String], what: &str) {
    let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
    let verdict = Verdict::of(read, &expected);
    if verdict != Verdict::Right {
        miss(|| format!("{layout} {field} {what}: expected {expected:?}, read {read:?}"));
    }
    board.count(layout, field, verdict);
}

fn read_card(board: &mut Board, layout: &str, card: &Card) {
    let start = Instant::now();
    let reading = signature::read(&card.text, None);
    board.page(layout, false, false, start.elapsed());
    let expected = |label: &str| {
        card.fields.get(label).map_or_else(Vec::new, |list| list.iter().map(|value| plain(value)).collect::<Vec<_>>())
    };
    let what = card.id.to_string();
    let mut one = |field: &str, label: &str, read: &Field| {
        count(board, layout, field, read.value().map(plain).as_deref(), &expected(label), &what);
    };
    let person = &reading.person;
    one("name", "Human", &person.name);
    one("title", "Function", &person.title);
    one("company", "Organization", &person.company);
    one("web", "Url", &person.website);
    each(
        board,
        layout,
        "email",
        person.email.candidates.iter().map(|c| plain(&c.value)).collect(),
        &expected("Email"),
        &what,
    );
    let phones: Vec<String> = expected("Phone_Number").iter().map(|number| digits(number)).collect();
    each(board, layout, "phone", reading.phones.iter().map(|phone| digits(&phone.text)).collect(), &phones, &what);
    let postal = plain(person.postal_address.value().unwrap_or_default());
    for piece in expected("Location") {
        let found = if postal.contains(&piece) { Verdict::Right } else { Verdict::Empty };
        if found != Verdict::Right {
            miss(|| format!("{layout} address {what}: {piece:?} not in {postal:?}"));
        }
        board.count(layout, "address piece", found);
    }
}

/// Every value read against every value labelled.
fn each(board: &mut Board, layout: &str, field: &str, read: Vec<String>, expected: &[String], what: &str) {
    for value in &read {
        if !expected.contains(value) {
            miss(|| format!("{layout} {field} {what}: read {value:?}, expected {expected:?}"));
            board.count(layout, field, Verdict::Wrong);
        }
    }
    for value in expected {
        let verdict = if read.contains(value) { Verdict::Right } else { Verdict::Empty };
        // A wrong value in its place was counted above.
        if verdict == Verdict::Right || read.len() < expected.len() {
            if verdict != Verdict::Right {
                miss(|| format!("{layout} {field} {what}: {value:?} not read"));
            }
            board.count(layout, field, verdict);
        }
    }
    if read.is_empty() && expected.is_empty() {
        board.count(layout, field, Verdict::Right);
    }
}

/// `"Doe  Jane" <jane@…>`, `Doe, Jane [mailto:jane@…]`
fn sender(text: &str) -> Sender {
    let address = signature::emails(text).into_iter().next().map(|found| found.text).unwrap_or_default();
    let name = text.split(['<', '[']).next().unwrap_or_default();
    Sender { name: name.replace('"', " ").replace("@ENRON", "").trim().to_owned(), address }
}

fn found(reading: &SignatureReading, body: &str) -> Vec<String> {
    let lines: Vec<&str> = body.split('\n').collect();
    reading
        .lines
        .iter()
        .filter_map(|index| lines.get(*index))
        .map(|line| plain(line))
        .filter(|line| !line.is_empty())
        .collect()
}

fn read_mail(board: &mut Board, mail: &Mail) {
    let start = Instant::now();
    let reading = signature::read(&mail.body, Some(&sender(&mail.sender)));
    let elapsed = start.elapsed();
    let lines: Vec<&str> = mail.body.split('\n').collect();
    let filled = |list: &[usize]| {
        list.iter()
            .copied()
            .filter(|index| lines.get(*index).is_some_and(|line| !line.trim().is_empty()))
            .collect::<Vec<_>>()
    };
    let read = filled(&reading.lines);
    let expected = filled(mail.signature_lines.as_deref().unwrap_or_default());
    let layout = "enron";
    board.page(layout, false, !mail.has_signature && !read.is_empty(), elapsed);
    let field = if mail.has_signature { "signature lines" } else { "no signature" };
    let verdict = match (read == expected, read.is_empty()) {
        (true, _) => Verdict::Right,
        (false, true) => Verdict::Empty,
        (false, false) => Verdict::Wrong,
    };
    if verdict != Verdict::Right {
        miss(|| {
            format!(
                "{layout} {} ({}): expected {expected:?}, read {read:?}: {:?}",
                mail.id,
                mail.sender,
                found(&reading, &mail.body)
            )
        });
    }
    board.count(layout, field, verdict);
}

fn files(folder: &Path) -> Vec<(String, String)> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        skipped("signatures", &format!("{} is not there", folder.display()));
        return Vec::new();
    };
    let mut read: Vec<(String, String)> = entries
        .flatten()
        .filter_map(|entry| {
            let bytes = std::fs::read(entry.path()).ok()?;
            Some((entry.file_name().to_string_lossy().into_owned(), String::from_utf8_lossy(&bytes).into_owned()))
        })
        .collect();
    read.sort();
    read
}

/// Bodies with the signature that belongs to them.
fn stripped(board: &mut Board, folder: &Path) {
    let files: BTreeMap<String, String> = files(folder).into_iter().collect();
    for (name, body) in files.iter().filter_map(|(name, body)| Some((name.strip_suffix("_body")?, body))) {
        let marked = |text: &str| text.replace("#sig#", "").replace('\r', "");
        let body = marked(body);
        let expected = marked(files.get(&format!("{name}_signature")).map_or("", String::as_str));
        let from = files.get(&format!("{name}_sender")).map_or("", |text| text.trim());
        let start = Instant::now();
        let reading = signature::read(&body, Some(&sender(from)));
        let elapsed = start.elapsed();
        let expected: Vec<String> = expected.lines().map(plain).filter(|line| !line.is_empty()).collect();
        let read = found(&reading, &body);
        board.page("stripped", false, expected.is_empty() && !read.is_empty(), elapsed);
        let verdict = if read == expected {
            Verdict::Right
        } else if read.is_empty() {
            Verdict::Empty
        } else {
            Verdict::Wrong
        };
        if verdict != Verdict::Right {
            miss(|| format!("stripped {name}: expected {expected:?}, read {read:?}"));
        }
        board.count("stripped", "signature lines", verdict);
    }
}

/// Mails that all begin with the same paragraph of filler: what follows it is quoted, or a device's line.
fn quoted(board: &mut Board, folder: &Path) {
    for (name, body) in files(&folder.join("set_multilingual")).into_iter().chain(files(&folder.join("set_en"))) {
        let body = body.replace("\r\n", "\n");
        let start = Instant::now();
        let own = signature::own_text(&body);
        board.page("quoted", false, false, start.elapsed());
        let marked = own.lines().any(|line| line.starts_with('>'));
        let filler = "et mollis ligula rutrum quis. Fusce sed odio id arcu varius aliquet nec nec nibh.";
        if body.starts_with("Fusce bibendum")
            && let Some((before, _)) = body.split_once(filler)
        {
            let rest: Vec<&str> = own
                .strip_prefix(before)
                .and_then(|rest| rest.strip_prefix(filler))
                .unwrap_or("cut too early")
                .lines()
                .filter(|line| !line.trim().is_empty())
                .collect();
            let device = rest
                .iter()
                .all(|line| line.starts_with("Sent from") || line.contains("Outlook") || line.starts_with("===="))
                || (rest.len() < 6 && name == "email_15.txt");
            let verdict = if rest.is_empty() || device { Verdict::Right } else { Verdict::Wrong };
            if verdict != Verdict::Right {
                miss(|| format!("quoted {name}: {rest:?}"));
            }
            board.count("quoted", "cut after the paragraph", verdict);
        }
        board.count("quoted", "no marked line left", if marked { Verdict::Wrong } else { Verdict::Right });
    }
}

/// Whole messages whose own text is known.
fn replies(board: &mut Board, folder: &Path) {
    let files: BTreeMap<String, String> = files(folder).into_iter().collect();
    for (name, message) in files.iter().filter_map(|(name, text)| Some((name.strip_suffix(".eml")?, text))) {
        let Some(body) = text_part(message) else {
            skipped("signatures", &format!("{name}.eml has no plain text"));
            continue;
        };
        let expected = files.get(&format!("{name}_reply_text")).map_or("Hello", String::as_str);
        let start = Instant::now();
        let own = signature::own_text(&body);
        board.page("replies", false, false, start.elapsed());
        let device = |line: &&str| !line.starts_with("Sent from") && !line.trim().is_empty();
        let own: Vec<String> = own.lines().filter(device).map(plain).collect();
        let expected: Vec<String> = expected.lines().filter(device).map(plain).collect();
        let verdict = if own == expected { Verdict::Right } else { Verdict::Wrong };
        if verdict != Verdict::Right {
            miss(|| format!("replies {name}: expected {expected:?}, read {own:?}"));
        }
        board.count("replies", "own text", verdict);
    }
}

/// The first `text/plain` part of a message, quoted-printable undone; enough for these files.
fn text_part(message: &str) -> Option<String> {
    let message = message.replace("\r\n", "\n");
    let at = message.to_ascii_lowercase().find("content-type: text/plain")?;
    let (_, part) = message.split_at(at);
    let headers_start = message.get(..at)?.rfind("\n--").map_or(0, |start| start);
    let (headers, body) = part.split_once("\n\n")?;
    let all_headers = format!("{}{headers}", message.get(headers_start..at)?).to_ascii_lowercase();
    let body = match message.split_once("boundary=") {
        Some((_, rest)) => {
            let boundary: String =
                rest.trim_start_matches('"').chars().take_while(|c| !matches!(c, '"' | '\n' | ';')).collect();
            let other: Vec<&str> = body.split("\n--").collect();
            if body.contains(&format!("\n--{boundary}")) {
                body.split(&format!("\n--{boundary}")).next()?
            } else {
                other.first()?
            }
            .to_owned()
        }
        None => body.to_owned(),
    };
    if all_headers.contains("base64") {
        return None;
    }
    if !all_headers.contains("quoted-printable") {
        return Some(body);
    }
    let joined = body.replace("=\n", "");
    let mut bytes = Vec::new();
    let mut rest = joined.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let code = tail
            .get(..2)
            .and_then(|hex| std::str::from_utf8(hex).ok())
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match (first, code) {
            (b'=', Some(code)) => {
                bytes.push(code);
                rest = tail.get(2..).unwrap_or_default();
            }
            _ => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

#[derive(Debug, Deserialize)]
struct PhoneCase {
    #[serde(rename = "Input")]
    input: String,
    #[serde(rename = "Results")]
    results: Vec<PhoneResult>,
}

#[derive(Debug, Deserialize)]
struct PhoneResult {
    #[serde(rename = "Text")]
    text: String,
}

fn phone_numbers(board: &mut Board, file: &Path) {
    let cases: Vec<PhoneCase> = match std::fs::read_to_string(file).map(|text| serde_json::from_str(&text)) {
        Ok(Ok(cases)) => cases,
        other => {
            skipped("phone numbers", &format!("{}: {:?}", file.display(), other.err()));
            return;
        }
    };
    for case in cases {
        let start = Instant::now();
        let read: Vec<String> = signature::phones(&case.input).iter().map(|phone| digits(&phone.text)).collect();
        board.page("phone_model", false, case.results.is_empty() && !read.is_empty(), start.elapsed());
        let expected: Vec<String> = case.results.iter().map(|result| digits(&result.text)).collect();
        let field = if expected.is_empty() { "no number" } else { "number" };
        let verdict = if read == expected {
            Verdict::Right
        } else if read.is_empty() {
            Verdict::Empty
        } else {
            Verdict::Wrong
        };
        if verdict != Verdict::Right {
            miss(|| format!("phone_model {field} {:?}: expected {expected:?}, read {read:?}", case.input));
        }
        board.count("phone_model", field, verdict);
    }
}
