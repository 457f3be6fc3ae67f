//! Short lines that say what is going on and how long it took.

use std::cell::Cell;
use std::fmt;
use std::io::{self, Write};
use std::time::{Duration, Instant};

use anyhow::Result;

/// A known number of steps, counted as they are done.
pub(crate) struct Progress {
    total: usize,
    begun: usize,
}

impl Progress {
    pub(crate) fn of(total: usize) -> Self {
        Self { total, begun: 0 }
    }

    /// Does one step: `2/4 node modules … 0.3 s`.
    pub(crate) fn step<T>(&mut self, name: &str, work: impl FnOnce(&Step) -> Result<T>) -> Result<T> {
        self.begun += 1;
        Step::take(&format!("{}/{} {name}", self.begun, self.total), work)
    }
}

/// One line of progress, given to the work so that it can say when it prints lines of its own.
pub(crate) struct Step {
    title: String,
    noisy: Cell<bool>,
}

impl Step {
    /// Does work that is not one of a series.
    pub(crate) fn take<T>(title: &str, work: impl FnOnce(&Step) -> Result<T>) -> Result<T> {
        let step = Step { title: title.to_owned(), noisy: Cell::new(false) };
        let start = Instant::now();
        print!("{title} … ");
        // Progress that cannot be shown is no reason to stop.
        let _ = io::stdout().flush();
        let result = work(&step);
        match (&result, step.noisy.get()) {
            (Ok(_), false) => println!("{}", Elapsed(start.elapsed())),
            (Ok(_), true) => println!("{title}: {}", Elapsed(start.elapsed())),
            (Err(_), false) => println!("failed"),
            (Err(_), true) => println!("{}: failed", step.title),
        }
        result
    }

    /// To be called before something else writes to the terminal.
    pub(crate) fn makes_noise(&self) {
        if !self.noisy.replace(true) {
            println!();
        }
    }
}

/// A duration as people say it.
pub(crate) struct Elapsed(pub(crate) Duration);

impl fmt::Display for Elapsed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.as_secs() {
            0..60 => write!(f, "{:.1} s", self.0.as_secs_f32()),
            seconds => write!(f, "{} min {:02} s", seconds / 60, seconds % 60),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_times_have_tenths_and_long_ones_minutes() {
        assert_eq!(Elapsed(Duration::from_millis(340)).to_string(), "0.3 s");
        assert_eq!(Elapsed(Duration::from_millis(59_940)).to_string(), "59.9 s");
        assert_eq!(Elapsed(Duration::from_secs(725)).to_string(), "12 min 05 s");
    }
}
