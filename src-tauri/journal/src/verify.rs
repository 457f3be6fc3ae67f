//! Reading everything again, and saying what is wrong.

use std::collections::{HashMap, HashSet};

use crate::{
    Damage, DeviceId, Problem, Result,
    id::Digest,
    index::Index,
    keys::JournalKey,
    record::{Change, Record, Revision},
    store::{Row, Store},
};

/// What a full reading of a journal found.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Report {
    /// Records that were read and are as they were written.
    pub records: u64,
    /// Records that were purged.
    pub purged: u64,
    /// Entries, without those in the trash.
    pub entries: u32,
    /// Drafts.
    pub drafts: u64,
    /// Whether the index in use says the same as one made anew.
    pub index: bool,
    /// Everything that is wrong.
    pub damage: Vec<Damage>,
}

impl Report {
    /// Whether everything is as it was written.
    pub fn is_whole(&self) -> bool {
        self.damage.is_empty() && self.index
    }
}

/// Walks records in the order of the file and checks what no record can show alone: that each follows the one before it,
/// and that what is gone was purged.
pub(crate) struct Walk<'a> {
    key: &'a JournalKey,
    last: HashMap<DeviceId, (u64, Digest)>,
    /// Places that are empty.
    gone: HashSet<(DeviceId, u64)>,
    /// Places that a purge says are empty.
    purged: HashSet<(DeviceId, u64)>,
    pub(crate) read: u64,
    pub(crate) damage: Vec<Damage>,
}

impl<'a> Walk<'a> {
    /// Begins after these places.
    pub(crate) fn after(key: &'a JournalKey, heads: &[(DeviceId, u64, Digest)]) -> Self {
        let last = heads.iter().map(|(device, seq, digest)| (*device, (*seq, *digest))).collect();
        Self { key, last, gone: HashSet::new(), purged: HashSet::new(), read: 0, damage: Vec::new() }
    }

    /// Looks at one row: its place and digest if it has them, and its revision if it can be read.
    pub(crate) fn step(&mut self, row: Row) -> (Option<(DeviceId, u64, Digest)>, Option<Revision>) {
        match row {
            Row::Unreadable { place } => {
                self.damage.push(Damage { place, problem: Problem::Unreadable });
                (None, None)
            }
            Row::Purged { device, seq, digest } => {
                self.gone.insert((device, seq));
                self.follow(device, seq, digest, None);
                (Some((device, seq, digest)), None)
            }
            Row::Sealed(record) => {
                let (device, seq, digest) = (record.device, record.seq, record.state.digest);
                let place = Some((device, seq, digest));
                match record.open(self.key) {
                    Ok(Record { state, .. }) => {
                        self.follow(device, seq, digest, Some(state.previous));
                        if let Change::Purged { records } = &state.revision.change {
                            self.purged.extend(records.iter().copied());
                        }
                        self.read += 1;
                        (place, Some(state.revision))
                    }
                    Err(problem) => {
                        self.report(seq, problem);
                        self.last.insert(device, (seq, digest));
                        (place, None)
                    }
                }
            }
        }
    }

    /// Empty places that no purge explains. `known` are purges from before the walk began.
    pub(crate) fn finish(mut self, known: impl Fn(DeviceId, u64) -> bool) -> (u64, Vec<Damage>) {
        let mut erased: Vec<u64> = self
            .gone
            .iter()
            .filter(|place| !self.purged.contains(place) && !known(place.0, place.1))
            .map(|place| place.1)
            .collect();
        erased.sort_unstable();
        for seq in erased {
            self.report(seq, Problem::Erased);
        }
        (self.gone.len() as u64, self.damage)
    }

    fn follow(&mut self, device: DeviceId, seq: u64, digest: Digest, previous: Option<Digest>) {
        let (last, before) = self.last.insert(device, (seq, digest)).unwrap_or((0, Digest::ZERO));
        if seq != last + 1 || previous.is_some_and(|previous| previous != before) {
            self.report(seq, Problem::Chain);
        }
    }

    fn report(&mut self, seq: u64, problem: Problem) {
        self.damage.push(Damage { place: format!("record {seq}"), problem });
    }
}

/// Reads every record into a new index.
pub(crate) fn read_all(store: &Store, key: &JournalKey, mut each: impl FnMut()) -> Result<(Index, u64, u64, Vec<Damage>)> {
    let index = Index::empty()?;
    let mut walk = Walk::after(key, &[]);
    index.batch(|| {
        store.records_after(&[], |row| {
            each();
            index.take(walk.step(row))
        })
    })?;
    let read = walk.read;
    let (purged, damage) = walk.finish(|_, _| false);
    Ok((index, read, purged, damage))
}
