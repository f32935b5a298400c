//! An invite that is dropped, chosen or pasted: the interview and its people, its updates, its cancellation.

use super::desk::{BEFORE, Desk, nora};
use afterword::app::AppError;
use afterword::app::forms::{
    CalendarStamp, GroupForm, InterviewChoice, InterviewForm, OpportunityChoice, ParticipantForm, PersonForm,
};
use afterword::app::protocol::PageRequest;
use afterword::app::views::{ImportView, InviteStanding, InviteView};
use afterword::capture::invite::{Part, Participation};
use afterword::model::{FollowUpKind, Interview, InterviewKind, Role};

/// Two o'clock in Berlin on 10 March 2026; organised by a recruiter of Tidewater, with one who comes, one who may, a
/// room, somebody who declined, and the user.
fn invite(sequence: u32, start: &str, extra: &str) -> String {
    let hour = start.get(..2).unwrap().parse::<u32>().unwrap() + 1;
    let day = sequence + 1;
    format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:tide-1@cal.example\r\n\
         SEQUENCE:{sequence}\r\nDTSTAMP:2026020{day}T080000Z\r\nDTSTART;TZID=Europe/Berlin:20260310T{start}00\r\n\
         DTEND;TZID=Europe/Berlin:20260310T{hour}0000\r\nSUMMARY:Interview Data Engineer\r\n\
         LOCATION:Room Kelp\r\n\
         ORGANIZER;CN=Petra Seegras:mailto:petra.seegras@tidewater-labs.example\r\n\
         ATTENDEE;CN=Sam Applicant;PARTSTAT=NEEDS-ACTION:mailto:sam@gmail.com\r\n\
         ATTENDEE;CN=Okan Demir;PARTSTAT=ACCEPTED:mailto:okan.demir@tidewater-labs.example\r\n\
         ATTENDEE;ROLE=OPT-PARTICIPANT:mailto:lena.fjord@tidewater-labs.example\r\n\
         ATTENDEE;CUTYPE=ROOM;CN=Room Kelp:mailto:kelp@tidewater-labs.example\r\n\
         ATTENDEE;CN=Gone Away;PARTSTAT=DECLINED:mailto:gone@tidewater-labs.example\r\n\
         {extra}END:VEVENT\r\nEND:VCALENDAR\r\n"
    )
}

fn cancelled(sequence: u32) -> String {
    invite(sequence, "1400", "").replace("METHOD:REQUEST", "METHOD:CANCEL")
}

fn desk() -> Desk {
    let mut desk = Desk::at(BEFORE);
    let mut settings = desk.app.history().settings.clone();
    settings.applicant.email = "s.am+jobs@googlemail.com".into();
    desk.ask(PageRequest::SaveSettings { settings: Box::new(settings) }).unwrap();
    desk
}

fn only(import: ImportView) -> InviteView {
    match import {
        ImportView::Invites { mut invites, left_out: 0 } if invites.len() == 1 => invites.remove(0),
        other => panic!("{other:?}"),
    }
}

/// The form as it stands when nothing was changed in it.
fn form(view: &InviteView) -> GroupForm {
    let field = |field: &afterword::capture::reading::Field| field.value().unwrap_or_default().to_owned();
    let people = view.people.iter().filter(|met| !met.perhaps_user).map(|met| ParticipantForm {
        person: PersonForm {
            name: met.known.as_ref().map_or_else(|| field(&met.reading.name), |person| person.name.clone()),
            email: field(&met.reading.email),
            ..PersonForm::default()
        },
        role: met.role,
    });
    GroupForm {
        people: people.collect(),
        opportunity: Some(match view.opportunity {
            Some(id) => OpportunityChoice::Existing { id },
            None => OpportunityChoice::New { company: view.company.clone(), job_title: String::new() },
        }),
        interview: Some(InterviewChoice::New {
            interview: InterviewForm {
                id: view.known.as_ref().map(|known| known.interview.id),
                kind: view.interview_kind,
                start: view.start.unwrap(),
                end: view.end.unwrap(),
                zone: view.zone.clone(),
                place: view.place.clone(),
            },
        }),
        leave: Vec::new(),
        calendar: Some(view.calendar.clone()),
    }
}

fn stored(desk: &Desk) -> &Interview {
    let mut all = desk.app.history().interviews.values();
    let first = all.next().unwrap();
    assert!(all.next().is_none(), "one interview");
    &first.interview
}

