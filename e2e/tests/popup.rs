//! The popup and the sidebar as somebody in a hurry meets them: there at once, losing nothing that was typed, a panel of
//! five in two keys each, and a word for every odd state.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

#[macro_use]
mod common;

use common::desk::Desk;
use common::picture;
use e2e::browser::{Browser, Kind};
use e2e::{Result, wait};
use serde_json::{Value, json};
use thirtyfour::Key;

const MARA: &str = "https://www.linkedin.com/in/mara-lindqvist-practice/";
const JUNO: &str = "https://www.linkedin.com/in/juno-abernethy-practice/";
const KWABENA: &str = "https://www.linkedin.com/in/kwabena-osei-practice/";

const INVITE: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:popup-1@tidewater.example\r\n\
    SEQUENCE:0\r\nDTSTAMP:20310201T080000Z\r\nDTSTART:20310303T140000Z\r\nDURATION:PT45M\r\n\
    SUMMARY:Interview: Kelp Data Engineer\r\nORGANIZER;CN=Petra Seegras:mailto:petra.seegras@tidewater.example\r\n\
    ATTENDEE;CN=Okan Demir:mailto:okan.demir@tidewater.example\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

async fn all(kind: Kind) -> Result<()> {
    let Some(desk) = Desk::set(kind, &["linkedin"]).await? else { return Ok(()) };
    the_page_in_front_cannot_be_read(&desk).await?;
    half_typed_by_hand(&desk).await?;
    half_confirmed_invite(&desk).await?;
    a_panel_in_two_keys_each(&desk).await?;
    painted_before_it_runs(&desk).await?;
    a_step_stays_open(&desk).await?;
    led_to_the_step(&desk).await?;
    invited_within_the_budget(&desk).await?;
    a_permission_is_withdrawn(&desk).await?;
    nobody_answers(&desk).await
}

async fn the_page_in_front_cannot_be_read(desk: &Desk) -> Result<()> {
    let browser = desk.browser();
    // In a tab of its own the page in front is the popup itself: one of the browser's own kind.
    browser.open_page("popup.html").await?;
    browser.see("#tab-unreadable").await?;
    desk.no_barriers().await?;
    picture(browser, "popup", "unreadable").await?;
    desk.close().await?;
    println!("a page that cannot be read: said so, with another way");
    Ok(())
}

async fn half_typed_by_hand(desk: &Desk) -> Result<()> {
    let browser = desk.browser();
    desk.visit("https://www.linkedin.com/feed/").await?;
    desk.open("popup.html").await?;
    browser.click("#add-by-hand").await?;
    browser.fill("#capture-name", "Ines Halvorsen").await?;
    desk.close().await?;
    desk.open("popup.html").await?;
    browser.see("#capture-resumed").await?;
    assert_eq!(browser.value("#capture-name").await?, "Ines Halvorsen");
    desk.close().await?;
    // Where the page holds somebody, that person comes first, and the form is a click away.
    desk.visit(MARA).await?;
    desk.open("popup.html").await?;
    browser.see("#by-hand-begun").await?;
    assert_eq!(browser.value("#capture-name").await?, "Mara Lindqvist");
    // The form takes the keyboard, and the page may scroll for it: not in the middle of a click.
    wait::until("the cursor in the form", || async { Ok(desk.focused().await?.contains('-').then_some(())) }).await?;
    picture(browser, "popup", "by-hand-begun").await?;
    browser.press("#by-hand-begun button").await?;
    wait::until("the form by hand", || async {
        let name = browser.value("#capture-name").await?;
        if name == "Ines Halvorsen" { Ok(Some(())) } else { Err(format!("it is about “{name}”").into()) }
    })
    .await?;
    browser.click("#capture-cancel").await?;
    desk.close().await?;
    desk.open("popup.html").await?;
    browser.see("#capture").await?;
    browser.gone("#by-hand-begun").await?;
    desk.close().await?;
    println!("typed by hand: there again after the popup closed, gone once put away");
    Ok(())
}

