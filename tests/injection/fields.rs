//! The same texts through what a user writes about their own work: templates, subjects, reasons, documents, holidays,
//! cadences, and their own name.

use super::{content_lines, file, line, properties, table};
use crate::desk::Desk;
use crate::hostile::HOSTILE;
use afterword::app::AppError;
use afterword::app::forms::DocumentForm;
use afterword::app::protocol::{Export, PageRequest, Response};
use afterword::followup::builtin_cadences;
use afterword::model::{Applicant, Channel, FollowUpKind, Happening, Holiday, TemplateKey};
use afterword::store::RestoreMode;
use std::collections::BTreeSet;

/// What no draft and no file may hold: marks that turn the direction, and signs that a terminal obeys.
const CONTROL: [char; 4] = ['\u{202e}', '\u{2066}', '\u{0}', '\u{1b}'];

fn key() -> TemplateKey {
    serde_json::from_value(serde_json::json!({ "kind": "thank-you", "language": "en" })).unwrap()
}

/// After an interview, with the text in everything that the user may write beside people and notes.
fn worked(text: &str) -> Desk {
    let mut desk = super::desk_with("Brightwell");
    let opportunity = *desk.app.history().opportunities.keys().next().unwrap();
    let document =
        DocumentForm { name: text.into(), link: text.into(), text: format!("{text}."), ..DocumentForm::default() };
    desk.ask(PageRequest::SaveDocument { opportunity, document: Box::new(document) }).unwrap();
    let mut settings = desk.app.history().settings.clone();
    settings.applicant = Applicant {
        name: text.into(),
        email: text.into(),
        phone: text.into(),
        contact_lines: vec![text.into()],
        headline_facts: vec![text.into()],
    };
    settings.holidays = vec![Holiday { date: jiff::civil::date(2027, 1, 6), name: text.into(), yearly: true }];
    desk.ask(PageRequest::SaveSettings { settings: Box::new(settings) }).unwrap();
    let cadence = builtin_cadences()[0].id.clone();
    // A name that a line cannot show may be refused; another is made of it.
    let _ = desk.ask(PageRequest::CopyCadence { cadence, name: text.into() });
    desk
}

fn finished(text: &str) -> Desk {
    let mut desk = worked(text);
    let due = desk.agenda().due;
    let thanks = due.iter().find(|step| step.kind == FollowUpKind::ThankYou).unwrap().id;
    let done = PageRequest::MarkDone {
        follow_up: thanks,
        channel: Some(Channel::Email),
        subject: text.into(),
        text: text.into(),
    };
    desk.ask(done).unwrap();
    let next = desk.agenda();
    if let Some(step) = next.next.iter().chain(&next.due).find(|step| step.kind != FollowUpKind::ThankYou) {
        desk.ask(PageRequest::Skip { follow_up: step.id, reason: text.into() }).unwrap();
    }
    desk
}

