//! The story as it is told: a sentence and a picture a step.

use crate::Result;
use crate::browser::Browser;
use std::path::{Path, PathBuf};

/// Numbered pictures in a folder, each with its sentence on standard output.
pub struct Album {
    folder: PathBuf,
    pages: u32,
}

impl Album {
    /// What an earlier telling left in the folder is removed.
    ///
    /// # Errors
    /// When the folder can't be emptied or made.
    pub fn new(folder: &Path) -> Result<Self> {
        std::fs::create_dir_all(folder)?;
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            if path.extension().is_some_and(|end| end == "png") {
                std::fs::remove_file(path)?;
            }
        }
        Ok(Self { folder: folder.canonicalize()?, pages: 0 })
    }

    /// # Errors
    /// When the picture can't be taken.
    pub async fn page(&mut self, browser: &Browser, name: &str, sentence: &str) -> Result<()> {
        self.pages += 1;
        let file = self.folder.join(format!("{:02}-{name}.png", self.pages));
        browser.screenshot(&file).await?;
        println!("{:>2}. {sentence}\n    {}", self.pages, file.display());
        Ok(())
    }

    /// A picture of where the story broke off; its file's name.
    ///
    /// # Errors
    /// When the picture can't be taken.
    pub async fn last(&self, browser: &Browser) -> Result<String> {
        let file = self.folder.join("broke-off.png");
        browser.screenshot(&file).await?;
        Ok(file.display().to_string())
    }
}
