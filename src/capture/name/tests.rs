#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use proptest::prelude::*;

use super::*;

/// Honorific, given, middle, particle, family, suffix.
fn parts(text: &str) -> [String; 6] {
    let name = parse(text);
    [name.honorific, name.given, name.middle, name.particle, name.family, name.suffix]
}

fn greet(text: &str) -> (String, String) {
    let name = parse(text);
    (greeting(&name, Formality::Formal), greeting(&name, Formality::Casual))
}

#[test]
fn western_names_in_either_order() {
    for (text, expected) in [
        ("Ada Marsh", ["", "Ada", "", "", "Marsh", ""]),
        ("Marsh, Ada", ["", "Ada", "", "", "Marsh", ""]),
        ("Dr. Ada B. Marsh, PhD", ["Dr.", "Ada", "B.", "", "Marsh", "PhD"]),
        ("MARSH JR, PETER T", ["", "PETER", "T", "", "MARSH", "JR"]),
        ("Marsh, Jr., Peter", ["", "Peter", "", "", "Marsh", "Jr."]),
        ("Peter Marsh III", ["", "Peter", "", "", "Marsh", "III"]),
        ("Mr. and Mrs. Peter Marsh", ["Mr. and Mrs.", "Peter", "", "", "Marsh", ""]),
        ("Peter and Ada Marsh", ["", "Peter and Ada", "", "", "Marsh", ""]),
        ("Jill St. Clair", ["", "Jill", "", "St.", "Clair", ""]),
        ("Ada", ["", "Ada", "", "", "", ""]),
        ("Prof. Marsh", ["Prof.", "", "", "", "Marsh", ""]),
        ("Sir Peter", ["Sir", "Peter", "", "", "", ""]),
    ] {
        assert_eq!(parts(text), expected, "{text}");
    }
}

#[test]
fn particles_open_the_family_name() {
    for (text, expected) in [
        ("Jan van der Linden", ["", "Jan", "", "van der", "Linden", ""]),
        ("van der Linden, Jan", ["", "Jan", "", "van der", "Linden", ""]),
        ("Linden, Jan van der", ["", "Jan van der", "", "", "Linden", ""]),
        ("Otto von und zu Adlerstein", ["", "Otto", "", "von und zu", "Adlerstein", ""]),
        ("Rosa de la Peña", ["", "Rosa", "", "de la", "Peña", ""]),
        ("Van Morris", ["", "Van", "", "", "Morris", ""]),
    ] {
        let [_, given, middle, particle, family, _] = parts(text);
        let expected_given = [expected[1], expected[2]].concat();
        // Behind a comma a particle may stay with the given names: nobody is addressed wrongly by it.
        assert_eq!(family, expected[4], "{text}");
        if text != "Linden, Jan van der" {
            assert_eq!((format!("{given}{middle}"), particle.as_str()), (expected_given, expected[3]), "{text}");
        }
    }
}

#[test]
fn spanish_use_has_two_family_names() {
    assert_eq!(parts("Lucía Fernández Ortega")[4], "Fernández Ortega");
    assert_eq!(parts("Lucía Velasquez y Ortega")[4], "Velasquez y Ortega");
    assert_eq!(parts("Mary Jane Watson")[4], "Watson", "elsewhere the last word alone");
}

#[test]
fn arabic_given_names_of_two_words_stay_together() {
    assert_eq!(parts("Abdul Rahman Haddad")[1], "Abdul Rahman");
    assert_eq!(parts("Abdul Haddad")[1..5], ["Abdul", "", "", "Haddad"]);
    assert_eq!(parse("Omar al Haddad").family_full(), "al Haddad");
}

#[test]
fn capitals_mark_the_family_name_or_nothing() {
    assert_eq!(parts("Claire FONTAINE")[4], "FONTAINE");
    assert_eq!(parts("FONTAINE Claire")[1..5], ["Claire", "", "", "FONTAINE"]);
    assert_eq!(parse("CLAIRE MCFONTAINE-O'HARA").display(), "Claire McFontaine-O'Hara");
    assert_eq!(parse("claire van fontaine").display(), "Claire van Fontaine");
    assert_eq!(parse("JD Fontaine").given, "JD");
    assert_eq!(greet("FONTAINE Claire").1, "Claire");
}

