//! The parts of `cargo xtask test`, in the order in which they run.

use std::process::Command;

use anyhow::{Result, bail};

use crate::app;
use crate::check::{Checks, Level, Outcome, Part};
use crate::display::Display;
use crate::licence;
use crate::node;
use crate::packages::Purpose;
use crate::process;
use crate::progress::Step;
use crate::stamp;
use crate::system::{System, find_program};
use crate::tools;
use crate::workspace::{Profile, Workspace};

/// Tells tests where the headless program is.
const CLI_VARIABLE: &str = "MEND_CLI_BINARY";

/// Tells tests and pictures where the program is that WebDriver can drive.
pub(crate) const APP_VARIABLE: &str = "MEND_E2E_BINARY";

/// Tells tests where the program is as people get it: a build for WebDriver differs in its windows.
const SHIPPED_VARIABLE: &str = "MEND_SHIPPED_BINARY";

/// What cargo writes for the interface, from the repository's root.
const GENERATED: &str = "ui/src/lib/bindings";

const COMPILE: &[Purpose] = &[Purpose::Compile];
const CORE: &[Purpose] = &[Purpose::Compile, Purpose::StockTools];
const SHELL: &[Purpose] = &[Purpose::Compile, Purpose::Window];
const DRIVEN: &[Purpose] =
    &[Purpose::Compile, Purpose::Window, Purpose::VirtualDisplay, Purpose::Driver, Purpose::Browser, Purpose::StockTools];
const BROWSER: &[Purpose] = &[Purpose::Browser, Purpose::StockTools];

