//! The pictures, and a page that shows them all.

use crate::Result;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

pub struct Gallery {
    folder: PathBuf,
    /// By state and page: its looks, in the order in which they were taken.
    pictures: BTreeMap<String, Vec<(String, Vec<String>)>>,
}

impl Gallery {
    /// # Errors
    /// When the folder can't be made.
    pub fn new(folder: &Path) -> Result<Self> {
        std::fs::create_dir_all(folder)?;
        Ok(Self { folder: folder.canonicalize()?, pictures: BTreeMap::new() })
    }

    /// Where this picture belongs.
    pub fn place(&mut self, state: &str, page: &str, look: &str) -> PathBuf {
        let pages = self.pictures.entry(state.to_owned()).or_default();
        match pages.iter_mut().find(|(name, _)| name == page) {
            Some((_, looks)) => looks.push(look.to_owned()),
            None => pages.push((page.to_owned(), vec![look.to_owned()])),
        }
        self.folder.join(state).join(format!("{page}-{look}.png"))
    }

    /// Writes `index.html`; where it is.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn finish(&self) -> Result<PathBuf> {
        let mut html = String::from(
            "<!doctype html><meta charset=utf-8><title>Afterword: every page in every state</title>\
             <style>body{font:15px system-ui;margin:2rem}section div{display:flex;gap:1rem;overflow-x:auto;align-items:\
             start}figure{margin:0}img{max-width:22rem;border:1px solid #999}</style>\n",
        );
        for (state, pages) in &self.pictures {
            writeln!(html, "<h1>{state}</h1>")?;
            for (page, looks) in pages {
                writeln!(html, "<section><h2>{page}</h2><div>")?;
                for look in looks {
                    let file = format!("{state}/{page}-{look}.png");
                    writeln!(
                        html,
                        "<figure><a href=\"{file}\"><img loading=lazy src=\"{file}\" alt=\"{page}, {look}\"></a><figcaption>{look}</figcaption></figure>"
                    )?;
                }
                writeln!(html, "</div></section>")?;
            }
        }
        let index = self.folder.join("index.html");
        std::fs::write(&index, html)?;
        Ok(index)
    }
}
