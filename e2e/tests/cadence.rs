//! A cadence of the user's own, and the days on which they want to be left alone, from the first copy to the way back.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

#[macro_use]
mod common;

use common::{Stage, pictures};
use e2e::browser::{Browser, Kind};
use e2e::{Result, wait};
use serde_json::{Value, json};

async fn all(kind: Kind) -> Result<()> {
    let Some(tools) = common::tools(kind) else { return Ok(()) };
    let stage = Stage::set(&tools).await?;
    let browser = &stage.browser;
    browser.open_page("dashboard.html").await?;
    interviewed(browser).await?;
    a_copy_is_made(browser).await?;
    brightwell_follows_it(browser).await?;
    a_wrong_number_is_said_at_its_field(browser).await?;
    what_changes_is_said_and_then_happens(browser).await?;
    it_can_be_done_with_the_keyboard(browser).await?;
    it_is_removed_and_brought_back(browser).await?;
    holidays_are_kept(browser).await?;
    println!("{kind}: a cadence of one's own, and holidays");
    Ok(())
}

/// An interview that ended an hour ago, with everybody thanked.
async fn interviewed(browser: &Browser) -> Result<()> {
    let hours_ago = "const at = new Date(Date.now() - arguments[0] * 3600000); \
                     const two = part => String(part).padStart(2, '0'); \
                     return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}\
                     T${two(at.getHours())}:${two(at.getMinutes())}`";
    let start = browser.eval(hours_ago, vec![json!(2)]).await?;
    let end = browser.eval(hours_ago, vec![json!(1)]).await?;
    let form = json!({
        "person": { "name": "Nora Lindqvist", "company": "Brightwell", "email": "nora@brightwell.example" },
        "role": "hiring-manager",
        "opportunity": { "kind": "new", "company": "Brightwell", "job_title": "Data Engineer" },
        "interview": { "kind": "new", "interview": { "start": start, "end": end } },
    });
    browser.request(json!({ "kind": "save-capture", "form": form })).await?;
    let agenda = browser.request(json!({ "kind": "agenda" })).await?;
    let due = agenda["agenda"]["due"].as_array().cloned().unwrap_or_default();
    let thanks = due.iter().find(|step| step["kind"] == "thank-you").cloned().unwrap_or_default();
    let done =
        json!({ "kind": "mark-done", "follow_up": thanks["id"], "channel": null, "subject": "", "text": "Thanks" });
    browser.request(done).await.map(drop)
}

async fn a_copy_is_made(browser: &Browser) -> Result<()> {
    browser.open_page("dashboard.html#settings").await?;
    browser.click("#settings-rhythm ~ * a.open-cadences, .card .open-cadences").await?;
    browser.see("[data-cadence=considerate] .followers a").await?;
    browser.see("[data-cadence=persistent]").await?;
    pictures(browser, "cadence", "cadences").await?;
    browser.click("[data-cadence=considerate] .open-cadence").await?;
    browser.read("24 hours after").await?;
    browser.read("Post-Interview Wait-a-thon").await?;
    pictures(browser, "cadence", "cadence-built-in").await?;
    browser.click("#cadence-copy").await?;
    browser.see("#cadence-form").await?;
    // Nothing to save yet.
    assert!(!browser.see("#cadence-save").await?.is_enabled().await?);
    browser.fill("#cadence-name", "Considerate").await?;
    browser.see("#cadence-name[aria-invalid=true]").await?;
    browser.fill("#cadence-name", "A little sooner").await?;
    browser.see("#cadence-preview [data-change=none]").await?;
    browser.click("#cadence-save").await?;
    browser.read("“A little sooner” is saved").await?;
    println!("a copy: made, given a name of its own, saved");
    Ok(())
}

/// The editor's address names the cadence.
async fn own_id(browser: &Browser) -> Result<String> {
    let hash = browser.eval("return location.hash", vec![]).await?;
    Ok(hash.as_str().unwrap_or_default().trim_start_matches("#cadences/").to_owned())
}

