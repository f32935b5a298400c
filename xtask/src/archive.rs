//! Zip archives that hold nothing of the machine that packs them, and what tells two of them apart.

use crate::scan;
use anyhow::{Context as _, Result};
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// Every file below a folder, sorted by name, with one fixed time and mode.
///
/// # Errors
/// A file cannot be read, or its name is no text.
pub fn pack(folder: &Path) -> Result<Vec<u8>> {
    let mut files = BTreeMap::new();
    for file in scan::files(folder)? {
        let name = file.to_str().context("a file's name is no text")?.replace('\\', "/");
        files.insert(name, fs::read(folder.join(&file))?);
    }
    pack_files(&files)
}

/// # Errors
/// The library refuses one.
pub fn pack_files(files: &BTreeMap<String, Vec<u8>>) -> Result<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(9))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(name, options)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

/// # Errors
/// This is no archive.
pub fn unpack(bytes: &[u8]) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut zip = ZipArchive::new(Cursor::new(bytes))?;
    let mut files = BTreeMap::new();
    for index in 0..zip.len() {
        let mut entry = zip.by_index(index)?;
        if entry.is_file() {
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes)?;
            files.insert(entry.name()?.to_string(), bytes);
        }
    }
    Ok(files)
}

/// What is not the same in two archives, a line for each; empty: they are the same to the byte.
///
/// # Errors
/// One of them is no archive.
pub fn differences(given: &[u8], built: &[u8]) -> Result<Vec<String>> {
    if given == built {
        return Ok(Vec::new());
    }
    let (given, built) = (unpack(given)?, unpack(built)?);
    let names: BTreeSet<&String> = given.keys().chain(built.keys()).collect();
    let found: Vec<String> = names
        .into_iter()
        .filter_map(|name| match (given.get(name), built.get(name)) {
            (Some(one), Some(other)) if one == other => None,
            (Some(one), Some(other)) => {
                let at = one.iter().zip(other).take_while(|(one, other)| one == other).count();
                Some(format!("{name} differs from byte {at} on ({} and {} bytes)", one.len(), other.len()))
            }
            (Some(_), None) => Some(format!("{name} is not made from these sources")),
            _ => Some(format!("{name} is missing")),
        })
        .collect();
    Ok(if found.is_empty() { vec!["the files are the same, and packed in another way".to_owned()] } else { found })
}

/// SHA-256, in hexadecimal.
pub fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
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
        let files = unpack(&archives.pop().context("nothing was packed")?)?;
        assert_eq!(files.keys().collect::<Vec<_>>(), ["a.js", "b.js", "wasm/c.wasm"]);
        assert_eq!(files.get("a.js").map(Vec::as_slice), Some(b"a.js".as_slice()));
        Ok(())
    }

    #[test]
    fn an_archive_that_was_tampered_with_names_the_file() -> Result<()> {
        let files = |pairs: &[(&str, &str)]| {
            pairs.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect::<BTreeMap<_, _>>()
        };
        let good = pack_files(&files(&[("background.js", "let a = 1;"), ("wasm/pages.wasm", "module")]))?;
        let compare = |pairs: &[(&str, &str)]| differences(&pack_files(&files(pairs))?, &good);
        assert!(compare(&[("background.js", "let a = 1;"), ("wasm/pages.wasm", "module")])?.is_empty());
        assert_eq!(
            compare(&[("background.js", "let a = 2;"), ("wasm/pages.wasm", "module")])?,
            ["background.js differs from byte 8 on (10 and 10 bytes)"]
        );
        assert_eq!(
            compare(&[("background.js", "let a = 1;"), ("spy.js", "")])?,
            ["spy.js is not made from these sources", "wasm/pages.wasm is missing"]
        );
        let mut longer = good.clone();
        longer.extend_from_slice(&[0; 22]);
        let found = differences(&longer, &good).unwrap_or_else(|_| vec!["no archive".to_owned()]);
        assert_eq!(found.len(), 1, "{found:?}");
        Ok(())
    }
}
