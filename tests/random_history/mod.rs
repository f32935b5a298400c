//! Random histories: what users, companies and browsers do, in any order.

use afterword::followup::{self, Step};
use afterword::model::*;
use jiff::{SignedDuration, Timestamp, civil::Time, tz::TimeZone};
use proptest::prelude::*;
use uuid::Uuid;

mod own_cadence;
use own_cadence::own_cadence;
pub use own_cadence::{Edit, edit};

/// Zones with and without clock changes, with a half hour, and with one that goes back across midnight.
pub const ZONES: [&str; 7] = [
    "America/New_York",
    "Europe/Berlin",
    "Asia/Kolkata",
    "Pacific/Apia",
    "Australia/Lord_Howe",
    "America/Sao_Paulo",
    "UTC",
];

pub const ROLES: [Role; 5] = [Role::Recruiter, Role::HiringManager, Role::Peer, Role::Executive, Role::Other];
const PEOPLE: u8 = 7;
const OPPORTUNITIES: u8 = 4;
const INTERVIEWS: u8 = 9;

#[derive(Clone, Debug)]
pub enum Event {
    /// Minutes go by; the clock may be set back.
    Wait(i32),
    PersonSaved(u8, Option<u8>),
    PersonRemoved(u8),
    PeopleMerged(u8, u8),
    OpportunitySaved {
        which: u8,
        cadence: Option<u8>,
        decides_in_days: Option<i8>,
        flags: u8,
    },
    OpportunityRemoved(u8),
    Stage(u8, u8),
    Interview {
        which: u8,
        opportunity: u8,
        starts_in: i32,
        minutes: i16,
        zone: u8,
        people: Vec<(u8, u8)>,
        kind: u8,
    },
    Cancelled(u8),
    Impression(u8, u8),
    Notes(u8, Option<u8>),
    /// Acts on one of the steps on the agenda.
    Done(u8),
    Skipped(u8),
    Snoozed(u8, u16),
    Channel(u8, u8),
    NewFact(u8),
    Reply(u8, Option<u8>),
    Connected(u8),
    Cadence(u8),
    Settings {
        quiet: Option<(u8, u8)>,
        days_off: Vec<i8>,
        references: Vec<u8>,
        /// Days from now, and whether of every year.
        holidays: Vec<(u8, bool)>,
    },
    /// A cadence of the user's own: a copy of a built-in one with these edits.
    OwnCadence {
        base: u8,
        edits: Vec<Edit>,
    },
    Document(u8, u8, bool),
    CadenceRemoved,
    Backup(bool),
    ToldApart(u8, u8),
    AddressToldApart(u8),
    /// A panel is made small, or no longer.
    Folded(bool),
    Draft(u8),
    Template(bool),
    /// The user's own zone is another one.
    Journey(u8),
    Undo(u8),
    /// Shows what is to be notified.
    Notify,
}

