//! What can be asked about feelings and paths.

use chrono::NaiveDate;

use super::Journal;
use crate::{
    Error, ItemId, Result, Row, Stored, StoredCheckIn, StoredMark, StoredPlace,
    index::{
        feelings::{CheckInFilter, GoesWith, PerDay, Point, Series, Span, Use, WordUse},
        path::Gathering,
    },
};

impl Journal {
    /// One check-in, also from the trash.
    pub fn check_in(&self, item: ItemId) -> Result<StoredCheckIn> {
        self.index.check_in(item)?.ok_or(Error::NoSuchEntry)
    }

    /// A part of the check-ins that fit, newest first.
    pub fn check_ins(&self, filter: &CheckInFilter, offset: u32, limit: u32) -> Result<Vec<StoredCheckIn>> {
        self.index.check_ins(filter, offset, limit)
    }

    /// The check-ins that belong to an entry, oldest first.
    pub fn check_ins_of(&self, entry: ItemId) -> Result<Vec<StoredCheckIn>> {
        self.index.check_ins_of(entry)
    }

    /// Check-ins in the trash, last thrown away first.
    pub fn trashed_check_ins(&self) -> Result<Vec<StoredCheckIn>> {
        self.index.trashed_check_ins()
    }

    /// What check-ins there are.
    pub fn feelings_span(&self) -> Result<Span> {
        self.index.feelings_span()
    }

    /// One measure, day by day, and its smoothed line; both ends included, as in all that follow.
    ///
    /// Measures are `pleasant` and `energy` (-1 to 1), those of [`crate::PULSE`] (0 to 10), and `tracker:ID`.
    pub fn series(&self, measure: &str, per_day: PerDay, from: NaiveDate, to: NaiveDate) -> Result<Series> {
        self.index.series(measure, per_day, from, to)
    }

    /// Where check-ins lie on the plane, in order of time.
    pub fn felt_points(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<Point>> {
        self.index.points(from, to)
    }

    /// The words that were reached for, most used first.
    pub fn words_felt(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<WordUse>> {
        self.index.words_felt(from, to)
    }

    /// What goes together with higher and lower days of a measure; nothing of what was there, or was not, on fewer than
    /// [`crate::FEWEST_DAYS`] days, and nothing that chance alone often gives.
    pub fn goes_with(&self, measure: &str, per_day: PerDay, from: NaiveDate, to: NaiveDate) -> Result<GoesWith> {
        self.index.goes_with(measure, per_day, from, to)
    }

    /// Own phrases of one sort (`trigger` or `need`), last used first.
    pub fn own_phrases(&self, what: &str, limit: u32) -> Result<Vec<Use>> {
        self.index.own_phrases(what, limit)
    }

    /// The feelings of entries, by the check-ins that belong to them, most used first.
    pub fn entry_feelings(&self) -> Result<Vec<Use>> {
        self.index.entry_feelings()
    }

    /// Days that stand out, in order.
    pub fn marks(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<StoredMark>> {
        self.index.marks(from, to)
    }

    /// Marks in the trash, last thrown away first.
    pub fn trashed_marks(&self) -> Result<Vec<StoredMark>> {
        self.index.trashed_marks()
    }

    /// What is gathered under the steps of paths.
    pub fn gatherings(&self) -> Result<Vec<Gathering>> {
        self.index.gatherings()
    }

    /// The entries under a step, newest first.
    pub fn step_rows(&self, step: &str) -> Result<Vec<Row>> {
        self.index.step_rows(step)
    }

    /// What was written to a prompt, oldest first.
    pub fn answers_to(&self, prompt: &str) -> Result<Vec<Stored>> {
        self.index.answers_to(prompt)
    }

    /// Where on a path a person found themselves, in order of time.
    pub fn places(&self, path: &str) -> Result<Vec<StoredPlace>> {
        self.index.places_on(path)
    }

    /// Places in the trash, last thrown away first.
    pub fn trashed_places(&self) -> Result<Vec<StoredPlace>> {
        self.index.trashed_places()
    }
}
