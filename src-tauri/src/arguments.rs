//! The few things that can be said when the program is started.

use std::{
    ffi::OsString,
    path::{Path, PathBuf},
};

/// `--journal FILE` opens another journal than the usual; `--data-dir FOLDER` keeps preferences and the usual journal there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Arguments {
    /// The journal to open.
    pub(crate) journal: Option<PathBuf>,
    /// Where preferences and the usual journal are.
    pub(crate) data_dir: Option<PathBuf>,
    /// A file that somebody shared, to be opened when the journal is.
    pub(crate) shared: Option<PathBuf>,
    /// Whether the lock window stays out of sight: everything was hidden by the panic key.
    pub(crate) minimised: bool,
    /// Whether the program was begun anew by locking (see `renewal.rs`).
    pub(crate) after_lock: bool,
}

impl Arguments {
    /// Reads them; a bare path is a journal or something that was shared, as when its file is double-clicked: `is_shared` tells. What is
    /// not understood is passed over: a desktop may add words of its own. Paths are meant from `folder` on.
    pub(crate) fn parse(arguments: impl IntoIterator<Item = OsString>, folder: &Path, is_shared: impl Fn(&Path) -> bool) -> Self {
        let mut parsed = Self::default();
        let mut arguments = arguments.into_iter();
        while let Some(argument) = arguments.next() {
            match argument.to_str() {
                Some("--journal") => parsed.journal = arguments.next().map(PathBuf::from),
                Some("--data-dir") => parsed.data_dir = arguments.next().map(PathBuf::from),
                Some("--minimised") => parsed.minimised = true,
                Some("--after-lock") => parsed.after_lock = true,
                Some(word) if word.starts_with('-') => {}
                _ if is_shared(&folder.join(&argument)) => parsed.shared = Some(argument.into()),
                _ => parsed.journal = Some(argument.into()),
            }
        }
        let absolute = |path: Option<PathBuf>| path.map(|path| folder.join(path));
        let [journal, data_dir, shared] = [parsed.journal, parsed.data_dir, parsed.shared].map(absolute);
        Self { journal, data_dir, shared, ..parsed }
    }

    /// The words that [`parse`](Self::parse) reads as these.
    #[cfg_attr(any(not(target_os = "linux"), feature = "e2e"), allow(dead_code))]
    pub(crate) fn words(self) -> Vec<OsString> {
        let mut words: Vec<OsString> = Vec::new();
        for (name, path) in [("--journal", self.journal), ("--data-dir", self.data_dir)] {
            words.extend(path.into_iter().flat_map(|path| [name.into(), path.into()]));
        }
        for (name, said) in [("--minimised", self.minimised), ("--after-lock", self.after_lock)] {
            words.extend(said.then(|| name.into()));
        }
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_journal_is_named_or_double_clicked() {
        let parse = |words: &[&str]| {
            Arguments::parse(words.iter().map(OsString::from), Path::new("/"), |path| path.ends_with("share.mend"))
        };
        assert_eq!(parse(&["--journal", "/a/b.mend"]).journal, Some("/a/b.mend".into()));
        assert_eq!(parse(&["/a/b.mend", "--unknown"]).journal, Some("/a/b.mend".into()));
        assert_eq!(parse(&["--data-dir", "/d"]), Arguments { data_dir: Some("/d".into()), ..Arguments::default() });
        assert_eq!(parse(&["--journal"]), Arguments::default());
        let shared = parse(&["/a/share.mend"]);
        assert_eq!((shared.journal, shared.shared), (None, Some("/a/share.mend".into())));
    }

    #[test]
    fn a_program_begun_anew_reads_what_it_was_told() {
        let all = Arguments {
            journal: Some("/a/--minimised.mend".into()),
            data_dir: Some("/d e".into()),
            minimised: true,
            after_lock: true,
            shared: None,
        };
        assert_eq!(Arguments::parse(all.clone().words(), Path::new("/"), |_| false), all);
        assert_eq!(Arguments::parse(Arguments::default().words(), Path::new("/"), |_| false), Arguments::default());
    }
}
