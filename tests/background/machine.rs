//! A computer with a browser on it, as far as the background can tell: it keeps what is stored, shows notifications,
//! wakes at its alarm, and may stop the background at any await.

use crate::chance::Chance;
use afterword::app::AppError;
use afterword::background::{Host, SaveError, Tabs};
use afterword::model::{ActionId, FollowUpId, Message};
use afterword::store::BackupKey;
use jiff::Timestamp;
use serde_json::Value;
use std::cell::{Ref, RefCell, RefMut};
use std::collections::{BTreeMap, BTreeSet};
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};
use uuid::Uuid;

/// One moment of one follow-up for which a notification was shown.
pub type Moment = (FollowUpId, Timestamp);

#[derive(Debug)]
pub struct State {
    pub now: Timestamp,
    pub zone: &'static str,
    pub storage: BTreeMap<String, Value>,
    pub alarm: Option<Timestamp>,
    /// Notifications before the user.
    pub tray: BTreeSet<String>,
    /// How often the user saw a notification come up for each moment.
    pub shown: BTreeMap<Moment, usize>,
    /// How many notifications came up.
    pub came_up: usize,
    /// The write that fails, counted from now: 1 is the next one.
    pub failing_write: Option<usize>,
    /// Every write fails.
    pub disk_full: bool,
    /// The browser sets no alarm.
    pub no_alarms: bool,
    /// Storage can't be read.
    pub unreadable: bool,
    /// In how many writes each action was found.
    pub writes_of: BTreeMap<ActionId, usize>,
    /// Records as they were before they were erased or written over.
    pub taken: BTreeMap<String, Value>,
    /// What was saved in the folder for downloads.
    pub files: BTreeMap<String, String>,
    /// Why no file can be saved.
    pub no_files: Option<SaveError>,
    /// The notifications that are of no follow-up, with their text.
    pub told: Vec<(String, String)>,
    pub badge: String,
    pub opened: Vec<String>,
    ids: u128,
}

#[derive(Clone)]
pub struct Machine(Rc<RefCell<State>>);

impl Machine {
    pub fn new(now: Timestamp) -> Self {
        Self(Rc::new(RefCell::new(State {
            now,
            zone: "Europe/Berlin",
            storage: BTreeMap::new(),
            alarm: None,
            tray: BTreeSet::new(),
            shown: BTreeMap::new(),
            came_up: 0,
            failing_write: None,
            disk_full: false,
            no_alarms: false,
            unreadable: false,
            writes_of: BTreeMap::new(),
            taken: BTreeMap::new(),
            files: BTreeMap::new(),
            no_files: None,
            told: Vec::new(),
            badge: String::new(),
            opened: Vec::new(),
            ids: 0,
        })))
    }

    pub fn look(&self) -> Ref<'_, State> {
        self.0.borrow()
    }

    pub fn change(&self) -> RefMut<'_, State> {
        self.0.borrow_mut()
    }

    /// The browser dies: its notifications go with it, and in some browsers its alarms.
    pub fn restart(&self, chance: &mut Chance) {
        let mut state = self.change();
        state.tray.clear();
        if chance.one_in(2) {
            state.alarm = None;
        }
    }
}

/// Pending once: where a browser may stop a background, and where another task gets its turn.
struct Await(bool);

impl Future for Await {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        if std::mem::replace(&mut self.0, true) { Poll::Ready(()) } else { Poll::Pending }
    }
}

impl Machine {
    /// A call of the browser: asked for, carried out, answered, with a moment in between each.
    async fn call<T>(&self, what: impl FnOnce(&mut State) -> T) -> T {
        Await(false).await;
        let answer = what(&mut self.change());
        Await(false).await;
        answer
    }
}

impl Host for Machine {
    fn now(&self) -> Timestamp {
        self.look().now
    }

    fn zone(&self) -> String {
        self.look().zone.to_owned()
    }

    fn language(&self) -> String {
        "en".to_owned()
    }

    fn new_id(&self) -> Uuid {
        let mut state = self.change();
        state.ids += 1;
        Uuid::from_u128(state.ids)
    }

    fn lock(&self, text: &str, passphrase: &str) -> Result<String, AppError> {
        afterword::store::lock_backup(text, passphrase).map_err(|error| AppError::Internal(error.to_string()))
    }

    fn lock_for(&self, key: &BackupKey, text: &str) -> Result<String, AppError> {
        key.lock(text).map_err(|error| AppError::Internal(error.to_string()))
    }

    fn new_key(&self, passphrase: &str) -> Result<BackupKey, AppError> {
        BackupKey::generate(passphrase).map_err(|error| AppError::Internal(error.to_string()))
    }

    fn text(&self, message: &Message) -> String {
        format!("{message:?}")
    }

    fn log(&self, _: &str) {}

    fn browser(&self) -> String {
        "Firefox 140".to_owned()
    }

