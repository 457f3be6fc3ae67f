//! Pictures of the app's window on a virtual display: seeing that it works where nobody looks.

use std::collections::HashMap;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::Result;

use crate::display::VirtualDisplay;
use crate::process;

/// What every window of the app is called.
const TITLE: &str = "^Mend$";

/// A debug build on a busy machine takes a while; more than this is a fault.
const DEADLINE: Duration = Duration::from_secs(90);

/// A share of bytes that a blinking cursor stays under and a changed page does not.
const CURSOR: f64 = 0.003;

/// How long a page must look the same to be taken for finished.
const STILL: Duration = Duration::from_millis(700);

/// A window as it looked at one moment.
pub(crate) struct Picture {
    window: String,
    /// A PPM file: a short header, then three bytes for each pixel.
    pixels: Vec<u8>,
}

impl Picture {
    /// Waits until the app shows a page that no longer changes. `watch` is asked in between and may give up.
    pub(crate) fn wait(display: &VirtualDisplay, watch: impl FnMut() -> Result<()>) -> Result<Self> {
        Self::wait_until(display, "no window called Mend showed a page", watch, |_| true)
    }

    /// Waits until the app shows another window than this one: unlocking opens the journal's and closes the lock's.
    pub(crate) fn wait_for_next(&self, display: &VirtualDisplay, watch: impl FnMut() -> Result<()>) -> Result<Self> {
        Self::wait_until(display, "the journal's window was not there", watch, |now| now.window != self.window)
    }

    fn wait_until(
        display: &VirtualDisplay,
        missing: &str,
        mut watch: impl FnMut() -> Result<()>,
        wanted: impl Fn(&Picture) -> bool,
    ) -> Result<Self> {
        let mut first: Option<(Instant, Picture)> = None;
        process::wait_for(DEADLINE, missing, || {
            watch()?;
            // A window may close between being found and being looked at; then the next look finds another.
            let now = Self::take(display).ok().flatten();
            let now = now.filter(|now| wanted(now) && is_painted(&now.pixels));
            match (&first, now) {
                (Some((since, picture)), Some(now)) if now.looks_like(picture) => Ok((since.elapsed() > STILL).then_some(now)),
                (_, now) => {
                    first = now.map(|now| (Instant::now(), now));
                    Ok(None)
                }
            }
        })
    }

    fn looks_like(&self, other: &Picture) -> bool {
        self.window == other.window && difference(&self.pixels, &other.pixels) < CURSOR
    }

    fn take(display: &VirtualDisplay) -> Result<Option<Self>> {
        let mut search = display.helper("xdotool");
        let windows = process::read(search.args(["search", "--onlyvisible", "--name", TITLE]))?;
        let Some(window) = windows.lines().last().map(str::to_owned) else {
            return Ok(None);
        };
        let pixels = process::read_bytes(display.helper("import").args(["-silent", "-window", &window, "ppm:-"]))?;
        Ok(Some(Self { window, pixels }))
    }

    /// Types into the window as a person would, and presses Enter.
    pub(crate) fn type_line(&self, display: &VirtualDisplay, text: &str) -> Result<()> {
        // Nothing manages windows here, so nobody else gives this one the keyboard.
        let mut xdotool = display.helper("xdotool");
        xdotool.args(["windowfocus", "--sync", &self.window, "type", "--delay", "50", text]);
        process::read(&mut xdotool)?;
        process::read(display.helper("xdotool").args(["key", "Return"])).map(drop)
    }

    /// Saves how the window looks now.
    pub(crate) fn save(&self, display: &VirtualDisplay, file: &Path) -> Result<()> {
        process::read(display.helper("import").args(["-silent", "-window", &self.window]).arg(file)).map(drop)
    }
}

/// The share of bytes that differ, 1.0 for pictures of different sizes.
fn difference(one: &[u8], other: &[u8]) -> f64 {
    if one.len() != other.len() || one.is_empty() {
        return 1.0;
    }
    let count = one.iter().zip(other).filter(|(a, b)| a != b).count();
    count as f64 / one.len() as f64
}

/// Whether there is more to see than one colour.
fn is_painted(pixels: &[u8]) -> bool {
    let mut colours: HashMap<&[u8], usize> = HashMap::new();
    for pixel in pixels.chunks_exact(3) {
        *colours.entry(pixel).or_default() += 1;
    }
    let most = colours.values().copied().max().unwrap_or_default();
    (most as f64) < 0.998 * (pixels.len() / 3) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blinking_cursor_is_no_change_and_another_page_is() {
        let page = vec![200_u8; 300_000];
        let mut blinked = page.clone();
        blinked[..120].fill(0);
        assert!(difference(&page, &blinked) < CURSOR);
        let mut next = page.clone();
        next[..60_000].fill(10);
        assert!(difference(&page, &next) > CURSOR);
        assert!(difference(&page, &page[..299_997]) > CURSOR);
    }

    #[test]
    fn a_window_of_one_colour_is_not_painted_yet() {
        let mut pixels = vec![255_u8; 30_000];
        assert!(!is_painted(&pixels));
        assert!(!is_painted(&[]));
        pixels[..900].fill(0);
        assert!(is_painted(&pixels));
    }
}
