//! Pictures: kept with the entry that names them, checked like records, gone without a byte when it is purged.

use std::fs;

use journal::{Entry, EntryDraft, Error, ItemId, Journal, NewPicture, Picture, Problem};
use mend_tests::builder::{Trial, draft, evening};
use rusqlite::Connection;

/// Bytes that begin like a JPEG; what follows is different for each `seed`.
fn bytes(seed: u8, length: usize) -> Vec<u8> {
    let noise = (0..length).map(|at| (at as u8).wrapping_mul(31).wrapping_add(seed) ^ (at >> 8) as u8);
    [0xff, 0xd8, 0xff].into_iter().chain(noise).collect()
}

fn add(journal: &mut Journal, seed: u8) -> Picture {
    let (full, small) = (bytes(seed, 50_000), bytes(seed ^ 0x80, 900));
    journal.add_picture(NewPicture { full: &full, small: &small, width: 800, height: 600 }).unwrap()
}

fn save(journal: &mut Journal, body: &str) -> ItemId {
    let draft = draft(body);
    let id = draft.id;
    journal.save(draft, evening()).unwrap();
    id
}

fn blobs(trial: &Trial) -> Vec<Vec<u8>> {
    let file = Connection::open(trial.path()).unwrap();
    let mut rows = file.prepare("SELECT sealed FROM blob").unwrap();
    rows.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
}

/// Whether any 16 bytes of something sealed stand in the folder, but for the words with which every age file begins.
fn remains(trial: &Trial, sealed: &[u8]) -> bool {
    let own = sealed.strip_prefix(b"age-encryption.org/v1\n-> X25519 ").unwrap();
    let all: Vec<Vec<u8>> = fs::read_dir(trial.folder()).unwrap().map(|file| fs::read(file.unwrap().path()).unwrap()).collect();
    // Enough places that one page that was not wiped would show.
    own.chunks_exact(16).step_by(16).any(|part| all.iter().any(|file| memchr::memmem::find(file, part).is_some()))
}

#[test]
fn a_picture_comes_back_whole_and_small() {
    let trial = Trial::new().unwrap();
    let (mut journal, _) = trial.open().unwrap();
    let picture = add(&mut journal, 1);
    let id = save(&mut journal, &format!("We were here: ![the river](picture:{})", picture.id));
    journal.lock(evening()).unwrap();
    assert_eq!(fs::read(trial.path()).unwrap().windows(64).filter(|window| *window == &bytes(1, 61)[..]).count(), 0);
    for _ in 0..2 {
        let (journal, _) = trial.open().unwrap();
        assert_eq!(*journal.picture(picture.id, false).unwrap(), bytes(1, 50_000));
        assert_eq!(*journal.picture(picture.id, true).unwrap(), bytes(0x81, 900));
        assert_eq!(journal.entry(id).unwrap().entry.pictures, [picture]);
        let row = &journal.rows().unwrap()[0];
        assert_eq!((row.pictures, row.picture, row.excerpt.as_str()), (1, Some(picture.id), "We were here: the river"));
        assert!(journal.verify(&mut |_| {}).unwrap().is_whole());
        journal.lock(evening()).unwrap();
        trial.forget_index().unwrap();
    }
}

#[test]
fn an_address_is_no_word_and_a_description_is() {
    let trial = Trial::new().unwrap();
    let (mut journal, _) = trial.open().unwrap();
    let picture = add(&mut journal, 1);
    save(&mut journal, &format!("Monday ![the lantern](picture:{})", picture.id));
    assert!(journal.search("picture", 9).unwrap().is_empty());
    assert!(journal.search(&picture.id.to_string()[..8], 9).unwrap().is_empty());
    let hits = journal.search("lantern", 9).unwrap();
    assert_eq!(hits[0].excerpt.iter().map(|span| span.text.as_str()).collect::<String>(), "Monday the lantern");
}

#[test]
fn a_purge_leaves_no_byte_of_a_picture_and_takes_none_that_another_entry_shows() {
    let trial = Trial::new().unwrap();
    let (mut journal, _) = trial.open().unwrap();
    let (own, shared) = (add(&mut journal, 1), add(&mut journal, 2));
    let id = save(&mut journal, &format!("![](picture:{}) ![](picture:{})", own.id, shared.id));
    save(&mut journal, &format!("again ![](picture:{})", shared.id));
    // An older version still shows it, so it stays until the entry goes.
    let stored = journal.entry(id).unwrap();
    let entry = Entry { body: "without it".into(), ..stored.entry };
    journal.save(EntryDraft { id, parents: stored.heads, entry }, evening()).unwrap();
    assert!(journal.entry(id).unwrap().entry.pictures.is_empty());
    journal.lock(evening()).unwrap();
    let before = blobs(&trial);
    assert_eq!(before.len(), 4);
    assert!(before.iter().all(|sealed| remains(&trial, sealed)), "the control must be found");

    let (mut journal, _) = trial.open().unwrap();
    journal.purge(id, evening()).unwrap();
    assert!(matches!(journal.picture(own.id, false), Err(Error::NoSuchPicture)));
    assert_eq!(*journal.picture(shared.id, true).unwrap(), bytes(0x82, 900));
    // Even while the journal is still open.
    assert_eq!(before.iter().filter(|sealed| remains(&trial, sealed)).count(), 2);
    assert!(journal.verify(&mut |_| {}).unwrap().is_whole());
    journal.lock(evening()).unwrap();
    let after = blobs(&trial);
    assert_eq!(after.len(), 2);
    for sealed in before {
        assert_eq!(remains(&trial, &sealed), after.contains(&sealed));
    }
}

