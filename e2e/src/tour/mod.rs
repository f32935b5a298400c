//! The tour: every page in every state that a user can meet, looked at in several colours and sizes.
//!
//! A state is a candidate's weeks ([`cast`]) in a profile of its own. The pages of the dashboard are found by following
//! its links, so that a new one is looked at without being named here. What keeps somebody out of a page, or does not
//! fit, is found on the way; with a folder, a picture of each is kept, and a page that shows them all.

mod cast;
mod gallery;
#[allow(clippy::indexing_slicing, reason = "of a JSON value: null where there is nothing")]
mod life;
mod looks;
mod pages;
mod scenes;

pub use cast::{ADDRESS, NOW, PROFILE, many, one};
pub use life::{Life, Meeting};
pub use looks::Look;

use crate::Result;
use crate::browser::{Browser, Kind, Setup};
use crate::look::{barriers, overflow};
use crate::net::{Practice, demo_folder};
use crate::tools::Tools;
use gallery::Gallery;
use std::path::Path;

/// What a profile holds when it is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Empty,
    One,
    Many,
    Names,
    /// What goes wrong, in words.
    Errors,
}

impl State {
    const ALL: [Self; 5] = [Self::Empty, Self::One, Self::Many, Self::Names, Self::Errors];

    fn name(self) -> String {
        format!("{self:?}").to_lowercase()
    }
}

/// A browser's turn.
struct Turn {
    state: State,
    language: &'static str,
    looks: &'static [Look],
}

impl Turn {
    fn name(&self) -> String {
        format!("{}-{}", self.state.name(), self.language)
    }
}

fn turns(pictures: bool) -> Vec<Turn> {
    let (tested, _) = looks::ALL.split_at(looks::TESTED);
    let looks: &'static [Look] = if pictures { &looks::ALL } else { tested };
    let english = State::ALL.map(|state| Turn { state, language: "en-GB", looks });
    let others = ["de", "fr"].map(|language| Turn { state: State::Many, language, looks: tested });
    english.into_iter().chain(others).collect()
}

/// A tab with a site, by its window and by the extension's name for it.
struct Site {
    window: thirtyfour::WindowHandle,
    number: i64,
}

struct Tour {
    // Ends before the net it talks to.
    browser: Browser,
    _practice: Practice,
    gallery: Option<Gallery>,
    turn: Turn,
    found: Vec<String>,
}

/// Takes the tour in this browser; says what it found that should not be so. With `keep`, pictures go there; with
/// `only`, it is just the turn of this name.
///
/// # Errors
/// When a state can't be reached or a page does not come.
pub async fn take(tools: &Tools, keep: Option<&Path>, only: Option<&str>) -> Result<Vec<String>> {
    let mut found = Vec::new();
    let mut gallery = keep.map(|folder| Gallery::new(&folder.join(tools.kind.to_string()))).transpose()?;
    for turn in turns(keep.is_some()).into_iter().filter(|turn| only.is_none_or(|name| turn.name() == name)) {
        let practice = Practice::start(&demo_folder()).await?;
        let setup = Setup { language: turn.language.into(), ..Setup::new(tools, &practice) };
        let browser = Browser::start(setup).await?;
        let name = turn.name();
        let mut tour = Tour { browser, _practice: practice, gallery, turn, found };
        tour.go().await.map_err(|error| format!("{name}: {error}"))?;
        Tour { gallery, found, .. } = tour;
    }
    if let Some(gallery) = gallery {
        println!("{}", gallery.finish()?.display());
    }
    Ok(found)
}

/// `tour [chromium|firefox [TURN]]`: pictures in `target/tour`, in both browsers or in the one named; a turn is named as its
/// folder there.
///
/// # Errors
/// What is missing, or what the tour found that should not be so.
pub async fn picture(arguments: &[String]) -> Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/tour");
    let (wanted, only) = (arguments.get(1), arguments.get(2).map(String::as_str));
    let kinds: Vec<Kind> =
        Kind::ALL.into_iter().filter(|kind| wanted.is_none_or(|name| *name == kind.to_string())).collect();
    if kinds.is_empty() || only.is_some_and(|only| turns(true).iter().all(|turn| turn.name() != only)) {
        let names: Vec<_> = turns(true).iter().map(Turn::name).collect();
        return Err(format!("tour [chromium|firefox [{}]]", names.join("|")).into());
    }
    let mut found = Vec::new();
    for kind in kinds {
        let here = take(&Tools::find(kind)?, Some(&folder), only).await?;
        found.extend(here.into_iter().map(|one| format!("{kind}: {one}")));
    }
    if found.is_empty() { Ok(()) } else { Err(format!("{} barriers:\n{}", found.len(), found.join("\n")).into()) }
}

impl Tour {
    async fn go(&mut self) -> Result<()> {
        self.browser.open_page("dashboard.html").await?;
        if !self.speaks().await? {
            return Ok(());
        }
        let life = Life::of(&self.browser);
        match self.turn.state {
            State::Empty => life.at(NOW).await?,
            State::One | State::Errors => one(&life).await?,
            State::Many => many(&life).await?,
            State::Names => cast::names(&life).await?,
        }
        if self.turn.state == State::Errors {
            return self.errors().await;
        }
        self.dashboard().await?;
        if matches!(self.turn.state, State::Empty | State::One | State::Many) {
            self.on_a_profile().await?;
        }
        if matches!(self.turn.state, State::One) {
            self.beside_a_mail().await?;
        }
        Ok(())
    }

    /// Whether the browser has this turn's language; where not, that is said.
    async fn speaks(&self) -> Result<bool> {
        let spoken = self.browser.eval("return chrome.i18n.getUILanguage()", vec![]).await?;
        let two = |name: &str| name.split('-').next().unwrap_or_default().to_owned();
        let same = spoken.as_str().map(two) == Some(two(self.turn.language));
        if !same {
            eprintln!("skipped: {}: this browser has no words in {}", self.browser.kind(), self.turn.language);
        }
        Ok(same)
    }

    /// Looks at the page in front, as it stands, in each of the turn's looks.
    async fn look(&mut self, name: &str) -> Result<()> {
        for look in self.turn.looks {
            look.put_on(&self.browser).await?;
            self.keep(name, look).await?;
            let over = overflow(&self.browser).await?;
            let place = format!("{name}, {}, {}", self.turn.name(), look.name);
            if over > 1 {
                self.found.push(format!("{place}: {over} pixels wider than the window"));
            }
            if look.is_tested() {
                let barriers = barriers(&self.browser).await?.unwrap_or_default();
                self.found.extend(barriers.into_iter().map(|barrier| format!("{place}: {barrier}")));
            }
        }
        looks::usual(&self.browser).await
    }

    async fn keep(&mut self, name: &str, look: &Look) -> Result<()> {
        let Some(gallery) = &mut self.gallery else { return Ok(()) };
        let file = gallery.place(&self.turn.name(), name, look.name);
        self.browser.screenshot(&file).await
    }
}
