#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use proptest::prelude::*;

use super::*;
use crate::capture::reading::{Certainty, Field};

fn sender(name: &str, address: &str) -> Sender {
    Sender { name: name.into(), address: address.into() }
}

fn values(field: &Field) -> Vec<&str> {
    field.candidates.iter().map(|candidate| candidate.value.as_str()).collect()
}

#[test]
fn an_english_signature_behind_a_rule() {
    let body = "Hi Sam,\n\nWe will come back to you by Friday.\n\nBest regards,\nPriya\n\n--\nPriya Raman (she/her)\n\
        Senior Technical Recruiter | Northwind Systems, Inc.\n+1 (415) 555-0142 | priya.raman@northwind.example\n\
        https://www.linkedin.com/in/Priya-Raman-42/";
    let read = read(body, Some(&sender("Priya Raman", "priya.raman@northwind.example")));
    assert_eq!(read.lines, [4, 5, 7, 8, 9, 10, 11]);
    assert_eq!(read.person.name.value(), Some("Priya Raman"));
    assert_eq!(read.person.name.best().unwrap().certainty, Certainty::Sure);
    assert_eq!(read.person.title.value(), Some("Senior Technical Recruiter"));
    assert_eq!(read.person.company.value(), Some("Northwind Systems, Inc."));
    assert_eq!(values(&read.person.phone), ["+1 (415) 555-0142"]);
    assert_eq!(values(&read.person.email), ["priya.raman@northwind.example"]);
    assert_eq!(read.person.linkedin.value(), Some("priya-raman-42"));
    assert!(read.person.website.is_empty(), "a profile is no website");
}

#[test]
fn a_german_signature_with_its_legal_lines() {
    let body = "Sehr geehrte Frau Novak,\n\nwir melden uns bis Ende der Woche bei Ihnen.\n\nMit freundlichen Grüßen\n\ni.A. Tom Becker\n\
        Leiter Personal\n\nLichtwerk Leuchten GmbH\nHafenstraße 12\n20457 Hamburg\nTel.: +49 40 1234567-12\nMobil: 0171 2345678\n\
        Fax: +49 40 1234567-99\nE-Mail: t.becker@lichtwerk.example\n\nGeschäftsführer: Petra Kranz\nUSt-IdNr.: DE123456789";
    let read = read(body, Some(&sender("Tom Becker", "t.becker@lichtwerk.example")));
    assert_eq!(read.lines.first(), Some(&4), "the closing words belong to the signature");
    assert_eq!(read.person.name.value(), Some("Tom Becker"));
    assert_eq!(read.person.title.value(), Some("Leiter Personal"));
    assert_eq!(read.person.company.value(), Some("Lichtwerk Leuchten GmbH"));
    assert_eq!(read.person.postal_address.value(), Some("Hafenstraße 12, 20457 Hamburg"));
    assert_eq!(values(&read.person.phone), ["+49 40 1234567-12", "0171 2345678"], "a fax can't be called");
    assert_eq!(
        read.phones.iter().map(|phone| phone.kind).collect::<Vec<_>>(),
        [PhoneKind::Voice, PhoneKind::Mobile, PhoneKind::Fax]
    );
}

#[test]
fn a_french_signature_and_the_notice_behind_it() {
    let body = "Bonjour Léa,\n\nJe vous confirme notre rendez-vous de mardi.\n\nBien cordialement,\n\nClaire FONTAINE\nChargée de recrutement\n\
        Ateliers Moreau SAS\n12 bis, rue des Lilas – 69003 Lyon\nTél. : 04 78 00 11 22 / Port. : 06 12 34 56 78\n\n\
        Ce message et toutes les pièces jointes sont confidentiels et établis à l'intention exclusive de ses destinataires.";
    let read = read(body, Some(&sender("Claire Fontaine", "cfontaine@ateliers-moreau.example")));
    assert_eq!(read.lines, [4, 6, 7, 8, 9, 10]);
    assert_eq!(read.person.name.value(), Some("Claire FONTAINE"));
    assert_eq!(read.person.title.value(), Some("Chargée de recrutement"));
    assert_eq!(read.person.company.value(), Some("Ateliers Moreau SAS"));
    assert_eq!(read.person.postal_address.value(), Some("12 bis, rue des Lilas, 69003 Lyon"));
    assert_eq!(values(&read.person.phone), ["04 78 00 11 22", "06 12 34 56 78"]);
}

