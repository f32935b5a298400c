//! Many applications at once: opening what is stored, the agenda, the next wake-up.

use super::Case;
use afterword::app::protocol::PageRequest;
use afterword::app::{App, Context, answer_page};
use afterword::followup::{self, Index};
use afterword::model::{
    ActionId, CadenceId, Done, Fact, FactId, FollowUpId, FollowUpKind, Happening, History, Interview, InterviewId,
    Notes, Opportunity, OpportunityId, Origin, Participant, Person, PersonId, Role, Settings, Stage,
};
use afterword::store;
use jiff::{SignedDuration, Timestamp};
use std::hint::black_box;
use std::time::{Duration, Instant};
use uuid::Uuid;

pub fn cases() -> Vec<Case> {
    vec![
        Case {
            name: "facts of n opportunities into a history",
            size: 50,
            make: |n| {
                let facts = facts(n);
                Box::new(move || {
                    black_box(History::from_facts(&facts));
                })
            },
        },
        Case {
            name: "agenda, notices and wake-up over n",
            size: 50,
            make: |n| {
                let history = History::from_facts(&facts(n));
                Box::new(move || {
                    black_box(followup::overview(&history, now(n), ZONE));
                })
            },
        },
        Case {
            name: "plan of one opportunity among n",
            size: 50,
            make: |n| {
                let history = History::from_facts(&facts(n));
                Box::new(move || {
                    black_box(followup::plan(&history, OpportunityId(Uuid::from_u128(1)), now(n)));
                })
            },
        },
        Case {
            name: "what an edit of a cadence changes for n",
            size: 50,
            make: |n| {
                let mut facts = facts(n);
                let mut own = followup::builtin_cadences()
                    .first()
                    .map_or_else(Vec::new, |cadence| vec![cadence.copied(CadenceId("own".into()), "Own")]);
                let settings = Settings { cadence: CadenceId("own".into()), ..Settings::default() };
                let what = own.iter().cloned().map(|cadence| Happening::CadenceSaved { cadence });
                let what = what.chain([Happening::SettingsSaved { settings }]);
                let next = u64::try_from(facts.len()).unwrap_or_default() + 1;
                facts.extend((next..).zip(what).map(|(seq, what)| fact(seq, now(n), what)).collect::<Vec<_>>());
                for rule in own.iter_mut().flat_map(|cadence| &mut cadence.steps) {
                    rule.timing.closes = None;
                }
                let (app, own) = (App::open(facts), own.into_iter().next());
                Box::new(move || {
                    let mut new_id = || Uuid::nil();
                    let mut ctx = Context { now: now(n), zone: ZONE, language: "en", new_id: &mut new_id };
                    let (cadence, edited) = (CadenceId("own".into()), own.clone().map(Box::new));
                    let request = PageRequest::PreviewCadence { cadence, edited };
                    let _ = black_box(answer_page(&app, request, &mut ctx));
                })
            },
        },
    ]
}

const ZONE: &str = "Europe/Berlin";
const PEOPLE_EACH: usize = 5;
const INTERVIEWS_EACH: usize = 3;
/// One opportunity in so many is still open; the others have ended.
const OPEN_IN: usize = 10;
/// Work that takes microseconds is done as often as this and divided.
const TIMES: u32 = 50;

/// What one change and one look cost with 20, 200 and 2,000 opportunities (100, 1,000 and 10,000 people; 1,000, 10,000
/// and 100,000 facts). With an index they should hardly grow; planning everything grows as the data does.
pub fn report() {
    println!();
    let head = [
        "opportunities",
        "people",
        "facts",
        "plan all",
        "one change",
        "wake-up",
        "first 20 due",
        "agenda",
        "planned anew",
    ];
    println!("{}", head.map(|name| format!("{name:>14}")).join(""));
    for n in [20, 200, 2_000] {
        let facts = facts(n);
        let mut history = History::from_facts(&facts);
        let mut at = now(n);
        let planned = timed(1, || {
            black_box(followup::overview(&history, at, ZONE));
        });
        let mut index = Index::rebuild(&history, at, ZONE);
        let people = history.people.len();
        show(&mut history, &mut index, at);
        let change = timed(TIMES, || {
            let which = usize::try_from(history.last_seq).unwrap_or(0) % (n / OPEN_IN);
            let opportunity = OpportunityId(id(1 + OPEN_IN * which, 0));
            let what = Happening::ReplyReceived { opportunity, person: None, at };
            record(&mut history, &mut index, at, vec![what]);
        });
        let before = index.planned();
        let wake = timed(TIMES, || {
            if let Some(next) = index.next_wakeup() {
                at = next;
                index.advance(&history, at, ZONE);
                show(&mut history, &mut index, at);
            }
        });
        let replanned = (index.planned() - before) / u64::from(TIMES);
        let first = timed(TIMES, || {
            for step in index.due().take(20) {
                black_box(step);
            }
        });
        let whole = timed(1, || {
            black_box(index.agenda());
        });
        let times = [planned, change, wake, first, whole].map(|time| format!("{:>11.3} ms", time.as_secs_f64() * 1e3));
        println!("{:>14}{people:>14}{:>14}{}{replanned:>14}", n, facts.len(), times.join(""));
    }
}

