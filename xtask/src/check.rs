//! `cargo xtask test`: which parts run, in what order, and how they ended.

use std::cell::OnceCell;
use std::fmt;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use clap::builder::PossibleValuesParser;

use crate::node;
use crate::packages::{self, Purpose};
use crate::parts::PARTS;
use crate::process;
use crate::progress::{Elapsed, Progress};
use crate::stamp::Files;
use crate::workspace::Workspace;

/// What `test` takes.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Only what answers within a minute or two: format, core, ui.
    #[arg(long, conflicts_with = "full")]
    fast: bool,
    /// Everything CI does, and the drill with 10,000 kills.
    #[arg(long)]
    full: bool,
    /// Run the remaining parts after one has failed.
    #[arg(long)]
    keep_going: bool,
    /// Only these parts.
    #[arg(value_parser = PossibleValuesParser::new(PARTS.iter().map(|part| part.name)), conflicts_with_all = ["fast", "full"])]
    parts: Vec<String>,
}

/// When a part runs without being named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Level {
    /// Always.
    Fast,
    /// Unless asked for less.
    Usual,
    /// Only when asked for more.
    Full,
}

/// One part of the checks.
pub(crate) struct Part {
    /// What one types.
    pub(crate) name: &'static str,
    /// What it checks.
    pub(crate) about: &'static str,
    pub(crate) level: Level,
    /// The packages it needs.
    pub(crate) needs: &'static [Purpose],
    /// Whether it needs the interface's modules.
    pub(crate) modules: bool,
    pub(crate) run: fn(&Checks<'_>) -> Result<Outcome>,
}

/// How a part ended that did not fail.
pub(crate) enum Outcome {
    Passed,
    /// It cannot run on this system, and why.
    LeftOut(&'static str),
}

/// What the parts of one run share.
pub(crate) struct Checks<'a> {
    pub(crate) workspace: &'a Workspace,
    /// The generated files as they were before the first part that writes them.
    pub(crate) generated_before: OnceCell<Files>,
}

/// A line of the closing table.
enum Ending {
    Passed(Duration),
    Failed(Duration),
    LeftOut(&'static str),
    NotRun,
}

/// Sets up and runs the chosen parts. Fails if one of them does.
pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    let level = match (options.fast, options.full) {
        (true, _) => Level::Fast,
        (_, true) => Level::Full,
        _ => Level::Usual,
    };
    let parts = choose(level, &options.parts);
    set_up(workspace, &parts)?;

    let checks = Checks { workspace, generated_before: OnceCell::new() };
    let start = Instant::now();
    let mut table: Vec<(&str, Ending)> = Vec::new();
    let mut failed: Vec<&str> = Vec::new();
    for part in parts {
        if !failed.is_empty() && !options.keep_going {
            table.push((part.name, Ending::NotRun));
            continue;
        }
        process::go_on()?;
        println!("\n━━ {}: {}", part.name, part.about);
        let begun = Instant::now();
        let ending = match (part.run)(&checks) {
            Ok(Outcome::Passed) => Ending::Passed(begun.elapsed()),
            Ok(Outcome::LeftOut(why)) => Ending::LeftOut(why),
            Err(error) if error.is::<process::Stopped>() => return Err(error),
            Err(error) => {
                println!("{} failed: {error:#}", part.name);
                failed.push(part.name);
                Ending::Failed(begun.elapsed())
            }
        };
        table.push((part.name, ending));
    }

    println!("\n━━ summary");
    for (name, ending) in &table {
        println!("{name:<12} {ending}");
    }
    println!("{:<12} {}", "together", Elapsed(start.elapsed()));
    if !failed.is_empty() {
        bail!("{} failed; `cargo xtask test {}` runs only that again", failed.join(", "), failed.join(" "));
    }
    println!("all is well");
    Ok(())
}

/// The named parts, or those of a level, always in the order of the list.
fn choose(level: Level, names: &[String]) -> Vec<&'static Part> {
    let wanted = |part: &&Part| {
        if names.is_empty() { part.level <= level } else { names.iter().any(|name| name == part.name) }
    };
    PARTS.iter().filter(wanted).collect()
}

/// Provides what these parts need, and nothing more.
fn set_up(workspace: &Workspace, parts: &[&Part]) -> Result<()> {
    let purposes: Vec<Purpose> = parts.iter().flat_map(|part| part.needs).copied().collect();
    let modules = parts.iter().any(|part| part.modules);
    let mut progress = Progress::of(if modules { 2 } else { 1 });
    progress.step("system packages", |step| packages::provide(&purposes, step))?;
    if modules {
        progress.step("node modules", |step| node::install_modules(workspace, step))?;
    }
    Ok(())
}

impl fmt::Display for Ending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Passed(time) => write!(f, "passed    {}", Elapsed(*time)),
            Self::Failed(time) => write!(f, "FAILED    {}", Elapsed(*time)),
            Self::LeftOut(why) => write!(f, "left out  {why}"),
            Self::NotRun => write!(f, "not run"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(level: Level, names: &[&str]) -> Vec<&'static str> {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        choose(level, &names).iter().map(|part| part.name).collect()
    }

    #[test]
    fn fast_is_a_part_of_usual_and_usual_of_full() {
        let (fast, usual, full) = (names(Level::Fast, &[]), names(Level::Usual, &[]), names(Level::Full, &[]));
        assert_eq!(fast, ["format", "core", "ui"]);
        assert!(fast.iter().all(|name| usual.contains(name)));
        assert!(usual.iter().all(|name| full.contains(name)) && usual.len() < full.len());
        assert_eq!(full.len(), PARTS.len());
    }

    #[test]
    fn named_parts_keep_the_order_of_the_list() {
        assert_eq!(names(Level::Usual, &["ui", "format"]), ["format", "ui"]);
    }
}
