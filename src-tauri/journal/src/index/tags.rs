//! Tags in use.

use super::Index;
use crate::{ItemId, Result};

/// A tag that entries have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// The tag.
    pub tag: String,
    /// Entries that have it and are not in the trash.
    pub entries: u32,
}

impl Index {
    /// Every tag, most used first, then in the order of their letters.
    pub(crate) fn tags(&self) -> Result<Vec<Tag>> {
        let sql = "SELECT tag, count(*) AS entries FROM tag GROUP BY tag ORDER BY entries DESC, tag COLLATE NOCASE, tag";
        let mut tags = self.db.prepare_cached(sql)?;
        let rows = tags.query_map([], |row| Ok(Tag { tag: row.get(0)?, entries: row.get(1)? }))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The entries that have a tag, those in the trash too.
    pub(crate) fn tagged(&self, tag: &str) -> Result<Vec<ItemId>> {
        let sql = "SELECT item.id FROM item JOIN tag ON tag.row = item.rowid WHERE tag.tag = ?1
                   UNION
                   SELECT item.id FROM item JOIN entry USING (rowid), json_each(entry.tags)
                   WHERE entry.trashed = 1 AND json_each.value = ?1";
        let mut items = self.db.prepare_cached(sql)?;
        let rows = items.query_map([tag], |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}
