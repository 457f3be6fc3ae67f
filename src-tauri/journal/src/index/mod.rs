//! The index: every question about the journal, answered from memory.
//!
//! A SQLite database that is never on disk in clear. It holds the newest text of each item, the graph of revisions, what
//! the timeline shows, and folded words for the search. It can always be made again from the records.

pub(crate) mod apply;
pub(crate) mod days;
pub(crate) mod feelings;
pub(crate) mod path;
pub(crate) mod search;
pub(crate) mod tags;
pub(crate) mod timeline;
pub(crate) mod together;

use std::cell::RefCell;

use rusqlite::{Connection, OptionalExtension, config::DbConfig, params};
use serde_json::{Map, Value};

use crate::{DeviceId, ItemId, Moment, Picture, PictureId, Result, RevisionId, Stored, id::Digest, item::entry, memory};

/// Raised when the tables or what is put into them change: an index of another version is made anew.
pub(crate) const VERSION: u32 = 6;

const SCHEMA: &str = "
    -- How far the records of each device are in here.
    CREATE TABLE head (device BLOB PRIMARY KEY, seq INTEGER NOT NULL, digest BLOB NOT NULL) WITHOUT ROWID, STRICT;

    CREATE TABLE revision (id BLOB PRIMARY KEY, item BLOB NOT NULL, device BLOB NOT NULL, seq INTEGER NOT NULL,
                           moment INTEGER NOT NULL, head INTEGER NOT NULL) WITHOUT ROWID, STRICT;
    CREATE INDEX revision_item ON revision (item, head);
    CREATE TABLE parent (parent BLOB, child BLOB, PRIMARY KEY (parent, child)) WITHOUT ROWID, STRICT;

    -- The newest state of each item; of an item that was purged nothing is left but its revisions.
    CREATE TABLE item (rowid INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, type TEXT NOT NULL, revision BLOB NOT NULL,
                       trashed TEXT, content TEXT NOT NULL, other TEXT NOT NULL) STRICT;

    -- What the timeline shows of an entry; rowid is the item's.
    CREATE TABLE entry (rowid INTEGER PRIMARY KEY, month TEXT NOT NULL, day TEXT NOT NULL, moment INTEGER NOT NULL,
                        written_at TEXT NOT NULL, kind TEXT NOT NULL, review TEXT, prompt TEXT,
                        sheet TEXT, unfinished INTEGER NOT NULL, title TEXT NOT NULL, tags TEXT NOT NULL,
                        favourite INTEGER NOT NULL, concealed INTEGER NOT NULL, sealed_until TEXT, pictures INTEGER NOT NULL,
                        picture BLOB, excerpt TEXT NOT NULL, trashed INTEGER NOT NULL) STRICT;
    CREATE INDEX entry_timeline ON entry (trashed, month, day, moment, rowid);
    CREATE INDEX entry_review ON entry (review, moment) WHERE review IS NOT NULL;
    CREATE INDEX entry_prompt ON entry (prompt) WHERE prompt IS NOT NULL;
    CREATE INDEX entry_sheet ON entry (sheet) WHERE sheet IS NOT NULL;
    -- The tags of entries that are not in the trash.
    CREATE TABLE tag (tag TEXT, row INTEGER, PRIMARY KEY (tag, row)) WITHOUT ROWID, STRICT;
    CREATE INDEX tag_row ON tag (row);

    -- Every picture that any revision of an item names.
    CREATE TABLE picture (id BLOB, item BLOB, about TEXT NOT NULL, PRIMARY KEY (id, item)) WITHOUT ROWID, STRICT;
    CREATE INDEX picture_item ON picture (item);

    CREATE TABLE month (month TEXT PRIMARY KEY, entries INTEGER NOT NULL) WITHOUT ROWID, STRICT;
    CREATE TRIGGER entry_added AFTER INSERT ON entry WHEN new.trashed = 0 BEGIN
        INSERT INTO month VALUES (new.month, 1) ON CONFLICT (month) DO UPDATE SET entries = entries + 1;
    END;
    CREATE TRIGGER entry_removed AFTER DELETE ON entry WHEN old.trashed = 0 BEGIN
        UPDATE month SET entries = entries - 1 WHERE month = old.month;
        DELETE FROM month WHERE month = old.month AND entries = 0;
    END;

    -- Folded words (see fold.rs), not the texts: those stand in item.
    CREATE VIRTUAL TABLE words USING fts5 (title, tags, body, content = '', contentless_delete = 1, tokenize = 'ascii',
                                           prefix = '1 2 3');
";

/// Bytes an index can grow before it has to be moved in memory: more than anybody writes in one sitting.
const ROOM: usize = 4 << 20;