#[test]
fn an_invite_becomes_an_interview_with_its_people() {
    let mut desk = desk();
    let facts = desk.app.facts().len();
    let view = only(desk.read(&invite(0, "1400", "")).unwrap());
    assert_eq!(desk.app.facts().len(), facts, "reading stores nothing");
    assert_eq!(view.standing, InviteStanding::New);
    assert_eq!((view.title.as_str(), view.place.as_str()), ("Interview Data Engineer", "Room Kelp"));
    assert_eq!(view.start.unwrap().to_string(), "2026-03-10T14:00:00");
    assert_eq!((view.zone.as_str(), view.company.as_str()), ("Europe/Berlin", "Tidewater Labs"));
    let people: Vec<_> = view
        .people
        .iter()
        .map(|met| (met.reading.name.value().unwrap(), met.part.unwrap(), met.status.unwrap(), met.perhaps_user))
        .collect();
    assert_eq!(
        people,
        [
            ("Petra Seegras", Part::Organiser, Participation::NeedsAction, false),
            ("Okan Demir", Part::Required, Participation::Accepted, false),
            ("Lena Fjord", Part::Optional, Participation::NeedsAction, false),
        ],
        "neither the user nor the room nor who declined"
    );

    let mut form = form(&view);
    form.people[0].role = Role::Recruiter;
    form.people.pop();
    let (action, said) = desk.save_group(form).unwrap();
    assert_eq!(said, "saved_interview_with");
    assert_eq!(desk.names(), ["Okan Demir", "Petra Seegras"]);
    let interview = stored(&desk);
    assert_eq!(interview.start, "2026-03-10T13:00:00Z".parse().unwrap());
    assert_eq!(interview.participants.iter().map(|p| p.role).collect::<Vec<_>>(), [Role::Recruiter, Role::Other]);
    assert_eq!((interview.calendar_uid.as_str(), interview.calendar_sequence), ("tide-1@cal.example", 0));
    desk.clock("2026-03-10T14:05:00Z");
    let thanks = desk.due().iter().filter(|kind| **kind == FollowUpKind::ThankYou).count();
    assert_eq!(thanks, 2, "each is thanked");

    desk.undo(action);
    assert!(desk.app.history().people.is_empty() && desk.app.history().interviews.is_empty(), "one undo for all of it");
}

#[test]
fn a_later_version_moves_the_interview_and_brings_who_is_new() {
    let mut desk = desk();
    let first = only(desk.read(&invite(0, "1400", "")).unwrap());
    let mut all = form(&first);
    all.people.pop();
    desk.save_group(all).unwrap();

    assert_eq!(only(desk.read(&invite(0, "1400", "")).unwrap()).standing, InviteStanding::Known);

    let bare = invite(0, "1400", "").replace("DTSTAMP", "X-STAMP");
    assert_eq!(only(desk.read(&bare).unwrap()).standing, InviteStanding::Known, "who was left out stays out");

    let view = only(desk.read(&invite(2, "1600", "")).unwrap());
    assert_eq!(view.standing, InviteStanding::Updates);
    let before = view.known.as_ref().unwrap();
    assert_eq!(before.interview.start, "2026-03-10T13:00:00Z".parse().unwrap(), "what it was");
    assert_eq!(view.start.unwrap().to_string(), "2026-03-10T16:00:00", "what it will be");
    assert_eq!(stored(&desk).start, before.interview.start, "nothing has moved yet");
    assert_eq!(view.people.iter().filter(|met| met.known.is_some()).count(), 2);

    let id = stored(&desk).id;
    let (action, _) = desk.save_group(form(&view)).unwrap();
    let moved = stored(&desk);
    assert_eq!((moved.id, moved.start), (id, "2026-03-10T15:00:00Z".parse().unwrap()));
    assert_eq!((moved.calendar_sequence, moved.participants.len()), (2, 3));
    assert_eq!(desk.app.history().people.len(), 3, "nobody twice");

    assert_eq!(only(desk.read(&invite(1, "1400", "")).unwrap()).standing, InviteStanding::Outdated);
    assert_eq!(only(desk.read(&invite(2, "1600", "")).unwrap()).standing, InviteStanding::Known);

    desk.undo(action);
    let back = stored(&desk);
    assert_eq!((back.start, back.participants.len()), ("2026-03-10T13:00:00Z".parse().unwrap(), 2));
}

