//! `bench`: what the extension costs a webmail's page, side by side with the same page without it, in Chromium, whose
//! DevTools count script time, nodes and listeners.

use crate::Result;
use crate::browser::{Browser, Kind, Setup};
use crate::net::{Practice, demo_folder};
use crate::tools::Tools;
use serde_json::{Value, json};
use std::collections::BTreeMap;

const MAIL: &str = "https://mail.google.com/mail/u/0/";
const ADDRESS: &str = "ottilie.brandt@marlowe-freight.example";
const LOADS: usize = 25;
const CHURN_SECONDS: u32 = 4;
const CHURNS: usize = 7;
const WINDOWS: u32 = 200;

/// # Errors
/// What is missing, or what the browser refuses.
pub async fn bench() -> Result<()> {
    let tools = Tools::find(Kind::Chromium)?;
    let mut bench = Bench { without: Bare::start(&tools, false).await?, with: Bare::start(&tools, true).await? };
    println!("{:<52} {:>12} {:>12} {:>12}", "a practice webmail in Chromium", "without", "with", "added");
    bench.compare(LOADS, load).await?;
    println!("1,000 changes a second, no mail open");
    bench.compare(CHURNS, churn).await?;
    for browser in [&bench.without.browser, &bench.with.browser] {
        open(browser).await?;
    }
    bench.with.browser.panel("Insert draft").await?;
    println!("1,000 changes a second, a mail open");
    bench.compare(CHURNS, churn).await?;
    println!("left after {WINDOWS} compose windows");
    bench.compare(1, two_hundred_windows).await
}

