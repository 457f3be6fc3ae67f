//! What the tests, drills and pictures share: journals to try things on, and the program to drive.

pub mod builder;
pub mod demo;
pub mod drill;
#[cfg(target_os = "linux")]
pub mod driver;
pub mod hostile;
