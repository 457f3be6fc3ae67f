//! The real program, driven like a person would: by what is on its pages and by its keys, looked at from outside.
//!
//! `cargo xtask test e2e` builds the program with the feature `e2e` and starts these one after another. Only WebKitGTK has a
//! WebDriver; on other systems there is nothing here.
#![cfg(target_os = "linux")]
#![allow(clippy::print_stdout)] // What is left out is said.

mod access;
mod articles;
mod as_shipped;
mod bad_journals;
mod cli;
mod failing_saves;
mod feelings;
mod journey;
mod memory;
mod pasting;
mod path;
mod person;
mod reflecting;
mod rereading;
mod sharing;
mod ways_out;
mod what_goes;
