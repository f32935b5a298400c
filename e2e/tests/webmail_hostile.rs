//! A webmail that means harm: it imitates compose windows, forges events, swaps recipients and looks for what the prompt
//! shows. Nothing is recorded that the user did not do, and the page learns nothing.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

#[macro_use]
mod common;

use common::Stage;
use e2e::browser::{Browser, Kind};
use e2e::net::Request;
use e2e::{Result, wait};
use serde_json::{Value, json};
use thirtyfour::prelude::*;

const MAIL: &str = "https://mail.google.com/mail/u/0/";
const ADDRESS: &str = "ottilie.brandt@marlowe-freight.example";

struct Desk {
    stage: Stage,
    site: WindowHandle,
    dashboard: WindowHandle,
}

async fn all(kind: Kind) -> Result<()> {
    let Some(tools) = common::tools(kind) else { return Ok(()) };
    let stage = Stage::set(&tools).await?;
    let site = stage.browser.web()?.window().await?;
    stage.browser.goto(MAIL).await?;
    let dashboard = stage.browser.open_page("dashboard.html#settings").await?;
    if kind == Kind::Firefox {
        stage.browser.fill("#own-host", "mail.google.com").await?;
        stage.browser.click("#enable-own-host").await?;
        stage.browser.read("is enabled.").await?;
    }
    let desk = Desk { stage, site, dashboard };
    desk.interviewed().await?;
    the_page_reads_all_it_can(&desk).await?;
    the_page_removes_the_prompt(&desk).await?;
    forged_presses(&desk).await?;
    recipients_are_swapped_at_the_press(&desk).await?;
    windows_gone_before_the_answer(&desk).await?;
    a_thousand_windows(&desk).await?;
    a_megabyte_and_a_script_for_an_address(&desk).await?;
    let broken: Vec<_> = desk.stage.practice.server.requests().into_iter().filter(Request::is_policy_report).collect();
    assert_eq!(broken, []);
    Ok(())
}

impl Desk {
    fn browser(&self) -> &Browser {
        &self.stage.browser
    }

    async fn interviewed(&self) -> Result<()> {
        let at = "const at = new Date(Date.now() - arguments[0] * 3600000); const two = part => String(part).padStart(2, '0'); \
                  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`";
        let start = self.browser().eval(at, vec![json!(2)]).await?;
        let end = self.browser().eval(at, vec![json!(1)]).await?;
        let form = json!({
            "person": { "name": "Ottilie Brandt", "title": "Head of Platform", "company": "Marlowe Freight", "email": ADDRESS },
            "role": "hiring-manager",
            "opportunity": { "kind": "new", "company": "Marlowe Freight", "job_title": "Site Reliability Engineer" },
            "interview": { "kind": "new", "interview": { "start": start, "end": end } },
        });
        self.browser().request(json!({ "kind": "save-capture", "form": form })).await.map(drop)
    }

    /// A fresh page with a window that is to the interviewer, and its prompt.
    async fn prompted(&self) -> Result<()> {
        self.fresh().await?;
        self.browser().click("#practice-compose").await?;
        self.browser().fill(".anm[name=to] input", &format!("{ADDRESS},")).await?;
        self.browser().panel("Insert draft").await.map(drop)
    }

    async fn fresh(&self) -> Result<()> {
        self.browser().switch(&self.site).await?;
        self.browser().goto("about:blank").await?;
        self.browser().goto(MAIL).await
    }

    async fn is_due(&self) -> Result<bool> {
        self.browser().switch(&self.dashboard).await?;
        let agenda = self.browser().request(json!({ "kind": "agenda" })).await?;
        self.browser().switch(&self.site).await?;
        let due = agenda["agenda"]["due"].as_array().cloned().unwrap_or_default();
        Ok(due.iter().any(|step| step["kind"] == "thank-you"))
    }
}

