//! Node's tools that check and shrink the build: installed outside the repository, one folder per lock file.

use crate::paths::Paths;
use crate::process::{find_program, output, run, step};
use anyhow::{Context as _, Result, bail};
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

const OLDEST_NODE: u32 = 20;
const FILES: [&str; 2] = ["package.json", "package-lock.json"];

/// The folder `node_modules` with what the lock file names.
///
/// # Errors
/// Node is missing or too old, or `npm ci` failed.
pub fn ensure(paths: &Paths) -> Result<PathBuf> {
    let folder = folder(paths)?;
    let modules = folder.join("node_modules");
    if modules.is_dir() {
        return Ok(modules);
    }
    check_node()?;
    let npm = find_program(&["npm", "npm.cmd"]).context("`npm` was not found; it comes with Node")?;
    step("npm ci (checkers and the WebAssembly optimiser)", || {
        // Made aside and moved into place whole: a broken download leaves nothing behind that looks finished.
        let partial = folder.with_extension(format!("partial-{}", std::process::id()));
        std::fs::create_dir_all(&partial)?;
        for file in FILES {
            std::fs::copy(paths.root.join(file), partial.join(file))?;
        }
        run(Command::new(&npm).args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(&partial))?;
        if std::fs::rename(&partial, &folder).is_err() && !modules.is_dir() {
            bail!("{} could not be moved to {}", partial.display(), folder.display());
        }
        // Only still there when another working copy was quicker.
        let _ = std::fs::remove_dir_all(&partial);
        Ok(())
    })?;
    Ok(modules)
}

/// # Errors
/// The lock file cannot be read.
pub fn state(paths: &Paths) -> Result<String> {
    let folder = folder(paths)?;
    let there = folder.join("node_modules").is_dir();
    let node = check_node().map_or_else(|error| format!("{error:#}"), |version| format!("Node {version}"));
    Ok(format!("{}{}; {node}", if there { "" } else { "would run `npm ci` in " }, folder.display()))
}

fn folder(paths: &Paths) -> Result<PathBuf> {
    let lock = std::fs::read(paths.root.join("package-lock.json")).context("package-lock.json cannot be read")?;
    let mut key = String::from("node-");
    for byte in Sha256::digest(&lock).iter().take(8) {
        write!(key, "{byte:02x}")?;
    }
    Ok(paths.cache.join(key))
}

fn check_node() -> Result<String> {
    let missing = || format!("Node {OLDEST_NODE} or newer is needed: https://nodejs.org, or your system's packages");
    let version = output(Command::new("node").arg("--version")).with_context(missing)?;
    let version = version.trim().trim_start_matches('v');
    let major: u32 = version.split('.').next().and_then(|major| major.parse().ok()).with_context(missing)?;
    if major < OLDEST_NODE {
        bail!("Node {version} is too old; {}", missing());
    }
    Ok(version.to_owned())
}

/// A command that runs a JavaScript tool of these modules.
pub fn tool(modules: &Path, script: &str) -> Command {
    let mut command = Command::new("node");
    command.arg(modules.join(script));
    command
}
