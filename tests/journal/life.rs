//! An ordinary life of a journal.

use journal::{Entry, EntryDraft, Error, ItemId, Journal, Key, Passphrase};
use mend_tests::builder::{PASSPHRASE, Trial, add, bodies, draft, evening, passphrase};

fn unlock(trial: &Trial, typed: &str) -> journal::Result<(Journal, journal::Opening)> {
    Journal::unlock(&trial.path(), &Key::typed(typed)?, evening(), &mut |_| {})
}

#[test]
fn what_was_written_is_there_after_locking() {
    let trial = Trial::new().unwrap().with(&["We walked to the river.", "He told me about Thursday."]).unwrap();
    let (journal, opening) = unlock(&trial, PASSPHRASE).unwrap();
    assert_eq!(bodies(&journal).unwrap(), ["He told me about Thursday.", "We walked to the river."]);
    assert!(opening.damage.is_empty() && opening.recovered.is_empty() && !opening.older_copy);
    assert_eq!(opening.last_opened, Some(evening()));
}

#[test]
fn a_wrong_passphrase_opens_nothing_and_is_counted() {
    let trial = Trial::new().unwrap();
    for _ in 0..2 {
        assert!(matches!(unlock(&trial, "river stone lanter"), Err(Error::WrongPassphrase)));
    }
    assert_eq!(trial.open().unwrap().1.failed_attempts, 2);
    assert_eq!(trial.open().unwrap().1.failed_attempts, 0);
}

#[test]
fn a_draft_survives_a_program_that_just_stops() {
    let trial = Trial::new().unwrap();
    let (mut journal, _) = trial.open().unwrap();
    let first = draft("I wasn’t listening for");
    journal.write_draft(first.clone()).unwrap();
    journal
        .write_draft(EntryDraft { entry: Entry { body: "I wasn’t listening for something".into(), ..first.entry }, ..first })
        .unwrap();
    // Not locked, only gone.
    drop(journal);

    let (journal, opening) = trial.open().unwrap();
    assert_eq!(opening.recovered, [first.id]);
    assert_eq!(bodies(&journal).unwrap(), ["I wasn’t listening for something"]);
    assert_eq!(journal.search("listening", 9).unwrap().len(), 1);
    drop(journal);
    assert!(trial.open().unwrap().1.recovered.is_empty());
}

#[test]
fn an_unfinished_change_shows_and_does_not_replace_the_kept_text() {
    let trial = Trial::new().unwrap();
    let (mut journal, _) = trial.open().unwrap();
    let id = add(&mut journal, "first").unwrap();
    let stored = journal.entry(id).unwrap();
    let changed = EntryDraft { id, parents: stored.heads.clone(), entry: Entry { body: "second".into(), ..stored.entry } };
    journal.write_draft(changed).unwrap();
    assert_eq!(journal.entry(id).unwrap().entry.body, "second");
    assert!(journal.keep_draft(id, evening()).unwrap().is_some());
    let kept = journal.entry(id).unwrap();
    assert_eq!(kept.entry.body, "second");
    assert_ne!(kept.heads, stored.heads);
}

#[test]
fn an_empty_page_leaves_no_trace() {
    let trial = Trial::new().unwrap();
    let (mut journal, _) = trial.open().unwrap();
    let blank = draft("  \n");
    journal.write_draft(blank.clone()).unwrap();
    assert_eq!(journal.keep_draft(blank.id, evening()).unwrap(), None);
    assert!(matches!(journal.entry(blank.id), Err(Error::NoSuchEntry)));
    assert_eq!(journal.verify(&mut |_| {}).unwrap().records, 0);
}

#[test]
fn keeping_an_unchanged_text_makes_no_revision() {
    let trial = Trial::new().unwrap();
    let (mut journal, _) = trial.open().unwrap();
    let id = add(&mut journal, "the same").unwrap();
    let stored = journal.entry(id).unwrap();
    journal.write_draft(EntryDraft { id, parents: stored.heads.clone(), entry: stored.entry.clone() }).unwrap();
    assert_eq!(journal.keep_draft(id, evening()).unwrap(), None);
    assert_eq!(journal.entry(id).unwrap(), stored);
}

