//! Files into the folder for downloads, without anybody being asked.

use super::api::{self, error_text, object};
use crate::background::SaveError;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use js_sys::Reflect;
use wasm_bindgen::JsValue;

/// No ending is added to a file of this kind.
const MEDIA_TYPE: &str = "application/octet-stream";
/// In milliseconds, each time twice as long as before.
const FIRST_LOOK: i32 = 25;
const LAST_LOOK: i32 = 25_600;

pub async fn is_allowed() -> bool {
    let asked = object(&[("permissions", api::strings(["downloads"]))]);
    api::has_permission(&asked).await.is_ok_and(|held| held.is_truthy())
}

/// Saves a text, in place of a file of that name, and waits until it is there.
pub async fn save(name: &str, text: &str) -> Result<(), SaveError> {
    if !is_allowed().await {
        return Err(SaveError::NotAllowed);
    }
    let source = Source::of(text);
    let options = object(&[
        ("url", source.url().into()),
        ("filename", name.into()),
        ("conflictAction", "overwrite".into()),
        ("saveAs", false.into()),
    ]);
    let id = api::download(&options).await.map_err(|error| SaveError::Refused(error_text(&error)))?;
    wait_for(&id).await
}

/// Where the browser reads the text from.
enum Source {
    /// Firefox's background is a page, which has these; they are given back when they were read.
    Object(String),
    /// Chromium's worker has none.
    Data(String),
}

impl Source {
    fn of(text: &str) -> Self {
        Self::object(text).map_or_else(
            || Self::Data(format!("data:{MEDIA_TYPE};base64,{}", BASE64_STANDARD.encode(text))),
            Self::Object,
        )
    }

    fn object(text: &str) -> Option<String> {
        let factory = Reflect::get(&js_sys::global(), &"URL".into()).ok()?;
        if !Reflect::get(&factory, &"createObjectURL".into()).ok()?.is_function() {
            return None;
        }
        let kind = web_sys::BlobPropertyBag::new();
        kind.set_type(MEDIA_TYPE);
        let blob = web_sys::Blob::new_with_str_sequence_and_options(&js_sys::Array::of1(&text.into()), &kind).ok()?;
        web_sys::Url::create_object_url_with_blob(&blob).ok()
    }

    fn url(&self) -> &str {
        match self {
            Self::Object(url) | Self::Data(url) => url,
        }
    }
}

impl Drop for Source {
    fn drop(&mut self) {
        if let Self::Object(url) = self {
            let _ = web_sys::Url::revoke_object_url(url);
        }
    }
}

/// Looks after it until it has ended: told of it by an event, a background that was started anew would not know for whom.
async fn wait_for(id: &JsValue) -> Result<(), SaveError> {
    let mut pause = FIRST_LOOK;
    loop {
        let found = api::downloads(&object(&[("id", id.clone())])).await;
        let item = found.map_err(|error| SaveError::Refused(error_text(&error)))?;
        let item = js_sys::Array::from(&item).get(0);
        let part = |name: &str| Reflect::get(&item, &name.into()).ok().and_then(|value| value.as_string());
        match (part("state").as_deref(), part("error")) {
            (Some("complete"), _) => return Ok(()),
            (_, Some(error)) if error == "FILE_NO_SPACE" => return Err(SaveError::Full),
            (_, Some(error)) => return Err(SaveError::Refused(error)),
            _ if LAST_LOOK < pause => return Err(SaveError::Refused("timeout".to_owned())),
            _ => api::sleep(pause).await,
        }
        pause = pause.saturating_mul(2);
    }
}
