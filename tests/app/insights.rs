//! What the record says of the follow-up, in numbers that do not pretend to be more than they are.

use super::desk::{AFTER, BEFORE, Desk, nora};
use afterword::app::forms::{InterviewChoice, OpportunityChoice};
use afterword::app::insights::InsightsView;
use afterword::app::protocol::{PageRequest, Response};
use afterword::model::{FollowUpId, FollowUpKind, Happening, OpportunityId, PersonId, Stage};

fn insights(desk: &mut Desk) -> InsightsView {
    match desk.ask(PageRequest::Insights).unwrap() {
        Response::Insights { insights } => insights,
        other => panic!("{other:?}"),
    }
}

/// Nora on each of these March days from two to three in Berlin, at a firm of its own.
fn met_on(days: &[u8]) -> (Desk, PersonId, Vec<OpportunityId>) {
    let mut desk = Desk::at(BEFORE);
    let (mut person, mut firms) = (None, Vec::new());
    for day in days {
        let mut form = nora();
        form.opportunity =
            Some(OpportunityChoice::New { company: format!("Firm {day}"), job_title: "Engineer".into() });
        if let Some(InterviewChoice::New { interview }) = &mut form.interview {
            interview.start = format!("2026-03-{day:02}T14:00").parse().unwrap();
            interview.end = format!("2026-03-{day:02}T15:00").parse().unwrap();
        }
        person = Some(desk.save(form).unwrap().1);
        let company = format!("Firm {day}");
        let found = desk.app.history().opportunities.iter().find(|(_, r)| r.opportunity.company == company);
        firms.push(*found.unwrap().0);
    }
    (desk, person.unwrap(), firms)
}

fn thank(desk: &mut Desk, person: PersonId, firm: OpportunityId, at: &str) {
    desk.clock(at);
    let interview = desk.app.history().interviews_of(firm)[0].interview.id;
    let follow_up = FollowUpId::per_participant(FollowUpKind::ThankYou, firm, interview, person);
    let request = PageRequest::MarkDone { follow_up, channel: None, subject: String::new(), text: "Thanks".into() };
    desk.ask(request).unwrap();
}

#[test]
fn thanks_are_counted_by_how_soon_they_came() {
    let (mut desk, nora, firms) = met_on(&[3, 4, 5, 6, 9, 10, 11]);
    thank(&mut desk, nora, firms[0], "2026-03-04T13:59:00Z");
    thank(&mut desk, nora, firms[1], "2026-03-05T14:01:00Z");
    thank(&mut desk, nora, firms[2], "2026-03-07T14:01:00Z");
    desk.clock("2026-03-11T15:00:00Z");
    let interview = desk.app.history().interviews_of(firms[4])[0].interview.id;
    let follow_up = FollowUpId::per_participant(FollowUpKind::ThankYou, firms[4], interview, nora);
    desk.ask(PageRequest::Skip { follow_up, reason: String::new() }).unwrap();
    let thanks = insights(&mut desk).thanks;
    assert_eq!((thanks.in_time, thanks.last_call, thanks.later), (1, 1, 1));
    assert_eq!((thanks.unsent, thanks.left_out, thanks.still_time), (2, 1, 1), "{thanks:?}");
    assert_eq!(thanks.counted(), 5);
    let share = thanks.share.unwrap();
    assert_eq!((share.percent, share.low, share.high), (20, 4, 62));
}

#[test]
fn a_few_cases_are_no_percentage() {
    let (mut desk, nora, firms) = met_on(&[3, 4, 5, 6]);
    thank(&mut desk, nora, firms[0], AFTER);
    desk.clock("2026-03-20T12:00:00Z");
    let view = insights(&mut desk);
    assert_eq!((view.thanks.in_time, view.thanks.counted(), view.thanks.share), (1, 4, None));
    assert_eq!(view.answers.median_days, None);
}

#[test]
fn what_ended_before_thanks_were_late_and_what_was_called_off_counts_in_no_share() {
    let (mut desk, _, firms) = met_on(&[3, 4, 5]);
    desk.clock("2026-03-03T20:00:00Z");
    desk.ask(PageRequest::SetStage { opportunity: firms[0], stage: Stage::Rejected }).unwrap();
    let interview = desk.app.history().interviews_of(firms[1])[0].interview.id;
    desk.ask(PageRequest::CancelInterview { interview, calendar: None }).unwrap();
    desk.clock("2026-03-05T13:00:00Z");
    let thanks = insights(&mut desk).thanks;
    assert_eq!((thanks.left_out, thanks.counted(), thanks.still_time), (1, 0, 0), "{thanks:?}");
}

#[test]
fn answers_are_counted_by_the_days_waited_for_the_first_one() {
    let (mut desk, _, firms) = met_on(&[3, 4, 5, 6, 9, 10, 11, 12]);
    let reply = |desk: &mut Desk, firm: usize, at: &str| {
        desk.record(Happening::ReplyReceived { opportunity: firms[firm], person: None, at: at.parse().unwrap() });
    };
    reply(&mut desk, 0, "2026-03-05T10:00:00Z");
    reply(&mut desk, 0, "2026-03-25T10:00:00Z");
    reply(&mut desk, 1, "2026-03-07T15:00:00Z");
    reply(&mut desk, 2, "2026-03-12T15:00:00Z");
    reply(&mut desk, 3, "2026-03-14T15:00:00Z");
    reply(&mut desk, 4, "2026-03-30T15:00:00Z");
    desk.clock("2026-04-10T12:00:00Z");
    desk.ask(PageRequest::SetStage { opportunity: firms[5], stage: Stage::Rejected }).unwrap();
    // A second talk at the seventh firm, without a word recorded between: they asked again.
    let mut again = desk.app.history().interviews_of(firms[6])[0].interview.clone();
    again.id = afterword::model::InterviewId(uuid::Uuid::from_u128(77_777));
    again.start = "2026-04-02T10:00:00Z".parse().unwrap();
    again.end = "2026-04-02T11:00:00Z".parse().unwrap();
    desk.record(Happening::InterviewSaved { interview: again });

    let answers = insights(&mut desk).answers;
    let bands: Vec<(u32, Option<u32>, usize)> = answers.bands.iter().map(|b| (b.from, b.to, b.answers)).collect();
    assert_eq!(bands, [(0, Some(2), 1), (3, Some(7), 2), (8, Some(14), 1), (15, None, 1)]);
    assert_eq!(answers.median_days, Some(7));
    assert_eq!((answers.invited_again, answers.ended, answers.waiting), (1, 1, 2));
}
