//! What else a user does with a step: skipped with its reason, done by post, sent another way; and the question before an
//! opportunity goes.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

#[macro_use]
mod common;

use common::{Stage, barriers, overflow, picture};
use e2e::browser::{Browser, Kind, Scheme};
use e2e::{Result, wait};
use serde_json::{Value, json};

async fn all(kind: Kind) -> Result<()> {
    let Some(tools) = common::tools(kind) else { return Ok(()) };
    let stage = Stage::set(&tools).await?;
    let browser = &stage.browser;
    browser.open_page("dashboard.html").await?;
    let panel = interviewed_by_two(browser).await?;
    put_off_too_long(browser, &panel).await?;
    skipped_with_a_reason(browser, &panel).await?;
    thanked_by_post(browser, &panel).await?;
    called_instead(browser, &panel).await?;
    how_it_went_is_remembered(browser, &panel).await?;
    what_is_known_of_the_firm(browser, &panel).await?;
    a_new_fact_first(browser, &panel).await?;
    asked_before_it_goes(browser, &panel).await?;
    cleared_away(browser, &panel).await?;
    narrow_and_dark(browser, &panel).await?;
    println!("{kind}: steps, from the menu to clearing away");
    Ok(())
}

struct Panel {
    nora: String,
    tomas: String,
    opportunity: String,
}

impl Panel {
    fn thanks(person: &str) -> String {
        format!("[data-step=thank-you][data-person='{person}']")
    }
}

/// An interview that ended an hour ago, with the notes of it.
async fn interviewed_by_two(browser: &Browser) -> Result<Panel> {
    let start = hours_ago(browser, 2.0).await?;
    let end = hours_ago(browser, 1.0).await?;
    let settings = browser.request(json!({ "kind": "settings" })).await?;
    let mut settings = settings["settings"].clone();
    settings["applicant"]["name"] = json!("Robin Ashdown");
    settings["applicant"]["phone"] = json!("+44 20 7946 0018");
    settings["applicant"]["headline_facts"] = json!(["six years of night batches"]);
    browser.request(json!({ "kind": "save-settings", "settings": settings })).await?;
    let nora = json!({
        "kind": "save-capture",
        "form": {
            "person": { "name": "Nora Lindqvist", "company": "Brightwell", "email": "nora@brightwell.example" },
            "role": "recruiter",
            "opportunity": { "kind": "new", "company": "Brightwell", "job_title": "Data Engineer" },
            "interview": { "kind": "new", "interview": { "start": start, "end": end } },
            "others": [
                { "person": { "name": "Tomas Reiter", "company": "Brightwell", "email": "tomas@brightwell.example" }, "role": "peer" },
            ],
        },
    });
    let saved = browser.request(nora).await?;
    let all = browser.request(json!({ "kind": "opportunities" })).await?;
    let interview = &all["opportunities"][0]["interviews"][0];
    let notes = json!({
        "kind": "save-notes", "interview": interview["interview"]["id"], "person": null,
        "notes": { "question": "who reads the log of the night batch", "common_ground": "both of us sail" },
    });
    browser.request(notes).await?;
    let id = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let nora = id(&saved["person"]);
    let people = interview["people"].as_array().cloned().unwrap_or_default();
    let other = people.iter().map(|person| id(&person[0]["id"])).find(|person| *person != nora);
    Ok(Panel { tomas: other.unwrap_or_default(), nora, opportunity: id(&saved["opportunity"]) })
}

async fn hours_ago(browser: &Browser, hours: f64) -> Result<Value> {
    let script = "const at = new Date(Date.now() - arguments[0] * 3600000); \
                  const two = part => String(part).padStart(2, '0'); \
                  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}\
                  T${two(at.getHours())}:${two(at.getMinutes())}`";
    browser.eval(script, vec![json!(hours)]).await
}

/// Opens the menu of a step, and a part of it.
async fn open_menu(browser: &Browser, step: &str, part: &str) -> Result<()> {
    browser.click(&format!("{step} .more > button")).await?;
    browser.see(&format!("{step} .snooze .meta")).await?;
    if !part.is_empty() {
        browser.click(&format!("{step} [data-part={part}]")).await?;
    }
    Ok(())
}

async fn focused(browser: &Browser) -> Result<String> {
    let id = browser.eval("return document.activeElement.id", vec![]).await?;
    Ok(id.as_str().unwrap_or_default().to_owned())
}

