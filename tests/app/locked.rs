//! A backup with a passphrase.

use crate::desk::{AFTER, BEFORE, Desk, nora};
use afterword::app::protocol::{PageRequest, Response};
use afterword::app::{AppError, locked_backup};
use afterword::store::{BackupError, BackupKey, RestoreMode, is_locked, lock_backup, unlock_backup};
use std::process::{Command, Stdio};
use std::sync::LazyLock;

const PASSPHRASE: &str = "zwölf graue Schwäne";

/// Taking the lock off costs time each time; all tests look at the same file.
static FILE: LazyLock<(String, String)> = LazyLock::new(|| {
    let mut desk = Desk::at(BEFORE);
    desk.save(nora()).unwrap();
    let Response::File { text: plain, .. } = desk.ask(PageRequest::Backup { passphrase: None }).unwrap() else {
        panic!()
    };
    let lock = |text: &str, passphrase: &str| Ok(lock_backup(text, passphrase).unwrap());
    let answer = locked_backup(&desk.app, PASSPHRASE, desk.now, "Europe/Berlin", &lock).unwrap();
    let Response::File { name, text, .. } = answer else { panic!("{answer:?}") };
    assert_eq!(name, "afterword-2026-03-03.json.age");
    (plain, text)
});

fn unlock(text: &str, passphrase: &str) -> Result<String, AppError> {
    let request = PageRequest::UnlockBackup { text: text.to_owned(), passphrase: passphrase.to_owned(), key: None };
    match Desk::at(AFTER).ask(request)? {
        Response::File { name, text, .. } => {
            assert_eq!(name, "afterword-2026-03-03.json");
            Ok(text)
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn it_opens_with_its_passphrase_and_restores_as_any_other() {
    let (plain, locked) = &*FILE;
    let opened = unlock(locked, PASSPHRASE).unwrap();
    assert_eq!(&opened, plain);
    let mut other = Desk::at(AFTER);
    other.ask(PageRequest::Restore { text: opened, mode: RestoreMode::Merge }).unwrap();
    assert_eq!(other.names(), ["Nora Lindqvist"]);
}

#[test]
fn nothing_of_it_can_be_read_in_the_file() {
    let (plain, locked) = &*FILE;
    assert!(plain.contains("Lindqvist") && plain.contains("nora@brightwell.example"));
    for line in locked.lines() {
        assert!(line.starts_with("-----") || line.len() <= 64 && line.is_ascii(), "{line}");
    }
    let again = lock_backup(plain, PASSPHRASE).unwrap();
    let same = again.lines().zip(locked.lines()).filter(|(one, other)| one == other).count();
    assert!(same <= 3, "{same} lines are the same in two files with one passphrase");
}

#[test]
fn without_its_passphrase_it_says_that_it_needs_one() {
    let mut desk = Desk::at(AFTER);
    for text in [FILE.1.clone(), format!("\u{feff}\r\n{}", FILE.1.replace('\n', "\r\n"))] {
        assert!(is_locked(&text));
        for mode in [RestoreMode::Merge, RestoreMode::Replace] {
            let requests = [
                PageRequest::PreviewRestore { text: text.clone(), mode },
                PageRequest::Restore { text: text.clone(), mode },
            ];
            for request in requests {
                assert_eq!(desk.ask(request).unwrap_err().code(), "backup-locked");
            }
        }
    }
    assert!(desk.app.facts().is_empty());
}

#[test]
fn another_passphrase_is_refused() {
    for wrong in ["", "zwölf graue schwäne", "zwölf graue Schwäne "] {
        assert_eq!(unlock(&FILE.1, wrong).unwrap_err().code(), "backup-wrong-passphrase", "{wrong:?}");
    }
}

/// An automatic backup: locked for a key whose other half is in a file of its own.
#[test]
fn one_that_was_saved_automatically_opens_with_its_key_file_and_passphrase_and_with_no_other() {
    let plain = &FILE.0;
    let key = BackupKey::generate(PASSPHRASE).unwrap();
    assert!(key.recipient.starts_with("age1") && is_locked(&key.file), "{key:?}");
    let locked = key.lock(plain).unwrap();
    assert!(is_locked(&locked) && !locked.contains("Lindqvist"));
    assert_eq!(unlock_backup(&locked, PASSPHRASE, Some(&key.file)).as_ref(), Ok(plain));
    // The words for a file with a passphrase still hold: the key file is not asked for.
    assert_eq!(unlock_backup(&FILE.1, PASSPHRASE, Some(&key.file)).as_ref(), Ok(plain));
    let code = |key: Option<&str>, passphrase: &str| {
        AppError::Backup(unlock_backup(&locked, passphrase, key).unwrap_err()).code()
    };
    assert_eq!(code(None, PASSPHRASE), "backup-key-missing");
    assert_eq!(code(Some(&key.file), "wrong"), "backup-wrong-passphrase");
    let other = BackupKey::generate(PASSPHRASE).unwrap();
    assert_eq!(code(Some(&other.file), PASSPHRASE), "backup-key-foreign");
    for no_key in [plain.as_str(), locked.as_str(), FILE.1.as_str()] {
        assert_eq!(code(Some(no_key), PASSPHRASE), "backup-key-foreign");
    }
    assert_eq!(code(Some(&key.file[..key.file.len() / 2]), PASSPHRASE), "backup-lock-damaged");
}

#[test]
fn an_empty_passphrase_locks_nothing() {
    let lock = |_: &str, _: &str| panic!("asked to lock");
    let answer = locked_backup(&Desk::at(BEFORE).app, "", BEFORE.parse().unwrap(), "Europe/Berlin", &lock);
    assert_eq!(answer.unwrap_err(), AppError::PassphraseMissing);
}

/// A mail program may break or indent lines.
#[test]
fn line_ends_and_space_around_do_no_harm() {
    let (plain, locked) = &*FILE;
    let carried = format!("\u{feff}\n\n{}\n \n", locked.replace('\n', "\r\n"));
    assert_eq!(&unlock(&carried, PASSPHRASE).unwrap(), plain);
}

#[test]
fn a_file_that_was_cut_short_is_refused_wherever_it_was_cut() {
    let locked = FILE.1.as_str();
    assert_eq!(unlock("", PASSPHRASE).unwrap_err(), AppError::Backup(BackupError::Foreign));
    let lines: Vec<&str> = locked.lines().collect();
    for kept in [1, 3, lines.len() / 2, lines.len() - 1] {
        let code = unlock(&lines[..kept].join("\n"), PASSPHRASE).unwrap_err().code();
        assert_eq!(code, "backup-lock-damaged", "{kept} lines of {}", lines.len());
    }
    let code = unlock(&locked[..locked.len() - 40], PASSPHRASE).unwrap_err().code();
    assert_eq!(code, "backup-lock-damaged");
}

#[test]
fn a_changed_letter_is_found_wherever_it_is() {
    let locked = FILE.1.as_str();
    let body: Vec<usize> = locked.match_indices(|c: char| c.is_ascii_alphanumeric()).map(|(at, _)| at).collect();
    let body: Vec<usize> = body.into_iter().filter(|at| (40..locked.len() - 40).contains(at)).collect();
    for at in (0..10).map(|part| body[part * body.len() / 10]) {
        let mut bytes = locked.as_bytes().to_vec();
        bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
        let code = unlock(&String::from_utf8(bytes).unwrap(), PASSPHRASE).unwrap_err().code();
        let known = ["backup-lock-damaged", "backup-wrong-passphrase", "backup-lock-unknown"];
        assert!(known.contains(&code), "a letter changed at {at}: {code}");
    }
}

/// A file says itself how much work it is to open: one that says a year must not take it.
#[test]
fn a_file_that_asks_for_too_much_work_is_refused_at_once() {
    use age::armor::{ArmoredWriter, Format};
    use std::io::Write as _;
    let mut recipient = age::scrypt::Recipient::new(PASSPHRASE.to_owned().into());
    recipient.set_work_factor(19);
    let encryptor = age::Encryptor::with_recipients(std::iter::once(&recipient as &dyn age::Recipient)).unwrap();
    let armour = ArmoredWriter::wrap_output(Vec::new(), Format::AsciiArmor).unwrap();
    let mut writer = encryptor.wrap_output(armour).unwrap();
    writer.write_all(b"{}").unwrap();
    let text = String::from_utf8(writer.finish().unwrap().finish().unwrap()).unwrap();
    assert_eq!(unlock(&text, PASSPHRASE), Err(AppError::Backup(BackupError::LockUnknown)));
}

/// Runs `age` with a terminal, for it asks for a passphrase nowhere else.
fn age_tool(arguments: &str, answers: &str) -> bool {
    use std::io::Write as _;
    let mut command = Command::new("script");
    command.args(["-qec", &format!("age {arguments}"), "/dev/null"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(answers.as_bytes()).unwrap();
    child.wait().unwrap().success()
}

#[test]
fn the_standard_tool_opens_ours_and_we_open_its() {
    let runs = |program: &str| Command::new(program).arg("--version").stdout(Stdio::null()).status().is_ok();
    if !(runs("age") && runs("script")) {
        eprintln!("skipped: the programs `age` and `script` are not both installed");
        return;
    }
    let (plain, locked) = &*FILE;
    let folder = std::env::temp_dir().join(format!("afterword-age-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = |name: &str| folder.join(name).display().to_string();
    std::fs::write(path("ours.age"), locked).unwrap();
    let arguments = format!("-d -o {} {}", path("opened"), path("ours.age"));
    assert!(age_tool(&arguments, &format!("{PASSPHRASE}\n")));
    assert_eq!(&std::fs::read_to_string(path("opened")).unwrap(), plain);
    assert!(age_tool(
        &format!("-p -a -o {} {}", path("its.age"), path("opened")),
        &format!("{PASSPHRASE}\n").repeat(2)
    ));
    let its = std::fs::read_to_string(path("its.age")).unwrap();
    assert_eq!(&unlock_backup(&its, PASSPHRASE, None).unwrap(), plain);
    let key = BackupKey::generate(PASSPHRASE).unwrap();
    std::fs::write(path("key.age"), &key.file).unwrap();
    std::fs::write(path("automatic.age"), key.lock(plain).unwrap()).unwrap();
    let arguments = format!("-d -i {} -o {} {}", path("key.age"), path("restored"), path("automatic.age"));
    assert!(age_tool(&arguments, &format!("{PASSPHRASE}\n")));
    assert_eq!(&std::fs::read_to_string(path("restored")).unwrap(), plain);
    std::fs::remove_dir_all(&folder).unwrap();
}
