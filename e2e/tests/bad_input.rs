//! What goes wrong: each is said, with what to do; nothing stored is lost, nothing is saved twice.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

#[macro_use]
mod common;

use common::desk::Desk;
use e2e::browser::{Browser, Kind};
use e2e::{Result, wait};
use serde_json::{Value, json};

const MARA: &str = "https://www.linkedin.com/in/mara-lindqvist-practice/";
const JUNO: &str = "https://www.linkedin.com/in/juno-abernethy-practice/";

/// The error beside the form's button.
async fn refused(desk: &Desk, code: &str, words: &str) -> Result<()> {
    let error = desk.browser().see(&format!("#capture-error [data-code={code}]")).await?;
    let text = error.text().await?;
    assert!(text.contains(words), "the form says “{text}”");
    Ok(())
}

async fn all(kind: Kind) -> Result<()> {
    let Some(desk) = Desk::set(kind, &["linkedin", "gmail"]).await? else { return Ok(()) };
    a_page_that_is_no_profile(&desk).await?;
    a_profile_that_is_still_loading(&desk).await?;
    a_name_full_of_markup(&desk).await?;
    a_refused_write(&desk).await?;
    saved_twice(&desk).await?;
    an_interview_that_ends_before_it_starts(&desk).await?;
    an_interview_in_the_past(&desk).await?;
    forged_events(&desk).await
}

async fn a_page_that_is_no_profile(desk: &Desk) -> Result<()> {
    desk.visit("https://www.linkedin.com/feed/").await?;
    desk.browser().read("Shared a thought").await?;
    desk.open("sidebar.html").await?;
    desk.browser().read("Nobody to save here").await?;
    desk.close().await?;
    desk.open("popup.html").await?;
    desk.browser().see("#agenda-empty").await?;
    desk.browser().gone("#capture").await?;
    desk.close().await?;
    println!("a page that is no profile: said so");
    Ok(())
}

async fn a_profile_that_is_still_loading(desk: &Desk) -> Result<()> {
    desk.visit("https://www.linkedin.com/in/still-loading-practice/").await?;
    let popup = desk.open("popup.html").await?;
    desk.browser().read("This profile is still loading.").await?;
    desk.browser().gone("#capture").await?;
    desk.browser().switch(&desk.site).await?;
    desk.browser().click("#practice-finish").await?;
    desk.browser().switch(&popup).await?;
    assert_eq!(desk.browser().value("#capture-name").await?, "Wanda Laggard");
    assert_eq!(desk.people().await?, [""; 0]);
    desk.close().await?;
    println!("a profile that is still loading: said so, then read");
    Ok(())
}

async fn a_name_full_of_markup(desk: &Desk) -> Result<()> {
    desk.visit("https://www.linkedin.com/in/rolf-tagger-practice/").await?;
    desk.browser().read("Rolf <b>Tagger</b>").await?;
    desk.open("popup.html").await?;
    let browser = desk.browser();
    // No name of a person, so nobody is read; there is another way.
    browser.read("add the person by hand").await?;
    browser.click("#add-by-hand").await?;
    browser.see("#capture-name").await?;
    let name = "Rolf <b>Tagger</b><img src=x onerror=document.title='hit'>";
    browser.fill("#capture-name", name).await?;
    browser.click("#capture-save").await?;
    refused(desk, "name-has-markup", "does not look like a name").await?;
    assert_eq!(browser.value("#capture-name").await?, name, "what was typed is gone");
    assert_eq!(desk.people().await?, [""; 0]);
    let made = "return [document.querySelectorAll('#app b, #app img, #app script').length, document.title]";
    let made = browser.eval(made, vec![]).await?;
    assert_eq!(made[0], json!(0), "markup of the page became part of ours");
    assert_ne!(made[1], json!("hit"));
    desk.close().await?;
    println!("a name full of markup: refused, and nothing of it ran");
    Ok(())
}

