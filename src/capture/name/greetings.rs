//! Names of many habits, cut into parts and greeted.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use super::*;

/// `given|particle family|formal greeting|casual greeting`
fn shown(text: &str) -> String {
    let name = parse(text);
    let formal = greeting(&name, Formality::Formal);
    let casual = greeting(&name, Formality::Casual);
    format!("{}|{}|{formal}|{casual}", name.given, name.family_full())
}

fn check(cases: &[(&str, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter(|(text, expected)| shown(text) != *expected)
        .map(|(text, expected)| format!("{text}: {} instead of {expected}", shown(text)))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn names_are_greeted_as_their_bearers_expect() {
    check(&[
        ("Frau Dr. Weiss", "|Weiss|Frau Dr. Weiss|Frau Dr. Weiss"),
        ("Herr Prof. Dr. Jörg Klein", "Jörg|Klein|Herr Prof. Dr. Klein|Jörg"),
        ("Dr.-Ing. Anke Vogt", "Anke|Vogt|Dr.-Ing. Vogt|Anke"),
        ("Madame Durand", "|Durand|Madame Durand|Madame Durand"),
        ("M. Jean-Luc Mercier", "Jean-Luc|Mercier|M. Mercier|Jean-Luc"),
        ("Mme Claire de La Tour", "Claire|de La Tour|Mme de La Tour|Claire"),
        ("Dr. Maria van der Berg", "Maria|van der Berg|Dr. van der Berg|Maria"),
        ("Sir Ian Holloway", "Ian|Holloway|Sir Ian|Ian"),
        ("Prof. Amara Nwosu, PhD", "Amara|Nwosu|Prof. Nwosu|Amara"),
        ("QUILL, Ada", "Ada|QUILL|Ada Quill|Ada"),
        ("ADA QUILL", "ADA|QUILL|Ada Quill|Ada"),
        ("Quill, Ada M. Jr.", "Ada|Quill|Ada M. Quill|Ada"),
        ("Ana María García López", "Ana|García López|Ana María García López|Ana"),
        ("José Luis de la Torre Ruiz", "José|de la Torre Ruiz|José Luis de la Torre Ruiz|José"),
        ("Ludwig von und zu Hohenfels", "Ludwig|von und zu Hohenfels|Ludwig von und zu Hohenfels|Ludwig"),
        ("Abdul Rahman Al-Farsi", "Abdul Rahman|Al-Farsi|Abdul Rahman Al-Farsi|Abdul Rahman"),
        ("Omar bin Khalid", "Omar|bin Khalid|Omar bin Khalid|Omar"),
        ("山田太郎", "|山田太郎|山田太郎|山田太郎"),
        ("王小明", "|王小明|王小明|王小明"),
        ("김민수", "민수|김|김민수|김민수"),
        ("Suharto", "Suharto||Suharto|Suharto"),
        ("Chunyi Peng", "Chunyi|Peng|Chunyi Peng|Chunyi"),
        ("Jack Ma", "Jack|Ma|Jack Ma|Jack"),
        ("Minh Do", "Minh|Do|Minh Do|Minh"),
        ("Lan Vo", "Lan|Vo|Lan Vo|Lan"),
        ("Dana Sa", "Dana|Sa|Dana Sa|Dana"),
        ("Ada Quill, P.Eng.", "Ada|Quill|Ada Quill|Ada"),
        ("Ada Quill PEng", "Ada|Quill|Ada Quill|Ada"),
        ("Ada Quill MA", "Ada|Quill|Ada Quill|Ada"),
        ("J. Edgar Pratt", "J.|Pratt|J. Edgar Pratt|Edgar"),
        ("Robert \"Bob\" Finch", "Robert|Finch|Robert Finch|Bob"),
        ("Mary Jo Tanner", "Mary Jo|Tanner|Mary Jo Tanner|Mary Jo"),
        ("Jo Anne Hopkins", "Jo Anne|Hopkins|Jo Anne Hopkins|Jo Anne"),
        ("Hans Peter Maurer", "Hans Peter|Maurer|Hans Peter Maurer|Hans Peter"),
        ("Marie Claire Dubois", "Marie Claire|Dubois|Marie Claire Dubois|Marie Claire"),
        ("Swanson Peter A", "Peter|Swanson|Peter A Swanson|Peter"),
        ("Ruth O'Neill-Barnes", "Ruth|O'Neill-Barnes|Ruth O'Neill-Barnes|Ruth"),
        ("Priya (she/her)", "Priya||Priya|Priya"),
        ("Sam Row III", "Sam|Row|Sam Row|Sam"),
    ]);
}

#[test]
fn people_and_firms_are_told_apart() {
    for person in [
        "Charles Van Loan",
        "Ada Quill",
        "Chunyi Peng",
        "Dr. Maria van der Berg",
        "O'Brien, Deirdre",
        "Jane & John Doe",
        "Priya Raman",
        "Marie-Claire Dubois",
        "Stefan Bauer",
        "LI NA",
        "Grace Church",
        "Tom Banks",
    ] {
        assert!(is_person(person).person(), "{person}");
    }
    for firm in [
        "Schuyler Roche & Zwirner",
        "The Hub",
        "Jimmy Sung's",
        "Nordlicht GmbH",
        "Harbour Light Analytics",
        "Kestrel Bank",
        "Acme Recruiting Team",
        "Bundesamt für Logistik",
        "Boréale Conseil",
        "Interview Scheduling",
        "Lumenwerk Careers",
        "Human Resources",
        "L'équipe recrutement",
    ] {
        assert!(!is_person(firm).person(), "{firm}");
    }
}
