//! What is still in memory once the journal is locked.

use mend_tests::driver::{Canary, Process, Program, Result, Stage, copies_in_memory};

/// How often a word is in each process of the app; the app's own is the first.
type Copies = Vec<(Process, usize)>;

/// Writes the word twenty times, searches for it, and locks. Gives what was in memory before, and what is left of the word and of
/// the passphrase. None without the right to look.
fn write_and_lock() -> Result<Option<[Copies; 3]>> {
    let (stage, words, passphrase) = (Stage::set()?, Canary::hatch(), Canary::hatch());
    let app = stage.start()?;
    app.create(passphrase.word())?;
    for sentence in 1..=20 {
        app.editor()?.type_text(&format!("Sentence {sentence} has {} in it. ", words.word()))?;
    }
    app.is_saved_as("saved")?;
    app.go("Journal")?;
    app.search_field()?.type_text(&words.word()[..8])?;
    app.first_entry()?;
    let Ok(before) = copies(&app, &words) else {
        println!("only root may look into another program's memory; nothing was checked");
        return Ok(None);
    };
    app.lock()?;
    Ok(Some([before, copies(&app, &words)?, copies(&app, &passphrase)?]))
}

fn copies(app: &Program<'_>, word: &Canary) -> Result<Copies> {
    app.processes()?.into_iter().map(|process| Ok((process.clone(), copies_in_memory(process.pid, word)?))).collect()
}

#[test]
fn after_the_lock_no_web_process_has_a_word_or_the_passphrase() -> Result<()> {
    let Some([before, words, passphrase]) = write_and_lock()? else { return Ok(()) };
    assert!(before[0].1 > 0, "the index has the text while it is open: {before:?}");
    let page = before.iter().find(|(process, _)| process.name == "WebKitWebProcess");
    assert!(page.is_some_and(|(_, copies)| *copies > 0), "the page has the text while it shows it: {before:?}");
    for (what, copies) in [("the text", &words), ("the passphrase", &passphrase)] {
        println!("{what}, in the app's own process: {} copies", copies[0].1);
        assert!(copies[1..].iter().all(|(_, copies)| *copies == 0), "{what} is still in memory: {copies:?}");
    }
    Ok(())
}