#[test]
fn title_and_firm_on_one_line_are_two_facts() {
    let from = sender("Daniel O'Connor", "daniel@harbourlight.example");
    let at_comma = read(
        "See you Thursday at three.\n\nDaniel O'Connor\nVP of Engineering, Harbour Light\nm: 555.201.7788",
        Some(&from),
    );
    assert_eq!(at_comma.person.title.value(), Some("VP of Engineering"));
    assert_eq!(at_comma.person.company.value(), Some("Harbour Light"));
    let at_sign = read("See you Thursday at three.\n\nDaniel O'Connor\nTalent Partner @ Harbour Light", Some(&from));
    assert_eq!(at_sign.person.title.value(), Some("Talent Partner"));
    assert_eq!(at_sign.person.company.value(), Some("Harbour Light"));
    let at_bars =
        read("See you.\n\nDaniel O'Connor | Recruiting Coordinator | Harbour Light | 650-555-0133", Some(&from));
    assert_eq!(at_bars.person.name.value(), Some("Daniel O'Connor"));
    assert_eq!(at_bars.person.title.value(), Some("Recruiting Coordinator"));
    assert_eq!(at_bars.person.company.value(), Some("Harbour Light"));
}

#[test]
fn a_firm_whose_name_is_a_trade_is_the_firm() {
    let read = read("Ada Marsh\nCoach Garden - Taxi driver\nada@coachgarden.com\n12 Mill Lane, Leeds", None);
    assert_eq!(read.person.title.value(), Some("Taxi driver"));
    assert_eq!(read.person.company.value(), Some("Coach Garden"));
}

#[test]
fn a_surname_that_is_a_trade_is_a_name() {
    let read = read("Paula Baker\npbaker@orchard-tools.com / 020 7946 0018\nOrchard Tools\n5 Mill Street, Leeds", None);
    assert_eq!(read.person.name.value(), Some("Paula Baker"));
    assert_eq!(read.person.title.value(), None);
    assert_eq!(read.person.company.value(), Some("Orchard Tools"));
}

#[test]
fn a_name_alone_signs_a_mail() {
    let from = sender("Ben Carter", "ben@carter.example");
    assert_eq!(read("The room has changed to 4B.\n\nBen", Some(&from)).lines, [2]);
    assert_eq!(read("The room has changed to 4B.\n\nThanks!\nBen", None).lines, [2, 3]);
    assert_eq!(read("Bis morgen um zehn im Büro.\n\nLG Laura", None).person.name.value(), Some("Laura"));
}

#[test]
fn mails_without_a_signature_have_none() {
    let from = sender("Grace Kim", "grace.kim@acme.example");
    for body in [
        "Hi Sam,\n\nCould you send me your availability?\nPlease call me at 555-201-7788 if anything comes up.\n\nLooking forward to it!",
        "Please find the report attached.\n\nThanks",
        "Hello,\n\nthe interview panel:\n\nAnna Schmidt\nPeter Maier\nJulia Vogel\n\nThey will call you at 030 1234567.",
        "See below for the address:\n\nAcme Corp\n12 Main Street\nSpringfield, IL 62701\n\nSee you there.",
        "The new number is\n\n503-555-0105",
        "Sales by region:\n\nNorth\t12\nSouth\t14\nEast\t9\nWest\t11",
        "https://status.acme.example/reports/42",
        "Sun, Mar. 8, 2015",
        "",
    ] {
        let read = read(body, Some(&from));
        assert_eq!(read.lines, Vec::<usize>::new(), "{body}");
        assert!(read.person.name.is_empty() && read.person.phone.is_empty(), "{body}");
    }
}

