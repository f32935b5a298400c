//! What is peculiar to Firefox.

use Preference::{Number, Switch, Text};

use super::{Browser, Contrast, Post, Scheme, Setup};
use crate::{Result, wait};
use serde_json::{Value, json};
use std::fs::File;
use std::io::Write;
use std::path::Path;
use thirtyfour::{Capabilities, WebDriver};
use zip::write::SimpleFileOptions;

/// The host of the extension's pages in this profile.
pub const UUID: &str = "6f1d2c3e-7a4b-4d55-9c0e-5a8f1b2d3c4e";

/// Makes an archive, and leaves the add-on's id beside it for [`capabilities`].
pub fn pack(extension: &Path, to: &Path) -> Result<()> {
    let mut archive = zip::ZipWriter::new(File::create(to)?);
    add(&mut archive, extension, "")?;
    archive.finish()?;
    let manifest: Value = serde_json::from_slice(&std::fs::read(extension.join("manifest.json"))?)?;
    let id = manifest.pointer("/browser_specific_settings/gecko/id").and_then(Value::as_str);
    Ok(std::fs::write(to.with_extension("id"), id.ok_or("the manifest has no gecko id")?)?)
}

fn add(archive: &mut zip::ZipWriter<File>, folder: &Path, within: &str) -> Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{within}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            add(archive, &entry.path(), &format!("{name}/"))?;
        } else {
            archive
                .start_file(name, SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored))?;
            archive.write_all(&std::fs::read(entry.path())?)?;
        }
    }
    Ok(())
}

fn id(browser: &Browser) -> Result<String> {
    Ok(std::fs::read_to_string(browser.folder.path().join("extension.id"))?)
}

pub fn driver_arguments() -> Vec<String> {
    // The second port is fixed by default: two drivers would fight for it.
    vec!["--allow-system-access".into(), "--websocket-port=0".into()]
}

/// Without it a released Firefox keeps to its maker's settings server, whatever the preferences say.
pub fn env() -> (String, String) {
    ("MOZ_REMOTE_SETTINGS_DEVTOOLS".into(), "1".into())
}

