//! A display that nobody looks at, and what stands on it.
//!
//! The X server keeps its picture in a file (`-fbdir`), so looking at it asks nothing of the program that is measured, and
//! takes a millisecond.

use std::{
    fs,
    io::{BufRead, BufReader},
    path::PathBuf,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use tempfile::TempDir;

use super::Answer;

/// How often the picture is looked at.
const TICK: Duration = Duration::from_millis(10);

/// How long a page must not change to be taken for finished: longer than a blinking cursor's half.
const STILL: Duration = Duration::from_millis(1_500);

/// What waits longer than this waits for something that does not come.
const PATIENCE: Duration = Duration::from_secs(60);

/// A share of pixels that a blinking cursor stays under and a changed page does not.
const CURSOR: f64 = 0.001;

/// The share of a finished page's marks that must stand there for it to count as there; the rest may be a cursor's blink.
const THERE: f64 = 0.98;

/// An X server that draws into a file. It ends when this is dropped.
pub(crate) struct Screen {
    server: Child,
    name: String,
    folder: TempDir,
}

/// What was to be seen at one moment: four bytes for each pixel.
pub(crate) type Picture = Vec<[u8; 4]>;

impl Screen {
    pub(crate) fn start() -> Answer<Self> {
        let folder = tempfile::tempdir()?;
        let mut command = Command::new("Xvfb");
        command.args(["-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp", "-fbdir"]).arg(folder.path());
        let mut server = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        let mut number = String::new();
        if let Some(stdout) = server.stdout.take() {
            BufReader::new(stdout).read_line(&mut number)?;
        }
        Ok(Self { server, name: format!(":{}", number.trim()), folder })
    }

    /// A command that draws here.
    pub(crate) fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .env("DISPLAY", &self.name)
            .env_remove("WAYLAND_DISPLAY")
            .env("GDK_BACKEND", "x11")
            // As `cargo xtask run` does where there is no graphics card and no screen reader.
            .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1")
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .env("NO_AT_BRIDGE", "1");
        command
    }

    /// What stands there now. The file is an X window dump: a header that tells its own length and the number of colours,
    /// twelve bytes for each of these, then the pixels.
    pub(crate) fn picture(&self) -> Answer<Picture> {
        let file: PathBuf = self.folder.path().join("Xvfb_screen0");
        let dump = fs::read(file)?;
        let number = |at: usize| dump.get(at..at + 4).and_then(|bytes| bytes.try_into().ok()).map(u32::from_be_bytes);
        let (header, colours) = number(0).zip(number(76)).ok_or("the X server's picture has no header")?;
        let pixels = dump.get(header as usize + 12 * colours as usize..).ok_or("the X server's picture is cut short")?;
        Ok(pixels.as_chunks().0.to_vec())
    }

    /// Waits until something else than `before` is there and no longer changes, and returns it.
    pub(crate) fn settled(&self, before: &Picture) -> Answer<Picture> {
        let start = Instant::now();
        let mut last = self.picture()?;
        let mut since = Instant::now();
        while start.elapsed() < PATIENCE {
            thread::sleep(10 * TICK);
            let now = self.picture()?;
            if difference(&now, &last) > CURSOR {
                since = Instant::now();
                last = now;
            } else if since.elapsed() > STILL && difference(&last, before) > CURSOR {
                return Ok(now);
            }
        }
        Err("a window was waited for in vain".into())
    }

    /// Waits until the marks of a finished page are there.
    pub(crate) fn shows(&self, marks: &[(usize, [u8; 4])]) -> Answer<()> {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            let now = self.picture()?;
            let there = marks.iter().filter(|(at, pixel)| now.get(*at) == Some(pixel)).count();
            if there as f64 >= THERE * marks.len() as f64 {
                return Ok(());
            }
            thread::sleep(TICK);
        }
        Err("a page did not come to look as it did before".into())
    }

    /// Waits until something is drawn in the last corner: of Mend's windows only the journal's is as large as the screen.
    pub(crate) fn fills(&self, before: &Picture) -> Answer<()> {
        let start = Instant::now();
        while self.picture()?.last() == before.last() {
            if start.elapsed() > PATIENCE {
                return Err("the passphrase was typed and no journal opened".into());
            }
            thread::sleep(TICK);
        }
        Ok(())
    }

    /// Waits until the screen is as empty as it was.
    pub(crate) fn empty(&self, before: &Picture) -> Answer<()> {
        let start = Instant::now();
        while difference(&self.picture()?, before) > 0.0 {
            if start.elapsed() > PATIENCE {
                return Err("a window did not go away".into());
            }
            thread::sleep(TICK);
        }
        Ok(())
    }

    /// Types a line into the window with this title.
    pub(crate) fn type_line(&self, title: &str, line: &str) -> Answer<()> {
        // Nothing manages windows here, so nobody else gives this one the keyboard.
        let title = format!("^{title}$");
        let focus = ["search", "--onlyvisible", "--name", &title, "windowfocus", "--sync"];
        let typing = ["type", "--delay", "50", line];
        for words in [&focus[..], &typing, &["key", "Return"]] {
            if !self.command("xdotool").args(words).stdout(Stdio::null()).status()?.success() {
                return Err("xdotool could not type".into());
            }
        }
        Ok(())
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// The marks of a finished page: what a program drew on the screen, without the one colour it drew most of, which is there
/// long before anything can be read.
pub(crate) fn marks(before: &Picture, finished: &Picture) -> Vec<(usize, [u8; 4])> {
    let mut counts = std::collections::HashMap::new();
    let drawn = || finished.iter().zip(before).enumerate().filter(|(_, (now, then))| now != then);
    for (_, (pixel, _)) in drawn() {
        *counts.entry(*pixel).or_insert(0usize) += 1;
    }
    let ground = counts.into_iter().max_by_key(|(_, count)| *count).map(|(pixel, _)| pixel);
    drawn().filter(|(_, (pixel, _))| Some(**pixel) != ground).map(|(at, (pixel, _))| (at, *pixel)).collect()
}

/// The share of pixels that differ.
fn difference(one: &Picture, other: &Picture) -> f64 {
    let count = one.iter().zip(other).filter(|(one, other)| one != other).count();
    count as f64 / one.len().max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_what_is_not_the_ground() {
        let (black, white, ink) = ([0; 4], [255; 4], [1, 2, 3, 0]);
        let marks = marks(&vec![black; 6], &vec![black, white, white, white, ink, ink]);
        assert_eq!(marks, [(4, ink), (5, ink)]);
    }
}
