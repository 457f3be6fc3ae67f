//! Check-ins: how it is at one moment.

use std::collections::{BTreeMap, HashSet};

use chrono::Datelike;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{Error, ItemId, MAX_BODY, Result, RevisionId, fold, record::Moment};

/// What an item that is a check-in calls itself.
pub(crate) const TYPE: &str = "check-in";

/// What the five sliders measure, 0 to 10. They are Mend's own and not a validated test.
pub const PULSE: [&str; 5] = ["trust", "safe", "hope", "closeness", "intrusive"];

/// What stands before the id of a word or phrase that the person made.
pub const OWN: &str = "own:";

/// The largest value of a counting tracker.
const MOST: f64 = 1_000_000.0;

/// How it is at one moment. Everything but the moment may be missing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CheckIn {
    /// When, with the writer's offset: a day is the local day it was written in.
    pub at: Moment,
    /// From -1, unpleasant, to 1, pleasant. Together with `energy`, or not at all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pleasant: Option<f64>,
    /// From -1, low, to 1, high.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub energy: Option<f64>,
    /// Words for it, in the order they were chosen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub feelings: Vec<Felt>,
    /// Where in the body.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Named>,
    /// What set it off.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub triggers: Vec<Named>,
    /// What would help.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<Named>,
    /// 0 to 10 each, by the names of [`PULSE`].
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub pulse: BTreeMap<String, u8>,
    /// What the person keeps an eye on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub trackers: Vec<Tracked>,
    /// A line or two in one's own words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// The entry it belongs to, if it belongs to one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<ItemId>,
    /// What a newer version wrote here: kept, and carried on.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// A word for a feeling.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Felt {
    /// The guide's id, or an own one (see [`own_id`]).
    pub id: String,
    /// The word as it was shown.
    pub name: String,
    /// From 1, a little, to 5, very much, if it was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub strength: Option<u8>,
}

/// Something chosen from a list, or written beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// The guide's id, or an own one (see [`own_id`]).
    pub id: String,
    /// The words as they were shown.
    pub name: String,
}

/// The value of something the person keeps an eye on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Tracked {
    /// The tracker's id.
    pub id: String,
    /// What it was called then.
    pub name: String,
    /// 0 to 10, 0 or 1, or a count.
    pub value: f64,
}

/// A check-in with its place in the journal.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredCheckIn {
    /// Its id.
    pub id: ItemId,
    /// The newest revisions.
    pub heads: Vec<RevisionId>,
    /// When it was moved to the trash, if it is there.
    pub trashed: Option<Moment>,
    /// What was said.
    pub check_in: CheckIn,
}

/// The id of a word or phrase that the person made: the same for every way of writing it.
pub fn own_id(name: &str) -> String {
    let folded = fold::indexed(name);
    // Signs alone (an emoji, say) are words too.
    format!("{OWN}{}", if folded.is_empty() { name.trim() } else { &folded })
}

impl CheckIn {
    /// One of this moment, with nothing in it.
    pub fn new(at: Moment) -> Self {
        Self {
            at,
            pleasant: None,
            energy: None,
            feelings: Vec::new(),
            places: Vec::new(),
            triggers: Vec::new(),
            needs: Vec::new(),
            pulse: BTreeMap::new(),
            trackers: Vec::new(),
            note: String::new(),
            entry: None,
            other: Map::new(),
        }
    }

    /// Whether nothing was said.
    pub fn is_blank(&self) -> bool {
        let Self { feelings, places, triggers, needs, pulse, trackers, .. } = self;
        self.point().is_none()
            && feelings.is_empty()
            && places.is_empty()
            && triggers.is_empty()
            && needs.is_empty()
            && pulse.is_empty()
            && trackers.is_empty()
            && self.note.trim().is_empty()
    }

    /// Pleasant and energy, if they were said and make sense.
    pub(crate) fn point(&self) -> Option<(f64, f64)> {
        let inside = |value: &f64| (-1.0..=1.0).contains(value);
        self.pleasant.filter(inside).zip(self.energy.filter(inside))
    }

    /// Every measure that was said and makes sense, by its name.
    pub(crate) fn measures(&self) -> Vec<(String, f64)> {
        let point = self.point().into_iter().flat_map(|(pleasant, energy)| [("pleasant", pleasant), ("energy", energy)]);
        let point = point.map(|(name, value)| (name.to_owned(), value));
        let known = |name: &str| PULSE.contains(&name);
        let pulse = self.pulse.iter().filter(|(name, value)| known(name) && **value <= 10);
        let pulse = pulse.map(|(name, value)| (name.clone(), f64::from(*value)));
        let trackers = self.trackers.iter().filter(|tracked| tracked.makes_sense());
        point.chain(pulse).chain(trackers.map(|tracked| (tracker(&tracked.id), tracked.value))).collect()
    }

