#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use jiff::Timestamp;
use jiff::civil::{date, datetime};
use proptest::prelude::*;

use super::*;

fn now() -> Zoned {
    datetime(2026, 3, 1, 12, 0, 0, 0).in_tz("Europe/Berlin").unwrap()
}

fn calendar(event: &str) -> String {
    format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:1@x\r\n{event}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
}

fn one(event: &str) -> Invite {
    let mut all = read(calendar(event).as_bytes(), &now()).unwrap();
    assert_eq!(all.len(), 1);
    all.remove(0)
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn start(event: &str) -> Option<Timestamp> {
    one(event).start.unwrap().instant()
}

#[test]
fn an_invite_is_read_with_its_people_and_place() {
    let invite = one(
        "SEQUENCE:2\r\nSUMMARY:Interview\\, round 2\r\nDTSTART;TZID=America/New_York:20260304T140000\r\nDURATION:PT45M\r\n\
         ORGANIZER;CN=\"Muster, Mia\":mailto:Mia@Acme.example\r\n\
         ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN=Ben\r\n  Beispiel:mailto:ben@acme.example\r\n\
         ATTENDEE;CUTYPE=ROOM;CN=Room 5:mailto:room5@acme.example\r\n\
         LOCATION:Room 5\r\nDESCRIPTION:Join https://acme.zoom.us/j/77?pwd=a\\nBye\r\nBEGIN:VALARM\r\nATTENDEE:mailto:x@y.z\r\nEND:VALARM",
    );
    assert_eq!((invite.sequence, invite.method), (2, Method::Request));
    assert_eq!(invite.summary, "Interview, round 2");
    assert_eq!(
        invite.start,
        Some(Moment::Instant { at: at("2026-03-04T19:00:00Z"), zone: ZoneName::Iana("America/New_York".into()) })
    );
    assert_eq!(invite.end.unwrap().instant(), Some(at("2026-03-04T19:45:00Z")));
    assert_eq!(invite.organiser.as_ref().unwrap().name, "Muster, Mia");
    assert_eq!(invite.attendees.len(), 2, "an alarm's attendee is none of the meeting's");
    assert_eq!(
        (invite.attendees[0].name.as_str(), invite.attendees[0].status),
        ("Ben Beispiel", Participation::Accepted)
    );
    assert_eq!(invite.attendees[1].kind, PartyKind::Room);
    assert_eq!(invite.meeting_link.as_deref(), Some("https://acme.zoom.us/j/77?pwd=a"));
}

#[test]
fn zones_by_windows_name_own_rules_offset_and_none_at_all() {
    assert_eq!(start("DTSTART;TZID=Eastern Standard Time:20260701T090000"), Some(at("2026-07-01T13:00:00Z")));
    assert_eq!(
        start("DTSTART;TZID=\"(UTC+01:00) Brussels, Copenhagen, Madrid, Paris\":20260701T090000"),
        Some(at("2026-07-01T07:00:00Z"))
    );
    assert_eq!(start("DTSTART:20260701T090000Z"), Some(at("2026-07-01T09:00:00Z")));
    assert_eq!(one("DTSTART:20260701T090000").start, Some(Moment::Floating { at: datetime(2026, 7, 1, 9, 0, 0, 0) }));
    assert_eq!(
        one("DTSTART;TZID=Nowhere:20260701T090000").start,
        Some(Moment::Floating { at: datetime(2026, 7, 1, 9, 0, 0, 0) })
    );
    assert_eq!(one("DTSTART;VALUE=DATE:20260701").start, Some(Moment::Day { date: date(2026, 7, 1) }));
    // The zone stands after the event that uses it.
    let text = calendar("DTSTART;TZID=Hausuhr:20260701T090000").replace(
        "END:VCALENDAR",
        "BEGIN:VTIMEZONE\r\nTZID:Hausuhr\r\nBEGIN:STANDARD\r\nDTSTART:16011028T030000\r\n\
         RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\nTZOFFSETFROM:+0430\r\nTZOFFSETTO:+0330\r\nEND:STANDARD\r\n\
         BEGIN:DAYLIGHT\r\nDTSTART:16010325T020000\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\r\n\
         TZOFFSETFROM:+0330\r\nTZOFFSETTO:+0430\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\nEND:VCALENDAR",
    );
    let invite = read(text.as_bytes(), &now()).unwrap().remove(0);
    let zone = ZoneName::Custom { name: "Hausuhr".into(), offset: 16_200 };
    assert_eq!(invite.start, Some(Moment::Instant { at: at("2026-07-01T04:30:00Z"), zone }));
}

#[test]
fn a_series_shows_its_next_instance() {
    let weekly =
        "DTSTART;TZID=Europe/Berlin:20250107T100000\r\nDTEND;TZID=Europe/Berlin:20250107T110000\r\nRRULE:FREQ=WEEKLY";
    let invite = one(weekly);
    assert!(invite.recurs);
    assert_eq!(invite.start.unwrap().instant(), Some(at("2026-03-03T09:00:00Z")));
    assert_eq!(invite.end.unwrap().instant(), Some(at("2026-03-03T10:00:00Z")));
    let without = format!("{weekly}\r\nEXDATE;TZID=Europe/Berlin:20260303T100000");
    assert_eq!(start(&without), Some(at("2026-03-10T09:00:00Z")));
    assert_eq!(start(&format!("{weekly};COUNT=3")), Some(at("2025-01-07T09:00:00Z")), "all past: the first");
    assert_eq!(start(&format!("{weekly};COUNT=61")), Some(at("2026-03-03T09:00:00Z")));
    assert_eq!(start(&format!("{weekly};UNTIL=20260302T000000Z")), Some(at("2025-01-07T09:00:00Z")));
    assert_eq!(
        start("DTSTART:20250101T100000Z\r\nRDATE:20260305T100000Z,20260304T100000Z"),
        Some(at("2026-03-04T10:00:00Z"))
    );
    // Across the change of clocks the wall clock stays.
    let later = datetime(2026, 4, 1, 12, 0, 0, 0).in_tz("Europe/Berlin").unwrap();
    let invite = read(calendar(weekly).as_bytes(), &later).unwrap().remove(0);
    assert_eq!(invite.start.unwrap().instant(), Some(at("2026-04-07T08:00:00Z")));
}

#[test]
fn an_instance_that_was_moved_is_not_counted_in_its_series() {
    let text = calendar("DTSTART:20260101T100000Z\r\nRRULE:FREQ=DAILY").replace(
        "END:VCALENDAR",
        "BEGIN:VEVENT\r\nUID:1@x\r\nRECURRENCE-ID:20260301T110000Z\r\nDTSTART:20260301T150000Z\r\nEND:VEVENT\r\nEND:VCALENDAR",
    );
    let text = text.replace("20260101T100000Z", "20260101T110000Z");
    let all = read(text.as_bytes(), &now()).unwrap();
    assert_eq!(all[0].start.as_ref().unwrap().instant(), Some(at("2026-03-02T11:00:00Z")));
    assert_eq!(all[1].start.as_ref().unwrap().instant(), Some(at("2026-03-01T15:00:00Z")));
}

#[test]
fn the_interview_holds_people_only_and_not_the_user() {
    let invite = one("SUMMARY:Chat\r\nDTSTART:20260304T140000Z\r\nLOCATION:Blue\r\n\
         ORGANIZER:mailto:talent@acme.example\r\nATTENDEE;CN=talent@acme.example:mailto:talent@acme.example\r\n\
         ATTENDEE;ROLE=OPT-PARTICIPANT;CN=Olga:mailto:olga@acme.example\r\nATTENDEE;CN=Ann:mailto:ann@acme.example\r\n\
         ATTENDEE;CN=Me:mailto:m.e+jobs@gmail.com\r\nATTENDEE;CUTYPE=RESOURCE;CN=Beamer:mailto:beamer@acme.example\r\n\
         ATTENDEE;CUTYPE=GROUP;CN=All:mailto:all@acme.example\r\nATTENDEE;ROLE=NON-PARTICIPANT;CN=Blue:mailto:blue@acme.example\r\n\
         ATTENDEE;PARTSTAT=DECLINED;CN=Dora:mailto:dora@acme.example\r\nATTENDEE;CN=Bot:mailto:no-reply@acme.example");
    let interview = interview_of(&invite, &["me@gmail.com".to_owned()]);
    let addresses: Vec<_> = interview.people.iter().map(|p| (p.person.email.value().unwrap(), p.part)).collect();
    let wanted = [
        ("talent@acme.example", Part::Organiser),
        ("ann@acme.example", Part::Required),
        ("olga@acme.example", Part::Optional),
    ];
    assert_eq!(addresses, wanted);
    assert!(interview.people[0].person.name.is_empty(), "an address is no name");
}

#[test]
fn newer_versions_move_and_cancel_older_ones() {
    let known = one("SEQUENCE:1\r\nDTSTART:20260304T140000Z");
    let moved = one("SEQUENCE:2\r\nDTSTART:20260305T140000Z");
    let cancelled = Invite { method: Method::Cancel, cancelled: true, sequence: 1, ..known.clone() };
    let instance = Invite { recurrence_id: known.start.clone(), ..known.clone() };
    assert_eq!(supersedes(&known, &moved), Supersession::Updates);
    assert_eq!(supersedes(&moved, &known), Supersession::Stale);
    assert_eq!(supersedes(&known, &known), Supersession::Stale);
    assert_eq!(supersedes(&known, &cancelled), Supersession::Cancels);
    assert_eq!(supersedes(&instance, &cancelled), Supersession::Cancels);
    assert_eq!(supersedes(&moved, &cancelled), Supersession::Stale, "an old cancellation");
    assert_eq!(supersedes(&known, &Invite { method: Method::Reply, ..moved.clone() }), Supersession::Unrelated);
    assert_eq!(supersedes(&instance, &moved), Supersession::Unrelated);
    assert_eq!(supersedes(&known, &Invite { uid: "2@x".into(), ..moved }), Supersession::Unrelated);
}

#[test]
fn errors_name_the_line() {
    let error = |text: &str| read(text.as_bytes(), &now()).unwrap_err().to_string();
    assert!(error(&calendar("DTSTART:yesterday")).starts_with("line 6: DTSTART cannot be `yesterday`"));
    assert!(error("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:x").starts_with("line 2: VEVENT begins here and never ends"));
    assert!(
        error("BEGIN:VCALENDAR\nBEGIN:VEVENT\nBEGIN:VALARM\nEND:VEVENT")
            .contains("line 4: END:VEVENT where END:VALARM")
    );
    assert!(error("Hello\nthere").contains("2 lines"));
    assert_eq!(read(b" \n", &now()), Err(InviteError::Empty));
    assert_eq!(read(b"BEGIN:VCALENDAR\nEND:VCALENDAR", &now()), Ok(vec![]));
}

#[test]
fn one_unreadable_event_leaves_the_others_readable() {
    let text =
        calendar("DTSTART:20260304T140000Z\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:x\r\nDTSTART:20260230T140000Z");
    let all = read(text.as_bytes(), &now()).unwrap();
    assert!(all[0].start.is_some() && all[0].problem.is_none());
    assert!(all[1].start.is_none());
    assert!(all[1].problem.as_ref().unwrap().to_string().starts_with("line 10: DTSTART"));
}

#[test]
fn several_calendars_keep_their_methods() {
    let text =
        calendar("DTSTART:20260304T140000Z") + &calendar("DTSTART:20260304T150000Z").replace("REQUEST", "CANCEL");
    let all = read(text.as_bytes(), &now()).unwrap();
    assert_eq!((all[0].method, all[1].method), (Method::Request, Method::Cancel));
    assert!(all[1].cancelled);
}

proptest! {
    #[test]
    fn any_bytes_end_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        let _ = read(&bytes, &now());
    }

    #[test]
    fn any_damage_to_an_invite_ends_without_a_panic(
        cut in 0..900_usize, at in 0..900_usize, put in "[ -~\r\n\u{e9}]{0,8}",
    ) {
        let whole = calendar(
            "SEQUENCE:2\r\nDTSTART;TZID=X:20260304T140000\r\nDURATION:PT45M\r\nRRULE:FREQ=MONTHLY;BYDAY=-1MO,2TU;COUNT=9\r\n\
             EXDATE;TZID=X:20260304T140000\r\nRDATE;VALUE=PERIOD:20260304T140000Z/PT1H\r\nORGANIZER;CN=\"A, B\":mailto:a@b.example\r\n\
             DESCRIPTION:<p>x</p> https://acme.zoom.us/j/1\r\nEND:VEVENT\r\nBEGIN:VTIMEZONE\r\nTZID:X\r\nBEGIN:STANDARD\r\n\
             DTSTART:16011028T030000\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10;UNTIL=20300101\r\nTZOFFSETFROM:+0430\r\n\
             TZOFFSETTO:+0330\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT",
        );
        let mut text: Vec<u8> = whole.into_bytes();
        text.truncate(cut.max(1));
        let at = at.min(text.len());
        text.splice(at..at, put.into_bytes());
        let _ = read(&text, &now());
    }
}