async fn half_confirmed_invite(desk: &Desk) -> Result<()> {
    let browser = desk.browser();
    desk.visit("https://www.linkedin.com/feed/").await?;
    desk.open("popup.html").await?;
    browser.click("#intake-open").await?;
    browser.set("#intake-paste", "BEGIN:VCAL").await?;
    desk.close().await?;
    desk.open("popup.html").await?;
    browser.see("#intake-paste").await?;
    assert_eq!(browser.value("#intake-paste").await?, "BEGIN:VCAL");
    browser.set("#intake-paste", INVITE).await?;
    browser.click("#intake-read").await?;
    browser.fill("#invite-job", "Kelp Engineer").await?;
    browser.click("#invite-take-0").await?;
    desk.close().await?;
    desk.open("popup.html").await?;
    browser.see("#intake-resumed").await?;
    assert_eq!(browser.value("#invite-job").await?, "Kelp Engineer");
    let taken = browser.eval("return document.querySelector('#invite-take-0').checked", vec![]).await?;
    assert_eq!(taken, json!(false), "whom the user left out is in again");
    desk.no_barriers().await?;
    picture(browser, "popup", "resumed-invite").await?;
    browser.click("#intake-resumed button").await?;
    browser.gone("#invite").await?;
    desk.close().await?;
    desk.open("popup.html").await?;
    browser.see("#agenda-empty").await?;
    browser.gone("#invite").await?;
    desk.close().await?;
    println!("half-confirmed invite: there again as it was left, gone once put away");
    Ok(())
}

async fn in_sight(browser: &Browser, css: &str) -> Result<Option<()>> {
    let script = "const element = document.querySelector(arguments[0]); if (!element) return false; \
                  const { x, y, width, height } = element.getBoundingClientRect(); \
                  return element.contains(document.elementFromPoint(x + Math.min(width, 20) / 2, y + height / 2))";
    Ok(browser.eval(script, vec![json!(css)]).await?.as_bool().unwrap_or_default().then_some(()))
}

/// The first of a panel is saved with the interview; for the next the popup's key and Enter are enough.
async fn a_panel_in_two_keys_each(desk: &Desk) -> Result<()> {
    let browser = desk.browser();
    desk.visit(MARA).await?;
    desk.open("popup.html").await?;
    browser.see("#capture-save").await?;
    // About as large as browsers let a popup be.
    browser.resize(480, 600).await?;
    browser.see("#interview-place").await?.click().await?;
    wait::until("whose form it is, in sight", || in_sight(browser, "#capture-heading")).await?;
    picture(browser, "popup", "far-down-the-form").await?;
    let day = "const day = new Date(Date.now() - 86400000); const two = part => String(part).padStart(2, '0'); \
               return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`";
    let day = browser.eval(day, vec![]).await?;
    browser.choose("#capture-role", "hiring-manager").await?;
    browser.set("#interview-date", day.as_str().unwrap()).await?;
    browser.set("#interview-time", "10:00").await?;
    browser.click("#capture-save").await?;
    browser.see("#known").await?;
    wait::until("whoever was saved, in sight", || in_sight(browser, "#known h2")).await?;
    picture(browser, "popup", "saved").await?;
    browser.resize(1280, 900).await?;
    desk.close().await?;
    // Over already: nothing but the one saved before says that both were in it.
    desk.visit(KWABENA).await?;
    desk.open("popup.html").await?;
    browser.see("#capture-save").await?;
    wait::until("the cursor on the way to saving", || async {
        Ok(desk.focused().await?.starts_with("capture-").then_some(()))
    })
    .await?;
    browser.web()?.active_element().await?.send_keys(Key::Enter + "").await?;
    browser.see("#known").await?;
    let all = browser.request(json!({ "kind": "opportunities" })).await?;
    let all = all["opportunities"].as_array().unwrap();
    assert_eq!(all.len(), 1, "a second opportunity was made");
    let interviews = all[0]["interviews"].as_array().unwrap();
    assert_eq!(interviews.len(), 1, "a second interview was made");
    assert_eq!(interviews[0]["people"].as_array().unwrap().len(), 2);
    desk.close().await?;
    println!("a panel: the second one saved by two keys, in the same interview");
    Ok(())
}