enum Preference {
    Switch(bool),
    Number(i32),
    Text(&'static str),
}

impl Preference {
    fn json(&self) -> Value {
        match self {
            Switch(value) => json!(value),
            Number(value) => json!(value),
            Text(value) => json!(value),
        }
    }
}

/// Whatever the run.
const PREFERENCES: &[(&str, Preference)] = &[
    ("network.proxy.type", Number(1)),
    ("network.proxy.http", Text("127.0.0.1")),
    ("network.proxy.ssl", Text("127.0.0.1")),
    ("network.proxy.no_proxies_on", Text("")),
    ("network.proxy.allow_hijacking_localhost", Switch(true)),
    ("network.trr.mode", Number(5)),
    ("network.dns.disablePrefetch", Switch(true)),
    ("network.prefetch-next", Switch(false)),
    ("network.captive-portal-service.enabled", Switch(false)),
    ("network.connectivity-service.enabled", Switch(false)),
    ("network.http.http3.enable", Switch(false)),
    // What the browser itself would ask of its maker.
    ("app.normandy.enabled", Switch(false)),
    ("app.update.disabledForTesting", Switch(true)),
    ("browser.newtabpage.enabled", Switch(false)),
    ("browser.newtabpage.activity-stream.feeds.topsites", Switch(false)),
    ("browser.region.network.url", Text("")),
    ("browser.region.update.enabled", Switch(false)),
    ("browser.safebrowsing.malware.enabled", Switch(false)),
    ("browser.safebrowsing.phishing.enabled", Switch(false)),
    ("browser.safebrowsing.provider.google4.updateURL", Text("")),
    ("browser.safebrowsing.provider.mozilla.updateURL", Text("")),
    ("browser.search.update", Switch(false)),
    ("browser.startup.page", Number(0)),
    ("datareporting.policy.dataSubmissionEnabled", Switch(false)),
    ("dom.push.connection.enabled", Switch(false)),
    ("extensions.getAddons.cache.enabled", Switch(false)),
    ("extensions.systemAddon.update.enabled", Switch(false)),
    ("extensions.update.enabled", Switch(false)),
    ("extensions.blocklist.enabled", Switch(false)),
    ("identity.fxaccounts.enabled", Switch(false)),
    ("media.gmp-manager.updateEnabled", Switch(false)),
    ("media.gmp-manager.url", Text("")),
    ("services.settings.server", Text("data:,#remote-settings-dummy/v1")),
    ("toolkit.telemetry.enabled", Switch(false)),
    ("toolkit.telemetry.server", Text("")),
    // The extension.
    ("extensions.autoDisableScopes", Number(0)),
    ("extensions.webextOptionalPermissionPrompts", Switch(false)),
    ("xpinstall.signatures.required", Switch(false)),
];

pub fn capabilities(setup: &Setup, folder: &Path) -> Result<Capabilities> {
    let (width, height) = setup.size;
    let mut arguments = vec!["-profile".to_string(), folder.join("profile").display().to_string()];
    arguments.extend([format!("--width={width}"), format!("--height={height}")]);
    if setup.headless {
        arguments.push("-headless".into());
    }
    let mut prefs: serde_json::Map<String, Value> =
        PREFERENCES.iter().map(|(name, value)| ((*name).to_string(), value.json())).collect();
    // Of pages, and of the extension's own words.
    prefs.insert("intl.accept_languages".into(), json!(format!("{}, en", setup.language)));
    prefs.insert("intl.locale.requested".into(), json!(setup.language));
    prefs.insert("browser.download.folderList".into(), json!(2));
    prefs.insert("browser.download.dir".into(), json!(super::downloads(folder)));
    prefs.insert("network.proxy.http_port".into(), json!(setup.proxy.port()));
    prefs.insert("network.proxy.ssl_port".into(), json!(setup.proxy.port()));
    if setup.extension.is_some() {
        let id = std::fs::read_to_string(folder.join("extension.id"))?;
        prefs.insert("extensions.webextensions.uuids".into(), json!(json!({ id: UUID }).to_string()));
    }
    let value = json!({
        "browserName": "firefox",
        "acceptInsecureCerts": true,
        "moz:firefoxOptions": { "binary": setup.browser, "args": arguments, "prefs": prefs },
    });
    Ok(serde_json::from_value(value)?)
}

pub fn process(web: &WebDriver) -> Option<u32> {
    web.capabilities().get("moz:processID").and_then(Value::as_u64).and_then(|pid| pid.try_into().ok())
}

pub async fn install(browser: &Browser, archive: &Path) -> Result<()> {
    let web = browser.web()?;
    let body = |temporary: bool| Post("moz/addon/install", json!({ "path": archive, "temporary": temporary }));
    match web.cmd(body(false)).await {
        Ok(_) => Ok(()),
        // A released Firefox keeps unsigned add-ons until it is closed, and no longer.
        Err(_) => Ok(web.cmd(body(true)).await.map(drop)?),
    }
}

pub async fn wait_for_extension(browser: &Browser) -> Result<()> {
    wait::until("the extension to be ready", || async {
        let script = "return WebExtensionPolicy.getByID(arguments[0])?.active === true";
        let ready = eval_chrome(browser, script, vec![json!(id(browser)?)]).await?;
        Ok((ready == json!(true)).then_some(()))
    })
    .await
}

pub async fn eval_chrome(browser: &Browser, script: &str, arguments: Vec<Value>) -> Result<Value> {
    let web = browser.web()?;
    web.cmd(Post("moz/context", json!({ "context": "chrome" }))).await?;
    let result = web.execute(script, arguments).await.map(|r| r.json().clone());
    web.cmd(Post("moz/context", json!({ "context": "content" }))).await?;
    Ok(result?)
}

pub async fn tab_number(browser: &Browser, address: &str) -> Result<i64> {
    let script = "const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs'); \
                  const tab = gBrowser.tabs.findLast(t => t.linkedBrowser.currentURI.spec.startsWith(arguments[0])); \
                  return tab ? ExtensionParent.apiManager.global.tabTracker.getId(tab) : null";
    let number = eval_chrome(browser, script, vec![json!(address)]).await?;
    number.as_i64().ok_or_else(|| format!("no tab at {address}").into())
}

pub async fn prefer(browser: &Browser, scheme: Scheme, contrast: Contrast) -> Result<()> {
    let value = match scheme {
        Scheme::Dark => 0,
        Scheme::Light => 1,
    };
    // 0: the page's colours unless the system forces its own; 2: always the user's.
    let own_colours = if contrast == Contrast::Forced { 2 } else { 0 };
    let script = "Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', arguments[0]); \
                  Services.prefs.setIntPref('browser.display.document_color_use', arguments[1])";
    eval_chrome(browser, script, vec![json!(value), json!(own_colours)]).await.map(drop)
}

pub async fn background_runs(browser: &Browser) -> Result<bool> {
    let script = "return WebExtensionPolicy.getByID(arguments[0]).extension.backgroundState";
    let state = eval_chrome(browser, script, vec![json!(id(browser)?)]).await?;
    Ok(!matches!(state.as_str(), Some("stopped" | "suspended")))
}

pub async fn stop_background(browser: &Browser) -> Result<()> {
    let script = "return WebExtensionPolicy.getByID(arguments[0]).extension\
                  .terminateBackground({ ignoreDevToolsAttached: true, disableResetIdleForTest: true }).then(() => true)";
    eval_chrome(browser, script, vec![json!(id(browser)?)]).await.map(drop)
}

pub async fn script_errors(browser: &Browser) -> Result<Vec<String>> {
    let script = "const all = Services.console.getMessageArray().map(message => String(message.message ?? message)); \
                  Services.console.reset(); return all.filter(text => text.includes(arguments[0] + '/content/'))";
    let all = eval_chrome(browser, script, vec![json!(UUID)]).await?;
    let all: Vec<String> = serde_json::from_value(all)?;
    // The browser's own note on a question that was under way when its asker went; no script can take a question back.
    Ok(all.into_iter().filter(|text| !text.contains("Promise resolved after context unloaded")).collect())
}

pub async fn switch_extension_off(browser: &Browser) -> Result<()> {
    let script = "const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs'); \
                  return AddonManager.getAddonByID(arguments[0]).then(addon => addon.disable()).then(() => true)";
    eval_chrome(browser, script, vec![json!(id(browser)?)]).await.map(drop)
}

pub async fn press_toolbar_button(browser: &Browser) -> Result<()> {
    let script = "const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs'); \
                  const extension = WebExtensionPolicy.getByID(arguments[0]).extension; \
                  for (const panel of document.querySelectorAll('panel')) if (panel.state !== 'closed') panel.hidePopup(); \
                  ExtensionParent.apiManager.global.browserActionFor(extension).triggerAction(window)";
    eval_chrome(browser, script, vec![json!(id(browser)?)]).await.map(drop)
}