pub fn event() -> impl Strategy<Value = Event> {
    let people = || prop::collection::vec((0..PEOPLE, 0..5u8), 0..4);
    prop_oneof![
        14 => prop_oneof![0..200i32, 200..4_000i32, 4_000..30_000i32].prop_map(Event::Wait),
        1 => (-3_000..0i32).prop_map(Event::Wait),
        5 => (0..PEOPLE, prop::option::of(0..4u8)).prop_map(|(p, channel)| Event::PersonSaved(p, channel)),
        1 => (0..PEOPLE).prop_map(Event::PersonRemoved),
        1 => (0..PEOPLE, 0..PEOPLE).prop_map(|(kept, gone)| Event::PeopleMerged(kept, gone)),
        3 => (0..OPPORTUNITIES, prop::option::of(0..4u8), prop::option::of(-5..25i8), 0..32u8).prop_map(
            |(which, cadence, decides_in_days, flags)| {
                Event::OpportunitySaved { which, cadence, decides_in_days, flags }
            }
        ),
        1 => (0..OPPORTUNITIES).prop_map(Event::OpportunityRemoved),
        2 => (0..OPPORTUNITIES, 0..9u8).prop_map(|(o, stage)| Event::Stage(o, stage)),
        8 => (0..INTERVIEWS, 0..OPPORTUNITIES, -20_000..20_000i32, -30..300i16, 0..7u8, people(), 0..3u8).prop_map(
            |(which, opportunity, starts_in, minutes, zone, people, kind)| {
                Event::Interview { which, opportunity, starts_in, minutes, zone, people, kind }
            }
        ),
        1 => (0..INTERVIEWS).prop_map(Event::Cancelled),
        2 => (0..INTERVIEWS, 0..3u8).prop_map(|(i, how)| Event::Impression(i, how)),
        2 => (0..INTERVIEWS, prop::option::of(0..PEOPLE)).prop_map(|(i, p)| Event::Notes(i, p)),
        8 => any::<u8>().prop_map(Event::Done),
        2 => any::<u8>().prop_map(Event::Skipped),
        4 => (any::<u8>(), 1..u16::MAX).prop_map(|(step, minutes)| Event::Snoozed(step, minutes)),
        1 => (any::<u8>(), 0..4u8).prop_map(|(step, channel)| Event::Channel(step, channel)),
        1 => (0..OPPORTUNITIES).prop_map(Event::NewFact),
        3 => (0..OPPORTUNITIES, prop::option::of(0..PEOPLE)).prop_map(|(o, p)| Event::Reply(o, p)),
        1 => (0..PEOPLE).prop_map(Event::Connected),
        1 => (0..3u8).prop_map(Event::Cadence),
        1 => (
            prop::option::of((0..24u8, 0..24u8)),
            prop::collection::vec(1..8i8, 0..8),
            prop::collection::vec(0..PEOPLE, 0..3),
            prop::collection::vec((0..60u8, any::<bool>()), 0..3)
        )
            .prop_map(|(quiet, days_off, references, holidays)| {
                Event::Settings { quiet, days_off, references, holidays }
            }),
        1 => (0..2u8, prop::collection::vec(edit(), 0..12)).prop_map(|(base, edits)| Event::OwnCadence { base, edits }),
        1 => (0..OPPORTUNITIES, 0..3u8, any::<bool>()).prop_map(|(o, d, gone)| Event::Document(o, d, gone)),
        1 => prop_oneof![
            Just(Event::CadenceRemoved),
            any::<bool>().prop_map(Event::Backup),
            (0..PEOPLE, 0..PEOPLE).prop_map(|(one, other)| Event::ToldApart(one, other)),
            (0..PEOPLE).prop_map(Event::AddressToldApart),
            any::<bool>().prop_map(Event::Folded),
            any::<u8>().prop_map(Event::Draft),
            any::<bool>().prop_map(Event::Template),
        ],
        1 => (0..7u8).prop_map(Event::Journey),
        2 => any::<u8>().prop_map(Event::Undo),
        3 => Just(Event::Notify),
    ]
}

/// A history in the making, with the clock of the user's machine.
pub struct Life {
    pub facts: Vec<Fact>,
    pub history: History,
    pub now: Timestamp,
    /// The user's own zone.
    pub zone: String,
}

impl Life {
    /// Everybody and everything is known already, so that events seldom fall flat.
    pub fn new(zone: &str) -> Self {
        let now = "2026-03-01T12:00:00Z".parse().unwrap();
        let mut life = Self { facts: Vec::new(), history: History::default(), now, zone: zone.into() };
        for person in 0..PEOPLE {
            life.happen(&Event::PersonSaved(person, None));
        }
        for which in 0..OPPORTUNITIES {
            life.happen(&Event::OpportunitySaved { which, cadence: None, decides_in_days: None, flags: 0 });
        }
        life
    }

    pub fn record(&mut self, what: Happening) {
        let seq = self.facts.len() as u64 + 1;
        let id = Uuid::from_u128(u128::from(seq));
        let undo = matches!(what, Happening::Undone { .. });
        let fact = Fact { id: FactId(id), seq, action: ActionId(id), at: self.now, origin: Origin::Page, what };
        self.facts.push(fact);
        if undo {
            self.history = History::from_facts(&self.facts);
        } else if let Some(fact) = self.facts.last() {
            self.history.apply(fact);
        }
    }

    pub fn happen(&mut self, event: &Event) {
        if let Event::Wait(minutes) = event {
            self.now += SignedDuration::from_mins(i64::from(*minutes));
            return;
        }
        if let Event::Journey(zone) = event {
            self.zone = ZONES[usize::from(*zone)].into();
            return;
        }
        if let Event::Notify = event {
            for notice in followup::to_notify(&self.history, self.now, &self.zone) {
                self.record(Happening::Notified { follow_up: notice.step.id, due: notice.at });
            }
            return;
        }
        if let Some(what) = self.happening(event) {
            self.record(what);
        }
    }

