//! Browsers and the drivers that steer them in tests.

use super::apt;
use crate::args::Browser;
use crate::paths::Paths;
use crate::process::{cargo, find_program, run, step};
use anyhow::{Context as _, Result, bail};
use std::path::PathBuf;

/// A program that a browser test needs: the variable that names it, and where else it may be.
struct Tool {
    variable: &'static str,
    names: &'static [&'static str],
    /// Debian's package that has it.
    package: Option<&'static str>,
    browser: Browser,
    is_driver: bool,
}

const TOOLS: [Tool; 4] = [
    Tool {
        variable: "AFTERWORD_CHROMIUM",
        names: &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"],
        package: Some("chromium"),
        browser: Browser::Chromium,
        is_driver: false,
    },
    Tool {
        variable: "AFTERWORD_CHROMEDRIVER",
        names: &["chromedriver", "msedgedriver"],
        package: Some("chromium-driver"),
        browser: Browser::Chromium,
        is_driver: true,
    },
    Tool {
        variable: "AFTERWORD_FIREFOX",
        names: &["firefox-esr", "firefox-developer-edition", "firefox"],
        package: Some("firefox-esr"),
        browser: Browser::Firefox,
        is_driver: false,
    },
    Tool {
        variable: "AFTERWORD_GECKODRIVER",
        names: &["geckodriver"],
        package: None,
        browser: Browser::Firefox,
        is_driver: true,
    },
];

impl Tool {
    fn find(&self, paths: &Paths) -> Option<PathBuf> {
        match std::env::var_os(self.variable).map(PathBuf::from) {
            Some(named) => Some(named).filter(|file| file.is_file()),
            None => find_program(self.names).or_else(|| {
                let built = geckodriver(paths);
                (self.package.is_none() && built.is_file()).then_some(built)
            }),
        }
    }
}

fn geckodriver(paths: &Paths) -> PathBuf {
    paths.cache.join("geckodriver/bin").join(format!("geckodriver{}", std::env::consts::EXE_SUFFIX))
}

/// Browsers and drivers, each with the environment variable that names it to the tests.
pub type Found = Vec<(&'static str, PathBuf)>;

/// # Errors
/// One is missing and cannot be fetched; the error says what to do.
pub fn ensure(paths: &Paths) -> Result<Found> {
    ensure_for(paths, &Browser::ALL)
}

/// # Errors
/// As [`ensure`], for these browsers alone.
pub fn ensure_for(paths: &Paths, browsers: &[Browser]) -> Result<Found> {
    let wanted = || TOOLS.iter().filter(|tool| browsers.contains(&tool.browser));
    for tool in wanted() {
        if let Some(named) = std::env::var_os(tool.variable)
            && !PathBuf::from(&named).is_file()
        {
            bail!("{} names {}, which is not there", tool.variable, named.display());
        }
    }
    let packages: Vec<&str> =
        wanted().filter(|tool| tool.find(paths).is_none()).filter_map(|tool| tool.package).collect();
    if !packages.is_empty() {
        apt::install(&packages, "a browser or its driver is missing").with_context(|| {
            let variables: Vec<&str> = wanted().map(|tool| tool.variable).collect();
            format!(
                "Chromium with chromedriver and Firefox are needed; if they are elsewhere, name them in {variables:?}"
            )
        })?;
    }
    if wanted().any(|tool| tool.package.is_none() && tool.find(paths).is_none()) {
        step("cargo install geckodriver (Firefox's driver; some minutes, once)", || {
            let mut command = cargo(&paths.root);
            command.args(["install", "geckodriver", "--locked", "--root"]).arg(paths.cache.join("geckodriver"));
            // Its objects are of no use to anything else.
            run(command.env_remove("CARGO_TARGET_DIR"))
        })?;
    }
    wanted()
        .map(|tool| {
            let file = tool.find(paths);
            Ok((tool.variable, file.with_context(|| format!("none of {} was found", tool.names.join(", ")))?))
        })
        .collect()
}

/// Debian's browsers bring other languages in packages of their own: the package, the browser, a file of the package.
const LANGUAGES: [[&str; 3]; 3] = [
    ["chromium-l10n", "/usr/lib/chromium/chromium", "/usr/lib/chromium/locales/de.pak"],
    [
        "firefox-esr-l10n-de",
        "/usr/lib/firefox-esr/firefox-esr",
        "/usr/lib/firefox-esr/browser/extensions/langpack-de@firefox-esr.mozilla.org.xpi",
    ],
    [
        "firefox-esr-l10n-fr",
        "/usr/lib/firefox-esr/firefox-esr",
        "/usr/lib/firefox-esr/browser/extensions/langpack-fr@firefox-esr.mozilla.org.xpi",
    ],
];

/// Has the browsers speak German and French where that is a matter of packages; what is so then. Never an error: where
/// they do not, the tests of those languages say that they are skipped.
pub fn teach() -> String {
    let packages = unspoken();
    if packages.is_empty() {
        return "German and French".into();
    }
    let installed = matches!(apt::Apt::find(), apt::Apt::Root | apt::Apt::Sudo)
        .then(|| apt::install(&packages, "the browsers speak only English"));
    match installed {
        Some(Ok(())) => "German and French".into(),
        Some(Err(error)) => format!("skipped: tests in German and French ({error:#})"),
        None => format!("skipped: tests in German and French, without {}", packages.join(", ")),
    }
}

/// The packages that are missing.
pub fn unspoken() -> Vec<&'static str> {
    let is_there = |file: &str| std::path::Path::new(file).exists();
    LANGUAGES
        .into_iter()
        .filter_map(|[package, browser, file]| (is_there(browser) && !is_there(file)).then_some(package))
        .collect()
}

/// Whether there is a browser of this family, with or without its driver.
pub fn is_installed(paths: &Paths, browser: Browser) -> bool {
    TOOLS.iter().any(|tool| tool.browser == browser && !tool.is_driver && tool.find(paths).is_some())
}

/// Those that are there already; nothing is fetched.
pub fn present(paths: &Paths) -> Found {
    TOOLS.iter().filter_map(|tool| Some((tool.variable, tool.find(paths)?))).collect()
}

pub fn state(paths: &Paths) -> Vec<String> {
    let line = |tool: &Tool| match (tool.find(paths), tool.package) {
        (Some(file), _) => format!("{}={}", tool.variable, file.display()),
        (None, Some(package)) => match apt::Apt::find() {
            apt::Apt::None => format!("{} is missing, and this system has no apt", tool.names.join(" or ")),
            apt => format!("would run `{}`", apt.told(&[package])),
        },
        (None, None) => format!("would run `cargo install {}`", tool.names.join(" ")),
    };
    TOOLS.iter().map(line).collect()
}
