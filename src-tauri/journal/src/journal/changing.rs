//! Changes to what is there: trash, purge, tags, older states, check-ins and marks, and the settings.

use chrono::TimeDelta;
use serde::Serialize;
use serde_json::{Map, Value};

use super::{BEHIND, Erase, Journal};
use crate::{
    CheckIn, Error, ItemId, Mark, Place, Result, RevisionId, Stored,
    item::{check_in, entry, mark, place, together},
    record::{Change, Moment, Revision},
};

/// Days that an entry stays in the trash.
const DAYS_IN_TRASH: i64 = 30;

/// What the item that holds the settings calls itself.
const SETTINGS: &str = "settings";

/// Where something is set. What changes every day lies apart from what hardly ever does: each change writes its drawer anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drawer {
    /// Choices.
    Settings,
    /// Who writes, and what became of the prompts.
    Reflect,
}

impl Drawer {
    fn item(self) -> ItemId {
        match self {
            Self::Settings => ItemId::SETTINGS,
            Self::Reflect => ItemId::REFLECT,
        }
    }
}

impl Journal {
    /// Moves an entry to the trash.
    pub fn trash(&mut self, item: ItemId, now: Moment) -> Result<()> {
        self.trash_all(&[item], now)
    }

    /// Moves entries, check-ins or marks to the trash, all or none.
    pub fn trash_all(&mut self, items: &[ItemId], now: Moment) -> Result<()> {
        self.move_all(items, Some(now), now)
    }

    /// Takes an entry out of the trash.
    pub fn restore(&mut self, item: ItemId, now: Moment) -> Result<()> {
        self.restore_all(&[item], now)
    }

    /// Takes entries, check-ins or marks out of the trash, all or none.
    pub fn restore_all(&mut self, items: &[ItemId], now: Moment) -> Result<()> {
        self.move_all(items, None, now)
    }

    fn move_all(&mut self, items: &[ItemId], trashed: Option<Moment>, now: Moment) -> Result<()> {
        let mut revisions = Vec::new();
        for item in items {
            self.keep_draft(*item, now)?;
            let state = self
                .index
                .state(*item)?
                .filter(|state| state.kind != SETTINGS && state.kind != together::SHARING)
                .ok_or(Error::NoSuchEntry)?;
            if state.trashed.is_some() != trashed.is_some() {
                let heads = self.index.revision_heads(*item)?;
                revisions.push(self.revision(*item, heads, &state.kind, state.content, trashed, now)?);
            }
        }
        if revisions.is_empty() { Ok(()) } else { self.commit(revisions, &Erase::default(), &[]) }
    }

    /// Whether something is in the trash.
    pub fn is_trashed(&self, item: ItemId) -> Result<bool> {
        Ok(self.index.state(item)?.is_some_and(|state| state.trashed.is_some()))
    }

    /// Keeps a check-in, new or changed.
    pub fn save_check_in(&mut self, item: ItemId, check_in: CheckIn, now: Moment) -> Result<CheckIn> {
        let mut check_in = check_in.tidy()?;
        if let Some(before) = self.index.check_in(item)? {
            for (name, value) in before.check_in.other {
                check_in.other.entry(name).or_insert(value);
            }
        }
        self.put(item, check_in::TYPE, &check_in, now)?;
        Ok(check_in)
    }

    /// Keeps a mark, new or changed.
    pub fn save_mark(&mut self, item: ItemId, mark: Mark, now: Moment) -> Result<()> {
        self.put(item, mark::TYPE, &mark.tidy()?, now)
    }

    /// Keeps where on a path a person found themselves.
    pub fn save_place(&mut self, item: ItemId, place: Place, now: Moment) -> Result<()> {
        self.put(item, place::TYPE, &place.tidy()?, now)
    }

    /// Gathers an entry under a step of a path, or takes it from there.
    pub fn set_step(&mut self, item: ItemId, step: &str, on: bool, now: Moment) -> Result<()> {
        self.change(&[item], now, |mut stored| {
            let before = stored.entry.steps.clone();
            stored.entry.steps.retain(|other| other != step);
            if on {
                stored.entry.steps.push(step.to_owned());
            }
            (stored.entry.steps != before).then_some(stored)
        })
    }

    /// Makes this an item's newest state, unless it is already.
    pub(super) fn put(&mut self, item: ItemId, kind: &str, content: &impl Serialize, now: Moment) -> Result<()> {
        let content = object(content)?;
        self.put_all(vec![(item, kind, content)], now)
    }

    /// The same for several, all or none.
    pub(super) fn put_all(&mut self, items: Vec<(ItemId, &str, Map<String, Value>)>, now: Moment) -> Result<()> {
        let mut revisions = Vec::new();
        for (item, kind, content) in items {
            let before = self.index.state(item)?;
            if before.as_ref().is_some_and(|before| before.kind != kind) || self.index.is_purged(item)? {
                return Err(Error::NoSuchEntry);
            }
            if before.is_some_and(|before| before.trashed.is_none() && before.content == content) {
                continue;
            }
            let parents = self.index.revision_heads(item)?;
            revisions.push(self.revision(item, parents, kind, content, None, now)?);
        }
        if revisions.is_empty() { Ok(()) } else { self.commit(revisions, &Erase::default(), &[]) }
    }

    /// Adds tags to entries and takes others from them.
    pub fn tag_all(&mut self, items: &[ItemId], add: &[String], remove: &[String], now: Moment) -> Result<()> {
        self.change(items, now, |mut stored| {
            let before = stored.entry.tags.clone();
            stored.entry.tags.retain(|tag| !remove.contains(tag));
            stored.entry.tags.extend(add.iter().cloned());
            stored.entry = stored.entry.tidy().ok()?;
            (stored.entry.tags != before).then_some(stored)
        })
    }

