//! The dashboard in use: many at once, by keyboard alone, in two windows, and when things go wrong.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

#[macro_use]
mod common;

use common::{Stage, barriers, pictures};
use e2e::browser::{Browser, Kind};
use e2e::{Result, wait};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// A local moment this many hours from now.
async fn hours_from_now(browser: &Browser, hours: i64) -> Result<Value> {
    let script = "const at = new Date(Date.now() + arguments[0] * 3600000); \
                  const two = part => String(part).padStart(2, '0'); \
                  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}\
                  T${two(at.getHours())}:${two(at.getMinutes())}`";
    browser.eval(script, vec![json!(hours)]).await
}

/// Somebody met at this firm, as many hours ago. The answer names person and opportunity.
async fn met(browser: &Browser, name: &str, firm: &str, hours_ago: i64) -> Result<Value> {
    let start = hours_from_now(browser, -hours_ago - 1).await?;
    let end = hours_from_now(browser, -hours_ago).await?;
    let form = json!({
        "person": { "name": name, "company": firm, "email": format!("someone@{}.example", firm.to_lowercase().replace(' ', "-")) },
        "role": "hiring-manager",
        "opportunity": { "kind": "new", "company": firm, "job_title": "Engineer" },
        "interview": { "kind": "new", "interview": { "start": start, "end": end } },
    });
    browser.request(json!({ "kind": "save-capture", "form": form })).await
}

async fn count(browser: &Browser, css: &str) -> Result<usize> {
    let found = browser.eval("return document.querySelectorAll(arguments[0]).length", vec![json!(css)]).await?;
    Ok(usize::try_from(found.as_u64().unwrap_or_default())?)
}

async fn counted(browser: &Browser, css: &str, number: usize) -> Result<()> {
    wait::until(&format!("{number} × {css}"), || async { Ok((count(browser, css).await? == number).then_some(())) })
        .await
}

async fn clean(browser: &Browser, place: &str) -> Result<()> {
    let found = barriers(browser).await?.unwrap_or_default();
    assert!(found.is_empty(), "{place}: {}", found.join("\n"));
    Ok(())
}

/// What has the focus, by its id.
async fn focused(browser: &Browser) -> Result<String> {
    let id = browser.eval("return document.activeElement?.id ?? ''", vec![]).await?;
    Ok(id.as_str().unwrap_or_default().to_owned())
}

/// Keys to whatever has the focus, as somebody presses them who uses no pointer.
async fn press(browser: &Browser, keys: &str) -> Result<()> {
    browser.web()?.action_chain().send_keys(keys).perform().await?;
    Ok(())
}

const FIRMS: [&str; 12] = [
    "Brightwell",
    "Kestrel",
    "Tidewater",
    "Quillfeather",
    "Morgenrot",
    "Blue Fjord",
    "Atelier Huit",
    "Ironbark",
    "Lantern",
    "Northwind",
    "Öresund Labs",
    "שחף",
];

/// Twelve are compared, several are let go, and all of it is one step to take back.
async fn many(kind: Kind) -> Result<()> {
    let Some(tools) = common::tools(kind) else { return Ok(()) };
    let stage = Stage::set(&tools).await?;
    let browser = &stage.browser;
    browser.open_page("dashboard.html#opportunities").await?;
    for (place, firm) in FIRMS.iter().enumerate() {
        met(browser, &format!("Person {place}"), firm, i64::try_from(place)? * 9 + 1).await?;
    }
    counted(browser, "[data-group=open] .line", 12).await?;
    counted(browser, "[data-group=open] .line-next .when", 12).await?;
    pictures(browser, "dashboard", "pipeline").await?;
    clean(browser, "the pipeline").await?;

    // A range, by pointer with the shift key; one more by keyboard.
    let range = "const boxes = document.querySelectorAll('[data-group=open] .chooser'); boxes[1].click(); \
                 boxes[4].dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, shiftKey: true })); \
                 boxes[6].focus()";
    browser.eval(range, vec![]).await?;
    press(browser, " ").await?;
    browser.read("5 selected").await?;
    pictures(browser, "dashboard", "selected").await?;
    clean(browser, "five selected").await?;

    browser.click("#bulk-remove").await?;
    let goes = browser.see("#bulk-goes").await?.text().await?;
    assert!(goes.contains("5 opportunities") && goes.contains("5 interviews"), "{goes}");
    clean(browser, "the question before removing").await?;
    browser.click("#bulk-question-no").await?;
    browser.gone("#bulk-question").await?;

    browser.click("#bulk-let-go").await?;
    counted(browser, "[data-group=let-go] .line", 5).await?;
    counted(browser, "[data-group=open] .line", 7).await?;
    assert_eq!(browser.see("[data-group=let-go]").await?.attr("open").await?, None, "what is closed is folded");
    browser.click("#toast-undo").await?;
    counted(browser, "[data-group=open] .line", 12).await?;
    browser.click("#toast-redo").await?;
    counted(browser, "[data-group=open] .line", 7).await?;

    // What comes next is many times what is due: a few of it, until more is asked for.
    browser.open_page("dashboard.html#today").await?;
    counted(browser, "#agenda-next .step", 5).await?;
    browser.click("#agenda-next .show-all").await?;
    wait::until("the keyboard on the first step that came", || async {
        let script = "const all = [...document.querySelectorAll('#agenda-next .step')]; \
                      return all.findIndex(step => step.contains(document.activeElement))";
        Ok((browser.eval(script, vec![]).await? == json!(5)).then_some(()))
    })
    .await?;
    browser.gone("#agenda-next .show-all").await?;

    browser.open_page("dashboard.html#people").await?;
    counted(browser, "#people .chooser", 12).await?;
    browser.click("#select-all").await?;
    browser.read("12 selected").await?;
    press(browser, "\u{e00c}").await?;
    browser.gone("#bulk-cards").await?;
    for place in [0, 1] {
        let choose = format!("document.querySelectorAll('#people .chooser')[{place}].click()");
        browser.eval(&choose, vec![]).await?;
    }
    browser.click("#bulk-merge").await?;
    browser.see("#merge-question").await?;
    pictures(browser, "dashboard", "merge").await?;
    clean(browser, "the question before merging").await?;
    browser.click("#merge-question .merge-keep").await?;
    counted(browser, "#people .chooser", 11).await?;
    println!("{kind}: twelve opportunities, several at once");
    Ok(())
}

