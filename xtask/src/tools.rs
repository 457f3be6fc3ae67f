//! The programs of the tests crate that people start: `bench`, `drill`, `screens`.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};

use crate::app;
use crate::display::{Display, VirtualDisplay};
use crate::node;
use crate::packages::{self, Purpose};
use crate::parts::APP_VARIABLE;
use crate::process;
use crate::progress::Progress;
use crate::stamp;
use crate::system::System;
use crate::workspace::{Profile, Workspace};

/// Tells `mend-bench` which program to start and measure.
const MEASURED_VARIABLE: &str = "MEND_BENCH_BINARY";

/// Builds everything as people get it and prints the table.
pub(crate) fn bench(workspace: &Workspace, args: &[String]) -> Result<()> {
    let mut purposes = vec![Purpose::Compile, Purpose::Window];
    if Display::must_be_virtual() {
        purposes.push(Purpose::VirtualDisplay);
    }
    let mut progress = Progress::of(5);
    progress.step("system packages", |step| packages::provide(&purposes, step))?;
    progress.step("node modules", |step| node::install_modules(workspace, step))?;
    progress.step("pages", |step| node::build_pages(workspace, step))?;
    let app = progress.step("app", |step| app::build(workspace, Profile::Release, step))?;
    let bench = progress.step("benches", |step| app::build_tool(workspace, Profile::Release, "mend-bench", step))?;
    let display = Display::open()?;
    process::run(display.command(&bench).args(args).env(MEASURED_VARIABLE, app))
}

/// Kills a writer again and again.
pub(crate) fn drill(workspace: &Workspace, kills: u32) -> Result<()> {
    let mut progress = Progress::of(2);
    progress.step("system packages", |step| packages::provide(&[Purpose::Compile], step))?;
    let drill = progress.step("drill", |step| app::build_tool(workspace, Profile::Debug, "mend-drill", step))?;
    process::run(Command::new(drill).args(["--kills", &kills.to_string()]))
}

/// Drives the demo through every page and saves what it looks like.
pub(crate) fn screens(workspace: &Workspace, out: Option<&Path>) -> Result<()> {
    if !System::this().has_webkitgtk() {
        bail!("pictures are taken with WebKitGTK's WebDriver, so `cargo xtask screens` works on Linux only");
    }
    let purposes = [Purpose::Compile, Purpose::Window, Purpose::VirtualDisplay, Purpose::Driver];
    let mut progress = Progress::of(6);
    progress.step("system packages", |step| packages::provide(&purposes, step))?;
    progress.step("node modules", |step| node::install_modules(workspace, step))?;
    progress.step("pages", |step| node::build_pages(workspace, step))?;
    let app = progress.step("app", |step| app::build_for_webdriver(workspace, step))?;
    progress.step("demo", |step| app::build_tool(workspace, Profile::Debug, "mend-demo", step))?;
    let screens = progress.step("camera", |step| app::build_tool(workspace, Profile::Debug, "mend-screens", step))?;

    let folder = out.map_or_else(|| workspace.target().join("screens"), Path::to_path_buf);
    stamp::create_folder(&folder)?;
    // Always a virtual display: the same pictures everywhere, and nobody's desktop in them.
    let display = VirtualDisplay::start()?;
    process::run(display.command(&screens).arg("--out").arg(&folder).env(APP_VARIABLE, app))?;
    println!("the pictures are in {}", folder.display());
    Ok(())
}
