//! The practice run of one page: its facts are in this page's memory, and so are its answers. See [`crate::app::rehearsal`].

use super::{clock, text};
use crate::app::protocol::{PageRequest, Response};
use crate::app::{App, AppError, Context, ErrorView, rehearsal};
use jiff::{SignedDuration, Timestamp};
use std::cell::RefCell;
use std::rc::Rc;

struct Run {
    app: App,
    /// Between the real clock and the run's own.
    ahead: SignedDuration,
    listeners: Vec<Rc<dyn Fn()>>,
}

impl Run {
    fn now(&self) -> Timestamp {
        clock::now().saturating_add(self.ahead).unwrap_or(Timestamp::MAX)
    }
}

thread_local! {
    static RUN: RefCell<Option<Run>> = const { RefCell::new(None) };
}

/// From here on every request of this page is answered out of the practice run, in the built-in cadence of that id.
///
/// # Errors
/// See [`rehearsal::begin`]; the page then has nothing to show.
pub fn begin(cadence: &str) -> Result<(), AppError> {
    let (zone, language) = (clock::zone(), text::language());
    let mut ctx = Context { now: clock::now(), zone: &zone, language: &language, new_id: &mut clock::new_id };
    let app = rehearsal::begin(cadence, &mut ctx)?;
    RUN.set(Some(Run { app, ahead: SignedDuration::ZERO, listeners: Vec::new() }));
    Ok(())
}

pub fn is_on() -> bool {
    RUN.with_borrow(Option::is_some)
}

/// `None`: this page is no practice run, the background is to be asked.
pub fn answer(request: &PageRequest) -> Option<Result<Response, ErrorView>> {
    let answered = RUN.with_borrow_mut(|run| {
        let run = run.as_mut()?;
        let (now, zone, language) = (run.now(), clock::zone(), text::language());
        let before = run.app.facts().len();
        let mut ctx = Context { now, zone: &zone, language: &language, new_id: &mut clock::new_id };
        let answer = rehearsal::act(&mut run.app, request.clone(), &mut ctx);
        Some((answer.map_err(|error| error.view()), run.app.facts().len() > before))
    });
    let (answer, changed) = answered?;
    if changed {
        tell();
    }
    Some(answer)
}

/// Lets time pass until there is something new to do. `false`: there never will be.
pub fn go_on() -> bool {
    let moved = RUN.with_borrow_mut(|run| {
        let run = run.as_mut()?;
        let now = run.now();
        let next = rehearsal::next_moment(&run.app, now, &clock::zone())?;
        run.ahead = run.ahead.saturating_add(next.duration_since(now));
        Some(())
    });
    if moved.is_some() {
        tell();
    }
    moved.is_some()
}

/// Listens for as long as the page lives: the run's facts or its time have changed.
pub fn on_change(listener: impl Fn() + 'static) {
    RUN.with_borrow_mut(|run| {
        if let Some(run) = run {
            run.listeners.push(Rc::new(listener));
        }
    });
}

fn tell() {
    let listeners = RUN.with_borrow(|run| run.as_ref().map(|run| run.listeners.clone()).unwrap_or_default());
    for listener in listeners {
        listener();
    }
}
