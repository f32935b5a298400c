//! From Rust to the WebAssembly modules and their JavaScript glue.
//!
//! A panic aborts: the hook logs it, the module traps, and `background.js` starts a fresh instance for the next event.
//! Unwinding would need exception handling in both browsers and a larger module, to save a state that is made anew
//! from storage anyway.

use crate::args::Variant;
use crate::paths::Paths;
use crate::process::{output, run, say, step};
use crate::setup::{node, wasm_target};
use anyhow::{Context as _, Result, anyhow, bail};
use sha2::{Digest as _, Sha256};
use std::fs;
use std::path::{Path, PathBuf};
use wasm_bindgen_cli_support::Bindgen;

/// The binaries of the root package.
pub const MODULES: [&str; 2] = ["background", "pages"];

/// What the compiler emits and both browsers know; `--all-features` would let the optimiser emit what V8 refuses.
const WASM_FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Builds both modules with their glue.
///
/// Returns the folder that holds `<module>.js` and `<module>_bg.wasm` of each; it belongs in the extension as `wasm/`.
///
/// # Errors
/// No way to build for the browser, or a step failed.
pub fn build(paths: &Paths, variant: Variant) -> Result<PathBuf> {
    let target = wasm_target::ensure(paths)?;
    let raw = step(&format!("cargo build for WebAssembly, {} ({target})", variant.name()), || {
        compile(paths, target, variant)
    })?;
    let folder = paths.root.join("target/wasm").join(variant.name());
    fs::create_dir_all(&folder)?;
    fs::create_dir_all(paths.types().join("wasm"))?;
    for (module, bytes) in raw {
        let stamp = folder.join(format!("{module}.stamp"));
        // Made anew for another module and for other settings, which are all in this file.
        let key =
            format!("{:?}", Sha256::new().chain_update(include_bytes!("wasm.rs")).chain_update(&bytes).finalize());
        let declarations = paths.types().join("wasm").join(format!("{module}.d.ts"));
        let wasm = folder.join(format!("{module}_bg.wasm"));
        let same = fs::read_to_string(&stamp).is_ok_and(|old| old == key);
        if !(same && wasm.is_file() && declarations.is_file()) {
            // A stop half-way must not look finished.
            let _ = fs::remove_file(&stamp);
            step(&format!("glue for {module}"), || glue(module, bytes, variant, &folder))?;
            fs::rename(folder.join(format!("{module}.d.ts")), &declarations)?;
            if variant == Variant::Dist {
                step(&format!("wasm-opt {module}"), || optimise(paths, &wasm))?;
            }
            fs::write(&stamp, key)?;
        }
        say(&format!("{module}: {} KB", fs::metadata(&wasm)?.len().div_ceil(1024)));
    }
    Ok(folder)
}

/// The modules as the compiler leaves them.
fn compile(paths: &Paths, target: wasm_target::WasmTarget, variant: Variant) -> Result<Vec<(&'static str, Vec<u8>)>> {
    let profile = if variant == Variant::Dist { "dist" } else { "quick" };
    let features = if variant == Variant::Practice { "browser,practice" } else { "browser" };
    let folder = paths.wasm_target();
    fs::create_dir_all(&folder)?;
    // Working copies share the folder, and the finished module has the same name for each of them: between building
    // and reading nobody else may build.
    let lock = fs::File::create(folder.join("afterword.lock"))?;
    if lock.try_lock().is_err() {
        say("waiting for another working copy's build");
        lock.lock().context("the shared target folder cannot be locked")?;
    }
    forget_other_copies(&paths.root, &folder)?;
    let mut command = target.cargo_build(&paths.root);
    command.args(["--package", "afterword", "--profile", profile, "--features", features]);
    for module in MODULES {
        command.args(["--bin", module]);
    }
    if variant == Variant::Dist {
        // A panic's place is told by its file: without the folders of whoever builds.
        let flags: Vec<String> = machine_folders(paths)
            .into_iter()
            .map(|(name, folder)| format!("--remap-path-prefix={folder}={name}"))
            .collect();
        command.arg("--config").arg(format!("target.{}.rustflags={flags:?}", wasm_target::TRIPLE));
    }
    run(command.env("CARGO_TARGET_DIR", &folder))?;
    let built = folder.join(wasm_target::TRIPLE).join(profile);
    MODULES
        .into_iter()
        .map(|module| {
            let file = built.join(format!("{module}.wasm"));
            Ok((module, fs::read(&file).with_context(|| format!("{} cannot be read", file.display()))?))
        })
        .collect()
}

/// What another working copy built of this package looks fresh to cargo here when its sources are the older ones: a
/// package is known by its place in the workspace, and its age by time stamps. What others built of it goes; the
/// dependencies, which take the time, stay.
pub fn forget_other_copies(root: &Path, folder: &Path) -> Result<()> {
    let stamp = folder.join("afterword.root");
    let here = root.to_string_lossy();
    if fs::read_to_string(&stamp).is_ok_and(|last| last == here) {
        return Ok(());
    }
    let mut rest = vec![folder.to_path_buf()];
    while let Some(place) = rest.pop() {
        let Ok(entries) = fs::read_dir(&place) else { continue };
        for entry in entries {
            let entry = entry?.path();
            let name = entry.file_name().unwrap_or_default().to_string_lossy();
            if name.starts_with("afterword-") && entry.is_dir() {
                fs::remove_dir_all(&entry)?;
            } else if entry.is_dir() && !name.starts_with("deps") {
                rest.push(entry);
            }
        }
    }
    fs::write(&stamp, here.as_bytes())?;
    Ok(())
}

