use super::api;
use crate::app::AppError;
use serde::Serialize;
use serde_json::Value;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::{JsCast, JsValue};

/// Everything in `storage.local`.
pub async fn read_all() -> Result<Vec<(String, Value)>, AppError> {
    let all = api::storage_get(&JsValue::NULL).await.map_err(|e| AppError::Internal(api::error_text(&e)))?;
    let entries = js_sys::Object::entries(all.unchecked_ref());
    Ok(entries
        .iter()
        .filter_map(|entry| {
            let entry: js_sys::Array = entry.unchecked_into();
            let value = serde_wasm_bindgen::from_value(entry.get(1)).unwrap_or(Value::Null);
            entry.get(0).as_string().map(|key| (key, value))
        })
        .collect())
}

/// Writes all of these records in one call: all of them or none.
pub async fn write(records: &[(String, Value)]) -> Result<(), AppError> {
    let items = js_sys::Object::new();
    for (key, value) in records {
        let value =
            value.serialize(&Serializer::json_compatible()).map_err(|error| AppError::Internal(error.to_string()))?;
        let _ = js_sys::Reflect::set(&items, &JsValue::from_str(key), &value);
    }
    api::storage_set(&items).await.map(drop).map_err(|e| AppError::StorageRefused(api::error_text(&e)))
}

/// Takes these records away.
pub async fn erase(keys: &[String]) -> Result<(), AppError> {
    let keys = api::strings(keys.iter().map(String::as_str));
    api::storage_remove(&keys).await.map(drop).map_err(|e| AppError::Internal(api::error_text(&e)))
}
