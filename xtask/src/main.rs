//! `cargo xtask`: sets Mend up on this machine, starts it, checks it.
//!
//! `run` and `test` are the two commands a newcomer types; both install or name what is missing first. The rest
//! measures (`bench`), tortures (`drill`) and photographs (`screens`).

// This is a program for a terminal: what it prints is its purpose.
#![allow(clippy::print_stdout, clippy::print_stderr)]
#![cfg_attr(test, allow(clippy::unwrap_used))]

mod app;
mod check;
mod demo;
mod display;
mod fuzz;
mod launch;
mod licence;
mod node;
mod packages;
mod parts;
mod picture;
mod process;
mod progress;
mod spdx;
mod stamp;
mod system;
mod tools;
mod workspace;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::Parser;

use crate::workspace::Workspace;

/// Sets Mend up on this machine, starts it, checks it.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
enum Task {
    /// Install what is missing, build the app and start it.
    Run(launch::Options),
    /// Install what is missing, then run every check and test that CI runs.
    Test(check::Options),
    /// Measure, and print DESIGN.md section 9's table.
    Bench {
        /// Passed on to `mend-bench`.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        args: Vec<String>,
    },
    /// Kill a writer at random moments and look for lost entries.
    Drill {
        /// How often it is killed.
        #[arg(long, default_value_t = 10_000)]
        kills: u32,
    },
    /// Change what comes from others at random, and look for a reader that stumbles.
    Fuzz(fuzz::Options),
    /// Save a picture of every page, in both themes and two sizes.
    Screens {
        /// The folder for the pictures; target/screens unless told.
        #[arg(long)]
        out: Option<PathBuf>,
    },
}

fn main() -> ExitCode {
    match carry_out(Task::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if error.is::<process::Stopped>() => {
            eprintln!("{error}");
            ExitCode::from(130) // what shells say of a program that Ctrl-C ended
        }
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn carry_out(task: Task) -> Result<()> {
    process::heed_signals()?;
    let workspace = Workspace::find()?;
    match task {
        Task::Run(options) => launch::run(&workspace, &options),
        Task::Test(options) => check::run(&workspace, &options),
        Task::Bench { args } => tools::bench(&workspace, &args),
        Task::Drill { kills } => tools::drill(&workspace, kills),
        Task::Fuzz(options) => fuzz::run(&workspace, &options),
        Task::Screens { out } => tools::screens(&workspace, out.as_deref()),
    }
}