#[test]
fn what_nothing_shows_is_removed_and_a_draft_counts() {
    let trial = Trial::new().unwrap();
    let (mut journal, _) = trial.open().unwrap();
    let (forgotten, typed) = (add(&mut journal, 1), add(&mut journal, 2));
    let typing = draft(&format!("![](picture:{})", typed.id));
    journal.write_draft(typing.clone()).unwrap();
    // As after a crash.
    drop(journal);
    let (mut journal, opening) = trial.open().unwrap();
    assert_eq!(opening.recovered, [typing.id]);
    assert!(journal.picture(typed.id, false).is_ok());
    assert!(matches!(journal.picture(forgotten.id, false), Err(Error::NoSuchPicture)));
    assert_eq!(blobs_open(&trial), 2);

    // Taken out and put back while it is written: still there. Taken out for good before it was ever kept: gone.
    let again = add(&mut journal, 3);
    let mut typing = draft(&format!("![](picture:{})", again.id));
    journal.write_draft(typing.clone()).unwrap();
    typing.entry.body = "nothing".into();
    journal.write_draft(typing.clone()).unwrap();
    typing.entry.body = format!("![](picture:{})", again.id);
    journal.write_draft(typing.clone()).unwrap();
    assert_eq!(journal.entry(typing.id).unwrap().entry.pictures, [again]);
    typing.entry.body = "nothing".into();
    journal.write_draft(typing).unwrap();
    journal.lock(evening()).unwrap();
    assert_eq!(blobs(&trial).len(), 2);
}

/// Rows of the table while the journal is open; a copy is looked at, the log included.
fn blobs_open(trial: &Trial) -> usize {
    let copy = tempfile::tempdir().unwrap();
    for name in ["journal.mend", "journal.mend-wal"] {
        fs::copy(trial.folder().join(name), copy.path().join(name)).unwrap();
    }
    let file = Connection::open(copy.path().join("journal.mend")).unwrap();
    file.query_row("SELECT count(*) FROM blob", [], |row| row.get(0)).unwrap()
}

#[test]
fn exchanged_or_changed_pictures_are_damage_and_the_rest_stays() {
    let trial = Trial::new().unwrap();
    let (mut journal, _) = trial.open().unwrap();
    let (one, two) = (add(&mut journal, 1), add(&mut journal, 2));
    save(&mut journal, &format!("![](picture:{}) ![](picture:{})", one.id, two.id));
    journal.lock(evening()).unwrap();
    let file = Connection::open(trial.path()).unwrap();
    let id = |picture: Picture| uuid::Uuid::parse_str(&picture.id.to_string()).unwrap().into_bytes();
    file.execute("UPDATE blob SET sealed = (SELECT sealed FROM blob WHERE id = ?2) WHERE id = ?1", [id(one), id(two)]).unwrap();
    drop(file);
    let (journal, opening) = trial.open().unwrap();
    assert!(opening.damage.is_empty());
    assert!(matches!(journal.picture(one.id, false), Err(Error::Damaged(_))));
    assert!(journal.picture(one.id, true).is_ok() && journal.picture(two.id, false).is_ok());
    let report = journal.verify(&mut |_| {}).unwrap();
    assert_eq!(report.damage.len(), 1);
    assert_eq!((report.damage[0].place.clone(), report.damage[0].problem), (format!("picture {}", one.id), Problem::Digest));
}

#[test]
fn what_is_no_picture_is_refused_and_leaves_nothing() {
    let trial = Trial::new().unwrap();
    let (mut journal, _) = trial.open().unwrap();
    let small = bytes(1, 20);
    for full in [&b"<svg xmlns='http://www.w3.org/2000/svg'/>"[..], b"", b"GIF89a"] {
        let refused = journal.add_picture(NewPicture { full, small: &small, width: 1, height: 1 });
        assert!(matches!(refused, Err(Error::NotAPicture)));
    }
    let large = bytes(1, journal::MAX_PICTURE);
    assert!(matches!(journal.add_picture(NewPicture { full: &large, small: &small, width: 1, height: 1 }), Err(Error::TooLong)));
    journal.lock(evening()).unwrap();
    assert!(blobs(&trial).is_empty());
}
