//! Drives the real program as a person would: its windows are found by role and name, its keys are pressed, its processes and
//! files are looked at from outside.
//!
//! A [`Stage`] is a fresh folder, a display and a session bus; a [`Program`] is one run of the app on it, driven through
//! WebKitWebDriver. Nothing here waits for a fixed time: [`until`] looks again and again, up to a deadline.

mod axe;
mod browser;
mod bus;
mod dialog;
mod display;
mod door;
mod keyboard;
mod memory;
mod page;
mod patience;
mod process;
mod program;
mod screen;
mod shipped;
mod small_disk;
mod stage;
mod traces;
mod windows;

pub use axe::Violation;
pub use browser::Browser;
pub use fantoccini::key::Key;
pub use memory::copies_in_memory;
pub use page::Part;
pub use patience::{until, until_within};
pub use process::{Pid, Process};
pub use program::Program;
pub use shipped::Shipped;
pub use small_disk::SmallDisk;
pub use stage::{Preferences, Stage};
pub use traces::Canary;
pub use windows::Window;

/// What went wrong, in a sentence.
pub type Fault = Box<dyn std::error::Error + Send + Sync>;

/// What everything here answers.
pub type Result<T, E = Fault> = std::result::Result<T, E>;
