//! What can be done with one follow-up: put off, done elsewhere, sent another way, skipped; and what it lacks.

use super::desk::{AFTER, BEFORE, Desk, nora};
use afterword::app::AppError;
use afterword::app::forms::OpportunityForm;
use afterword::app::protocol::{PageRequest, Response};
use afterword::app::views::{CallView, SnoozeView, StepView};
use afterword::followup::{OpenerKind, SnoozeChoice, StepState};
use afterword::model::{ActionId, Applicant, Channel, FollowUpId, FollowUpKind, Message, Notes, Stage};

/// Nora's interview has been over for five minutes.
fn interviewed() -> Desk {
    let mut desk = Desk::at(BEFORE);
    desk.save(nora()).unwrap();
    desk.clock(AFTER);
    desk
}

fn step(desk: &mut Desk, kind: FollowUpKind) -> StepView {
    let agenda = desk.agenda();
    let found = agenda.due.into_iter().chain(agenda.next).find(|step| step.kind == kind);
    found.unwrap_or_else(|| panic!("no {kind:?}"))
}

fn saved(desk: &mut Desk, request: PageRequest) -> Result<(ActionId, Message), AppError> {
    match desk.ask(request)? {
        Response::Saved { action, message, .. } => Ok((action, message)),
        other => panic!("{other:?}"),
    }
}

fn history(desk: &mut Desk) -> Vec<StepView> {
    let person = *desk.app.history().people.keys().next().unwrap();
    desk.person(person).history
}

fn elsewhere(follow_up: FollowUpId, channel: Channel, at: Option<&str>) -> PageRequest {
    PageRequest::DoneElsewhere { follow_up, channel, at: at.map(|at| at.parse().unwrap()) }
}

#[test]
fn thanked_by_post_is_told_with_its_time_and_can_be_taken_back() {
    let mut desk = interviewed();
    let thanks = step(&mut desk, FollowUpKind::ThankYou).id;
    desk.clock("2026-03-04T09:00:00Z");
    let (action, said) = saved(&mut desk, elsewhere(thanks, Channel::Letter, Some("2026-03-03T18:30"))).unwrap();
    assert_eq!(said.key, "saved_done_for");
    let told = history(&mut desk).into_iter().find(|step| step.kind == FollowUpKind::ThankYou).unwrap();
    assert_eq!(told.state, StepState::Done { at: "2026-03-03T17:30:00Z".parse().unwrap() });
    assert_eq!(told.went_by, Some(Channel::Letter));
    desk.undo(action);
    assert!(desk.due().contains(&FollowUpKind::ThankYou));

    saved(&mut desk, elsewhere(thanks, Channel::InPerson, None)).unwrap();
    let told = history(&mut desk).into_iter().find(|step| step.kind == FollowUpKind::ThankYou).unwrap();
    assert_eq!((told.state, told.went_by), (StepState::Done { at: desk.now }, Some(Channel::InPerson)));
}

#[test]
fn nobody_was_thanked_before_the_end_or_in_the_future() {
    let mut desk = interviewed();
    let thanks = step(&mut desk, FollowUpKind::ThankYou).id;
    let facts = desk.app.facts().len();
    let end = "2026-03-03T14:00:00Z".parse().unwrap();
    let early = saved(&mut desk, elsewhere(thanks, Channel::Email, Some("2026-03-03T14:59"))).unwrap_err();
    assert_eq!(early, AppError::BeforeTheEnd(end));
    let future = saved(&mut desk, elsewhere(thanks, Channel::Email, Some("2026-03-03T15:06"))).unwrap_err();
    assert_eq!(future, AppError::InFuture);
    desk.clock(BEFORE);
    let now = saved(&mut desk, elsewhere(thanks, Channel::Telephone, None)).unwrap_err();
    assert_eq!(now, AppError::TooEarly);
    assert_eq!(desk.app.facts().len(), facts, "nothing was stored");
    desk.clock(AFTER);
    saved(&mut desk, elsewhere(thanks, Channel::Email, Some("2026-03-03T15:00"))).unwrap();
}

