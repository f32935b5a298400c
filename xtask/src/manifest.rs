//! One manifest per browser, from a base and what differs.

use crate::args::{Browser, Variant};
use anyhow::{Context as _, Result, bail};
use serde_json::{Map, Value};
use std::path::Path;

#[cfg(test)]
mod tests;

/// Where the user grants any webmail by its address: asked for one host at a time, never granted beforehand.
const ANY_HOST: &str = "https://*/*";

/// The manifest for one browser and variant; the version is the package's.
///
/// # Errors
/// A part is missing or no JSON object.
pub fn build(root: &Path, browser: Browser, variant: Variant) -> Result<Map<String, Value>> {
    let mut manifest = read(root, "manifest.json")?;
    let version = crate_version(root)?;
    manifest.insert("version".into(), Value::from(version.as_str()));
    merge(&mut manifest, read(root, &format!("manifest.{}.json", browser.name()))?);
    if variant == Variant::Practice && browser == Browser::Chromium {
        merge(&mut manifest, read(root, "manifest.practice.json")?);
        manifest.insert("version_name".into(), Value::from(format!("{version} practice")));
        grant(&mut manifest)?;
    }
    Ok(manifest)
}

fn read(root: &Path, name: &str) -> Result<Map<String, Value>> {
    let file = root.join("extension").join(name);
    let text = std::fs::read_to_string(&file).with_context(|| format!("{} cannot be read", file.display()))?;
    serde_json::from_str(&text).with_context(|| format!("{} is no JSON object", file.display()))
}

/// # Errors
/// `Cargo.toml` names none.
pub fn crate_version(root: &Path) -> Result<String> {
    let manifest: toml::Table = std::fs::read_to_string(root.join("Cargo.toml"))?.parse()?;
    let version = manifest.get("package").and_then(|package| package.get("version")?.as_str());
    Ok(version.context("Cargo.toml names no version")?.to_owned())
}

/// Objects are merged, lists appended to, anything else replaced.
fn merge(base: &mut Map<String, Value>, delta: Map<String, Value>) {
    for (key, value) in delta {
        match (base.get_mut(&key), value) {
            (Some(Value::Object(old)), Value::Object(new)) => merge(old, new),
            (Some(Value::Array(old)), Value::Array(new)) => old.extend(new),
            (_, value) => {
                base.insert(key, value);
            }
        }
    }
}

/// Headless Chromium cannot answer the browser's question: what has a name is granted at install instead.
fn grant(manifest: &mut Map<String, Value>) -> Result<()> {
    let Some(Value::Array(optional)) = manifest.remove("optional_host_permissions") else {
        bail!("the manifest names no optional hosts");
    };
    let (any, named): (Vec<_>, Vec<_>) = optional.into_iter().partition(|host| host == ANY_HOST);
    if let (Some(Value::Array(asked)), Some(Value::Array(held))) =
        (manifest.remove("optional_permissions"), manifest.get_mut("permissions"))
    {
        held.extend(asked);
    }
    manifest.insert("optional_host_permissions".into(), Value::Array(any));
    manifest.insert("host_permissions".into(), Value::Array(named));
    Ok(())
}

/// Every file of the extension that the manifest names.
pub fn files(manifest: &Map<String, Value>) -> Vec<String> {
    fn walk(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(map) => map.values().for_each(|value| walk(value, found)),
            Value::Array(list) => list.iter().for_each(|value| walk(value, found)),
            Value::String(text) if [".js", ".html", ".png"].iter().any(|end| text.ends_with(end)) => {
                found.push(text.clone());
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    manifest.values().for_each(|value| walk(value, &mut found));
    found.sort();
    found.dedup();
    found
}
