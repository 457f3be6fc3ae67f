//! The journal file: an append-only SQLite file of sealed bytes. It knows no keys.

use std::{
    fs,
    io::{self, Read},
    path::{Path, PathBuf},
    time::Duration,
};

use rusqlite::{Connection, OpenFlags, OptionalExtension, params};

use crate::{
    Damage, DeviceId, Error, PictureId, Problem, Result,
    id::Digest,
    record::{Record, Sealed},
};

/// The newest journal format this version reads and writes (`user_version`).
pub const FORMAT: u32 = 1;

/// `application_id` of a journal: "MEND" in ASCII.
const APPLICATION: u32 = 0x4d45_4e44;

const SCHEMA: &str = "
    CREATE TABLE slot (kind TEXT PRIMARY KEY, digest BLOB NOT NULL, sealed BLOB NOT NULL) STRICT;
    CREATE TABLE record (device BLOB NOT NULL, seq INTEGER NOT NULL, digest BLOB NOT NULL, sealed BLOB,
                         PRIMARY KEY (device, seq)) STRICT;
    CREATE INDEX record_purged ON record (device, seq) WHERE sealed IS NULL;
    CREATE TABLE draft (slot INTEGER PRIMARY KEY, sealed BLOB NOT NULL) STRICT;
    CREATE TABLE blob (id BLOB PRIMARY KEY, sealed BLOB NOT NULL) STRICT;
    CREATE TABLE attempt (only INTEGER PRIMARY KEY CHECK (only = 1), failed INTEGER NOT NULL) STRICT;
    INSERT INTO attempt VALUES (1, 0);
";

/// The ways to open a journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Slot {
    Passphrase,
    Recovery,
}

impl Slot {
    fn kind(self) -> &'static str {
        match self {
            Self::Passphrase => "passphrase",
            Self::Recovery => "recovery",
        }
    }
}

/// A row of the table `record`: purged ones keep their digest.
#[derive(Debug)]
pub(crate) enum Row {
    Sealed(Record<Sealed>),
    Purged { device: DeviceId, seq: u64, digest: Digest },
    Unreadable { place: String },
}

/// An open journal file, locked against every other program until it is dropped.
#[derive(Debug)]
pub(crate) struct Store {
    db: Connection,
    path: PathBuf,
    writable: bool,
}

impl Store {
    /// Makes a new journal file. It appears whole or not at all, and never in place of another.
    pub(crate) fn create(path: &Path, slot: &[u8]) -> Result<Self> {
        if path.symlink_metadata().is_ok() {
            return Err(Error::AlreadyExists(path.into()));
        }
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        fs::create_dir_all(folder).map_err(io_error)?;
        let file = tempfile::Builder::new().prefix(".new-").tempfile_in(folder).map_err(io_error)?;
        {
            let db = Connection::open(file.path())?;
            configure(&db)?;
            let tx = db.unchecked_transaction()?;
            tx.pragma_update(None, "application_id", APPLICATION)?;
            tx.pragma_update(None, "user_version", FORMAT)?;
            tx.execute_batch(SCHEMA)?;
            tx.execute("INSERT INTO slot VALUES (?1, ?2, ?3)", params![Slot::Passphrase.kind(), Digest::of(slot), slot])?;
            tx.commit()?;
            checkpoint(&db)?;
            db.close().map_err(|(_, error)| error)?;
        }
        file.as_file().sync_all().map_err(io_error)?;
        file.persist_noclobber(path).map_err(|error| match error.error.kind() {
            io::ErrorKind::AlreadyExists => Error::AlreadyExists(path.into()),
            _ => io_error(error.error),
        })?;
        sync_folder(folder);
        Self::open(path)
    }

    /// Opens a journal file and takes its lock.
    pub(crate) fn open(path: &Path) -> Result<Self> {
        // Looked at before SQLite sees it: SQLite may write beside a file even when it is only opened.
        check_start(path)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut db = Connection::open_with_flags(path, flags)?;
        let writable = !db.is_readonly(rusqlite::MAIN_DB)?;
        if !writable {
            db = open_read_only(path)?;
        }
        let store = Self { db, path: path.into(), writable };
        if store.writable {
            configure(&store.db)?;
            // A write transaction takes the lock and shows at once whether the folder can be written to.
            match store.db.execute_batch("BEGIN IMMEDIATE; COMMIT") {
                Ok(()) => {}
                Err(error) => return Err(error.into()),
            }
        }
        // Once more, now that pages still in the write-ahead log are seen too.
        check_version(store.pragma("application_id")?, store.pragma("user_version")?)?;
        Ok(store)
    }

