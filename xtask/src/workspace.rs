//! Where things are: the repository's root and cargo's target folder.

use std::env::{self, consts::EXE_SUFFIX};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::process;

/// How a program is compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Profile {
    Debug,
    Release,
}

impl Profile {
    /// The folder inside the target folder.
    fn folder(self) -> &'static str {
        match self {
            Profile::Debug => "debug",
            Profile::Release => "release",
        }
    }
}

/// The repository as cargo sees it.
pub(crate) struct Workspace {
    root: PathBuf,
    target: PathBuf,
}

impl Workspace {
    /// Asks cargo, so that `CARGO_TARGET_DIR` and config files count.
    pub(crate) fn find() -> Result<Self> {
        let metadata = process::read(cargo().args(["metadata", "--no-deps", "--format-version", "1"]))?;
        let metadata: Value = serde_json::from_str(&metadata).context("`cargo metadata` did not answer with JSON")?;
        let folder =
            |key: &str| metadata[key].as_str().map(PathBuf::from).with_context(|| format!("`cargo metadata` gave no `{key}`"));
        Ok(Self { root: folder("workspace_root")?, target: folder("target_directory")? })
    }

    /// The repository's root folder.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// The folder of the interface.
    pub(crate) fn ui(&self) -> PathBuf {
        self.root.join("ui")
    }

    /// cargo's target folder.
    pub(crate) fn target(&self) -> &Path {
        &self.target
    }

    /// A file of xtask's own, under target/xtask.
    pub(crate) fn own(&self, name: &str) -> PathBuf {
        self.target.join("xtask").join(name)
    }

    /// Where cargo puts the program `name`.
    pub(crate) fn binary(&self, profile: Profile, name: &str) -> PathBuf {
        self.target.join(profile.folder()).join(format!("{name}{EXE_SUFFIX}"))
    }

    /// `cargo ARGS`, in the root folder.
    pub(crate) fn cargo(&self, args: &[&str]) -> Command {
        let mut command = cargo();
        command.args(args).current_dir(&self.root);
        command
    }

    /// `npm ARGS`, in the folder of the interface.
    pub(crate) fn npm(&self, args: &[&str]) -> Command {
        // npm is a batch file on Windows, and a batch file is found only by its whole name.
        let mut command = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
        command.args(args).current_dir(self.ui());
        command
    }
}

/// The cargo that started this program, so that a `+toolchain` is kept.
fn cargo() -> Command {
    Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}