/// What the popup shows first is what it showed last, before its module has started.
async fn painted_before_it_runs(desk: &Desk) -> Result<()> {
    let browser = desk.browser();
    desk.visit("https://www.linkedin.com/feed/").await?;
    let mut painted = Vec::new();
    for _ in 0..5 {
        desk.open("popup.html").await?;
        browser.see("#agenda-due .main-action:not([disabled])").await?;
        let times = "const [frame] = performance.getEntriesByName('first-frame'); \
                     const [drawn] = performance.getEntriesByName('drawn'); \
                     const paint = performance.getEntriesByType('paint').find(p => p.name === 'first-contentful-paint'); \
                     return { frame: frame.startTime, said: frame.detail, drawn: drawn.startTime, paint: paint?.startTime }";
        let times = wait::until("the first paint", || async {
            let times = browser.eval(times, vec![]).await?;
            Ok(times["paint"].is_number().then_some(times))
        })
        .await?;
        let said = times["said"].as_str().unwrap();
        assert!(said.contains("Mara Lindqvist") && said.contains("Fernhollow"), "the first frame says “{said}”");
        let ms = |key: &str| times[key].as_f64().unwrap();
        assert!(ms("frame") < ms("drawn"), "{times}");
        painted.push((ms("paint"), ms("frame"), ms("drawn")));
        desk.close().await?;
    }
    painted.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (paint, frame, drawn) = painted[painted.len() / 2];
    println!(
        "{}: first contentful paint after {paint:.0} ms (its text stood after {frame:.0} ms), the module had drawn after {drawn:.0} ms",
        browser.kind()
    );
    Ok(())
}

async fn a_step_stays_open(desk: &Desk) -> Result<()> {
    let browser = desk.browser();
    desk.open("popup.html").await?;
    browser.press("#agenda-due [data-step=notes] .main-action").await?;
    browser.fill("#notes-question", "what wakes the grippers").await?;
    desk.close().await?;
    desk.open("popup.html").await?;
    wait::until("the note as it was left", || async {
        Ok((browser.value("#notes-question").await? == "what wakes the grippers").then_some(()))
    })
    .await?;
    desk.no_barriers().await?;
    picture(browser, "popup", "due").await?;
    browser.click("#notes-save").await?;
    browser.gone("#agenda-due [data-step=notes]").await?;
    desk.close().await?;
    println!("a note half typed: its step stands open again");
    Ok(())
}

/// The address that a click on a notification opens.
async fn led_to_the_step(desk: &Desk) -> Result<()> {
    let browser = desk.browser();
    desk.open("popup.html").await?;
    let agenda = browser.request(json!({ "kind": "agenda" })).await?;
    let due = agenda["agenda"]["due"].as_array().unwrap();
    let step = due.iter().find(|step| step["kind"] == "thank-you").unwrap();
    let encode = "return encodeURIComponent(JSON.stringify(arguments[0]))";
    let encoded = browser.eval(encode, vec![step["id"].clone()]).await?;
    let opportunity = step["opportunity"]["id"].as_str().unwrap();
    browser.open_page(&format!("dashboard.html?step={}#opportunity/{opportunity}", encoded.as_str().unwrap())).await?;
    browser.see("#draft-text").await?;
    let open =
        "return document.querySelector('.main-action[aria-expanded=true]')?.closest('[data-person]').dataset.person";
    assert_eq!(browser.eval(open, vec![]).await?, step["person"]["id"]);
    wait::until("the keyboard at the step", || async {
        Ok((desk.focused().await?.starts_with("step-thank-you")).then_some(()))
    })
    .await?;
    browser.close_tab(&desk.site).await?;
    println!("a notification leads to its step, open");
    Ok(())
}

