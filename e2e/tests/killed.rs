//! The whole browser is killed (SIGKILL) again and again, a few milliseconds after one acknowledgement or another, while
//! a page makes requests. After each start everything that was ever acknowledged is there, and nothing is damaged.
//!
//! `AFTERWORD_KILLS=n` and `AFTERWORD_KILL_SEED=s` choose how often and from which seed.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

#[macro_use]
mod common;

use common::Stage;
use common::facts::{all_are_stored, ask_without_waiting, memory_is_storage, stored};
use e2e::Result;
use e2e::browser::{Browser, Kind};
use serde_json::json;
use std::time::{Duration, Instant};

const AT_ONCE: usize = 8;

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok()?.parse().ok()
}

/// SplitMix64 (Steele, Lea and Flood 2014).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % end
    }
}

/// What was acknowledged as soon as there is so much of it.
async fn told_at_least(browser: &Browser, count: u64) -> Result<Vec<String>> {
    let script = "const data = document.documentElement.dataset; \
                  const told = () => (data.told ?? '').split(' ').filter(Boolean); \
                  await new Promise((done) => { \
                      const look = () => told().length >= arguments[0] && done(); \
                      new MutationObserver(look).observe(document.documentElement, { attributes: true }); \
                      look(); }); \
                  return told()";
    let told = browser.eval_async(script, vec![json!(count)]).await?;
    Ok(told.as_array().unwrap().iter().map(|action| action.as_str().unwrap().to_owned()).collect())
}

async fn again_and_again(kind: Kind) -> Result<()> {
    let Some(tools) = common::tools(kind) else { return Ok(()) };
    let kills = number("AFTERWORD_KILLS").unwrap_or(12);
    let seed = number("AFTERWORD_KILL_SEED").unwrap_or_else(|| u64::from(std::process::id()));
    println!("{kind}: {kills} kills, AFTERWORD_KILL_SEED={seed}");
    let Stage { mut browser, practice: _practice } = Stage::set(&tools).await?;
    let (mut chance, started) = (Chance(seed), Instant::now());
    let mut acknowledged: Vec<String> = Vec::new();
    let mut beyond = 0;
    for round in 0..kills {
        browser.open_page("dashboard.html").await?;
        all_are_stored(&browser, &acknowledged).await.map_err(|error| format!("after kill {round}: {error}"))?;
        // Awake, so that the kill does not only ever hit its start.
        let people = memory_is_storage(&browser).await?;
        beyond += people - acknowledged.len().min(people);
        let damaged = browser.request(json!({ "kind": "errors" })).await?["errors"].clone();
        assert!(!damaged.to_string().contains("records-unreadable"), "after kill {round}: {damaged}");
        ask_without_waiting(&browser, &format!("Round {round} person"), AT_ONCE).await?;
        let told = told_at_least(&browser, chance.below(u64::try_from(AT_ONCE).unwrap() + 1)).await?;
        tokio::time::sleep(Duration::from_millis(chance.below(40))).await;
        browser.kill().await?;
        if round % 10 == 9 {
            println!("{kind}: killed {} times, {} acknowledged so far", round + 1, acknowledged.len());
        }
        acknowledged.extend(told);
        browser.reopen().await?;
    }
    browser.open_page("dashboard.html").await?;
    all_are_stored(&browser, &acknowledged).await?;
    memory_is_storage(&browser).await?;
    let facts = stored(&browser).await?.len();
    println!(
        "{kind}: killed {kills} times in {:?}: {} acknowledged, all there; {facts} facts, none damaged ({beyond} looks at \
         more than was acknowledged)",
        started.elapsed(),
        acknowledged.len(),
    );
    assert!(kills == 0 || !acknowledged.is_empty(), "nothing was ever acknowledged");
    Ok(())
}

in_both!(again_and_again);
