//! Marks: a day that stands out on the line of months.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{Error, ItemId, MAX_BODY, Moment, Result};

/// What an item that is a mark calls itself.
pub(crate) const TYPE: &str = "mark";

/// What a mark stands for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum MarkKind {
    /// It went back for a while. It erases nothing.
    Setback,
    /// Something to remember.
    Milestone,
    /// A kind from a newer version.
    Other(String),
}

/// A day that stands out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// The local day.
    pub day: NaiveDate,
    /// What it stands for.
    pub kind: MarkKind,
    /// A few words; may be empty.
    #[serde(default)]
    pub text: String,
    /// What a newer version wrote here: kept, and carried on.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// A mark with its place in the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredMark {
    /// Its id.
    pub id: ItemId,
    /// When it was moved to the trash, if it is there.
    pub trashed: Option<Moment>,
    /// The mark.
    pub mark: Mark,
}

impl MarkKind {
    /// The name it is written with.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Setback => "setback",
            Self::Milestone => "milestone",
            Self::Other(name) => name,
        }
    }
}

impl From<String> for MarkKind {
    fn from(name: String) -> Self {
        match name.as_str() {
            "setback" => Self::Setback,
            "milestone" => Self::Milestone,
            _ => Self::Other(name),
        }
    }
}

impl From<MarkKind> for String {
    fn from(kind: MarkKind) -> Self {
        kind.as_str().to_owned()
    }
}

impl Mark {
    pub(crate) fn tidy(mut self) -> Result<Self> {
        self.text = self.text.trim().to_owned();
        // The day sorts by its text, as an entry's does.
        let day = self.day.to_string();
        if day.len() != 10 {
            return Err(Error::BadDate);
        }
        if self.text.len() > MAX_BODY { Err(Error::TooLong) } else { Ok(self) }
    }
}
