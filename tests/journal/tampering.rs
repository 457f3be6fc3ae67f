//! Every byte of a journal flipped, and the file cut at every place: nothing wrong is ever shown, nothing panics, and what
//! can be read is read.

use std::{env, fs};

use journal::Error;
use mend_tests::builder::{Trial, add, bodies, evening, fast_folder};

const BODIES: [&str; 4] = ["He told me about Thursday.", "I noticed my shoulders.", "The long way.", "We walked to the river."];

/// One in so many places, unless `MEND_EVERY_BYTE` asks for all of them: that takes minutes.
const STRIDE: usize = 23;

fn stride() -> usize {
    if env::var_os("MEND_EVERY_BYTE").is_some() { 1 } else { STRIDE }
}

struct Victim {
    trial: Trial,
    whole: Vec<u8>,
    path: std::path::PathBuf,
    _fast: tempfile::TempDir,
}

fn victim() -> Victim {
    let trial = Trial::new().unwrap().with(&BODIES).unwrap();
    trial.forget_index().unwrap();
    let whole = fs::read(trial.path()).unwrap();
    let fast = fast_folder().unwrap();
    Victim { path: fast.path().join("journal.mend"), trial, whole, _fast: fast }
}

impl Victim {
    /// Opens the file with these bytes and checks everything it shows. True if it says that something is wrong.
    fn opens_honestly(&self, bytes: &[u8], place: usize) -> bool {
        for sibling in ["journal.mend-index", "journal.mend-wal", "journal.mend-journal"] {
            let _ = fs::remove_file(self.path.with_file_name(sibling));
        }
        fs::write(&self.path, bytes).unwrap();
        let opened = self.trial.open_at(&self.path);
        let (journal, opening) = match opened {
            Ok(opened) => opened,
            Err(Error::Internal(reason)) => panic!("{reason} at {place}"),
            Err(_) => return true,
        };
        let shown = bodies(&journal).unwrap();
        assert!(shown.iter().all(|body| BODIES.contains(&body.as_str())), "something else is shown at {place}");
        if opening.damage.is_empty() {
            // A cut that takes whole records away from the end cannot be seen from the file alone.
            assert!(shown == BODIES, "something is missing and nothing is said at {place}: {shown:?}");
            return false;
        }
        true
    }
}

#[test]
fn a_flipped_byte_is_noticed_or_does_no_harm() {
    let victim = victim();
    let mut noticed = 0;
    for place in (0..victim.whole.len()).step_by(stride()) {
        let mut bytes = victim.whole.clone();
        bytes[place] ^= 1 << (place % 8);
        noticed += usize::from(victim.opens_honestly(&bytes, place));
    }
    assert!(noticed > 0);
}

#[test]
fn a_file_cut_short_is_noticed() {
    let victim = victim();
    for place in (1..victim.whole.len()).step_by(stride() * 3) {
        assert!(victim.opens_honestly(&victim.whole[..place], place), "cut at {place}");
    }
}

#[test]
fn what_can_be_read_beside_a_damaged_record_is_read() {
    let trial = Trial::new().unwrap().with(&BODIES).unwrap();
    trial.forget_index().unwrap();
    let change = "UPDATE record SET sealed = CAST(substr(sealed, 1, 600) || x'00' || substr(sealed, 602) AS BLOB) WHERE seq = 2";
    rusqlite::Connection::open(trial.path()).unwrap().execute(change, []).unwrap();
    let (mut journal, opening) = trial.open().unwrap();
    assert_eq!(opening.damage.len(), 1);
    assert_eq!(bodies(&journal).unwrap().len(), BODIES.len() - 1);
    // And one can go on writing.
    add(&mut journal, "after").unwrap();
    journal.lock(evening()).unwrap();
    assert_eq!(trial.open().unwrap().0.entry_count().unwrap(), 4);
}

#[test]
fn records_that_were_swapped_or_copied_are_noticed() {
    for change in [
        "UPDATE record SET (digest, sealed) = (SELECT digest, sealed FROM record WHERE seq = 3) WHERE seq = 2",
        "INSERT INTO record SELECT device, 5, digest, sealed FROM record WHERE seq = 4",
        "DELETE FROM record WHERE seq = 2",
        "UPDATE record SET device = randomblob(16) WHERE seq = 4",
        "UPDATE record SET digest = zeroblob(32) WHERE seq = 1",
    ] {
        let trial = Trial::new().unwrap().with(&BODIES).unwrap();
        trial.forget_index().unwrap();
        rusqlite::Connection::open(trial.path()).unwrap().execute(change, []).unwrap();
        let (journal, opening) = trial.open().unwrap();
        assert!(!opening.damage.is_empty(), "{change}");
        assert!(!journal.verify(&mut |_| {}).unwrap().is_whole(), "{change}");
    }
}