/// What a background does that has just been started, in the order in which it does it, and what one change writes.
pub fn report_start() {
    println!();
    let head = ["opportunities", "facts", "read", "add up", "plan all", "agenda", "start", "keys a change"];
    println!("{}", head.map(|name| format!("{name:>14}")).join(""));
    for n in [20, 200, 2_000] {
        let facts = facts(n);
        let at = now(n);
        let records = store::records_of(&facts).unwrap_or_default();
        let before = Instant::now();
        let Ok(loaded) = store::read_records(black_box(records)) else { return };
        let read = before.elapsed();
        let app = App::open(loaded.facts);
        let opened = before.elapsed();
        app.with_index(at, ZONE, |index| black_box(index.next_wakeup()));
        let planned = before.elapsed();
        let mut new_id = || Uuid::nil();
        let mut ctx = Context { now: at, zone: ZONE, language: "en", new_id: &mut new_id };
        let answer = answer_page(&app, PageRequest::Agenda, &mut ctx);
        black_box(answer.ok().and_then(|answer| serde_json::to_string(&answer.response).ok()));
        let answered = before.elapsed();
        let reply = PageRequest::RecordReply { opportunity: OpportunityId(id(1, 0)), person: None };
        let written = answer_page(&app, reply, &mut ctx).ok().and_then(|it| store::records_of(&it.facts).ok());
        let times = [read, opened - read, planned - opened, answered - planned, answered];
        let times = times.map(|time| format!("{:>11.2} ms", time.as_secs_f64() * 1e3)).join("");
        println!("{n:>14}{:>14}{times}{:>14}", facts.len(), written.map_or(0, |records| records.len()));
    }
}

fn record(history: &mut History, index: &mut Index, at: Timestamp, what: Vec<Happening>) {
    let facts: Vec<Fact> = (history.last_seq + 1..).zip(what).map(|(seq, what)| fact(seq, at, what)).collect();
    for fact in &facts {
        history.apply(fact);
    }
    index.apply(history, &facts, at);
}

/// Records all notices as shown, as the background does.
fn show(history: &mut History, index: &mut Index, at: Timestamp) {
    let shown = index.notices();
    let what = shown.iter().map(|notice| Happening::Notified { follow_up: notice.step.id, due: notice.at });
    record(history, index, at, what.collect());
}

fn timed(times: u32, mut work: impl FnMut()) -> Duration {
    let before = Instant::now();
    for _ in 0..times {
        work();
    }
    before.elapsed() / times
}

fn hours(n: usize) -> SignedDuration {
    SignedDuration::from_hours(i64::try_from(n).unwrap_or(i64::MAX / 3600))
}

/// The first interview of the n-th opportunity ends then.
fn start(n: usize) -> Timestamp {
    Timestamp::UNIX_EPOCH.checked_add(hours(n)).unwrap_or(Timestamp::UNIX_EPOCH)
}

fn now(n: usize) -> Timestamp {
    start(n + 24 * 8)
}

fn id(which: usize, part: usize) -> Uuid {
    Uuid::from_u128((which as u128) << 32 | part as u128)
}

fn fact(seq: u64, at: Timestamp, what: Happening) -> Fact {
    let id = Uuid::from_u128(u128::from(seq));
    Fact { id: FactId(id), seq, action: ActionId(id), at, origin: Origin::Page, what }
}

/// Fifty facts for each opportunity: five people, three interviews a week apart with all of them, notes, thank-yous, drafts
/// and notifications; nine in ten have ended.
fn facts(n: usize) -> Vec<Fact> {
    let mut all = Vec::with_capacity(n * 50);
    for i in 1..=n {
        let opportunity = OpportunityId(id(i, 0));
        let mut what = vec![Happening::OpportunitySaved {
            opportunity: Opportunity::new(opportunity, format!("Company {i}"), "Clerk"),
        }];
        let people: Vec<PersonId> = (1..=PEOPLE_EACH).map(|part| PersonId(id(i, part))).collect();
        for person in &people {
            what.push(Happening::PersonSaved { person: Person::new(*person, format!("Person {person}")) });
        }
        for round in 0..INTERVIEWS_EACH {
            let interview = InterviewId(id(i, 100 + round));
            let from = start(i + round * 24 * 7);
            let until = start(i + round * 24 * 7 + 1);
            let role = |place: usize| if place == 0 { Role::HiringManager } else { Role::Recruiter };
            let participants =
                people.iter().enumerate().map(|(place, person)| Participant { person: *person, role: role(place) });
            what.push(Happening::InterviewSaved {
                interview: Interview {
                    participants: participants.collect(),
                    ..Interview::new(interview, opportunity, from, until, ZONE)
                },
            });
            let notes = Notes { question: "How do you plan a week?".into(), ..Notes::default() };
            what.push(Happening::NotesSaved { interview, person: None, notes });
            for person in &people {
                let follow_up = FollowUpId::per_participant(FollowUpKind::ThankYou, opportunity, interview, *person);
                what.push(Happening::Notified { follow_up, due: until });
                if round == 0 {
                    let done = Done { at: until, channel: None, subject: String::new(), text: "Thank you.".into() };
                    what.push(Happening::FollowUpDone { follow_up, done });
                }
                if round < 2 {
                    let (subject, text) = ("Thank you".into(), "Thank you for your time.".into());
                    what.push(Happening::DraftSaved { follow_up, subject, text });
                }
            }
        }
        what.resize(49, Happening::NewFactNoted { opportunity, text: "I passed my exam.".into() });
        let stage = if i % OPEN_IN == 1 { Stage::Open } else { Stage::Withdrawn };
        what.push(Happening::StageChanged { opportunity, stage });
        all.extend(what);
    }
    (1..).zip(all).map(|(seq, what)| fact(seq, Timestamp::UNIX_EPOCH, what)).collect()
}
