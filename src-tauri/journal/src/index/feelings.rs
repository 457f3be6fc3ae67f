//! Check-ins and marks in the index, and what is gathered from them.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate, Timelike};
use rusqlite::{params, params_from_iter, types::Value as Sql};

use super::Index;
use crate::{
    CheckIn, ItemId, Mark, Result, StoredCheckIn, StoredMark, fold,
    item::check_in,
    statistics::{self, DayMean, Gathered},
};

pub(super) const SCHEMA: &str = "
    -- A check-in; rowid is the item's. What follows it holds only those that are not in the trash.
    CREATE TABLE check_in (rowid INTEGER PRIMARY KEY, day TEXT NOT NULL, moment INTEGER NOT NULL, hour INTEGER NOT NULL,
                           weekday INTEGER NOT NULL, pleasant REAL, energy REAL, entry BLOB, words TEXT NOT NULL,
                           trashed INTEGER NOT NULL) STRICT;
    CREATE INDEX check_in_day ON check_in (trashed, day, moment, rowid);
    CREATE INDEX check_in_entry ON check_in (entry, trashed) WHERE entry IS NOT NULL;
    CREATE TABLE felt (row INTEGER, word TEXT, place INTEGER NOT NULL, name TEXT NOT NULL, strength INTEGER, PRIMARY KEY (row, word))
        WITHOUT ROWID, STRICT;
    CREATE INDEX felt_word ON felt (word);
    CREATE TABLE around (row INTEGER, what TEXT, id TEXT, name TEXT NOT NULL, PRIMARY KEY (row, what, id)) WITHOUT ROWID, STRICT;
    CREATE TABLE measured (measure TEXT, day TEXT, row INTEGER, value REAL NOT NULL, PRIMARY KEY (measure, day, row))
        WITHOUT ROWID, STRICT;
    CREATE INDEX measured_row ON measured (row);

    CREATE TABLE mark (rowid INTEGER PRIMARY KEY, day TEXT NOT NULL, kind TEXT NOT NULL, trashed INTEGER NOT NULL) STRICT;
    CREATE INDEX mark_day ON mark (trashed, day);
";

/// With fewer days than this, with or without something, nothing is said of it.
pub const FEWEST_DAYS: u32 = 10;

/// At most so many things are named on either side.
const FACTORS: usize = 8;

/// So many standard errors have to lie between two means before their difference is told.
const CLEAR: f64 = 2.0;

/// Which check-ins are looked for: everything that is said must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CheckInFilter {
    /// Looked for in the note and everything that was chosen; each as a beginning of a word.
    pub words: String,
    /// The id of a feeling.
    pub feeling: Option<String>,
    /// From this local day on.
    pub from: Option<NaiveDate>,
    /// Until this local day, itself included.
    pub to: Option<NaiveDate>,
}

/// What check-ins there are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Span {
    /// How many.
    pub check_ins: u32,
    /// The local day of the first.
    pub first: Option<String>,
    /// The local day of the last.
    pub last: Option<String>,
    /// Every measure that was ever noted.
    pub measures: Vec<String>,
}

/// How several values of a day become one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PerDay {
    /// Their mean.
    Mean,
    /// Their sum.
    Sum,
}

/// One measure over time.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Series {
    /// Days on which it was noted, in order.
    pub days: Vec<Noted>,
    /// See [`statistics::smooth`].
    pub line: Vec<Vec<DayMean>>,
    /// How often it was noted.
    pub marks: u32,
    /// The mean of the days.
    pub mean: Option<f64>,
}

/// What was noted on one day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Noted {
    /// The local day.
    pub day: NaiveDate,
    /// The mean of the day's values, or their sum.
    pub value: f64,
    /// The smallest of them.
    pub lowest: f64,
    /// The largest of them.
    pub highest: f64,
    /// How many there are.
    pub marks: u32,
}

/// A check-in's place on the plane.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// The local day.
    pub day: String,
    /// From -1 to 1.
    pub pleasant: f64,
    /// From -1 to 1.
    pub energy: f64,
}

/// How often a word was reached for.
#[derive(Debug, Clone, PartialEq)]
pub struct WordUse {
    /// The word's id.
    pub id: String,
    /// The word as it was last shown.
    pub name: String,
    /// In how many check-ins.
    pub count: u32,
    /// On how many days.
    pub days: u32,
    /// The mean of the strengths that were said.
    pub strength: Option<f64>,
    /// Check-ins by the hour of the day.
    pub hours: [u32; 24],
    /// Check-ins by the day of the week, Monday first.
    pub weekdays: [u32; 7],
    /// Check-ins by the month, January first.
    pub months: [u32; 12],
}

