//! What is handed to the stores: one archive per browser, the same bytes for the same source.

use crate::args::{Browser, BuildOptions, Variant};
use crate::paths::Paths;
use crate::process::{say, step};
use crate::{scan, tasks, wasm};
use anyhow::{Context as _, Result, bail};
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;
use std::fs;
use std::io::{Cursor, Write as _};
use std::path::Path;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Builds, checks and packs for both browsers.
///
/// # Errors
/// A build failed, or it holds what must not be shipped.
pub fn run(paths: &Paths) -> Result<()> {
    let options = BuildOptions { browsers: Browser::ALL.to_vec(), variant: Variant::Dist, out: None };
    let built = tasks::build(paths, &options)?;
    let to = paths.root.join("dist");
    fs::create_dir_all(&to)?;
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
            let archive = pack(&folder)?;
            let version = crate::manifest::crate_version(&paths.root)?;
            let name = format!("afterword-{version}-{}.zip", browser.name());
            fs::write(to.join(&name), &archive)?;
            say(&format!("dist/{name}: {} bytes, SHA-256 {}", archive.len(), hex(&archive)?));
            Ok(())
        })?;
    }
    Ok(())
}

/// Sorted entries, one fixed time and mode: nothing of the machine that packs.
fn pack(folder: &Path) -> Result<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(9))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for file in scan::files(folder)? {
        let name = file.to_str().context("a file's name is no text")?.replace('\\', "/");
        zip.start_file(name, options)?;
        zip.write_all(&fs::read(folder.join(&file))?)?;
    }
    Ok(zip.finish()?.into_inner())
}

fn hex(bytes: &[u8]) -> Result<String> {
    let mut text = String::new();
    for byte in Sha256::digest(bytes) {
        write!(text, "{byte:02x}")?;
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_files_make_the_same_archive() -> Result<()> {
        let folder = std::env::temp_dir().join(format!("afterword-pack-{}", std::process::id()));
        let mut archives = Vec::new();
        for order in [["b.js", "a.js"], ["a.js", "b.js"]] {
            let _ = fs::remove_dir_all(&folder);
            fs::create_dir_all(folder.join("wasm"))?;
            for name in order {
                fs::write(folder.join(name), name)?;
            }
            fs::write(folder.join("wasm/c.wasm"), [0, 97, 115, 109])?;
            archives.push(pack(&folder)?);
        }
        fs::remove_dir_all(&folder)?;
        assert!(archives.windows(2).all(|pair| pair.first() == pair.last()));
        let zip = zip::ZipArchive::new(Cursor::new(archives.pop().context("nothing was packed")?))?;
        let names = zip.file_names().collect::<Result<Vec<_>, _>>()?;
        assert_eq!(names, ["a.js", "b.js", "wasm/c.wasm"]);
        Ok(())
    }
}
