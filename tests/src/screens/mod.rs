//! The tour of the pages, and the camera.

mod camera;

use std::path::Path;

use journal::{Journal, Key as JournalKey, Passphrase, Row};
use mend_tests::{
    demo::{self, Handed},
    driver::{Fault, Key, Preferences, Program, Result, SmallDisk, Stage, until},
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
    let handed = demo::write(&journal, now)?.handed;
    let entries = Entries::of(&journal)?;

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
    reading(camera, &app)?;
    let open = |id: &str| app.run("location.hash = `#/entry/${arguments[0]}`", &[id.into()]).map(drop);
    open(&entries.longest)?;
    app.button("Move to trash")?;
    camera.take(&app, "entry")?;
    open(&entries.illustrated)?;
    until("the picture is there", || {
        let width = app.run("return document.querySelector('.ProseMirror .picture img')?.naturalWidth", &[])?;
        Ok(width.as_u64().filter(|width| *width > 0).map(drop))
    })?;
    app.editor()?.focus()?;
    camera.take(&app, "entry-picture")?;
    app.run("document.querySelector('.ProseMirror .picture img').click()", &[])?;
    app.button("Remove the picture")?;
    camera.take(&app, "entry-picture-whole")?;
    app.press(Key::Escape)?;
    app.part_is_gone("button", "Remove the picture")?;
    app.run("document.getElementById('main').scrollTo({ top: 0 })", &[])?;
    app.button("More")?.click()?;
    app.link("Versions")?;
    camera.take(&app, "entry-more")?;
    app.press(Key::Escape)?;
    app.run("document.querySelector('button[title=\"Date and time\"]').click()", &[])?;
    app.says("Time zone")?;
    camera.take(&app, "entry-when")?;
    app.button("Cancel")?.click()?;
    open(&entries.concealed)?;
    app.button("Show")?;
    camera.take(&app, "entry-blurred")?;
    open(&entries.sealed)?;
    app.says("Your words are kept")?;
    camera.take(&app, "entry-sealed")?;
    app.run("location.hash = `#/versions/${arguments[0]}`", &[entries.changed.as_str().into()])?;
    until("a difference is marked", || {
        Ok(app.run("return document.querySelectorAll('ins').length > 1", &[])?.as_bool().filter(|is| *is).map(drop))
    })?;
    camera.take(&app, "versions")?;
    feelings(camera, &app)?;
    reflecting(camera, &app)?;
    path(camera, &app)?;
    together(camera, &app)?;
    arriving(camera, &app, &handed)?;
    app.go("Settings")?;
    app.says("SQLite")?;
    camera.take(&app, "settings")?;
    app.go("Support")?;
    app.part("combobox", "Country")?;
    camera.take(&app, "support")
}

/// The pages on which one comes back to what one wrote.
fn reading(camera: &Camera<'_>, app: &Program<'_>) -> Result<()> {
    app.search_field()?.focus()?;
    app.press(Key::Escape)?;
    app.button("Kind")?.click()?;
    camera.take(app, "journal-filter")?;
    app.press(Key::Escape)?;
    app.button("Select")?.click()?;
    app.run("[...document.querySelectorAll('[data-entry] input')].slice(0, 3).forEach((box) => box.click())", &[])?;
    app.says("3 picked")?;
    camera.take(app, "journal-select")?;
    app.press(Key::Escape)?;
    app.run("[...document.querySelectorAll('button, [role=tab], label')].find((one) => one.textContent.trim() === 'Calendar').click()", &[])?;
    app.button("Month before")?;
    camera.take(app, "calendar")?;
    app.button("Whole year")?.click()?;
    app.button("One month")?;
    camera.take(app, "calendar-year")?;
    app.button("One month")?.click()?;
    app.run("[...document.querySelectorAll('button, [role=tab], label')].find((one) => one.textContent.trim() === 'On this day').click()", &[])?;
    app.says("month ago")?;
    camera.take(app, "on-this-day")?;
    app.run("location.hash = '#/trash'", &[])?;
    app.button("Empty the trash")?;
    camera.take(app, "trash")?;
    app.run("location.hash = '#/tags'", &[])?;
    app.says("small things")?;
    camera.take(app, "tags")?;
    app.shortcut("k")?;
    app.part("combobox", "Where to, or what to find")?.type_text("the r")?;
    until("entries are found", || Ok(app.text()?.contains("Entries").then_some(())))?;
    camera.take(app, "palette")?;
    app.press(Key::Escape)?;
    app.run("document.activeElement.blur(); document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '?', shiftKey: true, bubbles: true }))", &[])?;
    app.part("heading", "What the keyboard can do")?;
    camera.take(app, "keyboard")?;
    app.press(Key::Escape)
}

