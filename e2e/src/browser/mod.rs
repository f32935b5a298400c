//! Chromium and Firefox with the extension in a throw-away profile, driven over WebDriver.

mod chromium;
mod firefox;
mod page;
pub mod panel;
pub mod process;

use crate::net::Practice;
use crate::tools::Tools;
use crate::{Result, wait};
use serde_json::Value;
use std::fmt;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use thirtyfour::prelude::*;
use thirtyfour::{SessionId, WindowHandle};

pub use process::runs;

/// The page that greets a new user.
const WELCOME: &str = "dashboard.html#welcome";

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    Chromium,
    Firefox,
}

impl Kind {
    pub const ALL: [Self; 2] = [Self::Chromium, Self::Firefox];
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
        })
    }
}

/// How a browser is started. The same for every start on one profile.
#[derive(Clone, Debug)]
pub struct Setup {
    pub kind: Kind,
    pub browser: PathBuf,
    pub driver: PathBuf,
    /// The unpacked extension; `None`: a browser without it, for comparison.
    pub extension: Option<PathBuf>,
    pub proxy: SocketAddr,
    pub headless: bool,
    /// Width and height of the window in CSS pixels.
    pub size: (u32, u32),
    /// The user's zone, by IANA name; empty: the machine's own.
    pub zone: String,
    /// BCP 47, of the browser's own texts and so of the extension's. Firefox speaks only those whose language pack it has.
    pub language: String,
    /// Match patterns that the extension holds from the start beside its own. Chromium only: in Firefox the user's press
    /// on the icon can be played ([`Browser::press_toolbar_button`]).
    pub granted: Vec<String>,
    /// Leaves the page open that greets a new user; else it is put away before anything else happens.
    pub welcome: bool,
}

impl Setup {
    /// Headless, 1280 × 900, in London, in English.
    pub fn new(tools: &Tools, practice: &Practice) -> Self {
        Self {
            kind: tools.kind,
            browser: tools.browser.clone(),
            driver: tools.driver.clone(),
            extension: Some(tools.extension.clone()),
            proxy: practice.proxy.address(),
            headless: true,
            size: (1280, 900),
            zone: "Europe/London".into(),
            language: "en-GB".into(),
            granted: Vec::new(),
            welcome: false,
        }
    }

    fn env(&self) -> Vec<(String, String)> {
        let language = self.language.replace('-', "_");
        // Chromium on Linux goes by the environment alone.
        let mut env = vec![("LANG".into(), format!("{language}.UTF-8")), ("LANGUAGE".into(), language)];
        if !self.zone.is_empty() {
            env.push(("TZ".into(), self.zone.clone()));
        }
        if self.headless {
            env.push(("MOZ_HEADLESS".into(), "1".into()));
        }
        if self.kind == Kind::Firefox {
            env.push(firefox::env());
        }
        env
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    Light,
    Dark,
}

/// Whether the system's own few colours replace the page's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contrast {
    Usual,
    Forced,
}

/// A running browser. Dropped, it ends with its driver, and its profile is removed.
pub struct Browser {
    setup: Setup,
    /// Before `folder`: what still runs would write into it again.
    session: Option<Session>,
    folder: TempDir,
}

fn downloads(folder: &Path) -> PathBuf {
    folder.join("downloads")
}

struct Session {
    web: WebDriver,
    pid: Option<u32>,
    driver: process::Driver,
}

impl Drop for Session {
    fn drop(&mut self) {
        // A polite goodbye would block the runtime.
        let _ = self.web.clone().leak();
        self.driver.kill();
        if let Some(pid) = self.pid {
            process::kill(&pid.to_string());
            process::wait_for_end(pid);
        }
    }
}

