//! Whether archives are made of these sources and of nothing else: built again elsewhere, and compared byte for byte.

use crate::paths::Paths;
use crate::process::{say, step};
use crate::{archive, source};
use anyhow::{Context as _, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};

/// `given`: archives, or folders with archives; without any, `dist/`. Where a source package lies beside them it is what
/// is built, else the latest commit.
///
/// # Errors
/// It does not build, or something is not the same; the error names each file.
pub fn run(paths: &Paths, given: &[String]) -> Result<()> {
    let archives = archives(&paths.root, given)?;
    let beside = archives.iter().find(|file| name_of(file).ends_with("-source.zip"));
    let scratch = std::env::temp_dir().join(format!("afterword-verify-{}", std::process::id()));
    let sources = scratch.join("sources");
    let files = match beside {
        Some(package) => {
            say(&format!("the sources are those of {}", package.display()));
            archive::unpack(&fs::read(package)?)?
        }
        None => source::files(paths)?.context("there is neither a source package nor a repository")?,
    };
    if let Some(recorded) = archives.first().and_then(|file| fs::read_to_string(file.with_file_name(source::INFO)).ok())
    {
        for line in other_tools(&recorded, &source::build_info(paths)?) {
            say(&line);
        }
    }
    step(&format!("build the sources again in {}", scratch.display()), || {
        source::unpack_into(&files, &sources)?;
        source::build_afresh(paths, &sources, &scratch)
    })?;
    let mut wrong = Vec::new();
    for file in archives.iter().filter(|file| Some(*file) != beside) {
        let bytes = fs::read(file).with_context(|| format!("{} cannot be read", file.display()))?;
        let name = name_of(file);
        let built = fs::read(sources.join("dist").join(&name));
        let built = built.with_context(|| format!("{name} is not what these sources make"))?;
        let found = archive::differences(&bytes, &built)?;
        if found.is_empty() {
            println!("{name}: the same, SHA-256 {}", archive::hash(&bytes));
        }
        wrong.extend(found.into_iter().map(|line| format!("{name}: {line}")));
    }
    // Kept where something differs, so that it can be looked at.
    if !wrong.is_empty() {
        bail!("not the same as built in {}:\n    {}", scratch.display(), wrong.join("\n    "));
    }
    fs::remove_dir_all(&scratch)?;
    Ok(())
}

fn name_of(file: &Path) -> String {
    file.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn archives(root: &Path, given: &[String]) -> Result<Vec<PathBuf>> {
    let places = if given.is_empty() { vec![root.join("dist")] } else { given.iter().map(PathBuf::from).collect() };
    let mut found = Vec::new();
    for place in places {
        if place.is_dir() {
            for entry in fs::read_dir(&place)? {
                let file = entry?.path();
                if file.extension().is_some_and(|end| end == "zip") {
                    found.push(file);
                }
            }
        } else {
            found.push(place);
        }
    }
    found.sort();
    if found.is_empty() {
        bail!("there is no archive to verify; `cargo xtask dist` makes them");
    }
    Ok(found)
}

/// The lines of what built them that are others here: the likely reason for a difference.
fn other_tools(recorded: &str, here: &str) -> Vec<String> {
    let missing = |from: &str, of: &str| {
        from.lines().filter(|line| !of.lines().any(|other| other == *line)).map(str::to_owned).collect::<Vec<_>>()
    };
    let built = missing(recorded, here).into_iter().map(|line| format!("built with: {line}"));
    built.chain(missing(here, recorded).into_iter().map(|line| format!("here is: {line}"))).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn another_tool_is_named() {
        let recorded = "rustc 1.95.0\nnode: v20.1.0\n";
        assert!(other_tools(recorded, recorded).is_empty());
        let found = other_tools(recorded, "rustc 1.96.0\nnode: v20.1.0\n");
        assert_eq!(found, ["built with: rustc 1.95.0", "here is: rustc 1.96.0"]);
    }

    #[test]
    fn archives_are_found_in_a_folder_and_one_by_one() {
        let folder = std::env::temp_dir().join(format!("afterword-archives-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        assert!(archives(&folder, &[folder.display().to_string()]).is_err(), "an empty folder proves nothing");
        for name in ["b.zip", "a.zip", "notes.txt"] {
            fs::write(folder.join(name), "").unwrap();
        }
        let names = |given: &[String]| archives(&folder, given).unwrap().iter().map(|f| name_of(f)).collect::<Vec<_>>();
        assert_eq!(names(&[folder.display().to_string()]), ["a.zip", "b.zip"]);
        assert_eq!(names(&[folder.join("b.zip").display().to_string()]), ["b.zip"]);
        fs::remove_dir_all(&folder).unwrap();
    }
}