async fn put_off_too_long(browser: &Browser, panel: &Panel) -> Result<()> {
    let step = Panel::thanks(&panel.nora);
    open_menu(browser, &step, "").await?;
    let month_on = "const day = new Date(Date.now() + 30 * 86400000); return day.toISOString().slice(0, 10)";
    let day = browser.eval(month_on, vec![]).await?;
    browser.set(&format!("{step} .snooze-until input"), day.as_str().unwrap_or_default()).await?;
    browser.read("That is after the right time for it").await?;
    picture(browser, "steps", "snooze").await?;
    browser.click(&format!("{step} [data-snooze=on]")).await?;
    let toast = browser.see("#toast .toast").await?.text().await?;
    assert!(toast.contains("That is after the right time for it"), "{toast}");
    browser.click("#toast-undo").await?;
    browser.see(&format!("#agenda-due {step}")).await?;
    println!("put off for a month: said before and after that this is too late, and taken back");
    Ok(())
}

async fn skipped_with_a_reason(browser: &Browser, panel: &Panel) -> Result<()> {
    let step = Panel::thanks(&panel.tomas);
    open_menu(browser, &step, "skip").await?;
    wait::until("the cursor in the reasons", || async { Ok(focused(browser).await?.ends_with("-skip").then_some(())) })
        .await?;
    browser.choose(&format!("{step} .skip select"), "own").await?;
    browser.fill(&format!("{step} .skip input"), "We walked home together").await?;
    picture(browser, "steps", "skip").await?;
    browser.click(&format!("{step} .skip-action")).await?;
    browser.gone(&step).await?;
    browser.open_page(&format!("dashboard.html#person/{}", panel.tomas)).await?;
    browser.read("skipped: We walked home together").await?;
    picture(browser, "steps", "skipped").await?;
    browser.open_page("dashboard.html").await?;
    println!("skipped: the reason stands in the person's history");
    Ok(())
}

async fn thanked_by_post(browser: &Browser, panel: &Panel) -> Result<()> {
    let step = Panel::thanks(&panel.nora);
    open_menu(browser, &step, "done").await?;
    browser.choose(&format!("{step} .already-done select"), "letter").await?;
    let early = hours_ago(browser, 1.5).await?;
    browser.set(&format!("{step} .already-done input"), early.as_str().unwrap_or_default()).await?;
    browser.click(&format!("{step} .done-elsewhere")).await?;
    browser.see("[data-code=before-the-end]").await?;
    picture(browser, "steps", "done-too-early").await?;
    no_barriers(browser).await?;
    let later = hours_ago(browser, 0.5).await?;
    browser.set(&format!("{step} .already-done input"), later.as_str().unwrap_or_default()).await?;
    browser.click(&format!("{step} .done-elsewhere")).await?;
    browser.gone(&step).await?;
    browser.open_page(&format!("dashboard.html#person/{}", panel.nora)).await?;
    browser.read("by post").await?;
    browser.see("[data-history=thank-you][data-state=done]").await?;
    picture(browser, "steps", "done-by-post").await?;
    println!("thanked by post: not before the interview's end, and told with way and time");
    Ok(())
}

async fn called_instead(browser: &Browser, panel: &Panel) -> Result<()> {
    let form = json!({
        "kind": "save-opportunity",
        "form": { "id": panel.opportunity, "company": "Brightwell", "job_title": "Data Engineer", "resume_by_email": true },
    });
    browser.request(form).await?;
    browser.open_page(&format!("dashboard.html#opportunity/{}", panel.opportunity)).await?;
    let step = "[data-step=check-in]";
    browser.read("the first time").await?;
    browser.read("the second time").await?;
    open_menu(browser, step, "way").await?;
    picture(browser, "steps", "another-way").await?;
    browser.click(&format!("{step} [data-channel=telephone]")).await?;
    browser.read("From now on this one goes by telephone.").await?;
    browser.read("No telephone number is known yet.").await?;
    wait::until("the cursor on the step's main action", || async {
        Ok(focused(browser).await?.ends_with("-main").then_some(()))
    })
    .await?;
    browser.click(&format!("{step} .main-action")).await?;
    browser.see("#call-card .openers").await?;
    browser.fill("#lacks-address", "ask her").await?;
    browser.click("#lacks-address-save").await?;
    browser.see("[data-code=phone-malformed]").await?;
    browser.fill("#lacks-address", "+44 20 7946 0123").await?;
    browser.click("#lacks-address-save").await?;
    let number = browser.see("#call-card a[href='tel:+442079460123']").await?.text().await?;
    assert_eq!(number, "+44 20 7946 0123");
    browser.gone("#lacks-address").await?;
    let card = browser.see("#call-card").await?.text().await?;
    for said in
        ["six years of night batches", "both of us sail", "who reads the log", "Robin Ashdown", "seconds to say"]
    {
        assert!(card.contains(said), "the call card lacks “{said}”:\n{card}");
    }
    browser.eval("document.querySelector('#call-card').scrollIntoView()", vec![]).await?;
    picture(browser, "steps", "call-card").await?;
    no_barriers(browser).await?;
    browser.click(&format!("{step} .main-action")).await?;
    println!("changed to the telephone: the card has number, openers and the words for a machine");
    Ok(())
}

