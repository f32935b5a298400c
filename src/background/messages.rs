//! Who asks, what they may ask, and the answer as plain data.

use super::prompts::Shown;
use super::{Background, Host};
use crate::app::protocol::{ContentRequest, PageRequest, Response};
use crate::app::views::{HintView, PanelView, TabView};
use crate::app::{self, Answer, App, AppError, Context, ErrorView, answer_content, answer_page};
use crate::capture::linkedin::is_linkedin_url;
use crate::capture::sites::{ComposePlaces, Site, SiteError, Sites};
use crate::capture::snapshot::Snapshot;
use crate::model::Message;
use crate::store::{ErrorCode, write_backup};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::OnceLock;

#[cfg(feature = "practice")]
const CLOCK_KEY: &str = "practice-clock";

#[cfg(feature = "practice")]
pub(super) fn stored_offset(records: &[(String, Value)]) -> i64 {
    records.iter().find(|(key, _)| key == CLOCK_KEY).and_then(|(_, value)| value.as_i64()).unwrap_or(0)
}

/// What is no record of the user's: the practice build's clock.
fn is_of_machine(key: &str) -> bool {
    cfg!(feature = "practice") && key == "practice-clock"
}

/// What the browser says of a message's sender.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Sender {
    pub id: Option<String>,
    /// Address of the frame that sent it.
    pub url: Option<String>,
    /// Address of the tab around that frame.
    pub tab_url: Option<String>,
    /// The browser's numbers of that tab and frame.
    pub tab: Option<i32>,
    pub frame: Option<i32>,
}

enum Surface<'a> {
    Page,
    /// A content script, with the address of its page.
    Webmail(&'a str),
}

/// What goes back to who asked; [`Reply::Nothing`] where nobody did.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Reply {
    Nothing,
    /// To one of our own pages, which looks texts up itself.
    Page(Answered<Response, ErrorView>),
    /// To a content script, which holds no catalogue and is given the text.
    Webmail(Answered<WebmailAnswer, ErrorText>),
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answered<T, E> {
    Ok(T),
    Error(E),
}

/// As [`ErrorView`], in words.
#[derive(Debug, Serialize)]
pub struct ErrorText {
    pub code: String,
    pub message: String,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum WebmailAnswer {
    Site { sites: Vec<ComposeSite> },
    Scripts { texts: BTreeMap<&'static str, String> },
    Panel { panel: Option<PanelView<String>> },
    Review { hints: Vec<HintView<String>> },
    Other(Response),
}

impl Reply {
    /// An event that could not even be read.
    pub fn malformed(error: impl ToString) -> Self {
        Self::Page(Answered::Error(AppError::Malformed(error.to_string()).view()))
    }
}

/// What a content script needs to know of its own site.
#[derive(Clone, Debug, Serialize)]
pub struct ComposeSite {
    pub key: String,
    /// Selectors, one of which must match before these places are used; empty: always.
    pub detect: Vec<String>,
    pub compose: ComposePlaces,
}

/// Every page of a webmail asks for its part.
static SITES: OnceLock<Result<Sites, SiteError>> = OnceLock::new();

/// The places for a page at this address: its own site's; on a webmail that the user enabled by its address those of
/// the programs that people host themselves, then the general ones.
pub fn compose_sites(url: &str) -> Result<Vec<ComposeSite>, AppError> {
    let sites = SITES.get_or_init(Sites::shipped).as_ref().map_err(|e| AppError::Internal(e.to_string()))?;
    let part = |site: &Site| {
        site.compose.clone().map(|compose| ComposeSite { key: site.key.clone(), detect: site.detect.clone(), compose })
    };
    if let Some(site) = sites.for_url(url) {
        // Known by its address already.
        return Ok(part(site).map(|known| ComposeSite { detect: Vec::new(), ..known }).into_iter().collect());
    }
    let hosted = sites.all.iter().filter(|site| !site.detect.is_empty());
    Ok(hosted.chain(sites.generic()).filter_map(part).collect())
}

impl<H: Host> Background<H> {
    pub(super) async fn answer(&self, opened: Result<(), AppError>, message: Value, sender: &Sender) -> Reply {
        match self.surface(sender) {
            Ok(Surface::Page) => {
                let answer = match opened {
                    Ok(()) => self.page(message).await,
                    Err(error) => Err(error),
                };
                match answer {
                    Ok(response) => Reply::Page(Answered::Ok(response)),
                    Err(error) => self.refusal(&error),
                }
            }
            Ok(Surface::Webmail(url)) => {
                let answer = match opened {
                    Ok(()) => self.webmail(message, url, sender).await,
                    Err(error) => Err(error),
                };
                Reply::Webmail(answer.map_or_else(|error| Answered::Error(self.in_words(&error)), Answered::Ok))
            }
            Err(error) => self.refusal(&error),
        }
    }

    /// The browser fills these in; a page cannot forge them.
    fn surface<'a>(&self, sender: &'a Sender) -> Result<Surface<'a>, AppError> {
        if sender.id.as_deref() != Some(self.host.extension_id().as_str()) {
            return Err(AppError::NotAllowed);
        }
        let url = sender.url.as_deref().unwrap_or_default();
        if url.starts_with(&self.host.extension_url()) {
            return Ok(Surface::Page);
        }
        // An editor's frame has no address of its own.
        let is_web = |url: &&str| url.starts_with("https://") || url.starts_with("http://");
        let page = Some(url).filter(is_web).or_else(|| sender.tab_url.as_deref().filter(is_web));
        // On LinkedIn nothing of ours ever asks: its snapshot is fetched, by a script that is gone at once.
        page.filter(|url| !is_linkedin_url(url)).map(Surface::Webmail).ok_or(AppError::NotAllowed)
    }

