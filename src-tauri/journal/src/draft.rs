//! What stands in the draft slots: text that is being typed, and when the journal was last opened.
//!
//! Slots are overwritten in place, so a thousand autosaves of one evening leave one row.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::{
    Damage, EntryDraft, ItemId, JournalId, Picture, Problem, Result,
    keys::JournalKey,
    record::{self, Moment, RECORD_LIMIT},
    store::Store,
};

/// The slot of the last visit; drafts take the numbers after it.
const VISIT: i64 = 0;

/// A slot's document; like a record, it names where it belongs.
#[derive(Serialize, Deserialize)]
struct Document<T> {
    journal: JournalId,
    slot: i64,
    #[serde(flatten)]
    content: T,
}

#[derive(Serialize, Deserialize)]
struct Visit {
    opened_at: Moment,
}

/// The drafts of an open journal, by entry.
#[derive(Debug, Default)]
pub(crate) struct Drafts {
    slots: HashMap<ItemId, (i64, EntryDraft)>,
}

impl Drafts {
    /// Reads every slot; those that cannot be read are named and left as they are.
    pub(crate) fn read(store: &Store, key: &JournalKey) -> Result<(Self, Option<Moment>, Vec<Damage>)> {
        let (mut drafts, mut visit, mut damage) = (Self::default(), None, Vec::new());
        for (slot, sealed) in store.drafts()? {
            let read = match slot {
                VISIT => open::<Visit>(key, slot, &sealed).map(|found| visit = Some(found.opened_at)),
                _ => open::<EntryDraft>(key, slot, &sealed).map(|draft| {
                    drafts.slots.insert(draft.id, (slot, draft));
                }),
            };
            if let Err(problem) = read {
                damage.push(Damage { place: format!("draft {slot}"), problem });
            }
        }
        Ok((drafts, visit, damage))
    }

    /// The entries that have a draft.
    pub(crate) fn items(&self) -> Vec<ItemId> {
        let mut items: Vec<_> = self.slots.iter().map(|(item, (slot, _))| (*slot, *item)).collect();
        items.sort_unstable();
        items.into_iter().map(|(_, item)| item).collect()
    }

    /// An entry's draft and its slot.
    pub(crate) fn get(&self, item: ItemId) -> Option<&(i64, EntryDraft)> {
        self.slots.get(&item)
    }

    /// The slot for an entry's draft: its own, or the first that is free on the disk too, where a slot that cannot be read
    /// must not be overwritten.
    pub(crate) fn slot_for(&self, item: ItemId, store: &Store) -> Result<i64> {
        if let Some((slot, _)) = self.slots.get(&item) {
            return Ok(*slot);
        }
        let taken = store.draft_slots()?;
        Ok((1..).find(|slot| !taken.contains(slot)).unwrap_or(1))
    }

    /// Every picture that a draft names.
    pub(crate) fn pictures(&self) -> impl Iterator<Item = &Picture> {
        self.slots.values().flat_map(|(_, draft)| &draft.entry.pictures)
    }

    pub(crate) fn insert(&mut self, slot: i64, draft: EntryDraft) {
        self.slots.insert(draft.id, (slot, draft));
    }

    pub(crate) fn remove(&mut self, item: ItemId) {
        self.slots.remove(&item);
    }
}

/// Seals a draft for its slot.
pub(crate) fn seal(key: &JournalKey, slot: i64, draft: &EntryDraft) -> Result<Vec<u8>> {
    key.seal(&record::document(&Document { journal: key.journal(), slot, content: draft })?)
}

/// Seals the moment of this visit: its slot and bytes.
pub(crate) fn seal_visit(key: &JournalKey, opened_at: Moment) -> Result<(i64, Vec<u8>)> {
    let document = Document { journal: key.journal(), slot: VISIT, content: Visit { opened_at } };
    Ok((VISIT, key.seal(&record::document(&document)?)?))
}

fn open<T: for<'de> Deserialize<'de>>(key: &JournalKey, slot: i64, sealed: &[u8]) -> Result<T, Problem> {
    let plain = key.open(sealed, RECORD_LIMIT).map_err(|_| Problem::Sealed)?;
    let document: Document<T> = serde_json::from_slice(&plain).map_err(|_| Problem::Shape)?;
    if document.journal != key.journal() || document.slot != slot {
        return Err(Problem::Binding);
    }
    Ok(document.content)
}