/// What goes together with higher and lower days of a measure. It says nothing about causes.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct GoesWith {
    /// Days on which the measure was noted.
    pub days: u32,
    /// The measure's mean over them.
    pub mean: Option<f64>,
    /// What stood beside higher days, the largest difference first.
    pub higher: Vec<Factor>,
    /// What stood beside lower days, the largest difference first.
    pub lower: Vec<Factor>,
}

/// Something that was there on some days and not on others.
#[derive(Debug, Clone, PartialEq)]
pub struct Factor {
    /// `tag`, `trigger`, `need`, `place` or `tracker`.
    pub kind: String,
    /// The tag, or an id.
    pub id: String,
    /// What it was last called.
    pub name: String,
    /// Days with it.
    pub with: u32,
    /// Days without it.
    pub without: u32,
    /// The measure's mean on the days with it.
    pub mean_with: f64,
    /// On the days without.
    pub mean_without: f64,
}

/// A thing on its days, while they are gathered.
#[derive(Default)]
struct Thing {
    kind: String,
    name: String,
    /// The last of its days.
    last: String,
    days: Gathered,
}

/// Something chosen in check-ins, and in how many things.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Use {
    /// Its id.
    pub id: String,
    /// What it was last called.
    pub name: String,
    /// How often.
    pub count: u32,
}

impl Index {
    pub(super) fn show_check_in(&self, row: i64, check_in: &CheckIn, trashed: bool) -> Result<()> {
        let (day, at) = (check_in.at.date_naive().to_string(), check_in.at);
        let (pleasant, energy) = check_in.point().unzip();
        let weekday = at.weekday().num_days_from_monday();
        self.db.prepare_cached("INSERT INTO check_in VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)")?.execute(params![
            row,
            day,
            at.timestamp_millis(),
            at.hour(),
            weekday,
            pleasant,
            energy,
            check_in.entry,
            check_in.searchable(),
            trashed
        ])?;
        if trashed {
            return Ok(());
        }
        let mut felt = self.db.prepare_cached("INSERT OR IGNORE INTO felt VALUES (?1, ?2, ?3, ?4, ?5)")?;
        for (place, word) in check_in.feelings.iter().enumerate() {
            let strength = word.strength.filter(|strength| (1..=5).contains(strength));
            felt.execute(params![row, word.id, place, word.name, strength])?;
        }
        let mut around = self.db.prepare_cached("INSERT OR IGNORE INTO around VALUES (?1, ?2, ?3, ?4)")?;
        for (what, list) in [("place", &check_in.places), ("trigger", &check_in.triggers), ("need", &check_in.needs)] {
            for named in list {
                around.execute(params![row, what, named.id, named.name])?;
            }
        }
        let mut measured = self.db.prepare_cached("INSERT OR REPLACE INTO measured VALUES (?1, ?2, ?3, ?4)")?;
        for (measure, value) in check_in.measures() {
            measured.execute(params![measure, day, row, value])?;
        }
        Ok(())
    }

    pub(super) fn show_mark(&self, row: i64, mark: &Mark, trashed: bool) -> Result<()> {
        let sql = "INSERT INTO mark VALUES (?1, ?2, ?3, ?4)";
        self.db.prepare_cached(sql)?.execute(params![row, mark.day.to_string(), mark.kind.as_str(), trashed])?;
        Ok(())
    }

    pub(super) fn hide_feelings(&self, row: i64) -> Result<()> {
        self.db.prepare_cached("DELETE FROM mark WHERE rowid = ?1")?.execute([row])?;
        if self.db.prepare_cached("DELETE FROM check_in WHERE rowid = ?1")?.execute([row])? > 0 {
            for table in ["felt", "around", "measured"] {
                self.db.prepare_cached(&format!("DELETE FROM {table} WHERE row = ?1"))?.execute([row])?;
            }
        }
        Ok(())
    }

