//! What is peculiar to Chromium and its kin.

use super::{Browser, Contrast, Post, Scheme, Setup, process};
use crate::Result;
use crate::net::BROWSERS_OWN;
use serde_json::{Value, json};
use std::path::Path;
use thirtyfour::Capabilities;

/// Of [`KEY`]: the first half of its SHA-256, in letters.
pub const ID: &str = "kmkdaeoaphjoifljphkfehlkdfmghpip";

/// The public half of a key made for this purpose; nobody holds the other half.
const KEY: &str = "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAyKxADNxu5YNb4o+Cn6UCDNvFm77N7cj2xayUmKZz+nOUeM+AUAf0U4x8\
    hnDtWnvxFMd4gyHXHWJS78hNjWY9eNICnQ6W3y0UT/bT+npptV7coXy9z+0iFgRYVwdH3/0kyXrQvlgfIzi3cS+RkNjc4Sy6VIH1Vmd3jKQerZpG\
    c2Gc+ws/DAf4G7c6aic+uopad+TL17Et7HtRSlLiLMEK/TGH7LG4YQd/b8Juf7kp9QMVVEtk2FXtxVAlkrUGDxeyHM6g7eTS4hDnTK2eeVoi4kbP\
    +jQi3YiaNmntTP6N8J3DNn8VyRCk8K/xLdLJ3PkV+soouBacWOrRlG2DcDgDgwIDAQAB";

