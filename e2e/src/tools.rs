//! Where browsers, drivers and the built extension are: named by the environment (as the project's test command does),
//! else found in the usual places.

use crate::browser::Kind;
use std::env;
use std::path::{Path, PathBuf};

/// What a run in one browser needs.
#[derive(Clone, Debug)]
pub struct Tools {
    pub kind: Kind,
    pub browser: PathBuf,
    pub driver: PathBuf,
    /// The unpacked practice build for this browser.
    pub extension: PathBuf,
}

impl Tools {
    /// # Errors
    /// What is missing, in words, so that a test can say why it is skipped.
    pub fn find(kind: Kind) -> Result<Self, String> {
        let (browser, driver) = Self::find_browser(kind)?;
        let variable = extension_variable(kind);
        let extension = env::var_os(variable).map(PathBuf::from).ok_or(format!("{variable} is not set"))?;
        if !extension.join("manifest.json").is_file() {
            return Err(format!("no manifest.json in {} ({variable})", extension.display()));
        }
        Ok(Self { kind, browser, driver, extension })
    }

    /// Browser and driver, without an extension.
    ///
    /// # Errors
    /// What is missing, in words.
    pub fn find_browser(kind: Kind) -> Result<(PathBuf, PathBuf), String> {
        match kind {
            Kind::Chromium => Ok((
                find("AFTERWORD_CHROMIUM", &["chromium", "chromium-browser", "google-chrome", "microsoft-edge"])?,
                find("AFTERWORD_CHROMEDRIVER", &["chromedriver", "msedgedriver"])?,
            )),
            Kind::Firefox => Ok((
                find("AFTERWORD_FIREFOX", &["firefox-esr", "firefox-developer-edition", "firefox"])?,
                find("AFTERWORD_GECKODRIVER", &["geckodriver"])?,
            )),
        }
    }
}

pub fn extension_variable(kind: Kind) -> &'static str {
    match kind {
        Kind::Chromium => "AFTERWORD_EXTENSION_CHROMIUM",
        Kind::Firefox => "AFTERWORD_EXTENSION_FIREFOX",
    }
}

/// The node modules that hold axe-core, if they were installed.
pub fn node_modules() -> Option<PathBuf> {
    env::var_os("AFTERWORD_NODE_MODULES").map(PathBuf::from).filter(|p| p.is_dir())
}

/// Captured pages that are not part of this repository.
pub fn fixtures() -> Option<PathBuf> {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/fixtures").canonicalize().ok()
}

/// The program that the variable names, else the first of these that is there: names in the search path, or whole paths.
///
/// # Errors
/// That there is none, in words.
pub fn find(variable: &str, names: &[&str]) -> Result<PathBuf, String> {
    if let Some(named) = env::var_os(variable).map(PathBuf::from) {
        return if named.is_file() {
            Ok(named)
        } else {
            Err(format!("{variable} names {}, which is not there", named.display()))
        };
    }
    let path = env::var_os("PATH").unwrap_or_default();
    let own = env::var_os("HOME").map(|home| PathBuf::from(home).join(".cache/afterword/geckodriver/bin"));
    let folders: Vec<PathBuf> = env::split_paths(&path).chain(own).collect();
    names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .find(|file| file.is_file())
        .ok_or_else(|| format!("none of {} found; name it in {variable}", names.join(", ")))
}
