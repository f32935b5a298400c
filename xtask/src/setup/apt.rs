//! Debian's and Ubuntu's packages: installed when we may, else the command for it is named.

use crate::process::{find_program, output, run, step};
use anyhow::{Result, bail};
use std::process::Command;

/// How packages can be installed here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Apt {
    /// We are root.
    Root,
    /// By a sudo that asks for no password.
    Sudo,
    /// There is apt, but only the user can run it as root.
    ByHand,
    /// Another system.
    None,
}

impl Apt {
    pub fn find() -> Self {
        if find_program(&["apt-get"]).is_none() {
            return Self::None;
        }
        let is_root = output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
        if is_root {
            Self::Root
        } else if output(Command::new("sudo").args(["-n", "true"])).is_ok() {
            Self::Sudo
        } else {
            Self::ByHand
        }
    }

    /// The commands that install these packages; for [`Apt::None`] there are none.
    pub fn commands(self, packages: &[&str]) -> Vec<Vec<String>> {
        let prefix: &[&str] = match self {
            Self::None => return Vec::new(),
            Self::Root => &[],
            Self::Sudo => &["sudo", "-n"],
            Self::ByHand => &["sudo"],
        };
        let install = ["apt-get", "install", "-y", "--no-install-recommends"];
        let update = ["apt-get", "update"];
        let words = |command: &[&str], packages: &[&str]| {
            [prefix, command, packages].concat().into_iter().map(str::to_owned).collect()
        };
        vec![words(&update, &[]), words(&install, packages)]
    }

    /// The commands as a user would type them.
    pub fn told(self, packages: &[&str]) -> String {
        self.commands(packages).iter().map(|words| words.join(" ")).collect::<Vec<_>>().join(" && ")
    }
}

/// Installs the packages.
///
/// # Errors
/// We may not (the error names the command), this release has no such package, or apt failed.
pub fn install(packages: &[&str], for_what: &str) -> Result<()> {
    let apt = Apt::find();
    match apt {
        Apt::None => bail!("{for_what}: this system has no apt"),
        Apt::ByHand => bail!("{for_what}. Run this, then the same command again:\n    {}", apt.told(packages)),
        Apt::Root | Apt::Sudo => {}
    }
    let commands = apt.commands(packages);
    step(&format!("apt-get install {}", packages.join(" ")), || {
        for (i, words) in commands.iter().enumerate() {
            // The lists are fresh after the first command: only now is a missing package known to be missing.
            if i == 1 {
                let absent: Vec<&str> = packages.iter().copied().filter(|package| !is_offered(package)).collect();
                if !absent.is_empty() {
                    bail!("{for_what}: this release of the system has no package {}", absent.join(", "));
                }
            }
            let Some((program, arguments)) = words.split_first() else { continue };
            run(Command::new(program)
                .args(arguments)
                .args(["-q", "-o", "DPkg::Lock::Timeout=300"])
                .env("DEBIAN_FRONTEND", "noninteractive"))?;
        }
        Ok(())
    })
}

fn is_offered(package: &str) -> bool {
    output(Command::new("apt-cache").args(["policy", package]).env("LC_ALL", "C"))
        .is_ok_and(|text| has_candidate(&text))
}

fn has_candidate(policy: &str) -> bool {
    policy
        .lines()
        .find_map(|line| line.trim().strip_prefix("Candidate:"))
        .is_some_and(|version| !version.trim().is_empty() && version.trim() != "(none)")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_fit_who_we_are() {
        assert_eq!(
            Apt::Root.told(&["chromium", "firefox-esr"]),
            "apt-get update && apt-get install -y --no-install-recommends chromium firefox-esr"
        );
        assert_eq!(
            Apt::ByHand.told(&["chromium"]),
            "sudo apt-get update && sudo apt-get install -y --no-install-recommends chromium"
        );
        assert!(Apt::Sudo.told(&["chromium"]).starts_with("sudo -n apt-get update"));
        assert!(Apt::None.commands(&["chromium"]).is_empty());
    }

    #[test]
    fn a_package_without_a_candidate_is_not_offered() {
        assert!(has_candidate("chromium:\n  Installed: (none)\n  Candidate: 156.0-1\n"));
        assert!(!has_candidate("rustc-web:\n  Installed: (none)\n  Candidate: (none)\n"));
        assert!(!has_candidate(""));
    }
}