    fn pragma(&self, name: &str) -> Result<u32> {
        Ok(self.db.pragma_query_value(None, name, |row| row.get(0))?)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn is_writable(&self) -> bool {
        self.writable
    }

    /// A slot's sealed bytes; damaged ones are told from a wrong passphrase by their digest.
    pub(crate) fn slot(&self, slot: Slot) -> Result<Option<Vec<u8>>> {
        let row: Option<(Digest, Vec<u8>)> = self
            .db
            .query_row("SELECT digest, sealed FROM slot WHERE kind = ?1", [slot.kind()], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()
            .map_err(|_| Error::Damaged("the slot that holds its key cannot be read"))?;
        match row {
            Some((digest, sealed)) if Digest::of(&sealed) != digest => {
                Err(Error::Damaged("the slot that holds its key was changed"))
            }
            row => Ok(row.map(|(_, sealed)| sealed)),
        }
    }

    /// Writes a slot over the one of its kind, and leaves nothing of the old one in the file.
    pub(crate) fn set_slot(&self, slot: Slot, sealed: &[u8]) -> Result<()> {
        self.db.execute("INSERT OR REPLACE INTO slot VALUES (?1, ?2, ?3)", params![slot.kind(), Digest::of(sealed), sealed])?;
        self.checkpoint()
    }

    /// Wrong passphrases since the journal was last opened.
    pub(crate) fn failed_attempts(&self) -> u32 {
        self.db.query_row("SELECT failed FROM attempt", [], |row| row.get(0)).unwrap_or(0)
    }

    /// Counts wrong passphrases, or begins anew.
    pub(crate) fn set_failed_attempts(&self, failed: u32) -> Result<()> {
        self.db.execute("UPDATE attempt SET failed = ?1", [failed])?;
        Ok(())
    }

    /// The last place of each device: its id, highest seq and that record's digest.
    pub(crate) fn heads(&self) -> Result<Vec<(DeviceId, u64, Digest)>> {
        // From device to device through the key: grouping would read every page of the file at each opening.
        let sql = "WITH RECURSIVE known (device) AS (
                       SELECT min(device) FROM record
                       UNION ALL
                       SELECT (SELECT min(device) FROM record WHERE device > known.device) FROM known WHERE known.device IS NOT NULL
                   )
                   SELECT record.device, record.seq, record.digest FROM known JOIN record USING (device)
                   WHERE record.seq = (SELECT max(seq) FROM record WHERE device = known.device)";
        let mut heads = self.db.prepare_cached(sql)?;
        let rows = heads.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The device that wrote last.
    pub(crate) fn last_device(&self) -> Result<Option<DeviceId>> {
        let sql = "SELECT device FROM record ORDER BY rowid DESC LIMIT 1";
        Ok(self.db.query_row(sql, [], |row| row.get(0)).optional()?)
    }

    /// The digest at one place.
    pub(crate) fn digest_at(&self, device: DeviceId, seq: u64) -> Result<Option<Digest>> {
        let sql = "SELECT digest FROM record WHERE device = ?1 AND seq = ?2";
        Ok(self.db.prepare_cached(sql)?.query_row(params![device, seq], |row| row.get(0)).optional()?)
    }

    /// One digest over every purged place: an index made before a purge must not be used after it.
    pub(crate) fn purged_digest(&self) -> Result<Digest> {
        let mut places = Vec::new();
        let mut purged = self.db.prepare("SELECT device, seq FROM record WHERE sealed IS NULL ORDER BY device, seq")?;
        let mut rows = purged.query([])?;
        while let Some(row) = rows.next()? {
            places.extend_from_slice(row.get_ref(0)?.as_blob().unwrap_or_default());
            places.extend_from_slice(&row.get::<_, i64>(1)?.to_le_bytes());
        }
        Ok(Digest::of(&places))
    }

    /// The record at one place.
    pub(crate) fn record(&self, device: DeviceId, seq: u64) -> Result<Option<Row>> {
        let sql = "SELECT rowid, device, seq, digest, sealed FROM record WHERE device = ?1 AND seq = ?2";
        Ok(self.db.prepare_cached(sql)?.query_row(params![device, seq], |row| Ok(read_row(row))).optional()?.flatten())
    }

    /// How many rows there are.
    pub(crate) fn record_count(&self) -> Result<u64> {
        Ok(self.db.query_row("SELECT count(*) FROM record", [], |row| row.get(0))?)
    }

    /// Every record after the given places, in the order in which they were stored. Rows that SQLite cannot read are
    /// stepped over, and said.
    pub(crate) fn records_after(&self, known: &[(DeviceId, u64)], mut each: impl FnMut(Row) -> Result<()>) -> Result<()> {
        let mut after: i64 = match known.is_empty() {
            true => 0,
            // Devices append in turn: whatever comes after the last known row is new, and so may be rows between.
            false => self.first_unknown(known)? - 1,
        };
        let last: i64 = self.db.query_row("SELECT coalesce(max(rowid), 0) FROM record", [], |row| row.get(0))?;
        while after < last {
            let sql = "SELECT rowid, device, seq, digest, sealed FROM record WHERE rowid > ?1 ORDER BY rowid";
            let mut statement = self.db.prepare_cached(sql)?;
            let mut rows = statement.query([after])?;
            loop {
                match rows.next() {
                    Ok(None) => return Ok(()),
                    Ok(Some(row)) => {
                        let rowid: i64 = row.get(0).unwrap_or(after + 1);
                        after = rowid.max(after + 1);
                        match read_row(row) {
                            Some(row) if known.iter().any(|(device, seq)| row.is_at_or_before(*device, *seq)) => {}
                            Some(row) => each(row)?,
                            None => each(Row::Unreadable { place: format!("record {rowid}") })?,
                        }
                    }
                    Err(_) => {
                        after += 1;
                        each(Row::Unreadable { place: format!("record {after}") })?;
                        break;
                    }
                }
            }
        }
        Ok(())
    }

    fn first_unknown(&self, known: &[(DeviceId, u64)]) -> Result<i64> {
        let devices = self.heads()?;
        let mut first = i64::MAX;
        for (device, _, _) in devices {
            let seen = known.iter().find(|(of, _)| *of == device).map_or(0, |(_, seq)| *seq);
            let sql = "SELECT min(rowid) FROM record WHERE device = ?1 AND seq > ?2";
            let unknown: Option<i64> = self.db.prepare_cached(sql)?.query_row(params![device, seen], |row| row.get(0))?;
            first = first.min(unknown.unwrap_or(i64::MAX));
        }
        Ok(first)
    }

    /// Appends records, erases others, and removes or writes drafts and pictures: all or nothing, and on the disk when it returns.
    pub(crate) fn commit(&self, change: &Commit<'_>) -> Result<()> {
        let tx = self.db.unchecked_transaction()?;
        for record in change.records {
            tx.prepare_cached("INSERT INTO record VALUES (?1, ?2, ?3, ?4)")?.execute(params![
                record.device,
                record.seq,
                record.state.digest,
                record.state.bytes
            ])?;
        }
        for (device, seq) in change.erase {
            tx.prepare_cached("UPDATE record SET sealed = NULL WHERE device = ?1 AND seq = ?2")?.execute(params![device, seq])?;
        }
        for blob in change.erase_blobs {
            tx.prepare_cached("DELETE FROM blob WHERE id = ?1")?.execute([blob])?;
        }
        for (blob, sealed) in change.write_blobs {
            tx.prepare_cached("INSERT INTO blob VALUES (?1, ?2)")?.execute(params![blob, sealed])?;
        }
        for slot in change.remove_drafts {
            tx.prepare_cached("DELETE FROM draft WHERE slot = ?1")?.execute([slot])?;
        }
        if let Some((slot, sealed)) = change.write_draft {
            tx.prepare_cached("INSERT OR REPLACE INTO draft VALUES (?1, ?2)")?.execute(params![slot, sealed])?;
        }
        tx.commit()?;
        if !change.erase.is_empty() || !change.erase_blobs.is_empty() {
            self.checkpoint()?;
        }
        Ok(())
    }

    /// A picture's sealed bytes.
    pub(crate) fn blob(&self, id: PictureId) -> Result<Option<Vec<u8>>> {
        let sql = "SELECT sealed FROM blob WHERE id = ?1";
        Ok(self.db.prepare_cached(sql)?.query_row([id], |row| row.get(0)).optional()?)
    }

    /// Every picture there is.
    pub(crate) fn blobs(&self) -> Result<Vec<PictureId>> {
        let mut blobs = self.db.prepare("SELECT id FROM blob")?;
        let rows = blobs.query_map([], |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Every draft slot, in order.
    pub(crate) fn drafts(&self) -> Result<Vec<(i64, Vec<u8>)>> {
        let mut drafts = self.db.prepare("SELECT slot, sealed FROM draft ORDER BY slot")?;
        let rows = drafts.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The numbers of the slots in use.
    pub(crate) fn draft_slots(&self) -> Result<Vec<i64>> {
        let mut slots = self.db.prepare_cached("SELECT slot FROM draft")?;
        let rows = slots.query_map([], |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Moves everything into the one file and empties the log, so that erased bytes are gone from both.
    pub(crate) fn checkpoint(&self) -> Result<()> {
        if self.writable { checkpoint(&self.db) } else { Ok(()) }
    }

    /// What SQLite itself finds wrong with the pages.
    pub(crate) fn check_pages(&self) -> Vec<Damage> {
        let fine =
            self.db.query_row("PRAGMA integrity_check(1)", [], |row| row.get::<_, String>(0)).is_ok_and(|found| found == "ok");
        if fine { Vec::new() } else { vec![Damage { place: "pages".into(), problem: Problem::Unreadable }] }
    }
}

/// What one write changes.
#[derive(Default)]
pub(crate) struct Commit<'a> {
    pub(crate) records: &'a [Record<Sealed>],
    pub(crate) erase: &'a [(DeviceId, u64)],
    pub(crate) erase_blobs: &'a [PictureId],
    pub(crate) write_blobs: &'a [(PictureId, Vec<u8>)],
    pub(crate) remove_drafts: &'a [i64],
    pub(crate) write_draft: Option<(i64, &'a [u8])>,
}

impl Row {
    fn is_at_or_before(&self, of: DeviceId, last: u64) -> bool {
        match self {
            Self::Sealed(Record { device, seq, .. }) | Self::Purged { device, seq, .. } => *device == of && *seq <= last,
            Self::Unreadable { .. } => false,
        }
    }
}

fn read_row(row: &rusqlite::Row<'_>) -> Option<Row> {
    let (device, seq, digest) = (row.get(1).ok()?, row.get(2).ok()?, row.get(3).ok()?);
    Some(match row.get::<_, Option<Vec<u8>>>(4).ok()? {
        Some(bytes) => Row::Sealed(Record { device, seq, state: Sealed { digest, bytes } }),
        None => Row::Purged { device, seq, digest },
    })
}

/// Refuses, without touching it, what is no journal or a newer one.
fn check_start(path: &Path) -> Result<()> {
    let about = path.metadata().map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => Error::Missing(path.into()),
        io::ErrorKind::NotADirectory => Error::Missing(path.into()),
        _ => Error::Io(error),
    })?;
    if about.is_dir() {
        return Err(Error::NotAJournal("it is a folder"));
    }
    if !about.is_file() {
        return Err(Error::NotAJournal("it is not a file"));
    }
    let mut start = Vec::with_capacity(100);
    fs::File::open(path)?.take(100).read_to_end(&mut start)?;
    if start.is_empty() {
        return Err(Error::NotAJournal("it is empty"));
    }
    if !start.starts_with(b"SQLite format 3\0") {
        return Err(Error::NotAJournal("its first bytes are not a journal's"));
    }
    let number = |at: usize| start.get(at..at + 4).and_then(|bytes| bytes.try_into().ok()).map(u32::from_be_bytes);
    match (number(68), number(60)) {
        (Some(application), Some(version)) => check_version(application, version),
        _ => Err(Error::Damaged("it is cut short")),
    }
}

fn check_version(application: u32, version: u32) -> Result<()> {
    match (application, version) {
        (APPLICATION, FORMAT) => Ok(()),
        (APPLICATION, version) if version > FORMAT => Err(Error::NewerVersion { found: version }),
        (APPLICATION, _) => Err(Error::Damaged("its version is not one that ever was")),
        _ => Err(Error::NotAJournal("it is another program's database")),
    }
}

fn configure(db: &Connection) -> Result<()> {
    db.busy_timeout(Duration::ZERO)?;
    // Before anything is read: in this mode the write-ahead log needs no shared memory file, and the lock stays taken.
    db.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
    db.pragma_update(None, "journal_mode", "WAL")?;
    db.pragma_update(None, "synchronous", "FULL")?;
    db.pragma_update(None, "fullfsync", true)?;
    db.pragma_update(None, "checkpoint_fullfsync", true)?;
    db.pragma_update(None, "secure_delete", true)?;
    db.pragma_update(None, "temp_store", "MEMORY")?;
    db.pragma_update(None, "trusted_schema", false)?;
    Ok(())
}

/// A journal that cannot be written to can still be read, unless words are still in its log, which then cannot be used.
fn open_read_only(path: &Path) -> Result<Connection> {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    if fs::metadata(&log).is_ok_and(|log| log.len() > 0) {
        return Err(Error::ReadOnly);
    }
    let mut uri = String::from("file:");
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b':' => uri.push(char::from(*byte)),
            _ => uri.push_str(&format!("%{byte:02x}")),
        }
    }
    uri.push_str("?immutable=1");
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    Ok(Connection::open_with_flags(uri, flags)?)
}

fn checkpoint(db: &Connection) -> Result<()> {
    db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    Ok(())
}

/// The operating system's reasons that have a name of their own here.
pub(crate) fn io_error(error: io::Error) -> Error {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Error::DiskFull,
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Error::ReadOnly,
        _ => Error::Io(error),
    }
}

/// Makes a new name in a folder survive a power cut. Where folders cannot be synced, the name is written soon anyway.
fn sync_folder(folder: &Path) {
    if let Ok(folder) = fs::File::open(folder) {
        let _ = folder.sync_all();
    }
}