async fn invited_within_the_budget(desk: &Desk) -> Result<()> {
    let browser = desk.browser();
    desk.visit(MARA).await?;
    desk.open("popup.html").await?;
    let agenda = browser.request(json!({ "kind": "agenda" })).await?;
    let due = agenda["agenda"]["due"].as_array().unwrap().clone();
    let is_maras = |step: &&Value| step["kind"] == "thank-you" && step["person"]["name"] == "Mara Lindqvist";
    let thanks = due.iter().find(is_maras).unwrap()["id"].clone();
    browser.request(json!({ "kind": "done-elsewhere", "follow_up": thanks, "channel": "email" })).await?;
    browser.set_clock(4 * 86_400_000).await?;
    desk.close().await?;
    desk.open("sidebar.html").await?;
    browser.see("#connect-note").await?;
    browser.read("notes are left this month").await?;
    browser.see(".person-opportunity a").await?;
    desk.no_barriers().await?;
    picture(browser, "popup", "sidebar-connect").await?;
    let settings = browser.request(json!({ "kind": "settings" })).await?;
    let mut settings = settings["settings"].clone();
    settings["connect_notes_per_month"] = json!(0);
    browser.request(json!({ "kind": "save-settings", "settings": settings })).await?;
    desk.close().await?;
    desk.open("sidebar.html").await?;
    browser.read("No personalised note is left this month").await?;
    browser.click(".interview-notes").await?;
    wait::until("the notes of the interview", || async {
        Ok((browser.value("#notes-question").await? == "what wakes the grippers").then_some(()))
    })
    .await?;
    browser.click(".interview-notes").await?;
    browser.click("[data-step=connect] .main-action").await?;
    browser.click("#connect-sent-plain").await?;
    browser.see("#history [data-history=connect]").await?;
    desk.close().await?;
    println!("the invitation: how many notes are left, and sent without one");
    Ok(())
}

async fn a_permission_is_withdrawn(desk: &Desk) -> Result<()> {
    let browser = desk.browser();
    if browser.kind() == Kind::Chromium {
        println!("a permission withdrawn: in Firefox only, this build holds the sites from the start in Chromium");
        return Ok(());
    }
    desk.visit(JUNO).await?;
    desk.open("popup.html").await?;
    wait::until("the name in the form", || async {
        Ok((!browser.value("#capture-name").await?.is_empty()).then_some(()))
    })
    .await?;
    browser.fill("#capture-company", "Typed before it was withdrawn").await?;
    let withdraw = "return browser.permissions.remove({ origins: ['https://www.linkedin.com/*'] })";
    assert_eq!(browser.eval_async(withdraw, vec![]).await?, json!(true));
    // What was read stays, what was typed stays, and the site is offered again.
    browser.see("#enable-linkedin").await?;
    assert_eq!(browser.value("#capture-company").await?, "Typed before it was withdrawn");
    desk.no_barriers().await?;
    picture(browser, "popup", "withdrawn").await?;
    browser.click("#capture-save").await?;
    browser.gone("#capture-save").await?;
    assert!(desk.people().await?.iter().any(|name| name.contains("Juno")));
    browser.enable_site("linkedin").await?;
    desk.close().await?;
    println!("a permission withdrawn: nothing typed is lost, and the site is offered again");
    Ok(())
}

/// A background that hangs: the page says so beside what it remembers, and offers to try again.
async fn nobody_answers(desk: &Desk) -> Result<()> {
    let browser = desk.browser();
    desk.open("popup.html").await?;
    browser.see("#agenda-due .step").await?;
    let deaf = "const api = globalThis.browser ?? chrome; window.really = api.runtime.sendMessage; \
                api.runtime.sendMessage = () => new Promise(() => {}); \
                return api.storage.local.set({ 'e2e-nudge': Date.now() }).then(() => true)";
    browser.eval_async(deaf, vec![]).await?;
    browser.see("#failure [data-code=background-silent]").await?;
    browser.see("#agenda-due .step").await?;
    desk.no_barriers().await?;
    picture(browser, "popup", "silent").await?;
    let again = "(globalThis.browser ?? chrome).runtime.sendMessage = window.really";
    browser.eval(again, vec![]).await?;
    browser.click("#failure-again").await?;
    browser.gone("#failure [data-code]").await?;
    browser.see("#agenda-due .step").await?;
    desk.close().await?;
    println!("no answer: said so, tried again");
    Ok(())
}

in_both!(all);