#[test]
fn east_asian_names_have_the_family_name_first() {
    for (text, family, given) in [
        ("林 美咲", "林", "美咲"),
        ("林美咲", "林美咲", ""),
        ("박지민", "박", "지민"),
        ("황보 관", "황보", "관"),
        ("황보관우", "황보", "관우"),
        ("マリア・シルバ", "シルバ", "マリア"),
        ("安娜·卡列尼娜", "卡列尼娜", "安娜"),
    ] {
        let name = parse(text);
        assert_eq!((name.family.as_str(), name.given.as_str()), (family, given), "{text}");
    }
    assert_eq!(parse("林さん").suffix, "さん");
    assert_eq!(parse("林 美咲").initials(), "林");
}

#[test]
fn nicknames_and_birth_names_are_set_apart() {
    let name = parse("Margaret \"Peggy\" Marsh (née Cole)");
    assert_eq!((name.given.as_str(), name.family.as_str()), ("Margaret", "Marsh"));
    assert_eq!((name.nickname.as_str(), name.maiden.as_str()), ("Peggy", "Cole"));
    assert_eq!(parse("Siobhán O'Neill").family, "O'Neill");
}

#[test]
fn greetings() {
    for (text, formal, casual) in [
        ("Dr. Jan van der Linden", "Dr. van der Linden", "Jan"),
        ("Frau Prof. Dr. Eva Marsh", "Frau Prof. Dr. Marsh", "Eva"),
        ("Ada Marsh", "Ada Marsh", "Ada"),
        ("Ada Marsh, PhD", "Dr. Marsh", "Ada"),
        ("ADA MARSH", "Ada Marsh", "Ada"),
        ("Robert (Bob) Marsh", "Robert Marsh", "Bob"),
        ("J. Edgar Marsh", "J. Edgar Marsh", "Edgar"),
        ("Ms. R. Marsh", "Ms. Marsh", "Ms. Marsh"),
        ("Sir Peter Marsh", "Sir Peter", "Peter"),
        ("Marsh, Ada", "Ada Marsh", "Ada"),
        ("Ada", "Ada", "Ada"),
        ("林 美咲 様", "林様", "林様"),
        ("박지민", "박지민", "박지민"),
        ("", "", ""),
    ] {
        assert_eq!(greet(text), (formal.to_owned(), casual.to_owned()), "{text}");
    }
}

#[test]
fn initials_skip_the_particle() {
    assert_eq!(parse("Jan van der Linden").initials(), "JL");
    assert_eq!(parse("élodie ñandú").initials(), "ÉÑ");
    assert_eq!(parse("Ada").initials(), "A");
    assert_eq!(parse("").initials(), "");
}

#[test]
fn displayed_names_are_cleaned() {
    for (text, expected) in [
        ("Ada Marsh", "Ada Marsh"),
        ("(3) Ada Marsh", "Ada Marsh"),
        ("Ada Marsh (She/Her)", "Ada Marsh"),
        ("Ada Marsh (she/her/hers) 🚀", "Ada Marsh"),
        ("🌟 Ada Marsh, PhD, PMP®, SHRM-CP", "Ada Marsh"),
        ("Ada Marsh MBA PMP", "Ada Marsh"),
        ("Ada Marsh | We're hiring!", "Ada Marsh"),
        ("Ada Marsh • 2nd", "Ada Marsh"),
        ("Ada Marsh #OPENTOWORK", "Ada Marsh"),
        ("Ada\u{200b} Ma\u{202e}rsh\u{2069}", "Ada Marsh"),
        ("Peter Marsh, Jr.", "Peter Marsh, Jr."),
        ("Marsh, Ada", "Marsh, Ada"),
        ("Robert (Bob) Marsh", "Robert (Bob) Marsh"),
        ("Ada O'Marsh-Cole", "Ada O'Marsh-Cole"),
        ("林 美咲", "林 美咲"),
        ("🙂", ""),
    ] {
        assert_eq!(clean(text), expected, "{text}");
    }
}

