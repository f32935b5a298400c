//! Which compiler builds for the browser.
//!
//! The usual way is rustup's own target. Where rustup's server cannot be reached, Debian's packages can do it: its
//! compiler, its copy of the standard library's source and its linker, with the standard library built along.
//! `AFTERWORD_WASM=rustup` or `=debian` settles it by hand.

use super::apt;
use crate::paths::Paths;
use crate::process::{find_program, output, say, step, succeeds_within};
use anyhow::{Context as _, Result, bail};
use std::fmt;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

pub const TRIPLE: &str = "wasm32-unknown-unknown";
const PACKAGES: [&str; 5] = ["rustc-web", "cargo-web", "rust-web-src", "rust-web-llvm", "lld-22"];
/// rustup's download takes seconds; a server that cannot be reached may hang for ever.
const PATIENCE: Duration = Duration::from_secs(120);
const CARGO: &str = "/usr/bin/cargo";
const RUSTC: &str = "/usr/bin/rustc";
const LINKER: &str = "/usr/bin/rust-lld";

/// The way that holds on this machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WasmTarget {
    Rustup,
    Debian,
}

impl fmt::Display for WasmTarget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Rustup => "the target of the toolchain in use (rustup's way)",
            Self::Debian => "Debian's compiler with its standard library built along",
        })
    }
}

impl WasmTarget {
    /// `cargo build` for the browser, up to and without features, profile and binaries.
    pub fn cargo_build(self, root: &Path) -> Command {
        let mut command;
        match self {
            Self::Rustup => {
                command = crate::process::cargo(root);
                command.arg("build");
            }
            Self::Debian => {
                command = Command::new(CARGO);
                // rustup's compiler is first in PATH; its settings mean nothing to Debian's.
                command.env("RUSTC", RUSTC).env("RUSTC_BOOTSTRAP", "1");
                for name in ["CARGO", "RUSTUP_TOOLCHAIN", "RUSTUP_HOME", "RUSTDOC", "LD_LIBRARY_PATH"] {
                    command.env_remove(name);
                }
                command.current_dir(root).args(["build", "-Z", "build-std=std,panic_abort"]);
            }
        }
        command.args(["--target", TRIPLE, "--locked"]);
        command
    }
}

impl WasmTarget {
    /// Tells the compiler's version.
    pub fn rustc(self) -> Command {
        let mut command = Command::new(if self == Self::Debian { RUSTC } else { "rustc" });
        command.arg("--version");
        command
    }

    /// Tells cargo's.
    pub fn cargo_version(self) -> Command {
        let mut command = match self {
            Self::Rustup => crate::process::cargo(Path::new(".")),
            Self::Debian => Command::new(CARGO),
        };
        command.arg("--version");
        command
    }
}

/// Finds the way, or makes one.
///
/// # Errors
/// There is none; the error says what would make one.
pub fn ensure(paths: &Paths) -> Result<WasmTarget> {
    match wish()? {
        Some(WasmTarget::Rustup) if toolchain_has_target(&paths.root) || add_target(paths) => {
            return Ok(WasmTarget::Rustup);
        }
        Some(WasmTarget::Rustup) => {
            bail!("`rustup target add {TRIPLE}` did not work, and AFTERWORD_WASM allows no other way")
        }
        Some(WasmTarget::Debian) => return install_debian(paths),
        None if toolchain_has_target(&paths.root) => return Ok(WasmTarget::Rustup),
        None => {}
    }
    let memory = paths.cache.join("wasm-target");
    let remembered = std::fs::read_to_string(&memory).is_ok_and(|word| word.trim() == "debian");
    if remembered && debian(&paths.root)?.missing().is_empty() {
        return Ok(WasmTarget::Debian);
    }
    if add_target(paths) {
        say(&format!("WebAssembly is built with {}", WasmTarget::Rustup));
        return Ok(WasmTarget::Rustup);
    }
    let way = install_debian(paths)?;
    std::fs::write(&memory, "debian\n").context("the way found could not be remembered")?;
    say(&format!("WebAssembly is built with {way}"));
    Ok(way)
}

/// What the user settled by hand.
fn wish() -> Result<Option<WasmTarget>> {
    match std::env::var("AFTERWORD_WASM").as_deref() {
        Err(_) | Ok("") => Ok(None),
        Ok("rustup") => Ok(Some(WasmTarget::Rustup)),
        Ok("debian") => Ok(Some(WasmTarget::Debian)),
        Ok(other) => bail!("AFTERWORD_WASM is rustup or debian, not “{other}”"),
    }
}

/// Whether rustup could add its target.
fn add_target(paths: &Paths) -> bool {
    if find_program(&["rustup"]).is_none() {
        return false;
    }
    let added = step("rustup target add", || {
        let mut command = Command::new("rustup");
        command.args(["target", "add", TRIPLE]).current_dir(&paths.root);
        if succeeds_within(&mut command, PATIENCE) && toolchain_has_target(&paths.root) {
            return Ok(());
        }
        bail!("rustup could not fetch {TRIPLE}")
    });
    if added.is_err() {
        say("rustup could not fetch it; looking for Debian's compiler instead");
    }
    added.is_ok()
}

