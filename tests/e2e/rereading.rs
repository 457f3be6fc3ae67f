//! An entry's whole life in the window: illustrated, tagged, blurred, dated back, found, compared, brought back, thrown away and
//! removed, with nothing of it left in the file.

use std::{fs, io::Cursor, path::Path};

use mend_tests::{
    demo,
    driver::{Key, Program, Result, Stage, until},
};
use rusqlite::{Connection, OpenFlags};

const PASSPHRASE: &str = "velvet harbour mosaic quince";

#[test]
fn an_entry_is_illustrated_tagged_blurred_dated_back_found_compared_restored_and_purged() -> Result<()> {
    let stage = Stage::set()?;
    let app = stage.start()?;
    app.create(PASSPHRASE)?;
    app.editor()?.type_text("A heron stood on the weir.")?;
    illustrate(&app)?;
    a_picture_is_looked_at_and_described(&app)?;
    app.field("Title")?.type_text("Gerda")?;
    app.is_saved_as("saved")?;

    app.go("Journal")?;
    app.first_entry()?.click()?;
    app.button("Favourite")?.click()?;
    app.part("combobox", "Add a tag")?.type_text("river walks\u{e007}")?;
    app.button("Remove river walks")?;
    date_back(&app)?;
    app.says("April 3, 2019")?;
    app.button("Blur")?.click()?;
    app.is_saved_as("saved")?;

    a_blurred_entry_shows_nothing_until_it_is_asked_for(&app)?;
    a_change_is_compared_and_taken_back(&app)?;
    app.lock()?;
    let pictures = sealed(&stage.journal(), "SELECT sealed FROM blob")?;
    assert_eq!(pictures.len(), 2, "a picture, whole and small");
    let sealed = [pictures, sealed(&stage.journal(), "SELECT sealed FROM record")?].concat();
    assert!(sealed.iter().all(|bytes| remains(&stage, bytes)), "what is searched for can be found");

    app.unlock(PASSPHRASE)?;
    throw_away_and_remove(&app)?;
    app.lock()?;
    // What else the journal holds, who writes and which question came, is no part of the entry and stays.
    let others = crate::rereading::sealed(&stage.journal(), "SELECT sealed FROM record WHERE sealed IS NOT NULL")?;
    let of_entry: Vec<Vec<u8>> = sealed.into_iter().filter(|bytes| !others.contains(bytes)).collect();
    assert!(of_entry.len() >= 7, "two pictures and five states of the entry");
    let sealed = of_entry;
    let left: Vec<usize> = sealed.iter().filter(|bytes| remains(&stage, bytes)).map(Vec::len).collect();
    assert!(left.is_empty(), "{} of {} sealed pieces are still in the file", left.len(), sealed.len());
    Ok(())
}

/// Pastes a picture into the text and waits until it is drawn.
fn illustrate(app: &Program<'_>) -> Result<()> {
    let mut png = Cursor::new(Vec::new());
    image::RgbImage::from_fn(640, 480, |x, y| image::Rgb([(x % 251) as u8, (y % 241) as u8, ((x * y) % 239) as u8]))
        .write_to(&mut png, image::ImageFormat::Png)?;
    app.editor()?.focus()?;
    app.paste_file("heron.png", "image/png", &png.into_inner())?;
    until("the picture is in the text", || {
        let width = app.run("return document.querySelector('.ProseMirror .picture img')?.naturalWidth ?? 0", &[])?;
        Ok(width.as_u64().filter(|width| *width > 0).map(drop))
    })
}

fn a_picture_is_looked_at_and_described(app: &Program<'_>) -> Result<()> {
    app.run("document.querySelector('.ProseMirror .picture img').click()", &[])?;
    app.field("Describe this picture")?.type_text("The heron")?;
    app.press(Key::Escape)?;
    app.part_is_gone("button", "Remove the picture")?;
    until("the words are the picture's", || {
        let alt = app.run("return document.querySelector('.ProseMirror .picture img').alt", &[])?;
        Ok((alt.as_str() == Some("The heron")).then_some(()))
    })
}

