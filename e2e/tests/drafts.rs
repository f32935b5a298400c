//! Drafts in the dashboard: what is missing is asked for right there, the text is read over while it is written, and the
//! wording of every template is the user's to change.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

#[macro_use]
mod common;

use common::{Stage, picture};
use e2e::browser::{Browser, Kind, Scheme};
use e2e::{Result, wait};
use serde_json::{Value, json};

const NORA: &str = "[data-step=thank-you][data-person='";

async fn all(kind: Kind) -> Result<()> {
    let Some(tools) = common::tools(kind) else { return Ok(()) };
    let stage = Stage::set(&tools).await?;
    let browser = &stage.browser;
    browser.open_page("dashboard.html").await?;
    let panel = interviewed_by_two(browser).await?;
    what_is_missing_is_asked_for(browser, &panel).await?;
    a_slip_is_said_and_mended(browser).await?;
    the_same_letter_twice(browser, &panel).await?;
    a_whole_book_is_pasted(browser).await?;
    the_wording_is_the_users(browser, kind).await
}

struct Panel {
    nora: String,
    tomas: String,
}

/// An interview that ended an hour ago.
async fn interviewed_by_two(browser: &Browser) -> Result<Panel> {
    let hours_ago = "const at = new Date(Date.now() - arguments[0] * 3600000); \
                     const two = part => String(part).padStart(2, '0'); \
                     return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}\
                     T${two(at.getHours())}:${two(at.getMinutes())}`";
    let start = browser.eval(hours_ago, vec![json!(2)]).await?;
    let end = browser.eval(hours_ago, vec![json!(1)]).await?;
    let nora = json!({
        "kind": "save-capture",
        "form": {
            "person": { "name": "Nora Lindqvist", "company": "Brightwell", "email": "nora@brightwell.example" },
            "role": "hiring-manager",
            "opportunity": { "kind": "new", "company": "Brightwell", "job_title": "Data Engineer" },
            "interview": { "kind": "new", "interview": { "start": start, "end": end } },
        },
    });
    let saved = browser.request(nora).await?;
    let agenda = browser.request(json!({ "kind": "opportunities" })).await?;
    let interview = agenda["opportunities"][0]["interviews"][0]["interview"]["id"].clone();
    let tomas = json!({
        "kind": "save-capture",
        "form": {
            "person": { "name": "Tomas Reiter", "company": "Brightwell", "email": "tomas@brightwell.example" },
            "role": "peer",
            "opportunity": { "kind": "existing", "id": agenda["opportunities"][0]["opportunity"]["id"] },
            "interview": { "kind": "existing", "id": interview },
        },
    });
    let second = browser.request(tomas).await?;
    let id = |answer: &Value| answer["person"].as_str().unwrap_or_default().to_owned();
    Ok(Panel { nora: id(&saved), tomas: id(&second) })
}

async fn text(browser: &Browser) -> Result<String> {
    browser.value("#draft-text").await
}

async fn what_is_missing_is_asked_for(browser: &Browser, panel: &Panel) -> Result<()> {
    browser.click(&format!("{NORA}{}'] .main-action", panel.nora)).await?;
    let field = "#draft-missing [data-field='notes.challenges']";
    browser.fill(&format!("{field} input"), "the night batch that fails twice a week").await?;
    browser.click(&format!("{field} button")).await?;
    wait::until("the note in the draft", || async {
        let text = text(browser).await?;
        if text.contains("night batch") { Ok(Some(())) } else { Err(text.into()) }
    })
    .await?;
    browser.gone(field).await?;
    println!("what is missing: filled in beside the draft, and in it");
    Ok(())
}

async fn a_slip_is_said_and_mended(browser: &Browser) -> Result<()> {
    let drafted = text(browser).await?;
    assert!(drafted.starts_with("Dear Nora,"), "{drafted}");
    browser.set("#draft-text", &drafted.replace("Dear Nora,", "Dear Norah,")).await?;
    browser.see("[data-hint=wrong-name]").await?;
    browser.click("[data-hint=wrong-name] [data-action=show]").await?;
    let marked = "const field = document.getElementById('draft-text'); \
                  return field.value.slice(field.selectionStart, field.selectionEnd)";
    assert_eq!(browser.eval(marked, vec![]).await?, json!("Norah"));
    picture(browser, "drafts", "drafts-review").await?;
    browser.click("[data-hint=wrong-name] [data-action=mend]").await?;
    browser.gone("[data-hint=wrong-name]").await?;
    assert_eq!(text(browser).await?, drafted);
    println!("a slip: said where it stands, mended by one press");
    Ok(())
}