async fn brightwell_follows_it(browser: &Browser) -> Result<()> {
    let id = own_id(browser).await?;
    let editor = format!("dashboard.html#cadences/{id}");
    let all = browser.request(json!({ "kind": "opportunities" })).await?;
    let opportunity = all["opportunities"][0]["opportunity"]["id"].as_str().unwrap_or_default().to_owned();
    browser.open_page(&format!("dashboard.html#opportunity/{opportunity}")).await?;
    browser.click("#opportunity-more-show").await?;
    browser.choose("#opportunity-cadence", &id).await?;
    browser.click("#opportunity-save").await?;
    browser.see("#toast-undo").await?;
    browser.open_page(&editor).await?;
    browser.see(&format!(".followers a[href='#opportunity/{opportunity}']")).await?;
    println!("an opportunity follows it by a choice in its own form");
    Ok(())
}

const CHECK_IN: &str = "#cadence-form [data-kind=check-in]";

/// The first element of the field in the first check-in.
async fn number(browser: &Browser, name: &str) -> Result<String> {
    let script = "const step = document.querySelector(arguments[0]); step.querySelector('details').open = true; \
                  return '#' + step.querySelector(`input[id$='timing-${arguments[1]}']`).id";
    browser.see(CHECK_IN).await?;
    Ok(browser.eval(script, vec![json!(CHECK_IN), json!(name)]).await?.as_str().unwrap_or_default().to_owned())
}

async fn a_wrong_number_is_said_at_its_field(browser: &Browser) -> Result<()> {
    let due = number(browser, "due").await?;
    let problem = format!("{due}-problem");
    browser.fill(&due, "soon").await?;
    assert!(browser.see(&problem).await?.text().await?.contains("soon"));
    browser.fill(&due, "3").await?;
    wait::until("what is wrong with it", || async {
        let said = browser.see(&problem).await?.text().await?;
        Ok((said.contains("falls due") && said.contains("opens")).then_some(()))
    })
    .await?;
    let described = browser.see(&due).await?.attr("aria-describedby").await?.unwrap_or_default();
    assert_eq!(format!("#{described}"), problem);
    assert_eq!(browser.see(&due).await?.attr("aria-invalid").await?.as_deref(), Some("true"));
    browser.see("#cadence-mend").await?;
    pictures(browser, "cadence", "cadence-mistake").await?;
    // Save leads to what is to be put right.
    browser.click("#cadence-save").await?;
    wait::until("the field to have the focus", || async {
        let active = browser.eval("return '#' + document.activeElement.id", vec![]).await?;
        Ok((active == json!(due)).then_some(()))
    })
    .await?;
    println!("a wrong number: said beside it, and Save leads there");
    Ok(())
}

/// When the first check-in opens, as the background plans it.
async fn check_in(browser: &Browser) -> Result<Value> {
    let all = browser.request(json!({ "kind": "opportunities" })).await?;
    let steps = all["opportunities"][0]["steps"].as_array().cloned().unwrap_or_default();
    Ok(steps.iter().find(|step| step["kind"] == "check-in").map(|step| step["opens"].clone()).unwrap_or_default())
}

async fn thanks(browser: &Browser) -> Result<Value> {
    let all = browser.request(json!({ "kind": "opportunities" })).await?;
    let steps = all["opportunities"][0]["steps"].as_array().cloned().unwrap_or_default();
    Ok(steps
        .iter()
        .find(|step| step["kind"] == "thank-you")
        .map(|step| step["state"]["state"].clone())
        .unwrap_or_default())
}

async fn what_changes_is_said_and_then_happens(browser: &Browser) -> Result<()> {
    let before = check_in(browser).await?;
    let (opens, due) = (number(browser, "opens").await?, number(browser, "due").await?);
    browser.fill(&opens, "5").await?;
    browser.fill(&due, "6").await?;
    browser.gone("#cadence-mend").await?;
    browser.read("5 days after the last interview").await?;
    browser.see("#cadence-preview [data-change=moved][data-count='3']").await?;
    browser.see("#cadence-preview [data-change=done]").await?;
    // An invitation to connect is not for this user.
    browser.click("#cadence-form [data-kind=connect] [role=switch]").await?;
    browser.click("#cadence-preview [data-change=removed][data-count='1'] summary").await?;
    pictures(browser, "cadence", "cadence-changes").await?;
    assert_eq!(check_in(browser).await?, before, "looking ahead stores nothing");
    browser.click("#cadence-save").await?;
    browser.read("is saved. Open steps").await?;
    let after = check_in(browser).await?;
    assert!(after.as_str() < before.as_str(), "{after} is earlier than {before}");
    assert_eq!(thanks(browser).await?, json!("done"), "what is done stays done");
    browser.click("#toast-undo").await?;
    wait::until("the plan as it was", || async { Ok((check_in(browser).await? == before).then_some(())) }).await?;
    // The form shows what is stored again.
    wait::until("the number as it was", || async {
        Ok((browser.eval("return document.querySelector(arguments[0]).value", vec![json!(opens)]).await? == json!("7"))
            .then_some(()))
    })
    .await?;
    println!("an edit: said what it moves and drops, moved it, and was taken back");
    Ok(())
}