impl Browser {
    /// Starts browser and driver on a new profile, with the extension installed.
    ///
    /// # Errors
    /// When one of them can't be started, or the extension is refused.
    pub async fn start(setup: Setup) -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("afterword-").tempdir()?;
        std::fs::create_dir(folder.path().join("profile"))?;
        std::fs::create_dir(downloads(folder.path()))?;
        if let Some(extension) = &setup.extension {
            match setup.kind {
                Kind::Chromium => chromium::pack(extension, &setup.granted, &folder.path().join("extension"))?,
                Kind::Firefox => firefox::pack(extension, &folder.path().join("extension.xpi"))?,
            }
        }
        let mut browser = Self { setup, folder, session: None };
        browser.open(true).await?;
        Ok(browser)
    }

    /// Starts a browser of Chromium's kin in a window, for its user to play with, and waits until they close it. No driver
    /// is needed.
    ///
    /// # Errors
    /// When it can't be started, or for Firefox.
    pub async fn lend(setup: &Setup, url: &str) -> Result<()> {
        let (Kind::Chromium, Some(extension)) = (setup.kind, &setup.extension) else {
            return Err("only Chromium and its kin can be started without a driver".into());
        };
        let folder = tempfile::Builder::new().prefix("afterword-").tempdir()?;
        chromium::pack(extension, &setup.granted, &folder.path().join("extension"))?;
        let mut command = tokio::process::Command::new(&setup.browser);
        command.args(chromium::arguments(setup, folder.path())).arg(url);
        command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null()).kill_on_drop(true);
        let ended = command.status().await.map_err(|e| format!("{}: {e}", setup.browser.display()))?;
        // Closed by its user it ends well.
        if ended.success() { Ok(()) } else { Err(format!("{}: {ended}", setup.browser.display()).into()) }
    }

    async fn open(&mut self, first: bool) -> Result<()> {
        let log = self.folder.path().join("driver.log");
        let arguments = match self.setup.kind {
            Kind::Chromium => chromium::driver_arguments(),
            Kind::Firefox => firefox::driver_arguments(),
        };
        let driver = process::Driver::start(&self.setup.driver, &arguments, &self.setup.env(), &log).await?;
        let capabilities = match self.setup.kind {
            Kind::Chromium => chromium::capabilities(&self.setup, self.folder.path())?,
            Kind::Firefox => firefox::capabilities(&self.setup, self.folder.path())?,
        };
        let web = WebDriver::new(driver.url(), capabilities).await.map_err(|e| {
            let log = std::fs::read_to_string(&log).unwrap_or_default();
            let tail = log.lines().rev().take(12).collect::<Vec<_>>().into_iter().rev().collect::<Vec<_>>().join("\n");
            format!("{} did not start: {e}\n{tail}", self.setup.kind)
        })?;
        let pid = match self.setup.kind {
            Kind::Chromium => chromium::process(self.folder.path()),
            Kind::Firefox => firefox::process(&web),
        };
        self.session = Some(Session { web, pid, driver });
        if self.setup.kind == Kind::Firefox && self.setup.extension.is_some() {
            if first {
                firefox::install(self, &self.folder.path().join("extension.xpi")).await?;
            }
            firefox::wait_for_extension(self).await?;
        }
        if first && !self.setup.welcome && self.greets() {
            self.put_welcome_away().await?;
        }
        let (width, height) = self.setup.size;
        self.resize(width, height).await
    }

    /// Whether what is installed is the product, not a small extension of a test's own.
    fn greets(&self) -> bool {
        self.setup.extension.as_ref().is_some_and(|extension| extension.join("dashboard.html").is_file())
    }

    /// In Chromium it only goes to the back, before it comes up over what a test looks at: closed before it has its texts,
    /// it would leave every later page of the extension without them.
    async fn put_welcome_away(&self) -> Result<()> {
        let home = self.web()?.window().await?;
        let page = wait::until("the page that greets a new user", || async { Ok(self.welcome_pages().await?.pop()) });
        let page = page.await?;
        if self.setup.kind == Kind::Chromium {
            return self.switch(&home).await;
        }
        self.web()?.switch_to_window(WindowHandle::from(page)).await?;
        self.close_tab(&home).await
    }

    /// What the driver (Firefox) or the browser itself (Chromium) calls the pages that greet a new user: Chromium's
    /// driver does not tell of a page that was opened before there was a window.
    ///
    /// # Errors
    /// When the browser does not say.
    pub async fn welcome_pages(&self) -> Result<Vec<String>> {
        if self.setup.kind == Kind::Chromium {
            return chromium::targets_at(self, &self.extension_url(WELCOME)).await;
        }
        let web = self.web()?;
        let home = web.window().await?;
        let mut found = Vec::new();
        for tab in web.windows().await? {
            web.switch_to_window(tab.clone()).await?;
            if web.current_url().await?.as_str().ends_with(WELCOME) {
                found.push(tab.to_string());
            }
        }
        web.switch_to_window(home).await?;
        Ok(found)
    }

    /// The WebDriver session, for whatever has no method here.
    ///
    /// # Errors
    /// While the browser is closed.
    pub fn web(&self) -> Result<&WebDriver> {
        Ok(&self.session.as_ref().ok_or("the browser is closed")?.web)
    }

    pub fn kind(&self) -> Kind {
        self.setup.kind
    }

    pub fn setup(&self) -> &Setup {
        &self.setup
    }

    /// Where the browser puts what is downloaded.
    pub fn downloads(&self) -> PathBuf {
        downloads(self.folder.path())
    }

    /// Of the browser's main process, where it can be known.
    pub fn pid(&self) -> Option<u32> {
        self.session.as_ref()?.pid
    }

    /// Ends the browser as a user does; the profile stays.
    ///
    /// # Errors
    /// When the driver does not answer.
    pub async fn close(&mut self) -> Result<()> {
        if let Some(session) = self.session.take() {
            session.web.clone().quit().await?;
            if let Some(pid) = session.pid {
                wait::until("the browser to end", || async { Ok((!process::runs(pid)).then_some(())) }).await?;
            }
        }
        Ok(())
    }

    /// Ends the browser by SIGKILL, as a crash would; the profile stays.
    ///
    /// # Errors
    /// When its process is not known or survives.
    pub async fn kill(&mut self) -> Result<()> {
        if let Some(session) = self.session.take() {
            let pid = session.pid.ok_or("the browser's process is not known here")?;
            process::kill(&pid.to_string());
            wait::until("the browser to die", || async { Ok((!process::runs(pid)).then_some(())) }).await?;
        }
        Ok(())
    }

    /// Starts the browser again on the same profile, after [`close`](Self::close) or [`kill`](Self::kill).
    ///
    /// # Errors
    /// As [`start`](Self::start).
    pub async fn reopen(&mut self) -> Result<()> {
        self.open(false).await
    }

    /// # Errors
    /// As [`close`](Self::close) and [`reopen`](Self::reopen).
    pub async fn restart(&mut self) -> Result<()> {
        self.close().await?;
        self.reopen().await
    }

    /// Address of a file of the extension: `popup.html?tab=3`.
    pub fn extension_url(&self, page: &str) -> String {
        match self.setup.kind {
            Kind::Chromium => format!("chrome-extension://{}/{page}", chromium::ID),
            Kind::Firefox => format!("moz-extension://{}/{page}", firefox::UUID),
        }
    }

    /// # Errors
    /// When the window does not take the size.
    pub async fn resize(&self, width: u32, height: u32) -> Result<()> {
        self.web()?.set_window_rect(0, 0, width, height).await?;
        Ok(())
    }

    /// What pages of the current tab (Chromium) or of the browser (Firefox) are told the user prefers.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn prefer(&self, scheme: Scheme) -> Result<()> {
        self.prefer_with(scheme, Contrast::Usual).await
    }

    /// [`prefer`](Self::prefer) with forced colours.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn prefer_with(&self, scheme: Scheme, contrast: Contrast) -> Result<()> {
        match self.setup.kind {
            Kind::Chromium => chromium::prefer(self, scheme, contrast).await?,
            Kind::Firefox => firefox::prefer(self, scheme, contrast).await?,
        }
        let told = "return ['dark', 'forced'].map(name => matchMedia(name === 'dark' \
                        ? '(prefers-color-scheme: dark)' : '(forced-colors: active)').matches)";
        let dark = Value::from(scheme == Scheme::Dark);
        wait::until(&format!("the page to be told of {scheme:?}, {contrast:?}"), || async {
            let now = self.eval(told, vec![]).await?;
            let forced = now.get(1) == Some(&Value::from(contrast == Contrast::Forced));
            // Which scheme forced colours are is the system's to say.
            Ok((forced && (contrast == Contrast::Forced || now.get(0) == Some(&dark))).then_some(()))
        })
        .await
    }

    /// A PNG of what the current tab shows once every transition is over.
    ///
    /// # Errors
    /// When it can't be taken or written.
    pub async fn screenshot(&self, file: &Path) -> Result<()> {
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder)?;
        }
        // One that never ends refuses to be finished.
        let settle = "for (const each of document.getAnimations()) try { each.finish(); } catch { }";
        self.eval(settle, vec![]).await?;
        self.web()?.screenshot(file).await?;
        Ok(())
    }

    /// Whether the extension's background runs at this moment.
    ///
    /// # Errors
    /// When the browser does not say.
    pub async fn background_runs(&self) -> Result<bool> {
        match self.setup.kind {
            Kind::Chromium => chromium::background_runs(self).await,
            Kind::Firefox => firefox::background_runs(self).await,
        }
    }

    /// Stops the background as the browser does when it has been idle, and waits until it is gone. The next event
    /// starts it again.
    ///
    /// # Errors
    /// When it does not stop.
    pub async fn stop_background(&self) -> Result<()> {
        self.interrupt_background().await?;
        wait::until("the background to stop", || async { Ok((!self.background_runs().await?).then_some(())) }).await
    }

    /// Stops the background whatever it is at. It may run again at once, for what still waits for it.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn interrupt_background(&self) -> Result<()> {
        match self.setup.kind {
            Kind::Chromium => chromium::stop_background(self).await,
            Kind::Firefox => firefox::stop_background(self).await,
        }
    }

    /// Puts the next version of the extension in its place, as an update does. From an extension page, which closes.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn update_extension(&self) -> Result<()> {
        match self.setup.kind {
            Kind::Chromium => chromium::update(self).await,
            Kind::Firefox => firefox::install(self, &self.folder.path().join("extension.xpi")).await,
        }
    }

    /// What the extension's content scripts have left in the console as errors since the last look.
    ///
    /// # Errors
    /// When the browser does not tell.
    pub async fn script_errors(&self) -> Result<Vec<String>> {
        match self.setup.kind {
            Kind::Chromium => chromium::script_errors(self).await,
            Kind::Firefox => firefox::script_errors(self).await,
        }
    }

    /// Switches the extension off in the browser's list of extensions. Firefox only.
    ///
    /// # Errors
    /// In Chromium, whose list can't be scripted.
    pub async fn switch_extension_off(&self) -> Result<()> {
        match self.setup.kind {
            Kind::Chromium => Err("Chromium's list of extensions can't be scripted".into()),
            Kind::Firefox => firefox::switch_extension_off(self).await,
        }
    }

    /// Presses the extension's toolbar button for the tab in front, as a user does: `activeTab` is granted and the
    /// popup opens. Firefox only.
    ///
    /// # Errors
    /// In Chromium, which has no such thing headless.
    pub async fn press_toolbar_button(&self) -> Result<()> {
        match self.setup.kind {
            Kind::Chromium => Err("Chromium's toolbar can't be pressed headless".into()),
            Kind::Firefox => firefox::press_toolbar_button(self).await,
        }
    }

    /// A script in Firefox's own window, with the browser's rights. Same shape as [`eval`](Self::eval).
    ///
    /// # Errors
    /// In Chromium, or what the script throws.
    pub async fn eval_chrome(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        match self.setup.kind {
            Kind::Chromium => Err("only Firefox has a window to script".into()),
            Kind::Firefox => firefox::eval_chrome(self, script, arguments).await,
        }
    }

    /// Statements run in the service worker. Chromium only: Firefox's pages reach theirs by `runtime.getBackgroundPage()`.
    ///
    /// # Errors
    /// In Firefox, or when the worker does not run.
    pub async fn eval_in_worker(&self, script: &str) -> Result<()> {
        match self.setup.kind {
            Kind::Chromium => chromium::eval_in_worker(self, script).await,
            Kind::Firefox => Err("Firefox has no service worker".into()),
        }
    }

    /// A DevTools command to the current tab. Chromium only.
    ///
    /// # Errors
    /// In Firefox, or what the browser answers.
    pub async fn cdp(&self, method: &str, parameters: Value) -> Result<Value> {
        match self.setup.kind {
            Kind::Chromium => Ok(self.web()?.cdp().send_raw(method, parameters).await?),
            Kind::Firefox => Err("only Chromium has the DevTools protocol".into()),
        }
    }
}

/// A command that the library has no name for, below `/session/ID/`.
#[derive(Debug)]
struct Post<'a>(&'a str, Value);

impl thirtyfour::common::command::FormatRequestData for Post<'_> {
    fn format_request(&self, session: &SessionId) -> thirtyfour::RequestData {
        thirtyfour::RequestData::new(hyper::Method::POST, format!("/session/{session}/{}", self.0))
            .add_body(self.1.clone())
    }
}
