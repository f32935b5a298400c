//! Where things are.

use anyhow::{Context as _, Result};
use std::path::{Path, PathBuf};

/// The repository, and the folder outside of it that holds what is fetched once.
#[derive(Clone, Debug)]
pub struct Paths {
    pub root: PathBuf,
    pub cache: PathBuf,
}

impl Paths {
    /// # Errors
    /// No home folder is known and `AFTERWORD_CACHE` is not set.
    pub fn find() -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("xtask has no parent folder")?;
        let cache = cache_folder(|name| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from))
            .context("no home folder is known; set AFTERWORD_CACHE to a folder for downloaded tools")?;
        std::fs::create_dir_all(&cache).with_context(|| format!("{} cannot be made", cache.display()))?;
        Ok(Self { root: root.to_owned(), cache })
    }

    /// Shared by every working copy, so that the dependencies are compiled for the browser once.
    pub fn wasm_target(&self) -> PathBuf {
        self.cache.join("target-wasm")
    }

    pub fn built(&self) -> PathBuf {
        self.root.join("target/extension")
    }

    /// Type declarations of the glue, where `tsconfig.json` looks for them.
    pub fn types(&self) -> PathBuf {
        self.root.join("target/types")
    }
}

fn cache_folder(variable: impl Fn(&str) -> Option<PathBuf>) -> Option<PathBuf> {
    variable("AFTERWORD_CACHE")
        .or_else(|| variable("XDG_CACHE_HOME").map(|folder| folder.join("afterword")))
        .or_else(|| variable("HOME").map(|folder| folder.join(".cache/afterword")))
        .or_else(|| variable("USERPROFILE").map(|folder| folder.join(".cache/afterword")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(set: &[(&str, &str)]) -> Option<PathBuf> {
        cache_folder(|name| set.iter().find(|(n, _)| *n == name).map(|(_, value)| PathBuf::from(value)))
    }

    #[test]
    fn the_nearest_word_on_the_cache_wins() {
        let home = ("HOME", "/home/ada");
        assert_eq!(with(&[home]), Some("/home/ada/.cache/afterword".into()));
        assert_eq!(with(&[home, ("XDG_CACHE_HOME", "/x")]), Some("/x/afterword".into()));
        assert_eq!(with(&[home, ("XDG_CACHE_HOME", "/x"), ("AFTERWORD_CACHE", "/y")]), Some("/y".into()));
        assert_eq!(with(&[]), None);
    }
}
