//! `cargo xtask fuzz`: random changes to what comes from others, through the readers of the journal crate.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result, bail};
use clap::builder::PossibleValuesParser;

use crate::app;
use crate::packages::{self, Purpose};
use crate::process;
use crate::progress::{Progress, Step};
use crate::system::find_program;
use crate::workspace::{Profile, Workspace};

/// The targets in fuzz/fuzz_targets.
const TARGETS: [&str; 4] = ["card", "document", "seal", "share"];

/// The longest input, in bytes: no reader has a branch that needs more, and short ones are tried faster.
const LONGEST: u32 = 32 << 10;

/// One input may take as long, in seconds, and as much memory, in MB. The fuzzer's own bookkeeping is in the memory.
const SLOWEST: u32 = 5;
const MOST_MEMORY: u32 = 1024;

/// What `fuzz` takes.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// How long each target runs.
    #[arg(long, default_value_t = 60)]
    seconds: u32,
    /// Only this target.
    #[arg(value_parser = PossibleValuesParser::new(TARGETS))]
    target: Option<String>,
}

/// Fuzzes one target or all. Fails at the first finding, which is then in fuzz/artifacts.
pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    let mut progress = Progress::of(4);
    progress.step("system packages", |step| packages::provide(&[Purpose::Compile], step))?;
    progress.step("cargo-fuzz", |step| provide(workspace, step))?;
    let seeder = progress.step("seeds", |step| app::build_tool(workspace, Profile::Debug, "mend-hostile", step))?;
    let seeds = workspace.own("seeds");
    if seeds.exists() {
        fs::remove_dir_all(&seeds).with_context(|| format!("{} could not be removed", seeds.display()))?;
    }
    let vectors = workspace.root().join("tests/vectors");
    process::run(Command::new(seeder).arg("--seeds").arg(vectors).arg(&seeds))?;

    let targets = TARGETS.into_iter().filter(|target| options.target.as_ref().is_none_or(|wanted| wanted == target));
    let sanitizer = progress.step("targets", |step| build(workspace, step))?;
    for target in targets {
        println!("\n━━ {target}: {} seconds", options.seconds);
        let corpus = workspace.root().join("fuzz/corpus").join(target);
        fs::create_dir_all(&corpus).with_context(|| format!("{} could not be made", corpus.display()))?;
        let mut command = fuzz(workspace, &["run", "--sanitizer", sanitizer, target]);
        command.arg(corpus).arg(seeds.join(target)).arg("--").args([
            format!("-max_total_time={}", options.seconds),
            format!("-max_len={LONGEST}"),
            format!("-timeout={SLOWEST}"),
            format!("-rss_limit_mb={MOST_MEMORY}"),
            "-print_final_stats=1".to_owned(),
        ]);
        process::run(&mut command).with_context(|| {
            format!("{target} found something; it belongs into tests/vectors/fuzzed/{target} once it is understood")
        })?;
    }
    Ok(())
}

/// Builds all targets, and tells with which sanitizer: some systems have none that links.
fn build(workspace: &Workspace, step: &Step) -> Result<&'static str> {
    step.makes_noise();
    for sanitizer in ["address", "none"] {
        if process::run(&mut fuzz(workspace, &["build", "--sanitizer", sanitizer])).is_ok() {
            return Ok(sanitizer);
        }
        process::go_on()?;
    }
    bail!("the targets could not be built, neither with a sanitizer nor without; the messages above say why")
}

/// Installs cargo-fuzz, if it is not there.
fn provide(workspace: &Workspace, step: &Step) -> Result<()> {
    if find_program("cargo-fuzz").is_some() {
        return Ok(());
    }
    step.makes_noise();
    process::run(&mut workspace.cargo(&["install", "cargo-fuzz", "--locked"]))
}

/// `cargo fuzz ARGS`. It wants a nightly compiler for two flags that the stable one has, too, if it is told to forget that it is one.
fn fuzz(workspace: &Workspace, args: &[&str]) -> Command {
    let mut command = workspace.cargo(&["fuzz"]);
    command.args(args).env("RUSTC_BOOTSTRAP", "1").env("CARGO_TARGET_DIR", workspace.target().join("fuzz"));
    command
}
