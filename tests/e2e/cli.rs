//! The headless door to the same journal, to see what the window really stored.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use mend_tests::driver::{Result, Stage};
use serde_json::Value;

/// `mend-cli` with a journal and what opens it.
pub(crate) struct Cli {
    program: PathBuf,
    journal: PathBuf,
    passphrase: PathBuf,
}

impl Cli {
    /// For the stage's journal.
    pub(crate) fn of(stage: &Stage, passphrase: &str) -> Result<Self> {
        let file = stage.folder().join("passphrase");
        fs::write(&file, passphrase)?;
        let usual = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/debug/mend-cli");
        let program = env::var_os("MEND_CLI_BINARY").map_or_else(usual, PathBuf::from);
        Ok(Self { program, journal: stage.journal(), passphrase: file })
    }

    /// What a command prints.
    pub(crate) fn run(&self, command: &[&str]) -> Result<Vec<u8>> {
        let mut program = Command::new(&self.program);
        program.arg("--journal").arg(&self.journal).args(command).env("MEND_PASSPHRASE_FILE", &self.passphrase);
        let output = program.output().map_err(|error| format!("{}: {error}", self.program.display()))?;
        match output.status.success() {
            true => Ok(output.stdout),
            false => Err(format!("mend-cli {command:?}: {}", String::from_utf8_lossy(&output.stderr)).into()),
        }
    }

    /// The list that a command prints as JSON.
    pub(crate) fn json(&self, command: &[&str]) -> Result<Vec<Value>> {
        Ok(serde_json::from_slice(&self.run(command)?)?)
    }

    /// The text of an entry.
    pub(crate) fn body(&self, id: &str) -> Result<String> {
        let entry: Value = serde_json::from_slice(&self.run(&["show", id, "--json"])?)?;
        Ok(entry["body"].as_str().unwrap_or_default().to_owned())
    }
}