/// The newest state of an item of any type.
pub(crate) struct State {
    /// Its type.
    pub(crate) kind: String,
    /// When it was moved to the trash, if it is there.
    pub(crate) trashed: Option<Moment>,
    /// What it holds.
    pub(crate) content: Map<String, Value>,
}

/// The index of an open journal.
#[derive(Debug)]
pub(crate) struct Index {
    pub(crate) db: Connection,
    waiting: RefCell<apply::Waiting>,
}

impl Index {
    /// An index of nothing.
    pub(crate) fn empty() -> Result<Self> {
        let index = Self::connect()?;
        memory::load_image(&index.db, std::io::empty(), 0, ROOM)?;
        index.configure()?;
        index.db.execute_batch(SCHEMA)?;
        index.db.execute_batch(feelings::SCHEMA)?;
        index.db.execute_batch(path::SCHEMA)?;
        index.db.execute_batch(together::SCHEMA)?;
        Ok(index)
    }

    /// An index from an image that [`Index::image`] made.
    pub(crate) fn load(image: impl std::io::Read, length: usize) -> Result<Self> {
        let index = Self::connect()?;
        memory::load_image(&index.db, image, length, ROOM)?;
        index.configure()?;
        // Reads the schema, so that an image that is none is noticed here.
        index.db.query_row("SELECT count(*) FROM head", [], |row| row.get::<_, i64>(0))?;
        Ok(index)
    }

    fn connect() -> Result<Self> {
        memory::prepare()?;
        Ok(Self { db: Connection::open_in_memory()?, waiting: RefCell::default() })
    }

    fn configure(&self) -> Result<()> {
        self.db.pragma_update(None, "journal_mode", "MEMORY")?;
        self.db.pragma_update(None, "temp_store", "MEMORY")?;
        self.db.pragma_update(None, "synchronous", "OFF")?;
        self.db.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
        self.db.pragma_update(None, "cache_size", -16_000)?;
        // Plans that do not depend on bound values: otherwise each `LIMIT ?` has its statement prepared anew every time, a
        // quarter of a search.
        self.db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        self.db.set_prepared_statement_cache_capacity(64);
        Ok(())
    }

