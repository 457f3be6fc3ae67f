//! Putting a record into the index.

use std::{collections::BTreeMap, fmt};

use rusqlite::{OptionalExtension, params};
use serde::Deserialize;
use serde_json::Value;

use super::Index;
use crate::{
    DeviceId, Entry, ItemId, Picture, Result, RevisionId, fold,
    id::Digest,
    item::{check_in, entry, mark, place},
    picture,
    record::{Change, Revision, rfc3339},
    words,
};

/// Characters of an entry that the timeline shows.
const EXCERPT: usize = 180;

/// Bytes of words that may wait for the next search when a batch ends: some 40 entries, put in within 10 ms.
const KEPT_WAITING: usize = 64 << 10;

/// Bytes of words that may wait in the middle of a batch.
const GATHERED: usize = 4 << 20;

/// Rows whose words are still to be put into the full-text index: before the next search or image, or when they are many.
///
/// Not at once, because FTS5 writes a new part of its index for each transaction, and merges the parts later: twice the
/// work of everything else that saving does in memory. Nor one by one in a batch: it writes one out for each statement that
/// SQLite might have to take back, and making the index of 10,000 entries took four times as long.
#[derive(Default)]
pub(crate) struct Waiting {
    rows: BTreeMap<i64, Words>,
    bytes: usize,
}

/// One row's words: those in the full-text index, if any, give way to these, if any.
struct Words {
    /// Whether the full-text index has the row.
    there: bool,
    /// Title, tags, body.
    words: Option<[String; 3]>,
}

impl fmt::Debug for Waiting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Waiting({} rows)", self.rows.len())
    }
}

impl Index {
    /// Does many changes as one: all or none.
    pub(crate) fn batch(&self, changes: impl FnOnce() -> Result<()>) -> Result<()> {
        let tx = self.db.unchecked_transaction()?;
        changes()?;
        if self.waiting.borrow().bytes > KEPT_WAITING {
            self.put_words()?;
        }
        tx.commit()?;
        Ok(())
    }

    /// Takes in what a walk over the records found at one place: nothing, a place alone, or a place and its revision.
    pub(crate) fn take(&self, (place, revision): (Option<(DeviceId, u64, Digest)>, Option<Revision>)) -> Result<()> {
        let Some((device, seq, digest)) = place else {
            return Ok(());
        };
        self.advance(device, seq, digest)?;
        let Some(revision) = revision else {
            return Ok(());
        };
        self.add_revision(device, seq, &revision)?;
        match &revision.change {
            Change::Purged { .. } => self.forget(revision.item),
            Change::Kept { content, .. } => {
                self.note_pictures(revision.item, content.get("pictures"))?;
                self.refresh(&revision)
            }
        }
    }

    fn advance(&self, device: DeviceId, seq: u64, digest: Digest) -> Result<()> {
        let sql =
            "INSERT INTO head VALUES (?1, ?2, ?3) ON CONFLICT (device) DO UPDATE SET seq = excluded.seq, digest = excluded.digest
                   WHERE excluded.seq > seq";
        self.db.prepare_cached(sql)?.execute(params![device, seq, digest])?;
        Ok(())
    }

    fn add_revision(&self, device: DeviceId, seq: u64, revision: &Revision) -> Result<()> {
        // Records of another device may come before those they were made from.
        let sql =
            "INSERT OR IGNORE INTO revision VALUES (?1, ?2, ?3, ?4, ?5, NOT EXISTS (SELECT 1 FROM parent WHERE parent = ?1))";
        let moment = revision.at.timestamp_millis();
        self.db.prepare_cached(sql)?.execute(params![revision.revision, revision.item, device, seq, moment])?;
        for parent in &revision.parents {
            self.db.prepare_cached("INSERT OR IGNORE INTO parent VALUES (?1, ?2)")?.execute([parent, &revision.revision])?;
            self.db.prepare_cached("UPDATE revision SET head = 0 WHERE id = ?1")?.execute([parent])?;
        }
        Ok(())
    }

