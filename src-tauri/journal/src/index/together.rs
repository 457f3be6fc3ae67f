//! What has to do with other people, in the index: lists, and nothing that a search of the journal finds.

use serde::de::DeserializeOwned;

use super::Index;
use crate::{
    ItemId, Moment, Result,
    item::together::{PARTNER, QUESTION, RECEIVED, REPLY, SHARED},
};

pub(super) const SCHEMA: &str = "
    CREATE TABLE together (rowid INTEGER PRIMARY KEY, type TEXT NOT NULL, trashed INTEGER NOT NULL) STRICT;
    CREATE INDEX together_type ON together (type, trashed);
";

impl Index {
    /// Puts an item on its list, if it has one.
    pub(super) fn show_together(&self, row: i64, kind: &str, trashed: bool) -> Result<()> {
        if [PARTNER, SHARED, RECEIVED, QUESTION, REPLY].contains(&kind) {
            let sql = "INSERT INTO together VALUES (?1, ?2, ?3)";
            self.db.prepare_cached(sql)?.execute((row, kind, trashed))?;
        }
        Ok(())
    }

    pub(super) fn hide_together(&self, row: i64) -> Result<()> {
        self.db.prepare_cached("DELETE FROM together WHERE rowid = ?1")?.execute([row])?;
        Ok(())
    }

    /// Every item of one of these types, in the order they came; those in the trash, or the others. What does not fit this version is
    /// passed over.
    pub(crate) fn together<T: DeserializeOwned>(&self, kind: &str, trashed: bool) -> Result<Vec<(ItemId, Option<Moment>, T)>> {
        let sql = "SELECT item.id, item.trashed, item.content FROM together JOIN item USING (rowid)
                   WHERE together.type = ?1 AND together.trashed = ?2 ORDER BY together.rowid";
        let mut found = self.db.prepare_cached(sql)?;
        let rows = found
            .query_map((kind, trashed), |row| Ok((row.get(0)?, row.get::<_, Option<String>>(1)?, row.get::<_, String>(2)?)))?;
        let mut items = Vec::new();
        for row in rows {
            let (id, trashed, content) = row?;
            let trashed = trashed.and_then(|moment| moment.parse().ok());
            items.extend(serde_json::from_str(&content).ok().map(|item| (id, trashed, item)));
        }
        Ok(items)
    }
}
