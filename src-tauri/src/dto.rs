//! What crosses to the interface. `cargo test -p mend` writes these types to `ui/src/lib/bindings/`.

use chrono::{NaiveDate, SecondsFormat};
use journal::{ItemId, RevisionId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

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
}

/// One entry, whole.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct Entry {
    /// The entry's id.
    pub(crate) id: String,
    /// The revisions this text stands on: empty for an entry that was never kept, two after a conflict.
    pub(crate) parents: Vec<String>,
    /// `free`, `letter`, … as the core writes it.
    pub(crate) kind: String,
    /// RFC 3339 with the writer's offset.
    pub(crate) written_at: String,
    /// May be empty.
    pub(crate) title: String,
    /// In the order they were given.
    pub(crate) tags: Vec<String>,
    /// Marked by the person.
    pub(crate) favourite: bool,
    /// Shown blurred until it is asked for.
    pub(crate) concealed: bool,
    /// A letter that is not shown before this local day (`2027-03-01`).
    pub(crate) sealed_until: Option<String>,
    /// Whether that day is still to come: `body` and `pictures` are then empty, and nothing can be written.
    pub(crate) sealed: bool,
    /// The pictures that the text shows.
    pub(crate) pictures: Vec<Picture>,
    /// When it was moved to the trash (RFC 3339), if it is there.
    pub(crate) trashed: Option<String>,
    /// Markdown, as it was written. A picture stands in it as `![words](picture:ID)`.
    pub(crate) body: String,
}

/// What the editor hands over at every autosave.
#[derive(Debug, Clone, Deserialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct Draft {
    /// From `new_entry` or the entry being edited.
    pub(crate) id: String,
    /// The `parents` of the entry as it was read.
    pub(crate) parents: Vec<String>,
    /// See [`Entry::kind`].
    pub(crate) kind: String,
    /// RFC 3339 with an offset.
    pub(crate) written_at: String,
    /// May be empty.
    pub(crate) title: String,
    /// Without duplicates.
    pub(crate) tags: Vec<String>,
    /// Marked by the person.
    pub(crate) favourite: bool,
    /// See [`Entry::concealed`].
    pub(crate) concealed: bool,
    /// See [`Entry::sealed_until`]. The seal closes when the draft is kept and the day is still to come.
    pub(crate) sealed_until: Option<String>,
    /// Markdown.
    pub(crate) body: String,
}

/// One line of the timeline.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct EntryRow {
    /// The entry's id.
    pub(crate) id: String,
    /// See [`Entry::kind`].
    pub(crate) kind: String,
    /// RFC 3339 with the writer's offset.
    pub(crate) written_at: String,
    /// May be empty.
    pub(crate) title: String,
    /// In the order they were given.
    pub(crate) tags: Vec<String>,
    /// Marked by the person.
    pub(crate) favourite: bool,
    /// See [`Entry::concealed`].
    pub(crate) concealed: bool,
    /// See [`Entry::sealed_until`].
    pub(crate) sealed_until: Option<String>,
    /// See [`Entry::sealed`]; `excerpt` and `picture` are then empty.
    pub(crate) sealed: bool,
    /// How many pictures the text shows.
    pub(crate) pictures: u32,
    /// The first of them.
    pub(crate) picture: Option<String>,
    /// When it was moved to the trash (RFC 3339), if it is there.
    pub(crate) trashed: Option<String>,
    /// The first words, without Markdown signs.
    pub(crate) excerpt: String,
}

/// A picture in an entry. Its bytes are asked for with its id, whole or small (see `picture`).
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct Picture {
    /// The picture's id.
    pub(crate) id: String,
    /// Pixels.
    pub(crate) width: u32,
    /// Pixels.
    pub(crate) height: u32,
}

/// What came of choosing picture files.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct ChosenPictures {
    /// Those that were taken in, in the order they were chosen.
    pub(crate) added: Vec<Picture>,
    /// Those that were not.
    pub(crate) refused: Vec<RefusedPicture>,
}

/// A file that could not be taken in as a picture.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct RefusedPicture {
    /// The file's name without its folder.
    pub(crate) name: String,
    /// Why, as an error's code.
    pub(crate) code: String,
}