/// Of the tool that makes the glue, by the lock file.
///
/// # Errors
/// There is none in it.
pub fn bindgen_version(root: &Path) -> Result<String> {
    let lock: toml::Table = fs::read_to_string(root.join("Cargo.lock"))?.parse()?;
    let packages = lock.get("package").and_then(toml::Value::as_array).context("Cargo.lock names no package")?;
    let found =
        packages.iter().find(|package| package.get("name").and_then(toml::Value::as_str) == Some("wasm-bindgen"));
    Ok(found.and_then(|package| package.get("version")?.as_str()).context("no wasm-bindgen is locked")?.to_owned())
}

/// Folders of this machine that a compiler writes into a module, each with the name that stands for it.
pub fn machine_folders(paths: &Paths) -> Vec<(&'static str, String)> {
    let home = |name: &str| std::env::var(name).ok().filter(|folder| !folder.is_empty());
    let cargo =
        home("CARGO_HOME").or_else(|| Some(format!("{}/.cargo", home("HOME").or_else(|| home("USERPROFILE"))?)));
    [
        ("cargo", cargo),
        ("cache", paths.cache.to_str().map(str::to_owned)),
        ("afterword", paths.root.to_str().map(str::to_owned)),
    ]
    .into_iter()
    .filter_map(|(name, folder)| Some((name, folder?)))
    .collect()
}

fn glue(module: &str, bytes: Vec<u8>, variant: Variant, folder: &Path) -> Result<()> {
    let small = variant == Variant::Dist;
    let mut bindgen = Bindgen::new();
    bindgen.input_bytes(module, bytes).out_name(module).typescript(true).omit_default_module_path(false);
    bindgen.web(true).map_err(|error| anyhow!("{error:#}"))?;
    // The names make a panic's trace readable.
    bindgen.remove_name_section(small).remove_producers_section(small);
    // `background.js` starts over with it after a trap.
    bindgen.reset_state_function(module == "background");
    bindgen.generate(folder).map_err(|error| anyhow!("{error:#}"))?;
    without_html_assignment(&folder.join(format!("{module}.js")))?;
    // Declarations of the raw exports; nobody imports those.
    let raw = folder.join(format!("{module}_bg.wasm.d.ts"));
    if raw.is_file() {
        fs::remove_file(raw)?;
    }
    Ok(())
}

/// Leptos has the browser parse the parts of a page that never change, by setting `innerHTML` of a `template`. What it
/// sets is known when it is compiled, but the assignment bars the way for stores and Trusted Types alike: a parser whose
/// result runs nothing gives the same nodes.
fn without_html_assignment(script: &Path) -> Result<()> {
    const NODES: &str = "(arg0.content ?? arg0).replaceChildren(...new DOMParser()\
        .parseFromString(`<template>${html}</template>`, 'text/html').querySelector('template').content.childNodes)";
    let text = fs::read_to_string(script)?;
    let text = text.replace(
        "arg0.innerHTML = getStringFromWasm0(arg1, arg2);",
        &format!("const html = getStringFromWasm0(arg1, arg2);\n            {NODES};"),
    );
    if text.contains("innerHTML =") {
        bail!("{} assigns innerHTML", script.display());
    }
    Ok(fs::write(script, text)?)
}

fn optimise(paths: &Paths, wasm: &Path) -> Result<()> {
    let modules = node::ensure(paths)?;
    let before = fs::metadata(wasm)?.len();
    let small = wasm.with_extension("small");
    output(
        node::tool(&modules, "binaryen/bin/wasm-opt").arg("-Oz").args(WASM_FEATURES).arg(wasm).arg("-o").arg(&small),
    )?;
    fs::rename(&small, wasm)?;
    say(&format!("{} KB before, {} KB after", before / 1024, fs::metadata(wasm)?.len() / 1024));
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn another_working_copys_build_of_this_package_is_forgotten_and_the_dependencies_stay() {
        let folder = std::env::temp_dir().join(format!("afterword-shared-{}", std::process::id()));
        let ours = folder.join("release/.fingerprint/afterword-1");
        let theirs = folder.join("release/.fingerprint/serde-1");
        let build = || {
            fs::create_dir_all(&ours).unwrap();
            fs::create_dir_all(&theirs).unwrap();
        };
        build();
        forget_other_copies(Path::new("/one"), &folder).unwrap();
        assert!(!ours.exists() && theirs.exists(), "nobody knows who built it");
        build();
        forget_other_copies(Path::new("/one"), &folder).unwrap();
        assert!(ours.exists(), "one's own build stays");
        forget_other_copies(Path::new("/two"), &folder).unwrap();
        assert!(!ours.exists() && theirs.exists());
        fs::remove_dir_all(&folder).unwrap();
    }
}
