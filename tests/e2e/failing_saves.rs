//! What cannot be saved is never lost, and nobody can overlook that it is not saved.

use std::time::{Duration, Instant};

use mend_tests::driver::{Result, SmallDisk, Stage, until};

use crate::cli::Cli;

const PASSPHRASE: &str = "velvet harbour mosaic quince";

/// How long one types without a pause.
const TYPING: Duration = Duration::from_secs(8);

/// What a power cut may take.
const MOST_LOST: Duration = Duration::from_secs(2);

#[test]
fn on_a_full_disk_the_text_stays_and_is_saved_once_there_is_space() -> Result<()> {
    let stage = Stage::set()?;
    let Some(disk) = SmallDisk::at(&stage.folder().join("journals"))? else {
        println!("only root can make a small disk; nothing was checked");
        return Ok(());
    };
    let app = stage.start()?;
    app.create(PASSPHRASE)?;
    app.editor()?.type_text("Before. ")?;
    app.is_saved_as("saved")?;

    disk.fill()?;
    let words = "Words that do not fit on the disk. ".repeat(12);
    app.editor()?.type_text(&words)?;
    app.is_saved_as("failed")?;
    app.says("Your last words are not saved yet. The disk is full. Free some space, and it goes on.")?;
    app.says("Not saved")?;
    app.go("Journal")?;
    app.says("Your last words are not saved yet.")?;
    app.button("Lock")?.click()?;
    app.says("They are still here. If you leave now, what you wrote since the last save is lost.")?;
    app.button("Stay")?.click()?;
    app.go("Today")?;
    until("the text is still there", || Ok(app.editor()?.text()?.contains(words.trim_end()).then_some(())))?;

    disk.free()?;
    app.is_saved_as("saved")?;
    assert!(!app.text()?.contains("not saved yet"));
    app.quit()?;
    let cli = Cli::of(&stage, PASSPHRASE)?;
    let bodies = bodies(&cli)?;
    assert_eq!(bodies.len(), 1, "{bodies:?}");
    assert_eq!(bodies[0].trim_end(), format!("Before. {words}").trim_end());
    Ok(())
}

#[test]
fn half_of_an_emoji_does_no_harm() -> Result<()> {
    let stage = Stage::set()?;
    let app = stage.start()?;
    app.create(PASSPHRASE)?;
    app.editor()?.type_text("before ")?;
    // No keyboard can type it; a script or a broken input method can.
    app.run("document.execCommand('insertText', false, '\\uD800 after')", &[])?;
    app.field("Title")?.type_text("Half")?;
    app.run(
        "const title = document.activeElement;
         title.value += ' \\uDC00';
         title.dispatchEvent(new InputEvent('input', { bubbles: true }))",
        &[],
    )?;
    app.is_saved_as("saved")?;
    app.editor()?.type_text(", and on")?;
    app.is_saved_as("saved")?;
    app.quit()?;
    let cli = Cli::of(&stage, PASSPHRASE)?;
    let bodies = bodies(&cli)?;
    assert!(bodies.len() == 1 && bodies[0].contains("before") && bodies[0].contains("after"), "{bodies:?}");
    Ok(())
}

fn bodies(cli: &Cli) -> Result<Vec<String>> {
    let ids = cli.json(&["list", "--json"])?;
    ids.iter().map(|entry| cli.body(entry["id"].as_str().unwrap_or_default())).collect()
}

#[test]
fn a_power_cut_while_one_types_without_a_pause_takes_two_seconds_at_most() -> Result<()> {
    let (stage, passphrase) = (Stage::set()?, "velvet harbour mosaic quince");
    let app = stage.start()?;
    app.create(passphrase)?;
    let editor = app.editor()?;
    let (start, mut typed) = (Instant::now(), Vec::new());
    while start.elapsed() < TYPING {
        editor.type_text(&format!("w{} ", typed.len()))?;
        typed.push(Instant::now());
    }
    let cut = Instant::now();
    app.kill()?;

    let app = stage.start()?;
    app.unlock(passphrase)?;
    app.says("Your last words before the program stopped are here.")?;
    let text = until("the text is there", || Ok(Some(app.editor()?.text()?).filter(|text| text.contains("w0"))))?;
    let all: String = (0..typed.len()).map(|number| format!("w{number} ")).collect();
    let text = text.trim_end();
    assert!(all.starts_with(text), "nothing is missing in between: {text}");
    // The last may have been cut within.
    let kept = all[..text.len() + 1].matches(' ').count();
    if let Some(lost) = typed.get(kept) {
        assert!(cut - *lost <= MOST_LOST, "{:?} were lost of {kept} words kept", cut - *lost);
    }
    Ok(())
}
