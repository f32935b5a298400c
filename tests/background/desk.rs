//! One background on a machine, the events it is given, and what the user was told.

use crate::chance::Chance;
use crate::machine::{Machine, Moment};
use afterword::app::protocol::{PageRequest, Response};
use afterword::app::{App, ErrorView};
use afterword::background::{Answered, Background, ErrorText, Event, Host, Reply, Sender, WebmailAnswer};
use afterword::followup::{next_wakeup, to_notify};
use afterword::model::{ActionId, Fact, FactId, Happening, History, Origin};
use afterword::store::{self, Sweep};
use jiff::{SignedDuration, Timestamp};
use std::collections::{BTreeMap, BTreeSet};
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

type Running = Pin<Box<dyn Future<Output = Reply>>>;

pub struct Desk {
    pub machine: Machine,
    background: Option<Rc<Background<Machine>>>,
    /// With whether somebody waits for an answer.
    running: Vec<(bool, Running)>,
    /// What was stored for each action when the user was told that it was done.
    pub told: BTreeMap<ActionId, Vec<Fact>>,
    /// The latest action that the user was told of.
    pub last: Option<ActionId>,
    /// Requests that the user was told could not be stored.
    pub refused: usize,
    /// Requests that were under way when the background was stopped.
    pub cut_off: usize,
    pub kills: usize,
    /// Where the background is to be stopped, counted in steps from now.
    pub kill_after: Option<usize>,
    /// Steps so far.
    pub steps: usize,
    /// The latest answer to a message.
    pub latest: Option<Reply>,
}

impl Desk {
    pub fn new(now: &str) -> Self {
        Self {
            machine: Machine::new(now.parse().unwrap()),
            background: None,
            running: Vec::new(),
            told: BTreeMap::new(),
            last: None,
            refused: 0,
            cut_off: 0,
            kills: 0,
            kill_after: None,
            steps: 0,
            latest: None,
        }
    }

    pub fn start(&mut self, event: Event) {
        let starts = self.background.is_none();
        let machine = &self.machine;
        let background = self.background.get_or_insert_with(|| Rc::new(Background::new(machine.clone()))).clone();
        for event in [Some(event), starts.then_some(Event::Started)].into_iter().flatten() {
            let (background, asked) = (Rc::clone(&background), matches!(event, Event::Message { .. }));
            self.running.push((asked, Box::pin(async move { background.handle(event).await })));
        }
    }

