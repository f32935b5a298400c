//! The open mail: whom it is from, who else is in it, which times it names, what hangs on it.

#[path = "../common/html.rs"]
mod html;

use super::desk::{BEFORE, Desk, nora};
use afterword::app::forms::{InterviewChoice, ParticipantForm, PersonForm};
use afterword::app::protocol::{PageRequest, Response};
use afterword::app::views::{MailView, MetView, TabView};
use afterword::capture::reading::PersonReading;
use afterword::model::{PersonId, Role};

const INBOX: &str = "https://mail.google.com/mail/u/0/#inbox/1";

/// A message of Monday, 2 March 2026, from Petra to the user and two more.
fn message(body: &str, more: &str) -> String {
    format!(
        r#"<h2 class=hP>Your interview</h2><div class="adn ads"><div class="gs"><h3 class="iw">
        <span email="petra@tidewater.example" name="Petra Seegras" class="gD"><span>Petra Seegras</span></span></h3>
        <table><tr><td class="gH"><span class="g3" title="2 Mar 2026, 09:00">Mar 2</span></td></tr></table>
        <div class="hb">to <span class="g2" email="sam@home.example" name="me">me</span>,
        <span class="g2" email="okan@tidewater.example" name="Okan Demir">Okan</span>,
        <span class="g2" email="nora@brightwell.example" name="Nora Lindqvist">Nora</span>,
        <span class="g2" email="calendar-notification@google.com" name="Calendar">Calendar</span></div>
        <div class="ii gt"><div class="a3s">{body}</div>{more}</div></div></div>"#
    )
}

fn open(desk: &mut Desk, page: &str) -> (PersonReading, Option<PersonId>, MailView) {
    let request = PageRequest::ReadSnapshot { snapshot: Box::new(html::snapshot(INBOX, page)) };
    match desk.ask(request).unwrap() {
        Response::Tab { tab } => match *tab {
            TabView::Person { reading, known, mail, .. } => {
                (*reading, known.map(|view| view.person.id), *mail.expect("a mail"))
            }
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

fn names(people: &[MetView]) -> Vec<&str> {
    people.iter().filter_map(|met| met.reading.name.value()).collect()
}

#[test]
fn everybody_else_in_the_mail_is_offered_and_saved_with_the_interview() {
    let mut desk = Desk::at(BEFORE);
    let (_, known, _) = desk.save(nora()).unwrap();
    let (person, _, mail) = open(&mut desk, &message("Hello Sam,<br>until soon", ""));
    assert_eq!(person.name.value(), Some("Petra Seegras"));
    assert_eq!(names(&mail.others), ["Okan Demir", "Nora Lindqvist"], "not the user, not a machine");
    assert_eq!(mail.others[1].known.as_ref().unwrap().id, known);
    assert_eq!(mail.others[1].role, Role::HiringManager);

    let mut form = nora();
    form.person = PersonForm { name: "Petra Seegras".into(), email: "petra@tidewater.example".into(), ..form.person };
    form.person.linkedin = String::new();
    let okan =
        PersonForm { name: "Okan Demir".into(), email: "okan@tidewater.example".into(), ..PersonForm::default() };
    form.others = vec![ParticipantForm { person: okan, role: Role::Peer }];
    if let Some(InterviewChoice::New { interview }) = &mut form.interview {
        interview.start = "2026-03-05T10:00".parse().unwrap();
        interview.end = "2026-03-05T11:00".parse().unwrap();
    }
    let (action, person, _) = desk.save(form).unwrap();
    let history = desk.app.history();
    assert_eq!(history.interviews_with(person)[0].interview.participants.len(), 2);
    desk.undo(action);
    assert_eq!(desk.names(), ["Nora Lindqvist"]);
}

#[test]
fn the_users_own_mail_is_about_whom_it_went_to() {
    let mut desk = Desk::at(BEFORE);
    let mut settings = desk.app.history().settings.clone();
    settings.applicant.email = "petra@tidewater.example".into();
    desk.ask(PageRequest::SaveSettings { settings: Box::new(settings) }).unwrap();
    let page = message("Dear Okan,<br>thank you<br>--<br>Petra Seegras<br>Director, Tidewater", "");
    let page = page.replace("name=\"me\"", "name=\"Sam\"");
    let (person, _, mail) = open(&mut desk, &page);
    assert_eq!(person.name.value(), Some("Sam"));
    assert!(person.title.is_empty(), "the user's own signature is nobody else's");
    assert_eq!(names(&mail.others), ["Okan Demir", "Nora Lindqvist"]);
}

#[test]
fn times_in_the_mail_are_candidates_with_their_words() {
    let mut desk = Desk::at(BEFORE);
    let body = "Could you come on Thursday at 2:00 PM EST? Or else on March 10, 10:00-11:30 am, \
                whichever suits.<blockquote>We met on 1 January at 9:00</blockquote>";
    let (_, _, mail) = open(&mut desk, &message(body, ""));
    let times: Vec<_> = mail
        .times
        .iter()
        .map(|found| (found.date.to_string(), found.time.map(|time| time.to_string()), found.minutes))
        .collect();
    // Relative to the mail's Monday; two o'clock in New York is eight in Berlin.
    assert_eq!(times[0], ("2026-03-05".to_owned(), Some("20:00:00".to_owned()), None), "{:?}", mail.times);
    assert!(mail.times[0].words.contains("2:00 PM EST"), "{:?}", mail.times);
    assert!(times.contains(&("2026-03-10".to_owned(), Some("10:00:00".to_owned()), Some(90))), "{times:?}");
    assert!(times.iter().all(|(date, ..)| date != "2026-01-01"), "what is quoted is old");
    let (_, _, mail) = open(&mut desk, &message("Hello, thank you for your letter.", ""));
    assert!(mail.times.is_empty(), "{:?}", mail.times);
}

#[test]
fn an_attached_invite_is_named_and_one_in_the_text_is_read() {
    let mut desk = Desk::at(BEFORE);
    let attached = r#"<div class="aQH"><a href="https://mail.google.com/mail/u/0?attid=0.1&disp=safe" download_url="text/calendar:invite.ics:https://mail.google.com/x"
        class="aQy" aria-label="invite.ics">invite.ics</a></div>"#;
    let (_, _, mail) = open(&mut desk, &message("See the invite.", attached));
    assert!(mail.invite.is_none());
    assert!(mail.attached.len() <= 1, "{:?}", mail.attached);
    let linked = r#"Put it into your calendar: <a href="https://meet.example/i/42.ics?x=1">calendar file</a>"#;
    let (_, _, mail) = open(&mut desk, &message(linked, ""));
    assert_eq!(mail.attached, ["calendar file"], "it cannot be opened from here, so it is named");
    let text = "BEGIN:VCALENDAR<br>BEGIN:VEVENT<br>UID:in-text<br>DTSTART:20260312T090000Z<br>SUMMARY:Interview<br>\
                END:VEVENT<br>END:VCALENDAR";
    let (_, _, mail) = open(&mut desk, &message(text, ""));
    let invite = mail.invite.unwrap();
    assert_eq!(invite.start.unwrap().to_string(), "2026-03-12T10:00:00");
}
