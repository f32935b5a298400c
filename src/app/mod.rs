//! The only place that changes anything: a request and the history give new facts and an answer.
//!
//! Nothing here writes. The caller stores the facts first, then adds them with [`App::commit`] and only then answers:
//! what was acknowledged is stored.

mod backup;
mod bulk;
pub mod cadence_form;
pub mod cadence_words;
pub mod cadences;
mod capture;
mod company;
mod content;
pub mod days;
mod drafts;
mod error;
mod export;
pub mod forms;
pub mod help;
mod import;
pub mod insights;
mod invites;
mod keeping;
mod mails;
mod offers;
mod present;
pub mod protocol;
pub mod rehearsal;
mod requests;
mod review;
mod save;
mod search;
pub mod steps;
mod templates;
pub mod three_way;
pub mod views;

pub use backup::{automatic_backup, locked_backup};
pub use content::answer_content;
pub use error::{AppError, ErrorView};
pub use export::export;
pub use present::{agenda_view, notification_text, step_view};
pub use requests::answer_page;

use crate::followup::Index;
use crate::model::{ActionId, Fact, FactId, Happening, History, Origin};
use crate::store;
use jiff::Timestamp;
use protocol::Response;
use std::cell::RefCell;
use uuid::Uuid;

/// All that is known, in memory.
#[derive(Clone, Debug, Default)]
pub struct App {
    facts: Vec<Fact>,
    history: History,
    /// The plans as they were last looked at; made anew when they are needed.
    index: RefCell<Option<Index>>,
}

impl App {
    pub fn open(facts: Vec<Fact>) -> Self {
        let history = History::from_facts(&facts);
        Self { facts, history, index: RefCell::default() }
    }

    pub fn history(&self) -> &History {
        &self.history
    }

    pub fn facts(&self) -> &[Fact] {
        &self.facts
    }

    pub fn into_facts(self) -> Vec<Fact> {
        self.facts
    }

    /// It took something away, and that is gone by now.
    pub fn is_final(&self, action: ActionId, now: Timestamp) -> bool {
        self.facts.iter().any(|fact| fact.action == action && store::is_final(fact, now))
    }

    /// Looks at all plans as they are now, of which only those are made that facts or time have changed since the last
    /// look. `zone`: the IANA name of the user's own.
    pub fn with_index<T>(&self, now: Timestamp, zone: &str, look: impl FnOnce(&Index) -> T) -> T {
        let kept = self.index.take();
        let mut index = kept.unwrap_or_else(|| Index::rebuild(&self.history, now, zone));
        index.advance(&self.history, now, zone);
        let seen = look(&index);
        self.index.replace(Some(index));
        seen
    }

    /// Adds facts that are stored by now.
    pub fn commit(&mut self, facts: Vec<Fact>) {
        let undone = &self.history.undone;
        let takes_back =
            facts.iter().any(|fact| matches!(fact.what, Happening::Undone { .. }) || undone.contains(&fact.action));
        let in_order = facts.iter().all(|fact| fact.seq > self.history.last_seq);
        if takes_back || !in_order {
            self.facts.extend(facts);
            self.history = History::from_facts(&self.facts);
            self.index.take();
        } else {
            for fact in &facts {
                self.history.apply(fact);
            }
            if let Some(index) = self.index.get_mut() {
                // Never back: the next look tells whether the clock was set.
                let now = facts.iter().map(|fact| fact.at).fold(index.now(), Timestamp::max);
                index.apply(&self.history, &facts, now);
            }
            self.facts.extend(facts);
        }
    }
}

/// What comes from outside: the time, the user's zone, fresh identities.
pub struct Context<'a> {
    pub now: Timestamp,
    /// IANA name.
    pub zone: &'a str,
    /// The browser's language, BCP 47: that of drafts unless the user chose another.
    pub language: &'a str,
    pub new_id: &'a mut dyn FnMut() -> Uuid,
}

/// New facts, to be stored in one write, and what to answer once they are.
#[derive(Clone, Debug)]
pub struct Answer {
    pub facts: Vec<Fact>,
    pub response: Response,
}

impl Answer {
    pub fn only(response: Response) -> Self {
        Self { facts: Vec::new(), response }
    }
}

/// Turns the happenings of one action into facts.
pub fn record(history: &History, origin: Origin, what: Vec<Happening>, ctx: &mut Context) -> (ActionId, Vec<Fact>) {
    let action = ActionId((ctx.new_id)());
    let facts = (history.last_seq + 1..)
        .zip(what)
        .map(|(seq, what)| Fact { id: FactId((ctx.new_id)()), seq, action, at: ctx.now, origin, what })
        .collect();
    (action, facts)
}
