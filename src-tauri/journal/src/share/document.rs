//! What is inside a sealed file: one document, signed by who wrote it, for one other person.
//!
//! Reading is strict: a field that this version does not know is no document of this version.

use std::{fmt, marker::PhantomData, ops::RangeInclusive};

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use serde::{
    Deserialize, Deserializer, Serialize,
    de::{self, SeqAccess, Visitor},
};
use uuid::Uuid;

use super::{ShareError, keys::PublicKeys, seen, text};

/// The longest text of one line (a title, a tag), in bytes.
const LONGEST_LINE: usize = 4096;

/// The most bytes of Markdown in one document: some forty thousand words. Each byte of a hostile one can become a node of seventy, and
/// the list of them is there twice when it grows.
pub(crate) const MOST_TEXT: usize = 256 << 10;

/// The most pixels of all pictures together: more than 12 MiB of photos have. A file of 25 kB can have six millions, which take a quarter
/// of a second.
pub(crate) const MOST_PIXELS: u64 = 100_000_000;

/// The most days of one measure, and the longest period in days: a hundred years.
const MOST_DAYS: usize = 40_000;

/// What a day of a measure can be: from the lowest on a plane to more than anybody counts.
const VALUES: RangeInclusive<f64> = -1.0..=1e9;

/// The whole of it.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Document {
    /// Of this file: the same one is not taken twice.
    pub(crate) id: Uuid,
    /// When it was made. In UTC: where somebody is, is nobody's business.
    pub(crate) at: DateTime<Utc>,
    /// Who signs.
    pub(crate) from: PublicKeys,
    /// For whom: nobody else can be made to believe it was for them.
    pub(crate) to: PublicKeys,
    /// What it says.
    pub(crate) content: Content,
}

/// What a document can say.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Content {
    Share(Shared),
    Reply(Replied),
    Ask(Asked),
    Answer(Answered),
    Reveal(Revealed),
}

/// Texts and measures.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shared {
    /// A few words with it; may be empty.
    pub note: String,
    /// Texts, in the order they are to be read.
    #[serde(deserialize_with = "at_most::<1000, _, _>")]
    pub entries: Vec<SharedText>,
    /// Measures over time.
    #[serde(deserialize_with = "at_most::<20, _, _>")]
    pub measures: Vec<SharedMeasure>,
}

/// One text that is shared, with what was chosen to go with it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SharedText {
    /// May be empty.
    pub title: String,
    /// The local day it is about, if that is said.
    pub day: Option<NaiveDate>,
    /// May be none.
    #[serde(deserialize_with = "at_most::<200, _, _>")]
    pub tags: Vec<String>,
    /// Words of feelings; may be none.
    #[serde(deserialize_with = "at_most::<500, _, _>")]
    pub feelings: Vec<String>,
    /// Markdown. A picture stands in it as `![words](picture:N)`, N counting the pictures of the whole file from 0.
    pub body: String,
    /// Its pictures, whose bytes come after the document in this order.
    #[serde(deserialize_with = "at_most::<200, _, _>")]
    pub pictures: Vec<SharedPicture>,
}

/// What is said of a picture before its bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SharedPicture {
    /// `image/jpeg` or `image/png`.
    pub media: String,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
    /// Bytes.
    pub length: usize,
}

/// A period of one measure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SharedMeasure {
    /// `pleasant`, `energy`, one of the pulse, or `own`.
    pub measure: String,
    /// Of one's own, its name; empty otherwise.
    pub name: String,
    /// The local day it begins with.
    pub from: NaiveDate,
    /// The local day it ends with.
    pub to: NaiveDate,
    /// Days with a value, in order.
    #[serde(deserialize_with = "at_most::<MOST_DAYS, _, _>")]
    pub days: Vec<SharedDay>,
}

/// One day of a measure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SharedDay {
    /// The local day.
    pub day: NaiveDate,
    /// The value.
    pub value: f64,
}

/// An answer to what was shared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Replied {
    /// The id of the document it answers.
    pub(crate) to: Uuid,
    pub(crate) heard: String,
    pub(crate) ask: String,
    pub(crate) thanks: String,
}

/// What one can answer. Each may be empty, not all.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// What I heard.
    pub heard: String,
    /// What I would like to ask.
    pub ask: String,
    /// Thank you.
    pub thanks: String,
}

/// A question that both answer, and what fixes the answer of who asks, without telling it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Asked {
    pub(crate) question: Uuid,
    pub(crate) text: String,
    #[serde(with = "hex")]
    pub(crate) fixed: [u8; 32],
}

/// The answer of who was asked, given before the other can be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Answered {
    pub(crate) question: Uuid,
    /// What fixed the other's answer when this one was given.
    #[serde(with = "hex")]
    pub(crate) fixed: [u8; 32],
    pub(crate) text: String,
}

/// The answer of who asked, and the number with which it was fixed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Revealed {
    pub(crate) question: Uuid,
    #[serde(with = "hex")]
    pub(crate) nonce: [u8; 32],
    pub(crate) text: String,
}

impl Content {
    /// Whether everything in it is what a document of ours could say.
    pub(crate) fn check(&self) -> Result<(), ShareError> {
        if self.text_bytes() > MOST_TEXT {
            return Err(ShareError::TooLarge);
        }
        match self {
            Self::Share(share) => share.check(),
            Self::Reply(Replied { heard, ask, thanks, .. }) => some_of(&[heard, ask, thanks]),
            Self::Ask(Asked { text, .. }) => some_of(&[text]),
            Self::Answer(Answered { text, .. }) | Self::Reveal(Revealed { text, .. }) => some_of(&[text]),
        }
    }
}

