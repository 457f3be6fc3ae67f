//! An open journal: the one door through which everything is read and written.

pub(crate) mod changing;
mod feelings;
mod pictures;
pub(crate) mod reading;
pub(crate) mod together;

use std::{collections::HashMap, path::Path};

use serde_json::{Map, Value};

use crate::{
    Damage, DeviceId, EntryDraft, Error, ItemId, Key, Passphrase, Picture, PictureId, RecoveryKey, Report, Result, RevisionId,
    cache::{Cache, Found},
    draft::{self, Drafts},
    id::Digest,
    index::Index,
    item::entry,
    keys::JournalKey,
    memory,
    record::{Change, Moment, Plain, Record, Revision},
    store::{Commit, Slot, Store},
    verify::{self, Walk},
};

/// So many records may be missing from the index's image before it is written anew: reading them takes some 10 ms.
const BEHIND: usize = 64;

/// What unlocking found.
#[derive(Debug, Default)]
pub struct Opening {
    /// Whether the recovery sheet was used.
    pub by_recovery: bool,
    /// When the journal was opened before this.
    pub last_opened: Option<Moment>,
    /// Wrong passphrases since then.
    pub failed_attempts: u32,
    /// Entries whose draft was found and kept: the program had stopped before it could.
    pub recovered: Vec<ItemId>,
    /// Whether this computer has seen a newer state of this file.
    pub older_copy: bool,
    /// What could not be read.
    pub damage: Vec<Damage>,
}

/// How far a long reading is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Progress {
    /// Records read.
    pub done: u64,
    /// Records there are.
    pub total: u64,
}

/// An open journal. Dropping it locks it too, but does not tidy up; call [`Journal::lock`].
#[derive(Debug)]
pub struct Journal {
    store: Store,
    key: JournalKey,
    index: Index,
    cache: Cache,
    drafts: Drafts,
    /// Pictures that were taken in since the journal was opened.
    fresh: HashMap<PictureId, Picture>,
    device: DeviceId,
    seq: u64,
    digest: Digest,
    /// Records that are not in the image beside the journal.
    behind: usize,
    /// An index that lacks something is never made an image of.
    whole: bool,
}

impl Journal {
    /// Makes a new journal that `passphrase` opens, and opens it. Takes about a second.
    pub fn create(path: &Path, passphrase: &Passphrase, now: Moment) -> Result<Self> {
        memory::prepare()?;
        let key = JournalKey::generate();
        let slot = key.seal_to_passphrase(passphrase)?;
        let store = Store::create(path, &slot)?;
        let cache = Cache::of(path);
        // An image left by a journal that had this name before.
        cache.remove()?;
        let journal = Self {
            cache,
            key,
            index: Index::empty()?,
            drafts: Drafts::default(),
            fresh: HashMap::new(),
            device: DeviceId::random(),
            seq: 0,
            digest: Digest::ZERO,
            behind: 0,
            whole: true,
            store,
        };
        journal.note_visit(now)?;
        Ok(journal)
    }

    /// Opens a journal. With a passphrase this takes about a second; `progress` is called while an index is made anew.
    pub fn unlock(path: &Path, key: &Key, now: Moment, progress: &mut dyn FnMut(Progress)) -> Result<(Self, Opening)> {
        memory::prepare()?;
        let store = Store::open(path)?;
        let failed_attempts = store.failed_attempts();
        let key_of_journal = match open_slot(&store, key) {
            Err(Error::WrongPassphrase) => {
                // A read-only journal cannot count; that is no reason to say anything else than what is wrong.
                let _ = store.set_failed_attempts(failed_attempts.saturating_add(1));
                return Err(Error::WrongPassphrase);
            }
            opened => opened?,
        };
        let mut opening = Opening { by_recovery: matches!(key, Key::Recovery(_)), failed_attempts, ..Opening::default() };
        let cache = Cache::of(path);
        let (index, behind) = read_index(&store, &key_of_journal, &cache, &mut opening, progress)?;
        let (drafts, last_opened, damage) = Drafts::read(&store, &key_of_journal)?;
        opening.last_opened = last_opened;
        let whole = opening.damage.is_empty();
        opening.damage.extend(damage);

        let device = store.last_device()?.unwrap_or_else(DeviceId::random);
        let (seq, digest) =
            store.heads()?.into_iter().find(|head| head.0 == device).map_or((0, Digest::ZERO), |head| (head.1, head.2));
        let fresh = HashMap::new();
        let mut journal = Self { store, key: key_of_journal, index, cache, drafts, fresh, device, seq, digest, behind, whole };
        if journal.store.is_writable() {
            // On a full disk none of this can be written; what is there can still be read, and drafts stay drafts.
            for item in journal.drafts.items() {
                if let Ok(Some(_)) = journal.keep_draft(item, now) {
                    opening.recovered.push(item);
                }
            }
            let _ = journal.note_visit(now);
            if opening.damage.is_empty() {
                let _ = journal.remove_orphans();
                let _ = journal.purge_old(now);
            }
        }
        if journal.behind > BEHIND {
            journal.write_image();
        }
        Ok((journal, opening))
    }

