//! Sentences as recruiters write them, and numbers that are no dates.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use super::tests::{all, check};

#[test]
fn english_phrasing() {
    check(&[
        ("Tuesday 10th, 2-2:45pm ET", "2026-03-10 14:00-14:45 -240"),
        ("Would tomorrow at half past three suit?", "2026-03-05 15:30"),
        ("between 10 and 11 CET on Monday", "2026-03-09 10:00-11:00 +60"),
        ("How about next week Wed or Thu at 3?", "2026-03-11 15:00"),
        ("Can we do it on the 12th?", "2026-03-12"),
        ("Let's shoot for 2:30p on 3/18.", "2026-03-18 14:30"),
        ("I could do Fri @ 11:15 or Mon @ 9.", "2026-03-06 11:15"),
        ("Your phone screen is set for Mon 3/9 from 1:00-1:30 PM PST.", "2026-03-09 13:00-13:30 -480"),
        ("The panel is at 9 AM (EST) on Monday, 16th of March.", "2026-03-16 09:00 -300"),
        ("Any time after 4pm on Thursday would be great.", "2026-03-05 16:00"),
        ("Thursday week at 2pm", "2026-03-12 14:00"),
        ("a week on Monday at 10am", "2026-03-16 10:00"),
        ("Monday next week, 09:00 - 09:30", "2026-03-09 09:00-09:30"),
        ("first thing Monday morning", "2026-03-09 Morning"),
        ("Friday lunchtime", "2026-03-06 Noon"),
        ("Let us speak at a quarter past 2 on Thursday.", "2026-03-05 14:15"),
        ("Interview: 18-Mar-2026 14:00 GMT", "2026-03-18 14:00 +0"),
        ("18.03.2026 at 2 PM", "2026-03-18 14:00"),
        ("Mar. 18, 2026 • 2:00 PM – 3:00 PM EDT", "2026-03-18 14:00-15:00 -240"),
        ("Wed, Mar 18 | 11:00 AM to 12:00 PM Central", "2026-03-18 11:00-12:00 -300"),
        ("Wednesday the 18th of March 2026 at three o'clock in the afternoon", "2026-03-18 15:00"),
        ("Let's do the 20th @ noon Eastern", "2026-03-20 12:00 -240"),
        ("are you around today at 5?", "2026-03-04 17:00"),
        ("tomorrow 9ish", "2026-03-05 09:00"),
        ("I'm free tomorrow from 2 until 4pm", "2026-03-05 14:00-16:00"),
        ("16:00 CET/10am ET on Tuesday", "2026-03-10 16:00 +60"),
        ("at 2PM SGT on 9 March", "2026-03-09 14:00 +480"),
        ("3:00pm IST, Friday 6 March", "2026-03-06 15:00 +330"),
        ("2.00pm - 2.45pm, Weds 11th March", "2026-03-11 14:00-14:45"),
        ("Tues or Weds next week, ideally 10am", "2026-03-11 10:00"),
        ("Sat 7 Mar, 10:00 to 10:45 a.m.", "2026-03-07 10:00-10:45"),
        ("on 5/3 at 14h", "2026-05-03 14:00"),
        ("The day after tomorrow, 8:45 sharp", "2026-03-06 08:45"),
        ("Start time: 2:00 PM\nEnd time: 3:00 PM\nDate: March 10, 2026", "2026-03-10 14:00-15:00"),
        ("My calendar is open Monday 3/9 all day", "2026-03-09"),
        ("We would love to see you in person on April 2nd, doors open at 8:30am.", "2026-04-02 08:30"),
        ("sometime next week", "2026-03-09-2026-03-15"),
        ("late next week", "2026-03-12-2026-03-15"),
        ("mid-morning on Friday", "2026-03-06 Morning"),
        ("next week, Thursday at 10", "2026-03-12 10:00"),
        ("Friday 10am-12am", "2026-03-06 10:00-12:00"),
        ("Could we speak in week 12?", "2026-03-16-2026-03-22"),
        ("in about two weeks", "2026-03-18"),
        ("within the next two weeks", "2026-03-05-2026-03-18"),
        ("by close of business on Friday", "2026-03-06 EndOfDay"),
    ]);
}

