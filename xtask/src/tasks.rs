//! One function per command.

use crate::args::{self, Browser, BuildOptions, Variant};
use crate::paths::Paths;
use crate::process::{self, cargo, duration, say, step};
use crate::setup::{self, browsers, node};
use crate::{dependencies, dist, extension, fuzz, lint, store, verify, wasm};
use anyhow::{Result, bail};
use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

const HELP: &str = "\
cargo xtask COMMAND

  run [--browser chromium|chrome|edge|firefox] …
        build, and open a browser with the extension and the practice site
  test [FILTER]
        everything that has to hold before a change is shared; with FILTER only the Rust tests whose name has it
  build [--browser chromium|firefox|all] [--variant dev|practice|dist] [--out DIR]
        the folder that a browser loads, in target/extension
  dist  an archive per browser, the sources, and a list of what is built in, in dist/
  verify [ARCHIVE|DIR …]
        build the sources again elsewhere and compare: are these archives made of them, byte for byte?
  store
        everything that the stores ask for, in dist/store: archives, texts, screenshots
  lint  format, lints, types, and the add-on linter
  eval …
        measure the readers on captured pages
  bench [--wasm] [NAME]
        measure how time grows with the amount of work; with --wasm as WebAssembly, in node's engine, which is Chromium's
  bench --webmail
        measure what the extension costs a webmail's page, beside the same page without it, in Chromium
  tour [chromium|firefox [TURN]]
        a picture of every page in every state, in several colours and sizes, in target/tour
  pictures
        the pictures of the README, in docs/
  fuzz [--minutes N] [TARGET …]
        feed the parsers with varied input, N minutes (10) over all targets
  setup [--dry-run]
        fetch what the others need (each does it by itself); with --dry-run only say what would be fetched

What is fetched is kept in $AFTERWORD_CACHE, else $XDG_CACHE_HOME/afterword, else ~/.cache/afterword.";

/// # Errors
/// The command is unknown or failed.
pub fn run(arguments: &[String]) -> Result<()> {
    let start = Instant::now();
    let (command, rest) = arguments.split_first().map_or(("help", [].as_slice()), |(c, rest)| (c.as_str(), rest));
    if ["help", "--help", "-h"].contains(&command) {
        println!("{HELP}");
        return Ok(());
    }
    let paths = Paths::find()?;
    match command {
        "setup" if rest == ["--dry-run"] => setup::report(&paths)?,
        "setup" if rest.is_empty() => setup::everything(&paths)?,
        "build" => {
            for (_, folder) in build(&paths, &BuildOptions::parse(rest)?)? {
                println!("{}", folder.display());
            }
        }
        "lint" if rest.is_empty() => lint_all(&paths)?,
        "test" if rest.len() <= 1 => test(&paths, rest.first().map(String::as_str))?,
        "dist" if rest.is_empty() => dist::run(&paths)?,
        "verify" => verify::run(&paths, rest)?,
        "store" if rest.is_empty() => store::run(&paths)?,
        "pictures" if rest.is_empty() => readme_pictures(&paths)?,
        "run" => play(&paths, rest)?,
        "eval" => example(&paths, "eval", rest)?,
        "bench" if rest.first().is_some_and(|first| first == "--wasm") => {
            bench_in_wasm(&paths, rest.get(1..).unwrap_or_default())?;
        }
        "bench" if rest == ["--webmail"] => in_browsers(&paths, &[Browser::Chromium], &["bench".into()])?,
        "tour" => tour(&paths, rest)?,
        "bench" => example(&paths, "bench", rest)?,
        "fuzz" => fuzz::run(&paths, &fuzz::Options::parse(rest)?)?,
        _ => bail!("`{}` is not understood\n\n{HELP}", arguments.join(" ")),
    }
    say(&format!("cargo xtask {command}: {}", duration(start.elapsed())));
    Ok(())
}

