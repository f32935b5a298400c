//! What all parts of one page share: the moment, the toast, the error, which step is open, and how to ask.

use crate::app::ErrorView;
use crate::app::protocol::{PageRequest, Response};
use crate::browser::page::{self, TabInfo};
use crate::model::{ActionId, CadenceId, FollowUpId, InterviewId, Message, OpportunityId, PersonId};
use crate::ui::remember;
use jiff::Timestamp;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};
use std::time::Duration;
use wasm_bindgen::JsCast as _;

/// Within this time all that one action stores has been told of.
const SETTLING: Duration = Duration::from_millis(40);

/// Within this time a change is stored, asked for anew and drawn.
const REDRAWN: Duration = Duration::from_millis(300);

/// Under which it is remembered that single keys mean nothing.
const KEYS_OFF: &str = "shortcuts-off";

#[derive(Clone, Debug, PartialEq)]
pub struct Toast {
    pub text: String,
    pub undo: Option<Undo>,
}

/// What can be taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Undo {
    Action(ActionId),
    /// Everything that a backup brought.
    Restore(Vec<ActionId>),
    /// An undo: what was taken back is there again.
    Redo(ActionId),
}

/// What shows its form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Opened {
    Step(FollowUpId),
    Notes(InterviewId),
    Move(InterviewId),
}

/// What a saved change was about.
#[derive(Clone, Debug, PartialEq)]
pub struct Saved {
    pub action: ActionId,
    pub person: Option<PersonId>,
    pub opportunity: Option<OpportunityId>,
    pub cadence: Option<CadenceId>,
}

#[derive(Clone, Copy)]
pub struct Session {
    /// The background's now, as of its last answer; the practice build's clock may be elsewhere than the machine's.
    pub now: RwSignal<Timestamp>,
    pub toast: RwSignal<Option<Toast>>,
    pub failure: RwSignal<Option<ErrorView>>,
    /// One form at a time stands open, so that the ids in it are the only ones of their kind.
    pub open: RwSignal<Option<Opened>>,
    /// The step whose menu is open.
    pub menu: RwSignal<Option<FollowUpId>>,
    /// Counts up whenever something was stored, by this page or another.
    pub changes: RwSignal<u32>,
    /// The tab that the page reads.
    pub tab: RwSignal<Option<TabInfo>>,
    /// The confirm form holds something that the user typed.
    pub editing: RwSignal<bool>,
    /// Single keys mean something.
    pub keys_on: RwSignal<bool>,
    change_pending: StoredValue<bool>,
}

impl Session {
    /// To be called once, by the page.
    pub fn provide() -> Self {
        let now = Timestamp::from_millisecond(machine_now()).unwrap_or(Timestamp::UNIX_EPOCH);
        let session = Self {
            now: RwSignal::new(now),
            toast: RwSignal::new(None),
            failure: RwSignal::new(None),
            open: RwSignal::new(named_step().map(Opened::Step)),
            menu: RwSignal::new(None),
            changes: RwSignal::new(0),
            tab: RwSignal::new(None),
            editing: RwSignal::new(false),
            keys_on: RwSignal::new(!remember::get::<bool>(KEYS_OFF).unwrap_or_default()),
            change_pending: StoredValue::new(false),
        };
        provide_context(session);
        page::on_stored(move || session.changed());
        session
    }

    /// The page's session; every page provides one before it draws anything.
    pub fn here() -> Self {
        expect_context::<Self>()
    }

    /// Something was stored. One action tells of itself several times; what is shown is asked for anew once.
    pub fn changed(self) {
        if self.change_pending.try_get_value() != Some(false) {
            return;
        }
        self.change_pending.set_value(true);
        set_timeout(
            move || {
                if self.change_pending.try_get_value().is_some() {
                    self.change_pending.set_value(false);
                    self.changes.update(|changes| *changes = changes.wrapping_add(1));
                }
            },
            SETTLING,
        );
    }

    /// Switches single keys on or off, for this browser.
    pub fn use_keys(self, on: bool) {
        self.keys_on.set(on);
        if on {
            remember::forget(KEYS_OFF);
        } else {
            remember::put(KEYS_OFF, &true);
        }
    }

    pub fn say(self, text: String) {
        self.toast.set(Some(Toast { text, undo: None }));
    }

    /// Asks, and hands the answer on; an error is shown at the page's top.
    pub fn ask(self, request: PageRequest, then: impl FnOnce(Response) + 'static) {
        self.ask_or(request, move |answer| match answer {
            Ok(response) => then(response),
            Err(error) => self.failure.set(Some(error)),
        });
    }

    /// Asks, and hands the answer on, whatever it is.
    pub fn ask_or(self, request: PageRequest, then: impl FnOnce(Result<Response, ErrorView>) + 'static) {
        spawn_local(async move { then(page::ask(&request).await) });
    }

    /// Asks for a change; when it is stored, says so with a way back. An error is shown at the page's top.
    pub fn act(self, request: PageRequest, then: impl FnOnce(Saved) + 'static) {
        self.act_or(request, move |answer| match answer {
            Ok(saved) => then(saved),
            Err(error) => self.failure.set(Some(error)),
        });
    }

