//! Paths in the index: what is gathered under a step, and where a person found themselves.

use rusqlite::params;

use super::Index;
use crate::{Entry, ItemId, Place, Result, Stored, StoredPlace, index::timeline::Row};

pub(super) const SCHEMA: &str = "
    -- The steps of entries that are not in the trash.
    CREATE TABLE step (step TEXT, row INTEGER, PRIMARY KEY (step, row)) WITHOUT ROWID, STRICT;
    CREATE INDEX step_row ON step (row);

    CREATE TABLE place (rowid INTEGER PRIMARY KEY, path TEXT NOT NULL, moment INTEGER NOT NULL, trashed INTEGER NOT NULL) STRICT;
    CREATE INDEX place_path ON place (trashed, path, moment);
";

/// What is gathered under a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gathering {
    /// The step.
    pub step: String,
    /// Entries under it.
    pub entries: u32,
    /// Those that are letters.
    pub letters: u32,
    /// The local day of the first.
    pub first: String,
    /// The local day of the last.
    pub last: String,
}

impl Index {
    pub(super) fn show_steps(&self, row: i64, entry: &Entry) -> Result<()> {
        let mut step = self.db.prepare_cached("INSERT OR IGNORE INTO step VALUES (?1, ?2)")?;
        entry.steps.iter().try_for_each(|name| step.execute(params![name, row]).map(drop))?;
        Ok(())
    }

    pub(super) fn show_place(&self, row: i64, place: &Place, trashed: bool) -> Result<()> {
        if place.makes_sense() {
            let sql = "INSERT INTO place VALUES (?1, ?2, ?3, ?4)";
            self.db.prepare_cached(sql)?.execute(params![row, place.path, place.at.timestamp_millis(), trashed])?;
        }
        Ok(())
    }

    pub(super) fn hide_place(&self, row: i64) -> Result<()> {
        self.db.prepare_cached("DELETE FROM place WHERE rowid = ?1")?.execute([row])?;
        Ok(())
    }

    /// What is gathered, step by step.
    pub(crate) fn gatherings(&self) -> Result<Vec<Gathering>> {
        let sql = "SELECT step, count(*), sum(kind = 'letter'), min(day), max(day) FROM step JOIN entry ON entry.rowid = step.row
                   GROUP BY step ORDER BY step";
        let mut gatherings = self.db.prepare_cached(sql)?;
        let rows = gatherings.query_map([], |row| {
            Ok(Gathering { step: row.get(0)?, entries: row.get(1)?, letters: row.get(2)?, first: row.get(3)?, last: row.get(4)? })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The entries under a step, newest first.
    pub(crate) fn step_rows(&self, step: &str) -> Result<Vec<Row>> {
        let sql = "SELECT step.row FROM step JOIN entry ON entry.rowid = step.row WHERE step = ?1
                   ORDER BY month DESC, day DESC, moment DESC, entry.rowid DESC";
        let mut found = self.db.prepare_cached(sql)?;
        let rows = found.query_map([step], |row| row.get(0))?.collect::<rusqlite::Result<Vec<i64>>>()?;
        rows.into_iter().map(|row| self.row(row)).collect()
    }

    /// What was written to a prompt, oldest first.
    pub(crate) fn answers_to(&self, prompt: &str) -> Result<Vec<Stored>> {
        let sql = "SELECT item.id FROM entry JOIN item USING (rowid) WHERE prompt = ?1 AND entry.trashed = 0
                   ORDER BY month, day, moment, entry.rowid";
        let mut found = self.db.prepare_cached(sql)?;
        let ids = found.query_map([prompt], |row| row.get(0))?.collect::<rusqlite::Result<Vec<ItemId>>>()?;
        ids.into_iter().filter_map(|id| self.entry(id).transpose()).collect()
    }

    /// Where on a path a person found themselves, in order of time.
    pub(crate) fn places_on(&self, path: &str) -> Result<Vec<StoredPlace>> {
        let sql = "SELECT item.id, item.content, item.trashed FROM place JOIN item USING (rowid)
                   WHERE place.trashed = 0 AND path = ?1 ORDER BY moment, place.rowid";
        self.read_places(sql, [path])
    }

    /// Places in the trash, last thrown away first.
    pub(crate) fn trashed_places(&self) -> Result<Vec<StoredPlace>> {
        let sql = "SELECT item.id, item.content, item.trashed FROM place JOIN item USING (rowid) WHERE place.trashed = 1
                   ORDER BY julianday(item.trashed) DESC, place.rowid DESC";
        self.read_places(sql, [])
    }

    fn read_places(&self, sql: &str, parameters: impl rusqlite::Params) -> Result<Vec<StoredPlace>> {
        let mut places = self.db.prepare_cached(sql)?;
        let rows = places.query_map(parameters, |row| Ok((row.get::<_, ItemId>(0)?, row.get::<_, String>(1)?, row.get(2)?)))?;
        let mut found = Vec::new();
        for row in rows {
            let (id, content, trashed): (_, _, Option<String>) = row?;
            let trashed = trashed.and_then(|moment| moment.parse().ok());
            found.extend(serde_json::from_str(&content).ok().map(|place| StoredPlace { id, trashed, place }));
        }
        Ok(found)
    }
}