/// Builds for each browser asked for; returns the folders.
///
/// # Errors
/// A step failed.
pub fn build(paths: &Paths, options: &BuildOptions) -> Result<Vec<(Browser, PathBuf)>> {
    let modules = wasm::build(paths, options.variant)?;
    let base = options.out.clone().unwrap_or_else(|| paths.built());
    let mut built = Vec::new();
    for &browser in &options.browsers {
        let folder = base.join(options.variant.folder(browser));
        step(&format!("extension for {}", browser.name()), || {
            extension::assemble(paths, browser, options.variant, &modules, &folder)
        })?;
        built.push((browser, folder));
    }
    Ok(built)
}

fn practice(paths: &Paths, browsers: &[Browser]) -> Result<Vec<(Browser, PathBuf)>> {
    build(paths, &BuildOptions { browsers: browsers.to_vec(), variant: Variant::Practice, out: None })
}

/// The practice build for Firefox has the manifest and scripts that users get (a test holds this), so it is the one
/// that is looked at.
fn lint_all(paths: &Paths) -> Result<()> {
    lint::format(paths)?;
    dependencies::check(paths)?;
    node::ensure(paths)?;
    lint::clippy(paths)?;
    let built = practice(paths, &[Browser::Firefox])?;
    lint::types(paths)?;
    built.iter().try_for_each(|(_, folder)| lint::addon(paths, folder))
}

/// Quick checks first, so that what is wrong shows early.
fn test(paths: &Paths, filter: Option<&str>) -> Result<()> {
    if filter.is_none() {
        lint::format(paths)?;
        dependencies::check(paths)?;
    }
    step("set-up", || setup::everything(paths))?;
    let built = practice(paths, &Browser::ALL)?;
    if filter.is_none() {
        lint::types(paths)?;
        for (_, folder) in built.iter().filter(|(browser, _)| *browser == Browser::Firefox) {
            lint::addon(paths, folder)?;
        }
        lint::clippy(paths)?;
    }
    step("cargo test --workspace", || {
        let mut command = cargo(&paths.root);
        command.args(["test", "--workspace", "--locked"]);
        with_tools(paths, &mut command, &built)?;
        process::run(command.args(filter))
    })
}

/// Opens the browser named, else one that is installed; `e2e run` has the same order.
fn play(paths: &Paths, rest: &[String]) -> Result<()> {
    let name = args::browser_name(rest);
    let families = match name {
        Some(name) => vec![Browser::family(name)?],
        None => Browser::ALL.to_vec(),
    };
    let without_window = rest.iter().any(|argument| argument == "--headless") || !has_display();
    if let Some(browser) = to_fetch(name, without_window, |browser| browsers::is_installed(paths, browser)) {
        browsers::ensure_for(paths, &[browser])?;
    }
    let built = practice(paths, &families)?;
    step("the practice site and its browser", || {
        let mut command = cargo(&paths.root);
        command.args(["run", "--package", "e2e", "--locked", "--", "run"]).args(rest);
        with_tools(paths, &mut command, &built)?;
        process::run(&mut command)
    })
}

fn has_display() -> bool {
    !cfg!(target_os = "linux") || ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some())
}

/// The browser that has to be there with its driver. A driver steers every browser without a window, and Firefox
/// always. What its maker hands out as a package of its own is its user's to install.
fn to_fetch(name: Option<&str>, without_window: bool, is_installed: impl Fn(Browser) -> bool) -> Option<Browser> {
    match name {
        Some("firefox") => Some(Browser::Firefox),
        Some("chromium") => (without_window || !is_installed(Browser::Chromium)).then_some(Browser::Chromium),
        Some(_) => None,
        None if without_window => Some(Browser::Chromium),
        None if is_installed(Browser::Chromium) => None,
        None if is_installed(Browser::Firefox) => Some(Browser::Firefox),
        None => Some(Browser::Chromium),
    }
}

fn example(paths: &Paths, name: &str, rest: &[String]) -> Result<()> {
    let modules = node::ensure(paths)?;
    let mut command = cargo(&paths.root);
    command.args(["run", "--release", "--locked", "--example", name, "--"]).args(rest);
    process::run(command.env("AFTERWORD_NODE_MODULES", modules))
}

fn tour(paths: &Paths, rest: &[String]) -> Result<()> {
    let browsers = match rest {
        [] => Browser::ALL.to_vec(),
        [name, ..] => vec![Browser::family(name)?],
    };
    let arguments: Vec<String> = std::iter::once("tour".to_owned()).chain(rest.iter().cloned()).collect();
    in_browsers(paths, &browsers, &arguments)
}

