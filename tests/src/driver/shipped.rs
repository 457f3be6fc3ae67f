//! The app as people get it, which no WebDriver can drive: its windows are told apart by their numbers, its keys come from the
//! display.

use std::{
    env,
    path::PathBuf,
    process::{Command, Stdio},
};

use super::{Process, Result, Stage, process::Helper, until};

/// A running app without a driver. Dropping it ends it.
#[derive(Debug)]
pub struct Shipped<'a> {
    app: Helper,
    stage: &'a Stage,
}

impl<'a> Shipped<'a> {
    /// Where the app is, if MEND_SHIPPED_BINARY names it.
    pub fn binary() -> Option<PathBuf> {
        env::var_os("MEND_SHIPPED_BINARY").map(PathBuf::from)
    }

    /// Starts it with the stage's journal.
    pub fn start(binary: &std::path::Path, stage: &'a Stage) -> Result<Self> {
        let mut command = stage.command(binary);
        let app = Helper::start(command.args(stage.arguments(&stage.journal())).stdin(Stdio::null()))?;
        Ok(Self { app, stage })
    }

    /// Waits for a window other than this one and gives it the keyboard; nothing manages windows here.
    pub fn next_window(&self, last: Option<u32>) -> Result<u32> {
        let window = until("there is a window", || self.window_but(last))?;
        self.xdotool(&["windowfocus", "--sync", &window.to_string()])?;
        Ok(window)
    }

    /// A window on the screen other than this one.
    pub fn window_but(&self, last: Option<u32>) -> Result<Option<u32>> {
        Ok(self.stage.windows_on_the_screen()?.into_iter().find(|window| Some(*window) != last))
    }

    /// Types text.
    pub fn type_text(&self, text: &str) -> Result<()> {
        self.xdotool(&["type", "--delay", "20", text])
    }

    /// Presses a key or several at once, as X names them.
    pub fn press(&self, keys: &str) -> Result<()> {
        self.xdotool(&["key", keys])
    }

    /// Its processes, its own first.
    pub fn processes(&self) -> Result<Vec<Process>> {
        Process::family(self.app.pid())
    }

    fn xdotool(&self, arguments: &[&str]) -> Result<()> {
        let mut command: Command = self.stage.command("xdotool");
        match command.args(arguments).stdout(Stdio::null()).status()?.success() {
            true => Ok(()),
            false => Err(format!("xdotool {arguments:?} failed").into()),
        }
    }
}
