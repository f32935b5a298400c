//! The list of what is built into the WebAssembly, as CycloneDX 1.5 (ECMA-424) in JSON. Two lists of the same sources are
//! the same: it bears no time and no random number.

use crate::paths::Paths;
use crate::process::{cargo, output, step};
use crate::setup::wasm_target::{self, TRIPLE};
use anyhow::{Context as _, Result, bail};
use serde_json::{Value, json};
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// One package that is built in.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Part {
    name: String,
    version: String,
    /// An SPDX expression.
    license: String,
    features: String,
    /// What it is built on, as [`purl`] has it.
    needs: BTreeSet<String>,
}

/// # Errors
/// Cargo does not tell, or a package has no licence.
pub fn shipped(paths: &Paths) -> Result<String> {
    step("list what is built in", || {
        let lock = fs::read_to_string(paths.root.join("Cargo.lock")).context("Cargo.lock cannot be read")?;
        let rustc = output(&mut wasm_target::ensure(paths)?.rustc())?;
        let std = rustc.split_whitespace().nth(1).context("rustc tells no version")?;
        let text = output(cargo(&paths.root).args(TREE))?;
        Ok(serde_json::to_string_pretty(&document(&parts(&text)?, &checksums(&lock)?, std)?)? + "\n")
    })
}

/// What is compiled for the browser with the features that are shipped; what only runs while building is no part.
const TREE: [&str; 14] = [
    "tree",
    "--locked",
    "--package",
    "afterword",
    "--features",
    "browser",
    "--target",
    TRIPLE,
    "--edges",
    "normal,no-proc-macro",
    "--prefix",
    "depth",
    "--format",
    "|{p}|{l}|{f}",
];

fn purl(name: &str, version: &str) -> String {
    format!("pkg:cargo/{name}@{}", version.replace('+', "%2B"))
}

/// The lines of `cargo tree`: `2|serde v1.0.229|MIT OR Apache-2.0|default,std`, the depth first; a package's own parts
/// are listed where it comes first. The root is the first one.
fn parts(tree: &str) -> Result<Vec<Part>> {
    let mut order: Vec<String> = Vec::new();
    let mut parts: BTreeMap<String, Part> = BTreeMap::new();
    let mut above: Vec<String> = Vec::new();
    for line in tree.lines().filter(|line| !line.is_empty()) {
        let fields: Vec<&str> = line.split('|').collect();
        let &[depth, package, license, features] = fields.as_slice() else { bail!("cargo tree says “{line}”") };
        let depth: usize = depth.parse().with_context(|| format!("cargo tree says “{line}”"))?;
        let mut words = package.split_whitespace();
        let (Some(name), Some(version)) = (words.next(), words.next().and_then(|word| word.strip_prefix('v'))) else {
            bail!("cargo tree says “{line}”")
        };
        let id = purl(name, version);
        above.truncate(depth);
        if let Some(parent) = above.last().and_then(|parent| parts.get_mut(parent)) {
            parent.needs.insert(id.clone());
        }
        above.push(id.clone());
        if let Entry::Vacant(place) = parts.entry(id) {
            order.push(place.key().clone());
            let part = Part {
                name: name.to_owned(),
                version: version.to_owned(),
                // The old way to write it.
                license: license.replace('/', " OR ").replace(" OR  OR ", " OR "),
                features: features.trim_end_matches(" (*)").to_owned(),
                needs: BTreeSet::new(),
            };
            if part.license.is_empty() {
                bail!("{name} {version} names no licence");
            }
            place.insert(part);
        }
    }
    Ok(order.iter().filter_map(|id| parts.remove(id)).collect())
}

/// SHA-256 of each package as the registry has it, by [`purl`].
fn checksums(lock: &str) -> Result<BTreeMap<String, String>> {
    let lock: toml::Table = lock.parse().context("Cargo.lock has another shape")?;
    let packages = lock.get("package").and_then(toml::Value::as_array).context("Cargo.lock names no package")?;
    let text = |package: &toml::Value, key: &str| package.get(key).and_then(toml::Value::as_str).map(str::to_owned);
    Ok(packages
        .iter()
        .filter_map(|package| {
            Some((purl(&text(package, "name")?, &text(package, "version")?), text(package, "checksum")?))
        })
        .collect())
}

