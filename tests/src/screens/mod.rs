//! The tour of the pages, and the camera.

mod camera;

use std::path::Path;

use journal::{Journal, Key as JournalKey, Passphrase};
use mend_tests::{
    demo,
    driver::{Fault, Preferences, Result, SmallDisk, Stage, until},
};

use camera::Camera;

/// What opens the empty journal.
const PASSPHRASE: &str = "velvet harbour mosaic quince";

/// Takes every picture.
pub(crate) fn take_all(folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder)?;
    for theme in ["light", "dark"] {
        let preferences = Preferences { theme: Some(theme), lock_after_minutes: Some(0) };
        let camera = Camera { folder, theme };
        demo_journal(&camera, &preferences)?;
        empty_journal(&camera, &preferences)?;
    }
    Ok(())
}

fn demo_journal(camera: &Camera<'_>, preferences: &Preferences) -> Result<()> {
    let stage = Stage::set()?;
    stage.prefer(preferences)?;
    let now = chrono::Local::now().fixed_offset();
    // The usual journal: the lock window does not name its place.
    let journal = stage.data().join("journal.mend");
    demo::write(&journal, now)?;
    let longest = longest_entry(&journal)?;

    let app = stage.start_with(&journal)?;
    camera.take(&app, "lock-unlock")?;
    app.button("Support")?.click()?;
    app.part("combobox", "Country")?;
    camera.take(&app, "lock-support")?;
    app.button("Back")?.click()?;
    app.try_to_unlock("not this one")?;
    app.says("You can try again")?;
    camera.take(&app, "lock-wrong")?;
    until("the next try is taken", || Ok(app.button("Open journal")?.is_enabled()?.then_some(())))?;

    app.unlock(demo::PASSPHRASE)?;
    camera.take(&app, "today")?;
    app.go("Journal")?;
    app.first_entry()?;
    camera.take(&app, "journal")?;
    app.run("document.getElementById('main').scrollTo({ top: 2400 })", &[])?;
    camera.take(&app, "journal-scrolled")?;
    app.run("document.getElementById('main').scrollTo({ top: 0 })", &[])?;
    app.search_field()?.type_text("trust")?;
    until("something is found", || Ok(app.run("return document.querySelector('mark')?.textContent", &[])?.as_str().map(drop)))?;
    camera.take(&app, "journal-search")?;
    app.search_field()?.retype("zeppelin")?;
    app.says("No entry has “zeppelin” in it.")?;
    camera.take(&app, "journal-no-results")?;
    app.run("location.hash = `#/entry/${arguments[0]}`", &[longest.into()])?;
    app.button("Move to trash")?;
    camera.take(&app, "entry")?;
    app.go("Settings")?;
    app.says("SQLite")?;
    camera.take(&app, "settings")?;
    app.go("Support")?;
    app.part("combobox", "Country")?;
    camera.take(&app, "support")
}

fn empty_journal(camera: &Camera<'_>, preferences: &Preferences) -> Result<()> {
    let stage = Stage::set()?;
    stage.prefer(preferences)?;
    let disk = SmallDisk::at(&stage.folder().join("journals"))?;
    let app = stage.start()?;
    camera.take(&app, "lock-create")?;
    app.create(PASSPHRASE)?;
    camera.take(&app, "today-empty")?;
    app.go("Journal")?;
    app.says("Nothing is written yet.")?;
    camera.take(&app, "journal-empty")?;
    let Some(disk) = disk else { return Ok(()) };
    app.go("Today")?;
    disk.fill()?;
    app.editor()?.type_text(&"These words do not fit on the disk any more. ".repeat(12))?;
    app.is_saved_as("failed")?;
    camera.take(&app, "today-not-saved")
}

/// The entry with the most words.
fn longest_entry(path: &Path) -> Result<String> {
    let key = JournalKey::Passphrase(Passphrase::new(demo::PASSPHRASE)?);
    let (journal, _) = Journal::unlock(path, &key, chrono::Local::now().fixed_offset(), &mut |_| {})?;
    let mut longest = (0, None);
    for row in journal.rows()? {
        longest = longest.max((journal.entry(row.id)?.entry.body.len(), Some(row.id)));
    }
    let id = longest.1.map(|id| id.to_string()).ok_or_else(|| Fault::from("the demo is empty"))?;
    journal.lock(chrono::Local::now().fixed_offset())?;
    Ok(id)
}
