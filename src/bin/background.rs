//! Entry point of the background: `background.js` hands every event of the browser to [`handle`].

use afterword::browser::background;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
pub async fn handle(event: JsValue) -> JsValue {
    background::handle(event).await
}

fn main() {
    afterword::browser::failure::watch();
}
