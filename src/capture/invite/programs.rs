//! Invites as the programs of this world write them.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use jiff::civil::datetime;

use super::*;

/// `start/end; place; link; organiser | attendees who are people`, times in UTC.
fn shown(bytes: &[u8]) -> String {
    let now = datetime(2026, 3, 1, 12, 0, 0, 0).in_tz("Europe/Berlin").unwrap();
    let invites = match read(bytes, &now) {
        Ok(invites) => invites,
        Err(error) => return error.to_string(),
    };
    let moment = |moment: &Option<Moment>| match moment {
        Some(Moment::Instant { at, .. }) => at.to_string(),
        Some(Moment::Floating { at }) => format!("~{at}"),
        Some(Moment::Day { date }) => date.to_string(),
        None => "?".into(),
    };
    let one = |invite: &Invite| {
        let interview = interview_of(invite, &["me@home.example".to_owned()]);
        let people: Vec<&str> = interview
            .people
            .iter()
            .map(|p| p.person.name.value().or(p.person.email.value()).unwrap_or_default())
            .collect();
        let mut facts = vec![format!("{}/{}", moment(&invite.start), moment(&invite.end)), invite.summary.clone()];
        facts.push(interview.place.clone());
        facts.push(interview.link.unwrap_or_default());
        facts.push(people.join(", "));
        facts.push(if invite.cancelled { "cancelled".into() } else { String::new() });
        facts.retain(|fact| !fact.is_empty());
        facts.join("; ")
    };
    invites.iter().map(one).collect::<Vec<_>>().join(" + ")
}

