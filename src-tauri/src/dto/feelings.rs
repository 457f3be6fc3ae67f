//! Check-ins, and what is gathered from them.

use journal::{CheckIn as Kept, ItemId, StoredCheckIn};
use serde::{Deserialize, Serialize};
use serde_json::Map;
use ts_rs::TS;

use super::{EntryRow, day, moment};
use crate::commands::item;

/// How it is at one moment. Everything but the moment may be missing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct CheckIn {
    /// From `new_check_in`, or the one being changed.
    pub(crate) id: String,
    /// RFC 3339 with an offset: a check-in belongs to the local day it was written in.
    pub(crate) at: String,
    /// From -1, unpleasant, to 1, pleasant. Together with `energy`, or neither.
    pub(crate) pleasant: Option<f64>,
    /// From -1, low, to 1, high.
    pub(crate) energy: Option<f64>,
    /// In the order they were chosen.
    pub(crate) feelings: Vec<Felt>,
    /// Where in the body.
    pub(crate) places: Vec<Named>,
    /// What set it off.
    pub(crate) triggers: Vec<Named>,
    /// What would help.
    pub(crate) needs: Vec<Named>,
    /// The five sliders.
    pub(crate) pulse: Pulse,
    /// Values of own trackers.
    pub(crate) trackers: Vec<Tracked>,
    /// A line or two.
    pub(crate) note: String,
    /// The entry it belongs to.
    pub(crate) entry: Option<String>,
}

/// A word for a feeling, as it was felt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct Felt {
    /// Of the choices; empty for a word that was just typed: saving gives it one.
    pub(crate) id: String,
    /// The word.
    pub(crate) name: String,
    /// From 1, a little, to 5, very much, if it was said.
    pub(crate) strength: Option<u8>,
}

/// Something chosen from a list, or typed beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct Named {
    /// Of the choices; empty for what was just typed: saving gives it one.
    pub(crate) id: String,
    /// The words.
    pub(crate) name: String,
}

/// Five sliders, 0 to 10 each. Not a validated test.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct Pulse {
    /// How much trust there is.
    pub(crate) trust: Option<u8>,
    /// How safe it feels.
    pub(crate) safe: Option<u8>,
    /// How much hope.
    pub(crate) hope: Option<u8>,
    /// How close.
    pub(crate) closeness: Option<u8>,
    /// How often thoughts come unasked.
    pub(crate) intrusive: Option<u8>,
}

/// The value of an own tracker.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct Tracked {
    /// The tracker's id.
    pub(crate) id: String,
    /// What it was called.
    pub(crate) name: String,
    /// 0 to 10, 0 or 1, or a count up to 1,000,000.
    pub(crate) value: f64,
}

/// Something the person keeps an eye on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct Tracker {
    /// Empty for a new one: saving gives it one.
    pub(crate) id: String,
    /// What it is called.
    pub(crate) name: String,
    /// `scale` (0 to 10), `yes-no` or `count`.
    pub(crate) kind: TrackerKind,
    /// Not asked for any more; what was noted stays.
    pub(crate) archived: bool,
}

/// What a tracker's values mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) enum TrackerKind {
    /// 0 to 10; a day has the mean of its values.
    Scale,
    /// 0 or 1; a day has the mean of its values.
    YesNo,
    /// A number of times; a day has their sum.
    Count,
}

/// Everything that a check-in offers.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct CheckInChoices {
    /// In the order in which they are shown.
    pub(crate) families: Vec<Named>,
    /// By family; own words last.
    pub(crate) feelings: Vec<Feeling>,
    /// Ids of the words reached for most in the last 60 days, at most 12.
    pub(crate) usual: Vec<String>,
    /// From head to foot.
    pub(crate) places: Vec<Named>,
    /// What may have set it off: those of the guide, then own ones, latest first.
    pub(crate) triggers: Vec<Named>,
    /// What one may need: those of the guide, then own ones, latest first.
    pub(crate) needs: Vec<Named>,
    /// Archived ones last.
    pub(crate) trackers: Vec<Tracker>,
}