fn date_back(app: &Program<'_>) -> Result<()> {
    app.run("document.querySelector('button[title=\"Date and time\"]').click()", &[])?;
    app.says("Time zone")?;
    // WebKitGTK's own field for dates has no keys that WebDriver could press.
    app.run(
        "const date = document.querySelector('input[type=date]');
         date.value = '2019-04-03';
         date.dispatchEvent(new Event('input', { bubbles: true }));
         date.dispatchEvent(new Event('change', { bubbles: true }));",
        &[],
    )?;
    app.says("It will stand on Wednesday, April 3, 2019.")?;
    app.button("Set")?.click()
}

fn a_blurred_entry_shows_nothing_until_it_is_asked_for(app: &Program<'_>) -> Result<()> {
    app.go("Journal")?;
    app.search_field()?.type_text("heron")?;
    app.first_entry()?;
    assert!(!app.text()?.contains("weir"), "a list shows nothing of a blurred entry");
    app.press(Key::Down)?;
    app.press(Key::Enter)?;
    app.says("This entry is blurred until you want to see it.")?;
    assert!(!app.text()?.contains("weir"));
    app.button("Show")?.click()?;
    until("the words are there", || Ok(app.editor()?.text()?.contains("heron").then_some(())))
}

fn a_change_is_compared_and_taken_back(app: &Program<'_>) -> Result<()> {
    app.button("Blur")?.click()?;
    app.run(
        "const text = document.querySelector('.ProseMirror'); text.focus(); getSelection().collapse(text.firstChild, 0)",
        &[],
    )?;
    app.type_text("Nobody believed it. ")?;
    app.is_saved_as("saved")?;
    app.button("More")?.click()?;
    app.link("Versions")?.click()?;
    app.part("heading", "Versions")?;
    // The older of the two was blurred.
    app.button("Show")?.click()?;
    until("what was added is marked", || {
        let added = app.run("return [...document.querySelectorAll('ins')].map((one) => one.textContent).join(' ')", &[])?;
        Ok(added.as_str().is_some_and(|added| added.contains("Nobody believed")).then_some(()))
    })?;
    app.button("Go back to this version")?.click()?;
    app.says("The entry is as it was then. What it was before is still here.")?;
    app.button("Back")?.click()?;
    // The version that came back was blurred.
    app.button("Show")?.click()?;
    until("the words are as they were", || {
        let text = app.editor()?.text()?;
        Ok((text.contains("heron") && !text.contains("Nobody")).then_some(()))
    })
}

fn throw_away_and_remove(app: &Program<'_>) -> Result<()> {
    app.go("Journal")?;
    app.first_entry()?.click()?;
    app.button("Move to trash")?.click()?;
    app.button("Undo")?.click()?;
    app.button("Move to trash")?.click()?;
    app.go("Journal")?;
    app.says("Nothing is written yet.")?;
    app.button("More about your journal")?.click()?;
    app.part("menuitem", "Trash")?.click()?;
    app.part("heading", "Trash")?;
    app.button("Empty the trash")?.click()?;
    app.button("Remove for good")?.click()?;
    app.says("The trash is empty.")
}

/// Sealed bytes in a closed journal.
fn sealed(path: &Path, sql: &str) -> Result<Vec<Vec<u8>>> {
    let file = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let mut statement = file.prepare(sql)?;
    let rows = statement.query_map([], |row| row.get::<_, Vec<u8>>(0))?;
    Ok(rows.collect::<rusqlite::Result<Vec<_>>>()?)
}

/// Whether any 16 bytes of something sealed, beyond what every age file begins with, stand in the journal's folder.
fn remains(stage: &Stage, sealed: &[u8]) -> bool {
    let own = sealed.strip_prefix(b"age-encryption.org/v1\n-> X25519 ").unwrap_or(sealed);
    let folder = stage.journal().parent().map(Path::to_path_buf).unwrap_or_default();
    let files: Vec<Vec<u8>> =
        fs::read_dir(folder).into_iter().flatten().flatten().filter_map(|file| fs::read(file.path()).ok()).collect();
    own.chunks_exact(16).step_by(8).any(|part| files.iter().any(|file| memchr::memmem::find(file, part).is_some()))
}