/// The browser refuses to write once, as with a full disk.
async fn a_refused_write(desk: &Desk) -> Result<()> {
    desk.visit(JUNO).await?;
    desk.open("popup.html").await?;
    let browser = desk.browser();
    browser.see("#capture-name").await?;
    browser.fill("#capture-job", "Kiln Controls").await?;
    refuse_next_write(browser).await?;
    browser.click("#capture-save").await?;
    refused(desk, "storage-refused", "could not save this").await?;
    assert_eq!(browser.value("#capture-job").await?, "Kiln Controls", "what was typed is gone");
    assert_eq!(desk.people().await?, [""; 0], "it claims to know whom it could not store");
    browser.click("#capture-save").await?;
    browser.read("Juno Abernethy is saved.").await?;
    assert_eq!(desk.people().await?, ["Juno Abernethy"]);
    desk.close().await?;
    println!("storage that refuses a write: said so, nothing claimed, saved at the second try");
    Ok(())
}

async fn refuse_next_write(browser: &Browser) -> Result<()> {
    let refuse = "const area = api.storage.local; const set = area.set; \
                  area.set = () => { area.set = set; return Promise.reject(new Error('QUOTA_BYTES quota exceeded')); };";
    common::in_background(browser, refuse).await
}

async fn saved_twice(desk: &Desk) -> Result<()> {
    desk.visit(MARA).await?;
    desk.browser().read("Engineering Manager at Fernhollow Robotics").await?;
    let browser = desk.browser();
    // Two forms about one person, open at the same time.
    let first = desk.open("popup.html").await?;
    browser.see("#capture-name").await?;
    browser.fill("#capture-email", "mara.lindqvist@fernhollow.example").await?;
    let second = desk.open("sidebar.html").await?;
    browser.see("#capture-name").await?;
    browser.switch(&first).await?;
    let save = browser.see("#capture-save").await?;
    // A single click scrolls by itself; this one does not.
    save.scroll_into_view().await?;
    browser.web()?.action_chain().double_click_element(&save).perform().await?;
    // Whichever of the two words it has last: at the second press she may be known already.
    browser.see("#known").await?;
    // The other page learns of it before it could save the same person again.
    browser.switch(&second).await?;
    browser.see("#known").await?;
    // Two pages that save at the same moment.
    let both = "const form = { person: { name: 'Una Twice', linkedin: 'una-twice-practice' } }; \
                const save = () => chrome.runtime.sendMessage({ kind: 'save-capture', form }); \
                return (await Promise.all([save(), save()])).map(answer => Object.keys(answer)[0])";
    assert_eq!(browser.eval_async(both, vec![]).await?, json!(["ok", "ok"]));
    assert_eq!(desk.people().await?.iter().filter(|name| *name == "Una Twice").count(), 1, "saved twice");
    let mut people = desk.people().await?;
    people.retain(|name| name == "Mara Lindqvist");
    assert_eq!(people.len(), 1, "saved twice");
    let answer = browser.request(json!({ "kind": "people" })).await?;
    let mara = answer["people"].as_array().unwrap().iter().find(|p| p["person"]["name"] == "Mara Lindqvist").unwrap();
    assert_eq!(mara["person"]["emails"].as_array().unwrap().len(), 1, "the second form lost or doubled the address");
    desk.close().await?;
    browser.switch(&first).await?;
    desk.close().await?;
    println!("one person saved twice: known once, nothing lost");
    Ok(())
}

async fn an_interview_that_ends_before_it_starts(desk: &Desk) -> Result<()> {
    desk.visit(MARA).await?;
    desk.open("popup.html").await?;
    let browser = desk.browser();
    browser.click("#known-edit").await?;
    browser.see("#capture").await?;
    browser.choose("#capture-opportunity", "new").await?;
    browser.fill("#capture-job", "Gripper Designer").await?;
    browser.fill("#capture-new-company", "Fernhollow Robotics").await?;
    browser.set("#interview-date", "2031-04-02").await?;
    browser.set("#interview-time", "14:00").await?;
    browser.fill("#interview-minutes", "0").await?;
    browser.click("#capture-save").await?;
    refused(desk, "ends-before-start", "ends before it starts").await?;
    browser.fill("#interview-minutes", "30").await?;
    browser.click("#capture-save").await?;
    browser.gone("#capture-error [data-code]").await?;
    browser.see("#known").await?;
    assert_eq!(desk.due().await?, [""; 0], "something is due before the interview");
    desk.close().await?;
    println!("an interview that ends before it starts: refused, then corrected");
    Ok(())
}