    fn happening(&self, event: &Event) -> Option<Happening> {
        let happening = match event {
            Event::Wait(_) | Event::Journey(_) | Event::Notify => return None,
            Event::PersonSaved(person, channel) => {
                let mut saved = Person::new(person_id(*person), format!("Person {person}"));
                saved.preferred_channel = channel.map(channel_of);
                Happening::PersonSaved { person: saved }
            }
            Event::PersonRemoved(person) => Happening::PersonRemoved { person: person_id(*person) },
            Event::PeopleMerged(kept, gone) => {
                Happening::PeopleMerged { kept: person_id(*kept), gone: person_id(*gone) }
            }
            Event::OpportunitySaved { which, cadence, decides_in_days, flags } => {
                let id = opportunity_id(*which);
                let mut opportunity = Opportunity::new(id, format!("Company {which}"), "Clerk");
                opportunity.cadence = cadence.map(cadence_id);
                let today = self.now.to_zoned(TimeZone::UTC).date();
                opportunity.decision_date =
                    decides_in_days.map(|days| today + SignedDuration::from_hours(i64::from(days) * 24));
                opportunity.traditional = flags & 1 > 0;
                opportunity.references_wanted = flags & 2 > 0;
                opportunity.handwritten_notes = flags & 4 > 0;
                opportunity.high_tech = flags & 8 > 0;
                if flags & 16 > 0 {
                    opportunity.references = vec![person_id(flags % PEOPLE), person_id(which % PEOPLE)];
                }
                Happening::OpportunitySaved { opportunity }
            }
            Event::OpportunityRemoved(which) => Happening::OpportunityRemoved { opportunity: opportunity_id(*which) },
            Event::Stage(which, stage) => {
                let stage = match stage {
                    0 => Stage::Offered,
                    1 => Stage::Accepted,
                    2 => Stage::Rejected,
                    3 => Stage::Withdrawn,
                    4 => Stage::LetGo,
                    _ => Stage::Open,
                };
                Happening::StageChanged { opportunity: opportunity_id(*which), stage }
            }
            Event::Interview { which, opportunity, starts_in, minutes, zone, people, kind } => {
                let start = self.now + SignedDuration::from_mins(i64::from(*starts_in));
                let kind = match kind {
                    0 => InterviewKind::PhoneScreen,
                    1 => InterviewKind::Informational,
                    _ => InterviewKind::Interview,
                };
                let participants = people
                    .iter()
                    .map(|(p, role)| Participant { person: person_id(*p), role: ROLES[usize::from(*role)] })
                    .collect();
                let interview = Interview {
                    kind,
                    participants,
                    ..Interview::new(
                        interview_id(*which),
                        opportunity_id(*opportunity),
                        start,
                        start + SignedDuration::from_mins(i64::from(*minutes)),
                        ZONES[usize::from(*zone)],
                    )
                };
                Happening::InterviewSaved { interview }
            }
            Event::Cancelled(which) => Happening::InterviewCancelled { interview: interview_id(*which) },
            Event::Impression(which, how) => {
                let impression = [Impression::Well, Impression::Badly, Impression::NotForMe][usize::from(*how)];
                Happening::ImpressionGiven { interview: interview_id(*which), impression }
            }
            Event::Notes(which, person) => Happening::NotesSaved {
                interview: interview_id(*which),
                person: person.map(person_id),
                notes: Notes { question: "Why?".into(), ..Notes::default() },
            },
            Event::Done(step) => {
                let follow_up = self.on_agenda(*step)?.id;
                let done = Done { at: self.now, channel: None, subject: String::new(), text: "Thank you.".into() };
                Happening::FollowUpDone { follow_up, done }
            }
            Event::Skipped(step) => {
                Happening::FollowUpSkipped { follow_up: self.on_agenda(*step)?.id, reason: String::new() }
            }
            Event::Snoozed(step, minutes) => Happening::FollowUpSnoozed {
                follow_up: self.on_agenda(*step)?.id,
                until: self.now + SignedDuration::from_mins(i64::from(*minutes)),
            },
            Event::Channel(step, channel) => {
                Happening::ChannelChosen { follow_up: self.on_agenda(*step)?.id, channel: channel_of(*channel) }
            }
            Event::NewFact(which) => {
                Happening::NewFactNoted { opportunity: opportunity_id(*which), text: "News.".into() }
            }
            Event::Reply(which, person) => Happening::ReplyReceived {
                opportunity: opportunity_id(*which),
                person: person.map(person_id),
                at: self.now,
            },
            Event::Connected(person) => Happening::Connected { person: person_id(*person) },
            Event::Cadence(which) => {
                let settings = Settings { cadence: cadence_id(*which), ..self.history.settings.clone() };
                Happening::SettingsSaved { settings }
            }
            Event::Settings { quiet, days_off, references, holidays } => {
                let time = |hour: u8| Time::new(hour as i8, 30, 0, 0).unwrap();
                let settings = Settings {
                    quiet_hours: quiet.map(|(from, until)| QuietHours { from: time(from), until: time(until) }),
                    days_off: days_off.clone(),
                    holidays: holidays.iter().map(|(days, yearly)| self.holiday(*days, *yearly)).collect(),
                    references: references.iter().map(|p| person_id(*p)).collect(),
                    ..self.history.settings.clone()
                };
                Happening::SettingsSaved { settings }
            }
            Event::OwnCadence { base, edits } => Happening::CadenceSaved { cadence: own_cadence(*base, edits) },
            Event::CadenceRemoved => Happening::CadenceRemoved { cadence: cadence_id(2) },
            Event::Backup(true) => Happening::BackupSaved,
            Event::Backup(false) => Happening::BackupHintDismissed,
            Event::ToldApart(one, other) => {
                Happening::PeopleToldApart { one: person_id(*one), other: person_id(*other) }
            }
            Event::AddressToldApart(person) => {
                Happening::AddressToldApart { person: person_id(*person), address: "somebody@else.example".into() }
            }
            Event::Folded(folded) => {
                let folded_panels = folded.then(|| "gmail".to_owned()).into_iter().collect();
                Happening::SettingsSaved { settings: Settings { folded_panels, ..self.history.settings.clone() } }
            }
            Event::Draft(step) => {
                let (subject, text) = ("Thank you".into(), "Thank you for your time.".into());
                Happening::DraftSaved { follow_up: self.on_agenda(*step)?.id, subject, text }
            }
            Event::Template(own) => {
                let key = TemplateKey::new(TemplateKind::ThankYou, "en");
                Happening::TemplateSaved { key, source: own.then(|| "Thank you.".into()) }
            }
            Event::Document(which, document, gone) => {
                let id = DocumentId(Uuid::from_u128(4000 + u128::from(*document)));
                let opportunity = opportunity_id(*which);
                if *gone {
                    Happening::DocumentRemoved { opportunity, document: id }
                } else {
                    let (kind, text) = (DocumentKind::JobDescription, String::new());
                    let document = Document { id, kind, name: "Advertisement".into(), link: text.clone(), text };
                    Happening::DocumentSaved { opportunity, document }
                }
            }
            Event::Undo(which) => {
                let fact = self.facts.get(self.facts.len().checked_sub(1 + usize::from(*which % 30))?)?;
                Happening::Undone { action: fact.action }
            }
        };
        Some(happening)
    }

