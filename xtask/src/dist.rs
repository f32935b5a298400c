//! What is handed to the stores: one archive per browser, the same bytes for the same source, with the sources, the list
//! of what is built in, and what built it.

use crate::args::{Browser, BuildOptions, Variant};
use crate::paths::Paths;
use crate::process::{say, step};
use crate::{archive, manifest, sbom, scan, source, tasks, wasm};
use anyhow::{Result, bail};
use std::fs;

/// Builds, checks and packs for both browsers.
///
/// # Errors
/// A build failed, or it holds what must not be shipped.
pub fn run(paths: &Paths) -> Result<()> {
    let options = BuildOptions { browsers: Browser::ALL.to_vec(), variant: Variant::Dist, out: None };
    let built = tasks::build(paths, &options)?;
    let to = paths.root.join("dist");
    if to.exists() {
        fs::remove_dir_all(&to)?;
    }
    fs::create_dir_all(&to)?;
    let name = format!("afterword-{}", manifest::crate_version(&paths.root)?);
    let mut made = Vec::new();
    for (browser, folder) in built {
        step(&format!("pack for {}", browser.name()), || {
            scan::check(&folder)?;
            for file in scan::files(&folder)?.iter().filter(|file| file.extension().is_some_and(|e| e == "wasm")) {
                let bytes = fs::read(folder.join(file))?;
                for (_, place) in wasm::machine_folders(paths) {
                    if bytes.windows(place.len()).any(|window| window == place.as_bytes()) {
                        bail!("{} names {place}, a folder of this machine", file.display());
                    }
                }
                say(&format!("{}: {} bytes", file.display(), bytes.len()));
            }
            made.push((format!("{name}-{}.zip", browser.name()), archive::pack(&folder)?));
            Ok(())
        })?;
    }
    let info = source::build_info(paths)?;
    if let Some(mut files) = source::files(paths)? {
        files.insert(source::INFO.to_owned(), info.clone().into_bytes());
        made.push((format!("{name}-source.zip"), archive::pack_files(&files)?));
    }
    made.push((format!("{name}.cdx.json"), sbom::shipped(paths)?.into_bytes()));
    let mut sums = String::new();
    for (name, bytes) in &made {
        fs::write(to.join(name), bytes)?;
        let hash = archive::hash(bytes);
        say(&format!("dist/{name}: {} bytes, SHA-256 {hash}", bytes.len()));
        sums.push_str(&format!("{hash}  {name}\n"));
    }
    fs::write(to.join("SHA256SUMS"), sums)?;
    fs::write(to.join(source::INFO), &info)?;
    for line in info.lines() {
        say(line);
    }
    Ok(())
}