    /// Gives a tag another name in every entry, or takes it away; a name that is in use becomes one with it. Gives how many
    /// entries changed.
    pub fn change_tag(&mut self, tag: &str, to: Option<&str>, now: Moment) -> Result<u32> {
        for item in self.drafts.items() {
            self.keep_draft(item, now)?;
        }
        let items = self.index.tagged(tag)?;
        self.change(&items, now, |mut stored| {
            let renamed = |one: String| if one == tag { to.map(str::to_owned) } else { Some(one) };
            stored.entry.tags = std::mem::take(&mut stored.entry.tags).into_iter().filter_map(renamed).collect();
            stored.entry = stored.entry.tidy().ok()?;
            Some(stored)
        })?;
        Ok(u32::try_from(items.len()).unwrap_or(u32::MAX))
    }

    /// Shows a sealed letter from now on, whatever day it is.
    pub fn unseal(&mut self, item: ItemId, now: Moment) -> Result<()> {
        self.change(&[item], now, |mut stored| {
            stored.entry.sealed_until.take()?;
            Some(stored)
        })
    }

    /// Makes an older state of an entry its newest one. The states between stay.
    pub fn restore_revision(&mut self, item: ItemId, revision: RevisionId, now: Moment) -> Result<()> {
        self.keep_draft(item, now)?;
        let heads = self.index.revision_heads(item)?;
        let Change::Kept { content, .. } = self.read_revision(item, revision)?.change else {
            return Err(Error::NoSuchEntry);
        };
        let restored = self.revision(item, heads, entry::TYPE, content, None, now)?;
        self.commit(vec![restored], &Erase::default(), &[])
    }

    /// Removes every sealed revision, draft and picture of an entry from the file, and the image of the index with them. Copies
    /// of the file made before still have them.
    pub fn purge(&mut self, item: ItemId, now: Moment) -> Result<()> {
        self.purge_all(&[item], now)
    }

    /// The same for many, all or none.
    pub fn purge_all(&mut self, items: &[ItemId], now: Moment) -> Result<()> {
        let items = &self.with_replies(items)?[..];
        let (mut revisions, mut erase, mut slots) = (Vec::new(), Erase::default(), Vec::new());
        for item in items {
            let records = self.index.places(*item)?;
            let draft = self.drafts.get(*item);
            if records.is_empty() && draft.is_none() || self.index.is_purged(*item)? {
                return Err(Error::NoSuchEntry);
            }
            slots.extend(draft.map(|(slot, _)| *slot));
            erase.records.extend(&records);
            revisions.push(Revision {
                item: *item,
                revision: RevisionId::random(),
                parents: self.index.revision_heads(*item)?,
                at: now,
                change: Change::Purged { records },
                other: Map::new(),
            });
        }
        erase.pictures = self.pictures_of_alone(items)?;
        // First, because it holds the text: if it cannot be removed, nothing is, and the person is told.
        self.cache.remove()?;
        self.commit(revisions, &erase, &slots)?;
        items.iter().for_each(|item| self.drafts.remove(*item));
        self.behind += BEHIND + 1;
        Ok(())
    }

    /// Purges what was in the trash for [`DAYS_IN_TRASH`] days.
    pub(super) fn purge_old(&mut self, now: Moment) -> Result<()> {
        let old = |trashed: Moment| now.signed_duration_since(trashed) >= TimeDelta::days(DAYS_IN_TRASH);
        let trashed = self.index.trashed()?.into_iter();
        let items: Vec<ItemId> = trashed.filter(|(_, trashed)| old(*trashed)).map(|(item, _)| item).collect();
        if items.is_empty() { Ok(()) } else { self.purge_all(&items, now) }
    }

    /// What is set under a name, for the whole journal.
    pub fn setting(&self, drawer: Drawer, name: &str) -> Result<Option<Value>> {
        Ok(self.index.content(drawer.item(), SETTINGS)?.and_then(|mut settings| settings.remove(name)))
    }

    /// Sets something for the whole journal.
    pub fn set_setting(&mut self, drawer: Drawer, name: &str, value: Value, now: Moment) -> Result<()> {
        let item = drawer.item();
        let mut settings = self.index.content(item, SETTINGS)?.unwrap_or_default();
        if settings.insert(name.to_owned(), value.clone()).is_some_and(|before| before == value) {
            return Ok(());
        }
        let parents = self.index.revision_heads(item)?;
        let revision = self.revision(item, parents, SETTINGS, settings, None, now)?;
        self.commit(vec![revision], &Erase::default(), &[])
    }

    /// Makes one new state of each entry that `act` changes, all or none. What is being typed is kept first.
    fn change(&mut self, items: &[ItemId], now: Moment, act: impl Fn(Stored) -> Option<Stored>) -> Result<()> {
        let mut revisions = Vec::new();
        for item in items {
            self.keep_draft(*item, now)?;
            let Some(stored) = self.index.entry(*item)? else {
                return Err(Error::NoSuchEntry);
            };
            if let Some(Stored { heads, trashed, entry, .. }) = act(stored) {
                revisions.push(self.revision(*item, heads, entry::TYPE, entry.into_content()?, trashed, now)?);
            }
        }
        if revisions.is_empty() { Ok(()) } else { self.commit(revisions, &Erase::default(), &[]) }
    }
}

/// An item's content as it stands in a record.
pub(super) fn object(content: &impl Serialize) -> Result<Map<String, Value>> {
    match serde_json::to_value(content)? {
        Value::Object(content) => Ok(content),
        _ => Err(Error::Internal("an item is not an object")),
    }
}
