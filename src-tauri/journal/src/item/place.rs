//! Places: where on a path a person finds themselves, by their own mark.

use chrono::Datelike;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{Error, ItemId, MAX_BODY, Moment, Result};

/// What an item that is a place calls itself.
pub(crate) const TYPE: &str = "place";

/// Where on a path a person found themselves at one moment. The line through all of them bends back as often as it wants to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// When, with the writer's offset.
    pub at: Moment,
    /// Which path.
    pub path: String,
    /// From 0, where the drawn path begins, to 1, where it leaves the page.
    pub along: f64,
    /// In their own words; may be empty.
    #[serde(default)]
    pub words: String,
    /// What a newer version wrote here: kept, and carried on.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// A place with its own place in the journal.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredPlace {
    /// Its id.
    pub id: ItemId,
    /// When it was moved to the trash, if it is there.
    pub trashed: Option<Moment>,
    /// The place.
    pub place: Place,
}

impl Place {
    /// Whether it lies on the drawn path.
    pub(crate) fn makes_sense(&self) -> bool {
        (0.0..=1.0).contains(&self.along)
    }

    pub(crate) fn tidy(mut self) -> Result<Self> {
        self.words = self.words.trim().to_owned();
        if !(1..=9999).contains(&self.at.year()) {
            return Err(Error::BadDate);
        }
        if !self.makes_sense() {
            return Err(Error::BadValue);
        }
        if self.words.len() + self.path.len() > MAX_BODY { Err(Error::TooLong) } else { Ok(self) }
    }
}