fn document(parts: &[Part], checksums: &BTreeMap<String, String>, std: &str) -> Result<Value> {
    let (ours, others) = parts.split_first().context("nothing is built in")?;
    let mut components = Vec::new();
    for part in others {
        let id = purl(&part.name, &part.version);
        let checksum = checksums.get(&id).with_context(|| format!("Cargo.lock has no checksum of {id}"))?;
        components.push(json!({
            "type": "library",
            "bom-ref": id,
            "name": part.name,
            "version": part.version,
            "scope": "required",
            "hashes": [{ "alg": "SHA-256", "content": checksum }],
            "licenses": [{ "expression": part.license }],
            "purl": id,
            "properties": [{ "name": "cargo:features", "value": part.features }],
        }));
    }
    components.sort_by_key(|part| part.get("bom-ref").and_then(Value::as_str).map(str::to_owned));
    let std_ref = format!("pkg:generic/rust-std@{std}");
    components.push(json!({
        "type": "library",
        "bom-ref": std_ref,
        "name": "rust-std",
        "version": std,
        "description": "The standard library, as it comes with the compiler",
        "scope": "required",
        "licenses": [{ "expression": "MIT OR Apache-2.0" }],
        "purl": std_ref,
    }));
    let mut dependencies: BTreeMap<String, BTreeSet<String>> =
        parts.iter().map(|part| (purl(&part.name, &part.version), part.needs.clone())).collect();
    dependencies.entry(purl(&ours.name, &ours.version)).or_default().insert(std_ref.clone());
    dependencies.insert(std_ref, BTreeSet::new());
    let dependencies: Vec<Value> =
        dependencies.iter().map(|(id, needs)| json!({ "ref": id, "dependsOn": needs })).collect();
    let id = purl(&ours.name, &ours.version);
    Ok(json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": id,
                "name": ours.name,
                "version": ours.version,
                "licenses": [{ "expression": ours.license }],
                "purl": id,
            },
        },
        "components": components,
        "dependencies": dependencies,
    }))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_is_read_with_what_stands_on_what() {
        let tree = "0|ours v0.1.0 (/home/jane/ours)|MIT|default\n1|serde v1.0.2|MIT/Apache-2.0|std\n\
                    2|core v1.0.0+spec|MIT OR Apache-2.0|\n1|age v0.12.1|MIT|\n2|serde v1.0.2|MIT/Apache-2.0|std (*)\n";
        let parts = parts(tree).unwrap();
        let names: Vec<&str> = parts.iter().map(|part| part.name.as_str()).collect();
        assert_eq!(names, ["ours", "serde", "core", "age"]);
        assert_eq!(parts[1].license, "MIT OR Apache-2.0");
        assert_eq!(parts[1].features, "std");
        assert_eq!(parts[1].needs, BTreeSet::from(["pkg:cargo/core@1.0.0%2Bspec".to_owned()]));
        assert_eq!(parts[3].needs, BTreeSet::from(["pkg:cargo/serde@1.0.2".to_owned()]));
        assert!(super::parts("0|ours v0.1.0||").is_err(), "no licence");
    }

    /// Against what cargo says elsewhere: nothing is left out that we ask for, and nothing is made up.
    #[test]
    fn the_list_is_what_cargo_knows() {
        let paths = Paths::find().unwrap();
        let text = output(cargo(&paths.root).args(TREE)).unwrap();
        let lock = fs::read_to_string(paths.root.join("Cargo.lock")).unwrap();
        let list = document(&parts(&text).unwrap(), &checksums(&lock).unwrap(), "1.95.0").unwrap();
        let again = document(&parts(&text).unwrap(), &checksums(&lock).unwrap(), "1.95.0").unwrap();
        assert_eq!(list.to_string(), again.to_string());
        let arguments =
            ["metadata", "--format-version", "1", "--locked", "--all-features", "--filter-platform", TRIPLE];
        let metadata: Value = serde_json::from_str(&output(cargo(&paths.root).args(arguments)).unwrap()).unwrap();
        let known = metadata["packages"].as_array().unwrap();
        let components = list["components"].as_array().unwrap();
        assert!(components.len() > 50, "only {} parts", components.len());
        for part in components.iter().filter(|part| part["name"] != "rust-std") {
            let package = known
                .iter()
                .find(|package| package["name"] == part["name"] && package["version"] == part["version"])
                .unwrap_or_else(|| panic!("cargo does not know {}", part["purl"]));
            let licence = package["license"].as_str().unwrap().replace('/', " OR ").replace(" OR  OR ", " OR ");
            assert_eq!(part["licenses"][0]["expression"], licence, "{}", part["purl"]);
            assert_eq!(part["hashes"][0]["content"].as_str().unwrap().len(), 64, "{}", part["purl"]);
            let is_macro =
                package["targets"].as_array().unwrap().iter().any(|target| target["kind"][0] == "proc-macro");
            assert!(!is_macro, "{} runs while building only", part["purl"]);
        }
        // Each dependency that the package itself names is in it, and what only tests or the build use is not.
        let ours = known.iter().find(|package| package["name"] == "afterword").unwrap();
        let listed: BTreeSet<&str> = components.iter().filter_map(|part| part["name"].as_str()).collect();
        let wanted = |kind: &Value| {
            let all = ours["dependencies"].as_array().unwrap().iter().filter(move |need| need["kind"] == *kind);
            all.filter_map(|need| need["name"].as_str().map(str::to_owned)).collect::<BTreeSet<_>>()
        };
        let normal = wanted(&Value::Null);
        for name in &normal {
            assert!(listed.contains(name.as_str()), "{name} is built in and not listed");
        }
        // Of one that is there in two versions another package may need the other.
        let versions = |name: &str| known.iter().filter(|package| package["name"] == name).count();
        for name in wanted(&json!("dev")).difference(&normal).filter(|name| versions(name) == 1) {
            assert!(!listed.contains(name.as_str()), "{name} is for tests only");
        }
        let ids: BTreeSet<&str> = components.iter().filter_map(|part| part["bom-ref"].as_str()).collect();
        for one in list["dependencies"].as_array().unwrap() {
            for needed in one["dependsOn"].as_array().unwrap() {
                assert!(ids.contains(needed.as_str().unwrap()), "{} needs {needed}, which is no part", one["ref"]);
            }
        }
    }
}
