//! What a build, a test or a run needs from the machine: found, or fetched, or named plainly.

pub mod apt;
pub mod browsers;
pub mod node;
pub mod wasm_target;
pub mod webmail;

use crate::paths::Paths;
use crate::process::say;
use anyhow::Result;

/// Everything that any command needs.
///
/// # Errors
/// Something is missing that we cannot fetch; the error says what to do.
pub fn everything(paths: &Paths) -> Result<()> {
    let target = wasm_target::ensure(paths)?;
    say(&format!("WebAssembly: {target}"));
    let modules = node::ensure(paths)?;
    say(&format!("npm tools: {}", modules.display()));
    let tools = browsers::ensure(paths)?;
    for (variable, file) in &tools {
        say(&format!("{variable}={}", file.display()));
    }
    say(&format!("languages: {}", browsers::teach()));
    say(&format!("Roundcube: {}", webmail::ensure()));
    Ok(())
}

/// What [`everything`] would do about what is missing, without doing it.
///
/// # Errors
/// The machine could not be looked at.
pub fn report(paths: &Paths) -> Result<()> {
    say(&format!("WebAssembly: {}", wasm_target::state(paths)?));
    say(&format!("npm tools: {}", node::state(paths)?));
    for line in browsers::state(paths) {
        say(&line);
    }
    say(&format!("languages missing: {}", browsers::unspoken().join(", ")));
    say(&format!("Roundcube: {}", webmail::state()));
    Ok(())
}