/// Copies the extension with the key, and the hosts granted beforehand, in its manifest.
pub fn pack(extension: &Path, granted: &[String], to: &Path) -> Result<()> {
    copy(extension, to)?;
    let manifest = to.join("manifest.json");
    let mut value: Value = serde_json::from_slice(&std::fs::read(&manifest)?)?;
    let entries = value.as_object_mut().ok_or("the manifest is no object")?;
    entries.insert("key".into(), json!(KEY));
    if !granted.is_empty() {
        let hosts = entries.entry("host_permissions").or_insert_with(|| json!([]));
        hosts.as_array_mut().ok_or("the hosts are no list")?.extend(granted.iter().map(|host| json!(host)));
    }
    Ok(std::fs::write(manifest, value.to_string())?)
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            std::fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

pub fn driver_arguments() -> Vec<String> {
    Vec::new()
}

/// The command line, whoever starts the browser.
pub fn arguments(setup: &Setup, folder: &Path) -> Vec<String> {
    let (width, height) = setup.size;
    let mut arguments = vec![
        format!("--user-data-dir={}", folder.join("profile").display()),
        format!("--proxy-server=http://{}", setup.proxy),
        // Without this, loopback addresses go past the proxy unseen.
        "--proxy-bypass-list=<-loopback>".into(),
        "--ignore-certificate-errors".into(),
        format!("--window-size={width},{height}"),
        "--no-first-run".into(),
        "--no-default-browser-check".into(),
        "--disable-quic".into(),
        // What the browser itself would ask of its maker.
        "--disable-background-networking".into(),
        "--disable-client-side-phishing-detection".into(),
        "--disable-component-update".into(),
        "--disable-default-apps".into(),
        "--disable-domain-reliability".into(),
        "--disable-search-engine-choice-screen".into(),
        "--disable-sync".into(),
        "--no-pings".into(),
        format!("--lang={}", setup.language),
        "--disable-features=AutofillServerCommunication,CertificateTransparencyComponentUpdater,\
         DisableLoadExtensionCommandLineSwitch,InterestFeedContentSuggestions,MediaRouter,NetworkTimeServiceQuerying,\
         OptimizationHints,PreconnectToSearch,PreconnectToSearchDesktop,SearchNavigationPrefetch,Translate"
            .into(),
        // No switch stops these two; under this name they are known for what they are.
        format!("--gaia-url=https://{BROWSERS_OWN}"),
        format!("--component-updater=url-source=https://{BROWSERS_OWN}/"),
        "--disable-dev-shm-usage".into(),
    ];
    if setup.extension.is_some() {
        let at = folder.join("extension");
        arguments.push(format!("--load-extension={}", at.display()));
        arguments.push(format!("--disable-extensions-except={}", at.display()));
    }
    if setup.headless {
        arguments.push("--headless=new".into());
        arguments.push("--force-device-scale-factor=1".into());
    }
    if is_root() {
        arguments.push("--no-sandbox".into());
    }
    arguments
}

pub fn capabilities(setup: &Setup, folder: &Path) -> Result<Capabilities> {
    let value = json!({
        "browserName": "chrome",
        "acceptInsecureCerts": true,
        "goog:loggingPrefs": { "browser": "ALL" },
        "goog:chromeOptions": {
            "binary": setup.browser,
            "args": arguments(setup, folder),
            "prefs": {
                // Without it an extension from a folder is off once it was reloaded.
                "extensions.ui.developer_mode": true,
                // Not the new-tab page, which is a web page in some builds.
                "session.restore_on_startup": 4,
                "session.startup_urls": ["about:blank"],
                // The first key in an editable field would fetch a dictionary.
                "browser.enable_spellchecking": false,
                "spellcheck.dictionaries": [],
                "spellcheck.dictionary": "",
                "download.default_directory": super::downloads(folder),
            },
        },
    });
    Ok(serde_json::from_value(value)?)
}

/// Chromium's sandbox refuses to work for root, as in a container.
fn is_root() -> bool {
    std::env::var("USER").is_ok_and(|u| u == "root") || std::env::var("HOME").is_ok_and(|h| h == "/root")
}

/// As a store does: other files in the same place, then the browser takes them up.
pub async fn update(browser: &Browser) -> Result<()> {
    let manifest = browser.folder.path().join("extension/manifest.json");
    let mut value: Value = serde_json::from_slice(&std::fs::read(&manifest)?)?;
    let version = value.get("version").and_then(Value::as_str).ok_or("the manifest has no version")?;
    let next = format!("{version}.1");
    value.as_object_mut().ok_or("the manifest is no object")?.insert("version".into(), json!(next));
    std::fs::write(manifest, value.to_string())?;
    browser.eval("setTimeout(() => chrome.runtime.reload())", vec![]).await.map(drop)
}

/// The driver's log of the console, which it empties with each look.
pub async fn script_errors(browser: &Browser) -> Result<Vec<String>> {
    let log = browser.web()?.cmd(Post("se/log", json!({ "type": "browser" }))).await?.value::<Value>()?;
    let text = |entry: &Value| entry.get("message").and_then(Value::as_str).unwrap_or_default().to_owned();
    let severe = |entry: &&Value| entry.get("level").and_then(Value::as_str) == Some("SEVERE");
    let all: Vec<String> = log.as_array().into_iter().flatten().filter(severe).map(text).collect();
    Ok(all.into_iter().filter(|text| text.contains(ID) || text.contains("xtension")).collect())
}

pub fn process(folder: &Path) -> Option<u32> {
    let profile = format!("--user-data-dir={}", folder.join("profile").display());
    process::find(&[&profile], &["--type=", "crashpad"])
}

pub async fn prefer(browser: &Browser, scheme: Scheme, contrast: Contrast) -> Result<()> {
    let value = match scheme {
        Scheme::Light => "light",
        Scheme::Dark => "dark",
    };
    let forced = if contrast == Contrast::Forced { "active" } else { "none" };
    let features = json!({ "features": [
        { "name": "prefers-color-scheme", "value": value },
        { "name": "forced-colors", "value": forced },
    ] });
    browser.cdp("Emulation.setEmulatedMedia", features).await.map(drop)
}

/// The DevTools target of the service worker, while it runs.
async fn worker(browser: &Browser) -> Result<Option<Value>> {
    let targets = browser.cdp("Target.getTargets", json!({})).await?;
    let own = format!("chrome-extension://{ID}/");
    let list = targets.get("targetInfos").and_then(Value::as_array).cloned().unwrap_or_default();
    let found = list.into_iter().find(|t| {
        let is = |key: &str| t.get(key).and_then(Value::as_str).unwrap_or_default();
        is("type") == "service_worker" && is("url").starts_with(&own)
    });
    Ok(found.and_then(|target| target.get("targetId").cloned()))
}

/// The ids of the pages at this address.
pub async fn targets_at(browser: &Browser, address: &str) -> Result<Vec<String>> {
    let targets = browser.cdp("Target.getTargets", json!({})).await?;
    let all = targets.get("targetInfos").and_then(Value::as_array).cloned().unwrap_or_default();
    let is = |target: &Value, key: &str, value: &str| target.get(key).and_then(Value::as_str) == Some(value);
    let pages = all.iter().filter(|target| is(target, "type", "page") && is(target, "url", address));
    Ok(pages.filter_map(|page| page.get("targetId")?.as_str().map(str::to_owned)).collect())
}

pub async fn background_runs(browser: &Browser) -> Result<bool> {
    Ok(worker(browser).await?.is_some())
}

/// The driver speaks to pages only, so the command goes through the page's own connection; its answer does not come back.
pub async fn eval_in_worker(browser: &Browser, script: &str) -> Result<()> {
    let target = worker(browser).await?.ok_or("the worker does not run")?;
    let session = browser.cdp("Target.attachToTarget", json!({ "targetId": target, "flatten": false })).await?;
    let session = session.get("sessionId").cloned().unwrap_or_default();
    let message =
        json!({ "id": 1, "method": "Runtime.evaluate", "params": { "expression": format!("{{ {script} }}") } });
    let send = json!({ "sessionId": session, "message": message.to_string() });
    browser.cdp("Target.sendMessageToTarget", send).await.map(drop)
}

pub async fn stop_background(browser: &Browser) -> Result<()> {
    browser.cdp("ServiceWorker.enable", json!({})).await?;
    browser.cdp("ServiceWorker.stopAllWorkers", json!({})).await?;
    Ok(())
}