#[test]
fn two_texts_made_from_the_same_one_are_both_kept() {
    let trial = Trial::new().unwrap();
    let (mut journal, _) = trial.open().unwrap();
    let id = add(&mut journal, "before").unwrap();
    let stored = journal.entry(id).unwrap();
    for body in ["on the laptop", "on the desk"] {
        let entry = Entry { body: body.into(), ..stored.entry.clone() };
        journal.save(EntryDraft { id, parents: stored.heads.clone(), entry }, evening()).unwrap();
    }
    let both = journal.entry(id).unwrap();
    assert_eq!(both.heads.len(), 2);
    let entry = Entry { body: "both".into(), ..stored.entry };
    journal.save(EntryDraft { id, parents: both.heads, entry }, evening()).unwrap();
    assert_eq!(journal.entry(id).unwrap().heads.len(), 1);
}

#[test]
fn the_trash_gives_back() {
    let trial = Trial::new().unwrap().with(&["one", "two"]).unwrap();
    let (mut journal, _) = trial.open().unwrap();
    let id = journal.rows().unwrap()[0].id;
    let body = journal.entry(id).unwrap().entry.body;
    journal.trash(id, evening()).unwrap();
    assert_eq!((journal.rows().unwrap().len(), journal.entry_count().unwrap()), (1, 1));
    assert!(journal.search(&body, 9).unwrap().is_empty());
    assert!(journal.entry(id).unwrap().trashed.is_some());
    journal.restore(id, evening()).unwrap();
    assert_eq!(journal.entry_count().unwrap(), 2);
    assert_eq!(journal.search(&body, 9).unwrap().len(), 1);
    assert!(matches!(journal.trash(ItemId::random(), evening()), Err(Error::NoSuchEntry)));
}

#[test]
fn a_new_passphrase_replaces_the_old_one() {
    let trial = Trial::new().unwrap().with(&["kept"]).unwrap();
    let (journal, _) = unlock(&trial, PASSPHRASE).unwrap();
    let new = Passphrase::new("another").unwrap();
    assert!(matches!(journal.change_passphrase(&new, &new), Err(Error::WrongPassphrase)));
    journal.change_passphrase(&passphrase().unwrap(), &new).unwrap();
    journal.lock(evening()).unwrap();
    assert!(matches!(unlock(&trial, PASSPHRASE), Err(Error::WrongPassphrase)));
    assert_eq!(bodies(&unlock(&trial, "another").unwrap().0).unwrap(), ["kept"]);
}

#[test]
fn a_new_recovery_sheet_makes_the_old_one_useless() {
    let trial = Trial::new().unwrap().with(&["kept"]).unwrap();
    let (journal, opening) = trial.open().unwrap();
    assert!(opening.by_recovery);
    let line = journal.make_recovery_key().unwrap().dangerously_show();
    journal.lock(evening()).unwrap();
    assert!(matches!(trial.open(), Err(Error::WrongPassphrase)));
    assert_eq!(bodies(&unlock(&trial, &line).unwrap().0).unwrap(), ["kept"]);
}

#[test]
fn a_passphrase_opens_from_a_keyboard_that_composes_differently() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("j.mend");
    Journal::create(&path, &Passphrase::new("Zo\u{eb} caf\u{e9}").unwrap(), evening()).unwrap().lock(evening()).unwrap();
    let decomposed = Key::typed("Zoe\u{308} cafe\u{301}").unwrap();
    assert!(Journal::unlock(&path, &decomposed, evening(), &mut |_| {}).is_ok());
}

#[test]
fn an_old_copy_of_the_file_is_noticed() {
    let trial = Trial::new().unwrap().with(&["one"]).unwrap();
    let old = std::fs::read(trial.path()).unwrap();
    let (mut journal, _) = trial.open().unwrap();
    add(&mut journal, "two").unwrap();
    journal.write_index().unwrap();
    journal.lock(evening()).unwrap();
    assert!(!trial.open().unwrap().1.older_copy);
    std::fs::write(trial.path(), old).unwrap();
    let (journal, opening) = trial.open().unwrap();
    assert!(opening.older_copy);
    assert_eq!(bodies(&journal).unwrap(), ["one"]);
}

#[test]
fn a_clock_that_goes_back_loses_nothing() {
    let trial = Trial::new().unwrap();
    let (mut journal, _) = trial.open().unwrap();
    let id = add(&mut journal, "now").unwrap();
    let earlier = "1999-01-01T00:00:00Z".parse().unwrap();
    let stored = journal.entry(id).unwrap();
    let entry = Entry { body: "then".into(), ..stored.entry };
    journal.save(EntryDraft { id, parents: stored.heads, entry }, earlier).unwrap();
    assert_eq!(journal.entry(id).unwrap().entry.body, "then");
}
