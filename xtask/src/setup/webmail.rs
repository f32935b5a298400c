//! A real webmail for the tests: Roundcube, with Dovecot for IMAP. Nothing else needs it, so where it cannot be had the
//! tests say that they skip it.

use super::apt::{self, Apt};
use crate::process::{output, step};
use anyhow::Result;
use std::process::Command;

/// `php-cgi` is never run: it satisfies what would otherwise bring in a web server.
const PACKAGES: [&str; 5] = ["roundcube-core", "roundcube-sqlite3", "php-cli", "php-cgi", "dovecot-imapd"];

/// One of each that the tests start.
const FILES: [&str; 3] = ["/var/lib/roundcube/public_html/index.php", "/usr/sbin/dovecot", "/usr/bin/php"];

/// Else the package asks for a database server while it is installed.
const ANSWER: &str = "roundcube-core roundcube/dbconfig-install boolean false";

fn is_installed() -> bool {
    FILES.iter().all(|file| std::path::Path::new(file).exists())
}

/// Installs it where that may; says how things are otherwise. Never an error: the rest of the tests stand by themselves.
pub fn ensure() -> String {
    if !is_installed()
        && matches!(Apt::find(), Apt::Root | Apt::Sudo)
        && let Err(error) = install()
    {
        return format!("skipped: its tests ({error:#})");
    }
    state()
}

pub fn state() -> String {
    match Apt::find() {
        _ if is_installed() => "installed".into(),
        Apt::None => "skipped: its tests (this system has no apt)".into(),
        apt => format!("skipped: its tests, until you run `{}`", apt.told(&PACKAGES)),
    }
}

fn install() -> Result<()> {
    step("answer for roundcube-core", || {
        let script = format!("echo '{ANSWER}' | debconf-set-selections");
        let shell = match Apt::find() {
            Apt::Sudo => output(Command::new("sudo").args(["-n", "sh", "-c", &script])),
            _ => output(Command::new("sh").args(["-c", &script])),
        };
        shell.map(drop)
    })?;
    apt::install(&PACKAGES, "the webmail of the tests is missing")
}