    /// Lets one of what is running go on to its next await. `false`: nothing is running.
    pub fn step(&mut self, chance: &mut Chance) -> bool {
        if self.running.is_empty() {
            return false;
        }
        self.steps += 1;
        if let Some(left) = &mut self.kill_after {
            if *left == 0 {
                self.kill_after = None;
                self.kill();
                return false;
            }
            *left -= 1;
        }
        let place = chance.below(self.running.len());
        if let Poll::Ready(reply) = self.running[place].1.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            let (asked, _) = self.running.remove(place);
            self.told(&reply);
            if asked {
                self.latest = Some(reply);
            }
        }
        true
    }

    pub fn finish(&mut self, chance: &mut Chance) {
        while self.step(chance) {}
    }

    /// The browser stops the background, wherever it is.
    pub fn kill(&mut self) {
        self.cut_off += self.running.iter().filter(|(asked, _)| *asked).count();
        self.kills += usize::from(!self.running.is_empty());
        self.running.clear();
        self.background = None;
    }

    pub fn ask(&mut self, request: &PageRequest) {
        self.start(message(request));
    }

    /// Asks and waits; nothing goes wrong.
    pub fn do_now(&mut self, request: &PageRequest) {
        self.ask(request);
        self.finish(&mut Chance::new(0));
    }

    pub fn happens_now(&mut self, event: Event) {
        self.start(event);
        self.finish(&mut Chance::new(0));
    }

    fn told(&mut self, reply: &Reply) {
        let response = match reply {
            Reply::Page(Answered::Ok(response)) | Reply::Webmail(Answered::Ok(WebmailAnswer::Other(response))) => {
                response
            }
            Reply::Page(Answered::Error(ErrorView { code, .. }))
            | Reply::Webmail(Answered::Error(ErrorText { code, .. })) => {
                self.refused += usize::from(code == "storage-refused");
                return;
            }
            _ => return,
        };
        if let Response::Saved { action, .. } | Response::Sent { action } = response {
            let facts = self.stored_of(*action);
            self.told.insert(*action, facts);
            self.last = Some(*action);
        }
    }

    fn stored_of(&self, action: ActionId) -> Vec<Fact> {
        let id = serde_json::to_value(action).unwrap();
        let state = self.machine.look();
        let records = state.storage.values().filter(|record| record.get("action") == Some(&id));
        let mut facts: Vec<Fact> = records.map(|record| serde_json::from_value(record.clone()).unwrap()).collect();
        facts.sort_by_key(|fact| fact.seq);
        facts
    }

    pub fn stored(&self) -> Vec<Fact> {
        let records = self.machine.look().storage.clone().into_iter().collect();
        let loaded = store::read_records(records).unwrap();
        assert!(loaded.unreadable.is_empty(), "{:?}", loaded.unreadable);
        loaded.facts
    }

    /// What somebody who reads storage now would know.
    pub fn known(&self) -> App {
        App::open(self.stored())
    }

    /// Time passes, and the browser wakes the background whenever its alarm says so.
    pub fn wait_until(&mut self, end: Timestamp, chance: &mut Chance) -> usize {
        let mut wakes = 0;
        loop {
            let alarm = self.machine.look().alarm.filter(|at| *at <= end);
            let Some(alarm) = alarm else { break };
            wakes += 1;
            assert!(wakes < 3_000, "the alarm never stops ringing");
            let now = self.machine.now().max(alarm);
            {
                let mut state = self.machine.change();
                state.now = now;
                state.alarm = None;
            }
            let before = self.machine.look().came_up;
            self.start(Event::Alarm);
            self.finish(chance);
            assert!(self.machine.look().came_up <= before + 1, "one wake, one notification");
        }
        let mut state = self.machine.change();
        state.now = state.now.max(end);
        wakes
    }

    /// What has to hold once the dust has settled.
    pub fn check(&self) {
        let stored = self.stored();
        let mut actions: BTreeMap<ActionId, Vec<Fact>> = BTreeMap::new();
        for fact in stored.iter().filter(|fact| fact.origin != Origin::Background) {
            actions.entry(fact.action).or_default().push(fact.clone());
        }
        let swept = self.sweepable(&stored);
        for (action, facts) in &self.told {
            assert!(!facts.is_empty(), "{action}: the user was told of something that was not stored");
            let held = actions.remove(action).unwrap_or_default();
            for fact in facts {
                let found = held.iter().find(|held| held.id == fact.id);
                let is_there = match found {
                    // Bared first, and undone since: it waits for its own day.
                    Some(held) => held == fact || swept.rewrite.contains(held) || swept.erase.contains(fact),
                    None => swept.erase.contains(fact),
                };
                assert!(is_there, "{action}: what was told is not what is stored: {fact:?}, {found:?}");
            }
            assert!(held.len() <= facts.len(), "{action}: more is stored than was told: {held:?}");
        }
        assert!(actions.len() <= self.cut_off, "more is stored than anybody asked for: {actions:?}");
        for (action, writes) in &self.machine.look().writes_of {
            assert_eq!(*writes, 1, "{action} was not written in one piece");
        }
        let numbers: BTreeSet<u64> = stored.iter().map(|fact| fact.seq).collect();
        assert_eq!(numbers.len(), stored.len(), "two facts bear the same number");
        self.check_prompts(&stored);
    }

    /// Of all that ever was in storage: what may be gone by now, because they removed or undid it.
    fn sweepable(&self, stored: &[Fact]) -> Sweep {
        let mut all: BTreeMap<FactId, Fact> = stored.iter().map(|fact| (fact.id, fact.clone())).collect();
        let taken = &self.machine.look().taken;
        all.extend(
            taken.values().filter_map(|was| serde_json::from_value(was.clone()).ok()).map(|was: Fact| (was.id, was)),
        );
        let mut all: Vec<Fact> = all.into_values().collect();
        all.sort_by_key(|fact| fact.seq);
        // The machine's clock may have been set back since.
        let long_after = self.machine.now() + SignedDuration::from_hours(24 * 10_000);
        store::sweep(&all, &History::from_facts(&all), long_after)
    }

    pub fn check_prompts(&self, stored: &[Fact]) {
        let mut noted: BTreeMap<Moment, usize> = BTreeMap::new();
        for fact in stored {
            if let Happening::Notified { follow_up, due } = fact.what {
                *noted.entry((follow_up, due)).or_default() += 1;
            }
        }
        let state = self.machine.look();
        for (moment, times) in &state.shown {
            assert_eq!(*times, 1, "shown {times} times: {moment:?}");
        }
        assert_eq!(noted, state.shown, "what was shown is what is remembered as shown");
        let known = App::open(stored.to_vec());
        let due = to_notify(known.history(), state.now, state.zone);
        assert!(due.is_empty(), "never shown: {due:?}");
        let wake = next_wakeup(known.history(), state.now, state.zone);
        assert_eq!(state.alarm, wake, "the alarm stands for the earliest moment");
        let count = known.with_index(state.now, state.zone, |index| index.due_count());
        let badge = if count == 0 { String::new() } else { count.to_string() };
        assert_eq!(state.badge, badge);
    }

    /// What the living background answers is what a fresh one would.
    pub fn check_memory(&mut self) {
        let Some(background) = self.background.clone() else { return };
        let asked = |background: Rc<Background<Machine>>| {
            let mut running: Running =
                Box::pin(async move { background.handle(message(&PageRequest::Opportunities)).await });
            loop {
                if let Poll::Ready(reply) = running.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
                    return serde_json::to_value(&reply).unwrap();
                }
            }
        };
        let fresh = Rc::new(Background::new(self.machine.clone()));
        assert_eq!(asked(background), asked(fresh));
    }

    /// The browser died, and what was before the user went with it: what was not remembered by then comes up again.
    pub fn restart(&mut self, chance: &mut Chance) {
        self.kill();
        let remembered = self.known().history().notified.clone();
        self.machine.change().shown.retain(|moment, _| remembered.contains(moment));
        self.machine.restart(chance);
    }
}

pub fn message(request: &PageRequest) -> Event {
    let sender = Sender {
        id: Some("afterword".into()),
        url: Some("extension://afterword/dashboard.html".into()),
        ..Sender::default()
    };
    Event::Message { message: serde_json::to_value(request).unwrap(), sender }
}
