use crate::app::AppError;
use crate::model::Message;
use crate::store::BackupKey;
use jiff::Timestamp;
use serde_json::Value;
use uuid::Uuid;

/// Where content scripts are brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tabs {
    /// Tabs that load from now on, if scripts are not brought there already.
    NextIfMissing,
    /// Tabs that load from now on, as the permissions are now.
    Next,
    /// Those, and tabs that are open already.
    All,
}

/// Why a file was not saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveError {
    /// The user has withdrawn the permission.
    NotAllowed,
    /// There is no room left.
    Full,
    /// In the browser's words.
    Refused(String),
}

/// What the background asks of the browser around it. Any call that is awaited may be its last: a browser stops a
/// background whenever it likes.
#[expect(async_fn_in_trait, reason = "a background has one thread; nothing is sent to another")]
pub trait Host {
    fn now(&self) -> Timestamp;
    /// IANA name of the user's own zone.
    fn zone(&self) -> String;
    /// BCP 47.
    fn language(&self) -> String;
    /// UUID version 7 (RFC 9562).
    fn new_id(&self) -> Uuid;
    /// A text locked with a passphrase: age draws its keys itself, as `new_id` draws an id.
    fn lock(&self, text: &str, passphrase: &str) -> Result<String, AppError>;
    /// The same for a key, which needs chance too.
    fn lock_for(&self, key: &BackupKey, text: &str) -> Result<String, AppError>;
    fn new_key(&self, passphrase: &str) -> Result<BackupKey, AppError>;
    /// In the user's language.
    fn text(&self, message: &Message) -> String;
    fn log(&self, text: &str);
    /// Its brand and version, as `store::browser_name` says them.
    fn browser(&self) -> String;
    /// What the browser calls this extension in a message's sender.
    fn extension_id(&self) -> String;
    /// Where the extension's own pages begin: `chrome-extension://…/`.
    fn extension_url(&self) -> String;

    /// Everything that is stored.
    async fn read_storage(&self) -> Result<Vec<(String, Value)>, AppError>;
    /// All of these records or none.
    async fn write_storage(&self, records: &[(String, Value)]) -> Result<(), AppError>;
    /// Takes these records away, for good.
    async fn erase_storage(&self, keys: &[String]) -> Result<(), AppError>;

    /// When the one alarm is set for.
    async fn alarm(&self) -> Option<Timestamp>;
    /// Sets the one alarm; `None` clears it.
    async fn set_alarm(&self, at: Option<Timestamp>) -> Result<(), String>;

    /// The ids of the notifications that the user has before them.
    async fn notifications(&self) -> Vec<String>;
    /// `button`: on it, where the browser has such.
    async fn show_notification(&self, id: &str, title: &str, text: &str, button: Option<&str>) -> Result<(), String>;
    async fn clear_notification(&self, id: &str);
    async fn set_badge(&self, text: &str);
    /// Opens one of our own pages in a tab: `dashboard.html#people`.
    async fn open_page(&self, path: &str);

    async fn may_save_files(&self) -> bool;
    /// Saves a file below the folder for downloads, in place of one of that name, and asks nobody. What is answered is
    /// whether it is there as a whole.
    async fn save_file(&self, name: &str, text: &str) -> Result<(), SaveError>;

    /// Brings the content scripts to where the user has enabled a webmail.
    async fn bring_scripts(&self, to: Tabs) -> Result<(), String>;
    /// Brings the scripts that deal with a compose window to one frame.
    async fn bring_prompt(&self, tab: i32, frame: i32) -> Result<(), String>;
    /// The snapshot of a tab; `None` where the browser does not let us.
    async fn snapshot(&self, tab: i32) -> Option<Value>;

    #[cfg(feature = "practice")]
    fn set_clock_offset(&self, ms: i64);
    #[cfg(feature = "practice")]
    fn clock_offset(&self) -> i64;
    /// Does not come back.
    #[cfg(feature = "practice")]
    fn break_down(&self, how: crate::app::protocol::Breakage, words: &str);
}
