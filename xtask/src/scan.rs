//! What must not be in the code that we ship.

use anyhow::{Context as _, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};

/// Every file below a folder, as paths relative to it, sorted.
///
/// # Errors
/// A folder cannot be read.
pub fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    fn walk(base: &Path, folder: &Path, found: &mut Vec<PathBuf>) -> Result<()> {
        for entry in fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))? {
            let path = entry?.path();
            if path.is_dir() {
                walk(base, &path, found)?;
            } else {
                found.push(path.strip_prefix(base)?.to_owned());
            }
        }
        Ok(())
    }
    let mut found = Vec::new();
    walk(folder, folder, &mut found)?;
    found.sort();
    Ok(found)
}

/// Code made from text, and code, styles or pictures from elsewhere, in the scripts and pages of a built extension.
///
/// # Errors
/// Such a thing is there; the error names each place.
pub fn check(folder: &Path) -> Result<()> {
    let mut found = Vec::new();
    for file in files(folder)? {
        let kind = file.extension().and_then(|kind| kind.to_str()).unwrap_or_default();
        if !["js", "html", "css"].contains(&kind) {
            continue;
        }
        let text = fs::read_to_string(folder.join(&file)).with_context(|| format!("{} is no text", file.display()))?;
        found.extend(forbidden(kind, &text).into_iter().map(|what| format!("{}: {what}", file.display())));
    }
    if !found.is_empty() {
        bail!("not to be shipped:\n    {}", found.join("\n    "));
    }
    Ok(())
}

/// What is wrong with one file, with its line.
fn forbidden(kind: &str, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        let squeezed: String = line.split_whitespace().collect();
        let mut report = |what: &str| found.push(format!("line {number}: {what}"));
        match kind {
            "js" => {
                if calls(&squeezed, "eval") {
                    report("eval");
                }
                if calls(&squeezed, "Function") && squeezed.contains("newFunction(") {
                    report("new Function");
                }
                for source in ["from'", "from\"", "import'", "import\"", "import('", "import(\"", "fetch('", "fetch(\""]
                {
                    let remote =
                        |rest: &str| rest.starts_with("http") || rest.starts_with("//") || rest.starts_with("data:");
                    if squeezed.split(source).skip(1).any(remote) {
                        report("a remote address is loaded");
                    }
                }
                if calls(&squeezed, "importScripts") {
                    report("importScripts");
                }
            }
            "html" => {
                if squeezed.contains("src=\"http") || squeezed.contains("src='http") || squeezed.contains("src=\"//") {
                    report("a remote source");
                }
                if squeezed.contains("<link") && squeezed.contains("href=\"http") {
                    report("a remote style");
                }
            }
            _ => {
                if squeezed.contains("url(http") || squeezed.contains("url(\"http") || squeezed.contains("url('http") {
                    report("a remote address");
                }
                if squeezed.contains("@import") {
                    report("@import");
                }
            }
        }
    }
    found
}

/// Whether a function of this very name is called: `evaluate(` and `medieval(` are other names.
fn calls(squeezed: &str, name: &str) -> bool {
    let call = format!("{name}(");
    squeezed.match_indices(&call).any(|(at, _)| {
        let before = squeezed.get(..at).and_then(|before| before.chars().next_back());
        !before.is_some_and(|c| c.is_alphanumeric() && name != "Function" || c == '_' || c == '$')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_from_text_is_found_however_it_is_spaced() {
        for bad in ["eval('1')", "const f = new  Function ('return 1')", "globalThis.eval(x)", "(0, eval) (x);eval (y)"]
        {
            assert!(!forbidden("js", bad).is_empty(), "{bad}");
        }
        for good in
            ["evaluate(x)", "retrieval(x)", "new FunctionTable()", "function isFunction(f) {}", "const newFunction = 1"]
        {
            assert!(forbidden("js", good).is_empty(), "{good}: {:?}", forbidden("js", good));
        }
    }

    #[test]
    fn code_and_pictures_from_elsewhere_are_found() {
        let bad = [
            ("js", "import x from 'https://cdn.example/x.js'"),
            ("js", "await import(\"//cdn.example/x.js\")"),
            ("js", "fetch('http://example.org')"),
            ("html", "<script src=\"https://cdn.example/x.js\"></script>"),
            ("html", "<link rel=stylesheet href=\"https://cdn.example/x.css\">"),
            ("css", "body { background: url( 'https://example.org/x.png' ) }"),
        ];
        for (kind, text) in bad {
            assert!(!forbidden(kind, text).is_empty(), "{text}");
        }
        let good = [
            ("js", "import init from './wasm/background.js'"),
            ("html", "<a href=\"https://www.linkedin.com/\">LinkedIn</a>"),
            ("css", "body { background: url(icons/icon-16.png) }"),
        ];
        for (kind, text) in good {
            assert!(forbidden(kind, text).is_empty(), "{text}");
        }
    }
}
