//! Joins the background to the browser: events in, answers out.

use super::host::Browser;
use crate::background::{Background, Event, Reply};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use std::rc::Rc;
use wasm_bindgen::JsValue;

thread_local! {
    static BACKGROUND: Rc<Background<Browser>> = Rc::new(Background::new(Browser));
}

/// Handles one event; the answer is for a message's sender, else nothing.
pub async fn handle(event: JsValue) -> JsValue {
    let reply = match serde_wasm_bindgen::from_value::<Event>(event) {
        Ok(event) => BACKGROUND.with(Rc::clone).handle(event).await,
        Err(error) => Reply::malformed(error),
    };
    if matches!(reply, Reply::Nothing) {
        return JsValue::UNDEFINED;
    }
    reply.serialize(&Serializer::json_compatible()).unwrap_or(JsValue::NULL)
}
