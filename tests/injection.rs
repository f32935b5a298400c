//! Somebody else's text in every field, then out by every door and back in: it stays text.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "the desk is shared with other tests"
)]

#[path = "app/desk.rs"]
mod desk;
#[path = "injection/fields.rs"]
mod fields;
#[path = "common/hostile.rs"]
mod hostile;

use afterword::app::forms::{CaptureForm, InterviewChoice, OpportunityChoice, OpportunityForm, PersonForm};
use afterword::app::protocol::{Export, PageRequest, Response};
use afterword::app::{AppError, export};
use afterword::capture::{invite, vcard};
use afterword::model::{FollowUpKind, Notes, Person};
use afterword::store::RestoreMode;
use desk::{AFTER, BEFORE, Desk, nora, say};
use hostile::HOSTILE;
use std::collections::BTreeSet;

/// What a form makes of a line: line breaks, control characters and runs of space become one space.
fn line(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c.is_control());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A form with the text in all fields that take any.
fn filled(text: &str) -> CaptureForm {
    let mut form = nora();
    let name = if text.contains(['<', '>']) { "Nora Lindqvist" } else { text };
    form.person = PersonForm {
        name: name.into(),
        greeting: text.into(),
        title: text.into(),
        company: text.into(),
        location: text.into(),
        phone: text.into(),
        postal_address: text.into(),
        website: text.into(),
        ..form.person
    };
    form.opportunity = Some(OpportunityChoice::New { company: text.into(), job_title: text.into() });
    if let Some(InterviewChoice::New { interview }) = &mut form.interview {
        interview.place = text.into();
    }
    form
}

fn notes(text: &str) -> Notes {
    Notes {
        question: text.into(),
        afterthought: text.into(),
        challenges: text.into(),
        success_in_90_days: text.into(),
        success_in_a_year: text.into(),
        common_ground: text.into(),
        other: text.into(),
    }
}

/// After the interview, with the text everywhere.
fn desk_with(text: &str) -> Desk {
    let mut desk = Desk::at(BEFORE);
    desk.save(filled(text)).unwrap_or_else(|error| panic!("{text:?}: {error}"));
    desk.clock(AFTER);
    let interview = *desk.app.history().interviews.keys().next().unwrap();
    desk.ask(PageRequest::SaveNotes { interview, person: None, notes: Box::new(notes(text)) }).unwrap();
    let opportunity = desk.app.history().opportunities.values().next().unwrap().opportunity.clone();
    let form = OpportunityForm {
        id: Some(opportunity.id),
        company: opportunity.company,
        job_title: opportunity.job_title,
        overriding_message: text.into(),
        new_fact: text.into(),
        ..OpportunityForm::default()
    };
    desk.ask(PageRequest::SaveOpportunity { form: Box::new(form) }).unwrap();
    desk
}

const MARK: &str = "Zzyzx";

/// The same by a backup that somebody made by hand: nothing that a form takes out is taken out.
fn restored(text: &str) -> Desk {
    let mut desk = desk_with(MARK);
    let Response::File { text: copy, .. } = desk.ask(PageRequest::Backup { passphrase: None }).unwrap() else {
        panic!()
    };
    let quoted = serde_json::to_string(text).unwrap();
    let copy = copy.replace(MARK, quoted.trim_start_matches('"').strip_suffix('"').unwrap());
    let mut other = Desk::at(AFTER);
    other.ask(PageRequest::Restore { text: copy, mode: RestoreMode::Merge }).unwrap();
    assert_eq!(person(&other).title, text);
    other
}

fn person(desk: &Desk) -> Person {
    desk.app.history().people.values().next().unwrap().person.clone()
}

fn file(desk: &Desk, what: Export) -> String {
    match export(&desk.app, what, desk.now, "Europe/Berlin", &say).unwrap() {
        Response::File { text, .. } => text,
        other => panic!("{other:?}"),
    }
}