#[test]
fn a_reason_and_a_subject_stay_in_their_cell() {
    for text in HOSTILE {
        let rows = table(&file(&finished(text), Export::FollowUpsTable));
        let column = |name: &str| rows[0].iter().position(|cell| cell == name).unwrap();
        let mut kept = BTreeSet::new();
        for row in &rows {
            assert_eq!(row.len(), rows[0].len(), "{text:?}");
            for cell in row {
                let start = cell.trim_start_matches([' ', '\u{a0}', '\u{feff}']);
                assert!(!start.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']), "{cell:?}");
            }
            kept.extend(
                [&row[column("subject")], &row[column("reason")]]
                    .map(|cell| line(cell).trim_matches(['\'', ' ']).to_owned()),
            );
        }
        assert!(kept.contains(line(text).trim_matches(['\'', ' '])), "{text:?} is lost: {kept:?}");
    }
}

#[test]
fn what_the_user_writes_adds_no_line_to_a_calendar_or_a_card() {
    let lines_of = |text: &str, what: Export| content_lines(&file(&finished(text), what));
    let known: BTreeSet<String> =
        properties(&lines_of("Brightwell", Export::Calendar)).into_iter().map(str::to_owned).collect();
    for text in HOSTILE {
        let calendar = lines_of(text, Export::Calendar);
        assert!(properties(&calendar).iter().all(|name| known.contains(*name)), "{text:?}: {calendar:?}");
        let cards = lines_of(text, Export::PeopleCards);
        assert_eq!(cards.iter().filter(|line| *line == "BEGIN:VCARD").count(), 1, "{text:?}");
    }
}

#[test]
fn a_backup_brings_all_of_it_back() {
    for text in HOSTILE {
        let mut desk = finished(text);
        let Response::File { text: copy, .. } = desk.ask(PageRequest::Backup { passphrase: None }).unwrap() else {
            panic!()
        };
        let mut other = Desk::at(crate::AFTER);
        other.ids = 1 << 64;
        other.ask(PageRequest::Restore { text: copy, mode: RestoreMode::Merge }).unwrap();
        let (there, here) = (other.app.history(), desk.app.history());
        assert_eq!(there.settings, here.settings, "{text:?}");
        let documents = |desk: &Desk| {
            let all = desk.app.history().opportunities.values();
            all.flat_map(|record| record.documents.clone()).collect::<Vec<_>>()
        };
        assert_eq!(documents(&other), documents(&desk), "{text:?}");
        assert_eq!(there.done, here.done, "{text:?}");
    }
}

#[test]
fn the_users_own_name_and_facts_are_text_in_a_draft() {
    for text in HOSTILE {
        let mut desk = worked(text);
        let thanks = desk.agenda().due.into_iter().find(|step| step.kind == FollowUpKind::ThankYou).unwrap();
        let Response::Draft { draft } = desk.ask(PageRequest::Draft { follow_up: thanks.id }).unwrap() else {
            panic!()
        };
        let whole = format!("{}\n{}", draft.subject, draft.text);
        assert!(!whole.contains("1337"), "{text:?} was evaluated: {whole}");
        assert!(!whole.contains(CONTROL), "{text:?}: {whole:?}");
        assert!(!draft.subject.contains(['\r', '\n']), "{text:?}: {:?}", draft.subject);
    }
}

/// A template is the one place where template syntax means something: known fields, and nothing else.
#[test]
fn a_template_reaches_its_own_fields_and_nothing_else() {
    let deeper = [
        "{{ 7 * 191 }}",
        "{{ me.name.__class__ }}",
        "{{ person | attr('emails') }}",
        "{% include \"/etc/passwd\" %}",
        "{% for x in range(100000000) %}x{% endfor %}",
        "{% set x = 1 %}{{ x }}",
        "{{ person['emails'][0] }}",
        "{{ self }}{{ env }}{{ config }}",
    ];
    for text in HOSTILE.into_iter().chain(deeper) {
        let mut desk = worked("Sam Candidate");
        let before = desk.app.facts().len();
        let saved = desk.ask(PageRequest::SaveTemplate { key: key(), source: Some(text.into()) });
        match saved {
            Err(error) => {
                assert!(matches!(error, AppError::Template(_)), "{text:?}: {error}");
                assert_eq!(desk.app.facts().len(), before, "{text:?} was stored all the same");
            }
            Ok(_) => {
                let is_template = |what: &Happening| serde_json::to_string(what).unwrap().contains("template");
                assert!(desk.app.facts().iter().skip(before).any(|fact| is_template(&fact.what)), "{text:?}");
            }
        }
        assert!(!deeper.contains(&text) || desk.app.facts().len() == before, "{text:?} is taken for a template");
        let thanks = desk.agenda().due.into_iter().find(|step| step.kind == FollowUpKind::ThankYou).unwrap();
        let Ok(Response::Draft { draft }) = desk.ask(PageRequest::Draft { follow_up: thanks.id }) else { continue };
        let whole = format!("{}\n{}", draft.subject, draft.text);
        assert!(!whole.contains("1337") && !whole.contains("root:"), "{text:?} was evaluated: {whole}");
        assert!(!whole.contains(CONTROL), "{text:?}: {whole:?}");
        assert!(whole.len() < 20_000, "{text:?} grew to {}", whole.len());
    }
}