/// A word for a feeling that can be chosen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct Feeling {
    /// `on-guard`; empty for an own word that was never saved.
    pub(crate) id: String,
    /// The word.
    pub(crate) name: String,
    /// What it is like, in one line; may be empty for an own word.
    pub(crate) meaning: String,
    /// From -1, unpleasant, to 1, pleasant.
    pub(crate) pleasant: f64,
    /// From -1, low, to 1, high.
    pub(crate) energy: f64,
    /// The id of its family; empty for an own word.
    pub(crate) family: String,
    /// Whether the person made it; the others cannot be changed.
    pub(crate) own: bool,
}

/// Which check-ins are looked for: everything that is said must hold.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct CheckInFilter {
    /// As they were typed: looked for in the note and everything that was chosen. May be empty.
    pub(crate) words: String,
    /// The id of a feeling.
    pub(crate) feeling: Option<String>,
    /// From this local day on (`2026-11-22`).
    pub(crate) from: Option<String>,
    /// Until this local day, itself included.
    pub(crate) to: Option<String>,
}

/// What there is to look at.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct FeelingsSpan {
    /// Check-ins that are not in the trash.
    pub(crate) check_ins: u32,
    /// The local day of the first.
    pub(crate) first: Option<String>,
    /// The local day of the last.
    pub(crate) last: Option<String>,
    /// The measures that were ever noted: `pleasant`, `energy`, `trust`, `safe`, `hope`, `closeness`, `intrusive`, `tracker:ID`.
    pub(crate) measures: Vec<String>,
}

/// One measure over time.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct Series {
    /// Days on which it was noted, in order.
    pub(crate) days: Vec<DayValue>,
    /// The smoothed line, in order, in pieces: it is broken where nothing was noted for long.
    pub(crate) line: Vec<Vec<LinePoint>>,
    /// How often it was noted.
    pub(crate) marks: u32,
    /// The mean of the days, if there are any.
    pub(crate) mean: Option<f64>,
}

/// What was noted on one day.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct DayValue {
    /// `2026-11-22`.
    pub(crate) day: String,
    /// The mean of the day's values; for a count their sum.
    pub(crate) value: f64,
    /// The smallest of them.
    pub(crate) lowest: f64,
    /// The largest of them.
    pub(crate) highest: f64,
    /// How many there are.
    pub(crate) marks: u32,
}

/// A point of a line.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct LinePoint {
    /// `2026-11-22`.
    pub(crate) day: String,
    /// In the measure's own unit.
    pub(crate) value: f64,
}

/// One check-in's place on the plane.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct FeltPoint {
    /// `2026-11-22`.
    pub(crate) day: String,
    /// From -1 to 1.
    pub(crate) pleasant: f64,
    /// From -1 to 1.
    pub(crate) energy: f64,
}

/// How often a word was reached for.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct WordFelt {
    /// The word's id.
    pub(crate) id: String,
    /// The word.
    pub(crate) name: String,
    /// In how many check-ins.
    pub(crate) count: u32,
    /// On how many days.
    pub(crate) days: u32,
    /// The mean of the strengths that were said.
    pub(crate) strength: Option<f64>,
    /// Check-ins by hour of the day, 24 numbers.
    pub(crate) hours: Vec<u32>,
    /// Check-ins by day of the week, Monday first, 7 numbers.
    pub(crate) weekdays: Vec<u32>,
    /// Check-ins by month, January first, 12 numbers.
    pub(crate) months: Vec<u32>,
}

/// What goes together with higher and lower days of a measure. It says nothing about causes.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct GoesWith {
    /// Days on which the measure was noted.
    pub(crate) days: u32,
    /// The measure's mean over them.
    pub(crate) mean: Option<f64>,
    /// What stood beside days that were higher, the clearest first.
    pub(crate) higher: Vec<Factor>,
    /// What stood beside days that were lower, the clearest first.
    pub(crate) lower: Vec<Factor>,
    /// With fewer days than this, with or without something, nothing is said of it.
    pub(crate) fewest: u32,
}