    /// One check-in, also from the trash.
    pub(crate) fn check_in(&self, item: ItemId) -> Result<Option<StoredCheckIn>> {
        let Some(state) = self.state(item)?.filter(|state| state.kind == check_in::TYPE) else {
            return Ok(None);
        };
        // What does not fit this version's check-in was not put among them either.
        let Ok(check_in) = serde_json::from_value(state.content.into()) else {
            return Ok(None);
        };
        Ok(Some(StoredCheckIn { id: item, heads: self.revision_heads(item)?, trashed: state.trashed, check_in }))
    }

    /// A part of the check-ins that fit, newest first.
    pub(crate) fn check_ins(&self, filter: &CheckInFilter, offset: u32, limit: u32) -> Result<Vec<StoredCheckIn>> {
        let mut sql = String::from("SELECT item.id FROM check_in JOIN item USING (rowid) WHERE check_in.trashed = 0");
        let mut values = Vec::new();
        let mut must = |condition: &str, value: String| {
            values.push(Sql::Text(value));
            sql.push_str(&condition.replace('?', &format!("?{}", values.len())));
        };
        if let Some(from) = filter.from {
            must(" AND day >= ?", from.to_string());
        }
        if let Some(to) = filter.to {
            must(" AND day <= ?", to.to_string());
        }
        if let Some(feeling) = &filter.feeling {
            must(" AND check_in.rowid IN (SELECT row FROM felt WHERE word = ?)", feeling.clone());
        }
        for token in fold::tokens(&filter.words) {
            // Folded words are letters and digits: nothing in them means something to LIKE.
            must(" AND words LIKE ?", format!("% {}%", token.folded));
        }
        sql.push_str(&format!(" ORDER BY day DESC, moment DESC, check_in.rowid DESC LIMIT {limit} OFFSET {offset}"));
        let mut found = self.db.prepare_cached(&sql)?;
        let ids = found.query_map(params_from_iter(values), |row| row.get(0))?.collect::<rusqlite::Result<Vec<ItemId>>>()?;
        self.all_check_ins(ids)
    }

    /// The check-ins that belong to an entry, oldest first.
    pub(crate) fn check_ins_of(&self, entry: ItemId) -> Result<Vec<StoredCheckIn>> {
        let sql = "SELECT item.id FROM check_in JOIN item USING (rowid) WHERE entry = ?1 AND check_in.trashed = 0
                   ORDER BY moment, check_in.rowid";
        let mut found = self.db.prepare_cached(sql)?;
        let ids = found.query_map([entry], |row| row.get(0))?.collect::<rusqlite::Result<Vec<ItemId>>>()?;
        self.all_check_ins(ids)
    }

    /// What is in the trash, last thrown away first.
    pub(crate) fn trashed_check_ins(&self) -> Result<Vec<StoredCheckIn>> {
        let sql = "SELECT item.id FROM check_in JOIN item USING (rowid) WHERE check_in.trashed = 1
                   ORDER BY julianday(item.trashed) DESC, check_in.rowid DESC";
        let mut found = self.db.prepare_cached(sql)?;
        let ids = found.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<ItemId>>>()?;
        self.all_check_ins(ids)
    }

    fn all_check_ins(&self, ids: Vec<ItemId>) -> Result<Vec<StoredCheckIn>> {
        ids.into_iter().filter_map(|id| self.check_in(id).transpose()).collect()
    }

    /// What check-ins there are.
    pub(crate) fn feelings_span(&self) -> Result<Span> {
        let sql = "SELECT count(*), min(day), max(day) FROM check_in WHERE trashed = 0";
        let mut span = self.db.prepare_cached(sql)?.query_row([], |row| {
            Ok(Span { check_ins: row.get(0)?, first: row.get(1)?, last: row.get(2)?, measures: Vec::new() })
        })?;
        // From one measure to the next, instead of over all values.
        let sql = "SELECT min(measure) FROM measured WHERE measure > ?1";
        let mut last = String::new();
        while let Some(measure) = self.db.prepare_cached(sql)?.query_row([&last], |row| row.get::<_, Option<String>>(0))? {
            span.measures.push(measure.clone());
            last = measure;
        }
        Ok(span)
    }

