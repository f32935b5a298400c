//! Backups with a passphrase: the age format, version 1 (C2SP `age.md`), its scrypt recipient and its armour, so that the
//! file is text and opens with the tools `age` and `rage` too.

use super::backup::BackupError;
use age::armor::{ArmoredReader, ArmoredWriter, Format};
use age::secrecy::SecretString;
use age::{DecryptError, Decryptor, Encryptor, scrypt};
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
    let recipients = iter::once(&recipient as &dyn age::Recipient);
    let encryptor = Encryptor::with_recipients(recipients).map_err(io::Error::other)?;
    let armour = ArmoredWriter::wrap_output(Vec::new(), Format::AsciiArmor)?;
    let mut writer = encryptor.wrap_output(armour)?;
    writer.write_all(text.as_bytes())?;
    String::from_utf8(writer.finish()?.finish()?).map_err(io::Error::other)
}

/// What a locked file holds, in full or not at all.
///
/// # Errors
/// [`BackupError::WrongPassphrase`], [`BackupError::LockDamaged`], [`BackupError::LockUnknown`]; for a file that is not
/// locked [`BackupError::Foreign`].
pub fn unlock_backup(text: &str, passphrase: &str) -> Result<String, BackupError> {
    if !is_locked(text) {
        return Err(BackupError::Foreign);
    }
    let text = text.trim_start_matches('\u{feff}').trim();
    let decryptor = Decryptor::new(ArmoredReader::new(text.as_bytes())).map_err(|error| problem(&error))?;
    if !decryptor.is_scrypt() {
        return Err(BackupError::LockUnknown);
    }
    let mut identity = scrypt::Identity::new(secret(passphrase));
    identity.set_max_work_factor(MOST_WORK);
    let identities = iter::once(&identity as &dyn age::Identity);
    let mut reader = decryptor.decrypt(identities).map_err(|error| problem(&error))?;
    let mut opened = String::new();
    reader.read_to_string(&mut opened).map_err(|_| BackupError::LockDamaged)?;
    Ok(opened)
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
