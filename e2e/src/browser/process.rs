//! Processes that end with the value that started them.

use crate::{Result, wait};
use std::fs::File;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// A program that leads a process group of its own; it ends with all it started.
pub struct Service {
    child: Child,
}

impl Service {
    /// What it says goes to `log`.
    ///
    /// # Errors
    /// When it can't be started.
    pub fn start(program: &Path, arguments: &[String], env: &[(String, String)], log: &Path) -> Result<Self> {
        let out = File::create(log)?;
        let child = Command::new(program)
            .args(arguments)
            .envs(env.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null())
            .stdout(out.try_clone()?)
            .stderr(out)
            .process_group(0)
            .spawn()
            .map_err(|e| format!("{}: {e}", program.display()))?;
        Ok(Self { child })
    }

    /// Ends it and whatever it started.
    pub fn kill(&mut self) {
        kill(&format!("-{}", self.child.id()));
        // Should the group be out of reach, the child itself is not: waiting must end.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        self.kill();
    }
}

/// A driver, with its browser in its group.
pub struct Driver {
    service: Service,
    port: u16,
}

impl Driver {
    /// Starts it on a free port of its own choice and waits until it listens. What it says goes to `log`.
    ///
    /// # Errors
    /// When it can't be started or does not listen in time.
    pub async fn start(program: &Path, arguments: &[String], env: &[(String, String)], log: &Path) -> Result<Self> {
        let arguments = [arguments, &["--port=0".to_owned()]].concat();
        let mut driver = Self { service: Service::start(program, &arguments, env, log)?, port: 0 };
        // Chromium's chooses a port and takes it in two steps; somebody else may come in between.
        let taken = "port not available";
        driver.port = wait::until(&format!("{} to listen", program.display()), || {
            let mut said = std::fs::read_to_string(log).unwrap_or_default();
            if said.contains(taken)
                && let Ok(again) = Service::start(program, &arguments, env, log)
            {
                driver.service = again;
                said.clear();
            }
            async move { said.lines().find_map(port).map_or_else(|| Err(said.clone().into()), |port| Ok(Some(port))) }
        })
        .await?;
        Ok(driver)
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Ends it and whatever it started.
    pub fn kill(&mut self) {
        self.service.kill();
    }
}

/// A port on loopback that nobody listens on at this moment.
///
/// # Errors
/// When there is none.
pub fn free_port() -> Result<u16> {
    Ok(std::net::TcpListener::bind((std::net::Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}

/// SIGKILL to a process, or with `-` before the number to a process group.
pub fn kill(target: &str) {
    // The shell's own `kill`: a bare system has no other, and dash's knows no `--`.
    let script = format!("kill -KILL {target}");
    let _ = Command::new("sh").args(["-c", &script]).stderr(Stdio::null()).status();
}

/// Whether the process still runs (a zombie does not). Linux only; elsewhere `false`.
pub fn runs(pid: u32) -> bool {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    // The name before the state is in parentheses and may hold anything.
    stat.rsplit_once(") ").is_some_and(|(_, rest)| !rest.starts_with(['Z', 'X']))
}

/// Blocks until a killed process is gone, for a second at most.
pub fn wait_for_end(pid: u32) {
    for _ in 0..100 {
        if !runs(pid) {
            return;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// The first process whose command line holds all of `words` and none of `without`. Linux only.
pub fn find(words: &[&str], without: &[&str]) -> Option<u32> {
    let mut pids: Vec<u32> =
        std::fs::read_dir("/proc").ok()?.flatten().filter_map(|e| e.file_name().to_str()?.parse().ok()).collect();
    pids.sort_unstable();
    pids.into_iter().find(|pid| {
        let command = std::fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
        let command = String::from_utf8_lossy(&command).replace('\0', " ");
        words.iter().all(|w| command.contains(w)) && !without.iter().any(|w| command.contains(w))
    })
}

/// From the line in which a driver says where it listens.
fn port(line: &str) -> Option<u16> {
    let after =
        ["successfully on port ", "Listening on 127.0.0.1:"].iter().find_map(|words| line.split(words).nth(1))?;
    after.trim_end().trim_end_matches('.').parse().ok()
}

#[cfg(test)]
mod tests {
    use super::port;

    #[test]
    fn drivers_say_where_they_listen() {
        assert_eq!(port("ChromeDriver was started successfully on port 42613."), Some(42613));
        assert_eq!(port("1795324920649\tgeckodriver\tINFO\tListening on 127.0.0.1:41081"), Some(41081));
        assert_eq!(port("Starting ChromeDriver 156 on port 0"), None);
    }
}