    /// One measure, day by day; both ends included.
    pub(crate) fn series(&self, measure: &str, per_day: PerDay, from: NaiveDate, to: NaiveDate) -> Result<Series> {
        let of_day = match per_day {
            PerDay::Mean => "avg(value)",
            PerDay::Sum => "sum(value)",
        };
        let sql = format!(
            "SELECT day, {of_day}, min(value), max(value), count(*) FROM measured
             WHERE measure = ?1 AND day BETWEEN ?2 AND ?3 GROUP BY day ORDER BY day"
        );
        let mut days = self.db.prepare_cached(&sql)?;
        let rows = days.query_map(params![measure, from.to_string(), to.to_string()], |row| {
            let day: String = row.get(0)?;
            Ok((day.parse().ok(), row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
        })?;
        let mut series = Series::default();
        for row in rows {
            let (Some(day), value, lowest, highest, marks) = row? else { continue };
            series.marks += marks;
            series.days.push(Noted { day, value, lowest, highest, marks });
        }
        let means: Vec<_> = series.days.iter().map(|noted| DayMean { day: noted.day, value: noted.value }).collect();
        series.line = statistics::smooth(&means, statistics::bandwidth(from, to));
        series.mean = (!means.is_empty()).then(|| means.iter().map(|day| day.value).sum::<f64>() / means.len() as f64);
        Ok(series)
    }

    /// Where check-ins lie on the plane, in order of time.
    pub(crate) fn points(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<Point>> {
        let sql = "SELECT day, pleasant, energy FROM check_in
                   WHERE trashed = 0 AND day BETWEEN ?1 AND ?2 AND pleasant IS NOT NULL ORDER BY day, moment, rowid";
        let mut points = self.db.prepare_cached(sql)?;
        let rows = points.query_map([from.to_string(), to.to_string()], |row| {
            Ok(Point { day: row.get(0)?, pleasant: row.get(1)?, energy: row.get(2)? })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The words that were reached for, most used first.
    pub(crate) fn words_felt(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<WordUse>> {
        let sql = "SELECT word, name, strength, day, hour, weekday FROM check_in CROSS JOIN felt ON felt.row = check_in.rowid
                   WHERE trashed = 0 AND day BETWEEN ?1 AND ?2 ORDER BY day, moment, check_in.rowid";
        let mut felt = self.db.prepare_cached(sql)?;
        let mut rows = felt.query([from.to_string(), to.to_string()])?;
        let mut words: HashMap<String, (WordUse, Gathered, String)> = HashMap::new();
        while let Some(row) = rows.next()? {
            let id = row.get_ref(0)?.as_str().unwrap_or_default();
            let name = row.get_ref(1)?.as_str().unwrap_or_default();
            let day = row.get_ref(3)?.as_str().unwrap_or_default();
            if !words.contains_key(id) {
                let (hours, weekdays, months) = ([0; 24], [0; 7], [0; 12]);
                let new =
                    WordUse { id: id.into(), name: name.into(), count: 0, days: 0, strength: None, hours, weekdays, months };
                words.insert(id.to_owned(), (new, Gathered::default(), String::new()));
            }
            let Some((word, strengths, last)) = words.get_mut(id) else { continue };
            word.count += 1;
            if word.name != name {
                word.name = name.to_owned();
            }
            if last != day {
                word.days += 1;
                day.clone_into(last);
            }
            if let Some(strength) = row.get::<_, Option<f64>>(2)? {
                strengths.add(strength);
            }
            let month = day.get(5..7).and_then(|month| month.parse::<usize>().ok()).and_then(|month| month.checked_sub(1));
            let places = [
                word.hours.get_mut(row.get::<_, usize>(4)?),
                word.weekdays.get_mut(row.get::<_, usize>(5)?),
                month.and_then(|month| word.months.get_mut(month)),
            ];
            places.into_iter().flatten().for_each(|count| *count += 1);
        }
        let mut words: Vec<WordUse> = words
            .into_values()
            .map(|(word, strengths, _)| WordUse { strength: (strengths.count() > 0).then(|| strengths.mean()), ..word })
            .collect();
        words.sort_by(|one, other| other.count.cmp(&one.count).then_with(|| one.name.cmp(&other.name)));
        Ok(words)
    }

    /// What goes together with higher and lower days of a measure.
    ///
    /// A day has a thing if an entry of it has the tag, or a check-in of it names it. Of the days on which a tracker was noted,
    /// those above its mean have it, and the others do not. Told is what was there on at least [`FEWEST_DAYS`] days and was not on
    /// as many, and whose two means lie at least two standard errors apart.
    pub(crate) fn goes_with(&self, measure: &str, per_day: PerDay, from: NaiveDate, to: NaiveDate) -> Result<GoesWith> {
        let series = self.series(measure, per_day, from, to)?;
        let values: HashMap<String, f64> = series.days.iter().map(|noted| (noted.day.to_string(), noted.value)).collect();
        let mut all = Gathered::default();
        series.days.iter().for_each(|noted| all.add(noted.value));
        let (first, last) = (from.to_string(), to.to_string());
        // Both come in the order of their days, so that a thing's second time on a day is seen at once.
        let tags = "SELECT day, 'tag', tag, tag FROM entry CROSS JOIN tag ON tag.row = entry.rowid
                    WHERE trashed = 0 AND month BETWEEN substr(?1, 1, 7) AND substr(?2, 1, 7) AND day BETWEEN ?1 AND ?2
                    ORDER BY month, day, moment, entry.rowid";
        let around = "SELECT day, what, id, name FROM check_in CROSS JOIN around ON around.row = check_in.rowid
                      WHERE trashed = 0 AND day BETWEEN ?1 AND ?2 ORDER BY day, moment, check_in.rowid";
        let mut sides = Vec::new();
        for sql in [tags, around] {
            let mut things: HashMap<String, Vec<Thing>> = HashMap::new();
            let mut found = self.db.prepare_cached(sql)?;
            let mut rows = found.query([&first, &last])?;
            let (mut day, mut value) = (String::new(), None);
            while let Some(row) = rows.next()? {
                let text = |column| row.get_ref(column).ok().and_then(|text| text.as_str().ok()).unwrap_or_default();
                if text(0) != day {
                    text(0).clone_into(&mut day);
                    value = values.get(&day).copied();
                }
                let (Some(value), kind, id, name) = (value, text(1), text(2), text(3)) else { continue };
                if !things.contains_key(id) {
                    things.insert(id.to_owned(), Vec::new());
                }
                // One id can be of two kinds; three at most.
                let Some(same) = things.get_mut(id) else { continue };
                let place = same.iter().position(|thing| thing.kind == kind).unwrap_or_else(|| {
                    same.push(Thing { kind: kind.to_owned(), ..Thing::default() });
                    same.len() - 1
                });
                if let Some(thing) = same.get_mut(place).filter(|thing| thing.last != day) {
                    thing.last.clone_from(&day);
                    name.clone_into(&mut thing.name);
                    thing.days.add(value);
                }
            }
            for (id, same) in things {
                let side = |Thing { kind, name, days, .. }| ((kind, id.clone()), name, days, all.without(&days));
                sides.extend(same.into_iter().map(side));
            }
        }
        for tracked in self.feelings_span()?.measures.iter().filter(|other| *other != measure) {
            let Some(id) = tracked.strip_prefix("tracker:") else { continue };
            let days = self.series(tracked, PerDay::Mean, from, to)?;
            let (mut with, mut without) = (Gathered::default(), Gathered::default());
            for noted in &days.days {
                if let Some(value) = values.get(&noted.day.to_string()) {
                    if days.mean.is_some_and(|mean| noted.value > mean) { with.add(*value) } else { without.add(*value) }
                }
            }
            // What it is called now, the caller knows.
            sides.push((("tracker".to_owned(), id.to_owned()), String::new(), with, without));
        }
        let mut told = GoesWith { days: all.count(), mean: series.mean, ..GoesWith::default() };
        for ((kind, id), name, with, without) in sides {
            if with.count() < FEWEST_DAYS || without.count() < FEWEST_DAYS {
                continue;
            }
            let clearness = with.clearness(&without);
            let side = if clearness > 0.0 { &mut told.higher } else { &mut told.lower };
            if clearness.abs() >= CLEAR {
                let (mean_with, mean_without) = (with.mean(), without.mean());
                side.push(Factor { kind, id, name, with: with.count(), without: without.count(), mean_with, mean_without });
            }
        }
        for side in [&mut told.higher, &mut told.lower] {
            let apart = |factor: &Factor| (factor.mean_with - factor.mean_without).abs();
            side.sort_by(|one, other| apart(other).total_cmp(&apart(one)).then_with(|| one.name.cmp(&other.name)));
            side.truncate(FACTORS);
        }
        Ok(told)
    }

    /// Own phrases of one sort (`trigger`, `need`) by their last use, latest first.
    pub(crate) fn own_phrases(&self, what: &str, limit: u32) -> Result<Vec<Use>> {
        let sql = "SELECT id, name, count(*), max(moment) FROM around JOIN check_in ON check_in.rowid = around.row
                   WHERE what = ?1 AND substr(id, 1, 4) = 'own:' GROUP BY id ORDER BY 4 DESC, id LIMIT ?2";
        self.uses(sql, params![what, limit])
    }

    /// The feelings of entries, by the check-ins that belong to them, most used first.
    pub(crate) fn entry_feelings(&self) -> Result<Vec<Use>> {
        let sql = "SELECT word, max(felt.name), count(DISTINCT item.id) FROM check_in
                   JOIN felt ON felt.row = check_in.rowid JOIN item ON item.id = check_in.entry JOIN entry ON entry.rowid = item.rowid
                   WHERE check_in.entry IS NOT NULL AND check_in.trashed = 0 AND entry.trashed = 0
                   GROUP BY word ORDER BY 3 DESC, 2";
        self.uses(sql, [])
    }

    fn uses(&self, sql: &str, parameters: impl rusqlite::Params) -> Result<Vec<Use>> {
        let mut uses = self.db.prepare_cached(sql)?;
        let rows = uses.query_map(parameters, |row| Ok(Use { id: row.get(0)?, name: row.get(1)?, count: row.get(2)? }))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Days that stand out, in order; both ends included.
    pub(crate) fn marks(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<StoredMark>> {
        let sql = "SELECT item.id, item.content, item.trashed FROM mark JOIN item USING (rowid)
                   WHERE mark.trashed = 0 AND day BETWEEN ?1 AND ?2 ORDER BY day, mark.rowid";
        self.read_marks(sql, params![from.to_string(), to.to_string()])
    }

    /// Marks in the trash, last thrown away first.
    pub(crate) fn trashed_marks(&self) -> Result<Vec<StoredMark>> {
        let sql = "SELECT item.id, item.content, item.trashed FROM mark JOIN item USING (rowid) WHERE mark.trashed = 1
                   ORDER BY julianday(item.trashed) DESC, mark.rowid DESC";
        self.read_marks(sql, [])
    }

    fn read_marks(&self, sql: &str, parameters: impl rusqlite::Params) -> Result<Vec<StoredMark>> {
        let mut marks = self.db.prepare_cached(sql)?;
        let rows = marks.query_map(parameters, |row| Ok((row.get::<_, ItemId>(0)?, row.get::<_, String>(1)?, row.get(2)?)))?;
        let mut found = Vec::new();
        for row in rows {
            let (id, content, trashed): (_, _, Option<String>) = row?;
            let trashed = trashed.and_then(|moment| moment.parse().ok());
            found.extend(serde_json::from_str(&content).ok().map(|mark| StoredMark { id, trashed, mark }));
        }
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        DeviceId, RevisionId,
        id::Digest,
        record::{Change, Revision},
    };
    use serde_json::{Map, json};

    #[test]
    fn what_another_program_wrote_out_of_range_is_kept_and_not_counted() {
        let index = Index::empty().unwrap();
        let item = ItemId::random();
        let content = json!({
            "at": "2026-11-22T21:40:00+01:00", "pleasant": 7, "energy": 0.5, "pulse": { "trust": 4, "safe": 90, "weather": 3 },
            "feelings": [{ "id": "wary", "name": "wary", "strength": 9 }],
            "trackers": [{ "id": "t", "name": "t", "value": -3 }, { "id": "u", "name": "u", "value": 2 }],
        });
        let revision = Revision {
            item,
            revision: RevisionId::random(),
            parents: Vec::new(),
            at: "2026-11-22T21:40:00+01:00".parse().unwrap(),
            change: Change::Kept { kind: check_in::TYPE.into(), trashed: None, content: content.as_object().unwrap().clone() },
            other: Map::new(),
        };
        index.batch(|| index.take((Some((DeviceId::random(), 1, Digest::ZERO)), Some(revision)))).unwrap();
        assert_eq!(index.feelings_span().unwrap().measures, ["tracker:u", "trust"]);
        let (from, to) = ("2026-11-01".parse().unwrap(), "2026-11-30".parse().unwrap());
        assert!(index.points(from, to).unwrap().is_empty());
        let words = index.words_felt(from, to).unwrap();
        assert_eq!((words[0].count, words[0].strength), (1, None));
        let kept = index.check_in(item).unwrap().unwrap().check_in;
        assert_eq!((kept.pleasant, kept.pulse.get("safe")), (Some(7.0), Some(&90)));
    }
}
