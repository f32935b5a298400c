//! What was acknowledged to a page, and what is stored, past the background.

use e2e::Result;
use e2e::browser::Browser;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Asks for somebody to be saved, `count` times at once, without waiting. The page's own data set keeps what was
/// acknowledged, and how many answers came.
pub async fn ask_without_waiting(browser: &Browser, name: &str, count: usize) -> Result<()> {
    let script = "const data = document.documentElement.dataset; \
                  for (let i = 0; i < arguments[1]; i += 1) { \
                      const form = { person: { name: `${arguments[0]} ${i}`, company: 'Brightwell' }, role: 'peer' }; \
                      const answered = (answer) => { \
                          data.answered = Number(data.answered ?? 0) + 1; \
                          if (answer?.ok) data.told = `${data.told ?? ''} ${answer.ok.action}`; }; \
                      chrome.runtime.sendMessage({ kind: 'save-capture', form }).then(answered, () => answered()); \
                  }";
    browser.eval(script, vec![json!(name), json!(count)]).await.map(drop)
}

pub async fn answered(browser: &Browser) -> Result<usize> {
    let script = "return Number(document.documentElement.dataset.answered ?? 0)";
    Ok(browser.eval(script, vec![]).await?.as_u64().and_then(|n| n.try_into().ok()).unwrap_or(0))
}

/// The actions that were acknowledged to this page.
pub async fn told(browser: &Browser) -> Result<Vec<String>> {
    let told = browser.eval("return document.documentElement.dataset.told ?? ''", vec![]).await?;
    Ok(told.as_str().unwrap_or_default().split_whitespace().map(str::to_owned).collect())
}

/// The facts as they are stored, past the background.
pub async fn stored(browser: &Browser) -> Result<Vec<Value>> {
    let script = "return Object.entries(await chrome.storage.local.get()) \
                  .filter(([key]) => key.startsWith('fact/')).map(([, fact]) => fact)";
    Ok(browser.eval_async(script, vec![]).await?.as_array().cloned().unwrap_or_default())
}

pub async fn all_are_stored(browser: &Browser, told: &[String]) -> Result<()> {
    let facts = stored(browser).await?;
    let actions: BTreeSet<&str> = facts.iter().filter_map(|fact| fact["action"].as_str()).collect();
    let lost: Vec<&String> = told.iter().filter(|action| !actions.contains(action.as_str())).collect();
    assert!(lost.is_empty(), "acknowledged and lost: {lost:?}");
    let numbers: BTreeSet<u64> = facts.iter().filter_map(|fact| fact["seq"].as_u64()).collect();
    assert_eq!(numbers.len(), facts.len(), "two facts bear the same number");
    Ok(())
}

/// How many people a background knows is how many are stored.
pub async fn memory_is_storage(browser: &Browser) -> Result<usize> {
    let people = browser.request(json!({ "kind": "people" })).await?["people"].as_array().map_or(0, Vec::len);
    let saved: BTreeSet<String> = stored(browser)
        .await?
        .iter()
        .filter(|fact| fact["what"]["kind"] == "person-saved")
        .map(|fact| fact["what"]["person"]["id"].to_string())
        .collect();
    assert_eq!(people, saved.len());
    Ok(people)
}
