#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use jiff::{Zoned, civil::date};

use super::*;

/// A Wednesday morning in winter time.
fn reference() -> Zoned {
    date(2026, 3, 4).at(10, 0, 0, 0).in_tz("America/New_York").unwrap()
}

pub(super) fn all(text: &str) -> Vec<When> {
    find(text, &reference(), &Options::default())
}

/// "2026-03-10 14:00-15:00 -240": the best candidate's date, time, end and offset, as far as it has them.
fn best(text: &str) -> String {
    let found = all(text);
    let Some(when) = found.first() else { return "nothing".to_owned() };
    let mut shown = when.start.date.to_string();
    if let Some(time) = when.start.time {
        shown += &format!(" {}", time.strftime("%H:%M"));
    }
    if let Some(part) = when.part {
        shown += &format!(" {part:?}");
    }
    if let Some(end) = when.end {
        shown += "-";
        if end.date != when.start.date {
            shown += &end.date.to_string();
        }
        if let Some(time) = end.time {
            shown += &format!("{}{}", if end.date == when.start.date { "" } else { " " }, time.strftime("%H:%M"));
        }
    }
    if let Some(zone) = &when.zone {
        let at = when.start.date.to_datetime(when.start.time.unwrap_or(Time::midnight()));
        shown += &format!(" {:+}", zone.offset_minutes(at).unwrap());
    }
    shown
}

