//! Records: one change of one item, as one sealed JSON document.
//!
//! [`Record<Plain>`] and [`Record<Sealed>`] are different types and the store takes only the second, so a plain record
//! cannot reach the disk. age says neither who sealed something nor where it belongs; the document therefore names its
//! journal, its device, its place and the digest of the record before it, and opening checks each of them.

use chrono::{DateTime, FixedOffset, SecondsFormat};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use zeroize::Zeroizing;

use crate::{DeviceId, Error, ItemId, JournalId, Problem, Result, RevisionId, id::Digest, keys::JournalKey, padding::padded};

/// A moment with the writer's offset from UTC.
pub type Moment = DateTime<FixedOffset>;

/// A moment as it is written everywhere: RFC 3339, with `Z` for UTC.
pub(crate) fn rfc3339(moment: &Moment) -> String {
    moment.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}

/// The largest sealed record accepted: a body of [`crate::MAX_BODY`] with every byte escaped takes six times as much, and
/// padding and sealing an eighth of that at most.
pub(crate) const RECORD_LIMIT: usize = 7 * crate::MAX_BODY;

/// A record in one of two states.
#[derive(Debug)]
pub(crate) struct Record<State> {
    /// Who wrote it.
    pub(crate) device: DeviceId,
    /// 1 for a device's first record, without gaps.
    pub(crate) seq: u64,
    /// Readable or storable, never both.
    pub(crate) state: State,
}

/// The state that can be read.
#[derive(Debug)]
pub(crate) struct Plain {
    /// The digest of the device's record before this one.
    pub(crate) previous: Digest,
    /// What changed.
    pub(crate) revision: Revision,
}

/// The state that can be stored.
#[derive(Debug)]
pub(crate) struct Sealed {
    /// SHA-256 of the bytes.
    pub(crate) digest: Digest,
    /// One binary age file.
    pub(crate) bytes: Vec<u8>,
}

/// One state of one item.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Revision {
    pub(crate) item: ItemId,
    pub(crate) revision: RevisionId,
    /// The revisions it was made from: none for a new item, two when two versions were brought together.
    pub(crate) parents: Vec<RevisionId>,
    /// When it was made.
    pub(crate) at: Moment,
    pub(crate) change: Change,
    /// What a newer version wrote beside this: kept, and carried on.
    pub(crate) other: Map<String, Value>,
}

/// What a revision does to its item.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Change {
    /// The item's content is now this.
    Kept {
        /// `entry`, and kinds that this version may not know.
        kind: String,
        /// When it went to the trash, if it is there.
        trashed: Option<Moment>,
        content: Map<String, Value>,
    },
    /// The item is gone for good; these records of it were erased.
    Purged { records: Vec<(DeviceId, u64)> },
}

/// The document inside the seal, field by field as FORMAT.md lists them.
#[derive(Serialize, Deserialize)]
struct Document {
    journal: JournalId,
    device: DeviceId,
    seq: u64,
    previous: Digest,
    item: ItemId,
    revision: RevisionId,
    parents: Vec<RevisionId>,
    at: Moment,
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    trashed: Option<Moment>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    content: Option<Map<String, Value>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    purged: Option<Vec<(DeviceId, u64)>>,
    #[serde(flatten)]
    other: Map<String, Value>,
}

impl Document {
    fn new(journal: JournalId, record: Record<Plain>) -> Self {
        let Revision { item, revision, parents, at, change, other } = record.state.revision;
        let (kind, trashed, content, purged) = match change {
            Change::Kept { kind, trashed, content } => (Some(kind), trashed, Some(content), None),
            Change::Purged { records } => (None, None, None, Some(records)),
        };
        let (device, seq, previous) = (record.device, record.seq, record.state.previous);
        Self { journal, device, seq, previous, item, revision, parents, at, kind, trashed, content, purged, other }
    }

    fn into_record(self) -> Result<Record<Plain>, Problem> {
        let change = match (self.kind, self.content, self.purged) {
            (Some(kind), Some(content), None) => Change::Kept { kind, trashed: self.trashed, content },
            (None, None, Some(records)) => Change::Purged { records },
            _ => return Err(Problem::Shape),
        };
        let Self { device, seq, previous, item, revision, parents, at, other, .. } = self;
        let revision = Revision { item, revision, parents, at, change, other };
        Ok(Record { device, seq, state: Plain { previous, revision } })
    }
}