    fn refusal(&self, error: &AppError) -> Reply {
        self.note_internal(error);
        self.host.log(&error.to_string());
        Reply::Page(Answered::Error(error.view()))
    }

    fn in_words(&self, error: &AppError) -> ErrorText {
        self.note_internal(error);
        self.host.log(&error.to_string());
        let view = error.view();
        ErrorText { code: view.code, message: self.host.text(&view.message) }
    }

    /// What the user can do nothing about.
    fn note_internal(&self, error: &AppError) {
        if matches!(error, AppError::Internal(_)) {
            self.note(ErrorCode::Internal);
        }
    }

    async fn page(&self, message: Value) -> Result<Response, AppError> {
        let request: PageRequest =
            serde_json::from_value(message).map_err(|error| AppError::Malformed(error.to_string()))?;
        match request {
            PageRequest::ReadTab { tab } => {
                let Some(value) = self.host.snapshot(tab).await else {
                    return Ok(Response::Tab { tab: Box::new(TabView::NotAllowed) });
                };
                let snapshot: Snapshot =
                    serde_json::from_value(value).map_err(|e| AppError::Malformed(e.to_string()))?;
                let request = PageRequest::ReadSnapshot { snapshot: Box::new(snapshot) };
                self.changed(|app, ctx| answer_page(app, request, ctx)).await
            }
            PageRequest::Export { what } => {
                let say = |message: &Message| self.host.text(message);
                self.read(|app| app::export(app, what, self.host.now(), &self.host.zone(), &say))?
            }
            PageRequest::Backup { passphrase: Some(passphrase) } => {
                let lock = |text: &str, passphrase: &str| self.host.lock(text, passphrase);
                self.read(|app| app::locked_backup(app, &passphrase, self.host.now(), &self.host.zone(), &lock))?
            }
            PageRequest::UnlockBackup { text, passphrase, key } => {
                let request = PageRequest::UnlockBackup { text, passphrase, key: key.or_else(|| self.key_file()) };
                self.changed(|app, ctx| answer_page(app, request, ctx)).await
            }
            PageRequest::AutoBackup => Ok(self.auto_backup()),
            PageRequest::SetAutoBackup { every, passphrase } => self.set_auto_backup(every, &passphrase).await,
            PageRequest::AutoBackupNow => self.save_backup_now().await,
            PageRequest::Errors => Ok(self.all_errors()),
            PageRequest::ForgetErrors => self.forget_errors().await,
            PageRequest::ReportError { code, place } => {
                self.note_failure(code, &place, None);
                Ok(Response::Done)
            }
            #[cfg(feature = "practice")]
            PageRequest::Break { how, words } => {
                // As any change does, so that what it holds at that moment is held for ever by the broken instance.
                let _turn = self.writing.lock().await;
                self.host.break_down(how, &words);
                Ok(Response::Done)
            }
            PageRequest::EraseEverything => self.erase().await,
            #[cfg(feature = "practice")]
            PageRequest::SetClock { offset_ms } => {
                self.host.write_storage(&[(CLOCK_KEY.to_owned(), Value::from(offset_ms))]).await?;
                self.host.set_clock_offset(offset_ms);
                self.bring_up_to_date().await;
                Ok(Response::Done)
            }
            #[cfg(feature = "practice")]
            PageRequest::Clock => Ok(Response::Clock { offset_ms: self.host.clock_offset() }),
            request => self.changed(|app, ctx| answer_page(app, request, ctx)).await,
        }
    }

