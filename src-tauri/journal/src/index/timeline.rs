//! The timeline: months, and the entries of a month.

use chrono::NaiveDate;
use rusqlite::params;

use super::Index;
use crate::{Entry, ItemId, Kind, PictureId, Result};

/// A month that has entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Month {
    /// `2026-11`: the year has four digits, so that the text sorts as the time does.
    pub month: String,
    /// Entries in it that are not in the trash.
    pub entries: u32,
}

/// What a list shows of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The entry's id.
    pub id: ItemId,
    /// What sort of writing it is.
    pub kind: Kind,
    /// RFC 3339 with the writer's offset.
    pub written_at: String,
    /// May be empty.
    pub title: String,
    /// In the order they were given.
    pub tags: Vec<String>,
    /// Marked by the person.
    pub favourite: bool,
    /// See [`Entry::concealed`].
    pub concealed: bool,
    /// See [`Entry::sealed_until`]. Whether the day has come is for the caller to know.
    pub sealed_until: Option<NaiveDate>,
    /// How many pictures the text names.
    pub pictures: u32,
    /// The first of them.
    pub picture: Option<PictureId>,
    /// When it was moved to the trash (RFC 3339), if it is there.
    pub trashed: Option<String>,
    /// The words of the check-ins that belong to it, each once, in their order.
    pub feelings: Vec<String>,
    /// The first words, without Markdown signs.
    pub excerpt: String,
}

/// How often a prompt, worksheet or guided reflection was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// Its id.
    pub id: String,
    /// In how many entries.
    pub entries: u32,
    /// The local day of the last of them.
    pub last: String,
}

const COLUMNS: &str = "item.id, entry.kind, entry.written_at, entry.title, entry.tags, entry.favourite, entry.concealed,
    entry.sealed_until, entry.pictures, entry.picture, item.trashed, entry.excerpt,
    (SELECT json_group_array(felt.name) FROM (SELECT name FROM check_in JOIN felt ON felt.row = check_in.rowid
      WHERE check_in.entry = item.id AND check_in.trashed = 0 GROUP BY word ORDER BY min(moment), min(place)) AS felt)";

