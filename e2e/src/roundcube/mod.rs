//! A real webmail: Roundcube as Debian packages it, with Dovecot for IMAP and a post office of our own for SMTP, all on
//! loopback and in a throw-away folder. Its packages are installed by the project's test command where that may.
//!
//! It answers under a name of its own ([`HOST`]) through the practice server, with a strict policy. Whoever logs in is
//! let in with the password [`PASSWORD`].

mod mailbox;
mod smtp;

pub use mailbox::Mailboxes;
pub use smtp::PostOffice;

use crate::browser::process::{Service, free_port};
use crate::net::Server;
use crate::{Result, wait};
use std::fs;
use std::net::{Ipv4Addr, SocketAddr};
use std::os::unix::fs::{PermissionsExt, chown, symlink};
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use tokio::net::TcpStream;

pub const HOST: &str = "webmail.post.example";
pub const PASSWORD: &str = "practice";

/// As strict as Roundcube can live with: its pages have scripts of their own in them.
const POLICY: &str = "default-src 'none'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; \
    style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; frame-src 'self'; \
    manifest-src 'self'; base-uri 'self'; object-src 'none'; form-action 'self'; frame-ancestors 'self'; \
    report-uri /practice/csp-report";

/// How Roundcube writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Variant {
    /// In TinyMCE's frame instead of a text area.
    pub html: bool,
    /// Of its labels: `en_US`, `de_DE`.
    pub language: &'static str,
    /// Messages are written in windows of their own.
    pub own_window: bool,
}

/// What has to be installed.
#[derive(Clone, Debug)]
pub struct Parts {
    dovecot: PathBuf,
    php: PathBuf,
    public: PathBuf,
    settings: PathBuf,
}

impl Parts {
    /// # Errors
    /// What is missing, in words, so that a test can say why it is skipped.
    pub fn find() -> Result<Self, String> {
        let file = |name: &str| Some(PathBuf::from(name)).filter(|f| f.exists()).ok_or(format!("{name} is missing"));
        Ok(Self {
            dovecot: file("/usr/sbin/dovecot")?,
            php: file("/usr/bin/php")?,
            public: file("/var/lib/roundcube/public_html")?,
            settings: file("/etc/roundcube/defaults.inc.php")?.parent().unwrap_or(Path::new("/")).to_owned(),
        })
    }
}

/// Running; stopped and removed when dropped.
pub struct Roundcube {
    pub mailboxes: Mailboxes,
    post: PostOffice,
    imap: u16,
    /// Dovecot and PHP, which end before their folder goes.
    _services: [Service; 2],
    folder: TempDir,
}

impl Roundcube {
    /// Starts it, and has the practice server answer for it under [`HOST`].
    ///
    /// # Errors
    /// When a part of it does not start; with what it said.
    pub async fn start(parts: &Parts, variant: Variant, server: &Server) -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("afterword-webmail-").tempdir()?;
        let at = |name: &str| folder.path().join(name);
        // Dovecot's processes run as somebody else.
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755))?;
        for name in ["mail", "roundcube", "logs", "temp", "db"] {
            fs::create_dir(at(name))?;
        }
        let reader = Reader::here()?;
        if let Some((user, group)) = reader.owner() {
            chown(at("mail"), Some(user), Some(group))?;
        }
        let mailboxes = Mailboxes::new(&at("mail"), reader.owner());
        let post = PostOffice::open(mailboxes.clone()).await?;

        let imap = free_port()?;
        fs::write(at("dovecot.conf"), dovecot_config(folder.path(), imap, &reader))?;
        let arguments = ["-F".into(), "-c".into(), at("dovecot.conf").display().to_string()];
        let dovecot = Service::start(&parts.dovecot, &arguments, &[], &at("dovecot.out"))?;
        listens(imap, "Dovecot", &at("dovecot.log")).await?;

        for name in ["defaults.inc.php", "mimetypes.php"] {
            symlink(parts.settings.join(name), at("roundcube").join(name))?;
        }
        let port = free_port()?;
        let public = parts.public.display().to_string();
        // Else changed settings would be seen two seconds late.
        let fresh = "opcache.revalidate_freq=0".to_owned();
        let arguments = ["-d".to_owned(), fresh, "-S".to_owned(), format!("127.0.0.1:{port}"), "-t".to_owned(), public];
        let env = [("ROUNDCUBE_CONFIG_DIR".to_owned(), format!("{}/", at("roundcube").display()))];
        let php = Service::start(&parts.php, &arguments, &env, &at("php.out"))?;
        listens(port, "PHP", &at("php.out")).await?;
        server.forward(HOST, (Ipv4Addr::LOCALHOST, port).into(), POLICY);

        let started = Self { mailboxes, post, imap, _services: [dovecot, php], folder };
        started.write_as(variant)?;
        Ok(started)
    }

    /// Settings are read anew with each page. The language is that of a user's first login.
    ///
    /// # Errors
    /// When they can't be written.
    pub fn write_as(&self, variant: Variant) -> Result<()> {
        Ok(fs::write(self.folder.path().join("roundcube/config.inc.php"), self.settings(variant))?)
    }

    /// What its parts wrote down, for the message of a failure.
    pub fn logs(&self) -> String {
        ["dovecot.log", "dovecot.out", "logs/errors.log"]
            .iter()
            .filter_map(|name| Some(format!("{name}:\n{}", fs::read_to_string(self.folder.path().join(name)).ok()?)))
            .collect::<Vec<_>>()
            .join("\n")
    }

    fn settings(&self, variant: Variant) -> String {
        let folder = self.folder.path().display();
        let Variant { html, language, own_window } = variant;
        let (html, own_window) = (i32::from(html), i32::from(own_window));
        let (imap, smtp) = (self.imap, self.post.address());
        // The key encrypts the password within the session; 24 characters, as its cipher wants them.
        format!(
            "<?php\n$config = [\n\
             'db_dsnw' => 'sqlite:///{folder}/db/roundcube.db?mode=0640',\n\
             'imap_host' => '127.0.0.1:{imap}',\n'smtp_host' => '{smtp}',\n'smtp_user' => '',\n'smtp_pass' => '',\n\
             'des_key' => 'practice-practice-practi',\n'log_dir' => '{folder}/logs',\n'temp_dir' => '{folder}/temp',\n\
             'skin' => 'elastic',\n'language' => '{language}',\n'htmleditor' => {html},\n'compose_extwin' => {own_window},\n'enable_spellcheck' => false,\n\
             'mail_domain' => 'post.example',\n'plugins' => [],\n];\n"
        )
    }
}

