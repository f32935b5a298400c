//! The sources as a package of their own, for whoever wants to build what the stores have, and what built it.

use crate::paths::Paths;
use crate::process::{cargo, output, say};
use crate::setup::{node, wasm_target};
use crate::{archive, manifest, wasm};
use anyhow::{Context as _, Result};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

/// At the top of the package, and beside the archives.
pub const INFO: &str = "BUILD-INFO.txt";

/// What all of a build's bytes depend on beside the sources: the tools, each with its version.
///
/// # Errors
/// One of them is not there.
pub fn build_info(paths: &Paths) -> Result<String> {
    let target = wasm_target::ensure(paths)?;
    let modules = node::ensure(paths)?;
    let package = |name: &str| -> Result<String> {
        let file = modules.join(name).join("package.json");
        let text = fs::read_to_string(&file).with_context(|| format!("{} cannot be read", file.display()))?;
        let package: serde_json::Value = serde_json::from_str(&text)?;
        Ok(package
            .get("version")
            .and_then(serde_json::Value::as_str)
            .context("a package without a version")?
            .to_owned())
    };
    let mut info = String::new();
    writeln!(info, "afterword {}", manifest::crate_version(&paths.root)?)?;
    writeln!(info, "WebAssembly: {target}")?;
    writeln!(info, "{}", output(&mut target.rustc())?.trim())?;
    writeln!(info, "{}", output(&mut target.cargo_version())?.trim())?;
    writeln!(info, "wasm-bindgen: {}", wasm::bindgen_version(&paths.root)?)?;
    writeln!(info, "binaryen (wasm-opt): {}", package("binaryen")?)?;
    writeln!(info, "addons-linter: {}", package("addons-linter")?)?;
    writeln!(info, "node: {}", output(Command::new("node").arg("--version"))?.trim())?;
    Ok(info)
}

/// All files of the latest commit, or, without a repository, of an unpacked package. `None` where there is neither.
///
/// # Errors
/// The commit cannot be read.
pub fn files(paths: &Paths) -> Result<Option<BTreeMap<String, Vec<u8>>>> {
    if !paths.root.join(".git").exists() {
        say("no source package: these sources are one");
        return Ok(None);
    }
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command.args(arguments).current_dir(&paths.root);
        command
    };
    let changed = output(git(&["status", "--porcelain"]).env("GIT_OPTIONAL_LOCKS", "0"))?;
    if !changed.trim().is_empty() {
        say("the source package is of the latest commit; the working copy has changes that are not in it");
    }
    let done = git(&["archive", "--format=zip", "HEAD"]).output().context("`git` did not start")?;
    anyhow::ensure!(done.status.success(), "git archive: {}", String::from_utf8_lossy(&done.stderr));
    Ok(Some(archive::unpack(&done.stdout)?))
}

/// Puts the files of a package in a folder.
///
/// # Errors
/// One cannot be written, or would be written elsewhere.
pub fn unpack_into(files: &BTreeMap<String, Vec<u8>>, folder: &Path) -> Result<()> {
    for (name, bytes) in files {
        let inside = Path::new(name).components().all(|part| matches!(part, std::path::Component::Normal(_)));
        anyhow::ensure!(inside, "the package has a file called {name}");
        let file = folder.join(name);
        fs::create_dir_all(file.parent().unwrap_or(folder))?;
        fs::write(&file, bytes).with_context(|| format!("{} cannot be written", file.display()))?;
    }
    Ok(())
}

/// Builds anew what is in these sources, in the folder where they are, with nothing that was built before.
///
/// # Errors
/// It does not build.
pub fn build_afresh(paths: &Paths, sources: &Path, scratch: &Path) -> Result<()> {
    let cache = scratch.join("cache");
    fs::create_dir_all(&cache)?;
    // The tools in JavaScript are the lock file's, byte for byte, wherever they lie.
    if let Ok(modules) = node::ensure(paths)
        && let Some(folder) = modules.parent()
        && let Some(name) = folder.file_name()
    {
        link(folder, &cache.join(name));
    }
    let mut command = cargo(sources);
    command.args(["run", "--locked", "--package", "xtask", "--", "dist"]);
    command.env("AFTERWORD_CACHE", &cache).env("CARGO_TARGET_DIR", scratch.join("target"));
    crate::process::run(&mut command)
}

#[cfg(unix)]
fn link(from: &Path, to: &Path) {
    // Else they are fetched again.
    let _ = std::os::unix::fs::symlink(from, to);
}

#[cfg(not(unix))]
fn link(_: &Path, _: &Path) {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_cannot_write_outside_of_its_folder() {
        let folder = std::env::temp_dir().join(format!("afterword-sources-{}", std::process::id()));
        for name in ["../escaped", "/tmp/escaped", "a/../../escaped"] {
            let files = BTreeMap::from([(name.to_owned(), Vec::new())]);
            assert!(unpack_into(&files, &folder).is_err(), "{name}");
        }
        let _ = fs::remove_dir_all(&folder);
    }
}