/// The user typed an address; name, employer, job and what is due are the extension's alone.
async fn the_page_reads_all_it_can(desk: &Desk) -> Result<()> {
    desk.fresh().await?;
    let listen = "window.heard = []; \
        for (const kind of ['message', 'storage', 'beforeinput', 'input', 'focusin', 'keydown', 'copy', 'animationstart']) \
            addEventListener(kind, e => heard.push([kind, e.data, e.detail, e.composedPath().map(n => n.textContent)]), true); \
        const attach = Element.prototype.attachShadow; \
        Element.prototype.attachShadow = function (...a) { heard.push('attachShadow'); return attach.apply(this, a); }; \
        const say = console.log; console.log = (...a) => { heard.push(a); say(...a); }; \
        new MutationObserver(all => heard.push(all.flatMap(c => [...c.addedNodes]).map(n => n.outerHTML))) \
            .observe(document, { subtree: true, childList: true, attributes: true })";
    desk.browser().eval(listen, vec![]).await?;
    desk.browser().click("#practice-compose").await?;
    desk.browser().fill(".anm[name=to] input", &format!("{ADDRESS},")).await?;
    desk.browser().panel("Insert draft").await?;
    desk.browser().panel_click("Make small").await?;
    desk.browser().panel_click("Show the prompt").await?;
    let everything = "const all = []; const seen = new Set(); \
        const roots = [...document.querySelectorAll('*')].map(e => [e.shadowRoot && e.shadowRoot.innerHTML, ...Object.values(e.dataset)]); \
        all.push(document.documentElement.outerHTML, roots, heard, {...localStorage}, {...sessionStorage}, document.cookie, \
            performance.getEntries().map(e => e.name), getSelection().toString(), document.title, location.href, name, \
            [...document.styleSheets].flatMap(s => [...s.cssRules].map(r => r.cssText)), document.adoptedStyleSheets.length, \
            document.getAnimations().map(a => a.effect.target.outerHTML + a.effect.target.getRootNode().textContent), Object.getOwnPropertyNames(window), \
            document.elementsFromPoint(innerWidth / 2, innerHeight / 2).map(e => e.outerHTML), \
            typeof afterword, typeof browser, window.chrome?.runtime?.id); \
        return JSON.stringify(all)";
    let read = desk.browser().eval(everything, vec![]).await?;
    let read = read.as_str().unwrap();
    assert!(read.contains(ADDRESS), "it has not even read what is on the page");
    for secret in [
        "Ottilie Brandt",
        "Marlowe",
        "Site Reliability",
        "Head of Platform",
        "24 hours",
        "Insert draft",
        "extension://",
    ] {
        assert!(!read.contains(secret), "the page knows “{secret}”");
    }
    println!("a page that reads all it can learns nothing");
    Ok(())
}

async fn the_page_removes_the_prompt(desk: &Desk) -> Result<()> {
    desk.prompted().await?;
    desk.browser().eval("for (const e of document.querySelectorAll(':root > div')) e.remove()", vec![]).await?;
    assert!(desk.browser().panels().await?.is_empty());
    // The next window has its own.
    desk.browser().click("#practice-compose").await?;
    desk.browser().click("[role=dialog]:last-of-type .anm[name=to] input").await?;
    let fields = desk.browser().web()?.find_all(By::Css(".anm[name=to] input")).await?;
    fields.last().unwrap().send_keys(format!("{ADDRESS},")).await?;
    desk.browser().panel("Insert draft").await?;
    assert!(desk.is_due().await?);
    println!("a page that removes the prompt gets the next one all the same");
    Ok(())
}

async fn forged_presses(desk: &Desk) -> Result<()> {
    desk.prompted().await?;
    let forge = "const send = document.querySelector('.aoO'); \
        send.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true })); send.click(); \
        const body = document.querySelector('[g_editable]') ?? document.body; \
        body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true })); \
        window.postMessage({ kind: 'sent', follow_up: {}, recipients: [], subject: '', text: '' }, '*'); \
        for (const host of document.querySelectorAll(':root > div')) host.click(); \
        for (const e of document.querySelectorAll('[role=dialog]')) e.remove(); \
        dispatchEvent(new Event('pagehide'))";
    desk.browser().eval(forge, vec![]).await?;
    wait::until("the prompt to go with its window", || async {
        Ok(desk.browser().panels().await?.is_empty().then_some(()))
    })
    .await?;
    assert!(desk.is_due().await?, "a forged press counts as sent");
    println!("forged presses, keys and messages record nothing");
    Ok(())
}