/// What the record says, and one opportunity as picture and table.
async fn looking_back(kind: Kind) -> Result<()> {
    let Some(tools) = common::tools(kind) else { return Ok(()) };
    let stage = Stage::set(&tools).await?;
    let browser = &stage.browser;
    browser.open_page("dashboard.html#insights").await?;
    browser.see("#insights-thanks-said").await?;
    clean(browser, "no insights yet").await?;
    for (place, firm) in FIRMS.iter().take(6).enumerate() {
        met(browser, &format!("Person {place}"), firm, i64::try_from(place)? * 30 + 30).await?;
        if place == 2 {
            let said = browser.read("none of three people within 24 hours").await?;
            assert!(!said.contains('%'), "{said}");
        }
    }
    browser.read("0 of 6 people within 24 hours: 0%").await?;
    assert!(browser.see("#insights-thanks-range").await?.text().await?.contains("39%"), "the interval of 0 of 6");
    pictures(browser, "dashboard", "insights").await?;
    clean(browser, "insights").await?;

    let all = browser.request(json!({ "kind": "opportunities" })).await?;
    let view = &all["opportunities"][0];
    let id = view["opportunity"]["id"].as_str().unwrap();
    browser.request(json!({ "kind": "record-reply", "opportunity": id, "person": null })).await?;
    browser.open_page(&format!("dashboard.html#opportunity/{id}")).await?;
    browser.click("#timeline-table-show").await?;
    browser.see("#timeline-table [data-row=now]").await?;
    browser.see("#timeline-table [data-row=reply]").await?;
    let steps = view["steps"].as_array().map_or(0, Vec::len);
    assert!(0 < steps);
    counted(browser, "#timeline-table [data-row=interview]", 1).await?;
    let rows = count(browser, "#timeline-table [data-row=step]").await?;
    let drawn = count(browser, ".timeline-row:is([data-mark=window], [data-mark=done])").await?;
    assert!(0 < drawn && drawn <= rows, "{drawn} drawn, {rows} told");
    pictures(browser, "dashboard", "timeline").await?;
    clean(browser, "the timeline").await?;
    println!("{kind}: insights and the timeline");
    Ok(())
}