#[test]
fn nothing_is_read_from_a_quoted_reply() {
    let body = "Great, see you then.\n\nCheers,\nMaya\n\nOn Mon, Mar 3, 2025 at 4:12 PM Sam Novak <sam@mail.example> wrote:\n\
        > Best,\n> Sam Novak\n> Product Designer\n> 555-000-1111";
    let read = read(body, Some(&sender("Maya Ross", "maya@acme.example")));
    assert_eq!(read.lines, [2, 3]);
    assert_eq!(read.person.name.value(), Some("Maya"));
    assert!(read.person.phone.is_empty());
}

#[test]
fn own_text_ends_where_others_are_quoted() {
    for introduction in [
        "On Mon, Mar 3, 2025 at 4:12 PM Sam Novak <sam@mail.example> wrote:",
        "On Mon, Mar 3, 2025 at 4:12 PM Sam Novak <\nsam@mail.example> wrote:",
        "Le 3 mars 2025 à 16:12, Sam Novak <sam@mail.example> a écrit :",
        "Am 03.03.2025 um 16:12 schrieb Sam Novak <sam@mail.example>:",
        "El 3 mar 2025, a las 16:12, Sam Novak <sam@mail.example> escribió:",
        "Il giorno 3 mar 2025 Sam Novak <sam@mail.example> ha scritto:",
        "Op 3 maart 2025 16:12 schreef Sam Novak <sam@mail.example>:",
        "ma 3. maaliskuuta 2025 klo 16.12 Sam Novak (sam@mail.example) kirjoitti:",
        "man. 3. mar. 2025 kl. 16:12 skrev Sam Novak <sam@mail.example>:",
        "W dniu 2025-03-03 16:12:39 użytkownik Sam Novak <sam@mail.example> napisał:",
        "пн, 3 мар. 2025 г. в 16:12, Sam Novak <sam@mail.example>:",
        "-----Original Message-----",
        "-------- Ursprüngliche Nachricht --------",
        "________________________________\nFrom: Sam Novak <sam@mail.example>\nSent: Monday, March 3, 2025 4:12 PM\nTo: Maya Ross",
        "*Von:* Sam Novak\n*Gesendet:* Montag, 3. März 2025 16:12\n*An:* Maya Ross\n*Betreff:* Termin",
        "De : Sam Novak\nEnvoyé : lundi 3 mars 2025 16:12\nÀ : Maya Ross\nObjet : Entretien",
    ] {
        let body = format!("Tuesday suits me.\n\n{introduction}\n\nMonday at ten?");
        assert_eq!(own_text(&body), "Tuesday suits me.", "{introduction}");
    }
}

#[test]
fn sentences_are_not_taken_for_introductions() {
    for body in [
        "On the one hand, 2025 was good.\n\nOn Tuesday I wrote to him about it.\nHe has not answered.",
        "I parse mails that come from: maya@acme.example and from: sam@mail.example\n\nFrom: is a header.",
        "Options:\n\n-- first point\n-- second point\n\nWhat do you think?",
        "Meeting times:\n2025-01-15 14:30\n15.01.2025 14:30\n\nAll of these suit me.",
    ] {
        assert_eq!(own_text(body), body);
    }
}

#[test]
fn answers_between_quoted_lines_are_own_text() {
    let body = "On Dec 15, 2024, at 2:00 PM, Jane Doe <jane@mail.example> wrote:\n> Ten or eleven?\n\nEleven.\n\n> Here or there?\n\nThere.";
    assert_eq!(own_text(body).split_whitespace().collect::<Vec<_>>(), ["Eleven.", "There."]);
}