    /// Keeps every draft, makes the one file whole and lets go of it.
    pub fn lock(mut self, now: Moment) -> Result<()> {
        let mut kept = Ok(());
        for item in self.drafts.items() {
            // One that cannot be kept now stays a draft, and is kept when the journal is opened again.
            kept = self.keep_draft(item, now).and(kept);
        }
        self.fresh.clear();
        if self.whole && kept.is_ok() {
            let _ = self.remove_orphans();
        }
        if self.behind > BEHIND {
            self.write_image();
        }
        self.store.checkpoint().and(kept)
    }

    /// Where the journal is.
    pub fn path(&self) -> &Path {
        self.store.path()
    }

    /// Whether it can be written to.
    pub fn is_writable(&self) -> bool {
        self.store.is_writable()
    }

    // Keys.

    /// Gives the journal another passphrase, if `old` is the present one. The old one opens only older copies of the file.
    pub fn change_passphrase(&self, old: &Passphrase, new: &Passphrase) -> Result<()> {
        self.check_passphrase(old)?;
        self.set_passphrase(new)
    }

    /// Gives the journal another passphrase without asking for the old: for somebody who came in by the recovery sheet.
    pub fn set_passphrase(&self, new: &Passphrase) -> Result<()> {
        self.store.set_slot(Slot::Passphrase, &self.key.seal_to_passphrase(new)?)
    }

    /// Whether this is the passphrase.
    pub fn check_passphrase(&self, passphrase: &Passphrase) -> Result<()> {
        let sealed = self.store.slot(Slot::Passphrase)?.ok_or(Error::Damaged("the slot that holds its key is missing"))?;
        let again = Passphrase::same(passphrase);
        JournalKey::from_slot(&sealed, &Key::Passphrase(again)).map(|_| ())
    }

    /// Makes a new recovery key; an older sheet opens nothing from now on. It is shown once and kept nowhere.
    pub fn make_recovery_key(&self) -> Result<RecoveryKey> {
        let key = RecoveryKey::generate();
        self.store.set_slot(Slot::Recovery, &self.key.seal_to_recovery(&key)?)?;
        Ok(key)
    }

    /// Whether there is a recovery sheet that opens this journal.
    pub fn has_recovery_key(&self) -> Result<bool> {
        Ok(self.store.slot(Slot::Recovery)?.is_some())
    }

    // Writing.

    /// Keeps what is being typed, so that a crash does not take it: when this returns, it is on the disk.
    pub fn write_draft(&mut self, draft: EntryDraft) -> Result<()> {
        // A page that did not hear of the end of an entry must not bring its words back.
        if self.index.is_purged(draft.id)? {
            return Err(Error::NoSuchEntry);
        }
        let draft = self.tidied(draft)?;
        let slot = self.drafts.slot_for(draft.id, &self.store)?;
        let sealed = draft::seal(&self.key, slot, &draft)?;
        self.store.commit(&Commit { write_draft: Some((slot, &sealed)), ..Commit::default() })?;
        self.drafts.insert(slot, draft);
        Ok(())
    }