async fn recipients_are_swapped_at_the_press(desk: &Desk) -> Result<()> {
    desk.prompted().await?;
    let swap = "document.querySelector('.aoO').addEventListener('mousedown', () => { \
        document.querySelector('[role=option]').dataset.hovercardId = 'somebody@else.example'; }, true)";
    desk.browser().eval(swap, vec![]).await?;
    desk.browser().click(".aoO").await?;
    desk.browser().read("Message sent").await?;
    assert!(desk.is_due().await?, "a mail to somebody else counts as thanks");
    println!("a mail that goes to somebody else is no thank-you");
    Ok(())
}

/// Whatever the moment at which a window goes, no prompt stays behind.
async fn windows_gone_before_the_answer(desk: &Desk) -> Result<()> {
    desk.fresh().await?;
    let open_and_close = "for (let i = 0; i < 50; i += 1) { compose({ form: 'pop-up', to: [arguments[0]] }); \
        await new Promise(done => setTimeout(done, 4 * i)); \
        for (const each of document.querySelectorAll('[role=dialog]')) each.remove(); \
        await new Promise(done => setTimeout(done, 150)); } \
        await new Promise(done => setTimeout(done, 1500))";
    desk.browser().eval_async(open_and_close, vec![json!(ADDRESS)]).await?;
    let left: Vec<_> = desk.browser().panels().await?.into_iter().map(|panel| panel.text).collect();
    assert_eq!(left, Vec::<String>::new(), "prompts of windows that are gone");
    println!("windows that go before the answer comes leave no prompt");
    Ok(())
}

async fn a_thousand_windows(desk: &Desk) -> Result<()> {
    desk.fresh().await?;
    let make = "const box = document.getElementById('practice-windows'); \
        const made = (tag, attributes, ...children) => { const e = document.createElement(tag); \
            for (const [k, v] of Object.entries(attributes)) e.setAttribute(k, v); e.append(...children); return e; }; \
        for (let i = 0; i < 1000; i += 1) { \
            box.append(made('div', { class: 'M9 made' }, made('div', { class: 'anm', name: 'to' }, \
                made('div', { role: 'option', 'data-hovercard-id': arguments[0] })), \
                made('div', { class: 'Ap' }, made('div', { g_editable: 'true', contenteditable: 'true' }, 'Hi')))); }";
    desk.browser().eval(make, vec![json!(ADDRESS)]).await?;
    desk.browser().panel("Insert draft").await?;
    // The page still answers at once, and so does the extension.
    let answers = "const from = performance.now(); await new Promise(done => requestAnimationFrame(() => setTimeout(done))); \
                   return performance.now() - from";
    let frame = desk.browser().eval_async(answers, vec![]).await?;
    let shown = desk.browser().panels().await?.len();
    assert!(shown <= 20, "{shown} prompts");
    assert!(desk.is_due().await?);
    desk.browser().eval("for (const e of document.querySelectorAll('.made')) e.remove()", vec![]).await?;
    wait::until("no prompt", || async { Ok(desk.browser().panels().await?.is_empty().then_some(())) }).await?;
    println!("a thousand windows: {shown} prompts, a frame in {frame} ms");
    Ok(())
}

async fn a_megabyte_and_a_script_for_an_address(desk: &Desk) -> Result<()> {
    desk.prompted().await?;
    let fill = "const body = document.querySelector('[g_editable]'); body.textContent = 'Thank you for the talk. '.repeat(42000); \
        body.dispatchEvent(new InputEvent('input', { bubbles: true })); \
        const chip = document.querySelector('[role=option]').cloneNode(true); \
        chip.dataset.hovercardId = '\"><img src=x onerror=window.hurt=1>@x.example'; chip.dataset.name = '<script>window.hurt=1</script>'; \
        document.querySelector('[role=listbox]').append(chip)";
    desk.browser().eval(fill, vec![]).await?;
    desk.browser().panel("To look at before sending").await?;
    assert_eq!(desk.browser().eval("return window.hurt ?? null", vec![]).await?, Value::Null);
    assert!(desk.is_due().await?);
    println!("a megabyte of text, and a script for an address: read over as any other");
    Ok(())
}

in_both!(all);