/// Single keys act, but never while somebody types, and not where they are switched off.
async fn keys(kind: Kind) -> Result<()> {
    let Some(tools) = common::tools(kind) else { return Ok(()) };
    let stage = Stage::set(&tools).await?;
    let browser = &stage.browser;
    browser.open_page("dashboard.html").await?;
    met(browser, "Nora Lindqvist", "Brightwell", 2).await?;
    browser.see("#search").await?;
    press(browser, "?").await?;
    browser.see("#shortcuts[open]").await?;
    clean(browser, "the keys").await?;
    pictures(browser, "dashboard", "keys").await?;
    press(browser, "\u{e00c}").await?;
    browser.gone("#shortcuts[open]").await?;
    press(browser, "o").await?;
    browser.see("#opportunities-title").await?;
    press(browser, "/").await?;
    wait::until("the search", || async { Ok((focused(browser).await? == "search").then_some(())) }).await?;
    press(browser, "o?n").await?;
    assert_eq!(browser.value("#search").await?, "o?n", "while typing, keys are letters");
    assert_eq!(count(browser, "#shortcuts[open]").await?, 0);
    browser.eval("document.activeElement.blur()", vec![]).await?;
    press(browser, "n").await?;
    browser.see("#capture-name").await?;
    browser.open_page("dashboard.html#settings").await?;
    browser.click("#shortcuts-use").await?;
    browser.click("#shortcuts-open").await?;
    browser.click("#shortcuts-close").await?;
    browser.eval("document.activeElement.blur()", vec![]).await?;
    press(browser, "o").await?;
    press(browser, "?").await?;
    assert_eq!(count(browser, "#opportunities-title, #shortcuts[open]").await?, 0, "they are switched off");
    for page in ["popup.html", "sidebar.html"] {
        browser.open_page("dashboard.html#settings").await?;
        if page == "popup.html" {
            browser.click("#shortcuts-use").await?;
        }
        browser.open_page(page).await?;
        browser.see("#content").await?;
        press(browser, "?").await?;
        browser.see("#shortcuts[open]").await?;
        clean(browser, page).await?;
    }
    println!("{kind}: keys");
    Ok(())
}

/// Half-typed words survive every way of leaving, and two windows do not overwrite each other without a word.
async fn words(kind: Kind) -> Result<()> {
    let Some(tools) = common::tools(kind) else { return Ok(()) };
    let stage = Stage::set(&tools).await?;
    let browser = &stage.browser;
    let first = browser.open_page("dashboard.html").await?;
    let saved = met(browser, "Nora Lindqvist", "Brightwell", 2).await?;
    let page = format!("dashboard.html#opportunity/{}", saved["opportunity"].as_str().unwrap());
    browser.open_page(&page).await?;
    browser.fill("#opportunity-message", "Calm at night").await?;
    browser.eval("location.hash = '#people'", vec![]).await?;
    browser.see("#people-title").await?;
    browser.close_tab(&first).await?;
    let one = browser.open_page(&page).await?;
    browser.see(".unsaved-resumed").await?;
    assert_eq!(browser.value("#opportunity-message").await?, "Calm at night");
    pictures(browser, "dashboard", "resumed").await?;
    clean(browser, "words from before").await?;

    // Another window changes another field: it is taken in. Then the same one: it is told.
    let other = |job: &str, message: &str| {
        json!({ "kind": "save-opportunity", "form": { "id": saved["opportunity"], "company": "Brightwell",
                "job_title": job, "overriding_message": message } })
    };
    browser.request(other("Lead Engineer", "")).await?;
    wait::until("the other window's change", || async {
        Ok((browser.value("#opportunity-job").await? == "Lead Engineer").then_some(()))
    })
    .await?;
    assert_eq!(browser.value("#opportunity-message").await?, "Calm at night");
    browser.request(other("Lead Engineer", "Fast in the morning")).await?;
    let told = browser.see(".unsaved-both").await?.text().await?;
    assert!(told.contains("remember"), "the field is named: {told}");
    assert_eq!(browser.value("#opportunity-message").await?, "Calm at night");
    clean(browser, "two windows").await?;
    browser.click("#opportunity-save").await?;
    browser.gone(".unsaved-both").await?;
    let all = browser.request(json!({ "kind": "opportunities" })).await?;
    let stored = &all["opportunities"][0]["opportunity"];
    assert_eq!(
        (&stored["overriding_message"], &stored["job_title"]),
        (&json!("Calm at night"), &json!("Lead Engineer"))
    );
    browser.switch(&one).await?;

    browser.open_page("dashboard.html#settings").await?;
    browser.fill("#applicant-name", "Robin Ashe").await?;
    browser.eval("location.hash = '#backup'", vec![]).await?;
    browser.see("#backup-title").await?;
    browser.open_page("dashboard.html#settings").await?;
    browser.see(".unsaved-resumed").await?;
    assert_eq!(browser.value("#applicant-name").await?, "Robin Ashe");
    browser.click(".unsaved-resumed button").await?;
    wait::until("the stored name", || async { Ok(browser.value("#applicant-name").await?.is_empty().then_some(())) })
        .await?;

    let person = format!("dashboard.html#person/{}", saved["person"].as_str().unwrap());
    browser.open_page(&person).await?;
    browser.click("#known-edit").await?;
    browser.fill("#capture-title", "Head of Platform").await?;
    let rename = json!({ "id": saved["person"], "name": "Nora Lindqvist", "company": "Brightwell Group",
                         "email": "someone@brightwell.example" });
    browser.request(json!({ "kind": "save-capture", "form": { "person": rename } })).await?;
    wait::until("the other window's company", || async {
        Ok((browser.value("#capture-company").await? == "Brightwell Group").then_some(()))
    })
    .await?;
    assert_eq!(browser.value("#capture-title").await?, "Head of Platform", "the form stays open with its words");
    browser.open_page(&person).await?;
    browser.see("#person-begun").await?;
    println!("{kind}: half-typed words, two windows");
    Ok(())
}