    /// Also of kinds of items that this version does not know: their pictures are not orphans.
    fn note_pictures(&self, item: ItemId, pictures: Option<&Value>) -> Result<()> {
        for picture in pictures.and_then(Value::as_array).into_iter().flatten() {
            if let Ok(Picture { id, .. }) = Picture::deserialize(picture) {
                let sql = "INSERT OR IGNORE INTO picture VALUES (?1, ?2, ?3)";
                self.db.prepare_cached(sql)?.execute(params![id, item, picture.to_string()])?;
            }
        }
        Ok(())
    }

    /// Shows the newest head of the item, if that is this revision.
    fn refresh(&self, revision: &Revision) -> Result<()> {
        let newest: Option<RevisionId> = self.revision_heads(revision.item)?.first().copied();
        if newest == Some(revision.revision) { self.show(revision) } else { Ok(()) }
    }

    fn show(&self, revision: &Revision) -> Result<()> {
        let Change::Kept { kind, trashed, content } = &revision.change else {
            return Ok(());
        };
        let content_text = serde_json::to_string(content)?;
        let row: i64 = self
            .db
            .prepare_cached(
                "INSERT INTO item (id, type, revision, trashed, content, other) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                 ON CONFLICT (id) DO UPDATE SET type = excluded.type, revision = excluded.revision, trashed = excluded.trashed,
                                                content = excluded.content, other = excluded.other
                 RETURNING rowid",
            )?
            .query_row(
                params![
                    revision.item,
                    kind,
                    revision.revision,
                    trashed.map(|moment| rfc3339(&moment)),
                    content_text,
                    serde_json::to_string(&revision.other)?
                ],
                |row| row.get(0),
            )?;
        self.hide(row)?;
        let trashed = trashed.is_some();
        self.show_together(row, kind, trashed)?;
        // What does not fit this version stays what it is, and is not shown.
        match kind.as_str() {
            entry::TYPE => serde_json::from_str(&content_text).map_or(Ok(()), |entry| self.show_entry(row, &entry, trashed)),
            check_in::TYPE => {
                serde_json::from_str(&content_text).map_or(Ok(()), |check_in| self.show_check_in(row, &check_in, trashed))
            }
            mark::TYPE => serde_json::from_str(&content_text).map_or(Ok(()), |mark| self.show_mark(row, &mark, trashed)),
            place::TYPE => serde_json::from_str(&content_text).map_or(Ok(()), |place| self.show_place(row, &place, trashed)),
            _ => Ok(()),
        }
    }

    fn show_entry(&self, row: i64, entry: &Entry, trashed: bool) -> Result<()> {
        let day = entry.written_at.date_naive().to_string();
        let month = &day[..day.len() - 3];
        let excerpt = words::first_words(&entry.body, EXCERPT);
        self.db
            .prepare_cached(
                "INSERT INTO entry VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)",
            )?
            .execute(params![
                row,
                month,
                day,
                entry.written_at.timestamp_millis(),
                rfc3339(&entry.written_at),
                entry.kind.as_str(),
                entry.review,
                entry.prompt,
                entry.sheet.as_ref().map(|sheet| &sheet.id),
                entry.sheet.as_ref().is_some_and(|sheet| !sheet.done && sheet.answers.is_some()),
                entry.title,
                serde_json::to_string(&entry.tags)?,
                entry.favourite,
                entry.concealed,
                entry.sealed_until.map(|day| day.to_string()),
                entry.pictures.len(),
                entry.pictures.first().map(|picture| picture.id),
                excerpt,
                trashed
            ])?;
        if trashed {
            return Ok(());
        }
        self.show_steps(row, entry)?;
        for tag in &entry.tags {
            self.db.prepare_cached("INSERT OR IGNORE INTO tag VALUES (?1, ?2)")?.execute(params![tag, row])?;
        }
        let body = picture::without_addresses(&entry.body);
        let words = [&*entry.title, &entry.tags.join(" "), &*body].map(fold::indexed);
        let bytes = {
            let waiting = &mut *self.waiting.borrow_mut();
            waiting.bytes += words.iter().map(String::len).sum::<usize>();
            waiting.rows.entry(row).or_insert(Words { there: false, words: None }).words = Some(words);
            waiting.bytes
        };
        if bytes > GATHERED { self.put_words() } else { Ok(()) }
    }

