//! What the user asked for on the command line.

use anyhow::{Context as _, Result, bail};
use std::path::PathBuf;

/// A browser family: each gets its own manifest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Browser {
    Chromium,
    Firefox,
}

impl Browser {
    pub const ALL: [Self; 2] = [Self::Chromium, Self::Firefox];

    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
        }
    }

    /// The family of a browser that `run` can open.
    ///
    /// # Errors
    /// The name is none that we know.
    pub fn family(name: &str) -> Result<Self> {
        match name {
            "chromium" | "chrome" | "edge" => Ok(Self::Chromium),
            "firefox" => Ok(Self::Firefox),
            _ => bail!("“{name}” is no browser that Afterword runs in; take chromium, chrome, edge or firefox"),
        }
    }

    fn list(name: &str) -> Result<Vec<Self>> {
        match name {
            "all" => Ok(Self::ALL.to_vec()),
            "chromium" => Ok(vec![Self::Chromium]),
            "firefox" => Ok(vec![Self::Firefox]),
            _ => bail!("--browser takes chromium, firefox or all, not “{name}”"),
        }
    }
}

/// What a build is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Variant {
    /// Quick to build, the same features as what users get.
    Dev,
    /// Quick to build, with a clock that can be moved and, in Chromium, the hosts granted beforehand.
    Practice,
    /// What users get: small.
    Dist,
}

impl Variant {
    pub const ALL: [Self; 3] = [Self::Dev, Self::Practice, Self::Dist];

    pub fn name(self) -> &'static str {
        match self {
            Self::Dev => "dev",
            Self::Practice => "practice",
            Self::Dist => "dist",
        }
    }

    /// Name of the folder below `target/extension`.
    pub fn folder(self, browser: Browser) -> String {
        match self {
            Self::Dev => browser.name().to_owned(),
            Self::Practice | Self::Dist => format!("{}-{}", browser.name(), self.name()),
        }
    }

    fn parse(name: &str) -> Result<Self> {
        Self::ALL
            .into_iter()
            .find(|variant| variant.name() == name)
            .with_context(|| format!("--variant takes dev, practice or dist, not “{name}”"))
    }
}

#[derive(Debug, PartialEq, Eq)]
pub struct BuildOptions {
    pub browsers: Vec<Browser>,
    pub variant: Variant,
    /// Instead of `target/extension`.
    pub out: Option<PathBuf>,
}

impl BuildOptions {
    /// # Errors
    /// An option that `build` does not know, or one without its value.
    pub fn parse(arguments: &[String]) -> Result<Self> {
        let mut options = Self { browsers: Browser::ALL.to_vec(), variant: Variant::Dev, out: None };
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            let (name, inline) = match argument.split_once('=') {
                Some((name, value)) => (name, Some(value.to_owned())),
                None => (argument.as_str(), None),
            };
            let mut value = || inline.clone().or_else(|| rest.next().cloned()).context(format!("{name} needs a value"));
            match name {
                "--browser" => options.browsers = Browser::list(&value()?)?,
                "--variant" => options.variant = Variant::parse(&value()?)?,
                "--out" => options.out = Some(PathBuf::from(value()?)),
                _ => bail!("`build` does not know “{argument}”; see `cargo xtask help`"),
            }
        }
        Ok(options)
    }
}

/// The value of `--browser` among arguments that are passed on, which may hold others.
pub fn browser_name(arguments: &[String]) -> Option<&str> {
    arguments.iter().enumerate().find_map(|(i, argument)| match argument.strip_prefix("--browser") {
        Some("") => arguments.get(i + 1).map(String::as_str),
        Some(rest) => rest.strip_prefix('='),
        None => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<String> {
        line.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn build_takes_its_options_in_both_spellings() -> Result<()> {
        let options = BuildOptions::parse(&words("--browser firefox --variant=practice --out /tmp/x"))?;
        assert_eq!(options.browsers, [Browser::Firefox]);
        assert_eq!(options.variant, Variant::Practice);
        assert_eq!(options.out, Some(PathBuf::from("/tmp/x")));
        Ok(())
    }

    #[test]
    fn build_without_options_is_a_dev_build_for_both() -> Result<()> {
        let options = BuildOptions::parse(&[])?;
        assert_eq!(options.browsers, Browser::ALL);
        assert_eq!(options.variant, Variant::Dev);
        Ok(())
    }

    #[test]
    fn an_unknown_option_is_refused_by_name() {
        for wrong in ["--brower firefox", "--browser opera", "--variant", "firefox"] {
            assert!(BuildOptions::parse(&words(wrong)).is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_browser_is_found_among_passed_on_arguments() {
        assert_eq!(browser_name(&words("--keep --browser edge")), Some("edge"));
        assert_eq!(browser_name(&words("--browser=firefox --keep")), Some("firefox"));
        assert_eq!(browser_name(&words("--keep")), None);
    }
}
