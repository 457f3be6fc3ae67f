//! Entries, as the pages see them.

use chrono::{NaiveDate, SecondsFormat};
use journal::{ItemId, RevisionId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::FilledSheet;

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
    /// The week (`2026-W47`), month (`2026-11`), quarter (`2026-Q4`) or year (`2026`) that it looks back on.
    pub(crate) review: Option<String>,
    /// The steps of a path that it is gathered under.
    pub(crate) steps: Vec<String>,
    /// The id of the prompt that it answers.
    pub(crate) prompt: Option<String>,
    /// The worksheet or guided reflection that it was made with.
    pub(crate) sheet: Option<FilledSheet>,
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
    /// See [`Entry::review`].
    pub(crate) review: Option<String>,
    /// See [`Entry::steps`].
    pub(crate) steps: Vec<String>,
    /// See [`Entry::prompt`].
    pub(crate) prompt: Option<String>,
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
    /// The words of the check-ins that belong to it.
    pub(crate) feelings: Vec<String>,
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
    /// The id of a feeling that a check-in of the entry has.
    pub(crate) feeling: Option<String>,
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
        let journal::Entry { kind, written_at, title, tags, favourite, concealed, sealed_until, .. } = entry;
        let (review, prompt, sheet, pictures, body) = (entry.review, entry.prompt, entry.sheet, entry.pictures, entry.body);
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
            review,
            steps: entry.steps,
            prompt,
            sheet: sheet.map(|sheet| FilledSheet { id: sheet.id, done: sheet.done, open: sheet.answers.is_some() }),
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
            feelings: if sealed { Vec::new() } else { row.feelings },
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
        let Filter { words, kinds, tags, feeling, favourite, pictures, from, to } = filter;
        let kinds = kinds.into_iter().map(journal::Kind::from).collect();
        let (from, to) = (from.map(day).transpose()?, to.map(day).transpose()?);
        Ok(Self { words, kinds, tags, feeling, favourite, pictures, from, to })
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

/// A moment as it crosses.
pub(crate) fn moment(moment: &journal::Moment) -> String {
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
