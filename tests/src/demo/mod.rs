//! The demo: six believable months of one person's journal, ending today.

mod feelings;
mod guided;
mod path;
mod scene;
mod together;

use std::path::Path;

use chrono::{Datelike, Days, Local, NaiveTime, TimeZone};
use journal::{Entry, EntryDraft, Error, ItemId, Journal, Moment, NewPicture, Passphrase};
use serde::Deserialize;

use scene::Scene;
pub use together::Handed;

/// What opens the demo.
pub const PASSPHRASE: &str = "demo";

const ENTRIES: &str = include_str!("../../demo/entries.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    entry: Vec<Written>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    days_ago: u64,
    time: NaiveTime,
    #[serde(default)]
    kind: journal::Kind,
    #[serde(default)]
    title: String,
    #[serde(default)]
    tags: Vec<String>,
    #[serde(default)]
    favourite: bool,
    #[serde(default)]
    concealed: bool,
    /// Days from the demo's last day until a letter may be read.
    sealed_for_days: Option<u64>,
    review_of: Option<LookedBackOn>,
    /// The steps that it is gathered under.
    #[serde(default)]
    steps: Vec<String>,
    /// The step whose own question it answers.
    asks: Option<String>,
    /// The prompt that it answers.
    prompt: Option<String>,
    sheet: Option<guided::Sheet>,
    picture: Option<Scene>,
    /// What the picture shows, in words.
    #[serde(default)]
    picture_shows: String,
    /// The text as it was first kept.
    earlier: Option<String>,
    #[serde(default)]
    body: String,
}

/// What an entry looks back on.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum LookedBackOn {
    /// The month before the demo's last.
    Month,
}

/// An entry that was thrown away the day before the last.
const THROWN_AWAY: &str = "bread, lentils, dog food, the blue folder for Ms Okonjo";

/// Why the demo could not be made.
#[derive(Debug)]
pub enum DemoError {
    /// Its text is not what the program expects.
    Content(toml::de::Error),
    /// It names something that nobody knows: a word, a tracker, a step, a prompt, a sheet or a field of one, a path.
    Unknown(String),
    /// A check-in belongs to an entry of a day that has none: so many days ago.
    NoEntry(u64),
    /// A picture could not be made.
    Picture,
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
            Self::Content(error) => write!(f, "the demo's text cannot be read: {error}"),
            Self::Unknown(name) => write!(f, "the demo names something unknown: {name}"),
            Self::NoEntry(days_ago) => write!(f, "{days_ago} days ago there is a check-in for an entry, and no entry"),
            Self::Picture => f.write_str("a picture of the demo cannot be made"),
            Self::Journal(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for DemoError {}

/// What was written.
#[derive(Debug)]
pub struct Demo {
    /// How many entries.
    pub entries: usize,
    /// Files beside it, to be opened.
    pub handed: Vec<Handed>,
}

/// Writes the demo as a new journal whose last day is `now`'s.
pub fn write(path: &Path, now: Moment) -> Result<Demo, DemoError> {
    let entries = entries()?;
    let mut journal = Journal::create(path, &Passphrase::new(PASSPHRASE)?, now)?;
    let mut ids = Vec::new();
    for written in &entries {
        ids.push(add(&mut journal, written, now)?);
    }
    feelings::write(&mut journal, &ids, now)?;
    path::write(&mut journal, now)?;
    let handed = together::write(&mut journal, &ids, now)?;
    let thrown = Entry { body: THROWN_AWAY.into(), ..Entry::new(moment(now, 2, NaiveTime::default())) };
    let id = ItemId::random();
    journal.save(EntryDraft { id, parents: Vec::new(), entry: thrown }, now)?;
    journal.trash(id, moment(now, 1, NaiveTime::default()))?;
    journal.lock(now)?;
    Ok(Demo { entries: ids.len(), handed })
}

/// Oldest first, as they were written.
fn entries() -> Result<Vec<Written>, DemoError> {
    let File { mut entry } = toml::from_str(ENTRIES).map_err(DemoError::Content)?;
    entry.sort_by_key(|written| (std::cmp::Reverse(written.days_ago), written.time));
    Ok(entry)
}

fn add(journal: &mut Journal, written: &Written, now: Moment) -> Result<(ItemId, Moment), DemoError> {
    let written_at = moment(now, written.days_ago, written.time);
    let mut body = written.body.trim_end().to_owned();
    if let Some(scene) = written.picture {
        let prepared = scene.png().ok().and_then(|png| pictures::prepare(&png).ok()).ok_or(DemoError::Picture)?;
        let (full, small) = (&prepared.full, &prepared.small);
        let picture = journal.add_picture(NewPicture { full, small, width: prepared.width, height: prepared.height })?;
        body.push_str(&format!("\n\n![{}](picture:{})", written.picture_shows, picture.id));
    }
    let (title, review) = match written.review_of {
        Some(LookedBackOn::Month) => {
            let month = now.date_naive().with_day(1).and_then(|first| first.pred_opt()).unwrap_or_default();
            (month.format("%B %Y").to_string(), Some(month.format("%Y-%m").to_string()))
        }
        None => (written.title.clone(), None),
    };
    let entry = Entry {
        kind: written.kind.clone(),
        title,
        tags: written.tags.clone(),
        favourite: written.favourite,
        concealed: written.concealed,
        sealed_until: written.sealed_for_days.map(|days| now.date_naive() + Days::new(days)),
        review,
        body,
        ..Entry::new(written_at)
    };
    let entry = guided::with_guide(entry, written)?;
    let (id, mut parents) = (ItemId::random(), Vec::new());
    if let Some(earlier) = &written.earlier {
        let entry = Entry { body: earlier.trim_end().to_owned(), ..entry.clone() };
        parents.push(journal.save(EntryDraft { id, parents: Vec::new(), entry }, written_at)?);
    }
    journal.save(EntryDraft { id, parents, entry }, written_at)?;
    Ok((id, written_at))
}

/// That time of that day, where this computer is; never later than now.
fn moment(now: Moment, days_ago: u64, time: NaiveTime) -> Moment {
    let day = now.date_naive().checked_sub_days(Days::new(days_ago)).unwrap_or_default();
    let local = Local.from_local_datetime(&day.and_time(time)).earliest();
    local.map_or(now, |local| local.fixed_offset()).min(now)
}
