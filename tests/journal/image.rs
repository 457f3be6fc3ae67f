//! The image of the index is a convenience: whatever becomes of it, nothing is lost and nothing wrong is shown.

use std::fs;

use journal::Key;
use mend_tests::builder::{Trial, add, bodies, evening};

fn with_image() -> (Trial, std::path::PathBuf) {
    let trial = Trial::new().unwrap().with(&["one", "two"]).unwrap();
    trial.open().unwrap().0.write_index().unwrap();
    let image = trial.folder().join("journal.mend-index");
    assert!(image.exists());
    (trial, image)
}

fn rebuilt(trial: &Trial) -> bool {
    let mut told = 0;
    let key = Key::typed(trial.recovery()).unwrap();
    let (journal, opening) =
        journal::Journal::unlock(&trial.path(), &key, evening(), &mut |progress| told = progress.total).unwrap();
    assert!(opening.damage.is_empty());
    assert_eq!(bodies(&journal).unwrap(), ["one", "two"]);
    assert!(journal.verify(&mut |_| {}).unwrap().is_whole());
    told > 0
}

#[test]
fn a_fitting_image_is_used() {
    let (trial, _) = with_image();
    assert!(!rebuilt(&trial));
}

#[test]
fn a_missing_cut_or_changed_image_is_made_anew() {
    let (trial, image) = with_image();
    let whole = fs::read(&image).unwrap();
    let mut changed = whole.clone();
    changed[whole.len() / 2] ^= 1;
    for bad in [&[][..], &whole[..200], &whole[..whole.len() - 1], &changed, b"age-encryption.org/v1\n--- ", &[0; 70_000]] {
        fs::write(&image, bad).unwrap();
        assert!(rebuilt(&trial));
        assert!(!rebuilt(&trial), "it was written anew");
    }
    fs::remove_file(&image).unwrap();
    fs::create_dir(&image).unwrap();
    assert!(rebuilt(&trial));
}

#[test]
fn an_image_of_another_journal_is_not_used() {
    let (trial, image) = with_image();
    let (_other, foreign) = with_image();
    fs::copy(foreign, &image).unwrap();
    assert!(rebuilt(&trial));
}

#[test]
fn records_after_the_image_are_read() {
    let (trial, _) = with_image();
    let (mut journal, _) = trial.open().unwrap();
    add(&mut journal, "three").unwrap();
    drop(journal);
    let (journal, _) = trial.open().unwrap();
    assert_eq!(bodies(&journal).unwrap(), ["one", "three", "two"]);
    assert!(journal.verify(&mut |_| {}).unwrap().is_whole());
}

#[test]
fn a_journal_with_damage_leaves_no_image_that_hides_it() {
    let (trial, image) = with_image();
    fs::remove_file(&image).unwrap();
    rusqlite::Connection::open(trial.path())
        .unwrap()
        .execute("UPDATE record SET sealed = zeroblob(1300) WHERE seq = 1", [])
        .unwrap();
    for _ in 0..2 {
        let (mut journal, opening) = trial.open().unwrap();
        assert_eq!(opening.damage.len(), 1);
        journal.write_index().unwrap();
        journal.lock(evening()).unwrap();
        assert!(!image.exists());
    }
}
