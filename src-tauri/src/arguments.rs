//! The few things that can be said when the program is started.

use std::{ffi::OsString, path::PathBuf};

/// `--journal FILE` opens another journal than the usual; `--data-dir FOLDER` keeps preferences and the usual journal there.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Arguments {
    /// The journal to open.
    pub(crate) journal: Option<PathBuf>,
    /// Where preferences and the usual journal are.
    pub(crate) data_dir: Option<PathBuf>,
}

impl Arguments {
    /// Reads them; a bare path is a journal, as when its file is double-clicked. What is not understood is passed over: a desktop
    /// may add words of its own.
    pub(crate) fn parse(arguments: impl IntoIterator<Item = OsString>) -> Self {
        let mut parsed = Self::default();
        let mut arguments = arguments.into_iter();
        while let Some(argument) = arguments.next() {
            match argument.to_str() {
                Some("--journal") => parsed.journal = arguments.next().map(PathBuf::from),
                Some("--data-dir") => parsed.data_dir = arguments.next().map(PathBuf::from),
                Some(word) if word.starts_with('-') => {}
                _ => parsed.journal = Some(argument.into()),
            }
        }
        let absolute = |path: Option<PathBuf>| path.map(|path| std::path::absolute(&path).unwrap_or(path));
        Self { journal: absolute(parsed.journal), data_dir: absolute(parsed.data_dir) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_journal_is_named_or_double_clicked() {
        let parse = |words: &[&str]| Arguments::parse(words.iter().map(OsString::from));
        assert_eq!(parse(&["--journal", "/a/b.mend"]).journal, Some("/a/b.mend".into()));
        assert_eq!(parse(&["/a/b.mend", "--unknown"]).journal, Some("/a/b.mend".into()));
        assert_eq!(parse(&["--data-dir", "/d"]), Arguments { journal: None, data_dir: Some("/d".into()) });
        assert_eq!(parse(&["--journal"]), Arguments::default());
    }
}
