//! Format, lints, types, and the linter of Firefox's add-on site.

use crate::paths::Paths;
use crate::process::{cargo, output, run, step};
use crate::setup::node;
use anyhow::{Context as _, Result, bail};
use serde_json::Value;
use std::path::Path;

/// # Errors
/// The code is not formatted as `rustfmt.toml` says.
pub fn format(paths: &Paths) -> Result<()> {
    step("rustfmt --check", || run(cargo(&paths.root).args(["fmt", "--all", "--check"])))
}

/// The browser's types compile natively too, so one run sees everything.
///
/// # Errors
/// There is a warning.
pub fn clippy(paths: &Paths) -> Result<()> {
    step("clippy", || {
        let arguments = ["--workspace", "--all-targets", "--features", "browser,practice", "--locked"];
        run(cargo(&paths.root).arg("clippy").args(arguments).args(["--", "-D", "warnings"]))
    })
}

/// Needs a build: the glue's declarations are made with it.
///
/// # Errors
/// The JavaScript is not well typed.
pub fn types(paths: &Paths) -> Result<()> {
    let modules = node::ensure(paths)?;
    step("tsc --checkJs", || {
        let roots = modules.join("@types");
        let mut command = node::tool(&modules, "typescript/bin/tsc");
        run(command.args(["--project", "tsconfig.json", "--typeRoots"]).arg(roots).current_dir(&paths.root))
    })
}

/// # Errors
/// The linter has an error or a warning for this build for Firefox.
pub fn addon(paths: &Paths, built: &Path) -> Result<()> {
    let modules = node::ensure(paths)?;
    step("addons-linter", || {
        let mut command = node::tool(&modules, "addons-linter/bin/addons-linter");
        let text = output(command.args(["--output", "json"]).arg(built)).or_else(|error| {
            // It ends with an error when it has one to report; the report is what we want to show.
            let text = format!("{error:#}");
            text.find('{').and_then(|at| text.get(at..)).map(str::to_owned).ok_or(error)
        })?;
        let complaints = complaints(&text)?;
        if !complaints.is_empty() {
            bail!("{}", complaints.join("\n"));
        }
        Ok(())
    })
}

/// Errors and warnings of a report, one line each.
fn complaints(report: &str) -> Result<Vec<String>> {
    let report = serde_json::Deserializer::from_str(report).into_iter::<Value>().next();
    let report = report.context("the linter reported nothing")?.context("the linter's report cannot be read")?;
    let list = |key: &str| report.get(key).and_then(Value::as_array).context("the linter's report has another shape");
    let line = |complaint: &Value| {
        let part =
            |key: &str| complaint.get(key).map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned));
        let parts = ["_type", "code", "file", "line", "message", "description"].into_iter().filter_map(part);
        parts.collect::<Vec<_>>().join(" · ")
    };
    Ok(list("errors")?.iter().chain(list("warnings")?).map(line).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_and_warnings_count_and_notices_do_not() -> Result<()> {
        let clean = r#"{"errors":[],"notices":[{"code":"N"}],"warnings":[]}"#;
        assert!(complaints(clean)?.is_empty());
        let dirty = r#"{"errors":[{"code":"BAD","file":"a.js","line":3}],"warnings":[{"code":"ODD"}]} trailing"#;
        assert_eq!(complaints(dirty)?, ["BAD · a.js · 3", "ODD"]);
        assert!(complaints("nothing").is_err());
        assert!(complaints("{}").is_err());
        Ok(())
    }
}