async fn the_same_letter_twice(browser: &Browser, panel: &Panel) -> Result<()> {
    let own = "Dear Nora,\n\nThank you for walking me through the night batch on Tuesday. Your remark that nobody reads \
               its log any more stayed with me, and I sketched a check that would tell the two failures apart.\n\n\
               Kind regards,\nRobin Ashdown\nrobin@ashdown.example";
    browser.set("#draft-text", own).await?;
    // Leaving the field keeps the text with the extension.
    browser.see("#draft-subject").await?.click().await?;
    wait::until("the draft to be kept", || async {
        let kept = browser.request(json!({ "kind": "backup" })).await?.to_string();
        Ok(kept.contains("nobody reads").then_some(()))
    })
    .await?;
    browser.click(&format!("{NORA}{}'] .main-action", panel.tomas)).await?;
    browser.see("#draft-text").await?;
    browser.set("#draft-text", &own.replace("Nora", "Tomas")).await?;
    browser.see("[data-hint=likeness] .shared q").await?;
    picture(browser, "drafts", "drafts-likeness").await?;
    browser.click("#draft-start-over").await?;
    browser.gone("[data-hint=likeness]").await?;
    println!("the same letter to a colleague: shown with the sentences they share");
    Ok(())
}

/// The editor is still Tomas's.
async fn a_whole_book_is_pasted(browser: &Browser) -> Result<()> {
    let timed = "const [kind, characters] = arguments; \
                 const text = 'Thank you for the talk about the night batch. '.repeat(Math.ceil(characters / 46)); \
                 const follow_up = { kind: 'thank-you', ...arguments[2] }; \
                 const written = { channel: 'email', subject: 'Thanks', text: text.slice(0, characters) }; \
                 const times = []; \
                 for (let i = 0; i < 9; i += 1) { const from = performance.now(); \
                 await chrome.runtime.sendMessage({ kind, follow_up, written }); times.push(performance.now() - from); } \
                 return times.sort((a, b) => a - b)[4]";
    let agenda = browser.request(json!({ "kind": "agenda" })).await?;
    let due = agenda["agenda"]["due"].as_array().cloned().unwrap_or_default();
    let thanks = due.iter().find(|step| step["kind"] == "thank-you").cloned().unwrap_or_default();
    let mut took = Vec::new();
    for characters in [2_000, 1_000_000] {
        let arguments = vec![json!("review"), json!(characters), thanks["id"].clone()];
        took.push(browser.eval_async(timed, arguments).await?);
    }
    println!("read over, there and back: 2,000 characters in {} ms, a million in {} ms", took[0], took[1]);

    let paste = "const field = document.getElementById('draft-text'); field.focus(); \
                 field.value = 'Thank you for the talk about the night batch. '.repeat(22000); \
                 field.dispatchEvent(new InputEvent('input', { bubbles: true }))";
    browser.eval(paste, vec![]).await?;
    browser.see("[data-hint=partly-reviewed]").await?;
    browser.click("#draft-start-over").await?;
    browser.gone("[data-hint=partly-reviewed]").await?;
    println!("a megabyte pasted: said that only its beginning was read over");
    Ok(())
}

async fn the_wording_is_the_users(browser: &Browser, kind: Kind) -> Result<()> {
    browser.open_page("dashboard.html#templates").await?;
    browser.see("#template-preview").await?;
    let built_in = browser.value("#template-source").await?;
    browser.set("#template-source", "Subject: Hello\n\nDear {{ somebody }},").await?;
    wait::until("what is wrong with it", || async {
        let problem = browser.see("#template-problem").await?.text().await?;
        Ok((problem.contains("somebody") && problem.contains('3')).then_some(()))
    })
    .await?;
    browser.click("#template-save").await?;
    browser.see("#template-error [data-code=template]").await?;
    picture(browser, "drafts", "templates-mistake").await?;

    browser.set("#template-source", "Subject: Thanks from me\n\nWell met, and thanks for {{ job }}!\n").await?;
    browser.read("Well met, and thanks").await?;
    browser.click("#template-save").await?;
    browser.see("#template-built-in").await?;
    picture(browser, "drafts", "templates-own").await?;
    browser.prefer(Scheme::Dark).await?;
    picture(browser, "drafts", "templates-own-dark").await?;
    browser.prefer(Scheme::Light).await?;
    browser.click("#template-built-in").await?;
    browser.gone("#template-built-in").await?;
    wait::until("the built-in wording", || async {
        Ok((browser.value("#template-source").await? == built_in).then_some(()))
    })
    .await?;
    println!("{kind}: the wording: a mistake is named with its line, one's own is used, and the way back is open");
    Ok(())
}

in_both!(all);
