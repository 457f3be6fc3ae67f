//! The first pages, the day's question, and every worksheet and reflection filled and read again.

use guide::sheets::Input;
use journal::{Journal, Key as JournalKey, Passphrase};
use mend_tests::driver::{Key, Program, Result, Stage, until};

const PASSPHRASE: &str = "velvet harbour mosaic quince";

/// The journal's entries as the core reads them, once the program has let go of it.
fn kept(stage: &Stage) -> Result<Vec<journal::Entry>> {
    let key = JournalKey::Passphrase(Passphrase::new(PASSPHRASE)?);
    let now = chrono::Local::now().fixed_offset();
    let (journal, _) = Journal::unlock(&stage.journal(), &key, now, &mut |_| {})?;
    let entries = journal.rows()?.iter().map(|row| Ok(journal.entry(row.id)?.entry)).collect::<Result<Vec<_>>>()?;
    journal.lock(now)?;
    Ok(entries)
}

#[test]
fn the_first_pages_go_by_keyboard_are_remembered_and_lead_to_a_first_entry() -> Result<()> {
    let stage = Stage::set()?;
    let app = stage.start()?;
    app.create_and_stay(PASSPHRASE)?;
    app.part("heading", "What this is")?;
    app.button("Next")?.focus()?;
    app.press(Key::Enter)?;
    app.part("heading", "Before you write: is anybody watching?")?;
    app.button("I have looked, go on")?.click()?;
    app.part("radio", "I was hurt")?.click()?;
    app.button("Next")?.click()?;
    app.part("heading", "Whom is it about?")?;
    app.button("Skip")?.click()?;
    app.button("Write a few words")?.click()?;
    app.editor()?.type_text("A first line.")?;
    app.is_saved_as("saved")?;
    app.lock()?;
    app.unlock(PASSPHRASE)?;
    app.go("Settings")?;
    until("what was chosen is there", || {
        let chosen = app.run("return [...document.querySelectorAll('label')].find((label) => label.textContent.trim() === 'I was hurt')?.querySelector('input').checked ?? false", &[])?;
        Ok(chosen.as_bool().filter(|chosen| *chosen).map(drop))
    })?;
    app.lock()?;
    let entries = kept(&stage)?;
    assert_eq!(entries.iter().map(|entry| entry.body.as_str()).collect::<Vec<_>>(), ["A first line."]);
    Ok(())
}

#[test]
fn the_days_question_is_answered_and_kept_with_its_question() -> Result<()> {
    let stage = Stage::set()?;
    let app = stage.start()?;
    app.create(PASSPHRASE)?;
    let question = |app: &Program<'_>| -> Result<String> {
        until("there is a question", || {
            let text = app.run("return document.querySelector('#main .question')?.textContent ?? ''", &[])?;
            Ok(text.as_str().filter(|text| !text.is_empty()).map(str::to_owned))
        })
    };
    let first = question(&app)?;
    app.button("Another")?.click()?;
    let second = until("another came", || Ok(Some(question(&app)?).filter(|now| *now != first)))?;
    app.lock()?;
    app.unlock(PASSPHRASE)?;
    until("it is the day's", || Ok((question(&app)? == second).then_some(())))?;
    app.button("Write about it")?.click()?;
    until("the question stands there", || Ok(app.editor()?.text()?.contains(&second).then_some(())))?;
    app.editor()?.focus()?;
    app.keys(&[Key::Control, Key::End])?;
    app.type_text("Mostly the kitchen.")?;
    app.is_saved_as("saved")?;
    app.lock()?;
    let entries = kept(&stage)?;
    assert_eq!(entries.len(), 1);
    assert_eq!(entries[0].kind, journal::Kind::Reflection);
    assert!(entries[0].prompt.is_some());
    assert_eq!(entries[0].body.trim_end(), format!("## {second}\n\nMostly the kitchen."));
    Ok(())
}

/// Puts something into every field of the page that is shown.
const FILL: &str = "
    const put = (field, value) => {
        const prototype = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement.prototype : field instanceof HTMLSelectElement ? HTMLSelectElement.prototype : HTMLInputElement.prototype;
        Object.getOwnPropertyDescriptor(prototype, 'value').set.call(field, value);
        field.dispatchEvent(new Event('input', { bubbles: true }));
        field.dispatchEvent(new Event('change', { bubbles: true }));
    };
    const main = document.getElementById('main');
    const groups = new Set();
    for (const field of main.querySelectorAll('input, textarea, select')) {
        if (field.closest('.find')) continue;
        if (field.type === 'radio' || field.type === 'checkbox') {
            if (field.name && groups.has(field.name)) continue;
            groups.add(field.name);
            if (!field.checked) field.click();
        }
        else if (field.type === 'date') put(field, '2026-03-01');
        else if (field.type === 'range') put(field, '7');
        else if (field instanceof HTMLSelectElement) put(field, field.options[field.options.length - 1].value);
        else put(field, arguments[0]);
    }
    main.querySelector('button.chip[aria-pressed=false]')?.click();
    return main.querySelector('h1').textContent;";

