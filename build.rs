//! Lists what is data: the files of `src/capture/sites` that describe a webmail, and the templates of drafts, so that
//! adding one is adding a file. A template that could not be used stops the build, with its file, line and field.
//!
//! What is written as TOML is built in as JSON, whose reader is there anyway.

// The product holds its user's templates against the same rules.
#[allow(dead_code, reason = "the build only checks")]
#[path = "src/draft/source.rs"]
mod source;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

const SITES: &str = "src/capture/sites";
const TEMPLATES: &str = "src/draft/templates";
const DATA: [&str; 3] = [SITES, "src/draft/review/words", "src/followup/cadences"];

fn main() -> io::Result<()> {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=src/draft/source.rs");
    for folder in DATA {
        println!("cargo:rerun-if-changed={folder}");
    }
    println!("cargo:rerun-if-changed={TEMPLATES}");
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    for folder in DATA {
        as_json(&root.join(folder), &out.join(folder))?;
    }
    fs::write(out.join("sites.rs"), sites(&root, &out)?)?;
    fs::write(out.join("templates.rs"), templates(&root)?)
}

/// Each `name.toml` of a folder as `name.json`.
fn as_json(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for path in entries(from)?.iter().filter(|path| path.extension().is_some_and(|ending| ending == "toml")) {
        let table: toml::Table = fs::read_to_string(path)?
            .parse()
            .map_err(|error| io::Error::other(format!("{}: {error}", path.display())))?;
        let name = path.with_extension("json");
        let name = name.file_name().ok_or_else(|| io::Error::other("a data file has no name"))?;
        fs::write(to.join(name), serde_json::to_string(&table)?)?;
    }
    Ok(())
}

fn sites(root: &Path, out: &Path) -> io::Result<String> {
    let mut files = Vec::new();
    for path in entries(&root.join(SITES))? {
        if path.extension().is_some_and(|ending| ending == "toml")
            && fs::read_to_string(&path)?.lines().any(|line| line.trim() == "kind = \"webmail\"")
        {
            files.push(path);
        }
    }
    let mut code = String::from("static SHIPPED: &[(&str, &str)] = &[\n");
    for path in &files {
        let key = path.file_stem().unwrap_or_default().to_string_lossy();
        let path = out.join(SITES).join(format!("{key}.json")).display().to_string();
        let _ = writeln!(code, "    ({key:?}, include_str!({path:?})),");
    }
    code.push_str("];\n");
    Ok(code)
}

/// `<language>/<kind>.txt`, or `<language>/<kind>.<role>.txt` for readers of one role.
fn templates(root: &Path) -> io::Result<String> {
    let mut code = String::from("static SHIPPED: &[(&str, &str, &str)] = &[\n");
    for folder in entries(&root.join(TEMPLATES))? {
        if !folder.is_dir() {
            continue;
        }
        let language = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        for path in entries(&folder)? {
            let name = path.file_stem().unwrap_or_default().to_string_lossy();
            if path.extension().is_none_or(|ending| ending != "txt") {
                continue;
            }
            if let Err(error) = source::check(&fs::read_to_string(&path)?) {
                let place = path.strip_prefix(root).unwrap_or(&path).display();
                return Err(io::Error::other(format!("{place}:{}: {}", error.line, error.message())));
            }
            let path = path.display().to_string();
            let _ = writeln!(code, "    ({language:?}, {name:?}, include_str!({path:?})),");
        }
    }
    code.push_str("];\n");
    Ok(code)
}

fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = fs::read_dir(folder)?.map(|entry| entry.map(|e| e.path())).collect::<io::Result<Vec<_>>>()?;
    found.sort();
    Ok(found)
}