    fn holiday(&self, days: u8, yearly: bool) -> Holiday {
        let date = self.now.to_zoned(TimeZone::UTC).date() + SignedDuration::from_hours(24 * i64::from(days));
        Holiday { date, name: String::new(), yearly }
    }

    fn on_agenda(&self, which: u8) -> Option<Step> {
        let agenda = followup::agenda(&self.history, self.now);
        // Mostly what is due; now and then something ahead of its time.
        let steps = if agenda.due.is_empty() || which.is_multiple_of(8) { agenda.next } else { agenda.due };
        let place = usize::from(which) % steps.len().max(1);
        steps.into_iter().nth(place)
    }
}

pub fn person_id(which: u8) -> PersonId {
    PersonId(Uuid::from_u128(1000 + u128::from(which)))
}

pub fn opportunity_id(which: u8) -> OpportunityId {
    OpportunityId(Uuid::from_u128(2000 + u128::from(which)))
}

pub fn interview_id(which: u8) -> InterviewId {
    InterviewId(Uuid::from_u128(3000 + u128::from(which)))
}

/// The last ones: edited by the user, and one that nobody knows.
pub fn cadence_id(which: u8) -> CadenceId {
    CadenceId(["considerate", "persistent", "my-own", "lost"][usize::from(which)].into())
}

fn channel_of(which: u8) -> Channel {
    [Channel::Email, Channel::Letter, Channel::Telephone, Channel::Linkedin][usize::from(which)]
}