impl Content {
    /// Bytes of text of several lines.
    fn text_bytes(&self) -> usize {
        match self {
            Self::Share(share) => share.text_bytes(),
            Self::Reply(Replied { heard, ask, thanks, .. }) => heard.len() + ask.len() + thanks.len(),
            Self::Ask(Asked { text, .. }) | Self::Answer(Answered { text, .. }) | Self::Reveal(Revealed { text, .. }) => {
                text.len()
            }
        }
    }
}

impl Shared {
    /// Bytes of text of several lines.
    pub(crate) fn text_bytes(&self) -> usize {
        self.note.len() + self.entries.iter().map(|text| text.body.len()).sum::<usize>()
    }

    /// Texts in it that are not empty, or a measure.
    pub fn is_empty(&self) -> bool {
        let blank = |text: &SharedText| text.title.trim().is_empty() && text.body.trim().is_empty() && text.pictures.is_empty();
        self.note.trim().is_empty() && self.entries.iter().all(blank) && self.measures.is_empty()
    }

    /// What is said of all pictures, in the order of their bytes.
    pub(crate) fn pictures(&self) -> impl Iterator<Item = &SharedPicture> {
        self.entries.iter().flat_map(|text| &text.pictures)
    }

    /// Pixels of all pictures, as they are said to be.
    pub(crate) fn pixels(&self) -> u64 {
        let each = self.pictures().map(|picture| u64::from(picture.width) * u64::from(picture.height));
        each.fold(0, u64::saturating_add)
    }

    fn check(&self) -> Result<(), ShareError> {
        if self.is_empty() {
            return Err(ShareError::Malformed);
        }
        whole(&self.note)?;
        if self.pixels() > MOST_PIXELS {
            return Err(ShareError::TooLarge);
        }
        if !self.pictures().all(|picture| matches!(picture.media.as_str(), "image/jpeg" | "image/png")) {
            return Err(ShareError::Malformed);
        }
        let mut before = 0;
        for text in &self.entries {
            line(&text.title)?;
            text.tags.iter().chain(&text.feelings).try_for_each(|word| line(word))?;
            text.day.as_ref().map_or(Ok(()), dated)?;
            whole(&text.body)?;
            // A text shows its own pictures and no others: not even those that the reader's journal keeps.
            let own = before..before + text.pictures.len();
            let named = text::shown(&text.body);
            if !named.iter().all(|name| number(name).is_some_and(|number| own.contains(&number))) {
                return Err(ShareError::Malformed);
            }
            before = own.end;
        }
        for SharedMeasure { measure, name, from, to, days } in &self.measures {
            line(measure)?;
            line(name)?;
            [from, to].into_iter().try_for_each(dated)?;
            let inside = days.iter().all(|day| (*from..=*to).contains(&day.day) && VALUES.contains(&day.value));
            let period = (*to - *from).num_days();
            if period < 0 || period >= MOST_DAYS as i64 {
                return Err(ShareError::Malformed);
            }
            let in_order = days.windows(2).all(|pair| pair[0].day < pair[1].day);
            if !inside || !in_order {
                return Err(ShareError::Malformed);
            }
        }
        Ok(())
    }
}

/// A day that every calendar here has.
fn dated(day: &NaiveDate) -> Result<(), ShareError> {
    if (1..=9999).contains(&day.year()) { Ok(()) } else { Err(ShareError::Malformed) }
}

/// The number that a picture is named with, in its one spelling.
pub(crate) fn number(name: &str) -> Option<usize> {
    name.parse().ok().filter(|number: &usize| number.to_string() == name)
}

/// A text of several lines.
fn whole(text: &str) -> Result<(), ShareError> {
    if text.contains('\0') { Err(ShareError::HiddenCharacters) } else { Ok(()) }
}

/// A text of one line, which must not be able to look like another.
fn line(text: &str) -> Result<(), ShareError> {
    if text.len() > LONGEST_LINE {
        return Err(ShareError::Malformed);
    }
    if seen(text) == text { Ok(()) } else { Err(ShareError::HiddenCharacters) }
}

fn some_of(texts: &[&String]) -> Result<(), ShareError> {
    texts.iter().try_for_each(|text| whole(text))?;
    if texts.iter().all(|text| text.trim().is_empty()) { Err(ShareError::Malformed) } else { Ok(()) }
}

/// A list of at most so many: a few megabytes of JSON can hold millions of empty things.
fn at_most<'de, const MOST: usize, T: Deserialize<'de>, D: Deserializer<'de>>(from: D) -> Result<Vec<T>, D::Error> {
    struct Bounded<const MOST: usize, T>(PhantomData<T>);
    impl<'de, const MOST: usize, T: Deserialize<'de>> Visitor<'de> for Bounded<MOST, T> {
        type Value = Vec<T>;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "a list of at most {MOST}")
        }
        fn visit_seq<A: SeqAccess<'de>>(self, mut from: A) -> Result<Vec<T>, A::Error> {
            let mut list = Vec::new();
            while let Some(one) = from.next_element()? {
                if list.len() == MOST {
                    return Err(de::Error::custom("too many"));
                }
                list.push(one);
            }
            Ok(list)
        }
    }
    from.deserialize_seq(Bounded::<MOST, T>(PhantomData))
}
