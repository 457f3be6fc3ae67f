//! What a person set about the program. It tells nothing of the journal, so it is kept in clear beside it.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Light, dark, or as the desktop has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) enum Theme {
    /// Follow the desktop.
    #[default]
    System,
    /// Paper.
    Light,
    /// Ink.
    Dark,
}

/// Everything that can be set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct Preferences {
    /// Colours.
    pub(crate) theme: Theme,
    /// Per cent: 90, 100, 115 or 130.
    pub(crate) text_size: u16,
    /// Minutes without a key or pointer until the journal locks; 0 for never.
    pub(crate) lock_after_minutes: u16,
    /// Ask the desktop to leave the window out of screenshots and recordings. Not every desktop can.
    pub(crate) hide_from_capture: bool,
    /// Whether the editor marks misspelt words, with the dictionaries of this computer.
    pub(crate) spell_check: bool,
    /// The country whose support lines are shown first, if the person wants that remembered.
    pub(crate) support_country: Option<String>,
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            theme: Theme::System,
            text_size: 100,
            lock_after_minutes: 10,
            hide_from_capture: true,
            spell_check: false,
            support_country: None,
        }
    }
}

impl Preferences {
    /// Values that nothing offers become the nearest that something does.
    fn tidy(mut self) -> Self {
        self.text_size = [90, 100, 115, 130].into_iter().min_by_key(|size| self.text_size.abs_diff(*size)).unwrap_or(100);
        self.lock_after_minutes = self.lock_after_minutes.min(24 * 60);
        self
    }
}

/// The preferences and the file they are in.
#[derive(Debug)]
pub(crate) struct PreferencesFile {
    path: PathBuf,
    current: Mutex<Preferences>,
}

impl PreferencesFile {
    /// Reads the file. One that cannot be read counts as one that says nothing.
    pub(crate) fn read(folder: &Path) -> Self {
        let path = folder.join("preferences.json");
        let read = fs::read(&path).ok().and_then(|bytes| serde_json::from_slice::<Preferences>(&bytes).ok());
        Self { path, current: Mutex::new(read.unwrap_or_default().tidy()) }
    }

    /// What is set now.
    pub(crate) fn get(&self) -> Preferences {
        self.current.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Sets them and writes them; they hold for this run even when they cannot be written.
    pub(crate) fn set(&self, preferences: Preferences) -> std::io::Result<()> {
        let preferences = preferences.tidy();
        let text = serde_json::to_vec_pretty(&preferences)?;
        *self.current.lock().unwrap_or_else(PoisonError::into_inner) = preferences;
        let written = self.path.with_extension("new");
        fs::write(&written, text)?;
        fs::rename(&written, &self.path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_values_become_sensible_ones() {
        let odd = Preferences { text_size: 121, lock_after_minutes: 60_000, ..Preferences::default() }.tidy();
        assert_eq!((odd.text_size, odd.lock_after_minutes), (115, 1440));
    }
}
