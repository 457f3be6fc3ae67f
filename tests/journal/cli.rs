//! `mend-cli` as a script meets it.

use std::{
    env, fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use mend_tests::builder::Trial;
use serde_json::Value;

/// The program: named by `cargo xtask test`, else the debug build beside this test.
fn program() -> PathBuf {
    env::var_os("MEND_CLI_BINARY")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/debug/mend-cli"), PathBuf::from)
}

struct Script {
    trial: Trial,
}

impl Script {
    fn new() -> Self {
        Self { trial: Trial::new().unwrap() }
    }

    /// Runs a command on the journal with the recovery sheet as its passphrase, which takes no time.
    fn run(&self, arguments: &[&str], input: &[u8]) -> Output {
        self.run_with(self.trial.recovery(), arguments, input)
    }

    fn run_with(&self, secret: &str, arguments: &[&str], input: &[u8]) -> Output {
        run(&self.trial.path(), self.trial.folder(), secret, arguments, input)
    }

    fn add(&self, body: &str, more: &[&str]) -> String {
        let output = self.run(&[&["add"], more].concat(), body.as_bytes());
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    fn json(&self, arguments: &[&str]) -> Value {
        let output = self.run(&[arguments, &["--json"]].concat(), b"");
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        serde_json::from_slice(&output.stdout).unwrap()
    }
}

fn run(journal: &Path, folder: &Path, secret: &str, arguments: &[&str], input: &[u8]) -> Output {
    let secrets = folder.join("secret");
    fs::write(&secrets, secret).unwrap();
    let mut child = Command::new(program())
        .arg("--journal")
        .arg(journal)
        .args(arguments)
        .env("MEND_PASSPHRASE_FILE", &secrets)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("build mend-cli first: cargo build -p mend-cli");
    // A command that takes no text may be gone before it is written.
    let _ = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap()
}

#[test]
fn an_entry_goes_in_and_comes_out() {
    let script = Script::new();
    let body = "We walked to the **river**.\n\nTrailing space \n\0\n";
    let fields = [
        "--kind",
        "letter",
        "--title",
        "The long way",
        "--tag",
        "talk",
        "--tag",
        "b c/d",
        "--date",
        "2026-01-02T03:04:05+05:30",
        "--favourite",
    ];
    let id = script.add(body, &fields);
    let shown = script.json(&["show", &id]);
    let expected = serde_json::json!({
        "id": id, "kind": "letter", "written_at": "2026-01-02T03:04:05+05:30", "title": "The long way",
        "tags": ["talk", "b c/d"], "favourite": true, "body": body,
    });
    assert_eq!(shown, expected);
    assert_eq!(script.run(&["show", &id], b"").stdout, body.as_bytes());
    assert_eq!(script.json(&["export", "--format", "json"]), Value::from(vec![expected]));
    let listed = script.json(&["list"]);
    assert_eq!(listed[0]["excerpt"], "We walked to the river. Trailing space");
    assert!(listed[0].get("body").is_none());
    assert_eq!(script.json(&["search", "riv"])[0]["id"], id);
    assert_eq!(script.json(&["search", "mountain"]), serde_json::json!([]));
}

#[test]
fn lists_are_newest_first() {
    let script = Script::new();
    for date in ["2026-02-01T10:00:00Z", "2026-03-01T10:00:00Z", "2026-01-01T10:00:00Z"] {
        script.add(date, &["--date", date]);
    }
    let listed = script.json(&["list"]);
    let dates: Vec<_> = listed.as_array().unwrap().iter().map(|entry| entry["written_at"].as_str().unwrap()).collect();
    assert_eq!(dates, ["2026-03-01T10:00:00Z", "2026-02-01T10:00:00Z", "2026-01-01T10:00:00Z"]);
}

#[test]
fn an_entry_is_changed_trashed_and_purged() {
    let script = Script::new();
    let id = script.add("before", &["--tag", "a"]);
    assert_eq!(script.run(&["edit", &id, "--title", "T", "--tag", "b"], b"").status.code(), Some(0));
    let shown = script.json(&["show", &id]);
    assert_eq!(
        (&shown["body"], &shown["title"], &shown["tags"]),
        (&"before".into(), &"T".into(), &serde_json::json!(["a", "b"]))
    );
    assert_eq!(script.run(&["edit", &id, "--no-tags", "--favourite"], b"after").status.code(), Some(0));
    let shown = script.json(&["show", &id]);
    assert_eq!((&shown["body"], &shown["favourite"], &shown["tags"]), (&"after".into(), &true.into(), &serde_json::json!([])));
    assert_eq!(script.run(&["delete", &id], b"").status.code(), Some(0));
    assert_eq!(script.json(&["list"]), serde_json::json!([]));
    assert_eq!(script.run(&["delete", &id, "--now"], b"").status.code(), Some(0));
    assert_eq!(script.run(&["show", &id], b"").status.code(), Some(7));
    assert_eq!(script.json(&["verify"])["damage"], serde_json::json!([]));
}

#[test]
fn the_passphrase_is_made_changed_and_recovered() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("j.mend");
    let run = |secret: &str, arguments: &[&str]| run(&path, folder.path(), secret, arguments, b"");
    assert_eq!(run("first one\n", &["create"]).status.code(), Some(0));
    assert_eq!(run("first one\n", &["create"]).status.code(), Some(1));
    assert_eq!(run("first one\nsecond one\n", &["passwd"]).status.code(), Some(0));
    assert_eq!(run("first one\n", &["list"]).status.code(), Some(3));
    let sheet = String::from_utf8(run("second one", &["recovery-sheet"]).stdout).unwrap();
    let line = sheet.lines().find(|line| line.starts_with("AGE-SECRET-KEY-1")).unwrap();
    assert_eq!(run(line, &["list"]).status.code(), Some(0));
    assert_eq!(run(&format!("{line}\nthird one"), &["passwd"]).status.code(), Some(0));
    assert_eq!(run("third one", &["list"]).status.code(), Some(0));
}

#[test]
fn every_trouble_has_its_exit_status_and_one_sentence() {
    let script = Script::new();
    let status = |output: Output| {
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(!said.contains("panicked") && (said.lines().count() <= 2 || output.status.code() == Some(2)), "{said}");
        output.status.code()
    };
    assert_eq!(status(script.run(&["show", "no such id"], b"")), Some(7));
    assert_eq!(status(script.run(&["show", "00000000-0000-4000-8000-000000000000"], b"")), Some(7));
    assert_eq!(status(script.run(&["add", "--date", "yesterday"], b"x")), Some(2));
    assert_eq!(status(script.run(&["add", "--kind", "tarot"], b"x")), Some(2));
    assert_eq!(status(script.run(&["dance"], b"")), Some(2));
    assert_eq!(status(script.run(&["add"], b"\xff\xfe")), Some(1));
    assert_eq!(status(script.run_with("", &["list"], b"")), Some(2));
    assert_eq!(status(script.run_with("wrong", &["list"], b"")), Some(3));
    let held = script.trial.open().unwrap();
    assert_eq!(status(script.run(&["list"], b"")), Some(4));
    drop(held);
    let missing = script.trial.folder().join("missing.mend");
    assert_eq!(status(run(&missing, script.trial.folder(), "x", &["list"], b"")), Some(1));
    let mut bytes = fs::read(script.trial.path()).unwrap();
    bytes[63] = 9;
    let newer = script.trial.folder().join("newer.mend");
    fs::write(&newer, bytes).unwrap();
    assert_eq!(status(run(&newer, script.trial.folder(), "x", &["list"], b"")), Some(6));
}

#[test]
fn a_damaged_journal_is_read_as_far_as_it_goes() {
    let script = Script::new();
    for body in ["one", "two", "three"] {
        script.add(body, &[]);
    }
    script.trial.forget_index().unwrap();
    rusqlite::Connection::open(script.trial.path())
        .unwrap()
        .execute("UPDATE record SET sealed = zeroblob(1300) WHERE seq = 2", [])
        .unwrap();
    let output = script.run(&["list", "--json"], b"");
    assert_eq!(output.status.code(), Some(5));
    assert_eq!(serde_json::from_slice::<Value>(&output.stdout).unwrap().as_array().unwrap().len(), 2);
    assert!(String::from_utf8(output.stderr).unwrap().contains("record 2 could not be read"));
    assert_eq!(script.run(&["verify"], b"").status.code(), Some(5));
}

#[cfg(unix)]
#[test]
fn the_passphrase_comes_from_a_descriptor() {
    let script = Script::new();
    let command = format!(
        "exec 7<<'EOF'\n{}\nEOF\nexec '{}' --journal '{}' --passphrase-fd 7 list --json",
        script.trial.recovery(),
        program().display(),
        script.trial.path().display()
    );
    let output = Command::new("sh").arg("-c").arg(command).output().unwrap();
    assert_eq!(output.stdout, b"[]\n", "{output:?}");
}