#[test]
fn who_is_not_invited_any_more_is_shown_and_can_be_left_out() {
    let mut desk = desk();
    let view = only(desk.read(&invite(0, "1400", "")).unwrap());
    desk.save_group(form(&view)).unwrap();
    let without = invite(1, "1400", "").replace("okan.demir@", "nadia.brook@").replace("Okan Demir", "Nadia Brook");
    let view = only(desk.read(&without).unwrap());
    assert_eq!(view.standing, InviteStanding::Updates);
    assert_eq!(view.not_invited.iter().map(|person| person.name.as_str()).collect::<Vec<_>>(), ["Okan Demir"]);
    let mut form = form(&view);
    form.leave = vec![view.not_invited[0].id];
    desk.save_group(form).unwrap();
    assert_eq!(stored(&desk).participants.len(), 3);
    assert!(desk.names().contains(&"Okan Demir"), "only out of the interview");
}

#[test]
fn a_cancellation_calls_the_interview_off_and_can_be_undone() {
    let mut desk = desk();
    assert_eq!(only(desk.read(&cancelled(1)).unwrap()).standing, InviteStanding::CancelledUnknown);
    let view = only(desk.read(&invite(0, "1400", "")).unwrap());
    desk.save_group(form(&view)).unwrap();

    let view = only(desk.read(&cancelled(1)).unwrap());
    assert_eq!(view.standing, InviteStanding::Cancels);
    let interview = view.known.unwrap().interview.id;
    let request = PageRequest::CancelInterview { interview, calendar: Some(view.calendar) };
    let afterword::app::protocol::Response::Saved { action, .. } = desk.ask(request).unwrap() else { panic!() };
    assert!(desk.app.history().interviews[&interview].cancelled);
    desk.clock("2026-03-10T14:05:00Z");
    assert!(desk.due().is_empty(), "nobody is thanked for what did not take place");
    assert_eq!(only(desk.read(&cancelled(1)).unwrap()).standing, InviteStanding::Known);
    assert_eq!(only(desk.read(&invite(0, "1400", "")).unwrap()).standing, InviteStanding::Outdated);

    desk.undo(action);
    assert!(!desk.app.history().interviews[&interview].cancelled);
    assert_eq!(stored(&desk).calendar_sequence, 0);
}

#[test]
fn arranged_anew_after_a_cancellation() {
    let mut desk = desk();
    let view = only(desk.read(&invite(0, "1400", "")).unwrap());
    desk.save_group(form(&view)).unwrap();
    let view = only(desk.read(&cancelled(1)).unwrap());
    let interview = view.known.unwrap().interview.id;
    desk.ask(PageRequest::CancelInterview { interview, calendar: Some(view.calendar) }).unwrap();
    let view = only(desk.read(&invite(2, "1400", "")).unwrap());
    assert_eq!(view.standing, InviteStanding::Updates);
    desk.save_group(form(&view)).unwrap();
    assert!(!desk.app.history().interviews[&interview].cancelled);
}

#[test]
fn only_the_instance_that_is_meant_moves() {
    let mut desk = desk();
    let of = |instance: &str, start: &str, sequence: u32| {
        invite(sequence, start, &format!("RECURRENCE-ID;TZID=Europe/Berlin:20260310T{instance}00\r\n"))
    };
    let one = only(desk.read(&of("1400", "1400", 0)).unwrap());
    desk.save_group(form(&one)).unwrap();
    let other = only(desk.read(&of("1700", "1700", 0)).unwrap());
    assert_eq!(other.standing, InviteStanding::New, "another instance is another interview");
    desk.save_group(form(&other)).unwrap();
    let moved = only(desk.read(&of("1700", "1800", 1)).unwrap());
    assert_eq!(moved.standing, InviteStanding::Updates);
    assert_eq!(moved.known.unwrap().interview.start, "2026-03-10T16:00:00Z".parse().unwrap());
    assert_eq!(desk.app.history().interviews.len(), 2);
}

#[test]
fn an_interview_typed_before_its_invite_came_is_the_same_one() {
    let mut desk = desk();
    let mut typed = nora();
    if let Some(InterviewChoice::New { interview }) = &mut typed.interview {
        interview.start = "2026-03-10T14:00".parse().unwrap();
        interview.end = "2026-03-10T15:00".parse().unwrap();
    }
    typed.person.company = "Tidewater Labs GmbH".into();
    typed.opportunity =
        Some(OpportunityChoice::New { company: "Tidewater Labs GmbH".into(), job_title: "Data Engineer".into() });
    desk.save(typed).unwrap();
    let view = only(desk.read(&invite(0, "1400", "")).unwrap());
    let opportunity = *desk.app.history().opportunities.keys().next().unwrap();
    assert_eq!(view.opportunity, Some(opportunity), "found by the organiser's company");
    desk.save_group(form(&view)).unwrap();
    let interview = stored(&desk);
    assert_eq!((interview.participants.len(), interview.place.as_str()), (4, "Room Kelp"));
    assert_eq!(only(desk.read(&invite(0, "1400", "")).unwrap()).standing, InviteStanding::Known);
}