#[test]
fn what_was_skipped_says_why() {
    let mut desk = interviewed();
    let thanks = step(&mut desk, FollowUpKind::ThankYou).id;
    let reason = "  We met again\n on the train ".to_owned();
    let (action, _) = saved(&mut desk, PageRequest::Skip { follow_up: thanks, reason }).unwrap();
    let told = history(&mut desk).into_iter().find(|step| step.kind == FollowUpKind::ThankYou).unwrap();
    assert_eq!((told.state, told.skip_reason.as_str()), (StepState::Skipped, "We met again on the train"));
    assert!(!desk.due().contains(&FollowUpKind::ThankYou));
    desk.undo(action);
    assert!(desk.due().contains(&FollowUpKind::ThankYou));
}

fn snoozes(desk: &mut Desk, follow_up: FollowUpId, date: Option<&str>) -> Vec<SnoozeView> {
    let date = date.map(|date| date.parse().unwrap());
    match desk.ask(PageRequest::Snoozes { follow_up, date }).unwrap() {
        Response::Snoozes { snoozes } => snoozes,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_snooze_beyond_the_right_time_says_so_before_and_after() {
    let mut desk = interviewed();
    let thanks = step(&mut desk, FollowUpKind::ThankYou).id;
    let known = snoozes(&mut desk, thanks, Some("2026-03-05"));
    let late: Vec<bool> = known.iter().map(|snooze| snooze.warning.is_some()).collect();
    assert_eq!(late, [false, false, true, false], "{known:#?}");
    assert_eq!(known[1].until, "2026-03-04T08:00:00Z".parse().unwrap());
    assert_eq!(snoozes(&mut desk, thanks, Some("2026-03-01")).len(), 3, "a day that is over is not offered");

    let put_off = |choice| PageRequest::Snooze { follow_up: thanks, choice };
    let (_, said) = saved(&mut desk, put_off(SnoozeChoice::TomorrowMorning)).unwrap();
    assert_eq!(said.key, "saved_snoozed");
    let (_, said) = saved(&mut desk, put_off(SnoozeChoice::Monday)).unwrap();
    assert_eq!(said.key, "saved_snoozed_late", "the last word says that it is late");
    let over = saved(&mut desk, put_off(SnoozeChoice::On { date: "2026-03-01".parse().unwrap() })).unwrap_err();
    assert_eq!(over, AppError::DayOver);
}

#[test]
fn another_way_is_the_users_choice_and_only_where_it_makes_sense() {
    let mut desk = interviewed();
    let thanks = step(&mut desk, FollowUpKind::ThankYou);
    assert_eq!((thanks.channel, thanks.lacks_address), (Channel::Email, false));
    let choose = |follow_up, channel| PageRequest::ChooseChannel { follow_up, channel };
    let (action, said) = saved(&mut desk, choose(thanks.id, Channel::Telephone)).unwrap();
    assert_eq!(said.key, "saved_channel");
    let by_phone = step(&mut desk, FollowUpKind::ThankYou);
    assert_eq!((by_phone.channel, by_phone.channel_reason), (Channel::Telephone, None));
    assert!(by_phone.lacks_address, "nobody knows her number");
    desk.undo(action);
    assert_eq!(step(&mut desk, FollowUpKind::ThankYou).channel, Channel::Email);

    assert_eq!(saved(&mut desk, choose(thanks.id, Channel::InPerson)).unwrap_err(), AppError::NotAllowed);
    let notes = step(&mut desk, FollowUpKind::Notes).id;
    assert_eq!(saved(&mut desk, choose(notes, Channel::Email)).unwrap_err(), AppError::NotAllowed);
}

#[test]
fn what_is_lacking_to_reach_somebody_is_filled_in_at_the_step() {
    let mut desk = interviewed();
    let thanks = step(&mut desk, FollowUpKind::ThankYou).id;
    let fill =
        |field: &str, text: &str| PageRequest::Complete { follow_up: thanks, field: field.into(), text: text.into() };
    let ways = [
        (Channel::Telephone, "person.phone", "call me", "+49 30 901820"),
        (Channel::Linkedin, "person.linkedin", "https://example.com/nora", "linkedin.com/in/nora-l"),
        (Channel::Email, "person.email", "nora at brightwell", "nora@brightwell.example"),
    ];
    for (channel, field, wrong, right) in ways {
        let mut person = desk.app.history().people.values().next().unwrap().person.clone();
        (person.emails, person.linkedin) = (Vec::new(), None);
        let request = PageRequest::ChooseChannel { follow_up: thanks, channel };
        saved(&mut desk, request).unwrap();
        let bare = afterword::model::Happening::PersonSaved { person };
        desk.record(bare);
        assert!(step(&mut desk, FollowUpKind::ThankYou).lacks_address, "{field}");
        let refused = saved(&mut desk, fill(field, wrong)).unwrap_err().code();
        assert!(refused.ends_with("malformed") && refused != "malformed", "{field}: {refused}");
        saved(&mut desk, fill(field, right)).unwrap();
        assert!(!step(&mut desk, FollowUpKind::ThankYou).lacks_address, "{field}");
    }
    let request = PageRequest::ChooseChannel { follow_up: thanks, channel: Channel::Letter };
    saved(&mut desk, request).unwrap();
    saved(&mut desk, fill("person.postal_address", "1 Mill Lane\nNorwich")).unwrap();
    let by_post = step(&mut desk, FollowUpKind::ThankYou);
    assert!(!by_post.lacks_address);
    assert_eq!(by_post.person.unwrap().postal_address, "1 Mill Lane\nNorwich");
}

fn opportunity_form(desk: &Desk) -> OpportunityForm {
    let opportunity = desk.app.history().opportunities.values().next().unwrap().opportunity.clone();
    OpportunityForm {
        id: Some(opportunity.id),
        company: opportunity.company,
        job_title: opportunity.job_title,
        ..OpportunityForm::default()
    }
}

fn save_opportunity(desk: &mut Desk, change: impl FnOnce(&mut OpportunityForm)) {
    let mut form = opportunity_form(desk);
    change(&mut form);
    saved(desk, PageRequest::SaveOpportunity { form: Box::new(form) }).unwrap();
}

#[test]
fn a_further_letter_waits_for_a_new_fact_noted_at_the_step() {
    let mut desk = interviewed();
    save_opportunity(&mut desk, |form| form.cadence = "persistent".into());
    desk.clock("2026-03-10T15:00:00Z");
    let letter = step(&mut desk, FollowUpKind::Letter);
    assert!(letter.needs_new_fact);
    let field = "opportunity.new_fact".to_owned();
    let text = "I passed the cloud exam".to_owned();
    saved(&mut desk, PageRequest::Complete { follow_up: letter.id, field, text }).unwrap();
    assert!(!step(&mut desk, FollowUpKind::Letter).needs_new_fact);
    let Response::Draft { draft } = desk.ask(PageRequest::Draft { follow_up: letter.id }).unwrap() else { panic!() };
    assert!(draft.text.contains("cloud exam"), "{}", draft.text);
}

fn call(desk: &mut Desk, follow_up: FollowUpId) -> Option<CallView> {
    match desk.ask(PageRequest::Draft { follow_up }).unwrap() {
        Response::Draft { draft } => draft.call.map(|call| *call),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_call_has_its_card_with_openers_number_and_half_a_minute_for_the_machine() {
    let mut desk = interviewed();
    let mut settings = desk.app.history().settings.clone();
    settings.applicant = Applicant {
        name: "Ida Fox".into(),
        phone: "+49 30 901820".into(),
        headline_facts: vec!["six years of night batches".into()],
        ..Applicant::default()
    };
    saved(&mut desk, PageRequest::SaveSettings { settings: Box::new(settings) }).unwrap();
    let thanks = step(&mut desk, FollowUpKind::ThankYou).id;
    let interview = thanks.interview.unwrap();
    let notes = Notes { common_ground: "sailing".into(), question: "how a batch is tested".into(), ..Notes::default() };
    saved(&mut desk, PageRequest::SaveNotes { interview, person: None, notes: Box::new(notes) }).unwrap();
    assert_eq!(call(&mut desk, thanks), None, "an e-mail needs no call card");
    saved(&mut desk, elsewhere(thanks, Channel::Email, None)).unwrap();

    desk.clock("2026-03-10T15:00:00Z");
    let check_in = step(&mut desk, FollowUpKind::CheckIn);
    assert_eq!(check_in.channel, Channel::Telephone);
    let fill = PageRequest::Complete { follow_up: check_in.id, field: "person.phone".into(), text: "0151 23".into() };
    saved(&mut desk, fill).unwrap();
    let view = call(&mut desk, check_in.id).unwrap();
    assert_eq!(view.card.phones, ["0151 23"]);
    let openers: Vec<_> = view.card.openers.iter().map(|opener| (opener.about, opener.text.as_str())).collect();
    let expected = [
        (OpenerKind::Special, "six years of night batches"),
        (OpenerKind::CommonGround, "sailing"),
        (OpenerKind::SharedInterest, "how a batch is tested"),
    ];
    assert_eq!(openers, expected);
    assert_eq!(view.last_contact.unwrap().key, "title_thank_you");
    let voicemail = view.voicemail.unwrap();
    assert!(voicemail.seconds <= 30, "{voicemail:?}");
    assert!(voicemail.text.contains("Ida Fox") && voicemail.text.contains("901820"), "{}", voicemail.text);

    // Later they have heard by telephone, not only by the thank-you.
    saved(&mut desk, elsewhere(check_in.id, Channel::Telephone, None)).unwrap();
    let again = step(&mut desk, FollowUpKind::CheckIn);
    let view = call(&mut desk, again.id).unwrap();
    assert_eq!(view.last_contact.unwrap().key, "title_check_in");
}

#[test]
fn what_suits_a_firm_decides_how_it_is_followed_up() {
    let mut desk = interviewed();
    let way = |desk: &mut Desk| {
        let step = step(desk, FollowUpKind::CheckIn);
        (step.channel, step.channel_reason.map(|reason| reason.key.into_owned()).unwrap_or_default())
    };
    assert_eq!(way(&mut desk).0, Channel::Telephone);
    save_opportunity(&mut desk, |form| form.resume_by_email = true);
    assert_eq!(way(&mut desk), (Channel::Email, "reason_C2_resume_by_email".into()));
    save_opportunity(&mut desk, |form| form.high_tech = true);
    assert_eq!(way(&mut desk), (Channel::Email, "reason_C2_high_tech".into()));
    save_opportunity(&mut desk, |form| form.traditional = true);
    assert_eq!(way(&mut desk), (Channel::Telephone, "reason_C2_traditional".into()));

    let mut asked = nora();
    asked.person.preferred_channel = Some(Channel::Letter);
    desk.save(asked).unwrap();
    assert_eq!(way(&mut desk), (Channel::Letter, "reason_C1_preferred".into()));
}

#[test]
fn references_and_a_note_by_hand_are_asked_for_at_the_opportunity() {
    let mut desk = interviewed();
    let mut other = nora();
    (other.person.name, other.person.email) = ("Tom May".into(), "tom@may.example".into());
    (other.person.linkedin, other.opportunity, other.interview) = (String::new(), None, None);
    let (_, tom, _) = desk.save(other).unwrap();
    assert!(!desk.due().contains(&FollowUpKind::HandwrittenNote));
    save_opportunity(&mut desk, |form| {
        form.handwritten_notes = true;
        form.references_wanted = true;
        form.references = vec![tom, tom];
    });
    let by_hand = step(&mut desk, FollowUpKind::HandwrittenNote);
    assert!(by_hand.lacks_address, "a note by hand needs a postal address");
    let briefing = step(&mut desk, FollowUpKind::Reference);
    assert_eq!(briefing.person.map(|person| person.id), Some(tom));
    let asked = desk.agenda().due.iter().filter(|step| step.kind == FollowUpKind::Reference).count();
    assert_eq!(asked, 1, "once, however often he was chosen");
}

#[test]
fn a_note_by_hand_is_one_click_away() {
    let mut desk = interviewed();
    let thanks = step(&mut desk, FollowUpKind::ThankYou).id;
    let request = PageRequest::AlsoByHand { opportunity: thanks.opportunity.unwrap() };
    let (action, _) = saved(&mut desk, request).unwrap();
    let due = desk.due();
    assert!(due.contains(&FollowUpKind::HandwrittenNote) && due.contains(&FollowUpKind::ThankYou), "{due:?}");
    desk.undo(action);
    assert!(!desk.due().contains(&FollowUpKind::HandwrittenNote));
}

#[test]
fn two_check_ins_say_which_is_which() {
    let mut desk = interviewed();
    desk.clock("2026-03-10T15:00:00Z");
    let opportunity = *desk.app.history().opportunities.keys().next().unwrap();
    let Response::Opportunities { opportunities } = desk.ask(PageRequest::Opportunities).unwrap() else { panic!() };
    let titles: Vec<String> = opportunities[0]
        .steps
        .iter()
        .filter(|step| step.kind == FollowUpKind::CheckIn)
        .map(|step| step.title.key.clone().into_owned())
        .collect();
    assert_eq!(titles, ["title_first", "title_second"], "{opportunity}");
}

#[test]
fn how_it_went_and_who_replied_are_still_known_later() {
    let mut desk = interviewed();
    let interview = *desk.app.history().interviews.keys().next().unwrap();
    let person = *desk.app.history().people.keys().next().unwrap();
    let opportunity = *desk.app.history().opportunities.keys().next().unwrap();
    let impression = afterword::model::Impression::Badly;
    saved(&mut desk, PageRequest::GiveImpression { interview, impression }).unwrap();
    saved(&mut desk, PageRequest::RecordReply { opportunity, person: Some(person) }).unwrap();
    saved(&mut desk, PageRequest::SetStage { opportunity, stage: Stage::Rejected }).unwrap();
    saved(&mut desk, PageRequest::SetStage { opportunity, stage: Stage::Open }).unwrap();
    let Response::Opportunities { opportunities } = desk.ask(PageRequest::Opportunities).unwrap() else { panic!() };
    let view = &opportunities[0];
    assert_eq!(view.interviews[0].impression, Some(impression));
    assert_eq!(view.replies[0].from, "Nora Lindqvist");
    assert_eq!(view.stage, Stage::Open);
    match desk.ask(PageRequest::Notes { interview, person: None }).unwrap() {
        Response::Notes { impression: given, .. } => assert_eq!(given, Some(impression)),
        other => panic!("{other:?}"),
    }
}

#[test]
fn w1_whoever_has_answered_is_no_longer_waited_for_as_if_they_were_silent() {
    let mut desk = interviewed();
    desk.clock("2026-03-04T12:00:00Z");
    let opportunity = *desk.app.history().opportunities.keys().next().unwrap();
    let due: Vec<_> = desk.agenda().due.into_iter().map(|step| step.id).collect();
    for follow_up in due {
        saved(&mut desk, PageRequest::Skip { follow_up, reason: String::new() }).unwrap();
    }
    let standing = |desk: &mut Desk| desk.agenda().waiting[0].message.key.clone().into_owned();
    assert_eq!(standing(&mut desk), "standing_W1_waiting");
    saved(&mut desk, PageRequest::RecordReply { opportunity, person: None }).unwrap();
    assert_eq!(standing(&mut desk), "standing_W1_answered");
}
