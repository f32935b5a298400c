//! The page of one opportunity at a glance, and the head of every page of the dashboard where there is little room.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

#[macro_use]
mod common;

use common::{Stage, barriers, overflow};
use e2e::browser::{Browser, Kind, Setup};
use e2e::net::{Practice, demo_folder};
use e2e::tour::{Life, many};
use e2e::{Result, wait};
use serde_json::{Value, json};

async fn texts(browser: &Browser, css: &str) -> Result<Vec<String>> {
    let script = "return [...document.querySelectorAll(arguments[0])].filter(one => one.getClientRects().length) \
                  .map(one => one.textContent.trim())";
    let found = browser.eval(script, vec![json!(css)]).await?;
    Ok(found.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect())
}

async fn page_of(browser: &Browser, company: &str) -> Result<String> {
    let all = browser.request(json!({ "kind": "opportunities" })).await?;
    let all = all["opportunities"].as_array().cloned().unwrap_or_default();
    let ours = all.iter().find(|view| view["opportunity"]["company"] == company).unwrap();
    Ok(format!("dashboard.html#opportunity/{}", ours["opportunity"]["id"].as_str().unwrap()))
}

/// Every line bears its name where it is seen, and the axis its days, narrow as well as wide.
async fn timeline(browser: &Browser) -> Result<()> {
    for width in [1200, 360] {
        browser.resize(width, 900).await?;
        browser.see(".timeline-picture[role=img]").await?;
        let names = texts(browser, ".timeline-name").await?;
        for said in ["They answered", "Thank Berthold Szymanski", "Connect with Rosalind Poole on LinkedIn"] {
            assert!(names.iter().any(|name| name.contains(said)), "{said} is not among {names:?}");
        }
        // Which interview, each browser says as its locale has it.
        for day in ["2", "26"] {
            let is_that = |name: &&String| {
                name.starts_with("Interview · ") && name.split(|c: char| !c.is_ascii_digit()).any(|part| part == day)
            };
            assert_eq!(names.iter().filter(is_that).count(), 1, "{names:?}");
        }
        let dates = texts(browser, ".timeline-date").await?;
        assert!((2..=5).contains(&dates.len()), "{dates:?} at {width}");
        assert_eq!(texts(browser, ".timeline-today").await?, ["Today"]);
        // Nothing is smaller than small print, cut off or beyond the picture; where today is, is written.
        let wrong = "const picture = document.querySelector('.timeline-picture'); \
                     const all = [...picture.querySelectorAll('.timeline-name, .timeline-date, .timeline-today')]; \
                     const frame = picture.getBoundingClientRect(); \
                     const bad = all.filter(one => one.getClientRects().length).filter(one => { \
                         const box = one.getBoundingClientRect(); \
                         return parseFloat(getComputedStyle(one).fontSize) < 12 || box.left < frame.left - 1 \
                             || box.right > frame.right + 1 || one.scrollWidth > one.clientWidth + 1; \
                     }); \
                     const line = picture.querySelector('.timeline-now').getBoundingClientRect(); \
                     const label = picture.querySelector('.timeline-today').getBoundingClientRect(); \
                     const apart = line.left < label.left - 2 || line.left > label.right + 2; \
                     return [...bad.map(one => one.textContent), ...(apart ? ['today is elsewhere'] : [])]";
        assert_eq!(browser.eval(wrong, vec![]).await?, json!([]), "at {width}");
        assert_eq!(overflow(browser).await?, 0);
    }
    browser.resize(1200, 900).await?;
    println!("timeline: names, days and today, wide and narrow");
    Ok(())
}

/// What the heading says is not said on every card, and opening a menu leaves its button where it is.
async fn cards(browser: &Browser) -> Result<()> {
    assert_eq!(texts(browser, ".step a[href^='#opportunity/']").await?, Vec::<String>::new());
    let places = "const buttons = [...document.querySelectorAll('.more > button')]; \
                  const place = button => { const box = button.getBoundingClientRect(); return [box.left, box.top] }; \
                  const moved = []; \
                  for (const button of buttons) { \
                      button.scrollIntoView({ block: 'center' }); \
                      const before = place(button); button.click(); \
                      await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))); \
                      const after = place(button); \
                      if (button.getAttribute('aria-expanded') !== 'true' || String(before) !== String(after)) moved.push([before, after]); \
                      button.click(); \
                      await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))); \
                  } \
                  return [buttons.length > 1, moved, document.querySelectorAll('.menu:not([hidden])').length]";
    assert_eq!(browser.eval_async(places, vec![]).await?, json!([true, [], 0]));
    println!("cards: no link to where one is, menus that leave their button in its place");
    Ok(())
}

