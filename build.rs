//! Lists what is data: the files of `src/capture/sites` that describe a webmail, and the templates of drafts, so that
//! adding one is adding a file. A template that could not be used stops the build, with its file, line and field.

// The product holds its user's templates against the same rules.
#[allow(dead_code, reason = "the build only checks")]
#[path = "src/draft/source.rs"]
mod source;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

const SITES: &str = "src/capture/sites";
const TEMPLATES: &str = "src/draft/templates";

fn main() -> io::Result<()> {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=src/draft/source.rs");
    println!("cargo:rerun-if-changed={SITES}");
    println!("cargo:rerun-if-changed={TEMPLATES}");
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    fs::write(out.join("sites.rs"), sites(&root)?)?;
    fs::write(out.join("templates.rs"), templates(&root)?)
}

fn sites(root: &Path) -> io::Result<String> {
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
        let path = path.display().to_string();
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
