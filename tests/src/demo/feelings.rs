//! How it was, over the demo's months: check-ins, marks, and the person's own words and trackers.

use std::collections::BTreeMap;

use chrono::NaiveTime;
use guide::feelings::{Phrase, feelings};
use journal::{CheckIn, Felt, ItemId, Journal, Mark, MarkKind, Moment, Named, OWN, PULSE, Tracked, own_id};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::{DemoError, moment};

const CHECK_INS: &str = include_str!("../../demo/check-ins.toml");

/// The file, whose first lines explain it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Kept {
    tracker: Vec<Tracker>,
    feeling: Vec<OwnWord>,
    mark: Vec<Marked>,
    check_in: Vec<Said>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Tracker {
    id: String,
    name: String,
    kind: TrackerKind,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum TrackerKind {
    Count,
    YesNo,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OwnWord {
    name: String,
    meaning: String,
    pleasant: f64,
    energy: f64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Marked {
    days_ago: u64,
    kind: MarkKind,
    text: String,
    #[serde(default)]
    trashed: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Said {
    days_ago: u64,
    at: NaiveTime,
    point: [f64; 2],
    words: Vec<String>,
    #[serde(default)]
    places: Vec<String>,
    #[serde(default)]
    triggers: Vec<String>,
    #[serde(default)]
    needs: Vec<String>,
    pulse: Option<[u8; PULSE.len()]>,
    #[serde(default)]
    trackers: BTreeMap<String, f64>,
    #[serde(default)]
    note: String,
    /// Whether it belongs to the day's entry that is nearest in time.
    #[serde(default)]
    for_entry: bool,
    #[serde(default)]
    trashed: bool,
}

/// Writes all of it into the demo; `entries` are those that are there already.
pub(super) fn write(journal: &mut Journal, entries: &[(ItemId, Moment)], now: Moment) -> Result<(), DemoError> {
    let kept = Kept::read()?;
    journal.set_setting(journal::Drawer::Settings, "trackers", kept.own_trackers(), now)?;
    journal.set_setting(journal::Drawer::Settings, "feelings", kept.own_words(), now)?;
    let yesterday = moment(now, 1, NaiveTime::default());
    for said in &kept.check_in {
        let check_in = kept.check_in(said, entries, now)?;
        let (id, at) = (ItemId::random(), check_in.at);
        journal.save_check_in(id, check_in, at)?;
        if said.trashed {
            journal.trash(id, yesterday)?;
        }
    }
    for Marked { days_ago, kind, text, trashed } in kept.mark {
        let (id, at) = (ItemId::random(), moment(now, days_ago, NaiveTime::default()));
        journal.save_mark(id, Mark { day: at.date_naive(), kind, text, other: Map::new() }, at)?;
        if trashed {
            journal.trash(id, yesterday)?;
        }
    }
    Ok(())
}

impl Kept {
    fn read() -> Result<Self, DemoError> {
        toml::from_str(CHECK_INS).map_err(DemoError::Content)
    }

    /// As the program keeps them: the shape of `Tracker.ts`.
    fn own_trackers(&self) -> Value {
        let shape = |Tracker { id, name, kind }: &Tracker| json!({ "id": id, "name": name, "kind": kind, "archived": false });
        self.tracker.iter().map(shape).collect()
    }

    /// As the program keeps them: the shape of `Feeling.ts`.
    fn own_words(&self) -> Value {
        let shape = |OwnWord { name, meaning, pleasant, energy }: &OwnWord| {
            json!({
                "id": own_id(name), "name": name, "meaning": meaning,
                "pleasant": pleasant, "energy": energy,
                "family": "", "own": true,
            })
        };
        self.feeling.iter().map(shape).collect()
    }

    fn check_in(&self, said: &Said, entries: &[(ItemId, Moment)], now: Moment) -> Result<CheckIn, DemoError> {
        let at = moment(now, said.days_ago, said.at);
        let guide = feelings();
        let place = |id: &str| guide.places.iter().find(|place| place.id == id).map(|place| place.name.as_str());
        let entry = if said.for_entry { Some(nearest(entries, at).ok_or(DemoError::NoEntry(said.days_ago))?) } else { None };
        Ok(CheckIn {
            pleasant: Some(said.point[0]),
            energy: Some(said.point[1]),
            feelings: said.words.iter().map(|word| self.felt(word)).collect::<Result<_, _>>()?,
            places: named(&said.places, place)?,
            triggers: named(&said.triggers, |id| text(&guide.triggers, id))?,
            needs: named(&said.needs, |id| text(&guide.needs, id))?,
            pulse: PULSE.into_iter().map(str::to_owned).zip(said.pulse.into_iter().flatten()).collect(),
            trackers: said.trackers.iter().map(|(id, value)| self.tracked(id, *value)).collect::<Result<_, _>>()?,
            note: said.note.clone(),
            entry,
            ..CheckIn::new(at)
        })
    }

    /// `on-guard 3`, `on-guard`, or `own:` and the name of an own word.
    fn felt(&self, said: &str) -> Result<Felt, DemoError> {
        let with_strength = said.rsplit_once(' ').and_then(|(word, strength)| Some((word, Some(strength.parse().ok()?))));
        let (word, strength) = with_strength.unwrap_or((said, None));
        let found = match word.strip_prefix(OWN) {
            Some(own) => self.feeling.iter().find(|feeling| feeling.name == own).map(|feeling| (own_id(own), &feeling.name)),
            None => feelings().feelings.iter().find(|feeling| feeling.id == word).map(|feeling| (word.to_owned(), &feeling.name)),
        };
        let (id, name) = found.ok_or_else(|| DemoError::Unknown(said.to_owned()))?;
        Ok(Felt { id, name: name.clone(), strength })
    }

    fn tracked(&self, id: &str, value: f64) -> Result<Tracked, DemoError> {
        let tracker = self.tracker.iter().find(|tracker| tracker.id == id).ok_or_else(|| DemoError::Unknown(id.to_owned()))?;
        Ok(Tracked { id: id.to_owned(), name: tracker.name.clone(), value })
    }
}

/// What has a name in the guide by its id, and what the person wrote beside it.
fn named(said: &[String], name: impl Fn(&str) -> Option<&'static str>) -> Result<Vec<Named>, DemoError> {
    let named = |said: &String| match said.strip_prefix(OWN) {
        Some(own) => Ok(Named { id: own_id(own), name: own.to_owned() }),
        None => {
            let name = name(said).ok_or_else(|| DemoError::Unknown(said.clone()))?;
            Ok(Named { id: said.clone(), name: name.to_owned() })
        }
    };
    said.iter().map(named).collect()
}

fn text(phrases: &'static [Phrase], id: &str) -> Option<&'static str> {
    phrases.iter().find(|phrase| phrase.id == id).map(|phrase| phrase.text.as_str())
}

/// The entry of that day that is nearest in time.
fn nearest(entries: &[(ItemId, Moment)], at: Moment) -> Option<ItemId> {
    let same_day = entries.iter().filter(|(_, written_at)| written_at.date_naive() == at.date_naive());
    same_day.min_by_key(|(_, written_at)| (*written_at - at).abs()).map(|(id, _)| *id)
}

#[cfg(test)]
mod tests {
    use chrono::{Local, TimeZone};

    use super::*;

    /// The last minute of the day that the demo was written for.
    fn now() -> Moment {
        Local.with_ymd_and_hms(2026, 11, 22, 23, 59, 0).unwrap().fixed_offset()
    }

    #[test]
    fn every_word_is_known_and_lies_near_the_point_it_was_chosen_for() {
        let kept = Kept::read().unwrap();
        let own = kept.feeling.iter().map(|word| (own_id(&word.name), word.pleasant, word.energy));
        let guide = feelings().feelings.iter().map(|word| (word.id.clone(), word.pleasant.into(), word.energy.into()));
        let places: Vec<(String, f64, f64)> = guide.chain(own).collect();
        let entries = super::super::entries().unwrap();
        let entries: Vec<_> =
            entries.iter().map(|written| (ItemId::random(), moment(now(), written.days_ago, written.time))).collect();
        for said in &kept.check_in {
            let check_in = kept.check_in(said, &entries, now()).unwrap();
            for felt in &check_in.feelings {
                let (_, pleasant, energy) = places.iter().find(|place| place.0 == felt.id).unwrap();
                let away = (said.point[0] - pleasant).hypot(said.point[1] - energy);
                assert!(away <= 0.6, "{} is {away:.2} from the point of {} days ago, {}", felt.id, said.days_ago, said.at);
            }
        }
    }

    #[test]
    fn check_ins_and_marks_lie_within_the_demos_days_in_order() {
        let Kept { mark, check_in, .. } = Kept::read().unwrap();
        let first = super::super::entries().unwrap()[0].days_ago;
        assert!(check_in.iter().map(|said| said.days_ago).chain(mark.iter().map(|mark| mark.days_ago)).all(|days| days <= first));
        assert!(check_in.is_sorted_by_key(|said| (std::cmp::Reverse(said.days_ago), said.at)));
        assert!(mark.iter().all(|mark| matches!(mark.kind, MarkKind::Setback | MarkKind::Milestone)));
    }

    #[test]
    fn an_unknown_word_is_noticed() {
        let mut kept = Kept::read().unwrap();
        assert_eq!(kept.felt("own:by the clock 3").unwrap().strength, Some(3));
        assert_eq!(kept.felt("on-guard").unwrap().strength, None);
        for part in ["words", "places", "triggers", "needs"] {
            let mut said = kept.check_in.remove(0);
            let list = match part {
                "words" => &mut said.words,
                "places" => &mut said.places,
                "triggers" => &mut said.triggers,
                _ => &mut said.needs,
            };
            list.push("renamed".into());
            said.for_entry = false;
            assert!(matches!(kept.check_in(&said, &[], now()), Err(DemoError::Unknown(name)) if name == "renamed"), "{part}");
        }
    }

    #[test]
    fn the_demo_has_its_feelings_its_review_and_something_in_the_trash() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("demo.mend");
        super::super::write(&path, now()).unwrap();
        let key = journal::Key::Passphrase(journal::Passphrase::new(super::super::PASSPHRASE).unwrap());
        let (journal, _) = Journal::unlock(&path, &key, now(), &mut |_| {}).unwrap();
        let kept = Kept::read().unwrap();
        assert_eq!(journal.feelings_span().unwrap().check_ins as usize, kept.check_in.len() - 1);
        assert_eq!((journal.trashed_check_ins().unwrap().len(), journal.trashed_marks().unwrap().len()), (1, 1));
        let periods: Vec<String> = journal.reviews().unwrap().into_iter().map(|(period, _)| period).collect();
        assert_eq!(periods, ["2026-10"]);
        assert_eq!(journal.setting(journal::Drawer::Settings, "trackers").unwrap().unwrap()[1]["kind"], "yes-no");
        assert_eq!(journal.setting(journal::Drawer::Settings, "feelings").unwrap().unwrap()[0]["id"], "own:by the clock");
    }
}