async fn how_it_went_is_remembered(browser: &Browser, panel: &Panel) -> Result<()> {
    browser.click(".interview-card [data-impression=badly]").await?;
    browser.see(".interview-card [data-impression=badly][aria-pressed=true]").await?;
    browser.choose("#reply-from", &panel.nora).await?;
    browser.click("#reply-received").await?;
    browser.read("Nora Lindqvist replied").await?;
    browser.open_page(&format!("dashboard.html#opportunity/{}", panel.opportunity)).await?;
    browser.see(".interview-card [data-impression=badly][aria-pressed=true]").await?;
    browser.choose("#opportunity-stage", "rejected").await?;
    browser.click("#opportunity-reopen").await?;
    browser.see("#reply-received").await?;
    println!("how it went, who replied, rejected and open again: known after a reload");
    Ok(())
}

async fn what_is_known_of_the_firm(browser: &Browser, panel: &Panel) -> Result<()> {
    let set = browser.see("#opportunity-more-set").await?.text().await?;
    assert_eq!(set, "My résumé went to them by e-mail", "what is set can be read while it is folded");
    browser.click("#opportunity-more-show").await?;
    browser.choose("#opportunity-firm", "traditional").await?;
    browser.click("#opportunity-handwritten").await?;
    browser.click("#opportunity-references-wanted").await?;
    browser.click("#opportunity-references-choose").await?;
    browser.see(&format!("#opportunity-reference option[value='{}']", panel.tomas)).await?;
    browser.choose("#opportunity-reference", &panel.tomas).await?;
    browser.see("#opportunity-references button").await?;
    browser.eval("document.querySelector('#opportunity-firm').scrollIntoView()", vec![]).await?;
    picture(browser, "steps", "firm").await?;
    browser.click("#opportunity-save").await?;
    let briefing = format!("[data-step=reference][data-person='{}']", panel.tomas);
    browser.see(&briefing).await?;
    by_hand(browser, &panel.nora).await?;

    browser.click("#document-add").await?;
    browser.set("#document-text", "Data Engineer wanted.\nNights included.").await?;
    browser.set("#document-link", "https://jobs.example/data-engineer").await?;
    browser.set("#document-name", "The advertisement").await?;
    browser.click("#document-save").await?;
    browser.see("[data-document] a[href='https://jobs.example/data-engineer']").await?;
    browser.eval("document.querySelector('#documents').scrollIntoView()", vec![]).await?;
    picture(browser, "steps", "documents").await?;
    println!("the firm: its ways, its references and its documents");
    Ok(())
}

async fn by_hand(browser: &Browser, person: &str) -> Result<()> {
    let step = format!("[data-step=handwritten-note][data-person='{person}']");
    browser.see(&format!("{step} .lacks")).await?;
    browser.click(&format!("{step} .main-action")).await?;
    browser.set("#lacks-address", "Nora Lindqvist\n1 Mill Lane\nNorwich").await?;
    browser.click("#lacks-address-save").await?;
    browser.gone("#lacks-address").await?;
    browser.click("#letter > summary").await?;
    let sheet = browser.see("#letter-sheet").await?.text().await?;
    assert!(sheet.contains("Mill Lane") && sheet.contains("Nora"), "{sheet}");
    browser.see("#letter-print").await?;
    browser.eval("document.querySelector('#letter').scrollIntoView()", vec![]).await?;
    picture(browser, "steps", "by-hand").await?;
    browser.click(&format!("{step} .main-action")).await?;
    println!("by hand: the address filled in at the step, the note as it goes on paper");
    Ok(())
}

