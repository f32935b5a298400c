//! Contact cards: `vcards/**/*.vcf`. They have no labels, so what is counted are files: read, refused with a message,
//! and for each field how many readable cards hold the property and how many gave a value. Values are not judged here.

use std::path::{Path, PathBuf};
use std::time::Instant;

use afterword::capture::reading::{Field, PersonReading};
use afterword::capture::vcard::read;

use crate::report::{Board, Row, Verdict};
use crate::{Options, skipped};

type Get = fn(&PersonReading) -> &Field;

const FIELDS: [(&str, &str, Get); 7] = [
    ("name", "FN", |p| &p.name),
    ("company", "ORG", |p| &p.company),
    ("title", "TITLE", |p| &p.title),
    ("phone", "TEL", |p| &p.phone),
    ("email", "EMAIL", |p| &p.email),
    ("address", "ADR", |p| &p.postal_address),
    ("website", "URL", |p| &p.website),
];

pub fn run(dir: &Path, _options: &Options) -> Vec<Row> {
    let folder = dir.join("vcards");
    let mut files = Vec::new();
    collect(&folder, &mut files);
    files.sort();
    if files.is_empty() {
        skipped("vcards", &format!("no .vcf file under {}", folder.display()));
    }
    let mut board = Board::new("vcards");
    for path in &files {
        let Ok(bytes) = std::fs::read(path) else {
            skipped("vcards", &path.display().to_string());
            continue;
        };
        let layout =
            path.parent().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let before = Instant::now();
        let result = read(&bytes);
        board.page(&layout, false, false, before.elapsed());
        match result {
            Ok(people) => {
                board.count(&layout, "file", Verdict::Right);
                for (field, property, get) in FIELDS {
                    let held = holding(&bytes, property);
                    let given = people.iter().filter(|person| !get(person).is_empty()).count();
                    if given < held {
                        eprintln!("vcards: {}: {given} of {held} with {field}", path.display());
                    }
                    (0..given.min(held)).for_each(|_| board.count(&layout, field, Verdict::Right));
                    (given..held).for_each(|_| board.count(&layout, field, Verdict::Empty));
                }
            }
            Err(error) => {
                eprintln!("vcards: {}: {error}", path.display());
                board.count(&layout, "file", Verdict::Empty);
            }
        }
    }
    board.rows()
}

/// Cards of the file in which the property stands with a value.
fn holding(bytes: &[u8], property: &str) -> usize {
    let text = String::from_utf8_lossy(bytes).to_uppercase();
    let cards = text.split("BEGIN:VCARD").skip(1);
    let stands = |line: &str| {
        let bare = line
            .split_once('.')
            .filter(|(group, _)| group.chars().all(char::is_alphanumeric))
            .map_or(line, |(_, rest)| rest);
        let value = bare.rsplit(':').next().unwrap_or_default();
        bare.starts_with(property)
            && bare.get(property.len()..).is_some_and(|rest| rest.starts_with([':', ';']))
            && value.chars().any(char::is_alphanumeric)
    };
    cards.filter(|card| card.lines().any(stands)).count()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "vcf") {
            files.push(path);
        }
    }
}
