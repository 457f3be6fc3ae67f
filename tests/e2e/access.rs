//! Every page can be used with a keyboard, a screen reader, or poor sight, as far as axe-core can tell.

use mend_tests::{
    demo,
    driver::{Key, Preferences, Program, Result, Stage, until},
};

const PASSPHRASE: &str = "velvet harbour mosaic quince";

/// What was found on all the pages looked at, so that one run names everything.
#[derive(Debug, Default)]
struct Findings(Vec<String>);

impl Findings {
    /// Looks at this page in both themes.
    fn look(&mut self, app: &Program<'_>, page: &str) -> Result<()> {
        for theme in ["light", "dark"] {
            let found = app.violations(theme)?;
            self.0.extend(found.iter().map(|violation| format!("{page}, {theme}: {violation:#?}")));
        }
        Ok(())
    }

    fn none(self) {
        assert!(self.0.is_empty(), "{} violations\n{}", self.0.len(), self.0.join("\n"));
    }
}

#[test]
fn the_lock_window_has_no_barriers() -> Result<()> {
    let (stage, mut findings) = (Stage::set()?, Findings::default());
    let app = stage.start()?;
    findings.look(&app, "create")?;
    app.button("Create journal")?.click()?;
    app.says("Please choose a passphrase first.")?;
    app.button("Offer me one")?.click()?;
    app.button("Use this")?.click()?;
    app.button("Another journal…")?.click()?;
    findings.look(&app, "create, offered and refused")?;
    app.button("Support")?.click()?;
    app.part("combobox", "Country")?;
    findings.look(&app, "support in the lock window")?;
    app.quit()?;

    demo::write(&stage.journal(), chrono::Local::now().fixed_offset())?;
    let app = stage.start()?;
    findings.look(&app, "unlock")?;
    app.try_to_unlock("not this one")?;
    app.says("That is not the passphrase of this journal.")?;
    findings.look(&app, "wrong passphrase")?;
    app.button("Use the recovery sheet")?.click()?;
    app.field("The line on the sheet")?;
    findings.look(&app, "recovery sheet")?;
    findings.none();
    Ok(())
}

#[test]
fn an_empty_journal_has_no_barriers() -> Result<()> {
    let (stage, mut findings) = (Stage::set()?, Findings::default());
    let app = stage.start()?;
    app.create(PASSPHRASE)?;
    findings.look(&app, "Today, created just now")?;
    app.go("Journal")?;
    app.says("Nothing is written yet.")?;
    findings.look(&app, "Journal, empty")?;
    app.search_field()?.type_text("nothing")?;
    app.says("No entry has “nothing” in it.")?;
    findings.look(&app, "Journal, nothing found")?;
    findings.none();
    Ok(())
}

#[test]
fn a_full_journal_has_no_barriers() -> Result<()> {
    let (stage, mut findings) = (Stage::set()?, Findings::default());
    demo::write(&stage.journal(), chrono::Local::now().fixed_offset())?;
    let app = stage.start()?;
    app.unlock(demo::PASSPHRASE)?;
    app.editor()?.type_text("Something about today.")?;
    app.is_saved_as("saved")?;
    findings.look(&app, "Today")?;
    app.go("Journal")?;
    app.first_entry()?;
    findings.look(&app, "Journal")?;
    app.search_field()?.type_text("the")?;
    until("something is found", || Ok(app.text()?.contains("the").then_some(())))?;
    app.first_entry()?;
    findings.look(&app, "Journal, found")?;
    app.press(Key::Enter)?;
    app.button("Move to trash")?;
    findings.look(&app, "Entry")?;
    app.button("Move to trash")?.click()?;
    app.button("Undo")?;
    findings.look(&app, "Journal, moved to the trash")?;
    app.go("Support")?;
    app.part("combobox", "Country")?;
    findings.look(&app, "Support")?;
    app.go("Settings")?;
    app.button("Change the passphrase")?.click()?;
    app.button("Make a recovery sheet")?.click()?;
    app.says("SQLite")?;
    findings.look(&app, "Settings")?;
    findings.none();
    Ok(())
}