#[test]
fn who_never_said_their_own_address_is_found_among_the_invited() {
    let mut desk = Desk::at(BEFORE);
    let view = only(desk.read(&invite(0, "1400", "")).unwrap());
    let perhaps: Vec<_> =
        view.people.iter().filter(|met| met.perhaps_user).map(|met| met.reading.name.value().unwrap()).collect();
    assert_eq!(perhaps, ["Sam Applicant"]);
}

#[test]
fn a_broken_file_names_its_line_and_changes_nothing() {
    let mut desk = desk();
    let view = only(desk.read(&invite(0, "1400", "")).unwrap());
    desk.save_group(form(&view)).unwrap();
    let facts = desk.app.facts().to_vec();
    let whole = invite(3, "1600", "");
    let cases = [
        (String::new(), "invite-empty", None),
        ("Dear Sam, see you on Tuesday".to_owned(), "file-foreign", None),
        ("<html><body>BEGIN here".to_owned(), "file-foreign", None),
        (whole.split("END:VEVENT").next().unwrap().to_owned(), "invite-cut-short", Some("4")),
        (whole.replace("20260310T160000", "tomorrow at four"), "invite-bad-value", Some("8")),
    ];
    for (file, code, line) in cases {
        let error = desk.read(&file).unwrap_err();
        assert_eq!(error.code(), code, "{file}");
        if let Some(line) = line {
            let message = serde_json::to_value(error.view().message).unwrap();
            assert_eq!(message["args"][0]["text"], line, "{message}");
        }
    }
    assert_eq!(desk.app.facts(), facts);
}

#[test]
fn an_answer_to_an_invite_is_no_interview() {
    let mut desk = desk();
    let reply = invite(0, "1400", "").replace("METHOD:REQUEST", "METHOD:REPLY");
    assert_eq!(only(desk.read(&reply).unwrap()).standing, InviteStanding::Reply);
}

#[test]
fn a_whole_calendar_shows_what_is_next() {
    let mut desk = desk();
    let event = |n: usize, day: &str| {
        format!("BEGIN:VEVENT\r\nUID:e{n}\r\nDTSTART:{day}T120000Z\r\nSUMMARY:Event {n}\r\nEND:VEVENT\r\n")
    };
    let mut events: String = (0..60).map(|n| event(n, "20240105")).collect();
    events.push_str(&event(99, "20260401"));
    events.push_str(&event(98, "20260310"));
    let read = desk.read(&format!("BEGIN:VCALENDAR\r\n{events}END:VCALENDAR\r\n")).unwrap();
    let ImportView::Invites { invites, left_out } = read else { panic!() };
    assert_eq!((invites[0].title.as_str(), invites[1].title.as_str()), ("Event 98", "Event 99"));
    assert_eq!((invites.len(), left_out), (50, 12));
}

#[test]
fn what_the_form_gets_wrong_is_refused_whole() {
    let mut desk = desk();
    let view = only(desk.read(&invite(0, "1400", "")).unwrap());
    let facts = desk.app.facts().len();
    let mut bad = form(&view);
    bad.people[1].person.name = String::new();
    assert_eq!(desk.save_group(bad).unwrap_err(), AppError::NameMissing);
    let mut bad = form(&view);
    bad.opportunity = None;
    assert_eq!(desk.save_group(bad).unwrap_err(), AppError::OpportunityMissing);
    let mut many = form(&view);
    many.people = vec![many.people[0].clone(); 501];
    assert_eq!(desk.save_group(many).unwrap_err().code(), "too-many");
    assert_eq!(desk.app.facts().len(), facts, "half of a group was stored");
}

#[test]
fn a_phone_screen_is_told_by_its_title_and_an_all_day_event_has_no_time() {
    let mut desk = desk();
    let phone = invite(0, "1400", "").replace("Interview Data", "Phone screen Data");
    assert_eq!(only(desk.read(&phone).unwrap()).interview_kind, InterviewKind::PhoneScreen);
    let day =
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:x\nDTSTART;VALUE=DATE:20260311\nSUMMARY:Onsite\nEND:VEVENT\nEND:VCALENDAR";
    let view = only(desk.read(day).unwrap());
    assert!(view.all_day);
    assert_eq!(view.start.unwrap().date().to_string(), "2026-03-11");
    assert_eq!(view.calendar, CalendarStamp { uid: "x".into(), ..CalendarStamp::default() });
}
