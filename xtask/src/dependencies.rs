//! What may be built in: licences, sources and duplicates of all packages, against `deny.toml`; and each dependency of ours
//! with its reason, which stands in its `Cargo.toml` under `[package.metadata.why]`.
//!
//! The file is cargo-deny's, and this reads the part of it that needs no network and no further tool.

use crate::paths::Paths;
use crate::process::{cargo, output, step};
use anyhow::{Context as _, Result, bail};
use serde::Deserialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fs;

#[derive(Deserialize)]
struct Rules {
    licenses: Licenses,
    sources: Sources,
    bans: Bans,
}

#[derive(Deserialize)]
struct Licenses {
    allow: BTreeSet<String>,
    exceptions: Vec<Exception>,
}

#[derive(Deserialize)]
struct Exception {
    #[serde(rename = "crate")]
    package: String,
    allow: BTreeSet<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Sources {
    allow_registry: BTreeSet<String>,
}

#[derive(Deserialize)]
struct Bans {
    skip: Vec<Skip>,
}

#[derive(Deserialize)]
struct Skip {
    /// `name@version`, the version as far as it matters.
    #[serde(rename = "crate")]
    package: String,
    reason: String,
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Clone, Deserialize)]
struct Package {
    name: String,
    version: String,
    license: Option<String>,
    /// Absent: one of our own.
    source: Option<String>,
    dependencies: Vec<Dependency>,
    #[serde(default)]
    metadata: Value,
}

#[derive(Clone, Deserialize)]
struct Dependency {
    name: String,
    rename: Option<String>,
}

/// # Errors
/// A package has a licence that is not allowed or none, comes from elsewhere, or is there twice without a reason; or
/// `deny.toml` makes an exception that nobody needs any more; or a dependency of ours has no reason.
pub fn check(paths: &Paths) -> Result<()> {
    step("licences, sources and duplicates", || {
        let rules = fs::read_to_string(paths.root.join("deny.toml")).context("deny.toml cannot be read")?;
        let rules: Rules = toml::from_str(&rules).context("deny.toml has another shape")?;
        let text = output(cargo(&paths.root).args(["metadata", "--format-version", "1", "--locked"]))?;
        let metadata: Metadata = serde_json::from_str(&text).context("cargo metadata has another shape")?;
        let complaints = complaints(&rules, &metadata.packages);
        if !complaints.is_empty() {
            bail!("{}", complaints.join("\n"));
        }
        Ok(())
    })
}

fn complaints(rules: &Rules, packages: &[Package]) -> Vec<String> {
    let mut complaints = Vec::new();
    let mut versions: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for package in packages {
        let Package { name, version, license, source, .. } = package;
        versions.entry(name).or_default().insert(version);
        let Some(source) = source else {
            complaints.extend(unexplained(package));
            continue;
        };
        let registry = source.strip_prefix("registry+").unwrap_or_default();
        if !rules.sources.allow_registry.contains(registry) {
            complaints.push(format!("{name} {version} comes from {source}"));
        }
        let exception = rules.licenses.exceptions.iter().find(|exception| exception.package == *name);
        let is_allowed = |license: &str| {
            rules.licenses.allow.contains(license) || exception.is_some_and(|it| it.allow.contains(license))
        };
        let license = license.as_deref().unwrap_or("no licence that it names");
        if !holds(license, &is_allowed) {
            complaints.push(format!("{name} {version} is under {license}"));
        }
    }
    complaints.extend(duplicates(&rules.bans.skip, &versions));
    let unused = rules.licenses.exceptions.iter().filter(|exception| !versions.contains_key(&*exception.package));
    complaints.extend(unused.map(|exception| format!("deny.toml: nothing is called {}", exception.package)));
    complaints
}

