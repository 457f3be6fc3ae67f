//! The throw-away journal of `run --demo`.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};
use tempfile::TempDir;

use crate::app;
use crate::process;
use crate::progress::Step;
use crate::workspace::{Profile, Workspace};

/// What opens it: `mend-demo` seals it with this.
pub(crate) const PASSPHRASE: &str = "demo";

/// A journal in a folder that only its owner may enter, and that is deleted when this is dropped.
pub(crate) struct Demo {
    folder: TempDir,
}

impl Demo {
    /// Writes six months that nobody lived.
    pub(crate) fn write(workspace: &Workspace, step: &Step) -> Result<Self> {
        let writer = app::build_tool(workspace, Profile::Debug, "mend-demo", step)?;
        let mut builder = tempfile::Builder::new();
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
        let folder = builder.prefix("mend-demo-").tempdir().context("no temporary folder could be made for the demo journal")?;
        let demo = Self { folder };
        process::run(Command::new(writer).arg(demo.journal()))?;
        Ok(demo)
    }

    /// What tells the app to use it, and to leave the person's own data alone.
    pub(crate) fn arguments(&self) -> [OsString; 4] {
        ["--data-dir".into(), self.folder.path().into(), "--journal".into(), self.journal().into()]
    }

    fn journal(&self) -> PathBuf {
        self.folder.path().join("demo.mend")
    }
}
