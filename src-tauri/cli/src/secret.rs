//! Where passphrases come from.

use std::{
    env, fs,
    io::{self, BufRead, BufReader, IsTerminal, Read},
};

use journal::{Key, Passphrase};
use zeroize::Zeroizing;

use crate::output::Failure;

/// Lines longer than this are no passphrases.
const LIMIT: u64 = 64 * 1024;

/// The person at the terminal, or lines somebody prepared.
pub(crate) enum Secrets {
    Terminal,
    Lines(std::vec::IntoIter<Zeroizing<String>>),
}

impl Secrets {
    /// From a descriptor if one was named, else from the file in `MEND_PASSPHRASE_FILE`, else from the terminal.
    pub(crate) fn find(descriptor: Option<u32>) -> Result<Self, Failure> {
        let opened = match (descriptor, env::var_os("MEND_PASSPHRASE_FILE")) {
            (Some(descriptor), _) => fs::File::open(format!("/dev/fd/{descriptor}")),
            (None, Some(path)) => fs::File::open(path),
            (None, None) => return Ok(Self::Terminal),
        };
        let file = opened.map_err(|error| Failure::Input(format!("The passphrase could not be read: {error}.")))?;
        let lines: Result<Vec<_>, _> =
            BufReader::new(file.take(LIMIT)).lines().take(2).map(|line| line.map(Zeroizing::new)).collect();
        let lines = lines.map_err(|error| Failure::Input(format!("The passphrase could not be read: {error}.")))?;
        Ok(Self::Lines(lines.into_iter()))
    }

    /// What opens the journal: a passphrase or the line of a recovery sheet.
    pub(crate) fn key(&mut self) -> Result<Key, Failure> {
        Ok(Key::typed(&self.next("Passphrase: ")?)?)
    }

    /// A new passphrase; at the terminal it is typed twice.
    pub(crate) fn new_passphrase(&mut self, prompt: &str) -> Result<Passphrase, Failure> {
        let typed = self.next(prompt)?;
        if matches!(self, Self::Terminal) && *self.next("Once more: ")? != *typed {
            return Err(Failure::Input("The two differ. Nothing was changed.".into()));
        }
        Ok(Passphrase::new(&typed)?)
    }

    fn next(&mut self, prompt: &str) -> Result<Zeroizing<String>, Failure> {
        match self {
            Self::Lines(lines) => lines.next().ok_or(Failure::Usage("There is no line left to read a passphrase from.")),
            // Standard input may carry the entry's text; the terminal itself is asked.
            Self::Terminal => rpassword::prompt_password(prompt).map(Zeroizing::new).map_err(|_| {
                Failure::Usage("There is no terminal to ask for the passphrase; name a file in MEND_PASSPHRASE_FILE.")
            }),
        }
    }
}

/// An entry's text from standard input, if any was given.
pub(crate) fn text() -> Result<Option<String>, Failure> {
    if io::stdin().is_terminal() {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    io::stdin().lock().take(journal::MAX_BODY as u64 + 1).read_to_end(&mut bytes)?;
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Some(text)),
        Err(_) => Err(Failure::Input("The text is not UTF-8. Nothing was saved.".into())),
    }
}
