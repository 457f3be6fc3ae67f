//! The interface's side: Node.js, its modules, the built pages.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::process;
use crate::progress::Step;
use crate::stamp::{self, Stamp};
use crate::workspace::Workspace;

/// What Vite asks for.
const OLDEST_NODE: (u32, u32) = (20, 19);

/// Folders under ui/ that are made, not written.
const MADE: [&str; 5] = ["node_modules", "dist", "coverage", "paraglide", ".vite"];

/// Installs the modules of package-lock.json if they are not the ones that are there.
pub(crate) fn install_modules(workspace: &Workspace, step: &Step) -> Result<()> {
    check_node(workspace)?;
    let ui = workspace.ui();
    let lock = stamp::file(&ui.join("package-lock.json"))?;
    let stamp = Stamp::at(workspace.own("node-modules.stamp"));
    if ui.join("node_modules").is_dir() && stamp.is(lock) {
        return Ok(());
    }
    step.makes_noise();
    stamp.clear()?;
    process::run(&mut workspace.npm(&["ci", "--no-audit", "--no-fund"]))
        .context("the interface's modules could not be installed; is there a network?")?;
    stamp.set(lock)
}

/// Builds ui/dist if anything it is made of has changed.
pub(crate) fn build_pages(workspace: &Workspace, step: &Step) -> Result<()> {
    let ui = workspace.ui();
    let sources = stamp::files(&ui, &MADE)?;
    // The pages show the icons too.
    let icons = stamp::files(&workspace.root().join("icons"), &[])?;
    let digest = stamp::digest_of(&(sources, icons));
    let stamp = Stamp::at(workspace.own("pages.stamp"));
    let built = fs::read_dir(ui.join("dist")).is_ok_and(|mut files| files.next().is_some());
    if built && stamp.is(digest) {
        return Ok(());
    }
    step.makes_noise();
    stamp.clear()?;
    process::run(&mut workspace.npm(&["run", "build"]))?;
    stamp.set(digest)
}

/// Whether a Node.js that is new enough, and npm, are there.
fn check_node(workspace: &Workspace) -> Result<()> {
    let (major, minor) = OLDEST_NODE;
    let advice =
        format!("install Node.js {major}.{minor} or newer (with npm) from nodejs.org or your system, and start this again");
    let Ok(version) = process::read(Command::new("node").arg("--version")) else {
        bail!("the interface is built with Node.js, which is not on this machine's PATH: {advice}");
    };
    match parse_version(&version) {
        Some(found) if found >= OLDEST_NODE => {}
        _ => bail!("Node.js {} is too old for the interface: {advice}", version.trim()),
    }
    if process::read(&mut workspace.npm(&["--version"])).is_err() {
        bail!("Node.js is here but npm is not: {advice}");
    }
    Ok(())
}

/// The first two numbers of `v20.19.2`.
fn parse_version(text: &str) -> Option<(u32, u32)> {
    let mut numbers = text.trim().strip_prefix('v')?.split('.');
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn node_versions_compare_by_number() {
        assert_eq!(parse_version("v20.19.2\n"), Some((20, 19)));
        assert!(parse_version("v20.20.2") >= Some(OLDEST_NODE));
        assert!(parse_version("v22.0.0") >= Some(OLDEST_NODE));
        assert!(parse_version("v20.9.0") < Some(OLDEST_NODE));
        assert!(parse_version("v8.19.0") < Some(OLDEST_NODE));
    }

    #[test]
    fn what_is_no_version_is_none() {
        for text in ["", "20.19.2", "v20", "vx.y.z", "command not found"] {
            assert_eq!(parse_version(text), None, "{text}");
        }
    }
}