#[test]
fn a_sealed_letter_waits_and_can_be_found_by_its_title_only() -> Result<()> {
    let stage = Stage::set()?;
    let app = stage.start()?;
    app.create(PASSPHRASE)?;
    app.shortcut("k")?;
    app.part("combobox", "Where to, or what to find")?.type_text("New letter")?;
    app.press(Key::Enter)?;
    app.editor()?.type_text("Do you still check the tablet.")?;
    app.field("Title")?.type_text("To myself")?;
    app.is_saved_as("saved")?;
    app.button("More")?.click()?;
    app.button("Seal until a date")?.click()?;
    app.says("It is a promise to yourself, not a second lock")?;
    let day = (chrono::Local::now() + chrono::Days::new(200)).format("%Y-%m-%d").to_string();
    app.run(
        "const date = document.querySelector('input[type=date]');
         date.value = arguments[0];
         date.dispatchEvent(new Event('input', { bubbles: true }));
         date.dispatchEvent(new Event('change', { bubbles: true }));",
        &[day.into()],
    )?;
    app.button("Seal")?.click()?;
    app.go("Journal")?;
    app.says("Sealed until")?;
    assert!(!app.text()?.contains("tablet"));
    app.search_field()?.type_text("tablet")?;
    app.says("No entry has “tablet” in it.")?;
    app.search_field()?.retype("myself")?;
    app.first_entry()?.click()?;
    app.says("Your words are kept, and they wait for you.")?;
    assert!(!app.text()?.contains("tablet"));
    app.button("Open it now")?.click()?;
    app.button("Open it")?.click()?;
    until("the letter is open", || Ok(app.editor()?.text()?.contains("tablet").then_some(())))
}

#[test]
fn the_keyboard_leads_everywhere() -> Result<()> {
    let stage = Stage::set()?;
    let app = stage.start()?;
    app.create(PASSPHRASE)?;
    app.editor()?.type_text("Morning: rain.")?;
    app.is_saved_as("saved")?;
    app.shortcut("k")?;
    app.part("combobox", "Where to, or what to find")?.type_text("calen")?;
    app.press(Key::Enter)?;
    app.button("Month before")?;
    app.shortcut("f")?;
    app.search_field()?.type_text("rain")?;
    app.first_entry()?;
    app.press(Key::Down)?;
    app.press(Key::Enter)?;
    app.editor()?;
    app.press(Key::Escape)?;
    app.part("heading", "Journal")?;
    app.run("document.activeElement.blur()", &[])?;
    app.run("document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '?', shiftKey: true, bubbles: true }))", &[])?;
    app.part("heading", "What the keyboard can do")?;
    app.press(Key::Escape)?;
    app.shortcut("n")?;
    app.editor()?;
    Ok(())
}

#[test]
fn a_picture_at_the_end_of_a_text_can_be_selected() -> Result<()> {
    // WebKitGTK 2.50 ended the page when it drew a selection over the empty image that the editor puts beside a picture.
    let stage = Stage::set()?;
    demo::write(&stage.journal(), chrono::Local::now().fixed_offset())?;
    let app = stage.start()?;
    app.unlock(demo::PASSPHRASE)?;
    app.go("Journal")?;
    app.first_entry()?.click()?;
    until("the picture is drawn", || {
        let width = app.run("return document.querySelector('.ProseMirror .picture img')?.naturalWidth", &[])?;
        Ok(width.as_u64().filter(|width| *width > 0).map(drop))
    })?;
    app.run("document.querySelector('.ProseMirror .picture img').click()", &[])?;
    app.button("Remove the picture")?;
    app.press(Key::Escape)?;
    app.part_is_gone("button", "Remove the picture")?;
    app.is_saved_as("saved")
}