fn check(cases: &[(&str, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter(|(text, expected)| shown(text.as_bytes()) != *expected)
        .map(|(text, expected)| format!("{text}\n     read {}\n  instead {expected}\n", shown(text.as_bytes())))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// An event's lines in a calendar.
fn event(lines: &str) -> String {
    format!("BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\n{lines}\nEND:VEVENT\nEND:VCALENDAR\n")
}

#[test]
fn programs() {
    check(&[
        // Google
        (
            "BEGIN:VCALENDAR\nPRODID:-//Google Inc//Google Calendar 70.9054//EN\nVERSION:2.0\nCALSCALE:GREGORIAN\nMETHOD:REQUEST\n\
             BEGIN:VEVENT\nDTSTART:20260310T130000Z\nDTEND:20260310T134500Z\nDTSTAMP:20260301T080000Z\n\
             ORGANIZER;CN=Talent Team:mailto:c_12ab@group.calendar.google.com\nUID:abc@google.com\n\
             ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN=me@home.example;X-NUM-GUESTS=0:mailto:me@home.example\n\
             ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN=Ana Ruiz;X-NUM-GUESTS=0:mailto:ana@alto.example\n\
             ATTENDEE;CUTYPE=RESOURCE;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN=HQ-4-Fjord (8):mailto:alto_1@resource.calendar.google.com\n\
             X-GOOGLE-CONFERENCE:https://meet.google.com/abc-defg-hij\nLOCATION:HQ-4-Fjord (8)\nSUMMARY:Alto interview\nEND:VEVENT\nEND:VCALENDAR\n",
            "2026-03-10T13:00:00Z/2026-03-10T13:45:00Z; Alto interview; HQ-4-Fjord (8); https://meet.google.com/abc-defg-hij; Ana Ruiz",
        ),
        // Outlook
        (
            "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nPRODID:Microsoft Exchange Server 2010\r\nVERSION:2.0\r\nBEGIN:VTIMEZONE\r\nTZID:W. Europe Standard Time\r\n\
             BEGIN:STANDARD\r\nDTSTART:16010101T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nRRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10\r\nEND:STANDARD\r\n\
             BEGIN:DAYLIGHT\r\nDTSTART:16010101T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nRRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\n\
             BEGIN:VEVENT\r\nORGANIZER;CN=Ben Cole:mailto:ben.cole@alto.example\r\nATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN='me@home.ex\r\n ample':mailto:me@home.example\r\n\
             ATTENDEE;ROLE=NON-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN=Berlin 4.12:mailto:ber412@alto.example\r\n\
             DESCRIPTION;LANGUAGE=en-US:\\n________________\\nMicrosoft Teams meeting\\nJoin: https://teams.microsoft.com/l/meetup-join/19%3ameeting_x/0?context=%7b%7d<https://teams.microsoft.com/l/meetup-join/19%3ameeting_x/0?context=%7b%7d>\\nMeeting ID: 123 456\\n\r\n\
             UID:04\r\nSUMMARY;LANGUAGE=en-US:Technical interview\r\nDTSTART;TZID=W. Europe Standard Time:20260330T140000\r\nDTEND;TZID=W. Europe Standard Time:20260330T150000\r\n\
             CLASS:PUBLIC\r\nSEQUENCE:0\r\nLOCATION;LANGUAGE=en-US:Berlin 4.12; Microsoft Teams Meeting\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
            "2026-03-30T12:00:00Z/2026-03-30T13:00:00Z; Technical interview; Berlin 4.12; Microsoft Teams Meeting; https://teams.microsoft.com/l/meetup-join/19%3ameeting_x/0?context=%7b%7d; Ben Cole",
        ),
        // Zoom
        (
            &event(
                "SUMMARY:Chat\nDTSTART:20260310T150000Z\nDTEND:20260310T153000Z\nLOCATION:https://us02web.zoom.us/j/8123?pwd=x\nDESCRIPTION:Ana is inviting you.\\nhttps://us02web.zoom.us/j/8123?pwd=x\\nOne tap mobile https://us02web.zoom.us/u/kd",
            ),
            "2026-03-10T15:00:00Z/2026-03-10T15:30:00Z; Chat; https://us02web.zoom.us/j/8123?pwd=x; https://us02web.zoom.us/j/8123?pwd=x",
        ),
        // vCalendar 1.0
        (
            "BEGIN:VCALENDAR\nVERSION:1.0\nBEGIN:VEVENT\nDTSTART:20260310T150000Z\nDTEND:20260310T160000Z\nSUMMARY;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:Gespr=E4ch mit =\nAna\nATTENDEE;ROLE=ORGANIZER;STATUS=CONFIRMED:Ana Ruiz <ana@alto.example>\nEND:VEVENT\nEND:VCALENDAR\n",
            "2026-03-10T15:00:00Z/2026-03-10T16:00:00Z; Gespräch mit Ana; Ana Ruiz",
        ),
        // Times of every kind
        (
            &event("DTSTART;VALUE=DATE:20260310\nDTEND;VALUE=DATE:20260311\nSUMMARY:Onsite"),
            "2026-03-10/2026-03-11; Onsite",
        ),
        (&event("DTSTART:20260310T150000\nDURATION:PT1H"), "~2026-03-10T15:00:00/~2026-03-10T16:00:00"),
        (
            &event("DTSTART;TZID=/freeassociation.sourceforge.net/Europe/Paris:20260710T150000"),
            "2026-07-10T13:00:00Z/?",
        ),
        (&event("DTSTART;TZID=tzone://Microsoft/Utc:20260710T150000"), "2026-07-10T15:00:00Z/?"),
        (&event("DTSTART;TZID=\"GMT Standard Time\":20260710T150000"), "2026-07-10T14:00:00Z/?"),
        (&event("DTSTART;TZID=GMT+0200:20260710T150000"), "2026-07-10T13:00:00Z/?"),
        (&event("DTSTART;TZID=India Standard Time:20260710T150000"), "2026-07-10T09:30:00Z/?"),
        (&event("DTSTART;TZID=US/Pacific:20260710T150000"), "2026-07-10T22:00:00Z/?"),
        (&event("DTSTART;TZID=Mitteleuropäische Zeit:20260710T150000"), "~2026-07-10T15:00:00/?"),
        (
            "BEGIN:VCALENDAR\nX-WR-TIMEZONE:America/Chicago\nBEGIN:VEVENT\nDTSTART:20260310T150000\nEND:VEVENT\nEND:VCALENDAR\n",
            "2026-03-10T20:00:00Z/?",
        ),
        // What is broken in part
        (&event("DTSTART:20260310T150000Z\nDTEND:soon\nSUMMARY:Chat"), "2026-03-10T15:00:00Z/?; Chat"),
        (&event("DTSTART:20260310T150000Z\nDURATION:P999999999999999999W"), "2026-03-10T15:00:00Z/?"),
        (&event("DTSTART:20260310T150000Z\nDTEND:20260310T140000Z"), "2026-03-10T15:00:00Z/?"),
        (&event("DTEND:20260310T140000Z\nDTSTART:never"), "line 5: DTSTART cannot be `never`"),
        (
            "BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:Europe/Prague\nBEGIN:STANDARD\nDTSTART:18500101T000000\nTZOFFSETFROM:+5744\nTZOFFSETTO:+5744\nEND:STANDARD\nEND:VTIMEZONE\n\
             BEGIN:VEVENT\nDTSTART;TZID=Europe/Prague:20260310T150000\nEND:VEVENT\nEND:VCALENDAR\n",
            "2026-03-10T14:00:00Z/?",
        ),
        (
            "BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:Own\nBEGIN:STANDARD\nDTSTART:18500101T000000\nTZOFFSETFROM:+5744\nTZOFFSETTO:+5744\nEND:STANDARD\nEND:VTIMEZONE\n\
             BEGIN:VEVENT\nDTSTART;TZID=Own:20260310T150000\nEND:VEVENT\nEND:VCALENDAR\n",
            "line 6: TZOFFSETFROM cannot be `+5744`",
        ),
        // A series with one instance moved, and one called off
        (
            "BEGIN:VCALENDAR\nMETHOD:REQUEST\nBEGIN:VEVENT\nUID:1\nDTSTART:20260303T100000Z\nDURATION:PT30M\nRRULE:FREQ=WEEKLY;COUNT=4\nSUMMARY:Sync\nEND:VEVENT\n\
             BEGIN:VEVENT\nUID:1\nRECURRENCE-ID:20260310T100000Z\nDTSTART:20260310T120000Z\nDURATION:PT30M\nSUMMARY:Sync\nEND:VEVENT\n\
             BEGIN:VEVENT\nUID:1\nRECURRENCE-ID:20260317T100000Z\nDTSTART:20260317T100000Z\nSTATUS:CANCELLED\nSUMMARY:Sync\nEND:VEVENT\nEND:VCALENDAR\n",
            "2026-03-03T10:00:00Z/2026-03-03T10:30:00Z; Sync + 2026-03-10T12:00:00Z/2026-03-10T12:30:00Z; Sync + 2026-03-17T10:00:00Z/?; Sync; cancelled",
        ),
        // The user organises; rooms without a word that they are rooms
        (
            &event(
                "DTSTART:20260310T150000Z\nORGANIZER;CN=Me:mailto:Me@Home.example\nATTENDEE;CN=Ana Ruiz:mailto:ana@alto.example\nATTENDEE;CN=Conference Room Fjord:mailto:fjord@alto.example\nATTENDEE;CN=Besprechungsraum 2:mailto:b2@alto.example\nATTENDEE;CN=Salle Monet:mailto:monet@alto.example\nATTENDEE;CN=Hall 7:mailto:h7@alto.example\nLOCATION:Hall 7",
            ),
            "2026-03-10T15:00:00Z/?; Hall 7; Ana Ruiz",
        ),
        // An attachment does not get in the way
        (
            &event(&format!(
                "DTSTART:20260310T150000Z\nATTACH;ENCODING=BASE64;VALUE=BINARY:{}\nSUMMARY:Chat",
                "QUJD\n ".repeat(500)
            )),
            "2026-03-10T15:00:00Z/?; Chat",
        ),
    ]);
}

#[test]
fn line_ends_marks_and_character_sets() {
    let text = event("DTSTART:20260310T150000Z\nSUMMARY:Gespräch");
    let expected = "2026-03-10T15:00:00Z/?; Gespräch";
    let latin: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let wide: Vec<u8> = format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [
        text.clone().into_bytes(),
        text.replace('\n', "\r\n").into_bytes(),
        text.replace('\n', "\r").into_bytes(),
        format!("\u{feff}{text}").into_bytes(),
        format!("\n\n  {text}").replace("\n  BEGIN", "\nBEGIN").into_bytes(),
        latin,
        wide,
    ] {
        assert_eq!(shown(&bytes), expected, "{:?}", &bytes[..12]);
    }
    let long = event(&format!("DTSTART:20260310T150000Z\nDESCRIPTION:{}\nSUMMARY:Gespräch", "long ".repeat(20_000)));
    assert_eq!(shown(long.as_bytes()), expected);
}