#[test]
fn the_pages_for_coming_back_have_no_barriers() -> Result<()> {
    let (stage, mut findings) = (Stage::set()?, Findings::default());
    demo::write(&stage.journal(), chrono::Local::now().fixed_offset())?;
    let app = stage.start()?;
    app.unlock(demo::PASSPHRASE)?;
    app.go("Journal")?;
    app.first_entry()?;
    app.button("Kind")?.click()?;
    findings.look(&app, "Journal, choosing a kind")?;
    app.press(Key::Escape)?;
    app.button("Select")?.click()?;
    app.says("picked")?;
    findings.look(&app, "Journal, picking")?;
    app.press(Key::Escape)?;
    app.shortcut("k")?;
    app.part("combobox", "Where to, or what to find")?;
    findings.look(&app, "Palette")?;
    app.type_text("calendar\u{e007}")?;
    app.button("Whole year")?;
    findings.look(&app, "Calendar")?;
    app.button("Whole year")?.click()?;
    app.button("One month")?;
    findings.look(&app, "Calendar, a year")?;
    app.shortcut("k")?;
    app.part("combobox", "Where to, or what to find")?.type_text("on this day\u{e007}")?;
    app.says("ago")?;
    findings.look(&app, "On this day")?;
    for (page, said) in [("trash", "Gone for good on"), ("tags", "small things")] {
        app.run("location.hash = `#/${arguments[0]}`", &[page.into()])?;
        app.says(said)?;
        findings.look(&app, page)?;
    }
    app.go("Journal")?;
    app.first_entry()?.click()?;
    app.button("More")?.click()?;
    app.link("Versions")?;
    findings.look(&app, "Entry, with its menu")?;
    app.link("Versions")?.click()?;
    app.part("heading", "Versions")?;
    findings.look(&app, "Versions")?;
    findings.none();
    Ok(())
}

#[test]
fn the_theme_one_chose_is_there_at_once_and_after_the_next_start() -> Result<()> {
    let (stage, mut findings) = (Stage::set()?, Findings::default());
    stage.prefer(&Preferences { theme: Some("light"), ..Preferences::default() })?;
    let app = stage.start()?;
    app.create(PASSPHRASE)?;
    is_dressed(&app, "light")?;
    app.go("Settings")?;
    app.part("radio", "Dark")?.click()?;
    is_dressed(&app, "dark")?;
    findings.look(&app, "Settings in the chosen theme")?;
    app.lock()?;
    is_dressed(&app, "dark")?;
    app.quit()?;
    let app = stage.start()?;
    is_dressed(&app, "dark")?;
    app.unlock(PASSPHRASE)?;
    is_dressed(&app, "dark")?;
    findings.none();
    Ok(())
}

fn is_dressed(app: &Program<'_>, theme: &str) -> Result<()> {
    until(&format!("the page is {theme}"), || {
        let now = app.run("return document.documentElement.dataset.theme", &[])?;
        Ok((now.as_str() == Some(theme)).then_some(()))
    })
}

#[test]
fn the_pages_of_feelings_have_no_barriers() -> Result<()> {
    let (stage, mut findings) = (Stage::set()?, Findings::default());
    demo::write(&stage.journal(), chrono::Local::now().fixed_offset())?;
    let app = stage.start()?;
    app.unlock(demo::PASSPHRASE)?;
    app.shortcut("j")?;
    app.part("slider", "Unpleasant to pleasant")?;
    for key in [Key::Left, Key::Up, Key::Enter, Key::Enter] {
        app.press(key)?;
    }
    app.says("How strong")?;
    for part in ["In the body", "What set it off", "What I need", "Pulse", "Own trackers", "A note"] {
        app.button(part)?.click()?;
    }
    findings.look(&app, "Check-in, all of it")?;
    app.button("Done")?.click()?;
    app.go("Feelings")?;
    app.part("heading", "Trust")?;
    app.part("heading", "What goes together")?;
    app.run("[...document.querySelectorAll('button')].filter((one) => one.textContent.trim() === 'as a table').forEach((one) => one.click())", &[])?;
    until("the tables are there", || {
        Ok(app.run("return document.querySelectorAll('table').length > 3", &[])?.as_bool().filter(|all| *all).map(drop))
    })?;
    findings.look(&app, "Feelings, with tables")?;
    for (address, heading) in
        [("#/checkins", "Check-ins"), ("#/watched", "Own words and trackers"), ("#/reviews", "Looking back")]
    {
        app.run("location.hash = arguments[0]", &[address.into()])?;
        app.part("heading", heading)?;
        findings.look(&app, heading)?;
    }
    app.run("document.querySelector('main a[href^=\"#/review/\"]').click()", &[])?;
    app.editor()?;
    findings.look(&app, "A week looked back on")?;
    findings.none();
    Ok(())
}