    /// Puts the words that wait into the full-text index, for those who are about to read it.
    pub(crate) fn catch_up(&self) -> Result<()> {
        if self.waiting.borrow().rows.is_empty() {
            return Ok(());
        }
        let tx = self.db.unchecked_transaction()?;
        self.put_words()?;
        tx.commit()?;
        Ok(())
    }

    fn put_words(&self) -> Result<()> {
        for (row, Words { there, words }) in &self.waiting.borrow().rows {
            if *there {
                self.db.prepare_cached("DELETE FROM words WHERE rowid = ?1")?.execute([row])?;
            }
            if let Some([title, tags, body]) = words {
                let sql = "INSERT INTO words (rowid, title, tags, body) VALUES (?1, ?2, ?3, ?4)";
                self.db.prepare_cached(sql)?.execute(params![row, title, tags, body])?;
            }
        }
        self.waiting.take();
        Ok(())
    }

    fn hide(&self, row: i64) -> Result<()> {
        let shown = self.db.prepare_cached("DELETE FROM entry WHERE rowid = ?1")?.execute([row])?;
        if shown > 0 {
            self.db.prepare_cached("DELETE FROM tag WHERE row = ?1")?.execute([row])?;
            self.db.prepare_cached("DELETE FROM step WHERE row = ?1")?.execute([row])?;
            // If its words still wait, they never were in the full-text index.
            self.waiting.borrow_mut().rows.entry(row).or_insert(Words { there: true, words: None }).words = None;
        }
        self.hide_place(row)?;
        self.hide_together(row)?;
        self.hide_feelings(row)
    }

    fn forget(&self, item: ItemId) -> Result<()> {
        self.db.prepare_cached("DELETE FROM picture WHERE item = ?1")?.execute([item])?;
        let sql = "DELETE FROM item WHERE id = ?1 RETURNING rowid";
        let row: Option<i64> = self.db.prepare_cached(sql)?.query_row([item], |row| row.get(0)).optional()?;
        match row {
            Some(row) => self.hide(row),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Map, json};

    const AT: &str = "2026-11-22T21:40:00+01:00";

    #[test]
    fn words_are_found_as_they_are_now_whether_they_waited_or_not() {
        let index = Index::empty().unwrap();
        let (device, item) = (DeviceId::random(), ItemId::random());
        let (mut seq, mut last) = (0, Vec::new());
        let mut put = |change: Change| {
            seq += 1;
            let revision = RevisionId::random();
            let parents = std::mem::replace(&mut last, vec![revision]);
            let revision = Revision { item, revision, parents, at: AT.parse().unwrap(), change, other: Map::new() };
            index.batch(|| index.take((Some((device, seq, Digest::ZERO)), Some(revision)))).unwrap();
        };
        let kept = |body: &str, trashed: bool| Change::Kept {
            kind: entry::TYPE.into(),
            trashed: trashed.then(|| AT.parse().unwrap()),
            content: json!({ "written_at": AT, "body": body }).as_object().unwrap().clone(),
        };
        let found = |word: &str| index.find(&crate::Filter::words(word), 0, 10).unwrap().len();

        put(kept("the river", false));
        put(kept("the shoulders", false)); // before anybody searched
        assert_eq!((found("river"), found("shoulders")), (0, 1));
        put(kept("the shoulders", true));
        put(kept("the lantern", false));
        assert_eq!((found("shoulders"), found("lantern")), (0, 1));
        put(kept("the lantern", true));
        assert_eq!(found("lantern"), 0);
        put(kept("the orchard", false));
        put(Change::Purged { records: Vec::new() });
        assert_eq!(found("orchard"), 0);
    }

    #[test]
    fn the_words_that_wait_do_not_print() {
        let words = Some(["river".to_owned(), String::new(), String::new()]);
        let waiting = Waiting { rows: BTreeMap::from([(1, Words { there: false, words })]), bytes: 5 };
        assert_eq!(format!("{waiting:?}"), "Waiting(1 rows)");
    }
}