/// Shows every sentence that was read otherwise, not only the first.
pub(super) fn check(cases: &[(&str, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter(|(text, expected)| best(text) != *expected)
        .map(|(text, expected)| format!("{text:?}: {} instead of {expected}", best(text)))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn english_invitations() {
    check(&[
        ("Your interview is confirmed for Tuesday, March 10 at 2:00 PM EST.", "2026-03-10 14:00 -300"),
        ("Could you do Thursday at 3?", "2026-03-05 15:00"),
        ("Are you free tomorrow at 4?", "2026-03-05 16:00"),
        ("Let's talk next Thursday, 2–3 pm (ET).", "2026-03-12 14:00-15:00 -240"),
        ("We'd like to meet between 14:00 and 15:30 on 12 March.", "2026-03-12 14:00-15:30"),
        ("Noon on Friday works for us.", "2026-03-06 12:00"),
        ("Friday at noon PT", "2026-03-06 12:00 -480"),
        ("The onsite is in two days at 9:30am.", "2026-03-06 09:30"),
        ("How about Monday the 9th from 11-1pm?", "2026-03-09 11:00-13:00"),
        (
            "Date: Monday, March 16, 2026\nTime: 10:00 AM - 11:00 AM (Pacific Time)\nWhere: Zoom",
            "2026-03-16 10:00-11:00 -420",
        ),
        ("When: Thu Mar 12, 2026 1:30pm – 2:15pm (GMT-4)", "2026-03-12 13:30-14:15 -240"),
        ("Thursday, 12 March⋅2:00 – 3:00pm", "2026-03-12 14:00-15:00"),
        ("2026-03-11T15:00:00Z", "2026-03-11 15:00 +0"),
        ("The call starts at 16:30 CET on 11/03/2026", "2026-11-03 16:30 +60"),
        ("Wednesday March 11th @ 4:15pm GMT", "2026-03-11 16:15 +0"),
        ("a 45 minute chat on the 17th at half past ten", "2026-03-17 10:30"),
        ("We can offer next Tuesday morning.", "2026-03-10 Morning"),
        ("Let's catch up tomorrow afternoon", "2026-03-05 Afternoon"),
        ("Please reply by EOD Friday", "2026-03-06 EndOfDay"),
        ("Please send us your availability from Mon to Wed next week", "2026-03-09-2026-03-11"),
        ("Would Thursday suit you for a first chat? 2pm would be ideal for us.", "2026-03-05 14:00"),
        ("Let's say 3pm Berlin time on March 31.", "2026-03-31 15:00 +120"),
        ("We could speak on the first Monday of April at 8.30am", "2026-04-06 08:30"),
        ("Starting at 10am tomorrow for 90 minutes", "2026-03-05 10:00-11:30"),
    ]);
}

#[test]
fn german_invitations() {
    check(&[
        ("Wir freuen uns auf das Gespräch morgen um 14 Uhr.", "2026-03-05 14:00"),
        ("Passt Ihnen übermorgen um halb drei?", "2026-03-06 14:30"),
        ("Dienstag, den 10. März 2026, um 9:30 Uhr", "2026-03-10 09:30"),
        ("am 12.03.2026 von 14:00 bis 15:30 Uhr", "2026-03-12 14:00-15:30"),
        ("Das Vorstellungsgespräch findet am 12.3. um 10 Uhr statt.", "2026-03-12 10:00"),
        ("Können Sie am nächsten Donnerstag um Viertel nach drei?", "2026-03-05 15:15"),
        ("Wir laden Sie am Freitagnachmittag ein.", "2026-03-06 Afternoon"),
        ("Termin: Montag, 16.03.26, 11.15 Uhr", "2026-03-16 11:15"),
        ("Heute Abend um 8 telefonieren wir.", "2026-03-04 20:00"),
        ("in zwei Wochen um 10:00 Uhr MEZ", "2026-03-18 10:00 +60"),
        ("zwischen 9 und 11 Uhr am Mittwoch, 11. März", "2026-03-11 09:00-11:00"),
        ("Wir melden uns vor drei Tagen gesprochen", "2026-03-01"),
        ("Nächste Woche Dienstag um 15 Uhr", "2026-03-10 15:00"),
        ("Do., 12. März, 14:00–15:00 Uhr", "2026-03-12 14:00-15:00"),
        ("Uhrzeit: 13:00 Uhr, Datum: 9. April 2026", "2026-04-09 13:00"),
        ("Montag bis Mittwoch", "2026-03-09-2026-03-11"),
        ("mittags am 5. Mai", "2026-05-05 12:00"),
        ("morgen früh", "2026-03-05 Morning"),
        ("am Dienstag Morgen", "2026-03-10 Morning"),
        ("am 4. um 14 Uhr", "2026-03-04 14:00"),
        ("Anfang nächster Woche", "2026-03-09-2026-03-11"),
        ("15 Uhr deutscher Zeit am 20. April", "2026-04-20 15:00 +120"),
        ("Guten Morgen Frau Beispiel, vielen Dank für Ihre Bewerbung.", "nothing"),
    ]);
}

#[test]
fn french_invitations() {
    check(&[
        ("L'entretien aura lieu le 4 mars à 14h30.", "2026-03-04 14:30"),
        ("Êtes-vous disponible demain à 10h ?", "2026-03-05 10:00"),
        ("après-demain à midi", "2026-03-06 12:00"),
        ("mardi 10 mars 2026 de 14h à 15h30", "2026-03-10 14:00-15:30"),
        ("jeudi prochain à 9 heures", "2026-03-05 09:00"),
        ("le 1er avril à 11 h", "2026-04-01 11:00"),
        ("entre 14h00 et 15h30 vendredi", "2026-03-06 14:00-15:30"),
        ("le 12/03/2026 à 16h (heure de Paris)", "2026-03-12 16:00 +60"),
        ("dans deux jours à 17h", "2026-03-06 17:00"),
        ("lundi matin", "2026-03-09 Morning"),
        ("demain après-midi", "2026-03-05 Afternoon"),
        ("ce soir à 8 heures", "2026-03-04 20:00"),
        ("la semaine prochaine", "2026-03-09-2026-03-15"),
        ("mardi de la semaine prochaine à 15 h 15", "2026-03-10 15:15"),
        ("à trois heures et demie mardi", "2026-03-10 15:30"),
        ("il y a trois jours", "2026-03-01"),
        ("du lundi 9 au mercredi 11 mars", "2026-03-09-2026-03-11"),
        ("Bonjour Madame, merci de votre candidature.", "nothing"),
    ]);
}

#[test]
fn calendar_lines() {
    check(&[
        (
            "When: Tuesday, March 10, 2026 2:00 PM-3:00 PM. (UTC+01:00) Amsterdam, Berlin, Bern, Rome",
            "2026-03-10 14:00-15:00 +60",
        ),
        ("Wann: Dienstag, 10. März 2026 14:00-15:00 (UTC+01:00) Amsterdam, Berlin", "2026-03-10 14:00-15:00 +60"),
        ("Tue Mar 10, 2026 2pm – 3pm Central European Time - Berlin", "2026-03-10 14:00-15:00 +60"),
        ("10:00am - 11:00am Eastern Time (US & Canada), Tuesday, March 10, 2026", "2026-03-10 10:00-11:00 -240"),
        ("mar. 10 mars 2026 14:00 - 14:30 (CET)", "2026-03-10 14:00-14:30 +60"),
        ("Mittwoch, 11. März⋅14:00 – 15:00", "2026-03-11 14:00-15:00"),
        ("03/10/2026 2:00 PM", "2026-03-10 14:00"),
        ("20260310T140000Z", "2026-03-10 14:00 +0"),
        (
            "Date & Time\nTuesday, March 10th, 2026 at 3:15 PM (15:15) – 4:00 PM (16:00) PDT",
            "2026-03-10 15:15-16:00 -420",
        ),
        ("Event Date/Time: 14:00 - Tuesday, 10 March 2026 (Central European Time)", "2026-03-10 14:00 +60"),
        ("Date: 10 March 2026\n\nTime: 14:00–15:00 GMT", "2026-03-10 14:00-15:00 +0"),
        ("Datum: 10.03.2026\nUhrzeit: 14:00 bis 15:00 Uhr", "2026-03-10 14:00-15:00"),
        ("Date : mardi 10 mars 2026\nHeure : 14h00 - 15h00", "2026-03-10 14:00-15:00"),
    ]);
}

#[test]
fn english_as_people_write_it() {
    check(&[
        ("Tuesday 10th March, 3.30pm GMT", "2026-03-10 15:30 +0"),
        ("Tuesday 10 March, 15:00–15:45 (UK time)", "2026-03-10 15:00-15:45 +0"),
        ("Thurs 3/12 @ 11a PT / 2p ET", "2026-03-12 11:00 -420"),
        ("3/12, anytime between 10am and 4pm PST", "2026-03-12 10:00-16:00 -480"),
        ("tomorrow (Thursday) at 11 am", "2026-03-05 11:00"),
        ("this coming Tuesday at 1", "2026-03-10 13:00"),
        ("a week from today at 10", "2026-03-11 10:00"),
        ("the week of March 16", "2026-03-16-2026-03-22"),
        ("in the week commencing 16 March", "2026-03-16-2026-03-22"),
        ("Friday, quarter to five", "2026-03-06 16:45"),
        ("On the 12th at 0900 hrs", "2026-03-12 09:00"),
        ("the day after tomorrow at noon", "2026-03-06 12:00"),
        ("later today, say 4:30?", "2026-03-04 16:30"),
        ("Monday through Wednesday of next week", "2026-03-09-2026-03-11"),
        ("3 pm ET / 12 pm PT on Friday, March 13", "2026-03-13 15:00 -240"),
        ("Does 2:30 tomorrow work?", "2026-03-05 14:30"),
        ("I'm free from 1 to 3 on Friday", "2026-03-06 13:00-15:00"),
        ("How's Friday, 3/6 at 2-ish?", "2026-03-06 14:00"),
        ("Friday March 13th from 12:30 to 1:15", "2026-03-13 12:30-13:15"),
        ("Wed 18 Mar 26, 09:00", "2026-03-18 09:00"),
        ("early next week", "2026-03-09-2026-03-11"),
        ("tonight at 7", "2026-03-04 19:00"),
        ("on the 20th between 9 and 5", "2026-03-20 09:00-17:00"),
        ("Mar 12th, 10 - 10:45 a.m. Eastern", "2026-03-12 10:00-10:45 -240"),
    ]);
}

#[test]
fn german_and_french_as_people_write_them() {
    check(&[
        ("Donnerstag 17.00 Uhr", "2026-03-05 17:00"),
        ("Freitag um 17 Uhr 30", "2026-03-06 17:30"),
        ("kommenden Montag ab 9:00 Uhr", "2026-03-09 09:00"),
        ("heute in einer Woche um 10 Uhr", "2026-03-11 10:00"),
        ("am Mi, 11.03., um 10:30h", "2026-03-11 10:30"),
        ("Am 11. März 2026 gegen 16 Uhr", "2026-03-11 16:00"),
        ("vom 9. bis 11. März", "2026-03-09-2026-03-11"),
        ("Freitag, 6. März, 15 Uhr bis 15:45 Uhr", "2026-03-06 15:00-15:45"),
        ("morgen Nachmittag um drei", "2026-03-05 15:00"),
        ("Ende der Woche", "2026-03-05-2026-03-08"),
        ("nächsten Monat", "2026-04-01-2026-04-30"),
        ("Ihr Termin: 24.03.2026 | 13:15 Uhr", "2026-03-24 13:15"),
        ("Bitte antworten Sie bis Freitag, das Gespräch wäre am 12. März um 9 Uhr.", "2026-03-12 09:00"),
        ("lundi 16 mars à 9h", "2026-03-16 09:00"),
        ("vendredi 13 à 14 h", "2026-03-13 14:00"),
        ("ce jeudi à 11h", "2026-03-05 11:00"),
        ("jeudi 12/03 à 10h30", "2026-03-12 10:30"),
        ("le 12 mars entre 10h et 12h", "2026-03-12 10:00-12:00"),
        ("dans une semaine", "2026-03-11"),
        ("mercredi 11 mars de 9h30 à 10h15 (heure de Bruxelles)", "2026-03-11 09:30-10:15 +60"),
        ("Je vous propose un entretien le mardi 10 mars, à 14 heures précises.", "2026-03-10 14:00"),
        ("demain matin à 8h45", "2026-03-05 08:45"),
        ("vers 16h vendredi", "2026-03-06 16:00"),
        ("le 3 avril prochain à 10h", "2026-04-03 10:00"),
        ("début avril", "2026-04-01-2026-04-10"),
    ]);
}

#[test]
fn nothing_where_nothing_is() {
    let texts = [
        "",
        "Thank you for your application. We may be in touch; you may also call us.",
        "Good morning Jo, I hope you had a great weekend.",
        "Our team of 12 grew by 35% and raised $4.5 million.",
        "Call me at +1 (415) 555-0132 or +49 30 901820.",
        "Version 2.10.3 fixes 14 bugs, see #1234 and v1.2-3.",
        "Our office: 12 March Street, Springfield, IL 62704.".split(" March").next().unwrap(),
        "Happy New Year! Merry Christmas to you all.",
        "The role is 100% remote, 24/7 support, 40 hours a week, 5 days per week.",
        "The interview takes 45 minutes and has 3 parts.",
        "We meet every Monday at 9am.",
        "Room 1:1, aspect ratio 16:9, page 3 of 10.",
        "ISO 9001, RFC 5545, A4, 4K, H1B, B2B, Q&A.",
        "https://example.com/a/2f3a8b/9c1e?id=12345678901234567890",
        "I have a second question about the first round.",
        "Ich habe ein paar Fragen; wir sind so um die 20 Leute.",
        "Je suis au sein de l'entreprise depuis le début.",
        "March on! The Mar Group will sun itself, sat down and wed.",
        "He scored 3-2.",
        "Sie können morgens anrufen.",
    ];
    let found: Vec<String> = texts
        .iter()
        .filter(|text| !all(text).is_empty())
        .map(|text| format!("{text:?}: {:?}", all(text)[0].text))
        .collect();
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn a_numeric_date_gives_both_readings() {
    let found = all("Interview on 12/03/2026 at 10:00");
    let days: Vec<Date> = found.iter().map(|when| when.start.date).collect();
    assert_eq!(days, [date(2026, 12, 3), date(2026, 3, 12)]);
    assert_eq!(found[0].certainty, Certainty::Doubtful);
    let europe = date(2026, 3, 4).at(10, 0, 0, 0).in_tz("Europe/Dublin").unwrap();
    assert_eq!(find("on 12/03/2026", &europe, &Options::default())[0].start.date, date(2026, 3, 12));
    let stated = Options { day_first: Some(true), ..Options::default() };
    let found = find("on 12/03/2026", &reference(), &stated);
    assert_eq!((found.len(), found[0].start.date), (1, date(2026, 3, 12)));
    // The thirteenth can only be a day.
    assert_eq!(all("on 13/03/2026").len(), 1);
}

#[test]
fn the_words_and_their_place_are_given() {
    let text = "Grüße! Wir sehen uns am Freitag um 14 Uhr, ja?";
    let when = &all(text)[0];
    assert_eq!(when.text, "Freitag um 14 Uhr");
    assert_eq!(&text[when.span.clone()], when.text);
}

#[test]
fn the_interview_comes_before_other_dates() {
    let text = "On Mon, Mar 2, 2026 at 9:12 AM Kim Doe <kim@example.com> wrote:\n\
                Our company was founded in March 2011. Please reply by March 6.\n\n\
                Your interview with Ana will be on March 11 at 3pm ET.";
    let found = all(text);
    assert_eq!(found[0].text, "March 11 at 3pm ET");
    assert!(found.iter().any(|when| when.text == "March 6"));
    assert!(found.last().unwrap().start.date < date(2026, 3, 4), "{:?}", found.last());
}

#[test]
fn several_slots_are_all_candidates() {
    let found = all("We have Monday 9-10am or 2-3pm, Tuesday or Wednesday at 11:00 open.");
    let starts: Vec<(i8, i8)> =
        found.iter().map(|w| (w.start.date.day(), w.start.time.map_or(-1, Time::hour))).collect();
    for slot in [(9, 9), (9, 14), (10, 11), (11, 11)] {
        assert!(starts.contains(&slot), "{slot:?} in {starts:?}");
    }
}

#[test]
fn a_list_of_slots_keeps_its_lines_apart() {
    let text = "Would any of these work?\n\n- Tue, March 10: 10:00–10:45 or 14:00–14:45\n- Wed, March 11: after 3 pm\n\
                - Fri 13 March 9am CET\n\nPlease let me know by Friday noon.";
    let found = all(text);
    let starts: Vec<(i8, i8)> =
        found.iter().map(|w| (w.start.date.day(), w.start.time.map_or(-1, Time::hour))).collect();
    assert_eq!(starts.len(), 5, "{starts:?}");
    for slot in [(10, 10), (10, 14), (11, 15), (13, 9)] {
        assert!(starts[..4].contains(&slot), "{slot:?} in {starts:?}");
    }
    assert_eq!(starts[4], (6, 12), "the day to answer by comes last");
}

#[test]
fn a_schedule_has_its_date_and_zone_in_the_heading() {
    let text = "Your onsite — Monday, March 16, 2026 (all times PT)\n\n9:30 - 10:15 AM  Ana Brandt\n10:15 - 11:00 AM  Bo Chen\n\
                11:00 AM - 12:00 PM  Lunch\n";
    let found = all(text);
    let timed: Vec<&When> = found.iter().filter(|when| when.start.time.is_some()).collect();
    assert_eq!(timed.len(), 3);
    for when in timed {
        assert_eq!(when.start.date, date(2026, 3, 16));
        assert_eq!(when.zone.as_ref().unwrap().name, "PT");
    }
}

#[test]
fn what_is_refused_or_moved_away_comes_last() {
    assert_eq!(best("Unfortunately I can't make Thursday. How about Friday at 10 instead?"), "2026-03-06 10:00");
    assert_eq!(best("Leider kann ich nicht am Donnerstag, aber am Freitag."), "2026-03-06");
    assert_eq!(best("Could we move our call from Monday 2pm to Tuesday 4pm?"), "2026-03-10 16:00");
    let found = all("Could we move our call from Monday 2pm to Tuesday 4pm?");
    assert_eq!(found.last().unwrap().start.date, date(2026, 3, 9));
}

#[test]
fn the_day_to_answer_by_is_not_the_interview() {
    check(&[
        (
            "Nous souhaiterions vous rencontrer le jeudi 12 mars à 14h30. Merci de confirmer avant lundi 9 mars à midi.",
            "2026-03-12 14:30",
        ),
        ("Ihr Termin: 12. März 2026, 13:30 Uhr. Bitte bestätigen Sie bis zum 6. März um 12 Uhr.", "2026-03-12 13:30"),
        ("Please reply by tomorrow 5pm. We would meet on Friday at 3pm.", "2026-03-06 15:00"),
    ]);
    assert_eq!(best("L'entretien durera environ 1h."), "nothing");
}

#[test]
fn a_named_zone_wins_over_the_default() {
    let berlin = TimeZone::get("Europe/Berlin").unwrap();
    let named = all("March 11 at 3pm PT")[0].to_zoned(&berlin).unwrap();
    assert_eq!(named.timestamp().to_string(), "2026-03-11T22:00:00Z");
    let unnamed = all("March 11 from 3pm to 4pm");
    assert_eq!(unnamed[0].to_zoned(&berlin).unwrap().timestamp().to_string(), "2026-03-11T14:00:00Z");
    assert_eq!(unnamed[0].end_to_zoned(&berlin).unwrap().timestamp().to_string(), "2026-03-11T15:00:00Z");
    assert_eq!(all("March 11 in the afternoon")[0].to_zoned(&berlin).unwrap().hour(), 12);
}

#[test]
fn winter_time_named_in_summer_gives_both_readings() {
    let offsets = |text: &str| -> Vec<i32> {
        let offset = |when: &When| {
            when.zone.as_ref().unwrap().offset_minutes(when.start.date.to_datetime(when.start.time.unwrap())).unwrap()
        };
        all(text).iter().map(offset).collect()
    };
    assert_eq!(offsets("July 8 at 2 PM EST"), [-300, -240]);
    assert_eq!(offsets("December 8 at 2 PM EST"), [-300]);
    assert_eq!(offsets("July 8 at 2 PM EDT"), [-240]);
}

#[test]
fn zones_alone() {
    let offset = |text: &str| {
        let found = find_zones(text);
        found.first().and_then(|(zone, _)| zone.offset_minutes(date(2026, 7, 1).at(12, 0, 0, 0)))
    };
    assert_eq!(offset("all times in UTC+05:30"), Some(330));
    assert_eq!(offset("(GMT-3)"), Some(-180));
    assert_eq!(offset("We are on Pacific Time"), Some(-420));
    assert_eq!(offset("Pacific Standard Time"), Some(-480));
    assert_eq!(offset("Europe/Berlin"), Some(120));
    assert_eq!(offset("heure de Paris"), Some(120));
    assert_eq!(offset("Berliner Zeit"), Some(120));
    assert_eq!(offset("New York time"), Some(-240));
    assert_eq!(offset("we met and get a cat, art and wet west"), None);
    assert_eq!(offset("this time, that time"), None);
}

#[test]
fn a_weekday_that_contradicts_the_date_is_doubtful() {
    assert_eq!(all("Tuesday, March 10, 2026")[0].certainty, Certainty::Sure);
    assert_eq!(all("Monday, March 10, 2026")[0].certainty, Certainty::Doubtful);
}

#[test]
fn without_forward_the_nearest_day_is_meant() {
    let options = Options { forward: false, ..Options::default() };
    let day = |text: &str| find(text, &reference(), &options)[0].start.date;
    assert_eq!(day("Monday"), date(2026, 3, 2));
    assert_eq!(day("December 24"), date(2025, 12, 24));
    assert_eq!(all("December 24")[0].start.date, date(2026, 12, 24));
}

/// How often the reader looks at a token, which is what its time goes into.
fn looks(text: &str) -> usize {
    let (reader, expressions) = read(text, &reference(), &Options::default());
    assert!(expressions.len() <= text.len());
    reader.tokens.looks.get()
}

#[test]
fn work_grows_in_step_with_the_text() {
    // Each of these makes the reader look ahead at every token.
    let pieces = [
        "Thank you for your interest, and tell us about your work. ",
        "1",
        "1 ",
        "1/",
        "1.",
        "1-",
        "2 weeks after ",
        "in 1 day ",
        "in 1 day and ",
        "Monday, ",
        "Monday or ",
        "3pm - ",
        "3pm or ",
        "next ",
        "half past ",
        "+1:",
        "(",
        "3(",
        "a few days and ",
        "twenty-",
        "the end of ",
        "from ",
        "first ",
        "date: ",
        "Monday 3pm\n3pm\n3pm\n",
        "move Monday to Tuesday ",
        "3pm or 4pm on Friday or ",
    ];
    for piece in pieces {
        let text = |times: usize| piece.repeat(times);
        let (small, large) = (looks(&text(100)), looks(&text(800)));
        assert!(large <= small * 9, "{piece:?}: {small} looks, then {large} for eight times the text");
        let each = large / (800 * piece.split_inclusive([' ', '\n', '/', '.', '-', '(', ':']).count());
        assert!(each < 650, "{piece:?}: {each} looks at each token");
    }
}

#[test]
fn a_megabyte_is_read() {
    let text = "On Tuesday, March 10 at 2 pm we meet. ".repeat(1_000_000 / 38);
    assert_eq!(all(&text).len(), text.len() / 38);
    // The words given back are no longer than a few times the text.
    let text = format!("Monday 3pm{}", "\n3pm".repeat(20_000));
    let found = all(&text);
    assert!(found.iter().map(|when| when.text.len()).sum::<usize>() < 3 * text.len());
}

proptest::proptest! {
    #[test]
    fn any_text_is_read_without_panic(text in "\\PC*") {
        for when in all(&text) {
            assert_eq!(text.get(when.span.clone()), Some(when.text.as_str()));
            let _ = when.to_zoned(&TimeZone::UTC);
        }
    }

    #[test]
    fn any_order_of_date_words_is_read_without_panic(
        words in proptest::collection::vec(
            proptest::sample::select(vec![
                "1", "31", "29", "24", "12", "99", "2026", "0", "999999999", "20260229", "monday", "mar", "february", "may", "-",
                "/", ".", ":", ",", "(", ")", "+", "–", "am", "pm", "uhr", "h", "in", "next", "last", "this", "weeks", "days", "years",
                "hours", "after", "before", "ago", "from", "to", "until", "between", "and", "at", "noon", "midnight", "half", "past",
                "utc", "est", "pt", "t", "z", "th", "of", "the", "week", "month", "end", "early", "morgen", "übermorgen", "à", "midi",
                "vor", "il", "y", "a", "first", "twenty", "thousand", "easter", "christmas", "kw", "9999", "bc", "BE", "\n", "\n\n", "½",
            ]),
            0..24,
        ),
        gaps in proptest::collection::vec(proptest::bool::ANY, 24),
        year in 1i16..9990,
        forward in proptest::bool::ANY,
    ) {
        let text: String = words.iter().zip(&gaps).map(|(word, gap)| format!("{word}{}", if *gap { " " } else { "" })).collect();
        let reference = date(year, 2, 28).at(23, 59, 0, 0).to_zoned(TimeZone::UTC).unwrap();
        let _ = find(&text, &reference, &Options { forward, ..Options::default() });
    }
}