#[test]
fn the_pages_for_sharing_have_no_barriers() -> Result<()> {
    let (stage, mut findings) = (Stage::set()?, Findings::default());
    demo::write(&stage.journal(), chrono::Local::now().fixed_offset())?;
    let app = stage.start()?;
    app.unlock(demo::PASSPHRASE)?;
    app.link("Together")?.click()?;
    app.button("Go on")?;
    findings.look(&app, "The private check")?;
    app.go("Today")?;
    app.together()?;
    app.part("heading", "What came")?;
    findings.look(&app, "Together")?;
    let hash = |page: &str| app.run("location.hash = arguments[0]", &[page.into()]).map(drop);
    for (page, button) in
        [("#/card", "Save as a file…"), ("#/addpartner", "Read the card"), ("#/share", "Add something you wrote")]
    {
        hash(page)?;
        app.button(button)?;
        findings.look(&app, page)?;
    }
    for (page, words) in
        [("partner", "Mara"), ("received", "said it"), ("question", "one good minute"), ("question", "stop asking")]
    {
        hash("#/together")?;
        app.part("heading", "What came")?;
        let script = "const link = [...document.querySelectorAll(`main a[href^=\"#/${arguments[0]}/\"]`)].find((one) => (one.closest('li') ?? one).textContent.includes(arguments[1]));
                      link?.click(); return link !== undefined";
        until("it can be opened", || {
            Ok(app.run(script, &[page.into(), words.into()])?.as_bool().filter(|there| *there).map(drop))
        })?;
        until("it is open", || Ok((app.run("return location.hash", &[])?.as_str() != Some("#/together")).then_some(())))?;
        app.part_is_gone("heading", "What came")?;
        findings.look(&app, &format!("{page}, {words}"))?;
    }
    hash("#/ask")?;
    app.says("With whom")?;
    app.run("document.querySelector('main input[type=radio]').click()", &[])?;
    app.field("The question")?;
    findings.look(&app, "A question for both")?;
    findings.none();
    Ok(())
}

#[test]
fn the_pages_for_reflecting_have_no_barriers() -> Result<()> {
    let (stage, mut findings) = (Stage::set()?, Findings::default());
    let app = stage.start()?;
    app.create_and_stay(PASSPHRASE)?;
    app.part("heading", "What this is")?;
    findings.look(&app, "First page")?;
    app.button("Next")?.click()?;
    app.button("I have looked, go on")?.click()?;
    app.part("heading", "What brings you here?")?;
    findings.look(&app, "What brings you here")?;
    app.button("Skip all of this")?.click()?;
    app.editor()?;
    app.button("Why this one?")?.click()?;
    findings.look(&app, "Today, with its question")?;
    app.go("Reflect")?;
    app.part("tab", "Worksheets")?;
    findings.look(&app, "Questions")?;
    app.part("tab", "Worksheets")?.click()?;
    app.link("What I need, and where I stop")?;
    findings.look(&app, "Worksheets")?;
    let begin = |sheet: &str| app.run("location.hash = `#/begin/${arguments[0]}`", &[sheet.into()]).map(drop);
    begin("needs-and-limits")?;
    app.button("Begin")?;
    findings.look(&app, "A worksheet's first page")?;
    app.button("Begin")?.click()?;
    app.button("Next")?.click()?;
    app.button("Add another")?;
    findings.look(&app, "A question with rows")?;
    begin("weekly-talk-notes")?;
    app.part("heading", "Before you open this")?;
    findings.look(&app, "The private check")?;
    app.go("Support")?;
    app.part("heading", "If it is too much right now")?;
    findings.look(&app, "Support")?;
    findings.none();
    Ok(())
}

#[test]
fn the_pages_of_the_path_have_no_barriers() -> Result<()> {
    let (stage, mut findings) = (Stage::set()?, Findings::default());
    demo::write(&stage.journal(), chrono::Local::now().fixed_offset())?;
    let app = stage.start()?;
    app.unlock(demo::PASSPHRASE)?;
    app.go("Path")?;
    app.button("Where I am")?;
    findings.look(&app, "Path")?;
    app.button("Where I am")?.click()?;
    app.field("A few words, if you like")?;
    findings.look(&app, "Where I am")?;
    app.press(Key::Escape)?;
    for (address, heading) in
        [("#/step/room-for-anger", "Room for anger and grief"), ("#/seam/hurt", "The path, drawn"), ("#/years", "The long view")]
    {
        app.run("location.hash = arguments[0]", &[address.into()])?;
        app.part("heading", heading)?;
        findings.look(&app, heading)?;
    }
    app.run("location.hash = '#/primer/hurt'", &[])?;
    app.button("Not now")?;
    findings.look(&app, "The primer")?;
    findings.none();
    Ok(())
}