    /// Takes away all that is stored, what cannot be read included; who asked is given it as a backup, and nobody else.
    async fn erase(&self) -> Result<Response, AppError> {
        self.forget_errors().await?;
        let backup = {
            let _turn = self.writing.lock().await;
            let backup = self.read(|app| write_backup(app.facts(), self.host.now()))?;
            let backup = backup.map_err(|error| AppError::Internal(error.to_string()))?;
            let records = self.host.read_storage().await?;
            let keys: Vec<String> = records.into_iter().map(|(key, _)| key).filter(|key| !is_of_machine(key)).collect();
            self.host.erase_storage(&keys).await?;
            self.app.replace(Some(App::default()));
            self.shown.replace(Shown::default());
            self.auto.replace(None);
            backup
        };
        for id in self.host.notifications().await {
            self.host.clear_notification(&id).await;
        }
        self.bring_up_to_date().await;
        Ok(Response::Erased { backup })
    }

    /// Stores what the answer brings with it, then brings the prompts up to date.
    pub(super) async fn changed(
        &self,
        work: impl FnOnce(&App, &mut Context) -> Result<Answer, AppError>,
    ) -> Result<Response, AppError> {
        let (zone, language) = (self.host.zone(), self.host.language());
        let (response, stored) = self
            .change(|app| {
                let mut new_id = || self.host.new_id();
                let now = self.host.now();
                let mut ctx = Context { now, zone: &zone, language: &language, new_id: &mut new_id };
                let answer = work(app, &mut ctx)?;
                let stored = !answer.facts.is_empty();
                Ok((answer.facts, Vec::new(), (answer.response, stored)))
            })
            .await?;
        if stored {
            self.bring_up_to_date().await;
        }
        Ok(response)
    }

    async fn webmail(&self, message: Value, url: &str, sender: &Sender) -> Result<WebmailAnswer, AppError> {
        let request: ContentRequest =
            serde_json::from_value(message).map_err(|error| AppError::Malformed(error.to_string()))?;
        let say = |message: &Message| self.host.text(message);
        match request {
            ContentRequest::Site => return Ok(WebmailAnswer::Site { sites: compose_sites(url)? }),
            ContentRequest::Scripts => {
                let (tab, frame) = sender.tab.zip(sender.frame).ok_or(AppError::NotAllowed)?;
                // A tab that has moved on meanwhile refuses, which is no failure of anything.
                self.host.bring_prompt(tab, frame).await.map_err(|error| {
                    self.host.log(&error);
                    AppError::Gone
                })?;
                let texts = PANEL_TEXTS.iter().map(|key| (*key, say(&Message::new(key)))).collect();
                return Ok(WebmailAnswer::Scripts { texts });
            }
            _ => {}
        }
        Ok(match self.changed(|app, ctx| answer_content(app, request, ctx)).await? {
            Response::Panel { panel } => WebmailAnswer::Panel { panel: panel.map(|panel| panel.resolve(say)) },
            Response::Review { hints } => {
                WebmailAnswer::Review { hints: hints.iter().map(|hint| hint.resolve(say)).collect() }
            }
            response => WebmailAnswer::Other(response),
        })
    }
}

/// What `panel.js` says itself.
const PANEL_TEXTS: [&str; 22] = [
    "panel_address_copied",
    "panel_alias_added",
    "panel_already_done",
    "panel_close",
    "panel_collapse",
    "panel_copied",
    "panel_expand",
    "panel_insert",
    "panel_inserted",
    "panel_label",
    "panel_mend_gone",
    "panel_replace",
    "panel_review",
    "panel_review_clean",
    "panel_same_no",
    "panel_same_told_apart",
    "panel_same_yes",
    "panel_sent",
    "panel_show",
    "panel_snooze",
    "panel_undo",
    "panel_write_to",
];
