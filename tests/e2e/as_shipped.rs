//! The app as people get it. A build for WebDriver differs in how its windows keep web data, so this one is tried without.

use std::{
    fs,
    time::{Duration, SystemTime},
};

use journal::{Journal, Passphrase};
use mend_tests::{
    builder::evening,
    driver::{Canary, Result, Shipped, Stage, copies_in_memory, until, until_within},
};

use crate::cli::Cli;

/// How long a page gets to take a key before it is typed again.
const TRY: Duration = Duration::from_secs(4);

#[test]
fn both_windows_show_their_pages_and_what_is_typed_is_stored() -> Result<()> {
    let Some(binary) = Shipped::binary() else {
        println!("MEND_SHIPPED_BINARY names no program; nothing was checked");
        return Ok(());
    };
    let (stage, words, passphrase) = (Stage::set_apart()?, Canary::hatch(), Canary::hatch());
    Journal::create(&stage.journal(), &Passphrase::new(passphrase.word())?, evening())?.lock(evening())?;
    let app = Shipped::start(&binary, &stage)?;

    let door = app.next_window(None)?;
    let desk = unlock(&app, door, &passphrase)?;
    // Of what is typed first, the page may see only the end. Then it is there.
    is_stored(&app, &stage, "Now")?;
    is_stored(&app, &stage, &format!(", {}.", words.word()))?;
    let before = copies(&app, &words)?;
    app.press("ctrl+l")?;
    let door = app.next_window(Some(desk))?;
    if let (Some(before), Some(words), Some(passphrase)) = (before, copies(&app, &words)?, copies(&app, &passphrase)?) {
        println!("copies of a typed word: {before} before locking, {words} after it; of the passphrase: {passphrase}");
        assert!(before > 0, "what is on the screen is in memory");
        assert_eq!((words, passphrase), (0, 0), "copies of the text and of the passphrase after locking");
    }

    // The third window has its page, too.
    let desk = unlock(&app, door, &passphrase)?;
    app.press("ctrl+l")?;
    app.next_window(Some(desk))?;
    drop(app);
    let found = Cli::of(&stage, passphrase.word())?.json(&["search", words.word(), "--json"])?;
    assert_eq!(found.len(), 1);
    Ok(())
}

/// How often a word is in the memory of any of the app's processes. None without the right to look.
fn copies(app: &Shipped<'_>, word: &Canary) -> Result<Option<usize>> {
    let mut copies = 0;
    for process in app.processes()? {
        match copies_in_memory(process.pid, word) {
            Ok(found) => copies += found,
            Err(_) => {
                println!("only root may look into another program's memory; that part was not checked");
                return Ok(None);
            }
        }
    }
    Ok(Some(copies))
}

/// Types the passphrase until the page takes it, and waits for the next window.
fn unlock(app: &Shipped<'_>, door: u32, passphrase: &Canary) -> Result<u32> {
    until("the journal's window is there", || {
        app.press("ctrl+a")?;
        app.type_text(passphrase.word())?;
        app.press("Return")?;
        until_within(TRY, "there is another window", || app.window_but(Some(door))).map(Some)
    })?;
    app.next_window(Some(door))
}

/// Types something until it reaches the journal.
fn is_stored(app: &Shipped<'_>, stage: &Stage, words: &str) -> Result<()> {
    until("what is typed is stored", || {
        let before = last_write(stage);
        app.type_text(words)?;
        until_within(TRY, "the journal is written to", || Ok((last_write(stage) > before).then_some(()))).map(Some)
    })
}

/// When the journal was last written to: SQLite's write-ahead log comes first.
fn last_write(stage: &Stage) -> Option<SystemTime> {
    let mut log = stage.journal().into_os_string();
    log.push("-wal");
    fs::metadata(log).and_then(|about| about.modified()).ok()
}