async fn a_new_fact_first(browser: &Browser, panel: &Panel) -> Result<()> {
    // After one that went badly there is only thanks and waiting.
    browser.click(".interview-card [data-impression=well]").await?;
    browser.see(".interview-card [data-impression=well][aria-pressed=true]").await?;
    browser.see("#opportunity-more").await?;
    browser.eval("document.querySelector('#opportunity-more').open = true", vec![]).await?;
    browser.choose("#opportunity-cadence", "persistent").await?;
    browser.click("#opportunity-save").await?;
    let step = "[data-step=letter]";
    browser.click(&format!("{step} .main-action")).await?;
    browser.set("#new-fact", "I passed the cloud exam").await?;
    picture(browser, "steps", "new-fact").await?;
    browser.click("#new-fact-save").await?;
    browser.gone("#new-fact").await?;
    wait::until("the letter with the new fact", || async {
        Ok(browser.value("#draft-text").await?.contains("cloud exam").then_some(()))
    })
    .await?;
    let noted = browser.see("#opportunity-facts").await?.text().await?;
    assert!(noted.contains("cloud exam"), "{noted}");
    browser.click(&format!("{step} .main-action")).await?;
    println!("a further letter: a new fact first, noted at the step ({})", panel.opportunity);
    Ok(())
}

async fn asked_before_it_goes(browser: &Browser, panel: &Panel) -> Result<()> {
    browser.click("#opportunity-remove-ask").await?;
    let guard = browser.see("#opportunity-remove-guard").await?.text().await?;
    assert!(guard.contains("until you have been offered a job and have accepted it"), "{guard}");
    let goes = browser.see("#opportunity-remove-goes").await?.text().await?;
    for part in ["1 interview", "1 document", "your notes of 1 interview"] {
        assert!(goes.contains(part), "“{part}” is not among what goes:\n{goes}");
    }
    browser.eval("document.querySelector('#opportunity-remove').scrollIntoView({ block: 'end' })", vec![]).await?;
    picture(browser, "steps", "removal").await?;
    no_barriers(browser).await?;
    browser.click("#opportunity-remove").await?;
    browser.read("Removed.").await?;
    browser.gone(&format!("[data-opportunity='{}']", panel.opportunity)).await?;
    browser.click("#toast-undo").await?;
    browser.see(&format!("[data-opportunity='{}']", panel.opportunity)).await?;
    browser.open_page(&format!("dashboard.html#opportunity/{}", panel.opportunity)).await?;
    browser.see("[data-document]").await?;
    println!("removed: asked first, gone, and back with all that went");
    Ok(())
}

async fn cleared_away(browser: &Browser, panel: &Panel) -> Result<()> {
    let other = json!({ "kind": "save-opportunity", "form": { "company": "Quillfeather", "job_title": "Editor" } });
    browser.request(other).await?;
    browser.choose("#opportunity-stage", "accepted").await?;
    browser.see("#clean-up-others").await?;
    picture(browser, "steps", "clean-up").await?;
    browser.click("#clean-up-others").await?;
    browser.read("1 opportunity is cleared away.").await?;
    browser.gone("#clean-up-others").await?;
    browser.click("#toast-undo").await?;
    browser.see("#clean-up-others").await?;
    browser.choose("#opportunity-stage", "open").await?;
    browser.gone("#clean-up").await?;
    println!("accepted: all others cleared away and brought back ({})", panel.opportunity);
    Ok(())
}

async fn narrow_and_dark(browser: &Browser, panel: &Panel) -> Result<()> {
    browser.resize(400, 760).await?;
    browser.open_page("popup.html").await?;
    let step = format!("[data-step=reference][data-person='{}']", panel.tomas);
    open_menu(browser, &step, "done").await?;
    browser.eval("document.querySelector(arguments[0]).scrollIntoView()", vec![json!(step)]).await?;
    picture(browser, "steps", "menu-narrow").await?;
    browser.prefer(Scheme::Dark).await?;
    // The colours pass into one another; what counts is where they arrive.
    browser.eval("document.getAnimations().forEach(passing => passing.finish())", vec![]).await?;
    picture(browser, "steps", "menu-narrow-dark").await?;
    no_barriers(browser).await?;
    assert_eq!(overflow(browser).await?, 0, "something is wider than the page");
    let escape = "const menu = document.querySelector(arguments[0] + ' .more'); \
                  menu.querySelector('select').dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true })); \
                  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))); \
                  return [!menu.querySelector('.menu').hidden, document.activeElement === menu.querySelector('button')]";
    assert_eq!(browser.eval_async(escape, vec![json!(step)]).await?, json!([false, true]));
    browser.prefer(Scheme::Light).await?;
    Ok(())
}

async fn no_barriers(browser: &Browser) -> Result<()> {
    assert_eq!(barriers(browser).await?.unwrap_or_default(), Vec::<String>::new());
    Ok(())
}

in_both!(all);
