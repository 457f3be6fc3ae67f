//! The encrypted journal: sealed records on disk, an index in memory.
//!
//! It knows no window, no clock and no network: moments and places are arguments. Start at [`Journal`]; the format on disk is
//! described in FORMAT.md beside this crate's manifest.

mod cache;
mod draft;
mod error;
mod fold;
mod id;
mod index;
mod item;
mod journal;
mod keys;
pub mod memory;
mod padding;
pub mod passphrase;
mod picture;
mod record;
mod seal;
mod share;
mod statistics;
mod store;
mod verify;
mod words;

pub use error::{Damage, Error, Problem, Result};
pub use id::{DeviceId, ItemId, JournalId, PictureId, RevisionId};
pub use index::{
    days::{Day, Neighbours},
    feelings::{CheckInFilter, FEWEST_DAYS, Factor, GoesWith, Noted, PerDay, Point, Series, Span as FeelingsSpan, Use, WordUse},
    path::Gathering,
    search::{Filter, Hit, Span},
    tags::Tag,
    timeline::{Answered, Month, Row},
};
pub use item::{
    check_in::{CheckIn, Felt, Named, OWN, PULSE, StoredCheckIn, Tracked, own_id, tracker},
    entry::{self, Entry, EntryDraft, Filled, Kind, Stored},
    mark::{Mark, MarkKind, StoredMark},
    place::{Place, StoredPlace},
    together::{Partner, Question, QuestionState, Received, SharedNote, Went},
};
pub use journal::{
    Journal, Opening, Progress,
    changing::Drawer,
    reading::Version,
    together::{
        Found, Listed,
        arriving::{Arrived, Came, KeptIn},
        own::OwnFile,
        sending::{Chosen, Composed, Outgoing},
    },
};
pub use keys::{Key, Passphrase, RecoveryKey};
pub use picture::{MAX_PICTURE, NewPicture, Picture};
pub use record::Moment;
pub use seal::{SealError, open_with_passphrase, open_with_secret};
pub use share::{
    CardError, MAX_SHARE, ShareError,
    card::Card,
    document::{Reply, Shared, SharedDay, SharedMeasure, SharedPicture, SharedText},
};
pub use statistics::{DayMean, bandwidth, smooth};
pub use store::FORMAT;
pub use verify::Report;

/// The largest body of one entry, in UTF-8 bytes: 32 MiB.
pub const MAX_BODY: usize = 32 << 20;

/// The version of the SQLite inside, as in `3.50.1`.
pub fn sqlite_version() -> &'static str {
    rusqlite::version()
}

/// Doors for the fuzzer, which would spend its time on ciphers otherwise.
#[doc(hidden)]
pub mod fuzzing {
    use std::sync::LazyLock;

    use zeroize::Zeroizing;

    use crate::share::{ShareError, keys::OwnKeys, sealed};

    /// The keys that tests make of the number 1: the same each time, so that what the fuzzer finds can be tried again.
    static KEYS: LazyLock<Option<OwnKeys>> = LazyLock::new(|| {
        let identity = "AGE-SECRET-KEY-1QYQSZQGPQYQSZQGPQYQSZQGPQYQSZQGPQYQSZQGPQYQSZQGPQYQSZ9K4CN";
        let kept = serde_json::json!({ "identity": identity, "signing": "01".repeat(32) });
        OwnKeys::from_kept(&serde_json::from_value(kept).ok()?).ok()
    });

    /// Reads what could be inside a file sealed to those keys.
    pub fn share(plain: &[u8]) -> Result<(), ShareError> {
        let Some(keys) = &*KEYS else { return Ok(()) };
        let opened = sealed::read(Zeroizing::new(plain.to_vec()), keys.public())?;
        opened.document.content.check()
    }

    /// Reads the document alone, as if its signature fitted.
    pub fn document(json: &[u8]) -> Result<(), ShareError> {
        let document: crate::share::document::Document = serde_json::from_slice(json).map_err(|_| ShareError::Malformed)?;
        document.content.check()
    }
}
