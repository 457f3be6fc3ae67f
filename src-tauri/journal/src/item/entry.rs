//! Entries: what a person wrote.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{Error, ItemId, MAX_BODY, Picture, Result, RevisionId, record::Moment};

/// What an item that is an entry calls itself.
pub(crate) const TYPE: &str = "entry";

/// What sort of writing an entry is. Kinds that this version does not know keep their name.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum Kind {
    /// Written without a question.
    #[default]
    Free,
    /// An answer to a prompt or a guided reflection.
    Reflection,
    /// How it is right now.
    CheckIn,
    /// A letter, sent or not.
    Letter,
    /// A filled worksheet.
    Worksheet,
    /// Something that went well.
    Win,
    /// Something to be thankful for.
    Gratitude,
    /// A kind from a newer version.
    Other(String),
}

impl Kind {
    /// Every kind this version knows, in the order they are shown.
    pub const KNOWN: [Self; 7] =
        [Self::Free, Self::Reflection, Self::CheckIn, Self::Letter, Self::Worksheet, Self::Win, Self::Gratitude];

    /// The name it is written with.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Free => "free",
            Self::Reflection => "reflection",
            Self::CheckIn => "check-in",
            Self::Letter => "letter",
            Self::Worksheet => "worksheet",
            Self::Win => "win",
            Self::Gratitude => "gratitude",
            Self::Other(name) => name,
        }
    }
}

impl From<String> for Kind {
    fn from(name: String) -> Self {
        Self::KNOWN.into_iter().find(|kind| kind.as_str() == name).unwrap_or(Self::Other(name))
    }
}

impl From<Kind> for String {
    fn from(kind: Kind) -> Self {
        kind.as_str().to_owned()
    }
}

/// The content of an entry, as it stands in a record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// What sort of writing it is.
    #[serde(default)]
    pub kind: Kind,
    /// The day and time it is about, with the writer's offset: a day is the local day it was written in.
    pub written_at: Moment,
    /// May be empty.
    #[serde(default)]
    pub title: String,
    /// In the order they were given, without duplicates.
    #[serde(default)]
    pub tags: Vec<String>,
    /// Marked by the person.
    #[serde(default)]
    pub favourite: bool,
    /// Whether it is shown blurred until it is asked for.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub concealed: bool,
    /// A letter that is not to be shown before this local day. A promise, not a lock: the text is sealed like any other.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sealed_until: Option<NaiveDate>,
    /// The week (`2026-W47`), month (`2026-11`), quarter (`2026-Q4`) or year (`2026`) that it looks back on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<String>,
    /// The steps of a path that it is gathered under.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<String>,
    /// The id of the prompt that it answers. The question itself stands in the body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prompt: Option<String>,
    /// The worksheet or guided reflection that it was made with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<Filled>,
    /// The pictures that the body names as `picture:ID`. The journal keeps this list; what a caller puts here is replaced.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pictures: Vec<Picture>,
    /// Markdown, byte for byte as it was written.
    #[serde(default)]
    pub body: String,
    /// What a newer version wrote here: kept, and carried on.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

impl Entry {
    /// An empty entry of this moment.
    pub fn new(written_at: Moment) -> Self {
        Self {
            kind: Kind::Free,
            written_at,
            title: String::new(),
            tags: Vec::new(),
            favourite: false,
            concealed: false,
            sealed_until: None,
            review: None,
            steps: Vec::new(),
            prompt: None,
            sheet: None,
            pictures: Vec::new(),
            body: String::new(),
            other: Map::new(),
        }
    }

    /// Whether it is a letter that is not to be shown on this local day.
    pub fn is_sealed(&self, today: NaiveDate) -> bool {
        self.sealed_until.is_some_and(|until| until > today)
    }

    /// Whether nothing was written into it. A worksheet's title is not written by the person.
    pub fn is_blank(&self) -> bool {
        (self.title.trim().is_empty() || self.sheet.is_some()) && self.body.trim().is_empty()
    }

    /// Tidies what a person cannot mean (spaces around a tag, the same tag twice) and refuses what cannot be kept.
    pub(crate) fn tidy(mut self) -> Result<Self> {
        if self.body.len() + self.title.len() + self.tags.iter().map(String::len).sum::<usize>() > MAX_BODY {
            return Err(Error::TooLong);
        }
        // RFC 3339 has four digits for the year, and the timeline sorts by them.
        if !(1..=9999).contains(&self.written_at.year()) {
            return Err(Error::BadDate);
        }
        let mut seen = std::collections::HashSet::new();
        self.tags = std::mem::take(&mut self.tags)
            .into_iter()
            .map(|tag| tag.trim().to_owned())
            .filter(|tag| !tag.is_empty() && seen.insert(tag.clone()))
            .collect();
        Ok(self)
    }

    pub(crate) fn into_content(self) -> Result<Map<String, Value>> {
        match serde_json::to_value(self)? {
            Value::Object(content) => Ok(content),
            _ => Err(Error::Internal("an entry is not an object")),
        }
    }
}

/// A worksheet or guided reflection that is being filled, or was. The body says the same as Markdown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Filled {
    /// Which one.
    pub id: String,
    /// The page one was on.
    #[serde(default)]
    pub page: u32,
    /// Whether one came to its end.
    #[serde(default)]
    pub done: bool,
    /// What was put into its fields. None after the body was changed as a text: then the body alone counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answers: Option<Value>,
    /// What a newer version wrote here: kept, and carried on.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// An entry with its place in the journal.
#[derive(Debug, Clone, PartialEq)]
pub struct Stored {
    /// The entry's id.
    pub id: ItemId,
    /// The newest revisions: one, or more after two devices wrote apart. A new text names them all as its parents.
    pub heads: Vec<RevisionId>,
    /// When it was moved to the trash, if it is there.
    pub trashed: Option<Moment>,
    /// What was written.
    pub entry: Entry,
}

/// What is being typed: the entry as it stands in the editor, and what it was made from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EntryDraft {
    /// The entry being edited, or a new id.
    pub id: ItemId,
    /// The revisions that were on screen when editing began; none for a new entry.
    pub parents: Vec<RevisionId>,
    /// The text so far.
    pub entry: Entry,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_known_kind_has_a_name_of_its_own() {
        for kind in Kind::KNOWN {
            assert_eq!(Kind::from(kind.as_str().to_owned()), kind);
        }
        assert_eq!(Kind::from("tarot".to_owned()), Kind::Other("tarot".into()));
    }

    #[test]
    fn tags_are_tidied_and_fields_of_a_newer_version_stay() {
        let json = r#"{"written_at":"2026-11-22T21:40:00+01:00","tags":[" talk ","talk","","walk/river 🌿"],"body":"x","weather":"rain"}"#;
        let entry: Entry = serde_json::from_str(json).unwrap();
        let entry = entry.tidy().unwrap();
        assert_eq!(entry.tags, ["talk", "walk/river 🌿"]);
        assert_eq!(entry.into_content().unwrap()["weather"], "rain");
    }
}