    /// Makes an entry's draft its newest revision. None if there was no draft, or nothing new in it.
    pub fn keep_draft(&mut self, item: ItemId, now: Moment) -> Result<Option<RevisionId>> {
        let Some((slot, draft)) = self.drafts.get(item) else {
            return Ok(None);
        };
        let slot = *slot;
        let unchanged = match self.index.entry(item)? {
            Some(stored) => stored.entry == draft.entry && stored.trashed.is_none(),
            None => draft.entry.is_blank() || !self.index.places(item)?.is_empty(),
        };
        if unchanged {
            self.store.commit(&Commit { remove_drafts: &[slot], ..Commit::default() })?;
            self.drafts.remove(item);
            return Ok(None);
        }
        let (parents, content) = (draft.parents.clone(), draft.entry.clone().into_content()?);
        let revision = self.revision(item, parents, entry::TYPE, content, None, now)?;
        let id = revision.revision;
        self.commit(vec![revision], &Erase::default(), &[slot])?;
        self.drafts.remove(item);
        Ok(Some(id))
    }

    /// Keeps an entry at once, without a draft.
    pub fn save(&mut self, draft: EntryDraft, now: Moment) -> Result<RevisionId> {
        if self.index.is_purged(draft.id)? {
            return Err(Error::NoSuchEntry);
        }
        let EntryDraft { id, parents, entry } = self.tidied(draft)?;
        let slot: Vec<_> = self.drafts.get(id).map(|(slot, _)| *slot).into_iter().collect();
        let revision = self.revision(id, parents, entry::TYPE, entry.into_content()?, None, now)?;
        let kept = revision.revision;
        self.commit(vec![revision], &Erase::default(), &slot)?;
        self.drafts.remove(id);
        Ok(kept)
    }

    // Keeping whole.

    /// Reads everything again and says what is wrong.
    pub fn verify(&self, progress: &mut dyn FnMut(Progress)) -> Result<Report> {
        let total = self.store.record_count().unwrap_or(0);
        let mut done = 0;
        let (fresh, records, purged, mut damage) = verify::read_all(&self.store, &self.key, || {
            done += 1;
            progress(Progress { done, total });
        })?;
        damage.extend(self.store.check_pages());
        for slot in [Slot::Passphrase, Slot::Recovery] {
            damage.extend(
                self.store
                    .slot(slot)
                    .is_err()
                    .then(|| Damage { place: format!("slot {slot:?}").to_lowercase(), problem: crate::Problem::Digest }),
            );
        }
        damage.extend(self.damaged_pictures(&fresh)?);
        let (drafts, _, damaged_drafts) = Drafts::read(&self.store, &self.key)?;
        damage.extend(damaged_drafts);
        Ok(Report {
            records,
            purged,
            entries: fresh.entry_count()?,
            drafts: drafts.items().len() as u64,
            index: fresh.content_digest()? == self.index.content_digest()?,
            damage,
        })
    }

    /// Writes the image of the index now, whatever is missing from it.
    pub fn write_index(&mut self) -> Result<()> {
        if !self.whole || !self.store.is_writable() {
            return Ok(());
        }
        self.cache.write(&self.key, &self.store, &mut self.index)?;
        self.behind = 0;
        Ok(())
    }

    // How it is done.

    /// The image is a convenience: without it the next opening takes longer, and that is all.
    fn write_image(&mut self) {
        let _ = self.write_index();
    }

    fn note_visit(&self, now: Moment) -> Result<()> {
        let (slot, sealed) = draft::seal_visit(&self.key, now)?;
        self.store.commit(&Commit { write_draft: Some((slot, &sealed)), ..Commit::default() })?;
        self.store.set_failed_attempts(0)
    }

    /// A draft as it is kept: tidied, and with what a newer version wrote beside the fields this one knows.
    fn tidied(&self, draft: EntryDraft) -> Result<EntryDraft> {
        let mut entry = draft.entry.tidy()?;
        entry.pictures = self.pictures_of(&entry.body)?;
        if let Some(stored) = self.index.entry(draft.id)? {
            for (name, value) in stored.entry.other {
                entry.other.entry(name).or_insert(value);
            }
        }
        Ok(EntryDraft { entry, ..draft })
    }

