//! A small builder of journals.

use std::path::{Path, PathBuf};

use journal::{Entry, EntryDraft, ItemId, Journal, Key, Moment, Opening, Passphrase, RecoveryKey, Result};
use tempfile::TempDir;

/// The passphrase of every journal here.
pub const PASSPHRASE: &str = "river stone lantern";

/// A moment that does not move: Sunday, 22 November 2026, in the evening, an hour east of Greenwich.
pub fn evening() -> Moment {
    "2026-11-22T21:40:00+01:00".parse().unwrap_or_default()
}

/// A journal in a folder of its own, which goes when this does.
#[derive(Debug)]
pub struct Trial {
    folder: TempDir,
    recovery: String,
}

impl Trial {
    /// An empty journal. Deriving its key takes a second; from then on it is opened by its recovery sheet, which does not.
    pub fn new() -> Result<Self> {
        Self::within(tempfile::tempdir()?)
    }

    /// The same on a disk in memory, where there is one: for trials that write thousands of times and do not try the disk.
    pub fn on_a_fast_disk() -> Result<Self> {
        Self::within(fast_folder()?)
    }

    fn within(folder: TempDir) -> Result<Self> {
        let journal = Journal::create(&folder.path().join("journal.mend"), &passphrase()?, evening())?;
        let recovery = journal.make_recovery_key()?.dangerously_show().to_string();
        journal.lock(evening())?;
        Ok(Self { folder, recovery })
    }

    /// The journal file.
    pub fn path(&self) -> PathBuf {
        self.folder.path().join("journal.mend")
    }

    /// The folder it is in.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The recovery sheet's line.
    pub fn recovery(&self) -> &str {
        &self.recovery
    }

    /// Opens it.
    pub fn open(&self) -> Result<(Journal, Opening)> {
        self.open_at(&self.path())
    }

    /// Opens a copy of it.
    pub fn open_at(&self, path: &Path) -> Result<(Journal, Opening)> {
        Journal::unlock(path, &Key::Recovery(RecoveryKey::parse(&self.recovery)?), evening(), &mut |_| {})
    }

    /// Opens it, adds entries with these bodies, and locks it.
    pub fn with(self, bodies: &[&str]) -> Result<Self> {
        let (mut journal, _) = self.open()?;
        for body in bodies {
            add(&mut journal, body)?;
        }
        journal.lock(evening())?;
        Ok(self)
    }

    /// Takes the index's image away, so that the next opening reads every record.
    pub fn forget_index(&self) -> std::io::Result<()> {
        match std::fs::remove_file(self.folder().join("journal.mend-index")) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }
}

/// A folder on a disk in memory, where there is one.
pub fn fast_folder() -> std::io::Result<TempDir> {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() }
}

/// The passphrase.
pub fn passphrase() -> Result<Passphrase> {
    Passphrase::new(PASSPHRASE)
}

/// Adds an entry with this body.
pub fn add(journal: &mut Journal, body: &str) -> Result<ItemId> {
    let draft = draft(body);
    let id = draft.id;
    journal.save(draft, evening())?;
    Ok(id)
}

/// A new entry with this body, as the editor would hand it over.
pub fn draft(body: &str) -> EntryDraft {
    EntryDraft { id: ItemId::random(), parents: Vec::new(), entry: Entry { body: body.into(), ..Entry::new(evening()) } }
}

/// Every body in the journal, sorted.
pub fn bodies(journal: &Journal) -> Result<Vec<String>> {
    let mut bodies = journal.rows()?.iter().map(|row| Ok(journal.entry(row.id)?.entry.body)).collect::<Result<Vec<_>>>()?;
    bodies.sort_unstable();
    Ok(bodies)
}