/// RFC 4180.
fn table(text: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let mut quoted = false;
    let mut rest = text.strip_prefix('\u{feff}').unwrap().chars().peekable();
    while let Some(c) = rest.next() {
        let row = rows.last_mut().unwrap();
        match c {
            '"' if quoted && rest.peek() == Some(&'"') => {
                rest.next();
                row.last_mut().unwrap().push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(String::new()),
            '\r' if !quoted => {
                assert_eq!(rest.next(), Some('\n'));
                rows.push(vec![String::new()]);
            }
            c => row.last_mut().unwrap().push(c),
        }
    }
    assert!(!quoted);
    assert_eq!(rows.pop().unwrap(), [""], "the last row ends with a line end");
    rows
}

/// The content lines of a card or a calendar, unfolded.
fn content_lines(text: &str) -> Vec<String> {
    let text = text.strip_suffix("\r\n").unwrap();
    assert!(!text.replace("\r\n", "").contains(['\r', '\n']), "a bare line break: {text:?}");
    assert!(text.split("\r\n").all(|line| line.len() <= 75));
    text.replace("\r\n ", "").split("\r\n").map(str::to_owned).collect()
}

fn properties(lines: &[String]) -> Vec<&str> {
    lines.iter().map(|line| line.split([':', ';']).next().unwrap()).collect()
}

#[test]
fn forms_keep_what_was_typed_and_nothing_else() {
    for text in HOSTILE {
        let desk = desk_with(text);
        let history = desk.app.history();
        assert_eq!(
            (history.people.len(), history.opportunities.len(), history.interviews.len()),
            (1, 1, 1),
            "{text:?}"
        );
        let person = person(&desk);
        for value in [&person.greeting, &person.title, &person.company, &person.location, &person.website] {
            assert_eq!(*value, line(text));
        }
        assert_eq!(person.phones, [line(text)]);
        assert_eq!(person.postal_address, text.trim());
        let opportunity = &history.opportunities.values().next().unwrap().opportunity;
        for value in [&opportunity.company, &opportunity.job_title, &opportunity.overriding_message] {
            assert_eq!(*value, line(text));
        }
    }
}

#[test]
fn a_name_with_markup_is_refused_and_any_other_is_kept() {
    for text in HOSTILE {
        let mut form = nora();
        form.person.name = text.into();
        let mut desk = Desk::at(BEFORE);
        let saved = desk.save(form);
        if text.contains(['<', '>']) {
            assert_eq!(saved.unwrap_err(), AppError::NameHasMarkup);
            assert!(desk.app.facts().is_empty());
        } else {
            assert_eq!(person(&desk).name, line(text));
        }
    }
}

#[test]
fn what_is_no_address_is_taken_for_none() {
    for text in HOSTILE {
        let mut form = nora();
        form.person.email = text.into();
        form.person.linkedin = String::new();
        assert!(matches!(Desk::at(BEFORE).save(form), Err(AppError::EmailMalformed(_))), "{text:?}");
        let mut form = nora();
        form.person.linkedin = format!("https://www.linkedin.com/in/{text}");
        let mut desk = Desk::at(BEFORE);
        if desk.save(form).is_ok() {
            let url = person(&desk).linkedin.unwrap().url();
            let slug = url.strip_prefix("https://www.linkedin.com/in/").unwrap().trim_end_matches('/');
            assert!(!slug.contains(['/', '?', '#', ' ', '<', '>', '"']), "{text:?} gives {url}");
        }
    }
}

#[test]
fn a_backup_brings_it_back_letter_by_letter() {
    for text in HOSTILE {
        let mut desk = desk_with(text);
        let Response::File { text: copy, .. } = desk.ask(PageRequest::Backup { passphrase: None }).unwrap() else {
            panic!()
        };
        let mut other = Desk::at(AFTER);
        other.ids = 1 << 64;
        other.ask(PageRequest::Restore { text: copy, mode: RestoreMode::Merge }).unwrap();
        assert_eq!(other.app.history().people, desk.app.history().people, "{text:?}");
        assert_eq!(other.app.history().interviews, desk.app.history().interviews, "{text:?}");
        let opportunity = |desk: &Desk| desk.app.history().opportunities.values().next().unwrap().opportunity.clone();
        assert_eq!(opportunity(&other), opportunity(&desk));
    }
}

#[test]
fn a_spreadsheet_shows_it_in_its_cell_and_runs_nothing() {
    let shown = |cell: &str| cell.strip_prefix('\'').map_or_else(|| cell.to_owned(), str::to_owned);
    for text in HOSTILE {
        for desk in [desk_with(text), restored(text)] {
            let rows = table(&file(&desk, Export::PeopleTable));
            let row = [&rows[1][..], &table(&file(&desk, Export::FollowUpsTable)).concat()].concat();
            for cell in row {
                let start = cell.trim_start_matches([' ', '\u{a0}', '\u{feff}']);
                assert!(!start.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']), "{cell:?}");
            }
        }
        let desk = desk_with(text);
        let people = table(&file(&desk, Export::PeopleTable));
        let follow_ups = table(&file(&desk, Export::FollowUpsTable));
        assert_eq!(people.len(), 2, "{text:?}");
        for rows in [&people, &follow_ups] {
            for row in rows {
                assert_eq!(row.len(), rows[0].len(), "{text:?}");
            }
        }
        let column = |name: &str| people[0].iter().position(|cell| cell == name).unwrap();
        for name in ["title", "company", "location", "phones"] {
            let cell = &people[1][column(name)];
            assert!(*cell == line(text) || shown(cell) == line(text), "{cell:?}");
        }
        let cell = &people[1][column("postal_address")];
        assert!(cell == text.trim() || shown(cell) == text.trim(), "{cell:?}");
    }
}

#[test]
fn a_card_gets_no_line_that_we_did_not_write() {
    const OURS: [&str; 12] =
        ["BEGIN", "VERSION", "UID", "KIND", "FN", "TITLE", "ORG", "EMAIL", "TEL", "URL", "ADR", "END"];
    for text in HOSTILE {
        let desk = desk_with(text);
        let by_hand = content_lines(&file(&restored(text), Export::PeopleCards));
        assert_eq!(properties(&by_hand), OURS, "{text:?}");
        let card = file(&desk, Export::PeopleCards);
        let lines = content_lines(&card);
        assert_eq!(properties(&lines), OURS, "{text:?}: {card}");
        let read = vcard::read(card.as_bytes()).unwrap();
        assert_eq!(read.len(), 1, "{text:?}");
        let person = person(&desk);
        assert_eq!(read[0].email.value(), person.email(), "{text:?}");
        assert_eq!(read[0].linkedin.value(), Some("nora-lindqvist"), "{text:?}");
        let foreign = calcard::vcard::VCard::parse(&card).unwrap();
        let title = foreign.property(&calcard::vcard::VCardProperty::Title).unwrap();
        let title = title.values.iter().filter_map(|value| value.as_text()).collect::<Vec<_>>().join(";");
        assert_eq!(title, person.title, "as another program reads it");
    }
}

#[test]
fn a_calendar_gets_no_line_that_we_did_not_write() {
    let plain = content_lines(&file(&desk_with("Brightwell"), Export::Calendar));
    let known: BTreeSet<&str> = properties(&plain).into_iter().collect();
    let now = AFTER.parse::<jiff::Timestamp>().unwrap().to_zoned(jiff::tz::TimeZone::UTC);
    for text in HOSTILE {
        for desk in [desk_with(text), restored(text)] {
            let calendar = file(&desk, Export::Calendar);
            let lines = content_lines(&calendar);
            let found: BTreeSet<&str> = properties(&lines).into_iter().collect();
            assert_eq!(found, known, "{text:?}");
            let events = |lines: &[String]| lines.iter().filter(|line| *line == "BEGIN:VEVENT").count();
            assert_eq!(events(&lines), events(&plain), "{text:?}");
            let read = invite::read(calendar.as_bytes(), &now).unwrap();
            assert_eq!(read.len(), events(&plain), "{text:?}");
        }
    }
}

#[test]
fn a_draft_says_it_and_evaluates_nothing() {
    for text in HOSTILE {
        let mut desk = desk_with(text);
        let thanks = desk.agenda().due.into_iter().find(|step| step.kind == FollowUpKind::ThankYou).unwrap();
        let Response::Draft { draft } = desk.ask(PageRequest::Draft { follow_up: thanks.id }).unwrap() else {
            panic!()
        };
        let whole = format!("{}\n{}", draft.subject, draft.text);
        assert!(!whole.contains("1337"), "{text:?} was evaluated: {whole}");
        let flat = line(&draft.text);
        if text.contains("{{") {
            // As it stands, but for a first letter that may be made small.
            let core: String = text.chars().skip_while(|c| *c != '{').take(8).collect();
            assert!(flat.contains(core.trim_end()), "{text:?} is lost: {flat}");
        }
        for turn in ['\u{202e}', '\u{2066}', '\u{0}', '\u{1b}'] {
            assert!(!whole.contains(turn), "{text:?}: {whole:?}");
        }
        assert!(!draft.subject.contains(['\r', '\n']), "{text:?} breaks the subject: {:?}", draft.subject);
        // Pasted markup goes; what was written as a sign stays one, for a draft is plain text.
        assert!(text.starts_with('&') || !whole.contains("<script"), "{text:?}: {whole}");
        assert_eq!(draft.to.as_deref(), Some("nora@brightwell.example"), "{text:?}");
    }
}
