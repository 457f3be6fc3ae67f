//! How it is and how it was: a check-in by keyboard alone, what a crash leaves of it, and pictures whose tables say what is kept.

use chrono::{Days, Local};
use journal::{Journal, Key as JournalKey, Passphrase, PerDay};
use mend_tests::{
    demo,
    driver::{Key, Program, Result, Stage, until},
};

const PASSPHRASE: &str = "velvet harbour mosaic quince";

/// The words on Today's line of feelings.
fn felt(app: &Program<'_>) -> Result<Vec<String>> {
    let words = app.run(
        "return [...document.querySelectorAll('ul[aria-label=\"How are you?\"] .chip .text')].map((one) => one.textContent)",
        &[],
    )?;
    Ok(serde_json::from_value(words)?)
}

#[test]
fn a_check_in_takes_at_most_twelve_keys_and_is_there_after_locking() -> Result<()> {
    let stage = Stage::set()?;
    let app = stage.start()?;
    app.create(PASSPHRASE)?;
    // Ctrl and J, five keys to a point, Enter to the first word, Enter to choose it, Ctrl and Enter: eleven.
    app.shortcut("j")?;
    until("the plane has the focus", || {
        Ok((app.run("return document.activeElement.getAttribute('role')", &[])? == "slider").then_some(()))
    })?;
    for key in [Key::Left, Key::Left, Key::Left, Key::Up, Key::Up, Key::Enter, Key::Enter] {
        app.press(key)?;
    }
    app.says("How strong, if you want to say it")?;
    app.keys(&[Key::Control, Key::Enter])?;
    until("Today shows the word", || Ok((felt(&app)?.len() == 1).then_some(())))?;
    let word = felt(&app)?;
    app.lock()?;
    app.unlock(PASSPHRASE)?;
    until("the word is there", || Ok((felt(&app)? == word).then_some(())))?;
    Ok(())
}

#[test]
fn a_crash_leaves_the_note_of_a_check_in() -> Result<()> {
    let stage = Stage::set()?;
    let app = stage.start()?;
    app.create(PASSPHRASE)?;
    app.shortcut("j")?;
    app.button("A note")?.click()?;
    app.field("A note")?.type_text("He rang before he left.")?;
    app.says("Kept")?;
    app.kill()?;
    let app = stage.start()?;
    app.unlock(PASSPHRASE)?;
    until("the check-in is there", || Ok((felt(&app)? == ["note"]).then_some(())))?;
    app.run("location.hash = '#/checkins'", &[])?;
    app.says("He rang before he left.")?;
    Ok(())
}

#[test]
fn a_check_in_that_is_removed_comes_back_by_undo_and_ends_in_the_trash() -> Result<()> {
    let stage = Stage::set()?;
    let app = stage.start()?;
    app.create(PASSPHRASE)?;
    app.shortcut("j")?;
    app.button("A note")?.click()?;
    app.field("A note")?.type_text("Only a line.")?;
    app.says("Kept")?;
    app.button("Remove")?.click()?;
    app.button("Undo")?.click()?;
    until("it is on Today again", || Ok((felt(&app)? == ["note"]).then_some(())))?;
    app.run("location.hash = '#/checkins'", &[])?;
    app.says("Only a line.")?;
    app.run("document.querySelector('main a[href^=\"#/checkin/\"]').click()", &[])?;
    app.button("Remove")?.click()?;
    app.button("Undo")?;
    app.run("location.hash = '#/trash'", &[])?;
    app.says("Only a line.")?;
    app.button("Empty the trash")?.click()?;
    app.button("Remove for good")?.click()?;
    app.says("The trash is empty")?;
    Ok(())
}

/// The rows of a picture's table: all texts, row by row.
fn table(app: &Program<'_>, picture: &str) -> Result<Vec<Vec<String>>> {
    app.button(&format!("{picture} as a table"))?.click()?;
    let rows = until("the table is there", || {
        let script = "const section = [...document.querySelectorAll('section')].find((one) => one.querySelector('h2')?.textContent === arguments[0]);
                      return [...section.querySelectorAll('tbody tr')].map((row) => [...row.children].map((cell) => cell.querySelector('time')?.dateTime ?? cell.textContent))";
        let rows: Vec<Vec<String>> = serde_json::from_value(app.run(script, &[picture.into()])?)?;
        Ok((!rows.is_empty()).then_some(rows))
    })?;
    app.button(&format!("{picture} as a table"))?.click()?;
    Ok(rows)
}

#[test]
fn the_pictures_say_what_the_journal_says() -> Result<()> {
    let stage = Stage::set()?;
    let now = Local::now().fixed_offset();
    demo::write(&stage.journal(), now)?;
    let key = JournalKey::Passphrase(Passphrase::new(demo::PASSPHRASE)?);
    let (journal, _) = Journal::unlock(&stage.journal(), &key, now, &mut |_| {})?;
    let to = now.date_naive();
    let from = to - Days::new(7 * 12 - 1);
    let trust = journal.series("trust", PerDay::Mean, from, to)?;
    let words = journal.words_felt(from, to)?;
    journal.lock(now)?;
    assert!(trust.days.len() > 20 && words.len() > 20);

    let app = stage.start()?;
    app.unlock(demo::PASSPHRASE)?;
    app.go("Feelings")?;
    app.part("heading", "Trust")?;
    let shown: Vec<(String, f64)> =
        table(&app, "Trust")?.into_iter().filter_map(|row| Some((row.first()?.clone(), row.get(1)?.parse().ok()?))).collect();
    assert_eq!(shown.len(), trust.days.len());
    for ((day, value), noted) in shown.iter().zip(&trust.days) {
        assert_eq!(*day, noted.day.to_string());
        assert!((value - noted.value).abs() < 0.001, "{day}: {value} and {}", noted.value);
    }
    let shown: Vec<(String, u32)> = table(&app, "Words you reached for most")?
        .into_iter()
        .filter_map(|row| Some((row.first()?.clone(), row.get(1)?.parse().ok()?)))
        .collect();
    assert_eq!(shown, words.iter().map(|word| (word.name.clone(), word.count)).collect::<Vec<_>>());
    app.says("The red bowl")?;
    Ok(())
}

#[test]
fn a_page_that_looks_back_is_written_kept_and_found_again() -> Result<()> {
    let stage = Stage::set()?;
    demo::write(&stage.journal(), Local::now().fixed_offset())?;
    let app = stage.start()?;
    app.unlock(demo::PASSPHRASE)?;
    let week = app.run("location.hash = '#/reviews'; return null", &[]).and_then(|_| {
        app.part("heading", "Looking back")?;
        app.run(
            "const link = document.querySelector('main a[href^=\"#/review/\"]'); link.click(); return link.getAttribute('href')",
            &[],
        )
    })?;
    app.editor()?.type_text("A week of small things.")?;
    app.is_saved_as("saved")?;
    app.go("Journal")?;
    app.first_entry()?;
    app.run("location.hash = arguments[0]", &[week])?;
    until("the page is the same", || Ok(app.editor()?.text()?.contains("A week of small things.").then_some(())))?;
    Ok(())
}
