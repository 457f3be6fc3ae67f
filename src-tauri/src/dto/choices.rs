//! What may come back by itself, and templates.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::EntryRow;

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

impl From<&guide::templates::Template> for Template {
    fn from(template: &guide::templates::Template) -> Self {
        let guide::templates::Template { id, name, about, kind, title, tags, body, .. } = template.clone();
        Self { id, name, about, kind, title, tags, body, own: false }
    }
}
