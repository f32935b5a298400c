//! `run`: opens the user's browser, ready to play; without a display plays the story itself.

use crate::Result;
use crate::browser::{Browser, Kind, Setup};
use crate::net::{Practice, demo_folder};
use crate::story::{Album, Story};
use crate::tools::{self, Tools, extension_variable};
use std::path::{Path, PathBuf};
use std::time::Duration;

const USAGE: &str = "run [--browser chromium|chrome|edge|firefox] [--headless]";
const START: &str = "https://practice.test/";

/// A browser as its user names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Brand {
    Chromium,
    Chrome,
    Edge,
    Firefox,
}

impl Brand {
    fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "chromium" => Self::Chromium,
            "chrome" => Self::Chrome,
            "edge" => Self::Edge,
            "firefox" => Self::Firefox,
            _ => return None,
        })
    }

    fn kind(self) -> Kind {
        match self {
            Self::Chromium | Self::Chrome | Self::Edge => Kind::Chromium,
            Self::Firefox => Kind::Firefox,
        }
    }

    /// Programs of this brand, by name or by the place where a system keeps them.
    fn programs(self) -> &'static [&'static str] {
        match self {
            Self::Chromium => &["chromium", "chromium-browser", "/Applications/Chromium.app/Contents/MacOS/Chromium"],
            Self::Chrome => &[
                "google-chrome",
                "google-chrome-stable",
                "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            ],
            Self::Edge => &[
                "microsoft-edge",
                "microsoft-edge-stable",
                "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
            ],
            Self::Firefox => &[
                "firefox-esr",
                "firefox-developer-edition",
                "firefox",
                "/Applications/Firefox.app/Contents/MacOS/firefox",
            ],
        }
    }
}

#[derive(Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// None: whichever is there, Chromium first.
    pub brand: Option<Brand>,
    pub headless: bool,
}

impl Options {
    /// The arguments after the program's name, `run` first.
    ///
    /// # Errors
    /// What is not understood.
    pub fn parse(arguments: &[String]) -> Result<Self> {
        let mut options = Self::default();
        let mut rest = arguments.iter().map(String::as_str);
        if rest.next() != Some("run") {
            return Err(USAGE.into());
        }
        while let Some(argument) = rest.next() {
            let name = match (argument, argument.strip_prefix("--browser=")) {
                ("--headless", _) => {
                    options.headless = true;
                    continue;
                }
                ("--browser", _) => rest.next().unwrap_or_default(),
                (_, Some(name)) => name,
                _ => return Err(format!("“{argument}” is not understood: {USAGE}").into()),
            };
            options.brand = Some(Brand::parse(name).ok_or_else(|| format!("“{name}” is no browser: {USAGE}"))?);
        }
        Ok(options)
    }
}

/// # Errors
/// What is missing, or what went otherwise than the story says.
pub async fn run(options: &Options) -> Result<()> {
    if options.headless || !has_display() {
        let tools = tools_for(options.brand)?;
        println!("The story, played in {} without a window.", tools.browser.display());
        let folder = story_folder().join(tools.kind.to_string());
        let mut story = Story::begin(&tools, Album::new(&folder)?).await?;
        return story.play().await;
    }
    let brand = options.brand.or_else(installed).ok_or("none of Chromium, Chrome, Edge and Firefox was found")?;
    open(brand).await
}

fn has_display() -> bool {
    !cfg!(target_os = "linux") || ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some())
}

/// `target/story` of this checkout.
pub fn story_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/story")
}

/// What driving this browser needs.
fn tools_for(brand: Option<Brand>) -> Result<Tools> {
    match brand {
        Some(Brand::Chrome) => Err(NO_CHROME.into()),
        Some(brand) => {
            let tools = Tools::find(brand.kind())?;
            match program(brand) {
                Some(browser) if brand == Brand::Edge => Ok(Tools { browser, ..tools }),
                _ => Ok(tools),
            }
        }
        None => {
            Ok(Kind::ALL.iter().map(|kind| Tools::find(*kind)).reduce(|first, next| first.or(next)).ok_or(USAGE)??)
        }
    }
}

fn installed() -> Option<Brand> {
    [Brand::Chromium, Brand::Edge, Brand::Firefox, Brand::Chrome].into_iter().find(|brand| program(*brand).is_some())
}

/// The browser that the environment names, if it is of this brand; else where it is found.
fn program(brand: Brand) -> Option<PathBuf> {
    let variable = match brand {
        Brand::Chromium => "AFTERWORD_CHROMIUM",
        Brand::Firefox => "AFTERWORD_FIREFOX",
        Brand::Chrome | Brand::Edge => "",
    };
    tools::find(variable, brand.programs()).ok()
}

const NO_CHROME: &str = "\
Google Chrome ignores --load-extension since version 137, so nothing can load Afterword into it but you.
Chromium, Edge and Firefox work by themselves: --browser chromium, edge or firefox.";

/// Opens the browser on the practice site and stays until it is closed.
async fn open(brand: Brand) -> Result<()> {
    let kind = brand.kind();
    let variable = extension_variable(kind);
    let extension = std::env::var_os(variable).map(PathBuf::from).ok_or_else(|| format!("{variable} is not set"))?;
    let browser = program(brand).ok_or_else(|| format!("{brand:?} was not found"))?;
    let practice = Practice::start(&demo_folder()).await?;
    println!("{START} says what to try. Everything is in a throw-away profile; close the browser when you are done.");
    if brand == Brand::Chrome {
        println!("{NO_CHROME}");
        println!(
            "To use Chrome all the same: open chrome://extensions, switch on developer mode, choose “Load unpacked”,"
        );
        println!("and take the folder {}", extension.display());
    }
    let driver = if kind == Kind::Firefox { Tools::find_browser(kind)?.1 } else { PathBuf::new() };
    let tools = Tools { kind, browser, driver, extension };
    let setup = Setup { headless: false, zone: String::new(), ..Setup::new(&tools, &practice) };
    if kind == Kind::Chromium {
        return Browser::lend(&setup, START).await;
    }
    let browser = Browser::start(setup).await?;
    browser.goto(START).await?;
    while browser.web()?.windows().await.is_ok_and(|windows| !windows.is_empty()) {
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Options> {
        Options::parse(&line.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn a_browser_is_named_in_both_spellings() {
        assert_eq!(parse("run").unwrap(), Options::default());
        let wanted = Options { brand: Some(Brand::Firefox), headless: true };
        assert_eq!(parse("run --browser firefox --headless").unwrap(), wanted);
        assert_eq!(parse("run --headless --browser=firefox").unwrap(), wanted);
    }

    #[test]
    fn what_is_not_understood_is_named() {
        assert!(parse("run --browser lynx").unwrap_err().to_string().contains("lynx"));
        assert!(parse("run --fast").unwrap_err().to_string().contains("--fast"));
        assert!(parse("").is_err());
    }
}
