//! Contact cards that are dropped, chosen or pasted.

use super::desk::{BEFORE, Desk, nora};
use afterword::app::forms::{FileBytes, GroupForm, ParticipantForm, PersonForm};
use afterword::app::protocol::{PageRequest, Response};
use afterword::app::views::{ImportView, MetView};

const TWO: &str = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada Muster\r\nORG:Tidewater\r\nTITLE:Director\r\n\
                   EMAIL:ada@tidewater.example\r\nEMAIL:ada.muster@home.example\r\nTEL:+49 30 1234567\r\n\
                   URL:https://tidewater.example\r\nADR:;;Hafenstr. 1;Kiel;;24103;Germany\r\nEND:VCARD\r\n\
                   BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Nora Lindqvist\r\nEMAIL:NORA@brightwell.example\r\nEND:VCARD\r\n";

fn cards(import: ImportView) -> Vec<MetView> {
    match import {
        ImportView::Cards { people } => people,
        other => panic!("{other:?}"),
    }
}

fn form(met: &MetView) -> ParticipantForm {
    let value = |field: &afterword::capture::reading::Field| field.value().unwrap_or_default().to_owned();
    let person = PersonForm {
        name: value(&met.reading.name),
        title: value(&met.reading.title),
        company: value(&met.reading.company),
        email: value(&met.reading.email),
        other_emails: met.reading.email.candidates.iter().skip(1).map(|c| c.value.clone()).collect(),
        phone: value(&met.reading.phone),
        website: value(&met.reading.website),
        postal_address: value(&met.reading.postal_address),
        ..PersonForm::default()
    };
    ParticipantForm { person, role: met.role }
}

#[test]
fn several_cards_become_people_in_one_action() {
    let mut desk = Desk::at(BEFORE);
    desk.save(nora()).unwrap();
    let people = cards(desk.read(TWO).unwrap());
    assert_eq!(people.len(), 2);
    assert!(people[0].known.is_none() && people[0].twins.is_empty());
    assert_eq!(people[1].known.as_ref().unwrap().name, "Nora Lindqvist", "by her address");

    let group = GroupForm { people: people.iter().map(form).collect(), ..GroupForm::default() };
    let (action, said) = desk.save_group(group).unwrap();
    assert_eq!(said, "saved_people");
    assert_eq!(desk.names(), ["Ada Muster", "Nora Lindqvist"]);
    let history = desk.app.history();
    let ada = &history.people.values().find(|r| r.person.name == "Ada Muster").unwrap().person;
    assert!(ada.has_address("ada@tidewater.example") && ada.has_address("ada.muster@home.example"));
    assert_eq!((ada.title.as_str(), ada.website.as_str()), ("Director", "https://tidewater.example"));
    assert!(ada.postal_address.contains("Hafenstr. 1"), "{}", ada.postal_address);
    desk.undo(action);
    assert_eq!(desk.names(), ["Nora Lindqvist"]);
    assert_eq!(desk.app.history().interviews.len(), 1);
}

#[test]
fn the_same_person_on_two_cards_of_one_file_is_one() {
    let mut desk = Desk::at(BEFORE);
    let card = |name: &str, phone: &str| {
        format!("BEGIN:VCARD\nVERSION:2.1\nFN:{name}\nTEL:{phone}\nEMAIL:ada@tidewater.example\nEND:VCARD\n")
    };
    let file = card("Ada Muster", "+49 30 1") + &card("Ada M. Muster", "+49 30 2");
    let people = cards(desk.read(&file).unwrap());
    desk.save_group(GroupForm { people: people.iter().map(form).collect(), ..GroupForm::default() }).unwrap();
    assert_eq!(desk.app.history().people.len(), 1);
    assert_eq!(desk.app.history().people.values().next().unwrap().person.phones.len(), 2);
}

#[test]
fn a_card_in_an_old_character_set_keeps_its_letters() {
    let mut desk = Desk::at(BEFORE);
    let file = b"BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=ISO-8859-1:M\xfcller;J\xf6rg\r\nEND:VCARD\r\n".to_vec();
    // As it travels between the page and the background.
    let request = serde_json::to_value(PageRequest::ReadFile { bytes: FileBytes(file) }).unwrap();
    let Response::Import { import } = desk.ask(serde_json::from_value(request).unwrap()).unwrap() else { panic!() };
    assert_eq!(cards(*import)[0].reading.name.value(), Some("Jörg Müller"));
}

#[test]
fn a_name_as_address_books_write_it_is_turned_round() {
    let mut desk = Desk::at(BEFORE);
    let card = |name: &str| format!("BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nEMAIL:x@tidewater.example\nEND:VCARD\n");
    for (written, names) in
        [("Muster\\, Anna", vec!["Anna Muster", "Muster, Anna"]), ("Anna Muster", vec!["Anna Muster"])]
    {
        let people = cards(desk.read(&card(written)).unwrap());
        let read: Vec<&str> = people[0].reading.name.candidates.iter().map(|c| c.value.as_str()).collect();
        assert_eq!(read, names);
    }
    let people = cards(desk.read(&card("Anna Muster\\, Zqx")).unwrap());
    assert_eq!(people[0].reading.name.value(), Some("Anna Muster, Zqx"), "perhaps a company");
}

#[test]
fn a_broken_card_names_its_line_and_a_card_of_nobody_brings_nobody() {
    let mut desk = Desk::at(BEFORE);
    let cut = TWO.rsplit_once("END:VCARD").unwrap().0;
    let error = desk.read(cut).unwrap_err();
    assert_eq!(error.code(), "vcard-cut-short");
    assert!(format!("{:?}", error.view().message).contains("\"12\""), "{:?}", error.view().message);
    let company = "BEGIN:VCARD\nVERSION:4.0\nKIND:org\nFN:Tidewater\nEND:VCARD\n";
    assert!(cards(desk.read(company).unwrap()).is_empty());
    let request = serde_json::json!({ "kind": "read-file", "bytes": "\u{1f600}" });
    assert!(serde_json::from_value::<PageRequest>(request).is_err(), "not bytes");
}