async fn listens(port: u16, what: &str, log: &Path) -> Result<()> {
    wait::until(&format!("{what} to listen"), || async {
        match TcpStream::connect(SocketAddr::from((Ipv4Addr::LOCALHOST, port))).await {
            Ok(_) => Ok(Some(())),
            Err(error) => Err(format!("{error}\n{}", fs::read_to_string(log).unwrap_or_default()).into()),
        }
    })
    .await
}

/// Who reads the mailboxes: Dovecot never does so as root.
enum Reader {
    Ourselves { user: String, group: String, uid: u32 },
    Mail { uid: u32, gid: u32 },
}

impl Reader {
    fn here() -> Result<Self> {
        let field = |file: &str, at: usize, wanted: &str, take: usize| {
            let text = fs::read_to_string(file).unwrap_or_default();
            text.lines().find_map(|line| {
                let fields: Vec<&str> = line.split(':').collect();
                (fields.get(at) == Some(&wanted)).then(|| fields.get(take).map(|f| (*f).to_owned()))?
            })
        };
        let status = fs::read_to_string("/proc/self/status")?;
        let id = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name));
            line.and_then(|rest| rest.split_whitespace().next()).unwrap_or_default().to_owned()
        };
        let (uid, gid) = (id("Uid:"), id("Gid:"));
        if uid == "0" {
            let number = |take| field("/etc/passwd", 0, "mail", take).and_then(|n| n.parse().ok());
            return Ok(Self::Mail {
                uid: number(2).ok_or("no user “mail”")?,
                gid: number(3).ok_or("no group “mail”")?,
            });
        }
        let user = field("/etc/passwd", 2, &uid, 0).ok_or("this user has no name")?;
        let group = field("/etc/group", 2, &gid, 0).ok_or("this group has no name")?;
        Ok(Self::Ourselves { user, group, uid: uid.parse()? })
    }

    fn owner(&self) -> Option<(u32, u32)> {
        match self {
            Self::Ourselves { .. } => None,
            Self::Mail { uid, gid } => Some((*uid, *gid)),
        }
    }
}

fn dovecot_config(folder: &Path, port: u16, reader: &Reader) -> String {
    let folder = folder.display();
    let who = match reader {
        Reader::Mail { uid, gid } => format!("mail_uid = {uid}\nmail_gid = {gid}\nfirst_valid_uid = 1\n"),
        // <https://doc.dovecot.org/2.3/configuration_manual/howto/rootless/>
        Reader::Ourselves { user, group, uid } => format!(
            "default_internal_user = {user}\ndefault_internal_group = {group}\ndefault_login_user = {user}\n\
             mail_uid = {user}\nmail_gid = {group}\nfirst_valid_uid = {uid}\n\
             service anvil {{\n chroot =\n}}\nservice imap-login {{\n chroot =\n}}\n\
             service stats {{\n chroot =\n}}\n"
        ),
    };
    let folders: String = ["Drafts", "Sent", "Trash", "Junk"]
        .iter()
        .map(|name| format!(" mailbox {name} {{\n  auto = subscribe\n  special_use = \\{name}\n }}\n"))
        .collect();
    format!(
        "protocols = imap\nlisten = 127.0.0.1\nssl = no\ndisable_plaintext_auth = no\n\
         base_dir = {folder}/run\nstate_dir = {folder}/state\nlog_path = {folder}/dovecot.log\n\
         mail_location = maildir:~/Maildir\n{who}\
         passdb {{\n driver = static\n args = password={PASSWORD}\n}}\n\
         userdb {{\n driver = static\n args = home={folder}/mail/%n\n}}\n\
         namespace inbox {{\n inbox = yes\n{folders}}}\n\
         service imap-login {{\n inet_listener imap {{\n  port = {port}\n }}\n inet_listener imaps {{\n  port = 0\n }}\n}}\n"
    )
}