#[test]
fn every_worksheet_and_reflection_is_filled_and_read_again() -> Result<()> {
    let stage = Stage::set()?;
    let app = stage.start()?;
    app.create(PASSPHRASE)?;
    let heading = |app: &Program<'_>| -> Result<String> {
        Ok(app.run("return document.querySelector('#main h1')?.textContent ?? ''", &[])?.as_str().unwrap_or_default().to_owned())
    };
    for sheet in guide::sheets::sheets() {
        app.run("location.hash = `#/begin/${arguments[0]}`", &[sheet.id.as_str().into()])?;
        until(&format!("{} is there", sheet.id), || {
            let shown = heading(&app)?;
            if shown == "Before you open this" {
                app.button("Go on")?.click()?;
            }
            Ok((shown == sheet.title).then_some(()))
        })?;
        app.button("Begin")?.click()?;
        for (place, step) in sheet.steps.iter().enumerate() {
            until(&format!("{} asks “{}”", sheet.id, step.question), || Ok((heading(&app)? == step.question).then_some(())))?;
            if step.fields.iter().any(|field| field.input == Input::Feelings) {
                until("there are words to choose", || {
                    let chips = app.run("return document.querySelectorAll('#main button.chip[aria-pressed]').length", &[])?;
                    Ok(chips.as_u64().filter(|chips| *chips > 0).map(drop))
                })?;
            }
            app.run(FILL, &[format!("{} answer {place}", sheet.id).into()])?;
            app.button("Next")?.click()?;
        }
        app.button("Done")?.click()?;
        // Going back takes a moment, and would take the next one's address with it.
        until("the sheet is left", || {
            let address = app.run("return location.hash", &[])?;
            Ok(address.as_str().filter(|hash| !hash.starts_with("#/sheet") && !hash.starts_with("#/begin")).map(drop))
        })?;
    }
    app.lock()?;
    let entries = kept(&stage)?;
    assert_eq!(entries.len(), guide::sheets::sheets().len());
    for sheet in guide::sheets::sheets() {
        let of = |entry: &&journal::Entry| entry.sheet.as_ref().is_some_and(|filled| filled.id == sheet.id);
        let entry = entries.iter().find(of).ok_or_else(|| format!("{} was not kept", sheet.id))?;
        assert!(entry.sheet.as_ref().is_some_and(|filled| filled.done && filled.answers.is_some()), "{}", sheet.id);
        for step in &sheet.steps {
            assert!(entry.body.contains(&format!("## {}\n", step.question)), "{}: {}\n{}", sheet.id, step.question, entry.body);
        }
    }
    // And read again as a person does: one with every kind of field.
    app.unlock(PASSPHRASE)?;
    app.go("Journal")?;
    app.search_field()?.type_text("“needs-and-limits answer”")?;
    until("it is found", || {
        Ok(app.run("return document.querySelector('[data-entry] mark')?.textContent", &[])?.as_str().map(drop))
    })?;
    app.first_entry()?.click()?;
    app.says("What do you need just now?")?;
    app.link("Go on with it")?.click()?;
    app.part("heading", "When were you last at ease, even for an hour?")?;
    Ok(())
}

#[test]
fn what_is_left_halfway_waits_and_goes_on_where_it_was() -> Result<()> {
    let stage = Stage::set()?;
    let app = stage.start()?;
    app.create(PASSPHRASE)?;
    app.run("location.hash = '#/begin/one-good-thing'", &[])?;
    app.button("Begin")?.click()?;
    app.part("heading", "Which moment would you like to keep?")?;
    app.run(FILL, &["Warm bread.".into()])?;
    app.button("Next")?.click()?;
    app.part("heading", "What was there to see, hear or smell?")?;
    app.run(FILL, &["Yeast.".into()])?;
    until("it is stored", || {
        Ok(app.run("return location.hash", &[])?.as_str().filter(|hash| hash.starts_with("#/sheet/")).map(drop))
    })?;
    app.kill()?;
    let app = stage.start()?;
    app.unlock(PASSPHRASE)?;
    app.go("Reflect")?;
    app.part("heading", "Go on with")?;
    app.run("document.querySelector('main a[href^=\"#/sheet/\"]').click()", &[])?;
    app.part("heading", "What was there to see, hear or smell?")?;
    until("the words are there", || {
        let words = app.run("return document.querySelector('#main textarea')?.value ?? ''", &[])?;
        Ok((words == "Yeast.").then_some(()))
    })
}

#[test]
fn the_private_check_comes_before_what_two_do_and_its_answers_are_nowhere() -> Result<()> {
    let stage = Stage::set()?;
    let app = stage.start()?;
    app.create(PASSPHRASE)?;
    app.run("location.hash = '#/begin/weekly-talk-notes'", &[])?;
    app.part("heading", "Before you open this")?;
    app.run("document.querySelector('#main input[type=radio]').click()", &[])?;
    app.button("Go on")?.click()?;
    app.link("Open the support page")?;
    app.button("Go on all the same")?.click()?;
    app.button("Begin")?;
    // Once in this window.
    app.run("location.hash = '#/begin/a-counsellor-for-both'", &[])?;
    app.part("heading", "A counsellor for both of us")?;
    app.lock()?;
    assert!(kept(&stage)?.is_empty());
    Ok(())
}
