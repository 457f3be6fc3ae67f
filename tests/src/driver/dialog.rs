//! The desktop's own dialogs for files: WebDriver does not see them, so keys are pressed on the display.

use std::path::Path;

use super::{Program, Result, Stage, until};

impl Program<'_> {
    /// Waits for a dialog for a file, types a path into it and accepts.
    pub fn answer_dialog(&self, path: &Path) -> Result<()> {
        let stage = self.stage();
        let dialog = until("there is a dialog for a file", || stage.dialog())?;
        stage.xdotool(&["windowfocus", "--sync", &dialog])?;
        // A dialog for saving has a name to be replaced; one for opening takes a path that begins like one.
        stage.xdotool(&["key", "ctrl+a"])?;
        stage.xdotool(&["type", "--delay", "15", &path.to_string_lossy()])?;
        stage.xdotool(&["key", "Return"])?;
        until("the dialog is gone", || Ok(stage.dialog()?.is_none().then_some(())))
    }

    /// Waits for a dialog and closes it without an answer.
    pub fn cancel_dialog(&self) -> Result<()> {
        let stage = self.stage();
        let dialog = until("there is a dialog for a file", || stage.dialog())?;
        stage.xdotool(&["windowfocus", "--sync", &dialog])?;
        stage.xdotool(&["key", "Escape"])?;
        until("the dialog is gone", || Ok(stage.dialog()?.is_none().then_some(())))
    }
}

impl Stage {
    /// A window on the screen that is none of the app's two.
    fn dialog(&self) -> Result<Option<String>> {
        // It fails when it finds none.
        let found = self.command("xdotool").args(["search", "--onlyvisible", "--name", "."]).output()?;
        for window in String::from_utf8_lossy(&found.stdout).lines() {
            let name = self.command("xdotool").args(["getwindowname", window]).output()?;
            let name = String::from_utf8_lossy(&name.stdout).trim().to_owned();
            if !name.is_empty() && name != "Mend" {
                return Ok(Some(window.to_owned()));
            }
        }
        Ok(None)
    }

    fn xdotool(&self, arguments: &[&str]) -> Result<()> {
        match self.command("xdotool").args(arguments).status()?.success() {
            true => Ok(()),
            false => Err(format!("xdotool {arguments:?} failed").into()),
        }
    }
}
