//! Every way out of the journal window keeps the last words, and every way in leads to the same one program.

use mend_tests::driver::{Preferences, Program, Result, Stage, Window, until, until_within};

const PASSPHRASE: &str = "velvet harbour mosaic quince";

/// A start with a new journal, and something typed that was not saved yet.
fn typing<'a>(stage: &'a Stage, words: &str) -> Result<Program<'a>> {
    let app = stage.start()?;
    app.create(PASSPHRASE)?;
    app.editor()?.type_text(words)?;
    Ok(app)
}

fn finds_again(app: &Program<'_>, words: &str) -> Result<()> {
    app.unlock(PASSPHRASE)?;
    until(&format!("“{words}” is there again"), || Ok((app.editor()?.text()? == words).then_some(())))
}

#[test]
fn the_lock_key_keeps_the_last_words() -> Result<()> {
    let stage = Stage::set()?;
    let app = typing(&stage, "Typed a moment before Ctrl+L")?;
    app.shortcut("l")?;
    app.is_locked()?;
    finds_again(&app, "Typed a moment before Ctrl+L")
}

#[test]
fn closing_the_window_keeps_the_last_words() -> Result<()> {
    let stage = Stage::set()?;
    let app = typing(&stage, "Typed a moment before closing")?;
    stage.press_close_button()?;
    app.ended()?;
    finds_again(&stage.start()?, "Typed a moment before closing")
}

#[test]
fn the_panic_key_takes_everything_off_the_screen_and_locks() -> Result<()> {
    let stage = Stage::set()?;
    let app = typing(&stage, "Typed a moment before panic")?;
    assert_eq!(stage.windows_on_the_screen()?.len(), 1);
    app.panic_key()?;
    until("nothing is on the screen", || Ok((stage.windows_on_the_screen()?.is_empty()).then_some(())))?;
    app.is_locked()?;
    assert_eq!(stage.windows_on_the_screen()?.len(), 0, "the lock window stays out of sight, too");

    stage.start_again()?;
    until("a second start shows the lock window", || Ok((stage.windows_on_the_screen()?.len() == 1).then_some(())))?;
    finds_again(&app, "Typed a moment before panic")
}

#[test]
fn a_second_start_leads_to_the_first() -> Result<()> {
    let stage = Stage::set()?;
    let app = typing(&stage, "Typed before the second start")?;
    stage.start_again()?;
    assert!(app.runs());
    assert_eq!(stage.windows_on_the_screen()?.len(), 1);
    app.window(Window::Journal)?;
    assert_eq!(app.editor()?.text()?, "Typed before the second start");
    Ok(())
}

#[test]
fn a_desktop_that_locks_its_screen_locks_the_journal_which_keeps_the_last_words() -> Result<()> {
    let stage = Stage::set()?;
    let app = typing(&stage, "Typed as the screen locked")?;
    stage.desktop_locks()?;
    until("it has locked by itself", || Ok((!app.has_window(Window::Journal)?).then_some(())))?;
    app.is_locked()?;
    finds_again(&app, "Typed as the screen locked")
}

#[test]
fn a_journal_left_alone_locks_itself_and_keeps_the_last_words() -> Result<()> {
    let stage = Stage::set()?;
    stage.prefer(&Preferences { lock_after_minutes: Some(1), ..Preferences::default() })?;
    let app = typing(&stage, "Typed a minute ago")?;
    until_within(std::time::Duration::from_secs(90), "it has locked by itself", || {
        Ok((!app.has_window(Window::Journal)?).then_some(()))
    })?;
    app.is_locked()?;
    finds_again(&app, "Typed a minute ago")
}
