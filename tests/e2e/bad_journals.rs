//! Files that are no journal, or not one to be opened now: each gets its sentence, and stays as it was.

use std::{fs, path::Path};

use mend_tests::{
    builder::{PASSPHRASE, Trial},
    driver::{Program, Result, Stage},
};

/// Where SQLite keeps `user_version`, which is the journal format's version, as four big-endian bytes.
const VERSION: std::ops::Range<usize> = 60..64;

/// Tries to open what is there and waits for the sentence.
fn is_refused(stage: &Stage, journal: &Path, sentence: &str) -> Result<()> {
    let app = stage.start_with(journal)?;
    app.try_to_unlock(PASSPHRASE)?;
    app.says(sentence)?;
    can_be_tried_again(&app)?;
    app.quit()
}

fn can_be_tried_again(app: &Program<'_>) -> Result<()> {
    mend_tests::driver::until("one can try again", || Ok(app.button("Open journal")?.is_enabled()?.then_some(())))
}

#[test]
fn what_is_no_journal_is_refused_and_left_alone() -> Result<()> {
    let stage = Stage::set()?;
    let folder = stage.folder().join("journals/folder");
    fs::create_dir(&folder)?;
    is_refused(&stage, &folder, "This file is not a journal. Please choose another.")?;
    assert_eq!(fs::read_dir(&folder)?.count(), 0);

    let text = stage.folder().join("journals/text.mend");
    fs::write(&text, "Dear diary, this is only a text.")?;
    is_refused(&stage, &text, "This file is not a journal. Please choose another.")?;
    assert_eq!(fs::read_to_string(&text)?, "Dear diary, this is only a text.");
    Ok(())
}

#[test]
fn a_journal_that_was_cut_or_comes_from_the_future_is_refused_and_left_alone() -> Result<()> {
    let (stage, trial) = (Stage::set()?, Trial::new()?.with(&["one", "two", "three"])?);
    let whole = fs::read(trial.path())?;

    let cut = stage.folder().join("journals/cut.mend");
    fs::write(&cut, &whole[..whole.len() / 2])?;
    is_refused(&stage, &cut, "This journal is damaged and cannot be opened.")?;
    assert_eq!(fs::read(&cut)?, whole[..whole.len() / 2]);

    let mut newer = whole;
    newer[VERSION].copy_from_slice(&99_u32.to_be_bytes());
    let path = stage.folder().join("journals/newer.mend");
    fs::write(&path, &newer)?;
    is_refused(&stage, &path, "This journal was made by a newer Mend. Please update the program; the file was left as it is.")?;
    assert_eq!(fs::read(&path)?, newer);
    Ok(())
}

#[test]
fn a_journal_that_is_open_elsewhere_is_opened_once_it_is_closed_there() -> Result<()> {
    let (stage, trial) = (Stage::set()?, Trial::new()?.with(&["one"])?);
    let (held, _) = trial.open()?;
    let app = stage.start_with(&trial.path())?;
    app.try_to_unlock(PASSPHRASE)?;
    app.says("This journal is open in another window or program. Close it there first.")?;
    held.lock(mend_tests::builder::evening())?;
    app.unlock(PASSPHRASE)
}
