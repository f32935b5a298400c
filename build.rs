//! Lists the files of `src/capture/sites` that describe a webmail, so that adding one is adding a file.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

const FOLDER: &str = "src/capture/sites";

fn main() -> io::Result<()> {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed={FOLDER}");
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let mut files = Vec::new();
    for entry in fs::read_dir(root.join(FOLDER))? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "toml")
            && fs::read_to_string(&path)?.lines().any(|line| line.trim() == "kind = \"webmail\"")
        {
            files.push(path);
        }
    }
    files.sort();
    let mut code = String::from("static SHIPPED: &[(&str, &str)] = &[\n");
    for path in &files {
        let key = path.file_stem().unwrap_or_default().to_string_lossy();
        let path = path.display().to_string();
        let _ = writeln!(code, "    ({key:?}, include_str!({path:?})),");
    }
    code.push_str("];\n");
    fs::write(Path::new(&env::var_os("OUT_DIR").unwrap_or_default()).join("sites.rs"), code)
}