/// Switches a step off and saves without a mouse.
async fn it_can_be_done_with_the_keyboard(browser: &Browser) -> Result<()> {
    let focus = "document.querySelector(arguments[0]).focus()";
    browser.eval(focus, vec![json!("#cadence-form [data-kind=let-go] [role=switch]")]).await?;
    let active = browser.web()?.active_element().await?;
    active.send_keys(" ").await?;
    browser.see("#cadence-form [data-kind=let-go][data-on=false]").await?;
    browser.see("#cadence-preview [data-change=removed]").await?;
    browser.eval(focus, vec![json!("#cadence-name")]).await?;
    let name = browser.web()?.active_element().await?;
    name.send_keys(thirtyfour::Key::Enter + "").await?;
    browser.read("is saved. Open steps").await?;
    wait::until("nothing more to save", || async {
        Ok((!browser.see("#cadence-save").await?.is_enabled().await?).then_some(()))
    })
    .await?;
    println!("with the keyboard: a step switched off, and saved");
    Ok(())
}

async fn it_is_removed_and_brought_back(browser: &Browser) -> Result<()> {
    let id = own_id(browser).await?;
    browser.click("#cadence-removal > summary").await?;
    browser.read("Brightwell: will go on with Considerate").await?;
    browser.see("#cadence-removal [data-change=added]").await?;
    browser.click("#cadence-remove").await?;
    browser.see("[data-cadence=considerate] .followers a").await?;
    browser.gone(&format!("[data-cadence='{id}']")).await?;
    browser.click("#toast-undo").await?;
    browser.see(&format!("[data-cadence='{id}'] .followers a")).await?;
    println!("removed: its follower went on with Considerate, and came back with it");
    Ok(())
}

async fn holidays_are_kept(browser: &Browser) -> Result<()> {
    browser.open_page("dashboard.html#settings").await?;
    browser.read("5 notes are left this month").await?;
    browser.click("#holiday-add").await?;
    browser.fill("#holiday-0-name", "Founders’ Day").await?;
    // A name without a date is no day yet.
    browser.see("#holiday-0-date[aria-invalid=true]").await?;
    browser.set("#holiday-0-date", "2026-12-07").await?;
    browser.click("#holiday-0-yearly").await?;
    browser.click("#holiday-add").await?;
    browser.set("#holiday-1-date", "2026-12-07").await?;
    browser.see("#holiday-1-date[aria-invalid=true]").await?;
    browser.set("#settings-note-length", "400").await?;
    browser.see("#settings-note-length[aria-invalid=true]").await?;
    pictures(browser, "cadence", "settings-mistakes").await?;
    browser.click("#settings-save").await?;
    browser.see("#settings-error [data-code=settings]").await?;
    browser.set("#holiday-1-date", "2026-12-08").await?;
    browser.fill("#holiday-1-name", "Day after").await?;
    browser.set("#settings-note-length", "300").await?;
    browser.click("#settings-save").await?;
    browser.see("#toast-undo").await?;
    browser.open_page("dashboard.html#settings").await?;
    wait::until("the holidays", || async {
        let held = [browser.value("#holiday-0-date").await?, browser.value("#holiday-1-name").await?];
        Ok((held == ["2026-12-07", "Day after"]).then_some(()))
    })
    .await?;
    browser.see("#holiday-0-yearly:checked").await?;
    browser.click("#holiday-1-remove").await?;
    browser.gone("#holiday-1-date").await?;
    browser.click("#settings-save").await?;
    browser.see("#toast-undo").await?;
    pictures(browser, "cadence", "settings").await?;
    let kept = browser.request(json!({ "kind": "settings" })).await?;
    let holidays = json!([{ "date": "2026-12-07", "name": "Founders’ Day", "yearly": true }]);
    assert_eq!(kept["settings"]["holidays"], holidays);
    assert_eq!(kept["settings"]["connect_note_length"], json!(300));
    println!("holidays: added, refused where twice, kept, removed");
    Ok(())
}

in_both!(all);
