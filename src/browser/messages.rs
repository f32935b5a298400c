//! Who asks, what they may ask, and the answer as plain data.

use super::text::resolve;
use super::{api, background, clock, sites};
use crate::app::protocol::{ContentRequest, PageRequest, Response};
use crate::app::views::{HintView, PanelView, TabView};
use crate::app::{self, Answer, App, AppError, Context, ErrorView, answer_content, answer_page};
use crate::capture::snapshot::Snapshot;
use crate::model::Message;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;

#[cfg(feature = "practice")]
pub const CLOCK_KEY: &str = "practice-clock";

/// What the browser says of a message's sender.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Sender {
    id: Option<String>,
    /// Address of the frame that sent it.
    url: Option<String>,
    /// Address of the tab around that frame.
    tab_url: Option<String>,
}

enum Surface<'a> {
    Page,
    /// A content script, with the address of its page.
    Webmail(&'a str),
}

impl Sender {
    /// The browser fills these in; a page cannot forge them.
    fn surface(&self) -> Result<Surface<'_>, AppError> {
        let own = api::EXTENSION_ID.with(String::clone);
        if self.id.as_deref() != Some(own.as_str()) {
            return Err(AppError::NotAllowed);
        }
        let url = self.url.as_deref().unwrap_or_default();
        if url.starts_with(&api::extension_url("")) {
            return Ok(Surface::Page);
        }
        // An editor's frame has no address of its own.
        if url.starts_with("http") {
            return Ok(Surface::Webmail(url));
        }
        self.tab_url.as_deref().filter(|url| url.starts_with("http")).map(Surface::Webmail).ok_or(AppError::NotAllowed)
    }
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
enum Reply<T> {
    Ok(T),
    Error(ErrorView),
}

/// As [`ErrorView`], for a surface without a catalogue.
#[derive(Serialize)]
struct ErrorText {
    code: String,
    message: String,
}

pub async fn answer(message: Value, sender: &Sender) -> JsValue {
    match sender.surface() {
        Ok(Surface::Page) => match page(message).await {
            Ok(response) => plain(&Reply::Ok(response)),
            Err(error) => refusal(&error),
        },
        Ok(Surface::Webmail(url)) => match webmail(message, url).await {
            Ok(answer) => answer,
            Err(error) => refusal_in_words(&error),
        },
        Err(error) => refusal(&error),
    }
}

pub fn refusal(error: &AppError) -> JsValue {
    background::log(&error.to_string());
    plain(&Reply::<()>::Error(error.view()))
}

fn refusal_in_words(error: &AppError) -> JsValue {
    #[derive(Serialize)]
    struct Refused {
        error: ErrorText,
    }
    background::log(&error.to_string());
    let view = error.view();
    plain(&Refused { error: ErrorText { code: view.code, message: resolve(&view.message) } })
}

async fn page(message: Value) -> Result<Response, AppError> {
    let request: PageRequest =
        serde_json::from_value(message).map_err(|error| AppError::Malformed(error.to_string()))?;
    match request {
        PageRequest::ReadTab { tab } => {
            let Some(value) = sites::snapshot(tab).await else {
                return Ok(Response::Tab { tab: Box::new(TabView::NotAllowed) });
            };
            let snapshot: Snapshot =
                serde_wasm_bindgen::from_value(value).map_err(|e| AppError::Malformed(e.to_string()))?;
            changed(|app, ctx| answer_page(app, PageRequest::ReadSnapshot { snapshot: Box::new(snapshot) }, ctx)).await
        }
        PageRequest::Export { what } => {
            background::read(|app| app::export(app, what, clock::now(), &clock::zone(), &resolve))?
        }
        #[cfg(feature = "practice")]
        PageRequest::SetClock { offset_ms } => {
            super::storage::write_records(&[(CLOCK_KEY.to_owned(), Value::from(offset_ms))]).await?;
            clock::set_offset_ms(offset_ms);
            background::bring_up_to_date().await;
            Ok(Response::Done)
        }
        #[cfg(feature = "practice")]
        PageRequest::Clock => Ok(Response::Clock { offset_ms: clock::offset_ms() }),
        request => changed(|app, ctx| answer_page(app, request, ctx)).await,
    }
}

/// Stores what the answer brings with it, then brings the prompts up to date.
async fn changed(work: impl FnOnce(&App, &mut Context) -> Result<Answer, AppError>) -> Result<Response, AppError> {
    let (zone, language) = (clock::zone(), super::text::language());
    let (response, stored) = background::change(|app| {
        let mut ctx = Context { now: clock::now(), zone: &zone, language: &language, new_id: &mut clock::new_id };
        let answer = work(app, &mut ctx)?;
        let stored = !answer.facts.is_empty();
        Ok((answer.facts, (answer.response, stored)))
    })
    .await?;
    if stored {
        background::bring_up_to_date().await;
    }
    Ok(response)
}

async fn webmail(message: Value, url: &str) -> Result<JsValue, AppError> {
    let request: ContentRequest =
        serde_json::from_value(message).map_err(|error| AppError::Malformed(error.to_string()))?;
    if matches!(request, ContentRequest::Site) {
        #[derive(Serialize)]
        struct Site {
            sites: Vec<sites::ComposeSite>,
            texts: std::collections::BTreeMap<&'static str, String>,
        }
        let texts = PANEL_TEXTS.iter().map(|key| (*key, resolve(&Message::new(key)))).collect();
        return Ok(plain(&Reply::Ok(Site { sites: sites::compose_sites(url)?, texts })));
    }
    let response = changed(|app, ctx| answer_content(app, request, ctx)).await?;
    Ok(match response {
        Response::Panel { panel } => {
            #[derive(Serialize)]
            struct Panel {
                panel: Option<PanelView<String>>,
            }
            plain(&Reply::Ok(Panel { panel: panel.map(|panel| panel.resolve(resolve)) }))
        }
        Response::Review { hints } => {
            #[derive(Serialize)]
            struct Review {
                hints: Vec<HintView<String>>,
            }
            plain(&Reply::Ok(Review { hints: hints.iter().map(|hint| hint.resolve(resolve)).collect() }))
        }
        response => plain(&Reply::Ok(response)),
    })
}

/// What `panel.js` says itself.
const PANEL_TEXTS: [&str; 16] = [
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
    "panel_sent",
    "panel_show",
    "panel_snooze",
    "panel_undo",
];

fn plain(value: &impl Serialize) -> JsValue {
    value.serialize(&Serializer::json_compatible()).unwrap_or(JsValue::NULL)
}