/// Something that was there on some days and not on others.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct Factor {
    /// `tag`, `trigger`, `need`, `place` or `tracker`.
    pub(crate) kind: String,
    /// The tag, or an id.
    pub(crate) id: String,
    /// What it is called.
    pub(crate) name: String,
    /// Days with it.
    pub(crate) with: u32,
    /// Days without it.
    pub(crate) without: u32,
    /// The measure's mean on the days with it.
    pub(crate) mean_with: f64,
    /// On the days without.
    pub(crate) mean_without: f64,
}

/// A day that stands out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct Mark {
    /// Empty for a new one: saving gives it one.
    pub(crate) id: String,
    /// The local day.
    pub(crate) day: String,
    /// `setback` or `milestone`.
    pub(crate) kind: String,
    /// A few words; may be empty.
    pub(crate) text: String,
}

/// A feeling that entries have, by the check-ins that belong to them.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct FeelingUse {
    /// The word's id.
    pub(crate) id: String,
    /// The word.
    pub(crate) name: String,
    /// Entries that have it, without those in the trash.
    pub(crate) entries: u32,
}

/// A page that was kept about a week, month, quarter or year.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export, export_to = "../../ui/src/lib/bindings/")]
pub(crate) struct KeptReview {
    /// `2026-W47`, `2026-11`, `2026-Q4` or `2026`.
    pub(crate) period: String,
    /// The entry.
    pub(crate) id: String,
}

impl CheckIn {
    /// One of this moment, with nothing in it.
    pub(crate) fn blank(now: journal::Moment) -> Self {
        Self::new(ItemId::random(), Kept::new(now))
    }

    fn new(id: ItemId, check_in: Kept) -> Self {
        let Kept { at, pleasant, energy, feelings, places, triggers, needs, pulse, trackers, note, entry, .. } = check_in;
        let named = |list: Vec<journal::Named>| list.into_iter().map(Into::into).collect();
        let slider = |name: &str| pulse.get(name).copied();
        Self {
            id: id.to_string(),
            at: moment(&at),
            pleasant,
            energy,
            feelings: feelings.into_iter().map(Into::into).collect(),
            places: named(places),
            triggers: named(triggers),
            needs: named(needs),
            pulse: Pulse {
                trust: slider("trust"),
                safe: slider("safe"),
                hope: slider("hope"),
                closeness: slider("closeness"),
                intrusive: slider("intrusive"),
            },
            trackers: trackers.into_iter().map(Into::into).collect(),
            note,
            entry: entry.map(|entry| entry.to_string()),
        }
    }

    /// As the journal keeps it. The ids of what was just typed are still empty.
    pub(crate) fn kept(self) -> Result<(ItemId, Kept), journal::Error> {
        let Self { id, at, pleasant, energy, feelings, places, triggers, needs, pulse, trackers, note, entry } = self;
        let named = |list: Vec<Named>| list.into_iter().map(Into::into).collect();
        let Pulse { trust, safe, hope, closeness, intrusive } = pulse;
        let pulse = journal::PULSE.into_iter().zip([trust, safe, hope, closeness, intrusive]);
        let kept = Kept {
            at: at.parse().map_err(|_| journal::Error::BadDate)?,
            pleasant,
            energy,
            feelings: feelings.into_iter().map(Into::into).collect(),
            places: named(places),
            triggers: named(triggers),
            needs: named(needs),
            pulse: pulse.filter_map(|(name, value)| Some((name.to_owned(), value?))).collect(),
            trackers: trackers.into_iter().map(Into::into).collect(),
            note,
            entry: entry.map(|id| item(&id)).transpose()?,
            other: Map::new(),
        };
        Ok((item(&id)?, kept))
    }
}

impl From<StoredCheckIn> for CheckIn {
    fn from(stored: StoredCheckIn) -> Self {
        Self::new(stored.id, stored.check_in)
    }
}

impl EntryRow {
    /// A check-in in the trash.
    pub(crate) fn of_check_in(stored: StoredCheckIn) -> Self {
        let words: Vec<String> = stored.check_in.feelings.into_iter().map(|felt| felt.name).collect();
        let (title, excerpt) = (words.join(", "), stored.check_in.note);
        Self::thrown(stored.id, "check-in", moment(&stored.check_in.at), title, excerpt, stored.trashed)
    }

