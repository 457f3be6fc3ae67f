//! The main job, from the first start to the second opening; and what it leaves on the disk.

use std::{fs, path::Path};

use mend_tests::driver::{Canary, Key, Program, Result, Stage, Window, until};

#[test]
fn what_one_writes_survives_a_power_cut_is_found_again_and_is_nowhere_in_clear() -> Result<()> {
    let (stage, words, passphrase) = (Stage::set()?, Canary::hatch(), Canary::hatch());
    let written = format!("The kettle sang {} while it rained.", words.word());

    let app = stage.start()?;
    app.says("A journal of your own.")?;
    app.field("Passphrase")?.type_text(passphrase.word())?;
    app.says("Would take longer than a lifetime to guess.")?;
    app.field("Repeat the passphrase")?.type_text(passphrase.word())?;
    app.button("Create journal")?.click()?;
    app.window(Window::Journal)?;
    app.button("Skip all of this")?.click()?;
    app.editor()?.type_text(&written)?;
    app.is_saved_as("saved")?;
    app.kill()?;

    let app = stage.start()?;
    app.says("Welcome back.")?;
    app.unlock(passphrase.word())?;
    app.says("Your last words before the program stopped are here.")?;
    until("the text is on Today", || Ok((app.editor()?.text()? == written).then_some(())))?;

    app.go("Journal")?;
    app.search_field()?.type_text(&words.word()[..12])?;
    until("the find is marked", || {
        let marked =
            app.run("return [...document.querySelectorAll('[data-entry] mark')].map((mark) => mark.textContent)", &[])?;
        Ok((marked == serde_json::json!([words.word()])).then_some(()))
    })?;
    app.press(Key::Down)?;
    app.press(Key::Enter)?;
    app.button("Move to trash")?;
    assert_eq!(app.editor()?.text()?, written);

    lock_leaves_no_page_behind(&app)?;
    the_wrong_passphrase_is_refused_kindly(&app)?;

    app.unlock(passphrase.word())?;
    app.says("one wrong passphrase was typed here")?;
    assert_eq!(app.editor()?.text()?, written);
    app.quit()?;

    for secret in [&words, &passphrase] {
        nothing_is_left(&stage, secret)?;
    }
    Ok(())
}

fn lock_leaves_no_page_behind(app: &Program<'_>) -> Result<()> {
    let with_text = app.web_processes()?;
    assert!(!with_text.is_empty(), "the journal's page is in a process of its own");
    app.lock()?;
    until("the process that had the text is gone", || {
        let now = app.web_processes()?;
        Ok((!with_text.iter().any(|pid| now.contains(pid))).then_some(()))
    })
}

fn the_wrong_passphrase_is_refused_kindly(app: &Program<'_>) -> Result<()> {
    app.try_to_unlock("not this one")?;
    app.says("That is not the passphrase of this journal. Take your time.")?;
    app.says("You can try again in 1 second.")?;
    let open = app.button("Open journal")?;
    assert!(!open.is_enabled()?, "nothing can be tried during the pause");
    until("the next try is taken", || Ok(open.is_enabled()?.then_some(())))?;
    app.says("You can try again now.")
}

/// Looks in everything that the program may write to, and in everything that was written in the usual temporary folders.
fn nothing_is_left(stage: &Stage, secret: &Canary) -> Result<()> {
    let planted = stage.folder().join("cache/planted");
    fs::write(&planted, secret.word().encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>())?;
    let found = secret.files_below(stage.folder(), None)?;
    assert_eq!(found, [format!("{}: UTF-16 LE", planted.display())], "the scan finds what was planted, and nothing else");
    fs::remove_file(planted)?;
    for folder in ["/tmp", "/var/tmp"] {
        let found = secret.files_below(Path::new(folder), Some(stage.since()))?;
        assert!(found.is_empty(), "{found:?}");
    }
    Ok(())
}
