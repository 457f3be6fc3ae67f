//! Building the programs.

use std::env::consts::EXE_SUFFIX;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::process;
use crate::progress::Step;
use crate::stamp;
use crate::workspace::{Profile, Workspace};

/// Builds the app as people get it and returns the program.
pub(crate) fn build(workspace: &Workspace, profile: Profile, step: &Step) -> Result<PathBuf> {
    step.makes_noise();
    let mut command = workspace.cargo(&["build", "--package", "mend"]);
    if profile == Profile::Release {
        // What `tauri build` sets: the pages come from inside the program, and only from there.
        command.args(["--release", "--features", "tauri/custom-protocol"]);
    }
    process::run(&mut command)?;
    Ok(workspace.binary(profile, "mend"))
}

/// Builds the app so that WebDriver can drive it, and returns a copy, since `run` builds another under the same name.
pub(crate) fn build_for_webdriver(workspace: &Workspace, profile: Profile, step: &Step) -> Result<PathBuf> {
    step.makes_noise();
    let mut command = workspace.cargo(&["build", "--package", "mend"]);
    let name = match profile {
        Profile::Debug => {
            command.args(["--features", "e2e"]);
            "mend-e2e"
        }
        Profile::Release => {
            command.args(["--release", "--features", "e2e,tauri/custom-protocol"]);
            "mend-e2e-release"
        }
    };
    process::run(&mut command)?;
    let built = workspace.binary(profile, "mend");
    let copy = workspace.own(&format!("{name}{EXE_SUFFIX}"));
    stamp::create_folder(&workspace.own(""))?;
    // A copy beside it and a rename: the old one may still be running, and is then not to be written to.
    let fresh = copy.with_extension("new");
    fs::copy(&built, &fresh)
        .and_then(|_| fs::rename(&fresh, &copy))
        .with_context(|| format!("could not copy {} to {}", built.display(), copy.display()))?;
    Ok(copy)
}

/// Builds one program of the tests crate and returns it.
pub(crate) fn build_tool(workspace: &Workspace, profile: Profile, name: &str, step: &Step) -> Result<PathBuf> {
    step.makes_noise();
    let mut command = workspace.cargo(&["build", "--package", "mend-tests", "--bin", name]);
    if profile == Profile::Release {
        command.arg("--release");
    }
    process::run(&mut command)?;
    Ok(workspace.binary(profile, name))
}