    /// A mark in the trash.
    pub(crate) fn of_mark(stored: journal::StoredMark) -> Self {
        let day = format!("{}T00:00:00Z", stored.mark.day);
        Self::thrown(stored.id, "mark", day, stored.mark.text, String::new(), stored.trashed)
    }

    pub(super) fn thrown(
        id: ItemId,
        kind: &str,
        written_at: String,
        title: String,
        excerpt: String,
        trashed: Option<journal::Moment>,
    ) -> Self {
        Self {
            id: id.to_string(),
            kind: kind.into(),
            written_at,
            title,
            tags: Vec::new(),
            favourite: false,
            concealed: false,
            sealed_until: None,
            sealed: false,
            pictures: 0,
            picture: None,
            trashed: trashed.as_ref().map(moment),
            feelings: Vec::new(),
            excerpt,
        }
    }
}

impl TryFrom<CheckInFilter> for journal::CheckInFilter {
    type Error = journal::Error;

    fn try_from(filter: CheckInFilter) -> Result<Self, journal::Error> {
        let CheckInFilter { words, feeling, from, to } = filter;
        Ok(Self { words, feeling, from: from.map(day).transpose()?, to: to.map(day).transpose()? })
    }
}

impl From<journal::FeelingsSpan> for FeelingsSpan {
    fn from(span: journal::FeelingsSpan) -> Self {
        let journal::FeelingsSpan { check_ins, first, last, measures } = span;
        Self { check_ins, first, last, measures }
    }
}

impl From<journal::Series> for Series {
    fn from(series: journal::Series) -> Self {
        let days = series.days.into_iter().map(|noted| {
            let journal::Noted { day, value, lowest, highest, marks } = noted;
            DayValue { day: day.to_string(), value, lowest, highest, marks }
        });
        let point = |journal::DayMean { day, value }: &journal::DayMean| LinePoint { day: day.to_string(), value: *value };
        let line = series.line.iter().map(|piece| piece.iter().map(point).collect()).collect();
        Self { days: days.collect(), line, marks: series.marks, mean: series.mean }
    }
}

impl From<journal::Point> for FeltPoint {
    fn from(point: journal::Point) -> Self {
        let journal::Point { day, pleasant, energy } = point;
        Self { day, pleasant, energy }
    }
}

impl From<journal::WordUse> for WordFelt {
    fn from(word: journal::WordUse) -> Self {
        let journal::WordUse { id, name, count, days, strength, hours, weekdays, months } = word;
        let (hours, weekdays, months) = (hours.into(), weekdays.into(), months.into());
        Self { id, name, count, days, strength, hours, weekdays, months }
    }
}

impl From<journal::Factor> for Factor {
    fn from(factor: journal::Factor) -> Self {
        let journal::Factor { kind, id, name, with, without, mean_with, mean_without } = factor;
        Self { kind, id, name, with, without, mean_with, mean_without }
    }
}

impl From<journal::Use> for FeelingUse {
    fn from(one: journal::Use) -> Self {
        Self { id: one.id, name: one.name, entries: one.count }
    }
}

impl From<journal::StoredMark> for Mark {
    fn from(stored: journal::StoredMark) -> Self {
        let journal::Mark { day, kind, text, .. } = stored.mark;
        Self { id: stored.id.to_string(), day: day.to_string(), kind: kind.into(), text }
    }
}

impl From<&guide::feelings::Feeling> for Feeling {
    fn from(feeling: &guide::feelings::Feeling) -> Self {
        let guide::feelings::Feeling { id, name, meaning, pleasant, energy, family } = feeling.clone();
        let (pleasant, energy) = (pleasant.into(), energy.into());
        Self { id, name, meaning, pleasant, energy, family, own: false }
    }
}

/// Types that are the same on both sides.
macro_rules! same {
    ($($name:ident { $($field:ident),* })*) => {$(
        impl From<journal::$name> for $name {
            fn from(journal::$name { $($field),* }: journal::$name) -> Self {
                Self { $($field),* }
            }
        }

        impl From<$name> for journal::$name {
            fn from($name { $($field),* }: $name) -> Self {
                Self { $($field),* }
            }
        }
    )*};
}

same! {
    Felt { id, name, strength }
    Named { id, name }
    Tracked { id, name, value }
}
