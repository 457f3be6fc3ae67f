//! The path: entered by choice, left, walked out of order, with a letter that is burned and one's own words then and now.

use std::fs;

use journal::{Journal, Key as JournalKey, Kind, MarkKind, Passphrase};
use mend_tests::driver::{Key, Program, Result, Stage, until};
use rusqlite::{Connection, OpenFlags};

const PASSPHRASE: &str = "velvet harbour mosaic quince";

fn hash(app: &Program<'_>, address: &str) -> Result<()> {
    app.run("location.hash = arguments[0]", &[address.into()]).map(drop)
}

/// Chooses a point of view in Settings.
fn be(app: &Program<'_>, view: &str) -> Result<()> {
    app.go("Settings")?;
    until(&format!("“{view}” can be chosen"), || {
        let script = "const input = [...document.querySelectorAll('label')].find((label) => label.textContent.trim() === arguments[0])?.querySelector('input');
                      input?.click();
                      return input?.checked ?? false";
        Ok(app.run(script, &[view.into()])?.as_bool().filter(|chosen| *chosen).map(drop))
    })
}

/// Declines, comes back after locking, and enters.
fn decline_and_come_back(app: &Program<'_>, path: &str, step: &str) -> Result<()> {
    app.go("Path")?;
    app.link("Have a look")?.click()?;
    app.button("Not now")?.click()?;
    app.says("stays under Path")?;
    app.lock()?;
    app.unlock(PASSPHRASE)?;
    app.go("Path")?;
    app.says("you answered “Not now”")?;
    hash(app, &format!("#/primer/{path}"))?;
    app.button("Yes, a little")?.click()?;
    app.link("To the path")?.click()?;
    until("the steps are there", || Ok(app.text()?.contains(step).then_some(())))
}

/// Waits until a new page lies there and has the cursor.
fn page_to_write(app: &Program<'_>) -> Result<()> {
    until("the cursor is on a new page", || {
        let there = app
            .run("return location.hash === '#/new' && document.activeElement?.getAttribute('contenteditable') === 'true'", &[])?;
        Ok(there.as_bool().filter(|there| *there).map(drop))
    })
}