/// Dependencies without a reason, and reasons without a dependency.
fn unexplained(package: &Package) -> Vec<String> {
    let asked: BTreeSet<&str> =
        package.dependencies.iter().map(|needed| needed.rename.as_deref().unwrap_or(&needed.name)).collect();
    let reasons = package.metadata.get("why").and_then(Value::as_object);
    let given: BTreeSet<&str> = reasons
        .into_iter()
        .flatten()
        .filter(|(_, why)| why.as_str().is_some_and(|why| !why.trim().is_empty()))
        .map(|(name, _)| name.as_str())
        .collect();
    let missing = asked.difference(&given).map(|name| format!("{}: no reason is given for {name}", package.name));
    let idle = given.difference(&asked).map(|name| format!("{}: a reason for {name}, which is not used", package.name));
    missing.chain(idle).collect()
}

fn duplicates(skip: &[Skip], versions: &BTreeMap<&str, BTreeSet<&str>>) -> Vec<String> {
    let is_skipped = |name: &str, version: &str| {
        skip.iter().any(|skip| {
            let parts = skip.package.split_once('@');
            parts.is_some_and(|(package, wanted)| package == name && matches(wanted, version))
        })
    };
    let mut complaints = Vec::new();
    for (name, versions) in versions {
        let kept: Vec<&str> = versions.iter().copied().filter(|version| !is_skipped(name, version)).collect();
        if kept.len() > 1 {
            complaints.push(format!("{name} is there more than once: {}", kept.join(", ")));
        }
    }
    for Skip { package, reason } in skip {
        let (name, wanted) = package.split_once('@').unwrap_or((package, ""));
        let found = versions.get(name);
        let is_needed = found.is_some_and(|all| all.len() > 1 && all.iter().any(|version| matches(wanted, version)));
        if !is_needed {
            complaints.push(format!("deny.toml: {package} is not there twice any more ({reason})"));
        }
    }
    complaints
}

