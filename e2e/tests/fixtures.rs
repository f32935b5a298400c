//! Captured pages under their real addresses, read in a real browser through the extension: what a user would get.
//! The pages are not part of this repository.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

#[macro_use]
mod common;

use e2e::browser::{Browser, Kind, Setup};
use e2e::net::{Practice, demo_folder};
use e2e::{Result, tools};
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
struct Gold {
    file: String,
    kind: String,
    url: String,
    layout: String,
    name: Option<String>,
    name_on_page: Option<String>,
    headline: Option<String>,
    current_title: Option<String>,
    #[serde(default)]
    title_alternatives: Vec<String>,
    current_company: Option<String>,
    #[serde(default)]
    company_alternatives: Vec<String>,
    location: Option<String>,
    #[serde(default)]
    location_alternatives: Vec<String>,
    connect_available: bool,
}

/// Today's layout, the one before it, one guest page, the login wall.
const IN_FIREFOX: [&str; 7] = [
    "sdui-2026-04-a.html",
    "sdui-2026-04-a-bis.html",
    "sdui-2026-04-b.html",
    "sdui-2026-04-c.html",
    "loggedin-2022-03-third-degree.html",
    "guest-2023-public-v3-desktop-a.html",
    "negative-2026-04-authwall.html",
];

fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What the popup would fill in.
fn best<'a>(reading: &'a Value, field: &str) -> Option<&'a str> {
    reading[field].as_array()?.first()?["value"].as_str()
}

#[derive(Default)]
struct Score {
    right: u32,
    empty: u32,
    wrong: Vec<String>,
}

impl Score {
    /// Empty is no error, only worse than right.
    fn field(&mut self, page: &str, field: &str, read: Option<&str>, right: &[&str]) {
        match read.map(plain) {
            None if right.is_empty() => self.right += 1,
            None => self.empty += 1,
            Some(value) if right.iter().any(|right| plain(right) == value) => self.right += 1,
            Some(value) => self.wrong.push(format!("{page}: {field} is read as “{value}”, not as one of {right:?}")),
        }
    }

    fn page(&mut self, gold: &Gold, tab: &Value) {
        let page = gold.file.as_str();
        let reading = &tab["reading"];
        if gold.kind == "negative" {
            if tab["kind"] == "person" {
                self.wrong.push(format!("{page}: somebody is read where there is nobody: {}", reading["name"]));
            } else {
                self.right += 1;
            }
            return;
        }
        if gold.kind == "profile-subpage" && tab["kind"] != "person" {
            self.right += 1;
            return;
        }
        if tab["kind"] != "person" {
            self.wrong.push(format!("{page}: nobody is read: {tab}"));
            return;
        }
        let name = best(reading, "name");
        if name.is_none() {
            self.wrong.push(format!("{page}: no name is read"));
        }
        fn all<'a>(label: &'a Option<String>, more: &'a [String]) -> Vec<&'a str> {
            label.iter().chain(more).map(String::as_str).collect()
        }
        let names: Vec<&str> = [&gold.name, &gold.name_on_page].into_iter().flatten().map(String::as_str).collect();
        self.field(page, "name", name, &names);
        self.field(page, "headline", best(reading, "headline"), &all(&gold.headline, &[]));
        self.field(page, "title", best(reading, "title"), &all(&gold.current_title, &gold.title_alternatives));
        self.field(page, "company", best(reading, "company"), &all(&gold.current_company, &gold.company_alternatives));
        self.field(page, "location", best(reading, "location"), &all(&gold.location, &gold.location_alternatives));
        let slug = gold.url.split("/in/").nth(1).and_then(|rest| rest.split('/').next()).unwrap_or_default();
        self.field(page, "profile", best(reading, "linkedin"), &[slug]);
        if gold.kind == "profile" && reading["connect_offered"] != json!(gold.connect_available) {
            self.wrong.push(format!("{page}: connecting is offered: {}", reading["connect_offered"]));
        }
    }
}

async fn pages_are_read_right(kind: Kind) -> Result<()> {
    let Some(folder) = tools::fixtures().map(|all| all.join("linkedin")).filter(|folder| folder.is_dir()) else {
        eprintln!("skipped: there are no captured pages in ../shared/fixtures/linkedin");
        return Ok(());
    };
    let Some(tools) = common::tools(kind) else { return Ok(()) };
    let gold: Vec<Gold> = serde_json::from_slice(&std::fs::read(folder.join("gold.json"))?)?;
    let practice = Practice::start(&demo_folder()).await?;
    // Guests are sent to hosts of their country. There a user presses the icon, which can be played in Firefox only.
    let granted = vec!["https://*.linkedin.com/*".to_owned()];
    let browser = Browser::start(Setup { granted, ..Setup::new(&tools, &practice) }).await?;
    let site = browser.web()?.window().await?;
    let desk = browser.open_page("dashboard.html").await?;

    let mut score = Score::default();
    let mut read = 0;
    for gold in &gold {
        if kind == Kind::Firefox && !IN_FIREFOX.contains(&gold.file.as_str()) {
            continue;
        }
        practice.server.serve(&gold.url, &folder.join(&gold.file))?;
        browser.switch(&site).await?;
        browser.goto(&gold.url).await?;
        if kind == Kind::Firefox {
            browser.press_toolbar_button().await?;
        }
        browser.switch(&desk).await?;
        let number = browser.tab_number(&gold.url).await?;
        let answer = browser.request(json!({ "kind": "read-tab", "tab": number })).await?;
        let wrong = score.wrong.len();
        score.page(gold, &answer["tab"]);
        read += 1;
        println!("{} {} ({})", if score.wrong.len() == wrong { "right" } else { "WRONG" }, gold.file, gold.layout);
    }
    println!(
        "{kind}: {read} pages, {} fields right, {} left empty, {} wrong",
        score.right,
        score.empty,
        score.wrong.len()
    );
    assert!(read >= IN_FIREFOX.len(), "only {read} pages were read");
    assert!(score.wrong.is_empty(), "{}", score.wrong.join("\n"));
    assert_eq!(practice.proxy.refused(), [], "a captured page called out");
    Ok(())
}

in_both!(pages_are_read_right);