/// Sealed bytes of the journal's records, without what every age file begins with.
fn sealed(stage: &Stage) -> Result<Vec<Vec<u8>>> {
    let file = Connection::open_with_flags(stage.journal(), OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let mut statement = file.prepare("SELECT sealed FROM record WHERE sealed IS NOT NULL")?;
    let rows = statement.query_map([], |row| row.get::<_, Vec<u8>>(0))?;
    Ok(rows.collect::<rusqlite::Result<Vec<_>>>()?.into_iter().map(|bytes| bytes[256..].to_vec()).collect())
}

/// How many of these have a piece in the journal's files.
fn remaining(stage: &Stage, sealed: &[Vec<u8>]) -> Result<usize> {
    let folder = stage.journal().parent().ok_or("the journal is in no folder")?.to_owned();
    let mut files = Vec::new();
    for file in fs::read_dir(folder)? {
        files.push(fs::read(file?.path()).unwrap_or_default());
    }
    let there = |piece: &[u8]| files.iter().any(|bytes| memchr::memmem::find(bytes, piece).is_some());
    Ok(sealed.iter().filter(|bytes| bytes.chunks_exact(32).step_by(4).any(there)).count())
}

#[test]
fn somebody_who_declined_comes_back_a_month_later() {
    let stage = Stage::set().unwrap();
    let app = stage.start().unwrap();
    app.create(PASSPHRASE).unwrap();
    be(&app, "I was hurt").unwrap();
    app.go("Path").unwrap();
    app.link("Have a look").unwrap().click().unwrap();
    app.button("Not now").unwrap().click().unwrap();
    app.says("stays under Path").unwrap();
    let day = "return new Intl.DateTimeFormat('en', { day: 'numeric', month: 'long' }).format(new Date())";
    let before = app.run(day, &[]).unwrap().as_str().unwrap().to_owned();
    app.quit().unwrap();

    stage.days_pass(31);
    let app = stage.start().unwrap();
    app.unlock(PASSPHRASE).unwrap();
    let after = app.run(day, &[]).unwrap().as_str().unwrap().to_owned();
    assert_ne!(before, after, "a month has passed for the page");
    app.go("Path").unwrap();
    // What was answered is remembered with its day, and nothing asks again or counts the time.
    app.says("you answered “Not now”").unwrap();
    let text = app.text().unwrap();
    assert!(text.contains(before.split(' ').next_back().unwrap()) || text.contains(&before), "{before}: {text}");
    assert!(!text.contains("31 days") && !text.contains("a month ago"), "{text}");
    hash(&app, "#/primer/hurt").unwrap();
    app.button("Yes, a little").unwrap().click().unwrap();
    app.link("To the path").unwrap().click().unwrap();
    app.says("Room for anger and grief").unwrap();
    app.quit().unwrap();

    let key = JournalKey::Passphrase(Passphrase::new(PASSPHRASE).unwrap());
    let (journal, _) = Journal::unlock(&stage.journal(), &key, chrono::Local::now().fixed_offset(), &mut |_| {}).unwrap();
    let answers = journal.setting(journal::Drawer::Reflect, "primer:hurt").unwrap().unwrap();
    let days: Vec<chrono::NaiveDate> =
        answers.as_array().unwrap().iter().map(|answer| answer["day"].as_str().unwrap().parse().unwrap()).collect();
    assert_eq!((days[1] - days[0]).num_days(), 31, "for the journal, too");
}

#[test]
fn the_path_is_declined_come_back_to_and_walked_out_of_order() -> Result<()> {
    let stage = Stage::set()?;
    let app = stage.start()?;
    app.create(PASSPHRASE)?;
    be(&app, "I was hurt")?;
    decline_and_come_back(&app, "hurt", "Room for anger and grief")?;

    // Three steps, the last first: a letter at each.
    for (step, title, opening) in [
        ("the-whole-person", "The whole person", "They drove me to the hospital. They also lied."),
        ("naming-the-hurt", "Naming the hurt", "A theft, I call it."),
        ("room-for-anger", "Room for anger and grief", "You had no right."),
    ] {
        hash(&app, &format!("#/step/{step}"))?;
        app.part("heading", title)?;
        app.button("Write this letter")?.click()?;
        page_to_write(&app)?;
        app.keys(&[Key::Control, Key::End])?;
        app.type_text(opening)?;
        app.is_saved_as("saved")?;
    }
    // Then and now.
    for words in ["A lie with a timetable.", "A theft, still."] {
        hash(&app, "#/step/naming-the-hurt")?;
        app.part("heading", "Then and now")?;
        app.run("[...document.querySelectorAll('section')].find((one) => one.querySelector('h2')?.textContent === 'Then and now').querySelector('button').click()", &[])?;
        page_to_write(&app)?;
        app.keys(&[Key::Control, Key::End])?;
        app.type_text(words)?;
        app.is_saved_as("saved")?;
    }
    hash(&app, "#/step/naming-the-hurt")?;
    app.says("A lie with a timetable.")?;
    app.says("A theft, still.")?;

    app.go("Path")?;
    app.button("Mark a setback or a milestone")?.click()?;
    app.field("A few words, if you like")?.type_text("A bad Thursday")?;
    app.button("Mark")?.click()?;
    app.says("A bad Thursday")?;
    app.lock()?;

    let before = sealed(&stage)?;
    assert_eq!(remaining(&stage, &before)?, before.len(), "what is searched for can be found");
    app.unlock(PASSPHRASE)?;
    hash(&app, "#/step/room-for-anger")?;
    app.first_entry()?.click()?;
    app.button("Burn this letter")?.click()?;
    app.button("Burn it")?.click()?;
    app.says("It is gone from this journal.")?;
    // The sentence stands in a dialog.
    app.button("Close")?.click()?;
    app.lock()?;
    let after = sealed(&stage)?;
    let gone: Vec<Vec<u8>> = before.into_iter().filter(|bytes| !after.contains(bytes)).collect();
    assert!(!gone.is_empty(), "the letter's records were taken out");
    assert_eq!(remaining(&stage, &gone)?, 0, "no piece of the burned letter is left");

    let key = JournalKey::Passphrase(Passphrase::new(PASSPHRASE)?);
    let now = chrono::Local::now().fixed_offset();
    let (journal, _) = Journal::unlock(&stage.journal(), &key, now, &mut |_| {})?;
    let gathered: Vec<(String, u32)> = journal.gatherings()?.into_iter().map(|one| (one.step, one.entries)).collect();
    assert_eq!(gathered, [("naming-the-hurt".to_owned(), 3), ("the-whole-person".to_owned(), 1)]);
    let letters = journal.rows()?.into_iter().filter(|row| row.kind == Kind::Letter).count();
    assert_eq!(letters, 2);
    let today = now.date_naive();
    assert!(journal.marks(today, today)?.iter().any(|stored| stored.mark.kind == MarkKind::Setback));
    assert_eq!(journal.answers_to("path:naming-the-hurt")?.len(), 2);
    journal.lock(now)?;
    Ok(())
}

#[test]
fn whoever_broke_trust_has_a_path_of_their_own() -> Result<()> {
    let stage = Stage::set()?;
    let app = stage.start()?;
    app.create(PASSPHRASE)?;
    be(&app, "I broke someone’s trust")?;
    decline_and_come_back(&app, "broke-trust", "Facing it whole")?;
    assert!(!app.text()?.contains("Room for anger and grief"));
    hash(&app, "#/step/facing-it")?;
    app.part("heading", "Facing it whole")?;
    app.part("heading", "When to leave this for now")?;
    Ok(())
}