#[test]
fn telephone_numbers_are_told_from_other_numbers() {
    let texts = |line: &str| phones(line).into_iter().map(|phone| phone.text).collect::<Vec<_>>();
    assert_eq!(texts("Tel. +49 (0)40 123 45-67, Fax -68"), ["+49 (0)40 123 45-67"]);
    assert_eq!(texts("call 020 7946 0018 ext. 12 or 0161-496-0018"), ["020 7946 0018 ext. 12", "0161-496-0018"]);
    assert_eq!(texts("01 23 45 67 89 / 06 12 34 56 78"), ["01 23 45 67 89", "06 12 34 56 78"]);
    for none in [
        "on 16/04/2025 and 2025-04-17",
        "card 4111 1111 1111 1111",
        "account number 12345678",
        "invoice 20250417",
        "192.168.10.254",
        "https://mail.example/item/87057367204202896",
        "$1,250,000 or 3.14159265",
        "SIRET : 123 456 789 00012",
        "HRB 1234567",
    ] {
        assert_eq!(texts(none), Vec::<String>::new(), "{none}");
    }
}

#[test]
fn web_addresses_are_told_from_mail_addresses() {
    let texts = |line: &str| urls(line).into_iter().map(|found| found.text).collect::<Vec<_>>();
    assert_eq!(texts("jane@acme.com | acme.com | Web:www.acme.de/jobs."), ["acme.com", "www.acme.de/jobs"]);
    assert_eq!(texts("Node.js, e.g. v1.2.3 and St.Gallen"), Vec::<String>::new());
    assert_eq!(emails("<mailto:jane.doe@acme.co.uk>, @handle, a@b")[0].text, "jane.doe@acme.co.uk");
}

#[test]
fn long_and_broken_input_ends() {
    for body in [
        "1".repeat(10_000),
        "1 ".repeat(5_000),
        "@".repeat(10_000),
        "a@".repeat(5_000),
        "+1 (".repeat(2_500),
        "(".repeat(10_000),
        "12345678 (".repeat(10_000),
        "x\n".repeat(5_000),
        "On 1\n".repeat(2_000),
        "From: a\n".repeat(1_200),
        "> ".repeat(5_000),
        "\u{202e}=cmd|'/c calc'!A1\n\u{0}".repeat(500),
    ] {
        let _ = read(&body, Some(&sender("Ada", "ada@acme.example")));
        let _ = phones(&body);
        let _ = urls(&body);
    }
}

proptest! {
    #[test]
    fn any_text_is_read_without_a_panic(body in "\\PC{0,200}(\n\\PC{0,80}){0,12}", name in "\\PC{0,20}", address in "\\PC{0,20}") {
        let read = read(&body, Some(&Sender { name, address }));
        let count = body.split('\n').count();
        prop_assert!(read.lines.iter().all(|line| *line < count));
        prop_assert!(read.lines.is_sorted());
    }

    #[test]
    fn lines_of_signatures_in_any_order_are_read_without_a_panic(lines in proptest::collection::vec(prop_oneof![
        "(Tel|M|Fax)[:. ]{1,2}[+(0-9) ./-]{0,20}", "[A-Z][a-z]{2,8} [A-Z][a-z]{2,8}", "[a-z.]{1,9}@[a-z]{1,9}\\.[a-z]{2,3}", "Best,", "-- ", "", "[0-9]{1,3} rue \\PC{0,10}",
        "On [0-9]{1,2} \\PC{0,20}wrote:", "> \\PC{0,10}", "From: \\PC{0,10}"], 0..14)) {
        let body = lines.join("\n");
        let read = read(&body, None);
        let own = own_lines(&body);
        prop_assert!(read.lines.iter().all(|line| own.contains(line)));
    }

    #[test]
    fn a_number_is_found_at_its_place(line in "[A-Za-z :.+()0-9/-]{0,60}") {
        for phone in phones(&line) {
            prop_assert_eq!(line.get(phone.span.clone()).map(str::trim), Some(phone.text.as_str()));
        }
    }
}
