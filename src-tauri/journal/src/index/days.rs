//! Days: the calendar, what belongs to a day from before, and the order of entries in time.

use chrono::{Datelike, Months, NaiveDate};
use rusqlite::{OptionalExtension, params};

use super::{Index, timeline::Row};
use crate::{ItemId, Kind, Result};

/// A local day that has entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// `2026-11-22`.
    pub day: String,
    /// Entries of it that are not in the trash.
    pub entries: u32,
    /// Their kinds, each once.
    pub kinds: Vec<Kind>,
    /// Whether one of them is a favourite.
    pub favourite: bool,
}

/// The entries on either side of one in time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Neighbours {
    /// The next newer one.
    pub newer: Option<ItemId>,
    /// The next older one.
    pub older: Option<ItemId>,
}

/// Whole years come back, and these numbers of months.
const MONTHS_BEFORE: [u32; 3] = [1, 3, 6];

impl Index {
    /// The days that have entries, in order, both ends included.
    pub(crate) fn days(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<Day>> {
        let (from, to) = (from.to_string(), to.to_string());
        let month = |day: &str| day[..day.len() - 3].to_owned();
        let sql = "SELECT day, count(*), json_group_array(DISTINCT kind), max(favourite) FROM entry
                   WHERE trashed = 0 AND month BETWEEN ?1 AND ?2 AND day BETWEEN ?3 AND ?4 GROUP BY month, day ORDER BY month, day";
        let mut days = self.db.prepare_cached(sql)?;
        let rows = days.query_map(params![month(&from), month(&to), from, to], |row| {
            let kinds: Vec<String> = serde_json::from_str(&row.get::<_, String>(2)?).unwrap_or_default();
            let kinds = kinds.into_iter().map(Kind::from).collect();
            Ok(Day { day: row.get(0)?, entries: row.get(1)?, kinds, favourite: row.get(3)? })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Entries of the same day some months and any number of years before, nearest first, each with the months between.
    pub(crate) fn same_day_before(&self, day: NaiveDate) -> Result<Vec<(u32, Row)>> {
        let first: Option<String> = self.db.prepare_cached("SELECT min(month) FROM month")?.query_row([], |row| row.get(0))?;
        let Some(first) = first.and_then(|month| month.split('-').next()?.parse::<i32>().ok()) else {
            return Ok(Vec::new());
        };
        let years = (1..).map_while(|years: u32| (day.year() - i32::try_from(years).ok()? >= first).then_some(12 * years));
        let mut found = Vec::new();
        for months in MONTHS_BEFORE.into_iter().chain(years) {
            // The thirty-first has no day in a shorter month, and the end of February stands for the day it sometimes lacks.
            let Some(before) = day.checked_sub_months(Months::new(months)) else { continue };
            let leap =
                NaiveDate::from_ymd_opt(before.year(), 2, 29).filter(|_| (day.month(), day.day()) == (2, 28) && months >= 12);
            let leap_now = NaiveDate::from_ymd_opt(day.year(), 2, 29).is_some();
            let same = (before.day() == day.day()).then_some(before);
            for then in same.into_iter().chain(leap.filter(|_| !leap_now)) {
                found.extend(self.day_rows(&then.to_string())?.into_iter().map(|row| (months, row)));
            }
        }
        Ok(found)
    }

    /// The entries next to one in the order of the timeline.
    pub(crate) fn neighbours(&self, item: ItemId) -> Result<Neighbours> {
        let next = |than: &str, order: &str| {
            let sql = format!(
                "SELECT item.id FROM entry JOIN item USING (rowid), 
                 (SELECT month AS m, day AS d, moment AS t, entry.rowid AS r FROM entry JOIN item USING (rowid) WHERE item.id = ?1)
                 WHERE entry.trashed = 0 AND (month, day, moment, entry.rowid) {than} (m, d, t, r)
                 ORDER BY month {order}, day {order}, moment {order}, entry.rowid {order} LIMIT 1"
            );
            self.db.prepare_cached(&sql)?.query_row([item], |row| row.get(0)).optional()
        };
        Ok(Neighbours { newer: next(">", "ASC")?, older: next("<", "DESC")? })
    }
}
