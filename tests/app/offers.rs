//! What a compose window asks when nobody known is written to.

use super::desk::{AFTER, BEFORE, Desk, nora};
use afterword::app::AppError;
use afterword::app::protocol::{ContentRequest, PageRequest, Response};
use afterword::app::views::{PanelAsk, PanelView};
use afterword::model::{ActionId, FollowUpKind};

const PRIVATE: &str = "Nora Lindqvist <nora.l@letterbox.example>";

fn thanks_are_due() -> Desk {
    let mut desk = Desk::at(BEFORE);
    desk.save(nora()).unwrap();
    desk.clock(AFTER);
    desk
}

fn sent(desk: &mut Desk, request: ContentRequest) -> ActionId {
    match desk.ask_from_webmail(request).unwrap() {
        Response::Sent { action } => action,
        other => panic!("{other:?}"),
    }
}

fn panel_on(desk: &mut Desk, site: &str) -> PanelView {
    let recipients = vec!["nora@brightwell.example".to_owned()];
    match desk.ask_from_webmail(ContentRequest::Compose { recipients, site: site.into() }).unwrap() {
        Response::Panel { panel } => *panel.unwrap(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_empty_window_is_offered_whom_to_thank_and_learns_the_address_only_when_asked() {
    let mut desk = Desk::at(BEFORE);
    desk.save(nora()).unwrap();
    assert!(desk.panel(&[]).is_none(), "nothing is due before the interview");
    desk.clock(AFTER);
    let offer = desk.panel(&[]).unwrap();
    assert_eq!((offer.ask, offer.follow_up.kind), (PanelAsk::Offer, FollowUpKind::ThankYou));
    assert!(!offer.can_insert);
    assert!(!serde_json::to_string(&offer).unwrap().contains('@'));
    let follow_up = offer.follow_up;
    match desk.ask_from_webmail(ContentRequest::Addressee { follow_up }).unwrap() {
        Response::Addressee { name, address } => {
            assert_eq!((name.as_str(), address.as_str()), ("Nora Lindqvist", "nora@brightwell.example"));
        }
        other => panic!("{other:?}"),
    }
    desk.ask_from_webmail(ContentRequest::AlreadyDone {
        follow_up,
        recipients: vec!["nora@brightwell.example".into()],
    })
    .unwrap();
    assert!(desk.panel(&[]).is_none(), "thanked already");
    let again = desk.ask_from_webmail(ContentRequest::Addressee { follow_up });
    assert_eq!(again.unwrap_err(), AppError::NotAllowed);
}

#[test]
fn whoever_bears_the_name_is_asked_about_and_one_press_adds_the_address() {
    let mut desk = thanks_are_due();
    let asked = desk.panel(&[PRIVATE]).unwrap();
    assert_eq!(asked.ask, PanelAsk::SamePerson);
    assert!(!asked.can_insert);
    assert!(!serde_json::to_string(&asked).unwrap().contains("brightwell.example"), "the address known is not shown");
    let action = sent(&mut desk, ContentRequest::SamePerson { recipients: vec![PRIVATE.into()] });
    assert_eq!(desk.panel(&["nora.l@letterbox.example"]).unwrap().ask, PanelAsk::Write);
    let person = desk.app.history().people.values().next().unwrap().person.clone();
    assert!(person.emails.iter().any(|email| email.address == "nora.l@letterbox.example" && email.checked));
    desk.ask_from_webmail(ContentRequest::Undo { action }).unwrap();
    assert_eq!(desk.panel(&[PRIVATE]).unwrap().ask, PanelAsk::SamePerson);
}

#[test]
fn whoever_is_somebody_else_is_not_asked_about_again() {
    let mut desk = thanks_are_due();
    let no = || ContentRequest::NotSamePerson { recipients: vec![PRIVATE.into()] };
    let action = sent(&mut desk, no());
    for recipient in [PRIVATE, "Nora Lindqvist <NORA.L@letterbox.example>"] {
        assert!(desk.panel(&[recipient]).is_none(), "{recipient}");
    }
    assert_eq!(desk.ask_from_webmail(no()).unwrap_err(), AppError::NotAllowed, "said twice");
    let yes = ContentRequest::SamePerson { recipients: vec![PRIVATE.into()] };
    assert_eq!(desk.ask_from_webmail(yes).unwrap_err(), AppError::NotAllowed, "the question is settled");
    assert_eq!(desk.panel(&["nora.lindqvist@elsewhere.example"]).unwrap().ask, PanelAsk::SamePerson, "another address");
    assert_eq!(desk.panel(&["nora@brightwell.example"]).unwrap().ask, PanelAsk::Write, "her own");
    desk.ask_from_webmail(ContentRequest::Undo { action }).unwrap();
    assert_eq!(desk.panel(&[PRIVATE]).unwrap().ask, PanelAsk::SamePerson);
}

#[test]
fn who_was_told_apart_by_the_address_is_no_twin_once_saved_with_it() {
    let mut desk = thanks_are_due();
    let nora_id = *desk.app.history().people.keys().next().unwrap();
    let action = sent(&mut desk, ContentRequest::NotSamePerson { recipients: vec![PRIVATE.into()] });
    let mut namesake = nora();
    namesake.person.email = "nora.l@letterbox.example".into();
    namesake.person.linkedin = String::new();
    namesake.interview = None;
    let twins = |desk: &mut Desk, id| match desk.ask(PageRequest::Person { person: id }).unwrap() {
        Response::Person { person } => person.twins.iter().map(|twin| twin.person.id).collect::<Vec<_>>(),
        other => panic!("{other:?}"),
    };
    let (_, other, _) = desk.save(namesake).unwrap();
    assert_ne!(other, nora_id);
    assert!(!twins(&mut desk, nora_id).contains(&other));
    desk.ask_from_webmail(ContentRequest::Undo { action }).unwrap();
    assert!(twins(&mut desk, nora_id).contains(&other));
}

#[test]
fn putting_off_beyond_the_right_time_is_said_before() {
    let mut desk = thanks_are_due();
    assert_eq!(panel_on(&mut desk, "gmail").snooze_warning, None);
    desk.clock("2026-03-05T12:30:00Z");
    let warning = panel_on(&mut desk, "gmail").snooze_warning.unwrap();
    assert_eq!(warning.key, "panel_snooze_late");
}

#[test]
fn a_name_in_the_address_is_enough_to_ask_and_a_stranger_is_not_asked_about() {
    let mut desk = thanks_are_due();
    assert_eq!(desk.panel(&["nora.lindqvist@letterbox.example"]).unwrap().ask, PanelAsk::SamePerson);
    let strangers = ["nora@letterbox.example", "Nora Winter <nora.w@letterbox.example>", "nl@letterbox.example"];
    for stranger in strangers {
        assert!(desk.panel(&[stranger]).is_none(), "{stranger}");
        let claim = ContentRequest::SamePerson { recipients: vec![stranger.into()] };
        assert_eq!(desk.ask_from_webmail(claim).unwrap_err(), AppError::NotAllowed);
    }
    assert!(desk.panel(&[PRIVATE, "somebody@else.example"]).is_none(), "which of the two?");
    let claim = ContentRequest::SamePerson { recipients: vec!["nora@brightwell.example".into()] };
    assert_eq!(desk.ask_from_webmail(claim).unwrap_err(), AppError::NotAllowed, "the address is known");
}

#[test]
fn two_of_one_name_are_not_guessed_between() {
    let mut desk = Desk::at(BEFORE);
    desk.save(nora()).unwrap();
    let mut other = nora();
    other.person.email = "n.lindqvist@farfield.example".into();
    other.person.company = "Farfield".into();
    other.person.linkedin = "https://www.linkedin.com/in/nora-lindqvist-2/".into();
    desk.save(other).unwrap();
    desk.clock(AFTER);
    assert!(desk.panel(&[PRIVATE]).is_none());
}

#[test]
fn a_panel_that_was_made_small_stays_small_on_that_site() {
    let mut desk = thanks_are_due();
    assert!(!panel_on(&mut desk, "gmail").folded);
    let fold = |folded| ContentRequest::Fold { site: "gmail".into(), folded };
    let planned = |desk: &Desk| desk.app.with_index(desk.now, "Europe/Berlin", |index| index.planned());
    let before = planned(&desk);
    assert!(before > 0);
    desk.ask_from_webmail(fold(true)).unwrap();
    let facts = desk.app.facts().len();
    desk.ask_from_webmail(fold(true)).unwrap();
    assert_eq!(desk.app.facts().len(), facts, "said twice, stored once");
    assert!(panel_on(&mut desk, "gmail").folded);
    assert!(!panel_on(&mut desk, "outlook").folded);
    assert_eq!(planned(&desk), before, "nothing is planned anew for it");
    desk.ask_from_webmail(fold(false)).unwrap();
    assert!(!panel_on(&mut desk, "gmail").folded);
    for site in ["", "https://evil.example/?x", &"x".repeat(1_000)] {
        desk.ask_from_webmail(ContentRequest::Fold { site: site.into(), folded: true }).unwrap();
    }
    for number in 0..100 {
        desk.ask_from_webmail(ContentRequest::Fold { site: format!("site-{number}"), folded: true }).unwrap();
    }
    assert!(desk.app.history().settings.folded_panels.len() <= 30);
}

#[test]
fn what_was_just_sent_is_told_for_a_moment_with_its_way_back() {
    let mut desk = thanks_are_due();
    assert!(matches!(desk.ask_from_webmail(ContentRequest::JustSent).unwrap(), Response::Done));
    let recipients = vec!["nora@brightwell.example".to_owned()];
    let follow_up = panel_on(&mut desk, "roundcube").follow_up;
    let action = sent(
        &mut desk,
        ContentRequest::Sent { follow_up, recipients, subject: "Thanks".into(), text: "Thank you.".into() },
    );
    assert_eq!(sent(&mut desk, ContentRequest::JustSent), action);
    desk.clock("2026-03-03T14:05:21Z");
    assert!(matches!(desk.ask_from_webmail(ContentRequest::JustSent).unwrap(), Response::Done));
    desk.clock(AFTER);
    desk.ask_from_webmail(ContentRequest::Undo { action }).unwrap();
    assert!(matches!(desk.ask_from_webmail(ContentRequest::JustSent).unwrap(), Response::Done));
}
