//! The programs of the tests crate that people start: `bench`, `drill`, `screens`.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

use crate::app;
use crate::display::VirtualDisplay;
use crate::node;
use crate::packages::{self, Purpose};
use crate::parts::APP_VARIABLE;
use crate::process;
use crate::progress::{Progress, Step};
use crate::stamp;
use crate::system::System;
use crate::workspace::{Profile, Workspace};

/// Tells `mend-bench` which program to start and measure.
const MEASURED_VARIABLE: &str = "MEND_BENCH_BINARY";

/// Tells it which one to compare that with.
const BARE_VARIABLE: &str = "MEND_BENCH_BARE_BINARY";

/// The one-button window's package and program.
const BARE_WINDOW: &str = "mend-bare-window";

/// Builds everything as people get it and prints the table.
pub(crate) fn bench(workspace: &Workspace, args: &[String]) -> Result<()> {
    // Windows are timed by looking at a virtual display's pixels, whatever desktop there is; without an X server only the
    // core is measured.
    let windows = System::this().has_webkitgtk();
    let mut purposes = vec![Purpose::Compile, Purpose::Window];
    if windows {
        purposes.extend([Purpose::VirtualDisplay, Purpose::Driver]);
    }
    let mut progress = Progress::of(7);
    progress.step("system packages", |step| packages::provide(&purposes, step))?;
    progress.step("node modules", |step| node::install_modules(workspace, step))?;
    progress.step("pages", |step| node::build_pages(workspace, step))?;
    // First: the app as people get it has the same name, and stays.
    let driven = progress.step("app for WebDriver", |step| match windows {
        true => app::build_for_webdriver(workspace, Profile::Release, step).map(Some),
        false => Ok(None),
    })?;
    let app = progress.step("app", |step| app::build(workspace, Profile::Release, step))?;
    let bare = progress.step("one-button window", |step| bare_window(workspace, step))?;
    let bench = progress.step("benches", |step| app::build_tool(workspace, Profile::Release, "mend-bench", step))?;
    if !windows {
        return process::run(Command::new(&bench).args(args));
    }
    let display = VirtualDisplay::start()?;
    let mut command = display.command(&bench);
    command.args(args).env(MEASURED_VARIABLE, app).env(BARE_VARIABLE, bare);
    if let Some(driven) = driven {
        command.env(APP_VARIABLE, driven);
    }
    process::run(&mut command)
}

/// Builds the window that the app is compared with, in one go with the app (which is there already), so that both share
/// every library down to its features.
fn bare_window(workspace: &Workspace, step: &Step) -> Result<PathBuf> {
    step.makes_noise();
    let packages = ["--package", "mend", "--package", BARE_WINDOW];
    let mut command = workspace.cargo(&["build", "--release", "--features", "tauri/custom-protocol"]);
    process::run(command.args(packages))?;
    Ok(workspace.binary(Profile::Release, BARE_WINDOW))
}

/// Kills a writer again and again.
pub(crate) fn drill(workspace: &Workspace, kills: u32) -> Result<()> {
    let mut progress = Progress::of(2);
    progress.step("system packages", |step| packages::provide(&[Purpose::Compile], step))?;
    let drill = progress.step("drill", |step| app::build_tool(workspace, Profile::Release, "mend-drill", step))?;
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
    let app = progress.step("app", |step| app::build_for_webdriver(workspace, Profile::Debug, step))?;
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
