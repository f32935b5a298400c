//! Maildirs, one per local part, where the IMAP server looks for them.

use crate::Result;
use std::os::unix::fs::chown;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// All mailboxes of one post office. Clones share them.
#[derive(Clone)]
pub struct Mailboxes {
    folder: PathBuf,
    /// User and group who must be able to read them, where that is not who runs the tests.
    owner: Option<(u32, u32)>,
    count: Arc<AtomicU32>,
}

impl Mailboxes {
    pub fn new(folder: &Path, owner: Option<(u32, u32)>) -> Self {
        Self { folder: folder.to_owned(), owner, count: Arc::default() }
    }

    /// Puts a mail where its reader finds it as new.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn deliver(&self, address: &str, mail: &[u8]) -> Result<()> {
        let maildir = self.maildir(address);
        for part in ["tmp", "new", "cur"] {
            std::fs::create_dir_all(maildir.join(part))?;
        }
        let number = self.count.fetch_add(1, Ordering::Relaxed);
        let file = maildir.join("tmp").join(format!("{number:06}.practice"));
        std::fs::write(&file, mail)?;
        if let Some((user, group)) = self.owner {
            let parts = ["tmp", "new", "cur"].map(|part| maildir.join(part));
            let home = maildir.parent().map(Path::to_path_buf);
            for each in parts.iter().chain([&maildir, &file]).chain(&home) {
                chown(each, Some(user), Some(group))?;
            }
        }
        Ok(std::fs::rename(&file, maildir.join("new").join(format!("{number:06}.practice")))?)
    }

    /// Mails that nobody has opened yet, oldest first, as they came.
    ///
    /// # Errors
    /// When they can't be read.
    pub fn new_mails(&self, address: &str) -> Result<Vec<Vec<u8>>> {
        let folder = self.maildir(address).join("new");
        if !folder.is_dir() {
            return Ok(Vec::new());
        }
        let mut files: Vec<PathBuf> = std::fs::read_dir(folder)?.flatten().map(|entry| entry.path()).collect();
        files.sort();
        files.iter().map(|file| Ok(std::fs::read(file)?)).collect()
    }

    /// Drafts that the webmail has saved, in no order.
    ///
    /// # Errors
    /// When they can't be read.
    pub fn drafts(&self, address: &str) -> Result<Vec<Vec<u8>>> {
        let folder = self.maildir(address).join(".Drafts");
        let parts = ["new", "cur"].map(|part| folder.join(part));
        let files = parts.iter().filter_map(|part| std::fs::read_dir(part).ok()).flatten().flatten();
        files.map(|entry| Ok(std::fs::read(entry.path())?)).collect()
    }

    fn maildir(&self, address: &str) -> PathBuf {
        let local: String = address.split('@').next().unwrap_or_default().to_ascii_lowercase();
        let plain = local.chars().map(|c| if c.is_ascii_alphanumeric() || "-_.".contains(c) { c } else { '_' });
        self.folder.join(plain.collect::<String>().trim_start_matches('.')).join("Maildir")
    }
}