    /// The whole index as bytes, borrowed where SQLite can lend them.
    pub(crate) fn image(&mut self) -> Result<rusqlite::serialize::Data<'_>> {
        self.catch_up()?;
        Ok(self.db.serialize(rusqlite::MAIN_DB)?)
    }

    /// Where a device's records end in here.
    pub(crate) fn heads(&self) -> Result<Vec<(DeviceId, u64, Digest)>> {
        let mut heads = self.db.prepare_cached("SELECT device, seq, digest FROM head")?;
        let rows = heads.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Entries that are not in the trash.
    pub(crate) fn entry_count(&self) -> Result<u32> {
        Ok(self.db.query_row("SELECT coalesce(sum(entries), 0) FROM month", [], |row| row.get(0))?)
    }

    /// The newest revisions of an item.
    pub(crate) fn revision_heads(&self, item: ItemId) -> Result<Vec<RevisionId>> {
        let sql = "SELECT id FROM revision WHERE item = ?1 AND head = 1 ORDER BY moment DESC, id DESC";
        let mut heads = self.db.prepare_cached(sql)?;
        let rows = heads.query_map([item], |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Whether any item but these names a picture.
    pub(crate) fn is_named_beside(&self, picture: PictureId, items: &[ItemId]) -> Result<bool> {
        let mut users = self.db.prepare_cached("SELECT item FROM picture WHERE id = ?1")?;
        let users: Vec<ItemId> = users.query_map([picture], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        Ok(users.iter().any(|user| !items.contains(user)))
    }

    /// Every revision of an item, oldest first.
    pub(crate) fn revisions(&self, item: ItemId) -> Result<Vec<RevisionId>> {
        let sql = "SELECT id FROM revision WHERE item = ?1 ORDER BY moment, device, seq";
        let mut revisions = self.db.prepare_cached(sql)?;
        let rows = revisions.query_map([item], |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Where a revision's record stands in the file.
    pub(crate) fn place(&self, item: ItemId, revision: RevisionId) -> Result<Option<(DeviceId, u64)>> {
        let sql = "SELECT device, seq FROM revision WHERE id = ?1 AND item = ?2";
        let place = self.db.prepare_cached(sql)?.query_row(params![revision, item], |row| Ok((row.get(0)?, row.get(1)?)));
        Ok(place.optional()?)
    }

    /// Where an item's records stand in the file.
    pub(crate) fn places(&self, item: ItemId) -> Result<Vec<(DeviceId, u64)>> {
        let mut places = self.db.prepare_cached("SELECT device, seq FROM revision WHERE item = ?1 ORDER BY seq")?;
        let rows = places.query_map([item], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// One entry, also from the trash.
    pub(crate) fn entry(&self, item: ItemId) -> Result<Option<Stored>> {
        let Some(State { trashed, content, .. }) = self.state(item)?.filter(|state| state.kind == entry::TYPE) else {
            return Ok(None);
        };
        // What does not fit this version's entry was not put into the timeline either.
        let Ok(entry) = serde_json::from_value(content.into()) else {
            return Ok(None);
        };
        Ok(Some(Stored { id: item, heads: self.revision_heads(item)?, trashed, entry }))
    }

    /// An item's newest state.
    pub(crate) fn state(&self, item: ItemId) -> Result<Option<State>> {
        let sql = "SELECT type, trashed, content FROM item WHERE id = ?1";
        let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get::<_, Option<String>>(1)?, row.get::<_, String>(2)?));
        let Some((kind, trashed, content)) = self.db.prepare_cached(sql)?.query_row([item], read).optional()? else {
            return Ok(None);
        };
        let trashed = trashed.and_then(|moment| moment.parse().ok());
        Ok(Some(State { kind, trashed, content: serde_json::from_str(&content)? }))
    }

    /// An item's newest content, if it is of this type and not in the trash.
    pub(crate) fn content(&self, item: ItemId, kind: &str) -> Result<Option<Map<String, Value>>> {
        let state = self.state(item)?.filter(|state| state.kind == kind && state.trashed.is_none());
        Ok(state.map(|state| state.content))
    }

    /// Everything in the trash, of any type, with the moment it was moved there.
    pub(crate) fn trashed(&self) -> Result<Vec<(ItemId, Moment)>> {
        let mut trashed = self.db.prepare_cached("SELECT id, trashed FROM item WHERE trashed IS NOT NULL")?;
        let rows = trashed.query_map([], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))?;
        let rows = rows.collect::<rusqlite::Result<Vec<_>>>()?.into_iter();
        Ok(rows.filter_map(|(id, moment)| Some((id, moment.parse().ok()?))).collect())
    }

    /// What a newer version wrote beside an item's content, to be carried on.
    pub(crate) fn other(&self, item: ItemId) -> Result<Option<String>> {
        Ok(self.db.prepare_cached("SELECT other FROM item WHERE id = ?1")?.query_row([item], |row| row.get(0)).optional()?)
    }

    /// Whether an item's end is what the records say of it.
    pub(crate) fn is_purged(&self, item: ItemId) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM revision WHERE item = ?1) AND NOT EXISTS (SELECT 1 FROM item WHERE id = ?1)";
        Ok(self.db.prepare_cached(sql)?.query_row([item], |row| row.get(0))?)
    }

    /// A picture that any revision of any item names.
    pub(crate) fn picture(&self, id: PictureId) -> Result<Option<Picture>> {
        let sql = "SELECT about FROM picture WHERE id = ?1 LIMIT 1";
        let about: Option<String> = self.db.prepare_cached(sql)?.query_row([id], |row| row.get(0)).optional()?;
        Ok(about.and_then(|about| serde_json::from_str(&about).ok()))
    }

    /// The pictures of these items that no other item names, or all that there are.
    pub(crate) fn pictures(&self, of: Option<&[ItemId]>) -> Result<Vec<Picture>> {
        let read = |row: &rusqlite::Row<'_>| row.get::<_, String>(0);
        let about: Vec<String> = match of {
            None => {
                let mut all = self.db.prepare_cached("SELECT DISTINCT about FROM picture")?;
                all.query_map([], read)?.collect::<rusqlite::Result<_>>()?
            }
            Some(items) => {
                let mut about = Vec::new();
                let mut own = self.db.prepare_cached("SELECT id, about FROM picture WHERE item = ?1")?;
                let mut users = self.db.prepare_cached("SELECT item FROM picture WHERE id = ?1")?;
                for item in items {
                    for found in own.query_map([item], |row| Ok((row.get::<_, PictureId>(0)?, row.get::<_, String>(1)?)))? {
                        let (id, text) = found?;
                        let users: Vec<ItemId> = users.query_map([id], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
                        if users.iter().all(|user| items.contains(user)) {
                            about.push(text);
                        }
                    }
                }
                about
            }
        };
        Ok(about.iter().filter_map(|about| serde_json::from_str(about).ok()).collect())
    }

    /// One digest over everything that two indexes of the same records have in common.
    pub(crate) fn content_digest(&self) -> Result<Digest> {
        let sql = "SELECT id, type, coalesce(trashed, ''), content, other FROM item ORDER BY id";
        let mut items = self.db.prepare(sql)?;
        let mut rows = items.query([])?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            for column in 0..5 {
                all.extend_from_slice(
                    format!("{:?}", Digest::of(row.get_ref(column)?.as_bytes().unwrap_or_default())).as_bytes(),
                );
            }
        }
        Ok(Digest::of(&all))
    }
}