/// What is seldom set is folded and says what is set; what is not saved in it is in sight.
async fn fold(browser: &Browser, page: &str) -> Result<()> {
    assert_eq!(browser.see("#opportunity-more-set").await?.text().await?, "nothing set");
    let is_open = "return document.querySelector('#opportunity-more').open";
    assert_eq!(browser.eval(is_open, vec![]).await?, json!(false));
    browser.click("#opportunity-more-show").await?;
    browser.choose("#opportunity-language", "de").await?;
    browser.choose("#opportunity-firm", "traditional").await?;
    wait::until("what is set", || async {
        let set = browser.see("#opportunity-more-set").await?.text().await?;
        Ok((set.contains("Traditional") && set.contains("German")).then_some(()))
    })
    .await?;
    browser.open_page(page).await?;
    browser.see(".unsaved-resumed").await?;
    browser.see("#opportunity-more[open] #opportunity-language").await?;
    assert_eq!(browser.value("#opportunity-language").await?, "de");
    browser.click("#opportunity-save").await?;
    browser.see("#toast-undo").await?;
    browser.open_page(page).await?;
    wait::until("what was saved, folded", || async {
        let set = browser.see("#opportunity-more-set").await?.text().await?;
        Ok((set.contains("German") && browser.eval(is_open, vec![]).await? == json!(false)).then_some(()))
    })
    .await?;
    println!("the fold: says what is set, opens over what is not saved");
    Ok(())
}

/// Two rows at most, and the keyboard comes to every part.
async fn head(browser: &Browser) -> Result<()> {
    browser.resize(360, 740).await?;
    let rows = "const all = [...document.querySelectorAll('.top .tabs > *')]; \
                const middle = one => { const box = one.getBoundingClientRect(); return (box.top + box.bottom) / 2 }; \
                const rows = []; \
                for (const one of all) if (!rows.some(row => Math.abs(row - middle(one)) < 12)) rows.push(middle(one)); \
                const small = all.filter(one => { const box = one.getBoundingClientRect(); return box.height < 24 || box.width < 24 }); \
                for (const one of all) { one.focus(); if (document.activeElement !== one) small.push(one); } \
                return [all.length, rows.length, small.length]";
    assert_eq!(browser.eval(rows, vec![]).await?, json!([8, 2, 0]));
    assert_eq!(overflow(browser).await?, 0);
    browser.resize(1200, 900).await?;
    println!("head: two rows at 360 pixels");
    Ok(())
}

/// German has the longest words.
async fn in_german(kind: Kind) -> Result<()> {
    let Some(tools) = common::tools(kind) else { return Ok(()) };
    let practice = Practice::start(&demo_folder()).await?;
    let browser = Browser::start(Setup { language: "de".into(), ..Setup::new(&tools, &practice) }).await?;
    browser.open_page("dashboard.html").await?;
    if browser.see("#nav-settings").await?.text().await? != "Einstellungen" {
        eprintln!("skipped: {kind}: this browser has no words in German");
        return Ok(());
    }
    head(&browser).await
}

async fn at_a_glance(kind: Kind) -> Result<()> {
    let Some(tools) = common::tools(kind) else { return Ok(()) };
    let stage = Stage::set(&tools).await?;
    let browser = &stage.browser;
    browser.open_page("dashboard.html#opportunities").await?;
    browser.see("#content .blank").await?;
    assert_eq!(texts(browser, ".column").await?, Vec::<String>::new(), "no box around nothing");
    browser.open_page("dashboard.html").await?;
    browser.click("#agenda-add").await?;
    browser.see("#capture-name").await?;
    many(&Life::of(browser)).await?;
    let page = page_of(browser, "Hollin Instruments").await?;
    browser.open_page(&page).await?;
    timeline(browser).await?;
    cards(browser).await?;
    head(browser).await?;
    browser.click("#timeline-table-show").await?;
    let columns = texts(browser, "#timeline-table thead th").await?;
    assert_eq!(columns, ["What", "From", "Due", "Until", "Status"]);
    assert_eq!(barriers(browser).await?.unwrap_or_default(), Vec::<String>::new());
    fold(browser, &page).await
}

in_both!(at_a_glance, in_german);
