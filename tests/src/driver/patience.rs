//! Waiting for what the program does, without guessing how long it takes.

use std::{
    thread,
    time::{Duration, Instant},
};

use super::Result;

/// How long anything may take on a busy machine; a debug build derives a key in about two seconds.
const DEADLINE: Duration = Duration::from_secs(30);

/// How often it is looked at.
const TICK: Duration = Duration::from_millis(25);

/// Looks again and again until `look` finds something. While a window changes, an error is only a reason to look once more.
pub fn until<T>(what: &str, look: impl FnMut() -> Result<Option<T>>) -> Result<T> {
    until_within(DEADLINE, what, look)
}

/// The same with another deadline.
pub fn until_within<T>(deadline: Duration, what: &str, mut look: impl FnMut() -> Result<Option<T>>) -> Result<T> {
    let start = Instant::now();
    loop {
        let looked = look();
        if let Ok(Some(found)) = looked {
            return Ok(found);
        }
        if start.elapsed() > deadline {
            let last = looked.err().map_or_else(String::new, |error| format!(" ({error})"));
            return Err(format!("in {} seconds this did not come true: {what}{last}", deadline.as_secs()).into());
        }
        thread::sleep(TICK);
    }
}