#[test]
fn german_phrasing() {
    check(&[
        ("Donnerstag, den 5. März, um 14:00 Uhr (MEZ)", "2026-03-05 14:00 +60"),
        ("am Dienstag, 10.03., zwischen 10:00 und 11:30 Uhr", "2026-03-10 10:00-11:30"),
        ("Hätten Sie am Montag um 9 Zeit?", "2026-03-09 09:00"),
        ("Wie wäre es mit morgen, 15.30 Uhr?", "2026-03-05 15:30"),
        ("kommende Woche Mittwoch, 11 Uhr", "2026-03-11 11:00"),
        ("nächste Woche am Donnerstag um halb zehn", "2026-03-12 09:30"),
        ("am Montag in einer Woche um 13 Uhr", "2026-03-16 13:00"),
        ("Freitag in zwei Wochen", "2026-03-20"),
        ("Mittwoch, 18.03.2026, 14-15 Uhr", "2026-03-18 14:00-15:00"),
        ("Mi 18.3. 14:00-14:45", "2026-03-18 14:00-14:45"),
        ("um drei Viertel neun am Freitag", "2026-03-06 08:45"),
        ("um fünf vor halb drei am Freitag", "2026-03-06 14:25"),
        ("übermorgen Vormittag", "2026-03-06 Morning"),
        ("am Freitagabend gegen 18:30", "2026-03-06 18:30"),
        ("Das Gespräch findet am Zwölften um 10 Uhr statt.", "2026-03-12 10:00"),
        ("am 2. April ab 9 Uhr", "2026-04-02 09:00"),
        ("Termin: 10. März 2026 von 9:00 bis 9:45 Uhr MEZ", "2026-03-10 09:00-09:45 +60"),
        ("Anfang April", "2026-04-01-2026-04-10"),
        ("Mitte nächster Woche", "2026-03-10-2026-03-12"),
        ("heute Nachmittag um 16 Uhr", "2026-03-04 16:00"),
        ("Samstag, 7. März, 8 Uhr morgens", "2026-03-07 08:00"),
        ("ab kommendem Montag", "2026-03-09"),
        ("diesen Freitag um 12", "2026-03-06 12:00"),
        ("15:00 Uhr MESZ am 31.03.2026", "2026-03-31 15:00 +120"),
        ("am späten Nachmittag des 12. März", "2026-03-12 Afternoon"),
        ("vierzehn Uhr dreißig am Freitag", "2026-03-06 14:30"),
        ("Beginn: 12.03.2026 14:00\nEnde: 12.03.2026 15:00", "2026-03-12 14:00-15:00"),
        ("Jänner 2027", "2027-01-01-2027-01-31"),
    ]);
}

#[test]
fn french_phrasing() {
    check(&[
        ("jeudi prochain à 15 h", "2026-03-05 15:00"),
        ("11h30-12h15 mardi", "2026-03-10 11:30-12:15"),
        ("Seriez-vous libre lundi à 9 h 30 ?", "2026-03-09 09:30"),
        ("mercredi 11 mars 2026, 14 h 00 – 14 h 45", "2026-03-11 14:00-14:45"),
        ("le mardi 10 mars de 10 h à 11 h", "2026-03-10 10:00-11:00"),
        ("le 12/03 à 16h15", "2026-03-12 16:15"),
        ("après-demain, 8h30", "2026-03-06 08:30"),
        ("ce vendredi à midi et demi", "2026-03-06 12:30"),
        ("lundi en huit à 10h", "2026-03-16 10:00"),
        ("vendredi en début d'après-midi", "2026-03-06 Afternoon"),
        ("demain en fin de journée", "2026-03-05 EndOfDay"),
        ("la semaine du 16 mars", "2026-03-16-2026-03-22"),
        ("d'ici vendredi", "2026-03-06"),
        ("le premier avril à neuf heures", "2026-04-01 09:00"),
        ("à quinze heures trente jeudi", "2026-03-05 15:30"),
        ("dans quinze jours", "2026-03-19"),
        ("fin mars", "2026-03-21-2026-03-31"),
        ("mardi 10 à 14h00 (CET)", "2026-03-10 14:00 +60"),
        ("sam. 7 mars 10h", "2026-03-07 10:00"),
        ("à dix heures moins le quart lundi", "2026-03-09 09:45"),
        ("entre 9 et 11 heures le 12 mars", "2026-03-12 09:00-11:00"),
        ("le 12 mars, de 9h à midi", "2026-03-12 09:00-12:00"),
        ("mercredi de la semaine prochaine", "2026-03-11"),
        ("au plus tard le 9 mars", "2026-03-09"),
    ]);
}

#[test]
fn numbers_that_are_no_dates() {
    let texts = [
        "The budget is $12.50 per unit, 3-5 units.",
        "Tel. 030 / 12 34 56-78",
        "Tél. 01 42 68 53 00",
        "+1 212-555-0123 ext. 4",
        "Meeting ID: 823 4567 8901, Passcode: 031526",
        "Dial-in: 12345678#",
        "Room 3.14, 2nd floor, building 7",
        "Raum 2.05, 3. OG",
        "Salle 12, 4e étage",
        "12 Long Lane, London EC1A 9HF",
        "Hauptstraße 12, 10115 Berlin",
        "24 rue de Mars, 75010 Paris",
        "Python 3.12, Rust 1.95, Java 8, iOS 17.4",
        "upgrade from 2.3 to 2.4",
        "IBAN DE89 3704 0044 0532 0130 00",
        "order no. 2026-0042",
        "Req #20260312-A",
        "score 7 to 3",
        "you have 2 to 3 rounds",
        "10-15 minutes",
        "We are 10-12 people on 2 continents.",
        "20-30% growth",
        "5+ years of experience",
        "GPA 3.8/4.0",
        "Siemens 4.0 und Industrie 4.0",
        "Article 12.3 of the contract",
        "chapter 4-6, pages 10-12",
        "1,200 employees in 14 offices",
        "size 10 x 12",
        "the top 10 at no. 4",
        "ISO 27001:2022 certified",
        "Seite 3 von 12",
        "je 3 bis 5 Personen",
        "de 10 à 12 personnes",
        "3 à 5 ans d'expérience",
        "You may contact our mar-tech team, sun included.",
        "The summer spring fall winter collection",
        "second to none",
    ];
    let found: Vec<String> = texts
        .iter()
        .filter(|text| !all(text).is_empty())
        .map(|text| format!("{text:?}: {:?}", all(text)[0].text))
        .collect();
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}
