//! Files that a person chooses with the desktop's own dialog: read with care, written whole or not at all.

use std::{
    fs,
    io::{Read, Write},
    path::{Path, PathBuf},
};

use tauri::AppHandle;
use tauri_plugin_dialog::DialogExt;
use tempfile::NamedTempFile;

use crate::error::{Answer, CommandError};

/// Asks where to save; none if the person changed their mind.
pub(crate) fn ask_where(app: &AppHandle, name: &str) -> Option<PathBuf> {
    app.dialog().file().set_file_name(name).blocking_save_file().and_then(|chosen| chosen.into_path().ok())
}

/// Asks for a file; none if the person changed their mind.
pub(crate) fn ask_which(app: &AppHandle, filter: &str, endings: &[&str]) -> Option<PathBuf> {
    let dialog = app.dialog().file().add_filter(filter, endings).add_filter("*", &["*"]);
    dialog.blocking_pick_file().and_then(|chosen| chosen.into_path().ok())
}

/// A file that is written and not at its place yet: dropping it takes it away.
#[derive(Debug)]
pub(crate) struct Unplaced {
    file: NamedTempFile,
    path: PathBuf,
}

/// Writes bytes beside their place, where only this account can read them. Never in the place of a journal, the open one or another: they
/// end in `.mend` like what is shared, and the dialog's question whether to replace a file is answered quickly.
pub(crate) fn write_beside(path: &Path, bytes: &[u8], journal: &Path) -> Answer<Unplaced> {
    if let Ok(about) = fs::metadata(path)
        && (is_same(path, &about, journal) || begins_with(path, b"SQLite format 3\0"))
    {
        return Err(CommandError::new("over_journal", "This file is a journal."));
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new().prefix(".mend-").tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(Unplaced { file, path: path.to_owned() })
}

impl Unplaced {
    /// Puts it at its place, over what was there: the dialog has asked.
    pub(crate) fn place(self) -> Answer<()> {
        self.file.persist(&self.path).map(drop).map_err(|error| error.error.into())
    }
}

/// Writes a file where the person says; false if they changed their mind.
pub(crate) fn save_where_said(app: &AppHandle, name: &str, bytes: &[u8], journal: &Path) -> Answer<bool> {
    let Some(path) = ask_where(app, name) else { return Ok(false) };
    write_beside(&path, bytes, journal)?.place()?;
    Ok(true)
}

/// Reads a file of at most so many bytes, or fails with `too_large`. `journal` is the open journal's file: it is never opened here, because
/// closing it again would drop SQLite's lock on it.
pub(crate) fn read_at_most(path: &Path, most: usize, too_large: &'static str, journal: &Path) -> Answer<Vec<u8>> {
    let about = fs::metadata(path)?;
    if !about.is_file() || is_same(path, &about, journal) {
        return Err(CommandError::new("share_not", "This is no file to read."));
    }
    if about.len() > most as u64 {
        return Err(CommandError::new(too_large, "This file is too large."));
    }
    let mut bytes = Vec::with_capacity(about.len() as usize + 1);
    // It may grow while it is read.
    fs::File::open(path)?.take(most as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > most { Err(CommandError::new(too_large, "This file is too large.")) } else { Ok(bytes) }
}

#[cfg(unix)]
fn is_same(_: &Path, about: &fs::Metadata, journal: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(journal).is_ok_and(|other| (other.dev(), other.ino()) == (about.dev(), about.ino()))
}

#[cfg(not(unix))]
fn is_same(path: &Path, _: &fs::Metadata, journal: &Path) -> bool {
    let whole = |path: &Path| fs::canonicalize(path).ok();
    whole(path).is_some_and(|path| whole(journal) == Some(path))
}

/// Whether a file that the desktop hands over is an age file, and so something that was shared; a journal is none.
pub(crate) fn is_shared(path: &Path, journal: &Path) -> bool {
    let Ok(about) = fs::metadata(path) else { return false };
    about.is_file() && !is_same(path, &about, journal) && begins_with(path, b"age-encryption.org/")
}

/// Whether a file begins so. Not for the open journal: closing it again would drop SQLite's lock on it.
fn begins_with<const LENGTH: usize>(path: &Path, first: &[u8; LENGTH]) -> bool {
    let mut start = [0; LENGTH];
    fs::File::open(path).and_then(|mut file| file.read_exact(&mut start)).is_ok() && start == *first
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_there_whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("share.mend");
        fs::write(&path, "before").unwrap();
        let journal = folder.path().join("journal.mend");
        drop(write_beside(&path, b"after", &journal).unwrap());
        assert_eq!(fs::read(&path).unwrap(), b"before");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
        write_beside(&path, b"after", &journal).unwrap().place().unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"after");
    }

    #[test]
    fn nothing_is_written_over_a_journal() {
        let folder = tempfile::tempdir().unwrap();
        let [open, other, link] = ["open.mend", "other.mend", "link.mend"].map(|name| folder.path().join(name));
        fs::write(&open, "whatever it holds").unwrap();
        fs::write(&other, b"SQLite format 3\0 and pages").unwrap();
        #[cfg(unix)]
        std::os::unix::fs::symlink(&open, &link).unwrap();
        #[cfg(not(unix))]
        fs::hard_link(&open, &link).unwrap();
        for journal in [&open, &other, &link] {
            assert_eq!(write_beside(journal, b"a share", &open).unwrap_err().code, "over_journal");
        }
        assert_eq!(fs::read(&open).unwrap(), b"whatever it holds");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3, "nothing is left beside them");
    }

    #[test]
    fn neither_the_journal_nor_what_is_too_large_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let [journal, other, link] = ["journal.mend", "other.mend", "link.mend"].map(|name| folder.path().join(name));
        fs::write(&journal, "age-encryption.org/ as it happens").unwrap();
        fs::write(&other, "age-encryption.org/v1 …").unwrap();
        fs::hard_link(&journal, &link).unwrap();
        for same in [&journal, &link] {
            assert!(!is_shared(same, &journal));
            assert_eq!(read_at_most(same, 100, "share_too_large", &journal).unwrap_err().code, "share_not");
        }
        assert!(is_shared(&other, &journal) && is_shared(&other, &folder.path().join("missing")));
        assert_eq!(read_at_most(&other, 4, "share_too_large", &journal).unwrap_err().code, "share_too_large");
        assert_eq!(read_at_most(folder.path(), 4, "share_too_large", &journal).unwrap_err().code, "share_not");

        let huge = folder.path().join("huge.mend");
        fs::File::create(&huge).unwrap().set_len(10 << 30).unwrap();
        assert_eq!(read_at_most(&huge, journal::MAX_SHARE, "share_too_large", &journal).unwrap_err().code, "share_too_large");
    }
}