/// The path, from its map to the long view.
fn path(camera: &Camera<'_>, app: &Program<'_>) -> Result<()> {
    app.go("Path")?;
    app.button("Where I am")?;
    camera.take(app, "path")?;
    let hash = |page: &str| app.run("location.hash = arguments[0]", &[page.into()]).map(drop);
    hash("#/primer/hurt")?;
    app.button("Not now")?;
    camera.take(app, "path-primer")?;
    hash("#/step/room-for-anger")?;
    app.part("heading", "Then and now")?;
    camera.take(app, "path-step")?;
    app.run("document.getElementById('main').scrollTo({ top: 1500 })", &[])?;
    camera.take(app, "path-step-gathered")?;
    hash("#/seam/hurt")?;
    app.button("Print")?;
    camera.take(app, "path-seam")?;
    hash("#/years")?;
    app.part("heading", "The long view")?;
    camera.take(app, "path-years")
}

/// What two people share.
fn together(camera: &Camera<'_>, app: &Program<'_>) -> Result<()> {
    let hash = |page: &str| app.run("location.hash = arguments[0]", &[page.into()]).map(drop);
    // The link in the list whose address begins so, for one thing of many.
    let first = |page: &str, words: &str| {
        hash("#/together")?;
        app.part("heading", "What came")?;
        let script = "const link = [...document.querySelectorAll(`main a[href^=\"#/${arguments[0]}/\"]`)].find((one) => (one.closest('li') ?? one).textContent.includes(arguments[1]));
                      link?.click(); return link !== undefined";
        until(&format!("there is a {page} of {words}"), || {
            Ok(app.run(script, &[page.into(), words.into()])?.as_bool().filter(|there| *there).map(drop))
        })
    };
    app.together()?;
    app.part("heading", "What came")?;
    camera.take(app, "together")?;
    app.run("document.getElementById('main').scrollTo({ top: 99999 })", &[])?;
    camera.take(app, "together-list")?;
    hash("#/card")?;
    app.button("Save as a file…")?;
    camera.take(app, "card")?;
    hash("#/addpartner")?;
    app.button("Read the card")?;
    camera.take(app, "card-add")?;
    first("partner", "Mara")?;
    app.button("Compare the words")?.click()?;
    app.button("They differ")?;
    camera.take(app, "partner-words")?;
    first("partner", "Jonas")?;
    app.part("heading", "Sharing")?;
    camera.take(app, "partner")?;
    first("received", "I’d rather have said it")?;
    app.says("the tram")?;
    camera.take(app, "received")?;
    first("question", "one good minute")?;
    app.says("Crown jewels")?;
    camera.take(app, "question-open")?;
    hash("#/ask")?;
    app.says("With whom")?;
    app.run("document.querySelector('main input[type=radio]').click()", &[])?;
    app.field("The question")?;
    camera.take(app, "question-new")?;
    hash("#/share")?;
    app.button("Add something you wrote")?;
    camera.take(app, "share-empty")?;
    app.button("Add something you wrote")?.click()?;
    app.part("combobox", "Find something you wrote")?;
    app.type_text("lanterns")?;
    until("the entry is found", || {
        Ok(app
            .run("return document.querySelectorAll('[role=option]').length === 1", &[])?
            .as_bool()
            .filter(|found| *found)
            .map(drop))
    })?;
    app.press(Key::Enter)?;
    app.press(Key::Escape)?;
    app.says("Exactly this, as they will see it.")?;
    camera.take(app, "share")?;
    app.run("document.getElementById('main').scrollTo({ top: 99999 })", &[])?;
    camera.take(app, "share-make")
}

/// What others gave one: a file, and a card whose name is known.
fn arriving(camera: &Camera<'_>, app: &Program<'_>, handed: &[Handed]) -> Result<()> {
    let hash = |page: &str| app.run("location.hash = arguments[0]", &[page.into()]).map(drop);
    for Handed { name, bytes } in handed {
        if name.ends_with(".txt") {
            hash("#/addpartner")?;
            app.button("Read the card")?;
            app.paste(std::str::from_utf8(bytes)?)?;
            app.button("It is another person")?;
            camera.take(app, "card-same-name")?;
        } else {
            let file = app.stage().folder().join(name);
            std::fs::write(&file, bytes)?;
            app.stage().double_click(&file)?;
            if name.starts_with("to ") {
                app.part("heading", "What you shared with Jonas")?;
                camera.take(app, "own-file")?;
                app.button("Close")?.click()?;
                continue;
            }
            app.button("Keep and read")?;
            camera.take(app, "arrived")?;
            app.button("Decline unread")?.click()?;
            app.part("heading", "Decline it unread?")?;
            camera.take(app, "arrived-decline")?;
            app.button("Go back")?.click()?;
            app.button("Not now")?.click()?;
        }
    }
    Ok(())
}