/// Runs `e2e` with these arguments, after fetching and building what these browsers need.
fn in_browsers(paths: &Paths, browsers: &[Browser], arguments: &[String]) -> Result<()> {
    browsers::ensure_for(paths, browsers)?;
    let built = practice(paths, browsers)?;
    let mut command = cargo(&paths.root);
    command.args(["run", "--package", "e2e", "--locked", "--"]).args(arguments);
    with_tools(paths, &mut command, &built)?;
    process::run(&mut command)
}

const README_PICTURES: [(&str, &str); 5] = [
    ("1-thank-you", "compose"),
    ("2-capture", "capture"),
    ("3-what-is-due", "due"),
    ("4-one-opportunity", "opportunity"),
    ("5-connect", "connect"),
];

/// What the stores show, taken in Chromium on the practice site.
///
/// # Errors
/// The browser is missing, or a picture could not be taken.
pub fn pictures(paths: &Paths, to: &std::path::Path) -> Result<()> {
    browsers::ensure_for(paths, &[Browser::Chromium])?;
    let built = practice(paths, &[Browser::Chromium])?;
    step("pictures for the stores", || {
        let mut command = cargo(&paths.root);
        command.args(["run", "--package", "e2e", "--locked", "--", "pictures"]).arg(to);
        with_tools(paths, &mut command, &built)?;
        process::run(&mut command)
    })
}

/// Of the same pictures those that are no shop's tiles.
fn readme_pictures(paths: &Paths) -> Result<()> {
    let (folder, docs) = (paths.root.join("target/pictures"), paths.root.join("docs"));
    pictures(paths, &folder)?;
    for (from, to) in README_PICTURES {
        std::fs::copy(folder.join(from).with_extension("png"), docs.join(to).with_extension("png"))?;
    }
    Ok(())
}

/// The same bench, compiled to WebAssembly with a clock of WASI's.
fn bench_in_wasm(paths: &Paths, rest: &[String]) -> Result<()> {
    const TRIPLE: &str = "wasm32-wasip1";
    // Only rustup has this target; without it the build says what is missing.
    let _ = process::run(Command::new("rustup").args(["target", "add", TRIPLE]).current_dir(&paths.root));
    let folder = paths.wasm_target();
    wasm::forget_other_copies(&paths.root, &folder)?;
    let mut build = cargo(&paths.root);
    build.args(["build", "--release", "--locked", "--example", "bench", "--target", TRIPLE]);
    process::run(build.env("CARGO_TARGET_DIR", &folder))?;
    let module = folder.join(TRIPLE).join("release/examples/bench.wasm");
    let mut node = Command::new("node");
    node.args(["--no-warnings", "examples/bench/wasi.mjs"]).arg(module).args(rest).current_dir(&paths.root);
    process::run(&mut node)
}

/// Tells the browser tests where everything is.
fn with_tools(paths: &Paths, command: &mut Command, built: &[(Browser, PathBuf)]) -> Result<()> {
    command.env("AFTERWORD_NODE_MODULES", node::ensure(paths)?);
    command.envs(browsers::present(paths));
    for (browser, folder) in built {
        command.env(format!("AFTERWORD_EXTENSION_{}", browser.name().to_uppercase()), folder);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_fetches_no_browser_that_it_does_not_need() {
        let nothing = |_| false;
        let only_firefox = |browser| browser == Browser::Firefox;
        let everything = |_| true;
        assert_eq!(to_fetch(None, false, everything), None);
        assert_eq!(to_fetch(None, false, only_firefox), Some(Browser::Firefox));
        assert_eq!(to_fetch(None, false, nothing), Some(Browser::Chromium));
        assert_eq!(to_fetch(None, true, only_firefox), Some(Browser::Chromium));
        assert_eq!(to_fetch(Some("firefox"), false, nothing), Some(Browser::Firefox));
        assert_eq!(to_fetch(Some("chromium"), false, everything), None);
        assert_eq!(to_fetch(Some("edge"), true, nothing), None);
    }
}