impl Index {
    /// Every month that has entries, newest first.
    pub(crate) fn months(&self) -> Result<Vec<Month>> {
        let mut months = self.db.prepare_cached("SELECT month, entries FROM month ORDER BY month DESC")?;
        let rows = months.query_map([], |row| Ok(Month { month: row.get(0)?, entries: row.get(1)? }))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// A part of a month's entries, newest day first and newest moment first within it.
    pub(crate) fn month_rows(&self, month: &str, offset: u32, limit: u32) -> Result<Vec<Row>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM entry JOIN item USING (rowid) WHERE entry.trashed = 0 AND month = ?1
             ORDER BY day DESC, moment DESC, entry.rowid DESC LIMIT ?3 OFFSET ?2"
        );
        self.rows(&sql, params![month, offset, limit])
    }

    /// Every entry, newest first.
    pub(crate) fn all_rows(&self) -> Result<Vec<Row>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM entry JOIN item USING (rowid) WHERE entry.trashed = 0
             ORDER BY month DESC, day DESC, moment DESC, entry.rowid DESC"
        );
        self.rows(&sql, [])
    }

    /// What is in the trash, last thrown away first.
    pub(crate) fn trashed_rows(&self) -> Result<Vec<Row>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM entry JOIN item USING (rowid) WHERE entry.trashed = 1
             ORDER BY julianday(item.trashed) DESC, entry.rowid DESC"
        );
        self.rows(&sql, [])
    }

    /// The entries of one local day, newest first.
    pub(crate) fn day_rows(&self, day: &str) -> Result<Vec<Row>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM entry JOIN item USING (rowid) WHERE entry.trashed = 0 AND month = ?1 AND day = ?2
             ORDER BY moment DESC, entry.rowid DESC"
        );
        self.rows(&sql, [day.get(..day.len().saturating_sub(3)).unwrap_or_default(), day])
    }

    /// The ids of one local day's entries (`2026-11-22`), newest first.
    pub(crate) fn day(&self, day: &str) -> Result<Vec<ItemId>> {
        let sql = "SELECT item.id FROM entry JOIN item USING (rowid) WHERE entry.trashed = 0 AND month = ?1 AND day = ?2
                   ORDER BY moment DESC, entry.rowid DESC";
        let mut ids = self.db.prepare_cached(sql)?;
        let rows = ids.query_map([day.get(..day.len().saturating_sub(3)).unwrap_or_default(), day], |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// One entry's row, by the index's own row number.
    pub(crate) fn row(&self, rowid: i64) -> Result<Row> {
        let sql = format!("SELECT {COLUMNS} FROM entry JOIN item USING (rowid) WHERE entry.rowid = ?1");
        Ok(self.db.prepare_cached(&sql)?.query_row([rowid], read)?)
    }

    /// Entries that look back on a week, month, quarter or year, newest first: the period and the entry.
    pub(crate) fn reviews(&self) -> Result<Vec<(String, ItemId)>> {
        let sql = "SELECT review, item.id FROM entry JOIN item USING (rowid) WHERE review IS NOT NULL AND entry.trashed = 0
                   ORDER BY moment DESC, entry.rowid DESC";
        let mut reviews = self.db.prepare_cached(sql)?;
        let rows = reviews.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// What was answered of prompts, worksheets and guided reflections.
    pub(crate) fn answered(&self) -> Result<Vec<Answered>> {
        let sql = "SELECT prompt, count(*), max(day) FROM entry WHERE prompt IS NOT NULL AND trashed = 0 GROUP BY prompt
                   UNION ALL SELECT sheet, count(*), max(day) FROM entry WHERE sheet IS NOT NULL AND trashed = 0 GROUP BY sheet";
        let mut answered = self.db.prepare_cached(sql)?;
        let rows = answered.query_map([], |row| Ok(Answered { id: row.get(0)?, entries: row.get(1)?, last: row.get(2)? }))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Worksheets and guided reflections that one can go on with, newest first.
    pub(crate) fn unfinished_rows(&self) -> Result<Vec<Row>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM entry JOIN item USING (rowid)
             WHERE entry.sheet IS NOT NULL AND entry.unfinished = 1 AND entry.trashed = 0
             ORDER BY month DESC, day DESC, moment DESC, entry.rowid DESC"
        );
        self.rows(&sql, [])
    }

    fn rows(&self, sql: &str, parameters: impl rusqlite::Params) -> Result<Vec<Row>> {
        let mut statement = self.db.prepare_cached(sql)?;
        let rows = statement.query_map(parameters, read)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// An entry's body, by the index's own row number.
    pub(crate) fn body(&self, rowid: i64) -> Result<String> {
        let sql = "SELECT content FROM item WHERE rowid = ?1";
        let content: String = self.db.prepare_cached(sql)?.query_row([rowid], |row| row.get(0))?;
        Ok(serde_json::from_str::<Entry>(&content).map(|entry| entry.body).unwrap_or_default())
    }
}

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<Row> {
    let tags: String = row.get(4)?;
    Ok(Row {
        id: row.get(0)?,
        kind: Kind::from(row.get::<_, String>(1)?),
        written_at: row.get(2)?,
        title: row.get(3)?,
        tags: serde_json::from_str(&tags).unwrap_or_default(),
        favourite: row.get(5)?,
        concealed: row.get(6)?,
        sealed_until: row.get::<_, Option<String>>(7)?.and_then(|day| day.parse().ok()),
        pictures: row.get(8)?,
        picture: row.get(9)?,
        trashed: row.get(10)?,
        excerpt: row.get(11)?,
        feelings: serde_json::from_str(row.get_ref(12)?.as_str().unwrap_or_default()).unwrap_or_default(),
    })
}
