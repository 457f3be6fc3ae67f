//! Things that are not the journal one hoped for.

use std::fs;

use journal::{Error, Journal, Key};
use mend_tests::builder::{PASSPHRASE, Trial, evening, passphrase};

fn refused(path: &std::path::Path) -> Error {
    Journal::unlock(path, &Key::typed(PASSPHRASE).unwrap(), evening(), &mut |_| {}).err().unwrap()
}

#[test]
fn each_kind_of_wrong_file_has_its_own_answer_and_is_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("text"), "Dear diary").unwrap();
    fs::write(at("empty"), "").unwrap();
    rusqlite::Connection::open(at("database")).unwrap().execute_batch("CREATE TABLE t (x)").unwrap();
    assert!(matches!(refused(folder.path()), Error::NotAJournal("it is a folder")));
    assert!(matches!(refused(&at("nothing")), Error::Missing(_)));
    assert!(matches!(refused(&at("text/inside")), Error::Missing(_)));
    for name in ["text", "empty", "database"] {
        let before = fs::read(at(name)).unwrap();
        assert!(matches!(refused(&at(name)), Error::NotAJournal(_)), "{name}");
        assert_eq!(fs::read(at(name)).unwrap(), before);
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3, "nothing was written beside them");
}

#[test]
fn a_newer_journal_is_refused_before_anything_is_written() {
    let trial = Trial::new().unwrap();
    let mut bytes = fs::read(trial.path()).unwrap();
    bytes[60..64].copy_from_slice(&7u32.to_be_bytes());
    fs::write(trial.path(), &bytes).unwrap();
    assert!(matches!(trial.open().err().unwrap(), Error::NewerVersion { found: 7 }));
    assert_eq!(fs::read(trial.path()).unwrap(), bytes);
    assert!(!trial.folder().join("journal.mend-wal").exists());
}

#[test]
fn a_journal_is_open_once() {
    let trial = Trial::new().unwrap();
    let (journal, _) = trial.open().unwrap();
    assert!(matches!(trial.open().err().unwrap(), Error::OpenElsewhere));
    drop(journal);
    assert!(trial.open().is_ok());
}

#[test]
fn creating_never_overwrites() {
    let trial = Trial::new().unwrap().with(&["kept"]).unwrap();
    assert!(matches!(Journal::create(&trial.path(), &passphrase().unwrap(), evening()).err().unwrap(), Error::AlreadyExists(_)));
    assert_eq!(trial.open().unwrap().0.entry_count().unwrap(), 1);
    let folder = tempfile::tempdir().unwrap();
    assert!(matches!(Journal::create(folder.path(), &passphrase().unwrap(), evening()).err().unwrap(), Error::AlreadyExists(_)));
}

#[test]
fn a_hostile_slot_is_refused_quickly() {
    let trial = Trial::new().unwrap();
    let stanza = format!("-> scrypt {} 30\n{}\n", "A".repeat(22), "B".repeat(43));
    let heavy = format!("age-encryption.org/v1\n{stanza}--- {}\n", "C".repeat(43));
    let bomb = format!("age-encryption.org/v1\n{}", "-> X25519 aaaa\n\n".repeat(6_000));
    for header in [heavy, bomb] {
        let sealed = [header.as_bytes(), &[0; 64]].concat();
        let digest = sha2_of(&sealed);
        rusqlite::Connection::open(trial.path())
            .unwrap()
            .execute("UPDATE slot SET sealed = ?1, digest = ?2 WHERE kind = 'passphrase'", (&sealed, digest))
            .unwrap();
        let (sender, receiver) = std::sync::mpsc::channel();
        let path = trial.path();
        std::thread::spawn(move || sender.send(matches!(refused(&path), Error::Damaged(_))));
        // A second of scrypt would be fine; work factor 30 takes an hour, the long header half a minute.
        assert_eq!(receiver.recv_timeout(std::time::Duration::from_secs(10)), Ok(true));
    }
}

fn sha2_of(bytes: &[u8]) -> [u8; 32] {
    // By the same SQLite file's rules: a slot's digest is SHA-256 of its bytes.
    use sha2::Digest;
    sha2::Sha256::digest(bytes).into()
}

#[cfg(unix)]
#[test]
fn a_journal_that_cannot_be_written_can_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let trial = Trial::new().unwrap().with(&["kept"]).unwrap();
    fs::set_permissions(trial.path(), fs::Permissions::from_mode(0o400)).unwrap();
    fs::set_permissions(trial.folder(), fs::Permissions::from_mode(0o500)).unwrap();
    if fs::OpenOptions::new().write(true).open(trial.path()).is_ok() {
        // An administrator is not stopped by permissions: the same is tried on a read-only mount in tests/drills.
        fs::set_permissions(trial.folder(), fs::Permissions::from_mode(0o700)).unwrap();
        return;
    }
    let (mut journal, _) = trial.open().unwrap();
    assert_eq!(journal.entry_count().unwrap(), 1);
    assert!(matches!(mend_tests::builder::add(&mut journal, "more").err().unwrap(), Error::ReadOnly));
    drop(journal);
    fs::set_permissions(trial.folder(), fs::Permissions::from_mode(0o700)).unwrap();
}
