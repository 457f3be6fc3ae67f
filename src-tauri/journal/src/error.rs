//! What can go wrong, in terms a caller can act on.

use std::{io, path::PathBuf};

use crate::share::{CardError, ShareError};

/// Anything that keeps an operation on a journal from being done. Nothing in it ever holds what a person wrote.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// No slot opens with this passphrase. A damaged slot is [`Error::Damaged`] instead.
    #[error("That passphrase does not open this journal.")]
    WrongPassphrase,
    /// The passphrase is empty, or longer than [`crate::Passphrase::MAX_BYTES`].
    #[error("A passphrase needs at least one character, and at most a thousand.")]
    UnusablePassphrase,
    /// Another program, or another window of this one, has the journal open.
    #[error("This journal is open in another program. Close it there first.")]
    OpenElsewhere,
    /// The file is a journal, but so damaged that nothing can be opened.
    #[error("This journal file is damaged: {0}. A backup, or the stock tools of FORMAT.md, may still open it.")]
    Damaged(&'static str),
    /// The file's format is newer than [`crate::FORMAT`].
    #[error("This journal was written by a newer version of Mend (format {found}). Update Mend to open it; nothing was changed.")]
    NewerVersion {
        /// The version the file says it has.
        found: u32,
    },
    /// There is something at that place, but it is no journal.
    #[error("This is not a Mend journal: {0}.")]
    NotAJournal(&'static str),
    /// There is nothing at that place.
    #[error("There is no journal at {}.", .0.display())]
    Missing(PathBuf),
    /// Creating never overwrites.
    #[error("There is already a file at {}. It was left as it is.", .0.display())]
    AlreadyExists(PathBuf),
    /// The file or its folder cannot be written to.
    #[error("This journal cannot be written to: the file or its folder is read-only.")]
    ReadOnly,
    /// There is no room left on the disk. Nothing that was saved before is lost.
    #[error("The disk is full. What was saved before is safe; this was not saved.")]
    DiskFull,
    /// No entry has this id, or it was purged.
    #[error("There is no such entry.")]
    NoSuchEntry,
    /// No picture has this id, or it was purged with its entry.
    #[error("There is no such picture.")]
    NoSuchPicture,
    /// The entry is a letter whose day has not come. Whoever shows entries says this; the journal itself reads every letter.
    #[error("This letter is sealed until its day comes.")]
    Sealed,
    /// The bytes are no JPEG or PNG.
    #[error("These bytes are no picture that a journal keeps.")]
    NotAPicture,
    /// The text is larger than [`crate::MAX_BODY`].
    #[error("This text is too long for one entry (the most is 32 MiB).")]
    TooLong,
    /// A date that the calendar does not have.
    #[error("This date and time cannot be read; it is written like 2026-11-22T21:40:00+01:00.")]
    BadDate,
    /// A number in a check-in lies outside its range.
    #[error("A number lies outside its range.")]
    BadValue,
    /// A card was not taken.
    #[error(transparent)]
    Card(#[from] CardError),
    /// Something could not be shared, or a file that somebody shared was not taken.
    #[error("{0}")]
    Share(ShareError),
    /// The operating system refused something.
    #[error("The computer could not read or write the file: {0}.")]
    Io(#[from] io::Error),
    /// SQLite refused something that has no name of its own above.
    #[error("The journal's database answered with an error ({0}).")]
    Database(String),
    /// A promise of this program to itself was broken.
    #[error("Something went wrong inside Mend: {0}.")]
    Internal(&'static str),
}

/// The result of anything a journal does.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl From<rusqlite::Error> for Error {
    /// Keeps SQLite's code and drops its message, which can quote values.
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        match error.sqlite_error_code() {
            Some(Code::DatabaseBusy | Code::DatabaseLocked) => Self::OpenElsewhere,
            Some(Code::DiskFull) => Self::DiskFull,
            Some(Code::ReadOnly) => Self::ReadOnly,
            Some(Code::DatabaseCorrupt) => Self::Damaged("its pages do not fit together"),
            Some(Code::NotADatabase) => Self::NotAJournal("its first bytes are not a journal's"),
            Some(Code::SystemIoFailure) => Self::Io(io::Error::other("the disk did not answer")),
            Some(code) => Self::Database(format!("{code:?}")),
            None => Self::Database("a value of an unexpected shape".into()),
        }
    }
}

impl From<serde_json::Error> for Error {
    /// The message is dropped: it can quote what was read.
    fn from(_: serde_json::Error) -> Self {
        Self::Internal("a record could not be written as JSON")
    }
}

/// One thing in the file that could not be read as it was written.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Damage {
    /// Where: `record 12`, `draft 1`, `slot passphrase`, `pages`.
    pub place: String,
    /// What is wrong with it.
    pub problem: Problem,
}

/// The ways in which something on disk can be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Problem {
    /// The bytes differ from their digest.
    Digest,
    /// The journal's identity does not open it.
    Sealed,
    /// It opens, but is not a document of this format.
    Shape,
    /// It opens, but says that it belongs elsewhere.
    Binding,
    /// It does not follow the record before it.
    Chain,
    /// It is gone, and no purge says so.
    Erased,
    /// SQLite cannot read it.
    Unreadable,
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Digest => "its bytes were changed",
            Self::Sealed => "it cannot be unsealed",
            Self::Shape => "it is not a document of this format",
            Self::Binding => "it belongs to another place",
            Self::Chain => "a record before it is missing or was replaced",
            Self::Erased => "it was erased without being purged",
            Self::Unreadable => "it cannot be read from the file",
        })
    }
}