    /// Puts changes on the disk, all or none, and into the index.
    fn commit(&mut self, revisions: Vec<Revision>, erase: &Erase, remove_drafts: &[i64]) -> Result<()> {
        let (device, first) = (self.device, self.seq + 1);
        let mut previous = self.digest;
        let mut sealed = Vec::with_capacity(revisions.len());
        for (seq, revision) in (first..).zip(&revisions) {
            let record = Record { device, seq, state: Plain { previous, revision: revision.clone() } }.seal(&self.key)?;
            previous = record.state.digest;
            sealed.push(record);
        }
        let (records, erase_blobs) = (&sealed, &erase.pictures);
        self.store.commit(&Commit { records, erase: &erase.records, erase_blobs, remove_drafts, ..Commit::default() })?;
        // From here on it is on the disk: the journal must say so, whatever happens to the index.
        self.seq += sealed.len() as u64;
        self.digest = previous;
        self.behind += sealed.len();
        let applied = self.index.batch(|| {
            sealed.iter().zip(revisions).try_for_each(|(record, revision)| {
                self.index.take((Some((device, record.seq, record.state.digest)), Some(revision)))
            })
        });
        if applied.is_err() {
            let (index, ..) = verify::read_all(&self.store, &self.key, || {})?;
            self.index = index;
        }
        Ok(())
    }

    /// A new state of an item that is kept.
    fn revision(
        &self,
        item: ItemId,
        parents: Vec<RevisionId>,
        kind: &str,
        content: Map<String, Value>,
        trashed: Option<Moment>,
        at: Moment,
    ) -> Result<Revision> {
        let other = self.index.other(item)?.and_then(|other| serde_json::from_str(&other).ok()).unwrap_or_default();
        let change = Change::Kept { kind: kind.into(), trashed, content };
        Ok(Revision { item, revision: RevisionId::random(), parents, at, change, other })
    }
}

/// What a commit takes out of the file.
#[derive(Debug, Default)]
struct Erase {
    records: Vec<(DeviceId, u64)>,
    pictures: Vec<PictureId>,
}

fn open_slot(store: &Store, key: &Key) -> Result<JournalKey> {
    let slot = match key {
        Key::Passphrase(_) => Slot::Passphrase,
        Key::Recovery(_) => Slot::Recovery,
    };
    match (store.slot(slot)?, slot) {
        (Some(sealed), _) => JournalKey::from_slot(&sealed, key),
        (None, Slot::Recovery) => Err(Error::WrongPassphrase),
        (None, Slot::Passphrase) => Err(Error::Damaged("the slot that holds its key is missing")),
    }
}

/// The index from its image and the records after it, or from all records; and how many records the image lacks.
fn read_index(
    store: &Store,
    key: &JournalKey,
    cache: &Cache,
    opening: &mut Opening,
    progress: &mut dyn FnMut(Progress),
) -> Result<(Index, usize)> {
    let index = match cache.read(key, store) {
        Found::Index(index) => index,
        found => {
            opening.older_copy = matches!(found, Found::Newer);
            let total = store.record_count().unwrap_or(0);
            let mut done = 0;
            let (index, .., damage) = verify::read_all(store, key, || {
                done += 1;
                progress(Progress { done, total });
            })?;
            opening.damage = damage;
            // However few they are, an image spares reading them twice; none at all needs none.
            return Ok((index, if total == 0 { 0 } else { BEHIND + 1 }));
        }
    };
    let heads = index.heads()?;
    let known: Vec<_> = heads.iter().map(|(device, seq, _)| (*device, *seq)).collect();
    let mut walk = Walk::after(key, &heads);
    let mut behind = 0;
    index.batch(|| {
        store.records_after(&known, |row| {
            behind += 1;
            index.take(walk.step(row))
        })
    })?;
    let (_, damage) = walk.finish(|_, _| false);
    opening.damage = damage;
    Ok((index, behind))
}
