//! The labelled notes of this folder; their form is explained in its README.

use afterword::draft::review::{Context, HintKind, Note};
use serde::Deserialize;
use std::path::Path;

#[derive(Debug, Deserialize)]
pub struct Labelled {
    pub id: String,
    #[serde(flatten)]
    pub note: Note,
    #[serde(default)]
    pub context: Context,
    /// What a careful recruiter would say; empty: a good note.
    pub labels: Vec<HintKind>,
}

/// The notes of each `*.jsonl` in the folder, under the file's name.
pub fn sets(folder: &Path) -> Result<Vec<(String, Vec<Labelled>)>, String> {
    let mut sets = Vec::new();
    let entries = std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.extension().is_none_or(|ending| ending != "jsonl") {
            continue;
        }
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        let notes: Result<Vec<Labelled>, String> = lines
            .map(|(at, line)| {
                serde_json::from_str(line).map_err(|error| format!("{} line {}: {error}", path.display(), at + 1))
            })
            .collect();
        sets.push((name, notes?));
    }
    sets.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(sets)
}
