//! What can be asked of an open journal.

use chrono::NaiveDate;

use super::Journal;
use crate::{
    Answered, Day, Entry, Error, Filter, Hit, ItemId, Month, Neighbours, Result, RevisionId, Stored, Tag, fold,
    index::timeline::Row,
    picture,
    record::{Change, Moment, Revision},
    store,
};

/// One state of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// The revision's id.
    pub id: RevisionId,
    /// When it was made.
    pub at: Moment,
    /// Words in its text.
    pub words: u32,
    /// Whether it is what the entry is now.
    pub current: bool,
}

impl Journal {
    /// Entries that are not in the trash.
    pub fn entry_count(&self) -> Result<u32> {
        self.index.entry_count()
    }

    /// One entry, also from the trash; a draft of it counts as its text.
    pub fn entry(&self, item: ItemId) -> Result<Stored> {
        let stored = self.index.entry(item)?;
        match (stored, self.drafts.get(item)) {
            (Some(stored), Some((_, draft))) => Ok(Stored { entry: draft.entry.clone(), heads: draft.parents.clone(), ..stored }),
            (Some(stored), None) => Ok(stored),
            (None, Some((_, draft))) => {
                Ok(Stored { id: item, heads: draft.parents.clone(), trashed: None, entry: draft.entry.clone() })
            }
            (None, None) => Err(Error::NoSuchEntry),
        }
    }

    /// One entry as it was last kept, without what is being typed; none if it never was.
    pub fn kept_entry(&self, item: ItemId) -> Result<Option<Stored>> {
        self.index.entry(item)
    }

    /// Months that have entries, newest first.
    pub fn months(&self) -> Result<Vec<Month>> {
        self.index.months()
    }

    /// A part of a month's entries (`2026-11`), newest first.
    pub fn month(&self, month: &str, offset: u32, limit: u32) -> Result<Vec<Row>> {
        self.index.month_rows(month, offset, limit)
    }

    /// Every entry that is not in the trash, newest first.
    pub fn rows(&self) -> Result<Vec<Row>> {
        self.index.all_rows()
    }

    /// What is in the trash, last thrown away first.
    pub fn trashed_rows(&self) -> Result<Vec<Row>> {
        self.index.trashed_rows()
    }

    /// The entries of one local day (`2026-11-22`), newest first.
    pub fn day(&self, day: &str) -> Result<Vec<ItemId>> {
        self.index.day(day)
    }

    /// The same as rows of a list.
    pub fn day_rows(&self, day: &str) -> Result<Vec<Row>> {
        self.index.day_rows(day)
    }

    /// The days that have entries, in order, both ends included.
    pub fn days(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<Day>> {
        self.index.days(from, to)
    }

    /// Entries of the same day one, three and six months and any number of years before, nearest first, each with the months
    /// between.
    pub fn same_day_before(&self, day: NaiveDate) -> Result<Vec<(u32, Row)>> {
        self.index.same_day_before(day)
    }

    /// The entries next to one in the order of the timeline.
    pub fn neighbours(&self, item: ItemId) -> Result<Neighbours> {
        self.index.neighbours(item)
    }

    /// Every tag in use, most used first.
    pub fn tags(&self) -> Result<Vec<Tag>> {
        self.index.tags()
    }

    /// Entries that match what was typed, best first, with the matching passage.
    pub fn search(&self, typed: &str, limit: u32) -> Result<Vec<Hit>> {
        self.find(&Filter::words(typed), 0, limit)
    }

    /// A part of the entries that fit a filter: best first, or the newest first when there are no words or very many finds.
    pub fn find(&self, filter: &Filter, offset: u32, limit: u32) -> Result<Vec<Hit>> {
        self.index.find(filter, offset, limit)
    }

    /// Entries that look back on a week, month, quarter or year, newest first: the period and the entry.
    pub fn reviews(&self) -> Result<Vec<(String, ItemId)>> {
        self.index.reviews()
    }

    /// How often each prompt, worksheet and guided reflection was answered.
    pub fn answered(&self) -> Result<Vec<Answered>> {
        self.index.answered()
    }

    /// Worksheets and guided reflections that one can go on with, newest first.
    pub fn unfinished_rows(&self) -> Result<Vec<Row>> {
        self.index.unfinished_rows()
    }

    /// The states of an entry, newest first. Those that changed nothing in it (it went to the trash and came back) are left out.
    pub fn versions(&self, item: ItemId) -> Result<Vec<Version>> {
        let current = self.index.revision_heads(item)?.first().copied();
        let mut versions: Vec<Version> = Vec::new();
        let mut before = None;
        for id in self.index.revisions(item)? {
            let revision = self.read_revision(item, id)?;
            let Change::Kept { content, .. } = &revision.change else { continue };
            let Ok(entry) = serde_json::from_value::<Entry>(content.clone().into()) else { continue };
            let is_current = current == Some(id);
            if before.as_ref() == Some(content) {
                if let Some(last) = versions.last_mut() {
                    last.current |= is_current;
                }
                continue;
            }
            let words = u32::try_from(fold::tokens(&picture::without_addresses(&entry.body)).count()).unwrap_or(u32::MAX);
            versions.push(Version { id, at: revision.at, words, current: is_current });
            before = Some(content.clone());
        }
        versions.reverse();
        Ok(versions)
    }

    /// An entry as it was.
    pub fn version(&self, item: ItemId, revision: RevisionId) -> Result<Entry> {
        match self.read_revision(item, revision)?.change {
            Change::Kept { content, .. } => serde_json::from_value(content.into()).map_err(|_| Error::NoSuchEntry),
            Change::Purged { .. } => Err(Error::NoSuchEntry),
        }
    }

    /// A revision of an item from its record in the file.
    pub(super) fn read_revision(&self, item: ItemId, revision: RevisionId) -> Result<Revision> {
        let (device, seq) = self.index.place(item, revision)?.ok_or(Error::NoSuchEntry)?;
        let Some(store::Row::Sealed(record)) = self.store.record(device, seq)? else {
            return Err(Error::NoSuchEntry);
        };
        let opened = record.open(&self.key).map_err(|_| Error::Damaged("one of its records cannot be read"))?;
        let found = opened.state.revision;
        if found.item == item && found.revision == revision { Ok(found) } else { Err(Error::NoSuchEntry) }
    }
}