/// What is looked for: everything that is said must hold. Without words, the finds are the newest first.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct Filter {
    /// As they were typed; may be empty.
    pub(crate) words: String,
    /// One of these; none means any.
    pub(crate) kinds: Vec<String>,
    /// All of these.
    pub(crate) tags: Vec<String>,
    /// Only favourites.
    pub(crate) favourite: bool,
    /// Only entries with a picture.
    pub(crate) pictures: bool,
    /// From this local day on (`2026-11-22`).
    pub(crate) from: Option<String>,
    /// Until this local day, itself included.
    pub(crate) to: Option<String>,
}

/// A tag in use.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct Tag {
    /// The tag.
    pub(crate) tag: String,
    /// Entries that have it, without those in the trash.
    pub(crate) entries: u32,
}

/// A day that has entries.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct Day {
    /// `2026-11-22`.
    pub(crate) day: String,
    /// Entries of it.
    pub(crate) entries: u32,
    /// Their kinds, each once.
    pub(crate) kinds: Vec<String>,
    /// Whether one of them is a favourite.
    pub(crate) favourite: bool,
}

/// An entry from before that belongs to a day.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct Memory {
    /// Months between: 1, 3, 6, or twelve for each year.
    pub(crate) months: u32,
    /// The entry.
    pub(crate) row: EntryRow,
}

/// What may come back by itself. It is kept inside the journal.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct Resurfacing {
    /// Whether Today shows anything from before.
    pub(crate) on: bool,
    /// Entries with one of these tags never come back.
    pub(crate) skip_tags: Vec<String>,
    /// Entries of these days never come back.
    pub(crate) skip_days: Vec<DayRange>,
    /// These entries never come back.
    pub(crate) skip_entries: Vec<String>,
}

/// Days from one to another, both included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct DayRange {
    /// `2026-03-01`.
    pub(crate) from: String,
    /// `2026-03-31`.
    pub(crate) to: String,
}

/// One state of an entry.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct Revision {
    /// The revision's id.
    pub(crate) id: String,
    /// When it was made (RFC 3339).
    pub(crate) at: String,
    /// Words in its text.
    pub(crate) words: u32,
    /// Whether it is what the entry is now.
    pub(crate) current: bool,
}

/// The entries before and after one in time.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct Neighbours {
    /// The next newer one.
    pub(crate) newer: Option<String>,
    /// The next older one.
    pub(crate) older: Option<String>,
}

/// A page to begin with. Own ones are kept inside the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct Template {
    /// Its id; empty for an own one that was never saved.
    pub(crate) id: String,
    /// What it is called.
    pub(crate) name: String,
    /// When it may help, in one line; empty for an own one.
    #[serde(default)]
    pub(crate) about: String,
    /// See [`Entry::kind`].
    pub(crate) kind: String,
    /// May be empty.
    pub(crate) title: String,
    /// Tags that the entry begins with.
    pub(crate) tags: Vec<String>,
    /// Markdown.
    pub(crate) body: String,
    /// Whether the person made it; the others cannot be changed.
    pub(crate) own: bool,
}

/// One month of the timeline.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct Month {
    /// `2026-11`.
    pub(crate) month: String,
    /// Entries in it.
    pub(crate) entries: u32,
}

/// A run of text, marked or not.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct Span {
    /// The words.
    pub(crate) text: String,
    /// True where the search matched.
    pub(crate) hit: bool,
}

/// One find.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct Hit {
    /// The entry, with its first words.
    pub(crate) row: EntryRow,
    /// Its title with the matches marked; empty when there is none.
    pub(crate) title: Vec<Span>,
    /// Its tags with the matches marked.
    pub(crate) tags: Vec<Vec<Span>>,
    /// The passage that matched.
    pub(crate) excerpt: Vec<Span>,
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

impl Entry {
    /// A new entry of this moment.
    pub(crate) fn blank(now: journal::Moment) -> Self {
        let (id, entry) = (ItemId::random(), journal::Entry::new(now));
        Self::new(journal::Stored { id, heads: Vec::new(), trashed: None, entry }, now.date_naive())
    }

