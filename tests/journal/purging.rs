//! What was purged is gone: from the journal file, its log and the image of the index.

use std::{fs, path::Path};

use journal::{Entry, EntryDraft, Error};
use mend_tests::builder::{Trial, add, bodies, draft, evening};
use rusqlite::{Connection, OpenFlags};

/// Every sealed record in a closed file.
fn sealed(path: &Path) -> Vec<Vec<u8>> {
    let file = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let mut rows = file.prepare("SELECT sealed FROM record WHERE sealed IS NOT NULL ORDER BY rowid").unwrap();
    rows.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
}

/// Whether any 16 bytes of a sealed record stand anywhere in the folder, but for the words with which every age file begins.
fn remains(folder: &Path, sealed: &[u8]) -> bool {
    let bytes = sealed.strip_prefix(b"age-encryption.org/v1\n-> X25519 ").unwrap();
    let all: Vec<Vec<u8>> = fs::read_dir(folder).unwrap().map(|file| fs::read(file.unwrap().path()).unwrap()).collect();
    bytes.chunks_exact(16).any(|part| all.iter().any(|file| file.windows(16).any(|window| window == part)))
}

#[test]
fn no_byte_of_a_purged_entry_stays_in_the_folder() {
    let trial = Trial::new().unwrap();
    let (mut journal, _) = trial.open().unwrap();
    let id = add(&mut journal, &"first version ".repeat(400)).unwrap();
    add(&mut journal, "stays").unwrap();
    let stored = journal.entry(id).unwrap();
    let entry = Entry { body: "second version".into(), ..stored.entry };
    journal.save(EntryDraft { id, parents: stored.heads, entry }, evening()).unwrap();
    journal.write_index().unwrap();
    journal.lock(evening()).unwrap();
    let before = sealed(&trial.path());
    assert!(remains(trial.folder(), &before[0]) && remains(trial.folder(), &before[2]), "the control must be found");

    let (mut journal, _) = trial.open().unwrap();
    journal.purge(id, evening()).unwrap();
    // Even while the journal is still open.
    assert!(!remains(trial.folder(), &before[0]) && !remains(trial.folder(), &before[2]));
    assert!(matches!(journal.entry(id), Err(Error::NoSuchEntry)));
    assert!(matches!(journal.purge(id, evening()), Err(Error::NoSuchEntry)));
    assert!(journal.search("version", 9).unwrap().is_empty());
    journal.lock(evening()).unwrap();
    assert!(remains(trial.folder(), &before[1]));

    let (journal, opening) = trial.open().unwrap();
    assert!(opening.damage.is_empty());
    assert_eq!(bodies(&journal).unwrap(), ["stays"]);
    let report = journal.verify(&mut |_| {}).unwrap();
    assert!(report.is_whole(), "{report:?}");
    assert_eq!((report.records, report.purged), (2, 2));
}

#[test]
fn an_image_from_before_a_purge_is_not_used() {
    let trial = Trial::new().unwrap().with(&["gone", "stays"]).unwrap();
    trial.open().unwrap().0.write_index().unwrap();
    let image = trial.folder().join("journal.mend-index");
    let old = fs::read(&image).unwrap();
    let (mut journal, _) = trial.open().unwrap();
    let id = journal.search("gone", 1).unwrap()[0].row.id;
    journal.purge(id, evening()).unwrap();
    journal.lock(evening()).unwrap();
    fs::write(&image, old).unwrap();
    assert_eq!(bodies(&trial.open().unwrap().0).unwrap(), ["stays"]);
}

#[test]
fn a_draft_is_purged_with_its_entry() {
    let trial = Trial::new().unwrap();
    let (mut journal, _) = trial.open().unwrap();
    let typing = draft("never mind");
    journal.write_draft(typing.clone()).unwrap();
    journal.purge(typing.id, evening()).unwrap();
    drop(journal);
    let (journal, opening) = trial.open().unwrap();
    assert!(opening.recovered.is_empty());
    assert_eq!(journal.entry_count().unwrap(), 0);
}

#[test]
fn a_record_that_somebody_erased_is_missed() {
    let trial = Trial::new().unwrap().with(&["one", "two", "three"]).unwrap();
    trial.forget_index().unwrap();
    Connection::open(trial.path()).unwrap().execute("UPDATE record SET sealed = NULL WHERE seq = 2", []).unwrap();
    let (journal, opening) = trial.open().unwrap();
    assert_eq!(opening.damage.len(), 1);
    assert_eq!((opening.damage[0].place.as_str(), opening.damage[0].problem), ("record 2", journal::Problem::Erased));
    assert_eq!(journal.entry_count().unwrap(), 2);
}