    /// Everything in it that can be searched for, folded.
    pub(crate) fn searchable(&self) -> String {
        let named = self.places.iter().chain(&self.triggers).chain(&self.needs).map(|named| &named.name);
        let words = self.feelings.iter().map(|felt| &felt.name).chain(named).chain([&self.note]);
        words.map(|text| format!(" {}", fold::indexed(text))).collect()
    }

    /// Tidies what a person cannot mean (the same word twice) and refuses what cannot be kept.
    pub(crate) fn tidy(mut self) -> Result<Self> {
        if !(1..=9999).contains(&self.at.year()) {
            return Err(Error::BadDate);
        }
        let halves = self.pleasant.is_some() != self.energy.is_some();
        let outside = (self.pleasant.is_some() && self.point().is_none())
            || self.feelings.iter().any(|felt| felt.strength.is_some_and(|strength| !(1..=5).contains(&strength)))
            || self.pulse.values().any(|value| *value > 10)
            || self.trackers.iter().any(|tracked| !tracked.makes_sense());
        if halves || outside {
            return Err(Error::BadValue);
        }
        let mut seen = HashSet::new();
        for felt in &mut self.feelings {
            felt.name = felt.name.trim().to_owned();
        }
        self.feelings.retain(|felt| !felt.name.is_empty() && seen.insert(felt.id.clone()));
        for list in [&mut self.places, &mut self.triggers, &mut self.needs] {
            let mut seen = HashSet::new();
            for named in &mut *list {
                named.name = named.name.trim().to_owned();
            }
            list.retain(|named| !named.name.is_empty() && seen.insert(named.id.clone()));
        }
        // The last value of a tracker that was named twice is the one that was meant.
        let mut seen = HashSet::new();
        self.trackers.reverse();
        self.trackers.retain(|tracked| seen.insert(tracked.id.clone()));
        self.trackers.reverse();
        if serde_json::to_string(&self)?.len() > MAX_BODY { Err(Error::TooLong) } else { Ok(self) }
    }
}

impl Tracked {
    fn makes_sense(&self) -> bool {
        (0.0..=MOST).contains(&self.value)
    }
}

/// The name of a tracker's measure.
pub fn tracker(id: &str) -> String {
    format!("tracker:{id}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> CheckIn {
        serde_json::from_str(json).unwrap()
    }

    const AT: &str = r#""at":"2026-11-22T21:40:00+01:00""#;

    #[test]
    fn what_is_out_of_range_is_refused_and_never_measured() {
        for bad in [
            r#""pleasant":1.5,"energy":0"#,
            r#""pleasant":0.5"#,
            r#""feelings":[{"id":"wary","name":"wary","strength":6}]"#,
            r#""feelings":[{"id":"wary","name":"wary","strength":0}]"#,
            r#""pulse":{"trust":11}"#,
            r#""trackers":[{"id":"x","name":"x","value":-1}]"#,
            r#""trackers":[{"id":"x","name":"x","value":1e300}]"#,
        ] {
            let check_in = read(&format!("{{{AT},{bad}}}"));
            assert!(check_in.measures().is_empty(), "{bad}");
            assert!(matches!(check_in.tidy(), Err(Error::BadValue)), "{bad}");
        }
    }

    #[test]
    fn the_same_word_is_kept_once_and_fields_of_a_newer_version_stay() {
        let feelings =
            r#""feelings":[{"id":"wary","name":" wary "},{"id":"wary","name":"wary","strength":2},{"id":"x","name":" "}]"#;
        let check_in = read(&format!(r#"{{{AT},{feelings},"weather":"rain"}}"#)).tidy().unwrap();
        assert_eq!(check_in.feelings, [Felt { id: "wary".into(), name: "wary".into(), strength: None }]);
        assert_eq!(serde_json::to_value(&check_in).unwrap()["weather"], "rain");
    }

    #[test]
    fn an_own_word_is_one_however_it_is_written() {
        assert_eq!(own_id("Sea-sick "), own_id("sea sick"));
        assert_eq!(own_id("Été"), "own:ete");
        assert_ne!(own_id("🌊"), own_id("🌿"));
    }

    #[test]
    fn nothing_said_is_blank() {
        assert!(read(&format!("{{{AT}}}")).is_blank());
        assert!(!read(&format!(r#"{{{AT},"note":"x"}}"#)).is_blank());
        assert!(!read(&format!(r#"{{{AT},"pulse":{{"hope":0}}}}"#)).is_blank());
    }
}
