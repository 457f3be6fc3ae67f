//! Getting everything out with nothing of ours: the commands of FORMAT.md, run as they stand there, with the `sqlite3` and
//! `age` that any Debian has.

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
};

use journal::{CheckIn, Entry, EntryDraft, ItemId, NewPicture};
use mend_tests::builder::{PASSPHRASE, Trial, draft, evening};

const FORMAT: &str = include_str!("../../src-tauri/journal/FORMAT.md");

/// The fenced block that follows a line with this heading.
fn commands(heading: &str) -> &'static str {
    let at = FORMAT.find(heading).unwrap_or_else(|| panic!("FORMAT.md has no part {heading:?}"));
    let block = FORMAT[at..].split("```").nth(1).unwrap();
    block.strip_prefix("sh\n").unwrap()
}

/// Whether these tools are there. On Linux they must be: the test is about them.
fn have(tools: &[&str]) -> bool {
    let missing = tools
        .iter()
        .find(|tool| Command::new(tool).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_err());
    match missing {
        Some(tool) if cfg!(target_os = "linux") => panic!("{tool} is missing; `cargo xtask test` installs it"),
        missing => missing.is_none(),
    }
}

fn sh(folder: &Path, script: &str, more: &[(&str, &str)]) -> String {
    let output = Command::new("bash")
        .args(["-euo", "pipefail", "-c", script])
        .current_dir(folder)
        .envs(more.iter().copied())
        .output()
        .unwrap();
    assert!(output.status.success(), "{script}\n{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn written() -> (Trial, Vec<String>) {
    let bodies = ["We walked to the river.\n\nThe long way.", "今日は雨 \"quoted\" \\ tab\t", "changed later"].map(str::to_owned);
    let trial = Trial::new().unwrap();
    let (mut journal, _) = trial.open().unwrap();
    for body in &bodies {
        let typing = draft("an earlier text");
        journal.save(typing.clone(), evening()).unwrap();
        let heads = journal.entry(typing.id).unwrap().heads;
        let entry = Entry { body: body.clone(), title: "T".into(), ..typing.entry };
        journal.save(EntryDraft { parents: heads, entry, ..draft("") }.with_id(typing.id), evening()).unwrap();
    }
    let purged = mend_tests::builder::add(&mut journal, "purged").unwrap();
    journal.purge(purged, evening()).unwrap();
    let trashed = mend_tests::builder::add(&mut journal, "in the trash").unwrap();
    journal.trash(trashed, evening()).unwrap();
    let check_in = CheckIn { note: NOTE.into(), ..CheckIn::new(evening()) };
    journal.save_check_in(ItemId::random(), check_in, evening()).unwrap();
    journal.lock(evening()).unwrap();
    let (mut journal, _) = trial.open().unwrap();
    let picture = journal.add_picture(NewPicture { full: FULL, small: SMALL, width: 8, height: 6 }).unwrap();
    let illustrated = format!("The bench. ![the bench](picture:{})", picture.id);
    mend_tests::builder::add(&mut journal, &illustrated).unwrap();
    journal.lock(evening()).unwrap();
    let mut expected = bodies.to_vec();
    expected.push(illustrated);
    expected.sort_unstable();
    (trial, expected)
}

/// The note of a check-in.
const NOTE: &str = "He rang before.\nI \"waited\" less.";

/// What stands for a picture: it begins like one, and has every byte that a shell could spoil.
const FULL: &[u8] = b"\xff\xd8\xff\n\0\r\n{\"length\":3}\0\xff\xd9\n\n\0";
const SMALL: &[u8] = b"\x89PNG\r\n\x1a\nsmall";

trait WithId {
    fn with_id(self, id: journal::ItemId) -> Self;
}

impl WithId for EntryDraft {
    fn with_id(self, id: journal::ItemId) -> Self {
        Self { id, ..self }
    }
}

/// Runs the recovery commands and compares what comes out.
fn recovers(trial: &Trial, expected: &[String]) {
    sh(trial.folder(), commands("### 3. Open every record"), &[]);
    let listed = sh(trial.folder(), commands("### 4. Read the entries"), &[]);
    let mut bodies: Vec<String> = listed
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["body"].as_str().unwrap().to_owned())
        .collect();
    bodies.sort_unstable();
    assert_eq!(bodies, expected);

    // As the sentence after that step says.
    let check_ins =
        commands("### 4. Read the entries").replace("'entry'", "'check-in'").replace("content.written_at", "content.at");
    let listed = sh(trial.folder(), &check_ins, &[]);
    assert_eq!(serde_json::from_str::<serde_json::Value>(&listed).unwrap()["note"], NOTE);

    sh(trial.folder(), commands("### 5. Open the pictures"), &[]);
    let named = expected.iter().find_map(|body| body.split_once("(picture:")?.1.strip_suffix(')')).unwrap();
    let mut pictures: Vec<_> = fs::read_dir(trial.folder().join("pictures")).unwrap().map(|file| file.unwrap().path()).collect();
    pictures.sort_by_key(|path| !path.ends_with(named));
    let contents: Vec<_> = pictures.iter().map(|path| fs::read(path).unwrap()).collect();
    assert_eq!(contents, [FULL, SMALL]);
}

#[test]
fn every_entry_comes_out_with_the_recovery_sheet() {
    if !have(&["age", "sqlite3"]) {
        return;
    }
    let (trial, expected) = written();
    fs::write(trial.folder().join("sheet.txt"), trial.recovery()).unwrap();
    sh(trial.folder(), commands("### 2b. Open the key with the recovery sheet"), &[]);
    recovers(&trial, &expected);
}

#[test]
fn every_entry_comes_out_with_the_passphrase() {
    if !have(&["age", "sqlite3", "script"]) {
        return;
    }
    let (trial, expected) = written();
    // age asks a terminal, so it is given one, and the passphrase is typed into it.
    let asked = commands("### 2a. Open the key with the passphrase");
    fs::write(trial.folder().join("step.sh"), asked).unwrap();
    let typed = "(sleep 1; printf '%s\\n' \"$TYPED\"; sleep 3) | script -qec 'bash -euo pipefail step.sh' /dev/null";
    sh(trial.folder(), typed, &[("TYPED", PASSPHRASE)]);
    recovers(&trial, &expected);
}
