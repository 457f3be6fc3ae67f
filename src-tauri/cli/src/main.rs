//! `mend-cli`: the headless door to a journal, for scripts, drills and recovery.

mod arguments;
mod commands;
mod output;
mod secret;

use std::process::ExitCode;

use clap::Parser;

/// Everything that is freed is wiped first.
#[global_allocator]
static ALLOCATOR: zeroizing_alloc::ZeroAlloc<std::alloc::System> = zeroizing_alloc::ZeroAlloc(std::alloc::System);

fn main() -> ExitCode {
    journal::memory::harden();
    output::quiet_panics();
    let arguments = arguments::Arguments::parse();
    match commands::run(arguments) {
        Ok(outcome) => outcome.into(),
        Err(failure) => {
            output::complain(&failure.to_string());
            failure.code().into()
        }
    }
}
