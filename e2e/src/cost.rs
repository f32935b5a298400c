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
const LOADS: usize = 7;
const CHURN_SECONDS: u32 = 4;
/// The least of so many runs: what else the machine does only adds.
const CHURNS: usize = 4;
const WINDOWS: u32 = 200;

/// Rows of the table: what was measured, in which unit, and the value.
type Measured = Vec<(&'static str, &'static str, f64)>;

/// # Errors
/// What is missing, or what the browser refuses.
pub async fn bench() -> Result<()> {
    let tools = Tools::find(Kind::Chromium)?;
    let without = measure(&tools, false).await?;
    let with = measure(&tools, true).await?;
    println!("{:<52} {:>12} {:>12} {:>12}", "a practice webmail in Chromium", "without", "with", "added");
    for ((what, unit, before), (_, _, after)) in without.iter().zip(&with) {
        let what = if unit.is_empty() { what.to_string() } else { format!("{what} ({unit})") };
        println!("{what:<52} {before:>12.2} {after:>12.2} {:>12.2}", after - before);
    }
    Ok(())
}

async fn measure(tools: &Tools, extended: bool) -> Result<Measured> {
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
    let mut rows = vec![("script time of a page load, median", "ms", load(&browser).await?)];
    let mut churned = |what, busy: Churn| {
        let [one, two, three] = what;
        rows.extend([(one, "%", busy.core), (two, "%", busy.script), (three, "", busy.long_tasks)]);
    };
    let names = ["1,000 changes a second, no mail open: one core", "… of it script", "… tasks over 50 ms"];
    churned(names, least_churn(&browser).await?);
    open(&browser).await?;
    if extended {
        browser.panel("Insert draft").await?;
    }
    let names = ["1,000 changes a second, a mail open: one core", "… of it script", "… tasks over 50 ms"];
    churned(names, least_churn(&browser).await?);
    rows.extend(two_hundred_windows(&browser).await?);
    Ok(rows)
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

async fn load(browser: &Browser) -> Result<f64> {
    let mut times = Vec::new();
    for _ in 0..LOADS {
        browser.goto("about:blank").await?;
        browser.goto(MAIL).await?;
        browser.eval_async(SETTLED, vec![]).await?;
        times.push(of(&metrics(browser).await?, "ScriptDuration") * 1000.0);
    }
    times.sort_by(f64::total_cmp);
    Ok(times.get(LOADS / 2).copied().unwrap_or_default())
}

struct Churn {
    core: f64,
    script: f64,
    long_tasks: f64,
}

async fn least_churn(browser: &Browser) -> Result<Churn> {
    let mut least = churn(browser).await?;
    for _ in 1..CHURNS {
        let next = churn(browser).await?;
        least = Churn {
            core: least.core.min(next.core),
            script: least.script.min(next.script),
            long_tasks: least.long_tasks.min(next.long_tasks),
        };
    }
    Ok(least)
}

/// A list that loses and gains rows, as an inbox does that is being filled.
async fn churn(browser: &Browser) -> Result<Churn> {
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
    Ok(Churn {
        core: share("TaskDuration"),
        script: share("ScriptDuration"),
        long_tasks: long.as_f64().unwrap_or_default(),
    })
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
        ("left after 200 compose windows: listeners", "", left("JSEventListeners")),
        ("left after 200 compose windows: nodes", "", left("Nodes")),
        ("left after 200 compose windows: heap", "KB", left("JSHeapUsedSize") / 1024.0),
        ("heap of the page then", "KB", of(&after, "JSHeapUsedSize") / 1024.0),
    ])
}
