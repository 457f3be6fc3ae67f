//! The journal from outside: what a person does with it, what a bad disk or a bad neighbour does to it, and getting
//! everything out with nothing of ours.

mod bad_files;
mod bodies;
mod cli;
mod finding;
mod frozen;
mod image;
mod life;
mod purging;
mod stock_tools;
mod tampering;
mod vectors;