impl Record<Plain> {
    /// Pads and seals.
    pub(crate) fn seal(self, key: &JournalKey) -> Result<Record<Sealed>> {
        let (device, seq) = (self.device, self.seq);
        let plain = document(&Document::new(key.journal(), self))?;
        let bytes = key.seal(&plain)?;
        Ok(Record { device, seq, state: Sealed { digest: Digest::of(&bytes), bytes } })
    }
}

impl Record<Sealed> {
    /// Opens and checks everything that age does not: the digest, the journal, the device and the place. Whether it follows
    /// the record before it is for the caller to see, who has both.
    pub(crate) fn open(&self, key: &JournalKey) -> Result<Record<Plain>, Problem> {
        if Digest::of(&self.state.bytes) != self.state.digest {
            return Err(Problem::Digest);
        }
        let plain = key.open(&self.state.bytes, RECORD_LIMIT).map_err(|_| Problem::Sealed)?;
        let document: Document = serde_json::from_slice(&plain).map_err(|_| Problem::Shape)?;
        if document.journal != key.journal() || document.device != self.device || document.seq != self.seq {
            return Err(Problem::Binding);
        }
        document.into_record()
    }
}

/// JSON padded with spaces, in a buffer that is wiped.
pub(crate) fn document(value: &impl Serialize) -> Result<Zeroizing<Vec<u8>>> {
    let mut plain = Zeroizing::new(serde_json::to_vec(value)?);
    let size = padded(plain.len());
    if size > RECORD_LIMIT {
        return Err(Error::TooLong);
    }
    plain.resize(size, b' ');
    Ok(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn revision() -> Revision {
        let Value::Object(content) = serde_json::json!({"body": "We walked to the river."}) else { unreachable!() };
        Revision {
            item: ItemId::random(),
            revision: RevisionId::random(),
            parents: vec![],
            at: "2026-11-22T21:40:00+01:00".parse().unwrap(),
            change: Change::Kept { kind: "entry".into(), trashed: None, content },
            other: Map::new(),
        }
    }

    fn sealed(key: &JournalKey) -> Record<Sealed> {
        let state = Plain { previous: Digest::ZERO, revision: revision() };
        Record { device: DeviceId::random(), seq: 1, state }.seal(key).unwrap()
    }

    fn problem(opened: Result<Record<Plain>, Problem>) -> Problem {
        opened.expect_err("it should not open")
    }

    #[test]
    fn a_record_opens_only_in_its_own_place() {
        let key = JournalKey::generate();
        let mut record = sealed(&key);
        assert!(record.open(&key).is_ok());
        record.seq = 2;
        assert_eq!(problem(record.open(&key)), Problem::Binding);
        record.seq = 1;
        record.device = DeviceId::random();
        assert_eq!(problem(record.open(&key)), Problem::Binding);
    }

    #[test]
    fn a_changed_or_foreign_record_is_noticed() {
        let key = JournalKey::generate();
        let mut record = sealed(&key);
        assert_eq!(problem(record.open(&JournalKey::generate())), Problem::Sealed);
        record.state.bytes[300] ^= 1;
        assert_eq!(problem(record.open(&key)), Problem::Digest);
        record.state.digest = Digest::of(&record.state.bytes);
        assert_eq!(problem(record.open(&key)), Problem::Sealed);
    }

    #[test]
    fn short_texts_have_one_size_before_they_are_sealed() {
        // age adds a stanza of random length to the header, so that sealed sizes tell even less.
        let size = |text: &str| document(&serde_json::json!({ "body": text })).unwrap().len();
        assert_eq!(size(""), 1024);
        assert_eq!(size(&"x".repeat(900)), 1024);
        assert!(sealed(&JournalKey::generate()).state.bytes.len() < 1024 + 600);
    }

    #[test]
    fn kinds_and_fields_of_a_newer_version_survive() {
        let mut revision = revision();
        revision.other.insert("mood-ring".into(), "blue".into());
        revision.change = Change::Kept { kind: "constellation".into(), trashed: None, content: Map::new() };
        let key = JournalKey::generate();
        let state = Plain { previous: Digest::ZERO, revision: revision.clone() };
        let sealed = Record { device: DeviceId::random(), seq: 1, state }.seal(&key).unwrap();
        assert_eq!(sealed.open(&key).unwrap().state.revision, revision);
    }
}
