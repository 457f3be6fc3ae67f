//! What crosses to the interface. `cargo test -p mend` writes these types to `ui/src/lib/bindings/`.

mod choices;
mod entry;
mod feelings;
mod path;
mod reflect;
mod together;

use journal::ItemId;
use serde::Serialize;
use ts_rs::TS;

#[cfg(test)]
pub(crate) use choices::DayRange;
pub(crate) use choices::{Memory, Resurfacing, Template};
pub(crate) use entry::{
    ChosenPictures, Day, Draft, Entry, EntryRow, Filter, Hit, Month, Neighbours, Picture, RefusedPicture, Revision, Tag, day,
    moment,
};

pub(crate) use feelings::{
    CheckIn, CheckInChoices, CheckInFilter, Factor, Feeling, FeelingUse, FeelingsSpan, FeltPoint, GoesWith, KeptReview, Mark,
    Named, Series, Tracker, TrackerKind, WordFelt,
};

pub(crate) use path::{Path, PathPlace, PrimerAnswer, Walk};
pub(crate) use reflect::{Calm, FilledSheet, Library, Person, Prompt, Reflect, SheetDraft, TodaysPrompt};

pub(crate) use together::{
    Arrived, FoundCard, KeptPlace, MyCard, OwnFile, Partner, PlannedEntry, PlannedMeasure, Question, QuestionDraft, Received,
    ReceivedRow, Reply, Sender, SharePlan, SharePreview, SharedEntry, SharedFrom, SharedRow, Together,
};

use crate::session::Visit;

/// What the lock window needs to know before anything is open.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct LockStatus {
    /// The file that will be opened or created.
    pub(crate) journal: JournalFile,
    /// Seconds until the next attempt is taken, 0 when there is no pause.
    pub(crate) pause_seconds: u32,
    /// The program's version.
    pub(crate) version: String,
}

/// Where a journal is.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct JournalFile {
    /// The whole path, for showing.
    pub(crate) path: String,
    /// The file's name without its folder.
    pub(crate) name: String,
    /// Whether something is there already: then it is unlocked, else it is created.
    pub(crate) exists: bool,
    /// Whether this is the place used when nobody chose another.
    pub(crate) is_default: bool,
}

/// How well a passphrase resists guessing.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct Strength {
    /// 0 (guessed at once) to 4 (not in a lifetime).
    pub(crate) level: u8,
    /// Expected guesses as a power of two.
    pub(crate) bits: u32,
}

/// What a person sees first after unlocking, so that a stranger's visit or an old copy is noticed.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct Opened {
    /// True right after the journal was made.
    pub(crate) created: bool,
    /// True when the recovery sheet was typed instead of the passphrase.
    pub(crate) by_recovery: bool,
    /// Entries that are not in the trash.
    pub(crate) entries: u32,
    /// Entries whose last words were found as a draft after a crash.
    pub(crate) recovered: Vec<String>,
    /// Records that could not be read.
    pub(crate) damaged: u32,
    /// The file is older than what this computer has seen of it.
    pub(crate) older_copy: bool,
    /// When it was last opened (RFC 3339), if it ever was.
    pub(crate) last_opened: Option<String>,
    /// Wrong passphrases typed here since then.
    pub(crate) failed_attempts: u32,
    /// Whether a file that somebody shared was opened with the program: it waits (`together().arrived`).
    pub(crate) arrived: bool,
    /// The code of what was wrong with it, if it could not be opened.
    pub(crate) arrived_wrong: Option<String>,
}

/// What the Settings page says about the program and the file.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct About {
    /// The program's version.
    pub(crate) version: String,
    /// The journal format's version.
    pub(crate) format: u32,
    /// The SQLite inside.
    pub(crate) sqlite: String,
    /// The journal file's whole path.
    pub(crate) path: String,
    /// Its size in bytes.
    #[ts(type = "number")]
    pub(crate) bytes: u64,
    /// Entries that are not in the trash.
    pub(crate) entries: u32,
    /// Whether a recovery sheet was ever made.
    pub(crate) has_recovery: bool,
    /// Whether a new passphrase can be set without the old one, after coming in by the recovery sheet.
    pub(crate) may_set_passphrase: bool,
}

/// A support line or directory.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct SupportLine {
    /// Country or `everywhere`.
    pub(crate) country: String,
    /// Its name.
    pub(crate) service: String,
    /// For whom.
    pub(crate) audience: String,
    /// Numbers and addresses, as text to copy.
    pub(crate) contacts: Vec<String>,
    /// When they answer.
    pub(crate) hours: String,
}

/// The support page's content.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct Support {
    /// The day the lines were last compared with their sources (`2026-11-22`).
    pub(crate) checked: String,
    /// Emergency numbers first, then directories, then countries in alphabetical order.
    pub(crate) lines: Vec<SupportLine>,
}

impl Opened {
    /// What the first page says.
    pub(crate) fn new(visit: &Visit, entries: u32, arrived: Option<Result<(), &str>>) -> Self {
        let journal::Opening { by_recovery, last_opened, failed_attempts, recovered, older_copy, damage } = &visit.opening;
        Self {
            created: visit.created,
            by_recovery: *by_recovery,
            entries,
            recovered: recovered.iter().map(ItemId::to_string).collect(),
            damaged: u32::try_from(damage.len()).unwrap_or(u32::MAX),
            older_copy: *older_copy,
            last_opened: last_opened.as_ref().map(moment),
            failed_attempts: *failed_attempts,
            arrived: arrived == Some(Ok(())),
            arrived_wrong: arrived.and_then(Result::err).map(Into::into),
        }
    }
}

impl From<&guide::support::Support> for Support {
    fn from(support: &guide::support::Support) -> Self {
        let lines = support.lines.iter().map(|line| SupportLine {
            country: line.country.clone(),
            service: line.service.clone(),
            audience: line.audience.clone(),
            contacts: line.contacts.clone(),
            hours: line.hours.clone(),
        });
        Self { checked: support.checked.clone(), lines: lines.collect() }
    }
}
