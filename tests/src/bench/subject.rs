//! The journals that are measured.

use std::{
    error::Error,
    fs,
    path::{Path, PathBuf},
};

use age::x25519;
use journal::{Journal, Key, RecoveryKey};
use mend_tests::builder::{evening, passphrase};
use rusqlite::Connection;
use tempfile::TempDir;

use super::{Answer, say, text::Writer};

/// A journal of so many entries, in a folder that goes when this does.
pub(crate) struct Subject {
    pub(crate) size: usize,
    folder: TempDir,
    recovery: String,
}

impl Subject {
    /// Writes it, entry by entry as a person would, below `target`: a real disk, as a temporary folder may not be.
    pub(crate) fn write(size: usize, writer: &Writer, target: &Path) -> Answer<Self> {
        let folder = tempfile::Builder::new().prefix("bench-").tempdir_in(target)?;
        let mut journal = Journal::create(&folder.path().join("journal.mend"), &passphrase()?, evening())?;
        let recovery = journal.make_recovery_key()?.dangerously_show().to_string();
        for number in 0..size {
            let entry = writer.entry(number, size, evening());
            let written_at = entry.entry.written_at;
            journal.save(entry, written_at)?;
            if (number + 1).is_multiple_of(10_000) {
                say(&format!("  {} entries written", number + 1));
            }
        }
        journal.write_index()?;
        journal.lock(evening())?;
        Ok(Self { size, folder, recovery })
    }

    /// The journal file.
    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path().join("journal.mend")
    }

    /// The image of its index.
    pub(crate) fn image(&self) -> PathBuf {
        self.folder.path().join("journal.mend-index")
    }

    /// The folder both are in.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Opens it by its recovery sheet, which takes no key derivation.
    pub(crate) fn open(&self) -> Answer<Journal> {
        let key = Key::Recovery(RecoveryKey::parse(&self.recovery)?);
        let (journal, opening) = Journal::unlock(&self.path(), &key, evening(), &mut |_| {})?;
        if !opening.damage.is_empty() {
            return Err("the journal that was just written is damaged".into());
        }
        Ok(journal)
    }

    /// The journal's identity, by FORMAT.md's way: the slot `recovery`, opened with the sheet's line.
    pub(crate) fn identity(&self) -> Answer<x25519::Identity> {
        let db = Connection::open(self.path())?;
        let sealed: Vec<u8> = db.query_row("SELECT sealed FROM slot WHERE kind = 'recovery'", [], |row| row.get(0))?;
        let sheet: x25519::Identity = self.recovery.parse().map_err(Box::<dyn Error + Send + Sync>::from)?;
        let file = String::from_utf8(age::decrypt(&sheet, &sealed)?)?;
        let line = file.lines().find(|line| line.starts_with(RecoveryKey::PREFIX)).ok_or("no identity in the slot")?;
        line.parse().map_err(Box::<dyn Error + Send + Sync>::from)
    }

    /// Bytes of its sealed records, on average: age makes each header longer by a random amount.
    pub(crate) fn record_size(&self) -> Answer<usize> {
        let db = Connection::open(self.path())?;
        let sql = "SELECT CAST(avg(length(sealed)) AS INTEGER) FROM record";
        Ok(db.query_row(sql, [], |row| row.get(0))?)
    }

    /// Bytes of the journal and of its image.
    pub(crate) fn sizes(&self) -> Answer<(u64, u64)> {
        Ok((fs::metadata(self.path())?.len(), fs::metadata(self.image())?.len()))
    }
}