    /// Asks for a change; when it is stored, says so with a way back.
    pub fn act_or(self, request: PageRequest, then: impl FnOnce(Result<Saved, ErrorView>) + 'static) {
        self.ask_or(request, move |answer| {
            then(answer.map(|response| {
                self.failure.set(None);
                self.saved(&response)
            }));
            self.changed();
        });
    }

    fn saved(self, response: &Response) -> Saved {
        if let Response::Saved { action, message, person, opportunity, cadence } = response {
            self.toast.set(Some(Toast { text: crate::ui::text::resolve(message), undo: Some(Undo::Action(*action)) }));
            keep_focus();
            return Saved { action: *action, person: *person, opportunity: *opportunity, cadence: cadence.clone() };
        }
        if let Response::Restored { actions, message } = response {
            let undo = Some(Undo::Restore(actions.clone()));
            self.toast.set(Some(Toast { text: crate::ui::text::resolve(message), undo }));
            keep_focus();
        }
        Saved { action: ActionId(uuid::Uuid::nil()), person: None, opportunity: None, cadence: None }
    }

    pub fn undo(self, what: Undo) {
        self.toast.set(None);
        let again = matches!(what, Undo::Redo(_));
        let request = match what {
            Undo::Action(action) | Undo::Redo(action) => PageRequest::Undo { action },
            Undo::Restore(actions) => PageRequest::UndoRestore { actions },
        };
        let redoable = matches!(request, PageRequest::UndoRestore { .. });
        self.ask_or(request, move |answer| {
            match answer {
                // Merging the same file once more would bring nothing: its facts are known, and taken back.
                Ok(response) if redoable => drop(self.saved(&response)),
                Ok(Response::Saved { action, .. }) if !again => {
                    let text = crate::ui::text::resolve(&Message::new("ui_undone"));
                    self.toast.set(Some(Toast { text, undo: Some(Undo::Redo(action)) }));
                }
                Ok(_) => self.say(crate::ui::text::resolve(&Message::new("ui_redone"))),
                Err(error) => self.failure.set(Some(error)),
            }
            self.changed();
            keep_focus();
        });
    }
}

#[expect(clippy::cast_possible_truncation, reason = "whole milliseconds")]
fn machine_now() -> i64 {
    js_sys::Date::now() as i64
}

/// When what had the focus is gone after an action, the keyboard goes on from the content, not from the page's top.
pub fn keep_focus() {
    set_timeout(
        || {
            let document = document();
            let lost = document.active_element().is_none_or(|element| element.tag_name().eq_ignore_ascii_case("body"));
            let content = document.get_element_by_id("content").and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok());
            if let (true, Some(content)) = (lost, content) {
                let options = web_sys::FocusOptions::new();
                options.set_prevent_scroll(true);
                let _ = content.focus_with_options(&options);
            }
        },
        Duration::from_millis(250),
    );
}

/// After a change by which an element is drawn anew: the keyboard goes on from there.
pub fn focus_after_change(id: String) {
    set_timeout(move || focus_later(id), REDRAWN);
}

/// After a change by which an element is drawn anew: it is in sight. Where it is already, nothing moves.
pub fn show_after_change(id: &'static str) {
    let show = move || {
        if let Some(element) = document().get_element_by_id(id) {
            let options = web_sys::ScrollIntoViewOptions::new();
            options.set_block(web_sys::ScrollLogicalPosition::Nearest);
            element.scroll_into_view_with_scroll_into_view_options(&options);
        }
    };
    set_timeout(show, REDRAWN);
}

/// The step that a notification has led to.
pub fn named_step() -> Option<FollowUpId> {
    serde_json::from_str(&query("step")?).ok()
}

/// A parameter of the page's address.
pub fn query(name: &str) -> Option<String> {
    let search = web_sys::window()?.location().search().ok()?;
    web_sys::UrlSearchParams::new_with_str(&search).ok()?.get(name)
}

/// Address and target of a link to a part of the dashboard: within it, or in a tab of its own.
pub fn dashboard(part: &str) -> (String, Option<&'static str>) {
    let page = document().body().and_then(|body| body.get_attribute("data-page"));
    if page.as_deref() == Some("dashboard") {
        (format!("#{part}"), None)
    } else {
        (format!("dashboard.html#{part}"), Some("_blank"))
    }
}

/// Frames until a page that was asked for is surely drawn.
const SOON: u8 = 60;

/// Does something with an element as soon as it is there.
pub fn when_there(id: &'static str, then: fn(&web_sys::HtmlElement)) {
    look_again(id, then, SOON);
}

fn look_again(id: &'static str, then: fn(&web_sys::HtmlElement), frames: u8) {
    request_animation_frame(move || {
        let found = document().get_element_by_id(id).and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok());
        match found {
            Some(element) => then(&element),
            None if frames > 0 => look_again(id, then, frames - 1),
            None => {}
        }
    });
}

/// Puts the cursor on an element once it is drawn.
pub fn focus_later(id: impl Into<String>) {
    let id = id.into();
    request_animation_frame(move || {
        if let Some(element) = document().get_element_by_id(&id).and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok())
        {
            let _ = element.focus();
        }
    });
}