async fn an_interview_in_the_past(desk: &Desk) -> Result<()> {
    desk.visit(JUNO).await?;
    desk.open("popup.html").await?;
    let browser = desk.browser();
    browser.click("#known-edit").await?;
    browser.see("#capture").await?;
    let hour_ago = "const day = new Date(Date.now() - 5_400_000); \
                    const local = new Date(day.getTime() - day.getTimezoneOffset() * 60_000).toISOString(); \
                    return [local.slice(0, 10), local.slice(11, 16)]";
    let hour_ago = browser.eval(hour_ago, vec![]).await?;
    browser.set("#interview-date", hour_ago[0].as_str().unwrap()).await?;
    browser.set("#interview-time", hour_ago[1].as_str().unwrap()).await?;
    browser.read("This is in the past: your notes and thank-you are due at once.").await?;
    browser.click("#capture-save").await?;
    browser.see("#agenda-due [data-step=thank-you]").await?;
    let due = desk.due().await?;
    assert!(due.iter().any(|kind| kind == "notes") && due.len() == 2, "due: {due:?}");
    desk.close().await?;
    println!("an interview in the past: due at once, and said so");
    Ok(())
}

/// A page cannot make the extension believe that something was sent.
async fn forged_events(desk: &Desk) -> Result<()> {
    let browser = desk.browser();
    // Juno's address is learnt, so that a mail to her is a follow-up.
    desk.visit(JUNO).await?;
    desk.open("popup.html").await?;
    browser.click("#known-edit").await?;
    browser.fill("#capture-email", "juno.abernethy@quillmoor.example").await?;
    browser.choose("#capture-interview", "none").await?;
    browser.click("#capture-save").await?;
    browser.see("#known").await?;
    desk.close().await?;

    desk.visit("https://mail.google.com/mail/?view=cm&to=juno.abernethy@quillmoor.example").await?;
    browser.panel("Thank Juno Abernethy").await?;
    // A page that presses all it can reach: the prompt's host, its keys, and Send itself.
    let forge = "const host = document.documentElement.lastElementChild; \
                 for (const kind of ['pointerdown', 'mousedown', 'click']) \
                     host.dispatchEvent(new MouseEvent(kind, { bubbles: true, composed: true })); \
                 const keys = { key: 'Enter', ctrlKey: true, bubbles: true }; \
                 document.querySelector('.aoP').dispatchEvent(new KeyboardEvent('keydown', keys)); \
                 postMessage({ kind: 'sent', recipients: ['juno.abernethy@quillmoor.example'] }, '*'); \
                 return [host.shadowRoot, typeof chrome === 'object' && typeof chrome.runtime?.sendMessage]";
    let reached = browser.eval(forge, vec![]).await?;
    assert_eq!(reached[0], Value::Null, "the page sees into the prompt");
    assert_ne!(reached[1], json!("function"), "the page can speak to the extension");
    wait::until("the mail to go", || async {
        let open = browser.eval("return document.querySelectorAll('.aoP').length", vec![]).await?;
        Ok((open == json!(0)).then_some(()))
    })
    .await?;
    browser.read("Message sent").await?;
    // The prompt goes with the window it belonged to; had the page been believed, it would say so now.
    wait::until("the prompt to go", || async { Ok(browser.panels().await?.is_empty().then_some(())) }).await?;
    desk.open("popup.html").await?;
    assert!(desk.due().await?.iter().any(|kind| kind == "thank-you"), "a page marked it as sent");
    desk.close().await?;
    println!("forged events: not believed");
    Ok(())
}

in_both!(all);