/// What was measured, with its unit, and the value.
type Measured = Vec<(&'static str, f64)>;

/// The same page in two browsers that take turns, so that whatever else the machine does meets both.
struct Bench {
    without: Bare,
    with: Bare,
}

impl Bench {
    /// Prints the median of each, and that of the differences, turn by turn.
    async fn compare(&mut self, turns: usize, measure: impl AsyncFn(&Browser) -> Result<Measured>) -> Result<()> {
        let mut all = Vec::new();
        for _ in 0..turns {
            all.push((measure(&self.without.browser).await?, measure(&self.with.browser).await?));
        }
        let rows = all.first().map_or(0, |(row, _)| row.len());
        for row in 0..rows {
            let pairs = all.iter().filter_map(|(before, after)| Some((before.get(row)?, after.get(row)?)));
            let pairs: Vec<_> = pairs.map(|((what, before), (_, after))| (*what, *before, *after)).collect();
            let what = pairs.first().map_or("", |(what, ..)| *what);
            let before = median(pairs.iter().map(|(_, before, _)| *before));
            let after = median(pairs.iter().map(|(.., after)| *after));
            let added = median(pairs.iter().map(|(_, before, after)| after - before));
            println!("{what:<52} {before:>12.2} {after:>12.2} {added:>12.2}");
        }
        Ok(())
    }
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

/// A browser on the practice webmail; it ends before its net.
struct Bare {
    browser: Browser,
    _practice: Practice,
}

impl Bare {
    async fn start(tools: &Tools, extended: bool) -> Result<Self> {
        let practice = Practice::start(&demo_folder()).await?;
        let setup = Setup::new(tools, &practice);
        let extension = setup.extension.clone().filter(|_| extended);
        let browser = Browser::start(Setup { extension, ..setup }).await?;
        let site = browser.web()?.window().await?;
        if extended {
            browser.open_page("dashboard.html").await?;
            thanks_are_due(&browser).await?;
            browser.switch(&site).await?;
        }
        browser.cdp("Performance.enable", json!({ "timeDomain": "threadTicks" })).await?;
        Ok(Self { browser, _practice: practice })
    }
}

async fn thanks_are_due(browser: &Browser) -> Result<()> {
    let at = "const at = new Date(Date.now() - arguments[0] * 3600000); const two = part => String(part).padStart(2, '0'); \
              return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`";
    let (start, end) = (browser.eval(at, vec![json!(2)]).await?, browser.eval(at, vec![json!(1)]).await?);
    let form = json!({
        "person": { "name": "Ottilie Brandt", "company": "Marlowe Freight", "email": ADDRESS },
        "role": "hiring-manager",
        "opportunity": { "kind": "new", "company": "Marlowe Freight", "job_title": "Site Reliability Engineer" },
        "interview": { "kind": "new", "interview": { "start": start, "end": end } },
    });
    browser.request(json!({ "kind": "save-capture", "form": form })).await.map(drop)
}

async fn metrics(browser: &Browser) -> Result<BTreeMap<String, f64>> {
    let answer = browser.cdp("Performance.getMetrics", json!({})).await?;
    let list = answer.get("metrics").and_then(Value::as_array).cloned().unwrap_or_default();
    let pair = |entry: &Value| Some((entry.get("name")?.as_str()?.to_owned(), entry.get("value")?.as_f64()?));
    Ok(list.iter().filter_map(pair).collect())
}

fn of(metrics: &BTreeMap<String, f64>, name: &str) -> f64 {
    metrics.get(name).copied().unwrap_or_default()
}

/// Until the page has had nothing to do for a while, the scripts of the extension included.
const SETTLED: &str = "for (let i = 0; i < 5; i += 1) { await new Promise(done => requestIdleCallback(done)); \
                       await new Promise(done => setTimeout(done, 60)); }";

async fn load(browser: &Browser) -> Result<Measured> {
    browser.goto("about:blank").await?;
    browser.goto(MAIL).await?;
    browser.eval_async(SETTLED, vec![]).await?;
    Ok(vec![("script time of a page load (ms)", of(&metrics(browser).await?, "ScriptDuration") * 1000.0)])
}

/// A list that loses and gains rows, as an inbox does that is being filled.
async fn churn(browser: &Browser) -> Result<Measured> {
    let script = format!(
        "let long = 0; const watch = new PerformanceObserver(list => {{ long += list.getEntries().length; }}); \
         watch.observe({{ entryTypes: ['longtask'] }}); \
         const list = document.createElement('ul'); document.body.append(list); const end = performance.now() + {CHURN_SECONDS}000; \
         while (performance.now() < end) {{ \
             for (let i = 0; i < 10; i += 1) {{ const row = document.createElement('li'); row.textContent = 'row'; list.append(row); }} \
             while (list.childElementCount > 100) list.firstChild.remove(); \
             await new Promise(done => setTimeout(done, 10)); }} \
         list.remove(); watch.disconnect(); return long"
    );
    let before = metrics(browser).await?;
    let long = browser.eval_async(&script, vec![]).await?;
    let after = metrics(browser).await?;
    let share = |name: &str| (of(&after, name) - of(&before, name)) / f64::from(CHURN_SECONDS) * 100.0;
    Ok(vec![
        ("    of one core (%)", share("TaskDuration")),
        ("    of it script (%)", share("ScriptDuration")),
        ("    of it style and layout (%)", share("RecalcStyleDuration") + share("LayoutDuration")),
        ("    tasks over 50 ms", long.as_f64().unwrap_or_default()),
    ])
}

async fn open(browser: &Browser) -> Result<()> {
    browser.eval("compose({ form: 'pop-up', to: [arguments[0]] })", vec![json!(ADDRESS)]).await.map(drop)
}

async fn two_hundred_windows(browser: &Browser) -> Result<Measured> {
    // Each stays long enough for its prompt to come; one that is closed for nothing left behind by the first.
    let cycle = "for (let i = 0; i < arguments[1]; i += 1) { compose({ form: 'pop-up', to: [arguments[0]] }); \
                 await new Promise(done => setTimeout(done, 120)); \
                 for (const each of document.querySelectorAll('[role=dialog]')) each.remove(); \
                 await new Promise(done => setTimeout(done, 20)); }";
    browser.web()?.set_script_timeout(std::time::Duration::from_secs(180)).await?;
    let settled = async || {
        browser.eval_async(&format!("{SETTLED} await new Promise(done => setTimeout(done, 1000))"), vec![]).await?;
        for _ in 0..3 {
            browser.cdp("HeapProfiler.collectGarbage", json!({})).await?;
        }
        metrics(browser).await
    };
    browser.eval_async(cycle, vec![json!(ADDRESS), json!(5)]).await?;
    let before = settled().await?;
    browser.eval_async(cycle, vec![json!(ADDRESS), json!(WINDOWS)]).await?;
    let after = settled().await?;
    let left = |name: &str| of(&after, name) - of(&before, name);
    Ok(vec![
        ("    listeners", left("JSEventListeners")),
        ("    nodes", left("Nodes")),
        ("    heap (KB)", left("JSHeapUsedSize") / 1024.0),
        ("heap of the page then (KB)", of(&after, "JSHeapUsedSize") / 1024.0),
    ])
}
