//! The journal from outside: what a person does with it, what a bad disk or a bad neighbour does to it, and getting
//! everything out with nothing of ours.

// Helpers of tests may give up like the tests they help; clippy knows only the tests themselves.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod bad_files;
mod bodies;
mod cli;
mod feelings;
mod finding;
mod frozen;
mod hostile;
mod image;
mod life;
mod pictures;
mod purging;
mod reflecting;
mod rereading;
mod sharing;
mod stock_tools;
mod tampering;
mod vectors;