    /// An entry as it may be shown today: a sealed letter without what is in it.
    pub(crate) fn new(stored: journal::Stored, today: NaiveDate) -> Self {
        let journal::Stored { id, heads, trashed, entry } = stored;
        let sealed = entry.is_sealed(today);
        let journal::Entry { kind, written_at, title, tags, favourite, concealed, sealed_until, pictures, body, .. } = entry;
        Self {
            id: id.to_string(),
            parents: heads.iter().map(RevisionId::to_string).collect(),
            kind: kind.into(),
            written_at: moment(&written_at),
            title,
            tags,
            favourite,
            concealed,
            sealed_until: sealed_until.map(|day| day.to_string()),
            sealed,
            pictures: if sealed { Vec::new() } else { pictures.into_iter().map(Into::into).collect() },
            trashed: trashed.as_ref().map(moment),
            body: if sealed { String::new() } else { body },
        }
    }
}

impl EntryRow {
    /// A row as it may be shown today.
    pub(crate) fn new(row: journal::Row, today: NaiveDate) -> Self {
        let sealed = row.sealed_until.is_some_and(|until| until > today);
        let journal::Row { id, kind, written_at, title, tags, favourite, concealed, sealed_until, .. } = row;
        Self {
            id: id.to_string(),
            kind: kind.into(),
            written_at,
            title,
            tags,
            favourite,
            concealed,
            sealed_until: sealed_until.map(|day| day.to_string()),
            sealed,
            pictures: if sealed { 0 } else { row.pictures },
            picture: row.picture.filter(|_| !sealed).map(|id| id.to_string()),
            trashed: row.trashed,
            excerpt: if sealed { String::new() } else { row.excerpt },
        }
    }
}

impl From<journal::Picture> for Picture {
    fn from(picture: journal::Picture) -> Self {
        Self { id: picture.id.to_string(), width: picture.width, height: picture.height }
    }
}

impl TryFrom<Filter> for journal::Filter {
    type Error = journal::Error;

    fn try_from(filter: Filter) -> Result<Self, journal::Error> {
        let Filter { words, kinds, tags, favourite, pictures, from, to } = filter;
        let kinds = kinds.into_iter().map(journal::Kind::from).collect();
        Ok(Self { words, kinds, tags, favourite, pictures, from: from.map(day).transpose()?, to: to.map(day).transpose()? })
    }
}

impl From<journal::Tag> for Tag {
    fn from(tag: journal::Tag) -> Self {
        Self { tag: tag.tag, entries: tag.entries }
    }
}

impl From<journal::Day> for Day {
    fn from(day: journal::Day) -> Self {
        let kinds = day.kinds.into_iter().map(Into::into).collect();
        Self { day: day.day, entries: day.entries, kinds, favourite: day.favourite }
    }
}

impl From<journal::Version> for Revision {
    fn from(version: journal::Version) -> Self {
        let journal::Version { id, at, words, current } = version;
        Self { id: id.to_string(), at: moment(&at), words, current }
    }
}

impl From<journal::Neighbours> for Neighbours {
    fn from(next: journal::Neighbours) -> Self {
        Self { newer: next.newer.map(|id| id.to_string()), older: next.older.map(|id| id.to_string()) }
    }
}

impl From<&guide::templates::Template> for Template {
    fn from(template: &guide::templates::Template) -> Self {
        let guide::templates::Template { id, name, about, kind, title, tags, body, .. } = template.clone();
        Self { id, name, about, kind, title, tags, body, own: false }
    }
}

/// A moment as it crosses.
fn moment(moment: &journal::Moment) -> String {
    moment.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}

/// A local day as it comes from a page.
pub(crate) fn day(text: String) -> Result<NaiveDate, journal::Error> {
    text.parse().map_err(|_| journal::Error::BadDate)
}

impl From<journal::Month> for Month {
    fn from(month: journal::Month) -> Self {
        Self { month: month.month, entries: month.entries }
    }
}

impl From<journal::Span> for Span {
    fn from(span: journal::Span) -> Self {
        Self { text: span.text, hit: span.hit }
    }
}

impl Hit {
    /// A find as it may be shown today.
    pub(crate) fn new(hit: journal::Hit, today: NaiveDate) -> Self {
        let spans = |spans: Vec<journal::Span>| spans.into_iter().map(Into::into).collect();
        let tags = hit.tags.into_iter().map(spans).collect();
        let row = EntryRow::new(hit.row, today);
        let excerpt = if row.sealed { Vec::new() } else { spans(hit.excerpt) };
        Self { row, title: spans(hit.title), tags, excerpt }
    }
}

impl Opened {
    /// What the first page says.
    pub(crate) fn new(visit: &Visit, entries: u32) -> Self {
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