const fn part(
    name: &'static str,
    about: &'static str,
    level: Level,
    needs: &'static [Purpose],
    modules: bool,
    run: fn(&Checks<'_>) -> Result<Outcome>,
) -> Part {
    Part { name, about, level, needs, modules, run }
}

/// All parts.
#[rustfmt::skip] // a table
pub(crate) const PARTS: [Part; 12] = [
    part("format", "the Rust code is formatted", Level::Fast, &[], false, format),
    part("lint", "clippy has nothing to say", Level::Usual, SHELL, true, lint),
    part("core", "journal, guide, pictures, command line and xtask", Level::Fast, CORE, false, core),
    part("shell", "the Tauri shell", Level::Usual, SHELL, true, shell),
    part("generated", "the interface's types are the committed ones", Level::Usual, SHELL, true, generated),
    part("ui", "types, lints and tests of the interface", Level::Fast, &[], true, ui),
    part("reader", "the page for a browser, in Chromium", Level::Usual, BROWSER, true, reader),
    part("build", "the pages and the program", Level::Usual, SHELL, true, build),
    part("drills", "kill -9, a full disk and other bad days", Level::Usual, CORE, false, drills),
    part("e2e", "the real program, driven like a person would", Level::Usual, DRIVEN, true, e2e),
    part("licences", "every dependency may be shipped", Level::Usual, &[], false, licences),
    part("long-drill", "10,000 kills", Level::Full, COMPILE, false, long_drill),
];

fn format(checks: &Checks<'_>) -> Result<Outcome> {
    process::run(&mut checks.workspace.cargo(&["fmt", "--all", "--check"]))?;
    Ok(Outcome::Passed)
}

fn lint(checks: &Checks<'_>) -> Result<Outcome> {
    pages(checks.workspace)?;
    let args = ["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"];
    process::run(&mut checks.workspace.cargo(&args))?;
    Ok(Outcome::Passed)
}

fn core(checks: &Checks<'_>) -> Result<Outcome> {
    let crates = ["-p", "mend-journal", "-p", "mend-guide", "-p", "mend-pictures", "-p", "mend-cli", "-p", "xtask"];
    process::run(checks.workspace.cargo(&["test"]).args(crates))?;
    process::run(&mut with_cli(checks.workspace, &["--lib", "--bins", "--test", "journal"])?)?;
    Ok(Outcome::Passed)
}

fn shell(checks: &Checks<'_>) -> Result<Outcome> {
    let folder = checks.workspace.root().join(GENERATED);
    if checks.generated_before.get().is_none() {
        // Nobody else sets it: the parts run one after another.
        let _ = checks.generated_before.set(stamp::files(&folder, &[])?);
    }
    pages(checks.workspace)?;
    process::run(&mut checks.workspace.cargo(&["test", "-p", "mend"]))?;
    Ok(Outcome::Passed)
}

fn generated(checks: &Checks<'_>) -> Result<Outcome> {
    // Compared with what was there rather than with git: a tree with other changes in it can be checked, too.
    if checks.generated_before.get().is_none() {
        shell(checks)?;
    }
    let after = stamp::files(&checks.workspace.root().join(GENERATED), &[])?;
    let changes = checks.generated_before.get().map(|before| stamp::changes(before, &after)).unwrap_or_default();
    if !changes.is_empty() {
        bail!("the Rust types have changed; {GENERATED} is new now and wants to be committed: {}", changes.join(", "));
    }
    println!("{} files in {GENERATED} are as the Rust types say", after.len());
    Ok(Outcome::Passed)
}

fn ui(checks: &Checks<'_>) -> Result<Outcome> {
    for script in ["check", "lint", "test"] {
        process::run(&mut checks.workspace.npm(&["run", script]))?;
    }
    Ok(Outcome::Passed)
}

fn reader(checks: &Checks<'_>) -> Result<Outcome> {
    process::run(&mut checks.workspace.npm(&["run", "test:reader"]))?;
    Ok(Outcome::Passed)
}

fn build(checks: &Checks<'_>) -> Result<Outcome> {
    pages(checks.workspace)?;
    Step::take("the program that WebDriver can drive", |step| app::build_for_webdriver(checks.workspace, Profile::Debug, step))?;
    Ok(Outcome::Passed)
}

fn drills(checks: &Checks<'_>) -> Result<Outcome> {
    process::run(&mut with_cli(checks.workspace, &["--test", "drills"])?)?;
    Ok(Outcome::Passed)
}

fn e2e(checks: &Checks<'_>) -> Result<Outcome> {
    if !System::this().has_webkitgtk() {
        return Ok(Outcome::LeftOut("only WebKitGTK has a WebDriver, so windows are driven on Linux only"));
    }
    if find_program("WebKitWebDriver").is_none() {
        bail!("`WebKitWebDriver` is missing; install your system's package of WebKitGTK's driver and start this again");
    }
    pages(checks.workspace)?;
    let app = Step::take("the program that WebDriver can drive", |step| {
        app::build_for_webdriver(checks.workspace, Profile::Debug, step)
    })?;
    let shipped = Step::take("the program as people get it", |step| app::build(checks.workspace, Profile::Debug, step))?;
    let display = Display::open()?;
    let tests = with_cli(checks.workspace, &["--test", "e2e", "--", "--test-threads=1"])?;
    let mut command = display.around(&tests);
    process::run(command.env(APP_VARIABLE, app).env(SHIPPED_VARIABLE, shipped))?;
    Ok(Outcome::Passed)
}

fn licences(checks: &Checks<'_>) -> Result<Outcome> {
    licence::check(checks.workspace)?;
    Ok(Outcome::Passed)
}

fn long_drill(checks: &Checks<'_>) -> Result<Outcome> {
    tools::drill(checks.workspace, 10_000)?;
    Ok(Outcome::Passed)
}

/// The shell compiles the built pages into itself, so they come first.
fn pages(workspace: &Workspace) -> Result<()> {
    Step::take("pages", |step| node::build_pages(workspace, step))
}

/// `cargo test` of the tests crate, with the headless program built and named.
fn with_cli(workspace: &Workspace, args: &[&str]) -> Result<Command> {
    process::run(&mut workspace.cargo(&["build", "-p", "mend-cli"]))?;
    let mut command = workspace.cargo(&["test", "-p", "mend-tests"]);
    command.args(args).env(CLI_VARIABLE, workspace.binary(Profile::Debug, "mend-cli"));
    Ok(command)
}
