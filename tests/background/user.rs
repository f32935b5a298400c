//! What a user may do next, given what is known: mostly what the agenda asks for.

use crate::chance::Chance;
use afterword::app::App;
use afterword::app::forms::{
    CaptureForm, InterviewChoice, InterviewForm, OpportunityChoice, OpportunityForm, PersonForm,
};
use afterword::app::protocol::{ContentRequest, PageRequest};
use afterword::background::{Event, Sender};
use afterword::followup::{SnoozeChoice, Step};
use afterword::model::{ActionId, CadenceId, Channel, Impression, Notes, QuietHours, Role, Stage};
use jiff::civil::Time;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

const COMPANIES: [&str; 5] = ["Kestrel Pumps", "Morgenrot Verlag", "Atelier Huit", "Blue Fjord", "Tidewater Rail"];
const NAMES: [&str; 9] = [
    "Mara Lindqvist",
    "Jo Achterberg",
    "Pia Somerset",
    "Tomas Okafor",
    "Ines Valcour",
    "Ruth Abendstern",
    "Sami Haddadin",
    "Wen Castellan",
    "Olga Brannigan",
];
pub const ZONES: [&str; 4] = ["Europe/Berlin", "America/New_York", "Asia/Tokyo", "Australia/Sydney"];

fn address(name: &str) -> String {
    format!("{}@mail.example", name.to_lowercase().replace(' ', "."))
}

/// Somebody was met, or will be.
pub fn capture(now: Timestamp, zone: &str, chance: &mut Chance) -> PageRequest {
    let name = *chance.pick(&NAMES).unwrap();
    let local = now.to_zoned(TimeZone::get(zone).unwrap()).datetime();
    let start = local.checked_add(chance.between(-1_500, 3_000).minutes()).unwrap();
    let interview = InterviewForm {
        id: None,
        kind: Default::default(),
        start,
        end: start.checked_add(45.minutes()).unwrap(),
        zone: zone.to_owned(),
        place: String::new(),
    };
    let role = *chance.pick(&[Role::Recruiter, Role::HiringManager, Role::Peer, Role::Executive]).unwrap();
    PageRequest::SaveCapture {
        form: Box::new(CaptureForm {
            person: PersonForm { name: name.into(), email: address(name), ..PersonForm::default() },
            role,
            opportunity: Some(OpportunityChoice::New {
                company: (*chance.pick(&COMPANIES).unwrap()).into(),
                job_title: "Engineer".into(),
            }),
            interview: Some(InterviewChoice::New { interview }),
            others: Vec::new(),
        }),
    }
}

fn with_step(step: &Step, chance: &mut Chance) -> PageRequest {
    let follow_up = step.id;
    match chance.below(6) {
        0..3 => PageRequest::MarkDone {
            follow_up,
            channel: Some(Channel::Email),
            subject: "Thank you".into(),
            text: format!("Words {}", chance.below(1_000)),
        },
        3 => PageRequest::Skip { follow_up, reason: "not needed".into() },
        _ => {
            let choices = [SnoozeChoice::InTwoHours, SnoozeChoice::TomorrowMorning, SnoozeChoice::Monday];
            PageRequest::Snooze { follow_up, choice: *chance.pick(&choices).unwrap() }
        }
    }
}

/// On one of our own pages.
pub fn on_page(app: &App, now: Timestamp, zone: &str, last: Option<ActionId>, chance: &mut Chance) -> PageRequest {
    let history = app.history();
    let steps: Vec<Step> =
        app.with_index(now, zone, |index| index.due().chain(index.next().take(3)).cloned().collect());
    let opportunities: Vec<_> = history.opportunities.keys().copied().collect();
    let interviews: Vec<_> = history.interviews.keys().copied().collect();
    let people: Vec<_> = history.people.keys().copied().collect();
    let (Some(opportunity), Some(interview), Some(person)) =
        (chance.pick(&opportunities).copied(), chance.pick(&interviews).copied(), chance.pick(&people).copied())
    else {
        return capture(now, zone, chance);
    };
    match chance.below(20) {
        0..3 => capture(now, zone, chance),
        3..9 => match chance.pick(&steps) {
            Some(step) => with_step(step, chance),
            None => PageRequest::Agenda,
        },
        9 => PageRequest::SaveNotes {
            interview,
            person: None,
            notes: Box::new(Notes { question: "How do you plan a release?".into(), ..Notes::default() }),
        },
        10 => {
            let ends = [Stage::Open, Stage::Offered, Stage::Accepted, Stage::Rejected, Stage::Withdrawn, Stage::LetGo];
            PageRequest::SetStage { opportunity, stage: *chance.pick(&ends).unwrap() }
        }
        11 => PageRequest::RecordReply { opportunity, person: None },
        12 | 13 => last.map_or(PageRequest::Agenda, |action| PageRequest::Undo { action }),
        14 => PageRequest::GiveImpression {
            interview,
            impression: if chance.one_in(2) { Impression::Badly } else { Impression::NotForMe },
        },
        15 => PageRequest::MarkConnected { person },
        16 => {
            let mut settings = history.settings.clone();
            let hours = QuietHours { from: Time::constant(19, 0, 0, 0), until: Time::constant(10, 0, 0, 0) };
            settings.quiet_hours = chance.one_in(2).then_some(hours);
            settings.cadence = if chance.one_in(2) { CadenceId::persistent() } else { CadenceId::considerate() };
            PageRequest::SaveSettings { settings: Box::new(settings) }
        }
        17 => {
            let known = &history.opportunities[&opportunity].opportunity;
            let day = now.to_zoned(TimeZone::UTC).date().checked_add(chance.between(1, 20).days()).unwrap();
            PageRequest::SaveOpportunity {
                form: Box::new(OpportunityForm {
                    id: Some(opportunity),
                    company: known.company.clone(),
                    job_title: known.job_title.clone(),
                    decision_date: Some(day),
                    ..OpportunityForm::default()
                }),
            }
        }
        18 => PageRequest::CancelInterview { interview, calendar: None },
        _ if chance.one_in(3) => PageRequest::RemovePerson { person },
        _ if chance.one_in(3) => PageRequest::RemoveOpportunity { opportunity },
        _ => PageRequest::Agenda,
    }
}

/// In a webmail: a mail to somebody known is sent.
pub fn in_webmail(app: &App, now: Timestamp, zone: &str, chance: &mut Chance) -> Option<Event> {
    let due: Vec<Step> =
        app.with_index(now, zone, |index| index.due().filter(|step| step.person.is_some()).cloned().collect());
    let step = chance.pick(&due)?;
    let person = &app.history().people.get(&step.person?)?.person;
    let request = ContentRequest::Sent {
        follow_up: step.id,
        recipients: vec![person.email()?.to_owned()],
        subject: "Thank you".into(),
        text: "Thank you for your time.".into(),
    };
    let sender =
        Sender { id: Some("afterword".into()), url: Some("https://mail.example/".into()), ..Sender::default() };
    Some(Event::Message { message: serde_json::to_value(request).unwrap(), sender })
}
