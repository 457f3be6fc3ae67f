//! The demo: six believable months of one person's journal, ending today.

use std::path::Path;

use chrono::{Days, Local, NaiveTime, TimeZone};
use journal::{Entry, EntryDraft, Error, ItemId, Journal, Moment, Passphrase};
use serde::Deserialize;

/// What opens the demo.
pub const PASSPHRASE: &str = "demo";

const ENTRIES: &str = include_str!("../demo/entries.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Demo {
    entry: Vec<Written>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    days_ago: u64,
    time: NaiveTime,
    kind: journal::Kind,
    #[serde(default)]
    title: String,
    #[serde(default)]
    tags: Vec<String>,
    #[serde(default)]
    favourite: bool,
    body: String,
}

/// Why the demo could not be made.
#[derive(Debug)]
pub enum DemoError {
    /// Its text is not what the program expects.
    Content(toml::de::Error),
    /// The journal refused.
    Journal(Error),
}

impl From<Error> for DemoError {
    fn from(error: Error) -> Self {
        Self::Journal(error)
    }
}

impl std::fmt::Display for DemoError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Content(error) => write!(f, "the demo's entries cannot be read: {error}"),
            Self::Journal(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for DemoError {}

/// Writes the demo as a new journal whose last day is `now`'s; returns the number of entries.
pub fn write(path: &Path, now: Moment) -> Result<usize, DemoError> {
    let Demo { mut entry } = toml::from_str(ENTRIES).map_err(DemoError::Content)?;
    // Oldest first, as they were written.
    entry.sort_by_key(|written| (std::cmp::Reverse(written.days_ago), written.time));
    let mut journal = Journal::create(path, &Passphrase::new(PASSPHRASE)?, now)?;
    let count = entry.len();
    for written in entry {
        let written_at = moment(now, written.days_ago, written.time);
        let entry = Entry {
            kind: written.kind,
            title: written.title,
            tags: written.tags,
            favourite: written.favourite,
            body: written.body.trim_end().to_owned(),
            ..Entry::new(written_at)
        };
        journal.save(EntryDraft { id: ItemId::random(), parents: Vec::new(), entry }, written_at)?;
    }
    journal.lock(now)?;
    Ok(count)
}

/// That time of that day, where this computer is; never later than now.
fn moment(now: Moment, days_ago: u64, time: NaiveTime) -> Moment {
    let day = now.date_naive().checked_sub_days(Days::new(days_ago)).unwrap_or_default();
    let local = Local.from_local_datetime(&day.and_time(time)).earliest();
    local.map_or(now, |local| local.fixed_offset()).min(now)
}