/// A backup dropped anywhere is looked at first; everything goes, and comes back.
async fn everything(kind: Kind) -> Result<()> {
    let Some(tools) = common::tools(kind) else { return Ok(()) };
    let stage = Stage::set(&tools).await?;
    let browser = &stage.browser;
    browser.open_page("dashboard.html#backup").await?;
    met(browser, "Nora Lindqvist", "Brightwell", 2).await?;
    let backup = browser.request(json!({ "kind": "backup" })).await?["text"].clone();
    browser.click("#erase-ask").await?;
    let goes = browser.see("#erase-goes").await?.text().await?;
    assert!(goes.contains("1 opportunity") && goes.contains("1 person"), "{goes}");
    assert!(!browser.see("#erase-yes").await?.is_enabled().await?);
    browser.click("#erase-sure").await?;
    pictures(browser, "dashboard", "erase").await?;
    clean(browser, "before everything goes").await?;
    browser.click("#erase-yes").await?;
    browser.see("#erased").await?;
    browser.see("#agenda-empty").await?;
    let left = "return JSON.stringify(await browser.storage.local.get(null)) + JSON.stringify({ ...localStorage })";
    let left = browser.eval_async(left, vec![]).await?.to_string();
    assert!(!left.contains("Nora"), "{left}");
    clean(browser, "everything is gone").await?;
    browser.click("#erased-undo").await?;
    browser.see("[data-step=notes], [data-step=thank-you]").await?;
    browser.gone("#erased").await?;

    browser.open_page("dashboard.html#people").await?;
    browser.see("#people .card").await?;
    let script = "const data = new DataTransfer(); data.items.add(new File([arguments[0]], 'afterword.json')); \
                  for (const kind of ['dragover', 'drop']) document.querySelector('#content').dispatchEvent( \
                      new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true })); \
                  return document.querySelectorAll('.drop').length";
    browser.eval(script, vec![backup]).await?;
    browser.see("#restore-preview").await?;
    assert_eq!(browser.eval("return location.hash", vec![]).await?, json!("#backup"));
    println!("{kind}: everything removed and back; a backup dropped");
    Ok(())
}

/// Two thousand facts, a clock that was a year ahead, an update under the open page.
async fn odd(kind: Kind) -> Result<()> {
    let Some(tools) = common::tools(kind) else { return Ok(()) };
    let stage = Stage::set(&tools).await?;
    let browser = &stage.browser;
    browser.open_page("dashboard.html#people").await?;
    browser.set_clock(366 * 24 * 3_600_000).await?;
    met(browser, "Nora Lindqvist", "Brightwell", 2).await?;
    browser.set_clock(0).await?;
    browser.open_page("dashboard.html").await?;
    browser.see("#clock-doubt").await?;
    pictures(browser, "dashboard", "clock-doubt").await?;
    clean(browser, "a clock that cannot be right").await?;

    for group in 0..4 {
        let people: Vec<Value> = (0..500)
            .map(|place| {
                let name = format!("Person {:04}", group * 500 + place);
                json!({ "person": { "name": name, "email": format!("p{group}-{place}@many.example") } })
            })
            .collect();
        browser.request(json!({ "kind": "save-group", "form": { "people": people } })).await?;
    }
    browser.open_page("dashboard.html#people").await?;
    let before = Instant::now();
    browser.eval("location.hash = '#opportunities'", vec![]).await?;
    browser.see("[data-group=open] .line").await?;
    browser.eval("location.hash = '#people'", vec![]).await?;
    counted(browser, "#people .card", 50).await?;
    let took = before.elapsed();
    println!("{kind}: 2,001 people: there and back in {} ms", took.as_millis());
    assert!(took < Duration::from_secs(10), "{took:?}");
    browser.click(".show-all").await?;
    counted(browser, "#people .card", 2_001).await?;

    // Chromium closes the pages of an extension that it updates.
    if kind == Kind::Firefox {
        updated(browser).await?;
    }
    println!("{kind}: odd states");
    Ok(())
}

async fn updated(browser: &Browser) -> Result<()> {
    let cut_off = "const api = globalThis.browser; \
                   Object.defineProperty(api.runtime, 'id', { value: undefined, configurable: true }); \
                   api.runtime.sendMessage = () => Promise.reject(new Error('Extension context invalidated.')); \
                   location.hash = '#insights'; return String(api.runtime.id)";
    browser.eval(cut_off, vec![]).await?;
    browser.see("#load-again").await?;
    pictures(browser, "dashboard", "updated").await?;
    browser.click("#load-again").await?;
    browser.see("#insights-thanks-said").await.map(drop)
}

in_both!(many, looking_back, keys, words, everything, odd);