    fn extension_id(&self) -> String {
        "afterword".to_owned()
    }

    fn extension_url(&self) -> String {
        "extension://afterword/".to_owned()
    }

    async fn read_storage(&self) -> Result<Vec<(String, Value)>, AppError> {
        self.call(|state| match state.unreadable {
            true => Err(AppError::Internal("storage is out of reach".into())),
            false => Ok(state.storage.clone().into_iter().collect()),
        })
        .await
    }

    async fn write_storage(&self, records: &[(String, Value)]) -> Result<(), AppError> {
        self.call(|state| {
            let failing = state.failing_write.map(|n| n.saturating_sub(1));
            state.failing_write = failing.filter(|left| *left > 0);
            if failing == Some(0) || state.disk_full {
                return Err(AppError::StorageRefused("QUOTA_BYTES exceeded".into()));
            }
            let actions: BTreeSet<ActionId> = records
                .iter()
                // A sweep writes what is there once more.
                .filter(|(key, _)| !state.storage.contains_key(key))
                .filter_map(|(_, value)| value.get("action"))
                .filter_map(|action| serde_json::from_value(action.clone()).ok())
                .collect();
            for action in actions {
                *state.writes_of.entry(action).or_default() += 1;
            }
            for (key, _) in records {
                if let Some(was) = state.storage.get(key).cloned() {
                    state.taken.entry(key.clone()).or_insert(was);
                }
            }
            state.storage.extend(records.iter().cloned());
            Ok(())
        })
        .await
    }

    async fn erase_storage(&self, keys: &[String]) -> Result<(), AppError> {
        self.call(|state| {
            let taken = keys.iter().filter_map(|key| state.storage.remove_entry(key)).collect::<Vec<_>>();
            for (key, was) in taken {
                state.taken.entry(key).or_insert(was);
            }
        })
        .await;
        Ok(())
    }

    async fn alarm(&self) -> Option<Timestamp> {
        self.call(|state| state.alarm).await
    }

    async fn set_alarm(&self, at: Option<Timestamp>) -> Result<(), String> {
        self.call(|state| {
            if state.no_alarms {
                return Err("the alarm was not set".to_owned());
            }
            state.alarm = at;
            Ok(())
        })
        .await
    }

    async fn notifications(&self) -> Vec<String> {
        self.call(|state| state.tray.iter().cloned().collect()).await
    }

    async fn show_notification(&self, id: &str, _: &str, text: &str, button: Option<&str>) -> Result<(), String> {
        if id == "auto-backup" {
            self.call(|state| {
                state.told.push((id.to_owned(), text.to_owned()));
                state.tray.insert(id.to_owned());
            })
            .await;
            return Ok(());
        }
        assert_eq!(button.is_some(), !id.starts_with("several/"), "what is put off is one thing");
        self.call(|state| {
            let written = state.storage.get("showing").cloned().unwrap_or_default();
            assert_eq!(written["id"], id, "what is shown was written down before");
            let moments = written["moments"].as_array().unwrap().iter().map(|moment| {
                let part = |key: &str| moment[key].clone();
                (serde_json::from_value(part("follow_up")).unwrap(), serde_json::from_value(part("at")).unwrap())
            });
            for moment in moments {
                let moment: Moment = moment;
                *state.shown.entry(moment).or_default() += 1;
            }
            state.tray.insert(id.to_owned());
            state.came_up += 1;
            Ok(())
        })
        .await
    }

    async fn clear_notification(&self, id: &str) {
        self.call(|state| state.tray.remove(id)).await;
    }

    async fn set_badge(&self, text: &str) {
        self.call(|state| state.badge = text.to_owned()).await;
    }

    async fn open_page(&self, path: &str) {
        self.call(|state| state.opened.push(path.to_owned())).await;
    }

    async fn may_save_files(&self) -> bool {
        self.call(|state| state.no_files != Some(SaveError::NotAllowed)).await
    }

    async fn save_file(&self, name: &str, text: &str) -> Result<(), SaveError> {
        self.call(|state| match state.no_files.clone() {
            Some(error) => Err(error),
            None => {
                state.files.insert(name.to_owned(), text.to_owned());
                Ok(())
            }
        })
        .await
    }

    async fn bring_scripts(&self, _: Tabs) -> Result<(), String> {
        self.call(|_| Ok(())).await
    }

    async fn bring_prompt(&self, _: i32, _: i32) -> Result<(), String> {
        self.call(|_| Ok(())).await
    }

    async fn snapshot(&self, _: i32) -> Option<Value> {
        None
    }

    #[cfg(feature = "practice")]
    fn set_clock_offset(&self, _: i64) {}

    #[cfg(feature = "practice")]
    fn clock_offset(&self) -> i64 {
        0
    }

    #[cfg(feature = "practice")]
    fn break_down(&self, _: afterword::app::protocol::Breakage, _: &str) {}
}
