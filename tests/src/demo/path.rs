//! The path in the demo: who writes, what she answered to its primer, and where on it she found herself.

use chrono::NaiveTime;
use guide::paths::{Path, paths};
use journal::{Drawer, ItemId, Journal, Moment, Place};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{DemoError, moment};

const PLACES: &str = include_str!("../../demo/places.toml");

/// The file, whose first lines explain it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Kept {
    path: String,
    primer: Vec<Answered>,
    place: Vec<Found>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Answered {
    days_ago: u64,
    /// As the primer offers it.
    answer: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Found {
    days_ago: u64,
    at: NaiveTime,
    along: f64,
    #[serde(default)]
    words: String,
    #[serde(default)]
    trashed: bool,
}

/// Writes all of it into the demo.
pub(super) fn write(journal: &mut Journal, now: Moment) -> Result<(), DemoError> {
    let kept = Kept::read()?;
    let path = kept.path()?;
    journal.set_setting(Drawer::Reflect, "person", person(), now)?;
    journal.set_setting(Drawer::Reflect, &format!("primer:{}", path.id), kept.answers(path, now)?, now)?;
    for Found { days_ago, at, along, words, trashed } in kept.place {
        let (id, at) = (ItemId::random(), moment(now, days_ago, at));
        journal.save_place(id, Place { at, path: path.id.clone(), along, words, other: Map::new() }, at)?;
        if trashed {
            journal.trash(id, moment(now, 1, NaiveTime::default()))?;
        }
    }
    Ok(())
}

/// As the program keeps her: the shape of `Person.ts`.
fn person() -> Value {
    json!({
        "point_of_view": "hurt", "about": "partner", "word": "Jonas",
        "stage": "middle", "welcomed": true, "asked": false,
    })
}

impl Kept {
    fn read() -> Result<Self, DemoError> {
        toml::from_str(PLACES).map_err(DemoError::Content)
    }

    fn path(&self) -> Result<&'static Path, DemoError> {
        paths().iter().find(|path| path.id == self.path).ok_or_else(|| DemoError::Unknown(self.path.clone()))
    }

    /// As the program keeps them: the shape of `PrimerAnswer.ts`.
    fn answers(&self, path: &Path, now: Moment) -> Result<Value, DemoError> {
        let shape = |Answered { days_ago, answer }: &Answered| {
            let place = path.primer.answers.iter().position(|offered| offered == answer);
            let place = place.ok_or_else(|| DemoError::Unknown(answer.clone()))?;
            Ok(json!({ "day": moment(now, *days_ago, NaiveTime::default()).date_naive(), "answer": place }))
        };
        self.primer.iter().map(shape).collect()
    }
}

#[cfg(test)]
mod tests {
    use chrono::{Days, Local, NaiveDate, TimeZone};
    use journal::{Key, MarkKind, Passphrase};

    use super::*;

    /// The last minute of the day that the demo was written for.
    fn now() -> Moment {
        Local.with_ymd_and_hms(2026, 11, 22, 23, 59, 0).unwrap().fixed_offset()
    }

    #[test]
    fn the_demo_has_a_path_that_goes_to_and_fro_and_something_of_it_in_the_trash() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("demo.mend");
        super::super::write(&file, now()).unwrap();
        let key = Key::Passphrase(Passphrase::new(super::super::PASSPHRASE).unwrap());
        let (journal, _) = Journal::unlock(&file, &key, now(), &mut |_| {}).unwrap();

        let primer = journal.setting(Drawer::Reflect, "primer:hurt").unwrap().unwrap();
        assert_eq!(primer, json!([{ "day": "2026-06-14", "answer": 1 }, { "day": "2026-07-26", "answer": 0 }]));
        assert_eq!(journal.setting(Drawer::Reflect, "person").unwrap().unwrap()["word"], "Jonas");

        let places: Vec<Place> = journal.places("hurt").unwrap().into_iter().map(|stored| stored.place).collect();
        assert!((8..=11).contains(&places.len()));
        assert!(places.iter().any(|place| place.words.is_empty()));
        let turns = places.windows(3).filter(|at| (at[1].along > at[0].along) != (at[2].along > at[1].along)).count();
        assert!(turns >= 4, "{turns}");
        let last_day = now().date_naive();
        for setback in journal.marks(last_day - Days::new(181), last_day).unwrap() {
            if setback.mark.kind == MarkKind::Setback {
                let after = places.iter().position(|place| place.at.date_naive() >= setback.mark.day).unwrap();
                assert!(places[after].along < places[after - 1].along, "{}", setback.mark.text);
            }
        }
        let thrown = journal.trashed_places().unwrap();
        let days: Vec<NaiveDate> = thrown.iter().filter_map(|stored| Some(stored.trashed?.date_naive())).collect();
        assert_eq!(days, [last_day - Days::new(1)]);

        let room = journal.gatherings().unwrap().into_iter().find(|gathering| gathering.step == "room-for-anger").unwrap();
        assert!(room.entries > 5 && room.letters > 1);
        assert_eq!(journal.answers_to("path:room-for-anger").unwrap().len(), 2);
        assert_eq!(journal.unfinished_rows().unwrap().len(), 1);
    }

    #[test]
    fn the_path_is_walked_from_its_primers_yes_on() {
        let kept = Kept::read().unwrap();
        assert!(kept.primer.is_sorted_by_key(|answered| std::cmp::Reverse(answered.days_ago)));
        assert!(kept.place.is_sorted_by_key(|found| (std::cmp::Reverse(found.days_ago), found.at)));
        let yes = kept.primer.last().unwrap().days_ago;
        let asked = super::super::entries().unwrap().into_iter().filter(|written| written.asks.is_some());
        assert!(
            kept.place.iter().map(|found| found.days_ago).chain(asked.map(|written| written.days_ago)).all(|days| days <= yes)
        );
    }

    #[test]
    fn an_unknown_path_or_answer_is_noticed() {
        let mut kept = Kept::read().unwrap();
        let path = kept.path().unwrap();
        kept.primer[0].answer = "renamed".into();
        assert!(matches!(kept.answers(path, now()), Err(DemoError::Unknown(name)) if name == "renamed"));
        kept.path = "renamed".into();
        assert!(matches!(kept.path(), Err(DemoError::Unknown(name)) if name == "renamed"));
    }
}
