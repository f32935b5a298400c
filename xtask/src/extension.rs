//! The folder that a browser loads.

use crate::args::{Browser, Variant};
use crate::manifest;
use crate::paths::Paths;
use anyhow::{Context as _, Result, bail};
use std::fs;
use std::path::Path;

/// Parts of `extension/` that are taken as they are.
const PARTS: [&str; 5] = ["background.js", "failure.js", "content", "icons", "_locales"];

/// Puts together what the browser loads; what was in `to` before is gone.
///
/// # Errors
/// A part is missing, or the manifest names a file that is not there.
pub fn assemble(paths: &Paths, browser: Browser, variant: Variant, wasm: &Path, to: &Path) -> Result<()> {
    // A browser may watch the folder: it is made aside and put in place whole.
    let fresh = to.with_extension("new");
    remove(&fresh)?;
    fs::create_dir_all(&fresh)?;
    for part in PARTS {
        copy(&paths.root.join("extension").join(part), &fresh.join(part), &|name| !is_source(name))?;
    }
    let pages = paths.root.join("www");
    if pages.is_dir() {
        copy(&pages, &fresh, &|name| name != "demo" && !is_source(name))?;
    }
    copy(wasm, &fresh.join("wasm"), &|name| name.ends_with(".js") || name.ends_with(".wasm") || name == "snippets")?;
    let manifest = manifest::build(&paths.root, browser, variant)?;
    fs::write(fresh.join("manifest.json"), serde_json::to_string_pretty(&manifest)? + "\n")?;
    for file in manifest::files(&manifest) {
        if !fresh.join(&file).is_file() {
            bail!("the manifest names {file}, which is not there");
        }
    }
    remove(to)?;
    fs::rename(&fresh, to).with_context(|| format!("{} cannot be put in place", to.display()))
}

/// What tells an editor or a designer something, and a browser nothing.
fn is_source(name: &str) -> bool {
    name.ends_with(".d.ts") || name.ends_with(".md") || name.ends_with(".svg") || name.starts_with('.')
}

fn remove(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("{} cannot be removed", folder.display()))?;
    }
    Ok(())
}

/// Copies a file, or a folder with those entries whose name is `wanted`.
fn copy(from: &Path, to: &Path, wanted: &dyn Fn(&str) -> bool) -> Result<()> {
    if from.is_file() {
        fs::copy(from, to).with_context(|| format!("{} cannot be copied", from.display()))?;
        return Ok(());
    }
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from).with_context(|| format!("{} cannot be read", from.display()))? {
        let name = entry?.file_name();
        let Some(text) = name.to_str() else { bail!("{} has a name that is no text", from.join(&name).display()) };
        if wanted(text) {
            copy(&from.join(text), &to.join(text), wanted)?;
        }
    }
    Ok(())
}