/// Whether `0.9` means `0.9.1`.
fn matches(wanted: &str, version: &str) -> bool {
    version.strip_prefix(wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// Whether an SPDX expression can be met with what is allowed. `/` is the `OR` of old manifests.
fn holds(expression: &str, is_allowed: &dyn Fn(&str) -> bool) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let mut words: VecDeque<&str> = spaced.split_whitespace().collect();
    either(&mut words, is_allowed) == Some(true) && words.is_empty()
}

/// `OR` binds least. `None`: this is no expression.
fn either(words: &mut VecDeque<&str>, is_allowed: &dyn Fn(&str) -> bool) -> Option<bool> {
    let mut held = both(words, is_allowed)?;
    while words.front() == Some(&"OR") {
        words.pop_front();
        // Both sides are read, whatever the first one says.
        held |= both(words, is_allowed)?;
    }
    Some(held)
}

fn both(words: &mut VecDeque<&str>, is_allowed: &dyn Fn(&str) -> bool) -> Option<bool> {
    let mut held = single(words, is_allowed)?;
    while words.front() == Some(&"AND") {
        words.pop_front();
        held &= single(words, is_allowed)?;
    }
    Some(held)
}

fn single(words: &mut VecDeque<&str>, is_allowed: &dyn Fn(&str) -> bool) -> Option<bool> {
    let license = words.pop_front()?;
    if license == "(" {
        let held = either(words, is_allowed)?;
        return (words.pop_front()? == ")").then_some(held);
    }
    if words.front() == Some(&"WITH") {
        words.pop_front();
        return Some(is_allowed(&format!("{license} WITH {}", words.pop_front()?)));
    }
    Some(is_allowed(license))
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: &str = r#"
        [licenses]
        allow = ["MIT", "Apache-2.0", "Unicode-3.0", "Apache-2.0 WITH LLVM-exception"]
        exceptions = [{ crate = "style", allow = ["MPL-2.0"] }]
        [sources]
        allow-registry = ["https://registry.example/index"]
        [bans]
        skip = [{ crate = "syn@2", reason = "macros" }]
    "#;

    fn package(name: &str, version: &str, license: &str) -> Package {
        Package {
            name: name.into(),
            version: version.into(),
            license: Some(license.into()),
            source: Some("registry+https://registry.example/index".into()),
            dependencies: Vec::new(),
            metadata: Value::Null,
        }
    }

    fn good() -> Vec<Package> {
        vec![
            package("style", "0.3.1", "MPL-2.0"),
            package("syn", "2.0.119", "MIT/Apache-2.0"),
            package("syn", "3.0.9", "(MIT OR Apache-2.0) AND Unicode-3.0"),
            Package { source: None, ..package("ours", "0.1.0", "none of anybody's business") },
        ]
    }

    fn complaints_of(packages: &[Package]) -> Result<Vec<String>> {
        Ok(complaints(&toml::from_str(RULES)?, packages))
    }

    #[test]
    fn what_is_allowed_passes() -> Result<()> {
        assert!(complaints_of(&good())?.is_empty());
        Ok(())
    }

    #[test]
    fn each_breach_is_named() -> Result<()> {
        let with = |package: Package| complaints_of(&[good(), vec![package]].concat());
        assert_eq!(with(package("style2", "1.0.0", "MPL-2.0"))?, ["style2 1.0.0 is under MPL-2.0"]);
        assert_eq!(with(package("syn", "1.0.0", "MIT"))?, ["syn is there more than once: 1.0.0, 3.0.9"]);
        let bare = Package { license: None, ..package("bare", "1.0.0", "") };
        assert_eq!(with(bare)?, ["bare 1.0.0 is under no licence that it names"]);
        let fork = Package { source: Some("git+https://forks.example/a".into()), ..package("fork", "1.0.0", "MIT") };
        assert_eq!(with(fork)?, ["fork 1.0.0 comes from git+https://forks.example/a"]);
        Ok(())
    }

    #[test]
    fn each_dependency_of_ours_has_its_reason() -> Result<()> {
        let ours = |why: Value| Package {
            source: None,
            dependencies: [("serde", None), ("getrandom", Some("getrandom-age"))]
                .map(|(name, rename)| Dependency { name: name.to_owned(), rename: rename.map(str::to_owned) })
                .into(),
            metadata: serde_json::json!({ "why": why }),
            ..package("ours", "0.1.0", "MIT")
        };
        let with = |why: Value| complaints_of(&[good(), vec![ours(why)]].concat());
        let both = serde_json::json!({ "serde": "data as types", "getrandom-age": "chance" });
        assert!(with(both)?.is_empty());
        assert_eq!(
            with(serde_json::json!({ "serde": " ", "getrandom-age": "chance", "rand": "chance" }))?,
            ["ours: no reason is given for serde", "ours: a reason for rand, which is not used"]
        );
        assert_eq!(with(Value::Null)?.len(), 2);
        Ok(())
    }

    #[test]
    fn an_exception_that_nobody_needs_is_named() -> Result<()> {
        let found = complaints_of(&[package("syn", "3.0.9", "MIT")])?;
        assert_eq!(
            found,
            ["deny.toml: syn@2 is not there twice any more (macros)", "deny.toml: nothing is called style"]
        );
        Ok(())
    }

    #[test]
    fn expressions_are_read_as_spdx_says() {
        let is_allowed = |license: &str| ["MIT", "Apache-2.0", "Apache-2.0 WITH LLVM-exception"].contains(&license);
        let yes = ["MIT", "GPL-2.0-only OR MIT", "MIT AND Apache-2.0 OR GPL-2.0-only", "(GPL-2.0-only OR MIT) AND MIT"];
        let no = ["GPL-2.0-only", "MIT AND GPL-2.0-only", "MIT AND (ISC OR Zlib)", "", "MIT OR", "(MIT", "MIT MIT"];
        for expression in yes.into_iter().chain(["Apache-2.0 WITH LLVM-exception OR Zlib", "Zlib/MIT"]) {
            assert!(holds(expression, &is_allowed), "{expression}");
        }
        for expression in no.into_iter().chain(["MIT WITH odd-exception"]) {
            assert!(!holds(expression, &is_allowed), "{expression}");
        }
    }
}
