//! The project's commands: `cargo xtask help`.

mod archive;
mod args;
mod dependencies;
mod dist;
mod extension;
mod fuzz;
mod lint;
mod manifest;
mod paths;
mod process;
mod sbom;
mod scan;
mod setup;
mod source;
mod store;
mod tasks;
mod verify;
mod wasm;

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match tasks::run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