fn install_debian(paths: &Paths) -> Result<WasmTarget> {
    if !debian(&paths.root)?.missing().is_empty() {
        apt::install(&PACKAGES, "Debian's compiler for WebAssembly is missing").with_context(no_way)?;
        let missing = debian(&paths.root)?.missing();
        if !missing.is_empty() {
            bail!("{}; after installing Debian's packages still missing: {}", no_way(), missing.join(", "));
        }
    }
    Ok(WasmTarget::Debian)
}

/// # Errors
/// Cargo.toml names no Rust version.
pub fn state(paths: &Paths) -> Result<String> {
    if toolchain_has_target(&paths.root) {
        return Ok(WasmTarget::Rustup.to_string());
    }
    let missing = debian(&paths.root)?.missing();
    Ok(if missing.is_empty() {
        format!("{} is ready; `rustup target add {TRIPLE}` is tried first, once", WasmTarget::Debian)
    } else {
        let told = apt::Apt::find().told(&PACKAGES);
        format!("would try `rustup target add {TRIPLE}`, then `{told}` (missing now: {})", missing.join(", "))
    })
}

fn no_way() -> String {
    format!(
        "no way to build WebAssembly: `rustup target add {TRIPLE}` did not work (is rustup installed and its server \
         reachable?), and the way around it needs Debian 12's packages {}",
        PACKAGES.join(" ")
    )
}

fn toolchain_has_target(root: &Path) -> bool {
    let Ok(sysroot) = output(Command::new("rustc").args(["--print", "sysroot"]).current_dir(root)) else {
        return false;
    };
    let folder = Path::new(sysroot.trim()).join("lib/rustlib").join(TRIPLE).join("lib");
    std::fs::read_dir(folder).is_ok_and(|mut entries| {
        entries.any(|entry| entry.is_ok_and(|entry| entry.file_name().to_string_lossy().starts_with("libstd-")))
    })
}

/// What there is of Debian's compiler.
#[derive(Debug)]
struct DebianRust {
    needed: (u32, u32),
    compiler: Option<(u32, u32)>,
    cargo: bool,
    sources: bool,
    linker: bool,
}

impl DebianRust {
    fn missing(&self) -> Vec<String> {
        let (major, minor) = self.needed;
        let mut missing = Vec::new();
        match self.compiler {
            None => missing.push(RUSTC.to_owned()),
            Some(version) if version < self.needed => missing.push(format!(
                "{RUSTC} {major}.{minor} or newer (there is {}.{}; the package rustc-web has it)",
                version.0, version.1
            )),
            Some(_) => {}
        }
        if !self.cargo {
            missing.push(CARGO.to_owned());
        }
        if !self.sources {
            missing.push("the standard library's source (rust-web-src)".to_owned());
        }
        if !self.linker {
            missing.push(format!("{LINKER} (lld-22)"));
        }
        missing
    }
}

fn debian(root: &Path) -> Result<DebianRust> {
    let manifest = std::fs::read_to_string(root.join("Cargo.toml")).context("Cargo.toml cannot be read")?;
    let manifest: toml::Table = manifest.parse().context("Cargo.toml cannot be read")?;
    let needed = manifest
        .get("workspace")
        .and_then(|workspace| workspace.get("package")?.get("rust-version")?.as_str())
        .and_then(version)
        .context("Cargo.toml names no rust-version")?;
    let ask = |arguments: &[&str]| output(Command::new(RUSTC).args(arguments)).ok();
    let compiler = ask(&["--version"]).and_then(|text| version(text.strip_prefix("rustc ")?));
    let sysroot = ask(&["--print", "sysroot"]).unwrap_or_default();
    Ok(DebianRust {
        needed,
        compiler,
        cargo: Path::new(CARGO).is_file(),
        sources: Path::new(sysroot.trim()).join("lib/rustlib/src/rust/library/Cargo.lock").is_file(),
        linker: Path::new(LINKER).exists(),
    })
}

fn version(text: &str) -> Option<(u32, u32)> {
    let mut numbers = text.split('.');
    let mut number = || numbers.next()?.trim().parse().ok();
    Some((number()?, number()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complete() -> DebianRust {
        DebianRust { needed: (1, 95), compiler: Some((1, 96)), cargo: true, sources: true, linker: true }
    }

    #[test]
    fn a_complete_compiler_lacks_nothing() {
        assert!(complete().missing().is_empty());
    }

    #[test]
    fn what_is_missing_is_named() {
        let absent = DebianRust { compiler: None, cargo: false, sources: false, linker: false, ..complete() };
        assert_eq!(absent.missing().len(), 4);
        // Debian 12's ordinary rustc is there on many machines, and far too old.
        let old = DebianRust { compiler: Some((1, 63)), ..complete() }.missing();
        assert!(matches!(old.as_slice(), [one] if one.contains("1.95") && one.contains("1.63")), "{old:?}");
        let no_linker = DebianRust { linker: false, ..complete() }.missing();
        assert!(matches!(no_linker.as_slice(), [one] if one.contains("rust-lld")), "{no_linker:?}");
    }

    #[test]
    fn versions_are_compared_as_numbers() {
        assert_eq!(version("1.95"), Some((1, 95)));
        assert_eq!(version("1.100.0 (Debian)"), Some((1, 100)));
        assert!(version("1.100.0") > version("1.95.1"));
        assert_eq!(version("nightly"), None);
    }
}