/// Questions, and what is begun with them.
fn reflecting(camera: &Camera<'_>, app: &Program<'_>) -> Result<()> {
    app.go("Reflect")?;
    app.part("tab", "Worksheets")?;
    camera.take(app, "reflect")?;
    app.part("tab", "Worksheets")?.click()?;
    app.link("What I need, and where I stop")?;
    camera.take(app, "reflect-worksheets")?;
    let hash = |page: &str| app.run("location.hash = arguments[0]", &[page.into()]).map(drop);
    hash("#/begin/when-something-sets-it-off")?;
    app.part("heading", "When something sets it off")?;
    camera.take(app, "sheet")?;
    app.button("Begin")?.click()?;
    app.button("Next")?;
    camera.take(app, "question")?;
    hash("#/begin/needs-and-limits")?;
    app.button("Begin")?.click()?;
    app.button("Next")?.click()?;
    app.button("Add another")?;
    camera.take(app, "question-rows")?;
    hash("#/begin/weekly-talk-notes")?;
    app.button("Go on")?;
    camera.take(app, "private-check")
}

/// How it is and how it was.
fn feelings(camera: &Camera<'_>, app: &Program<'_>) -> Result<()> {
    app.shortcut("j")?;
    app.part("slider", "Unpleasant to pleasant")?;
    camera.take(app, "check-in")?;
    app.press(Key::Left)?;
    app.press(Key::Left)?;
    app.press(Key::Up)?;
    app.press(Key::Enter)?;
    app.press(Key::Enter)?;
    app.says("How strong")?;
    camera.take(app, "check-in-words")?;
    app.button("In the body")?.click()?;
    camera.take(app, "check-in-body")?;
    app.button("Pulse")?.click()?;
    app.says("not a validated test")?;
    app.run("document.getElementById('main').scrollTo({ top: 900 })", &[])?;
    camera.take(app, "check-in-more")?;
    app.button("Remove")?.click()?;
    app.go("Feelings")?;
    app.part("heading", "Trust")?;
    camera.take(app, "feelings")?;
    for (name, top) in [("feelings-year", 620), ("feelings-words", 1_240), ("feelings-together", 1_900)] {
        app.run("document.getElementById('main').scrollTo({ top: arguments[0] })", &[top.into()])?;
        camera.take(app, name)?;
    }
    let hash = |page: &str| app.run("location.hash = arguments[0]", &[page.into()]).map(drop);
    hash("#/checkins")?;
    app.part("heading", "Check-ins")?;
    camera.take(app, "check-ins")?;
    hash("#/watched")?;
    app.says("by the clock")?;
    camera.take(app, "own-words")?;
    hash("#/reviews")?;
    app.part("heading", "Looking back")?;
    camera.take(app, "reviews")?;
    app.run("document.querySelector('main a[href^=\"#/review/\"]').click()", &[])?;
    app.part("textbox", "Title")?;
    camera.take(app, "review")
}

fn empty_journal(camera: &Camera<'_>, preferences: &Preferences) -> Result<()> {
    let stage = Stage::set()?;
    stage.prefer(preferences)?;
    let disk = SmallDisk::at(&stage.folder().join("journals"))?;
    let app = stage.start()?;
    camera.take(&app, "lock-create")?;
    app.create_and_stay(PASSPHRASE)?;
    app.part("heading", "What this is")?;
    camera.take(&app, "welcome")?;
    app.button("Next")?.click()?;
    app.button("I have looked, go on")?.click()?;
    app.part("heading", "What brings you here?")?;
    camera.take(&app, "welcome-brings")?;
    app.button("Skip all of this")?.click()?;
    app.editor()?;
    camera.take(&app, "today-empty")?;
    app.go("Feelings")?;
    app.button("Check in")?;
    camera.take(&app, "feelings-empty")?;
    app.go("Today")?;
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

/// Entries of the demo that have a page of their own kind.
struct Entries {
    /// The one with the most words.
    longest: String,
    illustrated: String,
    concealed: String,
    sealed: String,
    /// One with an older version.
    changed: String,
}

impl Entries {
    fn of(path: &Path) -> Result<Self> {
        let now = chrono::Local::now().fixed_offset();
        let key = JournalKey::Passphrase(Passphrase::new(demo::PASSPHRASE)?);
        let (journal, _) = Journal::unlock(path, &key, now, &mut |_| {})?;
        let rows = journal.rows()?;
        let first = |fits: &dyn Fn(&Row) -> bool| {
            let row = rows.iter().find(|row| fits(row));
            row.map(|row| row.id.to_string()).ok_or_else(|| Fault::from("the demo lacks an entry"))
        };
        let words = |row: &Row| journal.entry(row.id).map_or(0, |stored| stored.entry.body.len());
        let longest = rows.iter().max_by_key(|row| words(row)).map(|row| row.id);
        let entries = Self {
            longest: longest.map(|id| id.to_string()).unwrap_or_default(),
            illustrated: first(&|row| row.pictures > 0)?,
            concealed: first(&|row| row.concealed)?,
            sealed: first(&|row| row.sealed_until.is_some())?,
            changed: first(&|row| journal.versions(row.id).is_ok_and(|versions| versions.len() > 1))?,
        };
        journal.lock(now)?;
        Ok(entries)
    }
}