#[test]
fn persons_are_told_from_organisations() {
    for text in [
        "Ada Marsh",
        "Marsh, Ada",
        "Dr. Jan van der Linden",
        "J. Edgar Marsh",
        "林 美咲",
        "Siobhán O'Neill",
        "Wei Zhang",
        "ADA MARSH",
        "Olivia Park",
    ] {
        assert!(is_person(text).person(), "{text}");
    }
    for text in [
        "Northwind Systems, Inc.",
        "Lichtwerk Leuchten GmbH",
        "Ateliers Moreau SAS",
        "Acme Recruiting",
        "The Talent Team",
        "University of Leeds",
        "Marsh & Cole",
        "no-reply@acme.example",
        "Harbour Bank",
        "株式会社ホシ",
        "Studio 54",
        "LinkedIn Job Alerts",
    ] {
        assert!(!is_person(text).person(), "{text}");
    }
}

#[test]
fn the_same_person_under_another_spelling() {
    for (a, b) in [
        ("Ada Marsh", "ADA MARSH"),
        ("Ada Marsh", "Marsh, Ada"),
        ("Ada Marsh, PhD", "Dr. Ada Marsh (she/her)"),
        ("José Álvarez", "Jose Alvarez"),
        ("Bill Marsh", "William Marsh"),
        ("A. Marsh", "Ada Marsh"),
        ("Ada B. Marsh", "Ada Marsh"),
        ("Robert (Bob) Marsh", "Bob Marsh"),
        ("林 美咲", "林美咲"),
    ] {
        assert!(same_person_likely(a, b) && same_person_likely(b, a), "{a} / {b}");
    }
    for (a, b) in [
        ("Ada Marsh", "Eve Marsh"),
        ("Ada Marsh", "Ada Cole"),
        ("Ada", "Ada Marsh"),
        ("", ""),
        ("Marsh", "Ada Marsh"),
        ("Ada B. Marsh", "Ada C. Marsh"),
    ] {
        assert!(!same_person_likely(a, b) && !same_person_likely(b, a), "{a} / {b}");
    }
}

#[test]
fn long_texts_are_no_names() {
    let long = "Ada ".repeat(1_000_000);
    assert!(parse(&long).is_empty());
    assert!(!is_person(&long).person());
    assert_eq!(clean(&long), "");
}

proptest! {
    #[test]
    fn any_text_is_read_without_a_panic(text in "\\PC{0,60}", other in "\\PC{0,30}") {
        let name = parse(&text);
        let _ = (name.display(), name.initials(), greeting(&name, Formality::Formal), greeting(&name, Formality::Casual));
        let _ = (clean(&text), is_person(&text), same_person_likely(&text, &other));
    }

    #[test]
    fn any_words_of_names_are_read_without_a_panic(words in proptest::collection::vec(prop_oneof![
        "(Dr\\.|Mr|Sir|van|de|y|and|of|the|Jr\\.|PhD|MD|née|Ph\\.|D\\.|V|abu|al-|d'|M\\.)", "[A-Z][a-z]{0,6}", "[A-Z]{1,6}\\.?", "[,;()\"'“”「」&-]", "\\p{Han}{1,3}", "\\p{Hangul}{1,4}さん"], 0..9), glue in prop_oneof![" ", ", ", ""]) {
        let text = words.join(&glue);
        let name = parse(&text);
        let _ = (name.display(), greeting(&name, Formality::Casual), clean(&text), same_person_likely(&text, "Ada Marsh"));
    }

    /// Nothing of a plain name gets lost or doubled.
    #[test]
    fn plain_names_keep_their_words(given in "[A-Z][a-z]{3,8}", family in "[A-Z][a-z]{3,8}") {
        let name = parse(&format!("{given} {family}"));
        let all = [&name.honorific, &name.given, &name.middle, &name.particle, &name.family, &name.suffix].map(String::as_str).join(" ");
        let mut words: Vec<&str> = all.split_whitespace().collect();
        words.sort_unstable();
        let mut expected = vec![given.as_str(), family.as_str()];
        expected.sort_unstable();
        prop_assert_eq!(words, expected);
    }
}
