//! Backups with a passphrase: the age format, version 1 (C2SP `age.md`), its scrypt recipient and its armour, so that the
//! file is text and opens with the tools `age` and `rage` too.
//!
//! What is saved while nobody is there to type a passphrase is locked for a [`BackupKey`] instead: with its public half,
//! which can be kept, for it opens nothing. The other half is in a file of its own, locked with the passphrase, as these
//! tools take it (`age -d -i key.age backup.age`).

use super::backup::BackupError;
use age::armor::{ArmoredReader, ArmoredWriter, Format};
use age::secrecy::{ExposeSecret as _, SecretString};
use age::{DecryptError, Decryptor, Encryptor, Identity, Recipient, scrypt, x25519};
use serde::{Deserialize, Serialize};
use std::io::{self, Read as _, Write as _};
use std::iter;

const ARMOUR: &str = "-----BEGIN AGE ENCRYPTED FILE-----";

/// log2 of scrypt's N for what is written: 128 MiB, and about half a second in a browser.
const WORK: u8 = 17;

/// For what is read: `age` itself writes 18. Each step doubles time and memory, and the file says which.
const MOST_WORK: u8 = 18;

/// Whether the text is, or was meant to be, a locked file.
pub fn is_locked(text: &str) -> bool {
    text.trim_start_matches('\u{feff}').trim_start().starts_with(ARMOUR)
}

/// Locks a backup. Key and salt come from the system, for age takes them from nowhere else; so only the edge calls this,
/// and the rooms without chance are handed it.
///
/// # Errors
/// The system gives no randomness.
pub fn lock_backup(text: &str, passphrase: &str) -> io::Result<String> {
    let mut recipient = scrypt::Recipient::new(secret(passphrase));
    recipient.set_work_factor(WORK);
    locked(text, &recipient)
}

/// What automatic backups are locked with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupKey {
    /// The public half: "age1…".
    pub recipient: String,
    /// The other half as an age identity file, locked with the passphrase, armoured.
    pub file: String,
}

impl BackupKey {
    /// A fresh pair, as [`lock_backup`] takes it from the system.
    ///
    /// # Errors
    /// The system gives no randomness.
    pub fn generate(passphrase: &str) -> io::Result<Self> {
        let identity = x25519::Identity::generate();
        let recipient = identity.to_public().to_string();
        let text = format!("# public key: {recipient}\n{}\n", identity.to_string().expose_secret());
        Ok(Self { file: lock_backup(&text, passphrase)?, recipient })
    }

    /// Locks a backup; nobody but who has the other half opens it.
    ///
    /// # Errors
    /// The recipient is none, or the system gives no randomness.
    pub fn lock(&self, text: &str) -> io::Result<String> {
        let recipient: x25519::Recipient = self.recipient.parse().map_err(io::Error::other)?;
        locked(text, &recipient)
    }
}

fn locked(text: &str, recipient: &dyn Recipient) -> io::Result<String> {
    let encryptor = Encryptor::with_recipients(iter::once(recipient)).map_err(io::Error::other)?;
    let armour = ArmoredWriter::wrap_output(Vec::new(), Format::AsciiArmor)?;
    let mut writer = encryptor.wrap_output(armour)?;
    writer.write_all(text.as_bytes())?;
    String::from_utf8(writer.finish()?.finish()?).map_err(io::Error::other)
}

/// What a locked file holds, in full or not at all. `key`: the key file, for one that was saved automatically; the
/// passphrase is then the key file's.
///
/// # Errors
/// [`BackupError::WrongPassphrase`], [`BackupError::LockDamaged`], [`BackupError::LockUnknown`],
/// [`BackupError::KeyMissing`], [`BackupError::KeyForeign`]; for a file that is not locked [`BackupError::Foreign`].
pub fn unlock_backup(text: &str, passphrase: &str, key: Option<&str>) -> Result<String, BackupError> {
    let decryptor = decryptor(text)?;
    if decryptor.is_scrypt() {
        return opened(decryptor, &password(passphrase)).map_err(|error| problem(&error));
    }
    let key = decryptor_of_key(key.ok_or(BackupError::KeyMissing)?)?;
    let identity = opened(key, &password(passphrase)).map_err(|error| problem(&error))?;
    let identity = identity.lines().find(|line| line.starts_with(IDENTITY)).ok_or(BackupError::KeyForeign)?;
    let identity: x25519::Identity = identity.trim().parse().map_err(|_| BackupError::KeyForeign)?;
    opened(decryptor, &identity).map_err(|error| match error {
        DecryptError::NoMatchingKeys => BackupError::KeyForeign,
        error => problem(&error),
    })
}

/// How the line of a key file begins that holds the key.
const IDENTITY: &str = "AGE-SECRET-KEY-1";

fn decryptor(text: &str) -> Result<Decryptor<ArmoredReader<io::BufReader<&[u8]>>>, BackupError> {
    if !is_locked(text) {
        return Err(BackupError::Foreign);
    }
    let text = text.trim_start_matches('\u{feff}').trim();
    Decryptor::new(ArmoredReader::new(text.as_bytes())).map_err(|error| problem(&error))
}

fn decryptor_of_key(text: &str) -> Result<Decryptor<ArmoredReader<io::BufReader<&[u8]>>>, BackupError> {
    match decryptor(text) {
        Ok(key) if key.is_scrypt() => Ok(key),
        Ok(_) | Err(BackupError::Foreign) => Err(BackupError::KeyForeign),
        Err(error) => Err(error),
    }
}

fn password(passphrase: &str) -> scrypt::Identity {
    let mut identity = scrypt::Identity::new(secret(passphrase));
    identity.set_max_work_factor(MOST_WORK);
    identity
}

fn opened(file: Decryptor<impl io::Read>, identity: &dyn Identity) -> Result<String, DecryptError> {
    let mut text = String::new();
    file.decrypt(iter::once(identity))?.read_to_string(&mut text)?;
    Ok(text)
}

fn problem(error: &DecryptError) -> BackupError {
    match error {
        DecryptError::DecryptionFailed | DecryptError::KeyDecryptionFailed => BackupError::WrongPassphrase,
        DecryptError::ExcessiveWork { .. } | DecryptError::NoMatchingKeys | DecryptError::UnknownFormat => {
            BackupError::LockUnknown
        }
        _ => BackupError::LockDamaged,
    }
}

fn secret(passphrase: &str) -> SecretString {
    SecretString::from(passphrase.to_owned())
}
