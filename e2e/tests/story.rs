//! The whole main job in both browsers, and that the network heard nothing of it.
#![allow(clippy::unwrap_used)]

#[macro_use]
mod common;

use e2e::Result;
use e2e::browser::Kind;
use e2e::run::story_folder;
use e2e::story::{Album, Story};

async fn plays(kind: Kind) -> Result<()> {
    let Some(tools) = common::tools(kind) else { return Ok(()) };
    let album = Album::new(&story_folder().join(kind.to_string()))?;
    let mut story = Story::begin(&tools, album).await?;
    story.play().await?;
    story.open_everything().await?;
    story.in_silence()
}

in_both!(plays);
