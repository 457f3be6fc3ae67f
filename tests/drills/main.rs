//! Bad days: the program is killed, the disk is full or cannot be written to. What was acknowledged is never lost.

// Helpers of tests may give up like the tests they help; clippy knows only the tests themselves.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

use std::{fs, path::Path, process::Command};

use journal::{Entry, EntryDraft, Error, Journal, Key};
use mend_tests::{
    builder::{Trial, add, bodies, draft, evening, passphrase},
    drill,
};
use tempfile::TempDir;

#[test]
fn nothing_acknowledged_is_lost_in_500_kills() {
    let outcome = drill::run(Path::new(env!("CARGO_BIN_EXE_mend-drill")), 500, |_| {}).unwrap();
    assert_eq!((outcome.kills, outcome.lost, outcome.unopened), (500, 0, 0), "{outcome:?}");
    assert!(outcome.acknowledged > 500, "the writers wrote too little to prove anything: {outcome:?}");
}

/// A small disk of its own, mounted for as long as this lives.
struct SmallDisk {
    folder: TempDir,
}

impl SmallDisk {
    /// None where one may not mount.
    fn mount(kilobytes: u32) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let size = format!("size={kilobytes}k");
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(folder.path()).status();
        if mounted.is_ok_and(|status| status.success()) {
            return Some(Self { folder });
        }
        println!("left out: mounting a small disk needs an administrator on Linux");
        None
    }

    fn remount(&self, option: &str) {
        let status = Command::new("mount").args(["-o", &format!("remount,{option}")]).arg(self.folder.path()).status().unwrap();
        assert!(status.success());
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.folder.path()).status();
    }
}

fn create_on(disk: &SmallDisk) -> (std::path::PathBuf, String) {
    let path = disk.path().join("journal.mend");
    let journal = Journal::create(&path, &passphrase().unwrap(), evening()).unwrap();
    let line = journal.make_recovery_key().unwrap().dangerously_show().to_string();
    journal.lock(evening()).unwrap();
    (path, line)
}

fn open(path: &Path, line: &str) -> journal::Result<(Journal, journal::Opening)> {
    Journal::unlock(path, &Key::typed(line).unwrap(), evening(), &mut |_| {})
}

#[test]
fn a_full_disk_says_so_and_loses_nothing_that_was_saved() {
    let Some(disk) = SmallDisk::mount(1_500) else { return };
    let (path, line) = create_on(&disk);
    let ballast = disk.path().join("ballast");
    fs::write(&ballast, vec![0; 600_000]).unwrap();
    let (mut journal, _) = open(&path, &line).unwrap();
    let mut saved = Vec::new();
    let refused = loop {
        let body = format!("{:04} {}", saved.len(), "x".repeat(8_000));
        match add(&mut journal, &body) {
            Ok(_) => saved.push(body),
            Err(error) => break error,
        }
    };
    assert!(matches!(refused, Error::DiskFull), "{refused:?}");
    assert!(saved.len() > 5);
    let typing = draft(&"y".repeat(60_000));
    assert!(matches!(journal.write_draft(typing.clone()), Err(Error::DiskFull)));
    assert_eq!(bodies(&journal).unwrap(), saved);
    // Room again: the same journal goes on without being opened anew.
    fs::remove_file(&ballast).unwrap();
    journal.write_draft(typing.clone()).unwrap();
    journal.keep_draft(typing.id, evening()).unwrap();
    drop(journal);
    saved.push(typing.entry.body);
    let (journal, opening) = open(&path, &line).unwrap();
    assert!(opening.damage.is_empty());
    assert_eq!(bodies(&journal).unwrap(), saved);
}

#[test]
fn a_journal_that_fills_the_disk_still_opens() {
    let Some(disk) = SmallDisk::mount(700) else { return };
    let (path, line) = create_on(&disk);
    let (mut journal, _) = open(&path, &line).unwrap();
    let mut saved = 0;
    while add(&mut journal, &"z".repeat(9_000)).is_ok() {
        saved += 1;
    }
    drop(journal);
    let (journal, opening) = open(&path, &line).unwrap();
    assert!(opening.damage.is_empty());
    assert_eq!(journal.entry_count().unwrap(), saved);
}

#[test]
fn a_read_only_disk_can_be_read_and_says_why_it_cannot_be_written() {
    let Some(disk) = SmallDisk::mount(2_000) else { return };
    let (path, line) = create_on(&disk);
    let (mut journal, _) = open(&path, &line).unwrap();
    let id = add(&mut journal, "kept").unwrap();
    journal.lock(evening()).unwrap();
    disk.remount("ro");
    let (mut journal, _) = open(&path, &line).unwrap();
    assert!(!journal.is_writable());
    let stored = journal.entry(id).unwrap();
    assert_eq!(stored.entry.body, "kept");
    let changed = EntryDraft { id, parents: stored.heads, entry: Entry { body: "changed".into(), ..stored.entry } };
    assert!(matches!(journal.save(changed.clone(), evening()), Err(Error::ReadOnly)));
    assert!(matches!(journal.write_draft(changed), Err(Error::ReadOnly)));
    assert!(matches!(journal.trash(id, evening()), Err(Error::ReadOnly)));
    assert!(matches!(journal.purge(id, evening()), Err(Error::ReadOnly)));
    assert_eq!(journal.entry(id).unwrap().entry.body, "kept");
    journal.lock(evening()).unwrap();
    assert!(matches!(Journal::create(&disk.path().join("new.mend"), &passphrase().unwrap(), evening()), Err(Error::ReadOnly)));
    disk.remount("rw");
    assert!(open(&path, &line).unwrap().0.is_writable());
}

#[test]
fn a_journal_whose_folder_went_away_says_so() {
    let trial = Trial::new().unwrap();
    let (mut journal, _) = trial.open().unwrap();
    add(&mut journal, "kept").unwrap();
    journal.lock(evening()).unwrap();
    fs::rename(trial.path(), trial.folder().join("moved.mend")).unwrap();
    assert!(matches!(trial.open(), Err(Error::Missing(_))));
    assert_eq!(trial.open_at(&trial.folder().join("moved.mend")).unwrap().0.entry_count().unwrap(), 1);
}
